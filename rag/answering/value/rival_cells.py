"""Two columns of one row, or two rows in one column, of a table: which has more of what is asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.text import plain
from rag.answering.evidence import Evidence
from rag.answering.value import bounds, columns
from rag.answering.value.asked import TableQuestion
from rag.answering.value.tables import Row, Table, tables_of
from rag.cite import supported
from rag.finding.match import Term
from rag.types import Statement

# The share of a side's words that the name of its column or its row must hold.
SHARE = 0.4
# How surely cells of a table answer.
SURE = 0.7


@dataclass(frozen=True, slots=True)
class Cell:
    """What a table tells of one side: its words with what they are cited from, and the figure."""

    said: Statement
    value: float


def pair(evidence: Evidence, sides: Sequence[Sequence[Term]], more: str) -> tuple[Cell, Cell] | None:
    """The cells of both sides; ``None`` where no table found names both, or has not one column of what is compared."""
    asked = TableQuestion(evidence)
    for table in tables_of(evidence):
        figures = [
            at for at in range(len(table.heads)) if at not in table.counting and columns.are_figures(table.rows, at)
        ]
        heads = [_named(asked, {at: table.heads[at] for at in figures}, side) for side in sides]
        row = asked.row(table) if None not in heads and heads[0] != heads[1] else None
        if row is not None:
            return _both(evidence, table, [(row, at, table.heads[at]) for at in heads if at is not None])
        own = {n: " ".join(row.cells) for n, row in enumerate(table.rows) if not row.total}
        rows = [_named(asked, own, side) for side in sides]
        column = columns.only({at: asked.held(table, at) + columns.measures(table.heads[at], more) for at in figures})
        if None not in rows and rows[0] != rows[1] and column is not None:
            found = [table.rows[n] for n in rows if n is not None]
            return _both(evidence, table, [(row, column, _name(table, row)) for row in found])
    return None


def _named(asked: TableQuestion, names: Mapping[int, str], side: Sequence[Term]) -> int | None:
    """Which of several names holds most of a side's words."""
    whole = sum(term.weight for term in side)
    bags = {at: asked.bag(name) for at, name in names.items()}
    held = {at: sum(term.weight for term in side if term.word in bag) / whole for at, bag in bags.items()}
    first = columns.only(held)
    return first if first is not None and held[first] >= SHARE else None


def _name(table: Table, row: Row) -> str:
    """The first cell of a row that says something in words."""
    named = (c for at, c in enumerate(row.cells) if at not in table.counting and not columns.is_figure(c))
    return next(named, row.cells[0])


def _both(evidence: Evidence, table: Table, cells: Sequence[tuple[Row, int, str]]) -> tuple[Cell, Cell] | None:
    made = [
        Cell(_said(evidence, table, row, f"{name}: {row.cells[at]}"), value)
        for row, at, name in cells
        if (value := bounds.figure(row.cells[at])) is not None
    ]
    return (made[0], made[1]) if len(made) == 2 else None


def _said(evidence: Evidence, table: Table, row: Row, text: str) -> Statement:
    """A name with its figure; the row as it is printed where other figures stand between the two."""
    cited = (evidence.cited(row.clause), evidence.cited(table.heading))
    said = Statement(text, cited)
    return said if supported(said, evidence.archive.directives) else Statement(plain(row.clause.text), cited)
