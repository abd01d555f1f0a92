"""The workbook a person writes questions in: headers with comments, drop-downs, a page of instructions, the documents."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eval.files import write_whole
from eval.questions.columns import HEADERS, Column
from eval.questions.guide import GUIDE
from eval.questions.kinds import KINDS, OFFERED
from index.types import Directive

if TYPE_CHECKING:
    from openpyxl import Workbook

# Rows below the last in which the drop-downs work.
ROOM = 1000
_CHOICES = {Column.SPLIT: "tune,held", Column.DERIVED: "x", Column.UNANSWERABLE: "x", Column.MACHINE: "x"}


@dataclass(frozen=True, slots=True)
class Words:
    """What the workbook says in one language: names of pages and of the columns of documents; words to choose from."""

    questions: str
    guide: str
    documents: str
    columns: tuple[str, str, str, str]
    kinds: str
    statuses: str


WORDS = {
    "vi": Words(
        "Câu hỏi", "Hướng dẫn", "Văn bản", ("Số ký hiệu", "Ngày", "Trích yếu", "Tệp"),
        ",".join(KINDS[kind] for kind in OFFERED), "nhận,bỏ,chờ",
    ),
    "en": Words(
        "Questions", "Instructions", "Documents", ("Number", "Date", "Subject", "File"), ",".join(OFFERED),
        "accept,reject,wait",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Listed:
    """A document of the archive, as the third page lists it."""

    number: str
    date: str
    subject: str
    file: str


def listed(directives: Sequence[Directive]) -> list[Listed]:
    """The documents of an archive; what is unknown is left empty."""
    from index.passages import spoken_date

    return [
        Listed(
            one.number.value if one.number else "",
            spoken_date(one.date.value) if one.date else "",
            one.subject.value if one.subject else "",
            one.file,
        )
        for one in directives
    ]


def create(path: Path, documents: Sequence[Listed] = (), lang: str = "vi") -> None:
    """An empty sheet to write questions in; ``lang``: ``vi`` or ``en``. Raises ``InputError`` when it cannot be written."""
    from eval.questions.sheet import write_sheet

    if path.suffix.lower() == ".csv":
        write_sheet(path, (), lang)
    else:
        write_whole(workbook((), documents, lang), path)


def workbook(rows: Sequence[Sequence[str]], documents: Sequence[Listed] = (), lang: str = "vi") -> bytes:
    """An ``.xlsx`` with ``rows`` (cells in the order of :class:`Column`); with ``documents``, a page that lists them."""
    from openpyxl import Workbook

    book = Workbook()
    words = WORDS[lang]
    _questions(book, rows, words, lang)
    _guide(book, words.guide, GUIDE[lang])
    if documents:
        sheet = book.create_sheet(words.documents)
        lines = [(one.number, one.date, one.subject, one.file) for one in documents]
        _fill(sheet, [words.columns, *lines])
        _dress(sheet, (22, 13, 70, 40))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _questions(book: "Workbook", rows: Sequence[Sequence[str]], words: Words, lang: str) -> None:
    from openpyxl.comments import Comment
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    sheet: Any = book.active
    sheet.title = words.questions
    _fill(sheet, [[header.name(lang) for header in HEADERS.values()], *rows])
    _dress(sheet, [header.width for header in HEADERS.values()])
    last = len(rows) + 1 + ROOM
    choices = _CHOICES | {Column.KIND: words.kinds, Column.STATUS: words.statuses}
    for at, (column, header) in enumerate(HEADERS.items(), 1):
        told = f"{header.help[0]}\n\n{header.en}: {header.help[1]}" if lang == "vi" else header.help[1]
        sheet.cell(1, at).comment = Comment(told, "Trích Dẫn", width=420, height=230)
        letter = get_column_letter(at)
        # As text: or a spreadsheet makes 04/9/2021 a date and 1/2 a day.
        for row in range(len(rows) + 2, min(last, len(rows) + 202)):
            sheet.cell(row, at).number_format = "@"
        if column in choices:
            # Other kinds may be typed; other words in the other columns may not.
            rule = DataValidation(
                "list", formula1=f'"{choices[column]}"', allow_blank=True, showErrorMessage=column is not Column.KIND
            )
            rule.add(f"{letter}2:{letter}{last}")
            sheet.add_data_validation(rule)


def _guide(book: "Workbook", title: str, lines: Sequence[Sequence[str]]) -> None:
    from openpyxl.styles import Font

    sheet = book.create_sheet(title)
    _fill(sheet, lines)
    _dress(sheet, (24, 110), head=False)
    for row in sheet.iter_rows(max_col=1):
        row[0].font = Font(bold=True)


def _fill(sheet: Any, rows: Sequence[Sequence[str]]) -> None:
    for at, row in enumerate(rows, 1):
        for column, text in enumerate(row, 1):
            if not text:
                continue
            cell = sheet.cell(at, column)
            cell.value = text
            cell.data_type = "s"  # also what begins with "=" or looks like an error
            cell.number_format = "@"


def _dress(sheet: Any, widths: Sequence[int], head: bool = True) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    for row in sheet.iter_rows():
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for at, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    if head:
        sheet.freeze_panes = "A2"
        for cell in sheet[1]:
            cell.font = Font(bold=True)
            cell.fill = PatternFill("solid", start_color="E2E8F0")
