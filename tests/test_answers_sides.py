"""Bodies, levels, documents and wordings set side by side: each is answered from its own documents, and told apart by name."""

from pathlib import Path

import pytest

from index.archive import Archive, open_archive
from index.build import build
from index.encode import open_encoder
from rag.ask import ask, understand
from rag.question import versions
from rag.question.apart import of_each
from rag.question.names import Names
from rag.question.sides import sides_of

_PROVINCE = """ỦY BAN NHÂN DÂN
TỈNH SƠN KHÊ
-------
Số: 14/QĐ-UBND
Sơn Khê, ngày 03 tháng 02 năm 2023

QUYẾT ĐỊNH
Về hỗ trợ phòng, chống cháy rừng

Điều 1. Hộ nhận khoán bảo vệ rừng được hỗ trợ 400.000 đồng/ha mỗi năm.
Điều 2. Khi phát hiện cháy rừng, chủ rừng báo cáo trong vòng 60 phút.
Điều 3. Tổ bảo vệ rừng của thôn có 10 thành viên, tuần tra vào thứ Ba hằng tuần.

CHỦ TỊCH
Vi Văn Thái
"""
_DISTRICT = """ỦY BAN NHÂN DÂN
HUYỆN ĐÔNG LĨNH
-------
Số: 52/KH-UBND
Đông Lĩnh, ngày 20 tháng 3 năm 2023

KẾ HOẠCH
Phòng, chống cháy rừng mùa khô

1. Hộ nhận khoán bảo vệ rừng được huyện hỗ trợ thêm 150.000 đồng/ha mỗi năm.
2. Khi phát hiện cháy rừng, chủ rừng báo cáo trong vòng 20 phút.
3. Tổ bảo vệ rừng của thôn tuần tra vào thứ Sáu hằng tuần; mỗi ca trực có 02 người.
4. Chòi canh lửa cao 12 m.

CHỦ TỊCH
Hà Thị Lụa
"""
_AMENDS = """ỦY BAN NHÂN DÂN
TỈNH SƠN KHÊ
-------
Số: 30/QĐ-UBND
Sơn Khê, ngày 08 tháng 5 năm 2024

QUYẾT ĐỊNH
Sửa đổi Quyết định số 14/QĐ-UBND ngày 03 tháng 02 năm 2023 về hỗ trợ phòng, chống cháy rừng

Điều 1. Sửa đổi Điều 1 Quyết định số 14/QĐ-UBND ngày 03 tháng 02 năm 2023 như sau:
"Điều 1. Hộ nhận khoán bảo vệ rừng được hỗ trợ 550.000 đồng/ha mỗi năm."

CHỦ TỊCH
Vi Văn Thái
"""


def _open(texts: tuple[str, ...], folder: Path, cache: Path) -> Archive:
    (folder / "docs").mkdir()
    for at, text in enumerate(texts):
        (folder / "docs" / f"{at}.txt").write_text(text, encoding="utf-8")
    encoder = open_encoder(None, cache)
    build([folder / "docs"], folder / "archive", encoder, None, lambda *_: None)
    return open_archive(folder / "archive", encoder, cache=cache)


@pytest.fixture(scope="module")
def forest(tmp_path_factory: pytest.TempPathFactory, cache_folder: Path) -> Archive:
    """What a province and a district of it say."""
    return _open((_PROVINCE, _DISTRICT), tmp_path_factory.mktemp("forest"), cache_folder)


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory, cache_folder: Path) -> Archive:
    """A decision and what amends it."""
    return _open((_PROVINCE, _AMENDS), tmp_path_factory.mktemp("changed"), cache_folder)


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (
            "Hộ nhận khoán bảo vệ rừng thì tỉnh cho bao nhiêu một ha và huyện Đông Lĩnh cho thêm bao nhiêu?",
            ("400.000", "150.000"),
        ),
        ("Phát hiện cháy rừng: tỉnh cho bao nhiêu phút, huyện Đông Lĩnh cho bao nhiêu phút?", ("60 phút", "20 phút")),
        (
            "Tổ bảo vệ rừng tuần tra theo quyết định của tỉnh và theo kế hoạch của huyện Đông Lĩnh vào ngày nào?",
            ("thứ Ba", "thứ Sáu"),
        ),
        ("Mức hỗ trợ hộ nhận khoán bảo vệ rừng của tỉnh khác gì mức của huyện Đông Lĩnh?", ("400.000", "150.000")),
        ("Tỉnh với huyện Đông Lĩnh, bên nào hỗ trợ hộ nhận khoán bảo vệ rừng nhiều hơn?", ("400.000", "150.000")),
        ("So sánh mức hỗ trợ hộ nhận khoán bảo vệ rừng của tỉnh và huyện Đông Lĩnh", ("400.000", "150.000")),
        (
            "Mức hỗ trợ hộ nhận khoán bảo vệ rừng của tỉnh và của huyện Đông Lĩnh có giống nhau không?",
            ("400.000", "150.000"),
        ),
        ("Huyện Đông Lĩnh hỗ trợ hộ nhận khoán bảo vệ rừng ít hơn tỉnh bao nhiêu?", ("400.000", "150.000")),
        ("Huyện Đông Lĩnh yêu cầu báo cáo cháy rừng sớm hơn tỉnh bao nhiêu phút?", ("60 phút", "20 phút")),
        (
            "Tiền hỗ trợ hộ nhận khoán bảo vệ rừng của tỉnh và của huyện Đông Lĩnh chênh nhau bao nhiêu?",
            ("400.000", "150.000"),
        ),
        (
            "Phát hiện cháy rừng thì báo trong mấy phút ở quyết định năm 2023 của tỉnh (chủ rừng)"
            " và ở kế hoạch mùa khô của huyện Đông Lĩnh (chủ rừng)?",
            ("60 phút", "20 phút"),
        ),
        (
            "Mức hỗ trợ hộ nhận khoán bảo vệ rừng của tỉnh và huyện Đông Lĩnh (kế hoạch 52/KH-UBND) khác nhau ra sao?",
            ("400.000", "150.000"),
        ),
    ],
)
def test_each_side_is_answered_and_named(forest: Archive, question: str, parts: tuple[str, ...]) -> None:
    answer = ask(question, forest)
    assert all(part in answer.text for part in (*parts, "14/QĐ-UBND", "Đông Lĩnh")), answer.text
    assert len({citation.file for citation in answer.citations}) == 2
    assert not answer.dropped
    assert not answer.notice


def test_two_matters_each_with_its_document(forest: Archive) -> None:
    said = ask(
        "Mức hỗ trợ hộ nhận khoán (Quyết định 14/QĐ-UBND) và chiều cao chòi canh lửa (Kế hoạch 52/KH-UBND) là bao nhiêu?",
        forest,
    ).text
    assert "14/QĐ-UBND ngày 03/02/2023: 400.000 đồng/ha" in said
    assert "52/KH-UBND ngày 20/3/2023: 12 m" in said


def test_where_one_side_says_nothing_that_is_told(forest: Archive) -> None:
    answer = ask(
        "Chòi canh lửa theo quyết định của tỉnh và theo kế hoạch của huyện Đông Lĩnh cao bao nhiêu mét?", forest
    )
    assert "12 m" in answer.text
    assert "tỉnh" in answer.notice


@pytest.mark.parametrize(
    "question",
    [
        "Hỗ trợ hộ nhận khoán bảo vệ rừng trước và sau khi Quyết định 14 được sửa đổi là bao nhiêu?",
        "Mức hỗ trợ hộ nhận khoán bảo vệ rừng trước và sau khi sửa quyết định chênh nhau thế nào?",
        "So với quy định cũ năm 2023 thì mức hỗ trợ hộ nhận khoán bảo vệ rừng thay đổi thế nào?",
    ],
)
def test_before_and_after(changed: Archive, question: str) -> None:
    answer = ask(question, changed)
    assert "400.000" in answer.text, answer.text
    assert "550.000" in answer.text, answer.text


@pytest.mark.parametrize(
    ("question", "sides"),
    [
        ("Tỉnh giao huyện Đông Lĩnh việc gì?", 0),  # one tells the other
        ("Chủ tịch tỉnh và Chủ tịch huyện Đông Lĩnh phối hợp thế nào?", 0),
        ("Các huyện và huyện Đông Lĩnh được bao nhiêu tiền?", 0),
        ("Tỉnh yêu cầu làm gì và huyện Đông Lĩnh báo cáo ngày nào?", 0),  # not one thing of both
        ("Tỉnh hỗ trợ bao nhiêu?", 0),
        ("Huyện Đông Lĩnh cho bao nhiêu, tỉnh cho bao nhiêu?", 2),
        ("So với tỉnh thì huyện Đông Lĩnh hỗ trợ cao hơn bao nhiêu?", 2),
    ],
)
def test_what_is_set_side_by_side(forest: Archive, question: str, sides: int) -> None:
    query = understand(question, forest)
    assert len(sides_of(query.text, query.groups[:0], forest, Names(forest))) == sides


@pytest.mark.parametrize(
    ("text", "each"),
    [
        ("Phụ cấp của trưởng thôn khác nhau thế nào?", "Phụ cấp của trưởng thôn bao nhiêu?"),
        ("Hạn nộp báo cáo chênh nhau mấy ngày?", "Hạn nộp báo cáo ngày nào?"),
        ("Số chốt gác của huyện thay đổi ra sao?", "huyện bao nhiêu chốt gác?"),
        ("Phu cap cua truong thon khac nhau the nao?", "Phu cap cua truong thon bao nhieu?"),
        ("Trưởng thôn được phụ cấp bao nhiêu?", None),
    ],
)
def test_what_is_asked_of_each(text: str, each: str | None) -> None:
    assert next(iter(of_each(text)), None) == each


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        ("Phụ cấp trước và sau khi Quyết định 12/2021 được sửa đổi là bao nhiêu?", True, True),
        ("Mức thu trước và sau khi huyện điều chỉnh năm 2023 ra sao?", True, True),
        ("So với quy định cũ thì mức thu thay đổi thế nào?", True, True),
        ("Quy định cũ cho bao nhiêu?", True, False),
        ("Vệ sinh tay trước và sau khi ăn thế nào?", False, False),
    ],
)
def test_both_wordings_are_asked_for(text: str, old: bool, new: bool) -> None:
    asked = versions.asked(text)
    assert (asked.old, asked.new) == (old, new)
