"""Duties: who is charged, what with, by when, reporting to whom; every one with words that stand in its source."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.duties import TABLES, measure, read
from index.archive import Archive
from index.errors import InputError
from index.parse import parse
from index.text import nfc, plain
from index.types import Clause, Role, Source
from rag.duties import actors
from rag.duties.deadlines import deadline_in, is_tail
from rag.duties.duties import duties, duties_of
from rag.duties.extract import Reading
from rag.duties.filter import Filter, bodies_of, names_body, same_body, select
from rag.duties.line import Line
from rag.duties.reports import reported_to
from rag.duties.types import Charged, Duty

LETTER = """QUẬN ỦY HÀ ĐÔNG
*
Số 700-CV/QU

ĐẢNG CỘNG SẢN VIỆT NAM
Hà Đông, ngày 06 tháng 9 năm 2021

Kính gửi:
- Ủy ban nhân dân Quận,
- Đảng ủy các phường.

Thực hiện Chỉ thị số 06-CT/TU ngày 01/9/2021 của Ban Thường vụ Thành ủy, Ban Thường vụ Quận ủy yêu cầu
các cấp, các ngành thực hiện một số nhiệm vụ sau:

1. Rà soát lại các chốt kiểm soát trên địa bàn, hoàn thành trong tháng 9/2021.

2. Giao Công an Quận:

- Tăng cường tuần tra; nghiêm cấm để người không có giấy đi đường qua chốt.

- Tổng hợp kết quả, báo cáo Thường trực Quận ủy và Ủy ban nhân dân Thành phố trước 16h00 hằng ngày.

3. Trung tâm Y tế quận xét nghiệm cho người dân trong vòng 10 ngày kể từ ngày 08/9/2021. Lập
danh sách gửi Sở Y tế vào thứ sáu hằng tuần.

4. Trong thời hạn 05 ngày làm việc kể từ ngày nhận được Công văn này,
UBND các phường báo cáo kết quả về Văn phòng Quận ủy; tình hình dịch bệnh vẫn còn phức tạp.

Thời gian qua, các đơn vị đã thực hiện tốt nhiệm vụ được giao.

Ban Thường vụ Quận ủy đề nghị các đồng chí tổ chức thực hiện./.

Nơi nhận:
- Như kính gửi,
- Lưu: VPQU.
"""


def found_in(text: str, name: str = "a.txt") -> list[Duty]:
    """The duties of a text, read like a file."""
    parsed = parse(Source(name, text, "0"))
    return [
        duty
        for directive in parsed.directives
        for duty in Reading(
            directive,
            [clause for clause in parsed.clauses if clause.directive == directive.id],
            [one for one in parsed.references if one.directive == directive.id],
        ).duties()
    ]


@pytest.fixture(scope="module")
def letter() -> list[Duty]:
    return found_in(LETTER)


def of(letter: list[Duty], begins: str) -> Duty:
    found = [duty for duty in letter if duty.action.startswith(begins)]
    assert len(found) == 1, [duty.action for duty in letter]
    return found[0]


# ---------------------------------------------------------------- against the tables made by hand


@pytest.mark.parametrize(
    ("table", "least"),
    [
        ("duties.tsv", dict.fromkeys(("matched", "actors", "inherited", "deadlines", "reports", "prohibitions"), 52)),
        ("duties.tsv", {"days": 3, "reported": 4}),
        ("duties_held.tsv", {"matched": 9, "actors": 6, "deadlines": 9}),
    ],
)  # fmt: skip
def test_sample_documents_as_a_reader_wrote_them_down(archive: Archive, table: str, least: dict[str, int]) -> None:
    figures = measure(read(TABLES / table), duties_of(archive))
    assert {name: getattr(figures, name) for name in least} == least, figures.wrong
    assert figures.found - figures.matched <= 1, figures.wrong


def test_measuring_tells_what_is_missed_and_what_is_beyond(archive: Archive) -> None:
    rows = read(TABLES / "duties_held.tsv")
    figures = measure(rows[1:], [duty for duty in duties_of(archive) if duty.citation.address != "mục 3"])
    assert (figures.gold, figures.found, figures.matched) == (8, 7, 6)
    assert [line.split(":")[0] for line in figures.wrong if not line.startswith("actors")] == [
        "missed",
        "missed",
        "extra",
    ]


def test_table_that_is_not_one_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("document\twrong\nx\ty\n", encoding="utf-8")
    for name in ("a.tsv", "b.tsv"):
        with pytest.raises(InputError):
            read(tmp_path / name)


# ---------------------------------------------------------------- a letter of every kind of duty


def test_each_duty_once_and_nothing_else(letter: list[Duty]) -> None:
    assert [" ".join(duty.action.split()[:3]) for duty in letter] == [
        "Rà soát lại", "Tăng cường tuần", "nghiêm cấm để", "Tổng hợp kết", "xét nghiệm cho", "Lập danh sách", "báo cáo kết",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("begins", "who", "charged"),
    [
        ("Rà soát", ("các cấp", "các ngành"), Charged.OPENING),
        ("Tăng cường", ("Công an Quận",), Charged.HEADING),
        ("nghiêm cấm", ("Công an Quận",), Charged.HEADING),
        ("xét nghiệm", ("Trung tâm Y tế quận",), Charged.NAMED),
        ("Lập danh sách", ("Trung tâm Y tế quận",), Charged.CLAUSE),
        ("báo cáo kết", ("UBND các phường",), Charged.NAMED),
    ],
)
def test_who_is_charged(letter: list[Duty], begins: str, who: tuple[str, ...], charged: Charged) -> None:
    duty = of(letter, begins)
    assert (duty.actors, duty.charged, duty.inherited) == (who, charged, charged is not Charged.NAMED)


def test_only_what_is_forbidden_is_a_prohibition(letter: list[Duty]) -> None:
    assert [duty.prohibition for duty in letter] == [False, False, True, False, False, False, False]


def test_deadlines(letter: list[Duty]) -> None:
    def told(begins: str) -> tuple[str | None, str | None, str | None, bool]:
        deadline = of(letter, begins).deadline
        assert deadline is not None
        return deadline.day, deadline.time, deadline.rule, deadline.recurring

    assert told("Rà soát") == ("2021-09-30", None, None, False)
    assert told("Tổng hợp") == (None, "16:00", "FREQ=DAILY", True)
    assert told("Lập") == (None, None, "FREQ=WEEKLY;BYDAY=FR", True)
    assert told("xét nghiệm") == ("2021-09-18", None, None, False)
    assert told("báo cáo") == (None, None, None, False)  # working days would need that year's holidays
    assert of(letter, "Tăng cường").deadline is None


def test_deadline_keeps_its_words_and_how_it_was_computed(letter: list[Duty]) -> None:
    derived, working = of(letter, "xét nghiệm").deadline, of(letter, "báo cáo").deadline
    assert derived is not None
    assert derived.words == "trong vòng 10 ngày kể từ ngày 08/9/2021"
    assert derived.derivation is not None
    assert derived.derivation.result == "18/9/2021"
    assert working is not None
    assert working.derivation is None
    assert working.words.startswith("Trong thời hạn 05 ngày làm việc kể từ ngày nhận")


def test_reports_and_basis(letter: list[Duty]) -> None:
    assert of(letter, "Tổng hợp").report_to == ("Thường trực Quận ủy", "Ủy ban nhân dân Thành phố")
    assert of(letter, "Lập").report_to == ("Sở Y tế",)
    assert of(letter, "báo cáo").report_to == ("Văn phòng Quận ủy",)
    assert of(letter, "Rà soát").report_to == ()
    assert all(duty.basis == ("06-CT/TU",) and duty.basis_inherited for duty in letter)


def test_citations_say_it_all_where_it_stands(letter: list[Duty]) -> None:
    for duty in letter:
        for one in duty.citations:
            assert LETTER[one.span.start : one.span.end] == one.quote
        assert plain(duty.citation.quote) == duty.action
        assert all(any(actor in plain(one.quote) for one in duty.citations) for actor in duty.actors)
        if duty.deadline:
            assert plain(LETTER[duty.deadline.span.start : duty.deadline.span.end]) == duty.deadline.words


def test_addressees_are_charged_where_nobody_else_is_named() -> None:
    bare = LETTER.replace(", Ban Thường vụ Quận ủy yêu cầu\ncác cấp, các ngành thực hiện một số nhiệm vụ sau:", ".")
    duty = of(found_in(bare), "Rà soát")
    assert (duty.actors, duty.charged) == (("Ủy ban nhân dân Quận", "Đảng ủy các phường"), Charged.ADDRESSEES)


def test_reports_of_what_was_done_charge_nobody() -> None:
    head = (
        "UBND QUẬN HÀ ĐÔNG\nSố: 12/BC-UBND\nHà Đông, ngày 06 tháng 9 năm 2021\n\nBÁO CÁO\nKết quả phòng, chống dịch\n\n"
    )
    report = head + "1. Tổ chức tuyên truyền tại 17 phường.\n\n2. Các phường triển khai 120 chốt.\n"
    assert found_in(report) == []


LAW = """CHÍNH PHỦ
Số: 63/2020/NĐ-CP
Hà Nội, ngày 08 tháng 6 năm 2020

NGHỊ ĐỊNH
Về kiểm soát thủ tục

Điều 1. Phạm vi điều chỉnh
1. Thực hiện thủ tục hành chính tại cơ quan nhà nước.
2. Người có công được hưởng trợ cấp hằng tháng.

Điều 2. Trách nhiệm của Bộ Tư pháp
1. Hướng dẫn các bộ, ngành thực hiện Nghị định này.
2. Tổng hợp, báo cáo Thủ tướng Chính phủ trước ngày 15 tháng 12 hằng năm.

Điều 3. Hiệu lực
1. Ủy ban nhân dân cấp tỉnh có trách nhiệm công khai thủ tục trước ngày 20 tháng 11 năm trước.
2. Nghiêm cấm tự đặt ra thủ tục.
"""


def test_law_charges_bodies_only() -> None:
    found = found_in(LAW)
    assert [(duty.action.split()[0], duty.actors) for duty in found] == [
        ("Hướng", ("Bộ Tư pháp",)), ("Tổng", ("Bộ Tư pháp",)), ("có", ("Ủy ban nhân dân cấp tỉnh",)), ("Nghiêm", ()),
    ]  # fmt: skip
    yearly, every = found[1].deadline, found[2].deadline
    assert yearly is not None
    assert yearly.rule == "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15"
    assert every is not None
    assert (every.day, every.words) == (None, "trước ngày 20 tháng 11")  # of no year in particular


def test_ids_are_the_same_again_and_no_two_alike(archive: Archive, letter: list[Duty]) -> None:
    assert [duty.id for duty in letter] == [duty.id for duty in found_in(LETTER, "other.txt")]
    ids = [duty.id for duty in duties_of(archive)]
    assert len(set(ids)) == len(ids)


def test_every_duty_of_the_sample_is_verified(archive: Archive) -> None:
    for duty in duties_of(archive):
        assert duty.citations
        assert all(one.verified for one in duty.citations)
        assert plain(duty.citation.quote) == duty.action


# ---------------------------------------------------------------- deadlines, one by one


@pytest.mark.parametrize(
    ("text", "day", "time", "rule"),
    [
        ("hoàn thành trước ngày 04/9/2021", "2021-09-04", None, None),
        ("xong trước 17h00 ngày 04 tháng 9 năm 2021", "2021-09-04", "17:00", None),
        ("chậm nhất là ngày 15-9-2021 phải gửi", "2021-09-15", None, None),
        ("báo cáo trước ngày 05/9", "2021-09-05", None, None),
        ("báo cáo trước ngày 15/01", None, None, None),
        ("gửi kết quả trong quý IV năm 2021", "2021-12-31", None, None),
        ("hoàn thành trong năm 2022", "2022-12-31", None, None),
        ("hoàn thành trước tháng 10 năm 2021", "2021-09-30", None, None),
        ("báo cáo vào 16h30 hàng ngày", None, "16:30", "FREQ=DAILY"),
        ("gửi trước ngày 22 hàng tháng", None, None, "FREQ=MONTHLY;BYMONTHDAY=22"),
        ("gửi trước ngày 30 hằng tháng", None, None, None),
        ("nộp trước ngày 30/11 hàng năm", None, None, "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=30"),
        ("định kỳ 6 tháng báo cáo", None, None, None),
        ("trong thời hạn 05 ngày làm việc kể từ ngày nhận", None, None, None),
        ("trong vòng 15 ngày kể từ 06h00 ngày 24 tháng 9 năm 2021", "2021-10-09", "06:00", None),
    ],
)
def test_a_deadline_is_read(text: str, day: str | None, time: str | None, rule: str | None) -> None:
    found = deadline_in(text, "2021-09-02")
    assert found is not None
    assert (found.day, found.time, found.rule) == (day, time, rule)


@pytest.mark.parametrize(
    "text",
    [
        "được công nhận trước ngày 01 tháng 01 năm 1945", "hưởng trợ cấp hằng tháng", "bố trí không quá 1/2 số lượng cán bộ",
        "trong dịp nghỉ Lễ Quốc khánh 2/9", "theo Chỉ thị số 06-CT/TU ngày 01/10/2021", "mở máy điện thoại 24/24h",
        "kinh phí hàng năm của Sở", "tập trung quá 2 người", "hoàn thành trước ngày 31/02/2022",
    ],
)  # fmt: skip
def test_what_sets_no_deadline(text: str) -> None:
    assert deadline_in(text, "2021-09-02") is None


def test_tail_sets_the_term_of_the_sentence() -> None:
    assert is_tail("hoàn thành trước ngày 04/9/2021")
    assert not is_tail("kiện toàn Ban Chỉ đạo trước ngày 04/9/2021")


# ---------------------------------------------------------------- who, and to whom


@pytest.mark.parametrize(
    ("text", "who", "action"),
    [
        ("UBND Quận chủ trì, phối hợp thực hiện", ("UBND Quận",), "chủ"),
        ("Đề nghị Công an phường, Ban Chỉ huy Quân sự tăng cường lực lượng", ("Công an phường", "Ban Chỉ huy Quân sự"), "tăng"),
        ("Sở Kế hoạch và Đầu tư, Sở Y tế có trách nhiệm bố trí vốn", ("Sở Kế hoạch và Đầu tư", "Sở Y tế"), "có"),
        ("Cán bộ khi đến cơ quan phải đeo khẩu trang", ("Cán bộ",), "phải"),
        ("Các Đoàn kiểm tra (theo Quyết định số 679-QĐ/QU) tăng cường mật độ", ("Các Đoàn kiểm tra",), "tăng"),
        ("Hiệu trưởng các trường không được thu thêm tiền", ("Hiệu trưởng các trường",), "không"),
        ("Thông tấn xã Việt Nam: Chủ trì xây dựng chuyên mục", ("Thông tấn xã Việt Nam",), "Chủ"),
        ("Căn cứ dự toán được giao, Bộ Tài chính phân bổ kinh phí", ("Bộ Tài chính",), "phân"),
        ("Tổ chức tiêm chủng cho người dân", None, "Tổ"),
        ("Tăng cường kiểm tra các chốt", None, "Tăng"),
    ],
)  # fmt: skip
def test_sentence_taken_apart(text: str, who: tuple[str, ...] | None, action: str) -> None:
    said = actors.read(text)
    assert said is not None
    assert (actors.names(text[said.who[0] : said.who[1]]) if said.who else None) == who
    assert text[said.start :].split()[0].rstrip(",") == action


@pytest.mark.parametrize(
    "text",
    [
        "Tình hình dịch bệnh vẫn diễn biến phức tạp", "Các đơn vị đã thực hiện tốt nhiệm vụ", "Hộ gia đình được hỗ trợ",
        "Quyết định điều chỉnh dự toán được gửi Kho bạc", "Cơ sở dữ liệu phải dễ dùng", "Các trường hợp không xem xét",
        "Ban Chỉ đạo là cơ quan phối hợp", "Không khí lễ hội vui tươi", "không quá 2 người", "",
    ],
)  # fmt: skip
def test_sentence_that_charges_nobody(text: str) -> None:
    assert actors.read(text) is None


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("kịp thời báo cáo Thường trực Quận uỷ những vấn đề phát sinh", ("Thường trực Quận uỷ",)),
        (
            "tổng hợp, báo cáo về Ủy ban nhân dân quận, huyện, thị xã để xem xét",
            ("Ủy ban nhân dân quận, huyện, thị xã",),
        ),
        ("gửi Bộ Xây dựng và Bộ Tài chính trước ngày 15/12", ("Bộ Xây dựng", "Bộ Tài chính")),
        ("trình Thủ tướng Chính phủ phê duyệt", ("Thủ tướng Chính phủ",)),
        ("báo cáo đồng chí Lê Hồng Sơn - Phó Chủ tịch", ("đồng chí Lê Hồng Sơn",)),
        ("theo báo cáo của Sở Y tế", ()),
        ("báo cáo nội dung theo yêu cầu Ban Dân vận Thành uỷ", ()),
        ("đóng góp ý kiến cho Đảng", ()),
    ],
)
def test_whom_it_is_reported_to(text: str, whom: tuple[str, ...]) -> None:
    assert reported_to(text) == whom


# ---------------------------------------------------------------- which are wanted


@pytest.mark.parametrize(
    ("typed", "printed", "same"),
    [
        ("ubnd phuong", "Ủy ban nhân dân các phường", True), ("UBND", "Ủy ban nhân dân Quận", True),
        ("Uỷ ban nhân dân các phường", "UBND phường", True), ("phường", "UBND phường", False), ("", "UBND", False),
        ("Công an phường", "Công an Quận", False),
    ],
)  # fmt: skip
def test_names_of_one_body(typed: str, printed: str, same: bool) -> None:
    assert same_body(typed, printed) is same


def test_filter_and_order(archive: Archive) -> None:
    every = duties_of(archive)
    assert names_body("Quận ủy", "Thường trực Quận uỷ")
    by = duties(archive, Filter(by="2021-09-04"))
    assert [duty.deadline and duty.deadline.day for duty in by] == ["2021-08-08", "2021-09-04", "2021-09-04"]
    assert duties(archive, Filter(since="2021-09-05")) == ()
    assert [duty.deadline and duty.deadline.day for duty in duties(archive)][:4] == [
        "2021-08-08",
        "2021-09-04",
        "2021-09-04",
        None,
    ]
    ward = select(every, Filter(body="công an phường"))
    assert [duty.citation.document for duty in ward] == ["100-CV/ĐU"]
    assert {duty.citation.document for duty in select(every, Filter(issuer="thanh xuan"))} == {"164-TB/QU"}
    assert {duty.directive.id for duty in select(every, Filter(directives=frozenset({0})))} == {0}
    assert all("Quận u" in nfc(whom) for duty in select(every, Filter(report_to="Quận ủy")) for whom in duty.report_to)
    assert len(set(bodies_of(every))) == len(bodies_of(every)) > 20


# ---------------------------------------------------------------- any text at all

_SOME = (
    "UBND Quận phường phải báo cáo trước ngày 04/9/2021 ; . : , và ( ) “ ” không giao Sở Y tế hằng tháng trong vòng 15 kể từ 06h00 "
    "đề nghị **\n\n - 1. Điều"
)
_WORDS = st.lists(st.sampled_from(_SOME.split(" ")), max_size=60)


@settings(max_examples=150, deadline=None)
@given(_WORDS)
def test_any_text_gives_duties_that_stand_in_it(words: list[str]) -> None:
    text = "\n\n".join(["Số 1-CV/QU", " ".join(words), "1. " + " ".join(reversed(words))])
    for duty in found_in(text):
        for one in duty.citations:
            assert text[one.span.start : one.span.end] == one.quote
        assert duty.deadline is None or re.sub(r"\W", "", duty.deadline.words) in re.sub(r"\W", "", text)


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="aẠ\u0323\u0302o \n\tđ-", min_size=1, max_size=40))
def test_line_leads_back_to_the_source(text: str) -> None:
    clause = Clause(0, 0, "a.txt", 7, 7 + len(text), text, Role.BODY, "mục 1")
    line = Line(clause)
    for match in re.finditer(r"\S+", line.text):
        span = line.span(match.start(), match.end())
        assert plain(text[span.start - 7 : span.end - 7]) == plain(match.group())


def test_line_leaves_out_marks_and_breaks() -> None:
    text = "- theo\n\nmô hình; trước ngày **04/9/2021**. `Hết`"
    line = Line(Clause(0, 0, "a.txt", 5, 5 + len(text), text, Role.BODY, "mục 1"))
    assert line.text == "- theo mô hình; trước ngày 04/9/2021. Hết"
    at = line.text.index("theo")
    span = line.span(at, line.text.index("; trước"))
    assert text[span.start - 5 : span.end - 5] == "theo\n\nmô hình"


# ---------------------------------------------------------------- notices and timetables

NOTICE = """ỦY BAN NHÂN DÂN
PHƯỜNG KIM MÃ
-------
Số: 21/TB-UBND
Kim Mã, ngày 12 tháng 8 năm 2022

THÔNG BÁO
Về việc khai báo tạm trú và lịch tựu trường

Kính gửi: Hiệu trưởng các trường tiểu học.

1. Thời gian nhận hồ sơ

- Trực tuyến: lớp 1 từ ngày 15/8/2022 đến hết ngày 17/8/2022; lớp 6 từ ngày 20/8/2022 đến hết ngày 22/8/2022.
- Tại trường: theo lịch riêng.

2. Hồ sơ gồm: đơn theo mẫu; bản sao giấy khai sinh; thông báo kết quả học tập do trường cũ cấp.

3. Chủ nhà cho thuê trọ gửi danh sách về Công an phường trước ngày 31/8/2022. Số điện thoại trực: 024.3845.0000.

4. Học sinh nghỉ lễ từ thứ Năm, ngày 01/9/2022 đến hết Chủ nhật, ngày 04/9/2022.

5. Trường Tiểu học Kim Đồng cho học sinh nghỉ học từ ngày 05/9/2022 đến hết ngày 06/9/2022.

6. Đoàn Thanh niên: ra quân 03 đợt, mỗi đợt 20 đoàn viên.

7. Giáo viên chủ nhiệm nhắc phụ huynh nộp đơn; Ban Giám hiệu trực theo lịch phân công.

8. Mức thu: 150.000 đồng/tháng. Các đơn vị trực thuộc phòng và cơ quan thường trực của quận.

Nơi nhận:
- Như trên;
- Lưu: VT.
"""


def told_by(found: list[Duty]) -> list[tuple[str, str, str | None]]:
    return [(", ".join(one.actors), one.action, one.deadline.day if one.deadline else None) for one in found]


def test_notices_and_timetables_charge_too() -> None:
    head = "Hiệu trưởng các trường tiểu học"
    assert told_by(found_in(NOTICE)) == [
        (head, "Trực tuyến: lớp 1 từ ngày 15/8/2022 đến hết ngày 17/8/2022", "2022-08-17"),
        (head, "lớp 6 từ ngày 20/8/2022 đến hết ngày 22/8/2022", "2022-08-22"),
        ("Chủ nhà cho thuê trọ", "gửi danh sách về Công an phường trước ngày 31/8/2022", "2022-08-31"),
        ("Học sinh", "nghỉ lễ từ thứ Năm, ngày 01/9/2022 đến hết Chủ nhật, ngày 04/9/2022", "2022-09-04"),
        ("Trường Tiểu học Kim Đồng", "cho học sinh nghỉ học từ ngày 05/9/2022 đến hết ngày 06/9/2022", "2022-09-06"),
        ("Đoàn Thanh niên", "ra quân 03 đợt, mỗi đợt 20 đoàn viên", None),
        ("Giáo viên chủ nhiệm", "nhắc phụ huynh nộp đơn", None),
        ("Ban Giám hiệu", "trực theo lịch phân công", None),
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Chỉ đạo Công an Quận và UBND các phường tăng cường kiểm tra tại các chốt.",
            ("Công an Quận", "UBND các phường"),
        ),
        ("khẩn trương yêu cầu Phòng Y tế tổng hợp số liệu.", ("Phòng Y tế",)),
        ("chỉ đạo thực hiện quyết liệt việc giãn cách.", ()),
        ("phân công cán bộ trực, làm việc tại cơ quan.", ()),
        ("hướng dẫn Sở Y tế; UBND các phường tổ chức xét nghiệm.", ()),
        ("Phối hợp với Công an Quận tăng cường kiểm tra.", ()),
    ],
)
def test_whom_an_actor_directs_is_told_too(text: str, told: tuple[str, ...]) -> None:
    assert actors.told(text, 0) == told


def test_duty_of_whom_somebody_directs_is_found_by_both(archive: Archive) -> None:
    for body in ("UBND các phường", "Ủy ban nhân dân Quận", "Công an Quận"):
        found = duties(archive, Filter(body=body))
        assert any(one.citation.address == "mục 2, điểm (1), gạch đầu dòng 3" for one in found), body
