"""Asked of tables, with bars and without: a row by its name or its bounds, a column by its heading, several cells, the most."""

from pathlib import Path

import pytest

from index.archive import Archive, open_archive
from index.build import build
from index.encode import open_encoder
from rag.answering.value.bounds import AMOUNT, bounds
from rag.ask import ask
from tests.fakes import write_files

_TOP = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
PLAN = f"""ỦY BAN NHÂN DÂN
HUYỆN BẮC LŨNG
{_TOP}Số: 64/KH-UBND
Bắc Lũng, ngày 14 tháng 3 năm 2023

KẾ HOẠCH
Sửa chữa đường thôn và nhà văn hóa năm 2023

I. MỤC TIÊU
Sửa chữa các tuyến đường thôn hư hỏng sau mùa mưa, hoàn thành trong năm 2023. Nhân dân đóng góp ngày công.

II. KINH PHÍ
Chi tiết theo bảng dưới đây:

TT   Công trình                    Kinh phí (triệu đồng)   Đơn vị thi công           Hoàn thành
1    Đường thôn Pác Nặm            1.240                   Công ty Hồng Lĩnh         30/9/2023
2    Nhà văn hóa thôn Khuổi Luông  585                     Hợp tác xã Tân Tiến       15/8/2023
3    Ngầm tràn Nà Khoang           2.075                   Công ty Sông Gâm          20/11/2023
     Tổng cộng                     3.900

III. TỔ CHỨC THỰC HIỆN
1. Phòng Kinh tế và Hạ tầng giám sát chất lượng công trình.
2. Phòng Tài chính - Kế hoạch cấp kinh phí theo tiến độ.
"""
FEES = f"""ỦY BAN NHÂN DÂN
HUYỆN MỎ CHÈ
{_TOP}Số: 31/TB-UBND
Mỏ Chè, ngày 02 tháng 6 năm 2022

THÔNG BÁO
Về mức thu nước sạch trên địa bàn huyện Mỏ Chè

Mức thu áp dụng từ ngày 01/7/2022 như sau:

| STT | Đối tượng | Thị trấn | Các xã còn lại |
|-----|-----------|----------|----------------|
| 1 | Hộ gia đình | 7.500 | 6.200 |
| 2 | Khách sạn dưới 20 phòng | 11.000 | 9.800 |
| 3 | Khách sạn từ 20 phòng trở lên | 14.500 | 12.300 |
| 4 | Xưởng chế biến chè | 16.000 | 15.100 |
"""


@pytest.fixture(scope="module")
def works(tmp_path_factory: pytest.TempPathFactory, cache_folder: Path) -> Archive:
    """Two documents, one with a table without bars."""
    folder = tmp_path_factory.mktemp("works")
    write_files(folder / "docs", {"plan.txt": PLAN, "fees.txt": FEES})
    encoder = open_encoder(None, cache_folder)
    build([folder / "docs"], folder / "kho", encoder, None, lambda *_: None)
    return open_archive(folder / "kho", encoder, cache=cache_folder)


@pytest.mark.parametrize(
    ("question", "cells"),
    [
        ("Nhà văn hóa thôn Khuổi Luông sửa hết bao nhiêu tiền?", ["585"]),
        ("Ngầm tràn Nà Khoang do đơn vị nào thi công?", ["Công ty Sông Gâm"]),
        ("Sửa đường thôn Pác Nặm tốn bao nhiêu và do đơn vị nào thi công?", ["1.240", "Công ty Hồng Lĩnh"]),
        ("Ngầm tràn Nà Khoang bao giờ hoàn thành?", ["20/11/2023"]),
        (
            "Trong kế hoạch của Bắc Lũng, công trình nào có kinh phí lớn nhất, bao nhiêu?",
            ["Ngầm tràn Nà Khoang", "2.075"],
        ),
        ("Công trình nào ở Bắc Lũng có kinh phí thấp nhất?", ["Nhà văn hóa thôn Khuổi Luông", "585"]),
        ("Khách sạn 35 phòng ở thị trấn Mỏ Chè trả tiền nước bao nhiêu?", ["14.500"]),
        ("Khách sạn 12 phòng ở một xã của Mỏ Chè trả tiền nước bao nhiêu?", ["9.800"]),
    ],
)
def test_cells(works: Archive, question: str, cells: list[str]) -> None:
    answer = ask(question, works)
    assert all(cell in answer.text for cell in cells), answer.text
    assert all(citation.verified for citation in answer.citations)
    assert any("dòng" in citation.address for citation in answer.citations)


@pytest.mark.parametrize(
    "question",
    [
        "Cầu treo Bản Lầy sửa hết bao nhiêu tiền?",
        "Năm 2025 nhà văn hóa thôn Khuổi Luông sửa hết bao nhiêu tiền?",
        "Trạm y tế ở thị trấn Mỏ Chè trả tiền nước bao nhiêu?",
    ],
)
def test_what_stands_in_no_row_is_not_told(works: Archive, question: str) -> None:
    assert not any("bảng" in citation.address for citation in ask(question, works).citations)


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("từ 20 phòng trở lên", [(20, float("inf"), "phong")]),
        ("không quá 5 ha", [(0, 5, "ha")]),
        ("từ 5 đến 10 người", [(5, 10, "nguoi")]),
        ("Chợ, siêu thị", []),
        ("dưới 20 phòng, từ 3 tầng trở lên", [(0, 20 - 1e-6, "phong"), (3, float("inf"), "tang")]),
        ("dưới 10 ha hoặc trên 50 ha", [(0, 10 - 1e-6, "ha"), (50 + 1e-6, float("inf"), "ha")]),
        ("không dưới 3 ha", [(3, float("inf"), "ha")]),
        ("< 5 ha", [(0, 5 - 1e-6, "ha")]),
        ("≥ 40 tuổi", [(40, float("inf"), "tuoi")]),
        ("Thiệt hại từ 30% - 70%", [(30, 70, "%")]),
    ],
)
def test_bounds_that_a_row_sets(label: str, expected: list[tuple[float, float, str]]) -> None:
    assert list(bounds(label)) == expected


@pytest.mark.parametrize(
    ("cell", "is_it"),
    [
        ("8.500.000 đồng/100 m3", True), ("15 m2", True), ("7.500 đồng/m3", True), ("1.250", True), ("15/8/2023", False),
        ("Tổ 3, đường Tân Tiến, phường 5", False),
    ],
)  # fmt: skip
def test_a_figure_with_its_unit(cell: str, is_it: bool) -> None:
    assert (AMOUNT.match(cell) is not None) is is_it


RELIEF = f"""ỦY BAN NHÂN DÂN
TỈNH LŨNG KHÊ
{_TOP}Số: 88/QĐ-UBND
Lũng Khê, ngày 20 tháng 9 năm 2023

QUYẾT ĐỊNH
Về việc phân bổ hàng cứu trợ sau mưa lũ

Điều 1. Phân bổ đợt 1 như sau:

| Địa phương | Gạo (tấn) | Hạt giống rau (kg) | Nơi nhận hàng |
|---|---|---|---|
| Huyện Bắc Lũng | 14 | 350 | Kho Nà Khoang |
| Huyện Mỏ Chè | 9 | 1.250 | Nhà văn hóa Pác Nặm |

Điều 2. Mức nạo vét kênh của các xã:

| Xã | Chiều dài (km) | Khối lượng (m3) |
|---|---|---|
| Tân Lũng | 7,8 | 5.600 |
| Phú Khê | 9,6 | 6.900 |

Nơi nhận:
- Như Điều 1;
- Lưu: VT.
"""
OTHER = f"""ỦY BAN NHÂN DÂN
HUYỆN MỎ CHÈ
{_TOP}Số: 12/TB-UBND
Mỏ Chè, ngày 25 tháng 9 năm 2023

THÔNG BÁO
Về việc khắc phục hậu quả mưa lũ

Các xã thống kê thiệt hại về rau màu, báo cáo huyện trước ngày 30/9/2023.
"""


@pytest.fixture(scope="module")
def relief(tmp_path_factory: pytest.TempPathFactory, cache_folder: Path) -> Archive:
    """A province's tables by district, and a letter of one of the districts."""
    folder = tmp_path_factory.mktemp("relief")
    write_files(folder / "docs", {"relief.txt": RELIEF, "other.txt": OTHER})
    encoder = open_encoder(None, cache_folder)
    build([folder / "docs"], folder / "kho", encoder, None, lambda *_: None)
    return open_archive(folder / "kho", encoder, cache=cache_folder)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        # The row is told by the place, which has a document of its own; the last column is no list of recipients.
        ("Huyện Mỏ Chè được phân bao nhiêu kg hạt giống rau?", "1.250"),
        ("Bà con huyện Bắc Lũng đến đâu nhận hàng cứu trợ?", "Kho Nà Khoang"),
        ("Xã Phú Khê phải nạo vét mấy m3?", "6.900"),
        ("Đợt 2 huyện Mỏ Chè được phân bao nhiêu kg hạt giống rau?", ""),
    ],
)
def test_rows_told_by_their_place(relief: Archive, question: str, said: str) -> None:
    answer = ask(question, relief)
    assert said in answer.text if said else answer.abstained, answer.text


STAFF = f"""ỦY BAN NHÂN DÂN
HUYỆN BẮC LŨNG
{_TOP}Số: 90/TB-UBND
Bắc Lũng, ngày 05 tháng 9 năm 2023

THÔNG BÁO
Về việc điều động cán bộ và tiến độ các cầu treo

1. Danh sách cán bộ được điều động, bổ nhiệm:

| STT | Họ và tên | Chức vụ đang giữ | Chức vụ được bổ nhiệm |
|---|---|---|---|
| 1 | Ông Nông Văn Thắng | Phó Trưởng phòng Tư pháp | Trưởng phòng Dân tộc |
| 2 | Bà Lý Thị Mai | Trưởng phòng Dân tộc | Phó Chánh Thanh tra huyện |

2. Tiến độ các cầu treo:

| STT | Tên cầu | Kinh phí (triệu đồng) | Giải ngân (triệu đồng) | Khởi công | Hoàn thành | Tình trạng |
|---|---|---|---|---|---|---|
| 1 | Nặm Cắt | 3.400 | 1.250 | 05/4/2023 | 20/12/2023 | Đúng hạn |
| 2 | Khau Bó |  | 2.075 | 11/5/2023 |  | Chậm |
| 3 | Bản Pậu | 2.900 | 610 | 02/3/2023 | 15/11/2023 | Đúng hạn |
"""


@pytest.fixture(scope="module")
def staff(tmp_path_factory: pytest.TempPathFactory, cache_folder: Path) -> Archive:
    """One document with two tables."""
    folder = tmp_path_factory.mktemp("staff")
    write_files(folder / "docs", {"staff.txt": STAFF})
    encoder = open_encoder(None, cache_folder)
    build([folder / "docs"], folder / "kho", encoder, None, lambda *_: None)
    return open_archive(folder / "kho", encoder, cache=cache_folder)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Cầu treo Nặm Cắt kinh phí bao nhiêu?", "3.400"),
        ("Cầu treo Bản Pậu bao giờ hoàn thành?", "15/11/2023"),
        ("Cầu treo Khau Bó khởi công ngày nào?", "11/5/2023"),
        ("Ai là Trưởng phòng Dân tộc mới của huyện Bắc Lũng?", "Nông Văn Thắng"),
        ("Ai được bổ nhiệm làm Phó Chánh Thanh tra huyện Bắc Lũng?", "Lý Thị Mai"),
        ("Huyện Bắc Lũng điều động, bổ nhiệm những ai?", "Ông Nông Văn Thắng; Bà Lý Thị Mai"),
        ("Có mấy cầu treo đúng hạn?", "Nặm Cắt; Bản Pậu"),
    ],
)
def test_columns_are_chosen_by_their_names(staff: Archive, question: str, said: str) -> None:
    answer = ask(question, staff)
    assert said in answer.text, answer.text
    assert all(citation.verified for citation in answer.citations)


@pytest.mark.parametrize(
    ("question", "other"),
    [
        ("Cầu treo Khau Bó kinh phí bao nhiêu?", "2.075"),
        ("Cầu treo Khau Bó bao giờ hoàn thành?", "11/5/2023"),
        ("Ai được bổ nhiệm làm Trưởng phòng Tư pháp huyện Bắc Lũng?", "Thắng"),
    ],
)
def test_another_column_does_not_stand_in_for_an_empty_cell(staff: Archive, question: str, other: str) -> None:
    assert other not in ask(question, staff).text
