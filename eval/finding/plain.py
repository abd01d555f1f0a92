"""Plain search as it is built from parts off the shelf: BM25, dense, and the two fused by rank or by score. Pure but for the
encoder it is given.

All have the very clauses (with their document line and headings) and vectors that ours has; or whole documents, where these
are what is to be found and are short, as people who index paragraphs or articles do.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from eval.finding.bm25 import Bm25, Tokenise, folded, on_blanks, syllables
from eval.types import Place
from index.encode import Encoder, Vectors

# Cormack, Clarke & Büttcher 2009.
RRF_K = 60
# Each side's best that are fused by rank: more is what nobody does, and hardly changes anything.
DEPTH = 200
# … and by score, with equal weights: on the even questions of XQuAD-vi the best of 10, 50, 100 and all with weights from 0.3
# to 0.7 (nDCG@10 .979); on those of ALQAC all are alike (.947 to .957).
SCORED, LEXICAL_WEIGHT = 50, 0.5
Scores = NDArray[np.float64]


class Space:
    """Pieces that can be found: ``texts`` for BM25; row ``i`` of ``vectors`` is a window of piece ``owners[i]``."""

    def __init__(
        self,
        places: Sequence[Place],
        texts: Sequence[str],
        vectors: Vectors,
        owners: NDArray[np.int64],
        encoder: Encoder,
    ) -> None:
        self.places = places
        self.texts = texts
        self.encoder = encoder
        self._vectors, self._owners = vectors, owners

    @cached_property
    def blanks(self) -> Bm25:
        """BM25 on what stands between blanks."""
        return self._bm25(on_blanks)

    @cached_property
    def syllables(self) -> Bm25:
        """BM25 on syllables and their neighbouring pairs."""
        return self._bm25(syllables)

    @cached_property
    def folded(self) -> Bm25:
        """The same without marks."""
        return self._bm25(folded)

    def _bm25(self, tokenise: Tokenise) -> Bm25:
        return Bm25(self.texts, tokenise)

    def cosines(self, question: str) -> Scores:
        """Of every piece that of its best window."""
        best = np.full(len(self.places), -1.0)
        np.maximum.at(best, self._owners, self._vectors @ self.encoder.queries([question])[0])
        return best


Score = Callable[[Space, str], Scores]


@dataclass(frozen=True, slots=True)
class Plain:
    """``name``: as tables call it; ``score``: of every piece for a question; what has 0 or less was not found."""

    key: str
    name: str
    score: Score


def ranked(space: Space, scores: Scores) -> list[Place]:
    """The pieces found, best first; of equals the first in the archive."""
    order = np.argsort(-scores, kind="stable")
    return [space.places[row] for row in order if scores[row] > 0]


def by_rank(*sides: Scores) -> Scores:
    """Reciprocal rank fusion of the best :data:`DEPTH` of each."""
    fused = np.zeros(len(sides[0]))
    for scores in sides:
        best = np.argsort(-scores, kind="stable")[:DEPTH]
        best = best[scores[best] > 0]
        fused[best] += 1 / (RRF_K + np.arange(1, len(best) + 1))
    return fused


def by_score(lexical: Scores, dense: Scores) -> Scores:
    """The best :data:`SCORED` of each side from 0 to 1 (min-max), 0 for the others; BM25 with :data:`LEXICAL_WEIGHT`."""
    return LEXICAL_WEIGHT * _spread(lexical) + (1 - LEXICAL_WEIGHT) * _spread(dense)


def _spread(values: Scores) -> Scores:
    if not len(values):
        return values
    best = np.sort(values)[::-1][:SCORED]
    high, low = float(best[0]), float(best[-1])
    return np.clip((values - low) / (high - low), 0.0, 1.0) if high > low else np.full_like(values, float(high > 0))


PLAIN: tuple[Plain, ...] = (
    Plain("bm25-split", "BM25 on text.split()", lambda space, text: space.blanks.scores(text)),
    Plain("bm25", "BM25, syllables and pairs", lambda space, text: space.syllables.scores(text)),
    Plain("bm25-folded", "BM25, the same without marks", lambda space, text: space.folded.scores(text)),
    Plain("dense", "dense", lambda space, text: 1 + space.cosines(text)),
    Plain(
        "rrf", "reciprocal rank fusion",
        lambda space, text: by_rank(space.syllables.scores(text), 1 + space.cosines(text)),
    ),
    Plain(
        "hybrid", "weighted scores", lambda space, text: by_score(space.syllables.scores(text), space.cosines(text))
    ),
    Plain(
        "hybrid-folded", "weighted scores, BM25 without marks",
        lambda space, text: by_score(space.folded.scores(text), space.cosines(text)),
    ),
)  # fmt: skip
