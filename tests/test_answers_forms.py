"""The sentence worded as the question asks, beside the one that shares more words; several of a kind; who has a function."""

from pathlib import Path

import pytest

from index.archive import Archive, open_archive
from index.build import build
from index.encode import open_encoder
from rag.ask import ask
from rag.question.folded import flat
from rag.question.wants import want_of
from rag.types import Want
from tests.fakes import write_files

_TOP = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
RULES = f"""ỦY BAN NHÂN DÂN
HUYỆN THANH BÌNH
{_TOP}Số: 31/2022/QĐ-UBND
Thanh Bình, ngày 08 tháng 4 năm 2022

QUYẾT ĐỊNH
Ban hành Quy định hỗ trợ hộ trồng chè trên địa bàn huyện Thanh Bình

Điều 1. Ban hành kèm theo Quyết định này Quy định hỗ trợ hộ trồng chè trên địa bàn huyện Thanh Bình.

CHỦ TỊCH
(đã ký)
Vi Thị Hạnh

QUY ĐỊNH
Hỗ trợ hộ trồng chè trên địa bàn huyện Thanh Bình

Điều 2. Hỗ trợ trồng lại chè già cỗi
1. Hộ có vườn chè già cỗi được huyện hỗ trợ 12.000.000 đồng/ha để trồng lại giống mới.
2. Điều kiện: vườn chè từ 20 năm tuổi trở lên và nằm trong vùng quy hoạch của huyện.
3. Không hỗ trợ đối với vườn đang thế chấp hoặc đã chuyển sang trồng quế.
4. Đối tượng thụ hưởng là người trực tiếp canh tác trên đất được giao (hộ trồng chè).

Điều 3. Hỗ trợ máy sao chè
1. Tổ hợp tác mua máy sao chè được hỗ trợ 40% giá máy.
2. Máy phải mua mới và có hóa đơn.

Điều 4. Hồ sơ đề nghị hỗ trợ
1. Đơn đề nghị có xác nhận của trưởng xóm;
2. Sơ đồ vườn chè do cán bộ địa chính xã vẽ;
3. Bản cam kết chăm sóc trong 05 năm.

Điều 5. Giải thích từ ngữ
1. Vườn chè già cỗi là vườn có năng suất dưới 30 tạ/ha trong hai năm liền.

Điều 6. Kinh phí
Ngân sách huyện bảo đảm 60%; riêng xã vùng cao Mường Lạn và xã Tân Hợp do ngân sách huyện chi toàn bộ.
Ba xóm Đồng Mới, Khe Lau, Ngọc Lâm được ưu tiên trồng lại trong năm 2022.
"""
PLAN = f"""ỦY BAN NHÂN DÂN
HUYỆN THANH BÌNH
{_TOP}Số: 77/KH-UBND
Thanh Bình, ngày 15 tháng 9 năm 2022

KẾ HOẠCH
Tổ chức Ngày hội chè huyện Thanh Bình năm 2022

I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích: Quảng bá chè Thanh Bình, kết nối hợp tác xã với siêu thị trong tỉnh.
2. Yêu cầu: Tổ chức trang trọng, tiết kiệm.

II. NỘI DUNG
1. Gian hàng chè đặt tại sân vận động huyện; nhà bạt của ngày hội bị dột được thay trước khi khai mạc.
Đơn vị thi công là Công ty TNHH Sao Mai Thanh Bình.
2. Phòng Quản lý đô thị rà soát hè phố quanh sân vận động để bảo đảm chỗ đỗ xe cho khách về dự ngày hội.
3. Ca nô đưa khách của các xã Mường Lạn, Yên Thịnh chạy đến 20 giờ hằng ngày.
4. Các xã có gian hàng tại ngày hội chè:

| STT | Xã | Số gian hàng | Người phụ trách |
|---|---|---|---|
| 1 | Mường Lạn | 4 | Lò Văn Sáng |
| 2 | Tân Hợp | 3 | Hà Thị Mến |
| 3 | Yên Thịnh | 6 | Bùi Quốc Trung |

CHỦ TỊCH
(đã ký)
Vi Thị Hạnh
"""


@pytest.fixture(scope="module")
def tea(tmp_path_factory: pytest.TempPathFactory, cache_folder: Path) -> Archive:
    folder = tmp_path_factory.mktemp("tea")
    write_files(folder / "docs", {"31.txt": RULES, "77.txt": PLAN})
    encoder = open_encoder(None, cache_folder)
    build([folder / "docs"], folder / "kho", encoder, None, lambda *_: None)
    return open_archive(folder / "kho", encoder, cache=cache_folder)


@pytest.mark.parametrize(
    ("question", "says", "not_said"),
    [
        # the sibling worded as a condition, as an exception
        (
            "Hộ có vườn chè già cỗi phải đáp ứng điều kiện gì mới được huyện cho tiền trồng lại?",
            ["từ 20 năm tuổi"],
            "12.000.000",
        ),
        ("Những vườn chè già cỗi nào của hộ dân không được hỗ trợ trồng lại?", ["đang thế chấp"], "12.000.000"),
        # a section of the document that says what it is for
        ("Kế hoạch số 77/KH-UBND ngày 15/9/2022 nhằm mục đích gì?", ["Quảng bá chè", "siêu thị"], "tiết kiệm"),
        # "Quản lý đô thị" holds no "lý do"
        ("Phòng Quản lý đô thị rà soát hè phố quanh sân vận động để làm gì?", ["bảo đảm chỗ đỗ xe"], "nhà bạt"),
        # a term printed in brackets behind what it stands for
        ("Hộ trồng chè được hiểu là ai trong quy định của huyện Thanh Bình?", ["trực tiếp canh tác"], "12.000.000"),
        # all the papers, of which the question names none
        (
            "Xin hỗ trợ trồng lại chè thì cần những giấy tờ gì?",
            ["Đơn đề nghị", "Sơ đồ vườn", "cam kết chăm sóc"],
            "40%",
        ),
        # a term behind "coi là", or before words that are none of it
        ("Năng suất thế nào thì bị coi là vườn chè già cỗi?", ["dưới 30 tạ/ha"], "12.000.000"),
        ("Vườn chè già cỗi của bà con nghĩa là thế nào?", ["dưới 30 tạ/ha"], "12.000.000"),
        # what a plan described by its title is for
        ("Huyện Thanh Bình ra kế hoạch tổ chức Ngày hội chè nhằm mục đích gì?", ["Quảng bá chè"], "gian hàng"),
        # "8 giờ tối" is printed "20 giờ"
        ("Những xã nào có ca nô chạy tới 8 giờ tối?", ["Mường Lạn", "Yên Thịnh"], "Bùi Quốc Trung"),
        # as many as are asked for, in one sentence
        ("Hai xã nào được ngân sách huyện chi toàn bộ?", ["Mường Lạn", "Tân Hợp"], "Đồng Mới"),
        ("Ba xóm nào được ưu tiên trồng lại chè trong năm 2022?", ["Đồng Mới", "Khe Lau", "Ngọc Lâm"], "Mường Lạn"),
        # rows of a table, without marks too
        ("Những xã nào có gian hàng tại ngày hội chè?", ["Mường Lạn", "Tân Hợp", "Yên Thịnh"], "Bùi Quốc Trung"),
        # the sentence beside tells who has the function
        ("Doanh nghiệp nào thi công nhà bạt bị dột của ngày hội?", ["Công ty TNHH Sao Mai Thanh Bình"], "sân vận động"),
    ],
)
def test_the_words_that_answer_are_said(tea: Archive, question: str, says: list[str], not_said: str) -> None:
    answer = ask(question, tea)
    assert all(part in answer.text for part in says), answer.text
    assert not_said not in answer.text
    assert all(citation.verified for citation in answer.citations)


@pytest.mark.parametrize(
    ("question", "want"),
    [
        ("Phòng Quản lý đô thị phải báo cáo vào ngày nào?", Want.DATE),
        ("Lý do đóng cửa chợ là gì?", Want.PURPOSE),
        ("Tổ trưởng được hiểu là ai trong quy chế của phường?", Want.TEXT),
    ],
)
def test_words_that_only_look_like_a_cue(question: str, want: Want) -> None:
    assert want_of(flat(question)) is want


@pytest.mark.parametrize(
    "question",
    [
        "Những xã nào có trên 4 gian hàng tại ngày hội chè?",  # to be reckoned
        "Những xã nào của huyện Phú Lâm có gian hàng tại ngày hội chè?",  # of another district
    ],
)
def test_rows_are_not_told_of_what_they_do_not_say(tea: Archive, question: str) -> None:
    assert "Mường Lạn; Tân Hợp; Yên Thịnh" not in ask(question, tea).text
