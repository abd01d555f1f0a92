"""Verdicts by what a text says of some apart from the rest, by bans around a place, and of whom a document is sent to; what no text
decides."""

from pathlib import Path

import pytest

from index.archive import Archive, open_archive
from index.build import build
from index.encode import open_encoder
from rag.answering.verdict.agreement import within
from rag.answering.verdict.asked import contrary
from rag.answering.verdict.denial import negations
from rag.answering.verdict.numbered import other_numbered
from rag.ask import ask
from tests.fakes import write_files

_FERRY = """ỦY BAN NHÂN DÂN
QUẬN BÌNH LÂM
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 63/CV-UBND
Bình Lâm, ngày 09 tháng 3 năm 2024

Kính gửi:
- Các phòng, ban thuộc quận;
- Công an quận;
- Đảng ủy, UBND 12 phường.

Về vé đò, nghề nuôi ong và sân bóng trên địa bàn quận, Ủy ban nhân dân quận yêu cầu:

1. Không nhận đơn đăng ký trại ong sau tháng 6, trừ trường hợp trại bị lốc xoáy, sạt lở làm hư hỏng.
2. Trại ong đã đăng ký trước tháng 3 nhưng chưa dựng lều thì nộp mức phí mới; trại đã dựng lều thì nộp theo mức phí cũ.
3. Trên đê Bàu Sậy chỉ cấm xe tải từ 6 giờ đến 9 giờ; xe đạp, xe lôi vẫn đi được.
4. Giảm nửa giá vé đò cho học sinh, người cao tuổi. Việc giảm giá không áp dụng đối với vé đò ngày hội đua thuyền.
5. Trẻ dưới 6 tuổi được phát phao bơi, không phân biệt quê gốc hay nhập cư.
6. Không dựng sạp trong phạm vi 40 m tính từ cầu phao và 5 m tính từ cột đèn.
7. Chỉ cho tưới vườn bằng nước kênh khi cảnh báo mặn từ cấp I đến cấp II. Nghiêm cấm tưới khi cảnh báo mặn cấp III, cấp IV.
8. Ông Lưu Bá Ngạn thôi phụ trách sân bóng Bàu Sậy.
9. Mỗi người gác đò được bồi dưỡng 90.000 đồng một buổi.
10. Phòng Kinh tế theo dõi giá vé đò, tổng hợp gửi Sở Y tế và Sở Tài chính.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Tô Thị Lụa
"""


@pytest.fixture(scope="module")
def ferry(tmp_path_factory: pytest.TempPathFactory, cache_folder: Path) -> Archive:
    folder = tmp_path_factory.mktemp("ferry")
    write_files(folder / "docs", {"63.txt": _FERRY})
    encoder = open_encoder(None, cache_folder)
    build([folder / "docs"], folder / "kho", encoder, None, lambda *_: None)
    return open_archive(folder / "kho", encoder, cache=cache_folder)


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("Trại ong nhà tôi bị lốc xoáy thổi hư hỏng. Sau tháng 6 có được nhận đơn đăng ký không?", "Có: "),
        ("Trại ong nhà tôi nộp trễ. Sau tháng 6 có được nhận đơn đăng ký không?", "Không: "),
        ("Trại đã dựng lều thì có được nộp mức phí mới không?", "Không: "),
        ("Trại đã dựng lều thì có được nộp theo mức phí cũ không?", "Có: "),
        ("Xe lôi có được đi trên đê Bàu Sậy không?", "Có: "),
        ("Xe tải có được đi trên đê Bàu Sậy lúc 7 giờ không?", "Không: "),
        ("Xe tải có được đi trên đê Bàu Sậy lúc 10 giờ không?", "Có: "),
        ("Học sinh mua vé đò ngày hội đua thuyền có được giảm giá không?", "Không: "),
        ("Nhà tôi nhập cư, cháu 4 tuổi. Cháu có được phát phao bơi không?", "Có: "),
        ("Dựng sạp cách cột đèn 3 mét có được không?", "Không: "),
        ("Cảnh báo mặn cấp III thì có được tưới vườn không?", "Không: "),
        ("Ông Lưu Bá Ngạn có còn phụ trách sân bóng Bàu Sậy không?", "Không: "),
        ("Công văn 63 có gửi đến các phường của quận Bình Lâm không?", "Có: Đảng ủy, UBND 12 phường"),
        ("Công văn 63 có gửi cho Phòng Kinh tế không?", "Có: Các phòng, ban"),
        ("Công văn 63 có gửi cho Sở Y tế không?", "Không: "),
    ],
)
def test_said(ferry: Archive, question: str, begins: str) -> None:
    assert ask(question, ferry).text.startswith(begins)


@pytest.mark.parametrize(
    "question",
    [
        "90.000 đồng một buổi có đủ sống cho người gác đò không?",
        "Mức bồi dưỡng người gác đò 90.000 đồng có xứng đáng không?",
        "Bồi dưỡng người gác đò 90.000 đồng có đủ cho họ nuôi con không?",
    ],
)
def test_no_text_decides_what_is_a_matter_of_opinion(ferry: Archive, question: str) -> None:
    assert not ask(question, ferry).text.startswith(("Có: ", "Không: "))


@pytest.mark.parametrize(
    ("question", "text", "other"),
    [
        ("đang ở cấp IV", "từ cấp I đến cấp III", True),
        ("đang ở cấp II", "từ cấp I đến cấp III", False),
        ("học lớp 4", "Học sinh lớp 3 đến lớp 5", False),
        ("bão cấp 9", "bão cấp 8 trở lên", False),
        ("bão cấp 7", "bão cấp 8 trở lên", True),
    ],
)
def test_what_is_numbered(question: str, text: str, other: bool) -> None:
    assert other_numbered(question, text) is other


@pytest.mark.parametrize(
    ("question", "kept"),
    [
        ("dựng sạp cách cầu phao 30 mét", -1),
        ("dựng sạp cách cột đèn 8 mét", 1),
        ("dựng sạp cách cột đèn 4 m", -1),
    ],
)
def test_a_ban_around_a_place(question: str, kept: int) -> None:
    assert within(question, "Không dựng sạp trong phạm vi 40 m tính từ cầu phao và 5 m tính từ cột đèn.") == kept


@pytest.mark.parametrize(
    ("question", "text", "against"),
    [
        ("Có được nộp mức phí mới không?", "nộp theo mức cũ", True),
        ("Có được nộp mức phí mới không?", "nộp theo mức mới", False),
        ("Đủ giấy tờ mới được nhận à?", "đổi giấy cũ", False),
    ],
)
def test_old_or_new(question: str, text: str, against: bool) -> None:
    assert contrary(question, text) is against


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("do không khí xấu", 0),
        ("Bà Tư thôi giữ chức tổ trưởng", 1),
        ("Người thôi việc được nhận sổ", 0),
        ("đối tượng không hưởng lương hưu được cấp thẻ", 0),
        ("Học sinh không mang pháo vào lớp", 1),
    ],
)
def test_what_denies(text: str, number: int) -> None:
    assert negations(text) == number
