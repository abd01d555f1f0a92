"""``trichdan duties`` and the questions it answers: table, CSV, iCalendar, JSON, filters, errors, the list in an answer."""

import csv
import io
import json
import re
import shlex
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from index.archive import Archive, open_archive
from index.build import build
from rag.answering.duties import duties_asked
from rag.answering.duty_items import rooms
from rag.answering.evidence import LIST_LIMIT
from rag.answering.say import join
from rag.ask import ask, understand
from rag.cite import cite
from rag.duties.duties import duties_of
from rag.duties.filter import Filter, select
from rag.duties.types import Deadline, Duty
from tests import commandline
from tests.commandline import Terminal
from tests.fakes import HashingEncoder
from tests.test_duties import NOTICE
from ui import duty_records, ics, show
from ui.duty_table import NARROW, table
from ui.say import Say

terminal, asked, sample = commandline.terminal, commandline.asked, commandline.sample
EN = Say("en")


@pytest.fixture(scope="module")
def dated(archive: Archive) -> tuple[Duty, ...]:
    return select(duties_of(archive), Filter(by="2030-01-01"))


def with_deadline(duty: Duty, **fields: object) -> Duty:
    assert duty.deadline
    return replace(duty, deadline=replace(duty.deadline, **fields))  # type: ignore[arg-type]


# ---------------------------------------------------------------- the command


def test_table_tells_who_what_when_and_where(asked: Terminal) -> None:
    result = asked("duties", "--by", "05/9/2021")
    assert result.code == 0
    assert "04/9/2021" in result.out
    assert "Đảng uỷ các phường" in result.out
    assert "3 việc" in result.err
    assert max(map(len, result.out.splitlines())) <= 100


@pytest.mark.parametrize("arguments", [["--from", "2021-09-05"], ["--body", "Công an phường", "--by", "1/1/2030"]])
def test_nothing_found_is_said(asked: Terminal, arguments: list[str]) -> None:
    result = asked("duties", *arguments)
    assert (result.code, result.out) == (0, "")
    assert "Không có việc nào khớp" in result.err


@pytest.mark.parametrize(
    ("arguments", "count"),
    [
        (["--body", "cong an phuong"], 1), (["--document", "924"], 9), (["--document", "100-CV/ĐU", "--body", "UBND"], 4),
        (["--issuer", "quan uy thanh xuan", "--body", "ubnd quận"], 5), (["--by", "ngày 8 tháng 8 năm 2021"], 1),
        (["--from", "4-9-2021", "--by", "2021-09-04"], 2), (["--report-to", "quan uy"], 2),
    ],
)  # fmt: skip
def test_filters(asked: Terminal, arguments: list[str], count: int) -> None:
    found = asked("duties", *arguments, "--format", "json").json
    assert len(found) == count


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--by", "31/2/2021"], ["31/2/2021", "05/9/2021"]), (["--from", "mai"], ["--from", "mai"]), (["--by", "5/9"], ["5/9"]),
        (["--from", "2021-09-05", "--by", "2021-09-04"], ["--from", "--by"]),
        (["--body", "Sở Thú y"], ["Sở Thú y", "Có:"]), (["--report-to", "Bộ Y tế"], ["Bộ Y tế", "Thường trực Quận uỷ"]),
        (["--issuer", "Bộ Y tế"], ["Bộ Y tế", "Quận ủy Hà Đông"]),
        (["--document", "999"], ["999", "trichdan show"]), (["--format", "csv", "--output", "viec.xlsx"], [".csv"]),
        (["--output", "khong/co/viec.txt"], ["--output"]), (["--format", "pdf"], ["table, csv, ics, json"]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_in_a_line(asked: Terminal, arguments: list[str], words: list[str]) -> None:
    said = asked.fails("duties", *arguments)
    assert all(word in said for word in words), said


def test_json_says_everything(asked: Terminal) -> None:
    found = asked("duties", "--document", "634", "--by", "2021-12-31", "--format", "json").json
    assert len(found) == 1
    one = found[0]
    assert one["deadline"]["day"] == "2021-08-08"
    assert one["deadline"]["derived_from"] == {
        "start": "06h00 ngày 24 tháng 7 năm 2021", "length": "15 ngày", "result": "06h00 ngày 08/8/2021",
    }  # fmt: skip
    assert (one["document"], one["address"], one["actors_from"]) == ("634-CV/QU", "mục 2, điểm (1)", "heading")
    assert all(citation["verified"] for citation in one["citations"])
    assert one["basis"] == ["17/CT-UBND"]


def test_files_are_written_whole(asked: Terminal) -> None:
    path = asked.folder / "viec.csv"
    result = asked("duties", "--format", "csv", "--output", path)
    assert (result.code, result.out) == (0, "")
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert len(rows) > 100
    assert rows[0]["Hạn"] == "2021-08-08"
    assert {row["Văn bản"] for row in rows} >= {"667-CV/QU", "924-CV/QU"}


@pytest.mark.parametrize(
    ("name", "begins"),
    [("viec.csv", "\ufeffHạn,"), ("Viec.ICS", "BEGIN:VCALENDAR"), ("viec.json", "[{"), ("viec.txt", "Hạn  "), ("viec", "Hạn  ")],
)  # fmt: skip
def test_the_name_of_a_file_says_its_format(asked: Terminal, name: str, begins: str) -> None:
    path = asked.folder / name
    assert asked("duties", "--by", "2021-12-31", "--output", path).code == 0
    assert path.read_bytes().decode().startswith(begins)


@pytest.mark.parametrize(
    "arguments", [["viec.xlsx"], ["viec.csv", "--format", "table"], ["viec.txt", "--format", "csv"]]
)
def test_no_file_is_called_what_it_is_not(asked: Terminal, arguments: list[str]) -> None:
    path = asked.folder / arguments[0]
    assert "đuôi" in asked.fails("duties", "--output", path, *arguments[1:])
    assert not path.exists()


def test_names_suggested_are_bodies_of_many_duties(asked: Terminal) -> None:
    said = asked.fails("duties", "--body", "zzz").partition("Có: ")[2].split("; ")
    every = asked("duties", "--format", "json").json
    counts = [sum(name in one["actors"] + one["told"] for one in every) for name in said[:5]]
    assert "Ủy ban nhân dân Quận" in said
    assert min(counts) >= 3, (said, counts)
    assert not {"UBND", "viên chức", "cán bộ", "đơn vị"} & set(said)


def test_help_in_both_languages(terminal: Terminal) -> None:
    assert "báo cáo ai" in terminal("duties", "--help").out
    assert "reporting to whom" in terminal("--lang", "en", "duties", "--help").out


# ---------------------------------------------------------------- what other programs read


@pytest.mark.parametrize("begins", ["=1+1", "+84", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_no_cell_of_a_sheet_is_a_formula(dated: tuple[Duty, ...], begins: str) -> None:
    text = duty_records.sheet([replace(dated[0], action=begins, actors=(begins,))], EN)
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert len(rows) == 2
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows for cell in row)
    assert f"'{begins}" in rows[1]


def test_calendar_is_valid_and_the_same_again(archive: Archive, dated: tuple[Duty, ...]) -> None:
    every = select(duties_of(archive), Filter())
    data = ics.calendar(every, EN)
    assert data == ics.calendar(every, EN)
    lines = data.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75  # octets, RFC 5545 3.1
    calendar = Calendar.from_ical(data.decode())
    events = calendar.walk("VEVENT")
    assert len(events) == len(dated) == 3
    assert calendar["version"] == "2.0"
    assert len({str(event["uid"]) for event in events}) == 3
    assert not [event.errors for event in events if event.errors]
    first, second = events[0], events[1]
    assert first.decoded("dtstart") == datetime(2021, 8, 8, 6)
    assert second.decoded("dtstart") == date(2021, 9, 4)
    assert second.decoded("dtstamp").date() == date(2021, 9, 2)
    assert "667-CV/QU, mục 2, điểm (1)" in str(second["description"])
    assert "trước ngày 04/9/2021" in str(second["summary"])
    assert "15 ngày = 06h00 ngày 08/8/2021" in str(first["description"])


@pytest.mark.parametrize(
    ("rule", "begins"),
    [
        ("FREQ=DAILY", date(2021, 9, 2)), ("FREQ=WEEKLY;BYDAY=FR", date(2021, 9, 3)), ("FREQ=WEEKLY;BYDAY=TH", date(2021, 9, 2)),
        ("FREQ=MONTHLY;BYMONTHDAY=1", date(2021, 10, 1)), ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", date(2024, 2, 29)),
        ("FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=5", date(2022, 7, 5)),
    ],
)  # fmt: skip
def test_what_comes_again_has_its_rule(dated: tuple[Duty, ...], rule: str, begins: date) -> None:
    duty = with_deadline(dated[1], day=None, rule=rule, recurring=True)
    assert ics.dated(duty)
    event = Calendar.from_ical(ics.calendar([duty], EN).decode()).walk("VEVENT")[0]
    assert event.decoded("dtstart") == begins
    again = event["rrule"].to_ical()
    assert isinstance(again, bytes)
    assert set(again.decode().split(";")) == set(rule.split(";"))


def test_what_has_no_day_is_in_no_calendar(dated: tuple[Duty, ...]) -> None:
    vague = with_deadline(dated[1], day=None)
    assert not ics.dated(vague)
    assert not Calendar.from_ical(ics.calendar([vague, replace(vague, deadline=None)], EN).decode()).walk("VEVENT")


@pytest.mark.parametrize("width", [40, NARROW, 80, 200])
def test_table_fits_the_terminal(archive: Archive, width: int) -> None:
    text = table(duties_of(archive)[:12], EN, width)
    assert "667-CV/QU" in text
    assert width < NARROW or max(map(len, text.splitlines())) <= width


def test_table_shows_what_is_computed_and_what_is_forbidden(dated: tuple[Duty, ...]) -> None:
    text = " ".join(table([replace(dated[0], prohibition=True)], EN, 200).split())
    assert "computed" in text
    assert "must not" in text
    hostile = replace(
        dated[1], actors=("\x1b[31mđỏ[/red]",), deadline=Deadline("hằng\x07 tuần", dated[1].citation.span)
    )
    assert "\x1b" not in table([hostile], EN, 120)
    assert "\x07" not in table([hostile], EN, 60)


# ---------------------------------------------------------------- in ask and chat

LISTS = [
    ("Việc nào phải xong trước 05/9/2021?", ["634-CV/QU", "667-CV/QU", "667-CV/QU"]),
    ("viec gi phai xong truoc ngay 5/9/2021", ["634-CV/QU", "667-CV/QU", "667-CV/QU"]),
    ("Trong tháng 9 có những hạn nào?", ["667-CV/QU", "667-CV/QU"]),
    ("Những việc nào phải hoàn thành từ 01/9/2021 đến 30/9/2021?", ["667-CV/QU", "667-CV/QU"]),
    ("UBND các phường phải làm gì?", ["667-CV/QU", *["100-CV/ĐU"] * 3]),
    ("Công an phường có nhiệm vụ gì?", ["100-CV/ĐU"]),
    ("Nhiệm vụ của Ban Dân vận Quận ủy là gì?", ["634-CV/QU"] * 3),
    ("UBND quận Thanh Xuân phải làm gì?", ["164-TB/QU"] * 5),
    ("Ai phải báo cáo về Quận ủy?", ["634-CV/QU", "634-CV/QU"]),
    ("Trong năm 2021 có những hạn nào?", ["634-CV/QU", "667-CV/QU", "667-CV/QU"]),
    ("Đảng ủy phường phải làm gì trước ngày 04/9/2021?", ["634-CV/QU", "667-CV/QU"]),
]


@pytest.mark.parametrize(("question", "documents"), LISTS)
def test_question_for_duties_gets_a_list(archive: Archive, question: str, documents: list[str]) -> None:
    draft = duties_asked(understand(question, archive), archive)
    assert draft is not None
    kept, dropped = cite(draft, archive)
    assert not dropped
    assert [statement.citations[0].document for statement in kept] == documents
    assert len(join(draft, kept)) <= 900


@pytest.mark.parametrize(
    "question",
    [
        "Hà Đông phải kiện toàn ban chỉ đạo trước ngày nào?", "Công văn 100 giao Công an phường làm gì?",
        "UBND phường phải làm gì để tuyên truyền?", "Ai ký công văn 667?", "Cơ quan nào phải báo cáo Quận ủy về việc gì?",
        "Ban Tuyên giáo phải phối hợp với ai?", "Việc nào phải xong trước 05/9/2030 theo công văn 667?",
        "Trạm Thú y phải làm gì?", "Việc kiện toàn Ban Chỉ đạo phải xong trước ngày nào?", "Có bao nhiêu văn bản?",
    ],
)  # fmt: skip
def test_question_for_one_fact_is_left_to_others(archive: Archive, question: str) -> None:
    assert duties_asked(understand(question, archive), archive) is None


@pytest.mark.parametrize(
    "question",
    ["Ủy ban nhân dân Quận phải làm gì?", "Liệt kê tất cả các nhiệm vụ của Ủy ban nhân dân Quận Hà Đông",
     "Đảng ủy các phường phải làm gì?"],
)  # fmt: skip
def test_more_than_fits_is_counted_and_the_command_lists_the_same(
    archive: Archive, asked: Terminal, question: str
) -> None:
    answer = ask(question, archive)
    assert len(answer.text) <= 900
    assert all(citation.verified for citation in answer.citations)
    count, shown = map(int, re.findall(r"\d+(?= việc)", answer.notice))
    assert shown == len(answer.statements) < count
    found = asked(*shlex.split(answer.notice.partition("trichdan ")[2]), "--format", "json").json
    assert len(found) == count
    cited = [{citation.address for citation in statement.citations} for statement in answer.statements]
    assert all(one["address"] in places for one, places in zip(found, cited, strict=False))


def said_in_answer(archive: Archive, question: str) -> list[str]:
    draft = duties_asked(understand(question, archive), archive)
    assert draft is not None
    kept, dropped = cite(draft, archive)
    assert not dropped
    return [statement.text for statement in kept]


@pytest.mark.parametrize(
    ("question", "begins", "ends"),
    [
        ("việc nào phải xong trước 05/9/2021?",
         ["Các Ban Đảng Quận ủy (…): Quán triệt", "Ủy ban nhân dân Quận: Chủ trì", "Đảng uỷ các phường: Khẩn trương"],
         ["(hạn 06h00 ngày 08/8/2021, 634-CV/QU)", *["(hoàn thành trước ngày 04/9/2021, 667-CV/QU)"] * 2]),
        ("UBND các phường phải làm gì?",
         ["Ủy ban nhân dân Quận: Chỉ đạo Công an Quận và UBND các phường", "UBND phường chỉ đạo", "UBND phường (…) Tăng cường",
          "UBND phường (…) Đồng thời phát huy"], ["(667-CV/QU)", *["(100-CV/ĐU)"] * 3]),
        ("Nhiệm vụ của Ban Dân vận Quận ủy là gì?",
         ["Ban Dân vận Quận uỷ chủ động", "Ban Dân vận Quận uỷ (…) kịp thời", "Ban Dân vận Quận uỷ (…) tổng hợp"], [""] * 3),
    ],
)  # fmt: skip
def test_each_item_says_who_first_and_when_and_where_last(
    archive: Archive, question: str, begins: list[str], ends: list[str]
) -> None:
    said = said_in_answer(archive, question)
    assert len(said) == len(begins)
    for text, begin, end in zip(said, begins, ends, strict=True):
        assert text.startswith(begin), text
        assert text.endswith(end), text


def test_no_item_stands_like_a_heading_over_the_others(archive: Archive) -> None:
    answer = ask("việc nào phải xong trước 05/9/2021?", archive)
    page = show.answer(answer, 0, "vi")
    assert page.count("<li>") - page.count('<li><button class="td-cite"') >= 3
    said = page[page.index("td-said") : page.index("td-cites")]
    assert "<p>" not in said
    assert re.findall(r"<li>(\S+ \S+)", said) == ["Các Ban", "Ủy ban", "Đảng uỷ"]


def test_items_that_are_long_are_few_and_can_be_understood(archive: Archive) -> None:
    said = said_in_answer(archive, "Liệt kê các nhiệm vụ của Ủy ban nhân dân Quận Hà Đông")
    assert len(said) == 5
    assert all(text.startswith("Ủy ban nhân dân Quận: ") and len(text) >= 140 for text in said)


def test_computed_day_is_told_with_how(archive: Archive) -> None:
    answer = ask("Việc nào phải xong trước 10/8/2021?", archive)
    assert "06h00 ngày 08/8/2021" in answer.text
    assert "15 ngày kể từ 06h00 ngày 24 tháng 7 năm 2021" in answer.citations[0].quote
    assert answer.statements[0].derivation


def test_record_is_json(archive: Archive) -> None:
    for duty in duties_of(archive):
        assert json.loads(json.dumps(duty_records.record(duty)))["id"] == duty.id


def test_output_named_is_not_in_the_way_of_another_kind(asked: Terminal, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    asked.fails("duties", "--format", "ics", "--output", tmp_path / "notes.txt")
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "mine"


def test_days_of_a_timetable_are_said_with_its_title(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NOTICE, encoding="utf-8")
    encoder = HashingEncoder()
    build([tmp_path / "a.txt"], tmp_path / "archive", encoder, None, lambda *_: None)
    own = open_archive(tmp_path / "archive", encoder, cache=tmp_path)
    said = said_in_answer(own, "việc nào phải xong trước 01/9/2022?")
    assert said == [
        "Thời gian nhận hồ sơ: Trực tuyến: lớp 1 từ ngày 15/8/2022 đến hết ngày 17/8/2022",
        "Thời gian nhận hồ sơ: lớp 6 từ ngày 20/8/2022 đến hết ngày 22/8/2022",
        "Chủ nhà cho thuê trọ gửi danh sách về Công an phường trước ngày 31/8/2022",
    ]


@given(st.lists(st.integers(1, 2_000), min_size=1, max_size=40))
def test_items_fit_the_answer_and_none_is_a_scrap(sizes: list[int]) -> None:
    widths = list(rooms(sizes))
    assert 1 <= len(widths) <= len(sizes)
    assert sum(min(size, width) + 2 for size, width in zip(sizes, widths, strict=False)) <= LIST_LIMIT
    assert all(width >= min(size, 150) for size, width in zip(sizes, widths, strict=False))
