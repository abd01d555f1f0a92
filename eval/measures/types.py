"""What a measure is made of: Share, Definition, Measure. Frozen data; the measures themselves are in
:mod:`eval.measures.measure`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

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
class Definition:
    """What a measure, or several of one kind, means: one paragraph, where it comes from, and an example to check by
    hand.

    Markdown; ``docs/measures.md`` is made of these. ``source`` and ``example`` are in English.
    """

    title_vi: str
    title_en: str
    vi: str
    en: str
    source: str
    example: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure.

    ``of``: the share of one question; ``counted``: parts and wholes are numbers of questions or clauses, shown as
    such; ``better``: which way is good (``neither``: it describes); ``unit``: of the value, empty for a ratio from 0
    to 1; ``ranked``: its name in ir-measures (``R@5``), where that computes it.
    """

    key: str
    vi: str
    en: str
    of: Callable[[Marks], Share]
    definition: Definition
    counted: bool = True
    better: Literal["higher", "lower", "neither"] = "higher"
    unit: Literal["", "s", "tokens", "$"] = ""
    ranked: str = ""


def when(wanted: bool, right: bool) -> Share:
    """1 or 0 of 1 for a question that counts (``wanted``)."""
    return Share(float(right), 1) if wanted else NOTHING


def mean(wanted: bool, value: float) -> Share:
    """``value`` for a question that counts: over a set, the mean."""
    return Share(value, 1) if wanted else NOTHING
