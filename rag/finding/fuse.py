"""One score of BM25 and cosine, comparable from question to question.

Both are measured against what they could be: BM25 as a share of the most any text could have for this question, the cosine in
standard deviations above an ordinary clause's. So a question in the very words of a clause is decided by its words, and one in
other words, of which no clause has many, by its meaning; a share of the best clause's BM25 would weigh both alike.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.archive import Archive
from index.encode import Vectors
from index.text import has_marks
from rag.finding.pool import Scores
from rag.types import Query, Retrieval

# Of the score in [0, 1]: all of BM25's bound (a right clause reaches a third of it), and one standard deviation of the cosine
# (a right clause is five above an ordinary one).
LEXICAL, DENSE = 0.7, 0.05
# A question without any marks is noise to the encoder (R@1 .02 on ALQAC).
DENSE_UNACCENTED = 0.01
# The share of BM25 without marks: it finds what is written otherwise in text and question, as scans and restored marks are.
FOLDED = 0.5
# Cosines of a few windows vary less than they would elsewhere.
_LEAST_SPREAD = 0.01


@dataclass(frozen=True, slots=True, eq=False)
class Sides:
    """One question as the two sides compare it with clauses. Made by :func:`sides_of`.

    ``synonyms``: as :meth:`index.lexical.LexicalIndex.scores` takes them. ``vector``: float32 ``(dimension,)``, or ``None`` where
    vectors are switched off. ``accented``, ``folded``: the shares of the two kinds of BM25, 0 where it is switched off.
    ``dense``: the worth of one ``spread`` above the ``middle`` cosine.
    """

    text: str
    synonyms: tuple[tuple[str, tuple[str, ...]], ...]
    vector: Vectors | None
    accented: float
    folded: float
    dense: float
    middle: float
    spread: float
    archive: Archive

    def score(self, lexical: Scores, folded: Scores, dense: Scores) -> Scores:
        """The score of clauses with this BM25, this BM25 without marks and this cosine; each ``(n,)``."""
        return (
            self.accented * lexical / self.archive.lexical.bound(self.text, marks=True)
            + self.folded * folded / self.archive.lexical.bound(self.text, marks=False)
            + self.dense * (dense - self.middle) / self.spread
        )

    def bm25(self, clauses: NDArray[np.int64], groups: NDArray[np.int64], marks: bool) -> Scores:
        """Of each group of clauses (:meth:`index.lexical.LexicalIndex.together`)."""
        if not (self.accented if marks else self.folded):
            return np.zeros(int(groups.max(initial=-1)) + 1)
        return self.archive.lexical.together(self.text, marks, clauses, groups, self.synonyms).astype(np.float64)

    def cosines(self, clauses: NDArray[np.int64], groups: NDArray[np.int64], pick: "Pick") -> Scores:
        """Of each group of clauses; ``pick`` makes one cosine of the windows of a group."""
        if self.vector is None:
            return np.zeros(int(groups.max(initial=-1)) + 1)
        vectors, owners = self.archive.dense.windows(clauses)
        order = np.argsort(clauses)
        of = groups[order][np.searchsorted(clauses[order], owners)]
        return pick(vectors, of, self.vector)


Pick = Callable[[Vectors, NDArray[np.int64], Vectors], Scores]


def best(vectors: Vectors, groups: NDArray[np.int64], question: Vectors) -> Scores:
    """The cosine of the best window of each group; ``vectors (n, dimension)``, ``groups (n,)`` from 0 without a gap."""
    found = np.full(int(groups.max(initial=-1)) + 1, -1.0)
    np.maximum.at(found, groups, (vectors @ question).astype(np.float64))
    return found


def mean(vectors: Vectors, groups: NDArray[np.int64], question: Vectors) -> Scores:
    """The cosine of the mean of the windows of each group, as :func:`best`."""
    size = int(groups.max(initial=-1)) + 1
    order = np.argsort(groups, kind="stable")
    starts = np.searchsorted(groups[order], np.arange(size))
    sums = np.add.reduceat(vectors[order], starts, axis=0) if size else vectors
    return np.asarray((sums @ question) / np.maximum(np.linalg.norm(sums, axis=1), 1e-9), np.float64)


def sides_of(query: Query, archive: Archive, how: Retrieval) -> Sides:
    """The two sides of ``query``, those that ``how`` leaves on; encodes the question."""
    vector = archive.encoder.queries([query.text])[0] if how.dense else None
    ordinary = archive.dense.sample @ vector if vector is not None else np.empty(0)
    marked = has_marks(query.text)
    folded = FOLDED if marked else 1.0
    return Sides(
        query.text,
        tuple((one.asked, one.written) for one in query.synonyms),
        vector,
        LEXICAL * (1 - folded) * how.lexical,
        LEXICAL * folded * how.lexical,
        (DENSE if marked else DENSE_UNACCENTED) * how.dense,
        float(ordinary.mean()) if len(ordinary) else 0.0,
        max(float(ordinary.std()), _LEAST_SPREAD) if len(ordinary) else 1.0,
        archive,
    )
