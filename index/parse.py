"""A source into directives, clauses and references: units → documents → zones → fields and addresses."""

from dataclasses import fields, replace
from typing import TypeVar

from index.parsing.carried import copied, named_by_others
from index.parsing.clauses import ClauseBuilder
from index.parsing.force import in_force
from index.parsing.header import HeaderReader
from index.parsing.layout import units
from index.parsing.references import references
from index.parsing.split import split
from index.text import Aligned
from index.types import Clause, Directive, Field, Parsed, Reference, Signer, Source, Span


def parse(source: Source) -> Parsed:
    """The directives of ``source`` with their clauses and the documents they name.

    Never raises for any text. Spans are in ``source.text``'s own characters, and
    ``source.text[c.start:c.end] == c.text`` for each clause ``c``.
    """
    view = Aligned(source.text)
    directives: list[Directive] = []
    clauses: list[Clause] = []
    found: list[Reference] = []
    for number, zones in enumerate(split(view.text, units(view.text))):
        reader = HeaderReader(view.text, zones)
        head = reader.read()
        built = ClauseBuilder(view.text, source.file, number, len(clauses)).build(zones)
        clauses += built
        directives.append(
            Directive(
                number,
                source.file,
                reader.start,
                reader.end,
                head.number,
                head.kind,
                head.issuer,
                head.parent,
                head.place,
                head.date,
                head.subject,
                head.addressees,
                head.recipients,
                head.signers,
                head.urgency,
                head.secrecy,
            )
        )
        own = head.number.span if head.number else None
        found += references(view.text, source.file, number, reader.start, reader.end, own)
    directives = [in_force(view.text, named_by_others(one, directives, found, view.text)) for one in directives]
    if copies := copied(directives, found):
        found = sorted([*found, *copies], key=lambda one: (one.directive, one.span.start))
    if view.text is view.source:
        return Parsed(tuple(directives), tuple(clauses), tuple(found))
    return Parsed(
        tuple(_restore_directive(d, view) for d in directives),
        tuple(_restore_clause(c, view) for c in clauses),
        tuple(replace(r, span=_back(r.span, view), cue=r.cue and _back(r.cue, view)) for r in found),
    )


def _back(span: Span, view: Aligned) -> Span:
    return view.span(span.start, span.end)


def _restore_clause(clause: Clause, view: Aligned) -> Clause:
    span = view.span(clause.start, clause.end)
    return replace(clause, start=span.start, end=span.end, text=view.source[span.start : span.end])


_Placed = TypeVar("_Placed", Field, Signer)


def _restore_directive(directive: Directive, view: Aligned) -> Directive:
    def restored(value: _Placed) -> _Placed:
        return replace(value, span=_back(value.span, view))

    whole = view.span(directive.start, directive.end)
    changes: dict[str, object] = {"start": whole.start, "end": whole.end}
    for name in (field.name for field in fields(directive)):
        value = getattr(directive, name)
        if isinstance(value, Field):
            changes[name] = restored(value)
        elif isinstance(value, tuple):
            changes[name] = tuple(restored(one) for one in value)
    return replace(directive, **changes)  # type: ignore[arg-type]
