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
    r"(?:(?P<{0}hour>\d{{1,2}})\s*(?:giờ|h|:)\s*(?:\d{{1,2}}\s*(?:phút|['’p])?)?[\s,]*)?ngày\s+(?P<{0}d>\d{{1,2}})"
    r"(?:\s+tháng\s+(?P<{0}m>\d{{1,2}})\s+năm\s+(?P<{0}y>\d{{4}})|\s?[/.-]\s?(?P<{0}n>\d{{1,2}})\s?[/.-]\s?(?P<{0}z>\d{{4}}))"
)
_SAYS = r"(?:hiệu\s+lực|giá\s+trị|áp\s+dụng|thi\s+hành|thực\s+hiện)"
_FROM = re.compile(
    _SAYS
    + r"(?:\s+(?:thi\s+hành|áp\s+dụng|pháp\s+lý))*[\s,:]*(?:(?:(?P<since>(?:kể\s+)?từ)|vào(?:\s+lúc)?)\s+)?(?:"
    + _DAY.format("")
    + r"|(?P<signed>ngày\s+(?:ký|ban\s+hành)\b)"
    r"|sau\s+(?P<days>\d{1,3})\s*(?:\([^()\n]{1,30}\)\s*)?ngày\s*,?\s*(?:kể\s+)?từ\s+ngày\s+(?:ký|ban\s+hành)\b"
    r"|sau\s+[^\d\n()]{3,30}\((?P<days_too>\d{1,3})\)\s*ngày\s*,?\s*(?:kể\s+)?từ\s+ngày\s+(?:ký|ban\s+hành)\b)",
    re.IGNORECASE,
)
_UNTIL = re.compile(_SAYS + r"[^.;\n]{0,120}?(?<!trước\s)\bđến\s+(?:hết\s+)?" + _DAY.format("until_"), re.IGNORECASE)
# Where to look, and what of it stands before the word that _FROM begins with. Most text has none: plain searches.
_WORDS = (
    ("hiệu lực", 0), ("có giá trị", 3), ("áp dụng từ", 0), ("áp dụng kể từ", 0), ("áp dụng đến", 0), ("thi hành từ", 0),
    ("thi hành kể từ", 0), ("thực hiện từ", 0), ("thực hiện kể từ", 0), ("thực hiện đến", 0),
)  # fmt: skip
_LEAD = re.compile(r"(?:có|hết|chấm\s+dứt|không\s+còn)\s+$", re.IGNORECASE)
_ENDED = re.compile(r"(?:hết|chấm\s+dứt|không\s+còn)\s+$", re.IGNORECASE)
# "Quyết định này" before the words; not "trước ngày Quyết định này có hiệu lực", nor "Điều 3 của Quyết định này …".
_CONDITION = frozenset("ngày khi trước sau đến lúc điểm theo tại của với trong".split())
_PART = re.compile(
    r"\b(?:điều|khoản|điểm|mục|chương|phần|phụ\s+lục)\s+(?:\d+[a-zđ]?|[ivxl]+|[a-zđ])\s+$", re.IGNORECASE
)
_OTHERS = re.compile(r"\d\s?[/-]\s?(?:\d{4}\s?[/-]\s?)?[A-ZĐ]{2}")
# Between "này" and "áp dụng từ": the document is applied, and not something in it.
_APPLIED = re.compile(r"\bnày\s+(?:(?:được|chính\s+thức|bắt\s+đầu|sẽ|có\s+hiệu\s+lực\s+và)\s+)*$", re.IGNORECASE)
# "Điều 3. Quyết định có hiệu lực …": a sentence that begins with a kind; whether it is the document's own is asked after.
_SENTENCE = re.compile(r"(?:\A|\n|[.;:]\s)[\s*_|\d.)–-]*(?P<kind>[^\W\d_]+(?:\s+[^\W\d_]+){0,3})\s+$")
_BARE = re.compile(r"(?:hiệu\s+lực(?:\s+thi\s+hành)?|điều\s+khoản\s+thi\s+hành)[.:\s*_]*\n[\s\d.*_)]*$", re.IGNORECASE)


def in_force(text: str, directive: Directive) -> Directive:
    """``directive`` with ``effective`` and ``expires``, where ``text`` (NFC, as its spans count) says so of itself.

    Each value is an ISO date, the first and the last day in force; the span covers the words that say so. Where they count
    from the signing ("sau 45 ngày kể từ ngày ký", "kể từ ngày ký") the value is worked out from the directive's own date,
    and stays unknown without one; so it does where they count from the gazette. "Đến ngày 31/12" includes that day; what
    "hết hiệu lực từ ngày 01/01", or is in force "đến 0 giờ ngày 01/01", ends with the day before.
    """
    effective, expires = directive.effective, directive.expires
    for at in _places(text, directive.start, directive.end):
        window = text[max(directive.start, at - _WINDOW) : at]
        if not _of_itself(window, directive, text[at] in "át"):
            continue
        limit = min(directive.end, at + _WINDOW)
        ended, before = _ENDED.search(window), _LEAD.search(window)
        lead = len(before.group()) if before else 0
        if ended and expires is None and (match := _FROM.match(text, at, limit)):
            expires = _last_day(match, "", bool(match["since"]), lead)
        if not ended and effective is None and (match := _FROM.match(text, at, limit)):
            effective = _effective(match, directive, lead)
        if not ended and expires is None and (match := _UNTIL.match(text, at, limit)):
            expires = _last_day(match, "until_", False, lead)
        if effective and expires:
            break
    if (effective, expires) == (directive.effective, directive.expires):
        return directive
    return replace(directive, effective=effective, expires=expires)


def _places(text: str, start: int, end: int) -> Iterator[int]:
    """Where the words for being in force stand; "thi hành" and "áp dụng" only where they are not a part of the others."""
    for words, skip in _WORDS:
        at = text.find(words, start, end)
        while at >= 0:
            if words[0] not in "át" or not text[max(start, at - 9) : at].rstrip().endswith(("lực", "trị")):
                yield at + skip
            at = text.find(words, at + 1, end)


def _of_itself(window: str, directive: Directive, applied: bool) -> bool:
    """Whether the words behind ``window`` are about the directive: its own kind and "này", or the clause on its force.

    ``applied``: they are "áp dụng từ …", which may as well be said of something that the directive lays down.
    """
    if applied and not _APPLIED.search(window):
        return False
    at = max(window.rfind(" này"), window.rfind("\nnày"))
    between = window[at + 4 :]
    if at < 0 or re.search(r"[.;\n]", between):
        bare = _LEAD.sub("", window)
        return bool(_BARE.search(bare)) or _own_sentence(bare, directive)
    joined = _LEAD.sub("", between).rstrip().endswith(("và", ","))
    if not joined and _OTHERS.search(between):  # "thay thế Quyết định số 12/QĐ-UBND có hiệu lực từ …"
        return False
    sentence = re.split(r"[.;:,\n]", window[:at])[-1]
    words = re.findall(r"[^\W\d_]+", sentence)
    own = directive.kind.value.split() if directive.kind else words[-1:]
    for kind in (own, own[:2], ["văn", "bản"]):
        if [fold(word) for word in words[-len(kind) :]] == [fold(word) for word in kind]:
            before = words[: -len(kind)]
            named = re.search(r"(?:[^\W\d_]+\W*)" + f"{{{len(kind)}}}$", sentence)
            return not before or not (
                before[-1].lower() in _CONDITION or (named and _PART.search(sentence[: named.start()]))
            )
    return False


def _own_sentence(window: str, directive: Directive) -> bool:
    """Whether nothing but the directive's own kind opens the sentence: "Nghị quyết có hiệu lực kể từ ngày ký"."""
    opened = _SENTENCE.search(re.sub(r"(?<=\n)[ \t*_|]*(?:Điều|Khoản|Mục)\s+[\dIVX]+[.:]?", "", window[-120:]))
    if not opened or not directive.kind or not opened["kind"][0].isupper():
        return False
    return fold(" ".join(opened["kind"].split())) == fold(directive.kind.value)


def _effective(match: re.Match[str], directive: Directive, lead: int) -> Field | None:
    days = match["days"] or match["days_too"]
    if not match["signed"] and not days:
        return _dated(match, "", 0, lead)
    if not directive.date:
        return None
    return Field(_later(directive.date.value, int(days or 0)), Span(match.start() - lead, match.end()))


def _last_day(match: re.Match[str], part: str, since: bool, lead: int) -> Field | None:
    """The last day in force; ``since``: the words give the first on which it is not. An hour of that day is still in it."""
    if not match[f"{part}d"]:  # "hết hiệu lực kể từ ngày ký …": of another document's signing
        return None
    hour = match[f"{part}hour"]
    before = int(hour) == 0 if hour else since
    return _dated(match, part, -1 if before else 0, lead)


def _dated(match: re.Match[str], part: str, days: int, lead: int) -> Field | None:
    month, year = match[f"{part}m"] or match[f"{part}n"], match[f"{part}y"] or match[f"{part}z"]
    value = iso_date(match[f"{part}d"], month, year)
    return Field(_later(value, days), Span(match.start() - lead, match.end())) if value else None


def _later(iso: str, days: int) -> str:
    return (date.fromisoformat(iso) + timedelta(days)).isoformat()
