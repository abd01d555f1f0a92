"""Word documents as they are printed: words, numbers, tables, boxes, headers."""

import pytest

from index.formats.docx.reader import read_docx
from tests.word import box, fld, links, lists, lvl, num, p, packed, parts, r, root, table, tc, word

GOVERNMENT = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"


def read(data: bytes) -> str:
    return read_docx(data, lambda *_: None).text


def lines(data: bytes) -> list[str]:
    return read(data).split("\n\n")


# ---------------------------------------------------------------- words

BEGIN, SEPARATE, END = (r(f'<w:fldChar w:fldCharType="{one}"/>') for one in ("begin", "separate", "end"))
DELETED_MARK = "<w:rPr><w:del w:id='1' w:author='a'/></w:rPr>"
WORDS = [
    ("runs", p("Điều 1.", " Phạm vi"), "Điều 1. Phạm vi"),
    ("blanks", p("  hai   ba\u00a0bốn "), "hai ba bốn"),
    ("tab", p(r("1.", "<w:tab/>", "Một")), "1. Một"),
    ("newline in the file", p("Chi\nbộ"), "Chi bộ"),
    ("line break", p(r("Chi bộ", "<w:br/>", "Đảng ủy")), "Chi bộ\nĐảng ủy"),
    ("blank line", p(r("Chi bộ", "<w:br/><w:br/>", "Đảng ủy")), "Chi bộ\n\nĐảng ủy"),
    ("page break", p(r("Hết.", '<w:br w:type="page"/>', "Phụ lục")), "Hết.\n\nPhụ lục"),
    ("empty paragraphs", p("a") + p() + p(" ") + p("b"), "a\n\nb"),
    ("hyphens", p(r("Covid", "<w:noBreakHyphen/>", "19, cơ", "<w:softHyphen/>", "quan, xã\u00adhội")), "Covid-19, cơquan, xãhội"),
    ("symbol", p(r('<w:sym w:font="Symbol" w:char="F0B3"/>', " 5")), "≥ 5"),
    ("symbol of a text font", p(r('<w:sym w:font="Arial" w:char="2265"/>', '<w:sym w:font="Arial" w:char="F0A7"/>')), "≥•"),
    ("tick", p(r('<w:sym w:font="Wingdings" w:char="F0FE"/>')), "☑"),
    ("symbol font", p(r("\uf0a3 5", rpr='<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>')), "≤ 5"),
    ("link", p('<w:hyperlink r:id="x">' + r("chinhphu.vn") + "</w:hyperlink>"), "chinhphu.vn"),
    ("smart tag", p("ngày ", '<w:smartTag w:element="date">' + r("2/9/2021") + "</w:smartTag>"), "ngày 2/9/2021"),
    ("control", p("<w:sdt><w:sdtPr/><w:sdtContent>" + r("Hà Nội") + "</w:sdtContent></w:sdt>"), "Hà Nội"),
    ("block control", "<w:sdt><w:sdtContent>" + p("a") + p("b") + "</w:sdtContent></w:sdt>", "a\n\nb"),
    (
        "placeholder",
        p("Số", "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" + r("Click") + "</w:sdtContent></w:sdt>"),
        "Số",
    ),
    ("tracked", p("Từ ", f"<w:ins>{r('15')}</w:ins><w:del><w:r><w:delText>12</w:delText></w:r></w:del>", " ngày"), "Từ 15 ngày"),
    ("moved", p("<w:moveFrom>" + r("x") + "</w:moveFrom>", "a") + p("<w:moveTo>" + r("x") + "</w:moveTo>"), "a\n\nx"),
    ("deleted mark", p("Một ", xml=DELETED_MARK) + p("hai"), "Một hai"),
    ("field", p("Trang ", fld("PAGE", "3")), "Trang 3"),
    (
        "nested field",
        p(BEGIN + r("<w:instrText>IF </w:instrText>"), fld("X", "lệnh"), SEPARATE, "kết quả", END),
        "kết quả",
    ),
    ("simple field", p('<w:fldSimple w:instr="DATE">' + r("2/9") + "</w:fldSimple>"), "2/9"),
    ("field without end", p(BEGIN, "lệnh") + p("còn lại"), "còn lại"),
    (
        "contents",
        p(BEGIN, r("<w:instrText>TOC \\o</w:instrText>"), SEPARATE, "Điều 1 … 2") + p("Điều 2 … 3") + p(END, "a") + p("Điều 1."),
        "a\n\nĐiều 1.",
    ),
    ("contents without end", p(BEGIN, r("<w:instrText>TOC</w:instrText>"), SEPARATE) + p("Điều 1."), "Điều 1."),
    ("hidden", p("a", r("ẩn", rpr="<w:vanish/>"), r("b", rpr='<w:vanish w:val="0"/>')), "ab"),
    ("capitals", p(r("Quyết định", rpr="<w:caps/>"), r(" a", rpr='<w:caps w:val="false"/>')), "QUYẾT ĐỊNH a"),
    ("comment", p('<w:commentRangeStart w:id="1"/>', "a", '<w:r><w:commentReference w:id="1"/></w:r>'), "a"),
    ("big initial", p("C", xml='<w:framePr w:dropCap="drop"/>') + p("ăn cứ Luật"), "Căn cứ Luật"),
    ("leaders", p(r("Họ tên:", "<w:tab/>"), xml='<w:tabs><w:tab w:val="left" w:leader="dot" w:pos="9000"/></w:tabs>'), "Họ tên: …"),
    (
        "fraction",
        p("<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>"),
        "1/2",
    ),
    ("decomposed", p("Quye\u0302\u0301t"), "Quyết"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), [case[1:] for case in WORDS], ids=[case[0] for case in WORDS])
def test_words(body: str, expected: str) -> None:
    assert read(word(body)) == expected


def style(key: str, inside: str, kind: str = "paragraph", more: str = "") -> str:
    return f'<w:style w:type="{kind}" w:styleId="{key}"{more}><w:name w:val="{key}"/>{inside}</w:style>'


def test_capitals_and_hidden_come_from_styles() -> None:
    styles = (
        style("Base", "<w:rPr><w:caps/></w:rPr>")
        + style("Title", '<w:basedOn w:val="Base"/>')
        + style("Strong", "<w:rPr><w:caps/></w:rPr>", "character")
        + style("Gone", "<w:rPr><w:vanish/></w:rPr>", "character")
    )
    strong, gone = '<w:rStyle w:val="Strong"/>', '<w:rStyle w:val="Gone"/>'
    body = p("Thông báo ", r("nhỏ", rpr=strong), style="Title") + p("a ", r("b", rpr=strong), r("c", rpr=gone))
    # Two styles that both say capitals cancel each other out, as Word prints them.
    assert lines(word(body, styles=styles)) == ["THÔNG BÁO nhỏ", "a B"]


def test_styles_that_are_based_on_each_other() -> None:
    styles = style("A", '<w:basedOn w:val="B"/>') + style("B", '<w:basedOn w:val="A"/><w:rPr><w:caps/></w:rPr>')
    assert read(word(p("x", style="A"), styles=styles)) == "X"


def font(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}"/>'


OLD_FONTS = [
    (p(r("C\u00e9ng h\u00dfa", rpr=font(".VnTime"))), "Cộng hòa"),
    (p(r("Quy\u00d5t \u00ae\u00denh", rpr=font(".VnTimeH"))), "QUYẾT ĐỊNH"),
    (p(r("nh\u00adng", rpr=font(".VnTime"))), "nhưng"),
    (p(r("nh", "<w:softHyphen/>", "ng", rpr=font(".VnTime"))), "nhưng"),
    (p(r("Co", rpr=font("VNI-Times")), r("\u00e4ng hoa\u00f8", rpr=font("VNI-Times"))), "Cộng hoà"),
    # The name of an old font on text that is Unicode.
    (p(r("Quyết định", rpr=font(".VnTime"))), "Quyết định"),
    (p(r("Quyết định", rpr=font("Times New Roman"))), "Quyết định"),
]


@pytest.mark.parametrize(("body", "expected"), OLD_FONTS)
def test_old_fonts(body: str, expected: str) -> None:
    assert read(word(body)) == expected


def test_old_font_from_defaults_theme_and_style() -> None:
    defaults = f"<w:docDefaults><w:rPrDefault><w:rPr>{font('.VnTime')}</w:rPr></w:rPrDefault></w:docDefaults>"
    default = style("Normal", "", more=' w:default="1"') + style("New", f"<w:rPr>{font('Arial')}</w:rPr>")
    body = p("C\u00e9ng h\u00dfa") + p("caf\u00e9", style="New")
    assert lines(word(body, styles=defaults + default)) == ["Cộng hòa", "café"]
    files = parts(p(r("C\u00e9ng", rpr='<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/>')))
    files["word/theme.xml"] = (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements><a:fontScheme>'
        '<a:minorFont><a:latin typeface=".VnTime"/></a:minorFont></a:fontScheme></a:themeElements></a:theme>'
    )
    assert read(packed(files)) == "Cộng"


# ---------------------------------------------------------------- numbers


def decimals(*texts: str, more: str = "") -> str:
    """Levels of plain numbers; ``more``: properties of the last."""
    last = len(texts) - 1
    return "".join(lvl(at, "decimal", text, more if at == last else "") for at, text in enumerate(texts))


LEGAL = decimals("Điều %1.", "%2.") + lvl(2, "lowerLetter", "%3)") + lvl(3, "bullet", "\uf0b7")
ROMAN = lvl(0, "upperRoman", "%1.")
BULLETS = "".join(lvl(at, "bullet", mark) for at, mark in enumerate(("\uf0a7", "+", "–", "o", "")))
OTHER_LEVEL = f'<w:lvlOverride w:ilvl="0">{decimals("(%1)")}</w:lvlOverride>'
ANEW = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'


def letters(level: int, text: str, restart: int) -> str:
    return lvl(level, "lowerLetter", text, f'<w:lvlRestart w:val="{restart}"/>')


def numbered(*levels: int | tuple[int, int]) -> str:
    """A paragraph a level; a pair is list and level."""
    return "".join(p("x", xml=num(*(one if isinstance(one, tuple) else (1, one)))) for one in levels)


# name, levels of list 1 (and more lists), the level of each paragraph, the numbers printed
NUMBERS = [
    ("articles", lists(LEGAL, n1=""), (0, 1, 2, 2, 1, 3, 0, 1), "Điều 1.|1.|a)|b)|2.|-|Điều 2.|1."),
    ("deep", lists(decimals("%1.", "%1.%2.", "%1.%2.%3"), n1=""), (0, 1, 1, 2, 0, 1), "1.|1.1.|1.2.|1.2.1|2.|2.1."),
    ("roman", lists(ROMAN + lvl(1, "lowerRoman", "(%2)"), n1=""), (0, 1, 1, 1, 1, 0), "I.|(i)|(ii)|(iii)|(iv)|II."),
    ("legal", lists(ROMAN + lvl(1, "decimal", "%1.%2", "<w:isLgl/>"), n1=""), (0, 0, 1), "I.|II.|2.1"),
    ("upper letters", lists(lvl(0, "upperLetter", "%1.", start=25), n1=""), (0, 0, 0, 0), "Y.|Z.|AA.|BB."),
    ("zero", lists(lvl(0, "decimalZero", "%1/"), n1=""), (0,), "01/"),
    (
        "words",
        lists(lvl(0, "vietnameseCounting", "Phần %1:", start=20), n1=""),
        (0, 0),
        "Phần hai mươi:|Phần hai mươi mốt:",
    ),
    ("no number", lists(lvl(0, "none", "Ghi chú:"), n1=""), (0,), "Ghi chú:"),
    ("bullets", lists(BULLETS, n1=""), (0, 1, 2, 3, 4), "-|+|–|-|"),
    ("never restarts", lists(decimals("%1.") + letters(1, "%2)", 0), n1=""), (0, 1, 0, 1), "1.|a)|2.|b)"),
    (
        "restarts only after level 1",
        lists(decimals("%1.", "%2.") + letters(2, "%3)", 1), n1=""),
        (0, 1, 2, 1, 2, 0, 2),
        "1.|1.|a)|2.|b)|2.|a)",
    ),
    ("two lists of one kind go on", lists(LEGAL, n1="", n2=""), (0, (2, 0), 0), "Điều 1.|Điều 2.|Điều 3."),
    (
        "a list that starts anew",
        lists(LEGAL, n1="", n2=ANEW),
        (0, 0, (2, 0), (2, 0)),
        "Điều 1.|Điều 2.|Điều 1.|Điều 2.",
    ),
    ("other levels of one list", lists(LEGAL, n1="", n2=OTHER_LEVEL), (0, (2, 0)), "Điều 1.|(2)"),
    ("parent not used", lists(decimals("%1.", "%1.%2"), n1=""), (1, 1), "1.1|1.2"),
    ("not a list", lists(LEGAL, n1=""), ((0, 0), (7, 0), (1, 8)), "||"),
    ("hidden", lists(decimals("%1.", more="<w:rPr><w:vanish/></w:rPr>"), n1=""), (0,), ""),
    ("a huge start", lists(lvl(0, "lowerLetter", "%1)", start=200_000_000), n1=""), (0,), "200000000)"),
]


@pytest.mark.parametrize(
    ("numbering", "levels", "expected"), [case[1:] for case in NUMBERS], ids=[case[0] for case in NUMBERS]
)
def test_numbers(numbering: str, levels: tuple[int, ...], expected: str) -> None:
    printed = lines(word(numbered(*levels), numbering=numbering))
    assert [line.removesuffix("x").rstrip() for line in printed] == expected.split("|")


def test_numbers_of_styles() -> None:
    """The style puts the paragraph in the list, the list's level names the style; ``numId`` 0 takes it out."""
    numbering = lists(
        lvl(0, "upperRoman", "Chương %1", '<w:pStyle w:val="H1"/><w:suff w:val="space"/>')
        + lvl(1, "decimal", "Điều %2.", '<w:pStyle w:val="H2"/><w:lvlRestart w:val="0"/>'),
        n1="",
    )
    styles = (
        style("H1", "<w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr><w:rPr><w:caps/></w:rPr>")
        + style("H2", "<w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr>")
        + style("H2b", '<w:basedOn w:val="H2"/>')
    )
    body = (
        p("Quy định", style="H1") + p("Một", style="H2") + p("Hai", style="H2b") + p("Kết", style="H1")
        + p("Ba", style="H2") + p("Không", style="H2", xml='<w:numPr><w:numId w:val="0"/></w:numPr>')
    )  # fmt: skip
    assert lines(word(body, styles=styles, numbering=numbering)) == [
        "CHƯƠNG I QUY ĐỊNH", "Điều 1. Một", "Điều 2. Hai", "CHƯƠNG II KẾT", "Điều 3. Ba", "Không",
    ]  # fmt: skip


def test_numbers_of_a_numbering_style() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="Law"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="Law"/>{LEGAL}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    )
    styles = style("Law", "<w:pPr><w:numPr><w:numId w:val='2'/></w:numPr></w:pPr>", "numbering")
    body = numbered(0, (2, 0))
    assert lines(word(body, styles=styles, numbering=numbering)) == ["Điều 1. x", "Điều 2. x"]


def test_numbers_in_an_old_font_joined_and_skipped() -> None:
    old = lvl(0, "decimal", "\u00a7i\u00d2u %1.", f"<w:rPr>{font('.VnTime')}</w:rPr><w:suff w:val='nothing'/>")
    gone = p("<w:del><w:r><w:delText>x</w:delText></w:r></w:del>", xml=num(1) + DELETED_MARK)
    hidden = p(r("x", rpr="<w:vanish/>"), xml=num(1) + "<w:rPr><w:vanish/></w:rPr>")
    body = p(" Một", xml=num(1)) + gone + hidden + p("Hai", xml=num(1))
    assert lines(word(body, numbering=lists(old, n1=""))) == ["Điều 1.Một", "Điều 2.Hai"]


def test_numbers_run_through_tables_and_a_column_of_ordinals() -> None:
    row = [tc(p(xml=num(1)))]
    body = numbered(0) + table(["TT", "Tên"], [*row, "A"], [*row, "B"]) + numbered(0)
    printed = lines(word(body, numbering=lists(lvl(0, "decimal", "%1."), n1="")))
    assert printed == ["1. x", "| TT | Tên |\n| --- | --- |\n| 2. | A |\n| 3. | B |", "4. x"]


# ---------------------------------------------------------------- tables

LETTERHEAD = table(
    [tc("UBND TỈNH A", "SỞ B"), tc(GOVERNMENT, "Độc lập - Tự do - Hạnh phúc")],
    ["Số: 12/QĐ-SB", "A, ngày 02 tháng 9 năm 2021"],
)
VERTICAL, ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
TABLES = [
    ("plain", table(["TT", "Tên"], ["1", "An | Bình"]), "| TT | Tên |\n| --- | --- |\n| 1 | An \\| Bình |"),
    (
        "merged down",
        table(["TT", "Tên"], [tc("1", tcpr=VERTICAL), "A"], [tc(p(), tcpr=ON), "B"]),
        "| TT | Tên |\n| --- | --- |\n| 1 | A |\n| 1 | B |",
    ),
    (
        "merged across",
        table(["TT", tc("Năm", tcpr='<w:gridSpan w:val="2"/>')], ["1", "2020", "2021"]),
        "| TT | Năm | Năm |\n| --- | --- | --- |\n| 1 | 2020 | 2021 |",
    ),
    (
        "heading across all",
        table(["TT", "Tên"], [tc("I. Phường", tcpr='<w:gridSpan w:val="2"/>')], ["1", "A"]),
        "| TT | Tên |\n| --- | --- |\n| I. Phường |  |\n| 1 | A |",
    ),
    (
        "old merge across",
        table([tc("Năm", tcpr='<w:hMerge w:val="restart"/>'), tc(p(), tcpr="<w:hMerge/>"), "x"], ["1", "2", "3"]),
        "| Năm | Năm | x |\n| --- | --- | --- |\n| 1 | 2 | 3 |",
    ),
    (
        "indented row",
        table(["a", "b"], ["c"]).replace("</w:tr><w:tr>", '</w:tr><w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>'),
        "| a | b |\n| --- | --- |\n|  | c |",
    ),
    (
        "deleted row",
        table(["a", "b"], ["c", "d"]).replace("<w:tr>", "<w:tr><w:trPr><w:del/></w:trPr>", 1),
        "| c | d |\n| --- | --- |",
    ),
    ("one column", table(["Điều 1."], ["Điều 2."]), "Điều 1.|Điều 2."),
    ("frame", table([tc("Lưu ý", p(), "Một.")]), "Lưu ý|Một."),
    ("nested", table(["a", "b"], ["c", tc(table(["d", "e"]), p())]), "| a | b |\n| --- | --- |\n| c | d; e |"),
    (
        "cell in a control",
        f"<w:tbl><w:tr><w:sdt><w:sdtContent>{tc('a')}</w:sdtContent></w:sdt>{tc('b')}</w:tr></w:tbl>",
        "| a | b |\n| --- | --- |",
    ),
    (
        "letterhead",
        LETTERHEAD,
        f"UBND TỈNH A\nSỞ B|Số: 12/QĐ-SB|{GOVERNMENT}\nĐộc lập - Tự do - Hạnh phúc|A, ngày 02 tháng 9 năm 2021",
    ),
    (
        "two signers",
        table([tc("KT. BỘ TRƯỞNG", "BỘ Y TẾ", "THỨ TRƯỞNG"), tc("KT. BỘ TRƯỞNG", "BỘ NỘI VỤ", "THỨ TRƯỞNG")], ["Trần A", "Lê B"]),
        "KT. BỘ TRƯỞNG\nBỘ Y TẾ\nTHỨ TRƯỞNG|Trần A|KT. BỘ TRƯỞNG\nBỘ NỘI VỤ\nTHỨ TRƯỞNG|Lê B",
    ),
    (
        "a row for every line",
        table(["Nơi nhận:", "CHỦ TỊCH"], ["- A;", ""], ["- B;", ""], ["- C;", ""], ["- Lưu VT.", "Lê B"]),
        "Nơi nhận:|- A;|- B;|- C;|- Lưu VT.|CHỦ TỊCH|Lê B",
    ),
    (
        "a document in a table",
        table(
            ["UBND TỈNH A", GOVERNMENT],
            [tc("Điều 1.", "Điều 2.", "Điều 3.", tcpr='<w:gridSpan w:val="2"/>')],
            [tc("Nơi nhận:", "- A."), "CHỦ TỊCH"],
        ),
        f"UBND TỈNH A|{GOVERNMENT}|Điều 1.|Điều 2.|Điều 3.|Nơi nhận:\n- A.|CHỦ TỊCH",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), [case[1:] for case in TABLES], ids=[case[0] for case in TABLES])
def test_tables(body: str, expected: str) -> None:
    markdown = expected.startswith("|")
    assert read(word(body)) == (expected if markdown else expected.replace("|", "\n\n"))


def test_letterhead_set_with_tabs() -> None:
    tab = "<w:tab/>"
    body = (
        p(r("UBND TỈNH A", tab, tab, GOVERNMENT)) + p(r("SỞ B", tab, "Độc lập - Tự do - Hạnh phúc"))
        + p(r("Số: 12/QĐ-SB", tab, "A, ngày 02 tháng 9 năm 2021")) + p("QUYẾT ĐỊNH") + p(r("1.", tab, "Một"))
        + p(r("Nơi nhận:           TM. ỦY BAN NHÂN DÂN")) + p(r("- Như trên;", tab, "CHỦ TỊCH"))
        + p("- Lưu: VT.") + p(r(tab, tab, "Lê B"))
    )  # fmt: skip
    assert lines(word(body)) == [
        "UBND TỈNH A\nSỞ B\nSố: 12/QĐ-SB",
        f"{GOVERNMENT}\nĐộc lập - Tự do - Hạnh phúc\nA, ngày 02 tháng 9 năm 2021",
        "QUYẾT ĐỊNH",
        "1. Một",
        "Nơi nhận:\n- Như trên;\n- Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLê B",
    ]


# ---------------------------------------------------------------- boxes, headers, notes


def test_text_boxes_are_read_once_in_reading_order() -> None:
    right, left = box(p(GOVERNMENT), left=250), box(p("UBND TỈNH A"), p("Số: 1/QĐ-UBND"))
    below = box(p("Khung"), top=50)
    body = p(right, left) + p("QUYẾT ĐỊNH", below)
    assert lines(word(body)) == ["UBND TỈNH A\nSố: 1/QĐ-UBND", GOVERNMENT, "QUYẾT ĐỊNH", "Khung"]


def test_old_text_boxes_and_word_art() -> None:
    content = f"<w:txbxContent>{p('Khung')}</w:txbxContent>"
    old = f"<w:r><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></w:r>"
    above = 'style="position:absolute;margin-top:-9pt"'
    stamp = f'<w:r><w:pict><v:shape {above}><v:textpath string="HỎA TỐC"/></v:shape></w:pict></w:r>'
    mark = (
        '<w:r><w:pict><v:shape id="PowerPlusWaterMarkObject1"><v:textpath string="DỰ THẢO"/></v:shape></w:pict></w:r>'
    )
    assert lines(word(p("a", old) + p("b", stamp, mark))) == ["a", "Khung", "HỎA TỐC", "b"]


def with_headers(body: str, **headers: str) -> bytes:
    files = parts(body)
    files["word/_rels/document.xml.rels"] = links(**{key: f"header {key}.xml" for key in headers})
    return packed(files | {f"word/{key}.xml": root("hdr", inside) for key, inside in headers.items()})


def section(title: bool = False, **headers: str) -> str:
    found = "".join(f'<w:headerReference w:type="{kind}" r:id="{key}"/>' for kind, key in headers.items())
    return f"<w:sectPr>{found}{'<w:titlePg/>' if title else ''}</w:sectPr>"


def test_running_headers_and_page_numbers_are_dropped() -> None:
    running = p("Công báo số 12") + p(fld("PAGE", "2"))
    data = with_headers(p("a") + section(True, default="h1", first="h2"), h1=running, h2=p("- 1 -"))
    assert read(data) == "a"


def test_letterhead_in_the_first_header_comes_before_the_body() -> None:
    header = table(["UBND TỈNH A", GOVERNMENT]) + p("HỎA TỐC")
    data = with_headers(p("QUYẾT ĐỊNH") + section(True, first="h1"), h1=header)
    assert lines(data) == ["UBND TỈNH A", GOVERNMENT, "HỎA TỐC", "QUYẾT ĐỊNH"]
    data = with_headers(p("QUYẾT ĐỊNH") + section(default="h1"), h1=p("MẬT"))
    assert lines(data) == ["MẬT", "QUYẾT ĐỊNH"]


def test_letterhead_of_a_header_is_not_said_twice() -> None:
    data = with_headers(p(GOVERNMENT) + p("a") + section(default="h1"), h1=p(GOVERNMENT))
    assert lines(data) == [GOVERNMENT, "a"]


def test_each_section_has_its_own_header() -> None:
    one = p("a", xml=section(True, first="h1"))
    data = with_headers(one + p("b") + section(True, first="h2"), h1=p("MẬT"), h2=p("KHẨN"))
    assert lines(data) == ["MẬT", "a", "KHẨN", "b"]


def test_footnotes_stand_at_the_end_with_their_mark() -> None:
    def note(kind: str, key: int, *inside: str) -> str:
        return f'<w:{kind} w:id="{key}">' + "".join(inside) + f"</w:{kind}>"

    def reference(kind: str, key: int, more: str = "") -> str:
        return f'<w:r><w:{kind}Reference w:id="{key}"{more}/></w:r>'

    body = p("Luật", reference("footnote", 5), " này", reference("endnote", 2)) + p(
        "Có", reference("footnote", 6, ' w:customMarkFollows="1"'), "*"
    )
    footnotes = note("footnote", 0, p("-----")) + note(
        "footnote", 5, p(r("<w:footnoteRef/>", " Đã sửa."), ""), p("Hai.")
    )
    endnotes = note("endnote", 2, p(" Cuối."))
    assert lines(word(body, footnotes=footnotes + note("footnote", 6, p("* Riêng.")), endnotes=endnotes)) == [
        "Luật[1] này[2]", "Có*", "[1] Đã sửa.", "Hai.", "[2] Cuối.", "* Riêng.",
    ]  # fmt: skip
    # A note that is named twice, or names itself, stands once.
    own = note("footnote", 5, p(" Xem ", reference("footnote", 5)))
    twice = p("a", reference("footnote", 5), "b", reference("footnote", 5))
    assert lines(word(twice, footnotes=own)) == ["a[1]b[1]", "[1] Xem [1]"]
