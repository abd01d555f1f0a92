"""Files of every format, damaged in every way: a reader gives text whose places hold, or a ``SourceError``, never anything else.

LibreOffice and Tesseract are out of reach here: what they make of a file is not ours to fuzz, and they take seconds.
"""

import io
import zipfile
from collections.abc import Callable, Iterator
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eval.reading import charsets, sheets
from eval.reading.sheets import Columns, Document, Grid, Paragraph, Sheet
from eval.reading.typeset import pdf, web
from eval.reading.word import docx
from index.errors import SourceError
from index.formats.choose import extract
from index.parse import parse
from index.types import Extract, Source

EXAMPLES = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
NAMES = (
    "x.txt",
    "x.md",
    "x.html",
    "x.mht",
    "x.docx",
    "x.pdf",
    "x.png",
    "x.jpg",
    "x.tif",
    "x.rtf",
    "x.odt",
    "x.doc",
    "x.xml",
    "x",
)
MAGIC = (
    b"%PDF-1.7\n", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf1", b"<html>", b"<?xml version='1.0'?>",
    b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"BM", b"RIFF\0\0\0\0WEBP", b"GIF89a", b"\xff\xfe", b"\xef\xbb\xbf",
    b"MIME-Version: 1.0\n", b"",
)  # fmt: skip
# What damages a file where it hurts: numbers that are too large, ends of names, entities, controls.
SPLINTERS = (
    b"\0", b"\xff\xff\xff\xff", b"\x80", b"<", b">", b"&#0;", b"&#x110000;", b"&a;", b"<!DOCTYPE a [<!ENTITY b 'c'>]>",
    b"<table><tr>", b"</p>", b"<w:p>", b"</w:tbl>", b"w:val='-1'", b"w:val='99999999999'", b"w:val=''", b"endobj", b"stream\n",
    b"/Length 9999999", b"<<", b"(", b"\xed\xa0\x80", b"\xc3", b"colspan='1000000'", b"rowspan='-1'", b"start='999999999999'",
    b"PK\x01\x02",
)  # fmt: skip


@pytest.fixture(autouse=True, scope="module")
def no_programs() -> Iterator[None]:
    """Nothing else is started."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", "")
        yield


def check_message(error: SourceError) -> None:
    assert error.vi.strip()
    assert error.en.strip()
    assert "\n" not in error.vi + error.en


def check(data: bytes, name: str) -> Extract | None:
    """What must hold for any bytes under any name."""
    try:
        found = extract(data, name, lambda *_: None)
    except SourceError as error:
        check_message(error)
        return None
    found.text.encode("utf-8")  # no half of a pair: it could not be stored
    end = 0
    for place in found.places:
        assert end <= place.start < place.end <= len(found.text)
        assert place.page >= 1
        assert place.box[0] <= place.box[2]
        assert place.box[1] <= place.box[3]
        assert place.confidence is None or 0 <= place.confidence <= 1
        end = place.end
    assert all(note.vi.strip() and note.en.strip() for note in found.notes)
    parsed = parse(Source(name, found.text, ""))
    assert all(found.text[c.start : c.end] == c.text for c in parsed.clauses)
    return found


@cache
def document() -> Document:
    """A short one with everything: columns, lists, a table."""
    whole = sheets.samples()[4].sheets[0]
    head = [piece for piece in whole if isinstance(piece, Columns)][:1]
    tail = [piece for piece in whole if isinstance(piece, Columns)][1:]
    text = [piece for piece in whole if isinstance(piece, Paragraph)][:9]
    grid = Grid((("TT", "Đơn vị"), ("1", "Phường Bạch Mai")))
    sheet: Sheet = (*head, *text, Paragraph("a) Điểm a;"), Paragraph("- Gạch đầu dòng."), grid, *tail)
    return Document("x", (sheet,))


@cache
def picture(form: str) -> bytes:
    from PIL import Image

    stream = io.BytesIO()
    Image.linear_gradient("L").save(stream, form)
    return stream.getvalue()


REAL: dict[str, tuple[str, Callable[[], bytes]]] = {
    "text": ("x.txt", lambda: document().text.encode()),
    "tcvn3": ("x.txt", lambda: charsets.tcvn3(document().text)),
    "vni": ("x.txt", lambda: charsets.vni(document().text)),
    "viqr": ("x.txt", lambda: charsets.viqr(document().text)),
    "utf-16": ("x.txt", lambda: document().text.encode("utf-16")),
    "html": ("x.html", lambda: web(document())),
    "docx": ("x.docx", lambda: docx(document())),
    "docx, numbered": ("x.docx", lambda: docx(document(), numbered=True)),
    "pdf": ("x.pdf", lambda: pdf(document())),
    "png": ("x.png", lambda: picture("PNG")),
    "jpeg": ("x.jpg", lambda: picture("JPEG")),
    "tiff": ("x.tif", lambda: picture("TIFF")),
    "rtf": ("x.rtf", lambda: b"{\\rtf1\\ansi Kinh gui: So Y te\\par 1. Bao cao.\\par}"),
}


@cache
def real(kind: str) -> bytes:
    return REAL[kind][1]()


@st.composite
def damaged(draw: st.DrawFn, data: bytes) -> bytes:
    """``data`` cut off, with pieces left out, doubled, exchanged or replaced."""
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.one_of(st.integers(0, 8), st.integers(0, 400))))
        match draw(st.sampled_from(["cut", "drop", "double", "noise", "splinter", "move"])):
            case "cut":
                data = data[:start]
            case "drop":
                data = data[:start] + data[end:]
            case "double":
                data = data[:end] + data[start:end] * draw(st.integers(1, 30)) + data[end:]
            case "noise":
                data = data[:start] + draw(st.binary(min_size=1, max_size=8)) + data[end:]
            case "splinter":
                data = data[:start] + draw(st.sampled_from(SPLINTERS)) + data[end:]
            case _:
                to = draw(st.integers(0, len(data)))
                data = data[:to] + data[start:end] + data[to:]
    return data


@EXAMPLES
@given(st.binary(max_size=300), st.sampled_from(MAGIC), st.sampled_from(NAMES))
def test_any_bytes(data: bytes, magic: bytes, name: str) -> None:
    check(magic + data, name)


@EXAMPLES
@given(
    st.text(max_size=200), st.sampled_from(["utf-8", "utf-16", "utf-16-le", "utf-32", "cp1258"]), st.sampled_from(NAMES)
)
def test_any_text(text: str, encoding: str, name: str) -> None:
    check(text.encode(encoding, "ignore"), name)


@pytest.mark.parametrize("kind", REAL)
def test_whole_file(kind: str) -> None:
    """The files that are damaged below are read, where nothing but Python is needed."""
    found = check(real(kind), REAL[kind][0])
    if kind in ("png", "jpeg", "tiff", "rtf"):
        assert found is None
    else:
        assert found is not None
        assert "924-CV/QU" in found.text


@pytest.mark.parametrize("kind", REAL)
@EXAMPLES
@given(data=st.data())
def test_damaged_file(kind: str, data: st.DataObject) -> None:
    name = data.draw(st.one_of(st.just(REAL[kind][0]), st.sampled_from(NAMES)))
    check(data.draw(damaged(real(kind))), name)


@EXAMPLES
@given(data=st.data())
def test_docx_whose_parts_are_damaged(data: st.DataObject) -> None:
    """The ZIP around is whole, so that the damage reaches the reader of the XML."""
    with zipfile.ZipFile(io.BytesIO(real("docx, numbered"))) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    for name in data.draw(st.lists(st.sampled_from(sorted(parts)), min_size=1, max_size=3, unique=True)):
        if data.draw(st.integers(0, 9)) == 0:
            del parts[name]
        else:
            parts[name] = data.draw(damaged(parts[name]))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for name, content in parts.items():
            made.writestr(name, content)
    check(stream.getvalue(), "x.docx")
