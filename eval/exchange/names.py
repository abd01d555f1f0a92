"""Ids of other programs as file names, and back.

A name is the id with what no file system likes percent-encoded, and ``.txt``: ``../../x`` is ``%2E.%2F..%2Fx.txt``. So
:func:`docid` needs no table to give the id back. Where that name is taken (ids that differ in case only) or not quite the id
(which is not in NFC), all of the id is encoded. Ids too long for a name end in a hash instead; :func:`find` knows them, too.
"""

import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from urllib.parse import unquote

from eval.exchange.types import counted
from eval.types import Place
from index.errors import InputError, SourceError
from index.formats.choose import extract
from index.text import nfc
from index.types import Note, Span

SUFFIX = ".txt"
# Bytes of a name; file systems allow 255.
LONGEST = 180
_FORBIDDEN = frozenset('/\\:*?"<>|%')
# Devices of Windows, whatever comes after the dot.
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
_HASHED = re.compile(r"~[0-9a-f]{16}\.txt$")
_KEY = re.compile(r"(.+)#(\d{1,12})-(\d{1,12})", re.DOTALL)


def file_name(identity: str) -> str:
    """The name of the document ``identity``."""
    text = nfc(identity)
    first = "%" if text.startswith((".", "~", " ")) or _DEVICE.match(text) else ""
    last = text.endswith((".", " "))
    pieces = [_encoded(char) if char in _FORBIDDEN or not _shown(char) else char for char in text]
    if first:
        pieces[0] = _encoded(text[0])
    if last:
        pieces[-1] = _encoded(text[-1])
    name = "".join(pieces) + SUFFIX
    return name if len(name.encode()) <= LONGEST else hashed_name(identity)


def spelled_name(identity: str) -> str:
    """``identity`` with every byte encoded: as good a name, and no other id has it in any case or normal form."""
    return _encoded(identity) + SUFFIX


def hashed_name(identity: str) -> str:
    """A name that only ``identity`` has, for those whose own cannot be used."""
    digest = hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    start = re.sub(r"[^\w.-]+", "_", nfc(identity)[:40]).strip("._")
    return f"{start}~{digest}{SUFFIX}"


def docid(file: str) -> str:
    """The id of a document: what its name was made of, or the file's whole name where that cannot be told."""
    identity = unquote(file.removesuffix(SUFFIX))
    return identity if file in (file_name(identity), spelled_name(identity)) else file


def hashed(files: Iterable[str]) -> int:
    """How many of ``files`` have lost their ids to a hash."""
    return sum(_HASHED.search(file) is not None for file in files)


def docids(files: Iterable[str]) -> dict[str, str]:
    """File → id. Raises ``InputError`` when two files would have one id (``a.md`` and ``a.md.txt``)."""
    by_id: dict[str, str] = {}
    for file in files:
        other = by_id.setdefault(docid(file), file)
        if other != file:
            raise InputError(
                f"«{file}» và «{other}» sẽ trùng mã «{docid(file)}». Hãy đổi tên một tệp.",
                f'"{file}" and "{other}" would have the same id "{docid(file)}". Rename one of them.',
            )
    return {file: identity for identity, file in by_id.items()}


def find(identity: str, files: Collection[str]) -> str | None:
    """The file among ``files`` that is meant by ``identity``: its own name, or one made of it."""
    names = (identity, spelled_name(identity), file_name(identity), hashed_name(identity))
    return next((name for name in names if name in files), None)


def place_of(identity: str, files: Collection[str]) -> Place | None:
    """The place that :attr:`eval.types.Place.key` calls ``identity``, when its file is among ``files``."""
    match = _KEY.fullmatch(identity)
    file = find(match[1], files) if match else None
    return Place(file, Span(int(match[2]), int(match[3]))) if match and file else None


def _shown(char: str) -> bool:
    return char == " " or not unicodedata.category(char).startswith(("C", "Z"))


def _encoded(char: str) -> str:
    return "".join(f"%{byte:02X}" for byte in char.encode("utf-8", "replace"))


@dataclass(slots=True)
class Documents:
    """The documents of a set that is being read: each gets a name of its own; the same words are kept once, as in an archive."""

    texts: dict[str, str] = field(default_factory=dict)
    _files: dict[str, str] = field(default_factory=dict)
    _by_text: dict[str, str] = field(default_factory=dict)
    _taken: set[str] = field(default_factory=set)
    _again: int = 0
    _same: int = 0
    _renamed: int = 0
    _blank: int = 0

    def add(self, identity: str, text: str) -> str | None:
        """The file that holds ``text`` now; ``None`` when it is blank or not text. A second one of an id gets another id."""
        if not _readable(text):
            self._blank += 1
            return None
        known = self._by_text.get(text)
        if identity in self._files and self._files[identity] != known:
            self._again += 1
            identity = next(new for n in range(2, 10**9) if (new := f"{identity}-{n}") not in self._files)
        if known:
            self._same += 1
            self._files.setdefault(identity, known)
            return known
        name = self._name(identity)
        self._renamed += docid(name) != identity
        self._taken.add(name.casefold())
        self._files[identity] = self._by_text[text] = name
        self.texts[name] = text
        return name

    def _name(self, identity: str) -> str:
        for name in (file_name(identity), spelled_name(identity)):
            if docid(name) == identity and len(name) <= LONGEST and name.casefold() not in self._taken:
                return name
        return hashed_name(identity)

    def file(self, identity: str) -> str | None:
        """The file of the document ``identity``."""
        return self._files.get(identity)

    def notes(self) -> tuple[Note, ...]:
        """What happened to some of them."""
        return counted(
            (self._blank, "{n} văn bản rỗng hoặc không đọc được: bỏ", "{n} documents blank or unreadable: left out"),
            (
                self._same,
                "{n} văn bản giống hệt văn bản khác: giữ một bản",
                "{n} documents equal to another: kept once",
            ),
            (self._again, "{n} văn bản trùng mã: đặt mã khác", "{n} documents with an id used before: given another"),
            (
                self._renamed,
                "{n} mã quá dài để làm tên tệp: thay bằng mã băm, khi xuất cũng vậy",
                "{n} ids too long for a file name: a hash takes their place, also when exported",
            ),
        )


@dataclass(slots=True)
class Ids:
    """Ids of questions, each used once."""

    _taken: set[str] = field(default_factory=set)
    _again: int = 0

    def unique(self, identity: str) -> str:
        """``identity``, or when it was used before, that with ``-2``, ``-3``…"""
        if identity in self._taken:
            self._again += 1
            identity = next(new for n in range(2, 10**9) if (new := f"{identity}-{n}") not in self._taken)
        self._taken.add(identity)
        return identity

    def notes(self) -> tuple[Note, ...]:
        """How many were used before."""
        return counted(
            (self._again, "{n} câu trùng mã: đặt mã khác", "{n} questions with an id used before: given another")
        )


def _readable(text: str) -> bool:
    """Whether a file of these words is read as these words."""
    try:
        return bool(text.strip()) and extract(text.encode(), f"a{SUFFIX}", lambda *_: None).text == text
    except (SourceError, UnicodeEncodeError):
        return False
