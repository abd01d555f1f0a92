"""The field of a document that the archive only mentions: what the mention itself, or its sentence, says of it."""

import re
from collections.abc import Callable, Iterator, Sequence

from index.archive import Archive
from index.parsing import patterns as p
from index.passages import spoken_date
from index.text import plain
from index.types import Reference, Span
from rag.answering.documents.register import register
from rag.answering.evidence import FACT_LIMIT, shortened
from rag.answering.picking.segments import sentences
from rag.cite import citation
from rag.types import Draft, Facet, Reason, Statement

# How surely the sentence that names a document tells what it is about.
IN_PASSING = 0.6
# Whose a document is may stand so far before it.
_BEFORE = 120
_OF_BEFORE = re.compile(r"của\s+(?P<who>[^.;:,()\n]{3,90})\s+tại\s+$")


def of_references(
    facets: Sequence[Facet], references: Sequence[Reference], archive: Archive, passing: bool = False
) -> Draft:
    """A document that the archive only mentions: what the mention says of it; ``passing``: of its subject, or its sentence."""
    readers: dict[Facet, Callable[[Reference], str | None]] = {
        Facet.DATE: lambda r: _spoken(r, archive), Facet.ISSUER: lambda r: r.issuer or _issuer_before(r, archive),
        Facet.SUBJECT: lambda r: r.subject, Facet.NUMBER: lambda r: r.number, Facet.KIND: lambda r: r.kind,
    }  # fmt: skip
    statements = []
    for facet in facets:
        reader = readers.get(facet)
        told = [(r, value) for r in references if reader and (value := reader(r))]
        if not told:
            continue
        reference, value = max(told, key=lambda pair: len(pair[1]) if facet is Facet.ISSUER else -pair[0].span.start)
        clause = archive.clause_at(reference.file, reference.span.start, reference.span.end)
        if clause:
            statements.append(Statement(value, (citation(clause, archive.directives[clause.directive]),)))
    if statements:
        return Draft(tuple(statements), 0.9)
    if (
        passing
        and facets[0] is Facet.SUBJECT
        and (told_in := [s for r in references for s in _said_in(r, archive)][:1])
    ):
        return Draft(tuple(told_in), IN_PASSING)
    return Draft((), 0.0, Reason.NOT_STATED, references[0].number or "")


def _said_in(one: Reference, archive: Archive) -> Iterator[Statement]:
    """The sentence that names a document whose subject is not printed, and no other: "Các Đoàn kiểm tra (theo Quyết định số …)"."""
    others = [r.span.start for r in register(archive).mentions(one.directive) if r.number != one.number]
    clause = archive.clause_at(one.file, one.span.start, one.span.end)
    for said in sentences(clause) if clause else ():
        alone = not any(said.start <= at < said.end for at in others)
        if clause and said.start <= one.span.start < said.end and alone:
            span = Span(said.start, said.end)
            cited = citation(clause, archive.directives[clause.directive], span)
            yield Statement(shortened(said.text, FACT_LIMIT), (cited,))


def _issuer_before(one: Reference, archive: Archive) -> str | None:
    """Whose a document is, where that stands before it: "Theo đề nghị của Tổ trưởng … tại Báo cáo số …"."""
    before = archive.source(one.file).text[max(0, one.span.start - _BEFORE) : one.span.start]
    owner = _OF_BEFORE.search(before)
    return plain(owner["who"]) if owner else None


def _spoken(reference: Reference, archive: Archive) -> str | None:
    if not reference.date:
        return None
    text = archive.source(reference.file).text[reference.span.start : reference.span.end]
    printed = p.DATE_DIGITS.search(text)
    return printed.group() if printed else spoken_date(reference.date)
