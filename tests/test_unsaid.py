"""What no document says is met with silence, however near a sentence is; what one says, asked alike, is answered."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from index.archive import Archive, open_archive
from index.build import build
from index.encode import open_encoder
from rag.answering.passages.families import another, deputy, of_another
from rag.answering.passages.unsaid import _asked_itself
from rag.ask import ask

_PLAN = """ỦY BAN NHÂN DÂN
PHƯỜNG VĨNH HƯNG
-------
Số: 62/KH-UBND
Vĩnh Hưng, ngày 04 tháng 3 năm 2024

KẾ HOẠCH
Tiêm phòng bệnh dại cho đàn chó, mèo đợt 1 năm 2024

1. Đối tượng tiêm: chó, mèo từ 02 tháng tuổi trở lên, khỏe mạnh, nuôi trên địa bàn phường.

2. Chủ nuôi đưa vật nuôi có rọ mõm, xích đến điểm tiêm; không nộp tiền vắc xin, chỉ trả công tiêm 10.000 đồng/con.

3. Cán bộ thú y phường cấp giấy chứng nhận tiêm phòng, lập danh sách và báo cáo trước ngày 05/4/2024.

4. Công an phường phối hợp xử lý chó thả rông; chủ nuôi để chó cắn người bị phạt tiền 1.500.000 đồng.

5. Chủ nuôi làm thẻ vật nuôi mang theo đơn đăng ký và bản sao căn cước.

7. Chủ nuôi đăng ký trước trên ứng
dụng Vật nuôi Xanh; đường dây nóng của trạm thú y: 0912.345.678.

8. Chó có dấu hiệu chảy dãi, sợ nước thì phải nhốt riêng và báo cán bộ thú y phường.

6. Hội thi chó đẹp nhằm tuyên truyền phòng bệnh; giải nhất được thưởng 3.000.000 đồng. Vé gửi xe máy 5.000 đồng/lượt.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Đinh Công Thành
"""


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory, cache_folder: Path) -> Archive:
    folder, files = tmp_path_factory.mktemp("unsaid"), tmp_path_factory.mktemp("files")
    (files / "tiem.txt").write_text(_PLAN, encoding="utf-8")
    build([files], folder, open_encoder(None, cache_folder), None, lambda *_: None)
    return open_archive(folder, cache=cache_folder)


@pytest.mark.parametrize(
    "question",
    [
        "Phường tiêm cho chó vắc xin dại của hãng nào?",
        "Vắc xin tiêm cho chó mèo là của nước nào sản xuất?",
        "Vắc xin dại tiêm cho mèo hiệu gì?",
        "Giải nhì hội thi chó đẹp được thưởng bao nhiêu?",
        "Vé gửi ô tô giá bao nhiêu?",
        "Số điện thoại của cán bộ thú y phường Vĩnh Hưng là gì?",
        "Làm hộ chiếu cần giấy tờ gì?",
        "Vì sao chó từ hai tháng tuổi mới được tiêm?",
        "Điểm chuẩn của hội thi chó đẹp là bao nhiêu?",
        "Cán bộ thú y báo cáo trước ngày mấy hằng tháng?",
    ],
)
def test_a_sentence_near_the_topic_is_no_answer(question: str, plan: Archive) -> None:
    assert ask(question, plan).abstained, ask(question, plan).text


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Giải nhất hội thi chó đẹp được thưởng bao nhiêu?", "3.000.000"),
        ("Gửi xe máy giá bao nhiêu tiền?", "5.000"),
        ("Đưa mèo đi tiêm dại phải trả bao nhiêu tiền?", "10.000"),
        ("Chủ nuôi để chó cắn người bị phạt bao nhiêu?", "1.500.000"),
        ("Chủ nuôi làm thẻ vật nuôi cần giấy tờ gì?", "bản sao căn cước"),
        ("Chủ nuôi đăng ký tiêm trên ứng dụng nào?", "ứng dụng Vật nuôi Xanh"),
        ("Chó có dấu hiệu gì thì phải nhốt riêng?", "chảy dãi"),
        ("Đường dây nóng trạm thú y số mấy?", "0912.345.678"),
    ],
)
def test_what_is_said_is_answered(question: str, answer: str, plan: Archive) -> None:
    assert answer in ask(question, plan).text


@pytest.mark.parametrize(
    ("question", "text", "other"),
    [
        ("Ai làm Trưởng phòng Tư pháp?", "Ông Lê An, Phó Trưởng phòng Tư pháp", True),
        ("Ai làm Trưởng phòng Tư pháp?", "Bà Đỗ Hà, Trưởng phòng Tư pháp; ông Lê An, Phó Trưởng phòng Tư pháp", False),
        ("Ai làm Phó Trưởng phòng Tư pháp?", "Ông Lê An, Phó Trưởng phòng Tư pháp", False),
        ("Ai làm Trưởng phòng Tư pháp?", "Bà Đỗ Hà, Trưởng phòng Tư pháp", False),
        ("Theo ý Chủ tịch UBND huyện, phó chủ tịch nào trực?", "Phó Chủ tịch UBND huyện Lê An trực", False),
    ],
)
def test_a_deputy_does_not_hold_the_office(question: str, text: str, other: bool) -> None:
    assert deputy(question, text) is other


@pytest.mark.parametrize(
    ("question", "text", "other"),
    [
        ("Giải nhì thưởng bao nhiêu?", "Giải nhất 3.000.000 đồng", True),
        ("Giải nhì thưởng bao nhiêu?", "Giải nhất 3.000.000 đồng, giải nhì 2.000.000 đồng", False),
        ("Vô địch được thưởng gì?", "Giải nhất 3.000.000 đồng", False),
        ("Xe hơi gửi ở đâu?", "Bãi giữ ô tô: sân đình", False),
        ("Xe hơi gửi ở đâu?", "Bãi giữ xe máy: sân đình", True),
        ("Học phí cấp 3 là bao nhiêu?", "Trung học phổ thông: 75.000 đồng", False),
        ("Học phí cấp 3 là bao nhiêu?", "Mầm non: 60.000 đồng", True),
        ("Tuyển sinh lớp 10 ngày nào?", "Tuyển sinh lớp 1 từ ngày 01/7", True),
        ("Phun thuốc chống sốt xuất huyết ở đâu?", "Phun khử khuẩn chống dịch Covid-19 tại chợ", True),
        ("Bà bầu được nghỉ mấy ngày?", "Lao động nữ mang thai được nghỉ 05 ngày", False),
        ("Xe tải bị cấm mấy giờ?", "Cấm xe ô tô tải từ 06 giờ đến 08 giờ", False),
        ("Xe hơi bị cấm mấy giờ?", "Cấm ô tô tải từ 06 giờ đến 08 giờ", True),
        ("Khách nước ngoài khai báo ở đâu?", "Người dân khai báo tại trạm y tế", True),
        ("Trâu tiêm ngày nào?", "Gia súc tiêm ngày 05/4", False),
        ("Kè Bãi Sậy khởi công ngày nào?", "Thời hạn hoàn thành: 20/8/2025", True),
        ("Kè Bãi Sậy khởi công ngày nào?", "Thời gian thực hiện: 20/8/2025, hoàn thành 01/9/2026", False),
        ("Kè Bãi Sậy hoàn thành ngày nào?", "hoàn thành trước 20/8/2025", False),
        ("Quà Tết Nguyên đán mấy đồng?", "quà nhân ngày 27/7: 300.000 đồng", True),
        ("Hộ cận nghèo được giảm mấy phần trăm?", "Hộ nghèo được giảm 30%", True),
        ("Hộ nghèo được giảm mấy phần trăm?", "Hộ cận nghèo được giảm 15%", True),
        ("Hộ nghèo được giảm mấy phần trăm?", "Hộ nghèo, hộ cận nghèo được giảm 15%", False),
        ("Sinh viên được giảm bao nhiêu?", "Học sinh được giảm 50% giá vé", True),
        ("Đất thổ cư đền bao nhiêu?", "Đất trồng lúa: 60.000 đồng/m2", True),
        ("Đất thổ cư đền bao nhiêu?", "Đất ở tại xã Nà Tấu: 900.000 đồng/m2", False),
        ("Thu hồi đất ở xã Nà Tấu đền bao nhiêu?", "Đất trồng lúa: 60.000 đồng/m2", False),
        ("Giải nhất cầu lông mấy đồng?", "Giải nhất bóng chuyền 2.000.000 đồng", True),
        ("Giải nhất cầu lông mấy đồng?", "Giải nhất các môn, trừ bóng đá: 900.000 đồng", False),
    ],
)
def test_one_of_a_family_is_not_the_other(question: str, text: str, other: bool) -> None:
    assert another(question, text) is other


@pytest.mark.parametrize(
    ("said", "new"), [("05%", True), ("Phường 5", False), ("phường 5", False), ("5%", True), ("tháng 6", True)]
)
def test_a_figure_is_no_word_of_the_question(said: str, new: bool) -> None:
    asked = cast(Any, SimpleNamespace(query=SimpleNamespace(text="Từ tháng 5 giá chợ phường 5 giảm mấy phần trăm?")))
    assert _asked_itself(asked, [said]) is not new


def test_the_value_of_another_thing_of_a_family() -> None:
    text = "Phí gửi xe máy là 5.000 đồng, xe đạp là 2.000 đồng."
    assert of_another("Phí gửi xe đạp là bao nhiêu?", text[: text.index("5.000")])
    assert not of_another("Phí gửi xe đạp là bao nhiêu?", text[: text.index("2.000")])
    assert not of_another("Phí gửi đồ là bao nhiêu?", text[: text.index("5.000")])
