"""Which of two has more, comes earlier, lasts longer: "A và B, bên nào cao hơn?", "A có cao hơn B không?", "… có bằng nhau không?"

What the text says of each is found, its values are compared, and each is said with its own words, the one asked for first.
``None`` where either side has no value of the kind compared: nothing is said of which has more.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from index.parsing.markers import marker_of
from index.text import Token, plain, tokens
from rag import values
from rag.answering.evidence import Evidence
from rag.answering.passages.compare import sides_named
from rag.answering.picking.candidates import Candidate
from rag.answering.value import rival_cells
from rag.answering.value.tables import is_row
from rag.answering.verdict.agreement import amounts
from rag.finding.match import Term
from rag.types import Draft

_UP = "nhiều|cao|lớn|đông|nặng|rộng|đắt|tốn|mạnh|hơn"
_DOWN = "ít|thấp|nhỏ|kém|nhẹ|hẹp|rẻ"
_LONG, _SHORT = "dài|lâu", "ngắn|nhanh|chóng"
_EARLY, _LATE = "sớm", "muộn|trễ|chậm"
# "nhiều giấy tờ hơn": of what stands between.
_ADJECTIVE = f"{_UP}|{_DOWN}|{_LONG}|{_SHORT}|{_EARLY}|{_LATE}"
_MORE = rf"(?P<more>{_ADJECTIVE})(?: (?!(?:{_ADJECTIVE})(?![^\W_]))[^\W\d_]+){{0,3}}? hơn"
_MORE_OR_FIRST = rf"(?:{_MORE}|(?P<order>trước|sau))(?![^\W_])"
_JOINT = r"(?:so với|với|và|hay(?: là)?|hoặc)"
_WHICH = r"(?:(?:[^\W\d_]+ ){1,2}nào|ai)"
_ONE, _OTHER = r"(?P<one>.{2,120}?)", r"(?P<other>[^,?]{2,120}?)"
_OPENS = r"^\W*(?:(?:giữa|so sánh|trong|cho hỏi|hỏi)\s+)?"
_CLOSES = r"(?:\s+(?:vậy|thế|ạ|à|nhỉ|đây))*\W*$"
# A with B, which of them …; which of them …, A or B; A or B more.
_ASKED = tuple(
    re.compile(words, re.IGNORECASE)
    for words in (
        rf"{_OPENS}{_ONE}\s+{_JOINT}\s+{_OTHER},?\s+(?:thì\s+)?{_WHICH}(?![^\W_]).*?{_MORE_OR_FIRST}{_CLOSES}",
        rf"^.*?(?<![^\W_]){_WHICH}(?![^\W_]).*?{_MORE_OR_FIRST}\s*[,:]\s*{_ONE}\s+{_JOINT}\s+{_OTHER}{_CLOSES}",
        rf"{_OPENS}{_ONE}\s+(?:hay|hoặc)\s+{_OTHER}\s+{_MORE}{_CLOSES}",
    )
)
_NO = r"(?:\s*,?\s*(?:đúng|phải))?\s+(?:không|chưa|ko)"
# "Xe cao hơn 2 mét có được vào không?" asks for a rule.
_RULES = r"(?<![^\W_])(?:được|phải|bị|có|thì)(?![^\W_])"
_NUMBERS = "năm"
_WHETHER = (
    re.compile(
        rf"{_OPENS}{_ONE}\s+(?:có\s+(?:[^\W\d_]+ ){{0,4}}?)?{_MORE}\s+(?:so với\s+)?"
        rf"(?P<other>(?!.*{_RULES})(?:[^,?\d]|(?<={_NUMBERS} )\d+){{2,120}}?){_NO}{_CLOSES}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"{_OPENS}{_ONE}\s+{_JOINT}\s+{_OTHER}\s+(?:có\s+)?[^,?]*?(?P<same>như|bằng|giống|ngang) nhau{_NO}{_CLOSES}",
        re.IGNORECASE,
    ),
)
_DAY = f"{_EARLY}|{_LATE}|trước|sau"
# What is mostly counted where this is asked for.
_COUNTED = (
    (f"{_LONG}|{_SHORT}", ("ngay", "thang", "nam", "gio", "phut", "tuan", "km", "m", "days")),
    ("đắt|rẻ|cao|thấp", ("dong", "")),
    ("nặng|nhẹ", ("tan", "kg")),
)
# What ends, of which a text gives the day beside that on which it begins.
_ENDS = re.compile(
    r"(?<![^\W_])(?:xong|hoàn thành|kết thúc|hết hạn|bế giảng|bàn giao|đóng cửa)(?![^\W_])", re.IGNORECASE
)
# The share of a side's words that must stand in a sentence or above it, and what a full one and a fitting unit are worth
# (logarithm).
SHARE, WORTH, FITS = 0.6, 5.0, 4.0
# A longer question compares more than two values.
LONGEST = 300
_SMALL = re.compile(r"\d{1,2}")
# A longer heading is not said before what stands under it.
HEADING = 160
_ABOUT = re.compile(r"^Về (?:việc )?")


@dataclass(frozen=True, slots=True)
class _Told:
    """What a text says of one side: part of its sentence with the value and what that counts; ``headed``: the heading names it;
    ``ends``: it tells when that ends."""

    candidate: Candidate
    text: str
    unit: str
    value: float
    headed: bool
    ends: bool


def compared(evidence: Evidence) -> Draft | None:
    """Both sides, the one that has more of what is asked first; led by the verdict where it is asked whether it is so."""
    text = evidence.query.text
    if len(text) > LONGEST:
        return None
    which = next(filter(None, (form.search(text) for form in _ASKED)), None)
    asked = which or next(filter(None, (form.search(text) for form in _WHETHER)), None)
    if asked is None:
        return None
    found = asked.groupdict()
    more = (found.get("more") or found.get("order") or "").lower()
    sides = sides_named(evidence, *_parallel(found["one"], found["other"]))
    if not all(sides):
        return None
    in_row = evidence.best is not None and is_row(evidence.best.hit.clause)
    first, second = (rival_cells.pair, _pair) if in_row else (_pair, rival_cells.pair)
    told = first(evidence, sides, more) or second(evidence, sides, more)
    if told is None:
        return None
    one, other = told
    small = bool(re.fullmatch(rf"{_DOWN}|{_SHORT}|{_EARLY}|trước", more))
    holds = (
        one.value == other.value
        if found.get("same")
        else (one.value < other.value if small else one.value > other.value)
    )
    if which and one.value == other.value:
        return _said(evidence, one, other)
    if which:
        return _said(evidence, *((one, other) if holds else (other, one)))
    return replace(_said(evidence, one, other, lead="Có: " if holds else "Không: "), verdict=holds)


def _said(evidence: Evidence, one: _Told | rival_cells.Cell, other: _Told | rival_cells.Cell, lead: str = "") -> Draft:
    first, second = (_statement(evidence, at, told) for at, told in ((lead, one), ("", other)))
    return Draft((*first.statements, *second.statements), min(first.confidence, second.confidence))


def _pair(evidence: Evidence, sides: Sequence[Sequence[Term]], more: str) -> tuple[_Told, _Told] | None:
    """What is said of each, in one unit: the likeliest two."""
    told = [_of(evidence, side, sides[1 - at], more) for at, side in enumerate(sides)]
    both = [
        (a, b, x + y)
        for a, x in told[0]
        for b, y in told[1]
        if a.unit == b.unit and (a.candidate.sentence, a.text) != (b.candidate.sentence, b.text)
    ]
    best = max(both, key=lambda pair: pair[2], default=None)
    return best[:2] if best else None


def _of(evidence: Evidence, side: Sequence[Term], other: Sequence[Term], more: str) -> list[tuple[_Told, float]]:
    """What near sentences, or those under a heading that names it, say of one side, each with how likely it is the one meant."""
    found: list[tuple[_Told, float]] = []
    seen: set[tuple[int, int]] = set()
    for one in evidence.pieces:
        key = (one.hit.clause.id, one.sentence.start)
        if key in seen or is_row(one.hit.clause):
            continue
        seen.add(key)
        both = (*side, *other)
        here, above = (_held(evidence, text, both) for text in (one.sentence.text, " ".join(one.hit.clause.headings)))
        share = _share(side, here | above)
        headed = not any(term.word in here for term in side)
        if share < SHARE or (headed and _share(other, here | above) >= SHARE):
            continue
        for rank, told in enumerate(_told(evidence, one, side, other, more)):
            fits = told.unit in evidence.words(evidence.query.text) or told.unit in _units(more)
            ends = told.ends == bool(_ENDS.search(evidence.query.text))
            found.append((told, one.score + WORTH * share + FITS * (fits + ends) - rank))
    return found


def _share(side: Sequence[Term], words: Collection[str]) -> float:
    return sum(term.weight for term in side if term.word in words) / sum(term.weight for term in side)


def _parallel(one: str, other: str) -> tuple[str, str]:
    """Both from the word they share, as long as the first: "đợt 1", "đợt 2" of "tiêm đợt 1" and "đợt 2 ở huyện"; else whole."""
    mine, theirs = one.split(), other.split()
    shared = [at for at, word in enumerate(mine) if word.lower() == theirs[0].lower()]
    if not shared:
        return one, other
    return " ".join(mine[shared[-1] :]), " ".join(theirs[: len(mine) - shared[-1]])


def _statement(evidence: Evidence, lead: str, told: _Told | rival_cells.Cell) -> Draft:
    """What is said of one side, behind the heading that names it where its sentence does not."""
    if isinstance(told, rival_cells.Cell):
        return Draft((replace(told.said, text=f"{lead}{told.said.text}"),), rival_cells.SURE)
    clause = told.candidate.hit.clause
    if not told.headed or clause.parent is None:
        return evidence.say(f"{lead}{told.text}", told.candidate)
    above = evidence.archive.clauses([clause.parent])[0]
    named = above.text[marker.body :] if (marker := marker_of(above.text)) else above.text
    if len(named) > HEADING:
        return evidence.say(f"{lead}{told.text}", told.candidate)
    return evidence.say(f"{lead}{plain(named).rstrip(' :.')}: {told.text}", told.candidate, evidence.cited(above))


def _units(more: str) -> tuple[str, ...]:
    """What is mostly counted where this is asked for, folded."""
    return next((units for words, units in _COUNTED if re.fullmatch(words, more)), ())


def _told(evidence: Evidence, one: Candidate, side: Sequence[Term], other: Sequence[Term], more: str) -> list[_Told]:
    """The values that the sentence gives the side: those behind its name, or else the one before it."""
    text = one.sentence.text
    mine, theirs = (_mentioned(evidence, text, named) for named in (side, other))
    stop, begin, last = len(text), 0, 0
    if mine:
        last = mine[1]
        begin = max((m.end() for m in re.finditer("[;,]", text[: mine[0]])), default=0)
        stop = next((m.start() for m in re.finditer(";", text) if m.start() >= last), stop)
        stop = min(stop, theirs[0]) if theirs and theirs[0] >= last else stop
    read = _values(text, more)
    behind = [v for v in read if last <= v[0] and v[1] <= stop]
    before = [v for v in read if mine and begin <= v[0] and v[1] <= mine[0]][-1:]
    # "30.000 đồng đối với người lớn, 10.000 đồng đối với trẻ em": the other one's value stands before its name, too.
    if before and theirs and theirs[0] >= last and not any(v[0] >= theirs[1] for v in read):
        behind = []
    made = []
    for at, end, unit, value in behind or before:
        ends = bool(_ENDS.search(text[max(text.rfind(",", 0, at), 0) : at]))
        closes = min(
            (m.start() for m in re.finditer(r",\s|;|$", text) if m.start() >= max(end, last)), default=len(text)
        )
        made.append(_Told(one, plain(text[begin:closes]).strip(" ,;."), unit, value, mine is None, ends))
    return made


def _at(evidence: Evidence, text: str, side: Sequence[Term]) -> tuple[list[Token], list[str], list[int]]:
    """The tokens of a text, their forms, and which of them are a side's words; a small number only behind the word that the
    question numbers by it: "kè số 2", not "ngày 02"."""
    found, wanted = tokens(text), {term.word for term in side}
    forms = evidence.matcher.of(found)
    named = set(pairwise(evidence.matcher.forms(evidence.query.text)))
    return (
        found,
        forms,
        [
            n
            for n, form in enumerate(forms)
            if form in wanted and (not _SMALL.fullmatch(form) or (n > 0 and (forms[n - 1], form) in named))
        ],
    )


def _held(evidence: Evidence, text: str, side: Sequence[Term]) -> set[str]:
    _, forms, at = _at(evidence, text, side)
    return {forms[n] for n in at}


def _mentioned(evidence: Evidence, text: str, side: Sequence[Term]) -> tuple[int, int] | None:
    """Where a side's words stand nearest together, first and last; ``None`` where none does."""
    found, forms, at = _at(evidence, text, side)
    size = len({forms[n] for n in at})
    runs = [
        (last - first, first, last)
        for first in at
        for last in at
        if last >= first and len({forms[n] for n in at if first <= n <= last}) == size
    ]
    if not runs:
        return None
    _, first, last = min(runs)
    return found[first].start, found[last].end


def _values(text: str, more: str) -> list[tuple[int, int, str, float]]:
    """The values of the kind compared with where they stand, what they count and how much."""
    days = [(v.start, v.end, _ordinal(v.text)) for v in values.dates(text)]
    # "từ ngày 01 tháng 3 đến ngày 15 tháng 4 năm 2024": the year is that of the next.
    for short in values.DAY_MONTH_WORDS.finditer(text):
        if year := next((date.fromordinal(n).year for start, _, n in days if n and start > short.end()), None):
            days.append((*short.span(), _ordinal(f"{short['day']}/{short['month']}/{year}")))
    read_days = [(start, end, float(number)) for start, end, number in sorted(days) if number]
    day = re.fullmatch(_DAY, more)
    if day and read_days:
        return [(start, end, "day", number) for start, end, number in read_days]
    if day:
        return [(v.start, v.end, "hour", _hours(v.text)) for v in values.times(text)]
    if re.fullmatch(f"{_LONG}|{_SHORT}", more) and len(read_days) > 1:
        return [(a[0], b[1], "days", b[2] - a[2]) for a, b in pairwise(read_days) if b[2] >= a[2]]
    return [
        (one.start, one.end, one.unit, one.value)
        for one in amounts(text)
        if one.unit and not any(start <= one.start < end for start, end, _ in days)
    ]


def _ordinal(day: str) -> int:
    match = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", day)
    try:
        return date(int(match[3]), int(match[2]), int(match[1])).toordinal() if match else 0
    except ValueError:
        return 0


def _hours(time: str) -> float:
    hour, *minutes = re.findall(r"\d+", time)
    return int(hour) + int(minutes[0]) / 60 if minutes else float(hour)
