"""Asked of tables, with bars and without: a row by its name or its bounds, a column by its heading, several cells, the most."""

from pathlib import Path

import pytest

from index.archive import Archive, open_archive
from index.build import build
from index.encode import open_encoder
from index.parsing.aligned import head_cells, row_cells
from rag.answering.value.bounds import bounds
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
    ],
)
def test_bounds_that_a_row_sets(label: str, expected: list[tuple[float, float, str]]) -> None:
    assert list(bounds(label)) == expected


def test_cells_stand_under_their_columns() -> None:
    head = "TT   Công trình        Kinh phí      Đơn vị\n                       (triệu)"
    assert head_cells(head, 0) == ["TT", "Công trình", "Kinh phí (triệu)", "Đơn vị"]
    assert row_cells("Tổng cộng           3.900", 5, head, 0) == ["", "Tổng cộng", "3.900", ""]
    assert row_cells("1    Đường thôn        1.240         Công ty\n     Pác Nặm", 0, head, 0) == [
        "1", "Đường thôn Pác Nặm", "1.240", "Công ty",
    ]  # fmt: skip
