"""Typed values in a text: dates, times, durations, quantities, persons; each with its offsets and the words to say."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from index.orthography import possible_bare
from index.parsing import patterns as p
from index.text import folded_words, plain
from rag.kept import kept

SURNAMES = (
    "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Lí|Đinh|Trịnh|Đoàn|Mai|Cao|Lương|Lưu|Tô|Tạ|Hà|Đào|Quách|Thái|"
    "Châu|Chu|Tống|Vương|Triệu|Phùng|Kiều|Khuất|La|Lâm|Hứa|Từ|Tăng|Nông|Bế|Vi|Giàng|Thào|Lò|Cầm|Hoa|Âu|Nghiêm|Ninh|Doãn|Mạc|Thân|Uông|"
    "Trương|Lã|Lữ|Đàm|Khổng|Khúc|Phí|Tiêu|Đậu|Giáp|Tào|Thiều|Cù|Diệp|Lường|Sùng|Nhữ|Tôn|Đới|Lù|Lầu|Ngụy|Tiết|Trình|Cung"
)


@dataclass(frozen=True, slots=True)
class Value:
    """Something an answer may be: ``text`` as it is said, standing at ``[start, end)`` of the text searched."""

    start: int
    end: int
    text: str


SHARE = re.compile(
    r"(?:(?:quá|gần|hơn|khoảng|bằng|nhất|thiểu|đa|dưới|trên)\s+(?P<share>\d/\d))|(?P<share2>\d/\d)(?=\s+(?:số|tổng|quân|lượng|diện|mức|chi|kinh))"
)
MONTH_YEAR = re.compile(r"tháng\s+(?P<month>\d{1,2})\s*(?:năm\s+|/\s?)(?P<year>\d{4})", re.IGNORECASE)
DAY_MONTH_WORDS = re.compile(r"ngày\s+(?P<day>\d{1,2})\s+tháng\s+(?P<month>\d{1,2})(?!\d|\s+năm\s+\d)", re.IGNORECASE)
YEAR = re.compile(r"năm\s+(?P<year>(?:19|20)\d{2})", re.IGNORECASE)
TIME = re.compile(r"(?<![\d/])\d{1,2}\s?(?:h|giờ)(?:\s?\d{2}(?:\s?phút)?)?(?![\w])", re.IGNORECASE)
_NUMBER = r"(?<![\w./,-])(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?(?:/\d+)?(?:\s?[-–]\s?\d+(?:[.,]\d+)?)?"
_RANGE = re.compile(
    rf"(?:từ\s+)?(?P<a>{_NUMBER})\s+(?:đến|tới)\s+(?:dưới\s+)?(?P<b>\d+)\s+(?P<unit>[^\W\d_]+)", re.IGNORECASE
)
_QUANTITY = re.compile(rf"(?P<number>{_NUMBER})(?P<tail>\s?%|(?:/|\s?)?[^\W\d_]+(?:\s+[^\W\d_]+)?)?")
# A quotation or emphasis may end between the bound and its number ("tối thiểu” 2m").
_BOUND = re.compile(
    r"(?:trên|dưới|không quá|tối đa|tối thiểu|ít nhất|hơn|gần|khoảng|vượt|quá|từ)[*_]{0,2}[”\"]?\s+[*_]{0,2}$",
    re.IGNORECASE,
)
_BOUND_AFTER = re.compile(r"(?:\s+[^\W\d_]+){0,2}\s+trở\s+(?:lên|xuống)", re.IGNORECASE)
_CLOSED = re.compile(r"[”\"](?=\s)")
_DURATION = re.compile(
    rf"(?:trong vòng\s+|trong thời hạn\s+|thời hạn\s+)?(?:{_NUMBER}|\d+/\d+)\s?(?:ngày|tháng|năm|tuần|giờ|h|tiếng|phút)(?:/(?:lần|ngày|tuần|tháng))?(?![^\W\d_])",
    re.IGNORECASE,
)
# A number that says which one, not how many: "khoản 2"; or belongs to a foreign name: "Covid-19", "SEA Games 31", "Boeing 737".
_LABELLED = re.compile(r"(?:[Mm]ục|[Đđ]iều|[Kk]hoản|[Ss]ố|[Đđ]iểm)[\s-]*-?\s?\d+")
_NAMED = re.compile(
    rf"(?<!\w)(?:(?P<word>[{p.UPPER}][{p.LOWER}]{{2,}})\s|(?P<joined>[^\W\d_]{{3,}})\s?-\s?)\d+"
    rf"|(?<!\w)(?P<capitals>[{p.UPPER}]{{3,}})\s\d+(?!\d|\s+[^\W\d_])"
)
_CHAINAGE = re.compile(r"(?<!\w)[Kk][Mm]?\s?\d+\s?\+\s?\d+")  # a place on a road or dyke: "K12+300"
_CONTINENT = re.compile(r"Châu\s+(?:Phi|Á|Âu|Mỹ|Úc|Đại Dương)(?!\w)")
_NOT_COUNTED = frozenset("và tại trên của đã để cho theo trong từ đến là với ở về do được phải như thì khi các".split())
# Behind "ông", "bà", "đồng chí" a name may begin with any family name, but not with the first word of an office or a rank.
_NO_NAME = (
    r"(?!(?:Phó|Bí|Chủ|Chánh|Trưởng|Giám|Thủ|Thứ|Thường|Tổng|Ủy|Uỷ|Bộ|Đại|Thượng|Trung|Thiếu|Công|Hội|Đội|Tổ|Cục|Viện|Hiệu|Chính|Thành|Tỉnh"
    r"|Quận|Huyện|Nguyên|Quyền)\b)"
)
_TITLED = "|".join(rf"(?<=\b{title} )" for title in ("[ôÔ]ng", "[bB]à", "[Đđ]ồng chí", "[Đđ]/c"))
_PERSON = re.compile(
    rf"(?:\b(?:{SURNAMES})|(?:{_TITLED}){_NO_NAME}[{p.UPPER}](?:'[{p.UPPER}])?[{p.LOWER}]*)"
    # "Giàng A Páo", "Y Thông Ê Nuôl": one letter is a syllable, before another.
    rf"(?:\s+(?:[{p.UPPER}][{p.LOWER}]+|[AÁÂÊÔYÝ](?=\s+[{p.UPPER}][{p.LOWER}]))){{1,3}}"
)
_ADMINISTRATIVE = re.compile(
    r"(?:Quận ủy|Quận uỷ|Đảng ủy|Đảng uỷ|quận|phường|huyện|xã|thành phố|tỉnh|Công an|đường|phố)\s+$"
)


@cache
def place_names() -> frozenset[tuple[str, ...]]:
    """Names of provinces and districts as folded syllables (``rag/data/places.txt``)."""
    lines = (files("rag") / "data" / "places.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(tuple(folded_words(line)) for line in lines if line and not line.startswith("#"))


@kept
def dates(text: str) -> list[Value]:
    """Calendar dates, said as an office writes them: ``24/7/2021``."""
    found = [Value(m.start(), m.end(), f"{m['day']}/{m['month']}/{m['year']}") for m in p.DATE_WORDS.finditer(text)]
    # "1/2 số cán bộ" is a half, not the first of February.
    shares = [m.span("share" if m["share"] else "share2") for m in SHARE.finditer(text)]
    for pattern in (p.DATE_DIGITS, DAY_MONTH_WORDS, MONTH_YEAR, p.DAY_MONTH):
        for match in pattern.finditer(text):
            if any(v.start < match.end() and match.start() < v.end for v in found) or match.span() in shares:
                continue
            said = match.group() if pattern in (p.DATE_DIGITS, p.DAY_MONTH) else "/".join(match.groupdict().values())
            found.append(Value(match.start(), match.end(), said))
    found += [
        Value(m.start("year"), m.end("year"), m["year"])
        for m in YEAR.finditer(text)
        if not _inside(m.start("year"), found)
    ]
    return sorted(found, key=lambda v: v.start)


def _inside(position: int, values: list[Value]) -> bool:
    return any(v.start <= position < v.end for v in values)


def times(text: str) -> list[Value]:
    """Times of day: ``06h00``, ``6 giờ``."""
    return [Value(m.start(), m.end(), m.group()) for m in TIME.finditer(text)]


@kept
def durations(text: str) -> list[Value]:
    """Lengths of time and frequencies: ``15 ngày``, ``2-3 ngày/lần``, ``24/24h``."""
    known = dates(text)
    return [
        Value(m.start(), m.end(), plain(m.group()))
        for m in _DURATION.finditer(text)
        if not any(v.start < m.end() and m.start() < v.end for v in known)
    ]


@kept
def quantities(text: str) -> list[Value]:
    """Numbers with what they count and the bound before them: ``trên 100.000 chỗ``; dates and document numbers left out."""
    taken = [(v.start, v.end) for v in dates(text)] + [m.span() for m in p.NUMBER.finditer(text)]
    taken += [m.span() for pattern in (_LABELLED, _CHAINAGE) for m in pattern.finditer(text)]
    taken += [m.span() for m in _NAMED.finditer(text) if not possible_bare(m[m.lastgroup or 0])]
    found: list[Value] = []
    for match in _RANGE.finditer(text):
        found.append(Value(match.start(), match.end(), plain(match.group())))
        taken.append(match.span())
    for match in _QUANTITY.finditer(text):
        if any(a < match.end("number") and match.start("number") < b for a, b in taken):
            continue
        before = _BOUND.search(text[max(0, match.start() - 18) : match.start()])
        start = match.start() - len(before.group()) if before else match.start()
        words = [word for word in (match["tail"] or "").split() if word.lower() not in _NOT_COUNTED]
        first = (match["tail"] or "").split()[:1]
        end = (
            match.start("tail") + match["tail"].index(first[0]) + len(first[0])
            if words and first and first[0] in words
            else match.end("number")
        )
        if after := _BOUND_AFTER.match(text, match.end("number") + (text[match.end("number") :][:1] == "%")):
            end = max(end, after.end())
        found.append(Value(start, end, plain(_CLOSED.sub("", text[start:end]))))
    return sorted(found, key=lambda v: v.start)


@kept
def persons(text: str) -> list[Value]:
    """Personal names by their family name."""
    return [
        Value(m.start(), m.end(), m.group())
        for m in _PERSON.finditer(text)
        if not _ADMINISTRATIVE.search(text[max(0, m.start() - 12) : m.start()])
        and tuple(folded_words(m.group())) not in place_names()
        and not text.startswith("Đoàn Thanh niên", m.start())
        and not _CONTINENT.match(m.group())
    ]
