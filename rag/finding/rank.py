"""The second stage: a linear model over a few features orders the best candidates of the first.

The weights are learnt (``python -m eval.ranking``) and stand, with the reason for each, in ``rag/data/ranking.tsv``.
"""

import itertools
from functools import cache

import numpy as np
from numpy.typing import NDArray

from index.archive import Archive
from rag.finding.features import FEATURES, features
from rag.finding.pool import Pool
from rag.types import Query
from rag.weighing import read_weights

# Candidates looked at again. The right clause is among them for 99.7% of the tuning questions of covid19 and 95.4% of those of
# nguoi-co-cong; among 60 for 100% and 96.3%.
DEPTH = 40


def rank(pool: Pool, query: Query, archive: Archive) -> Pool:
    """The pool in which the best :data:`DEPTH` clauses have changed places.

    They share out the scores they had: the first by the model gets the highest. What follows them keeps its place. Clauses asked
    for by their address stay before all others, and in their order where nothing else is asked. Plain texts, that have neither
    number nor kind, stay as they are: what a directive is made of says nothing of them (XQuAD-vi, nDCG@10: .981 to .980).
    """
    rows = pool.order(DEPTH)
    documents = {pool.clauses[row].directive for row in rows}
    if not any(archive.directives[one].number or archive.directives[one].kind for one in documents):
        return pool
    addressed = np.isin(pool.ids[rows], np.asarray(query.scope.clauses, np.int64))
    if addressed.any() and not query.terms:
        return pool
    value = features(pool, rows, query, archive) @ weights()
    order = np.lexsort((np.arange(len(rows)), -value, ~addressed))
    score = pool.score.copy()
    score[rows[order]] = -np.sort(-pool.score[rows])
    return pool.scored(_strictly(score, rows[order]))


def _strictly(score: NDArray[np.float64], rows: NDArray[np.int64]) -> NDArray[np.float64]:
    """Scores in which no two of ``rows`` are equal: equals would be ordered by their place in the archive."""
    for better, worse in itertools.pairwise(rows):
        if score[worse] >= score[better]:
            score[worse] = np.nextafter(score[better], -np.inf)
    return score


@cache
def weights() -> NDArray[np.float64]:
    """The weight of each feature, float64 ``(features,)``, as the file has it."""
    return read_weights("ranking.tsv", FEATURES)
