"""What a body must do, what befalls who fails, and two things set side by side: each in other words than the document's."""

from pathlib import Path

import pytest

from index.archive import Archive, open_archive
from index.build import build
from index.encode import open_encoder
from rag.ask import ask

_FEAST = """ỦY BAN NHÂN DÂN
XÃ HƯƠNG LÂM
-------
Số: 19/TB-UBND
Hương Lâm, ngày 30 tháng 01 năm 2024

THÔNG BÁO
Về việc tổ chức lễ hội Đền Trần năm 2024

Thời gian qua tình trạng bán hàng rong lấn chiếm sân đền diễn biến phức tạp. UBND xã thông báo:

1. Giá vé gửi xe: xe máy 5.000 đồng/lượt, ô tô dưới 16 chỗ 30.000 đồng/lượt.

2. Đội lân biểu diễn từ ngày 22/02/2024.

3. Đội tế biểu diễn từ ngày 24/02/2024.

4. Công an xã bố trí 30 cán bộ phân luồng giao thông, tuần tra ban đêm.

5. Trạm Y tế xã trực cấp cứu tại cổng đền. Quán không có giấy chứng nhận an toàn thực phẩm thì bị đình chỉ bán hàng.

6. Giám đốc Ban Quản lý di tích niêm yết giá dịch vụ; kiểm đếm tiền công đức vào 17 giờ hằng ngày.

7. Giáo viên nhắc học sinh không đốt pháo.

8. Các hộ bán hàng rong lấn chiếm sân đền bị thu hồi ốt đã thuê.

CHỦ TỊCH
Lương Văn Khoa
"""


@pytest.fixture(scope="module")
def feast(tmp_path_factory: pytest.TempPathFactory, cache_folder: Path) -> Archive:
    """The announcement above, indexed."""
    folder = tmp_path_factory.mktemp("feast")
    (folder / "docs").mkdir()
    (folder / "docs" / "tb.txt").write_text(_FEAST, encoding="utf-8")
    encoder = open_encoder(None, cache_folder)
    build([folder / "docs"], folder / "archive", encoder, None, lambda *_: None)
    return open_archive(folder / "archive", encoder, cache=cache_folder)


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("Công an xã lo việc gì ở lễ hội?", ("phân luồng",)),
        ("Trạm y tế xã có việc gì?", ("cấp cứu",)),
        ("Ban Quản lý di tích phụ trách chuyện gì?", ("niêm yết giá",)),
        ("Quán bán đồ ăn không có giấy an toàn thực phẩm thì bị gì?", ("đình chỉ bán hàng",)),
        ("Bán hàng rong lấn chiếm sân đền thì bị xử lý sao?", ("thu hồi ốt",)),
        ("Xe máy và ô tô dưới 16 chỗ, mỗi loại gửi bao nhiêu tiền?", ("5.000 đồng", "30.000 đồng")),
        ("Đội lân với đội tế biểu diễn khác nhau ra sao?", ("22/02/2024", "24/02/2024")),
        ("Đội lân và đội tế, mỗi đội biểu diễn từ hôm nào?", ("22/02/2024", "24/02/2024")),
    ],
)
def test_says_what_is_asked(feast: Archive, question: str, says: tuple[str, ...]) -> None:
    text = ask(question, feast).text
    assert all(part in text for part in says), text


@pytest.mark.parametrize(
    "question",
    [
        "Hội Chữ thập đỏ xã làm gì ở lễ hội?",
        "Sở Ngoại vụ có nhiệm vụ gì ở lễ hội Đền Trần?",
        "Học sinh đốt pháo thì bị phạt gì?",
    ],
)
def test_what_no_clause_says(feast: Archive, question: str) -> None:
    assert ask(question, feast).abstained
