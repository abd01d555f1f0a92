"""The columns of a spreadsheet of questions, and the words people write in them. Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from eval.questions.kinds import KINDS
from eval.questions.types import Split, Status
from index.text import fold, nfc


class Column(StrEnum):
    """What a column holds; the value is the name used in code."""

    ID = "id"
    KIND = "kind"
    QUESTION = "question"
    HISTORY = "history"
    ANSWERS = "answers"
    QUOTES = "gold"
    FILES = "file"
    SPLIT = "split"
    DERIVED = "derived"
    UNANSWERABLE = "unanswerable"
    STATUS = "status"
    MACHINE = "machine"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Header:
    """The headers of a column in both languages, others it may have, and what the comment on it says."""

    vi: str
    en: str
    help: tuple[str, str]
    others: tuple[str, ...] = ()
    width: int = 14

    def name(self, lang: str) -> str:
        """In ``vi`` or ``en``."""
        return self.en if lang == "en" else self.vi


HEADERS: Mapping[Column, Header] = {
    Column.ID: Header("Mã", "ID", (
        "Mỗi câu một mã, không trùng. Để trống thì chương trình tự đặt theo câu hỏi.",
        "One for each question, used once. Left empty, it is made from the question."), ("Mã câu hỏi", "STT")),
    Column.KIND: Header("Loại", "Kind", (
        "Hỏi về cái gì; chọn trong danh sách hoặc tự đặt. Để trống là «khác». "
        "Loại «liệt kê» và «so sánh» cần đủ mọi lời trích.",
        "What is asked for; from the list or your own. Empty: other. List and compare want every quotation."),
        ("Loại câu hỏi",), 18),
    Column.QUESTION: Header("Câu hỏi", "Question", (
        "Bắt buộc. Viết như người dùng sẽ gõ.", "A must. As a person would type it."), ("Hỏi",), 52),
    Column.HISTORY: Header("Câu hỏi trước", "Earlier questions", (
        "Cho câu hỏi nối tiếp: các câu đã hỏi trước đó, mỗi dòng một câu (Alt+Enter để xuống dòng).",
        "For a follow-up: the questions before it, one a line (Alt+Enter)."), ("history",), 30),
    Column.ANSWERS: Header("Lời đáp", "Answers", (
        "Những cách trả lời được coi là đúng: mỗi dòng (hoặc giữa hai dấu |) một cách. "
        "Trong một cách, các ý phải có đủ thì cách nhau bằng dấu ; — ví dụ «3 đợt; 40 ngày». "
        "Muốn viết chính dấu ấy: \\| và \\; (dấu \\ là \\\\).",
        "What counts as right: one way a line (or between |). Within one way, strings that must all be said stand "
        "between ; as in \"3 rounds; 40 days\". For the signs themselves write \\| \\; and \\\\."),
        ("Đáp án", "Trả lời", "Answer"), 36),
    Column.QUOTES: Header("Lời trích", "Quotations", (
        "Chép nguyên văn từ văn bản chỗ chứa lời đáp, mỗi dòng một lời trích; đúng một trong số đó là đủ. "
        "Nếu cần đủ nhiều chỗ, đánh số nhóm ở đầu dòng: [1] …, [2] … "
        "Các dòng đứng liền nhau trong văn bản là một lời trích; để một dòng trống ở giữa nếu là hai.",
        "Words of the document that hold the answer, one quotation a line; any one will do. "
        "Where several places are wanted, number the groups: [1] …, [2] … "
        "Lines that stand together in the document are one quotation; leave an empty line between if they are two."),
        ("Trích dẫn", "Quotation", "Quote", "Quotes"), 60),
    Column.FILES: Header("Tệp hoặc số văn bản", "File or number", (
        "Tên tệp hoặc số văn bản (ví dụ 667-CV/QU) của lời trích: một cho tất cả, hoặc mỗi dòng một tệp theo thứ tự "
        "lời trích. Để trống thì lời trích được tìm trong mọi văn bản.",
        "The file, or the document's number (667-CV/QU): one for all quotations, or one a line for each. "
        "Left empty, the quotation is looked up in all documents."),
        ("Tệp", "Số văn bản", "Văn bản", "Số ký hiệu", "Files", "Document"), 26),
    Column.SPLIT: Header("Phần", "Split", (
        "tune: câu để làm việc (mặc định); held: câu để riêng, chỉ đếm, không xem khi sửa chương trình.",
        "tune: to work with (default); held: only counted, never looked at."), (), 9),
    Column.DERIVED: Header("Suy ra", "Derived", (
        "Đánh x nếu lời đáp không nằm nguyên văn trong lời trích (phải đếm, tính, diễn đạt lại).",
        "x if the answer does not stand in the quotation as it is (counted, computed, reworded)."), (), 9),
    Column.UNANSWERABLE: Header("Không có lời đáp", "No answer", (
        "Đánh x nếu văn bản không trả lời câu này: câu trả lời đúng là nói không biết.",
        "x if the documents do not answer it: the right reply is to say so."), ("Không trả lời được",), 10),
    Column.STATUS: Header("Duyệt", "Review", (
        "nhận, bỏ, hoặc chờ. Để trống: nhận (câu do máy soạn: chờ).",
        "accept, reject or wait. Empty: accepted (written by a machine: waiting)."), (), 9),
    Column.MACHINE: Header("Máy soạn", "Machine", (
        "x: câu do chương trình đề xuất.", "x: proposed by a program."), (), 9),
    Column.NOTE: Header("Ghi chú", "Note", ("Tùy ý.", "Anything."), ("Notes",), 24),
}  # fmt: skip

_KIND_OF = {fold(nfc(label)): kind for kind, label in KINDS.items()}
_YES = frozenset("x v co yes y 1 true dung ✓ ✔ ☑ da".split())
_NO = frozenset(["", "khong", "no", "n", "0", "false", "sai", "-"])
_SPLITS = {"": Split.TUNE, "tune": Split.TUNE, "lam viec": Split.TUNE, "held": Split.HELD, "de rieng": Split.HELD}
_STATUSES = {
    "nhan": Status.ACCEPTED, "accept": Status.ACCEPTED, "accepted": Status.ACCEPTED, "duyet": Status.ACCEPTED,
    "bo": Status.REJECTED, "reject": Status.REJECTED, "rejected": Status.REJECTED,
    "cho": Status.PROPOSED, "wait": Status.PROPOSED, "proposed": Status.PROPOSED,
}  # fmt: skip
STATUS_WORDS = {Status.ACCEPTED: "nhận", Status.REJECTED: "bỏ", Status.PROPOSED: "chờ"}
_BRACKETS = re.compile(r"\([^)]*\)|\[[^]]*\]|[*:]")


def _bare(header: str) -> str:
    return " ".join(_BRACKETS.sub(" ", fold(nfc(header))).split())


_COLUMN_OF = {
    _bare(name): column
    for column, header in HEADERS.items()
    for name in (column.value, header.vi, header.en, *header.others)
}


def columns_in(row: Iterable[str]) -> dict[Column, int] | None:
    """Where each column is, if ``row`` is a row of headers: one that names the question; the first of two of a name."""
    found: dict[Column, int] = {}
    for at, cell in enumerate(row):
        column = _COLUMN_OF.get(_bare(cell))
        if column:
            found.setdefault(column, at)
    return found if Column.QUESTION in found else None


def read_kind(cell: str) -> str | None:
    """The code of a kind written as :data:`~eval.questions.kinds.KINDS` shows it."""
    return _KIND_OF.get(" ".join(fold(nfc(cell)).split()))


def read_flag(cell: str) -> bool | None:
    """Whether a box is ticked; ``None`` for a word that says neither."""
    word = fold(nfc(cell)).strip()
    return True if word in _YES else False if word in _NO else None


def read_split(cell: str) -> Split | None:
    """The split; ``None`` for a word that is none."""
    return _SPLITS.get(fold(nfc(cell)).strip())


def read_status(cell: str) -> Status | None:
    """The status; ``None`` for a word that is none."""
    return _STATUSES.get(fold(nfc(cell)).strip())
