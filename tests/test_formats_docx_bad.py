"""Word documents that are damaged, locked, hostile or unusual: an error a person understands, or the text."""

import sys
from collections.abc import Callable
from itertools import islice
from types import ModuleType

import pytest

from index.errors import SourceError
from index.formats.docx import package as docx_package
from index.formats.docx.reader import read_docx
from index.types import Extract, Place
from tests.word import W, fld, links, p, packed, parts, r, root, table, tc, word

GOOD = word(p("Điều 1. Phạm vi") + p("Điều 2. Đối tượng"))
TEXT = "Điều 1. Phạm vi\n\nĐiều 2. Đối tượng"


def read(data: bytes) -> Extract:
    return read_docx(data, lambda *_: None)


def without(name: str, files: dict[str, str]) -> bytes:
    return packed({key: value for key, value in files.items() if key != name})


def with_document(xml: str) -> bytes:
    return packed(parts("") | {"word/document.xml": xml})


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(10)
)
BODY = f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&k;</w:t></w:r></w:p></w:body></w:document>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
NO_WORD, DAMAGED, LOCKED, HOSTILE, EMPTY = (
    "không phải tệp Word",
    "bị hỏng",
    "có mật khẩu",
    "phá hoại|thực thể",
    "không có chữ",
)

BAD: list[tuple[str, Callable[[], bytes], str]] = [
    ("empty file", lambda: b"", NO_WORD),
    ("no zip", lambda: b"hello", NO_WORD),
    ("junk behind a zip's head", lambda: b"PK\x03\x04" + b"x" * 1000, NO_WORD),
    ("cut off early", lambda: GOOD[:300], NO_WORD + "|" + DAMAGED),
    ("spreadsheet", lambda: packed({"xl/workbook.xml": "<a/>"}), NO_WORD),
    ("no document", lambda: without("word/document.xml", parts("")), NO_WORD),
    ("cut off XML", lambda: with_document(root("document", "<w:body>" + p("a"))[:-20]), DAMAGED),
    ("no XML", lambda: with_document("Điều 1."), DAMAGED),
    ("bad styles", lambda: packed(parts(p("a")) | {"word/styles.xml": "<w:styles>"}), DAMAGED),
    ("locked", lambda: OLE + "EncryptedPackage".encode("utf-16-le"), LOCKED),
    ("old Word file", lambda: OLE + "WordDocument".encode("utf-16-le"), NO_WORD),
    ("a billion laughs", lambda: with_document(LAUGHS + "]>" + BODY), HOSTILE + "|" + DAMAGED),
    (
        "an entity outside",
        lambda: with_document('<!DOCTYPE x [<!ENTITY k SYSTEM "file:///etc/hosts">]>' + BODY),
        HOSTILE,
    ),
    ("an entity in the styles", lambda: packed(parts(p("a")) | {"word/styles.xml": LAUGHS + "]><x>&k;</x>"}), HOSTILE),
    (
        "1,000 tables in each other",
        lambda: word("<w:tbl><w:tr><w:tc>" * 1000 + "</w:tc></w:tr></w:tbl>" * 1000),
        DAMAGED,
    ),
    ("a run of 20 MB", lambda: word(p("x" * 20_000_000)), DAMAGED),
    ("a bomb", lambda: word(p(" " * 5_000_000) * 8), HOSTILE),
    ("30,000 entries", lambda: packed(parts(p("a")) | {f"x{at}": "" for at in range(30_000)}), HOSTILE),
    ("no text", lambda: word(p() + table(["", ""])), EMPTY),
    ("flat XML of something else", lambda: b"<?xml version='1.0'?><html/>", NO_WORD),
]


@pytest.mark.parametrize(("data", "message"), [case[1:] for case in BAD], ids=[case[0] for case in BAD])
def test_bad_files(data: Callable[[], bytes], message: str) -> None:
    with pytest.raises(SourceError, match=message) as caught:
        read(data())
    assert caught.value.en


def test_a_zip_that_wants_a_password() -> None:
    at = GOOD.index(b"PK\x01\x02") + 8  # flags in the table of contents
    data = bytearray(GOOD)
    while at > 7:
        data[at] |= 1
        at = data.find(b"PK\x01\x02", at) + 8
    with pytest.raises(SourceError, match=LOCKED):
        read(bytes(data))


def test_a_part_with_a_wrong_checksum() -> None:
    at = GOOD.rindex(b"PK\x01\x02") + 16
    data = bytearray(GOOD)
    data[at] ^= 1
    with pytest.raises(SourceError, match=DAMAGED):
        read(bytes(data))


def test_limits_count_what_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sizes a ZIP declares are not believed; a long document of short paragraphs is none."""
    long = word("".join(p(f"Điều {at}.") for at in range(2000)))
    monkeypatch.setattr(docx_package, "MAX_BLOCK", 70_000)
    assert read(long).text.endswith("Điều 1999.")
    with pytest.raises(SourceError, match=HOSTILE):
        read(word(p("x" * 200_000)))
    monkeypatch.setattr(docx_package, "MAX_MAIN", 100_000)
    with pytest.raises(SourceError, match=HOSTILE):
        read(long)


# ---------------------------------------------------------------- unusual, but read


def test_a_broken_download_whose_text_is_whole() -> None:
    extract = read(GOOD[: GOOD.index(b"PK\x01\x02") + 20])
    assert extract.text == TEXT
    assert "bị hỏng" in extract.notes[0].vi


STRICT = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/": "http://purl.oclc.org/ooxml/wordprocessingml/",
    "http://schemas.openxmlformats.org/officeDocument/2006/": "http://purl.oclc.org/ooxml/officeDocument/",
}


def test_strict_edition() -> None:
    styles = '<w:style w:styleId="T"><w:rPr><w:caps/></w:rPr></w:style>'
    files = parts(p("Điều 1.", style="T"), styles=styles)
    for old, new in STRICT.items():
        files = {name: content.replace(old, new) for name, content in files.items()}
    assert read(packed(files)).text == "ĐIỀU 1."


def test_flat_xml() -> None:
    inside = "".join(
        f'<pkg:part pkg:name="/{name}"><pkg:xmlData>{content.partition("?>")[2] or content}</pkg:xmlData></pkg:part>'
        for name, content in parts(p("Điều 1.")).items()
    )
    flat = f'<?xml version="1.0"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">{inside}</pkg:package>'
    assert read(flat.encode()).text == "Điều 1."


def test_other_names_of_the_parts() -> None:
    files = parts(p("Một", style="T"))
    moved = {
        "_rels/.rels": links(x="officeDocument /Word/Main.xml"),
        "word\\main.xml": files["word/document.xml"],
        "word/_rels/main.xml.rels": links(s="styles s%20.xml"),
        "word/s .xml": root("styles", '<w:style w:styleId="T"><w:rPr><w:caps/></w:rPr></w:style>'),
    }
    assert read(packed(moved)).text == "MỘT"


def test_wide_and_spanning_tables_stay_small() -> None:
    wide = table(["a"] * 5000, ["b"])
    huge = table([tc("x" * 400, tcpr='<w:gridSpan w:val="2000000000"/>'), "b"])
    text = read(word(wide + p("và") + huge)).text
    assert len(text) < 100_000
    assert text.count("a") >= 5000


def test_long_documents_take_time_in_proportion() -> None:
    """Nothing is looked at twice for every paragraph, tab or field: 100,000 of each are read."""
    opened = r('<w:fldChar w:fldCharType="begin"/>', '<w:fldChar w:fldCharType="separate"/>')
    body = p(r("<w:tab/>" * 100_000, "x")) + p(opened * 50_000, "y") + p() * 100_000 + p(fld("PAGE", "z"))
    assert read(word(body)).text == "x\n\ny\n\nz"


def test_embedded_page() -> None:
    files = parts('<w:altChunk r:id="c"/>' + p("sau") + '<w:altChunk r:id="d"/>')
    files["word/_rels/document.xml.rels"] = links(c="aFChunk page.html", d="aFChunk self.docx")
    files["word/page.html"] = "<html><body><p>Điều 1.</p><p>Điều 2.</p></body></html>"
    extract = read(packed(packed_files(files)))
    assert extract.text == "Điều 1.\n\nĐiều 2.\n\nsau"
    assert len(extract.notes) == 1


def packed_files(files: dict[str, str]) -> dict[str, bytes]:
    return {name: content.encode() for name, content in files.items()} | {"word/self.docx": GOOD}


def test_old_letters_under_a_new_font() -> None:
    old = "§iÒu 1. QuyÕt ®Þnh nµy quy ®Þnh chÕ ®é cho nh÷ng ng\u00adêi cã c«ng"
    extract = read(word(p(old)))
    assert extract.text == "Điều 1. Quyết định này quy định chế độ cho những người có công"
    assert "TCVN3" in extract.notes[0].vi


# ---------------------------------------------------------------- scans pasted into Word

PICTURE = '<w:r><w:drawing><a:blip r:embed="{}"/></w:drawing></w:r>'


def scanned(*names: str) -> bytes:
    files = parts("".join(p(PICTURE.format(f"i{at}")) for at in range(len(names))))
    files["word/_rels/document.xml.rels"] = links(**{f"i{at}": f"image media/{name}" for at, name in enumerate(names)})
    return packed(files | {f"word/media/{name}": name for name in names})


@pytest.fixture
def fake_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader of pictures that reads their file name, and not those called ``bad``."""

    def read_image(data: bytes, progress: Callable[[int, int], None]) -> Extract:
        if data.startswith(b"bad"):
            raise SourceError("mờ", "blurred")
        text = data.decode()
        return Extract(text, "image", (Place(0, len(text), 1, (0, 0, 1, 1), 0.9),))

    module = ModuleType("index.formats.pdf.image")
    module.read_image = read_image  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "index.formats.pdf.image", module)


@pytest.mark.usefixtures("fake_ocr")
def test_pictures_of_pages_are_read() -> None:
    extract = read(scanned("một.png", "bad.png", "hai.jpg", "drawing.emf"))
    assert extract.text == "một.png\n\nhai.jpg"
    assert [extract.text[place.start : place.end] for place in extract.places] == ["một.png", "hai.jpg"]
    assert [place.page for place in extract.places] == [1, 2]
    assert [note.vi for note in extract.notes] == ["1 ảnh không đọc được chữ"]


@pytest.mark.usefixtures("fake_ocr")
def test_pictures_that_cannot_be_read() -> None:
    with pytest.raises(SourceError, match=r"chỉ có ảnh.*mờ"):
        read(scanned("bad.png"))


def test_pages_between_text_are_reported() -> None:
    page = "<w:r><w:drawing><wp:inline><wp:extent cx='5400000' cy='7600000'/><a:blip r:embed='i0'/></wp:inline></w:drawing></w:r>"
    stamp = page.replace("7600000", "600000")
    text = p("Điều 1. Phạm vi điều chỉnh và đối tượng áp dụng của Quyết định này")
    assert [note.vi[:14] for note in read(word(text + p(page) + p(stamp))).notes] == ["1 ảnh cỡ trang"]
    assert read(word(text + p(stamp))).notes == ()


def test_pictures_beside_text_are_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    plain = docx_package.Package.read

    def seen(self: docx_package.Package, part: str) -> bytes:
        opened.append(part)
        return plain(self, part)

    monkeypatch.setattr(docx_package.Package, "read", seen)
    files = parts(p(PICTURE.format("i0")) + p("Điều 1. Phạm vi điều chỉnh và đối tượng áp dụng của Quyết định này"))
    files["word/_rels/document.xml.rels"] = links(i0="image media/a.png")
    assert read(packed(files | {"word/media/a.png": "x"})).text
    assert not [part for part in islice(opened, 100) if part.endswith(".png")]
