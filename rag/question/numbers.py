"""Document numbers in a question, in any shape: ``công văn 667``, ``cv667``, ``667 - CV / QU``, ``O6-CT/TU``, ``tb 739 tu``.

Only how a number may be written is known here; which documents have it, :mod:`rag.question.register` knows.
"""

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass

from index.parsing import patterns as p
from index.text import Token, fold
from rag.question.codes import KIND_CODES, MARKED, SEPARATORS, codes_after
from rag.question.cues import KIND_WORDS

_STRONG = frozenset({"cv", "qd", "tb", "nq"})
# Kinds that are verbs or common nouns as well ("thông báo 15 trường hợp").
_ALSO_WORDS = frozenset("thong bao,quyet dinh,bao cao,huong dan,quy dinh,ke hoach,ket luan,luat,van ban".split(","))
# What scanners and typists put in place of a figure.
_READ_AS = str.maketrans("OoQОоIlі|iBЗзSsZzб", "000001111183355226")
_FIGURES = re.compile(r"[0-9OoQОоIlі|iBЗзSsZzб]{1,6}")
_WITH_YEAR = re.compile(r"([^/]+)/((?:19|20)\d\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_DOTTED = re.compile(r"\d{1,2}\.\d{3}")
_JOINERS = frozenset({"va", "voi", "hay", "hoac", "cung", "den"})

# What a bare number follows or counts when it is no document's (folded).
_PLACED = frozenset(
    "muc dieu khoan diem luc ngay thang nam dot qua tren duoi den thoai dong tang phong lop vao".split()
)
_COUNTED = frozenset("nguoi giuong cho ngay ca dong trieu ty thang nam phuong met m lan gio cai phut".split())
# … and even after the name of a kind: "kế hoạch 5 năm", "thông báo 164 trường hợp". Without marks, what is no other word.
_COUNTED_MARKED = frozenset(
    "người giường chỗ ca lần trường tháng tuần phút giờ triệu tỷ tỉ đồng bước mức giai hộ chốt trạm đối nhiệm việc bài lượt "
    "tiếng km m mét loại nhóm gia xã tỉnh ngày năm".split()
)
_COUNTED_FOLDED = frozenset(
    "nguoi giuong truong thang tuan phut trieu buoc giai nhiem viec luot km loai nhom ngay nam".split()
)
# What may follow the number of a document whose kind is also a verb.
_AFTER = frozenset(
    "cua ve do noi la co quy yeu ban ky ngay nam gui giao duoc va hay voi thi cho neu quan phuong huyen thanh de ra dan o "
    "trong khi nay do ay tren thuc trien ap hieu het con gom ai den nham bo sua thay".split()
)


@dataclass(frozen=True, slots=True)
class NumberMention:
    """A document number as a question gives it; ``start`` and ``end`` are token positions.

    ``digits`` is as typed, ``readings`` what it may stand for, likeliest first. ``sure``: nothing but a document is meant, so
    that one which is not there is missed; of an unsure one that is not there nothing is said. ``of``: a body must follow.
    """

    start: int
    end: int
    digits: str
    year: str | None
    codes: tuple[str, ...]
    kind: str | None
    printed: str
    readings: tuple[str, ...] = ()
    sure: bool = True
    of: bool = False


def split_number(number: str) -> tuple[str, str | None, tuple[str, ...]]:
    """``02/2020/UBTVQH14`` → ``("2", "2020", ("ubtvqh14",))``; folded, leading zeros gone."""
    parts = [fold(part) for part in re.split(r"[-/]", number) if part]
    digits = parts[0].lstrip("0") or "0"
    year = next((part for part in parts[1:] if re.fullmatch(r"\d{4}", part)), None)
    return digits, year, tuple(part for part in parts[1:] if part != year)


def number_of_file(file: str) -> str | None:
    """``31_2012_CT_TTg.md`` → ``31/2012/CT/TTg``; ``None`` where the name spells no kind of document behind figures."""
    parts = re.split(r"[_\s-]+", file.rsplit("/", 1)[-1].rsplit(".", 1)[0])
    spelt = re.fullmatch(r"\d{1,5}[a-z]?", parts[0]) and any(part in p.KINDS for part in parts[1:])
    return "/".join(parts) if spelt else None


@dataclass(frozen=True, slots=True)
class _Piece:
    """The figures of a number: tokens ``[at, end)``."""

    at: int
    end: int
    typed: str
    year: str | None
    readings: tuple[str, ...]

    @property
    def plain(self) -> bool:
        return self.typed.isdecimal()


def number_mentions(
    text: str, found: Sequence[Token], own: Container[str] = (), known: Container[str] = (), codes: Container[str] = ()
) -> list[NumberMention]:
    """Document numbers in a question, in its order.

    ``own``: the figures of the archive's own documents, which may stand without any kind ("924 gửi ai"); ``known``: those of
    documents it mentions, too; ``codes``: what its numbers hold beside figures.
    """
    mentions: list[NumberMention] = []
    at = 0
    while at < len(found):
        piece = _piece(text, found, at)
        one = piece and _mention(text, found, piece, mentions[-1:], own, known, codes)
        if one:
            mentions.append(one)
        at = max(at + 1, one.end if one else piece.end if piece else 0)
    return mentions


def _mention(
    text: str, found: Sequence[Token], piece: _Piece, last: Sequence[NumberMention], own: Container[str],
    known: Container[str], archived: Container[str],
) -> NumberMention | None:  # fmt: skip
    kind, start, called = _kind_before(found, piece.at)
    codes, end, marked = codes_after(text, found, piece.end, kind is not None, archived)
    year, end = (piece.year, end) if piece.year else _year_after(found, end, kind is not None or bool(codes))
    if not re.search(r"\d", piece.typed) and not any(reading in known for reading in piece.readings):
        return None
    if not piece.plain and not piece.year and not codes and kind is None and not _odd_but_own(piece, own):
        return None
    of, sure = False, True
    before = found[piece.at - 1].folded if piece.at else ""
    if kind is not None:
        if not codes and not year and _counts(text, found, piece.end, called in _ALSO_WORDS):
            return None
        sure = _surely(text, found, piece, called, bool(codes and marked), year, end)
    elif codes:
        if before in _PLACED or not (marked or codes[0] in KIND_CODES):
            return None  # "mục 3 - UBND phường", "15 UBND phường"
        sure = marked or text[found[piece.end].start : found[end - 1].end].isupper()
        if not sure and not any(reading in known for reading in piece.readings):
            return None
    elif last and _chained(text, found, last[0], piece) and not _counts(text, found, piece.end):
        kind, sure = last[0].kind, last[0].sure and len(piece.typed) >= 3
    elif (apart := _kind_apart(found, piece, last)) and any(reading in known for reading in piece.readings):
        kind, start, sure = *apart, False
    elif not _bare(found, piece, own):
        of = piece.plain and before not in _PLACED and _word(found, piece.end) == "cua"
        if not of or not any(reading in known for reading in piece.readings):
            return None
        sure = False
    printed = text[found[start].start : found[end - 1].end]
    return NumberMention(start, end, piece.typed, year, codes, kind, printed, piece.readings, sure, of)


def _piece(text: str, found: Sequence[Token], at: int) -> _Piece | None:
    """The figures that begin at a token, read through what was mistyped or misread in them."""
    end = at
    while end < len(found) and (end == at or found[end].start == found[end - 1].end):
        word = text[found[end].start : found[end].end]
        if not (_FIGURES.fullmatch(f"0{word}") or _WITH_YEAR.fullmatch(word) or _DOTTED.fullmatch(word)):
            break
        end += 1
    if end == at or (at and found[at - 1].end == found[at].start and found[at - 1].folded not in KIND_WORDS):
        return None  # F0, QH14
    typed = text[found[at].start : found[end - 1].end]
    year = None
    if split := _WITH_YEAR.fullmatch(typed):
        typed, year = split.groups()
    if _DOTTED.fullmatch(typed) and MARKED.match(text[found[end - 1].end :].lstrip()):
        typed = typed.replace(".", "")
    spelt = re.match(rf"\s?[{SEPARATORS}]\s?[{p.UPPER}]{{2}}", text[found[end - 1].end :])
    if not _FIGURES.fullmatch(typed) or len(typed) > 5 or not (re.search(r"\d", typed) or (spelt and len(typed) > 1)):
        return None  # lOO-CV/ĐU is a number, "SO" is none
    readings = [typed.translate(_READ_AS)]
    suffix = text[found[end].start : found[end].end] if end < len(found) else ""
    if typed.isdecimal() and len(suffix) == 1 and found[end].start == found[end - 1].end and suffix.isalpha():
        typed, end = typed + suffix, end + 1  # 12a/QĐ-UBND
        readings.insert(0, typed.lower())
    elif not typed.isdecimal() and re.fullmatch(r"\d+[a-z]", typed, re.IGNORECASE):
        readings.insert(0, typed.lower())
    return _Piece(at, end, typed, year, tuple(reading.lstrip("0") or "0" for reading in readings))


def _odd_but_own(piece: _Piece, own: Container[str]) -> bool:
    return len(piece.typed) >= 3 and any(reading in own for reading in piece.readings)


def _bare(found: Sequence[Token], piece: _Piece, own: Container[str]) -> bool:
    """Whether figures alone are likely a document's: an own one's, not counting anything, not part of an address or date."""
    if not any(reading in own for reading in piece.readings):
        return False
    before, after = found[piece.at - 1].folded if piece.at else "", _word(found, piece.end)
    if before in _PLACED or before[:1].isdecimal() or after in _COUNTED:
        return False
    return len(piece.typed) >= 3 or piece.year is not None or (before == "so" and piece.at < 2) or len(found) == 1


def _chained(text: str, found: Sequence[Token], last: NumberMention, piece: _Piece) -> bool:
    """``công văn 634 và 667``, ``công văn 634, 667``."""
    joined = last.end == piece.at - 1 and found[last.end].folded in _JOINERS
    listed = last.end == piece.at and text[found[last.end - 1].end : found[piece.at].start].strip() == ","
    return joined or listed


def _counts(text: str, found: Sequence[Token], end: int, also_verb: bool = True) -> bool:
    """Whether the figures count what follows them; days and years only where the word before may be a verb."""
    if end >= len(found) or text[found[end - 1].end : found[end].start].strip():
        return text[found[end - 1].end :].lstrip()[:1] == "%"
    word = text[found[end].start : found[end].end].lower()
    if found[end].folded in ("ngay", "nam"):
        after = _word(found, end + 1)
        return also_verb and not after[:1].isdecimal() and after not in ("nao", "may", "bao", "gi")
    return word in (_COUNTED_FOLDED if word.isascii() else _COUNTED_MARKED)


def _surely(
    text: str, found: Sequence[Token], piece: _Piece, called: str, spelt: bool, year: str | None, end: int
) -> bool:
    """Whether kind and figures can be nothing but a document."""
    if spelt:
        return True
    if not piece.plain or _YEAR.fullmatch(piece.typed):
        return False
    short = " " not in called and called != "luat"
    if short:
        typed = text[found[piece.at - 1].start : found[piece.at - 1].end]
        return called in _STRONG or typed.isupper()
    said_so = found[piece.at - 1].folded in ("so", "thu")
    alone = end >= len(found) or bool(text[found[end - 1].end : found[end].start].strip())
    return called not in _ALSO_WORDS or said_so or bool(year) or alone or _word(found, end) in _AFTER


def _kind_before(found: Sequence[Token], at: int) -> tuple[str | None, int, str]:
    """The kind named before a number, the token it begins at, and the folded words it is called by."""
    stop = at
    while stop and found[stop - 1].folded in ("so", "thu"):
        stop -= 1
    for size in (4, 3, 2, 1):
        words = " ".join(token.folded for token in found[max(0, stop - size) : stop])
        if stop >= size and (words in KIND_WORDS or words == "van ban"):
            return KIND_WORDS.get(words, ""), stop - size, words
    return None, at, ""


# "Chỉ thị trước đó của Thành ủy, số 05": what may stand between, folded.
_APART = re.compile(
    r"(?:(?:truoc|do|day|cu|moi|nay|ay|goc|khac) ?)*(?:cua(?: [a-z]+){1,7}?)?(?: ?(?:mang|co|la|voi|danh))?"
)


def _kind_apart(found: Sequence[Token], piece: _Piece, last: Sequence[NumberMention]) -> tuple[str, int] | None:
    """The kind of which "số 05" is the number though its issuer stands between, and the token it begins at."""
    if piece.at < 2 or found[piece.at - 1].folded != "so" or len(piece.typed) < 2 or not piece.plain:
        return None
    first = max(last[0].end if last else 0, piece.at - 13)
    for at in range(piece.at - 2, first - 1, -1):
        for size in (4, 3, 2):
            words = " ".join(token.folded for token in found[at : at + size])
            if words in KIND_WORDS or words == "van ban":
                between = " ".join(token.folded for token in found[at + size : piece.at - 1])
                return (KIND_WORDS.get(words, ""), at) if at + size < piece.at and _APART.fullmatch(between) else None
    return None


def _year_after(found: Sequence[Token], end: int, numbered: bool) -> tuple[str | None, int]:
    """``nghị định 101 năm 2018``."""
    if numbered and _word(found, end) == "nam" and _YEAR.fullmatch(_word(found, end + 1)):
        return _word(found, end + 1), end + 2
    return None, end


def _word(found: Sequence[Token], at: int) -> str:
    return found[at].folded if at < len(found) else ""


def has_separator(mention: NumberMention) -> bool:
    """Whether the symbol was written out with its dashes: it is then meant to the letter."""
    return bool(re.search(rf"\w\s*[{SEPARATORS}]\s*[^\W\d]", mention.printed))
