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
_DEPUTY = re.compile(r"(?<!ứng )(?<!đối )\bphó\s+$", re.IGNORECASE)
_RANGE_BEFORE = re.compile(r"(?<![\w.,/])(\d+(?:[.,]\d+)*)\s*(?:[-–—]|đến(?:\s+dưới)?|tới)\s*$", re.IGNORECASE)
_GLUED_LETTER = re.compile(r"[a-eđ](?!\w)")

# "2 năm 6 tháng" says neither 2 năm nor 6 tháng.
_TIMES = ("năm", "tháng", "ngày", "giờ", "phút", "giây")
_TIME_BEFORE = re.compile(rf"(?<![\w.,/])\d+\s+({'|'.join(_TIMES)})\s+$", re.IGNORECASE)
_TIME_BEHIND = re.compile(rf"\s+\d+\s+({'|'.join(_TIMES)})\b", re.IGNORECASE)

# Whole: 17/CT-UBND, C65-HD/LĐTBXH. Not 84/2005/TTLT or 667, which stand for longer ones.
_WHOLE_NUMBER = re.compile(r"(?:^|\s)(?=[^\s/]*/)(?=[^\s-]*-)\w*\d\w*(?:\s?[/-]\s?[\w&]+)+$")
_MONTH_OF_YEAR = re.compile(r"(?:^|\btháng\s)(?:0?[1-9]|1[0-2])/(?:19|20)\d\d$", re.IGNORECASE)
_NUMBER_TAIL = re.compile(r"\s?[-/][^\W\d_]*[A-ZĐ]")

_LAST_WORD = re.compile(r"([^\W\d_]+)\s+$")
_NEXT_WORD = re.compile(r"\s+([^\W\d_]+)")
_FIRST_OF = re.compile(r"\W*([^\W\d_]+)")
_LAST_OF = re.compile(r"([^\W\d_]+)\W*$")
_TENS = frozenset({"mười", "mươi", "linh", "lẻ", *SCALES})
_HIGHER = frozenset({"mươi", "rưỡi", "mốt", "lăm", "nhăm", "linh", "lẻ", *SCALES})
# "năm" is a year more often than a 5: mười năm, năm 2021.
_ONES = frozenset(DIGITS) - {"năm"}

# An amount is one of đồng when it is said so, or when nothing is counted behind it.
_COUNTED = re.compile(
    r"\s*(?!đồng\b|phần\s+trăm)(?:[\(;:,.!?/\[\"”»…–-]|$|"
    r"(?:mỗi|một|cho|đối\s+với|với|và|hoặc|hay|đến|tới|theo|trở|từ|thì|là|hàng|hằng|bằng|tính|trên|nếu|khi|để|tại|trong|do|ở|"
    r"của|như|nhưng|còn|gồm|so|vào|được|nhé|ạ)\b)",
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
        bool(_NEGATED.search(before) or _DEPUTY.search(before))
        or (wanted.counts and _ends_a_range(wanted.text, before))
        or (wanted.ends_in_number and bool(_GLUED_LETTER.match(behind)))
        or (bool(_NUMBER_TAIL.match(behind)) and _would_be_longer(wanted.text))
        or _part_of_a_time(wanted, before, behind)
        or _part_of_a_number(wanted.text, before, behind)
        or (wanted.amount and _counts_something(before, behind))
    )


def _ends_a_range(wanted: str, before: str) -> bool:
    """``5-`` before ``10 người``: that it is 10 is not said. (An end with its own unit is: ``từ 5 giờ đến 10 giờ``.)"""
    found, own = _RANGE_BEFORE.search(before), re.match(r"\W*(\d+(?:[.,]\d+)*)", wanted)
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
    first, last, previous, following = (
        match[1].lower() if match else ""
        for match in (_FIRST_OF.match(wanted), _LAST_OF.search(wanted), _LAST_WORD.search(before), _NEXT_WORD.match(behind))
    )
    goes_on = (last in DIGITS and following in _HIGHER) or (last in _TENS and following in _ONES)
    return goes_on or (first in _ONES and previous in _TENS)


def _counts_something(before: str, behind: str) -> bool:
    return bool(_YEAR_BEFORE.search(before)) or not (_COUNTED.match(behind) or re.match(r"\s*đồng\b", behind))
