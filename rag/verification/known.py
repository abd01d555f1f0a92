"""The texts a statement may take its words from: the words quoted, the headings above them, and what is known of their document."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from index.passages import describe, spoken_date
from index.types import Clause, Directive, Field, Role
from rag.types import Citation
from rag.verification.words import Reading, read


class Rank(IntEnum):
    """What a text is to the clause cited: itself, what stands above it, what its document is called, a field printed in it;
    of a signer the name and the office, the office alone, the office and the name."""

    QUOTED = 0
    HEADING = 1
    DOCUMENT = 2
    FIELD = 3
    PERSON = 4
    OFFICE = 5
    SIGNED = 6


FACTS = frozenset({Rank.DOCUMENT, Rank.FIELD, Rank.PERSON, Rank.OFFICE, Rank.SIGNED})


@dataclass(frozen=True, slots=True)
class Text:
    """A text read. Only words ``[low, high)`` may be taken; what stands around them is looked at for negations and bounds."""

    reading: Reading
    rank: Rank
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Scope:
    """All that one citation lets be said: its texts, the quotation first."""

    citation: Citation
    texts: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words ``[start, end)`` of a scope's text number ``text``."""

    text: int
    start: int
    end: int


def names_of(directive: Directive) -> tuple[str, ...]:
    """What a document is called by: number, kind, issuer, date, place."""
    return tuple(_always(directive))


def quoted_scope(citation: Citation) -> Scope:
    """The words quoted and the headings above them alone."""
    return Scope(citation, (_quoted(citation), *_headings(citation.clause)))


def scope_of(citation: Citation, directive: Directive) -> Scope:
    """What may be said with ``citation``, a quotation of ``directive``."""
    clause, quoted = citation.clause, _quoted(citation)
    signed = sum(one.span.overlaps(clause.span) for one in directive.signers if directive.file == clause.file)
    if signed > 1 and clause.role is Role.SIGNATURE:
        # In print the office of the next signer stands behind the name of this one: the fields tell them apart.
        quoted = Text(quoted.reading, Rank.QUOTED, 0, 0)
    return Scope(citation, (quoted, *_headings(clause), *_of(directive, clause)))


def _quoted(citation: Citation) -> Text:
    clause = citation.clause
    reading = read(clause.text)
    start, end = citation.span.start - clause.start, citation.span.end - clause.start
    inside = [at for at, word in enumerate(reading.words) if start <= word.start and word.end <= end]
    low, high = (inside[0], inside[-1] + 1) if inside else (0, 0)
    return Text(reading, Rank.QUOTED, low, high)


def _headings(clause: Clause) -> Iterator[Text]:
    for heading in clause.headings:
        yield _whole(heading, Rank.HEADING)


@lru_cache(maxsize=1_024)
def _of(directive: Directive, clause: Clause) -> tuple[Text, ...]:
    always = dict.fromkeys((*_always(directive), clause.address))
    printed = dict.fromkeys(_printed(directive, clause))
    return (
        *(_whole(one, Rank.DOCUMENT) for one in always if one),
        *(_whole(one, Rank.FIELD) for one in printed if one),
        *_signed(directive, clause),
    )


def _always(directive: Directive) -> Iterator[str]:
    """Number, kind, issuer, date and place: they belong to every clause of a document."""
    yield describe(directive)
    kind = directive.kind.value if directive.kind else ""
    yield f"{kind} {directive.name}"
    if directive.date:
        day = f"ngày {spoken_date(directive.date.value)}"
        yield f"{directive.name} {day}"
        yield f"{kind} {day}" if kind else day
    for field in (directive.issuer, directive.place):
        if field:
            yield field.value


def _printed(directive: Directive, clause: Clause) -> Iterator[str]:
    """Fields that stand in the clause itself, in the form they were read into."""

    def here(one: Field) -> bool:
        return directive.file == clause.file and one.span.overlaps(clause.span)

    for field in (
        directive.subject,
        directive.urgency,
        directive.secrecy,
        *directive.addressees,
        *directive.recipients,
    ):
        if field and here(field):
            yield field.value
    for field in (directive.effective, directive.expires):
        if field and here(field):
            yield f"ngày {spoken_date(field.value)}"


def _signed(directive: Directive, clause: Clause) -> Iterator[Text]:
    """Who signed, each with the own office: two signers' names or offices may be told one after the other, and not across."""
    called = f"Người ký {directive.kind.value if directive.kind else ''} {directive.name}"
    for one in directive.signers:
        if directive.file == clause.file and one.span.overlaps(clause.span):
            office = [part for part in (one.capacity, one.authority) if part]
            yield _whole(", ".join([one.name, *office]), Rank.PERSON)
            yield _whole(", ".join(["Người ký", one.name, *office]), Rank.PERSON)
            yield _whole(f"Người ký là {one.name}", Rank.PERSON)
            yield _whole(", ".join([*office, one.name]), Rank.SIGNED)
            yield _whole(", ".join(office), Rank.OFFICE)
            yield _whole(", ".join([called, *office]), Rank.OFFICE)


def _whole(text: str, rank: Rank) -> Text:
    reading = read(text)
    return Text(reading, rank, 0, len(reading.words))
