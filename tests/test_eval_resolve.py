"""The quotations of a spreadsheet looked up in the documents: their files, their numbers, their line breaks."""

from pathlib import Path

import pytest

from eval.exchange.sheets import with_files
from eval.questions import load
from eval.questions.anchor import Text
from eval.questions.check import Severity, check
from eval.questions.together import joined
from eval.run import anchored
from index.errors import InputError
from tests.fakes import write_files

A = "QUẬN ỦY HÀ ĐÔNG\nSố 667-CV/QU\n\nCÔNG VĂN\n\n1. Kiện toàn Ban Chỉ đạo trước ngày 04/9/2021.\n"
B = "QUẬN ỦY THANH XUÂN\nSố 12-CV/QU\n\nCÔNG VĂN\n\n1. Họp lúc 08 giờ. Kính gửi các đồng chí.\n"


def sheet_set(folder: Path, row: str) -> Path:
    text = f"Câu hỏi;Lời đáp;Lời trích;Tệp hoặc số văn bản;Loại\nAi?;x;{row}\n"
    write_files(folder, {"documents/a.txt": A, "documents/b.txt": B, "documents/2021/c.txt": B, "questions.csv": text})
    return folder


# What the cells of quotation and file say, and the file meant.
MEANT = [
    ("trước ngày 04/9/2021;", "a.txt"),
    ("TRƯỚC NGÀY 4/9/2021;", "a.txt"),
    ("trước ngày 04/9/2021;667-CV/QU", "a.txt"),
    ("trước ngày 04/9/2021;667 - cv/qu", "a.txt"),
    ("trước ngày 04/9/2021;667", "a.txt"),
    ("trước ngày 04/9/2021;Công văn 667-CV/QU", "a.txt"),
    ("trước ngày 04/9/2021;CV 667-CV/QU", "a.txt"),
    ("trước ngày 04/9/2021;số 667-CV/QU", "a.txt"),
    ("trước ngày 04/9/2021;Công văn số 667/CV-QU ngày 02/9/2021 của Quận ủy", "a.txt"),
    ("trước ngày 04/9/2021;công văn 667", "a.txt"),
    ("trước ngày 04/9/2021;CV 667", "a.txt"),
    ("trước ngày 04/9/2021;văn bản số 667", "a.txt"),
    ("Họp lúc 08 giờ;2021/c.txt", "2021/c.txt"),
    ("Họp lúc 08 giờ;c.txt", "2021/c.txt"),
    (";a.txt", "a.txt"),
]


@pytest.mark.parametrize(("row", "file"), MEANT)
def test_the_file_is_looked_up(tmp_path: Path, row: str, file: str) -> None:
    loaded = load(str(sheet_set(tmp_path, row)))
    assert [gold.file for gold in loaded.questions[0].gold] == [file]


# What the cells say, what validate and export say to it, and the quotations that a run looks up.
UNCLEAR = [
    ("Họp lúc 08 giờ;", "lời trích có ở nhiều tệp", [("b.txt", "Họp lúc 08 giờ"), ("2021/c.txt", "Họp lúc 08 giờ")]),
    ("Họp lúc 08 giờ;12-CV/QU", "b.txt, 2021/c.txt", [("b.txt", "Họp lúc 08 giờ"), ("2021/c.txt", "Họp lúc 08 giờ")]),
    ("trước ngày 05/9/2021;", "không có trong văn bản nào", [("", "trước ngày 05/9/2021")]),
    ("trước ngày 05/9/2021;12-CV/QU", "không có trong văn bản nào", [("b.txt", "trước ngày 05/9/2021")]),
    ("trước ngày 04/9/2021;999-CV/QU", "«999-CV/QU»; xem", [("999-CV/QU", "")]),
    ("trước ngày 04/9/2021;Chỉ thị 667", "«Chỉ thị 667»; xem", [("Chỉ thị 667", "")]),
    ("trước ngày 04/9/2021;cũ.docx", "«cũ.docx»", [("cũ.docx", "trước ngày 04/9/2021")]),
]


@pytest.mark.parametrize(("row", "says", "looked_up"), UNCLEAR)
def test_a_file_that_is_not_clear_is_told_and_the_rest_is_asked(
    tmp_path: Path, row: str, says: str, looked_up: list[tuple[str, str]]
) -> None:
    folder = sheet_set(tmp_path, row)
    (error,) = (one for one in check(str(folder)).problems if one.severity is Severity.ERROR)
    assert error.line == 2
    assert says in error.message.vi
    with pytest.raises(InputError, match=r"questions\.csv, dòng 2: "):
        with_files(str(folder), None, None)
    (question,) = load(str(folder)).questions
    assert [(gold.file, gold.quote) for gold in question.gold] == looked_up


def test_a_document_that_is_gone_takes_only_its_questions_with_it(tmp_path: Path) -> None:
    """Its words stand in another document: that is not where they were asked for."""
    folder = sheet_set(tmp_path, "Kiện toàn Ban Chỉ đạo;999-CV/QU\nAi?;y;trước ngày 05/9/2021;\nGì?;z;Ban Chỉ đạo;667")
    loaded = load(str(folder))
    texts = {source.file: source.text for source in loaded.sources}
    asked, lost = anchored(loaded.questions, texts, lambda _: None)
    assert [question.text for question, _ in asked] == ["Gì?"]
    assert [(one.file, one.quote) for one in lost] == [("999-CV/QU", ""), ("", "trước ngày 05/9/2021")]


def test_alternatives_of_a_list_are_one_of_what_is_wanted(tmp_path: Path) -> None:
    folder = sheet_set(tmp_path, '"[4] Kính gửi\n\nHọp lúc 08 giờ\n\nBan Chỉ đạo";;liệt kê')
    (question,) = load(str(folder)).questions
    assert [(gold.file, gold.group) for gold in question.gold] == [
        ("b.txt", 4), ("2021/c.txt", 4), ("b.txt", 5), ("2021/c.txt", 5), ("a.txt", None),
    ]  # fmt: skip
    assert question.groups == (0, 0, 1, 1, 2)


def test_a_sheet_alone_is_a_set_for_an_archive_that_is_open(tmp_path: Path) -> None:
    sources = load(str(sheet_set(tmp_path / "set", "trước ngày 04/9/2021;667"))).sources
    write_files(tmp_path, {"mine.csv": (tmp_path / "set" / "questions.csv").read_bytes()})
    loaded = load(str(tmp_path / "mine.csv"), sources=sources)
    assert (loaded.name, loaded.questions[0].gold[0].file) == ("mine", "a.txt")


# ---------------------------------------------------------------- line breaks in a quotation

TEXT = """QUẬN ỦY HÀ ĐÔNG
Số 667-CV/QU

CÔNG VĂN

1. Bộ Quốc phòng chủ trì, phối hợp với Bộ Công an,
Bộ Tài chính; trình trước ngày 04/9/2021. Bộ Y tế theo dõi.

2. Các quận báo cáo Bộ.
"""
# Two lines, and the white space between them where they stand together.
TOGETHER = [
    ("Bộ", "Quốc phòng chủ trì", " "),
    ("bộ quốc  phòng", "CHỦ TRÌ,", " "),
    ("với Bộ Công an,", "Bộ Tài chính", "\n"),
    ("trước ngày 04/9/2021.", "Bộ Y tế", " "),
    ("theo dõi.", "2. Các quận", "\n\n"),
    ("Bộ Công an", "Bộ Tài chính", None),  # the comma: two bodies of a list
    ("Bộ Công an,", ", Bộ Tài chính", None),
    ("Bộ Quốc phòng", "Bộ Công an", None),
    ("Quốc", "Bộ", None),
    ("Bộ", "…", None),
    ("", "Bộ", None),
]


@pytest.mark.parametrize(("first", "second", "between"), TOGETHER)
def test_lines_that_stand_together(first: str, second: str, between: str | None) -> None:
    assert next((place.between for place in joined(Text(TEXT), first, second)), None) == between


# The cells of quotations and of the kind, and the quotations read.
BROKEN = [
    ("Bộ\nQuốc phòng chủ trì, phối hợp", "", ["Bộ Quốc phòng chủ trì, phối hợp"]),
    ("Bộ\nQuốc\nphòng chủ trì,\nphối hợp", "", ["Bộ Quốc phòng chủ trì, phối hợp"]),
    ("[2] Bộ\nQuốc phòng\n[1] Bộ\nY tế", "", ["Bộ Quốc phòng", "Bộ Y tế"]),
    ("Bộ\n\nQuốc phòng", "", ["Bộ", "Quốc phòng"]),
    ("Bộ Công an,\nBộ Tài chính", "", ["Bộ Công an,\nBộ Tài chính"]),
    ("Bộ Quốc phòng\nBộ Công an", "", ["Bộ Quốc phòng", "Bộ Công an"]),
    ("theo dõi.\n2. Các quận", "", ["theo dõi.\n\n2. Các quận"]),
    # Of a list every clause is wanted.
    ("theo dõi.\n2. Các quận", "liệt kê", ["theo dõi.", "2. Các quận"]),
    ("Bộ\nQuốc phòng", "liệt kê", ["Bộ Quốc phòng"]),
]


@pytest.mark.parametrize("file", ["", "a.txt", "667"])
@pytest.mark.parametrize(("cell", "kind", "quotes"), BROKEN)
def test_a_quotation_copied_with_its_line_breaks(
    tmp_path: Path, cell: str, kind: str, quotes: list[str], file: str
) -> None:
    text = f'Câu hỏi;Lời đáp;Lời trích;Tệp;Loại;Suy ra\nAi?;x;"{cell}";{file};{kind};x\n'
    write_files(tmp_path, {"documents/a.txt": TEXT, "questions.csv": text})
    (question,) = load(str(tmp_path)).questions
    assert [gold.quote for gold in question.gold] == quotes
    assert {gold.file for gold in question.gold} == {"a.txt"}


def test_a_quotation_at_many_places_is_told(tmp_path: Path) -> None:
    write_files(tmp_path, {"documents/a.txt": TEXT, "questions.csv": "Câu hỏi;Lời đáp;Lời trích\nAi?;Bộ Y tế;Bộ\n"})
    (problem,) = check(str(tmp_path)).problems
    assert problem.severity is Severity.WARNING
    assert problem.message.vi.startswith("lời trích có ở 5 chỗ trong «a.txt»")
