"""When the words an answer has in common with an accepted string mean something else there, because of what stands directly
before or behind them: ``không`` được phép, ``Phó`` Chủ tịch, ``5-``10 người, Điều 5``a``, 17 giờ ``30 phút``,
17/CT-UBND``-TP``, ba ``mươi``, 5.000.000 ``liều``.

Only what is adjacent is read. A negation further off (*không có triệu chứng*), and a body inside another (*Thanh tra* Bộ Y tế),
are not seen. Texts are those of :mod:`eval.measures.match`: NFC, white space single, numbers and dates in one form.
"""

import re
from dataclasses import dataclass

from eval.measures.numbers import DIGITS, SCALES, decimal_of

# As far as one looks: longer than any pattern here wants.
REACH = 48

_NEGATED = re.compile(r"(?<!hay )\b(?:không|chưa|chẳng|chả)(?:\s+phải)?(?:\s+là)?\s+$", re.IGNORECASE)
# "không quá 5 người" is a bound, of which "quá 5 người" is a part.
_AT_MOST = re.compile(r"\W*quá\b", re.IGNORECASE)
_DEPUTY = re.compile(r"(?<!ứng )(?<!đối )\bphó\s+$", re.IGNORECASE)
_RANGE_BEFORE = re.compile(r"(?<![\w.,/])(\d+(?:[.,]\d+)*)\s*(?:[-–—]|đến(?:\s+dưới)?|tới)\s*$", re.IGNORECASE)
_OWN = re.compile(r"\W*(\d+(?:[.,]\d+)*)(?![/\d])")
_GLUED_LETTER = re.compile(r"[a-eđ](?!\w)")

# "2 năm 6 tháng" says neither 2 năm nor 6 tháng.
_TIMES = ("năm", "tháng", "ngày", "giờ", "phút", "giây")
_TIME_BEFORE = re.compile(rf"(?<![\w.,/])\d+\s+({'|'.join(_TIMES)})\s+$", re.IGNORECASE)
_TIME_BEHIND = re.compile(rf"\s+\d+\s+({'|'.join(_TIMES)})\b", re.IGNORECASE)

# Whole: 17/CT-UBND, C65-HD/LĐTBXH. Not 84/2005/TTLT or 667, which stand for longer ones.
_WHOLE_NUMBER = re.compile(r"(?:^|\s)(?=[^/]*/)(?=[^-]*-)\w*\d\w*(?:\s?[/-]\s?[\w&]+)+$")
_MONTH_OF_YEAR = re.compile(r"(?:^|\btháng\s)(?:0?[1-9]|1[0-2])/(?:19|20)\d\d$", re.IGNORECASE)
_NUMBER_TAIL = re.compile(r"[-/]\s?[A-ZĐ]{2}")

# "năm" is a year more often than a 5: mười năm, năm 2021. "tư" ends other words: đầu tư.
_ONES = "|".join(word for word in DIGITS if word not in ("năm", "tư"))
_SCALES = "|".join(SCALES)
_FIRST_ONE = re.compile(rf"\W*(?:{_ONES})\b", re.IGNORECASE)
_COMES_FROM = re.compile(r"\b(?:mười|mươi|linh|lẻ|(?<!phần )trăm|nghìn|ngàn)\s+$", re.IGNORECASE)
_GOES_ON = tuple(
    (re.compile(rf"\b(?:{last})$", re.IGNORECASE), re.compile(rf"\s+(?:{following})\b", re.IGNORECASE))
    for last, following in (
        (f"năm|{_ONES}", f"mươi|rưỡi|mốt|lăm|nhăm|linh|lẻ|{_SCALES}"),
        ("mười|mươi", f"tư|{_ONES}"),
        (f"(?<!phần )(?:{_SCALES})", f"linh|lẻ|rưỡi|mười|(?:năm|{_ONES})\\s+(?:mươi|{_SCALES})"),
    )
)

# An amount is one of đồng when that is said, or when nothing is counted behind it and no range begins.
_MONEY = re.compile(
    r"(?!\s*(?:[-–—]|đến|tới)\s*\d)\s*(?:[(;:,.!?/\[\"”»…–-]|$|(?:đồng|mỗi|một|cho|đối\s+với|với|và|hoặc|hay|đến|tới|theo|trở|"
    r"từ|thì|là|hàng|hằng|bằng|tính|trên|nếu|khi|để|tại|trong|do|ở|của|như|nhưng|còn|gồm|so|vào|được|nhé|ạ)\b)",
    re.IGNORECASE,
)
_YEAR_BEFORE = re.compile(r"\bnăm\s+$", re.IGNORECASE)

_HEDGES = {
    "không": re.compile(
        r"\s+(?:rõ|biết|chắc|tìm|thấy|xác\s+định|(?:được\s+)?(?:đề\s+cập|nhắc\s+đến)|"
        r"(?:có\s+|đủ\s+|có\s+đủ\s+)(?:thông\s+tin|dữ\s+liệu|căn\s+cứ|cơ\s+sở|câu\s+trả\s+lời|lời\s+đáp)|"
        r"thể\s+(?:trả\s+lời|xác\s+định|biết|kết\s+luận|khẳng\s+định|tìm))\b",
        re.IGNORECASE,
    ),
    "có": re.compile(r"\s+(?:thể|lẽ|khi|vẻ|khả\s+năng)\b", re.IGNORECASE),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What must be known of an accepted string: ``text``; whether it begins with a number that has a unit (``5 người``) and
    ends with a number; whether it is an amount whose ``đồng`` may be left out.
    """

    text: str
    counts: bool
    ends_in_number: bool
    amount: bool


def hedged(word: str, behind: str) -> bool:
    """Whether "Có" or "Không" (``word``) is no answer because of the words ``behind`` it: Có thể…, Không tìm thấy…"""
    pattern = _HEDGES.get(word.lower())
    return bool(pattern and pattern.match(behind))


def means_other(wanted: Wanted, before: str, behind: str) -> bool:
    """Whether ``wanted``, found between ``before`` and ``behind`` (:data:`REACH` characters of each), is something else."""
    return (
        (bool(_NEGATED.search(before)) and not _AT_MOST.match(wanted.text))
        or bool(_DEPUTY.search(before))
        or (wanted.counts and _ends_a_range(wanted.text, before))
        or (wanted.ends_in_number and bool(_GLUED_LETTER.match(behind)))
        or (bool(_NUMBER_TAIL.match(behind)) and _would_be_longer(wanted.text))
        or _part_of_a_time(wanted, before, behind)
        or _part_of_a_number(wanted.text, before, behind)
        or (wanted.amount and _is_no_money(before, behind))
    )


def _ends_a_range(wanted: str, before: str) -> bool:
    """``5-`` before ``10 người``: that it is 10 is not said. (An end with its own unit is: ``từ 5 giờ đến 10 giờ``.)"""
    found, own = _RANGE_BEFORE.search(before), _OWN.match(wanted)
    low, high = (decimal_of(match[1]) if match else None for match in (found, own))
    # Tổ 3 - 2 người: no range.
    return low is not None and high is not None and low < high


def _would_be_longer(wanted: str) -> bool:
    return bool(_MONTH_OF_YEAR.search(wanted) or _WHOLE_NUMBER.search(wanted))


def _part_of_a_time(wanted: Wanted, before: str, behind: str) -> bool:
    words = wanted.text.lower().split()
    if len(words) < 2:
        return False
    ahead, after = _TIME_BEFORE.search(before), _TIME_BEHIND.match(behind)
    starts = wanted.counts and ahead and _smaller(words[1], ahead[1])
    ends = words[-2].isdecimal() and after and _smaller(after[1], words[-1])
    return bool(starts or ends)


def _smaller(one: str, other: str) -> bool:
    both = (one.lower(), other.lower())
    return all(name in _TIMES for name in both) and _TIMES.index(both[0]) > _TIMES.index(both[1])


def _part_of_a_number(wanted: str, before: str, behind: str) -> bool:
    """``ba`` in ``ba mươi``, ``mười`` in ``mười hai``, ``hai`` in ``mười hai``."""
    goes_on = any(last.search(wanted) and following.match(behind) for last, following in _GOES_ON)
    return goes_on or bool(_FIRST_ONE.match(wanted) and _COMES_FROM.search(before))


def _is_no_money(before: str, behind: str) -> bool:
    return bool(_YEAR_BEFORE.search(before)) or not _MONEY.match(behind)
