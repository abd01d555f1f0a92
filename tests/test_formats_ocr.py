"""Scans and pictures: how they lie, what tesseract says, several pages, and what happens where it fails."""

import io
import math
import os
import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from eval.reading import sheets, typeset
from eval.reading.compare import alike
from index.errors import SourceError
from index.formats.pdf import ocr
from index.formats.pdf.chars import apply
from index.formats.pdf.deskew import slope
from index.formats.pdf.image import read_image
from index.formats.pdf.reader import read_pdf
from index.formats.pdf.tsv import words_of
from index.types import Extract

needs_tesseract = pytest.mark.skipif(ocr.Ocr().missing is not None, reason="tesseract with Vietnamese is not installed")


def read(picture: Image.Image, kind: str = "PNG", **options: object) -> Extract:
    return read_image(stored(picture, kind, **options), lambda _page, _pages: None)


def stored(picture: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, kind, **options)
    return stream.getvalue()


def words(text: str) -> str:
    return " ".join(text.split())


LINES = (
    "Ủy ban nhân dân tỉnh yêu cầu các sở, ngành",
    "khẩn trương triển khai các nhiệm vụ được giao",
    "và báo cáo kết quả trước ngày 15 tháng 9.",
)


def page(lines: tuple[str, ...] = LINES, size: tuple[int, int] = (1240, 700)) -> Image.Image:
    """A picture of lines of print, as of a scan of 150 dpi."""
    picture = Image.new("L", size, 255)
    typeset.fonts()
    from reportlab.pdfbase.pdfmetrics import getFont

    font = ImageFont.truetype(io.BytesIO(getFont(typeset.fonts()[0]).face._ttf_data), 28)
    draw = ImageDraw.Draw(picture)
    for number, line in enumerate(lines):
        draw.text((150, 150 + 42 * number), line, 0, font)
    return picture


# ---- how a page lies


def bars(turn: float) -> Image.Image:
    picture = Image.new("L", (900, 1200), 255)
    draw = ImageDraw.Draw(picture)
    chance = random.Random(1)
    for y in range(100, 1100, 30):
        x = 100
        while x < 750:
            wide = chance.randint(10, 60)
            draw.rectangle((x, y, x + wide, y + 9), 0)
            x += wide + 12
    return picture.rotate(turn, Image.Resampling.BICUBIC, expand=True, fillcolor=255)


@pytest.mark.parametrize("tilt", [-9.0, -3.3, -1.0, 0.0, 0.4, 2.0, 7.5])
@pytest.mark.parametrize("sideways", [False, True])
def test_the_slope_of_a_page(tilt: float, sideways: bool) -> None:
    angle, found = slope(bars(tilt + 90 * sideways))
    assert found is sideways
    assert angle == pytest.approx(-tilt, abs=0.15)


@pytest.mark.parametrize("grey", [0, 128, 255])
def test_a_page_without_ink_has_no_slope(grey: int) -> None:
    assert slope(Image.new("L", (800, 1000), grey)) == (0.0, False)


@pytest.mark.parametrize("quarter", [0, 90, 180, 270])
@pytest.mark.parametrize("angle", [0.0, 5.0, -8.0])
def test_the_way_back_from_a_turned_picture(quarter: int, angle: float) -> None:
    picture = Image.new("L", (300, 200), 255)
    picture.paste(0, (60, 40, 64, 44))
    level, back = ocr.turn(picture, quarter, angle)
    left, top, right, bottom = level.point(lambda grey: 255 - grey).getbbox() or (0, 0, 0, 0)
    x, y = apply(back, (left + right) / 2, (top + bottom) / 2)
    assert math.dist((x, y), (62, 42)) < 1.5


# ---- tesseract's table

HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        ("5\t1\t1\t1\t1\t1\t100\t50\t60\t20\t96.5\tQuyết\n", [("Quyết", 0.965)]),
        ("4\t1\t1\t1\t1\t0\t100\t50\t60\t20\t-1\t\n", []),
        ("5\t1\t1\t1\t1\t1\t1\t5\t6\t2\t3.1\tmờ\n5\t1\t1\t1\t1\t2\t1\t5\t6\t2\t35\t~\n", []),
        ('5\t1\t1\t1\t1\t1\t100\t50\t60\t20\t91\t"trích\n', [('"trích', 0.91)]),
        ("5\t1\t1\t1\t1\t1\t100\t50\t60\t20\t90\tHo\u0302\u0323i\n", [("Hội", 0.9)]),
        ("", []),
        ("broken\tline\n", []),
    ],
)
def test_words_of_the_table(rows: str, wanted: list[tuple[str, float]]) -> None:
    assert [(word.text, word.confidence) for word in words_of(HEAD + rows, 0.24, 0.24)] == wanted


def test_sizes_follow_from_the_letters() -> None:
    rows = "5\t1\t1\t1\t1\t1\t0\t100\t90\t33\t95\tQuyết\n5\t1\t1\t1\t1\t2\t100\t110\t50\t17\t95\tcon\n"
    one, other = words_of(HEAD + rows, 0.24, 0.24)
    assert one.base == other.base == pytest.approx(30.4, abs=0.7)
    assert one.size == other.size == pytest.approx(8.5, abs=1.0)


# ---- pictures


@needs_tesseract
@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_picture_is_read_however_it_lies(turn: int) -> None:
    picture = page(LINES * 3, (1240, 1754)).rotate(turn, expand=True)
    extract = read(picture, dpi=(150, 150))
    assert alike(words(extract.text), words(" ".join(LINES * 3))) > 0.97
    wide, high = (72 * side / 150 for side in picture.size)
    for place in extract.places:
        assert 0 <= place.box[0] < place.box[2] <= wide + 1
        assert 0 <= place.box[1] < place.box[3] <= high + 1
        assert place.confidence is not None
        assert 0 < place.confidence <= 1
    first = extract.places[0]
    assert extract.text[first.start : first.end] == "Ủy"
    across, down = {0: (72, 72), 90: (72, high - 72), 180: (wide - 72, high - 72), 270: (wide - 72, 72)}[turn]
    assert math.dist(first.box[:2], (across, down)) < 40


@needs_tesseract
def test_the_lines_of_a_scan_become_a_paragraph() -> None:
    assert read(page(), dpi=(150, 150)).text == " ".join(LINES)


@needs_tesseract
@pytest.mark.parametrize(
    ("kind", "options"),
    [("JPEG", {"quality": 60}), ("BMP", {}), ("WEBP", {"quality": 70}), ("TIFF", {"compression": "tiff_lzw"})],
)
def test_every_kind_of_picture(kind: str, options: dict[str, object]) -> None:
    assert alike(words(read(page(), kind, **options).text), " ".join(LINES)) > 0.95


@needs_tesseract
def test_the_pages_of_a_tiff_stay_in_order() -> None:
    pages = [page((f"Trang thứ {word} của báo cáo", *LINES)) for word in ("nhất", "hai", "ba")]
    seen: list[tuple[int, int]] = []
    data = stored(pages[0], "TIFF", save_all=True, append_images=pages[1:], dpi=(150, 150))
    extract = read_image(data, lambda number, count: seen.append((number, count)))
    assert seen == [(1, 3), (2, 3), (3, 3)]
    assert [extract.text.index(f"thứ {word}") for word in ("nhất", "hai", "ba")] == sorted(
        extract.text.index(f"thứ {word}") for word in ("nhất", "hai", "ba")
    )
    assert {place.page for place in extract.places} == {1, 2, 3}


@needs_tesseract
def test_a_transparent_picture_is_black_on_white() -> None:
    clear = Image.new("RGBA", page().size, (0, 0, 0, 0))
    clear.putalpha(page().point(lambda grey: 255 - grey))
    assert alike(words(read(clear).text), " ".join(LINES)) > 0.95


@needs_tesseract
def test_a_picture_without_text() -> None:
    with pytest.raises(SourceError, match="chữ"):
        read(Image.new("L", (800, 1000), 255))


def header(wide: int, high: int) -> bytes:
    """A PNG that says it is of that size and ends there."""
    return (
        stored(Image.new("L", (8, 8)))[:16]
        + wide.to_bytes(4, "big")
        + high.to_bytes(4, "big")
        + stored(Image.new("L", (8, 8)))[24:]
    )


@needs_tesseract
@pytest.mark.parametrize(
    "data",
    [b"", b"\x89PNG\r\n\x1a\n", b"GIF89a", stored(page())[:5000], b"II*\x00" + b"\xff" * 50],
    ids=["empty", "head", "gif", "cut", "tiff"],
)
def test_damaged_pictures(data: bytes) -> None:
    with pytest.raises(SourceError, match="hỏng"):
        read_image(data, lambda _page, _pages: None)


@needs_tesseract
def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    for side in (17_000, 60_000):
        data = bytearray(header(side, side))
        import zlib

        data[29:33] = zlib.crc32(bytes(data[12:29])).to_bytes(4, "big")
        with pytest.raises(SourceError, match="lớn"):
            read_image(bytes(data), lambda _page, _pages: None)


# ---- scanned PDF


@needs_tesseract
@pytest.mark.slow
def test_a_scan_with_noise_and_skew() -> None:
    document = sheets.samples()[4]
    extract = read_pdf(typeset.scan(typeset.pdf(document)), lambda _page, _pages: None)
    assert alike(words(extract.text), words(document.text)) > 0.98
    ends = 0
    for place in extract.places:
        assert place.start >= ends
        ends = place.end
        assert " " not in extract.text[place.start : place.end]
        assert place.confidence is not None


@needs_tesseract
def test_a_ruled_table_of_a_scan() -> None:
    rows = (("TT", "Đơn vị", "Chỉ tiêu"), ("1", "Sở Giáo dục và Đào tạo", "12.500"), ("2", "Sở Y tế tỉnh", "450"))
    document = sheets.Document("bảng", ((sheets.Paragraph("Chỉ tiêu được giao năm 2021 như sau:"), sheets.Grid(rows)),))
    extract = read_pdf(typeset.scan(typeset.pdf(document), specks=0, noise=4), lambda _page, _pages: None)
    assert extract.text.splitlines()[-4:] == [
        "| TT | Đơn vị | Chỉ tiêu |",
        "| --- | --- | --- |",
        "| 1 | Sở Giáo dục và Đào tạo | 12.500 |",
        "| 2 | Sở Y tế tỉnh | 450 |",
    ]


# ---- a tesseract that is not what it should be


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Puts a shell script in tesseract's place."""

    def put(script: str) -> Path:
        path = tmp_path / "tesseract"
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
        return tmp_path

    return put


LISTS = 'if [ "$1" = --list-langs ]; then echo "List:"; echo vie; exit 0; fi'


def test_without_vietnamese_it_says_what_to_install(program: Callable[[str], Path]) -> None:
    program("echo List:; echo eng; echo osd")
    with pytest.raises(SourceError, match="tesseract-ocr-vie") as error:
        read(page())
    assert "vie" in error.value.en


def test_without_tesseract_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SourceError, match="sudo apt-get install tesseract-ocr"):
        read(page())


def test_a_tesseract_that_fails_leaves_the_file_out(program: Callable[[str], Path]) -> None:
    program(f"{LISTS}\nexit 1")
    with pytest.raises(SourceError):
        read(page())


def test_a_page_that_takes_too_long_is_given_up(
    program: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = program(f"{LISTS}\necho $$ >> {{}}/pids\nexec sleep 60")
    script = folder / "tesseract"
    script.write_text(script.read_text().replace("{}", str(folder)))
    monkeypatch.setattr(ocr, "_SECONDS", 0.3)
    with pytest.raises(SourceError):
        read(page())
    assert_gone(folder)


def test_an_interrupt_ends_what_was_started(program: Callable[[str], Path]) -> None:
    folder = program(f"{LISTS}\necho $$ >> {{}}/pids\nexec sleep 60")
    script = folder / "tesseract"
    script.write_text(script.read_text().replace("{}", str(folder)))
    with pytest.raises(KeyboardInterrupt):
        interrupted(folder / "pids")
    assert_gone(folder)


def interrupted(started: Path) -> None:
    with ocr.Ocr() as running:
        running.submit(1, ocr.Picture(page(), 595, 842))
        while not started.exists() or not started.read_text():
            time.sleep(0.01)
        raise KeyboardInterrupt


def assert_gone(folder: Path) -> None:
    for pid in (folder / "pids").read_text().split():
        with pytest.raises(ProcessLookupError):
            os.kill(int(pid), 0)
