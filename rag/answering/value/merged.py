"""First cells that several rows share: printed once, before the first of them, or on two lines ("Thứ Ba" above "21/5"). Pure.

A timetable of an office is of this form: each day has a row for the morning and one for the afternoon.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_WEEKDAYS = {
    "hai": 2, "ba": 3, "tư": 4, "tu": 4, "năm": 5, "nam": 5, "sáu": 6, "sau": 6, "bảy": 7, "bay": 7,
    **{str(n): n for n in range(2, 8)},
}  # fmt: skip
SUNDAY = 8
_WEEKDAY = re.compile(
    rf"(?i)(?<![^\W_])(?:(?:thứ|thu)\s(?P<day>{'|'.join(_WEEKDAYS)})(?![\w/])"
    r"|(?P<sunday>chủ nhật|chu nhat)(?![^\W_])|(?P<short>T[2-7]|CN)(?![\w/]))"
)
# A month is 1 to 12 here: "24/24 giờ" is no day. What a bound is set on is no day that is meant: "trước ngày 30/9".
_DATE = re.compile(
    r"(?i)(?<![\w/.,-])(?P<d>0?[1-9]|[12]\d|3[01])(?:\s?[/.-]\s?|\stháng\s|\sthang\s)(?P<m>0?[1-9]|1[0-2])(?![\d]|\s?[/.-]\s?\d{1,2}(?!\d))"
)
_BOUND = re.compile(
    r"(?i)(?:trước|sau|từ|đến|tới|hết|kể từ|quá|hạn|truoc|tu|den|toi|het)(?: (?:ngày|hết|hôm|hom|ngay|het))*\s*$"
)
_BARE_DATE = re.compile(r"\W*(?:ngày\s)?\d{1,2}\s?[/.-]\s?\d{1,2}(?:\s?[/.-]\s?\d{4})?\W*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Days:
    """The days that a text names, by their place in the week and by day and month."""

    week: frozenset[int]
    dates: frozenset[tuple[int, int]]

    def other(self, asked: "Days") -> bool:
        """Whether these are days and none of them is one of ``asked``; a date decides where both have one."""
        if self.dates and asked.dates:
            return not self.dates & asked.dates
        return bool(self.week and asked.week) and not self.week & asked.week


def days(text: str) -> Days:
    """The days named in ``text``, but for those that bound a span."""
    week = frozenset(map(_weekday, _WEEKDAY.finditer(text)))
    dates = frozenset(
        (int(found["d"]), int(found["m"])) for found in _DATE.finditer(text) if not _BOUND.search(text[: found.start()])
    )
    return Days(week, dates)


def _weekday(found: re.Match[str]) -> int:
    said = (found["day"] or (found["short"] or "")[1:]).lower()
    return _WEEKDAYS.get(said, SUNDAY)


def shared(rows: Sequence[Sequence[str]]) -> Iterator[range]:
    """For each row the rows that its first cell is printed in."""
    start = 0
    groups: list[range] = []
    for at, cells in enumerate(rows):
        if cells[0] and not (at == start + 1 and _dates(rows[start][0], cells[0])):
            start = at
        groups.append(range(start, at + 1))
    # The rows of a day are told its date, too, though that is printed under its name.
    last = {group.start: group.stop for group in groups}
    yield from (range(group.start, last[group.start]) for group in groups)


def _dates(above: str, cell: str) -> bool:
    """Whether ``cell`` is the date of the day that is named ``above`` it."""
    return bool(_WEEKDAY.match(above) and _BARE_DATE.match(cell)) and not _DATE.search(above)
