"""PDF with text: reading order, paragraphs, tables, furniture, old fonts, places, and files that cannot be read."""

import io
import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from eval.reading import sheets, typeset
from eval.reading.compare import compare
from index.errors import SourceError
from index.formats.pdf.columns import lay_out
from index.formats.pdf.marks import Sheet, Word
from index.formats.pdf.quality import quality
from index.formats.pdf.reader import read_pdf
from index.formats.pdf.write import write
from index.parse import parse
from index.types import Extract, Source

Draw = Callable[[Canvas], None]
SIZE = 13
HIGH = 842


def made(*pages: Draw, **options: object) -> bytes:
    """A PDF of A4 pages, each drawn by a function."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, HIGH), **options)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def at(*lines: tuple[float, float, str], size: float = SIZE, bold: bool = False) -> Draw:
    """Lines at x and y (from the top), in a Vietnamese font."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont(typeset.fonts()[bold], size)
        for x, y, text in lines:
            canvas.drawString(x, HIGH - y, text)

    return draw


def column(x: float, y: float, text: str, pitch: float = 18, size: float = SIZE) -> Draw:
    """The lines of ``text`` under each other."""
    return at(*((x, y + pitch * number, line) for number, line in enumerate(text.splitlines())), size=size)


def both(*draws: Draw) -> Draw:
    """Everything on one page."""

    def draw(canvas: Canvas) -> None:
        for one in draws:
            one(canvas)

    return draw


def read(data: bytes) -> Extract:
    return read_pdf(data, lambda _page, _pages: None)


def paragraphs(data: bytes) -> list[str]:
    return read(data).text.split("\n\n")


def words(text: str) -> str:
    return " ".join(text.split())


# ---- whole documents


@pytest.mark.parametrize("document", sheets.samples(), ids=lambda document: document.name)
def test_a_typeset_directive_comes_back_clause_for_clause(document: sheets.Document) -> None:
    extract = read(typeset.pdf(document))
    # A line that ends in "CT-" goes on without a blank, whether the author typed one there or not.
    one, other = (parse(Source("x", re.sub(r"- (?=UBND)", "-", text), "")) for text in (document.text, extract.text))
    same = compare(one, other)
    assert same.wrong == ()
    assert same.clauses == same.all_clauses > 10


def test_places_are_the_lines_of_the_pages() -> None:
    document = sheets.samples()[1]
    extract = read(typeset.pdf(document))
    ends = 0
    for place in extract.places:
        assert place.start >= ends
        ends = place.end
        left, top, right, bottom = place.box
        assert 0 <= left < right <= 596
        assert 0 <= top < bottom <= 843
        assert place.confidence is None
        assert "\n" not in extract.text[place.start : place.end].strip()
    covered = "".join(extract.text[place.start : place.end] for place in extract.places)
    assert covered.replace(" ", "") == "".join(extract.text.split())
    assert [place.page for place in extract.places] == sorted(place.page for place in extract.places)


def test_progress_counts_the_pages() -> None:
    seen: list[tuple[int, int]] = []
    read_pdf(made(at((72, 100, "Một")), at((72, 100, "Hai"))), lambda page, pages: seen.append((page, pages)))
    assert seen == [(1, 2), (2, 2)]


# ---- reading order

LEFT = "UBND TỈNH HÀ NAM\nSỞ Y TẾ\nSố: 12/SYT-VP\nV/v tăng cường phòng,\nchống dịch Covid-19"
RIGHT = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nHà Nam, ngày 02 tháng 9 năm 2021"


@pytest.mark.parametrize("pitch", [15, 17.3, 20])
def test_the_letterhead_is_read_column_by_column_even_out_of_step(pitch: float) -> None:
    page = both(
        column(80, 70, LEFT, pitch=15, size=12),
        column(290, 71, RIGHT, pitch=pitch, size=12),
        at((72, 190, "Kính gửi: Ủy ban nhân dân các huyện, thành phố.")),
    )
    left, right, addressee = paragraphs(made(page))
    assert left.splitlines() == [*LEFT.splitlines()[:3], "V/v tăng cường phòng, chống dịch Covid-19"]
    assert right.splitlines() == RIGHT.splitlines()
    assert addressee.startswith("Kính gửi")


def test_the_number_stands_far_under_the_issuer() -> None:
    page = both(
        column(80, 70, "QUẬN ỦY HÀ ĐÔNG", size=12),
        column(290, 71, RIGHT, size=12),
        column(80, 130, "Số 667-CV/QU\nV/v phòng, chống dịch", size=12, pitch=15),
        at((72, 190, "Kính gửi: Ủy ban nhân dân các phường.")),
    )
    left, right, _ = paragraphs(made(page))
    assert left.splitlines() == ["QUẬN ỦY HÀ ĐÔNG", "Số 667-CV/QU", "V/v phòng, chống dịch"]
    assert right.splitlines() == RIGHT.splitlines()


def test_signatures_stand_after_the_recipients() -> None:
    page = both(
        column(72, 100, "Giao Văn phòng theo dõi, đôn đốc việc thực hiện Chỉ thị này và báo cáo./."),
        column(72, 150, "Nơi nhận:\n- Như trên;\n- Ban Tuyên giáo Tỉnh\nủy;\n- Lưu: VT.", pitch=13, size=11),
        column(360, 150, "TM. BAN THƯỜNG VỤ\nBÍ THƯ"),
        at((370, 250, "Nguyễn Văn An")),
    )
    found = read(made(page)).text
    assert found.startswith("Giao Văn phòng")
    assert "Nơi nhận:\n- Như trên;\n- Ban Tuyên giáo Tỉnh ủy;\n- Lưu: VT.\n\nTM. BAN THƯỜNG VỤ\nBÍ THƯ" in found
    assert found.endswith("Nguyễn Văn An")


def test_a_newspaper_is_read_column_by_column() -> None:
    one = "Sáng nay, tại trụ sở Ủy ban nhân\ndân tỉnh đã diễn ra hội nghị triển\nkhai nhiệm vụ năm mới. Các sở và\n" * 3
    other = (
        "Trong phần thảo luận, đại biểu đề\nnghị sớm giải ngân vốn đầu tư. Chủ\ntịch tỉnh kết luận, giao các sở làm\n"
        * 3
    )
    page = both(at((72, 60, "TIN TỨC TRONG TỈNH")), column(72, 100, one), column(310, 100, other))
    found = words(read(made(page)).text)
    assert found == words(f"TIN TỨC TRONG TỈNH {one} {other}")


def test_numbers_before_their_items_are_no_column() -> None:
    rows = [(72.0, 100 + 18.0 * n, f"{n}.") for n in range(1, 5)]
    rows += [(100, 100 + 18.0 * n, f"Nội dung của điểm thứ {n}") for n in range(1, 5)]
    assert [words(line) for line in paragraphs(made(at(*rows)))] == [
        f"{n}. Nội dung của điểm thứ {n}" for n in range(1, 5)
    ]


# ---- paragraphs

FULL = "Thực hiện chỉ đạo của cấp trên về công tác phòng, chống dịch,"


@pytest.mark.parametrize(
    ("printed", "wanted"),
    [
        (f"{FULL}\nphải báo cáo ngay.", [f"{FULL} phải báo cáo ngay."]),
        ("Nội dung ngắn.\nĐoạn thứ hai cũng ngắn.", ["Nội dung ngắn.", "Đoạn thứ hai cũng ngắn."]),
        (f"{FULL}:\n- Sở Y tế;\n- Sở Nội vụ.", [f"{FULL}:", "- Sở Y tế;", "- Sở Nội vụ."]),
        (f"{FULL} (Covid-\n19) và số 61/QĐ-\nUBND.", [f"{FULL} (Covid-19) và số 61/QĐ-UBND."]),
        ("Điều 1. Phạm vi\nĐiều 2. Đối tượng", ["Điều 1. Phạm vi", "Điều 2. Đối tượng"]),
    ],
)
def test_lines_are_joined_where_the_margin_broke_them(printed: str, wanted: list[str]) -> None:
    assert paragraphs(made(column(72, 100, printed))) == wanted


def test_a_title_stays_on_its_lines_and_away_from_the_text() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont(typeset.fonts()[1], SIZE)
        canvas.drawCentredString(310, HIGH - 100, "QUYẾT ĐỊNH")
        canvas.drawCentredString(310, HIGH - 118, "Về việc thành lập Tổ công tác")
        canvas.setFont(typeset.fonts()[0], SIZE)
        for number, line in enumerate((FULL, FULL, "kết thúc.")):
            canvas.drawString(72, HIGH - 150 - 18 * number, line)

    assert paragraphs(made(draw)) == ["QUYẾT ĐỊNH\nVề việc thành lập Tổ công tác", f"{FULL} {FULL} kết thúc."]


def test_a_paragraph_goes_on_over_the_page_and_furniture_goes() -> None:
    pages = [
        both(
            at((250, 40, "CÔNG BÁO/Số 12/Ngày 02-9-2021"), size=10),
            column(72, 130, "\n".join([f"{FULL} và các nơi khác"] * 3)),
            at((297, 810, f"- {number} -")),
        )
        for number in (1, 2, 3)
    ]
    pages[-1] = both(pages[-1], at((72, 184, "là hết, tổng cộng 3.")))
    found = read(made(*pages)).text
    assert "CÔNG BÁO" not in found
    assert "- 2 -" not in found
    assert "\n" not in found
    assert found.endswith("là hết, tổng cộng 3.")
    assert found.count(FULL) == 9


def test_titles_that_stand_on_top_of_several_pages_are_text() -> None:
    pages = [
        column(72, 100, f"{title}\n{FULL}\n{n} {FULL}\nlà hết.") for n, title in enumerate(("Phụ lục 1", "Phụ lục 2"))
    ]
    pages.append(column(72, 100, "Danh sách kèm theo\nMột"))
    pages.append(column(72, 100, "Danh sách kèm theo\nHai"))
    pages += [column(72, 100, f"{n} {FULL}") for n in ("Ba", "Bốn", "Năm", "Sáu")]
    found = read(made(*pages)).text
    assert "Phụ lục 1" in found
    assert found.count("Danh sách kèm theo") == 2


def test_a_repeated_letterhead_is_no_running_header() -> None:
    pages = [
        both(
            column(80, 70, "UBND XÃ TÂN AN", size=12),
            column(290, 70, RIGHT, size=12),
            at((72, 200, f"Nội dung thứ {n}.")),
        )
        for n in range(3)
    ]
    found = read(made(*pages)).text
    assert found.count("UBND XÃ TÂN AN") == found.count("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") == 3


def test_letters_of_one_office_keep_their_letterheads() -> None:
    pages = [
        both(column(80, 70, f"UBND QUẬN HÀ ĐÔNG\nSố {n}-CV/QU", size=12), at((72, 200, f"Nội dung thứ {n}.")))
        for n in range(1, 6)
    ]
    found = read(made(*pages)).text
    assert found.count("UBND QUẬN HÀ ĐÔNG") == 5
    assert "Số 4-CV/QU" in found


def test_the_stamp_of_a_digital_signature_is_not_text() -> None:
    stamp = "Người ký: Văn thư\nCơ quan: UBND tỉnh\nThời gian ký: 02.09.2021 10:11:12 +07:00"
    page = both(column(380, 60, stamp, pitch=9, size=7), column(72, 200, "Nội dung chính của văn bản."))
    assert read(made(page)).text == "Nội dung chính của văn bản."


# ---- letters


def test_letters_written_apart_become_words() -> None:
    def draw(canvas: Canvas) -> None:
        thing = canvas.beginText(72, 700)
        thing.setFont(typeset.fonts()[0], SIZE)
        thing.setCharSpace(5)
        thing.textOut("QUYẾT ĐỊNH")
        canvas.drawText(thing)
        thing = canvas.beginText(72, 650)
        thing.setFont(typeset.fonts()[0], SIZE)
        thing.setCharSpace(0)
        thing.textOut("Diện tích 50 m")
        thing.setRise(5)
        thing.setFont(typeset.fonts()[0], 8)
        thing.textOut("2")
        thing.setRise(0)
        thing.setFont(typeset.fonts()[0], SIZE)
        thing.textOut(" đất.")
        canvas.drawText(thing)

    assert words(read(made(draw)).text) == "QUYẾT ĐỊNH Diện tích 50 m2 đất."


def test_text_is_composed() -> None:
    decomposed = "Ho\u0302\u0323i đo\u0302\u0300ng nha\u0302n da\u0302n"
    assert read(made(at((72, 100, decomposed)))).text == "Hội đồng nhân dân"


def raw(content: bytes, font: str = "Times-Roman", media: str = "0 0 595 842", extra: str = "") -> bytes:
    """A PDF by hand: one page of ``content`` in a font that is not embedded, WinAnsi codes."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [{media}] {extra} /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
        f"<< /Length {len(content)} >>\nstream\n" + content.decode("latin-1") + "\nendstream",
        f"<< /Type /Font /Subtype /TrueType /BaseFont /{font} /Encoding /WinAnsiEncoding >>",
    ]
    out, offsets = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    out += f"xref\n0 6\n0000000000 65535 f \n{table}trailer << /Size 6 /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out.encode("latin-1")


@pytest.mark.parametrize(
    ("font", "codes", "wanted"),
    [
        (".VnTime", "C«ng hßa x· héi chñ nghÜa ViÖt Nam", "Công hòa xã hội chủ nghĩa Việt Nam"),
        (".VnTimeH", "ñy ban nh©n d©n", "ỦY BAN NHÂN DÂN"),
        ("VNI-Times", "Coäng hoøa xaõ hoäi", "Cộng hòa xã hội"),
        ("Times-Roman", "Plain English words", "Plain English words"),
    ],
)
def test_old_fonts_are_converted(font: str, codes: str, wanted: str) -> None:
    content = f"BT /F 13 Tf 72 700 Td ({codes}) Tj ET".encode("cp1252")
    assert read(raw(content, font.replace(".", "#2e"))).text == wanted


# ---- tables


def grid(canvas: Canvas, rows: Sequence[Sequence[str]], top: float, edges: Sequence[float], high: float = 40) -> None:
    canvas.setFont(typeset.fonts()[0], 11)
    canvas.grid(list(edges), [HIGH - top - high * n for n in range(len(rows) + 1)])
    for down, row in enumerate(rows):
        for left, cell in zip(edges, row, strict=False):
            for number, line in enumerate(cell.split("\n")):
                canvas.drawString(left + 4, HIGH - top - high * down - 14 - 13 * number, line)


def test_a_ruled_table_is_markdown_and_goes_on_overleaf() -> None:
    head = ["TT", "Đơn vị", "Chỉ tiêu"]
    edges = [72, 110, 300, 500]

    def first(canvas: Canvas) -> None:
        at((72, 80, "Chỉ tiêu được giao như sau:"))(canvas)
        grid(canvas, [head, ["1", "Sở Giáo dục và Đào\ntạo", "12.500"], ["2", "Sở Y tế", "8%"]], 600, edges)

    def second(canvas: Canvas) -> None:
        grid(canvas, [head, ["3", "-", "a|b"]], 60, edges)
        at((72, 300, "Hết bảng."))(canvas)

    extract = read(made(first, second))
    assert extract.text.split("\n") == [
        "Chỉ tiêu được giao như sau:",
        "",
        "| TT | Đơn vị | Chỉ tiêu |",
        "| --- | --- | --- |",
        "| 1 | Sở Giáo dục và Đào tạo | 12.500 |",
        "| 2 | Sở Y tế | 8% |",
        "| 3 | - | a\\|b |",
        "",
        "Hết bảng.",
    ]
    placed = {extract.text[place.start : place.end]: place for place in extract.places}
    assert placed["12.500"].page == 1
    assert placed["a\\|b"].page == placed["-"].page == 2
    assert placed["Sở Y tế"].box[0] == pytest.approx(114, abs=1)


def test_a_cell_over_two_rows_is_repeated() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont(typeset.fonts()[0], 11)
        for x in (72, 200, 400):
            canvas.line(x, 700, x, 580)
        for y in (700, 660, 580):
            canvas.line(72, y, 400, y)
        canvas.line(200, 620, 400, 620)
        for x, y, text in (
            (80, 675, "Khối"),
            (210, 675, "Trường"),
            (80, 615, "Tiểu học"),
            (210, 635, "A"),
            (210, 595, "B"),
        ):
            canvas.drawString(x, y, text)

    assert read(made(draw)).text.split("\n")[2:] == ["| Tiểu học | A |", "| Tiểu học | B |"]


# ---- turned pages


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_page_turned_for_display_reads_the_same(turn: int) -> None:
    data = made(both(column(80, 70, LEFT, size=12), column(290, 70, RIGHT, size=12)))
    document = pdfium.PdfDocument(data)
    document[0].set_rotation(turn)
    stream = io.BytesIO()
    document.save(stream)
    document.close()
    found = read(stream.getvalue())
    assert found.text == read(data).text
    wide, high = (HIGH, 595) if turn % 180 else (595, HIGH)
    assert all(0 <= p.box[0] < p.box[2] <= wide and 0 <= p.box[1] < p.box[3] <= high for p in found.places)
    left, top = found.places[0].box[:2]
    assert (left < wide / 2, top < high / 2) == {
        0: (True, True),
        90: (False, True),
        180: (False, False),
        270: (True, False),
    }[turn]


def test_text_set_sideways_reads_the_same() -> None:
    def sideways(canvas: Canvas) -> None:
        canvas.translate(595, 0)
        canvas.rotate(90)
        canvas.setFont(typeset.fonts()[0], SIZE)
        canvas.drawString(72, 500, FULL)
        canvas.drawString(72, 482, "phải báo cáo ngay.")

    found = read(made(sideways))
    assert found.text == f"{FULL} phải báo cáo ngay."
    left, top, right, bottom = found.places[0].box
    assert bottom - top > right - left


# ---- scanned and mixed, without OCR


def picture(canvas: Canvas) -> None:
    image = Image.new("L", (300, 400), 255)
    image.paste(0, (50, 50, 250, 60))
    from reportlab.lib.utils import ImageReader

    canvas.drawImage(ImageReader(image), 0, 0, 595, HIGH)


@pytest.fixture
def no_tesseract(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))


@pytest.mark.usefixtures("no_tesseract")
def test_without_tesseract_the_text_pages_are_kept_and_the_others_named() -> None:
    extract = read(made(column(72, 100, f"{FULL}\nmột."), picture, column(72, 130, "Trang cuối.")))
    assert extract.text == f"{FULL} một.\n\nTrang cuối."
    (note,) = extract.notes
    assert "2" in note.vi
    assert "tesseract" in note.en


@pytest.mark.usefixtures("no_tesseract")
def test_without_tesseract_a_scan_says_how_to_install_it() -> None:
    with pytest.raises(SourceError, match="apt-get install tesseract-ocr tesseract-ocr-vie") as error:
        read(made(picture))
    assert "brew install tesseract" in error.value.en


@pytest.mark.usefixtures("no_tesseract")
def test_the_text_layer_of_a_scanner_is_used() -> None:
    def scanned(canvas: Canvas) -> None:
        picture(canvas)
        thing = canvas.beginText(72, 700)
        thing.setFont(typeset.fonts()[0], SIZE)
        thing.setTextRenderMode(3)
        thing.textLines([FULL, FULL, "phải báo cáo ngay."])
        canvas.drawText(thing)

    extract = read(made(scanned))
    assert words(extract.text) == f"{FULL} {FULL} phải báo cáo ngay."
    assert extract.notes == ()


@pytest.mark.parametrize(
    ("text", "garbage", "vietnamese"),
    [
        (FULL, False, True),
        ("Cӝng hòa xã hӝi chӫ nghƭa ViӋt Nam, Ĉӝc lұp - Tӵ do - Hҥnh phúc", True, False),
        ("CONG HOA XA HOI CHU NGHIA VIET NAM Doc lap Tu do Hanh phuc cua nhan dan", False, False),
        ("\ue001\ue002\ue003\ue004\ue005\ue006\ue007\ue008\ue009\ue00a" * 3, True, False),
        ("This is an English letter about the weather.", False, False),
        ("", False, False),
    ],
)
def test_debris_is_told_from_text(text: str, garbage: bool, vietnamese: bool) -> None:
    assert quality(text).garbage is garbage
    assert quality(text).vietnamese is vietnamese


# ---- files that cannot be read

GOOD = made(column(72, 100, FULL))


@pytest.mark.parametrize(
    "data",
    [b"", b"%PDF-1.7\n", b"not a pdf", GOOD[: len(GOOD) // 3], b"%PDF-1.4\n" + b"\x00" * 1000],
    ids=["empty", "head", "text", "truncated", "zeros"],
)
def test_damaged_files_are_said_to_be(data: bytes) -> None:
    with pytest.raises(SourceError, match="hỏng"):
        read(data)


def test_a_password_is_named() -> None:
    with pytest.raises(SourceError, match="mật khẩu") as error:
        read(made(column(72, 100, FULL), encrypt=StandardEncryption("secret", canPrint=0)))
    assert "password" in error.value.en


def test_a_file_that_only_forbids_copying_is_read() -> None:
    assert read(made(column(72, 100, FULL), encrypt=StandardEncryption("", "owner", canCopy=0))).text == FULL


def test_pages_without_anything_are_no_text() -> None:
    with pytest.raises(SourceError, match="chữ"):
        read(made(lambda _: None, lambda _: None))


def test_no_pages_at_all() -> None:
    data = raw(b"").replace(b"/Kids [3 0 R] /Count 1", b"/Kids [     ] /Count 0")
    with pytest.raises(SourceError):
        read(data)


def test_a_page_of_two_hundred_inches() -> None:
    data = raw(b"BT /F 300 Tf 720 7000 Td (Wall map) Tj ET", media="0 0 14400 14400")
    assert read(data).text == "Wall map"


@pytest.mark.usefixtures("no_tesseract")
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), max_size=12))
def test_a_damaged_file_is_read_or_refused(changes: list[tuple[int, int]]) -> None:
    data = bytearray(GOOD)
    for place, value in changes:
        data[place] = value
    try:
        extract = read(bytes(data))
    except SourceError:
        return
    assert all(0 <= place.start < place.end <= len(extract.text) for place in extract.places)


# ---- any layout

WORD = st.builds(
    lambda text, left, row, size: Word(text, left, left + 0.5 * size * len(text), 60 + 7.0 * row, size),
    st.text("aăâbcdđeê1-/.|", min_size=1, max_size=8),
    st.floats(50, 500),
    st.integers(0, 100),
    st.sampled_from([8.0, 12.0, 14.0]),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORD, max_size=40), st.booleans())
def test_no_letter_is_lost_or_made_up_and_places_hold(given: list[Word], scanned: bool) -> None:
    text, places = write([lay_out(Sheet(1, 595, 842, tuple(given), scanned=scanned))])
    letters = sorted(re.sub(r"\s", "", text))
    assert letters == sorted("".join(word.text for word in given))
    assert sorted("".join(text[p.start : p.end].replace(" ", "") for p in places)) == letters
    assert all(a.end <= b.start for a, b in pairwise(places))
