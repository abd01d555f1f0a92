"""How far a measure may be off, and how easily chance makes such a difference.

Intervals: the percentile bootstrap over questions (Efron & Tibshirani 1993, chapter 13).

Questions are drawn again with replacement, as often as the set has questions; every measure is a ratio of sums
(:mod:`eval.measures.measure`), so it is computed anew from the drawn parts and wholes. Two results on the same questions are
drawn together, which takes away what both find equally hard. Where few questions changed the bootstrap is too sure of itself; the
paired randomization test (Fisher; for rankings Smucker, Allan & Carterette 2007) is not: it swaps the two results of each
question at random and counts how often the difference is as large.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from eval.measures.measure import Tally

TIMES = 10_000
LEVEL = 0.95
# The same data give the same interval, on every machine.
SEED = 20_210_904
# Draws made at once: 500 × 2,000 questions are 8 MB.
BLOCK = 500

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Interval:
    """Where the true value lies in ``level`` of all cases; ``None`` where the measure has no value."""

    low: float | None
    high: float | None
    level: float = LEVEL


def intervals(tally: Tally, level: float = LEVEL, times: int = TIMES) -> dict[str, Interval]:
    """The interval of each measure of one result."""
    return _intervals(tally.keys, np.concatenate(list(_drawn([tally], times))), level)


def difference_intervals(before: Tally, after: Tally, level: float = LEVEL, times: int = TIMES) -> dict[str, Interval]:
    """The interval of ``after`` minus ``before``, row ``i`` of both being the same question."""
    return _intervals(before.keys, np.concatenate(list(_drawn([before, after], times))), level)


def _drawn(tallies: list[Tally], times: int) -> Iterator[Values]:
    """Values ``(draws, measures)`` of the one tally, or of the second minus the first."""
    count = len(tallies[0].parts)
    random = np.random.default_rng(SEED)
    for begin in range(0, times, BLOCK):
        size = min(BLOCK, times - begin)
        if not count:
            yield np.full((size, len(tallies[0].keys)), np.nan)
            continue
        weights = random.multinomial(count, np.full(count, 1 / count), size=size).astype(float)
        with np.errstate(invalid="ignore", divide="ignore"):
            values = [(weights @ tally.parts) / (weights @ tally.wholes) for tally in tallies]
        yield values[-1] - values[0] if len(values) > 1 else values[0]


def swap_test(before: Tally, after: Tally, times: int = TIMES) -> dict[str, float]:
    """Two-sided p of each measure by the paired randomization test; 1 where a measure has no value."""
    parts, wholes = after.parts - before.parts, after.wholes - before.wholes
    old_parts, old_wholes = before.parts.sum(0), before.wholes.sum(0)
    new_parts, new_wholes = after.parts.sum(0), after.wholes.sum(0)
    random = np.random.default_rng(SEED)
    as_large = np.zeros(len(before.keys))
    with np.errstate(invalid="ignore", divide="ignore"):
        seen = np.abs(new_parts / new_wholes - old_parts / old_wholes)
        for begin in range(0, times, BLOCK):
            swapped = random.integers(0, 2, (min(BLOCK, times - begin), len(parts))).astype(float)
            moved, weight = swapped @ parts, swapped @ wholes
            drawn = (new_parts - moved) / (new_wholes - weight) - (old_parts + moved) / (old_wholes + weight)
            # What is drawn equal may differ in the last digit.
            as_large += (~(np.abs(drawn) < seen - 1e-12)).sum(0)
    p = np.where(np.isnan(seen), 1.0, (as_large + 1) / (times + 1))
    return dict(zip(before.keys, map(float, np.minimum(p, 1.0)), strict=True))


def _intervals(keys: tuple[str, ...], values: Values, level: float) -> dict[str, Interval]:
    found = {}
    for at, key in enumerate(keys):
        column = values[:, at][~np.isnan(values[:, at])]
        if not len(column):
            found[key] = Interval(None, None, level)
            continue
        low, high = np.quantile(column, [(1 - level) / 2, (1 + level) / 2])
        found[key] = Interval(float(low), float(high), level)
    return found
