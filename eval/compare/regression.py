"""Is a result worse than the one kept? For continuous integration: a yes or no, with its reasons."""

from collections.abc import Iterable
from dataclasses import dataclass

from eval.compare.bootstrap import LEVEL
from eval.compare.pairs import Comparison, Difference, among, compare
from eval.measures.marks import mark_all
from eval.measures.measure import Share, tally
from eval.types import Result

# Of each stage what it could be worse at: finding, answering, saying too much, citing too much, silence.
WATCHED = (
    "right", "right-short", "answer", "citation", "citation-precision", "abstention-recall", "R@5", "nDCG@10",
)  # fmt: skip
# A promise, not a statistic: one quotation that does not stand in its source is one too many.
PROMISED = "verified"


@dataclass(frozen=True, slots=True)
class Verdict:
    """``worse``: measures that fell significantly; ``broken``: verified quotations in both results, if fewer than there were.

    ``missing``: questions of the baseline that the result did not ask, or asks otherwise.
    """

    comparison: Comparison
    worse: tuple[Difference, ...]
    broken: tuple[Share, Share] | None
    missing: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether the result may replace the baseline."""
        return not (self.worse or self.broken or self.missing)


def check(result: Result, baseline: Result, keys: Iterable[str] = WATCHED, level: float = LEVEL) -> Verdict:
    """Compares ``result`` with ``baseline``, measure by measure, at a level that keeps ``level`` for all together.

    Raises ``InputError`` when they share no question.
    """
    watched = tuple(keys)
    comparison = compare(baseline, result, watched, among(level, len(watched)))
    before, after = (tally(mark_all(one.rows), [PROMISED]).share(PROMISED) for one in (baseline, result))
    fell = after.value is not None and after.value < (before.value if before.value is not None else 1)
    known = {row.id for row in baseline.rows}
    return Verdict(
        comparison,
        tuple(one for one in comparison.total if one.sign < 0),
        (before, after) if fell else None,
        tuple(number for number in comparison.apart if number in known),
    )
