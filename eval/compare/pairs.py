"""Two results side by side: each measure with its difference and interval, and the questions gained and lost."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from eval.compare.bootstrap import LEVEL, Interval, difference_intervals, swap_test
from eval.measures.marks import Marks, mark_all
from eval.measures.measure import MEASURES, Share, Tally, tally
from eval.questions.types import Question, Split
from eval.types import Result, Row
from index.errors import InputError

# What two results are compared by, unless other measures are asked for.
COMPARED = (
    "right", "right-short", "answer", "citation", "citation-precision", "citation-recall", "verified", "abstention-precision",
    "abstention-recall", "abstention-f1", "em", "f1", "R@1", "R@5", "MRR@10", "nDCG@10", "coverage@5", "brier",
)  # fmt: skip
BY_KIND = "right"


@dataclass(frozen=True, slots=True)
class Difference:
    """One measure in both results. ``gains``, ``losses``: questions on which it rose and fell; ``p``: exact sign test of these.

    ``interval``: of ``after`` minus ``before``, by paired bootstrap; ``chance``: p of the paired randomization test.
    """

    key: str
    before: Share
    after: Share
    interval: Interval
    gains: int
    losses: int
    p: float
    chance: float

    @property
    def value(self) -> float | None:
        """After minus before; ``None`` where either has no value."""
        before, after = self.before.value, self.after.value
        return None if before is None or after is None else after - before

    @property
    def sign(self) -> int:
        """1 when really better, −1 when really worse, 0 when it may be chance, by the interval or by the test."""
        low, high = self.interval.low, self.interval.high
        if low is None or high is None or low <= 0 <= high or self.chance > 1 - self.interval.level:
            return 0
        return direction(self.key) if low > 0 else -direction(self.key)


@dataclass(frozen=True, slots=True)
class Change:
    """A question that is right in one result only."""

    before: Marks
    after: Marks


@dataclass(frozen=True, slots=True)
class Comparison:
    """``before`` and ``after`` on the questions they share.

    ``kinds``: the measure ``right`` for each kind of question, each at the level that keeps the level for all;
    ``apart``: ids of questions that only one of the two has, or that read differently in each; they are not compared.
    """

    before: Result
    after: Result
    questions: int
    total: tuple[Difference, ...]
    kinds: tuple[tuple[str, Difference], ...]
    gains: tuple[Change, ...]
    losses: tuple[Change, ...]
    apart: tuple[str, ...]


def compare(before: Result, after: Result, keys: Iterable[str] = COMPARED, level: float = LEVEL) -> Comparison:
    """What changed from ``before`` to ``after``. Raises ``InputError`` when they share no question."""
    pairs, apart = _paired(before.rows, after.rows)
    if not pairs:
        raise InputError(
            f"Hai kết quả không có câu hỏi chung (bộ {before.set} và {after.set}). Hãy so kết quả của cùng một bộ.",
            f"The two results share no question (sets {before.set} and {after.set}). Compare results of one set.",
        )
    old = mark_all([row for row, _ in pairs], before.texts)
    new = mark_all([row for _, row in pairs], after.texts)
    changes = [Change(one, other) for one, other in zip(old, new, strict=True) if one.right != other.right]
    kinds = dict.fromkeys(one.row.question.kind for one in old)
    return Comparison(
        before, after, len(pairs), differences(old, new, keys, level),
        tuple((kind, _of_kind(kind, old, new, among(level, len(kinds)))) for kind in kinds),
        tuple(change for change in changes if change.after.right),
        tuple(change for change in changes if change.before.right),
        apart,
    )  # fmt: skip


def differences(
    old: Sequence[Marks], new: Sequence[Marks], keys: Iterable[str], level: float = LEVEL
) -> tuple[Difference, ...]:
    """Each measure of ``keys``; ``old[i]`` and ``new[i]`` are the same question."""
    wanted = tuple(keys)
    before, after = tally(old, wanted), tally(new, wanted)
    found, chances = difference_intervals(before, after, level), swap_test(before, after)
    return tuple(_difference(key, before, after, found[key], chances[key]) for key in wanted)


def among(level: float, tests: int) -> float:
    """The level of each of several tests that keeps ``level`` for all together (Bonferroni)."""
    return 1 - (1 - level) / max(tests, 1)


def _of_kind(kind: str, old: Sequence[Marks], new: Sequence[Marks], level: float) -> Difference:
    chosen = [at for at, one in enumerate(old) if one.row.question.kind == kind]
    return differences([old[at] for at in chosen], [new[at] for at in chosen], [BY_KIND], level)[0]


def _difference(key: str, before: Tally, after: Tally, interval: Interval, chance: float) -> Difference:
    at = before.keys.index(key)
    with np.errstate(invalid="ignore", divide="ignore"):
        change = after.parts[:, at] / after.wholes[:, at] - before.parts[:, at] / before.wholes[:, at]
    better = direction(key)
    gains, losses = int((change * better > 0).sum()), int((change * better < 0).sum())
    p = sign_test(gains, losses)
    return Difference(key, before.share(key), after.share(key), interval, gains, losses, p, chance)


def direction(key: str) -> int:
    """1 where higher is better, −1 where lower is; 0 for what is neither good nor bad."""
    return {"higher": 1, "lower": -1, "neither": 0}[MEASURES[key].better]


def sign_test(gains: int, losses: int) -> float:
    """Two-sided exact sign test (Dixon & Mood 1946): how likely a split at least as uneven is if both are equally good."""
    from scipy.stats import binomtest  # half a second

    return float(binomtest(gains, gains + losses).pvalue) if gains + losses else 1.0


def _paired(before: Sequence[Row], after: Sequence[Row]) -> tuple[list[tuple[Row, Row]], tuple[str, ...]]:
    known = {row.id: row for row in after}
    pairs = [(row, known[row.id]) for row in before if row.id in known and _asked(row) == _asked(known[row.id])]
    shared = {row.id for row, _ in pairs}
    every = dict.fromkeys([*(row.id for row in before), *known])
    return pairs, tuple(number for number in every if number not in shared)


def _asked(row: Row) -> Question:
    """What makes two rows the same question: what was asked, and what counts as right."""
    question = row.question
    return replace(question, note="", split=Split.TUNE)
