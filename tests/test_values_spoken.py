"""Values and times asked for in everyday words, not the documents': what is asked, what may stand for its unit, what is said."""

import pytest

from index.archive import Archive
from rag import values
from rag.answering.value import amounts, units
from rag.answering.value.asks import Blank, Side, asks_of
from rag.answering.value.moments import moments
from rag.ask import ask
from rag.question.folded import flat
from rag.question.wants import want_of
from rag.types import Want


@pytest.mark.parametrize(
    ("question", "want"),
    [
        ("Chừng nào quận phải làm xong?", Want.DATE),
        ("Bữa nào nộp danh sách?", Want.DATE),
        ("Hạn cuối gửi hồ sơ?", Want.DATE),
        ("Giờ mở cửa bộ phận một cửa?", Want.TIME),
        ("Lắp cái máy hết bao tiền?", Want.QUANTITY),
        ("Số xe được phép tối đa là?", Want.QUANTITY),
        ("Đi một cây số được mấy đồng?", Want.QUANTITY),
        # words that only look like one that asks for a value
        ("Tôi đang tìm nơi tiếp dân, đó là cơ quan nào?", Want.BODY),
        ("Báo lên tới đâu, cơ quan nào nhận?", Want.BODY),
        ("Tôi đã tiêm đủ thì đổi giấy ở đâu?", Want.PLACE),
        ("Thành phần nào được gọi đi họp?", Want.LIST),
    ],
)
def test_what_is_wanted(question: str, want: Want) -> None:
    assert want_of(flat(question)) is want


@pytest.mark.parametrize(
    ("question", "blank", "unit", "side"),
    [
        ("Nộp tới hôm nào là chót?", Blank.DAY, (), Side.END),
        ("Trễ nhất bữa nào phải xong?", Blank.DAY, (), Side.END),
        ("Đợt này kéo dài tới khi nào?", Blank.DAY, (), Side.END),
        ("Bắt đầu hôm nào?", Blank.DAY, (), Side.START),
        ("Đã trải qua mấy lần?", Blank.AMOUNT, (), Side.ANY),
        ("Đi họp không quá mấy người?", Blank.AMOUNT, ("nguoi",), Side.MOST),
        ("Tôi đang cần biết bao nhiêu giường?", Blank.AMOUNT, ("giuong",), Side.ANY),
        ("Chuẩn bị sẵn mấy nghìn giường?", Blank.AMOUNT, ("giuong",), Side.ANY),
        ("Mỗi hộ được mấy triệu đồng?", Blank.AMOUNT, ("trieu", "dong"), Side.ANY),
        ("Chuẩn bị theo mấy tại chỗ?", Blank.AMOUNT, ("tai", "cho"), Side.ANY),
        ("Được bố trí bao nhiêu phần cán bộ?", Blank.SHARE, (), Side.ANY),
        ("Mỗi cây số mấy đồng?", Blank.AMOUNT, ("dong",), Side.ANY),
        ("Đứng cách bao xa?", Blank.AMOUNT, ("m",), Side.ANY),
        ("Phải có báo cáo gửi tỉnh trước khi nào?", Blank.DAY, (), Side.ANY),
    ],
)  # fmt: skip
def test_blank_in_everyday_words(question: str, blank: Blank, unit: tuple[str, ...], side: Side) -> None:
    one = asks_of(question, Want.QUANTITY)[0]
    if one.unit[:1] == ("lan",):  # a turn is counted like anything else
        one = type(one)(one.blank, (), one.own, one.side)
    assert (one.blank, one.unit, one.side) == (blank, unit, side)


@pytest.mark.parametrize(
    ("text", "unit", "said"),
    [
        ("sau 03 đợt giãn cách", "lan", ["03 đợt"]),
        ("lấy mẫu từ 2-3 ngày/lần; nơi khác ít nhất 1 lần", "luot", ["ít nhất 1 lần"]),
        ("mỗi đợt ít nhất 50 đoàn viên", "nguoi", ["ít nhất 50 đoàn viên"]),
        ("cử 03 chuyên viên trực", "nguoi truc", ["03 chuyên viên"]),
        ("không quá 20 người dự", "dai bieu", ["không quá 20 người"]),
        ("theo phương châm “4 tại chỗ” và", "tai cho", ["4 tại chỗ"]),
        ("bố trí 05 xe cứu thương", "chiec xe", ["05 xe"]),
        ("thu gom tại 04 điểm tập kết", "cho", ["04 điểm"]),
        ("nhà ở tối thiểu 30 m2", "met", ["tối thiểu 30 m2"]),
        ("không quá 45 học sinh/lớp", "hs", ["không quá 45 học sinh/lớp"]),
        ("| 20 | Máy trợ thính | 01 năm | 450.000 |", "dong", ["450.000"]),
        # what counts something else stays out
        ("mở 12 lớp cho 40 cháu", "giuong", []),
        ("cấp 15 kg gạo", "nguoi", []),
    ],
)
def test_units_called_otherwise(text: str, unit: str, said: list[str]) -> None:
    assert [one.text for one in amounts.of_unit(text, amounts.amounts(text), tuple(unit.split()))] == said


@pytest.mark.parametrize(
    ("said", "heads"),
    [("50 đoàn viên", True), ("02 đợt", True), ("1,2 lần mức chuẩn", False), ("40 triệu đồng", False)],
)
def test_people_and_turns_are_no_money(said: str, heads: bool) -> None:
    assert units.counts_heads(flat(said)) is heads


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sau đợt giãn cách thứ 3 trên địa bàn", []),
        ("tiêm mũi thứ hai cho người già", []),
        ("họp vào thứ 3 hằng tuần", ["vào thứ 3 hằng tuần"]),
        ("tiếp dân chiều thứ năm", ["chiều thứ năm"]),
        ("nghỉ Thứ Bảy", ["Thứ Bảy"]),
        ("trước ngày 15 tháng 11 năm hiện hành", ["trước ngày 15/11"]),
    ],
)
def test_days_and_places_in_a_row(text: str, said: list[str]) -> None:
    assert [one.value.text for one in moments(text, clock=True)] == said


def test_a_month_is_not_cut_in_two() -> None:
    assert [one.text for one in values.dates("hoàn thành trước ngày 15 tháng 11 năm sau")] == ["15/11"]


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("Mấy người tụ lại ngoài công sở ở Thanh Xuân là phạm quy?", "05 người"),
        ("Lệnh cách ly xã hội bắt đầu mấy giờ hôm nào?", "06h00 ngày 24/7/2021"),
        ("Bao giờ thì phải kiện toàn xong ban chỉ đạo phường?", "04/9/2021"),
        ("Vùng nguy cơ cao mấy bữa lấy mẫu một lần?", "5-7 ngày/lần"),
        ("Chuẩn bị sẵn cỡ bao nhiêu giường cho bệnh nhân?", "20.000 giường"),
        ("Các khu vực khác lấy mẫu toàn bộ người dân ít nhất mấy lượt?", "ít nhất 1 lần"),
        ("Lúc nào thì quận Hai Bà Trưng thanh quyết toán kinh phí?", "sau khi kết thúc công tác cách ly"),
    ],
)
def test_answers_to_everyday_words(sample: Archive, question: str, says: str) -> None:
    assert says in ask(question, sample).text


@pytest.mark.parametrize(
    "question", ["Kết thúc đợt giãn cách thứ ba ngày nào?", "Không đeo khẩu trang bị phạt bao tiền?"]
)
def test_no_value_of_something_else(sample: Archive, question: str) -> None:
    answer = ask(question, sample)
    assert "thứ 3" not in answer.text.split(";")
    assert "đợt" not in answer.text or not answer.text[:2].isdigit()


def test_days_named_in_one_breath_are_one_answer(archive: Archive) -> None:
    """One of two days would be half of it."""
    assert ask("Quận Hai Bà Trưng phải chú ý dịch vào dịp nghỉ lễ ngày nào?", archive).text == "30/4, 01/5/2022"
