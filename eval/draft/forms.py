"""Dates and amounts: found in text, and written as a person would accept them."""

import re

# A day as printed after "ngày".
DAY = r"(?:\d{1,2}\s*/\s*\d{1,2}\s*/\s*\d{4}|\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4})"
_DIGITS = re.compile(r"\d+")
_SPELT = re.compile(r"\s*\([^()]*\)")
_SCALES = {"nghìn": 1_000, "ngàn": 1_000, "triệu": 1_000_000, "tỷ": 1_000_000_000, "tỉ": 1_000_000_000}
_SCALED = re.compile(rf"(\d+)(?:,(\d+))?\s+({'|'.join(_SCALES)})\b")


def date_rows(iso: str) -> tuple[tuple[str, ...], ...]:
    """The accepted forms of a date given as ``2021-09-04``."""
    year, month, day = map(int, iso.split("-"))
    return ((f"{day}/{month}/{year}",), (f"ngày {day} tháng {month} năm {year}",))


def iso(date: str) -> str | None:
    """``2021-09-04`` for a date as printed, ``None`` if there is no such day."""
    parts = [int(part) for part in _DIGITS.findall(date)]
    if len(parts) != 3 or not (1 <= parts[0] <= 31 and 1 <= parts[1] <= 12):
        return None
    return f"{parts[2]:04}-{parts[1]:02}-{parts[0]:02}"


def amount_rows(printed: str) -> tuple[tuple[str, ...], ...]:
    """The accepted forms of an amount with its unit: as printed, without what is spelt out, without "per …", in full."""
    short = _SPELT.sub("", printed)
    forms = [short.split("/")[0].strip(), printed]
    if found := _SCALED.match(short):
        whole, part, scale = found.groups()
        value = int(whole) * _SCALES[scale] + (int(part) * _SCALES[scale] // 10 ** len(part) if part else 0)
        forms.append(f"{value:,}".replace(",", ".") + short[found.end() :].split("/")[0])
    return tuple(dict.fromkeys((form.strip(),) for form in forms))
