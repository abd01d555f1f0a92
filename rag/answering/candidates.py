"""From clauses found to the pieces of text that best match the question."""

from collections.abc import Sequence
from dataclasses import dataclass

from index.archive import Archive
from index.passages import describe
from index.types import Role
from rag.answering.phrases import subject
from rag.answering.segments import Piece, segments, sentences
from rag.finding.match import IN_CLAUSE, IN_DOCUMENT, IN_HEADINGS, IN_SENTENCE, Matcher
from rag.types import Hit

# Clauses looked into; the right one is among the first five for nearly all questions.
CLAUSES = 14
# Lists of addressees hold many words of any question; they answer only what nothing else does.
LIST_PENALTY = 0.3
HIT_WEIGHT, PAIR_WEIGHT, ACTOR_WEIGHT = 0.45, 0.25, 0.25


@dataclass(frozen=True, slots=True)
class Candidate:
    """A piece of a clause with how well it matches.

    ``cover``: the share of the question found in and around it; ``own``: in the piece itself; ``pairs``: the share of the
    question's neighbouring words that are neighbours here; ``core``: the share of the question's rarest words held by the
    clause, its headings and its document's line.
    """

    hit: Hit
    sentence: Piece
    piece: Piece
    cover: float
    score: float
    pairs: float
    own: float
    core: float


def candidates(hits: Sequence[Hit], matcher: Matcher, archive: Archive) -> list[Candidate]:
    """The pieces of the best clauses, best first."""
    found: list[Candidate] = []
    for hit in hits[:CLAUSES]:
        clause = hit.clause
        around = set(matcher.forms(clause.text))
        above = set(matcher.forms(" ".join(clause.headings)))
        document = set(matcher.forms(describe(archive.directives[clause.directive])))
        outer = [(around, IN_CLAUSE), (above, IN_HEADINGS), (document, IN_DOCUMENT)]
        for sentence in sentences(clause):
            whole = set(matcher.forms(sentence.text))
            for piece in segments(sentence):
                words = matcher.forms(piece.text)
                own = matcher.coverage([(set(words), 1.0)])
                cover = matcher.coverage([(set(words), 1.0), (whole, IN_SENTENCE), *outer])
                actor = subject(piece.text)
                acting = matcher.closeness(matcher.forms(actor.text)) if actor else 0.0
                pairs = matcher.adjacency(words)
                score = cover + ACTOR_WEIGHT * acting + PAIR_WEIGHT * pairs + HIT_WEIGHT * hit.score
                if clause.role in (Role.RECIPIENT, Role.ADDRESSEE):
                    score -= LIST_PENALTY
                found.append(
                    Candidate(hit, sentence, piece, cover, score, pairs, own, matcher.core(around | above | document))
                )
    return sorted(found, key=lambda c: -c.score)
