"""From clauses found to the pieces of text that best match the question."""

from collections.abc import Sequence
from dataclasses import dataclass

from index.archive import Archive
from index.passages import describe
from index.types import Role
from rag.match import IN_CLAUSE, IN_DOCUMENT, IN_HEADINGS, IN_SENTENCE, Matcher
from rag.segments import Piece, segments, sentences
from rag.types import Hit

# Clauses looked into; the right one is among the first five for nearly all questions.
CLAUSES = 14
HIT_WEIGHT, PAIR_WEIGHT = 0.45, 0.25


@dataclass(frozen=True, slots=True)
class Candidate:
    """A piece of a clause with how well it matches: ``cover`` is the share of the question found in and around it."""

    hit: Hit
    sentence: Piece
    piece: Piece
    cover: float
    score: float


def candidates(hits: Sequence[Hit], matcher: Matcher, archive: Archive) -> list[Candidate]:
    """The pieces of the best clauses, best first."""
    found: list[Candidate] = []
    for hit in hits[:CLAUSES]:
        clause = hit.clause
        if clause.role in (Role.RECIPIENT, Role.ADDRESSEE):
            continue
        around = set(matcher.forms(clause.text))
        above = set(matcher.forms(" ".join(clause.headings)))
        document = set(matcher.forms(describe(archive.directives[clause.directive])))
        outer = [(around, IN_CLAUSE), (above, IN_HEADINGS), (document, IN_DOCUMENT)]
        for sentence in sentences(clause):
            whole = set(matcher.forms(sentence.text))
            for piece in segments(sentence):
                words = matcher.forms(piece.text)
                cover = matcher.coverage([(set(words), 1.0), (whole, IN_SENTENCE), *outer])
                score = cover + PAIR_WEIGHT * matcher.adjacency(words) + HIT_WEIGHT * hit.score
                found.append(Candidate(hit, sentence, piece, cover, score))
    return sorted(found, key=lambda c: -c.score)
