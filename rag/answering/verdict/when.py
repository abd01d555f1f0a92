"""Whether the days, months and days of the week a question names agree with those of a text, for questions that ask yes or no.

As in :mod:`rag.answering.verdict.agreement`: 1 (they agree), -1 (they contradict) or 0 (the text says nothing of it). Pure.
"""

import re
from dataclasses import dataclass

from index.text import fold
from rag.answering.verdict.agreement import has_word, same_amount, within
from rag.cite import dates_in

_DAYS_OUT = re.compile(r"(?i)ngày \d+ ")
_MONTHS = re.compile(r"(?i)tháng (\d{1,2})\s?(?:/|năm )\s?(\d{4})")
_YEARS = re.compile(r"(?i)(?<!từ )(?<!đến )(?<!trước )(?<!sau )năm ((?:19|20)\d\d)(?![\w/]|\s?[-–]\s?\d)")
_SPAN = re.compile(r"(?i)(?<![^\W_])từ (?:ngày |tháng )[^;.]*?(?<![^\W_])đến (?:hết )?(?:ngày |tháng )")


def days(question: str, text: str) -> int:
    """Whether the days or the month asked about lie in those of ``text``: in the range it sets, or at its end after "đến"."""
    stated = sorted(day for day in dates_in(text) if re.match(r"\d{4}-", day))
    asked = sorted(day for day in dates_in(question) if re.match(r"\d{4}-", day))
    months = _MONTHS.findall(_DAYS_OUT.sub("", question))
    asked = asked or [f"{year}-{int(month):02}" for month, year in months]
    if stated and not asked and (years := _YEARS.findall(question)):
        # "đi làm năm 1978": only a span of years tells whether it is in it.
        first, last = stated[0][:4], stated[-1][:4]
        span = len(years) == 1 and len(stated) > 1 and _SPAN.search(text)
        return 0 if not span or years[0] in (first, last) else 1 if first < years[0] < last else -1
    if not stated or not asked:
        return 0
    size = len(asked[-1])
    first, last = stated[0][:size], stated[-1][:size]
    if re.search(r"\b(?:den|toi|sang|qua|keo)\b(?: \w+){0,3} $", _before_date(question)):
        return 1 if asked[-1] == last else -1
    if set(asked) <= {day[:size] for day in stated}:
        return 1
    return 1 if len(stated) > 1 and first <= asked[0] and asked[-1] <= last else -1


# A day that bounds what is said: "cấp trước ngày 01/6/2023", "nộp sau ngày …", "từ ngày …", "chậm nhất ngày …".
_DAY_BOUND = re.compile(
    r"(?<![^\W_])(?P<word>trước|sau|từ|kể từ|tính từ|đến|đến hết|hết|chậm nhất|muộn nhất|trễ nhất)"
    r"(?: (?:là|vào|thời điểm|hết|\d+ giờ(?: \d+)?))* (?:ngày )?$",
    re.IGNORECASE,
)
_DAY_PRINTED = re.compile(
    r"(?:ngày )?\d{1,2}(?:\s?[/.-]\s?\d{1,2}\s?[/.-]\s?|\s+tháng\s+\d{1,2}\s+năm\s+)\d{4}", re.IGNORECASE
)
_DAY_ALONE = re.compile(
    r"(?:ngày|hôm|mùng|mồng) (\d{1,2})\s?(?:/|tháng )\s?(\d{1,2})(?!\s?[/.\d]|\s?năm)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Kept:
    """Whether a day keeps to a bound (1, or -1), and the part of the text that sets it."""

    holds: int
    part: str


def day_within(question: str, text: str) -> Kept | None:
    """Whether the day or month asked about keeps to the one day that bounds what ``text`` says."""
    bounds = [
        (bound["word"].lower(), day, limit)
        for day in _DAY_PRINTED.finditer(text)
        if (bound := _DAY_BOUND.search(text[: day.start()]))
        for limit in dates_in(day.group())
    ]
    if len(bounds) != 1 or len(dates_in(text)) != 1:
        return None
    word, printed, limit = bounds[0]
    begin = max(text.rfind(mark, 0, printed.start()) for mark in ",;:") + 1
    end = min((at for mark in ",;" if (at := text.find(mark, printed.end())) >= 0), default=len(text))
    part = text[begin:end]
    asked = sorted(day for day in dates_in(question) if re.match(r"\d{4}-", day)) or _short_days(question, limit[:4])
    if len(asked) != 1 or re.search(r"\b(?:truoc|sau|tu|den|toi|het)\b(?: \w+){0,2} $", _before_date(question)):
        return None
    day, limit = asked[0], limit[: len(asked[0])]
    if day == limit:
        return None if len(day) < len("2023-06-01") else Kept(-1 if word in ("trước", "sau") else 1, part)
    since = word in ("sau", "từ", "kể từ", "tính từ")
    return Kept(1 if (day > limit) == since else -1, part)


def _short_days(question: str, year: str) -> list[str]:
    """The days asked about without their year, which is ``year``; else the month ("tháng 3/2023")."""
    days = [f"{year}-{int(month):02}-{int(day):02}" for day, month in _DAY_ALONE.findall(question)]
    return days or [f"{year}-{int(month):02}" for month, year in _MONTHS.findall(_DAYS_OUT.sub("", question))]


_WEEK = ("thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật")
_WEEKDAY = rf"(?:{'|'.join(_WEEK)})"
_DIGIT_DAY = re.compile(r"(?<![^\W_])thứ ([2-7])(?![\w/])", re.IGNORECASE)
_WEEK_SPAN = re.compile(rf"({_WEEKDAY})\s+(?:đến|tới|-)\s+(?:hết )?(?:ngày )?({_WEEKDAY})")
_CLOSED_ON = re.compile(
    rf"(?:nghỉ|trừ|không kể|đóng cửa)(?: (?:vào|các|ngày|làm việc))* {_WEEKDAY}(?:(?:,| và) {_WEEKDAY})*"
)


def weekday(question: str, text: str) -> int:
    """Whether the day of the week asked about is among those ``text`` names; one it is closed on is not."""
    asked, said = (_DIGIT_DAY.sub(lambda m: _WEEK[int(m[1]) - 2], part.lower()) for part in (question, text))
    mine = {day for day in _WEEK if has_word(day, asked)}
    if len(mine) != 1 or re.search(r"(?<![^\W_])(?:nghỉ|đóng cửa)(?![^\W_])", asked):
        return 0
    closed = {day for found in _CLOSED_ON.findall(said) for day in _WEEK if day in found}
    said = _CLOSED_ON.sub(" ", said)
    open_on = {day for day in _WEEK if has_word(day, said)}
    for first, last in _WEEK_SPAN.findall(said):
        open_on |= set(_WEEK[_WEEK.index(first) : _WEEK.index(last) + 1])
    if mine & closed or (open_on and not mine & open_on):
        return -1
    return 1 if mine & open_on else 0


def _before_date(question: str) -> str:
    match = re.search(r"\d{1,2}\s?/\s?\d", question)
    return fold(question[: match.start()]) if match else ""


def speaks(question: str, text: str) -> bool:
    """Whether ``text`` has a figure or a day of the kind asked about, be it this or another."""
    return bool(within(question, text) or same_amount(question, text) or days(question, text))
