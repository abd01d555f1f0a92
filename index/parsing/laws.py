"""Where a running text names a law: by its name, with the number, date or year that belongs to it where they are printed."""

import re
from collections.abc import Iterator

from index.parsing import patterns as p
from index.parsing.mentions import DATED, NUMBER, Mention, day
from index.parsing.numbers import clean_number, kind_of_number
from index.text import plain

_L, _U = p.LOWER, p.UPPER

_LAW = re.compile(
    r"(?P<kind>Luật|Bộ\s+[Ll]uật|Pháp\s+lệnh|Hiến\s+pháp)[\s*_]+(?!này\b|số\b|sư\b|gia\b|pháp\b|hóa\b|hoá\b|[Ll]uật\b|\d)"
)
_NOT_A_LAW = re.compile(
    r"(?:đại\s+học|công\s+ty|khoa|ngành|môn|cử\s+nhân|thạc\s+sĩ|tiến\s+sĩ|dự\s+án|dự\s+thảo|văn\s+phòng|trường|hãng|đoàn)[\s*_]*$",
    re.IGNORECASE,
)
_AMENDING = re.compile(
    r"(?:về\s+)?(?:việc\s+)?sửa\s+đổi(?:\s*,?\s*(?:và\s+)?bổ\s+sung)?(?:\s+(?:một\s+số\s+)?(?:điều|khoản|điểm|nội\s+dung|Điều)(?:\s+\d+)*)?"
    r"(?:\s+của)?(?:\s+(?:các|\d+))?\s*",
    re.IGNORECASE,
)
_KIND_OF_LAW = r"(?:[Bb]ộ\s+)?[Ll]uật|Pháp\s+lệnh|pháp\s+lệnh"
# The words that cannot stand inside the name of a law, and so end it where no number, date or year does.
_ENDS_NAME = re.compile(
    rf"""[.;:()\[\]“”"|]|\n\s*\n|\n\s*(?:[-–+•*]|\d{{1,2}}[.)]|[a-zđ]\))|,(?!\s+(?:[{_L}]|[UỦ][ỷy]\s+ban\s+nhân\s+dân))
    |,?\s+(?:và|hoặc|cùng)\s+(?=(?:các|những|văn\s+bản|quy\s+định|hướng\s+dẫn|pháp\s+luật|theo|được|một\s+số|khoản|điểm|số|
        triển\s+khai|thực\s+hiện\s+(?:các|theo|quy)|[{_U}][{_L}]+\s+(?:định|quyết|tư|lệnh|thị)|{_KIND_OF_LAW}|Điều|Nghị|Thông|Bộ)\b)
    |\s+(?=(?:19|20)\d\d\b)|,?\s+(?:này|đó|nêu|số|ngày|năm|đã|được|bị|để|thì|theo|trong|khi|nếu|có(?!\s+công)|là|phải|sẽ|cho|do|như|hoặc|từ|bằng|hiện|nhằm|cũng|còn|
        mà|trước|sau|nên|vì|tại(?!\s+Việt)|của(?!\s+(?:người|Nhà\s+nước|Quốc\s+hội\s+và|Hội\s+đồng))|trên|đối\s+với|quy\s+định|hướng\s+dẫn|liên\s+quan|
        căn\s+cứ|khóa|ban\s+hành|ra\s+ngày|thông\s+qua|áp\s+dụng|không|đến|về|gồm|bao\s+gồm|tiếp\s+tục|hết\s+hiệu|nay|yêu\s+cầu|đề\s+nghị)\b""",
    re.VERBOSE,
)
_QUOTED_IN_NAME = re.compile(r"\s+[“\"][^”\"\n]{2,60}[”\"]")
_YEAR = re.compile(r"\s+(?:\(?\s*năm\s+)?(?P<year>(?:19|20)\d\d)\b(?!\s*/)")
_LAW_NUMBER = re.compile(r"[\s*_,]+(?:\(\s*)?[Ll]?(?:uật\s+)?số\s*:?[\s*_\[]*")


_INNER = re.compile(rf"(?:{_KIND_OF_LAW})\s+")
_INNER_NEXT = re.compile(rf"(?:\s*,|\s+và)\s+(?:{_KIND_OF_LAW})\s+")
_ABOUT = re.compile(r"(?:về(?:\s+việc)?|quy\s+định|ban\s+hành)\s+")
# A comma ends a name that no number or date follows, but for the words that names go on with ("Cán bộ, công chức").
_SENTENCE_COMMA = re.compile(
    r",\s+(?!(?:chống|công\s+chức|khen|sử\s+dụng|xuất|quá\s+cảnh|cư\s+trú|tố\s+cáo|hàng\s+hóa|hàng\s+hoá|viễn\s+thông|chữa|chăm\s+sóc|gia\s+nhập"
    r"|bổ\s+sung|lấy|ghép|vật\s+liệu|bộ\s+phận|chế\s+độ|trưng\s+dụng|quảng\s+cáo|cứu\s+nạn)\b)"
)


def laws(text: str, start: int, end: int) -> Iterator[Mention]:
    """The laws, ordinances and constitutions that ``text[start:end]`` (NFC) names, in order."""
    at = start
    while match := _LAW.search(text, at, end):
        at = match.end()
        if text[match.start() - 1 : match.start()].isalpha() and match.start() > start:
            continue
        if _NOT_A_LAW.search(text[max(start, match.start() - 14) : match.start()]):
            continue
        found = _law(text, match, end)
        if found:
            at = max(at, found.end)
            yield found


def _law(text: str, match: re.Match[str], end: int) -> Mention | None:
    limit = min(end, match.end() + 320)
    at = _name_end(text, match.end(), limit)
    words = text[match.end() : at].split()
    kind = " ".join(match["kind"].split()).capitalize()
    name = plain(" ".join(words))
    if not words or len(words) > 60:
        return None
    number, date = None, None
    year = _YEAR.match(text, at, limit)
    if year:
        name, at = f"{name} năm {year['year']}", year.end()
    numbered = _LAW_NUMBER.match(text, at, limit)
    if numbered and (own := NUMBER.match(text, numbered.end(), limit)):
        number, at = clean_number(own.group()), own.end()
        if kind_of_number(number) not in (None, kind, "Luật", "Bộ luật", "Pháp lệnh"):
            return None
    elif dated := DATED.match(text, at, limit):
        date, at = day(dated), dated.end()
    if not (number or date or year):
        if comma := _SENTENCE_COMMA.search(text, match.end(), at):
            at = comma.start()
        words = text[match.end() : at].split()
        if words and words[-1] in ("và", "hoặc"):
            at -= len(words.pop()) + 1
        name = plain(" ".join(words))
        if not words or not _is_name(words):
            return None
    return Mention(match.start(), at, kind, number, date, name)


def _name_end(text: str, at: int, limit: int) -> int:
    """Where the name of a law that begins at ``at`` ends; an amending law's name holds the names of the laws amended."""
    if amending := _AMENDING.match(text, at, limit):
        at = amending.end()
        if inner := _INNER.match(text, at, limit):
            at = _name_end(text, inner.end(), limit)
            while more := _INNER_NEXT.match(text, at, limit):
                at = _name_end(text, more.end(), limit)
            return at
    about = _ABOUT.match(text, at, limit)
    ends = _ENDS_NAME.search(text, about.end() if about else at - 1, limit)
    stop = max(at, ends.start()) if ends else limit
    if quoted := _QUOTED_IN_NAME.match(text, stop - 1 if text[stop - 1 : stop].isspace() else stop, limit):
        stop = quoted.end()
    return stop


def _is_name(words: list[str]) -> bool:
    """Whether words that no number, date or year follows are a law's name and not a sentence about laws."""
    return len(words) <= 16 and (words[0][:1].isupper() or len(words) > 1) and words[0][:1].isalpha()
