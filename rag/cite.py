"""The door to verification (:mod:`rag.verification`): what is shown as a quotation stands, character for character, in the stored
source; what is said stands in what is cited. Pure, but for looking up the stored clause and source in :func:`cite`."""

from collections.abc import Sequence
from dataclasses import replace

from index.archive import Archive
from index.parsing import patterns as p
from index.parsing.numbers import iso_date
from index.types import Clause, Directive, Source, Span
from rag.types import Citation, Draft, Statement
from rag.verification.verify import quoted, said_at, stands

__all__ = ["check", "citation", "cite", "dates_in", "said_at", "supported"]


def citation(clause: Clause, directive: Directive, span: Span | None = None) -> Citation:
    """A citation of ``span`` (default: the whole clause), not verified yet."""
    where = span or clause.span
    quote = clause.text[where.start - clause.start : where.end - clause.start]
    return Citation(clause, directive.name, clause.address, clause.file, where, quote)


def check(one: Citation, source: Source) -> Citation:
    """The citation, marked verified when its words are the source's at its offsets and lie in its clause."""
    return replace(one, verified=quoted(one, source))


def supported(statement: Statement, directives: Sequence[Directive]) -> bool:
    """Whether the statement says nothing but what its quotations say, or is known of their document.

    Dates, times, lengths, numbers with what they count, shares, document numbers, names, negations and bounds, compared
    as what they mean ("04/9/2021" is "ngày 4 tháng 9 năm 2021"), and every other word; a derived value is computed again.
    Whoever wrote it, a person, a program or a language model: the rule is one. ``directives`` as the clauses number them.
    """
    return stands(statement, directives)


def dates_in(text: str) -> set[str]:
    """Full dates as ISO, whatever way they are written; what is no calendar date as it is."""
    found = set()
    for pattern in (p.DATE_WORDS, p.DATE_DIGITS):
        for match in pattern.finditer(text):
            found.add(iso_date(match["day"], match["month"], match["year"]) or match.group())
    return found


def _stored(one: Citation, archive: Archive) -> bool:
    """Whether the clause is the archive's own, and document and address are those of this clause."""
    try:
        clause = archive.clauses([one.clause.id])[0]
    except KeyError:
        return False
    document = archive.directives[clause.directive].name
    return clause == one.clause and (document, clause.address, clause.file) == (one.document, one.address, one.file)


def cite(draft: Draft, archive: Archive) -> tuple[tuple[Statement, ...], tuple[str, ...]]:
    """The statements whose citations all verify and whose words are all supported, and the words of those dropped."""
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
