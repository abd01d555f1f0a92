"""Days and hours as an office prints them: with their bound ("trước ngày …"), their hour, and both ends of a span. Pure.

``trước 16h00 ngày 20/7/2023`` · ``từ ngày 01/7/2023 đến hết ngày 03/7/2023`` · ``sáng thứ Bảy hằng tuần``.
"""

import re
from dataclasses import dataclass

from index.text import plain
from rag import values
from rag.answering.value.asks import Side
from rag.values import Value

_DAY_NAME = r"(?:[Tt]hứ\s+(?:[Hh]ai|[Bb]a|[Tt]ư|[Nn]ăm|[Ss]áu|[Bb]ảy|[2-7])|[Cc]hủ\s+[Nn]hật)"
_PART = r"(?:[Ss]áng|[Tt]rưa|[Cc]hiều|[Tt]ối|[Đđ]êm)"
_FROM = r"(?:bắt\s+đầu\s+)?(?:(?:kể|tính)\s+)?từ"
_TO = r"(?:cho\s+)?(?:đến|tới)(?:\s+hết)?|hết"
_LEAD = rf"(?:(?:chậm|muộn|sớm)\s+nhất(?:\s+(?:là|vào|đến))?\s+)?(?:(?:trước|sau|{_FROM}|{_TO}|vào|lúc|hồi)\s+)*"
_CLOCK = r"\d{1,2}\s?(?:h|giờ)(?:\s?\d{2}(?:\s?phút)?)?"
# All that may stand before the figures of a day and belongs to them.
_BEFORE = re.compile(
    rf"(?<![^\W_])(?P<lead>{_LEAD})(?P<clock>{_CLOCK}\s*(?:,\s*|của\s+)?)?(?:{_PART}\s+)?(?:{_DAY_NAME}\s*,?\s*\(?)?(?:ngày\s+)?[*_“\"]*$",
    re.IGNORECASE,
)
# "Đợt giãn cách thứ 3" is a place in a row: a weekday not written as a name has the words of one before it or behind it.
_WEEKDAY = re.compile(r"(?:Thứ|thứ\s+[A-ZĐ]|[Cc]hủ)")
_OF_A_WEEK = re.compile(
    r"(?:^|[\s*(,;.–-])(?:ngày|sáng|trưa|chiều|tối|đêm|vào|từ|đến|tới|hết|các|và|mỗi|hằng|hàng|trước|sau)[\s*]*$|[,(;]\s*$",
    re.IGNORECASE,
)
# Months of the moon have names.
_MONTH = r"(?:tháng\s+(?:(?:một|hai|ba|tư|năm|sáu|bảy|tám|chín|mười(?:\s+(?:một|hai))?)(?:\s+âm\s+lịch)?|giêng|chạp))(?![^\W_])"
_EVERY = r"(?:(?:hằng|hàng|mỗi)\s+(?:ngày|tuần|tháng|quý|năm))"
# "Thứ Sáu tuần thứ hai và tuần thứ tư hằng tháng", "thứ Hai tuần cuối của tháng"
_NTH_WEEK = r"tuần\s+(?:thứ\s+(?:nhất|hai|ba|tư|[1-4])|đầu(?:\s+tiên)?|cuối(?:\s+cùng)?)"
_WEEKS = rf"(?:\s+{_NTH_WEEK}(?:(?:\s+và|\s*,)\s+{_NTH_WEEK})*(?:\s+(?:của\s+tháng|trong\s+tháng))?)?"
_RECURRING = re.compile(
    rf"(?P<lead>{_LEAD})(?:{_PART}\s+)?(?:ngày\s+(?:mùng\s+)?\d{{1,2}}(?![\d/]|\.\d)(?:\s*(?:đến|-|–)\s*(?:ngày\s+)?\d{{1,2}}(?![\d/]|\.\d))?(?!\s+tháng\s+\d)"
    rf"(?:\s+(?:{_EVERY}|của\s+tháng(?:\s+\w+){{0,2}}|{_MONTH}))?|{_DAY_NAME}(?:(?:\s+và|\s*,)\s+{_DAY_NAME})*{_WEEKS}(?:\s+{_EVERY})?)",
    re.IGNORECASE,
)
# "Trước 16 giờ 00 thứ Năm hằng tuần": the hour of a day that comes back belongs to it.
_HOUR_BEFORE = re.compile(rf"(?P<lead>{_LEAD})(?P<clock>{_CLOCK})(?:\s*,)?\s+(?:của\s+)?$", re.IGNORECASE)
_CLOCKS = re.compile(rf"(?<![\d/,.])(?P<lead>{_LEAD})(?P<clock>{_CLOCK})(?![\w/])(?:\s+{_EVERY})?", re.IGNORECASE)
_SIGNING = re.compile(
    r"(?:(?:kể|tính)\s+)?từ\s+ngày\s+(?:ký(?:\s+ban\s+hành)?|ban\s+hành|công\s+bố|đăng\s+ký)", re.IGNORECASE
)
_STARTS = re.compile(rf"\s*(?:{_FROM})\s", re.IGNORECASE)
_ENDS = re.compile(rf"\s*(?:{_TO})\s", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s*_,]*[-–]?\s*")
_BARE = frozenset(("vào", "lúc", "hồi"))


@dataclass(frozen=True, slots=True)
class Moment:
    """``value`` as it is said; ``lead``: the bound before it; ``clock``: it names an hour; ``last``: the end of a span."""

    value: Value
    lead: str
    clock: bool
    recurring: bool = False
    last: str = ""


def moments(text: str, side: Side = Side.ANY, *, clock: bool = False) -> list[Moment]:
    """The days in ``text``, and with ``clock`` the hours too, in order; both ends of a span are one unless a ``side`` is asked."""
    found = [_led(text, day) for day in values.dates(text) if not day.text.isdigit()]  # no year alone
    weekly = [one for one in _others(text, _RECURRING, recurring=True) if _of_a_week(text, one)]
    found += [_with_hour(text, one) for one in weekly if not _meets(one, found)]
    if clock:
        found += [one for one in _others(text, _CLOCKS, clock=True) if not _meets(one, found)]
    return _spans(text, sorted(found, key=lambda one: one.value.start), side)


def _of_a_week(text: str, one: Moment) -> bool:
    said = text[one.value.start : one.value.end]
    if "hứ" not in said or "gày" in said or one.lead or re.search(rf"{_PART}|{_EVERY}", said):
        return True
    return bool(_WEEKDAY.match(said) or _OF_A_WEEK.search(text[: one.value.start]))


def _with_hour(text: str, one: Moment) -> Moment:
    before = None if one.lead else _HOUR_BEFORE.search(text[max(0, one.value.start - 50) : one.value.start])
    if before is None:
        return one
    start = one.value.start - len(before.group())
    value = Value(start, one.value.end, plain(text[start : one.value.end]))
    return Moment(value, plain(before["lead"]).lower(), True, True)


def signing(text: str) -> list[Value]:
    """``kể từ ngày ký``: a day that the document's own date tells."""
    return [Value(m.start(), m.end(), plain(m.group())) for m in _SIGNING.finditer(text)]


def _led(text: str, day: Value) -> Moment:
    before = _BEFORE.search(text[max(0, day.start - 70) : day.start])
    start = day.start - (len(before.group()) if before else 0)
    lead = before["lead"] if before else ""
    said = plain(text[start : day.start])
    if lead.strip().lower() in _BARE and not (before and before["clock"]):
        said = said[len(lead.strip()) :].strip()
        start, lead = day.start, ""
    own = plain(text[day.start : day.end])
    if said.lower() in ("", "ngày"):
        return Moment(Value(day.start, day.end, day.text), "", False)
    if own.lower().startswith("ngày"):
        said = f"{said} ngày"
    return Moment(Value(start, day.end, f"{said} {day.text}"), plain(lead).lower(), bool(before and before["clock"]))


def _others(text: str, form: re.Pattern[str], *, recurring: bool = False, clock: bool = False) -> list[Moment]:
    return [
        Moment(Value(m.start(), m.end(), plain(m.group())), plain(m["lead"]).lower(), clock, recurring)
        for m in form.finditer(text)
    ]


def _meets(one: Moment, found: list[Moment]) -> bool:
    return any(one.value.start < other.value.end and other.value.start < one.value.end for other in found)


def _spans(text: str, found: list[Moment], side: Side) -> list[Moment]:
    """The two ends of each span as one, or the end asked for."""
    result: list[Moment] = []
    at = 0
    while at < len(found):
        one, other = found[at], found[at + 1] if at + 1 < len(found) else None
        if other and _spanned(text, one, other):
            if side is Side.START:
                result.append(one)
            elif side is Side.END:
                result.append(other)
            else:
                joint = plain(text[one.value.end : other.value.start])
                said = (
                    f"{one.value.text} {joint} {other.value.text}" if joint else f"{one.value.text} {other.value.text}"
                )
                whole = Value(one.value.start, other.value.end, said)
                result.append(Moment(whole, one.lead, one.clock or other.clock, one.recurring, other.value.text))
            at += 2
            continue
        result.append(one)
        at += 1
    return result


def _spanned(text: str, one: Moment, other: Moment) -> bool:
    between = text[one.value.end : other.value.start]
    if not _BETWEEN.fullmatch(between):
        return False
    opened = bool(_STARTS.match(text[one.value.start :] + " ")) or "-" in between or "–" in between
    return opened and (bool(_ENDS.match(text[other.value.start :])) or "-" in between or "–" in between)
