"""Everything that is wrong with a set is found, named by its line, and told what to do about."""

import json
import unicodedata
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from eval.questions import bundled
from eval.questions.check import Severity, check
from eval.questions.columns import HEADERS, Column, read_status
from eval.questions.lines import read_questions
from eval.questions.near import nearest
from eval.questions.template import WORDS
from eval.questions.types import Status
from index.build import build
from index.errors import InputError
from tests import commandline
from tests.commandline import Terminal
from tests.fakes import HashingEncoder, write_files
from ui.sample import documents

terminal = commandline.terminal

A = """QUẬN ỦY HÀ ĐÔNG
Số 667-CV/QU
Hà Đông, ngày 02 tháng 9 năm 2021

CÔNG VĂN
Về phòng, chống dịch

1. Ủy ban nhân dân Quận kiện toàn Ban Chỉ đạo trước ngày 04/9/2021.

2. Ban Tuyên giáo tuyên truyền Chỉ thị 06-CT/TU.
"""
B = "QUẬN ỦY THANH XUÂN\nSố 12-CV/QU\n\nCÔNG VĂN\n\n1. Họp lúc 08 giờ.\n"
GOOD: dict[str, Any] = {
    "id": "a1", "kind": "date", "question": "Trước ngày nào?", "answers": [["04/9/2021"]],
    "gold": [{"file": "a.txt", "quote": "kiện toàn Ban Chỉ đạo"}],
}  # fmt: skip
OTHER: dict[str, Any] = {
    "id": "b1", "kind": "time", "question": "Họp lúc nào?", "answers": [["08 giờ"]],
    "gold": [{"file": "b.txt", "quote": "Họp lúc"}],
}  # fmt: skip
ERROR, WARNING = Severity.ERROR, Severity.WARNING


def gold(quote: str, file: str = "a.txt") -> list[dict[str, str]]:
    return [{"file": file, "quote": quote}]


def make(folder: Path, *records: dict[str, Any] | str) -> str:
    lines = [record if isinstance(record, str) else json.dumps(record, ensure_ascii=False) for record in records]
    write_files(folder, {"documents/a.txt": A, "documents/b.txt": B, "questions.jsonl": "\n".join(lines)})
    return str(folder)


# The second line of a set whose first and third are good; what must be said of it, and how bad it is.
BAD: list[tuple[dict[str, Any] | str, str, Severity]] = [
    ("{", "sai cú pháp JSON", ERROR),
    ({"id": "x"}, 'thiếu "kind"', ERROR),
    (GOOD | {"question": "Khi nào?"}, "mã «a1» đã dùng ở dòng 1", ERROR),
    (GOOD, "trùng câu hỏi với «a1» ở dòng 1", ERROR),
    (GOOD | {"id": "a2", "question": " trước NGÀY nào"}, "trùng câu hỏi với «a1» ở dòng 1", ERROR),
    (GOOD | {"id": "a2", "question": "x", "gold": gold("đào", "c.txt")}, "không có văn bản «c.txt»", ERROR),
    (
        GOOD | {"id": "a2", "question": "x", "gold": gold("kiện toàn Ban Chỉ đạo", "c.txt")},
        "(nhưng có trong a.txt)",
        ERROR,
    ),
    (
        GOOD | {"id": "a2", "question": "x", "gold": gold("trước ngày 05/10/2021")},
        "lời trích không có trong «a.txt»",
        ERROR,
    ),
    (
        GOOD | {"id": "a2", "question": "x", "gold": gold("Họp lúc")},
        "không có trong «a.txt» (nhưng có trong b.txt)",
        ERROR,
    ),
    (GOOD | {"id": "a2", "question": "x", "gold": gold("KIỆN toàn  Ban")}, "chép lại nguyên văn", WARNING),
    (GOOD | {"id": "a2", "question": "x", "answers": [["05/9/2021"]]}, "lời đáp không có trong điều khoản", ERROR),
    (GOOD | {"id": "a2", "question": "x", "answers": [["04/9/2021", "Chỉ thị 06"]]}, "lời đáp không có", ERROR),
    (GOOD | {"id": "a2", "question": "x", "answer": "04/9"}, 'không dùng đến "answer"', WARNING),
    (GOOD | {"id": "a2", "question": unicodedata.normalize("NFD", "Việc gì?")}, "không phải NFC", WARNING),
]


@pytest.mark.parametrize(("record", "says", "severity"), BAD)
def test_each_error_is_found_among_good_lines(
    tmp_path: Path, record: dict[str, Any] | str, says: str, severity: Severity
) -> None:
    checked = check(make(tmp_path, GOOD, record, OTHER))
    assert len(checked.problems) == 1, checked.problems
    (problem,) = checked.problems
    assert says in problem.message.vi
    assert (problem.line, problem.severity) == (2, severity)
    assert problem.message.en != problem.message.vi
    assert checked.errors == (severity is ERROR)


def test_all_errors_are_told_not_the_first(tmp_path: Path) -> None:
    checked = check(make(tmp_path, GOOD, "{", OTHER | {"gold": gold("mất rồi")}, GOOD))
    assert [(problem.line, problem.severity) for problem in checked.problems] == [
        (2, ERROR), (3, ERROR), (4, ERROR), (0, WARNING),
    ]  # fmt: skip


# What is right though it looks odd.
FINE: list[dict[str, Any]] = [
    {"question": "Có phải không?", "answers": [["Có"], ["Đúng"]]},
    {"question": "Có phải không?", "answers": [["Không", "04/9/2021"]]},
    {"question": "x", "answers": [["ba ngày"]], "derived": True},
    {"question": "x", "answers": [["667-CV/QU"]]},  # in the line of its document
    {"question": "x", "answers": [["2/9/2021"]]},
    {"question": "x", "answers": [["hỏng"], ["ngày 4 tháng 9 năm 2021"]]},
    {"question": "x", "answers": []},
    {"question": "x", "gold": gold("")},
    {"question": "Trước ngày nào?", "history": ["Kiện toàn gì?"]},
    {"question": "Truoc ngay nao?"},
    {"question": "x", "answers": [["sai"]], "gold": gold("mất rồi"), "status": "rejected"},
]


@pytest.mark.parametrize("changes", FINE)
def test_what_is_right_is_left_alone(tmp_path: Path, changes: dict[str, Any]) -> None:
    assert check(make(tmp_path, GOOD, OTHER, GOOD | {"id": "a2"} | changes)).problems == ()


def test_documents_nobody_asks_about_and_those_that_cannot_be_read(tmp_path: Path) -> None:
    write_files(tmp_path, {"documents/c.bin": b"\0\1\2"})
    problems = check(make(tmp_path, GOOD)).problems
    assert [(problem.severity, problem.message.vi[:38]) for problem in problems] == [
        (WARNING, "chưa câu nào hỏi đến 1 văn bản: b.txt"), (WARNING, "không đọc được văn bản «c.bin»: định d"),
    ]  # fmt: skip


@pytest.mark.parametrize("name", bundled())
def test_bundled_sets_have_no_errors(name: str) -> None:
    try:
        found = check(name)
    except InputError as error:
        pytest.skip(error.en)
    absent = [problem for problem in found.problems if problem.line == 0 and problem.severity is ERROR]
    if absent:
        pytest.skip(absent[0].message.en)
    assert [problem for problem in found.problems if problem.severity is ERROR] == []


NEAR = [
    ("kiện toàn ban chỉ đạo trước 05/9/2021", "kiện toàn Ban Chỉ đạo trước ngày 04/9/2021"),
    ("Ban Tuyên giao tuyên truyền chỉ thị", "Ban Tuyên giáo tuyên truyền Chỉ thị"),
    ("thời tiết ngày mai thế nào", None),
    ("", None),
]


@pytest.mark.parametrize(("quote", "passage"), NEAR)
def test_the_nearest_words_of_the_document(quote: str, passage: str | None) -> None:
    found = nearest(quote, A)
    assert (found is None) == (passage is None)
    assert passage is None or passage.split()[1] in str(found)


# ---------------------------------------------------------------- the commands


def test_validate_names_file_line_and_remedy(terminal: Terminal, tmp_path: Path) -> None:
    name = make(tmp_path / "set", GOOD, OTHER | {"gold": gold("Họp vào lúc", "b.txt")})
    result = terminal("eval", "validate", name)
    assert result.code == 2
    assert result.out.splitlines() == [
        "questions.jsonl, dòng 2 (b1): lời trích không có trong «b.txt»; hãy chép lại nguyên văn "
        "[lời trích: «Họp vào lúc», gần nhất: «Họp lúc 08»]",
        "2 câu, 2 loại, 2 tune + 0 held: 1 lỗi",
    ]
    english = terminal("--lang", "en", "eval", "validate", name).out
    assert "questions.jsonl, line 2 (b1): the quotation does not stand in" in english


def test_validate_a_clean_set(terminal: Terminal, tmp_path: Path) -> None:
    result = terminal("eval", "validate", make(tmp_path / "set", GOOD, OTHER | {"split": "held"}))
    assert (result.code, result.out) == (0, "2 câu, 2 loại, 1 tune + 1 held: không có lỗi\n")


def test_warnings_alone_are_no_failure(terminal: Terminal, tmp_path: Path) -> None:
    result = terminal("eval", "validate", make(tmp_path / "set", GOOD))
    assert result.code == 0
    assert result.out.splitlines()[-1] == "1 câu, 1 loại, 1 tune + 0 held: không có lỗi, 1 lưu ý"


def test_words_of_held_questions_are_not_printed(terminal: Terminal, tmp_path: Path) -> None:
    secret = OTHER | {
        "split": "held",
        "gold": gold("LỜI BÍ MẬT"),
        "answers": [["ĐÁP BÍ MẬT"]],
        "question": "HỎI BÍ MẬT",
    }
    again = secret | {"id": "b2", "gold": OTHER["gold"]}
    name = make(tmp_path / "set", GOOD, secret, again)
    for option in ((), ("--json",)):
        shown = terminal("eval", "validate", name, *option)
        assert "BÍ MẬT" not in shown.out
        assert "b1" in shown.out
        assert "BÍ MẬT" in terminal("eval", "validate", name, *option, "--reveal").out


def test_validate_for_programs(terminal: Terminal, tmp_path: Path) -> None:
    result = terminal("eval", "validate", make(tmp_path / "set", GOOD, "{"), "--json").json
    assert (result["questions"], result["errors"], result["warnings"]) == (1, 1, 1)
    first = result["problems"][0]
    assert (first["line"], first["id"], first["severity"]) == (2, None, "error")
    assert set(first["message"]) == {"vi", "en"}


def test_validate_without_documents_says_how_to_get_them(terminal: Terminal, tmp_path: Path) -> None:
    write_files(tmp_path / "set", {
        "questions.jsonl": json.dumps(GOOD), "set.json": json.dumps({"obtain": {"vi": "Xin ở phòng văn thư.", "en": "Ask."}}),
    })  # fmt: skip
    result = terminal("eval", "validate", tmp_path / "set")
    assert result.code == 2
    assert "Xin ở phòng văn thư." in result.out


def test_validate_what_is_no_set(terminal: Terminal, tmp_path: Path) -> None:
    assert "covid19" in terminal.fails("eval", "validate", tmp_path / "none")
    write_files(tmp_path, {"a.xlsx": b"PK\x03\x04"})
    assert "hỏng" in terminal.fails("eval", "validate", tmp_path / "a.xlsx")


def test_a_clerk_writes_a_sheet_and_checks_it(terminal: Terminal, tmp_path: Path) -> None:
    texts = write_files(tmp_path / "texts", {"a.txt": A, "b.txt": B})
    archive = tmp_path / "archive"
    build([texts], archive, HashingEncoder(), None, lambda *_: None)
    path = tmp_path / "mine.xlsx"
    made = terminal("eval", "new", path, "--archive", archive)
    assert (made.code, made.err) == (0, "")
    assert "eval validate" in made.out
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Câu hỏi", "Hướng dẫn", "Văn bản"]
    listed = [[cell.value for cell in row] for row in book["Văn bản"].iter_rows()]
    assert listed[1] == ["667-CV/QU", "02/9/2021", "phòng, chống dịch", "a.txt"]
    sheet = book["Câu hỏi"]
    assert all(cell.comment for cell in sheet[1])
    assert len(sheet.data_validations.dataValidation) >= 3
    head = [cell.value for cell in sheet[1]]
    for row, values in enumerate((
        {"Câu hỏi": "Kiện toàn trước ngày nào?", "Loại": "ngày tháng", "Lời đáp": "04/9/2021", "Lời trích": "Ban Chỉ đạo trước"},
        {"Câu hỏi": "Họp lúc nào?", "Lời đáp": "9 giờ", "Lời trích": "Họp lúc 08 giờ", "Tệp hoặc số văn bản": "12-CV/QU"},
        {"Câu hỏi": "Mai mưa không?", "Không có lời đáp": "x"},
    ), 2):  # fmt: skip
        for name, value in values.items():
            sheet.cell(row, head.index(name) + 1).value = value
    book.save(path)
    result = terminal("eval", "validate", path, "--archive", archive)
    assert result.code == 2
    first, last = result.out.splitlines()
    assert first.startswith("mine.xlsx, dòng 3 (c-")
    assert "lời đáp không có trong điều khoản" in first
    assert "đánh x ở «Suy ra»" in first
    assert last == "3 câu, 3 loại, 3 tune + 0 held: 1 lỗi"


def test_a_number_that_is_not_there_says_where_they_are_listed(terminal: Terminal, tmp_path: Path) -> None:
    texts = write_files(tmp_path / "texts", {"a.txt": A})
    archive = tmp_path / "kho văn bản"
    build([texts], archive, HashingEncoder(), None, lambda *_: None)
    write_files(tmp_path, {"a.csv": "Câu hỏi;Lời đáp;Lời trích;Tệp\nAi?;x;Ban Chỉ đạo;999\n"})
    shown = terminal("eval", "validate", tmp_path / "a.csv", "--archive", archive).out
    assert f"«999»; xem danh sách: trichdan show --archive '{archive}'" in shown
    shown = terminal("eval", "validate", tmp_path / "a.csv", "--documents", texts).out
    assert f"«999»; xem tên tệp trong «{texts}»" in shown


def test_problems_of_several_sheets_are_named_with_them(terminal: Terminal, tmp_path: Path) -> None:
    texts = write_files(tmp_path / "texts", {"a.txt": A})
    book = openpyxl.Workbook()
    for name in ("Một", "Hai"):
        sheet = book.create_sheet(name)
        sheet.append(["Câu hỏi", "Lời đáp", "Lời trích"])
        sheet.append(["Trước ngày nào?", "04/9/2021", "kiện toàn Ban Chỉ đạo"])
    book.save(tmp_path / "a.xlsx")
    options = ("eval", "validate", tmp_path / "a.xlsx", "--documents", texts)
    first = terminal(*options).out.splitlines()[0]
    assert first.startswith("a.xlsx, trang «Hai», dòng 2 (c-")
    assert "ở trang «Một», dòng 2; hãy bỏ một câu" in first
    assert [problem["sheet"] for problem in terminal(*options, "--json").json["problems"]] == ["Hai"]


@pytest.mark.parametrize(("lang", "summary"), [("vi", "2 câu, 2 loại"), ("en", "2 questions, 2 kinds")])
def test_the_instructions_are_a_set_that_works(terminal: Terminal, tmp_path: Path, lang: str, summary: str) -> None:
    """The two worked examples of the page of instructions, typed into the sheet as they stand there."""
    path = tmp_path / "a.xlsx"
    terminal("--lang", lang, "eval", "new", path)
    book = openpyxl.load_workbook(path)
    sheet, guide = book.worksheets
    assert [sheet.title, guide.title] == [WORDS[lang].questions, WORDS[lang].guide]
    head, row = [cell.value for cell in sheet[1]], 1
    assert head == [header.name(lang) for header in HEADERS.values()]
    for name, value in guide.iter_rows(values_only=True):
        row += name == HEADERS[Column.QUESTION].name(lang)
        if name in head:
            sheet.cell(row, head.index(name) + 1).value = value
    for rule in sheet.data_validations.dataValidation:
        assert len(rule.formula1) <= 255  # what Excel allows
    book.save(path)
    assert row == 3
    result = terminal("--lang", lang, "eval", "validate", path, "--documents", documents())
    assert (result.code, summary in result.out) == (0, True)
    assert [question.kind for question in read_questions(path)] == ["date", "number"]


@pytest.mark.parametrize("status", Status)
def test_the_words_to_choose_from_are_read(status: Status) -> None:
    for words in WORDS.values():
        assert status in map(read_status, words.statuses.split(","))


def test_new_never_overwrites(terminal: Terminal, tmp_path: Path) -> None:
    write_files(tmp_path, {"a.xlsx": "của tôi"})
    assert "không ghi đè" in terminal.fails("eval", "new", tmp_path / "a.xlsx")
    assert (tmp_path / "a.xlsx").read_text() == "của tôi"
    assert ".xlsx" in terminal.fails("eval", "new", tmp_path / "a.doc")
    assert "none" in terminal.fails("eval", "new", tmp_path / "none" / "a.csv")
    assert "chưa có chỉ mục" in terminal.fails("eval", "new", tmp_path / "b.xlsx", "--archive", tmp_path / "none")
    assert not (tmp_path / "b.xlsx").exists()
    assert terminal("eval", "new", tmp_path / "b.csv").code == 0
    assert (tmp_path / "b.csv").read_bytes().startswith("\ufeffMã;Loại;Câu hỏi;".encode())
    assert terminal("--lang", "en", "eval", "new", tmp_path / "c.csv").code == 0
    assert (tmp_path / "c.csv").read_bytes().startswith("\ufeffID;Kind;Question;".encode())
