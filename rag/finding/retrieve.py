"""The story of finding: gather → surroundings → rank → fold → rerank. The best clauses for a question, best first."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from index.archive import Archive
from rag.finding.fold import fold
from rag.finding.gather import gather
from rag.finding.rank import rank
from rag.finding.rerank import rerank
from rag.finding.surroundings import surroundings
from rag.types import HYBRID, Hit, Query, Retrieval


def retrieve(
    query: Query, archive: Archive, top: int = 20, how: Retrieval = HYBRID, within: NDArray[np.int64] | None = None
) -> list[Hit]:
    """The ``top`` best clauses, best first; empty when the archive holds none in scope.

    ``within``: ids, int64 ``(n,)``, of the clauses to search in; all when ``None``. What the question names limits the search
    further. Raises ``EncoderError`` when a reranker is asked for and cannot be loaded.
    """
    if not how.scope:  # then no stage puts a clause asked for by its address in front
        query = replace(query, scope=replace(query.scope, clauses=()))
    pool = gather(query, archive, how, within)
    if how.surroundings:
        pool = surroundings(pool, query, archive)
    if how.rank:
        pool = rank(pool, query, archive)
    hits = pool.hits()
    if how.fold:
        hits = fold(hits, query, archive)
    if how.reranker:
        hits = rerank(hits, query, archive, how.reranker)
    return hits[:top]
