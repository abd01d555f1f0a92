"""The sheets of an ``.xlsx`` as rows of text cells.

Numbers and dates are read as they are shown in Vietnam: a date typed in a cell as day/month/year, 2.5 as ``2,5``.
"""

import datetime
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eval.questions.rows import TableRow, refused
from index.errors import InputError
from index.passages import spoken_date

if TYPE_CHECKING:
    from openpyxl.cell import Cell

MAX_UNPACKED = 512 * 2**20
# After so many empty rows nothing more comes: a sheet formatted down to its end has a million.
EMPTY_ROWS = 5000
_LITERAL = re.compile(r'"[^"]*"|\[[^]]*\]|\\.|_.|\*.')
# What Excel stores of a character that XML cannot hold (ECMA-376, ST_Xstring).
_STORED = re.compile(r"_x([0-9a-fA-F]{4})_")
_MIDNIGHT = datetime.time()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet by its name, and its rows that hold anything."""

    name: str
    rows: tuple[TableRow, ...]


def read_workbook(path: Path, data: bytes) -> list[Sheet]:
    """The sheets of the workbook ``data``, in their order. Raises ``InputError`` for what is none, or damaged."""
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as box:
            names = set(box.namelist())
            unpacked = sum(entry.file_size for entry in box.infolist())
        if "xl/workbook.xml" not in names:
            raise refused(path, "không phải tệp .xlsx; hãy lưu lại thành .xlsx", "is no .xlsx; save it as .xlsx")
        if unpacked > MAX_UNPACKED:
            raise refused(path, "quá lớn khi giải nén", "is too large when unpacked")
        book = load_workbook(io.BytesIO(data), read_only=True)
        found = [Sheet(sheet.title, tuple(_rows(_cells(sheet)))) for sheet in book.worksheets]
        if any(row.unread for sheet in found for row in sheet.rows):  # formulas: what they come to is read apart
            values = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            pairs = zip(book.worksheets, values.worksheets, strict=True)
            found = [Sheet(one.title, tuple(_rows(_cells(one), _cells(other)))) for one, other in pairs]
        return found
    except InputError:
        raise
    except Exception as error:  # openpyxl raises whatever its parsers do
        raise refused(
            path, "hỏng hoặc bị cắt cụt; hãy mở bằng Excel rồi lưu lại", "is damaged or cut short; open it in Excel and save it"
        ) from error  # fmt: skip


def _cells(sheet: Any) -> Iterator[tuple["Cell", ...]]:
    sheet.reset_dimensions()
    yield from sheet.iter_rows()


def _rows(written: Iterable[tuple["Cell", ...]], values: Iterable[tuple["Cell", ...]] = ()) -> Iterator[TableRow]:
    """The rows of a sheet, its formulas by their ``values``; a formula without one is unread."""
    empty = 0
    for number, (row, reckoned) in enumerate(zip_longest(written, values, fillvalue=()), 1):
        cells, unread = [], []
        for at, cell in enumerate(row):
            formula = cell.data_type == "f"
            value = reckoned[at] if formula and at < len(reckoned) else cell
            # The text "" that a formula comes to is stored as no value, too, but as one of text.
            if formula and (value is cell or (value.value is None and value.data_type != "str")):
                unread.append(at)
                cells.append("")
            else:
                cells.append(_shown(value))
        if unread or any(cell.strip() for cell in cells):
            empty = 0
            yield TableRow(number, tuple(cells), tuple(unread))
        elif (empty := empty + 1) > EMPTY_ROWS:
            return


def _shown(cell: "Cell") -> str:
    """What the cell shows a person, as text."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime.datetime | datetime.date):
        return _date(value, str(cell.number_format))
    if isinstance(value, datetime.time):
        return value.strftime("%H:%M")
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        percent = "%" in _LITERAL.sub("", str(cell.number_format))
        return _number(value * 100 if percent else value) + "%" * percent
    text = _STORED.sub(lambda found: chr(int(found[1], 16)), str(value))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _number(value: float) -> str:
    return f"{value:.15g}".replace(".", ",") if abs(value) < 1e15 else str(value)


def _date(value: datetime.datetime | datetime.date, style: str) -> str:
    """With the parts that its format shows: typed "30/4" is stored with a year nobody meant. Midnight is no hour typed."""
    letters = _LITERAL.sub("", style.lower())
    day, month, year = spoken_date(value.isoformat()[:10]).split("/")
    if "y" not in letters and "d" in letters:
        return f"{day}/{month}"
    if "d" not in letters and "y" in letters:
        return f"{month}/{year}"
    timed = isinstance(value, datetime.datetime) and value.time() != _MIDNIGHT and "h" in letters
    return f"{day}/{month}/{year}" + (value.strftime(" %H:%M") if timed else "")
