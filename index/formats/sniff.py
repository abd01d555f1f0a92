"""What a file is, by its bytes; its name only breaks ties."""

import io
import re
import zipfile
import zlib
from enum import StrEnum

from index.errors import SourceError


class Kind(StrEnum):
    """The sorts of file that are read; each has one reader, a ZIP is opened."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    MHTML = "mhtml"
    DOCX = "docx"
    DOC = "doc"
    ODT = "odt"
    RTF = "rtf"
    XML = "xml"  # of Word 2003
    PDF = "pdf"
    IMAGE = "image"
    ZIP = "zip"


TEXT_SUFFIXES = frozenset({".txt", ".text"})
MARKDOWN_SUFFIXES = frozenset({".md", ".markdown"})
HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
# A name of an office may end in anything ("Báo cáo 02.9", "634-CV.QĐ"): only this looks like a type of file.
_SUFFIX = re.compile(r"\.[a-z][a-z0-9]{0,9}", re.ASCII)
# A central directory holds one of these an entry; a folder of more files is no folder of documents.
_ENTRY, MAX_ENTRIES = b"PK\x01\x02", 20_000
# So much of a file shows what it is, unless it is a container.
HEAD = 8192

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"II+\0", b"MM\0+", b"GIF87a", b"GIF89a")
_BITMAP_HEADERS = frozenset({12, 40, 52, 56, 64, 108, 124})
_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")

# What is known and not read: what it is, and what to do with it.
_AS_TEXT = ("hãy lưu thành .docx, .pdf hoặc .txt", "save it as .docx, .pdf or .txt")
_AS_ZIP = ("hãy giải nén, hoặc nén lại thành .zip", "unpack it, or pack it again as .zip")
_AS_JPEG = ("hãy lưu thành .jpg hoặc .png", "save it as .jpg or .png")
_UNREAD_MAGIC = (
    (b"Rar!\x1a\x07", "tệp nén RAR", "a RAR archive", _AS_ZIP),
    (b"7z\xbc\xaf\x27\x1c", "tệp nén 7z", "a 7z archive", _AS_ZIP),
    (b"\x1f\x8b", "tệp nén gzip", "a gzip archive", _AS_ZIP),
    (b"BZh", "tệp nén bzip2", "a bzip2 archive", _AS_ZIP),
    (b"\xfd7zXZ\0", "tệp nén xz", "an xz archive", _AS_ZIP),
    (b"AT&TFORM", "tệp DjVu", "a DjVu file", ("hãy lưu thành .pdf", "save it as .pdf")),
    (b"%!PS", "tệp PostScript", "a PostScript file", ("hãy lưu thành .pdf", "save it as .pdf")),
    (b"\x7fELF", "chương trình", "a program", ("hãy để ra ngoài thư mục", "move it out of the folder")),
    (b"SQLite format 3\0", "cơ sở dữ liệu", "a database", ("hãy để ra ngoài thư mục", "move it out of the folder")),
)
_TABLES = ("bảng tính", "a spreadsheet", _AS_TEXT)
_SLIDES = ("bài trình chiếu", "a slide show", _AS_TEXT)
_UNREAD_MIME = {"spreadsheet": _TABLES, "presentation": _SLIDES, "epub": ("sách EPUB", "an EPUB book", _AS_TEXT)}

# What a damaged or unusual ZIP is taken for, by its name.
_BOXED = {".docx": Kind.DOCX, ".docm": Kind.DOCX, ".dotx": Kind.DOCX, ".dotm": Kind.DOCX, ".odt": Kind.ODT}
# The first tags of a page. Text that begins with <p> or <div> may be Markdown as well.
# What stands before is atomic: a comment must not be tried as a part of a longer one.
_BEFORE = rb"(?>(?:<\?xml[^>]{0,200}\?>|<!--.{0,2000}?-->|\s)*)"
_PAGE = re.compile(_BEFORE + rb"<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(
    _BEFORE + rb"<(?:head|body|meta|title|style|table|div|p|span|font|center|h[1-6]|br|b|i|ul|ol)\b[^<>]{0,2000}>",
    re.IGNORECASE | re.DOTALL,
)
_MHTML = re.compile(
    rb"(?:[A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,20}?content-type:\s*multipart/related", re.IGNORECASE
)
_FLAT_DOCX, _WORD_2003 = b"<pkg:package", b"<w:wordDocument"


def suffix_of(name: str) -> str:
    """The type a file's name claims, in lower case with its dot; empty where it claims none."""
    stem, dot, rest = name.rpartition(".")
    suffix = f"{dot}{rest}".lower()
    return suffix if stem and _SUFFIX.fullmatch(suffix) else ""


def kind_of(data: bytes, name: str) -> Kind:
    """The kind of a file whose bytes are ``data``. Raises ``SourceError`` for what no reader reads, with advice."""
    suffix = suffix_of(name)
    written = suffix in TEXT_SUFFIXES | MARKDOWN_SUFFIXES
    start = 3 if data.startswith(_BYTE_ORDER_MARKS[0]) else 0
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return _packed(data, suffix)
    if data.startswith(b"%PDF-", start) or (not written and re.search(rb"%PDF-\d", data[:1024])):
        return Kind.PDF
    if data.startswith(_OLE):
        return _compound(data, suffix)
    if is_image(data):
        return Kind.IMAGE
    if data[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif"):
        raise _unread("ảnh HEIC/AVIF", "a HEIC/AVIF picture", _AS_JPEG)
    for magic, vi, en, advice in _UNREAD_MAGIC:
        if data.startswith(magic):
            raise _unread(vi, en, advice)
    if data[:64].lstrip().startswith(b"{\\rtf"):
        return Kind.RTF
    return _written(data, suffix)


def is_image(data: bytes) -> bool:
    """Whether ``data`` begins like a picture that is read."""
    if data.startswith(_IMAGES) or (data.startswith(b"RIFF") and data[8:12] == b"WEBP"):
        return True
    return data.startswith(b"BM") and int.from_bytes(data[14:18], "little") in _BITMAP_HEADERS


def glance(head: bytes, name: str) -> Kind | None:
    """The kind of a file that begins with ``head`` (:data:`HEAD` bytes), ``None`` where only the whole file tells.

    Raises ``SourceError`` for what no reader reads: it need not be read whole.
    """
    if not head.strip() or head.startswith((b"PK", _OLE)):
        return None
    return kind_of(head, name)


def _written(data: bytes, suffix: str) -> Kind:
    head = data[:HEAD]
    if head.startswith(_BYTE_ORDER_MARKS):
        head = head[2:].replace(b"\0", b"") if head[:1] != b"\xef" else head[3:]
    if head.lstrip().startswith(b"<?xml") and (_FLAT_DOCX in head or _WORD_2003 in head):
        return Kind.DOCX if _FLAT_DOCX in head else Kind.XML
    if _MHTML.match(head):
        return Kind.MHTML
    if suffix in MARKDOWN_SUFFIXES:
        return Kind.MARKDOWN
    # Portals hand out pages under the name of a Word file.
    if _PAGE.match(head) or (suffix not in TEXT_SUFFIXES and suffix in ("", ".doc", ".xml") and _TAG.match(head)):
        return Kind.HTML
    if suffix in HTML_SUFFIXES:
        return Kind.HTML
    if suffix in TEXT_SUFFIXES or not suffix:
        return Kind.TEXT
    if suffix in (".docx", ".doc", ".odt", ".rtf", ".pdf", ".zip"):
        # A text that somebody renamed; old encodings are told from damage only in .doc, which is never a ZIP.
        if b"\0" not in head and (suffix == ".doc" or _is_text(head)):
            return Kind.TEXT
        raise SourceError(
            f"hỏng, hoặc không phải tệp {suffix}; hãy mở và lưu lại",
            f"damaged, or no {suffix} file; open it and save it again",
        )
    raise SourceError(
        f"định dạng {suffix} chưa đọc được; hãy lưu thành .docx, .pdf hoặc .txt",
        f"{suffix} files are not read; save as .docx, .pdf or .txt",
    )


def _is_text(head: bytes) -> bool:
    """Whether ``head`` is UTF-8 without control characters, and more than a few words of it."""
    try:
        text = head[: len(head) - 3 if len(head) == HEAD else len(head)].decode()
    except UnicodeDecodeError:
        text = head[:-4].decode(errors="replace") if len(head) == HEAD else "\ufffd"
    return len(text) > 40 and "\ufffd" not in text and all(char.isprintable() or char in "\r\n\t\f" for char in text)


def _packed(data: bytes, suffix: str) -> Kind:
    """A ZIP is a document of many makes, or a folder of files."""
    if data.count(_ENTRY) > MAX_ENTRIES:
        raise SourceError(
            f"chứa hơn {MAX_ENTRIES} mục; hãy giải nén rồi lập chỉ mục thư mục",
            f"holds more than {MAX_ENTRIES} entries; unpack it and index the folder",
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as box:
            names = frozenset(box.namelist())
            mime = _beginning(box, "mimetype") if "mimetype" in names else b""
            types = _beginning(box, "[Content_Types].xml") if "[Content_Types].xml" in names else b""
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
        if suffix in _BOXED:  # its reader may save something, and says more
            return _BOXED[suffix]
        raise SourceError(
            "tệp ZIP hỏng hoặc bị cắt cụt; hãy tải hoặc nén lại",
            "is a damaged or truncated ZIP; fetch or pack it again",
        ) from None
    if b"wordprocessingml" in types or "word/document.xml" in names:
        return Kind.DOCX
    if mime.startswith(b"application/vnd.oasis.opendocument.text"):
        return Kind.ODT
    for word, what in _UNREAD_MIME.items():
        if word.encode() in mime:
            raise _unread(*what)
    if b"spreadsheetml" in types or "xl/workbook.xml" in names:
        raise _unread(*_TABLES)
    if b"presentationml" in types or "ppt/presentation.xml" in names:
        raise _unread(*_SLIDES)
    if "Index/Document.iwa" in names or "Index.zip" in names:
        raise _unread("tệp của Apple iWork", "an Apple iWork file", _AS_TEXT)
    if suffix in _BOXED:
        return _BOXED[suffix]
    if suffix not in ("", ".zip", ".rar", ".7z"):
        raise SourceError(
            f"định dạng {suffix} chưa đọc được; hãy lưu thành .docx, .pdf hoặc .txt",
            f"{suffix} files are not read; save as .docx, .pdf or .txt",
        )
    return Kind.ZIP


def _beginning(box: zipfile.ZipFile, name: str) -> bytes:
    with box.open(name) as stream:
        return stream.read(2**20)


def _compound(data: bytes, suffix: str) -> Kind:
    """An OLE container: what it is stands in the names of its streams."""

    def has(name: str) -> bool:
        return name.encode("utf-16-le") + b"\0\0" in data

    if has("EncryptedPackage"):
        raise SourceError(
            "tệp có mật khẩu; hãy bỏ mật khẩu rồi lập lại chỉ mục",
            "is password-protected; remove the password and index again",
        )
    if has("WordDocument") and suffix not in (".xls", ".ppt"):
        return Kind.DOC
    if has("Workbook") or has("Book"):
        raise _unread(*_TABLES)
    if has("PowerPoint Document"):
        raise _unread(*_SLIDES)
    if has("__properties_version1.0"):
        raise _unread("thư Outlook", "an Outlook message", _AS_TEXT)
    if suffix == ".doc":
        return Kind.DOC
    raise SourceError(
        "là tệp nhị phân, không phải văn bản; hãy lưu thành .docx, .pdf hoặc .txt",
        "is a binary file, not a document; save it as .docx, .pdf or .txt",
    )


def _unread(vi: str, en: str, advice: tuple[str, str]) -> SourceError:
    return SourceError(f"là {vi}, chưa đọc được; {advice[0]}", f"is {en}, which is not read; {advice[1]}")
