"""What stands directly around the wanted words and makes them something else; and what does not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.measures.match import says
from tests.growth import grows_with_the_text

# (answer, wanted): the words are there, but they mean something else
ELSE = [
    # one end of a range, where the number has a unit
    ("5-10 người", "10 người"),
    ("5-10 người", "5 người"),
    ("từ 5 đến 10 người", "10 người"),
    ("từ 5 đến dưới 12 tuổi", "12 tuổi"),
    ("10–20%", "10%"),
    ("10–20%", "20%"),
    ("2-3 triệu đồng", "3 triệu đồng"),
    ("2 - 3 triệu đồng", "3.000.000 đồng"),
    ("2-3 triệu", "3.000.000 đồng"),
    ("2.000.000-3.000.000 đồng", "2.000.000 đồng"),
    # the number goes on
    ("Điều 5a", "Điều 5"),
    ("khoản 2 Điều 5a", "khoản 2 Điều 5"),
    ("mục 2.10", "mục 2.1"),
    ("17 giờ 30 phút", "17 giờ"),
    ("17h30", "17 giờ"),
    ("17:30", "17h"),
    ("17h30", "30 phút"),
    ("3 năm 6 tháng", "3 năm"),
    ("3 năm 6 tháng", "6 tháng"),
    ("24 m2", "24 m"),
    ("912345678", "0912345678"),
    ("ba mươi", "ba"),
    ("hai mươi ba", "ba"),
    ("mười hai", "mười"),
    ("một trăm hai mươi", "một trăm"),
    ("năm mươi", "năm"),
    ("mười bảy thôn", "bảy thôn"),
    # a document's number is no month, and not a shorter one
    ("12/2021/NĐ-CP", "12/2021"),
    ("Nghị định 12/2021/NĐ-CP", "tháng 12/2021"),
    ("17/CT-UBND-TP", "17/CT-UBND"),
    ("C65-HD/LĐTBXH-NCC", "C65-HD/LĐTBXH"),
    # a fraction is no day
    ("1/2/2021", "1/2"),
    ("ngày 01/02/2021", "½"),
    # other things than đồng are counted, or nothing is
    ("5.000.000 liều", "5.000.000 đồng"),
    ("5 triệu USD", "5.000.000 đồng"),
    ("5 triệu người", "5.000.000 đồng"),
    ("năm 2000", "2.000 đồng"),
    ("500", "500 đồng"),
    # negated
    ("không được phép", "được phép"),
    ("Việc này chưa bắt buộc.", "bắt buộc"),
    ("không phải Bộ Y tế", "Bộ Y tế"),
    ("không phải là ngày 04/9/2021", "04/9/2021"),
    # the deputy
    ("Phó Chủ tịch UBND quận", "Chủ tịch UBND quận"),
    ("Phó Trưởng ban", "Trưởng ban"),
    # no yes, no no
    ("Không tìm thấy thông tin.", "Không"),
    ("Không có thông tin về việc này.", "Không"),
    ("Không rõ", "Không"),
    ("Không biết", "Không"),
    ("Không thể xác định", "Không"),
    ("Có thể được", "Có"),
    ("Có lẽ vậy", "Có"),
]
SAME = [
    ("từ 5-10 người", "5-10 người"),
    ("từ 5 đến 10 người", "10"),
    ("từ 5 giờ đến 10 giờ", "10 giờ"),
    ("từ 5% đến 10%", "10%"),
    ("Tổ 3 - 2 người", "2 người"),
    ("Theo Điều 5.", "Điều 5"),
    ("Điều 5, điểm a", "Điều 5"),
    ("24 giờ 15 ngày", "24 giờ"),
    ("5.000.000 đồng/tháng", "5.000.000 đồng"),
    ("sau 3 năm, 6 tháng một lần", "3 năm"),
    ("thời hạn mười năm", "mười"),
    ("1,7% một tháng", "1,7%"),
    ("tháng 12/2021", "12/2021"),
    ("Nghị định 75/2021/NĐ-CP", "Nghị định 75/2021"),
    ("84/2005/TTLT-BYT-BTC", "84/2005/TTLT"),
    ("667-CV/QU", "667"),
    ("17/CT-UBND ngày 24/7/2021", "17/CT-UBND"),
    ("17/CT-UBND - Hà Nội", "17/CT-UBND"),
    ("½ số người", "1/2"),
    ("1/2/2021", "01/2"),
    ("1/2/2021", "ngày 1/2"),
    ("2/9/2021", "2/9"),
    ("không được phép", "không được phép"),
    ("Không, được phép nếu có giấy", "được phép"),
    ("không quá 5 người", "5 người"),
    ("có hay không được phép", "được phép"),
    ("Phó Bí thư, Chủ tịch UBND", "Chủ tịch UBND"),
    ("phó chủ tịch quận", "Phó Chủ tịch quận"),
    ("ứng phó dịch bệnh", "dịch bệnh"),
    ("Không có.", "Không"),
    ("Không thể tổ chức", "Không"),
    ("Có. Có thể nộp sau.", "Có"),
    # the second time it is meant
    ("Không phải 5-10 người mà 10 người", "10 người"),
]


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize(("answer", "wanted"), ELSE)
def test_something_else(answer: str, wanted: str, strict: bool) -> None:
    assert not says(answer, wanted, strict=strict)


@pytest.mark.parametrize(("answer", "wanted"), SAME)
def test_the_same(answer: str, wanted: str) -> None:
    assert says(answer, wanted)


TEXT = st.lists(
    st.sampled_from(
        "5 10 12/2021 17h30 1.000.000 đồng - / đến , a không Phó Chủ tịch ba mươi Điều khoản 2 % m NĐ-CP Có thể".split()
    ),
    max_size=9,
).map(" ".join)


@settings(deadline=None)
@given(TEXT, TEXT)
def test_what_is_said_strictly_is_said(answer: str, wanted: str) -> None:
    assert says(answer, wanted) or not says(answer, wanted, strict=True)


@pytest.mark.parametrize(
    "words",
    ["hai ba bốn năm ", "năm ", "một triệu ", "1 ", "17h30 ", "không ", "khoản 2 ", "0912 345 ", "ba mươi ", "("],
)
def test_time_grows_with_the_length(words: str) -> None:
    grows_with_the_text(lambda size: says(words * (size // len(words)), "3 bác sĩ"), 11_000)
