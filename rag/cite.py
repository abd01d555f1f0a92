"""Verification: what is shown as a quotation stands, character for character, in the stored source; what is said stands in
what is cited. Pure, but for looking up the stored source."""

import re
from collections.abc import Sequence
from dataclasses import replace

from index.archive import Archive
from index.parsing import patterns as p
from index.parsing.numbers import clean_number, iso_date
from index.passages import context
from index.text import Token, canonical, find_phrase, nfc, plain, tokens
from index.types import Clause, Directive, Source, Span
from rag import values
from rag.types import Citation, Draft, Statement

_TIME = re.compile(r"(\d{1,2})\s?(?:h|giờ)\s?(\d{2})?", re.IGNORECASE)


def citation(clause: Clause, directive: Directive, span: Span | None = None) -> Citation:
    """A citation of ``span`` (default: the whole clause), not verified yet."""
    where = span or clause.span
    quote = clause.text[where.start - clause.start : where.end - clause.start]
    return Citation(clause, directive.name, clause.address, clause.file, where, quote)


def check(one: Citation, source: Source) -> Citation:
    """The citation, marked verified when its words are the source's at its offsets and lie in its clause."""
    stands = (
        source.file == one.file == one.clause.file
        and 0 <= one.span.start < one.span.end <= len(source.text)
        and nfc(source.text[one.span.start : one.span.end]) == nfc(one.quote)
        and source.text[one.clause.start : one.clause.end] == one.clause.text
        and one.clause.span.contains(one.span)
    )
    return replace(one, verified=stands)


def _stored(one: Citation, archive: Archive) -> bool:
    """Whether the clause is the archive's own, and document and address are those of this clause."""
    try:
        clause = archive.clauses([one.clause.id])[0]
    except KeyError:
        return False
    document = archive.directives[clause.directive].name
    return clause == one.clause and (document, clause.address, clause.file) == (one.document, one.address, one.file)


def supported(statement: Statement, directives: Sequence[Directive]) -> bool:
    """Whether every date, time, number, document number and personal name of a statement stands in what it cites.

    What may be said beside the cited clause's own words is what the archive knows of the clause's document (number,
    issuer, date) and the clause's headings; never anything else. Values are compared whole: a date is not made of numbers
    that stand apart, nor a name of syllables that do.
    """
    cited = "\n\n".join(
        part for c in statement.citations
        for part in (plain(c.clause.text), context(c.clause, directives[c.clause.directive]), c.document, c.address)
    )  # fmt: skip
    said = plain(statement.text)
    return (
        dates_in(said) <= dates_in(cited)
        and _times(said) <= _times(cited)
        and _numbers(said, cited)
        and _names(said, cited)
    )


def dates_in(text: str) -> set[str]:
    """Full dates as ISO, whatever way they are written; what is no calendar date as it is."""
    found = set()
    for pattern in (p.DATE_WORDS, p.DATE_DIGITS):
        for match in pattern.finditer(text):
            found.add(iso_date(match["day"], match["month"], match["year"]) or match.group())
    return found


def _times(text: str) -> set[tuple[int, int]]:
    return {(int(m[1]), int(m[2] or 0)) for v in values.times(text) for m in [_TIME.match(v.text)] if m}


def _numbers(said: str, cited: str) -> bool:
    """Document numbers whole; other numbers as tokens, those inside dates and times having been compared already."""
    for match in p.NUMBER.finditer(said):
        if clean_number(match.group()) not in {clean_number(m.group()) for m in p.NUMBER.finditer(cited)}:
            return False
    known = {token.accented for token in tokens(cited) if token.accented[0].isdigit()}
    short = _short_dates(cited)
    done = [m.span() for x in (p.DATE_WORDS, p.DATE_DIGITS, p.NUMBER) for m in x.finditer(said)]
    for token in tokens(said):
        inside = any(a <= token.start < b for a, b in done)
        if inside or not token.accented[0].isdigit() or token.accented in known:
            continue
        if token.accented not in short:
            return False
    return True


def _short_dates(text: str) -> set[str]:
    """``5/9`` and ``9/2021`` for each date of ``text``, however it is written; partial dates as they are."""
    found = {canonical(value.text) for value in values.dates(text)}
    for full in [day for day in found if day.count("/") == 2]:
        day, month, year = full.split("/")
        found |= {f"{day}/{month}", f"{month}/{year}"}
    return found


def _names(said: str, cited: str) -> bool:
    """Each personal name stands as one run of syllables, not as the beginning of a longer name."""
    found = tokens(cited)
    syllables = [token.accented for token in found]
    for value in values.persons(said):
        name = [canonical(word) for word in value.text.split()]
        ends = (at + len(name) for at in find_phrase(name, syllables))
        if all(_goes_on(cited, found, end) for end in ends):
            return False
    return True


def _goes_on(text: str, found: Sequence[Token], end: int) -> bool:
    """Whether another capitalised syllable follows at once: the name there is a longer one."""
    return end < len(found) and text[found[end - 1].end : found[end].start] == " " and text[found[end].start].isupper()


def cite(draft: Draft, archive: Archive) -> tuple[tuple[Statement, ...], tuple[str, ...]]:
    """The statements whose citations all verify and whose facts are supported, and the words of those dropped."""
    kept: list[Statement] = []
    dropped: list[str] = []
    for statement in draft.statements:
        checked = tuple(
            check(c, archive.source(c.file)) if _stored(c, archive) else replace(c, verified=False)
            for c in statement.citations
        )
        if checked and all(c.verified for c in checked) and supported(statement, archive.directives):
            kept.append(replace(statement, citations=checked))
        else:
            dropped.append(statement.text)
    return tuple(kept), tuple(dropped)
