"""The offices printed with a person's name, in whatever way a document prints them."""

import pytest

from rag import values
from rag.answering.people.offices import leads, roles

PRINTED = [
    (
        "1. Trưởng Ban: Ông Phạm Đức Mẫn, Chủ tịch Ủy ban nhân dân huyện.",
        [("Phạm Đức Mẫn", ["Trưởng Ban", "Chủ tịch Ủy ban nhân dân huyện"])],
    ),
    ("- Mời bà Ngô Thị Lụa, Bí thư Huyện đoàn.", [("Ngô Thị Lụa", ["Bí thư Huyện đoàn"])]),
    (
        "1. Tổ giúp việc do ông Vũ Công Định làm Tổ trưởng; bà Lò Thị Mây, Phó Trưởng phòng Nội vụ làm Tổ phó.",
        [("Vũ Công Định", ["Tổ trưởng"]), ("Lò Thị Mây", ["Phó Trưởng phòng Nội vụ", "Tổ phó"])],
    ),
    (
        "2. Thư ký Tổ giúp việc: Ông Đinh Văn Khoa, chuyên viên Phòng Nội vụ (điện thoại 0912.000.118).",
        [("Đinh Văn Khoa", ["Thư ký Tổ giúp việc", "chuyên viên Phòng Nội vụ"])],
    ),
    (
        "Bổ nhiệm bà Đoàn Thị Lệ, Phó Chủ tịch huyện giữ chức vụ Phó Trưởng Ban Thường trực, thay bà Vi Thị Hậu.",
        [("Đoàn Thị Lệ", ["Phó Chủ tịch huyện", "Phó Trưởng Ban Thường trực"]), ("Vi Thị Hậu", [])],
    ),
    ("Chủ tịch UBND huyện giao ông Hà Văn Tám làm Tổ trưởng.", [("Hà Văn Tám", ["Tổ trưởng"])]),
    ("Trưởng đoàn là bà Hà Thị Tám - Phó Chánh Thanh tra huyện", [("Hà Thị Tám", ["Trưởng đoàn", "Phó Chánh Thanh tra huyện"])]),
    ("Sau khi nghe Trưởng phòng Kinh tế Quách Văn Lâm trình bày", [("Quách Văn Lâm", ["Trưởng phòng Kinh tế"])]),
    ("Mời ông Bàn Văn Páo (Chủ tịch Hội Nông dân) tham gia", [("Bàn Văn Páo", ["Chủ tịch Hội Nông dân"])]),
    ("đồng chí Phó Chủ tịch Ủy ban nhân dân xã phụ trách", []),
    ("gọi số 0912.000.118 (ông Mùa A Tếnh, Đội trưởng)", [("Mùa A Tếnh", ["Đội trưởng"])]),
    ("bà Quàng Thị Nga, Trưởng ban Quản lý bến từ tháng 5/2018", [("Quàng Thị Nga", ["Trưởng ban Quản lý bến"])]),
    ("Đầu mối: bà Lê Thị Hoa, số điện thoại 0912.000.222", [("Lê Thị Hoa", [])]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "people"), PRINTED)
def test_offices_with_their_names(text: str, people: list[tuple[str, list[str]]]) -> None:
    assert [(named.text, [role.text for role in roles(text, named)]) for named in values.persons(text)] == people


@pytest.mark.parametrize(
    ("line", "first"),
    [
        ("- Ông Trần Quốc Lập, Chánh Văn phòng;", True),
        ("1. Trưởng Ban: Ông Trần Quốc Lập.", True),
        ("Phòng Nội vụ giao ông Trần Quốc Lập theo dõi.", False),
    ],
)
def test_lines_of_a_list_of_people(line: str, first: bool) -> None:
    assert leads(line, values.persons(line)[0]) is first
