"""Asked of an office's timetable: days that two rows share, what is done then; other days and numbers; unnamed columns."""

from pathlib import Path

import pytest

from index.archive import Archive, open_archive
from index.build import build
from index.encode import open_encoder
from rag.answering.value import merged
from rag.answering.value.bounds import called, other
from rag.ask import ask
from tests.fakes import write_files

_TOP = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
WEEK = f"""ỦY BAN NHÂN DÂN
XÃ MỎ NHÀI
{_TOP}Số: 21/LCT-UBND
Mỏ Nhài, ngày 08 tháng 9 năm 2023

LỊCH CÔNG TÁC TUẦN
Của lãnh đạo Ủy ban nhân dân xã (từ ngày 11/9/2023 đến ngày 13/9/2023)

Thứ/ngày     Buổi      Nội dung công việc                    Địa điểm             Chủ trì
Thứ Hai      Sáng      Giao ban tháng                        Hội trường xã        Chủ tịch Nông Văn Phúc
11/9         Chiều     Kiểm tra hồ chứa Nà Tâm               Thôn Nà Tâm          Phó Chủ tịch Lý Thị Hoan
Thứ Ba       Sáng      Đối thoại với thanh niên              Nhà văn hóa xã       Chủ tịch Nông Văn Phúc
12/9         Chiều     Nghiệm thu đường Pò Mạ                Thôn Pò Mạ           Phó Chủ tịch Lý Thị Hoan
Thứ Tư       Sáng      Xét duyệt hồ sơ bảo trợ               Phòng họp tầng 2     Phó Chủ tịch Lý Thị Hoan
13/9         Chiều     Ký văn bản, xử lý đơn                 Phòng làm việc       Chủ tịch Nông Văn Phúc

Nơi nhận:
- Các thôn;
- Lưu: VP.
"""
POOR = f"""ỦY BAN NHÂN DÂN
XÃ NÀ SƠN
{_TOP}Số: 77/BC-UBND
Nà Sơn, ngày 05 tháng 12 năm 2022

BÁO CÁO
Kết quả rà soát hộ nghèo năm 2022 của xã Nà Sơn

1. Kết quả rà soát như sau:

                                  Đầu năm 2022      Cuối năm 2022      Tăng (+), giảm (-)
     Tổng số hộ                        612               620                 +8
     Số hộ nghèo                        94                71                -23
     Số hộ cận nghèo                    63                58                 -5
     Tỷ lệ hộ nghèo (%)              15,36             11,45              -3,91

2. Lịch thẩm định tại các tổ:

Ngày             Tổ               Địa điểm                       Người thẩm định
07/12/2022       Tổ 1, 2          Nhà họp tổ 1                   Bà Triệu Thị Mây
09/12/2022       Tổ 3             Trường Tiểu học Nà Sơn         Ông Vi Văn Dũng
12/12/2022       Tổ 4, 5          Trạm Y tế xã                   Bà Triệu Thị Mây
"""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, cache_folder: Path) -> Archive:
    """A timetable and a report with two tables, drawn by blanks alone."""
    folder = tmp_path_factory.mktemp("office")
    write_files(folder / "docs", {"week.txt": WEEK, "poor.txt": POOR})
    encoder = open_encoder(None, cache_folder)
    build([folder / "docs"], folder / "kho", encoder, None, lambda *_: None)
    return open_archive(folder / "kho", encoder, cache=cache_folder)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Sáng thứ Ba 12/9 xã Mỏ Nhài có lịch gì?", ["Đối thoại với thanh niên"]),
        ("Chiều thứ Hai lãnh đạo xã Mỏ Nhài làm gì?", ["Kiểm tra hồ chứa Nà Tâm"]),
        ("Thứ Ba lãnh đạo xã Mỏ Nhài có những việc gì?", ["Đối thoại với thanh niên", "Nghiệm thu đường Pò Mạ"]),
        ("Xã Mỏ Nhài nghiệm thu đường Pò Mạ vào lúc nào?", ["Thứ Ba", "12/9", "Chiều"]),
        ("Cuối năm 2022 xã Nà Sơn còn bao nhiêu hộ nghèo?", ["71"]),
        ("Số hộ cận nghèo xã Nà Sơn giảm bao nhiêu hộ so với đầu năm?", ["-5"]),
        ("Tỷ lệ hộ nghèo xã Nà Sơn cuối năm 2022 là bao nhiêu phần trăm?", ["11,45"]),
        ("Thẩm định ở tổ 5 xã Nà Sơn vào ngày nào?", ["12/12/2022"]),
    ],
)
def test_told(office: Archive, question: str, expected: list[str]) -> None:
    said = ask(question, office).text
    assert all(one in said for one in expected), said


@pytest.mark.parametrize(
    "question",
    ["Chủ tịch Nông Văn Phúc làm gì vào sáng thứ Bảy 16/9?", "Lịch thẩm định tổ 8 xã Nà Sơn là ngày nào?"],
)
def test_of_another_day_or_number_nothing_is_told(office: Archive, question: str) -> None:
    assert ask(question, office).abstained


def test_the_other_part_of_that_day(office: Archive) -> None:
    said = ask("Thế buổi sáng hôm đó thì làm gì?", office, ("Chiều thứ Tư 13/9 xã Mỏ Nhài có việc gì?",)).text
    assert "Xét duyệt hồ sơ bảo trợ" in said


@pytest.mark.parametrize(
    ("first", "groups"),
    [
        (["Thứ Hai", "11/9", "Thứ Ba", "12/9"], [(0, 2), (0, 2), (2, 4), (2, 4)]),
        (["Thứ Hai 11/9", "", "Thứ Ba 12/9", ""], [(0, 2), (0, 2), (2, 4), (2, 4)]),
        (["11/9", "12/9", "13/9"], [(0, 1), (1, 2), (2, 3)]),
        (["Tổ 1", "Tổ 2", ""], [(0, 1), (1, 3), (1, 3)]),
    ],
)
def test_rows_that_share_their_first_cell(first: list[str], groups: list[tuple[int, int]]) -> None:
    assert [(one.start, one.stop) for one in merged.shared([[cell, "Sáng"] for cell in first])] == groups


@pytest.mark.parametrize(
    ("asked", "told", "is_other"),
    [
        ("sáng thứ Bảy", "Thứ Ba 12/9", True),
        ("chiều 12/9", "Thứ Ba 12/9", False),
        ("thứ 3", "Thứ Ba", False),
        ("việc phải xong trước ngày 30/9", "12/9/2023", False),  # a bound
        ("trực 24/24 giờ", "12/9", False),
        ("Chủ nhật", "CN", False),
    ],
)
def test_days(asked: str, told: str, is_other: bool) -> None:
    assert merged.days(told).other(merged.days(asked)) is is_other


@pytest.mark.parametrize(
    ("question", "cells", "is_other"),
    [
        ("tổ 6 họp ngày nào", ["07/12", "Tổ 4, 5"], True),
        ("tổ 5 họp ngày nào", ["07/12", "Tổ 4, 5"], False),
        ("tổ 3 họp ngày nào", ["07/12", "Tổ 1 đến 4"], False),
        ("trẻ 5 tuổi", ["Trẻ 3 tuổi"], False),  # counted
        ("trong tháng 6", ["Tháng 5"], False),
    ],
)
def test_others_of_what_is_called_by_a_number(question: str, cells: list[str], is_other: bool) -> None:
    assert other(cells, called(question)) is is_other
