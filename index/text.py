"""The one normaliser and tokeniser, used for indexing and for asking alike.

Offsets are sacred: :class:`Aligned` is an NFC view of a text that can translate any of its spans back to the text
as stored; :func:`tokens` gives syllables with their offsets.
"""

import itertools
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.types import Span

# Tone marks as Unicode combining characters; the other marks (breve, circumflex, horn) change the letter itself.
TONES = {"\u0300": "2", "\u0301": "1", "\u0309": "3", "\u0303": "4", "\u0323": "5"}
_TOKEN = re.compile(r"\d+(?:[.,/]\d+)*|[^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*)*")
_LEADING_ZEROS = re.compile(r"(?<![\d.,])0+(?=\d)")
_MARKUP = re.compile(r"[*_`#]+")
# Soft hyphens, zero-width characters and direction marks, left by word processors and web pages; Ð (U+00D0) for Đ.
_INVISIBLE = "\u00ad\u200b-\u200f\u2060\ufeff"
_CHANGED = re.compile(rf"[^\u0300-\u036f]?[\u0300-\u036f]+|[{_INVISIBLE}Ðð]")
# Looked for one by one: that is quicker than a set of them in a pattern.
_ODD = ("\u00ad", *map(chr, range(0x200B, 0x2010)), "\u2060", "\ufeff", "Ð", "ð")
READ_AS = {0xD0: "Đ", 0xF0: "đ", 0xAD: None, 0x2060: None, 0xFEFF: None, **dict.fromkeys(range(0x200B, 0x2010))}
_Y_FOR_I = re.compile(r"^(h|k|l|m|s|t)y(?=\d?$)")


@dataclass(frozen=True, slots=True)
class Token:
    """A syllable or number with its place: ``accented`` compares with marks, ``folded`` without."""

    start: int
    end: int
    accented: str
    folded: str


class Aligned:
    """A view of ``source`` to read in, whose spans translate back: ``aligned.span(i, j)`` is in ``source``'s characters.

    The view is NFC, has no invisible characters, and the Icelandic Ð that old converters print for Đ is Đ.
    """

    __slots__ = ("_copied", "_starts", "_views", "source", "text")

    def __init__(self, source: str) -> None:
        self.source = source
        # Stretch by stretch: where it begins in the view and in the source, and whether it was copied as it is.
        self._views: list[int] = []
        self._starts: list[int] = []
        self._copied: list[bool] = []
        if unicodedata.is_normalized("NFC", source) and not any(map(source.__contains__, _ODD)):
            self.text = source
            return
        pieces: list[str] = []
        view = 0
        for start, stop, copied in _stretches(source):
            piece = source[start:stop]
            if not copied:
                piece = unicodedata.normalize("NFC", piece).translate(READ_AS)
            self._views.append(view)
            self._starts.append(start)
            self._copied.append(copied)
            pieces.append(piece)
            view += len(piece)
        self._views.append(view)
        self._starts.append(len(source))
        self._copied.append(False)
        self.text = "".join(pieces)

    def _origin(self, position: int, end: bool) -> int:
        if not self._views:
            return position
        at = bisect_right(self._views, position) - 1
        if self._copied[at]:
            return self._starts[at] + position - self._views[at]
        if end and self._views[at] != position:
            at += 1
        return self._starts[min(at, len(self._starts) - 1)]

    def span(self, start: int, end: int) -> Span:
        """The span of the source that ``text[start:end]`` was made from (whole characters, never half of one)."""
        return Span(self._origin(start, False), self._origin(end, True))


def _stretches(source: str) -> Iterator[tuple[int, int, bool]]:
    """``(start, end, copied)``: what NFC leaves as it is, and, one by one, the characters that it changes."""
    at = 0
    for match in itertools.chain(_CHANGED.finditer(source), (None,)):
        begin, end = match.span() if match else (len(source), len(source))
        if at < begin:
            yield from _unmarked(source, at, begin)
        if begin < end:
            yield begin, end, False
        at = end


def _unmarked(source: str, start: int, stop: int) -> Iterator[tuple[int, int, bool]]:
    """As :func:`_stretches`, where no combining mark stands: NFC changes a sign like Ω (U+2126), or a Korean syllable."""
    piece = source[start:stop]
    if unicodedata.is_normalized("NFC", piece):
        yield start, stop, True
        return
    # Starters with what composes with them: combining marks of any script, Korean vowels and finals.
    begins = [at for at, c in enumerate(piece) if not at or not (unicodedata.combining(c) or "\u1160" <= c <= "\u11ff")]
    begin = start
    for a, b in itertools.pairwise([*begins, len(piece)]):
        if not unicodedata.is_normalized("NFC", piece[a:b]):
            if begin < start + a:
                yield begin, start + a, True
            yield start + a, start + b, False
            begin = start + b
    if begin < stop:
        yield begin, stop, True


def nfc(text: str) -> str:
    """Unicode NFC."""
    return unicodedata.normalize("NFC", text)


# Syllables and short phrases are folded again and again; whole clauses would fill the memory.
FOLDED_CHARACTERS = 200


@lru_cache(maxsize=100_000)
def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.lower())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).replace("đ", "d").replace("ð", "d")


def fold(text: str) -> str:
    """Lower case without any diacritic; ``đ`` becomes ``d``."""
    return _folded(text) if len(text) <= FOLDED_CHARACTERS else _folded.__wrapped__(text)


@lru_cache(maxsize=100_000)
def canonical(syllable: str) -> str:
    """A syllable with its tone as a trailing digit, so that ``hoà``/``hòa``, ``ký``/``kí`` and ``uỷ``/``ủy`` are one.

    Numbers lose leading zeros (``04/9`` and ``4/9`` are one).
    """
    if syllable[:1].isdecimal():
        return _LEADING_ZEROS.sub("", syllable)
    tone, letters = "", []
    for char in unicodedata.normalize("NFD", syllable.lower().replace("ð", "đ")):
        if char in TONES:
            tone = TONES[char]
        else:
            letters.append(char)
    return _Y_FOR_I.sub(r"\1i", unicodedata.normalize("NFC", "".join(letters)) + tone)


# Abbreviations with one reading in offices, by their folded form; both sides of every comparison spell them out.
ABBREVIATIONS = {
    "ubnd": "ủy ban nhân dân", "hdnd": "hội đồng nhân dân", "mttq": "mặt trận tổ quốc", "bcd": "ban chỉ đạo",
    "btv": "ban thường vụ", "bch": "ban chấp hành", "ubmttq": "ủy ban mặt trận tổ quốc",
    "ubmttqvn": "ủy ban mặt trận tổ quốc việt nam", "mttqvn": "mặt trận tổ quốc việt nam", "cntt": "công nghệ thông tin",
    "tdp": "tổ dân phố", "vpqu": "văn phòng quận ủy", "csxh": "chính sách xã hội", "antt": "an ninh trật tự",
    "bhyt": "bảo hiểm y tế", "bhxh": "bảo hiểm xã hội", "bhtn": "bảo hiểm thất nghiệp",
    "ldtbxh": "lao động thương binh và xã hội", "tnxp": "thanh niên xung phong", "nsnn": "ngân sách nhà nước",
    "cbcc": "cán bộ công chức", "ccvc": "công chức viên chức", "cbccvc": "cán bộ công chức viên chức",
    "qdnd": "quân đội nhân dân", "hcm": "hồ chí minh", "xhcn": "xã hội chủ nghĩa", "tthc": "thủ tục hành chính",
    "gddt": "giáo dục và đào tạo", "tnmt": "tài nguyên và môi trường", "khdt": "kế hoạch và đầu tư",
    "thcs": "trung học cơ sở", "thpt": "trung học phổ thông", "hssv": "học sinh sinh viên", "cccd": "căn cước công dân",
    "cmnd": "chứng minh nhân dân", "gplx": "giấy phép lái xe", "pccc": "phòng cháy chữa cháy", "atgt": "an toàn giao thông",
    "attp": "an toàn thực phẩm", "bvmt": "bảo vệ môi trường", "gtgt": "giá trị gia tăng", "tncn": "thu nhập cá nhân",
    "tndn": "thu nhập doanh nghiệp", "tnhh": "trách nhiệm hữu hạn", "sxkd": "sản xuất kinh doanh",
    "ktxh": "kinh tế xã hội", "gpmb": "giải phóng mặt bằng", "qppl": "quy phạm pháp luật",
    "vbqppl": "văn bản quy phạm pháp luật", "vksnd": "viện kiểm sát nhân dân", "dbqh": "đại biểu quốc hội",
}  # fmt: skip
_SPELT_OUT = {short: tuple((canonical(s), fold(s)) for s in long.split()) for short, long in ABBREVIATIONS.items()}


@lru_cache(maxsize=100_000)
def _read(word: str) -> tuple[tuple[str, str], ...]:
    """What a match of ``_TOKEN`` stands for: one syllable, or those of an abbreviation, each with marks and without."""
    accented = canonical(word)
    if accented[0].isdecimal():
        return ((accented, accented),)
    folded = fold(word)
    return _SPELT_OUT.get(folded, ((accented, folded),))


def tokens(text: str) -> list[Token]:
    """Syllables and numbers of ``text`` in order, with their offsets in it.

    An abbreviation gives the syllables it stands for, all at its own place.
    """
    found = _TOKEN.finditer(text)
    return [Token(m.start(), m.end(), accented, folded) for m in found for accented, folded in _read(m.group())]


# Texts read lately are kept, since a question reads the same clauses, headings and titles many times; longer ones are not.
KEPT, KEPT_CHARACTERS = 4_000, 4_000


@lru_cache(maxsize=KEPT)
def _kept(text: str) -> tuple[tuple[str, str], ...]:
    return tuple(pair for word in _TOKEN.findall(text) for pair in _read(word))


def _forms(text: str) -> tuple[tuple[str, str], ...]:
    return _kept(text) if len(text) <= KEPT_CHARACTERS else _kept.__wrapped__(text)


def words(text: str) -> list[str]:
    """The accented forms of the tokens of ``text``."""
    return [accented for accented, _ in _forms(text)]


def folded_words(text: str) -> list[str]:
    """The folded forms of the tokens of ``text``."""
    return [folded for _, folded in _forms(text)]


def with_bigrams(syllables: list[str]) -> list[str]:
    """Syllables and their neighbouring pairs: the pairs do what a word segmenter would."""
    return syllables + [f"{a}_{b}" for a, b in itertools.pairwise(syllables)]


def has_marks(text: str) -> bool:
    """Whether any Vietnamese diacritic was typed."""
    return any(unicodedata.combining(c) for c in unicodedata.normalize("NFD", text)) or "đ" in text.lower()


def plain(text: str) -> str:
    """For display and comparison, never for quotation: NFC, Markdown marks gone, white space single."""
    return " ".join(_MARKUP.sub("", nfc(text)).split())


def find_phrase(phrase: Sequence[str], text: Sequence[str]) -> Iterator[int]:
    """Positions in the tokens ``text`` where the tokens ``phrase`` begin."""
    size, first = len(phrase), list(phrase)
    if not size:
        return
    for at in range(len(text) - size + 1):
        if text[at] == first[0] and list(text[at : at + size]) == first:
            yield at
