"""A ``.csv`` or ``.xlsx`` as tables of text cells; what it is, its bytes say."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from eval.questions.about import unopened
from eval.questions.columns import columns_in
from eval.questions.rows import Table, TableRow, refused
from index.errors import InputError, SourceError
from index.formats.text.decode import decode

# A set of ten thousand questions is a few megabytes.
MAX_BYTES = 64 * 2**20
# The headers stand among the first rows that hold anything.
HEADER_WITHIN = 30
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_tables(path: Path) -> tuple[Table, ...]:
    """The tables with a column of questions: one of a ``.csv``, those of all sheets of a workbook, hidden ones too.

    Raises ``InputError`` for what is no spreadsheet, is locked or damaged, or has no such column.
    """
    data = _bytes(path)
    found = _sheets(path, data) if data.startswith(b"PK\x03\x04") else _delimited_table(path, data)
    if found:
        return found
    raise InputError(
        f"{path}: không có cột «Câu hỏi». Hãy đặt tên cột ở hàng đầu, hoặc tạo mẫu bằng: trichdan eval new TỆP.xlsx",
        f'{path}: there is no column "Question". Name the columns in the first row, or start from: trichdan eval new FILE.xlsx',
    )


def _sheets(path: Path, data: bytes) -> tuple[Table, ...]:
    from eval.questions.workbook import read_workbook

    sheets = read_workbook(path, data)
    headed = [(sheet, _header(sheet.rows)) for sheet in sheets]
    tables = [
        Table(sheet.rows[at], sheet.rows[at + 1 :], False, sheet.name)
        for sheet, at in headed
        if at is not None and _is_header(sheet.rows[at])
    ]
    if len(tables) > 1:
        return tuple(tables)
    # Of one table it need not be said where it is; without any, a row that may be one is.
    loose = [Table(sheet.rows[at], sheet.rows[at + 1 :], False) for sheet, at in headed if at is not None]
    return tuple(Table(one.head, one.rows, False) for one in tables) or tuple(loose[:1])


def _delimited_table(path: Path, data: bytes) -> tuple[Table, ...]:
    for rows in _delimited(path, data):
        at = _header(rows)
        if at is not None:
            return (Table(rows[at], tuple(rows[at + 1 :]), True),)
    return ()


def _header(rows: Sequence[TableRow]) -> int | None:
    """Which row holds the headers: of those that name the question, the first that names most columns."""
    known = [len(columns_in(row.cells) or ()) for row in rows[:HEADER_WITHIN]]
    return known.index(max(known)) if any(known) else None


def _is_header(row: TableRow) -> bool:
    """Not so a page of instructions, where «Câu hỏi» stands before an example."""
    return len(columns_in(row.cells) or ()) > 1 or sum(bool(cell.strip()) for cell in row.cells) == 1


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise refused(path, f"lớn hơn {MAX_BYTES // 2**20} MB", f"larger than {MAX_BYTES // 2**20} MB")
        data = path.read_bytes()
    except OSError as error:
        raise unopened(path, error) from error
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise refused(
                path, "có mật khẩu; hãy bỏ mật khẩu rồi lưu lại", "is locked by a password; remove it and save again"
            )
        raise refused(
            path, "là tệp Excel đời cũ (.xls); hãy lưu lại thành .xlsx hoặc .csv",
            "is of an old Excel (.xls); save it as .xlsx or .csv",
        )  # fmt: skip
    if path.name.startswith("~$"):
        raise refused(
            path, "là tệp khóa tạm của Excel; hãy đưa tệp chính", "is a lock file of Excel; give the workbook itself"
        )
    if re.match(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|\?xml|table|head|meta)", data[:200], re.IGNORECASE):
        raise refused(
            path, "là trang HTML hoặc XML mang tên bảng tính; hãy mở nó và lưu lại thành .xlsx",
            "is a page of HTML or XML by the name of a spreadsheet; open it and save it as .xlsx",
        )  # fmt: skip
    return data


# ---------------------------------------------------------------- .csv


def _delimited(path: Path, data: bytes) -> Iterator[list[TableRow]]:
    """The table as each delimiter cuts it, the likeliest first."""
    try:
        text = decode(data).text.removeprefix("\ufeff")
    except SourceError as error:
        raise refused(
            path, "không phải bảng tính hay văn bản đọc được; hãy lưu lại thành .csv (UTF-8) hoặc .xlsx",
            "is no spreadsheet and no text that can be read; save it as .csv (UTF-8) or .xlsx",
        ) from error  # fmt: skip
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
