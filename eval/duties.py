"""Prints how well duties are extracted (:mod:`rag.duties`), against tables made by hand.

    python -m eval.duties [TABLE.tsv ...]

A table is tab-separated, with the columns of :class:`Row`; it holds every duty of its documents, so that what is found beyond it is
wrong. Default: the tables of ``tests/data``, made from documents of the set covid19, each measured by itself.
"""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from eval.questions import load
from eval.systems.ours import archive_of
from index.config import Config
from index.encode import open_encoder
from index.errors import InputError, TrichdanError
from index.text import folded_words
from rag.duties.duties import duties_of
from rag.duties.types import Duty

TABLES = Path(__file__).resolve().parents[1] / "tests" / "data"


@dataclass(frozen=True, slots=True)
class Row:
    """A duty as a reader wrote it down. ``begins``: the first words of the action; lists are divided by ``|``; flags are ``x``."""

    document: str
    address: str
    begins: str
    actors: str
    inherited: str
    day: str
    words: str
    report_to: str
    prohibition: str


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts, and of what; ``wrong``: a line for each thing that is not as in the table."""

    documents: int
    gold: int
    found: int
    matched: int
    actors: int
    inherited: int
    dated: int
    deadlines: int
    days: int
    reports: int
    reported: int
    prohibitions: int
    wrong: tuple[str, ...]

    def lines(self) -> list[str]:
        """The measures, a line each, with the counts they are made of."""
        return [
            f"documents                              {self.documents}",
            f"precision (found that are duties)      {_share(self.matched, self.found)}",
            f"recall (duties that are found)         {_share(self.matched, self.gold)}",
            f"actors, all and no other               {_share(self.actors, self.matched)}",
            f"actors marked as inherited or not      {_share(self.inherited, self.matched)}",
            f"deadline: words and day, or none       {_share(self.deadlines, self.matched)}",
            f"  of those with a day in the table     {_share(self.days, self.dated)}",
            f"reported to, all and no other          {_share(self.reports, self.matched)}",
            f"  of those with a body in the table    {_share(self.reported, self.reporting)}",
            f"marked as a prohibition or not         {_share(self.prohibitions, self.matched)}",
        ]

    reporting: int = 0


def read(table: Path) -> list[Row]:
    """The rows of a table. Raises ``InputError`` where it is not to be read or lacks a column."""
    try:
        with table.open(encoding="utf-8", newline="") as file:
            return [Row(**row) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]
    except (OSError, TypeError, UnicodeDecodeError) as error:
        raise InputError(f"Không đọc được bảng «{table}».", f'The table "{table}" cannot be read.') from error


def measure(gold: Sequence[Row], duties: Iterable[Duty]) -> Figures:
    """``duties`` of the documents of ``gold`` against it."""
    documents = {row.document for row in gold}
    found = [duty for duty in duties if duty.directive.name in documents]
    left = list(found)
    pairs: list[tuple[Row, Duty]] = []
    wrong: list[str] = []
    for row in gold:
        duty = next((one for one in left if _is(row, one)), None)
        if duty is None:
            wrong.append(f"missed: {row.document}, {row.address}: {row.begins}")
            continue
        left.remove(duty)
        pairs.append((row, duty))
    wrong += [f"extra: {one.directive.name}, {one.citation.address}: {one.action[:80]}" for one in left]
    marks = [_marks(row, duty) for row, duty in pairs]
    for (row, duty), mark in zip(pairs, marks, strict=True):
        wrong += [
            f"{name}: {row.document}, {row.address}: {row.begins}: {_told(duty, name)}"
            for name, right in mark.items()
            if not right
        ]

    def right(name: str, of: str = "") -> int:
        return sum(mark[name] for (row, _), mark in zip(pairs, marks, strict=True) if not of or getattr(row, of))

    return Figures(
        len(documents), len(gold), len(found), len(pairs), right("actors"), right("inherited"),
        sum(bool(row.day) for row in gold), right("deadline"), right("deadline", "day"), right("report_to"),
        right("report_to", "report_to"), right("prohibition"), tuple(wrong), sum(bool(row.report_to) for row in gold),
    )  # fmt: skip


def _is(row: Row, duty: Duty) -> bool:
    own, wanted = folded_words(duty.action), folded_words(row.begins)
    place = duty.directive.name == row.document and duty.citation.address == row.address
    return place and own[: len(wanted)] == wanted


def _marks(row: Row, duty: Duty) -> dict[str, bool]:
    deadline = duty.deadline
    words = " ".join(folded_words(deadline.words)) if deadline else ""
    return {
        "actors": _names(row.actors.split("|")) == _names(duty.actors),
        "inherited": bool(row.inherited) == duty.inherited,
        "deadline": (row.day or None) == (deadline.day if deadline else None)
        and (" ".join(folded_words(row.words)) in words if row.words else deadline is None),
        "report_to": _names(filter(None, row.report_to.split("|"))) == _names(duty.report_to),
        "prohibition": bool(row.prohibition) == duty.prohibition,
    }


def _told(duty: Duty, name: str) -> str:
    deadline = duty.deadline
    told: dict[str, object] = {
        "actors": " | ".join(duty.actors),
        "inherited": duty.charged.value,
        "deadline": (deadline.words, deadline.day) if deadline else None,
        "report_to": " | ".join(duty.report_to),
        "prohibition": duty.prohibition,
    }
    return str(told[name])


def _names(names: Iterable[str]) -> set[str]:
    return {" ".join(folded_words(name)) for name in names}


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f} ({part} of {whole})" if whole else "- (none)"


@click.command()
@click.argument("tables", type=click.Path(path_type=Path, dir_okay=False), nargs=-1)
@click.option("--show/--no-show", default=True, show_default=True, help="Tell what is not as in the table.")
def main(tables: tuple[Path, ...], show: bool) -> None:
    """Measure the extraction of duties against tables made by hand."""
    cache = Config.load({}).cache
    try:
        duties = duties_of(archive_of(load("covid19"), open_encoder(None, cache), cache, lambda *_: None))
        for table in tables or sorted(TABLES.glob("duties*.tsv")):
            figures = measure(read(table), duties)
            print(table.name, *figures.lines(), sep="\n", end="\n\n")
            if show and figures.wrong:
                print(*figures.wrong, sep="\n", end="\n\n")
    except TrichdanError as error:
        raise click.ClickException(error.en) from error


if __name__ == "__main__":
    main()
