"""How many documents, and which: the archive's own directives by kind, body, date and symbol. Every condition counts; one that
is not understood ends the list rather than lengthen it."""

import re
from collections.abc import Sequence
from weakref import WeakKeyDictionary

from index.archive import Archive
from index.passages import describe, spoken_date
from index.text import fold, folded_words
from index.types import Directive, Span
from rag.cite import citation
from rag.question.cues import DOCUMENT, KIND_WORDS
from rag.question.folded import flat
from rag.types import Citation, Draft, Query, Reason, Statement

CERTAIN = 0.97
SHOWN = 40
_COUNTED = re.compile(
    rf"(?:bao nhieu|may|cac|nhung|liet ke|ke ten|ke ra|giup toi|danh sach|co|ra|ban hanh|^)(?: cac| nhung)? ?(?P<kind>{DOCUMENT})"
)
_CODE = re.compile(r"(?<![\w/-])[A-ZĐ]{2,4}[-/][A-ZĐ]{2,5}(?![\w/-])")
_DAY = re.compile(
    r"(?P<rel>sau|truoc|tu|ke tu|den)?\s*(?:ngay\s+)?(?P<day>\d{1,2})(?: thang |[/.-])(?P<month>\d{1,2})"
    r"(?: nam |[/.-])(?P<year>\d{4})"
)
_MONTH = re.compile(r"(?P<rel>sau|truoc|tu|ke tu|den)?\s*thang (?P<month>\d{1,2})(?:\s*(?:nam|/)\s*(?P<year>\d{4}))?")
_YEAR = re.compile(r"(?P<rel>sau|truoc|tu|ke tu|den)?\s*nam (?P<year>(?:19|20)\d{2})")
# Words of such questions that are no condition (folded).
_FRAME = frozenset(
    "liet ke giup danh sach thong so hieu ky ban hanh ra luu hien nay dang trong kho moi cu nhat gan day muon som "
    "cuoi dau tien thang nam ngay de co ten tat ca bao nhieu va tu sau truoc den cong van chi thi quyet dinh nghi "
    "hoach cao to trinh dien luan sao luc giay phat toi ong ba dong cap cai loai tong".split()
)


def listing(query: Query, archive: Archive) -> Draft | None:
    """The documents asked for, each with its number line; ``None`` when a condition of the question is not about fields."""
    folded = flat(query.text)
    found = list(archive.directives if query.scope.directives is None else _of(query.scope.directives, archive))
    counted = _COUNTED.search(folded)
    kind = KIND_WORDS.get(counted["kind"]) if counted else None
    kinds = {kind} if kind else (set(query.kinds) if counted is None else set())
    if kinds:
        found = [d for d in found if d.kind and d.kind.value in kinds]
    found = dated(found, folded)
    if code := _CODE.search(query.text) or _CODE.search(query.asked):
        found = [d for d in found if d.number and d.number.value.endswith(code.group())]
    conditions = _conditions(query, bool(code))
    if conditions:
        speaking = _speaking(conditions, archive)
        found = [d for d in found if d.id in speaking]
        if not found:
            return None
    statements = [said for d in found[:SHOWN] if (said := _said(d, query, conditions, archive))]
    return Draft(tuple(statements), CERTAIN, listed=True) if statements else Draft((), 0.0, Reason.NOT_STATED)


def _of(ids: Sequence[int], archive: Archive) -> list[Directive]:
    return [archive.directives[number] for number in ids]


def _about(directive: Directive) -> str:
    fields = (directive.place, directive.parent, directive.subject)
    return " ".join([describe(directive), *(field.value for field in fields if field)])


_by_word: WeakKeyDictionary[Archive, dict[str, set[int]]] = WeakKeyDictionary()


def _speaking(conditions: set[str], archive: Archive) -> set[int]:
    """The directives whose own fields hold all these words; the table is made once for an archive."""
    if archive not in _by_word:
        table: dict[str, set[int]] = {}
        for directive in archive.directives:
            for word in set(folded_words(_about(directive))):
                table.setdefault(word, set()).add(directive.id)
        _by_word[archive] = table
    return set.intersection(*(_by_word[archive].get(word, set()) for word in conditions))


def _conditions(query: Query, coded: bool) -> set[str]:
    """Content words that are no frame of a listing question: the body or matter the documents must have."""
    words = {fold(word) for term in query.terms for word in folded_words(term.rstrip("12345") if query.marks else term)}
    codes = set(re.findall(r"[a-z]+", fold(" ".join(_CODE.findall(query.text))))) if coded else set()
    return {word for word in words if word not in _FRAME and word not in codes and not word[:1].isdigit()}


def _said(directive: Directive, query: Query, matter: set[str], archive: Archive) -> Statement | None:
    span = directive.number.span if directive.number else Span(directive.start, directive.end)
    signed = [
        one for s in directive.signers for one in s.spans if " ".join(folded_words(s.name)) in query.scope.signers
    ]
    subject = directive.subject
    about = [subject.span] if subject and matter & set(folded_words(subject.value)) else []
    day = [directive.date.span] if directive.date and re.search(r"\bngay\b", flat(query.text)) else []
    cited = [c for one in (span, *about, *signed, *day) if (c := _cited(directive, one, archive))]
    if not cited:
        return None
    kind = directive.kind.value if directive.kind else ""
    date = f" ngày {spoken_date(directive.date.value)}" if directive.date else ""
    return Statement(f"{kind} {directive.name}{date}".strip(), tuple(cited))


def _cited(directive: Directive, span: Span, archive: Archive) -> Citation | None:
    clause = archive.clause_at(directive.file, span.start, span.end)
    return citation(clause, archive.directives[clause.directive]) if clause else None


def dated(targets: Sequence[Directive], folded: str) -> list[Directive]:
    """The documents of the day, month or year asked for, or before, after, since it; only the newest or oldest where asked."""
    found = list(targets)
    for pattern in (_DAY, _MONTH, _YEAR):
        if match := pattern.search(folded):
            parts = match.groupdict()
            low, high = _period(parts.get("year"), parts.get("month"), parts.get("day"))
            found = [
                d for d in found if d.date and _within(d.date.value, low, high, parts["rel"], parts.get("year") is None)
            ]
            break
    known = sorted((d for d in found if d.date), key=lambda d: d.date.value if d.date else "")
    if known and re.search(r"moi nhat|gan (?:day )?nhat|cuoi cung|sau cung|muon nhat", folded):
        return [d for d in known if d.date and known[-1].date and d.date.value == known[-1].date.value]
    if known and re.search(r"som nhat|dau tien|cu nhat", folded):
        return [d for d in known if d.date and known[0].date and d.date.value == known[0].date.value]
    return found


def _period(year: str | None, month: str | None, day: str | None) -> tuple[str, str]:
    """First and last ISO day of a day, month or year; a month of any year gives ``-MM-``."""
    if year is None:
        return f"-{int(month or 0):02d}-", f"-{int(month or 0):02d}-"
    if month is None:
        return f"{year}-01-01", f"{year}-12-31"
    low = f"{year}-{int(month):02d}"
    return (f"{low}-{int(day):02d}",) * 2 if day else (f"{low}-01", f"{low}-31")


def _within(date: str, low: str, high: str, relation: str | None, any_year: bool) -> bool:
    if any_year:
        return low in date
    match relation:
        case "sau":
            return date > high
        case "truoc":
            return date < low
        case "tu" | "ke tu":
            return date >= low
        case "den":
            return date <= high
        case _:
            return low <= date <= high
