"""From when, and until when, a directive says that it is in force."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from index.parsing.numbers import iso_date
from index.text import fold
from index.types import Directive, Field, Span

_WINDOW = 260
_DAY = (
    r"ngày\s+(?P<{0}d>\d{{1,2}})(?:\s+tháng\s+(?P<{0}m>\d{{1,2}})\s+năm\s+(?P<{0}y>\d{{4}})"
    r"|\s?[/.-]\s?(?P<{0}n>\d{{1,2}})\s?[/.-]\s?(?P<{0}z>\d{{4}}))"
)
_FROM = re.compile(
    r"(?:hiệu\s+lực|giá\s+trị)(?:\s+(?:thi\s+hành|áp\s+dụng|pháp\s+lý))*[\s,:]*(?:(?:kể\s+)?(?:từ|vào)\s+)?(?:"
    + _DAY.format("")
    + r"|(?P<signed>ngày\s+(?:ký|ban\s+hành)\b)"
    r"|sau\s+(?P<days>\d{1,3})\s*(?:\([^()\n]{1,30}\)\s*)?ngày\s*,?\s*(?:kể\s+)?từ\s+ngày\s+(?:ký|ban\s+hành)\b"
    r"|sau\s+[^\d\n()]{3,30}\((?P<days_too>\d{1,3})\)\s*ngày\s*,?\s*(?:kể\s+)?từ\s+ngày\s+(?:ký|ban\s+hành)\b)",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"(?:hiệu\s+lực|giá\s+trị)[^.;\n]{0,120}?(?<!trước\s)\bđến\s+(?:hết\s+)?" + _DAY.format("until_"), re.IGNORECASE
)
_LEAD = re.compile(r"(?:có|hết|chấm\s+dứt|không\s+còn)\s+$", re.IGNORECASE)
_ENDED = re.compile(r"(?:hết|chấm\s+dứt|không\s+còn)\s+$", re.IGNORECASE)
# "Quyết định này" before the words; not "trước ngày Quyết định này có hiệu lực", nor "Điều 3 của Quyết định này …".
_CONDITION = frozenset("ngày khi trước sau đến lúc điểm theo tại của với".split())
_OTHERS = re.compile(r"\d\s?[/-]\s?(?:\d{4}\s?[/-]\s?)?[A-ZĐ]{2}")
_BARE = re.compile(r"(?:hiệu\s+lực(?:\s+thi\s+hành)?|điều\s+khoản\s+thi\s+hành)[.:\s*_]*\n[\s\d.*_)]*$", re.IGNORECASE)


def in_force(text: str, directive: Directive) -> Directive:
    """``directive`` with ``effective`` and ``expires``, where ``text`` (NFC, as its spans count) says so of itself.

    Each value is the ISO date from which it is, or no longer is, in force; the span covers the words that say so. Where
    they count from the signing ("sau 45 ngày kể từ ngày ký", "kể từ ngày ký") the value is worked out from the directive's
    own date, and stays unknown without one; so it does where they count from the gazette. "Đến hết ngày 31/12" and "đến
    ngày 31/12" include that day: it expires on the next.
    """
    effective, expires = directive.effective, directive.expires
    for at in _places(text, directive.start, directive.end):
        window = text[max(directive.start, at - _WINDOW) : at]
        if not _of_itself(window, directive):
            continue
        limit = min(directive.end, at + _WINDOW)
        ended, before = _ENDED.search(window), _LEAD.search(window)
        lead = len(before.group()) if before else 0
        if ended and expires is None and (match := _FROM.match(text, at, limit)):
            expires = _dated(match, "", 0, lead)
        if not ended and effective is None and (match := _FROM.match(text, at, limit)):
            effective = _effective(match, directive, lead)
        if not ended and expires is None and (match := _UNTIL.match(text, at, limit)):
            expires = _dated(match, "until_", 1, lead)
        if effective and expires:
            break
    if (effective, expires) == (directive.effective, directive.expires):
        return directive
    return replace(directive, effective=effective, expires=expires)


def _places(text: str, start: int, end: int) -> Iterator[int]:
    """Where "hiệu lực" or "có giá trị" stands: two plain searches, as most text has neither."""
    for words, skip in (("hiệu lực", 0), ("có giá trị", 3)):
        at = text.find(words, start, end)
        while at >= 0:
            yield at + skip
            at = text.find(words, at + 1, end)


def _of_itself(window: str, directive: Directive) -> bool:
    """Whether the words behind ``window`` are about the directive: its own kind and "này", or the clause on its force."""
    at = max(window.rfind(" này"), window.rfind("\nnày"))
    between = window[at + 4 :]
    if at < 0 or re.search(r"[.;\n]", between):
        return bool(_BARE.search(_LEAD.sub("", window)))
    joined = _LEAD.sub("", between).rstrip().endswith(("và", ","))
    if not joined and _OTHERS.search(between):  # "thay thế Quyết định số 12/QĐ-UBND có hiệu lực từ …"
        return False
    words = re.findall(r"[^\W\d_]+", re.split(r"[.;:,\n]", window[:at])[-1])
    own = directive.kind.value.split() if directive.kind else words[-1:]
    for kind in (own, own[:2], ["văn", "bản"]):
        if [fold(word) for word in words[-len(kind) :]] == [fold(word) for word in kind]:
            before = words[: -len(kind)]
            return not before or before[-1].lower() not in _CONDITION
    return False


def _effective(match: re.Match[str], directive: Directive, lead: int) -> Field | None:
    days = match["days"] or match["days_too"]
    if not match["signed"] and not days:
        return _dated(match, "", 0, lead)
    if not directive.date:
        return None
    return Field(_later(directive.date.value, int(days or 0)), Span(match.start() - lead, match.end()))


def _dated(match: re.Match[str], part: str, days: int, lead: int) -> Field | None:
    month, year = match[f"{part}m"] or match[f"{part}n"], match[f"{part}y"] or match[f"{part}z"]
    value = iso_date(match[f"{part}d"], month, year)
    return Field(_later(value, days), Span(match.start() - lead, match.end())) if value else None


def _later(iso: str, days: int) -> str:
    return (date.fromisoformat(iso) + timedelta(days)).isoformat()
