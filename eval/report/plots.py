"""The drawings of a report, each an ``<svg>`` with its numbers in words. Needs matplotlib, which takes a second to import."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from eval.measures.calibration import Calibration
from eval.measures.spent import Latency
from eval.report.loss import ABOUT, Stage
from eval.report.shown import visible
from eval.report.svg import INKS, drawing
from eval.report.types import Bar, Group, Ranks
from eval.report.words import kind_name, number, seconds, word

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.ticker import Locator

# Inches a bar takes lying, and what is around them.
BAR, AROUND = 0.34, 0.7
STANDING = 3.2
# Kinds drawn; a set with more has them all in the table.
MOST_KINDS = 30


def by_kind(groups: Sequence[Group], lang: str) -> str:
    """The share of questions that are right, a bar a kind; wrong ones in the other colour."""
    shown = groups[:MOST_KINDS]
    names = [_cut(visible(kind_name(one.name, lang))) for one in shown]
    shares = [one.figures["right"].share for one in shown]
    labels = [f"{share.part:.0f}/{share.whole:.0f}" for share in shares]

    def draw(axes: "Axes") -> None:
        rates = [share.value or 0.0 for share in shares]
        axes.barh(range(len(shown)), rates, 0.62, color=INKS["good"])
        axes.barh(range(len(shown)), [1 - rate for rate in rates], 0.62, rates, color=INKS["pale"])
        for at, label in enumerate(labels):
            axes.text(1.02, at, label, va="center", color=INKS["soft"])
        _lying(axes, names)
        axes.set_xlim(0, 1)
        axes.set_xticks([0, 0.25, 0.5, 0.75, 1], [f"{share}%" for share in (0, 25, 50, 75, 100)])

    said = "; ".join(f"{name}: {label}" for name, label in zip(names, labels, strict=True))
    return drawing("plot-kind", word("plot_kind", lang), said, BAR * len(shown) + AROUND, draw)


def losses(total: Group, lang: str) -> str:
    """How many were lost at each stage, in the order an answer passes them."""
    stages = [stage for stage in Stage if total.losses[stage] or stage is not Stage.PARSED]
    names = [ABOUT[stage].name_vi if lang == "vi" else ABOUT[stage].name_en for stage in stages]
    counts = [total.losses[stage] for stage in stages]

    def draw(axes: "Axes") -> None:
        axes.barh(range(len(stages)), counts, 0.62, color=INKS["bad"])
        for at, count in enumerate(counts):
            axes.text(count + max(counts, default=0) * 0.02, at, str(count), va="center")
        _lying(axes, names)
        axes.set_xlim(0, max(1, *counts) * 1.12)
        axes.set_xticks([])
        axes.spines.bottom.set_visible(False)

    said = "; ".join(f"{name}: {count}" for name, count in zip(names, counts, strict=True))
    return drawing("plot-loss", word("plot_loss", lang), said, BAR * len(stages) + 0.3, draw)


def ranks(found: Sequence[Ranks], unfound: int, lang: str) -> str:
    """Where in the ranking the first gold clause stands."""
    names = [str(one.low) if one.low == one.high else f"{one.low}–{one.high}" for one in found] + [word("none", lang)]
    counts = [*(one.questions for one in found), unfound]

    def draw(axes: "Axes") -> None:
        colours = [INKS["good"]] * len(found) + [INKS["bad"]]
        axes.bar(range(len(counts)), counts, 0.72, color=colours)
        for at, count in enumerate(counts):
            axes.text(at, count + max(counts) * 0.02, str(count), ha="center", va="bottom")
        axes.set_xticks(range(len(names)), [*names[:-1], names[-1].replace(" ", "\n", 1)])
        axes.set_xlabel(word("rank_axis", lang))
        _standing(axes, counts)

    said = "; ".join(f"{name}: {count}" for name, count in zip(names, counts, strict=True))
    return drawing("plot-rank", word("plot_rank", lang), said, STANDING, draw)


def reliability(found: Calibration, lang: str) -> str:
    """How often answers of each confidence are right, against the diagonal of a confidence that tells the truth."""
    bins = [one for one in found.bins if one.questions]
    most = max(one.questions for one in bins)

    def draw(axes: "Axes") -> None:
        axes.plot([0, 1], [0, 1], color=INKS["soft"], linewidth=1, linestyle=(0, (4, 4)))
        axes.bar(
            [one.low for one in bins], [one.accuracy for one in bins], [one.high - one.low for one in bins],
            align="edge", color=INKS["pale"], edgecolor=INKS["surface"],
        )  # fmt: skip
        sizes = [30 + 270 * one.questions / most for one in bins]
        axes.scatter(
            [one.confidence for one in bins], [one.accuracy for one in bins], sizes, color=INKS["good"],
            edgecolors=INKS["surface"], zorder=3,
        )  # fmt: skip
        for one in bins:
            low = one.accuracy > 0.85
            axes.annotate(
                str(one.questions), (one.confidence, one.accuracy), (0, -10 if low else 10),
                textcoords="offset points", ha="center", va="top" if low else "bottom", fontsize=11, zorder=4,
            )  # fmt: skip
        axes.set_xlim(0, 1.02)
        axes.set_ylim(0, 1.06)
        ticks = [0, 0.2, 0.4, 0.6, 0.8, 1]
        axes.set_xticks(ticks, [number(tick, 1, lang) for tick in ticks])
        axes.set_yticks(ticks, [f"{tick:.0%}" for tick in ticks])
        axes.set_xlabel(word("confidence_axis", lang))
        axes.set_ylabel(word("right_axis", lang))
        axes.yaxis.label.set_color(INKS["soft"])

    said = "; ".join(
        word("reliability_bin", lang).format(
            low=number(one.low, 1, lang), high=number(one.high, 1, lang), n=one.questions,
            confidence=number(one.confidence, 2, lang), right=number(one.accuracy, 2, lang),
        )
        for one in bins
    )  # fmt: skip
    return drawing("plot-calibration", word("plot_calibration", lang), said, STANDING + 0.4, draw)


def durations(bars: Sequence[Bar], took: Latency, lang: str) -> str:
    """How long the replies took, on a logarithmic scale, with the median and the 95th percentile."""
    counts = [bar.replies for bar in bars]

    def draw(axes: "Axes") -> None:
        # A single bar has no width of its own.
        low, high = bars[0].low * (0.9 if len(bars) == 1 else 1), bars[-1].high * (1.1 if len(bars) == 1 else 1)
        starts = [bar.low for bar in bars] if len(bars) > 1 else [low]
        widths = [bar.high - bar.low for bar in bars] if len(bars) > 1 else [high - low]
        axes.bar(starts, counts, widths, align="edge", color=INKS["good"], edgecolor=INKS["surface"], linewidth=0.6)
        axes.set_xscale("log")
        axes.set_xlim(low, high)
        # As the bars: a logarithm has no nought.
        p50, p95 = max(took.p50, low), max(took.p95, low)
        near = p95 / p50 < (high / low) ** 0.15
        for name, value, at, row in (("p50", took.p50, p50, 0), ("p95", took.p95, p95, int(near))):
            axes.axvline(at, color=INKS["ink"], linewidth=1, linestyle=(0, (3, 3)))
            right = at > low * (high / low) ** 0.75
            axes.annotate(
                f"{name} {seconds(value, lang)}", (at, max(counts) * 1.2), (-5 if right else 5, -14 * row),
                textcoords="offset points", ha="right" if right else "left", va="top",
            )  # fmt: skip
        ticks = _round_ticks(low, high)
        axes.set_xticks(ticks, [seconds(tick, lang) for tick in ticks])
        axes.xaxis.set_minor_locator(_no_ticks())
        axes.set_ylim(0, max(counts) * 1.2)
        axes.set_yticks([])
        axes.spines.left.set_visible(False)

    said = word("latency_said", lang).format(
        n=took.times, p50=seconds(took.p50, lang), p95=seconds(took.p95, lang),
        low=seconds(bars[0].low, lang), high=seconds(bars[-1].high, lang), mean=seconds(took.mean, lang),
    )  # fmt: skip
    return drawing("plot-latency", word("plot_latency", lang), said, STANDING - 0.6, draw)


def _round_ticks(low: float, high: float) -> list[float]:
    """1, 2 and 5 of each power of ten between the two; no more than fit below the drawing."""
    steps = [digit * 10.0**power for power in range(-5, 6) for digit in (1, 2, 5)]
    inside = [step for step in steps if low * 0.999 <= step <= high * 1.001]
    few = [step for step in inside if f"{step:e}".startswith("1")] if len(inside) > 8 else inside
    return few or [(low * high) ** 0.5]


def _no_ticks() -> "Locator":
    from matplotlib.ticker import NullLocator

    return NullLocator()


def _lying(axes: "Axes", names: Sequence[str]) -> None:
    axes.set_yticks(range(len(names)), names)
    axes.set_ylim(len(names) - 0.4, -0.6)
    axes.tick_params(axis="y", length=0)
    axes.spines.left.set_visible(False)


def _standing(axes: "Axes", counts: Sequence[int]) -> None:
    axes.set_ylim(0, max(1, *counts) * 1.12)
    axes.set_yticks([])
    axes.tick_params(axis="x", length=0)
    axes.spines.left.set_visible(False)


def _cut(name: str, most: int = 18) -> str:
    return name if len(name) <= most else f"{name[: most - 1]}…"
