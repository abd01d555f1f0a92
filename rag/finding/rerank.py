"""An optional cross-encoder reads question and clause together and orders the best hits again.

What may be changed here: how many hits it reads, and how its scores and those of the search are put together.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

import numpy as np
from numpy.typing import NDArray

from index.archive import Archive
from index.passages import windows
from index.rerank import open_reranker
from rag.types import Hit, Query

# What a person looks at, and what the answerer reads; below it the order stays.
READ = 20
# Of a longer clause the beginning is read: about 600 syllables. A bound on time (a pair costs as much as encoding a passage).
MOST_WINDOWS = 4
# Equal shares assume nothing: no cross-encoder comes with the program, so none could be measured. The search's own score has to
# count: it knows what no cross-encoder does (the document asked about, the signature block, the address of a clause), and
# keeps a model of another language from doing much harm.
SHARE = 0.5


def rerank(hits: Sequence[Hit], query: Query, archive: Archive, model: str) -> list[Hit]:
    """The hits, best first, as search and cross-encoder ``model`` (id or folder) order them together.

    Clauses asked for by their address stay in front. Of the others the best, :data:`READ` with those, get new scores between
    the least and the greatest of their old ones; the rest stays behind them.
    A clause counts as its best window does (MaxP, Dai and Callan 2019, https://arxiv.org/abs/1905.09217).
    Raises ``EncoderError`` when the model cannot be used.
    """
    named = list(takewhile(lambda hit: hit.clause.id in query.scope.clauses, hits))
    best, rest = hits[len(named) : READ], hits[max(READ, len(named)) :]
    if len(best) < 2:
        return list(hits)
    read = _most_of_each(best, query, archive, model)
    old = np.array([hit.score for hit in best])
    blended = SHARE * _spread(read) + (1 - SHARE) * _spread(old)
    low, high = float(old.min()), float(old.max())
    score = low + (high - low) * blended
    order = np.argsort(-blended, kind="stable")
    return [*named, *(replace(best[at], score=float(score[at])) for at in order), *rest]


def _most_of_each(hits: Sequence[Hit], query: Query, archive: Archive, model: str) -> NDArray[np.float64]:
    """The score of each hit's best window ``(len(hits),)``: the texts that were encoded, so the line of the document is read."""
    texts = [windows(hit.clause, archive.directives[hit.clause.directive])[:MOST_WINDOWS] for hit in hits]
    scores = open_reranker(model).scores(query.text, [text for each in texts for text in each])
    starts = np.cumsum([0, *(len(each) for each in texts[:-1])])
    return np.asarray(np.maximum.reduceat(scores, starts), np.float64)


def _spread(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """From 0 to 1; scores of cross-encoders have no common scale."""
    low, high = float(values.min()), float(values.max())
    return np.asarray((values - low) / (high - low)) if high > low else np.zeros_like(values)
