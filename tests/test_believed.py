"""Marks that are restored against what speaks for the words as typed: names and words foreign to an archive, parts, units."""

import pytest

from index.archive import Archive
from rag.ask import understand
from rag.types import Repair


@pytest.mark.parametrize(
    "question",
    [
        "Đạo luật Trường học Nam Phi được thông qua vào năm nào?", "Sứa lược có nghĩa là gì trong tiếng Hy Lạp?",
        "Cái gì bao quanh lục lạp?", "Tẩy chay hàng hóa thì bị xử lý thế nào?", "Phường La Khê có chợ nào?",
        "Có được ăn chay không?", "Bài hát Fog on the Tyne được phát hành vào năm nào?", "V&A đã nhận được bộ sưu tập vào năm nào?",
        "Xa lộ tiểu bang nào được nâng cấp?", "Hoesung Lee mang quốc tịch nào?", "Giám đốc điều hành của Goldman Sachs là ai?",
        "Huyện Mường Tè xét nghiệm thế nào?", "Con Cuông giữ khoảng cách mấy mét?", "Bao nhiêu ha đất bị ngập?",
    ],
)  # fmt: skip
def test_a_question_typed_with_marks_keeps_its_words(archive: Archive, question: str) -> None:
    query = understand(question, archive)
    kinds = (Repair.MARKS, Repair.KEYBOARD, Repair.SPELLING)
    assert [change for change in query.changes if change.repair in kinds] == []


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Quận Hà Đong phải làm gì?", "Quận Hà Đông phải làm gì?"),
        ("Ban Chỉ đao kiện toàn khi nào?", "Ban Chỉ đạo kiện toàn khi nào?"),
        ("Hoàn thành trước ngay nào?", "Hoàn thành trước ngày nào?"),
        # parts of a document
        ("cv 667 muc 3", "cv 667 mục 3"),
        ("cv 667 muc 2 diem 1", "cv 667 mục 2 điểm 1"),
        ("cong van 667 muc 3", "công văn 667 mục 3"),
        ("muc 3 noi gi", "mục 3 nói gì"),
        ("dieu 3 khoan 2", "điều 3 khoản 2"),
        ("Dieu 5 chuong II", "Điều 5 chương II"),
        # units
        ("bao nhieu kg gao", "bao nhiêu kg gạo"),
        ("ai duoc ho tro 15 kg gao", "ai được hỗ trợ 15 kg gạo"),
        ("kg duoc lam gi", "không được làm gì"),
        ("may kg gao", "mấy kg gạo"),
        ("bao nhieu ha dat", "bao nhiêu ha đất"),
        ("cach ly may thang 1 lan", "cách ly mấy tháng 1 lần"),
    ],
)
def test_read_as(archive: Archive, question: str, text: str) -> None:
    assert understand(question, archive).text == text


def test_a_level_of_money_is_no_part(archive: Archive) -> None:
    assert "mục" not in understand("muc 3 trieu dong", archive).text
