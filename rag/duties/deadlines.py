"""By when: the words of a sentence that set a term, and the day they mean where that can be computed. Pure.

A day is given when it is printed in full, when a month, quarter or year ends on it, when it is printed without its year and
lies ahead in the year of the document, or when :func:`rag.derive.derive` computes it. Otherwise there are the words only. What
happened before the document's own date was never a deadline.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace

from index.parsing.numbers import iso_date
from rag.derive import derive, moment_of
from rag.types import Derivation

_WEEKDAYS = {
    "hai": "MO", "ba": "TU", "tư": "WE", "năm": "TH", "sáu": "FR", "bảy": "SA", "2": "MO", "3": "TU", "4": "WE", "5": "TH",
    "6": "FR", "7": "SA",
}  # fmt: skip
_HOUR = r"(?P<hour>\d{1,2})\s?(?:h|giờ|g)\s?(?P<minute>\d{2})?(?: phút)?"
_BY = (
    r"(?:(?:hoàn thành |xong |kết thúc |gửi |báo cáo )?(?:trước|chậm nhất(?: là)?(?: vào| đến| trước)?|muộn nhất(?: là)?(?: vào| đến)?|"
    r"(?:cho )?đến hết|đến|hết hạn vào|hạn cuối(?: là)?|thời hạn(?: hoàn thành)?(?: là)?:?|xong trong|hoàn thành trong|"
    r"hoàn thành vào|trong))"
)
_DAY = r"(?:(?P<d>\d{1,2})\s?[/.-]\s?(?P<m>\d{1,2})(?:\s?[/.-]\s?(?P<y>\d{4}))?(?![\d/])|(?P<d2>\d{1,2}) tháng (?P<m2>\d{1,2})(?: năm (?P<y2>\d{4}))?)"
_WEEKDAY = r"(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)"
_EVERY = r"(?:hằng|hàng|mỗi)"
_ABSOLUTE = re.compile(
    rf"(?<![^\W_]){_BY} (?:{_HOUR},? )?(?:{_WEEKDAY},? )?(?:(?:hết )?ngày )?{_DAY}(?! {_EVERY})(?! năm hiện hành)",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    rf"(?<![^\W_])(?P<by>{_BY}|cuối) (?:(?:hết |cuối )?(?:tháng (?P<month>\d{{1,2}})|quý (?P<quarter>IV|I{{1,3}}|[1-4])))?(?:\s?/\s?| ?năm | của năm )?(?P<year>(?:19|20)\d{{2}})(?![\d/])",
    re.IGNORECASE,
)
_YEARLY = re.compile(
    rf"(?:{_BY} )?ngày (?:(?P<d>\d{{1,2}})/(?P<m>\d{{1,2}})|(?P<d2>\d{{1,2}}) tháng (?P<m2>\d{{1,2}})) {_EVERY} năm",
    re.IGNORECASE,
)
_MONTHLY = re.compile(
    rf"(?:{_BY} )?(?:ngày|mùng) (?P<d>\d{{1,2}})(?: đến (?:ngày )?(?P<to>\d{{1,2}}))? (?:{_EVERY} tháng|của tháng(?: thứ [^\W\d_]+)?(?: [^\W\d_]+){{0,3}}? (?:quý|sau))",
    re.IGNORECASE,
)
_WEEKLY = re.compile(
    rf"(?:{_BY} )?(?:{_HOUR},? )?(?:vào )?(?:thứ (?P<day>hai|ba|tư|năm|sáu|bảy|[2-7])|(?P<sun>chủ nhật)) {_EVERY} tuần",
    re.IGNORECASE,
)
_DAILY = re.compile(rf"(?:{_BY} )?(?:vào )?(?:lúc )?{_HOUR} {_EVERY} ngày", re.IGNORECASE)
_REPEATS = re.compile(r"h[ằà]ng|mỗi|định kỳ| lần|/lần|của tháng", re.IGNORECASE)
# Without a day they set a term only beside the word "định kỳ", a report, or at the head of the sentence: "trợ cấp hằng tháng" sets none.
_UNIT = r"(?:ngày|tuần|tháng|quý|năm)"
_OFTEN = re.compile(
    rf"(?:định kỳ(?: báo cáo)?:? (?:{_EVERY} {_UNIT}(?:(?:,| và| hoặc) (?:{_EVERY} )?{_UNIT})*|\d{{1,2}} (?:tháng|năm|tuần)(?: (?:một|1|01) lần)?)"
    rf"|(?:^|, ){_EVERY} {_UNIT}(?=,| (?:báo cáo|tổng hợp|có báo cáo|lập|gửi|rà soát|kiểm tra|tổ chức|thực hiện))"
    rf"|(?:báo cáo|cập nhật) (?:định kỳ )?{_EVERY} {_UNIT}|\d{{1,2}} (?:tháng|tuần|ngày) (?:một|1|01) lần"
    rf"|\d{{1,2}}(?: ?- ?\d{{1,2}})? ngày/lần)",
    re.IGNORECASE,
)
_FROM = r"(?:kể từ|tính từ|kể|từ|sau khi|sau)"
_RELATIVE = re.compile(
    rf"(?:(?:chậm nhất(?: là)?|muộn nhất|không quá|tối đa)(?: sau| không quá)? )?(?:(?:trong )?(?:vòng|thời hạn|thời gian)(?: tối đa| không quá)? )?"
    rf"(?P<length>\d{{1,3}}(?: ?\([^()]{{2,30}}\))? (?:ngày|tháng|năm|tuần|giờ|tiếng))(?P<working> làm việc)?,? "
    rf"(?P<from>{_FROM}) (?P<start>(?:{_HOUR} )?(?:ngày )?[^,;.:()“”]{{2,90}})",
    re.IGNORECASE,
)
_SHORT = re.compile(
    r"(?:trong (?:vòng|thời hạn)|chậm nhất(?: là)?(?: sau)?|thời hạn)(?: không quá| tối đa| là)? \d{1,3}(?: ?\([^()]{2,30}\))? (?:ngày|tháng|tuần|giờ|tiếng)(?: làm việc)?",
    re.IGNORECASE,
)
_BOUND = re.compile(r"(?:trong|vòng|thời hạn|thời gian|chậm nhất|muộn nhất|không quá|tối đa)", re.IGNORECASE)
_TAIL = re.compile(
    r"(?:và )?(?:hoàn thành|xong|kết thúc|thời gian|thời hạn|hạn hoàn thành|báo cáo kết quả|gửi|chậm nhất|trước)(?![^\W_])",
    re.IGNORECASE,
)
_DONE = re.compile(r"(?:hoàn thành|xong|báo cáo|gửi|trình|nộp|ban hành|hạn)(?![^\W_])", re.IGNORECASE)
_START_DAY = re.compile(rf"^(?:{_HOUR},? )?(?:ngày )?{_DAY}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Term:
    """A deadline at ``[start, end)`` of the text it was read in; the fields as in :class:`rag.duties.types.Deadline`."""

    start: int
    end: int
    day: str | None = None
    time: str | None = None
    derivation: Derivation | None = None
    recurring: bool = False
    rule: str | None = None


def deadline_in(
    text: str, issued: str | None, begin: int = 0, end: int | None = None, once: bool = True
) -> Term | None:
    """The deadline set in ``text[begin:end]``; of several the first that has a day.

    ``issued``: ISO date of the document. Not ``once``: a rule for every year, where a day without a year is none of that year's.
    """
    found = list(_terms(text[: len(text) if end is None else end], issued, begin, once))
    return next((term for term in found if term.day or term.rule), found[0] if found else None)


def is_tail(text: str) -> bool:
    """Whether the words between two semicolons only say by when: ``hoàn thành trước ngày 04/9/2021``."""
    return len(text.split()) <= 14 and _TAIL.match(text) is not None


def _terms(text: str, issued: str | None, begin: int, once: bool) -> Iterator[Term]:
    taken: list[tuple[int, int]] = []

    def free(match: re.Match[str]) -> bool:
        if any(a < match.end() and match.start() < b for a, b in taken):
            return False
        taken.append(match.span())
        return True

    for read in (_every, _of_length, _of_day, _of_period):
        for match, term in read(text, issued, begin):
            if free(match):
                complete = re.search(r"\d{4}", match.group()) or term.derivation
                yield term if once or complete else replace(term, day=None, time=None if term.day else term.time)
    for match in _SHORT.finditer(text, begin):
        if free(match):
            yield Term(match.start(), match.end())


def _every(text: str, issued: str | None, begin: int) -> Iterator[tuple[re.Match[str], Term]]:
    if not _REPEATS.search(text, begin):
        return
    for match in _YEARLY.finditer(text, begin):
        day, month = int(match["d"] or match["d2"]), int(match["m"] or match["m2"])
        if iso_date(str(day), str(month), "2000"):
            yield match, _again(match, f"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={day}")
    for match in _MONTHLY.finditer(text, begin):
        day = int(match["to"] or match["d"])
        yield (
            match,
            _again(match, f"FREQ=MONTHLY;BYMONTHDAY={day}" if 1 <= day <= 28 and "của" not in match.group() else None),
        )
    for match in _WEEKLY.finditer(text, begin):
        yield match, _again(match, f"FREQ=WEEKLY;BYDAY={_WEEKDAYS[match['day'].lower()] if match['day'] else 'SU'}")
    for match in _DAILY.finditer(text, begin):
        yield match, _again(match, "FREQ=DAILY")
    for match in _OFTEN.finditer(text, begin):
        lead = len(match.group()) - len(match.group().lstrip(", "))
        yield match, Term(match.start() + lead, match.end(), recurring=True)


def _again(match: re.Match[str], rule: str | None) -> Term:
    return Term(match.start(), match.end(), time=_time(match), recurring=True, rule=rule)


def _of_length(text: str, issued: str | None, begin: int) -> Iterator[tuple[re.Match[str], Term]]:
    for match in _RELATIVE.finditer(text, begin):
        if not _BOUND.match(match.group()):
            continue
        dated = _START_DAY.match(match["start"])
        end = match.start("start") + (dated.end() if dated else _phrase(match["start"]))
        found = derive(dated.group(), match["length"]) if dated and not match["working"] else None
        day, time = (moment_of(found.result) or (None, None)) if found else (None, None)
        yield match, Term(match.start(), end, day, time or None, found)


def _phrase(words: str) -> int:
    """How much of what a term is counted from belongs to it: up to the next verb of a body or the twelfth word."""
    found = re.match(r"(?:\S+ ){0,11}\S+", words)
    return found.end() if found else len(words)


def _of_day(text: str, issued: str | None, begin: int) -> Iterator[tuple[re.Match[str], Term]]:
    for match in _ABSOLUTE.finditer(text, begin):
        if not match["y"] and match["m"] and not re.search(r"(?i)ngày|trước|chậm|muộn|hạn", match.group()):
            continue  # "trong 1/2" is a half
        day, month, year = (match[a] or match[b] for a, b in (("d", "d2"), ("m", "m2"), ("y", "y2")))
        iso = iso_date(day, month, year or (issued or "")[:4] or "0")
        if iso is None:
            if iso_date(day, month, "2000") and not year:
                yield match, Term(match.start(), match.end())
            continue
        if issued and iso < issued and not year:
            iso = None  # next year's, perhaps: not said
        elif (issued and iso < issued) or (
            not issued and not _DONE.search(text[max(0, match.start() - 120) : match.end()])
        ):
            continue
        yield match, Term(match.start(), match.end(), iso, _time(match) if iso else None)


def _of_period(text: str, issued: str | None, begin: int) -> Iterator[tuple[re.Match[str], Term]]:
    for match in _PERIOD.finditer(text, begin):
        if not (match["month"] or match["quarter"]) and not re.match(
            r"(?i)(?:hoàn thành|xong|trước|cuối|đến hết|trong)", match.group()
        ):
            continue
        year = int(match["year"])
        quarter = {"I": 1, "II": 2, "III": 3, "IV": 4}.get((match["quarter"] or "").upper()) or int(
            match["quarter"] or 0
        )
        month = int(match["month"] or 0) or quarter * 3 or 12
        if not 1 <= month <= 12:
            continue
        if re.match(r"(?i)(?:\w+ )*?trước(?! hết)", match["by"]):  # "trước tháng 10" ends with September
            year, month = (
                (year, month - 1)
                if match["month"] and month > 1
                else (year - 1, 12)
                if not match["quarter"]
                else (year, month - 3)
            )
        iso = f"{year:04d}-{month:02d}-{monthrange(year, month)[1]:02d}" if 1 <= month <= 12 else None
        done = _DONE.search(text[max(0, match.start() - 120) : match.end()]) or match["month"] or match["quarter"]
        if iso and done and not (issued and iso < issued):
            yield match, Term(match.start(), match.end(), iso)


def _time(match: re.Match[str]) -> str | None:
    hour = match.groupdict().get("hour")
    if hour is None or int(hour) > 24:
        return None
    return f"{int(hour) % 24:02d}:{int(match['minute'] or 0):02d}" if int(hour) < 24 else "23:59"
