"""The measures: each is a share, summed over questions. One list makes tables, comparisons and the report.

A measure gives every question a part and a whole (``right``: 1 of 1; citation precision: 2 right of 3 clauses cited),
and its value over a set is all parts over all wholes. That holds for means, precision, recall and F1 alike, so that
one bootstrap (:mod:`eval.compare`) serves all. What is no share has its own function:
:mod:`eval.measures.calibration`, :mod:`eval.measures.spent`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from eval.measures.definitions import answers, citations, finding, spent
from eval.measures.marks import Marks
from eval.measures.ranking import ranking
from eval.measures.types import NOTHING, Definition, Measure, Share, mean

__all__ = ["FAMILIES", "MEASURES", "NOTHING", "Definition", "Measure", "Share", "Tally", "tally"]

# Titles in Vietnamese and English, and what belongs together.
FAMILIES: tuple[tuple[str, str, tuple[Measure, ...]], ...] = (
    ("Lời đáp", "Answers", answers.MEASURES),
    ("Trích dẫn", "Citations", citations.MEASURES),
    ("Im lặng", "Abstention", answers.ABSTENTIONS),
    ("Tìm kiếm", "Finding", finding.MEASURES),
    ("Độ tin", "Confidence", spent.CONFIDENCE),
    ("Thời gian và chi phí", "Time and cost", spent.MEASURES),
)
MEASURES: Mapping[str, Measure] = {measure.key: measure for _, _, family in FAMILIES for measure in family}


@dataclass(frozen=True, slots=True)
class Tally:
    """Parts and wholes, float64 ``(questions, measures)``."""

    keys: tuple[str, ...]
    parts: NDArray[np.float64]
    wholes: NDArray[np.float64]

    def share(self, key: str) -> Share:
        """The measure over all questions."""
        at = self.keys.index(key)
        return Share(float(self.parts[:, at].sum()), float(self.wholes[:, at].sum()))


def tally(marks: Sequence[Marks], keys: Iterable[str] = tuple(MEASURES)) -> Tally:
    """The measures ``keys`` of each question."""
    wanted = tuple(MEASURES[key] for key in keys)
    names = [measure.ranked for measure in wanted if measure.ranked]
    ranked = ranking(marks, names) if names else [{} for _ in marks]
    shares = [[_share(measure, one, values) for measure in wanted] for one, values in zip(marks, ranked, strict=True)]
    shape = (len(marks), len(wanted))
    parts = np.array([[share.part for share in row] for row in shares], dtype=float).reshape(shape)
    wholes = np.array([[share.whole for share in row] for row in shares], dtype=float).reshape(shape)
    return Tally(tuple(measure.key for measure in wanted), parts, wholes)


def _share(measure: Measure, marks: Marks, ranked: Mapping[str, float]) -> Share:
    if not measure.ranked:
        return measure.of(marks)
    return mean(measure.ranked in ranked, ranked.get(measure.ranked, 0.0))
