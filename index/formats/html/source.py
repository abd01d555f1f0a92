"""A page's bytes into a tree: its encoding, and a parser that is not stopped by what browsers read."""

import re
from dataclasses import dataclass

from lxml import etree

from index.errors import SourceError
from index.formats.text.decode import (
    HEALED,
    as_western,
    damaged_utf8,
    decode_wide,
    wide_encoding,
)
from index.formats.text.legacy import Legacy, is_unicode
from index.formats.text.mojibake import healed
from index.types import Note

_CHARSET = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
# Declared and believed. What calls itself Latin is looked at: pages in old Vietnamese fonts do, too.
_BELIEVED = re.compile(r"(?:koi8|gb|big5|shift_jis|euc|windows-(?:1250|1251|125[3-7]|874)|iso-8859-(?:[2-9]|1[0-6])$)")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:]*)[^<>]*>")
# The parser drops what stands deeper than 2,048.
_DEEPEST = 1_000
# … and keeps a hundred of its complaints.
_LOGGED = 100
BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dir div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr html legend li main menu ol p pre section summary table tbody td tfoot th thead tr ul".split()
)


@dataclass(frozen=True, slots=True)
class Page:
    """A page's characters; ``charset`` is the old encoding that it says it is in, still to be converted."""

    text: str
    charset: Legacy | None = None
    notes: tuple[Note, ...] = ()


def read_page(data: bytes) -> Page:
    """The characters of a page by its mark, its own words, and what its bytes can be."""
    encoding = wide_encoding(data)
    if encoding:
        decoded = decode_wide(data, encoding)
        return Page(decoded.text, None, decoded.notes)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _older(data)
    sound = None if is_unicode(text) else healed(text)
    return Page(text) if sound is None else Page(sound, None, (HEALED,))


def _older(data: bytes) -> Page:
    found = _CHARSET.search(data[:8192])
    declared = found[1].decode().lower() if found else ""
    if _BELIEVED.match(declared):
        try:
            return Page(data.decode(declared, "replace"))
        except LookupError:
            pass
    damaged = damaged_utf8(data)
    if damaged:
        return Page(damaged.text, None, damaged.notes)
    return Page(as_western(data), Legacy.CP1258 if "1258" in declared else None)


def parse_page(text: str) -> etree._Element:
    """The tree of a page. Raises ``SourceError`` where there is none."""
    text = _CONTROLS.sub("", text)
    root, whole = _tree(text)
    if root is not None and not whole and _depth(root) > _DEEPEST:
        root, _ = _tree(_flattened(text))
    if root is None:
        raise SourceError("trang không có nội dung", "the page has no content")
    return root


def _tree(text: str) -> tuple[etree._Element | None, bool]:
    """The tree, if there is one, and whether the parser surely came to the end of the page."""
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True, remove_comments=True, no_network=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.ParserError, etree.XMLSyntaxError):  # nothing but white space and comments
        return None, True
    log = parser.error_log
    return root, len(log) < _LOGGED and not any(entry.level == etree.ErrorLevels.FATAL for entry in log)


def _depth(root: etree._Element) -> int:
    depth = deepest = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def _flattened(text: str) -> str:
    """A page without its nesting: its blocks, one after the other."""
    pieces: list[str] = []
    at, skipping = 0, ""
    for tag in _TAG.finditer(text):
        name = tag[2].lower()
        if skipping:
            if tag[1] and name == skipping:
                skipping, at = "", tag.end()
            continue
        pieces.append(text[at : tag.start()])
        at = tag.end()
        if name in ("script", "style") and not tag[1]:
            skipping = name
        elif name in BLOCKS or name == "br":
            pieces.append("<br>" if name == "br" else "<p>")
    return "".join(pieces) + ("" if skipping else text[at:])
