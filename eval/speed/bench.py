"""How long the program takes and how much memory, against the limits it was given.

    python -m eval.speed.bench --runs 3 --json FIGURES.json

Every run is a fresh process with folders of its own; nothing of the user's is read or written. The minimum says what the
machine can do, the median what it did; ``python -c pass`` says how fast and how busy it is.
"""

import json
import os
import platform
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import click

from eval.questions import EvalSet, Question, load
from eval.report import table
from eval.speed.startup import Startup, measure
from eval.speed.timed import timed, until_open
from index.config import Config
from index.errors import InputError, TrichdanError

SET = "covid19"
# By its module, because the command itself is on the path only in an active environment.
TRICHDAN = [sys.executable, "-m", "ui.terminal"]
QUESTION = "Hà Đông phải kiện toàn ban chỉ đạo trước ngày nào?"
# Answered before the clock counts: "following" is what comes after the first.
WARM_UP, FOLLOWING = 1, 60
BASELINE = "LangChain"
LEGEND = (
    "kept: by the median; at best: by the best run only. LangChain: same documents, same encoder, best chunk as answer."
)
Environ = Mapping[str, str]
Note = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing measured, a value a run. ``limit``: what the median must not exceed."""

    name: str
    unit: str
    values: tuple[float, ...]
    limit: float | None = None

    @property
    def minimum(self) -> float:
        """The best run: the one least disturbed by what else the machine did."""
        return min(self.values)

    @property
    def median(self) -> float:
        """The usual run."""
        return statistics.median(self.values)

    @property
    def verdict(self) -> str:
        """Whether the limit was kept: ``yes``, ``at best`` (by the best run only), ``no``; empty without a limit."""
        if self.limit is None:
            return ""
        return "yes" if self.median <= self.limit else "at best" if self.minimum <= self.limit else "no"


# ---- what is shown


def report(figures: Sequence[Figure]) -> str:
    """The table, and how to read it."""
    rows = [
        [f.name, _shown(f.minimum, f.unit), _shown(f.median, f.unit), f.unit, _limit(f), f.verdict] for f in figures
    ]
    return f"{table([['', 'min', 'median', '', 'limit', 'kept'], *rows], total=False)}\n\n{LEGEND}"


def _shown(value: float, unit: str) -> str:
    return f"{value:.0f}" if unit == "MB" else f"{value:.3f}"


def _limit(figure: Figure) -> str:
    sign = "<" if figure.unit == "MB" else "≤"
    return "–" if figure.limit is None else f"{sign} {figure.limit:g} {figure.unit}"


def machine() -> dict[str, str | int | float]:
    """What to know about the machine when comparing."""
    load_average = os.getloadavg()[0] if hasattr(os, "getloadavg") else -1.0
    return {
        "python": platform.python_version(),
        "system": platform.platform(),
        "cpus": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 0,
        "load": round(load_average, 2),
        "threads": os.environ.get("OMP_NUM_THREADS", ""),
    }


def record(figures: Sequence[Figure], about: Mapping[str, object]) -> dict[str, object]:
    """The figures for ``--json``."""
    shown = [asdict(f) | {"minimum": f.minimum, "median": f.median, "kept": f.verdict or None} for f in figures]
    return {**about, "figures": shown}


# ---- what is measured


def ours(runs: int, evalset: EvalSet, note: Note) -> Iterator[Figure]:
    """The figures of the program itself."""
    with tempfile.TemporaryDirectory(prefix="trichdan-bench-") as name:
        folder = Path(name)
        indexed = environment(folder / "indexed")
        ask = [*TRICHDAN, "ask", QUESTION]
        yield Figure("python -c pass", "s", seconds(runs, [sys.executable, "-c", "pass"], indexed))
        note("trichdan --help")
        yield Figure("trichdan --help", "s", seconds(runs, [*TRICHDAN, "--help"], indexed), 0.3)
        note("first use")
        fresh = [environment(folder / f"ask-{run}") for run in range(runs)]
        first = tuple(timed(ask, environ).seconds for environ in fresh)
        yield Figure("first use: trichdan ask on an empty cache", "s", first)
        fresh = [environment(folder / f"chat-{run}") for run in range(runs)]
        opened = tuple(until_open([*TRICHDAN, "chat"], environ) for environ in fresh)
        yield Figure("first use: trichdan chat until the page is served", "s", opened, 10)
        note("with an index")
        timed(ask, indexed)
        cold = [timed(ask, indexed) for _ in range(runs)]
        yield Figure("trichdan ask, cold", "s", tuple(one.seconds for one in cold), 2)
        peaks = tuple(one.megabytes for one in cold if one.megabytes is not None)
        if peaks:
            yield Figure("trichdan ask, cold: peak memory", "MB", peaks, 300)
        yield Figure("trichdan search, cold", "s", seconds(runs, [*TRICHDAN, "search", QUESTION], indexed))
        yield from following(runs, evalset, folder, indexed)
        opened = tuple(until_open([*TRICHDAN, "chat"], indexed) for _ in range(runs))
        yield Figure("trichdan chat until the page is served", "s", opened, 10)


def following(runs: int, evalset: EvalSet, folder: Path, environ: Environ) -> Iterator[Figure]:
    """Each question after the first in one process, as the program itself counts (without reading and printing)."""
    asked, answered = folder / "questions.jsonl", folder / "answers.jsonl"
    chosen = spread(evalset.questions, WARM_UP + FOLLOWING)
    lines = [{"id": q.id, "question": q.text, "history": q.history} for q in chosen]
    asked.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    medians, slow = [], []
    for _ in range(runs):
        timed([*TRICHDAN, "ask", "--input", str(asked), "--output", str(answered)], environ)
        answers = map(json.loads, answered.read_text(encoding="utf-8").splitlines())
        took = [float(answer["seconds"]) for answer in answers][WARM_UP:]
        medians.append(statistics.median(took))
        slow.append(statistics.quantiles(took, n=20, method="inclusive")[-1])
    yield Figure(f"each following question (median of {len(chosen) - WARM_UP})", "s", tuple(medians), 0.1)
    yield Figure("each following question (95th percentile)", "s", tuple(slow), 0.1)


def spread(questions: Sequence[Question], count: int) -> list[Question]:
    """``count`` questions from the whole length of a set, so that every kind is among them."""
    step = max(len(questions) / count, 1)
    return [questions[int(at * step)] for at in range(min(count, len(questions)))]


def seconds(runs: int, command: Sequence[str], environ: Environ) -> tuple[float, ...]:
    """How long ``command`` takes, each time anew."""
    return tuple(timed(command, environ).seconds for _ in range(runs))


def environment(folder: Path) -> dict[str, str]:
    """This process's, with every setting of trichdan at its default and its folders in ``folder``."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TRICHDAN_")}
    return kept | {"TRICHDAN_CACHE": str(folder / "cache"), "TRICHDAN_DATA": str(folder / "data")}


def langchain(runs: int, evalset: EvalSet, cache: Path) -> Iterator[Figure]:
    """Plain LangChain RAG on the same documents and encoder. Raises ``InputError`` when it is not installed."""
    from eval.systems.langchain_rag import libraries

    libraries()
    starts = [measure(BASELINE, SET, evalset.documents, cache) for _ in range(runs)]
    yield from baseline_figures(starts)


def baseline_figures(starts: Sequence[Startup]) -> Iterator[Figure]:
    """Its figures beside ours: with its index as if it opened in no time, and with its index made."""
    cold = tuple(start.imports + start.first for start in starts)
    yield Figure("plain LangChain RAG: imports and first answer, no index", "s", cold)
    yield Figure("plain LangChain RAG: first use, index made", "s", tuple(start.seconds for start in starts))
    peaks = tuple(start.megabytes for start in starts if start.megabytes is not None)
    if peaks:
        yield Figure("plain LangChain RAG: peak memory", "MB", peaks)


@click.command()
@click.option("--runs", type=click.IntRange(1, 100), default=3, show_default=True, help="How often each is measured.")
@click.option("--json", "target", type=click.Path(path_type=Path, dir_okay=False), help="Write every value there, too.")
@click.option("--baseline/--no-baseline", default=True, show_default=True, help="Measure plain LangChain RAG, too.")
def main(runs: int, target: Path | None, baseline: bool) -> None:
    """Measure how fast trichdan starts and answers, beside the limits it must keep."""

    def note(text: str) -> None:
        click.echo(f"{text}…", err=True)

    # As the command `trichdan` does, for what is measured beside it.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    about = machine()
    missing = ""
    try:
        evalset = load(SET)
        figures = list(ours(runs, evalset, note))
        if baseline:
            note("plain LangChain RAG (encodes its chunks: a minute or so a run)")
            try:
                figures += langchain(runs, evalset, Config.load().cache)
            except InputError as error:
                missing = f"Not measured: {error.en}"
        if target:
            target.write_text(json.dumps(record(figures, {**about, "runs": runs}), indent=1) + "\n", encoding="utf-8")
    except TrichdanError as error:
        raise click.ClickException(error.en) from error
    print(", ".join(f"{name} {value}" for name, value in about.items() if value != ""), end="\n\n")
    print(report(figures))
    if missing:
        print(missing)


if __name__ == "__main__":
    main()
