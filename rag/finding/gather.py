"""The first stage: the clauses in scope that BM25 or the encoder think of, with a score for each."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.archive import Archive
from index.top import largest
from rag.finding.fuse import Sides, best, sides_of
from rag.finding.pool import Pool
from rag.finding.scoped import advantage, scoped
from rag.types import HYBRID, Query, Retrieval

# Candidates of each side.
POOL = 200


def gather(query: Query, archive: Archive, how: Retrieval = HYBRID, within: NDArray[np.int64] | None = None) -> Pool:
    """The candidates among the clauses in scope; ``within``: clause ids that limit them further. Empty if there is none."""
    sides = sides_of(query, archive, how)
    allowed = _allowed(query, archive, how, within)
    found = [*_by_words(sides, query, archive, allowed, how), *_by_meaning(sides, archive, allowed)]
    if how.scope:
        found = [*_within((*query.scope.clauses[:POOL], *query.scope.near), allowed), *found]
    ids = np.array(list(dict.fromkeys(found)), np.int64)
    if not len(ids):
        nothing = np.zeros(0)
        return Pool((), nothing, nothing, nothing, nothing, sides)
    each = np.arange(len(ids))
    lexical, folded = sides.bm25(ids, each, marks=True), sides.bm25(ids, each, marks=False)
    dense = sides.cosines(ids, each, best)
    clauses = archive.clauses(ids.tolist())
    scores = sides.score(lexical, folded, dense)
    if how.scope:
        scores = scores + advantage(query.scope, clauses)
    return Pool(tuple(clauses), lexical, folded, dense, scores, sides)


def _by_words(
    sides: Sides, query: Query, archive: Archive, allowed: NDArray[np.int64] | None, how: Retrieval
) -> list[int]:
    """The best by BM25; without marks where none were typed, since restored ones are right most of the time only."""
    if not how.lexical:
        return []
    scores = archive.lexical.scores(sides.text, query.marks, sides.synonyms)
    ids = np.arange(len(scores)) if allowed is None else allowed
    first = ids[largest(scores[ids], POOL)]
    found: list[int] = first[scores[first] > 0].tolist()
    return found


def _by_meaning(sides: Sides, archive: Archive, allowed: NDArray[np.int64] | None) -> list[int]:
    """The best by cosine."""
    return [] if sides.vector is None else list(archive.dense.search(sides.vector, POOL, allowed))


def _allowed(
    query: Query, archive: Archive, how: Retrieval, within: NDArray[np.int64] | None
) -> NDArray[np.int64] | None:
    named = scoped(query.scope, archive) if how.scope else None
    if named is None or within is None:
        return within if named is None else named
    return np.intersect1d(named, within)


def _within(ids: Sequence[int], allowed: NDArray[np.int64] | None) -> list[int]:
    return list(ids) if allowed is None else [number for number in ids if number in allowed]
