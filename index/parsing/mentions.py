"""Where a running text names a document by number, by part of a number, or by date alone.

The search runs from digit to digit; the kind, which stands before, is read from the number to the left.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.parsing import patterns as p
from index.parsing.numbers import clean_number, iso_date, kind_of_number

_B = r"[\s*_\xa0]"  # blanks and the marks Markdown leaves between words
_DATE = (
    r"(?:ngày\s+(?:mùng\s+)?(?P<day>\d{1,2})\s+tháng\s+(?P<month>\d{1,2})\s+năm\s+(?P<year>\d{4})"
    r"|(?:ngày\s+)?(?P<d>\d{1,2})\s?(?P<sep>[/.-])\s?(?P<m>\d{1,2})\s?(?P=sep)\s?(?P<y>\d{4})(?!\d))"
)
_ENACTED = (
    r"(?:đã\s+)?(?:được\s+)?(?:(?:Quốc\s+hội|Ủy\s+ban\s+[Tt]hường\s+vụ\s+Quốc\s+hội)[^.;:,()]{0,60}?\s+)?"
    r"(?:ban\s+hành|ký|thông\s+qua|sửa\s+đổi)\s+"
)
DATED = re.compile(rf"{_B}*+(?:[,(]{_B}*+)?(?:{_ENACTED})?{_DATE}", re.IGNORECASE)

# A part of a symbol: QĐ, UBND, TTg, SGDĐT, GDTrH, QH13, QyĐ, P.QLĐT, PC&TD; never a plain word with a capital ("Các").
_U, _L = f"[{p.UPPER}]", f"[{p.LOWER}]"
_PART = (
    rf"(?:{_U}{{2,}}\d*(?:\s?&\s?{_U}+|\.{_U}{{2,}}|\({_U}+\d*\))*(?:{_L}{{1,2}}{_U}*){{0,2}}"
    rf"|{_U}{_L}{{1,2}}{_U}+|{_U}(?:\.{_U}{{2,}})?\d*)(?!{_L})"
)
_PARTS = rf"(?:[ \xa0]{{0,2}}[-–/][ \xa0]{{0,2}}\n?[ \xa0]{{0,2}}{_PART}){{1,6}}"
# It begins with a digit, so that the search runs from digit to digit; what may not stand before comes second.
NUMBER = re.compile(rf"[0-9](?<![\w/.,–-][0-9])\d{{0,5}}[a-zđ]?\*{{0,2}}(?:[ \xa0]?/[ \xa0]?\d{{2,4}})?{_PARTS}")

_GENERIC = ("Văn bản", "Thông tư liên bộ", "Nghị quyết liên tịch", "Sắc lệnh", "Bản án", "Thông tri", "Phiếu chuyển")
_CODES = {code: name for code, name in p.KINDS.items() if len(code) > 1}
_KINDS = sorted({*p.KIND_NAMES, *_GENERIC, "Chi thị", *_CODES}, key=len, reverse=True)
_NAMES = {name.lower(): name for name in _KINDS} | {code.lower(): name for code, name in _CODES.items()}
_NAMES |= {"chi thị": "Chỉ thị", "thông tư liên bộ": "Thông tư liên tịch"}


def _turned(words: str) -> str:
    """A pattern for ``words`` in a text that is turned round: what stands before a number is read from it to the left,
    which is anchored and so costs the same on a line of any length."""
    return rf"{_GAP}+".join(re.escape(word[::-1]) for word in reversed(words.split()))


_GAP = r"[\s*_\xa0]"
_KIND_BACK = "|".join(_turned(name) for name in _KINDS)
_SORT_BACK = "|".join(_turned(w) for w in ("liên tịch", "liên bộ", "liên ngành", "phối hợp", "hỏa tốc", "khẩn"))
_BEFORE = re.compile(
    rf"[\s*_\xa0\[“\"]*+(?P<so>:?{_GAP}*+ốs(?!\w))?[\s*_\xa0:]*+(?:(?:(?:{_SORT_BACK}){_GAP}+)??(?P<kind>{_KIND_BACK})(?!\w))?",
    re.IGNORECASE,
)
_OWNED_BEFORE = re.compile(
    rf"{_GAP}*:?{_GAP}*ốs[\s*_\xa0:]+(?P<owner>[^,.;:()\n]{{3,70}}?)\s+aủc\s+(?P<kind>{_KIND_BACK})(?!\w)",
    re.IGNORECASE,
)
# "Thông báo kết luận số 56-TB/QU": the symbol says which of the two words is the kind.
_TELLS = re.compile(r"\bthông[\s*_]+báo[\s*_]+(?:ý[\s*_]+kiến[\s*_]+)?$", re.IGNORECASE)
# "Công văn số 12, 13/UBND-VX": the symbol is of both; "số 12/UBND-VX và 13/UBND-VX": the second is one too.
_ELDERS = re.compile(
    r"(?i:số)[\s:*_]+(?P<elders>\d{1,5}(?:(?:\s*[,;]\s*|\s+và\s+)\d{1,5}){0,8})(?:\s*[,;]\s*|\s+và\s+)$"
)
_NEXT = re.compile(r"\s*(?:[,;]|\s+và)\s+")
_FORM = re.compile(
    r"(?:mẫu|biểu|bảng|phụ\s+lục|hình|thửa|tờ|lô|biển|nhà|phòng|tài\s+khoản|điện\s+thoại|đt)[\s*_]*$", re.IGNORECASE
)

# "Chỉ thị 06 của Thành ủy", "Quyết định số 12", "Nghị định 30/2020", "Thông tư ngày 12/3/2020": four letters before tell the kind.
_ENDINGS = r"thị |ịnh |yết | tư |iện |văn |uận |báo |ạch |dẫn | số |ịch "
_PARTIAL = re.compile(
    rf"[0-9](?<= [0-9])(?<=(?:{_ENDINGS})[0-9])\d{{0,3}}(?:/(?:19|20)\d\d)?(?![\d%]|[/.,–-]\s?\d|\s?[/–-]\s?[A-ZĐ…._])"
)
_ONLY_DATED = re.compile(rf"ngày(?<=(?:{_ENDINGS})ngày)\s+\d")
_PARTIAL_KINDS = frozenset(
    ("Chỉ thị", "Công văn", "Nghị định", "Nghị quyết", "Thông tư", "Thông tư liên tịch", "Công điện", "Quyết định", "Kết luận",
     "Thông báo", "Kế hoạch", "Hướng dẫn", "Quy định")
)  # fmt: skip
# After a part of a number, one of these: else it counts something ("Kế hoạch 5 năm", "Quyết định 2 vấn đề").
_PARTIAL_AFTER = re.compile(
    r"[*_]*(?:\s*(?:[,.;:)”\"]|$)|\s+(?:của|ngày|về|và|nêu|cũng|đã|thì|được|yêu\s+cầu|quy\s+định|trên|còn|có\s+hiệu\s+lực)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A document named at ``[begin, end)``: ``end`` is behind its number, name or date, whichever comes last.

    ``name`` is what a law is called, with the year that belongs to it ("Ngân sách nhà nước năm 2015"). ``owner`` is an
    issuer printed between kind and number ("Chỉ thị của Thủ tướng Chính phủ số 16/CT-TTg"). ``bare``: no word for its kind
    stands before the number, as in the later items of a list.
    """

    begin: int
    end: int
    kind: str | None
    number: str | None
    date: str | None = None
    name: str | None = None
    owner: str | None = None
    bare: bool = False


def numbered(text: str, start: int, end: int) -> list[Mention]:
    """The documents that ``text[start:end]`` (NFC) names by number, by a part of it or by date; not sorted."""
    return [*_whole(text, start, end), *_partial(text, start, end), *_dated(text, start, end)]


def day(match: re.Match[str]) -> str | None:
    """The ISO date that a match of :data:`DATED` holds, if there is such a day."""
    return iso_date(*(match.group("day", "month", "year") if match["day"] else match.group("d", "m", "y")))


def _whole(text: str, start: int, end: int) -> Iterator[Mention]:
    last = start - 9  # where the mention before ends
    for match in NUMBER.finditer(text, start, end):
        number = _code_case(clean_number(match.group()))
        if sum(c.isupper() for c in number) < 2:
            continue
        at = begin = match.start()
        kind, owner = None, None
        before = _BEFORE.match(text[max(start, at - 70) : at][::-1])
        if before and before["kind"]:
            kind, begin = _kind(before["kind"]), at - before.end("kind")
        elif before and before["so"]:
            begin = at - before.end("so")
            if owned := _OWNED_BEFORE.match(text[max(start, at - 130) : at][::-1]):
                kind, begin, owner = _kind(owned["kind"]), at - owned.end("kind"), owned["owner"][::-1]
            elif _FORM.search(text[max(start, begin - 14) : begin]):
                continue
        coded = _has_kind_code(number)
        begin, kind = _told(text, start, begin, kind, number if coded else None)
        elders = _elders(text, start, at, number, coded) if begin == at else []
        yield from elders
        listed = elders or (at - last < 8 and _NEXT.fullmatch(text, last, at))
        if begin == at and not ("/" in number and coded) and not listed:
            continue
        last = match.end()
        bare = begin == at or text[begin] in "sS:"
        yield Mention(
            begin, match.end(), kind or (kind_of_number(number) if coded else None), number, owner=owner, bare=bare
        )


def _elders(text: str, start: int, at: int, number: str, coded: bool) -> list[Mention]:
    """The documents of which only the digits stand before the ``number`` at ``at``, with whose symbol they end."""
    base = max(start, at - 90)
    if not (found := _ELDERS.search(text[base:at])):
        return []
    begin, kind, _ = _named_before(text, start, base + found.start("elders"))
    if not kind or (coded and kind_of_number(number) != kind):
        return []
    symbol = number.lstrip("0123456789")
    elders = []
    for elder in re.finditer(r"\d+", found["elders"]):
        first, end = (base + found.start("elders") + place for place in elder.span())
        bare = elder.start() > 0
        elders.append(Mention(first if bare else begin, end, kind, elder[0] + symbol, bare=bare))
    return elders


def _told(text: str, start: int, begin: int, kind: str | None, number: str | None) -> tuple[int, str | None]:
    """Where the words for the kind begin, and the kind: of a "Thông báo kết luận", what its symbol does not deny."""
    if kind != "Kết luận" or (number and kind_of_number(number) == kind):
        return begin, kind
    told = _TELLS.search(text, max(start, begin - 40), begin)
    return (told.start(), "Thông báo") if told else (begin, kind)


def _has_kind_code(number: str) -> bool:
    """Whether the symbol opens with the code of a kind; behind it stand offices ("5969/UBND-TM")."""
    first = next((part for part in re.split(r"[-/]", number)[1:] if not part.isdigit()), "")
    return first in p.KINDS or first.startswith("QH")


def _code_case(number: str) -> str:
    """``1237/QĐ-TTG``, from a line in capitals, is ``1237/QĐ-TTg``."""
    return re.sub(r"(?<=[-/])(?:TTG|TTR)(?=$|[-/])", lambda m: m[0][:2] + m[0][2].lower(), number)


def _kind(turned: str) -> str | None:
    """The kind that a match of the turned pattern names; ``Văn bản`` names none."""
    name = _NAMES[" ".join(re.sub(r"[*_]", " ", turned[::-1]).lower().split())]
    name = _CODES.get(name, name)
    return None if name == "Văn bản" else name


def _partial(text: str, start: int, end: int) -> Iterator[Mention]:
    for match in _PARTIAL.finditer(text, start, end):
        begin, kind, so = _named_before(text, start, match.start())
        year = re.fullmatch(r"(?:19|20)\d\d", match.group())
        if kind not in _PARTIAL_KINDS or (not so and (year or not (text[begin].isupper() or "/" in match.group()))):
            continue
        if _PARTIAL_AFTER.match(text, match.end(), min(end, match.end() + 20)):
            yield Mention(begin, match.end(), kind, match.group())


def _dated(text: str, start: int, end: int) -> Iterator[Mention]:
    for match in _ONLY_DATED.finditer(text, start, end):
        begin, kind, so = _named_before(text, start, match.start())
        found = DATED.match(text, match.start(), min(end, match.start() + 60))
        if found and kind in _PARTIAL_KINDS and not so and text[begin].isupper() and (date := day(found)):
            yield Mention(begin, found.end(), kind, None, date)


def _named_before(text: str, start: int, at: int) -> tuple[int, str | None, bool]:
    """Where the words for a kind directly before ``at`` begin, the kind, and whether "số" stands between."""
    before = _BEFORE.match(text[max(start, at - 60) : at][::-1])
    if not before or not before["kind"]:
        return at, None, False
    begin, kind = _told(text, start, at - before.end("kind"), _kind(before["kind"]), None)
    return begin, kind, bool(before["so"])
