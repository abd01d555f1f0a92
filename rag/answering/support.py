"""How surely a piece of text speaks of what is asked: the score an answer is given or withheld by."""

import math

from rag.answering.candidates import Candidate
from rag.finding.match import Matcher

# Below this, nothing is said. A value of the wanted type is a second sign that the sentence answers, so less is asked.
THRESHOLD, TYPED_THRESHOLD = 0.4, 0.3
# Logistic regression on the tuning questions of the covid19 set and fifty questions on other matters (218 in all).
BIAS, WEIGHTS = -6.09, (2.65, 1.38, 0.73, 0.27, -1.19, 1.71, 4.58)


def features(candidate: Candidate, matcher: Matcher) -> tuple[float, ...]:
    """What :func:`support` weighs, each 0 to 1: the share of the question covered in and around the piece; of its word
    pairs found there; of its rarest words; the share of words, and of word pairs, that the archive has at all; the share
    covered by the piece alone; how many words the question has (eight and more are 1): a short question is easily covered.
    """
    known = 1 - matcher.unknown / matcher.total if matcher.total else 0.0
    return (
        candidate.cover,
        candidate.pairs,
        candidate.core,
        known,
        matcher.familiar,
        candidate.own,
        min(len(matcher.terms), 8) / 8,
    )


def support(candidate: Candidate, matcher: Matcher) -> float:
    """Logistic of the weighted features, 0 to 1."""
    score = BIAS + sum(weight * value for weight, value in zip(WEIGHTS, features(candidate, matcher), strict=True))
    return round(1 / (1 + math.exp(-score)), 3)
