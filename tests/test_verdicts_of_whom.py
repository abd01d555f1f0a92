"""Verdicts by the part of a sentence that speaks of the one asked about, by days and weekdays, by requests answered; what decides
nothing for others; and which of two has more."""

from pathlib import Path

import pytest

from index.archive import Archive, open_archive
from index.build import build
from index.encode import open_encoder
from rag.answering.passages.rivals import _ASKED, _WHETHER
from rag.answering.verdict.agreement import schooling
from rag.answering.verdict.parts import _GROUP
from rag.answering.verdict.when import day_within, weekday
from rag.ask import ask
from tests.fakes import write_files
from tests.growth import grows_with_the_text

_WHARF = """ỦY BAN NHÂN DÂN
HUYỆN SÔNG NGÀN
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 77/TB-UBND
Sông Ngàn, ngày 18 tháng 4 năm 2023

THÔNG BÁO
Về quản lý bến đò và chợ nổi trên địa bàn huyện Sông Ngàn

1. Thuyền buôn neo đậu dưới 06 giờ không phải đăng ký nhưng phải báo cho tổ quản lý bến.
2. Thuyền của xã viên được miễn phí neo đậu, thuyền của khách vãng lai được giảm 30% phí neo đậu.
3. Không thu tiền vé đò của người khuyết tật.
4. Thẻ neo đậu cấp trước ngày 01 tháng 5 năm 2023 tiếp tục có giá trị đến hết năm.
5. Chợ nổi họp từ thứ Tư đến Chủ nhật, nghỉ thứ Hai, thứ Ba.
6. Xã Vàm Rộng đề nghị lùi hạn nạo vét kênh Bà Lý. Do kinh phí đã bố trí đủ, không đồng ý với đề nghị trên.
7. Xã Cù Lao Mới kiến nghị mở thêm bến phụ. Thống nhất cho mở bến phụ từ quý III.
8. Cấm neo thuyền trên 20 tấn ở kênh nhánh, trừ thuyền chở nước ngọt.
9. Phao cứu sinh chỉ hỗ trợ cho hộ nghèo.
10. Vé đò: người lớn 5.000 đồng/lượt, xe máy 8.000 đồng/lượt.
11. Kè số 1 khởi công ngày 02 tháng 6 năm 2023, hoàn thành ngày 20 tháng 12 năm 2023.
12. Kè số 2 khởi công ngày 15 tháng 6 năm 2023, hoàn thành ngày 30 tháng 11 năm 2023.
13. Không yêu cầu chứng chỉ bơi đối với người chèo đò ngang.

CHỦ TỊCH
Huỳnh Thị Mận
"""


@pytest.fixture(scope="module")
def wharf(tmp_path_factory: pytest.TempPathFactory, cache_folder: Path) -> Archive:
    folder = tmp_path_factory.mktemp("wharf")
    write_files(folder / "docs", {"77.txt": _WHARF})
    encoder = open_encoder(None, cache_folder)
    build([folder / "docs"], folder / "kho", encoder, None, lambda *_: None)
    return open_archive(folder / "kho", encoder, cache=cache_folder)


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("Thuyền buôn neo 3 giờ có phải đăng ký không?", "Không: "),
        ("Thuyền của khách vãng lai có được miễn hoàn toàn phí neo đậu không?", "Không: "),
        ("Thẻ neo đậu cấp tháng 2/2023 còn có giá trị không?", "Có: "),
        ("Thứ Ba chợ nổi có họp không?", "Không: "),
        ("Xã Vàm Rộng có được lùi hạn nạo vét kênh Bà Lý không?", "Không: "),
        ("Huyện có đồng ý mở bến phụ ở xã Cù Lao Mới không?", "Có: "),
        ("Hộ khá giả có được hỗ trợ phao cứu sinh không?", "Không: "),
        ("Vé đò xe máy có cao hơn vé người lớn không?", "Có: "),
        ("Thuyền 25 tấn chở nước ngọt có bị cấm neo ở kênh nhánh không?", "Không: "),
        ("Chưa có chứng chỉ bơi thì có được chèo đò ngang không?", "Có: "),
    ],
)
def test_said(wharf: Archive, question: str, begins: str) -> None:
    assert ask(question, wharf).text.startswith(begins)


@pytest.mark.parametrize(
    "question",
    [
        "Cán bộ hưu trí đi đò có bị thu tiền vé không?",
        "Xã Vàm Hẹp có được lùi hạn nạo vét kênh Bà Lý không?",
    ],
)
def test_of_others_nothing_is_decided(wharf: Archive, question: str) -> None:
    assert not ask(question, wharf).text.startswith(("Có: ", "Không: "))


@pytest.mark.parametrize(
    ("question", "first", "second"),
    [
        ("Kè số 1 và kè số 2, kè nào làm xong trước?", "Kè số 2", "Kè số 1"),
        ("Kè số 1 và kè số 2, kè nào khởi công trước?", "Kè số 1", "Kè số 2"),
        ("Vé đò của người lớn với xe máy, loại nào rẻ hơn?", "5.000", "8.000"),
    ],
)
def test_which_of_two(wharf: Archive, question: str, first: str, second: str) -> None:
    statements = [one.text for one in ask(question, wharf).statements]
    assert len(statements) == 2
    assert first in statements[0]
    assert second in statements[1]


@pytest.mark.parametrize(
    ("question", "text", "holds"),
    [
        ("Đơn gửi ngày 05/3/2024 có được xét không?", "Đơn gửi sau ngày 29 tháng 02 năm 2024 không được xét", 1),
        ("Nộp ngày 2/4 có được không?", "nhận đến hết ngày 29/3/2024", -1),
        ("Thẻ cấp tháng 3/2023 còn dùng không?", "Thẻ cấp trước ngày 01/6/2023", 1),
        ("Thẻ cấp tháng 6/2023 còn dùng không?", "Thẻ cấp trước ngày 01/6/2023", None),
        ("Nộp trước ngày 2/4/2024 được không?", "nhận đến hết ngày 29/3/2024", None),
        ("Nộp ngày 2/4/2024 được không?", "từ ngày 01/3/2024 đến ngày 29/3/2024", None),
    ],
)
def test_a_day_within_a_bound(question: str, text: str, holds: int | None) -> None:
    kept = day_within(question, text)
    assert (kept.holds if kept else None) == holds


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("Thứ Hai có mở cửa không?", "mở cửa từ thứ Ba đến Chủ nhật, nghỉ thứ Hai", -1),
        ("Thứ 6 có mở cửa không?", "mở cửa từ thứ Ba đến Chủ nhật, nghỉ thứ Hai", 1),
        ("Chủ nhật có họp không?", "họp vào thứ Năm hằng tuần", -1),
        ("Thứ Hai có nghỉ không?", "nghỉ thứ Hai", 0),
        ("Ngày lễ có mở cửa không?", "nghỉ thứ Hai", 0),
    ],
)
def test_a_day_of_the_week(question: str, text: str, expected: int) -> None:
    assert weekday(question, text) == expected


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("Tốt nghiệp cấp 2 có được dự tuyển không?", "phải tốt nghiệp trung học phổ thông trở lên", -1),
        ("Có bằng đại học thì có được dự tuyển không?", "trình độ cao đẳng trở lên", 1),
        ("Trường tiểu học có được nghỉ không?", "học sinh trung học cơ sở nghỉ học", 0),
    ],
)
def test_schooling(question: str, text: str, expected: int) -> None:
    assert schooling(question, text) == expected


@pytest.mark.parametrize(
    ("question", "compares"),
    [
        ("Xã A và xã B, xã nào nộp sớm hơn?", True),
        ("Bên nào được nhiều hơn: tổ 1 hay tổ 2?", True),
        ("Mức của tổ trưởng có cao hơn của tổ viên không?", True),
        ("Xe cao hơn 2 mét có được vào không?", False),
        ("Nộp muộn hơn hạn có bị phạt không?", False),
    ],
)
def test_what_compares(question: str, compares: bool) -> None:
    assert any(form.search(question) for form in (*_ASKED, *_WHETHER)) is compares


def test_groups_are_looked_for_in_time_that_grows_with_the_text() -> None:
    grows_with_the_text(lambda times: _GROUP.search("miễn hộ " * times), 2_000)
