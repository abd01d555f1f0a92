"""Which of the archive's documents a mention means, and from when until when a document is in force."""

import unicodedata
from typing import Literal

import pytest

from index.parse import parse
from index.parsing.force import in_force
from index.parsing.relations import key_of, resolve
from index.types import Directive, Field, Reference, Relation, Source, Span

HERE = Span(0, 1)


def field(value: str | None) -> Field | None:
    return Field(value, HERE) if value else None


def directive(
    number: int, symbol: str | None, kind: str, date: str | None, issuer: str | None = None, subject: str | None = None
) -> Directive:
    return Directive(
        number, f"{number}.txt", 0, 10, field(symbol), field(kind), field(issuer), None, None, field(date), field(subject),
        (), (), (),
    )  # fmt: skip


def mention(
    by: int, number: str | None, kind: str | None = None, date: str | None = None, issuer: str | None = None,
    subject: str | None = None,
) -> Reference:  # fmt: skip
    return Reference(f"{by}.txt", by, kind, number, date, issuer, subject, Relation.MENTIONS, HERE)


ARCHIVE = (
    directive(0, "99/KH-UBND", "Kế hoạch", "2022-05-05", "UBND tỉnh Quảng Nam"),
    directive(1, "63/2010/NĐ-CP", "Nghị định", "2010-06-08", "Chính phủ"),
    directive(2, "290/2005/QĐ-TTg", "Quyết định", "2005-11-08", "Thủ tướng Chính phủ"),
    directive(3, "12/QĐ-UBND", "Quyết định", "2019-02-01", "UBND tỉnh Quảng Nam"),
    directive(4, "12/QĐ-UBND", "Quyết định", "2020-02-01", "UBND tỉnh Quảng Nam"),
    directive(5, "15/QĐ-UBND", "Quyết định", "2020-03-03", "UBND tỉnh Quảng Nam"),
    directive(6, "15/QĐ-UBND", "Quyết định", "2020-03-04", "UBND tỉnh Long An"),
    directive(7, "06-CT/TU", "Chỉ thị", "2021-09-01", "Thành ủy Hà Nội"),
    directive(8, "26/2005/PL-UBTVQH11", "Pháp lệnh", "2005-06-29", None, "Ưu đãi người có công với cách mạng"),
    directive(9, "1040/LĐTBXH-NCC", "Công văn", "2012-04-09", "Bộ Lao động - Thương binh và Xã hội"),
    directive(10, None, "Nghị quyết", "2021-07-26", "Quận ủy Hà Đông"),
    directive(11, "84/2005/TTLT-BTC-BLĐTBXH", "Thông tư liên tịch", "2005-09-23"),
    directive(12, "20/KH-UBND", "Kế hoạch", "2023-01-01", "UBND tỉnh Quảng Nam"),
)


@pytest.mark.parametrize(
    ("said", "target"),
    [
        (mention(0, "63/2010/NĐ-CP"), 1),
        (mention(0, "063/2010/ND-CP"), 1),
        (mention(0, "63/2010/NĐ–CP", date="2010-06-08", issuer="Chính phủ"), 1),
        (mention(0, "63/NĐ-CP"), 1),
        (mention(0, "63/NĐ-CP", date="2012-01-01"), None),
        (mention(0, "63/2011/NĐ-CP"), None),
        (mention(0, "290/QĐ-TTg", issuer="Thủ tướng Chính phủ"), 2),
        (mention(0, "84/2005/TTLT/BTC-BLDTBXH"), 11),
        (mention(0, "1O40/LĐTBXH-NCC"), 9),
        # The same number in two years, or of two bodies
        (mention(0, "12/QĐ-UBND", date="2020-02-01"), 4),
        (mention(0, "12/QĐ-UBND"), None),
        (mention(0, "15/QĐ-UBND", issuer="UBND tỉnh Long An"), 6),
        (mention(0, "15/QĐ-UBND"), 5),  # its own issuer's
        (mention(0, "15/QĐ-UBND", issuer="Chủ tịch UBND tỉnh Cà Mau"), None),
        (mention(0, "15/QĐ-UBND", date="2020-03-09"), None),
        # A part of the number
        (mention(0, "06", kind="Chỉ thị", issuer="Thành ủy"), 7),
        (mention(0, "6", kind="Chỉ thị"), 7),
        (mention(0, "06", kind="Công văn"), None),
        (mention(0, "06", kind="Chỉ thị", issuer="Tỉnh ủy Nghệ An"), None),
        (mention(0, "12", kind="Quyết định"), None),
        (mention(0, "20", kind="Kế hoạch"), None),  # not yet issued then
        (mention(0, "63/2010", kind="Nghị định"), 1),
        # No number
        (mention(0, None, kind="Pháp lệnh", subject="ưu đãi người có công với cách mạng"), 8),
        (mention(0, None, kind="Pháp lệnh", subject="ưu đãi người có công với cách mạng năm 2005"), 8),
        (mention(0, None, kind="Pháp lệnh", subject="ưu đãi người có công với cách mạng năm 2020"), None),
        (mention(0, None, kind="Luật", subject="ưu đãi người có công với cách mạng"), None),
        (mention(1, None, kind="Pháp lệnh", subject="cựu chiến binh"), None),
        (mention(0, None, kind="Nghị quyết", date="2021-07-26", issuer="Quận ủy"), 10),
        (mention(0, None, kind="Nghị quyết", date="2021-07-27"), None),
        # Never itself
        (mention(0, "99/KH-UBND"), None),
        (mention(7, "06", kind="Chỉ thị"), None),
    ],
)
def test_target(said: Reference, target: int | None) -> None:
    assert resolve([said], ARCHIVE)[0].target == target


def test_resolving_keeps_all_else_and_the_order() -> None:
    said = [mention(0, "63/2010/NĐ-CP"), mention(0, None), mention(0, "1/2000/XX-Y")]
    found = resolve(said, ARCHIVE)
    assert [(r.number, r.target) for r in found] == [("63/2010/NĐ-CP", 1), (None, None), ("1/2000/XX-Y", None)]
    assert resolve(said, ()) == said


@pytest.mark.parametrize("number", ["", "-", "///", "số", "12", "QĐ-UBND"])
def test_any_number_has_a_key(number: str) -> None:
    assert key_of(number) == key_of(number.lower())
    assert resolve([mention(0, number)], ARCHIVE)[0].target is None


# ---------------------------------------------------------------- in force


def force(text: str, kind: str = "Quyết định", date: str | None = "2008-10-27") -> tuple[str | None, str | None]:
    one = in_force(
        text, Directive(0, "a", 0, len(text), None, field(kind), None, None, None, field(date), None, (), (), ())
    )
    for told in (one.effective, one.expires):
        assert (
            told is None
            or "lực" in text[told.span.start : told.span.end]
            or "trị" in text[told.span.start : told.span.end]
            or "áp dụng" in text[told.span.start : told.span.end]
            or "thực hiện" in text[told.span.start : told.span.end]
        )
    return one.effective.value if one.effective else None, one.expires.value if one.expires else None


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("Điều 5. Quyết định này có hiệu lực thi hành kể từ ngày 15 tháng 12 năm 2008 và thay thế Quyết định số 1/QĐ-UB.",
         "Quyết định", ("2008-12-15", None)),
        ("Quyết định này có hiệu lực kể từ ngày ký.", "Quyết định", ("2008-10-27", None)),
        ("Thông tư này áp dụng từ năm ngân sách 2009, có hiệu lực thi hành sau 45 ngày kể từ ngày ký",
         "Thông tư liên tịch", ("2008-12-11", None)),
        ("Quyết định này có hiệu lực thi hành sau mười (10) ngày, kể từ ngày ký", "Quyết định", ("2008-11-06", None)),
        ("Nghị quyết này được HĐND tỉnh thông qua ngày 10/7/2020 và có hiệu lực từ ngày 20/7/2020.",
         "Nghị quyết", ("2020-07-20", None)),
        ("Điều 3. Hiệu lực thi hành\n1. Có hiệu lực thi hành từ ngày 1/7/2022.", "Thông tư", ("2022-07-01", None)),
        ("Nghị quyết này có hiệu lực từ ngày 01/01/2021 đến hết ngày 31/12/2021.", "Nghị quyết", ("2021-01-01", "2021-12-31")),
        ("Văn bản này có giá trị đến ngày 30/6/2022.", "Công văn", (None, "2022-06-30")),
        ("Nghị quyết này hết hiệu lực kể từ ngày 01/01/2023.", "Nghị quyết", (None, "2022-12-31")),
        ("Điều 2. Nghị quyết có hiệu lực kể từ ngày ký.", "Nghị quyết", ("2008-10-27", None)),
        ("Điều 3. Hiệu lực\nĐiều 4. Thi hành Quyết định này. Quyết định có hiệu lực thi hành sau 10 ngày kể từ ngày ký.",
         "Quyết định", ("2008-11-06", None)),
        ("Chỉ thị này có hiệu lực từ 00 giờ 00 ngày 05/4/2023 đến 24 giờ 00 phút, ngày 20/4/2023.", "Chỉ thị",
         ("2023-04-05", "2023-04-20")),
        ("Văn bản này có hiệu lực từ 0h ngày 05/4/2023 đến 0h00 ngày 20/4/2023.", "Công văn", ("2023-04-05", "2023-04-19")),
        ("Kế hoạch này thực hiện từ ngày ký đến hết ngày 31 tháng 5 năm 2009./.", "Kế hoạch", ("2008-10-27", "2009-05-31")),
        ("Các đơn vị thực hiện từ ngày 15/4/2023 đến hết ngày 15/5/2023.", "Kế hoạch", (None, None)),
        ("Quyết định này được áp dụng từ ngày 15/4/2023 đến hết ngày 15/5/2023.", "Quyết định", ("2023-04-15", "2023-05-15")),
        ("Quyết định này hết hiệu lực vào ngày 31/12/2023.", "Quyết định", (None, "2023-12-31")),
        # What does not say it of itself, or gives no day
        ("Quyết định này hết hiệu lực kể từ ngày ký Quyết định mới.", "Quyết định", (None, None)),
        ("Quyết định này hết hiệu lực thi hành từ ngày 31/02/2023.", "Quyết định", (None, None)),
        ("Mức thu tại Quyết định này được áp dụng từ ngày 15/4/2023.", "Quyết định", (None, None)),
        ("Quyết định này quy định mức thu áp dụng từ ngày 15/4/2023.", "Quyết định", (None, None)),
        ("Điều 9. Nghị quyết có hiệu lực kể từ ngày ký.", "Quy chế", (None, None)),
        ("Khi quyết định có hiệu lực kể từ ngày 1/1/2000", "Quyết định", (None, None)),
        ("Khoản 2 Điều 3 Quyết định này có hiệu lực từ ngày 01/01/2020", "Quyết định", (None, None)),
        ("Quyết định này có hiệu lực thi hành sau 15 ngày, kể từ ngày đăng Công báo.", "Quyết định", (None, None)),
        ("kể từ ngày Quyết định này có hiệu lực từ ngày 01/01/2020", "Quyết định", (None, None)),
        ("Điều 3 của Quyết định này có hiệu lực từ ngày 01/01/2020", "Quyết định", (None, None)),
        ("Quyết định này thay thế Quyết định số 12/QĐ-UBND có hiệu lực từ ngày 1/1/2000.", "Quyết định", (None, None)),
        ("Quy chế này có hiệu lực từ ngày 1/1/2000.", "Quyết định", (None, None)),
        ("Nghị định này có hiệu lực từ ngày 31/02/2000.", "Nghị định", (None, None)),
        ("hàng hóa có giá trị từ ngày 1/1/2000", "Quyết định", (None, None)),
    ],
)  # fmt: skip
def test_in_force(text: str, kind: str, expected: tuple[str | None, str | None]) -> None:
    assert force(text, kind) == expected


def test_what_counts_from_the_signing_is_unknown_without_its_date() -> None:
    assert force("Quyết định này có hiệu lực kể từ ngày ký.", date=None) == (None, None)


# ---------------------------------------------------------------- through the parser

DECISION = """ỦY BAN NHÂN DÂN
TỈNH QUẢNG NAM

Số: 12/QĐ-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Quảng Nam, ngày 02 tháng 3 năm 2020

QUYẾT ĐỊNH
Về việc ban hành quy chế làm việc

Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;

Điều 1. Ban hành quy chế làm việc.

Điều 2. Quyết định này có hiệu lực kể từ ngày ký và thay thế Quyết định số 5/QĐ-UBND ngày 01/02/2019.
"""


@pytest.mark.parametrize("stored", ["NFC", "NFD"])
def test_cues_and_force_in_the_characters_of_the_source(stored: Literal["NFC", "NFD"]) -> None:
    text = unicodedata.normalize(stored, DECISION)
    found = parse(Source("a.txt", text, ""))

    def printed(span: Span) -> str:
        return unicodedata.normalize("NFC", text[span.start : span.end])

    assert [(r.relation, r.cue and printed(r.cue)) for r in found.references] == [
        (Relation.BASED_ON, "Căn cứ"),
        (Relation.REPLACES, "thay thế"),
    ]
    effective = found.directives[0].effective
    assert effective is not None
    assert (effective.value, printed(effective.span)) == ("2020-03-02", "có hiệu lực kể từ ngày ký")


SLIP = """ỦY BAN NHÂN DÂN
HUYỆN GIA LÂM

SAO Y BẢN CHÍNH

Số: 56/SY-UBND

Gia Lâm, ngày 12 tháng 4 năm 2023

Nơi nhận:
- Lưu: VT.

TL. CHỦ TỊCH
CHÁNH VĂN PHÒNG

Nguyễn Văn Hải
"""
SIGNED = (
    DECISION
    + """
Nơi nhận:
- Lưu: VT.

CHỦ TỊCH

Trần Văn An
"""
)


@pytest.mark.parametrize("text", [f"{SIGNED}\n{SLIP}", f"{SLIP}\n{SIGNED}"])
def test_a_copy_slip_copies_what_it_stands_beside(text: str) -> None:
    found = parse(Source("a.txt", text, ""))
    copies = [r for r in found.references if r.relation is Relation.COPIES]
    assert [(r.number, r.date) for r in copies] == [("12/QĐ-UBND", "2020-03-02")]
    assert copies[0].cue is not None
    assert text[copies[0].cue.start : copies[0].cue.end] == "SAO Y BẢN CHÍNH"
    assert resolve(copies, found.directives)[0].target == 1 - copies[0].directive


def test_of_slips_on_both_sides_nothing_is_said() -> None:
    found = parse(Source("a.txt", f"{SLIP}\n{SIGNED}\n{SLIP}", ""))
    assert Relation.COPIES not in {r.relation for r in found.references}
