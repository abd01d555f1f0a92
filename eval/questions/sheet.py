"""Questions in a spreadsheet, read and written: what a person can edit in Excel. Nothing is lost on the way there and back.

The columns are in :mod:`eval.questions.columns`, the signs within a cell in :mod:`eval.questions.cells`.
"""

import csv
import hashlib
import io
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from eval.files import write_whole
from eval.questions import cells, columns
from eval.questions.columns import HEADERS, STATUS_WORDS, Column
from eval.questions.kinds import KINDS
from eval.questions.lines import Line
from eval.questions.rows import Table, TableRow
from eval.questions.tables import read_tables
from eval.questions.types import Question, Split, Status
from index.errors import InputError
from index.types import Note

# What Excel can hold in a cell.
MAX_CELL = 32_767
_OTHER, _NONE, _RETRIEVAL = "other", "none", "retrieval"
# What a spreadsheet shows in place of a value it cannot reckon.
_ERRORS = frozenset({"#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"})
_T = TypeVar("_T")


def write_sheet(path: Path, questions: Sequence[Question], lang: str = "vi") -> None:
    """Writes ``questions``, whole or not at all: a ``.csv`` as Excel reads it in Vietnam, else an ``.xlsx``.

    ``lang``: of the names of the columns and what is said of them; the words in the cells are the same.

    Raises ``InputError`` when a value is longer than a cell, and when the file cannot be written.
    """
    rows = [row_of(question) for question in questions]
    for number, row in enumerate(rows, 2):
        for column, cell in zip(Column, row, strict=True):
            if len(cell) > MAX_CELL:
                raise InputError(
                    f"{path}, dòng {number}: cột «{HEADERS[column].vi}» dài hơn {MAX_CELL} ký tự, bảng tính không chứa được. "
                    "Hãy dùng .jsonl.",
                    f'{path}, line {number}: the column "{HEADERS[column].en}" is longer than the {MAX_CELL} characters that a '
                    "cell can hold. Use .jsonl.",
                )
    if path.suffix.lower() == ".csv":
        write_whole(_csv(rows, lang), path)
        return
    from eval.questions.template import workbook

    write_whole(workbook(rows, lang=lang), path)


def _csv(rows: Sequence[Sequence[str]], lang: str) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(header.name(lang) for header in HEADERS.values())
    writer.writerows([cells.no_formula(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def row_of(question: Question) -> list[str]:
    """The cells of ``question``, in the order of :class:`Column`."""
    quotes, files = cells.write_gold(question.gold)
    row = [
        cells.write_text(question.id),
        _kind_cell(question.kind),
        cells.write_text(question.text),
        cells.write_lines(question.history),
        cells.write_answers(question.answers),
        quotes,
        files,
        question.split.value,
        "x" * question.derived,
        "x" * (not question.answerable),
        "" if question.status is _usual(question.machine) else STATUS_WORDS[question.status],
        "x" * question.machine,
        cells.write_text(question.note),
    ]
    return [f"\\{cell}" if cell in _ERRORS else cell for cell in row]


def _usual(machine: bool) -> Status:
    """What an empty cell means."""
    return Status.PROPOSED if machine else Status.ACCEPTED


def _kind_cell(kind: str) -> str:
    written = KINDS.get(kind) or cells.write_text(kind)
    # A kind of somebody's own that has the name of one of ours.
    own = kind not in KINDS and columns.read_kind(written) is not None
    return f"\\u{ord(written[0]):04x}{written[1:]}" if own else written


# ---------------------------------------------------------------- reading


def sheet_lines(path: Path) -> tuple[Line, ...]:
    """The rows of a spreadsheet, of all its sheets that hold questions. Raises ``InputError`` when it cannot be read as one."""
    used: set[str] = set()
    return tuple(line for table in read_tables(path) for line in _table_lines(table, used))


def _table_lines(table: Table, used: set[str]) -> Iterator[Line]:
    head = table.head
    places = columns.columns_in(head.cells) or {}
    unknown = [cell.strip() for at, cell in enumerate(head.cells) if cell.strip() and at not in places.values()]
    if unknown:
        vi, en = (", ".join(mark.format(name) for name in unknown) for mark in ("«{}»", '"{}"'))
        note = Note(f"không dùng đến cột {vi}", f"the columns {en} are not used")
        yield Line(head.number, notes=(note,), sheet=table.sheet)
    if head.unread:
        yield Line(head.number, error=_unread(head, head.unread), sheet=table.sheet)
    for row in table.rows:
        values = {column: row.cells[at] if at < len(row.cells) else "" for column, at in places.items()}
        unread = [at for at in row.unread if at in places.values()]
        if not unread and not any(value.strip() for value in values.values()):
            continue
        try:
            if unread:
                raise _unread(row, unread)
            if table.delimited and any(cell.strip() for cell in row.cells[len(head.cells) :]):
                raise InputError(
                    "có nhiều ô hơn hàng tên cột; ô có dấu phân cách thì đặt trong nháy kép",
                    "has more cells than there are columns; put a cell that holds the delimiter in quotation marks",
                )
            question, notes = _question(values, used)
            follows = cells.continued(values.get(Column.QUOTES, ""), values.get(Column.FILES, ""))
            yield Line(row.number, question, notes=notes, sheet=table.sheet, follows=follows)
        except InputError as error:
            yield Line(row.number, error=error, sheet=table.sheet)


def _unread(row: TableRow, places: Sequence[int]) -> InputError:
    from openpyxl.utils import get_column_letter

    names = ", ".join(f"{get_column_letter(at + 1)}{row.number}" for at in places)
    return InputError(
        f"công thức chưa có giá trị ở ô {names}; hãy mở bằng Excel rồi lưu lại, hoặc gõ thẳng giá trị vào",
        f"a formula without a stored value in {names}; open it in Excel and save it, or type the value",
    )


def _question(values: dict[Column, str], used: set[str]) -> tuple[Question, tuple[Note, ...]]:
    def cell(column: Column) -> str:
        return values.get(column, "").strip()

    broken = next((column for column in values if cell(column) in _ERRORS), None)
    if broken:
        raise InputError(
            f"ô «{HEADERS[broken].vi}» là lỗi của bảng tính ({cell(broken)}); hãy sửa công thức hoặc gõ lại",
            f'the cell "{HEADERS[broken].en}" is an error of the spreadsheet ({cell(broken)}); correct the formula or type it',
        )
    text = cells.read_text(cell(Column.QUESTION))
    if not text.strip():
        raise InputError(
            "thiếu câu hỏi; hãy viết vào cột «Câu hỏi», hoặc xóa cả dòng", "no question; write it, or clear the row"
        )
    history = cells.read_lines(cell(Column.HISTORY))
    answers = cells.read_answers(cell(Column.ANSWERS))
    gold = cells.read_gold(cell(Column.QUOTES), cell(Column.FILES))
    kind = columns.read_kind(cell(Column.KIND)) or cells.read_text(cell(Column.KIND))
    ticked = _read(cell, Column.UNANSWERABLE, columns.read_flag, "x", "x")
    unanswerable = ticked or (kind == _NONE and not (answers or gold))
    kind = kind if kind.strip() else _NONE if ticked else _OTHER
    machine = _read(cell, Column.MACHINE, columns.read_flag, "x", "x")
    status = _read(cell, Column.STATUS, columns.read_status, "nhận, bỏ, chờ", "accept, reject, wait", _usual(machine))
    if unanswerable and (answers or gold):
        raise InputError(
            "đã đánh dấu «Không có lời đáp» thì cột «Lời đáp», «Lời trích» và «Tệp» phải trống",
            'with "No answer" ticked, "Answers", "Quotations" and "File" must be empty',
        )
    notes: tuple[Note, ...] = ()
    if status is not Status.REJECTED:
        notes = _half(kind, unanswerable, bool(answers), bool(gold))
        status = status if unanswerable or answers or gold else Status.PROPOSED
    return Question(
        id=_id(cells.read_text(cell(Column.ID)), text, history, used),
        kind=kind,
        text=text,
        history=history,
        answers=answers,
        gold=gold,
        answerable=bool(answers or gold),
        split=_read(cell, Column.SPLIT, columns.read_split, "tune, held", "tune, held", Split.TUNE),
        derived=_read(cell, Column.DERIVED, columns.read_flag, "x", "x"),
        status=status,
        machine=machine,
        note=cells.read_text(cell(Column.NOTE)),
    ), notes


def _half(kind: str, unanswerable: bool, answers: bool, gold: bool) -> tuple[Note, ...]:
    """What is said of a row that tells only half of what counts as right."""
    if unanswerable or (answers and gold) or (gold and kind == _RETRIEVAL):
        return ()
    if gold:
        return (Note("không có lời đáp: chỉ xét trích dẫn", "no answer: only what is cited is measured"),)
    if answers:
        return (Note("không có lời trích: chỉ xét lời đáp", "no quotation: only the answer is measured"),)
    return (Note(
        "chưa có lời đáp và lời trích nên chưa được hỏi; nếu văn bản không trả lời câu này, đánh x ở «Không có lời đáp»",
        'without answer and quotation it is not asked; if the documents do not answer it, tick "No answer"',
    ),)  # fmt: skip


def _read(
    cell: Callable[[Column], str],
    column: Column,
    read: Callable[[str], _T | None],
    vi: str,
    en: str,
    empty: _T | None = None,
) -> _T:
    written = cell(column)
    value = empty if not written and empty is not None else read(written)
    if value is None:
        raise InputError(
            f"cột «{HEADERS[column].vi}» phải là {vi} hoặc để trống, không phải «{written[:40]}»",
            f'the column "{HEADERS[column].en}" is {en} or empty, not "{written[:40]}"',
        )
    return value


def _id(given: str, text: str, history: Sequence[str], used: set[str]) -> str:
    """The id written, or one made from the question: it stays the same when rows are added or sorted."""
    if given.strip():
        return given
    digest = hashlib.sha256("\0".join((text, *history)).encode("utf-8", "replace")).hexdigest()[:8]
    made, again = f"c-{digest}", 1
    while made in used:
        again += 1
        made = f"c-{digest}-{again}"
    used.add(made)
    return made
