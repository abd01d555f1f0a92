"""What must be reached, in one table, and whether it is."""

from dataclasses import dataclass

from eval.finding.marks import Marked
from eval.finding.sets import Typed
from eval.finding.systems import OURS

# On the sample, two cores, one question after the other.
SEARCH_SECONDS = 0.060


@dataclass(frozen=True, slots=True)
class Target:
    """``least``: what ``measure`` of ours must be on the set called ``set``, with the questions typed so."""

    set: str
    typed: Typed
    measure: str
    least: float


TARGETS = (
    Target("xquad-vi", Typed.ACCENTED, "nDCG@10", 0.985),
    Target("xquad-vi", Typed.UNACCENTED, "nDCG@10", 0.978),
    Target("alqac", Typed.ACCENTED, "nDCG@10", 0.915),
    Target("alqac", Typed.UNACCENTED, "nDCG@10", 0.905),
    Target("covid19", Typed.ACCENTED, "found@1", 0.90),
    Target("covid19", Typed.ACCENTED, "found@5", 0.98),
)
# Half of the marks never find less than none of them.
NOT_BELOW = (Typed.HALF, Typed.UNACCENTED, "nDCG@10")


@dataclass(frozen=True, slots=True)
class Checked:
    """``what`` must be ``needed``; ``values``: what it is on each part of the set. The last part was not tuned on."""

    what: str
    needed: str
    values: tuple[tuple[str, float], ...]
    reached: bool


def checks(found: Marked) -> list[Checked]:
    """The targets of a set that was asked as they want it."""
    name, done = found.case.name, []
    for target in TARGETS:
        values = _values(found, target.typed, target.measure)
        if target.set == name and values:
            what = f"{name}, {target.typed}: {target.measure}"
            done.append(Checked(what, f"≥ {target.least:.3f}", values, _rounded(values[-1][1]) >= target.least))
    upper, lower, measure = NOT_BELOW
    above, below = _values(found, upper, measure), _values(found, lower, measure)
    if above and below:
        what, least = f"{name}, {upper}: {measure}", below[-1][1]
        done.append(Checked(what, f"≥ {least:.3f} ({lower})", above, above[-1][1] >= least))
    return done


def _values(found: Marked, typed: Typed, measure: str) -> tuple[tuple[str, float], ...]:
    values = ((part, found.value(part, typed, OURS, measure)) for part in found.case.parts)
    return tuple((part, value) for part, value in values if value is not None)


def _rounded(value: float) -> float:
    """As it is printed."""
    return round(value, 3)
