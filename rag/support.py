"""How surely a piece of text speaks of what is asked: the score an answer is given or withheld by."""

import math

from rag.candidates import Candidate
from rag.match import Matcher

# Below this, nothing is said.
THRESHOLD = 0.5
# Logistic regression on the tuning questions of the covid19 set (175 of them reach this point).
BIAS, COVER, PAIRS, CORE, UNKNOWN, DENSE = -1.6, 2.8, 0.93, 1.82, -0.23, 0.0


def features(candidate: Candidate, matcher: Matcher) -> tuple[float, float, float, float, float]:
    """Share of the question covered; share of its word pairs; share of its rarest known words; share the archive does not
    know at all; cosine of the clause above 0.8."""
    unknown = matcher.unknown / matcher.total if matcher.total else 1.0
    return candidate.cover, candidate.pairs, candidate.core, unknown, candidate.hit.dense - 0.8


def support(candidate: Candidate, matcher: Matcher) -> float:
    """Logistic of the weighted features, 0 to 1."""
    cover, pairs, core, unknown, dense = features(candidate, matcher)
    score = BIAS + COVER * cover + PAIRS * pairs + CORE * core + UNKNOWN * unknown + DENSE * dense
    return round(1 / (1 + math.exp(-score)), 3)
