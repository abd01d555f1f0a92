"""Values side by side with their labels, totals with their parts, numbers within bounds, lines of a list that say where."""

from pathlib import Path

import pytest

from index.archive import Archive, open_archive
from index.build import build
from index.encode import open_encoder
from index.text import words
from rag.answering.figures import asked, excluded, met
from rag.answering.value import amounts, bounds
from rag.answering.value.asks import Blank, Side, asks_of
from rag.answering.value.labels import labelled
from rag.answering.value.moments import moments
from rag.ask import ask
from rag.types import Want
from tests.fakes import write_files
from tests.growth import grows_with_the_text

_DREDGED = "Các xã đào 48 km mương, trong đó xã Khe Sim 15 km, xã Bản Mạ 21 km, xã Nà Tấu 12 km; xong trong tháng 4."
_LOSS = "Ngô mất trên 60% diện tích: 3.000.000 đồng/ha; từ 25% đến 60%: 1.500.000 đồng/ha."
_BAGS = "tặng 90.000 đồng đối với túi 2 kg, 140.000 đồng đối với túi 3 kg và 200.000 đồng đối với túi 5 kg"


@pytest.mark.parametrize(
    ("question", "text", "said"),
    [
        ("Xã Bản Mạ đào bao nhiêu km mương?", _DREDGED, "21 km"),
        ("Các xã đào bao nhiêu km mương?", _DREDGED, "48 km"),
        ("xa Na Tau dao bao nhieu km", _DREDGED, "12 km"),
        ("Ngô hỏng 40% được đền bao nhiêu?", _LOSS, "1.500.000 đồng/ha"),
        ("Ngô hỏng 85% được đền bao nhiêu?", _LOSS, "3.000.000 đồng/ha"),
        ("Đổi túi 3 kg được tặng bao nhiêu?", _BAGS, "140.000 đồng"),
        ("Hộ cận nghèo bớt bao nhiêu?", "hộ nghèo được bớt 30%, hộ cận nghèo được bớt 20%", "20%"),
        ("Nhà nghèo bớt bao nhiêu?", "hộ nghèo được bớt 30%, hộ cận nghèo được bớt 20%", None),
        ("Phà nghỉ bao nhiêu?", "Phà nghỉ 12 ngày", None),
    ],
)
def test_the_value_labelled_as_the_question_asks(question: str, text: str, said: str | None) -> None:
    figures = amounts.amounts(text)
    found = [one for one in figures if "đồng" in one.text] or figures
    told = labelled(question, text, found)
    assert [one.text for one, worth in zip(found, told, strict=True) if worth > 0] == ([said] if said else [])


def test_what_is_told_apart_is_no_part_of_what_is_told_of_all() -> None:
    text = "Bến mở cửa từ 5 giờ 00 đến 19 giờ 00; riêng khu cá từ 2 giờ 00 đến 9 giờ 00."
    found = [one.value for one in moments(text, clock=True)]
    assert labelled("Khu cá bến mở cửa mấy giờ?", text, found) == [0.0, 1.0]


@pytest.mark.parametrize(
    ("text", "unit", "said"),
    [
        ("Có 210 điểm bán, trong đó quầy thịt 70, quầy rau 95, quầy gạo 45.", "quay rau", ["95"]),
        ("Cấp 90 suất, gồm mầm non 40, tiểu học 50.", "suat", ["90 suất", "40", "50"]),
        ("Tổng số biên chế: 64, trong đó kế toán 20, lái xe 44.", "bien che", ["64", "20", "44"]),
        ("Số hộ đăng ký là 310.", "ho", ["310"]),
        ("Gồm 84, sạp vải 96", "sap vai", []),
        ("gồm lớp 1, lớp 2, lớp 3", "lop", []),
    ],
)
def test_bare_numbers_that_say_what_they_count(text: str, unit: str, said: list[str]) -> None:
    assert [one.text for one in amounts.of_unit(text, amounts.amounts(text), tuple(unit.split()))] == said


def test_parts_are_read_in_time_that_grows_with_the_text() -> None:
    grows_with_the_text(lambda times: amounts.amounts("trong đó quầy thịt lợn tươi 70, quầy rau " * times), 20)
    text = "xã Khe Sim 15 km, "
    grows_with_the_text(lambda times: labelled("Xã nào?", text * times, amounts.amounts(text * times)), 20)


@pytest.mark.parametrize(
    ("question", "text", "fits"),
    [
        ("Tháng này dùng 18 khối nước", "Trên 10 m3 đến 20 m3", True),
        ("Tháng này dùng trên 20 m3", "Trên 10 m3 đến 20 m3", False),
        ("Tháng này dùng trên 20 m3", "Trên 20 m3", True),
        ("Lãi suất 7% một năm", "từ 5% đến 8%", True),
        ("Thu nhập 2 triệu một tháng", "dưới 2.250.000 đồng/người", True),
        ("Thu nhập 3 triệu một tháng", "dưới 2.250.000 đồng/người", False),
        ("Vườn 2 héc ta", "dưới 3 ha", True),
        ("Nặng 40 cân", "trên 45 kg", False),
    ],
)
def test_one_unit_under_several_names(question: str, text: str, fits: bool) -> None:
    assert bounds.within(text, list(bounds.numbers(question))) is fits


def test_figures_are_met_by_bounds_in_percent_and_money() -> None:
    found = asked("Hỏng 85% được bao nhiêu?", words("Hỏng 85% được bao nhiêu?"), words)
    assert met(found.needed, found.amounts, "hỏng trên 70%: 2.000.000 đồng", [], None)
    assert excluded(found.amounts, "hỏng từ 30% đến 70%: 1.000.000 đồng")
    found = asked("Dùng 30 m3 trả bao nhiêu?", words("Dùng 30 m3 trả bao nhiêu?"), words)
    assert found.needed == {"30"}


def test_the_year_before_a_documents_own() -> None:
    found = asked("Năm 2021 tuyển mấy người?", words("Năm 2021 tuyển mấy người?"), words)
    assert met(found.needed, found.amounts, "Năm trước tuyển 12 người", [], "2022-05-01")
    assert not met(found.needed, found.amounts, "Năm trước tuyển 12 người", [], "2023-05-01")


def test_the_hour_of_a_weekday_belongs_to_it() -> None:
    text = "Các trạm báo cáo trước 15 giờ 30 thứ Sáu hằng tuần."
    assert [one.value.text for one in moments(text, clock=True)] == ["trước 15 giờ 30 thứ Sáu hằng tuần"]


def test_a_time_told_first_is_not_asked_for() -> None:
    blanks = [(one.blank, one.side) for one in asks_of("Trong mấy ngày lễ mỗi tổ dùng bao nhiêu xăng?", Want.QUANTITY)]
    assert blanks == [(Blank.AMOUNT, Side.ANY)]
    assert len(asks_of("Trong mấy ngày thì xong và nộp bao nhiêu tiền?", Want.QUANTITY)) == 2


NOTICE = """ỦY BAN NHÂN DÂN
HUYỆN BẮC LŨNG
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 71/TB-UBND
Bắc Lũng, ngày 02 tháng 5 năm 2023

THÔNG BÁO
Về việc cho thuê quầy và đăng ký lớp dạy nghề

1. Cho thuê quầy tại chợ Nà Lốc như sau:

| Vị trí | Dưới 5 m2 (đồng/tháng) | Từ 5 m2 đến 9 m2 (đồng/tháng) | Trên 9 m2 (đồng/tháng) |
|---|---|---|---|
| Cổng chính | 700.000 | 1.100.000 | 1.900.000 |
| Sân sau | 300.000 | 450.000 | 800.000 |

2. Đăng ký lớp dạy nghề mây tre
- Số lượng học viên: 35 người, ưu tiên hộ nghèo;
- Thời gian nhận đơn: từ ngày 08 tháng 5 đến ngày 26 tháng 5 năm 2023;
- Địa điểm: Trung tâm Dạy nghề, số 16 đường Lò Gạch, thị trấn Bắc Lũng;
- Hồ sơ: đơn đăng ký lớp dạy nghề và bản sao căn cước.
"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory, cache_folder: Path) -> Archive:
    folder = tmp_path_factory.mktemp("labelled")
    encoder = open_encoder(None, cache_folder)
    write_files(folder / "docs", {"thong-bao.txt": NOTICE})
    build([folder / "docs"], folder / "kho", encoder, None, lambda *_: None)
    return open_archive(folder / "kho", encoder, cache=cache_folder)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Quầy ở sân sau rộng 7 mét vuông thuê bao nhiêu một tháng?", "450.000"),
        ("Quầy cổng chính 12 m2 thuê mỗi tháng bao nhiêu?", "1.900.000"),
        ("Đăng ký lớp dạy nghề thì nộp hồ sơ ở đâu?", "số 16 đường Lò Gạch"),
    ],
)
def test_columns_by_bounds_and_lines_by_label(question: str, said: str, archive: Archive) -> None:
    assert said in ask(question, archive).text
