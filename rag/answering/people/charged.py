"""Who is charged with what a piece says: named in it, in the item it belongs to, or in the heading above (:mod:`rag.duties`)."""

from collections.abc import Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from index.archive import Archive
from index.text import plain
from index.types import Clause
from rag.answering.documents.register import register
from rag.answering.picking.candidates import Candidate
from rag.cite import citation
from rag.duties.extract import Reading
from rag.duties.types import Charged, Duty
from rag.types import Citation

# Directives read for their duties are kept, as the same ones are asked about again; so many at most.
_KEPT = 64
_read: WeakKeyDictionary[Archive, dict[int, tuple[Duty, ...]]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Actors:
    """Their names as printed; ``citations``: the words that name them; ``elsewhere``: not in the sentence itself."""

    text: str
    citations: tuple[Citation, ...]
    elsewhere: bool


def charged(candidate: Candidate, archive: Archive) -> Actors | None:
    """Who must do what ``candidate`` says; ``None`` where neither it nor its item nor its heading names anybody."""
    clause, piece = candidate.hit.clause, candidate.piece
    mine = [d for d in duties_in(clause.directive, archive) if d.citation.clause.id == clause.id]
    for duty in mine:
        if duty.citation.span.start < piece.end and piece.start < duty.citation.span.end:
            if duty.charged is Charged.NAMED:
                return Actors(plain(duty.citations[-1].quote), (), False)
            if duty.charged is Charged.HEADING and duty.actors:
                return Actors(", ".join(duty.actors), (duty.citations[-1],), True)
            if duty.charged is Charged.CLAUSE and duty.actors:
                return Actors(", ".join(duty.actors), (citation(clause, archive.directives[clause.directive]),), True)
    return _of_item(clause, archive)


def _of_item(clause: Clause, archive: Archive) -> Actors | None:
    """The later paragraphs of a numbered item go on about the one its first paragraph names."""
    if clause.parent is None or "đoạn" not in clause.address.split(", ")[-1]:
        return None
    first = next((d for d in duties_in(clause.directive, archive) if d.citation.clause.id == clause.parent), None)
    if first is None or not first.actors or first.charged is not Charged.NAMED:
        return None
    return Actors(", ".join(first.actors), (first.citations[-1],), True)


def duties_in(directive: int, archive: Archive) -> Sequence[Duty]:
    """The duties of one directive, in the order of its text."""
    kept = _read.setdefault(archive, {})
    if directive not in kept:
        if len(kept) >= _KEPT:
            kept.clear()
        found = Reading(
            archive.directives[directive], archive.clauses_of(directive), register(archive).mentions(directive)
        )
        kept[directive] = tuple(found.duties())
    return kept[directive]
