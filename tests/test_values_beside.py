"""What stands beside a value, the most and the least of many, bounds, money: tables of real wordings."""

import pytest

from rag.answering.value import bounds, columns, extremes
from rag.answering.value.asks import asks_of
from rag.answering.value.beside import reported, whose
from rag.answering.value.extremes import Extreme
from rag.answering.value.moments import moments
from rag.answering.value.readers import asks_money, is_given
from rag.question.abbreviations import chat
from rag.question.folded import flat
from rag.question.wants import want_of
from rag.types import Want
from rag.values import Value
from tests.growth import grows_with_the_text


@pytest.mark.parametrize(
    ("question", "extreme"),
    [
        ("Phường nào có nhiều ca mắc nhất?", Extreme.MOST),
        ("phuong nao co nhieu ca mac nhat", Extreme.MOST),
        ("Xã nào có tỷ lệ hộ nghèo thấp nhất tỉnh?", Extreme.LEAST),
        ("Thôn nào nhiều hộ hơn cả?", Extreme.MOST),
        ("Xã nào nhiều trâu bò chết nhất, bao nhiêu con?", Extreme.MOST),
        ("Phòng nào phải nộp báo cáo chậm nhất trong tháng 6?", None),
        ("Hội nào lấy ý kiến đông đảo nhân dân để thống nhất phương án?", None),
        ("Công ty nào có vốn lớn của Nhật Bản?", None),
        ("Nơi nào có ít nhất ba ca mắc?", None),
        ("Trạm nào chỉ mở nhiều nhất 3 buổi?", None),
    ],
)
def test_extremes_asked(question: str, extreme: Extreme | None) -> None:
    found = extremes.asked(extremes.guarded(question))
    assert (found and found[0]) is extreme


def test_extremes_said() -> None:
    assert extremes.says("Xã Tân Hòa có số hộ nghèo cao nhất.", Extreme.MOST)
    assert not extremes.says("Phòng gửi báo cáo, thống nhất số liệu.", Extreme.MOST)


@pytest.mark.parametrize(
    ("question", "text", "said", "worth"),
    [
        ("Huyện Bắc Lũng còn bao nhiêu hộ?", "còn 90 hộ, gồm huyện Bắc Lũng (35 hộ) và huyện Mỏ Chè (55 hộ)", "35 hộ", 1),
        ("Huyện Bắc Lũng còn bao nhiêu hộ?", "còn 90 hộ, gồm huyện Bắc Lũng (35 hộ) và huyện Mỏ Chè (55 hộ)", "55 hộ", -1),
        ("Huyện Bắc Lũng còn bao nhiêu hộ?", "còn 90 hộ, gồm huyện Bắc Lũng (35 hộ) và huyện Mỏ Chè (55 hộ)", "90 hộ", 0),
        ("Chi tất cả bao nhiêu tiền?", "Tổng kinh phí là 9 tỷ đồng, trong đó tỉnh 4 tỷ đồng", "9 tỷ đồng", 1),
        ("Chi tất cả bao nhiêu tiền?", "Tổng kinh phí là 9 tỷ đồng, trong đó tỉnh 4 tỷ đồng", "4 tỷ đồng", 0),
    ],
)  # fmt: skip
def test_whose_a_value_is(question: str, text: str, said: str, worth: float) -> None:
    start = text.index(said)
    assert whose(question, text, Value(start, start + len(said), said)) == worth


def test_a_day_that_dates_a_count() -> None:
    text = "Đến ngày 15/6/2022 còn 12 hộ, giải quyết trước ngày 30/6/2022."
    first, second = (one.value for one in moments(text))
    assert reported(text, first)
    assert not reported(text, second)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("phát quà trước ngày 23 tháng Chạp đối với", ["trước ngày 23 tháng Chạp"]),
        ("lễ hội ngày 10 tháng Ba âm lịch", ["ngày 10 tháng Ba âm lịch"]),
    ],
)
def test_months_of_the_moon(text: str, said: list[str]) -> None:
    assert [one.value.text for one in moments(text)] == said


@pytest.mark.parametrize(
    ("question", "unit"),
    [
        ("Còn bao nhiêu ha rừng chưa giao?", "ha"),
        ("Có bao nhiêu căn bị thu hồi?", "can"),
        ("Hết bao nhiêu ha?", ""),
        ("Bao nhiêu cần nộp?", ""),
    ],
)
def test_units_that_fold_to_particles(question: str, unit: str) -> None:
    assert asks_of(question, Want.QUANTITY)[0].unit[:1] == ((unit,) if unit else ())


@pytest.mark.parametrize(
    ("question", "money"),
    [
        ("Đã phát hiện bao nhiêu căn sai phạm?", False),
        ("Để rác ra đường bị phạt bao nhiêu?", True),
        ("de rac ra duong bi phat bao nhieu", True),
        ("Số lượng là bao nhiêu?", False),
        ("Giá một mét khối là bao nhiêu?", True),
    ],
)
def test_money_asked(question: str, money: bool) -> None:
    assert asks_money(question) is money


def test_a_number_within_bounds() -> None:
    asked = list(bounds.numbers("Cháu 9 tuổi có phải mua vé không?"))
    assert bounds.within("Trẻ em dưới 12 tuổi được miễn vé", asked) is True
    assert bounds.within("Người từ 60 tuổi trở lên được miễn vé", asked) is False
    assert bounds.within("Người khuyết tật được miễn vé", asked) is None


def test_the_beginning_is_not_the_end() -> None:
    assert columns.is_other_end("cau khoi cong ngay nao", "Thời hạn hoàn thành")
    assert not columns.is_other_end("cau hoan thanh ngay nao", "Hoàn thành")
    assert not columns.is_other_end("cau khoi cong ngay nao", "Khởi công - hoàn thành")


@pytest.mark.parametrize(
    ("question", "want"),
    [
        ("Trường nào được nghỉ ngày 5/9?", Want.BODY),
        ("Trường hợp nào được miễn?", Want.CONDITION),
        ("Giấy phép do phòng quản lý đô thị cấp dùng được bao lâu?", Want.DURATION),
        ("Lý do hoãn họp là gì?", Want.PURPOSE),
    ],
)
def test_syllables_that_fold_to_cues(question: str, want: Want) -> None:
    assert want_of(flat(question)) is want


def test_what_is_asked_is_told_in_time_that_grows_with_the_text() -> None:
    grows_with_the_text(lambda times: want_of(flat("nào " + "xem xét có được " * times)), 30)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Nhiêu tiền một suất?", "Bao nhiêu tiền một suất?"),
        ("phí nhiu vậy", "phí bao nhiêu vậy"),
        ("Kênh Nhiêu Lộc dài mấy km?", "Kênh Nhiêu Lộc dài mấy km?"),
        ("ông Trần Văn Nhiêu", "ông Trần Văn Nhiêu"),
        ("bao  nhiêu tiền", "bao  nhiêu tiền"),
        ("bao\u00a0nhiêu tiền", "bao\u00a0nhiêu tiền"),
    ],
)
def test_how_many_left_short(typed: str, read: str) -> None:
    assert chat(typed) == read


@pytest.mark.parametrize(
    ("question", "value", "given"),
    [
        ("Mức 1.500.000 đồng gồm những gì", "500.000 đồng", False),
        ("Tăng 2,5% thì được bao nhiêu", "5%", False),
        ("Mức 500.000 đồng áp dụng cho ai", "500.000 đồng", True),
    ],
)
def test_values_the_question_holds(question: str, value: str, given: bool) -> None:
    assert is_given(question, value) is given
