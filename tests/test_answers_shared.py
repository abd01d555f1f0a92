"""A sentence that gives a value for each of several cases: the value alone where the question names the case, else the sentence."""

from pathlib import Path

import pytest

from index.archive import Archive, open_archive
from index.build import build
from index.encode import open_encoder
from rag.ask import ask
from tests.fakes import write_files

_LONG = (
    "Phòng Văn hóa xây dựng phương án bảo đảm trật tự lễ hội đình Vạn Bảo, phối hợp Công an huyện phân luồng xe từ bến Cây Thị "
    "đến cổng đình, bố trí bãi giữ xe, nhà vệ sinh lưu động, điểm y tế, biển chỉ dẫn, loa truyền thanh, lực lượng thường trực, "
    "không để ùn tắc kéo dài vào các ngày cuối tuần và ngày khai hội; tổ chức kiểm tra, niêm yết giá giữ xe, giá dịch vụ ăn uống, "
    "xử lý nghiêm việc chèo kéo khách, đốt vàng mã ngoài nơi quy định, bán hàng lấn chiếm lối đi trong khu vực lễ hội."
)
LETTER = f"""ỦY BAN NHÂN DÂN
HUYỆN MINH LƯƠNG
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 77/UBND-NV
Minh Lương, ngày 12 tháng 3 năm 2021
Kính gửi: Ủy ban nhân dân các xã.

1. Xã đồng bằng nộp danh sách hộ nghèo trước ngày 20/4/2021, riêng xã miền núi và hải đảo được kéo dài đến ngày 05/5/2021.
2. Người chăm sóc hưởng 300.000 đồng/tháng khi trông một trẻ, 450.000 đồng/tháng khi trông hai trẻ trở lên.
3. {_LONG}

Nơi nhận:
- Như trên;
- Lưu: VT.
CHỦ TỊCH
Trần Văn Lộc
"""


@pytest.fixture(scope="module")
def letter(tmp_path_factory: pytest.TempPathFactory, cache_folder: Path) -> Archive:
    folder = tmp_path_factory.mktemp("letter")
    write_files(folder / "docs", {"77.txt": LETTER})
    encoder = open_encoder(None, cache_folder)
    build([folder / "docs"], folder / "kho", encoder, None, lambda *_: None)
    return open_archive(folder / "kho", encoder, cache=cache_folder)


@pytest.mark.parametrize(
    ("question", "said", "unsaid"),
    [
        ("Các xã phải nộp danh sách hộ nghèo trước ngày nào?", ["20/4/2021", "miền núi", "05/5/2021"], []),
        ("Xã đồng bằng phải nộp danh sách hộ nghèo trước ngày nào?", ["20/4/2021"], ["05/5/2021"]),
        ("Xã miền núi, hải đảo nộp danh sách hộ nghèo đến ngày nào?", ["05/5/2021"], ["20/4/2021"]),
        ("Người chăm sóc được hưởng bao nhiêu tiền một tháng?", ["300.000", "một trẻ", "450.000", "hai trẻ"], []),
        ("Người chăm sóc trông một trẻ được hưởng bao nhiêu tiền một tháng?", ["300.000"], ["450.000"]),
        (
            "Phòng Văn hóa phải làm gì để bảo đảm trật tự lễ hội?",
            ["phân luồng xe", "đốt vàng mã", "lấn chiếm lối đi"],
            [],
        ),
    ],
)
def test_the_value_alone_or_every_case(letter: Archive, question: str, said: list[str], unsaid: list[str]) -> None:
    answer = ask(question, letter)
    assert all(part in answer.text for part in said), answer.text
    assert not any(part in answer.text for part in unsaid), answer.text
    assert all(citation.verified for citation in answer.citations)
