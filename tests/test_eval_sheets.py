"""Questions in spreadsheets: written, read, edited by Excel and by people."""

import datetime
import io
import json
import unicodedata
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eval.questions import Gold, Question, Split, bundled
from eval.questions.cells import continued, read_answers, read_gold, write_gold
from eval.questions.columns import HEADERS
from eval.questions.kinds import KINDS, OFFERED
from eval.questions.lines import read_lines, read_questions
from eval.questions.load import BUNDLED
from eval.questions.records import question_of, record_of
from eval.questions.sheet import MAX_CELL, write_sheet
from eval.questions.types import Status
from index.errors import InputError
from tests.fakes import write_files

SUFFIXES = (".csv", ".xlsx")

# ---------------------------------------------------------------- there and back

# Signs with a meaning in cells, in CSV, in spreadsheets; what XML cannot hold; the rest of Unicode.
SIGNS = "\\|;\n\r\t\"',=+-@#[]*12nteux_0041 \u00a0\u2028\x00\x0b\x85\ufeff\uffffĐộ"
WILD = st.text(st.sampled_from(SIGNS) | st.characters(), max_size=12)
WORDS = WILD.filter(str.strip)
KIND = WORDS | st.sampled_from([*KINDS, *KINDS.values(), "Khác"])
GOLD = st.builds(Gold, WILD.filter(bool), WILD, st.none() | st.integers(0, 10**9), st.integers(1, 99))


@st.composite
def questions(draw: st.DrawFn) -> list[Question]:
    found = []
    for at in range(draw(st.integers(1, 4))):
        answers = tuple(map(tuple, draw(st.lists(st.lists(WORDS, min_size=1, max_size=3), max_size=3))))
        gold = tuple(draw(st.lists(GOLD, max_size=3)))
        found.append(Question(
            f"{at}{draw(WILD)}", draw(KIND), draw(WORDS), tuple(draw(st.lists(WILD, max_size=3))), answers, gold,
            bool(answers or gold), draw(st.sampled_from(Split)), draw(st.booleans()), draw(st.sampled_from(Status)),
            draw(st.booleans()), draw(WILD),
        ))  # fmt: skip
    return found


@pytest.mark.parametrize("suffix", SUFFIXES)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(written=questions())
def test_nothing_is_lost_from_json_to_a_sheet_and_back(tmp_path: Path, suffix: str, written: list[Question]) -> None:
    path = tmp_path / f"a{suffix}"
    write_sheet(path, [question_of(json.loads(json.dumps(record_of(one)))) for one in written])
    assert list(read_questions(path)) == written


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("name", bundled())
def test_bundled_sets_there_and_back(tmp_path: Path, name: str, suffix: str) -> None:
    written = read_questions(BUNDLED / name / "questions.jsonl")
    write_sheet(tmp_path / f"a{suffix}", written)
    assert read_questions(tmp_path / f"a{suffix}") == written


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_what_no_cell_can_hold_is_refused(tmp_path: Path, suffix: str) -> None:
    question = Question("a", "date", "x" * (MAX_CELL + 1), answerable=False)
    with pytest.raises(InputError, match=r"dòng 2.*Câu hỏi"):
        write_sheet(tmp_path / f"a{suffix}", [question])
    assert list(tmp_path.iterdir()) == []


def test_a_sheet_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"không|Không"):
        write_sheet(tmp_path / "nowhere" / "a.csv", [])


# ---------------------------------------------------------------- cells

ANSWERS = [
    ("04/9/2021", (("04/9/2021",),)),
    ("1+1", (("1+1",),)),
    ("Q.1", (("Q.1",),)),
    ("2-3 ngày | 2 đến 3 ngày", (("2-3 ngày",), ("2 đến 3 ngày",))),
    ("2-3 ngày\n2 đến 3 ngày\n\n", (("2-3 ngày",), ("2 đến 3 ngày",))),
    ("3 đợt; 40 ngày\nba đợt;40 ngày", (("3 đợt", "40 ngày"), ("ba đợt", "40 ngày"))),
    (r"a\;b; c\|d", (("a;b", "c|d"),)),
    (r"C:\Văn bản", ((r"C:\Văn bản",),)),
    (" ; | ;", ()),
    ("", ()),
]


@pytest.mark.parametrize(("cell", "rows"), ANSWERS)
def test_accepted_answers_in_a_cell(cell: str, rows: tuple[tuple[str, ...], ...]) -> None:
    assert read_answers(cell) == rows


GOLDS = [
    ("một hai", "a.txt", (Gold("a.txt", "một hai"),)),
    ("một\nhai", "a.txt", (Gold("a.txt", "một"), Gold("a.txt", "hai"))),
    ("một\nhai", "a.txt\nb.txt", (Gold("a.txt", "một"), Gold("b.txt", "hai"))),
    ("[1] một\n[1] hai\n[2] ba", "", (Gold("", "một", 1), Gold("", "hai", 1), Gold("", "ba", 2))),
    ("[*3] một\n[2*4] hai", "a", (Gold("a", "một", None, 3), Gold("a", "hai", 2, 4))),
    (r"\[1] một", "a", (Gold("a", "[1] một"),)),
    ("[] một", "a", (Gold("a", "[] một"),)),
    (r"một\nhai", "a", (Gold("a", "một\nhai"),)),
    ("", "a.txt", (Gold("a.txt", ""),)),
    ("", "", ()),
]


@pytest.mark.parametrize(("quotes", "files", "gold"), GOLDS)
def test_quotations_in_a_cell(quotes: str, files: str, gold: tuple[Gold, ...]) -> None:
    assert read_gold(quotes, files) == gold


# Quotations and files as typed, and which quotations may go on with the one before.
CONTINUED = [
    ("một\nhai\nba", "a.txt", (1, 2)),
    ("một\n\nhai\nba", "", (2,)),
    ("\n một \n hai \n", "", (1,)),
    ("[1] một\nhai\n[2] ba\n[*2] bốn", "", (1,)),
    ("một\n[] hai", "", (1,)),
    ("một\nhai", "a.txt\nb.txt", ()),
    ("", "a.txt\nb.txt", ()),
]


@pytest.mark.parametrize(("quotes", "files", "follows"), CONTINUED)
def test_lines_that_may_be_one_quotation(quotes: str, files: str, follows: tuple[int, ...]) -> None:
    assert continued(quotes, files) == follows


@given(gold=st.lists(GOLD, max_size=5))
def test_what_is_written_apart_stays_apart(gold: list[Gold]) -> None:
    quotes, files = write_gold(gold)
    assert continued(quotes, files) == ()


# ---------------------------------------------------------------- as people and Excel save it

ROWS = [
    ("Câu hỏi", "Lời đáp", "Lời trích"),
    ("Trước ngày nào?", "04/9/2021", "trước ngày 04/9/2021"),
    ('Ai nói "có"; ai không?', "a\nb", "dòng một,\nhai"),
]


def delimited(rows: Sequence[Sequence[str]], mark: str, end: str = "\r\n") -> str:
    def cell(text: str) -> str:
        return '"' + text.replace('"', '""') + '"' if set(text) & set(f'{mark}"\n') else text

    return "".join(mark.join(map(cell, row)) + end for row in rows)


SAVED = {
    "Excel, UTF-8": "\ufeff" + delimited(ROWS, ";"),
    "comma": delimited(ROWS, ",", "\n"),
    "tab": delimited(ROWS, "\t"),
    "with sep": "sep=;\r\n" + delimited(ROWS, ";"),
    "with a title and empty lines": ";;\r\nBộ câu hỏi của tôi;;\r\n;;\r\n" + delimited(ROWS, ";"),
    "with empty rows": delimited([ROWS[0], ("", " ", ""), ROWS[1], ("", "", ""), ROWS[2]], ";"),
    "columns in another order": delimited([(c, a, b) for a, b, c in ROWS], ";"),
}
TONES = "\u0300\u0301\u0303\u0309\u0323"
ENCODINGS = [(name, "utf-8") for name in SAVED] + [("tab", "utf-16"), ("comma", "utf-16-le")]


@pytest.mark.parametrize(("name", "encoding"), ENCODINGS)
def test_csv_in_every_form(tmp_path: Path, name: str, encoding: str) -> None:
    write_files(tmp_path, {"a.csv": SAVED[name].encode(encoding)})
    first, second = read_questions(tmp_path / "a.csv")
    assert first.text == "Trước ngày nào?"
    assert first.answers == (("04/9/2021",),)
    assert [gold.quote for gold in first.gold] == ["trước ngày 04/9/2021"]
    assert second.text == 'Ai nói "có"; ai không?'
    assert second.answers == (("a",), ("b",))
    assert [gold.quote for gold in second.gold] == ["dòng một,", "hai"]
    assert first.kind == "other"
    assert first.status is Status.ACCEPTED


def as_typed(char: str) -> str:
    """A letter as Windows-1258 has it."""
    try:
        char.encode("cp1258")
    except UnicodeEncodeError:
        *letter, tone = sorted(unicodedata.normalize("NFD", char), key=TONES.__contains__)
        return unicodedata.normalize("NFC", "".join(letter)) + tone
    return char


def test_a_csv_of_a_vietnamese_windows(tmp_path: Path) -> None:
    """ "CSV" without "UTF-8" in Excel: Windows-1258, whose tone marks stand behind their letters."""
    rows = [("Câu hỏi", "Lời đáp"), ("Ủy ban nhân dân phải họp trước ngày nào?", "ngày đầu tháng chín")]
    text = "".join(as_typed(char) for char in delimited(rows, ";"))
    write_files(tmp_path, {"a.csv": text.encode("cp1258")})
    (question,) = read_questions(tmp_path / "a.csv")
    assert question.text == rows[1][0]
    assert question.answers == ((rows[1][1],),)


def test_a_column_of_questions_alone(tmp_path: Path) -> None:
    write_files(tmp_path, {"a.csv": "Câu hỏi\nAi ký; ai nhận?\nKhi nào, ở đâu?\n"})
    assert [one.text for one in read_questions(tmp_path / "a.csv")] == ["Ai ký; ai nhận?", "Khi nào, ở đâu?"]


def test_headers_in_any_language_and_case(tmp_path: Path) -> None:
    rows = [("ANSWER", "cau hoi *", "Loai (chọn)", "Ghi chú riêng"), ("x", "Ai?", "NGAY THANG", "y")]
    write_files(tmp_path, {"a.csv": delimited(rows, ",")})
    (question,) = read_questions(tmp_path / "a.csv")
    assert (question.text, question.kind, question.answers, question.note) == ("Ai?", "date", (("x",),), "")
    notes = [(line.number, note.en) for line in read_lines(tmp_path / "a.csv") for note in line.notes]
    assert notes[0] == (1, 'the columns "Ghi chú riêng" are not used')


def test_ids_made_do_not_follow_the_row(tmp_path: Path) -> None:
    write_files(
        tmp_path, {"a.csv": "Câu hỏi;Lời đáp\nAi?;x\nGì?;y\n", "b.csv": "Câu hỏi;Lời đáp\nGì?;y\nAi?;x\nAi?;z\n"}
    )
    one, two = ([question.id for question in read_questions(tmp_path / name)] for name in ("a.csv", "b.csv"))
    assert two[:2] == one[::-1]
    assert len({*two}) == 3


def workbook(path: Path, rows: Sequence[Sequence[Any]], title: str = "Trang 1", before: bool = False) -> Path:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    if before:
        sheet.append(["Danh sách", "không phải câu hỏi"])
        sheet = book.create_sheet()
    sheet.title = title
    for row in rows:
        sheet.append(row)
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, tuple):
                cell.value, cell.number_format = cell.value
    book.save(path)
    return path


DAY = datetime.datetime(2021, 9, 4)
# (value in the cell, its format, what it is read as)
TYPED = [
    (DAY, "dd/mm/yyyy", "04/9/2021"),
    (DAY, "mm-dd-yy", "04/9/2021"),
    (DAY, 'dd" tháng "mm" năm "yyyy', "04/9/2021"),
    (datetime.datetime(2022, 4, 30), "d-mmm", "30/4"),
    (datetime.datetime(2021, 9, 1), "mmm-yy", "9/2021"),
    (datetime.datetime(2021, 9, 4, 8, 30), "dd/mm/yyyy hh:mm", "04/9/2021 08:30"),
    (datetime.datetime(2014, 12, 31), "yyyy-mm-dd h:mm:ss", "31/12/2014"),
    (datetime.time(8, 30), "h:mm", "08:30"),
    (30000, "#,##0", "30000"),
    (15.0, "General", "15"),
    (2.5, "General", "2,5"),
    (0.1 + 0.2, "General", "0,3"),
    (0.05, "0%", "5%"),
    ("04/9/2021", "@", "04/9/2021"),
    ("30.000", "@", "30.000"),
    ("04/9_x000D_\n", "@", "04/9"),
    ("a_x005F_x0041_", "@", "a_x0041_"),
]


@pytest.mark.parametrize(("value", "style", "read"), TYPED)
def test_what_is_typed_is_read_as_it_is_shown(tmp_path: Path, value: Any, style: str, read: str) -> None:
    path = workbook(tmp_path / "a.xlsx", [["Câu hỏi", "Lời đáp"], ["Bao nhiêu?", None]])
    book = openpyxl.load_workbook(path)
    cell = book.worksheets[0]["B2"]
    cell.value, cell.number_format = value, style
    book.save(path)
    (question,) = read_questions(path)
    assert question.answers == ((read,),)


def test_the_first_sheet_with_questions_and_their_rows_as_numbered(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        [None],
        ["Tiêu đề"],
        ["Mã", "Câu hỏi", "Phần"],
        [],
        [7, "Ai?", None],
        [None, None],
        [8, "Gì?", "phần ba"],
    ]
    path = workbook(tmp_path / "a.xlsx", rows, before=True)
    lines = read_lines(path)
    assert [(line.number, line.question.id if line.question else None) for line in lines] == [(5, "7"), (7, None)]
    with pytest.raises(InputError, match=r"a\.xlsx, dòng 7: cột «Phần» phải là tune, held .* «phần ba»"):
        read_questions(path)


def test_merged_cells_and_formulas(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [["Câu hỏi", "Lời đáp"], ["Ai?", "x"], ["Chương hai", None], ["Gì?", "y"]])
    book = openpyxl.load_workbook(path)
    book.worksheets[0].merge_cells("A1:A1")
    book.worksheets[0].merge_cells("B2:B3")
    book.save(path)
    questions_read = read_questions(path)
    assert [one.text for one in questions_read] == ["Ai?", "Chương hai", "Gì?"]
    # Without answer and quotation it waits: it is not taken for a question that has none.
    assert [one.status for one in questions_read] == [Status.ACCEPTED, Status.PROPOSED, Status.ACCEPTED]


def test_a_formula_is_read_by_its_value_and_named_when_it_has_none(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["Câu hỏi", "Lời đáp", "Khác"],
        ["Ai?", "=1+1", "=1"],
        ["Gì?", "x", "=2"],
        [None, '="a"', None],
        ["=x", "y", 1],
    ]
    path = workbook(tmp_path / "a.xlsx", rows)  # as a program writes it: no values are stored
    told = {line.number: line.error.vi for line in read_lines(path) if line.error}
    assert {number: text.split(";")[0] for number, text in told.items()} == {
        2: "công thức chưa có giá trị ở ô B2",
        4: "công thức chưa có giá trị ở ô B4",
        5: "công thức chưa có giá trị ở ô A5",
    }
    stored = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(stored, "w") as new:
        for name in old.namelist():
            new.writestr(
                name, old.read(name).replace(b"</f><v></v>", b"</f><v>7</v>").replace(b"</f><v/>", b"</f><v>7</v>")
            )
    path.write_bytes(stored.getvalue())
    assert [line.error.vi for line in read_lines(path) if line.error] == [
        "thiếu câu hỏi; hãy viết vào cột «Câu hỏi», hoặc xóa cả dòng"
    ]
    found = [line.question for line in read_lines(path) if line.question]
    assert [(one.text, one.answers) for one in found] == [("Ai?", (("7",),)), ("Gì?", (("x",),)), ("7", (("y",),))]


def test_a_formula_that_comes_to_no_text_is_an_empty_cell(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [["Câu hỏi", "Lời đáp", "Ghi chú"], ["Ai?", "x", '=""']])
    stored = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(stored, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'<c r="C2">', b'<c r="C2" t="str">'))
    path.write_bytes(stored.getvalue())
    (question,) = read_questions(path)
    assert (question.text, question.note) == ("Ai?", "")


def test_a_formula_for_a_column_name(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [["Câu hỏi", '="Lời đáp"'], ["Ai?", "x"]])
    (first, second) = read_lines(path)
    assert first.error
    assert "B1" in first.error.en
    assert second.question


def sheets(path: Path, **pages: Sequence[Sequence[Any]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in pages.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def test_questions_on_every_sheet_are_read_and_named(tmp_path: Path) -> None:
    head = ["Mã", "Câu hỏi", "Lời đáp"]
    guide = [["Cách viết"], ["Câu hỏi", "Ai ký công văn này?"], ["Lời đáp", "Ông A"]]
    path = sheets(
        tmp_path / "a.xlsx", Hai=[head, ["h1", "Ai?", "x"]], guide=guide, other=[["Số", "Tên"], [1, "a"]],
        Ba=[["Tháng 3"], head, ["b1", "Gì?", "y"], ["h1", "Khi nào?", "z"]], Four=[["Câu hỏi"], ["Ở đâu?"]],
    )  # fmt: skip
    lines = read_lines(path)
    assert [(line.sheet, line.number, line.question.text) for line in lines if line.question] == [
        ("Hai", 2, "Ai?"), ("Ba", 3, "Gì?"), ("Ba", 4, "Khi nào?"), ("Four", 2, "Ở đâu?"),
    ]  # fmt: skip
    with pytest.raises(
        InputError, match=r"a\.xlsx, trang «Ba», dòng 4: mã «h1» đã dùng ở trang «Hai», dòng 2"
    ) as caught:
        read_questions(path)
    assert 'sheet "Ba", line 4' in caught.value.en


def test_the_page_of_instructions_may_stand_first(tmp_path: Path) -> None:
    guide = [["Câu hỏi", "Ai ký công văn này?"], ["Lời đáp", "Ông A"]]
    path = sheets(tmp_path / "a.xlsx", guide=guide, own=[["Câu hỏi", "Lời đáp"], ["Gì?", "y"]])
    assert [(line.sheet, line.question.text) for line in read_lines(path) if line.question] == [("", "Gì?")]


# A row, and what is said of it.
HALF = [
    ("Ai?;x;;", ["không có lời trích: chỉ xét lời đáp"]),
    ("Ai?;;trích;", ["không có lời đáp: chỉ xét trích dẫn"]),
    ("Ai?;;;tìm văn bản", ["chưa có lời đáp và lời trích nên chưa được hỏi"]),
    ("Ai?;;trích;tìm văn bản", []),
    ("Ai?;x;trích;", []),
    ("Ai?;;;không có lời đáp", []),
]


@pytest.mark.parametrize(("row", "says"), HALF)
def test_half_of_what_counts_as_right_is_told(tmp_path: Path, row: str, says: list[str]) -> None:
    write_files(tmp_path, {"a.csv": f"Câu hỏi;Lời đáp;Lời trích;Loại\n{row}\n"})
    assert [note.vi.split(";")[0] for line in read_lines(tmp_path / "a.csv") for note in line.notes] == says


def archived(name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as box:
        box.writestr(name, content)
    return out.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
# (file, bytes, what the line must say)
UNREADABLE = [
    ("a.xls", OLE, "Excel đời cũ"),
    ("a.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
    ("a.xls", b"\xef\xbb\xbf<html><table><tr><td>C\xc3\xa2u h\xe1\xbb\x8fi", "HTML"),
    ("a.xlsx", b"PK\x03\x04" + b"x" * 50, "hỏng"),
    ("a.xlsx", archived("word/document.xml", b"<x/>"), "không phải tệp .xlsx"),
    ("a.xlsx", archived("xl/workbook.xml", b"<x"), "hỏng"),
    ("~$a.xlsx", b"\x05Trang", "tệp khóa tạm"),
    ("a.csv", b"\x00\x01\x02\x03" * 20, "hãy lưu lại thành .csv (UTF-8) hoặc .xlsx"),
    ("a.csv", "Tên;Tuổi\nA;3\n".encode(), "không có cột «Câu hỏi»"),
    ("a.csv", b"", "không có cột «Câu hỏi»"),
    ("a.csv", 'Câu hỏi;Lời đáp\nAi?;x\n"Gì?;y\n'.encode(), "dòng 3: dấu nháy kép"),
    ("a.csv", "Câu hỏi,Lời đáp\nAi ký, ai nhận?,x\n".encode(), "dòng 2: có nhiều ô hơn"),
    ("a.csv", "Câu hỏi;Lời đáp\nAi?;#N/A\n".encode(), "dòng 2: ô «Lời đáp»"),
    ("a.csv", "Câu hỏi;Lời đáp\n;x\n".encode(), "dòng 2: thiếu câu hỏi"),
    ("a.csv", "Câu hỏi;Lời đáp;Không có lời đáp\nAi?;x;x\n".encode(), "dòng 2: đã đánh dấu"),
    ("a.csv", "Câu hỏi;Suy ra\nAi?;có lẽ\n".encode(), "«có lẽ»"),
    ("a.csv", "Câu hỏi;Lời trích;Tệp\nAi?;\"a\nb\nc\";\"x\ny\"\n".encode(), "3 lời trích nhưng 2 tệp"),
    ("a.csv", "Mã;Câu hỏi;Lời đáp\n1;Ai?;x\n1;Gì?;y\n".encode(), "dòng 3: mã «1» đã dùng ở dòng 2"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "says"), UNREADABLE)
def test_what_cannot_be_read_is_told_in_one_line(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    write_files(tmp_path, {name: data})
    with pytest.raises(InputError) as caught:
        read_questions(tmp_path / name)
    assert says in caught.value.vi
    assert name in caught.value.en
    assert "\n" not in caught.value.vi + caught.value.en


def test_a_damaged_workbook_never_ends_in_a_traceback(tmp_path: Path) -> None:
    write_sheet(tmp_path / "a.xlsx", [Question("a", "date", "Ai?", answers=(("x",),))])
    data = (tmp_path / "a.xlsx").read_bytes()
    for at in range(0, len(data), max(len(data) // 40, 1)):
        for broken in (data[:at], data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :]):
            (tmp_path / "b.xlsx").write_bytes(broken)
            try:
                read_questions(tmp_path / "b.xlsx")
            except InputError:
                continue


def test_every_header_is_known_by_both_names() -> None:
    from eval.questions.columns import columns_in

    for names in ([header.vi for header in HEADERS.values()], [header.en for header in HEADERS.values()]):
        assert columns_in(names) == {column: at for at, column in enumerate(HEADERS)}
    assert len(set(KINDS.values())) == len(KINDS)
    assert len(",".join(KINDS[kind] for kind in OFFERED)) < 254  # what Excel allows in a drop-down list
