"""The five sample documents, checked against tables made by reading them: every field, every clause.

``data/covid19_clauses.tsv`` holds a row a clause: its directive, role, address, first and last words.
"""

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from index.parse import parse
from index.read import find, read
from index.text import plain
from index.types import Clause, Directive, Field, Parsed, Role, Source
from ui.sample import documents

TABLE = Path(__file__).parent / "data" / "covid19_clauses.tsv"


@dataclass(frozen=True, slots=True)
class Fields:
    """The header of one directive as a person reads it."""

    file: str
    kind: str
    issuer: str
    parent: str | None
    place: str | None
    date: str | None
    subject: str | None
    addressees: tuple[str, ...]
    recipients: tuple[str, ...]
    signer: tuple[str, str | None, str | None]


EXPECTED = {
    "667-CV/QU": Fields(
        "000_a961960588f467a1.txt", "Công văn", "Quận ủy Hà Đông", "Đảng bộ Thành phố Hà Nội", "Hà Đông", "2021-09-02",
        "tiếp tục nâng cao hiệu quả công tác phòng, chống dịch Covid-19 trên địa bàn Quận theo Chỉ thị số 06-CT/TU của Ban "
        "Thường vụ Thành uỷ",
        ("Hội đồng nhân dân Quận", "Ủy ban nhân dân Quận", "MTTQ và các tổ chức chính trị - xã hội Quận",
         "Các Ban Đảng, Văn phòng Quận uỷ", "Các tổ chức cơ sở đảng trực thuộc"),
        ("Văn phòng Thành ủy (để b/c)", "Đ/c Lê Hồng Sơn -UVTV Thành ủy, Phó CTUBNDTP (để b/c)", "TT QU, HĐND, UBND Quận",
         "Như kính gửi", "Các đ/c Quận ủy viên", "Các phòng, ban, đơn vị Quận", "Lưu: VPQU"),
        ("Nguyễn Thanh Xuân", None, None),
    ),
    # Its copy prints neither number nor date: the letter that forwards it, in the same file, does.
    "06-CT/TU": Fields(
        "000_a961960588f467a1.txt", "Chỉ thị", "Ban Thường vụ Thành ủy Hà Nội", None, None, "2021-09-01",
        "tiếp tục nâng cao hiệu quả công tác phòng, chống dịch Covid-19 trên địa bàn Thành phố",
        (), (), ("Đinh Tiến Dũng", "Bí thư", "T/M Ban Thường vụ"),
    ),
    "26-BS/QU": Fields(
        "000_a961960588f467a1.txt", "Sao lục", "Quận ủy Hà Đông", None, "Hà Đông", "2021-09-02", None, (),
        ("HĐND, UBND Quận", "Các đ/c Quận ủy viên", "MTTQ và các tổ chức CT-XH", "Các Ban đảng, văn phòng Quận ủy",
         "Các phòng, ban, đơn vị quận", "Các tổ chức cơ sở đảng trực thuộc", "Lưu VPQU"),
        ("Nguyễn Sĩ Hoạt", None, None),
    ),
    "634-CV/QU": Fields(
        "001_69f909795cfca9d9.txt", "Công văn", "Quận ủy Hà Đông", "Đảng bộ Thành phố Hà Nội", "Hà Đông", "2021-07-24",
        "thực hiện Chỉ thị 17/CT-UBND của Chủ tịch UBND Thành phố về phòng chống dịch Covid-19",
        ("Ủy ban nhân dân Quận", "Các Ban Đảng Quận ủy, Trung tâm chính trị Quận, Đảng ủy Khối Doanh nghiệp Quận",
         "MTTQ và các tổ chức chính trị - xã hội Quận", "Đảng ủy các phường"),
        ("Thường trực Quận uỷ", "Như kính gửi", "Lưu: VPQU"),
        ("Nguyễn Văn Trường", None, None),
    ),
    "164-TB/QU": Fields(
        "002_ff0ce65715f87882.txt", "Thông báo", "Thường trực Quận ủy Thanh Xuân", None, None, None,
        "Kết luận của Thường trực Quận ủy về một số nhiệm vụ cấp bách phòng, chống dịch Covid-19 trên địa bàn quận Thanh Xuân",
        (),
        ("Thường trực Quận ủy", "Thường trực HĐND, lãnh đạo UBND quận", "Các đồng chí Ủy viên Thường vụ Quận ủy",
         "Các Ban xây dựng Đảng, Văn phòng Quận ủy", "Các phòng, ban, ngành, đoàn thể quận",
         "Đảng ủy – UBND – UB MTTQ 11 phường", "Lưu Văn phòng Quận ủy"),
        ("Nguyễn Kim Sơn", "Chánh Văn phòng", "T/L Ban Thường vụ"),
    ),
    "100-CV/ĐU": Fields(
        "003_78fb6ff3a99b7859.txt", "Công văn", "Đảng ủy phường Hòa Minh", None, "Hoà Minh", "2021-07-19",
        "Khẩn trương thực hiện công tác phòng, chống dịch COVID-19",
        ("HĐND, UBND, UBMTTQVN, các Hội đoàn thể phường", "Cấp ủy Chi bộ trực thuộc Đảng ủy phường"),
        ("Như kính gửi (t/hiện)", "Lưu VP/ĐU"),
        ("Đặng Công Chúng", None, None),
    ),
    # The letterhead prints "HAI BÀ TRUNG", the date line and the text "Hai Bà Trưng".
    "924-CV/QU": Fields(
        "004_d8026a3a8832f7a7.txt", "Công văn", "Quận ủy Hai Bà Trưng", "Đảng bộ thành phố Hà Nội", "Quận Hai Bà Trưng",
        "2022-04-25",
        "thực hiện Thông báo số 739-TB/TU, ngày 20/4/2022 của Thường trực Thành ủy về công tác phòng, chống dịch bệnh "
        "Covid-19 trên địa bàn thành phố Hà Nội",
        ("Thường trực Hội đồng nhân dân Quận", "Lãnh đạo Ủy ban nhân dân Quận",
         "Ủy ban MTTQ, các tổ chức chính trị - xã hội Quận",
         "Các ban xây dựng Đảng và Văn phòng Quận ủy, Trung tâm Chính trị quận", "Đảng ủy, UBND 18 phường",
         "Các TCCS đảng trực thuộc"),
        ("Thường trực Thành ủy", "Văn phòng Thành ủy, (để báo cáo)", "Thường trực Quận ủy", "Các đồng chí UVBTVQU",
         "Như kính gửi (để thực hiện)", "Lưu VPQU"),
        ("Trịnh Xuân Cường", "Chánh Văn phòng", "T/L Ban Thường vụ"),
    ),
}  # fmt: skip

# Where each value is printed, for the fields whose print differs from their value.
PRINTED = {
    ("667-CV/QU", "number"): "667 - CV/QU",
    ("667-CV/QU", "date"): "ngày 02 tháng 9 năm 2021",
    ("667-CV/QU", "issuer"): "QUẬN ỦY HÀ ĐÔNG",
    ("06-CT/TU", "kind"): "CHỈ THỊ",
    ("06-CT/TU", "issuer"): "BAN THƯỜNG VỤ THÀNH ỦY",
    ("26-BS/QU", "number"): "26 - BS/QU",
    ("26-BS/QU", "date"): "ngày 2 tháng 9 năm 2021",
    ("26-BS/QU", "kind"): "SAO LỤC",
    ("634-CV/QU", "number"): "634**- CV/QU",
    ("634-CV/QU", "date"): "ngày 24 tháng 7 năm 2021",
    ("164-TB/QU", "number"): "164- TB/QU",
    ("164-TB/QU", "kind"): "THÔNG BÁO",
    ("100-CV/ĐU", "number"): "100- CV/ĐU",
    ("100-CV/ĐU", "place"): "Hoà Minh",
    ("924-CV/QU", "place"): "Q. Hai Bà Trưng",
    ("924-CV/QU", "issuer"): "QUẬN ỦY HAI BÀ TRUNG",
}

# number: (kind, date, who issued it), for each numbered document the samples name but do not hold.
NAMED = {
    "17/CT-UBND": ("Chỉ thị", "2021-07-23", "Chủ tịch UBND thành phố Hà Nội"),
    "739-TB/TU": ("Thông báo", "2022-04-20", "Thường trực Thành ủy"),
    "180-CV/QU": ("Công văn", "2021-07-16", "Quận ủy Liên Chiêu"),
    "05-CT/TU": ("Chỉ thị", "2021-07-30", "Ban Thường vụ Thành ủy"),
    "190-CV/TU": ("Công văn", "2021-08-30", "Ban Thường vụ Thành uỷ"),
    "1102/CĐ-TTg": ("Công điện", None, "Thủ tướng Chính phủ"),
    "477-TB/TU": ("Thông báo", None, "Thường trực Thành uỷ"),
    "19/CĐ-UBND": ("Công điện", None, "Chủ tịch UBND Thành phố"),
    "51-KH/QU": ("Kế hoạch", None, None),
    "448-TB/QU": ("Thông báo", "2021-08-25", "Ban Thường vụ Quận uỷ"),
    "679-QĐ/QU": ("Quyết định", "2021-07-26", None),
    "1103-QĐ/TU": ("Quyết định", "2021-06-04", "Ban Thường vụ Thành ủy"),
    "07-KL/TW": ("Kết luận", "2021-06-11", "Bộ Chính trị"),
    "15/CĐ-UBND": ("Công điện", "2021-07-18", "Chủ tịch UBND Thành phố Hà Nội"),
    "514-CV/QU": ("Công văn", "2021-07-19", "Ban Thường vụ Quận ủy Thanh Xuân"),
    "68/NQ-CP": ("Nghị quyết", None, None),
    "477-QĐ/QU": ("Quyết định", "2021-02-02", "Ban Thường vụ Quận ủy"),
}


@cache
def parsed() -> dict[str, tuple[Source, Parsed]]:
    """What the parser makes of each of the five files."""
    sources = [read(candidate) for candidate in find([documents()])]
    return {source.file: (source, parse(source)) for source in sources}


def directives() -> dict[str, Directive]:
    return {d.name: d for _, one in parsed().values() for d in one.directives}


def directive(number: str) -> Directive:
    return directives()[number]


def clauses(number: str) -> list[Clause]:
    one = directive(number)
    return [c for c in parsed()[one.file][1].clauses if c.directive == one.id]


def source(number: str) -> Source:
    return parsed()[directive(number).file][0]


def table() -> dict[str, list[tuple[str, ...]]]:
    with TABLE.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
    return {number: [tuple(row[1:]) for row in rows if row[0] == number] for number in EXPECTED}


def single(text: str) -> str:
    return " ".join(text.split())


def test_seven_directives_in_five_files() -> None:
    assert [(d.name, d.file) for d in directives().values()] == [(n, e.file) for n, e in EXPECTED.items()]


@pytest.mark.parametrize("number", EXPECTED)
def test_fields(number: str) -> None:
    one, expected = directive(number), EXPECTED[number]

    def value(field: Field | None) -> str | None:
        return field.value if field else None

    signers = [(s.name, s.capacity, s.authority) for s in one.signers]
    found = Fields(
        one.file, str(value(one.kind)), str(value(one.issuer)), value(one.parent), value(one.place), value(one.date),
        value(one.subject), tuple(f.value for f in one.addressees), tuple(f.value for f in one.recipients), signers[0],
    )  # fmt: skip
    assert len(signers) == 1
    assert found == expected


@pytest.mark.parametrize(("number", "name"), PRINTED)
def test_field_is_where_it_is_printed(number: str, name: str) -> None:
    field: Field = getattr(directive(number), name)
    assert source(number).text[field.span.start : field.span.end] == PRINTED[number, name]


@pytest.mark.parametrize("number", EXPECTED)
def test_people_and_bodies_are_where_they_are_printed(number: str) -> None:
    one, text = directive(number), source(number).text
    for field in (*one.addressees, *one.recipients):
        assert plain(text[field.span.start : field.span.end]).startswith(field.value)
    for signer in one.signers:
        assert signer.name in text[signer.span.start : signer.span.end]
        assert clauses(number)[-1].span.contains(signer.span)


def test_number_and_date_of_the_forwarded_directive_stand_in_the_letter() -> None:
    one, text = directive("06-CT/TU"), source("06-CT/TU").text
    assert one.number
    assert one.date
    assert "06-CT/TU" in text[one.number.span.start : one.number.span.end]
    assert "01/9/2021" in text[one.date.span.start : one.date.span.end]
    letter = directive("667-CV/QU")
    assert letter.start <= one.number.span.start < letter.end


@pytest.mark.parametrize("number", EXPECTED)
def test_clauses(number: str) -> None:
    found = [
        (c.role.value, c.address, single(c.text), row) for c, row in zip(clauses(number), table()[number], strict=True)
    ]
    for role, address, text, row in found:
        assert (role, address) == row[:2]
        assert text.startswith(row[2]), address
        assert text.endswith(row[3]), address


def test_table_has_a_row_for_every_clause() -> None:
    assert {number: len(rows) for number, rows in table().items()} == {
        "667-CV/QU": 26, "06-CT/TU": 24, "26-BS/QU": 6, "634-CV/QU": 21, "164-TB/QU": 25, "100-CV/ĐU": 14, "924-CV/QU": 16,
    }  # fmt: skip


@pytest.mark.parametrize("file", [f"00{at}" for at in range(5)])
def test_every_word_stands_in_exactly_one_clause(file: str) -> None:
    text, one = next(pair for name, pair in parsed().items() if name.startswith(file))
    covered = [0] * len(text.text)
    for clause in one.clauses:
        for at in range(clause.start, clause.end):
            covered[at] += 1
    for word in re.finditer(r"\w+", text.text):
        assert set(covered[word.start() : word.end()]) == {1}, word


@pytest.mark.parametrize("number", EXPECTED)
def test_spans_and_parents(number: str) -> None:
    by_id = {c.id: c for c in clauses(number)}
    for clause in by_id.values():
        assert source(number).text[clause.start : clause.end] == clause.text
        above = clause.address.rpartition(", ")[0] if clause.role is Role.BODY else ""
        assert (by_id[clause.parent].address if clause.parent is not None else "") == above
        assert len(clause.headings) == (above.count(", ") + 1 if above else 0)


@pytest.mark.parametrize(
    ("number", "address", "across"),
    [
        ("667-CV/QU", "mục 2, điểm (1), gạch đầu dòng 1", "của Quận theo\n\nmô hình Bí thư Quận uỷ"),
        ("06-CT/TU", "đoạn mở đầu 3", "chính quyền,\n\ncơ quan, đơn vị"),
        ("06-CT/TU", "mục 2, đoạn 3", "Huy động sự tham\n\ngia, chấp hành"),
        ("634-CV/QU", "mục 2, điểm (1)", "giữ khoảng cách tối thiểu*”\n\n2m khi giao tiếp"),
        ("164-TB/QU", "mục 5", "đi đầu trong\n\nviệc thực hiện"),
        ("100-CV/ĐU", "mục 3", "các khu\n\nvực cách ly..."),
        ("924-CV/QU", "mục 2, đoạn 2", "5 đến dưới 12\n\ntuổi, bảo đảm"),
    ],
)
def test_paragraph_cut_by_a_page_break_is_one_clause(number: str, address: str, across: str) -> None:
    clause = next(c for c in clauses(number) if c.address == address)
    assert single(across) in single(clause.text)
    assert re.search(r"\n\s*\n", clause.text)


def test_documents_named() -> None:
    best: dict[str, tuple[str | None, str | None, str | None]] = {}
    for _, one in parsed().values():
        for r in one.references:
            kind, date, issuer = best.get(str(r.number), (None, None, None))
            full = r.issuer if len(r.issuer or "") > len(issuer or "") else issuer
            best[str(r.number)] = (kind or r.kind, date or r.date, full)
    own = set(EXPECTED)
    assert {n: v for n, v in best.items() if n not in own} == {
        n: (kind, date, best[n][2] if issuer and best[n][2] and issuer.lower() == str(best[n][2]).lower() else issuer)
        for n, (kind, date, issuer) in NAMED.items()
    }


@pytest.mark.parametrize(
    ("number", "named", "relation"),
    [
        ("667-CV/QU", "06-CT/TU", "implements"),
        ("634-CV/QU", "17/CT-UBND", "implements"),
        ("100-CV/ĐU", "180-CV/QU", "implements"),
        ("924-CV/QU", "739-TB/TU", "implements"),
    ],
)
def test_what_a_letter_carries_out(number: str, named: str, relation: str) -> None:
    one = directive(number)
    found = [r for r in parsed()[one.file][1].references if r.directive == one.id and r.number == named]
    assert found
    assert relation in {r.relation for r in found}


def test_subject_of_a_reference_ends_with_a_word() -> None:
    for text, one in parsed().values():
        for r in one.references:
            assert not text.text[r.span.end - 1 : r.span.end + 1].isalpha(), r.subject
