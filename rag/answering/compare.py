"""Things set side by side: each side its own statement with the document and its date; and documents that change one another.

What two sources say is never blended: a later document that changes the one an answer stands on is shown beside it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.archive import Archive
from index.passages import spoken_date
from index.types import Directive, Relation
from rag.answering.candidates import Candidate
from rag.answering.evidence import FACT_LIMIT, LIST_LIMIT, Evidence, excerpt, shortened
from rag.answering.register import register
from rag.cite import supported
from rag.types import Draft, Scope, Statement

_CHANGES = frozenset({Relation.AMENDS, Relation.SUPPLEMENTS, Relation.REPLACES, Relation.REPEALS})
# The other document is shown where its words, with what stands around them, hold this share of what those cited hold.
SHARE = 0.75


def side_by_side(sides: Sequence[Scope], drafts: Sequence[Draft], archive: Archive) -> tuple[Statement, ...]:
    """The answers to the sides of a comparison, each led by its document and date, in 900 characters together."""
    room = LIST_LIMIT // max(len(sides), 1)
    told: list[Statement] = []
    for side, draft in zip(sides, drafts, strict=True):
        left = room
        for statement in draft.statements[:3]:
            labelled = _labelled(statement, _labels(side, statement, archive), max(left, 120), archive)
            left -= len(labelled.text) + 2
            told.append(labelled)
    return tuple(told)


def _labels(side: Scope, statement: Statement, archive: Archive) -> Iterator[str]:
    """What a side may be called, the fullest first."""
    directive = archive.directives[statement.citations[0].clause.directive]
    name = side.names[0] if side.names else ""
    if side.references:
        yield from (f"{r.kind or ''} {r.number}".strip() for r in side.references[:1] if r.number)
    elif side.explicit:
        yield _dated(directive)
    else:
        yield f"{name} ({_dated(directive)})"
        yield f"{name}, {directive.name}"
    if name:
        yield name
    yield _dated(directive)
    yield directive.name


def _dated(directive: Directive) -> str:
    kind = f"{directive.kind.value} " if directive.kind and directive.number else ""
    date = f" ngày {spoken_date(directive.date.value)}" if directive.date else ""
    return f"{kind}{directive.name}{date}"


def _labelled(statement: Statement, labels: Iterator[str], room: int, archive: Archive) -> Statement:
    """The statement led by the first label that its quotations, or what is known of their document, bear out."""
    for label in labels:
        body = statement.text if statement.derivation else shortened(statement.text, max(room - len(label) - 2, 80))
        led = replace(statement, text=f"{label}: {body}")
        if supported(led, archive.directives):
            return led
    return statement


def with_changes(evidence: Evidence, draft: Draft) -> Draft:
    """``draft`` and, where another document of the archive changes the one it stands on in what is asked, that one's words."""
    archive = evidence.archive
    if draft.listed or len(draft.statements) != 1 or not draft.statements[0].citations:
        return draft
    first = draft.statements[0]
    clause = first.citations[0].clause
    mine = next((c for c in evidence.found if c.hit.clause.id == clause.id), None)
    linked = _linked(clause.directive, archive)
    if mine is None or not linked:
        return draft
    other = next((c for c in evidence.found if _disagrees(c, mine, linked)), None)
    if other is None:
        return draft
    ours, theirs = archive.directives[clause.directive], archive.directives[other.hit.clause.directive]
    beside = evidence.say(excerpt(other, FACT_LIMIT), other).statements[0]
    both = tuple(
        _labelled(one, iter((_dated(directive), directive.name)), LIST_LIMIT // 2, archive)
        for one, directive in ((first, ours), (beside, theirs))
    )
    return replace(draft, statements=both)


def _disagrees(candidate: Candidate, mine: Candidate, linked: frozenset[int]) -> bool:
    return (
        candidate.hit.clause.directive in linked
        and candidate.hit.clause.role is mine.hit.clause.role
        and candidate.cover >= SHARE * mine.cover > 0
        and candidate.own >= SHARE * mine.own
        and candidate.piece.text != mine.piece.text
    )


def _linked(number: int, archive: Archive) -> frozenset[int]:
    """The archive's own documents that change this one, or that it changes."""
    table = register(archive)
    later = {r.directive for r in table.targets.get(number, ()) if r.relation in _CHANGES}
    earlier = {r.target for r in table.mentions(number) if r.relation in _CHANGES and r.target is not None}
    return frozenset((later | earlier) - {number})
