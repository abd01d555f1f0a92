"""Is a result worse than the one kept? For continuous integration: a yes or no, with its reasons."""

from collections.abc import Iterable
from dataclasses import dataclass

from eval.compare.bootstrap import LEVEL
from eval.compare.pairs import Comparison, Difference, compare
from eval.types import Result

# One measure of each stage: found, ranked, answered, cited, silent.
WATCHED = ("right", "answer", "citation", "abstention-recall", "R@5", "nDCG@10")
# A promise, not a statistic: one quotation that does not stand in its source is one too many.
PROMISED = "verified"


@dataclass(frozen=True, slots=True)
class Verdict:
    """``worse``: measures that fell significantly; ``broken``: the promise, if it was kept before and is not now.

    ``missing``: questions of the baseline that the result should have asked and could not (their quotations are lost).
    """

    comparison: Comparison
    worse: tuple[Difference, ...]
    broken: Difference | None
    missing: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether the result may replace the baseline."""
        return not (self.worse or self.broken or self.missing)


def check(result: Result, baseline: Result, keys: Iterable[str] = WATCHED, level: float = LEVEL) -> Verdict:
    """Compares ``result`` with ``baseline``, measure by measure.

    Each measure is tested at ``1 - (1 - level) / measures`` (Bonferroni), so that watching several does not raise several
    times the false alarms. Raises ``InputError`` when they share no question.
    """
    watched = tuple(keys)
    comparison = compare(baseline, result, (*watched, PROMISED), 1 - (1 - level) / max(len(watched), 1))
    *measured, promise = comparison.total
    fell = promise.value is not None and promise.value < 0
    known = {row.id for row in baseline.rows}
    return Verdict(
        comparison,
        tuple(one for one in measured if one.sign < 0),
        promise if fell else None,
        tuple(lost.id for lost in result.lost if lost.id in known),
    )
