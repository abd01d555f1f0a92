"""A page's tables: cells over several rows and columns spread out, and tables that only arrange written out."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from index.formats.tables import is_frame, table_text

# A page's author needs few columns; more are an attack, or a spreadsheet.
_WIDEST, _LARGEST = 200, 400_000
# A cell of so much text in a table of so few rows is a part of the page's layout.
_FEW_ROWS, _MANY_PARAGRAPHS, _LONG = 3, 12, 3_000
_SHORT = 120


@dataclass(slots=True)
class Cell:
    """A cell: its paragraphs, and how many columns and rows it covers (0 rows: all that follow)."""

    paragraphs: list[str]
    columns: int = 1
    rows: int = 1
    header: bool = False
    holds_table: bool = False

    @property
    def text(self) -> str:
        """Its paragraphs, a line each."""
        return "\n".join(self.paragraphs)


@dataclass(slots=True)
class Table:
    """A table that is being read."""

    rows: list[list[Cell]] = field(default_factory=list)
    arranges: bool = False  # it says itself that it is there for the layout

    def paragraphs(self) -> list[str]:
        """What it comes to in the text: one Markdown table, or the paragraphs of its cells."""
        rows = [[cell for cell in row if cell.paragraphs] for row in self.rows]
        rows = [row for row in rows if row]
        if not rows:
            return []
        texts = [[cell.text for cell in row] for row in rows]
        cells = [cell for row in rows for cell in row]
        if self.arranges or len(cells) == len(rows) or any(cell.holds_table for cell in cells):
            return _written_out(cells)
        if len(rows) <= _FEW_ROWS and any(map(_is_long, cells)):
            return _written_out(cells)
        if is_frame(texts):
            return [table_text(texts)]
        spread = _spread(self.rows)
        if sum(map(len, spread)) > _LARGEST or len(spread) * max(map(len, spread)) > _LARGEST:
            return _written_out(cells)
        return [table_text(spread)]


def _is_long(cell: Cell) -> bool:
    return len(cell.paragraphs) > _MANY_PARAGRAPHS or sum(map(len, cell.paragraphs)) > _LONG


def _written_out(cells: Sequence[Cell]) -> list[str]:
    """Cell by cell. The short lines of a letterhead stay together; a column of the page's text is its paragraphs."""
    written: list[str] = []
    for cell in cells:
        short = len(cell.paragraphs) <= _MANY_PARAGRAPHS and all(len(line) <= _SHORT for line in cell.paragraphs)
        written += [cell.text] if short and not cell.holds_table else cell.paragraphs
    return written


def _spread(rows: Sequence[Sequence[Cell]]) -> list[list[str]]:
    """The rows of cells as rows of texts, so that each can be read alone.

    A cell over several rows is repeated in each. Over several columns it is repeated in the head of the table only,
    where each column needs its name. Columns in which no cell begins, as Word makes them, and empty ones are left out.
    """
    head = _head(rows)
    below: dict[
        int, tuple[Cell, int, bool]
    ] = {}  # by column: a cell from above, rows it still covers, its first column
    lines: list[dict[int, str]] = []
    begins: set[int] = set()
    for at, row in enumerate(rows):
        line: dict[int, str] = {}
        for column, (cell, left, first) in list(below.items()):
            line[column] = cell.text if first or at < head else ""
            if left > 1:
                below[column] = cell, left - 1, first
            else:
                del below[column]
        column = 0
        for cell in row:
            while column in line:
                column += 1
            if column >= _WIDEST:
                break
            begins.add(column)
            for offset in range(min(cell.columns, _WIDEST)):
                if column + offset in line:
                    break
                line[column + offset] = cell.text if not offset or at < head else ""
                if cell.rows != 1:
                    below[column + offset] = cell, cell.rows - 1 if cell.rows else len(rows), not offset
        lines.append(line)
    order = [column for column in sorted(begins) if any(line.get(column) for line in lines)]
    return [[line.get(column, "") for column in order] for line in lines]


def _head(rows: Sequence[Sequence[Cell]]) -> int:
    """How many rows name the columns."""
    named = next((at for at, row in enumerate(rows) if not all(cell.header for cell in row)), len(rows))
    first = rows[0]
    two_levels = len(first) > 1 and any(cell.columns > 1 for cell in first)
    return max(named, max(cell.rows for cell in first) if two_levels else 0)
