"""The end of a term that the text gives by its start and its length; the one place where a date is computed. Pure.

``derive("06h00 ngày 24/7/2021", "15 ngày").result == "06h00 ngày 08/8/2021"``. Counted as the Civil Code counts terms
(Bộ luật Dân sự 2015, Điều 147 khoản 2 and Điều 148): the day it starts from is not counted; a term of months or years ends on
the day of the same number, or on the last day of a month that has no such day. Days are calendar days: an end that falls
on a Saturday, Sunday or holiday is not moved.

Not derived, because a wrong date would be worse than none: working days ("ngày làm việc", for which the holidays of
that year would have to be known), ranges and shares of a unit ("10-15 ngày", "1,5 tháng"), frequencies ("3 ngày/lần"),
bounds other than an upper one ("ít nhất 15 ngày" has no end), starts without a year, hours counted from a day without an hour.
"""

import re
from calendar import monthrange
from datetime import datetime, timedelta

from index.parsing import patterns as p
from index.passages import spoken_date
from index.text import plain
from rag.types import Derivation

_UNITS = {
    "ngày": "days",
    "tuần": "weeks",
    "tháng": "months",
    "năm": "years",
    "giờ": "hours",
    "tiếng": "hours",
    "h": "hours",
}
# "15 ngày", "trong vòng 15 (mười lăm) ngày", "thời hạn 01 năm"; "không quá 15 ngày" ends at the latest then.
_LENGTH = re.compile(
    r"(?:trong\s+)?(?:vòng\s+|thời\s+(?:hạn|gian)\s+)?(?:là\s+)?(?:(?:không|chưa)\s+(?:quá|vượt\s+quá)\s+|tối\s+đa\s+)?"
    r"(?P<count>\d{1,4})\s*(?:\([^()\d]{2,40}\)\s*)?(?P<unit>ngày|tuần|tháng|năm|giờ|tiếng|h)",
    re.IGNORECASE,
)
_HOUR = re.compile(
    r"(?<![\d/.,])(?P<hour>\d{1,2})\s?(?:(?:h|giờ|g)\s?(?P<minute>\d{2})?(?:\s?phút)?|:(?P<colon>\d{2}))(?![\w/])",
    re.IGNORECASE,
)
# Nothing else may stand in a start: no second day, no length, no bound.
_AROUND = re.compile(
    r"(?:(?:kể|tính|bắt\s+đầu)\s+)*(?:từ|lúc|vào|hồi|kể|tính)?(?:\s+(?:lúc|vào|hồi|từ))?|[,;.\s]+|ngày|của|sáng|\(|\)",
    re.IGNORECASE,
)
LATEST = 9_999


def derive(start: str, length: str) -> Derivation | None:
    """The end of ``length`` counted from ``start``, both in the words of the text; ``None`` where it cannot be computed.

    The result is written as offices do (``08/8/2021``), with the hour when the start has one (``06h00 ngày 08/8/2021``).
    """
    result = end_of(start, length)
    return Derivation(start, length, result) if result else None


def days_between(start: str, end: str) -> Derivation | None:
    """The days from ``start`` to ``end``, two days in words or figures; ``None`` where they are one, or in the other order."""
    days = [_moment(plain(words)) for words in (start, end)]
    if not (days[0] and days[1]) or (count := (days[1][0].date() - days[0][0].date()).days) <= 0:
        return None
    return Derivation(start, f"{count} ngày", end, of_length=True)


def end_of(start: str, length: str) -> str | None:
    """As :func:`derive`, the result alone."""
    begun, term = _moment(plain(start)), _LENGTH.fullmatch(plain(length).strip(" ,;."))
    if begun is None or term is None:
        return None
    moment, with_hour = begun
    count, unit = int(term["count"]), _UNITS[term["unit"].lower()]
    if not 0 < count <= LATEST or (unit == "hours" and not with_hour):
        return None
    end = _later(moment, count, unit)
    if end is None or not 1900 <= end.year <= 2100:
        return None
    day = spoken_date(end.date().isoformat())
    return f"{end.hour:02d}h{end.minute:02d} ngày {day}" if with_hour else day


def moment_of(words: str) -> tuple[str, str] | None:
    """ISO day and hour (``"06:00"``, or empty) of a day written in words or figures; ``None`` where that is not all there is."""
    found = _moment(plain(words))
    return (found[0].date().isoformat(), found[0].strftime("%H:%M") if found[1] else "") if found else None


def _moment(text: str) -> tuple[datetime, bool] | None:
    """The one day ``text`` names, and whether an hour is given with it."""
    days = [*p.DATE_WORDS.finditer(text), *p.DATE_DIGITS.finditer(text)]
    if len(days) != 1:
        return None
    day = days[0]
    rest = text[: day.start()] + " " + text[day.end() :]
    hours = list(_HOUR.finditer(rest))
    if len(hours) > 1:
        return None
    hour, minute = 0, 0
    if hours:
        hour, minute = int(hours[0]["hour"]), int(hours[0]["minute"] or hours[0]["colon"] or 0)
        rest = rest[: hours[0].start()] + " " + rest[hours[0].end() :]
    if _AROUND.sub("", rest).strip() or hour > 24 or minute > 59 or (hour == 24 and minute):
        return None
    try:
        found = datetime(int(day["year"]), int(day["month"]), int(day["day"])) + timedelta(hours=hour, minutes=minute)
    except (ValueError, OverflowError):
        return None
    return found, bool(hours)


def _later(moment: datetime, count: int, unit: str) -> datetime | None:
    if unit in ("days", "weeks", "hours"):
        try:
            return moment + timedelta(**{unit: count})
        except OverflowError:
            return None
    months = moment.year * 12 + moment.month - 1 + count * (12 if unit == "years" else 1)
    year, month = divmod(months, 12)
    if year > 2100:
        return None
    return moment.replace(year=year, month=month + 1, day=min(moment.day, monthrange(year, month + 1)[1]))
