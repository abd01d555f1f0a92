"""A ``.csv`` or ``.xlsx`` as rows of text cells, numbered as the spreadsheet numbers them; what it is, its bytes say.

Numbers and dates are read as they are shown in Vietnam: a date typed in a cell as day/month/year, 2.5 as ``2,5``.
"""

import csv
import datetime
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eval.questions.about import unopened
from eval.questions.columns import columns_in
from index.errors import InputError, SourceError
from index.formats.text.decode import decode
from index.passages import spoken_date

if TYPE_CHECKING:
    from openpyxl.cell import Cell

# A set of ten thousand questions is a few megabytes.
MAX_BYTES = 64 * 2**20
MAX_UNPACKED = 512 * 2**20
# The headers stand among the first rows that hold anything.
HEADER_WITHIN = 30
# After so many empty rows nothing more comes: a sheet formatted down to its end has a million.
EMPTY_ROWS = 5000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LITERAL = re.compile(r'"[^"]*"|\[[^]]*\]|\\.|_.|\*.')
# What Excel stores of a character that XML cannot hold (ECMA-376, ST_Xstring).
_STORED = re.compile(r"_x([0-9a-fA-F]{4})_")


@dataclass(frozen=True, slots=True)
class TableRow:
    """Row ``number`` of a sheet, and the text of its cells."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The row of headers, the rows below it that hold anything, and whether signs cut the cells (``.csv``)."""

    head: TableRow
    rows: tuple[TableRow, ...]
    delimited: bool


def read_table(path: Path) -> Table:
    """The first sheet with a column of questions.

    Raises ``InputError`` for what is no spreadsheet, is locked or damaged, or has no such column.
    """
    data = _bytes(path)
    packed = data.startswith(b"PK\x03\x04")
    for rows in _workbook(path, data) if packed else _delimited(path, data):
        for at, row in enumerate(rows[:HEADER_WITHIN]):
            if columns_in(row.cells):
                return Table(row, tuple(rows[at + 1 :]), not packed)
    raise InputError(
        f"{path}: không có cột «Câu hỏi». Hãy đặt tên cột ở hàng đầu, hoặc tạo mẫu bằng: trichdan eval new TỆP.xlsx",
        f'{path}: there is no column "Question". Name the columns in the first row, or start from: trichdan eval new FILE.xlsx',
    )


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise _refused(path, f"lớn hơn {MAX_BYTES // 2**20} MB", f"larger than {MAX_BYTES // 2**20} MB")
        data = path.read_bytes()
    except OSError as error:
        raise unopened(path, error) from error
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise _refused(
                path, "có mật khẩu; hãy bỏ mật khẩu rồi lưu lại", "is locked by a password; remove it and save again"
            )
        raise _refused(
            path, "là tệp Excel đời cũ (.xls); hãy lưu lại thành .xlsx hoặc .csv",
            "is of an old Excel (.xls); save it as .xlsx or .csv",
        )  # fmt: skip
    if path.name.startswith("~$"):
        raise _refused(
            path, "là tệp khóa tạm của Excel; hãy đưa tệp chính", "is a lock file of Excel; give the workbook itself"
        )
    if re.match(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|\?xml|table|head|meta)", data[:200], re.IGNORECASE):
        raise _refused(
            path, "là trang HTML hoặc XML mang tên bảng tính; hãy mở nó và lưu lại thành .xlsx",
            "is a page of HTML or XML by the name of a spreadsheet; open it and save it as .xlsx",
        )  # fmt: skip
    return data


def _refused(path: Path, vi: str, en: str) -> InputError:
    return InputError(f"{path}: {vi}.", f"{path}: {en}.")


# ---------------------------------------------------------------- .csv


def _delimited(path: Path, data: bytes) -> Iterator[list[TableRow]]:
    """The table as each delimiter cuts it, the likeliest first."""
    try:
        text = decode(data).text.removeprefix("\ufeff")
    except SourceError as error:
        raise _refused(path, error.vi, error.en) from error
    first, _, rest = text.partition("\n")
    skipped = 0
    if re.fullmatch(r"sep=.\r?", first, re.IGNORECASE):
        text, skipped = rest, 1
    tables: list[tuple[int, int, list[TableRow]]] = []
    failure: InputError | None = None
    for mark in ";,\t|":
        try:
            rows = _rows_between(text, mark, skipped)
        except csv.Error as error:
            failure = failure or _torn(path, text, mark, skipped, error)
            continue
        known, width = max(
            ((len(columns_in(row.cells) or ()), len(row.cells)) for row in rows[:HEADER_WITHIN]), default=(0, 0)
        )
        tables.append((-known, sum(len(row.cells) > width for row in rows), rows))
    tables.sort(key=lambda one: one[:2])  # most headers known, fewest rows that are wider than those
    if failure and not (tables and tables[0][0]):
        raise failure
    yield from (rows for *_, rows in tables)


def _rows_between(text: str, mark: str, skipped: int) -> list[TableRow]:
    rows = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    for number, cells in enumerate(reader, 1 + skipped):
        cleaned = tuple(cell.replace("\r\n", "\n").replace("\r", "\n") for cell in cells)
        if any(cell.strip() for cell in cleaned):
            rows.append(TableRow(number, cleaned))
    return rows


def _torn(path: Path, text: str, mark: str, skipped: int, error: csv.Error) -> InputError:
    """Says in which row it is torn: the one after the last that can be read."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    number = skipped
    try:
        for _ in reader:
            number += 1
    except csv.Error:
        number += 1
    return InputError(
        f'{path}, dòng {number}: dấu nháy kép không khép ({error}); trong ô có nháy kép thì viết hai lần "".',
        f'{path}, line {number}: a quotation mark is not closed ({error}); inside a cell write it twice "".',
    )


# ---------------------------------------------------------------- .xlsx


def _workbook(path: Path, data: bytes) -> Iterator[list[TableRow]]:
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as box:
            names = set(box.namelist())
            unpacked = sum(entry.file_size for entry in box.infolist())
        if "xl/workbook.xml" not in names:
            raise _refused(path, "không phải tệp .xlsx; hãy lưu lại thành .xlsx", "is no .xlsx; save it as .xlsx")
        if unpacked > MAX_UNPACKED:
            raise _refused(path, "quá lớn khi giải nén", "is too large when unpacked")
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        for sheet in book.worksheets:
            sheet.reset_dimensions()
            yield list(_sheet_rows(sheet.iter_rows()))
    except (InputError, GeneratorExit):
        raise
    except Exception as error:  # openpyxl raises whatever its parsers do
        raise _refused(
            path, "hỏng hoặc bị cắt cụt; hãy mở bằng Excel rồi lưu lại", "is damaged or cut short; open it in Excel and save it"
        ) from error  # fmt: skip


def _sheet_rows(rows: Iterable[tuple[Any, ...]]) -> Iterator[TableRow]:
    empty = 0
    for number, row in enumerate(rows, 1):
        cells = tuple(_shown(cell) for cell in row)
        if any(cell.strip() for cell in cells):
            empty = 0
            yield TableRow(number, cells)
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
    """With the parts that its format shows: typed "30/4" is stored with a year nobody meant."""
    letters = _LITERAL.sub("", style.lower())
    day, month, year = spoken_date(value.isoformat()[:10]).split("/")
    if "y" not in letters and "d" in letters:
        return f"{day}/{month}"
    if "d" not in letters and "y" in letters:
        return f"{month}/{year}"
    clock = value.strftime(" %H:%M") if isinstance(value, datetime.datetime) and "h" in letters else ""
    return f"{day}/{month}/{year}{clock}"
