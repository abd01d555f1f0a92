"""Web pages as browsers, Word and the law portals save them: what a reader of the page sees, in the order it is read."""

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.reading import charsets as written
from index.errors import SourceError
from index.formats.html.reader import read_html
from index.parse import parse
from index.types import Extract, Source
from tests.test_formats_legacy import CLERKS, cp1258
from ui.sample import documents


def read(page: str | bytes) -> Extract:
    return read_html(page.encode() if isinstance(page, str) else page, lambda *_: None)


def blocks(page: str | bytes) -> list[str]:
    """The paragraphs and tables of a page."""
    return read(page).text.removesuffix("\n").split("\n\n")


# ---- paragraphs


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>Kính gửi:&nbsp;&nbsp; Ủy ban\n   nhân\tdân</p>", ["Kính gửi: Ủy ban nhân dân"]),
        ("<p>một<p>hai</P><P>ba", ["một", "hai", "ba"]),
        ("<div>một<div>hai</div>ba<section>bốn</section></div>", ["một", "hai", "ba", "bốn"]),
        ("chữ trần <b>đậm</b><i> nghiêng</i>", ["chữ trần đậm nghiêng"]),
        ("<p>Nơi nhận:<br>- Như trên;<br/>- Lưu: VT.</p>", ["Nơi nhận:\n- Như trên;\n- Lưu: VT."]),
        ("một<br><br>hai<br>\n <br>&nbsp;<br>ba", ["một", "hai", "ba"]),
        ("<h1>QUYẾT ĐỊNH</h1><h2>Điều 1</h2>Nội dung", ["QUYẾT ĐỊNH", "Điều 1", "Nội dung"]),
        ("<pre>Điều 1.   a\n  b\n\nc</pre>", ["Điều 1. a\nb", "c"]),
        ("<dl><dt>Từ<dd>Nghĩa</dl>", ["Từ", "Nghĩa"]),
        ("<p>a &lt;b&gt; &amp; &#272;&#x1ED9;c &quot;x&quot; &zzz;</p>", ['a <b> & Độc "x" &zzz;']),
        ("<p>ph\u00adòng\u200b chống</p>", ["phòng chống"]),
        ("<p>Điều 1<sup>2</sup>, 10 m<sup>2</sup>, khoản<sup>[3]</sup></p>", ["Điều 1², 10 m2, khoản[3]"]),
        ("<p><q>Hà Nội</q> <s>cũ</s> <del>bỏ</del><ins>mới</ins></p>", ["“Hà Nội” cũ mới"]),
        ("<p>một<!-- ghi chú -->hai<?php x ?> ba</p>", ["mộthai ba"]),
        ("<center>BỘ Y TẾ</center><hr><address>Hà Nội</address>", ["BỘ Y TẾ", "Hà Nội"]),
    ],
)  # fmt: skip
def test_paragraphs(page: str, expected: list[str]) -> None:
    assert blocks(page) == expected
    assert blocks(f"<!DOCTYPE html><html><head><title>Tên</title></head><body>{page}</body></html>") == expected


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>var a = '<p>x</p>';</script>",
        "<style>p {color: red}</style>",
        "<nav><ul><li>Trang chủ</ul></nav>",
        "<p style='display:none'>ẩn</p>",
        "<span style='color:red; VISIBILITY : hidden'>ẩn</span>",
        "<p hidden>ẩn</p>",
        "<span style='mso-hide:all'>ẩn</span>",
        "<div style='mso-element:header'>Trang 2</div>",
        "<noscript>Hãy bật JavaScript</noscript><template>mẫu</template>",
        "<select><option>1</select><button>In</button><textarea>viết</textarea>",
        "<svg><text>hình</text></svg><iframe>khung</iframe>",
        "<!--[if gte mso 9]><xml><w:View>Normal</w:View></xml><![endif]-->",
    ],
)
def test_what_nobody_reads_is_left_out(hidden: str) -> None:
    assert blocks(f"<p>một</p>{hidden}<p>hai</p>") == ["một", "hai"]
    assert "".join(blocks(f"một{hidden} hai").copy()).replace(" ", "") == "mộthai"


def test_a_page_of_nothing_but_furniture_is_read() -> None:
    assert blocks("<nav><p>Điều 1. Phạm vi") == ["Điều 1. Phạm vi"]


def test_the_container_of_a_portal() -> None:
    text = "<p>Độc lập - Tự do - Hạnh phúc</p>" + "<p>Điều 1. Ủy ban nhân dân quận chịu trách nhiệm.</p>" * 20
    menu = "<div>Văn bản liên quan</div>"
    for box in ("<div id='toanvancontent'>", "<div class='fl content1'>", "<main>", "<article class='post'>"):
        assert blocks(f"{menu}{box}{text}</{box[1:].split()[0].rstrip('>')}>{menu}") == blocks(text)
    assert blocks(f"{menu}<article>ngắn</article>{text}")[0] == "Văn bản liên quan"
    # The letterhead stands before the container: nothing may be lost.
    assert blocks(f"Độc lập - Tự do<main>{text[40:]}</main>")[0].startswith("Độc lập")


# ---- lists


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<ol><li>một<li>hai</ol>", ["1. một", "2. hai"]),
        ("<ol start=4><li>một<li value=9>hai<li>ba</ol>", ["4. một", "9. hai", "10. ba"]),
        ("<ol type=a><li>x<li>y</ol><ol type=A><li>x</ol>", ["a) x", "b) y", "A. x"]),
        ("<ol type=i start=4><li>x</ol><ol type=I start=9><li>x</ol>", ["iv) x", "IX. x"]),
        ("<ol style='list-style-type: lower-alpha'><li>x</ol>", ["a) x"]),
        ("<ol type=a start=27><li>x</ol><ol type=a start=0><li>x</ol>", ["aa) x", "0. x"]),
        ("<ol reversed><li>x<li>y</ol>", ["2. x", "1. y"]),
        ("<ul><li>x<ul><li>y<ul><li>z</ul></ul><li>w</ul>", ["- x", "+ y", "- z", "- w"]),
        ("<ol><li>x<ol type=a><li>y<li>z</ol><li>w</ol>", ["1. x", "a) y", "b) z", "2. w"]),
        ("<ol><li><p>x</p><p>tiếp</p></li><li></li><li>w</ol>", ["1. x", "tiếp", "3. w"]),
        ("<ol><li><ol type=a><li>x</ol></ol>", ["1. a) x"]),
        ("<ul style='list-style:none'><li>x</ul><ul class='list-unstyled'><li>y</ul>", ["x", "y"]),
        ("<ol><li>1. x<li>y</ol><ul><li>- z<li>– w</ul>", ["1. x", "2. y", "- z", "– w"]),
        ("<li>x", ["x"]),
        ("<ol><li value=99999999999999999999>x<li value=a>y</ol>", ["999999999. x", "1000000000. y"]),
    ],
)
def test_lists(page: str, expected: list[str]) -> None:
    assert blocks(page) == expected


def test_numbers_and_bullets_of_word() -> None:
    def item(marker: str, text: str) -> str:
        space = "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp; </span>"
        return (
            "<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]>"
            f"<span style='font-family:Symbol'><span style='mso-list:Ignore'>{marker}{space}</span></span><![endif]>"
            f"<span lang=VI>{text}<o:p></o:p></span></p>"
        )

    page = (
        item("1.", "Một") + item("a)", "Hai") + item("·", "Ba") + item("o", "Bốn") + item("+", "Năm") + item("§", "Sáu")
    )
    assert blocks(page) == ["1. Một", "a) Hai", "- Ba", "- Bốn", "+ Năm", "- Sáu"]


# ---- tables


LETTERHEAD = """<table border=0 cellspacing=0><tr><td width="35%"><p align=center><b>BỘ LAO ĐỘNG - THƯƠNG BINH<br>
 VÀ XÃ HỘI<br>-------</b></p></td><td><p align=center><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc
 <br>---------------</b></p></td></tr><tr><td><p align=center>Số: 1040/LĐTBXH-NCC</p></td><td><p align=right><i>Hà Nội, ngày 11
 tháng 4 năm 2012</i></p></td></tr></table>"""


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<table><tr><th>Họ tên<th>Mức<tr><td>An<td>1|2</table>", ["| Họ tên | Mức |\n| --- | --- |\n| An | 1\\|2 |"]),
        (  # a cell over rows is repeated, so that each row can be read alone
            "<table><tr><td>Xã<td>Thôn<tr><td rowspan=2>A<td>1<tr><td>2<tr><td>B<td>3</table>",
            ["| Xã | Thôn |\n| --- | --- |\n| A | 1 |\n| A | 2 |\n| B | 3 |"],
        ),
        (  # a cell over columns is repeated in the head only
            "<table><tr><th rowspan=2>TT<th colspan=2>Mức<tr><th>2020<th>2021<tr><td colspan=3>Nhóm I<tr><td>1<td>a<td>b</table>",
            ["| TT | Mức | Mức |\n| --- | --- | --- |\n| TT | 2020 | 2021 |\n| Nhóm I |  |  |\n| 1 | a | b |"],
        ),
        (  # columns that nothing begins in, or that are empty
            "<table><tr><td colspan=2>A<td> <td>B<tr><td colspan=2>1<td>&nbsp;<td>2</table>",
            ["| A | B |\n| --- | --- |\n| 1 | 2 |"],
        ),
        ("<table><tr><td>A<td rowspan=0>B<tr><td>1<tr><td>2</table>", ["| A | B |\n| --- | --- |\n| 1 | B |\n| 2 | B |"]),
        ("<table><caption>Bảng 1</caption><tr><td>A<td>B</table>", ["Bảng 1", "| A | B |\n| --- | --- |"]),
        ("<table><tr><td><p>một</p><p>hai</p><td>B</table>", ["| một hai | B |\n| --- | --- |"]),
        ("<table><tr><td>khung</td></tr></table>", ["khung"]),
        ("<table><tr><td>một<tr><td>hai</table>", ["một", "hai"]),
        ("<table role=presentation><tr><td>một<td>hai</table>", ["một", "hai"]),
        ("<table><tr><td><table><tr><td>A<td>B</table><td>bên</table>", ["| A | B |\n| --- | --- |", "bên"]),
        ("<table><tr><td> </td></tr></table>a", ["a"]),
        ("<tr><td>lạc</td></tr>", ["lạc"]),
    ],
)  # fmt: skip
def test_tables(page: str, expected: list[str]) -> None:
    assert blocks(page) == expected


def test_a_page_laid_out_in_columns() -> None:
    text = "".join(f"<p>Điều {number}. Nội dung</p>" for number in range(1, 20))
    found = blocks(f"<table><tr><td>Trang chủ<td>{text}</table>")
    assert found == ["Trang chủ", *(f"Điều {number}. Nội dung" for number in range(1, 20))]


def test_letterhead_and_signatures() -> None:
    page = f"""{LETTERHEAD}<p>V/v trả lời công văn</p><p>Kính gửi: Sở Y tế</p><p>Nội dung.</p><table><tr><td><b>Nơi nhận:</b><br>
        - Như trên;<br>- Lưu: VT.</td><td><p>KT. BỘ TRƯỞNG<br>THỨ TRƯỞNG<br><br><br></p><p>Bùi Hồng Lĩnh</p></td></tr></table>"""
    assert blocks(page) == [
        "BỘ LAO ĐỘNG - THƯƠNG BINH\nVÀ XÃ HỘI\n-------",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n---------------",
        "Số: 1040/LĐTBXH-NCC",
        "Hà Nội, ngày 11 tháng 4 năm 2012",
        "V/v trả lời công văn",
        "Kính gửi: Sở Y tế",
        "Nội dung.",
        "Nơi nhận:\n- Như trên;\n- Lưu: VT.",
        "KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\nBùi Hồng Lĩnh",
    ]
    head = parse(Source("a.html", read(page).text, "")).directives[0]
    assert head.number is not None
    assert head.date is not None
    assert (head.number.value, head.date.value) == ("1040/LĐTBXH-NCC", "2012-04-11")
    assert [(signer.name, signer.capacity) for signer in head.signers] == [("Bùi Hồng Lĩnh", "Thứ trưởng")]


def test_the_samples_as_pages() -> None:
    for path in documents().glob("*.txt"):
        text = path.read_text(encoding="utf-8")
        page = "".join(f"<p>{escape(part).replace(chr(10), '<br>')}</p>\n" for part in text.split("\n\n"))
        original, found = parse(Source("a", text, "")), parse(Source("a", read(page).text, ""))
        assert [" ".join(clause.text.split()) for clause in found.clauses] == [
            " ".join(clause.text.split()) for clause in original.clauses
        ]
        assert [clause.address for clause in found.clauses] == [clause.address for clause in original.clauses]
        assert [one.name for one in found.directives] == [one.name for one in original.directives]


# ---- encodings and fonts


def declared(charset: str, body: bytes) -> bytes:
    head = f'<html><head><meta http-equiv=Content-Type content="text/html; charset={charset}"></head><body><p>'
    return head.encode() + body + b"</p></body></html>"


@pytest.mark.parametrize(
    ("page", "note"),
    [
        (declared("utf-8", CLERKS.encode()), None),
        (declared("windows-1252", CLERKS.encode()), None),  # it says one thing and is another
        (b"\xef\xbb\xbf" + declared("utf-8", CLERKS.encode()), None),
        (declared("unicode", CLERKS.encode()).decode().encode("utf-16"), None),  # as Word saves "Unicode"
        (declared("unicode", CLERKS.encode()).decode().encode("utf-16-le"), None),
        (declared("utf-8", CLERKS.encode("ascii", "xmlcharrefreplace")), None),
        (declared("windows-1258", cp1258(CLERKS)), "Windows-1258"),
        (declared("windows-1252", written.tcvn3(CLERKS)), "TCVN3 (ABC)"),
        (declared("x-user-defined", written.vni(CLERKS)), "VNI"),
        (declared("windows-1252", written.vni(CLERKS)).decode("cp1252").encode(), "VNI"),
        (declared("us-ascii", written.viqr(CLERKS * 2)), "VIQR"),
        (declared("utf-8", CLERKS.encode().decode("latin-1").encode()), "repaired UTF-8"),
    ],
)
def test_encodings(page: bytes, note: str | None) -> None:
    found = read(page)
    assert found.text.strip() in (CLERKS, CLERKS * 2)
    assert [one.en for one in found.notes] == (
        [] if note is None else [one.en for one in found.notes if note in one.en]
    )
    assert bool(found.notes) is bool(note)


def test_other_languages_by_what_they_declare() -> None:
    assert blocks(declared("windows-1251", "Привет".encode("cp1251"))) == ["Привет"]


def test_fonts_run_by_run() -> None:
    def abc(text: str) -> str:
        return written.tcvn3(text).decode("cp1252")

    vni = written.vni("hưởng chế độ").decode("cp1252")
    page = (
        "<style>p.MsoNormal, li {font-family:\".VnTime\",\"serif\";} .tieude{font-family:.VnTimeH}</style>"
        f"<p class=tieude>{abc('quyết định ủy ban')}</p>"
        f"<p class=MsoNormal>{abc('về việc hỗ trợ')} <span style='font-family:\"Times New Roman\"'>Điều lệ cũ</span>"
        f" {abc('người có công')}</p><p><font face='VNI-Times'>{vni}</font> từ năm 2020</p>"
    )  # fmt: skip
    found = read(page)
    assert found.text == "QUYẾT ĐỊNH ỦY BAN\n\nvề việc hỗ trợ Điều lệ cũ người có công\n\nhưởng chế độ từ năm 2020\n"
    assert [note.en for note in found.notes] == ["converted from TCVN3 (ABC)", "converted from VNI"]


def test_a_font_that_stayed_when_the_text_was_replaced() -> None:
    assert read(f"<p style='font-family:.VnTimeH'>{CLERKS}</p>") == Extract(CLERKS + "\n", "html")
    assert blocks("<p><font face='.VnTime'>có công và hỗ trợ</font> <font face='.VnTime'>bà già</font></p>") == [
        "có công và hỗ trợ bà già"
    ]


# ---- what is no page, and what is a hostile one


@pytest.mark.parametrize(
    "page", ["", "  \n", "<!-- a -->", "<html></html>", "<p>&nbsp;</p>", "<img src=a.png>", "<p>---</p>"]
)
def test_nothing_to_read(page: str) -> None:
    with pytest.raises(SourceError) as error:
        read(page)
    assert "trang không có" in error.value.vi
    assert "page has no" in error.value.en


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 100_000 + "cuối",
        "<table><tr><td>" * 20_000 + "cuối",
        "<ul><li>" * 5_000 + "<script>'cuối'</script>cuối",
        "<b><font>" * 50_000 + "cuối",
        "<p>" + "một " * 5_000_000 + "cuối",
        "</p>" * 200_000 + "cuối",
        "<" * 500_000 + "> cuối",
        "<td colspan=999999999 rowspan=999999999>" * 3_000 + "cuối",
        "<table>" + "<tr>" + "<td rowspan=65534 colspan=1000>một" * 300 + "<tr><td>hai" * 3_000 + "</table>cuối",
        "\x00\x01\x02<p>&#0;&#1;&#xffff;&#xd800;&#99999999;cuối",
        "<!DOCTYPE a [<!ENTITY x 'y'><!ENTITY z SYSTEM 'file:///etc/passwd'>]><p>&x;&z;cuối",
    ],
    ids=lambda page: page[:20].encode("unicode-escape").decode(),
)  # fmt: skip
def test_hostile_pages_are_read_to_their_end(page: str) -> None:
    text = read(page).text
    assert text.endswith("cuối\n")
    assert "root:" not in text


@given(
    st.text(max_size=300),
    st.lists(st.sampled_from("<p> </td> <table> <tr> <td rowspan=3> <ol> <li> <br> &nbsp; <!--".split())),
)
def test_anything(text: str, tags: list[str]) -> None:
    for data in (
        "".join([*tags, text, *tags, text]).encode("utf-8", "replace"),
        text.encode("utf-16", "surrogatepass"),
    ):
        try:
            found = read(data)
        except SourceError:
            continue
        assert found.format == "html"
        assert "\n\n\n" not in found.text
