"""The workbook a person writes questions in: headers with comments, drop-downs, a page of instructions, the documents."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eval.files import write_whole
from eval.questions.columns import HEADERS, Column
from eval.questions.kinds import KINDS, OFFERED
from index.types import Directive

if TYPE_CHECKING:
    from openpyxl import Workbook

# Rows below the last in which the drop-downs work.
ROOM = 1000
_CHOICES = {Column.SPLIT: "tune,held", Column.STATUS: "nhận,bỏ,chờ", Column.DERIVED: "x", Column.UNANSWERABLE: "x",
            Column.MACHINE: "x"}  # fmt: skip
_GUIDE = (
    ("Cách viết bộ câu hỏi", ""),
    ("1.", "Ở trang «Câu hỏi», mỗi dòng một câu. Chỉ cột «Câu hỏi» là bắt buộc; di chuột lên tên cột để xem giải thích."),
    ("2.", "«Lời đáp»: điều câu trả lời phải nói, càng ngắn càng tốt (một ngày, một tên, một con số). Có nhiều cách nói thì "
           "mỗi cách một dòng (Alt+Enter). Phải nói đủ nhiều ý thì cách nhau bằng dấu chấm phẩy."),
    ("3.", "«Lời trích»: mở văn bản, chép nguyên văn một đoạn ngắn có chứa lời đáp, trong cùng một đoạn văn. Tìm được ở nhiều chỗ "
           "thì mỗi chỗ một dòng."),
    ("4.", "«Tệp hoặc số văn bản»: ghi số ký hiệu hay tên tệp; để trống cũng được nếu lời trích chỉ có ở một văn bản."),
    ("5.", "Câu mà văn bản không trả lời được cũng rất nên có: đánh x ở «Không có lời đáp», để trống lời đáp và lời trích."),
    ("6.", "Lưu tệp (.xlsx), rồi kiểm tra và chạy:  trichdan eval validate TỆP.xlsx --archive KHO   ·   "
           "trichdan eval run TỆP.xlsx --archive KHO"),
    ("", ""),
    ("Ví dụ 1", "Một ngày"),
    ("Câu hỏi", "Hà Đông phải kiện toàn ban chỉ đạo trước ngày nào?"),
    ("Loại", "ngày tháng"),
    ("Lời đáp", "04/9/2021"),
    ("Lời trích", "việc kiện toàn Ban Chỉ đạo phòng, chống dịch của Quận"),
    ("Tệp hoặc số văn bản", "667-CV/QU"),
    ("", "Ngày viết cách nào cũng được (04/9/2021, ngày 4 tháng 9 năm 2021): chương trình so theo ngày, không theo chữ."),
    ("", ""),
    ("Ví dụ 2", "Hai ý phải có đủ, nói theo hai cách"),
    ("Câu hỏi", "Tính đến lúc ra Chỉ thị 06, Hà Nội đã giãn cách bao nhiêu ngày, qua mấy đợt?"),
    ("Loại", "con số"),
    ("Lời đáp", "40 ngày; 3 đợt\n40 ngày; ba đợt"),
    ("Lời trích", "Sau 40 ngày thực hiện 03 đợt giãn cách xã hội"),
    ("Tệp hoặc số văn bản", "06-CT/TU"),
    ("", "Dấu ; nối hai ý phải có đủ trong một câu trả lời; xuống dòng là cách nói khác cũng được coi là đúng."),
)  # fmt: skip


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


def create(path: Path, documents: Sequence[Listed] = ()) -> None:
    """An empty sheet to write questions in. Raises ``InputError`` when it cannot be written."""
    from eval.questions.sheet import write_sheet

    if path.suffix.lower() == ".csv":
        write_sheet(path, ())
    else:
        write_whole(workbook((), documents), path)


def workbook(rows: Sequence[Sequence[str]], documents: Sequence[Listed] = ()) -> bytes:
    """An ``.xlsx`` with ``rows`` (cells in the order of :class:`Column`); with ``documents``, a page that lists them."""
    from openpyxl import Workbook

    book = Workbook()
    _questions(book, rows)
    _guide(book)
    if documents:
        sheet = book.create_sheet("Văn bản")
        lines = [(one.number, one.date, one.subject, one.file) for one in documents]
        _fill(sheet, [("Số ký hiệu", "Ngày", "Trích yếu", "Tệp"), *lines])
        _dress(sheet, (22, 13, 70, 40))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _questions(book: "Workbook", rows: Sequence[Sequence[str]]) -> None:
    from openpyxl.comments import Comment
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    sheet: Any = book.active
    sheet.title = "Câu hỏi"
    _fill(sheet, [[header.vi for header in HEADERS.values()], *rows])
    _dress(sheet, [header.width for header in HEADERS.values()])
    last = len(rows) + 1 + ROOM
    kinds = '"' + ",".join(KINDS[kind] for kind in OFFERED) + '"'
    for at, (column, header) in enumerate(HEADERS.items(), 1):
        comment = Comment(f"{header.help[0]}\n\n{header.en}: {header.help[1]}", "Trích Dẫn", width=420, height=190)
        sheet.cell(1, at).comment = comment
        letter = get_column_letter(at)
        # As text: or a spreadsheet makes 04/9/2021 a date and 1/2 a day.
        for row in range(len(rows) + 2, min(last, len(rows) + 202)):
            sheet.cell(row, at).number_format = "@"
        choices = kinds if column is Column.KIND else f'"{_CHOICES[column]}"' if column in _CHOICES else None
        if choices:
            # Other kinds may be typed; other words in the other columns may not.
            rule = DataValidation(
                "list", formula1=choices, allow_blank=True, showErrorMessage=column is not Column.KIND
            )
            rule.add(f"{letter}2:{letter}{last}")
            sheet.add_data_validation(rule)


def _guide(book: "Workbook") -> None:
    from openpyxl.styles import Font

    sheet = book.create_sheet("Hướng dẫn")
    _fill(sheet, _GUIDE)
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
