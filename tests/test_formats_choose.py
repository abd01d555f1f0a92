"""What a file is taken for: by its bytes, its name only where they say too little."""

import io
import re
import struct
import zipfile
from contextlib import suppress

import pytest

from index.errors import SourceError
from index.formats import sniff
from index.formats.choose import extract
from index.formats.sniff import Kind, kind_of, suffix_of

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TEXT = "Số 1-CV/QU\n\nNội dung."


def boxed(*parts: str | tuple[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as box:
        for part in parts:
            box.writestr(*((part, "x") if isinstance(part, str) else part))
    return out.getvalue()


def ole(*streams: str) -> bytes:
    return OLE + b"\0" * 504 + b"".join(name.encode("utf-16-le").ljust(64, b"\0") for name in streams)


def types(main: str) -> tuple[str, str]:
    return "[Content_Types].xml", f"application/vnd.openxmlformats-officedocument.{main}.document.main+xml"


DOCX = boxed("[Content_Types].xml", "word/document.xml")
BITMAP = b"BM" + struct.pack("<IHHII", 70, 0, 0, 54, 40) + b"\0" * 50
PAGE = "<!DOCTYPE html>\n<html><body><p>Chào</body>"

KNOWN: list[tuple[str, bytes | str, Kind]] = [
    ("a.txt", TEXT, Kind.TEXT),
    ("a.TXT", TEXT, Kind.TEXT),
    ("a.md", "# Số 1", Kind.MARKDOWN),
    ("a.markdown", "<div align=center>\n\n# Số 1", Kind.MARKDOWN),
    # no type in the name, or only what looks like one
    ("Công văn", TEXT, Kind.TEXT),
    ("Báo cáo ngày 02.9", TEXT, Kind.TEXT),
    ("634-CV.QĐ", TEXT, Kind.TEXT),
    ("Công văn", PAGE, Kind.HTML),
    # the bytes win over the name
    ("a.docx", b"%PDF-1.4\n", Kind.PDF),
    ("a.txt", b"%PDF-1.4\n", Kind.PDF),
    ("a.pdf", DOCX, Kind.DOCX),
    ("a.zip", DOCX, Kind.DOCX),
    ("a.doc", DOCX, Kind.DOCX),
    ("a.doc", "{\\rtf1\\ansi}", Kind.RTF),
    ("a.doc", PAGE, Kind.HTML),
    ("a.doc", "<p class=MsoNormal>Chào</p>", Kind.HTML),
    ("a.doc", TEXT, Kind.TEXT),
    ("a.txt", PAGE, Kind.HTML),
    ("a.txt", "<p>là thẻ mở đoạn</p>", Kind.TEXT),
    ("a.jpg", b"\x89PNG\r\n\x1a\n", Kind.IMAGE),
    # what stands before the beginning
    ("a.pdf", b"HTTP junk\r\n%PDF-1.4\n", Kind.PDF),
    ("a.pdf", b"\xef\xbb\xbf%PDF-1.4\n", Kind.PDF),
    ("a.txt", "Tệp PDF bắt đầu bằng %PDF-1.4", Kind.TEXT),
    ("a.htm", "\ufeff \n<!-- Word -->\n" + PAGE, Kind.HTML),
    ("a.html", "Chào <b>bạn</b>", Kind.HTML),
    ("a.xhtml", '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">', Kind.HTML),
    ("a.html", PAGE.encode("utf-16"), Kind.HTML),
    ("a.txt", TEXT.encode("utf-16"), Kind.TEXT),
    ("a.mht", 'From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary="x"\r\n', Kind.MHTML),
    ("a.xml", '<?xml version="1.0"?><?mso-application progid="Word.Document"?><pkg:package xmlns:pkg="x">', Kind.DOCX),
    ("a.xml", '<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument xmlns:w="x">', Kind.XML),
    # documents in a ZIP
    ("a.docx", boxed(types("wordprocessingml"), "word/document2.xml"), Kind.DOCX),
    ("a.odt", boxed(("mimetype", "application/vnd.oasis.opendocument.text"), "content.xml"), Kind.ODT),
    ("a.docx", boxed("gì đó"), Kind.DOCX),  # its reader says what is missing
    ("a.docx", DOCX[:60], Kind.DOCX),
    ("a.zip", boxed("a.txt", "b/c.docx"), Kind.ZIP),
    ("kho", boxed("a.txt"), Kind.ZIP),
    ("a.zip", boxed(), Kind.ZIP),
    # documents in an OLE container
    ("a.doc", ole("Root Entry", "WordDocument", "1Table"), Kind.DOC),
    ("a", ole("Root Entry", "WordDocument", "Workbook"), Kind.DOC),
    ("a.doc", ole("Root Entry"), Kind.DOC),
    # pictures
    *[("scan", head + b"\0" * 40, Kind.IMAGE) for head in (b"\xff\xd8\xff\xe0", b"II*\0", b"MM\0*", b"GIF89a")],
    ("scan.webp", b"RIFF\x10\0\0\0WEBPVP8 ", Kind.IMAGE),
    ("scan.bmp", BITMAP, Kind.IMAGE),
    ("BM.txt", "BMW là một hãng xe, không phải ảnh bitmap.", Kind.TEXT),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "kind"), KNOWN)
def test_what_is_read(name: str, data: bytes | str, kind: Kind) -> None:
    assert kind_of(data.encode() if isinstance(data, str) else data, name) is kind


UNREAD: list[tuple[str, bytes | str, str]] = [
    *[(f"a{suffix}", "x = 1", f"{suffix} .*lưu thành") for suffix in (".py", ".json", ".csv", ".css", ".log", ".jsonl")],
    ("a.xml", "<?xml version='1.0'?><data/>", "xml"),
    ("a.xlsx", boxed(types("spreadsheetml"), "xl/workbook.xml"), "bảng tính"),
    ("a.docx", boxed(types("presentationml"), "ppt/presentation.xml"), "trình chiếu"),
    ("a.ods", boxed(("mimetype", "application/vnd.oasis.opendocument.spreadsheet")), "bảng tính"),
    ("a.epub", boxed(("mimetype", "application/epub+zip")), "EPUB"),
    ("a.pages", boxed("Index/Document.iwa"), "iWork"),
    ("a.jar", boxed("META-INF/MANIFEST.MF"), "jar"),
    ("a.docx", ole("EncryptionInfo", "EncryptedPackage"), "mật khẩu"),
    ("a.xls", ole("Workbook", "WordDocument"), "bảng tính"),
    ("a.ppt", ole("PowerPoint Document"), "trình chiếu"),
    ("a.msg", ole("__properties_version1.0"), "Outlook"),
    ("Thumbs", ole("Catalog"), "nhị phân"),
    ("a.rar", b"Rar!\x1a\x07\x01\0", "RAR.*giải nén"),
    ("a.7z", b"7z\xbc\xaf\x27\x1c", "7z.*giải nén"),
    ("a.tar.gz", b"\x1f\x8b\x08", "gzip.*giải nén"),
    ("a.heic", b"\0\0\0\x18ftypheic", "HEIC.*jpg"),
    ("a.djvu", b"AT&TFORM", "DjVu"),
    ("a.docx", TEXT, r"hỏng.*\.docx"),
    ("a.pdf", TEXT, r"hỏng.*\.pdf"),
    ("a.zip", DOCX[:60], "hỏng"),
    ("a.exe", b"MZ\x90\0", "exe"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "says"), UNREAD)
def test_what_is_not_read_comes_with_advice(name: str, data: bytes | str, says: str) -> None:
    with pytest.raises(SourceError) as caught:
        kind_of(data.encode() if isinstance(data, str) else data, name)
    assert re.search(says, caught.value.vi)
    assert caught.value.en


def test_too_many_entries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sniff, "MAX_ENTRIES", 3)
    with pytest.raises(SourceError, match="hơn 3 mục"):
        kind_of(boxed("1", "2", "3", "4"), "a.zip")


@pytest.mark.parametrize(
    ("name", "suffix"),
    [("a.TXT", ".txt"), (".txt", ""), ("a", ""), ("a.", ""), ("a.2021", ""), ("a.đoc", ""), ("a.b.docx", ".docx"),
     ("Kính gửi. Các phường", "")],
)  # fmt: skip
def test_suffix(name: str, suffix: str) -> None:
    assert suffix_of(name) == suffix


@pytest.mark.parametrize("data", [b"", b"\0", b"PK", b"PK\x03\x04", b"%PDF-", OLE, b"BM", b"RIFF", b"\xff\xfe", b"<"])
@pytest.mark.parametrize("name", ["a", "a.txt", "a.docx", "a.zip", "a.pdf", "a.html", "\n", ""])
def test_beginnings_and_nothing_more(data: bytes, name: str) -> None:
    with suppress(SourceError):
        assert kind_of(data, name) in Kind


@pytest.mark.parametrize(
    "data",
    [
        b"<!---->" * 1000,
        b"<!-- " * 1500,
        b"<?xml " * 1200,
        b" " * 8000,
        b"a:\n" * 3000,
        b"a:\n b\n" * 1500,
        b"<" * 8000,
    ],
)
@pytest.mark.parametrize("name", ["a.doc", "a", "a.html"])
def test_beginnings_made_to_be_slow(data: bytes, name: str) -> None:
    """Each would take hours with a pattern that tries all ways to take it apart."""
    assert kind_of(data, name) in Kind


@pytest.mark.parametrize(("name", "data", "kind"), KNOWN)
def test_the_beginning_is_enough(name: str, data: bytes | str, kind: Kind) -> None:
    raw = (data.encode() if isinstance(data, str) else data) + b" " * sniff.HEAD
    assert sniff.glance(raw[: sniff.HEAD], name) in (kind, None)


# ---- the way through to a reader; what readers make of files is tested with each of them


def test_a_page_in_a_web_archive() -> None:
    data = (
        b"From: <Saved by Word>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"x\"\r\n\r\n"
        b"--x\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n"
        b"--x\r\nContent-Type: text/html; charset=\"utf-8\"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        b"<html><meta charset=3D\"utf-8\"><p>S=E1=BB=91 1-CV/QU</p></html>\r\n--x--\r\n"
    )  # fmt: skip
    assert extract(data, "a.mht", lambda *_: None).text.strip() == "Số 1-CV/QU"


def test_a_zip_is_no_document() -> None:
    with pytest.raises(SourceError, match="tệp nén"):
        extract(boxed("a.txt"), "a.zip", lambda *_: None)


def test_plain_text() -> None:
    found = extract(TEXT.encode(), "a.txt", lambda *_: None)
    assert (found.text, found.format, found.places) == (TEXT, "text", ())
