"""What a sheet is read as: rows of text cells, numbered as the spreadsheet numbers them; and how a file is refused."""

from dataclasses import dataclass
from pathlib import Path

from index.errors import InputError


@dataclass(frozen=True, slots=True)
class TableRow:
    """Row ``number`` of a sheet, and the text of its cells.

    ``unread``: the cells (from 0) of a formula whose value the file does not hold; they are empty.
    """

    number: int
    cells: tuple[str, ...]
    unread: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """The row of headers, the rows below it that hold anything, and whether signs cut the cells (``.csv``).

    ``sheet``: its name, where the workbook has questions on several.
    """

    head: TableRow
    rows: tuple[TableRow, ...]
    delimited: bool
    sheet: str = ""


def refused(path: Path, vi: str, en: str) -> InputError:
    """The error of a file that is not read."""
    return InputError(f"{path}: {vi}.", f"{path}: {en}.")
