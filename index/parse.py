"""A source into directives, clauses and references: units → documents → zones → fields and addresses."""

from collections.abc import Sequence
from dataclasses import replace

from index.clauses import ClauseBuilder
from index.header import HeaderReader
from index.layout import units
from index.references import references
from index.split import split
from index.text import Aligned, folded_words
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
            )
        )
        own = head.number.span if head.number else None
        found += references(view.text, source.file, number, reader.start, reader.end, own)
    directives = [_named_by_others(directive, found) for directive in directives]
    return Parsed(
        tuple(_restore_directive(d, view) for d in directives),
        tuple(_restore_clause(c, view) for c in clauses),
        tuple(replace(r, span=_back(r.span, view)) for r in found),
    )


def _named_by_others(directive: Directive, found: Sequence[Reference]) -> Directive:
    """Number, date and issuer of a forwarded copy that prints none, from the letter in the same file that forwards it.

    The reference must name the same kind and quote the same subject; the field's span is where the letter says so.
    """
    if directive.number or not directive.kind or not directive.subject:
        return directive
    subject = folded_words(directive.subject.value)
    same = [
        r for r in found
        if r.directive != directive.id and r.number and r.kind and folded_words(r.kind) == folded_words(directive.kind.value)
        and r.subject and _alike(folded_words(r.subject), subject)
    ]  # fmt: skip
    if len({r.number for r in same}) != 1:
        return directive
    best = max(same, key=lambda r: (r.date is not None, r.issuer is not None))
    return replace(
        directive,
        number=Field(best.number or "", best.span),
        date=directive.date or (Field(best.date, best.span) if best.date else None),
    )


def _alike(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether the shorter subject stands, word for word, within the longer (subjects are often quoted in part)."""
    short, long = sorted((list(one), list(other)), key=len)
    return len(short) >= 4 and " ".join(short) in " ".join(long)


def _back(span: Span, view: Aligned) -> Span:
    return view.span(span.start, span.end)


def _restore_clause(clause: Clause, view: Aligned) -> Clause:
    if view.text is view.source:
        return clause
    span = view.span(clause.start, clause.end)
    return replace(clause, start=span.start, end=span.end, text=view.source[span.start : span.end])


def _restore_directive(directive: Directive, view: Aligned) -> Directive:
    if view.text is view.source:
        return directive

    def field(value: Field | None) -> Field | None:
        return replace(value, span=_back(value.span, view)) if value else None

    def signer(value: Signer) -> Signer:
        return replace(value, span=_back(value.span, view))

    whole = view.span(directive.start, directive.end)
    return replace(
        directive,
        start=whole.start, end=whole.end,
        number=field(directive.number), kind=field(directive.kind), issuer=field(directive.issuer), parent=field(directive.parent),
        place=field(directive.place), date=field(directive.date), subject=field(directive.subject),
        addressees=tuple(replace(f, span=_back(f.span, view)) for f in directive.addressees),
        recipients=tuple(replace(f, span=_back(f.span, view)) for f in directive.recipients),
        signers=tuple(signer(s) for s in directive.signers),
    )  # fmt: skip
