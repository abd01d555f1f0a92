"""The measures: each is a share, summed over questions. One list, from which tables, comparisons and the report are made.

A measure gives every question a part and a whole (``right``: 1 of 1; citation precision: 2 right of 3 clauses cited), and
its value over a set is all parts over all wholes. That holds for means, precision, recall and F1 alike, so that one bootstrap
(:mod:`eval.compare`) serves all.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from eval.measures.marks import Marks


@dataclass(frozen=True, slots=True)
class Share:
    """``part`` of ``whole``."""

    part: float
    whole: float

    @property
    def value(self) -> float | None:
        """The ratio; ``None`` of nothing."""
        return self.part / self.whole if self.whole else None


NOTHING = Share(0, 0)


@dataclass(frozen=True, slots=True)
class Measure:
    """``of``: the share of one question; ``counted``: parts and wholes are numbers of questions or clauses, shown as such."""

    key: str
    vi: str
    en: str
    of: Callable[[Marks], Share]
    counted: bool = True


def _when(wanted: bool, right: bool) -> Share:
    return Share(float(right), 1) if wanted else NOTHING


def _known(marks: Marks) -> bool:
    return marks.row.question.answerable


def _answers(marks: Marks) -> bool:
    return bool(marks.row.question.answers)


_LIST = (
    Measure("right", "đúng", "right", lambda m: _when(True, m.right)),
    Measure("right-short", "đúng, đủ ngắn", "right and short", lambda m: _when(True, m.right and m.short)),
    Measure("answerable", "đúng (có lời đáp)", "answerable right", lambda m: _when(_known(m), m.right)),
    Measure("answer", "lời đáp", "answer", lambda m: _when(_answers(m), m.answer_right)),
    Measure("answer-strict", "nguyên văn", "strict", lambda m: _when(_answers(m), m.answer_right_strict)),
    Measure("citation", "trích dẫn", "citation", lambda m: _when(m.groups > 0, m.citation_right)),
    Measure(
        "citation-precision", "TD chuẩn", "cit. prec", lambda m: Share(m.clauses_holding, m.clauses_cited)
    ),
    Measure("citation-recall", "TD đủ", "cit. rec", lambda m: Share(m.groups_held, m.groups)),
    Measure("verified", "lời trích đã kiểm", "verified", lambda m: Share(m.quotes_verified, m.quotes)),
    Measure(
        "abstention-precision", "im lặng chuẩn", "abst. prec",
        lambda m: _when(m.row.reply.abstained, not _known(m)),
    ),
    Measure(
        "abstention-recall", "im lặng đủ", "abst. rec", lambda m: _when(not _known(m), m.row.reply.abstained)
    ),
    Measure("found@1", "gặp @1", "found @1", lambda m: _when(m.groups > 0, m.rank == 1)),
    Measure("found@5", "gặp @5", "found @5", lambda m: _when(m.groups > 0, m.rank is not None and m.rank <= 5)),
)  # fmt: skip
MEASURES: Mapping[str, Measure] = {measure.key: measure for measure in _LIST}


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
    wanted = tuple(keys)
    shares = [[MEASURES[key].of(one) for key in wanted] for one in marks]
    shape = (len(marks), len(wanted))
    parts = np.array([[share.part for share in row] for row in shares], dtype=float).reshape(shape)
    wholes = np.array([[share.whole for share in row] for row in shares], dtype=float).reshape(shape)
    return Tally(wanted, parts, wholes)
