"""The container of a Word document: parts, the links between them, and limits on what is unpacked.

Parts come out of a ZIP file, of what is left of a damaged one, or of one flat XML file (``pkg:package``).
"""

import io
import posixpath
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import unquote

from lxml import etree

from index.errors import SourceError
from index.formats.docx import xml as x

# A page of text is 6 KB of XML, several times that as Word writes it: room for thousands of pages, a table of hundreds.
MAX_MAIN = 256 * 2**20
MAX_BLOCK = 64 * 2**20
# Styles and notes are far smaller; an A4 page scanned in colour at 300 dpi is 26 MB before it is packed.
MAX_PART = 32 * 2**20
# Documents pack 7 to 30 times, only small ones with empty tables more; a bomb packs 1,000 times.
MAX_RATIO, RATIO_FROM = 100, 32 * 2**20
MAX_ENTRIES = 20_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_READ_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)


def no_word() -> SourceError:
    """The error for what is no Word document."""
    return SourceError(
        "không phải tệp Word (.docx); hãy mở bằng Word hoặc LibreOffice và lưu thành .docx",
        "not a Word file (.docx); open it in Word or LibreOffice and save it as .docx",
    )


def locked() -> SourceError:
    """The error for a document that wants a password."""
    return SourceError(
        "tệp Word có mật khẩu; hãy bỏ mật khẩu rồi lập lại chỉ mục",
        "the Word file is password-protected; remove the password and index again",
    )


def _bomb() -> SourceError:
    return SourceError(
        "tệp Word giải nén ra quá lớn, có thể là tệp phá hoại; không đọc",
        "the Word file unpacks to too much, it may be malicious; not read",
    )


@dataclass(frozen=True, slots=True)
class Link:
    """A relationship: what it is (``styles``, ``image``), and the part it leads to (``None``: outside the file)."""

    kind: str
    part: str | None


class Counted:
    """A part being unpacked; raises ``SourceError`` past ``limit`` bytes, past the ratio of a bomb, at damage."""

    def __init__(self, file: x.Readable, part: str, limit: int, packed: int) -> None:
        self._file, self._part, self._limit = file, part, limit
        self._most = max(packed * MAX_RATIO, RATIO_FROM)
        self.count = 0
        self.mark = 0

    def read(self, size: int = -1, /) -> bytes:
        """As of a file."""
        try:
            data = self._file.read(size)
        except _READ_ERRORS as error:
            raise x.damaged(self._part) from error
        self.count += len(data)
        if self.count > self._limit or self.count > self._most or self.count - self.mark > MAX_BLOCK:
            raise _bomb()
        return data

    def everything(self) -> bytes:
        """The whole part."""
        pieces = []
        while piece := self.read(2**16):
            pieces.append(piece)
        return b"".join(pieces)


class _Parts(Protocol):
    """Where parts come from; names are lower-case, without a slash in front."""

    names: frozenset[str]

    def open(self, part: str, limit: int) -> Counted: ...


class _Zip:
    """The parts of a ZIP file."""

    def __init__(self, data: bytes) -> None:
        if data.count(b"PK\x01\x02") > MAX_ENTRIES:
            raise _bomb()
        self._zip = zipfile.ZipFile(io.BytesIO(data))
        self._infos = {_plain(info.filename): info for info in reversed(self._zip.infolist())}
        self.names = frozenset(self._infos)

    def open(self, part: str, limit: int) -> Counted:
        """A part, to be read in pieces."""
        info = self._infos[part]
        if info.flag_bits & 1:
            raise locked()
        try:
            return Counted(self._zip.open(info), part, limit, info.compress_size)
        except _READ_ERRORS as error:
            raise x.damaged(part) from error


class _Whole:
    """Parts already unpacked."""

    def __init__(self, parts: dict[str, bytes]) -> None:
        self._parts = parts
        self.names = frozenset(parts)

    def open(self, part: str, limit: int) -> Counted:
        """A part, to be read in pieces."""
        return Counted(io.BytesIO(self._parts[part]), part, limit, len(self._parts[part]))


class Package:
    """A Word document's parts by name. ``salvaged``: the container was damaged, only its whole parts are there."""

    def __init__(self, data: bytes) -> None:
        self.salvaged = False
        self._parts = self._open(data)
        self.main = self._main()
        self.links = self.links_of(self.main)

    def _open(self, data: bytes) -> _Parts:
        if data.startswith(_OLE):
            raise locked() if "EncryptedPackage".encode("utf-16-le") in data else no_word()
        if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
            return _Whole(_flat(data))
        try:
            return _Zip(data)
        except _READ_ERRORS:
            parts = _salvage(data)
        if not parts:
            raise no_word()
        self.salvaged = True
        return _Whole(parts)

    def _main(self) -> str:
        named = [link.part for link in self.links_of("").values() if link.kind == "officeDocument" and link.part]
        main = next((part for part in [*named, "word/document.xml"] if part in self._parts.names), None)
        if main is None and self.salvaged:
            raise x.damaged("word/document.xml")
        if main is None:
            raise no_word()
        return main

    def has(self, part: str) -> bool:
        """Whether there is such a part."""
        return part in self._parts.names

    def stream(self) -> Counted:
        """The main part, to be read in pieces."""
        return self._parts.open(self.main, MAX_MAIN)

    def read(self, part: str) -> bytes:
        """A whole part other than the main one. Raises ``SourceError`` where it is damaged or too large."""
        return self._parts.open(part, MAX_PART).everything()

    def tree(self, part: str | None) -> x.Node | None:
        """The XML of a part, ``None`` where it is absent."""
        return x.parse(self.read(part), part) if part and self.has(part) else None

    def first(self, kind: str) -> x.Node | None:
        """The XML of the part that the main one names as its ``kind`` (``styles``, ``numbering``)."""
        named = next((link.part for link in self.links.values() if link.kind == kind), None)
        return self.tree(named or posixpath.join(posixpath.dirname(self.main), f"{kind}.xml"))

    def links_of(self, part: str) -> dict[str, Link]:
        """The relationships of a part by id; of the package itself for ``""``."""
        folder, file = posixpath.split(part)
        root = self.tree(posixpath.join(folder, "_rels", f"{file}.rels"))
        found: dict[str, Link] = {}
        for node in root if root is not None else ():
            target = node.get("Target") or ""
            outside = node.get("TargetMode") == "External"
            kind = (node.get("Type") or "").rpartition("/")[2]
            found[node.get("Id") or ""] = Link(kind, None if outside else _plain(posixpath.join("/", folder, target)))
        return found


def _plain(name: str) -> str:
    """A part's name as Office compares it: lower case, slashes one way, none in front."""
    return posixpath.normpath(unquote(name).replace("\\", "/")).lstrip("/").lower()


def _flat(data: bytes) -> dict[str, bytes]:
    if b"xmlPackage" not in data[:4096]:
        raise no_word()
    parts: dict[str, bytes] = {}
    for part in x.parse(data, "pkg:package"):
        content = x.child(part, "pkg:xmlData")
        if content is not None and len(content):
            parts[_plain(x.attr(part, "pkg:name") or "")] = etree.tostring(next(iter(content)))
    return parts


def _salvage(data: bytes) -> dict[str, bytes]:
    """The whole XML parts of a ZIP file whose table of contents is gone (a broken download)."""
    parts: dict[str, bytes] = {}
    view, room = memoryview(data), 2 * MAX_PART
    for match in re.finditer(rb"PK\x03\x04(?=[\s\S]{26})", data):
        flags, method = struct.unpack_from("<HH", data, match.start() + 6)
        name_size, extra_size = struct.unpack_from("<HH", data, match.start() + 26)
        at = match.start() + 30
        name = _plain(data[at : at + name_size].decode("utf-8", "replace"))
        if method != zipfile.ZIP_DEFLATED or flags & 1 or not name.endswith((".xml", ".rels")):
            continue
        content = _inflate(view[at + name_size + extra_size :], room)
        if content is None:
            break  # cut off here, or more than there is room for
        parts[name] = content
        room -= len(content)
    return parts


def _inflate(packed: memoryview, most: int) -> bytes | None:
    """The deflated data that ``packed`` begins with; ``None`` where they are not whole or longer than ``most``."""
    inflate, pieces, size = zlib.decompressobj(-15), [], 0
    for at in range(0, len(packed), 2**14):
        try:
            piece = inflate.decompress(packed[at : at + 2**14], most - size + 1)
        except zlib.error:
            return None
        pieces.append(piece)
        size += len(piece)
        if size > most:
            return None
        if inflate.eof:
            return b"".join(pieces)
    return None
