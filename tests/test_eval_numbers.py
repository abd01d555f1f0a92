"""Numbers in their several ways: which answers are the same number, and which only look so."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.measures.match import says
from eval.measures.numbers import in_digits, spelt, unified, value_of

SAME = [
    # amounts
    ("1,21 triệu đồng", "1.210.000 đồng"),
    ("1210 nghìn đồng", "1.210.000 đồng"),
    ("1.210 ngàn đồng", "1.210.000 đồng"),
    ("1 triệu 210 nghìn đồng", "1,21 triệu đồng"),
    ("1.210.000đ", "1.210.000 đồng"),
    ("1.210.000 VNĐ", "1,21 triệu đồng"),
    ("1,210,000 đồng", "1.210.000 đồng"),
    ("1.210.000,00 đồng", "1.210.000 đồng"),
    ("2 triệu rưỡi", "2.500.000"),
    ("một triệu hai trăm mười nghìn đồng", "1.210.000 đồng"),
    ("5 nghìn tỷ đồng", "5.000 tỉ đồng"),
    ("5 trăm nghìn đồng", "500.000 đồng"),
    ("30 nghìn giường", "30.000"),
    ("mức 500 nghìn đồng, 700 nghìn đồng", "700.000 đồng"),
    ("1 210 000 đồng", "1.210.000 đồng"),
    ("5 000 đồng", "5.000 đồng"),
    ("tăng 500đ", "500 đồng"),
    # the unit may go without saying
    ("5 triệu", "5.000.000 đồng"),
    ("1,21 triệu", "1.210.000 đồng"),
    ("5.000.000", "5.000.000 đồng"),
    ("500 nghìn", "500.000đ"),
    ("5 triệu/người", "5.000.000 VNĐ"),
    ("5 triệu một tháng", "5.000.000 đồng"),
    # telephones
    ("0912 345 678", "0912345678"),
    ("gọi 0912.345.678.", "0912345678"),
    # percents, fractions, decimals
    ("đạt 5%", "5 phần trăm"),
    ("năm phần trăm", "5%"),
    ("đạt 5,0 %", "5%"),
    ("2,50 m", "2,5 m"),
    ("2.5%", "2,5%"),
    ("2.50 %", "2,5%"),
    ("1.21 triệu đồng", "1.210.000 đồng"),
    ("2.5 m", "2,5 mét"),
    ("½ số người", "1/2"),
    ("2½ ngày", "2,5 ngày"),
    # words before a unit, or alone
    ("ba người", "3 người"),
    ("trong mười lăm ngày", "15 ngày"),
    ("15 ngày", "mười lăm ngày"),
    ("15 (mười lăm) ngày", "15 ngày"),
    ("mười lăm (15) ngày", "15 ngày"),
    ("Ba.", "3"),
    ("03 nhiệm vụ", "ba"),
    ("hai mươi mốt xã", "21 xã"),
    ("hai mươi tư giờ", "24 giờ"),
    ("một trăm linh năm người", "105 người"),
    ("năm năm", "5 năm"),
    ("hai năm ba bên", "2 năm"),
    ("bảy thôn", "7 thôn"),
    ("Bảy thôn", "7 thôn"),
    ("7 thôn", "bảy thôn"),
    ("có mười bảy thôn", "17 thôn"),
    ("ba bác sĩ", "3 bác sĩ"),
    ("ngày mười lăm tháng ba năm 2021", "15/3/2021"),
    # a word that is also a name is still the same word
    ("thứ hai ngày 5/9", "thứ hai"),
    ("hai bên", "hai"),
]
OTHERS = [
    ("1,21 tỷ đồng", "1,21 triệu đồng"),
    ("121 triệu đồng", "1,21 triệu đồng"),
    ("1.210 đồng", "1.210.000 đồng"),
    ("30 nghìn giường", "30 giường"),
    ("30 nghìn giường", "30"),
    ("1 triệu 500 nghìn đồng", "500 nghìn đồng"),
    ("2,000 người", "2 người"),
    ("2 triệu rưỡi", "2 triệu"),
    ("5 người", "5%"),
    ("50%", "5%"),
    ("0,5%", "5%"),
    ("1/3 số người", "½"),
    # words that are no numbers
    ("quận Ba Đình", "3"),
    ("quận Ba Đình", "3 đình"),
    ("quận Hai Bà Trưng", "2"),
    ("thông tư", "4"),
    ("đầu tư", "4"),
    ("trong năm người dân được hỗ trợ", "5 người"),
    ("mỗi năm ngày nghỉ", "5 ngày"),
    ("hai tổ chức", "2 tổ"),
    ("một xã hội", "1 xã"),
    ("không người nào", "0 người"),
    ("mười lăm ngày", "5 ngày"),
    ("mười bảy thôn", "7 thôn"),
    ("hai mươi mốt xã", "1 xã"),
    ("hai nghìn một người", "1 người"),
    ("15 (mười sáu) ngày", "15 ngày"),
    # words behind a number that scale nothing
    ("năm 2021 triệu tập hội nghị", "2.021.000.000"),
    ("mục 2 tỷ lệ tiêm", "2.000.000.000"),
    ("điểm đ khoản 1", "1 đồng"),
]


@pytest.mark.parametrize(("answer", "wanted"), SAME)
def test_the_same_number(answer: str, wanted: str) -> None:
    assert says(answer, wanted)


@pytest.mark.parametrize(("answer", "wanted"), OTHERS)
def test_another_number(answer: str, wanted: str) -> None:
    assert not says(answer, wanted)


def test_strictly_the_characters_count() -> None:
    assert not any(
        says(answer, wanted, strict=True) for answer, wanted in SAME if not wanted.startswith(("thứ", "hai"))
    )


DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def in_words(number: int) -> str:
    """A whole number below 10¹² as it is read aloud."""
    parts = []
    for scale, name in ((10**9, "tỷ"), (10**6, "triệu"), (1000, "nghìn")):
        if number >= scale:
            parts.append(f"{in_words(number // scale)} {name}")
            number %= scale
    if number >= 100 or (parts and number):
        parts.append(f"{DIGITS[number // 100]} trăm")
        number %= 100
        if 0 < number < 10:
            parts.append("linh")
    tens, ones = divmod(number, 10)
    if tens:
        parts.append("mười" if tens == 1 else f"{DIGITS[tens]} mươi")
    if ones:
        last = {1: "mốt", 4: "tư"} if tens > 1 else {}
        parts.append("lăm" if ones == 5 and tens else last.get(ones, DIGITS[ones]))
    return " ".join(parts)


@settings(deadline=None)
@given(st.integers(1, 10**12 - 1))
def test_every_number_read_aloud_is_read_back(number: int) -> None:
    assert spelt(in_words(number)) == number
    assert in_digits(f"có {in_words(number)} người") == f"có {number} người"


@settings(deadline=None)
@given(st.integers(1, 10**6 - 1), st.sampled_from([("nghìn", 10**3), ("triệu", 10**6), ("tỷ", 10**9)]))
def test_an_amount_with_its_scale_is_that_many(number: int, scale: tuple[str, int]) -> None:
    name, times = scale
    dotted = f"{number * times:,}".replace(",", ".")
    assert says(f"{number} {name} đồng", f"{dotted} đồng")
    assert not says(f"{number} {name} đồng", f"{number} đồng")


@pytest.mark.parametrize(
    "words",
    ["", "không", "tư", "lăm", "trăm", "nghìn", "mười mười", "hai nghìn một", "một trăm năm", "nghìn hai trăm", "đôi"],
)
def test_what_is_no_number_or_leaves_it_open(words: str) -> None:
    assert spelt(words) is None


@settings(deadline=None)
@given(st.text(alphabet="0123456789.,/ %½đ()", max_size=12) | st.text(max_size=30))
def test_any_text_can_be_read(text: str) -> None:
    assert isinstance(in_digits(unified(text)), str)
    assert says(f"số {text}", f"số {text}")
    assert value_of(value_of(text)) == value_of(text)
