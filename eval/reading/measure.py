"""What one measurement says: a share or a figure, what it must be, and what went wrong."""

from collections.abc import Sequence
from dataclasses import dataclass

from eval.report import table


@dataclass(frozen=True, slots=True)
class Measure:
    """One line of the report.

    ``value`` is compared with ``must``: not less, or with ``most`` not more; ``None``: only told. ``shown`` is the value
    as people read it; ``wrong`` names, a line each, what is missing.
    """

    name: str
    value: float
    shown: str
    must: float | None = None
    most: bool = False
    wrong: tuple[str, ...] = ()

    @property
    def kept(self) -> bool | None:
        """Whether it is what it must be."""
        if self.must is None:
            return None
        return self.value <= self.must if self.most else self.value >= self.must


def share(name: str, right: int, total: int, must: float | None = 1.0, wrong: Sequence[str] = ()) -> Measure:
    """``right`` of ``total``; nothing to count is nothing wrong."""
    value = right / total if total else 1.0
    return Measure(name, value, f"{right} of {total} ({100 * value:.1f}%)", must, wrong=tuple(wrong))


def report(measures: Sequence[Measure]) -> str:
    """The table."""
    rows = [[one.name, one.shown, _must(one), {None: "", True: "yes", False: "NO"}[one.kept]] for one in measures]
    return table([["", "reached", "must", "kept"], *rows], total=False)


def failures(measures: Sequence[Measure], most: int) -> str:
    """What went wrong, ``most`` lines for each measurement."""
    lines: list[str] = []
    for one in measures:
        if one.wrong:
            lines += ["", f"{one.name}:", *(f"  {line}" for line in one.wrong[:most])]
            lines += [f"  … and {len(one.wrong) - most} more"] if len(one.wrong) > most else []
    return "\n".join(lines)


def _must(one: Measure) -> str:
    return "" if one.must is None else f"{'≤' if one.most else '≥'} {one.must:g}"
