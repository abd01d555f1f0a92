"""The offices printed with a person's name: before it, behind it, as the label of its line, or given by a verb.

``1. Trưởng Ban: Ông Phạm Văn A, Chủ tịch UBND huyện``, ``Tổ trưởng là bà Lê Thị B``, ``ông Trần C, chuyên viên, làm Thư ký``.
A new way to print them is a line here.
"""

import re

from index.parsing import patterns as p
from index.text import plain
from rag.values import Value

# How an office begins, as printed; a colon or a verb tells one of any other words.
_OFFICE = (
    r"(?:(?:Q\.|Quyền|Nguyên)\s+)?(?:Phó\s+)?(?:Tổng|Bí thư|Chủ (?:tịch|nhiệm|tọa|trì)|Chánh|Trưởng|Giám đốc|Thủ tướng|Thường trực"
    r"|(?:Thành |Quận |Huyện |Tỉnh |Đảng |Chi )?[ỦU][yỷ] viên|Bộ trưởng|Thứ trưởng|Đại biểu|Thư ký|Thành viên|Hiệu phó"
    r"|(?:Chi )?(?:Cục|Hội|Đội|Xã đội|Tổ|Trạm|Hạt|Đoàn|Vụ|Viện|Hiệu|Chỉ huy|Kế toán|Nhóm|Lớp|Tiểu đội|Trung đội) (?:trưởng|phó)"
    r"|Phó (?=Ban|Phòng|Đoàn|Trưởng|Chủ|Bí|Giám|Chánh|Hội|Cục|Viện|Vụ|ban|phòng|đoàn|trưởng)|Chính trị viên"
    r"|Chuyên viên|Cán bộ|Công chức|Kế toán|Bác sĩ|Điều phối viên|Phát ngôn viên|Người phát ngôn|Thanh tra viên)"
)
_STARTS = re.compile(rf"(?i:{_OFFICE})(?![^\W_])")
_TITLE = (
    r"(?:(?:[Mm]ời\s+)?(?:các\s+)?(?:[ôÔ]ng|[bB]à|[Đđ]ồng chí|[Đđ]/c|[aA]nh|[cC]hị|[tT]hầy|[cC]ô)\s*:?\s+)?"
    r"(?:(?:[Đđ]ại|[Tt]hượng|[Tt]rung|[Tt]hiếu) (?:tướng|tá|úy|uý)\s+|(?:BS|TS|ThS|PGS|GS|KS|LS)\.?\s*|[Bb]ác sĩ\s+)*"
)
_ITEM = r"(?:[-–+•*]\s*|\(?\d{1,2}(?:\.\d{1,2})*[.)]\s*|[a-zđ]\)\s*)?"
_LABEL = re.compile(rf"(?:^|[.;]\s+|\n){_ITEM}(?P<role>[{p.UPPER}][^:;.()]{{2,110}}?)\s*:\s*{_TITLE}$")
_BEFORE = re.compile(rf"(?P<role>{_OFFICE}[^,;:.()]{{0,70}}?)\s+(?:(?:là|do|gồm)\s+)?{_TITLE}$")


def _words(said: str) -> str:
    return rf"(?:{said})(?![^\W_])"


# What, between an office and a name, makes the holder of that office another: "Chủ tịch UBND huyện giao ông A".
_ACTS = re.compile(
    r"(?<![^\W_])"
    + _words(
        "giao|cử|mời|bổ nhiệm|phân công|điều động|thay|yêu cầu|với|cùng|và|đề nghị|chỉ đạo|ủy quyền|nghe|đối với|của ông|của bà|gồm"
    )
)
_BEHIND = re.compile(r"\s*[,–(-]\s*(?P<role>[^;.()]{3,160})")
_HOLDS = r"(?:làm|là|giữ(?: chức(?: vụ| danh)?)?|đảm (?:nhiệm|nhận)(?: chức(?: vụ| danh)?)?)"
_GIVEN = re.compile(
    r"(?:\s*[,–(-][^;.]{3,160}?)??,?\s+(?:(?:được|tạm thời|tiếp tục|cùng|hiện|đang)\s+)*"
    r"(?:(?:bổ nhiệm|phân công|cử|giao|bầu|chỉ định|điều động)\s+)?"
    rf"{_HOLDS}\s+(?P<role>(?i:{_OFFICE})[^,;.()]{{0,110}})"
)
# Where an office printed behind a name ends, and what he did begins.
_ENDS = re.compile(
    r"[\s,]+"
    + _words(
        "chủ trì|xem xét|đã|phát biểu|dự|làm|và nghe|giữ|được|thay|sẽ|phải|(?<!hư )ký|trình bày|báo cáo"
        "|chịu trách nhiệm|có trách nhiệm|trực tiếp|kết luận|điện thoại|số điện thoại|đt|sđt|email"
        "|để|nghỉ|chuyển|thôi|từ (?:ngày|tháng|năm|đầu|cuối)|kể từ|giai đoạn|nhiệm kỳ|nhiệm kì|theo dõi|tham dự|là|đảm nhiệm"
        "|và (?:các )?(?:ông|bà|đồng chí)"
    )
)
_LEAD = re.compile(rf"{_ITEM}{_TITLE}")


def roles(text: str, named: Value) -> list[Value]:
    """The offices that ``text`` prints with a name, in the order of the text; in a list of people, all that stands behind it."""
    before, found = text[: named.start], []
    match = _LABEL.search(before) or _BEFORE.search(before)
    if match and _STARTS.match(match["role"]) and not _ACTS.search(match["role"]):
        found.append(_value(text, match.start("role"), match.end("role")))
    if match := _BEHIND.match(text, named.end):
        start = match.start("role")
        cut = _ENDS.search(text, start, match.end("role"))
        end = cut.start() if cut else match.end("role")
        lead = _LEAD.match(text)
        listed = lead is not None and (named.start - lead.end() < 3 or bool(found))
        dashed = text[named.end :].lstrip()[0] in "–-"
        if end - start > 2 and (_STARTS.match(text, start) or ((listed or dashed) and text[start].isupper()) or listed):
            found.append(_value(text, start, end))
    if match := _GIVEN.match(text, named.end):
        found.append(_value(text, match.start("role"), match.end("role")))
    return [value for value in found if value.text]


def leads(text: str, named: Value) -> bool:
    """Whether a line begins with a name, or with the office of whom it names: ``1. Trưởng Ban: Ông …``."""
    lead = _LEAD.match(text)
    return (lead is not None and named.start - lead.end() < 3) or _LABEL.match(text[: named.start]) is not None


def _value(text: str, start: int, end: int) -> Value:
    cut = _ENDS.search(text, start, end)
    said = text[start : cut.start() if cut else end].rstrip(" ,;.-–")
    return Value(start, start + len(said), plain(said))
