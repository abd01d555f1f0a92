"""Asked of levels: a row by bounds that the name of its column measures, by its number; a sum; who held an office when."""

from pathlib import Path

import pytest

from index.archive import Archive, open_archive
from index.build import build
from index.encode import open_encoder
from rag.answering.value.bounds import called, spelled, spelled_row
from rag.ask import ask
from tests.fakes import write_files

_TOP = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
FLOOD = f"""ỦY BAN NHÂN DÂN
HUYỆN LŨNG VÀI
{_TOP}Số: 47/KH-UBND
Lũng Vài, ngày 12 tháng 5 năm 2023

KẾ HOẠCH
Ứng phó lũ quét năm 2023 trên địa bàn huyện Lũng Vài

I. CÁC CẤP ỨNG PHÓ
Áp dụng theo mực nước sông như sau:

| Mức báo động | Mực nước tại trạm Bản Cát (mét) | Việc phải làm |
|---|---|---|
| Thấp | Từ 2 đến dưới 3 | Đo nước 03 lần/ngày |
| Vừa | Từ 3 đến dưới 5 | Đo nước 06 lần/ngày, dừng đò ngang |
| Cao | Từ 5 trở lên | Sơ tán dân, đo nước mỗi giờ |

II. CẢNH BÁO TRƯỢT LỞ
Bảng dưới đây áp dụng cho các thôn ven núi:

Cấp     Nguy cơ trượt lở          Màu cờ hiệu
I       Nguy cơ thấp              Trắng
II      Nguy cơ trượt lở vừa      Vàng
III     Rất lớn                   Tím

III. KINH PHÍ
Kinh phí giai đoạn 2023 - 2024 như sau:

| Năm | Mua xuồng (triệu đồng) | Kè bờ suối (triệu đồng) | Cộng (triệu đồng) |
|---|---|---|---|
| 2023 | 120 | 840 | 960 |
| 2024 | 90 | 610 | 700 |
| Cộng | 210 | 1.450 | 1.660 |

IV. TỔ CHỨC THỰC HIỆN
1. Ban Chỉ huy ứng phó lũ huyện gồm 11 thành viên, Trưởng ban là ông Hạng A Chứ.
2. Người dân gọi Trạm Thủy văn huyện số 0216.3000.118 (bà Lường Thị Pó, Trạm trưởng).
3. Việc sử dụng quỹ trước đây do ông Mông Văn Tài, Trưởng ban Quản lý quỹ từ tháng 4/2017 đến tháng 9/2021, chịu trách nhiệm.
"""


@pytest.mark.parametrize(
    ("cell", "head", "expected"),
    [
        ("201 - 300", "Chỉ số XQI", "từ 201 XQI - 300 XQI"),
        ("Từ 2 đến dưới 4", "Độ đục (gam/lít)", "Từ 2 gam đến dưới 4 gam"),
        ("Trên 300", "Chỉ số XQI", "Trên 300 XQI"),
        ("138", "Số căn", "138"),
        ("Từ 2 ha trở lên", "Diện tích (ha)", "Từ 2 ha trở lên"),
        ("Thu hồi", "Hướng xử lý", "Thu hồi"),
    ],
)
def test_bounds_are_measured_by_their_column(cell: str, head: str, expected: str) -> None:
    assert spelled(cell, head) == expected


def test_a_line_of_a_table_with_its_bounds() -> None:
    assert spelled_row("| Trên 300 | Nâu |", "| Chỉ số XQI | Màu |") == "Trên 300 XQI; Nâu"
    assert spelled_row("101 - 150    Cam", "Chỉ số XQI    Màu") == "từ 101 XQI - 150 XQI; Cam"
    assert spelled_row("Trên 300", "Chỉ số XQI | Màu") == "Trên 300"


def test_what_is_called_by_a_roman_number() -> None:
    assert called("cờ cấp IV") == {"cấp": {4}}


@pytest.fixture(scope="module")
def flood(tmp_path_factory: pytest.TempPathFactory, cache_folder: Path) -> Archive:
    """One plan with levels, sums and people."""
    folder = tmp_path_factory.mktemp("flood")
    write_files(folder / "docs", {"47.txt": FLOOD})
    encoder = open_encoder(None, cache_folder)
    build([folder / "docs"], folder / "kho", encoder, None, lambda *_: None)
    return open_archive(folder / "kho", encoder, cache=cache_folder)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Nước ở trạm Bản Cát lên 4 mét thì đo nước mấy lần?", "06 lần/ngày"),
        ("Cờ hiệu trượt lở cấp III có màu gì?", "Tím"),
        ("Tổng cộng chi bao nhiêu triệu đồng để kè bờ suối?", "1.450"),
        ("Trưởng Ban Chỉ huy ứng phó lũ huyện Lũng Vài là ai?", "Hạng A Chứ"),
        ("Trạm trưởng Trạm Thủy văn huyện Lũng Vài tên gì?", "Lường Thị Pó"),
        ("Trưởng ban Quản lý quỹ giai đoạn 2017 - 2021 là ai?", "Mông Văn Tài"),
    ],
)
def test_the_level_the_sum_and_the_holder(flood: Archive, question: str, said: str) -> None:
    assert said in ask(question, flood).text


def test_nobody_is_named_for_another_term(flood: Archive) -> None:
    assert "Mông Văn Tài" not in ask("Trưởng ban Quản lý quỹ giai đoạn 2010 - 2014 là ai?", flood).text
