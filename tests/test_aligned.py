"""Tables without bars: cells under their columns, by characters or by tabs."""

import pytest

from index.parsing.aligned import Line, Part, aligned, head_cells, row_cells, with_unnamed

HEAD = "TT   Công trình        Kinh phí      Đơn vị\n                       (triệu)"
TABBED = "STT\tTên thôn\tSố hộ\tTrưởng thôn"


@pytest.mark.parametrize(
    ("row", "head", "cells"),
    [
        (HEAD, HEAD, ["TT", "Công trình", "Kinh phí (triệu)", "Đơn vị"]),
        ("     Tổng cộng           3.900", HEAD, ["", "Tổng cộng", "3.900", ""]),
        ("1    Đường thôn        1.240         Công ty\n     Pác Nặm", HEAD, ["1", "Đường thôn Pác Nặm", "1.240", "Công ty"]),
        (TABBED, TABBED, ["STT", "Tên thôn", "Số hộ", "Trưởng thôn"]),
        ("1\tNà Khoang\t\tÔng Hoàng Văn Dìn", TABBED, ["1", "Nà Khoang", "", "Ông Hoàng Văn Dìn"]),
        ("2\tKhuổi Luông Thượng và Khuổi Luông Hạ\t45", TABBED, ["2", "Khuổi Luông Thượng và Khuổi Luông Hạ", "45", ""]),
        ("\tCộng\t112\t", TABBED, ["", "Cộng", "112", ""]),
    ],
)  # fmt: skip
def test_cells_of_a_row(row: str, head: str, cells: list[str]) -> None:
    assert (head_cells(head) if row == head else row_cells(row, head)) == cells


def test_a_first_column_without_a_name_is_given_one() -> None:
    head, row = "             Năm 2021    Năm 2022", "  Số hộ      120         131"
    assert len(head_cells(with_unnamed(head, row))) == 3
    assert with_unnamed(HEAD, "1    Đường thôn        1.240         Công ty") == HEAD


def _lines(text: str) -> list[Line]:
    found, at = [], 0
    for line in text.split("\n"):
        begin = at + len(line) - len(line.lstrip())
        found.append((begin, at + len(line.rstrip()), 0))
        at += len(line) + 1
    return found


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (f"{TABBED}\n1\tNà Khoang\t38\tÔng Dìn\n2\tPác Nặm\t\tBà Lả\n3\tThôn Bản Lầy\t29\tÔng Sự\n\tCộng\t67\t",
         [Part.HEAD, Part.ROW, Part.ROW, Part.ROW, Part.ROW]),
        ("  TT   Xã             Số hộ\n  1    Tân Hòa        120\n  2    Phú Lâm        95",
         [Part.HEAD, Part.ROW, Part.ROW]),
        ("Ngày      Buổi     Việc               Nơi\nHai 3/4   Sáng     Họp dân            Thôn Lũng 1\n"
         "          Chiều    Đo đất             Thôn Lũng 2\nBa 4/4    Sáng     Trồng cây bên     Đồi Sim\n"
         "                   đường cái",
         [Part.HEAD, Part.ROW, Part.ROW, Part.ROW, Part.MORE]),
        ("                    Năm 2021     Năm 2022\n  Số hộ             120          131\n  Số người trồng    95           96",
         [Part.HEAD, Part.ROW, Part.ROW]),
    ],
)  # fmt: skip
def test_lines_of_a_table(text: str, parts: list[Part]) -> None:
    assert aligned(text, _lines(text)) == dict(enumerate(parts))
