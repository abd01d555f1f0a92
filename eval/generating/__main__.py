"""``python -m eval.generating SET``: what a language model adds, and what it is kept from, printed as Markdown.

Without ``--llm`` the model is the small one of the extra ``llama``, served on this machine (:mod:`eval.generating.server`).
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from statistics import median

import click

from eval.generating.measure import Tally, measure, spread
from eval.generating.server import NAME, serving
from eval.questions import Split, load
from eval.screen import Failure, Screen
from eval.systems.ours import archive_of
from index.config import Config
from index.encode import open_encoder
from index.errors import TrichdanError
from rag.generating.limits import Limits
from rag.generating.settings import Model

# The small model shares two cores with everything else: two clauses, and no more than it takes to see that it rambles.
SMALL = Limits(seconds=120, first=110, clauses=2, characters=700, clause=600, written=300, sentences=8)
COLUMNS = ("", "asked", "put to it", "right", "worded by it", "struck out", "shown", "not verified", "median s")


@contextmanager
def _served(name: str | None, url: str | None, cache: Path) -> Iterator[Model]:
    if name:
        yield Model(name, url)
        return
    with serving(cache / "gemma-3-270m") as address:
        yield Model(NAME, address, SMALL.seconds)


def table(tallies: Sequence[Tally]) -> str:
    """The tallies as Markdown, and why the program answered instead."""
    rows = [
        (t.name, t.asked, t.put, t.right, t.worded, t.struck, t.shown, t.false, f"{median(t.seconds or [0.0]):.2f}")
        for t in tallies
    ]
    lines = [f"| {' | '.join(map(str, row))} |" for row in (COLUMNS, ("---",) * len(COLUMNS), *rows)]
    why = [
        f"{t.name}: " + ", ".join(f"{count} × {cause}" for cause, count in t.causes.most_common())
        for t in tallies
        if t.causes
    ]
    return "\n".join([*lines, "", *(f"The program answered instead — {one}." for one in why)])


@click.command()
@click.argument("name", default="covid19", metavar="SET")
@click.option("--llm", help="PROVIDER:NAME; without it the small model of the extra llama.")
@click.option("--llm-url", help="Its server, where it is not its provider's own.")
@click.option("--split", type=click.Choice([one.value for one in Split]), default="tune", show_default=True)
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="Questions, evenly chosen.")
def main(name: str, llm: str | None, llm_url: str | None, split: str, limit: int) -> None:
    """What a language model adds to the answers on SET, and what it is kept from."""
    try:
        print(_measured(name, llm, llm_url, Split(split), limit, Screen()))
    except TrichdanError as error:
        raise Failure(error.en) from error


def _measured(name: str, llm: str | None, url: str | None, split: Split, limit: int, screen: Screen) -> str:
    cache = Config.load().cache
    evalset = load(name)
    archive = archive_of(evalset, open_encoder(None, cache), cache, screen.progress)
    chosen = spread(evalset, evalset.select(split), limit)
    with _served(llm, url, cache) as model:
        generative = model.answerer(archive)
        if not llm:
            generative = replace(generative, limits=SMALL)
        return table(measure(chosen, archive, generative, lambda done, every: screen.progress("ask", done, every)))


if __name__ == "__main__":
    main()
