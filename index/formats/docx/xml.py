"""The XML of Office files: parsed within limits, its names short and alike in both editions of the standard.

Element and attribute names follow ECMA-376 / ISO 29500: the transitional edition (what Word writes) and the strict one
(purl.oclc.org) differ in their namespaces only, so both are given the usual prefix: ``w:p``, ``a:blip``, ``r:embed``.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Protocol, Self, cast

from lxml import etree

from index.errors import SourceError

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/"
_STRICT = "http://purl.oclc.org/ooxml/"
_SPACES: dict[str, tuple[str, ...]] = {
    "w": ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", f"{_STRICT}wordprocessingml/main"),
    "r": (f"{_OFFICE}relationships", f"{_STRICT}officeDocument/relationships"),
    "m": (f"{_OFFICE}math", f"{_STRICT}officeDocument/math"),
    "a": (f"{_DRAWING}main", f"{_STRICT}drawingml/main"),
    "wp": (f"{_DRAWING}wordprocessingDrawing", f"{_STRICT}drawingml/wordprocessingDrawing"),
    "mc": ("http://schemas.openxmlformats.org/markup-compatibility/2006",),
    "v": ("urn:schemas-microsoft-com:vml",),
    "w14": ("http://schemas.microsoft.com/office/word/2010/wordml",),
    "rel": ("http://schemas.openxmlformats.org/package/2006/relationships",),
    "pkg": ("http://schemas.microsoft.com/office/2006/xmlPackage",),
}
_PREFIXES = {space: prefix for prefix, spaces in _SPACES.items() for space in spaces}
_ON = frozenset({None, "", "1", "true", "on"})


class Node(Protocol):
    """What is used of an lxml element."""

    tag: str
    text: str | None

    def get(self, key: str) -> str | None: ...
    def getparent(self) -> Self | None: ...
    def getprevious(self) -> Self | None: ...
    def iter(self, *tags: str) -> Iterator[Self]: ...
    def remove(self, child: Self) -> None: ...
    def clear(self) -> None: ...
    def __iter__(self) -> Iterator[Self]: ...
    def __len__(self) -> int: ...


class Readable(Protocol):
    """A file open for reading."""

    def read(self, size: int = -1, /) -> bytes: ...


@lru_cache(4096)
def _short(tag: str) -> str:
    space, _, local = tag.rpartition("}")
    return f"{_PREFIXES.get(space[1:], '?')}:{local}"


@lru_cache(1024)
def tags(short: str) -> tuple[str, ...]:
    """The full names, in lxml's writing, that ``short`` (``w:p``) stands for."""
    prefix, _, local = short.partition(":")
    return tuple(f"{{{space}}}{local}" for space in _SPACES[prefix])


def name(node: Node) -> str:
    """The short name of an element: ``w:p``; ``?:x`` for what is none of Office's."""
    return _short(node.tag)


def attr(node: Node, short: str) -> str | None:
    """An attribute by its short name: ``w:val``."""
    for key in tags(short):
        value = node.get(key)
        if value is not None:
            return value
    return None


def number(node: Node | None, short: str = "w:val") -> int | None:
    """An attribute that counts, ``None`` where it is absent or no number."""
    value = attr(node, short) if node is not None else None
    try:
        return int(value) if value is not None and len(value) < 10 else None
    except ValueError:
        return None


def child(node: Node | None, *path: str) -> Node | None:
    """The first child of that short name, its first child of the next, and so on."""
    for short in path:
        if node is None:
            return None
        for one in node:
            if _short(one.tag) == short:
                node = one
                break
        else:
            return None
    return node


def switch(node: Node | None, short: str) -> bool | None:
    """A property that is on or off (``<w:caps/>``, ``<w:caps w:val="0"/>``); ``None`` where ``node`` says nothing."""
    found = child(node, short)
    return None if found is None else attr(found, "w:val") in _ON


def damaged(part: str) -> SourceError:
    """The error for a part that is no XML, or XML beyond the limits."""
    return SourceError(
        f"tệp Word bị hỏng ({part} không đọc được); hãy mở bằng Word hoặc LibreOffice, lưu lại rồi lập lại chỉ mục",
        f"damaged Word file ({part} cannot be read); open it in Word or LibreOffice, save it again and index again",
    )


def _refused(part: str) -> SourceError:
    return SourceError(
        f"tệp Word không an toàn ({part} khai báo thực thể XML); không đọc",
        f"unsafe Word file ({part} declares XML entities); not read",
    )


def parse(data: bytes, part: str) -> Node:
    """The tree of a part. Raises ``SourceError`` for bad XML, entity declarations and nesting beyond 256 levels."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise (_refused if b"<!ENTITY" in data[:100_000] else damaged)(part) from error
    if root.getroottree().docinfo.doctype:
        raise _refused(part)
    return cast("Node", root)


def stream(file: Readable, part: str, kinds: Iterable[str]) -> Iterator[Node]:
    """The elements of these ``kinds`` that stand directly in the body, one after the other; each is emptied after use.

    So a document of any length needs the memory of its longest table only. Errors as in :func:`parse`.
    """
    wanted = tuple(tag for kind in kinds for tag in tags(kind))
    safe = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
    events = etree.iterparse(file, events=("end",), tag=wanted, remove_comments=True, remove_pis=True, **safe)
    first = True
    try:
        for _, node in events:
            if first and node.getroottree().docinfo.doctype:
                raise _refused(part)
            first = False
            parent = node.getparent()
            if parent is None or name(parent) != "w:body":
                continue
            yield node
            node.clear()
            while (before := node.getprevious()) is not None:
                parent.remove(before)
    except etree.XMLSyntaxError as error:
        raise damaged(part) from error
