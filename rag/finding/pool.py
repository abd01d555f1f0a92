"""The candidates for one question as they pass from stage to stage. Frozen data; a stage gives a new one."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.types import Clause
from rag.types import Hit

if TYPE_CHECKING:
    from rag.finding.fuse import Sides

Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Pool:
    """``n`` clauses in any order; row ``i`` of every array belongs to ``clauses[i]``.

    ``lexical``: BM25 of the syllables with marks; ``folded``: of the syllables without; ``dense``: cosine of the best
    window; all as measured, 0 for a side that is switched off. ``score`` orders the pool, higher first: each stage puts its
    own in place of the last one's. ``sides``: the question as the first stage compared it.
    """

    clauses: tuple[Clause, ...]
    lexical: Scores
    folded: Scores
    dense: Scores
    score: Scores
    sides: "Sides | None" = None

    def __len__(self) -> int:
        return len(self.clauses)

    @property
    def ids(self) -> NDArray[np.int64]:
        """The clauses' ids, int64 ``(n,)``."""
        return np.array([clause.id for clause in self.clauses], np.int64)

    def scored(self, score: Scores) -> "Pool":
        """The same clauses with other scores."""
        return replace(self, score=np.asarray(score, np.float64))

    def order(self, top: int | None = None) -> NDArray[np.int64]:
        """Rows, best first; of equals the clause that comes first in the archive."""
        return np.lexsort((self.ids, -self.score))[:top].astype(np.int64)

    def hits(self, top: int | None = None) -> list[Hit]:
        """The ``top`` best (all) as hits, best first."""
        bm25 = np.where(self.lexical > 0, self.lexical, self.folded)
        return [
            Hit(self.clauses[at], min(1.0, max(0.0, float(self.score[at]))), float(self.dense[at]), float(bm25[at]))
            for at in self.order(top)
        ]
