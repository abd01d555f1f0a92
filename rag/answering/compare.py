"""Things set side by side: each side its own statement with the document and its date; and documents that change one another.

What two sources say is never blended: a later document that changes the one an answer stands on is shown beside it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.archive import Archive
from index.passages import spoken_date
from index.types import Directive, Relation
from rag.answering.candidates import Candidate
from rag.answering.evidence import FACT_LIMIT, LIST_LIMIT, Evidence, excerpt, shortened
from rag.answering.register import register
from rag.cite import supported
from rag.finding.match import Term
from rag.types import Draft, Scope, Statement

_CHANGES = frozenset({Relation.AMENDS, Relation.SUPPLEMENTS, Relation.REPLACES, Relation.REPEALS})
# What says that the two sides of a question are asked about apart, and what stands between them (folded; as typed).
_APART = re.compile(
    r"\b(?:moi (?:ben|noi|loai|nhom|cap|doi tuong|truong hop)|lan luot|khac nhau|so sanh|so voi|hon kem|chenh|ben nao)\b"
)
_SIDES = re.compile(r"(?i)(?P<one>[^?]+?)\s+(?:và|với|so với|còn|hay)\s+(?P<other>[^?]+)")
# Words next to the joining word that name a side.
SIDE = 4
# Pieces among which the one for a side is looked for.
NEAR = 10
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


def two_sides(evidence: Evidence) -> Draft | None:
    """Two things of the same documents set side by side: the sentence that speaks of both, or one for each, each cited.

    ``None`` where the question names no two sides, or no near sentence speaks of either.
    """
    asked = _SIDES.search(evidence.query.text)
    if not asked or not _APART.search(evidence.folded):
        return None
    texts = (asked["one"].split()[-SIDE:], asked["other"].split()[:SIDE])
    words = [set(evidence.matcher.forms(" ".join(text))) for text in texts]
    sides = [own - words[1 - at] for at, own in enumerate(words)]
    terms = [[term for term in evidence.matcher.terms if term.word in side] for side in sides]
    if not all(terms):
        return None
    best = [
        max(evidence.found[:NEAR], key=lambda c: (_share(evidence, c, side), c.score), default=None) for side in terms
    ]
    told = list(dict.fromkeys(one.sentence for one in best if one))
    found = [next(one for one in best if one and one.sentence == sentence) for sentence in told]
    if not found or not any(_share(evidence, one, side) for one in found for side in terms):
        return None
    drafts = [evidence.say(excerpt(one, FACT_LIMIT), one) for one in found]
    return Draft(tuple(d.statements[0] for d in drafts), min(d.confidence for d in drafts))


def _share(evidence: Evidence, one: Candidate, side: Sequence[Term]) -> float:
    """The share of a side's words, by weight, that the sentence holds."""
    here = set(evidence.matcher.forms(one.sentence.text))
    return sum(term.weight for term in side if term.word in here) / sum(term.weight for term in side)


def with_changes(evidence: Evidence, draft: Draft) -> Draft:
    """``draft`` and, where another document of the archive changes the one it stands on in what is asked, that one's words."""
    archive = evidence.archive
    if len(draft.statements) == 1 and (sides := two_sides(evidence)):
        return sides
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
