"""Vietnamese from before Unicode: which encoding a text is in, and the text itself.

The text is a string whose characters are the old file's bytes seen as Windows-1252: a file read that way, a run of a
Word document set in an old font, or a file that somebody stored as UTF-8 without converting its letters.
"""

import re
from collections.abc import Callable
from enum import StrEnum

from index.formats.text import charsets
from index.formats.text.capitals import restore_capitals
from index.formats.text.syllables import is_syllable
from index.formats.text.viqr import is_viqr, read_viqr


class Legacy(StrEnum):
    """The encodings that are known; the value is what a person calls it."""

    TCVN3 = "TCVN3 (ABC)"
    VNI = "VNI"
    VIQR = "VIQR"
    CP1258 = "Windows-1258"


_READERS: dict[Legacy, Callable[[str], str]] = {
    Legacy.TCVN3: charsets.from_tcvn3,
    Legacy.VNI: charsets.from_vni,
    Legacy.VIQR: read_viqr,
    Legacy.CP1258: charsets.from_cp1258,
}
# A letter that is in no Vietnamese word: it stands for what an encoding does not have.
_MISSING = "\N{LATIN LETTER GLOTTAL STOP}"
_WORD = re.compile(r"[^\W\d_]{2,}")
# Letters that no old encoding has where these tables look: a text that holds one is in Unicode.
_UNICODE_ONLY = re.compile(r"[ĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9]")
_HIGH_LETTER = re.compile(r"[^\W\d_\x00-\x7f]")
# How much of a long text is looked at: so many stretches of so many characters, so many of their words.
_SLICES, _SLICE, _CHUNKS = 8, 8_000, 1_500
# Measured on the sample archives: a right decoding has over nine tenths of its words right, a wrong one under a third.
_RIGHT, _BETTER = 0.7, 0.3

_FONT = re.compile(r"(?:[A-Z]{6}\+)?['\"]?(?P<dot>\.)?(?P<name>vn[^,'\"]*|vni[-_ ][^,'\"]*)", re.IGNORECASE)
_STYLE = re.compile(r"(?:[-, ]?(?:bold|italic|oblique|regular|normal|mt|ps))+$", re.IGNORECASE)

# Word shows ư of TCVN3, a soft hyphen to everybody else, as a hyphen; copied from there, it is one.
_HYPHENED = re.compile(r"(?<![^\W_])[^\W\d_]{0,7}-[^\W\d_]{0,7}(?![^\W_])")


def detect(text: str, least: int = 3) -> Legacy | None:
    """The encoding ``text`` is in; ``None`` where it is Unicode already, another language, or shorter than can be told.

    ``least``: how many different words must come out right.
    """
    sample = _sample(text)
    if not _HIGH_LETTER.search(sample):
        return Legacy.VIQR if is_viqr(text[: _SLICES * _SLICE]) else None
    now, _ = _score(sample)
    if now + _BETTER > 1:
        return None
    found: tuple[float, Legacy] | None = None
    for charset in (Legacy.TCVN3, Legacy.VNI, Legacy.CP1258):
        share, right = _score(_strict(sample, charset))
        if right >= least and share >= max(_RIGHT, now + _BETTER) and (found is None or share > found[0]):
            found = share, charset
    return found[1] if found else None


def convert(text: str, charset: Legacy, capitals: bool = False) -> str:
    """``text`` in Unicode (NFC). ``capitals``: its font shows every letter as a capital.

    A text with Vietnamese letters of Unicode comes back as it is: a paragraph keeps its font when its text is replaced.
    TCVN3 has no capitals with a tone: they come back where the rest of the word, or the words around, are in capitals.
    """
    if is_unicode(text):
        return text
    result = _READERS[charset](text)
    if capitals:
        return result.upper()
    if charset is Legacy.TCVN3:
        return restore_capitals(result if "\xad" in text else _HYPHENED.sub(_horned, result))
    return result


def of_font(name: str) -> tuple[Legacy, bool] | None:
    """The encoding of the letters of a font by its name, and whether it shows capitals only; ``None`` for others.

    Names as in Word, CSS and PDF: ``.VnTimeH``, ``VNI-Times``, ``ABCDEF+.VnTime,Bold``.
    """
    match = _FONT.match(name.strip().replace("#2e", ".").replace("#2E", "."))
    if match is None:
        return None
    face = match["name"]
    if face[2:3] in "iI" and face[3:4] in tuple("-_ "):
        return Legacy.VNI, False
    if not match["dot"] and not (face.startswith("Vn") and face[2:3].isupper()):
        return None
    return Legacy.TCVN3, _STYLE.sub("", face).rstrip().lower().endswith("h")


def is_unicode(text: str) -> bool:
    """Whether ``text`` holds a Vietnamese letter that only Unicode has."""
    return _UNICODE_ONLY.search(text) is not None


def readable(text: str) -> float:
    """The share of the words of ``text`` with letters beyond ASCII that are Vietnamese syllables; 0 without any."""
    sample = _sample(text)
    return _score(sample)[0] if sample else 0.0


def _sample(text: str) -> str:
    """Different words of ``text`` that hold a character beyond ASCII, from all over it."""
    if text.isascii():
        return ""
    if len(text) > _SLICES * _SLICE:
        step = len(text) // _SLICES
        text = " ".join(text[at : at + _SLICE] for at in range(0, len(text) - _SLICE, step))
    chunks = dict.fromkeys(chunk for chunk in text.split() if not chunk.isascii())
    return charsets.nfc(" ".join(list(chunks)[:_CHUNKS]))


def _score(text: str) -> tuple[float, int]:
    """The share of the different words with letters beyond ASCII that are Vietnamese, and how many are."""
    words = {word.lower() for word in _WORD.findall(text) if not word.isascii()}
    right = sum(map(is_syllable, words))
    return right / len(words) if words else 0.0, right


def _strict(text: str, charset: Legacy) -> str:
    """``text`` read as ``charset``; a letter that the encoding does not have spoils its word."""
    if charset is Legacy.TCVN3:
        known = frozenset(map(chr, charsets.tcvn3()))
    elif charset is Legacy.VNI:
        known = frozenset("".join(charsets.vni()))
    else:
        known = frozenset(bytes(range(0x80, 0x100)).decode("cp1252", "ignore"))
    text = text.translate({ord(char): _MISSING for char in set(_HIGH_LETTER.findall(text)) - known})
    return charsets.from_vni(text, _MISSING) if charset is Legacy.VNI else _READERS[charset](text)


def _horned(found: re.Match[str]) -> str:
    word = found[0]
    joined = word.replace("-", "ư", 1)
    parts = [part for part in word.split("-") if part]
    apart = all(map(is_syllable, parts)) and joined not in ("ưu", "ưa")
    return word if apart or not is_syllable(joined) else joined
