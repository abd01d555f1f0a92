"""What a document does not print itself, because another in the same file carries it: a letter, a decision, a copy slip."""

import re
from collections.abc import Sequence
from dataclasses import replace

from index.text import folded_words
from index.types import Directive, Field, Reference, Span

# "(Ban hành kèm theo Quyết định số 12/QĐ-UBND …)" stands under the title.
_ANNEXED = re.compile(r"kèm\s+theo\b", re.IGNORECASE)
_TITLE_CHARS = 1500


def named_by_others(
    directive: Directive, directives: Sequence[Directive], found: Sequence[Reference], text: str
) -> Directive:
    """Number and date of a forwarded copy that prints none, and the number of the decision a plan is annexed to.

    ``directives`` and ``found`` are those of the file. A letter that forwards a copy must name the same kind and quote the
    same subject; an annex must say of which document it is one. The field's span is where that is said.
    """
    if directive.number or not directive.kind:
        return directive
    return _forwarded(directive, found) or _annexed(directive, directives, found, text) or directive


def _forwarded(directive: Directive, found: Sequence[Reference]) -> Directive | None:
    if not directive.kind or not directive.subject:
        return None
    subject, kind = folded_words(directive.subject.value), folded_words(directive.kind.value)
    same = [
        r for r in found
        if r.directive != directive.id and r.number and r.kind and folded_words(r.kind) == kind
        and r.subject and _alike(folded_words(r.subject), subject)
    ]  # fmt: skip
    if len({r.number for r in same}) != 1:
        return None
    best = max(same, key=lambda r: (r.date is not None, r.issuer is not None))
    return replace(
        directive,
        number=Field(best.number or "", best.span),
        date=directive.date or (Field(best.date, best.span) if best.date else None),
    )


def _annexed(
    directive: Directive, directives: Sequence[Directive], found: Sequence[Reference], text: str
) -> Directive | None:
    said = _ANNEXED.search(text, directive.start, min(directive.end, directive.start + _TITLE_CHARS))
    if not said:
        return None
    near = [
        r for r in found
        if r.directive == directive.id and r.number and said.end() <= r.span.start <= said.end() + 60
    ]  # fmt: skip
    if near:
        return replace(directive, carrier=Field(near[0].number or "", near[0].span))
    # "kèm theo Quyết định số     /QĐ-UBND": the decision stands before it in the same file.
    before = [other for other in directives if other.id < directive.id and other.number and other.kind]
    announced = text[said.end() : said.end() + 60]
    for other in reversed(before):
        if other.number and other.kind and other.kind.value.lower() in announced.lower():
            return replace(directive, carrier=Field(other.number.value, Span(said.start(), said.end())))
    return None


def _alike(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether the shorter subject stands, word for word, within the longer (subjects are often quoted in part)."""
    short, long = sorted((list(one), list(other)), key=len)
    return len(short) >= 4 and " ".join(short) in " ".join(long)
