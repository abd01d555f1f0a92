"""A text file's bytes into characters: Unicode as it is stored, anything older converted, with a note that says so."""

import codecs
import re
from dataclasses import dataclass
from functools import cache

from index.errors import SourceError
from index.formats.text.legacy import Legacy, convert, detect, is_unicode, readable
from index.formats.text.mojibake import healed
from index.types import Note

# The longer mark first: UTF-32 begins like UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
HEALED = Note("chữa lại UTF-8 bị đọc nhầm thành Windows-1252", "repaired UTF-8 that was taken for Windows-1252")
_HEAD, _TEXT_FOR_CONTROL = 65_536, 100
_LEFT_OUT = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x19\x1c-\x1f]")
_HIGH_RUN = re.compile(r"[^\W\d_\x00-\x7f]{3}")
_LETTER = re.compile(r"[^\W\d_]")
# So many good characters beyond ASCII for one bad byte, and the file is UTF-8 that was damaged.
_GOOD_FOR_BAD = 20
# French has one accented letter in twenty or, in a short text, six; Vietnamese has one in four.
_WESTERN = 0.2


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters of a file, and what was done to have them."""

    text: str
    notes: tuple[Note, ...] = ()


def decode(data: bytes) -> Decoded:
    """The text of a file. Good UTF-8 comes out character for character, also its byte order mark.

    Raises ``SourceError`` for what is not text, or in no encoding that is known.
    """
    encoding = wide_encoding(data)
    if encoding:
        return repaired(decode_wide(data, encoding))
    if b"\0" in data:
        raise _binary()
    try:
        return repaired(Decoded(data.decode()))
    except UnicodeDecodeError:
        damaged = damaged_utf8(data)
        return repaired(damaged) if damaged else _from_bytes(data)


def repaired(read: Decoded) -> Decoded:
    """Unicode, with old letters that somebody stored as Unicode, or UTF-8 taken for something else, put right."""
    if not is_unicode(read.text):
        sound = healed(read.text)
        if sound is not None:
            return Decoded(sound, (*read.notes, HEALED))
    charset = detect(read.text)
    return converted(read.text, charset, read.notes) if charset else read


def converted(text: str, charset: Legacy, notes: tuple[Note, ...] = ()) -> Decoded:
    """``text`` out of an old encoding; its lines that hold Vietnamese in Unicode already are left as they are."""
    lines = text.split("\n") if is_unicode(text) else [text]
    result = "\n".join(convert(line, charset) for line in lines)
    return Decoded(result, (*notes, conversion_note(charset)))


def conversion_note(charset: Legacy) -> Note:
    """Says that a file was converted."""
    return Note(f"chuyển từ bảng mã {charset.value}", f"converted from {charset.value}")


def as_western(data: bytes) -> str:
    """Bytes seen as Windows-1252, the five that it leaves out as the control characters of Latin-1. Never raises."""
    return data.decode("latin-1").translate(_western())


@cache
def _western() -> dict[int, str]:
    return {code: bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(0x80, 0xA0)}


def wide_encoding(data: bytes) -> str | None:
    """UTF-16 or UTF-32 by its mark; UTF-16 without one where every other byte of its ASCII is zero, none of the others."""
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    head = data[:4096]
    half = len(head) // 2
    if marked or half < 16 or len(data) % 2:
        return marked
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd * 3 >= half and not even:
        return "utf-16-le"
    return "utf-16-be" if even * 3 >= half and not odd else None


def decode_wide(data: bytes, encoding: str) -> Decoded:
    """UTF-16 or UTF-32, a few bad characters marked. Raises ``SourceError`` where most are bad."""
    text = data.decode(encoding, "replace")
    bad = text.count("\ufffd")
    if bad * _GOOD_FOR_BAD > len(text) or _is_binary(text[:_HEAD].encode("utf-8", "replace")):
        raise _binary()
    return Decoded(text, (_damage_note(bad),) if bad else ())


def damaged_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with a few bad bytes, or cut inside its last character; ``None`` where it is no UTF-8 at all."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(char > "\x7f" for char in text) - bad
    if good < (1 if _is_cut(data) else _GOOD_FOR_BAD * bad) or _is_binary(data):
        return None
    return Decoded(text, (_damage_note(bad),))


def _is_cut(data: bytes) -> bool:
    """Whether only the last character is not whole."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError:
        return False
    return True


def _is_binary(data: bytes) -> bool:
    """Whether control characters stand in it more often than a printer's codes would."""
    head = data[:_HEAD]
    return len(_CONTROLS.findall(head)) * _TEXT_FOR_CONTROL > len(head)


def _from_bytes(data: bytes) -> Decoded:
    if _is_binary(data):
        raise _binary()
    text = as_western(data)
    charset = detect(text, least=2)  # it is no UTF-8: less is needed to tell what it is
    if charset:
        return converted(text, charset)
    letters = _LETTER.findall(text)
    high = sum(not letter.isascii() for letter in letters)
    if readable(text) < 0.7 and (high > _WESTERN * len(letters) or _HIGH_RUN.search(text) or _LEFT_OUT.search(data)):
        raise SourceError(
            "không rõ bảng mã (không phải UTF-8, TCVN3, VNI hay Windows-1258); hãy lưu lại thành UTF-8",
            "is in an unknown encoding (not UTF-8, TCVN3, VNI or Windows-1258); save it again as UTF-8",
        )
    return Decoded(text, (Note("đọc theo bảng mã Windows-1252", "read as Windows-1252"),))


def _damage_note(bad: int) -> Note:
    return Note(f"có {bad} ký tự hỏng, hiện là «\ufffd»", f'{bad} damaged characters, shown as "\ufffd"')


def _binary() -> SourceError:
    return SourceError(
        "là tệp nhị phân, không phải văn bản; hãy lưu lại thành .docx, .pdf hoặc .txt",
        "is a binary file, not text; save it as .docx, .pdf or .txt",
    )
