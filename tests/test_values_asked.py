"""What a question leaves blank, how values are printed, and which of several is chosen: tables of real wordings."""

import itertools

import pytest

from index.text import fold, tokens
from rag import values
from rag.answering.value import amounts
from rag.answering.value.align import alignment
from rag.answering.value.asks import Blank, Side, asks_of
from rag.answering.value.moments import moments
from rag.answering.verdict.agreement import choices, same_amount, within
from rag.answering.verdict.denial import governed_from
from rag.answering.verdict.numbered import other_numbered
from rag.answering.verdict.when import days
from rag.types import Want


@pytest.mark.parametrize(
    ("question", "blanks"),
    [
        ("Tuyển sinh từ ngày nào đến ngày nào?", [(Blank.DAY, Side.ANY)]),
        ("Giãn cách đến hết ngày nào?", [(Blank.DAY, Side.END)]),
        ("Đợt kiểm tra bắt đầu từ hôm nào?", [(Blank.DAY, Side.START)]),
        ("Áp dụng từ mấy giờ, ngày nào?", [(Blank.DAY, Side.START)]),
        ("Sơ tán dân xong trước mấy giờ?", [(Blank.HOUR, Side.ANY)]),
        ("Chuẩn bị ngay bao nhiêu giường, nâng lên bao nhiêu?", [(Blank.AMOUNT, Side.ANY), (Blank.AMOUNT, Side.ANY)]),
        ("Họp bao lâu một lần?", [(Blank.FREQUENCY, Side.ANY)]),
        ("vung do may ngay xet nghiem mot lan", [(Blank.FREQUENCY, Side.ANY)]),
        ("Đình chỉ tối đa bao nhiêu ngày?", [(Blank.TERM, Side.MOST)]),
        ("Gió trên cấp mấy thì cắt điện?", [(Blank.LEVEL, Side.ANY)]),
        ("Giảm bao nhiêu phần trăm học phí?", [(Blank.SHARE, Side.ANY)]),
        ("Nơi nguy cơ rất cao và nơi nguy cơ cao lần lượt mấy ngày?", [(Blank.TERM, Side.ANY)] * 2),
        ("Học phí mầm non thành thị", [(Blank.AMOUNT, Side.ANY)]),
    ],
)  # fmt: skip
def test_blanks(question: str, blanks: list[tuple[Blank, Side]]) -> None:
    assert [(one.blank, one.side) for one in asks_of(question, Want.QUANTITY)] == blanks


def test_an_hour_asked_with_its_day_is_one_blank() -> None:
    assert asks_of("Áp dụng từ mấy giờ, ngày nào?", Want.TIME)[0].clock


@pytest.mark.parametrize(
    ("text", "side", "said"),
    [
        ("báo cáo trước 16h00 ngày 20/7/2023.", Side.ANY, ["trước 16h00 ngày 20/7/2023"]),
        ("lớp 1 từ ngày 01/7/2023 đến hết ngày 03/7/2023", Side.ANY, ["từ ngày 01/7/2023 đến hết ngày 03/7/2023"]),
        ("lớp 1 từ ngày 01/7/2023 đến hết ngày 03/7/2023", Side.START, ["từ ngày 01/7/2023"]),
        ("lớp 1 từ ngày 01/7/2023 đến hết ngày 03/7/2023", Side.END, ["đến hết ngày 03/7/2023"]),
        ("hoàn thành trước ngày **04/9/2021**.", Side.ANY, ["trước ngày 04/9/2021"]),
        ("kể từ 06h00 ngày 24 tháng 7 năm 2021 trên", Side.ANY, ["kể từ 06h00 ngày 24/7/2021"]),
        ("đi học lại thứ Hai, ngày 19/02/2024.", Side.ANY, ["thứ Hai, ngày 19/02/2024"]),
        ("báo cáo trước ngày 25 hằng tháng", Side.ANY, ["trước ngày 25 hằng tháng"]),
        ("họp chiều thứ Ba tuần thứ hai và tuần thứ tư hằng tháng", Side.ANY,
         ["chiều thứ Ba tuần thứ hai và tuần thứ tư hằng tháng"]),
        ("báo cáo trước 16 giờ 30 hằng ngày", Side.ANY, ["trước 16 giờ 30 hằng ngày"]),
        ("Ngày 23/7/2021, Chủ tịch", Side.ANY, ["23/7/2021"]),
        ("ít nhất 02 giờ/lần, trực 24/24h", Side.ANY, []),
    ],
)  # fmt: skip
def test_moments_as_printed(text: str, side: Side, said: list[str]) -> None:
    assert [one.value.text for one in moments(text, side, clock=True)] == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("tuổi từ 11 đến 14.", ["từ 11 đến 14"]),
        ("lượng mưa phổ biến 200-350 mm", ["200-350 mm"]),
        ("dự phòng 2.000 m3 đất", ["2.000 m3"]),
        ("ô cửa tối thiểu 0,6 m x 0,6 m;", ["tối thiểu 0,6 m x 0,6 m"]),
        ("có từ 10 phòng trở lên", ["từ 10 phòng trở lên"]),
        ("không tụ tập quá 05 người ngoài", ["không tụ tập quá 05 người"]),
        ("phạt từ 1.000.000 đồng đến 2.000.000 đồng", ["từ 1.000.000 đồng đến 2.000.000 đồng"]),
        ("thành thị 150.000 đồng/tháng", ["150.000 đồng/tháng"]),
        ("bảo đảm trên 100.000 chỗ cho", ["trên 100.000 chỗ"]),
        ("bão số 3 năm 2024", []),
        ("| 22 | Hàm giả | 4.450.000 |", ["4.450.000"]),
        ("thưởng 10 triệu đồng/hộ;", ["10 triệu đồng/hộ"]),
        ("khen 2 nghìn đồng chí", ["2 nghìn"]),
    ],
)  # fmt: skip
def test_amounts_as_printed(text: str, said: list[str]) -> None:
    assert [one.text for one in amounts.amounts(text)] == said


@pytest.mark.parametrize(
    ("text", "unit", "said"),
    [
        ("tại 04 điểm tập kết: ngõ 2", "diem tap ket", ["04 điểm tập kết"]),
        ("diệt muỗi tại 25 tổ dân phố.", "to dan pho", ["25 tổ dân phố"]),
        ("không quá 35 học sinh/lớp", "hoc sinh", ["không quá 35 học sinh/lớp"]),
        ("khoảng cách tối thiểu” 2m khi", "met", ["tối thiểu 2m"]),
        ("phạt 500.000 đồng", "tien", ["500.000 đồng"]),
        ("có 38 trạm bơm, 29.500 ha lúa", "hec ta", ["29.500 ha"]),
        ("giao hai cán bộ", "can bo", ["hai cán bộ"]),
    ],
)
def test_amounts_of_a_unit(text: str, unit: str, said: list[str]) -> None:
    assert [one.text for one in amounts.of_unit(text, amounts.amounts(text), tuple(unit.split()))] == said


@pytest.mark.parametrize(
    ("text", "terms", "frequencies"),
    [
        ("đình chỉ không quá 30 ngày", ["không quá 30 ngày"], []),
        ("05 (năm) ngày làm việc", ["05 (năm) ngày làm việc"], []),
        ("Họp định kỳ 03 tháng một lần", ["03 tháng"], ["03 tháng một lần"]),
        ("đưa tin ít nhất 02 giờ/lần", ["ít nhất 02 giờ/lần"], ["ít nhất 02 giờ/lần"]),
        ("vệ sinh hằng tuần", [], ["hằng tuần"]),
        ("họp mỗi quý một lần và khi cần", [], ["mỗi quý một lần"]),
    ],
)
def test_terms_and_frequencies(text: str, terms: list[str], frequencies: list[str]) -> None:
    assert [one.text for one in amounts.terms(text)] == terms
    assert [one.text for one in amounts.frequencies(text)] == frequencies


@pytest.mark.parametrize(
    ("text", "asked", "said"),
    [
        ("phổ thông: thành thị 150.000 đồng, nông thôn 75.000 đồng.", "phổ thông nông thôn", "75.000 đồng"),
        ("phổ thông: thành thị 150.000 đồng, nông thôn 75.000 đồng.", "phổ thông thành thị", "150.000 đồng"),
        ("không quá 35 em/lớp đối với lớp 1; không quá 45 em/lớp đối với lớp 6.", "lớp 6", "không quá 45 em/lớp"),
        ("ngân sách 50.000.000 đồng; xã hội hóa 35.000.000 đồng.", "phần xã hội hóa", "35.000.000 đồng"),
        ("rất cao, lấy mẫu 2 người; nguy cơ cao, lấy mẫu 5 người", "nguy cơ cao", "5 người"),
    ],
)  # fmt: skip
def test_the_value_whose_own_words_are_asked(text: str, asked: str, said: str) -> None:
    found = amounts.amounts(text)
    forms = [(token, token.folded) for token in tokens(text)]
    words = fold(asked).split()
    weight = dict.fromkeys(words, 1.0)
    pairs = list(itertools.pairwise(words))

    def fit(at: int) -> float:
        return alignment(text, forms, found[at], [v for v in found if v is not found[at]], weight, pairs)

    assert found[max(range(len(found)), key=fit)].text == said


@pytest.mark.parametrize(
    ("parts", "first", "governed"),
    [
        (["học sinh không tàng trữ", " đốt pháo nổ", " không thả đèn trời"], 1, 0),
        (["Giải tỏa dứt điểm các chợ tạm", " chợ cóc"], 1, 0),
        (["không hoang mang", " tuân thủ các hướng dẫn"], 1, 1),
        (["không được chủ quan", " nhưng cũng bình tĩnh"], 1, 1),
        (["thực hiện 5K", " giữ khoảng cách"], 1, 1),
    ],
)
def test_a_negation_goes_on_over_a_list(parts: list[str], first: int, governed: int) -> None:
    assert governed_from(parts, first) == governed


@pytest.mark.parametrize(
    ("question", "text", "kept"),
    [
        ("Lớp 1 xếp 40 học sinh được không?", "không quá 35 học sinh/lớp", -1),
        ("Nhận 30 cháu một lớp được không?", "không quá 35 học sinh/lớp", 1),
        ("Tụ tập 3 người có được không?", "không tập trung quá 5 người", 1),
        ("Tụ tập quá 5 người có bị cấm không?", "không tập trung quá 5 người", 1),
        ("Nhà 6 tầng có phải lắp không?", "nhà từ 5 tầng trở lên", 1),
        ("Nhà 3 tầng có phải lắp không?", "nhà từ 5 tầng trở lên", -1),
        ("Trẻ 4 tuổi có được tiêm không?", "trẻ em từ 5 đến dưới 12 tuổi", -1),
        ("Trẻ 12 tuổi có được tiêm không?", "trẻ em từ 5 đến dưới 12 tuổi", -1),
        ("Trẻ 7 tuổi có được tiêm không?", "trẻ em từ 5 đến dưới 12 tuổi", 1),
        ("Cháu 13 tuổi còn học được không?", "học sinh tuổi từ 11 đến 14", 1),
        ("Bị phạt 500 nghìn, đúng không?", "phạt từ 1.000.000 đồng đến 2.000.000 đồng", -1),
        ("Phạt 1,5 triệu đúng không?", "phạt từ 1.000.000 đồng đến 2.000.000 đồng", 1),
        ("Đứng cách 1 mét được không?", "giữ khoảng cách tối thiểu 2m khi giao tiếp", -1),
        ("Cứ 3 tiếng báo một lần đúng không?", "đưa tin ít nhất 02 giờ/lần", -1),
        ("Mỗi năm nhận 3 lần được không?", "thực hiện không quá hai lần trong một năm", -1),
        ("Trẻ 9 tuổi có được nhận không?", "ở độ tuổi cao hơn không quá 03 tuổi", 0),
        ("Có được họp không?", "không quá 35 học sinh/lớp", 0),
    ],
)
def test_bounds(question: str, text: str, kept: int) -> None:
    assert within(question, text) == kept


@pytest.mark.parametrize(
    ("question", "text", "same"),
    [
        ("Hỗ trợ 40 triệu phải không?", "Hỗ trợ 40 triệu đồng/hộ", 1),
        ("Hỗ trợ 40 triệu phải không?", "Hỗ trợ 20 triệu đồng/hộ", -1),
        ("Đóng 120.000 một tháng phải không?", "thành thị 150.000 đồng/tháng", -1),
        ("Có 4 tổ phải không?", "ngày 04/5/2023", 0),
    ],
)
def test_the_same_amount_or_another(question: str, text: str, same: int) -> None:
    assert same_amount(question, text) == same


@pytest.mark.parametrize(
    ("question", "agreed"),
    [
        ("Đợt kiểm tra kéo sang tháng 12/2023 phải không?", -1),
        ("Kiểm tra đến 15/11/2023 đúng không?", 1),
        ("Ngày 01/11/2023 có kiểm tra không?", 1),
        ("Ngày 01/12/2023 có kiểm tra không?", -1),
        ("Có kiểm tra không?", 0),
    ],
)
def test_days(question: str, agreed: int) -> None:
    assert days(question, "từ ngày 25/9/2023 đến ngày 15/11/2023") == agreed


def test_of_things_that_rule_each_other_out_one_is_said() -> None:
    assert choices("Dọn vào chiều Chủ nhật phải không?", "sáng thứ Bảy hằng tuần") == -1
    assert choices("Có họp hàng tháng không?", "họp hằng tháng") == 1
    assert choices("Có phải giữ khoảng cách tối thiểu 2 m không?", "buổi chiều") == 0


def test_another_one_of_what_is_numbered() -> None:
    assert other_numbered("Lớp 6 có bị lùi không?", "tuyển sinh lớp 1: lùi sang tháng 7")
    assert not other_numbered("Lớp 1 có bị lùi không?", "tuyển sinh lớp 1: lùi sang tháng 7")
    assert not other_numbered("Có 5 người được không?", "không quá 2 người")


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("dịch Covid-19 có 5 ca", ["5 ca"]),
        ("SARS-CoV-2 và 100 người", ["100 người"]),
        ("phục vụ SEA Games 31 với 20 đội", ["20 đội"]),
        ("máy bay Boeing 737 chở 189 khách", ["189 khách"]),
        ("khoản 2 Điều 5 phạt 200.000 đồng", ["200.000 đồng"]),
        ("cấp cho UBND 30 suất", ["30 suất"]),
        ("dịch COVID 19.", []),
    ],
)
def test_a_number_of_a_foreign_name_counts_nothing(text: str, counted: list[str]) -> None:
    assert [value.text for value in values.quantities(text)] == counted


@pytest.mark.parametrize(
    ("asked", "text", "found"),
    [
        ("Hồ sơ chia làm mấy loại?", "phân thành 03 nhóm", ["03 nhóm"]),
        ("Huyện giao bao nhiêu quân?", "giao quân: 165 công dân", ["165 công dân"]),
        ("Đội có mấy nhóm?", "gồm 04 loại xe", ["04 loại"]),
        ("Có bao nhiêu xe?", "gồm 04 nhóm", []),
    ],
)
def test_other_words_for_what_is_counted(asked: str, text: str, found: list[str]) -> None:
    unit = asks_of(asked, Want.QUANTITY)[0].unit
    assert [one.text for one in amounts.of_unit(text, amounts.amounts(text), unit)] == found


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("báo cáo trong vòng 10 ngày sau khi hội kết thúc", True),
        ("trả lời trong 05 ngày làm việc kể từ ngày nhận đơn", True),
        ("phục vụ tại ngũ 24 tháng", False),
    ],
)
def test_a_day_told_by_a_length_of_time(text: str, counted: bool) -> None:
    assert amounts.counted_from(text) is counted


def test_days_may_be_called_otherwise() -> None:
    assert [(one.blank, one.unit) for one in asks_of("Hội kéo dài mấy hôm?", Want.DURATION)] == [(Blank.TERM, ("hom",))]
