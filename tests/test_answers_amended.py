"""Asked of a rule and of what amends it: a phrase put for another, a rule repealed, one wording or both, and follow-ups."""

from pathlib import Path

import pytest

from index.archive import Archive, open_archive
from index.build import build
from index.encode import open_encoder
from rag.answering.passages import changes
from rag.ask import ask, understand
from rag.question import versions
from rag.question.folded import flat
from rag.question.wants import want_of
from rag.types import Want
from tests.fakes import write_files

_TOP = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
RULE = f"""ỦY BAN NHÂN DÂN
HUYỆN TRÀ SƠN
{_TOP}Số: 214/QĐ-UBND
Trà Sơn, ngày 05 tháng 6 năm 2020

QUYẾT ĐỊNH
Ban hành Quy định quản lý nghĩa trang trên địa bàn huyện Trà Sơn

Điều 1. Ban hành kèm theo Quyết định này Quy định quản lý nghĩa trang trên địa bàn huyện Trà Sơn.
Điều 2. Quyết định này có hiệu lực kể từ ngày 15 tháng 6 năm 2020 và thay thế Quyết định số 88/2014/QĐ-UBND ngày 10/4/2014.

CHỦ TỊCH
(đã ký)
Đặng Hữu Phúc

QUY ĐỊNH
Quản lý nghĩa trang trên địa bàn huyện Trà Sơn
(Ban hành kèm theo Quyết định số 214/QĐ-UBND ngày 05/6/2020)

Điều 3. Phần mộ
1. Diện tích mỗi phần mộ chôn cất một lần không quá 5 m2.
2. Tiền sử dụng phần mộ là 1.200.000 đồng cho mỗi phần mộ, nộp một lần.
3. Gia đình trồng cây xanh quanh phần mộ được thưởng 150.000 đồng mỗi năm.

Điều 4. Trách nhiệm
1. Phòng Kinh tế chủ trì, hướng dẫn việc trồng cây trong nghĩa trang.
2. Biên bản bàn giao phần mộ do ông Trương Văn Lộc, Tổ trưởng tổ quản trang, ký.
"""
CHANGE = f"""ỦY BAN NHÂN DÂN
HUYỆN TRÀ SƠN
{_TOP}Số: 61/QĐ-UBND
Trà Sơn, ngày 09 tháng 3 năm 2023

QUYẾT ĐỊNH
Sửa đổi, bổ sung một số điều của Quy định quản lý nghĩa trang kèm theo Quyết định số 214/QĐ-UBND ngày 05/6/2020

Điều 1. Sửa đổi, bổ sung một số điều của Quy định ban hành kèm theo Quyết định số 214/QĐ-UBND
1. Sửa đổi khoản 2 Điều 3 như sau:
"2. Tiền sử dụng phần mộ là 1.700.000 đồng cho mỗi phần mộ, nộp một lần hoặc hai lần."
2. Thay thế cụm từ "Phòng Kinh tế chủ trì" tại khoản 1 Điều 4 bằng cụm từ "Hạt Kiểm lâm huyện chủ trì".
Điều 2. Bãi bỏ khoản 3 Điều 3 của Quy định ban hành kèm theo Quyết định số 214/QĐ-UBND.

CHỦ TỊCH
(đã ký)
Đặng Hữu Phúc
"""


@pytest.fixture(scope="module")
def graves(tmp_path_factory: pytest.TempPathFactory, cache_folder: Path) -> Archive:
    folder = tmp_path_factory.mktemp("graves")
    write_files(folder / "docs", {"214.txt": RULE, "61.txt": CHANGE})
    encoder = open_encoder(None, cache_folder)
    build([folder / "docs"], folder / "kho", encoder, None, lambda *_: None)
    return open_archive(folder / "kho", encoder, cache=cache_folder)


def test_an_amendment_is_joined_to_what_it_changes_by_the_address_it_gives(graves: Archive) -> None:
    table = changes.changed(graves)
    said = {graves.clauses([one])[0].address: graves.clauses(words)[0].address for one, words in table.by.items()}
    assert said == {
        "Điều 3, khoản 2": "Điều 1, khoản 1, “khoản 2”", "Điều 4, khoản 1": "Điều 1, khoản 2", "Điều 3, khoản 3": "Điều 2",
    }  # fmt: skip
    assert [graves.clauses([one])[0].address for one in table.gone] == ["Điều 3, khoản 3"]


@pytest.mark.parametrize(
    ("question", "holds", "lacks"),
    [
        ("Ở Trà Sơn hiện nay phòng nào chủ trì hướng dẫn trồng cây trong nghĩa trang?", "Hạt Kiểm lâm huyện", ""),
        ("Ở Trà Sơn trồng cây xanh quanh phần mộ có còn được thưởng nữa không?", "Không: Bãi bỏ khoản 3 Điều 3", "Có:"),
        ("Quy định cũ ở Trà Sơn thì tiền sử dụng phần mộ là bao nhiêu?", "1.200.000", "1.700.000"),
        ("Sau khi sửa, tiền sử dụng phần mộ ở Trà Sơn là bao nhiêu?", "1.700.000", "1.200.000"),
        ("Quyết định 214 ra đời thì văn bản cũ nào hết tác dụng?", "88/2014/QĐ-UBND", ""),
        ("Biên bản bàn giao phần mộ ở Trà Sơn do ai ký?", "Trương Văn Lộc", "Đặng Hữu Phúc"),
    ],
)
def test_the_wording_asked_for_is_said(graves: Archive, question: str, holds: str, lacks: str) -> None:
    said = ask(question, graves).text
    assert holds in said, said
    assert not lacks or lacks not in said, said


def test_both_wordings_are_said_where_both_are_asked_for(graves: Archive) -> None:
    said = ask("Tiền sử dụng phần mộ ở Trà Sơn trước đây là bao nhiêu, nay là bao nhiêu?", graves).text
    assert said.index("1.200.000") < said.index("1.700.000")


def test_a_follow_up_may_ask_for_another_wording(graves: Archive) -> None:
    before = ["Tiền sử dụng phần mộ theo quyết định sửa đổi năm 2023 của huyện Trà Sơn là bao nhiêu?"]
    asked = understand("Thế còn quy định ban đầu hồi năm 2020 thì bao nhiêu?", graves, before).text
    assert "phần mộ" in asked
    assert "2023" not in asked
    assert "1.200.000" in ask("Thế còn quy định ban đầu hồi năm 2020 thì bao nhiêu?", graves, before).text


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        ("Quy định cũ cho mấy tháng?", True, False),
        ("Theo quyết định sửa đổi năm 2024 thì mấy tháng?", False, True),
        ("Sau khi sua nam 2023 thi la bao nhieu?", False, True),
        ("Nộp hồ sơ xong mới được cấp giấy phải không?", False, False),
    ],
)
def test_wordings_are_called_by_their_words(text: str, old: bool, new: bool) -> None:
    told = versions.asked(text)
    assert (told.old, told.new) == (old, new)


def test_what_somebody_is_to_look_at_is_no_question_of_yes_or_no() -> None:
    assert want_of(flat("Đơn vị nào trông coi xem tiền đền bù có phát đúng không?")) is Want.BODY
    assert want_of(flat("Tiền đền bù có phát đúng không?")) is Want.YES_NO
