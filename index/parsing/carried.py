"""What a document does not print itself, because another in the same file carries it: a letter, a decision, a copy slip."""

import re
from collections.abc import Sequence
from dataclasses import replace

from index.text import folded_words
from index.types import Directive, Field, Reference, Relation, Span

# "(Ban hành kèm theo Quyết định số 12/QĐ-UBND …)" stands under the title.
_ANNEXED = re.compile(r"kèm\s+theo\b", re.IGNORECASE)
_TITLE_CHARS = 1500
_SLIPS = frozenset({"Sao y", "Sao lục", "Trích sao", "Bản sao"})


def named_by_others(
    directive: Directive, directives: Sequence[Directive], found: Sequence[Reference], text: str
) -> Directive:
    """Number and date of a forwarded copy that prints none, and the number of the decision a plan is annexed to.

    ``directives`` and ``found`` are those of the file. A letter that forwards a copy must name the same kind and quote the
    same subject; an annex must say of which document it is one. The field's span is where that is said.
    """
    if directive.number:
        return directive
    if not directive.kind:
        # An annex that is a file of its own; its title is known only where it says what it is annexed to.
        alone = (
            directive.subject
            and not directive.issuer
            and text[directive.start : directive.start + 7].lower() == "phụ lục"
        )
        return (alone and _annexed(directive, directives, found, text)) or directive
    return _forwarded(directive, found) or _annexed(directive, directives, found, text) or directive


def copied(directives: Sequence[Directive], found: Sequence[Reference]) -> list[Reference]:
    """What each copy slip of a file copies, where it does not say so itself: the document it stands before or behind.

    A file that begins with a document and ends with a slip has its slips behind, one that begins with a slip and ends with
    a document before; of any other order nothing is said. An annex is copied with the document that carries it.
    """
    slips = [one.kind is not None and one.kind.value in _SLIPS for one in directives]
    if not any(slips) or slips[0] == slips[-1]:
        return []
    told = {r.directive for r in found if r.relation is Relation.COPIES}
    copies = []
    for at, one in enumerate(directives):
        if not slips[at] or one.id in told or not one.kind or not Span(one.start, one.end).contains(one.kind.span):
            continue
        beside = directives[at + 1 :] if slips[0] else directives[:at][::-1]
        meant = next((other for other in beside if not (other.kind and other.kind.value in _SLIPS)), None)
        if meant and not meant.number and meant.carrier:
            named = meant.carrier.value
            meant = next((other for other in directives if other.number and other.number.value == named), None)
        if meant and meant.number:
            fields = (meant.kind, meant.number, meant.date, meant.issuer, meant.subject)
            kind, number, date, issuer, subject = (field.value if field else None for field in fields)
            cue = one.kind.span
            copies.append(Reference(one.file, one.id, kind, number, date, issuer, subject, Relation.COPIES, cue, cue))
    return copies


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
