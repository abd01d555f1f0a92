"""Questions without a value to read off: what must be done, all of a list, on what condition, what for, what a word means."""

from pathlib import Path

import pytest

from index.archive import Archive, open_archive
from index.build import build
from index.encode import open_encoder
from rag.ask import ask
from rag.question.folded import flat
from rag.question.wants import want_of
from rag.types import Want

_LIBRARY = """UBND HUYỆN AN BÌNH
-------
Số: 34/QĐ-UBND
An Bình, ngày 02 tháng 5 năm 2024

QUYẾT ĐỊNH
Về việc ban hành Quy định sử dụng thư viện huyện

Căn cứ Luật Thư viện ngày 21/11/2019;
Xét đề nghị của Giám đốc Thư viện huyện tại Tờ trình số 12/TTr-TV ngày 20/4/2024,

QUYẾT ĐỊNH:

Điều 1. Giải thích từ ngữ
1. “Bạn đọc thường xuyên” là người mượn tài liệu từ 10 lần trở lên trong một năm.
2. “Tài liệu hạn chế” là tài liệu chỉ được đọc tại chỗ, không được mang ra khỏi phòng đọc.

Điều 2. Những hành vi bị nghiêm cấm
1. Viết, vẽ lên sách báo;
2. Mang đồ ăn vào phòng đọc;
3. Sao chụp tài liệu khi chưa được phép.

Điều 3. Cấp thẻ
1. Hồ sơ cấp thẻ gồm: đơn theo mẫu; bản sao căn cước; hai ảnh cỡ 3x4.
2. Thẻ được cấp miễn phí cho người từ đủ 60 tuổi; học sinh chỉ được cấp thẻ khi có xác nhận của nhà trường.
3. Thư viện đóng cửa đột xuất khi mất điện hoặc có lệnh của Chủ tịch UBND huyện.

Điều 4. Xử lý vi phạm
1. Người làm mất sách phải bồi thường gấp đôi giá bìa; người làm hỏng máy tính bị thu hồi thẻ 06 tháng.
2. Thư viện lắp camera ở phòng đọc để phòng mất cắp.

Điều 5. Tổ chức thực hiện
1. Phòng Văn hóa và Thông tin: tổ chức hội sách mỗi năm một lần.
2. Đoàn Thanh niên: vận động đoàn viên tặng sách cũ.

CHỦ TỊCH
Vũ Thị Hồng Nhung
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, cache_folder: Path) -> Archive:
    folder = tmp_path_factory.mktemp("library")
    (folder / "docs").mkdir()
    (folder / "docs" / "qd.txt").write_text(_LIBRARY, encoding="utf-8")
    encoder = open_encoder(None, cache_folder)
    build([folder / "docs"], folder / "archive", encoder, None, lambda *_: None)
    return open_archive(folder / "archive", encoder, cache=cache_folder)


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("Những hành vi nào bị cấm ở thư viện?", ("Viết, vẽ", "đồ ăn", "Sao chụp")),
        ("Hồ sơ cấp thẻ thư viện cần những giấy tờ gì?", ("đơn theo mẫu", "căn cước", "ảnh")),
        ("Muốn cấp thẻ thư viện thì nộp giấy tờ gì?", ("đơn theo mẫu", "căn cước", "ảnh")),
        ("Bạn đọc thường xuyên nghĩa là sao?", ("10 lần trở lên",)),
        ("Tài liệu hạn chế được hiểu như thế nào?", ("đọc tại chỗ",)),
        ("Thế nào là bạn đọc thường xuyên?", ("10 lần trở lên",)),
        ("Thư viện đóng cửa đột xuất trong trường hợp nào?", ("mất điện",)),
        ("Làm hỏng máy tính thì bị gì?", ("thu hồi thẻ",)),
        ("Làm mất sách của thư viện thì xử lý sao?", ("bồi thường",)),
        ("Thư viện lắp camera để làm gì?", ("phòng mất cắp",)),
        ("Tóm tắt toàn bộ quyết định 34", ("thư viện", "02/5/2024")),
    ],
)
def test_says_what_is_asked(library: Archive, question: str, says: tuple[str, ...]) -> None:
    answer = ask(question, library)
    assert all(word in answer.text for word in says), answer.text
    assert not answer.dropped


@pytest.mark.parametrize("question", ["Thư viện số là gì?", "Bạn đọc danh dự nghĩa là sao?"])
def test_a_word_that_is_not_explained(library: Archive, question: str) -> None:
    assert ask(question, library).abstained


@pytest.mark.parametrize(
    ("question", "want"),
    [
        ("Đăng ký cho con vào lớp 1 phải nộp những giấy tờ gì?", Want.LIST),
        ("Ra đường phải giữ những yêu cầu nào?", Want.LIST),
        ("Thành phần nào được huy động?", Want.LIST),
        ("Dịch khó giữ nhất ở các loại địa bàn nào?", Want.LIST),
        ("Đoàn soi những mục gì?", Want.LIST),
        ("Những ai phải báo cáo?", Want.PERSON),
        ("Những cơ quan nào chịu trách nhiệm?", Want.BODY),
        ("Những ngày nào được nghỉ?", Want.DATE),
        ("Vi phạm lần đầu thì bị sao?", Want.TASK),
        ("Đổ rác bậy bị phạt gì vậy?", Want.TASK),
        ("Nhà trường thu sai thì xử lý sao ạ?", Want.TASK),
        ("Nộp trễ thì hậu quả là gì?", Want.TASK),
        ("Cửa hàng muốn mở lại phải đáp ứng điều gì?", Want.CONDITION),
        ("Được miễn với điều kiện gì?", Want.CONDITION),
        ("Trường như thế nào mới được tuyển thêm?", Want.CONDITION),
        ("Vẽ mẫu nhà để làm chi?", Want.PURPOSE),
        ("Trích bao nhiêu phần trăm để làm chi phí quản lý?", Want.QUANTITY),
        ("Giám sát để tránh chuyện gì?", Want.PURPOSE),
        ("Tỷ lệ tổn thương cơ thể là cái gì?", Want.TEXT),
    ],
)
def test_what_is_asked_for(question: str, want: Want) -> None:
    assert want_of(flat(question)) is want
