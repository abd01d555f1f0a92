"""Verification: what is shown as a quotation stands, character for character, in the stored source. Pure."""

import re
from collections.abc import Sequence
from dataclasses import replace

from index.archive import Archive
from index.passages import context
from index.text import nfc, plain, tokens
from index.types import Clause, Directive, Source, Span
from rag import values
from rag.types import Citation, Draft, Statement


def citation(clause: Clause, directive: Directive, span: Span | None = None) -> Citation:
    """A citation of ``span`` (default: the whole clause), not verified yet."""
    where = span or clause.span
    quote = clause.text[where.start - clause.start : where.end - clause.start]
    return Citation(clause, directive.name, clause.address, clause.file, where, quote)


def check(one: Citation, source: Source) -> Citation:
    """The citation, marked verified when its words are the source's at its offsets and lie in its clause."""
    stands = (
        source.file == one.file
        and 0 <= one.span.start < one.span.end <= len(source.text)
        and nfc(source.text[one.span.start : one.span.end]) == nfc(one.quote)
        and source.text[one.clause.start : one.clause.end] == one.clause.text
        and one.clause.span.contains(one.span)
    )
    return replace(one, verified=stands)


def supported(statement: Statement, directives: Sequence[Directive]) -> bool:
    """Whether every date, number, document number and personal name of a statement stands in what it cites.

    What may be said beside the cited clause's own words is what the archive knows of the clause's document (number,
    issuer, date) and the clause's headings; never anything else.
    """
    cited = " \n ".join(
        part for c in statement.citations
        for part in (plain(c.clause.text), context(c.clause, directives[c.clause.directive]), c.document, c.address)
    )  # fmt: skip
    known = {token.accented for token in tokens(cited)}
    for token in tokens(statement.text):
        if token.accented[0].isdigit() and token.accented not in known and not _parts_known(token.accented, known):
            return False
    names = {token.accented for value in values.persons(statement.text) for token in tokens(value.text)}
    return names <= known


def _parts_known(number: str, known: set[str]) -> bool:
    """``24/7/2021`` is known from ``ngày 24 tháng 7 năm 2021``: its parts all stand there."""
    parts = [part.lstrip("0") or "0" for part in re.split(r"[/]", number)]
    return len(parts) > 1 and all(part in known for part in parts)


def cite(draft: Draft, archive: Archive) -> tuple[tuple[Statement, ...], int]:
    """The statements whose citations all verify and whose facts are supported, and how many were dropped."""
    kept: list[Statement] = []
    for statement in draft.statements:
        checked = tuple(check(c, archive.source(c.file)) for c in statement.citations)
        if checked and all(c.verified for c in checked) and supported(statement, archive.directives):
            kept.append(replace(statement, citations=checked))
    return tuple(kept), len(draft.statements) - len(kept)
