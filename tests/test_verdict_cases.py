"""Of which case a text rules, what it measures the question's situation by, and the traps beside each."""

from pathlib import Path

import pytest

from index.archive import Archive, open_archive
from index.build import build
from index.encode import open_encoder
from rag.answering.verdict import agreement, cases, when
from rag.ask import ask
from tests.fakes import write_files

_RULES = """ỦY BAN NHÂN DÂN
XÃ THƯỢNG LĨNH
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 38/TB-UBND
Thượng Lĩnh, ngày 12 tháng 3 năm 2024

THÔNG BÁO
Về lớp học nghề và chợ phiên trên địa bàn xã Thượng Lĩnh

1. Học viên chưa có thẻ thư viện thì thư viện xã vẫn cho mượn sách và học viên bổ sung thẻ sau.
2. Giải tỏa dứt điểm các lều tạm, quán cóc ở bờ đê.
3. Đối với hộ trồng chè tự ủ phân (không mua phân của hợp tác xã): hỗ trợ tiền mua men vi sinh.
4. Xưởng mộc xả bụi ra đường bị tạm đình chỉ hoạt động trong 10 ngày.
5. Lớp học nghề khai giảng ngày 02/5/2024. Riêng lớp hàn khai giảng ngày 15/5/2024.
6. Hỗ trợ tiền xe cho học viên nghèo 300.000 đồng/lần. Việc hỗ trợ tiền xe được thực hiện không quá hai lần trong một năm.
7. Việc giảm tiền điện chợ phiên do Ban quản lý tự tính trên hóa đơn, tiểu thương không phải làm đơn.
8. Sân xưởng phải rộng tối thiểu 50 m2 (đối với hộ làm một mình thì được làm nhỏ hơn nhưng không dưới 20 m2).

CHỦ TỊCH
Phùng Văn Khải
"""


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory, cache_folder: Path) -> Archive:
    folder = tmp_path_factory.mktemp("rules")
    write_files(folder / "docs", {"38.txt": _RULES})
    encoder = open_encoder(None, cache_folder)
    build([folder / "docs"], folder / "kho", encoder, None, lambda *_: None)
    return open_archive(folder / "kho", encoder, cache=cache_folder)


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("Học viên chưa làm thẻ thư viện thì thư viện xã có cho mượn sách không?", "Có: "),
        ("Quán cóc ở bờ đê có bị dẹp không?", "Có: "),
        ("Quán cóc ở bờ đê có được giữ lại không?", "Không: "),
        ("Hộ trồng chè tự ủ phân có được hỗ trợ tiền mua men vi sinh không?", "Có: "),
        ("Xưởng mộc xả bụi ra đường có bị tạm ngừng hoạt động không?", "Có: "),
        ("Lớp hàn có khai giảng cùng ngày với các lớp khác không?", "Không: "),
        ("Học viên nghèo có được hỗ trợ tiền xe lần thứ ba trong năm không?", "Không: "),
        ("Tiểu thương có phải làm đơn mới được giảm tiền điện không?", "Không: "),
        ("Hộ làm một mình làm sân xưởng 30 m2 có được không?", "Có: "),
        ("Hộ làm một mình làm sân xưởng 15 m2 có được không?", "Không: "),
    ],
)
def test_said(rules: Archive, question: str, begins: str) -> None:
    assert ask(question, rules).text.startswith(begins)


def test_what_a_question_carried_on_does_not_hide_how_it_ends(rules: Archive) -> None:
    earlier = ("Theo thông báo 38/TB-UBND, quán cóc ở bờ đê có bị dẹp không?",)
    assert not ask("Thế lều tạm có bị dẹp không?", rules, earlier).text.startswith("Không: ")


@pytest.mark.parametrize(
    ("question", "text", "reached"),
    [
        ("Cháu chỉ đạt mức hoàn thành tốt", "Điều kiện: hoàn thành xuất sắc.", -1),
        ("Cháu hoàn thành xuất sắc", "Điều kiện: hoàn thành xuất sắc.", 1),
        ("Học lực giỏi", "xếp loại khá trở lên", 1),
        ("Bà là người khuyết tật nặng", "người khuyết tật đặc biệt nặng hoặc khuyết tật nặng", 1),
        ("Đã hoàn thành hồ sơ", "hoàn thành xuất sắc nhiệm vụ", 0),
        ("Nhà hư hỏng nặng", "người khuyết tật nhẹ", 0),
    ],
)
def test_a_grade(question: str, text: str, reached: int) -> None:
    assert cases.grade(question, text) == reached


@pytest.mark.parametrize(
    ("question", "text", "kept"),
    [
        ("được hỗ trợ lần thứ ba không", "thực hiện không quá hai lần trong một năm", -1),
        ("được hỗ trợ lần thứ hai không", "thực hiện không quá hai lần trong một năm", 1),
        ("theo quy định năm 2024 có được không", "tối đa 450 triệu đồng/năm", 0),
        ("người có 10 năm có được không", "theo Quyết định ngày 27 tháng 10 năm 2008", 0),
    ],
)
def test_ordinals_count_and_years_do_not(question: str, text: str, kept: int) -> None:
    assert agreement.within(question, text) == kept


@pytest.mark.parametrize(
    ("year", "inside"), [("1978", -1), ("1970", 1), ("1975", 0)]
)  # fmt: skip
def test_a_year_in_a_span(year: str, inside: int) -> None:
    assert when.days(f"Tôi đi năm {year}", "từ ngày 15 tháng 7 năm 1950 đến ngày 30 tháng 4 năm 1975") == inside
