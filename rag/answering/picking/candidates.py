"""From clauses found to the pieces of text that best match the question, ordered by :mod:`rag.answering.picking.signals`."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.archive import Archive
from index.passages import describe
from rag.answering.picking.segments import Piece, segments, sentences
from rag.answering.picking.signals import Place, signals, weights
from rag.finding.match import IN_CLAUSE, IN_DOCUMENT, IN_HEADINGS, IN_SENTENCE, Matcher
from rag.types import Hit, Query, Scope

# Clauses looked into; the right one is among the first five for nearly all questions.
CLAUSES = 14
# A piece whose chance is below the first is not surely the one; another that is not below the second may be said beside it.
UNSURE, LIKELY = 0.65, 0.12
# What goes on from a question is so much likelier (a logarithm) answered in the document of its answer, and beside that.
SAME, NEAR = 2.0, 0.7


@dataclass(frozen=True, slots=True)
class Candidate:
    """A piece of a clause with how well it matches.

    ``cover``: the share of the question found in and around it; ``own``: in the piece itself; ``pairs``: the share of the
    question's neighbouring words that are neighbours here; ``core``: the share of the question's rarest words held by the
    clause, its headings, its document's line and subject. ``score`` orders the pieces of one question: a difference is the
    logarithm of how much likelier one answers than the other; ``chance`` is this piece's share of the likelihood of all.
    ``rank`` of the clause, from 0; ``around``: the words of the clause, its headings and its document's line.
    """

    hit: Hit
    sentence: Piece
    piece: Piece
    cover: float
    score: float
    pairs: float
    own: float
    core: float
    chance: float
    rank: int
    around: frozenset[str]


def candidates(hits: Sequence[Hit], query: Query, matcher: Matcher, archive: Archive) -> list[Candidate]:
    """The pieces of the best clauses, best first."""
    places = places_of(hits[:CLAUSES], matcher, archive)
    if not places:
        return []
    score = signals(places, query, matcher) @ weights() + _nearness(places, query.scope)
    likely = np.exp(score - score.max())
    chance = likely / likely.sum()
    found = [_candidate(place, float(score[at]), float(chance[at]), matcher) for at, place in enumerate(places)]
    return sorted(found, key=lambda c: -c.score)


def _nearness(places: Sequence[Place], scope: Scope) -> NDArray[np.float64]:
    """How much likelier each is for standing near the answer to the question that this one goes on from."""
    clauses, near = [place.hit.clause for place in places], frozenset(scope.near)
    return np.array(
        [SAME * bool(near and one.directive in scope.favoured) + NEAR * (one.id in near) for one in clauses]
    )


def _candidate(place: Place, score: float, chance: float, matcher: Matcher) -> Candidate:
    own = matcher.coverage([(set(place.forms), 1.0)])
    cover = matcher.coverage([(set(place.forms), 1.0), *place.around])
    around = frozenset[str]().union(*(words for words, _ in place.around))
    return Candidate(
        place.hit, place.sentence, place.piece, cover, score, matcher.adjacency(place.forms), own, place.core, chance,
        place.rank, around,
    )  # fmt: skip


def places_of(hits: Sequence[Hit], matcher: Matcher, archive: Archive) -> list[Place]:
    """The pieces of the clauses, clause by clause in the order of ``hits`` and in each in the order of the text."""
    places: list[Place] = []
    for rank, hit in enumerate(hits):
        clause = hit.clause
        inside = set(matcher.forms(clause.text))
        above = set(matcher.forms(" ".join(clause.headings)))
        directive = archive.directives[clause.directive]
        document = set(matcher.forms(describe(directive)))
        about = set(matcher.forms(directive.subject.value)) if directive.subject else set[str]()
        core = matcher.core(inside | above | document | about)
        for sentence in sentences(clause):
            whole = set(matcher.forms(sentence.text))
            around = ((whole, IN_SENTENCE), (inside, IN_CLAUSE), (above, IN_HEADINGS), (document, IN_DOCUMENT))
            for piece in segments(sentence):
                places.append(Place(hit, rank, sentence, piece, tuple(matcher.forms(piece.text)), around, core))
    return places
