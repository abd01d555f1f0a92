"""Dates, hours, quarters, units and places in a law written in one way, whatever way they came in.

``ngày 4 tháng 9 năm 2021``, ``2021-09-04`` and ``04/9/21`` are ``4/9/2021``; ``17h30`` is ``17 giờ 30 phút``, ``17:00`` is
``17 giờ``; ``quý III năm 2021`` is ``quý 3 2021``; ``2m`` is ``2 mét``; ``khoản 2 Điều 5`` is ``Điều 5 khoản 2``; ``Nghị định
số 75/…`` is ``Nghị định 75/…``. Amounts and number words: :mod:`eval.measures.numbers`.
"""

import re

from eval.measures.numbers import UNITS
from index.parsing.patterns import KIND_WORD

_DAY = r"(?:\bngày\s+)?(?:\b(?:mùng|mồng)\s+)?"
_LONG_DATE = re.compile(
    _DAY + r"(?<![\d/.,-])(\d{1,2})\s+tháng\s+(\d{1,2})(?:(?:\s*,)?\s*(?:năm\s+|[/-]\s*)(\d{4}))?(?![\d/])",
    re.IGNORECASE,
)
_SHORT_DATE = re.compile(_DAY + r"(?<![\d/.,-])(\d{1,2})\s*([/.-])\s*(\d{1,2})\s*\2\s*(\d{4})(?![\d/])", re.IGNORECASE)
_SHORT_YEAR = re.compile(_DAY + r"(?<![\d/.,-])(\d{1,2})/(\d{1,2})/(\d{2})(?![\w/-]|[.,]\d)", re.IGNORECASE)
_DAY_MONTH = re.compile(r"\bngày\s+(?=\d{1,2}/\d{1,2}(?![\d/]))", re.IGNORECASE)
_ISO_DATE = re.compile(r"(?<![\d/.,-])(\d{4})-(\d{1,2})-(\d{1,2})(?![\d-])")
_MONTH = re.compile(r"\btháng\s+(\d{1,2})(?:\s*[-/.]\s*|(?:\s*,)?\s+năm\s+)(\d{4})(?!\d)", re.IGNORECASE)
# Two digits of a year below it are 20..: 21 is 2021, 75 is 1975.
_CENTURY = 50

_QUARTER = re.compile(
    r"\bqu[ýí]\s+(IV|I{1,3}|[1-4])(?!\w|[.,]\d)(?:(?:\s*[/-]\s*|(?:\s*,)?\s+năm\s+)(\d{4})(?!\d))?", re.IGNORECASE
)
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}

# 17 giờ 30 phút, 17h30, 17 giờ 30 ngày 05/9; not 24 giờ 15 ngày.
_HOUR = re.compile(
    r"(?<![\w:.,/])(\d{1,2})\s*(?:giờ|h|g(?=\d))\s*"
    rf"(?:(\d{{1,2}})\s*(?:phút|p)\b|(\d{{2}})(?![\w:%]|[.,/-]\d|\s*%|\s+(?!ngày\s+\d)(?:{UNITS})\b))",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(?<![\w:.,/])(\d{1,2}):(\d{2})(?![\w:]|[.,/]\d)")
_HOURS = re.compile(r"(?<=\d)\s*h\b", re.IGNORECASE)
_SQUARE = re.compile(r"(?<=\d)\s*(?:m2|m²|mét\s+vuông)(?!\w)", re.IGNORECASE)
_METRE = re.compile(r"(?<=\d)\s*(?:m|mét)(?!\w)", re.IGNORECASE)

_OF = r"\)?(?:\s*,)?\s+(?:của\s+)?"
_UPWARDS = re.compile(
    rf"(?:\bđiểm\s+(\w{{1,2}}){_OF})?\bkhoản\s+(\d+[a-zđ]?)\b(?:{_OF}điều\s+(\d+[a-zđ]?)\b)?", re.IGNORECASE
)
_NUMBER_SIGN = re.compile(r"(\s)số\s*:?\s+(?=\w*\d)", re.IGNORECASE)
_KIND_BEFORE = re.compile(rf"\b{KIND_WORD}$", re.IGNORECASE)
_LONGEST_KIND = 30


def in_one_form(text: str) -> str:
    """``text`` (NFC, white space single) with its dates, hours, quarters, units and places in a law in one way."""
    text = _ISO_DATE.sub(lambda m: _date(m, m[3], m[2], m[1]), text)
    text = _LONG_DATE.sub(lambda m: _date(m, m[1], m[2], m[3]), text)
    text = _SHORT_DATE.sub(lambda m: _date(m, m[1], m[3], m[4]), text)
    text = _SHORT_YEAR.sub(lambda m: _date(m, m[1], m[2], f"{'20' if int(m[3]) < _CENTURY else '19'}{m[3]}"), text)
    text = _DAY_MONTH.sub("", _MONTH.sub(r"tháng \1/\2", text))
    text = _QUARTER.sub(lambda m: " ".join(["quý", _ROMAN.get(m[1].lower(), m[1]), *filter(None, [m[2]])]), text)
    text = _HOUR.sub(lambda m: _time(m, m[1], m[2] or m[3]), text)
    text = _HOURS.sub(" giờ", _CLOCK.sub(lambda m: _time(m, m[1], m[2]), text))
    text = _METRE.sub(" mét", _SQUARE.sub(" m²", text))
    return _NUMBER_SIGN.sub(_numbered, _UPWARDS.sub(_downwards, text))


def _date(match: re.Match[str], day: str, month: str, year: str | None) -> str:
    if not (1 <= int(day) <= 31 and 1 <= int(month) <= 12):
        return match.group()
    return "/".join(str(int(part)) for part in (day, month, year) if part)


def _time(match: re.Match[str], hour: str, minute: str) -> str:
    if int(hour) > 24 or int(minute) > 59:
        return match.group()
    return f"{int(hour)} giờ {int(minute)} phút" if int(minute) else f"{int(hour)} giờ"


def _downwards(match: re.Match[str]) -> str:
    point, clause, article = match.groups()
    names = (("Điều", article), ("khoản", clause), ("điểm", point))
    return " ".join(f"{name} {number}" for name, number in names if number)


def _numbered(match: re.Match[str]) -> str:
    before = match.string[max(match.start() - _LONGEST_KIND, 0) : match.start()]
    return match[1] if _KIND_BEFORE.search(before) else match[0]
