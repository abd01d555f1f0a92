"""What the places found are worth: R@k, MRR@10, nDCG@10 of every system on every part of a set, and the difference between two.

The measures are those of :mod:`eval.measures`: a ranking becomes the row of a system that says nothing and finds that.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from eval.compare import Interval
from eval.compare.bootstrap import difference_intervals
from eval.finding.results import Ranking, Rankings
from eval.finding.sets import Case, Typed
from eval.measures.marks import mark_all
from eval.measures.measure import Tally, tally
from eval.types import Found, Reply, Row

# As tables show them; the two last are for targets.
SHOWN = ("R@1", "R@5", "R@10", "MRR@10", "nDCG@10")
KEYS = (*SHOWN, "found@1", "found@5")


@dataclass(frozen=True, slots=True)
class Difference:
    """``value`` of one system minus that of another, with its 95% interval."""

    value: float
    interval: Interval

    @property
    def sure(self) -> bool:
        """Whether 0 lies outside the interval."""
        low, high = self.interval.low, self.interval.high
        return low is not None and high is not None and not low <= 0 <= high


@dataclass(frozen=True, slots=True)
class Marked:
    """The measures of each question of a set, by part, typing and system."""

    case: Case
    tallies: Mapping[tuple[str, Typed, str], Tally]

    def value(self, part: str, typed: Typed, key: str, measure: str) -> float | None:
        """Over all questions of the part; ``None`` where the system was not asked."""
        found = self.tallies.get((part, typed, key))
        return found.share(measure).value if found else None

    def best(self, part: str, typed: Typed, keys: Sequence[str], measure: str) -> str | None:
        """Which of ``keys`` has the highest value; of equals the first. ``None`` where none was asked."""
        values = {key: self.value(part, typed, key, measure) for key in keys}
        known = {key: value for key, value in values.items() if value is not None}
        return max(known, key=known.__getitem__) if known else None

    def difference(self, part: str, typed: Typed, key: str, other: str, measure: str) -> Difference:
        """``key`` minus ``other``, question by question. Raises ``KeyError`` where one of them was not asked."""
        before, after = (_only(self.tallies[part, typed, one], measure) for one in (other, key))
        value = (after.share(measure).value or 0.0) - (before.share(measure).value or 0.0)
        return Difference(value, difference_intervals(before, after)[measure])

    def count(self, part: str) -> int:
        """How many questions of the part were asked."""
        return sum(question.id in self.case.parts[part] for question, _ in self.case.asked)


def marked(case: Case, rankings: Rankings) -> Marked:
    """The measures of ``rankings``; parts without a question are left out."""
    parts = {name: ids for name, ids in case.parts.items() if any(one.id in ids for one, _ in case.asked)}
    tallies = {
        (part, typed, key): _tally(case, ranking, ids)
        for (typed, key), ranking in rankings.items()
        for part, ids in parts.items()
    }
    return Marked(case, tallies)


def _tally(case: Case, ranking: Ranking, ids: frozenset[str]) -> Tally:
    rows = [
        Row(question, gold, Reply("", True, ranked=tuple(map(Found, ranking[question.id]))), ())
        for question, gold in case.asked
        if question.id in ids
    ]
    return tally(mark_all(rows), KEYS)


def _only(tally: Tally, measure: str) -> Tally:
    at = [tally.keys.index(measure)]
    return Tally((measure,), tally.parts[:, at], tally.wholes[:, at])
