"""Web pages, and what Word saves as one: their text as a reader of the page sees it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree

from index.errors import SourceError
from index.formats.html.fonts import convert_fonts
from index.formats.html.lists import ItemList, kind_of, whole
from index.formats.html.source import BLOCKS, parse_page, read_page
from index.formats.html.tables import Cell, Table
from index.types import Extract

_UNSEEN = frozenset(
    "script style head template noscript noframes svg iframe object embed applet audio video canvas map area del rp "
    "datalist title".split()
)
# What surrounds a text on a page: left out unless nothing else is there.
_FURNITURE = frozenset("nav button select option input textarea".split())
_LISTS = frozenset("ol ul dir menu".split())
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|mso-element\s*:\s*(?:header|footer)\b",
    re.IGNORECASE,
)
_IGNORED_BY_WORD = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_BULLETS = re.compile(r"[·•●○◦▪■§ØüvoqwÜ\uf000-\uf0ff\u2212\u2013\u2014-]")
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\u00ad\u200b-\u200f\u2060\ufeff\ufffe\uffff]")
_SPACES = re.compile(r"\s+")
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# The text of a law on the pages of the portals: ids and classes of its container.
_CONTAINERS = frozenset(
    "toanvancontent toanvan fulltext divcontentdoc contentdoc cldivcontentdocvn content1 the-document-body "
    "noidung-vanban document-content".split()
)
_LETTERHEAD = re.compile(r"độc\s+lập\s*[-–]\s*tự\s+do|đảng\s+cộng\s+sản\s+việt\s+nam", re.IGNORECASE)
_ENOUGH, _CANDIDATES = 500, 20
# Deeper tables only arrange tables; each level costs a copy of what it holds.
_DEEPEST_TABLE = 30


def read_html(data: bytes, progress: Callable[[int, int], None]) -> Extract:
    """A page's text, without menus, scripts and what is hidden. Raises ``SourceError`` for a page without any.

    A block is a paragraph; ``<br>`` breaks its line, two of them end it. The markers of lists are written out.
    """
    page = read_page(data)
    root = parse_page(page.text)
    notes = (*page.notes, *convert_fonts(root, page.text, page.charset))
    for whole_page in (False, True):
        text = "\n\n".join(_Walk(whole_page).read(root if whole_page else _main(root)))
        if any(map(str.isalnum, text)):
            return Extract(text + "\n", "html", notes=notes)
    raise SourceError(
        "trang không có chữ nào; nếu nội dung do trình duyệt tải thêm, hãy in ra .pdf hoặc chép vào .docx",
        "the page has no text; if a browser loads it later, print the page to .pdf or copy it into a .docx",
    )


def _main(root: etree._Element) -> etree._Element:
    """The part of the page that holds the document; all of it where that is not sure."""
    found: list[etree._Element] = []
    for element in root.iter("div", "main", "article", "section", "td"):
        names = {(element.get("id") or "").lower(), *(element.get("class") or "").lower().split()}
        if element.tag in ("main", "article") or names & _CONTAINERS:
            found.append(element)
        if len(found) == _CANDIDATES:
            return root
    outermost = [element for element in found if not any(above in found for above in element.iterancestors())]
    if len(outermost) != 1:
        return root
    text = "".join(outermost[0].itertext())
    if len(text) < _ENOUGH or (not _LETTERHEAD.search(text) and _LETTERHEAD.search("".join(root.itertext()))):
        return root
    return outermost[0]


class _Flow:
    """Paragraphs one under the other: the page's, or a cell's."""

    __slots__ = ("_pieces", "holds_table", "marker", "paragraphs")

    def __init__(self) -> None:
        self.paragraphs: list[str] = []
        self.marker = ""  # of the list item that has begun
        self.holds_table = False
        self._pieces: list[str] = []

    def add(self, text: str) -> None:
        self._pieces.append(text)

    @property
    def ends_in_digit(self) -> bool:
        return bool(self._pieces) and self._pieces[-1][-1:].isdecimal()

    def end(self) -> None:
        """The paragraph ends, if one has begun."""
        if not self._pieces:
            return
        lines = [" ".join(line.split()) for line in "".join(self._pieces).split("\n")]
        self._pieces.clear()
        for paragraph in _between_blanks(lines):
            self.paragraphs.append(self._marked(paragraph))
            self.marker = ""

    def _marked(self, text: str) -> str:
        marker = self.marker.strip()
        if marker in ("-", "+") and text[:1] in ("-", "–", "+", "•", "*"):
            return text
        return text if not marker or text.startswith(marker) else self.marker + text


def _between_blanks(lines: list[str]) -> Iterator[str]:
    held: list[str] = []
    for line in [*lines, ""]:
        if line:
            held.append(line)
        elif held:
            yield "\n".join(held)
            held = []


@dataclass(slots=True)
class _Open:
    """A table that has begun: its element, what was read of it, and the element of the cell that is open."""

    element: etree._Element
    table: Table
    cell: etree._Element | None = None


class _Walk:
    """Reads a tree from its first element to its last, without recursion: pages are nested deeply."""

    def __init__(self, everything: bool) -> None:
        self._left_out = _UNSEEN if everything else _UNSEEN | _FURNITURE
        self._flows = [_Flow()]
        self._tables: list[_Open] = []
        self._lists: list[ItemList] = []
        self._kept = self._raised = 0  # open <pre> and <sup>

    def read(self, root: etree._Element) -> list[str]:
        """The paragraphs of ``root``."""
        walk = etree.iterwalk(root, events=("start", "end"))
        left_out: etree._Element | None = None
        for event, element in walk:
            if event == "start":
                if self._unseen(element) or self._word_marker(element):
                    left_out = element
                    walk.skip_subtree()
                    continue
                self._start(element)
                self._text(element.text)
                continue
            if element is left_out:
                left_out = None
            else:
                self._end(element)
            if element is not root:
                self._text(element.tail)
        self._flows[0].end()
        return self._flows[0].paragraphs

    def _unseen(self, element: etree._Element) -> bool:
        if element.tag in self._left_out or element.get("hidden") is not None:
            return True
        return bool(_HIDDEN.search(element.get("style") or ""))

    def _word_marker(self, element: etree._Element) -> bool:
        """Takes the number or bullet that Word wrote for readers that do not know its lists."""
        if not _IGNORED_BY_WORD.search(element.get("style") or ""):
            return False
        marker = " ".join("".join(element.itertext()).split())
        self._flows[-1].add("- " if _BULLETS.fullmatch(marker) else f"{marker} ")
        return True

    def _text(self, text: str | None) -> None:
        if not text:
            return
        text = _INVISIBLE.sub("", text)
        if self._raised and text.strip().isdecimal() and self._flows[-1].ends_in_digit:
            text = text.translate(_SUPERSCRIPTS)  # or note 2 of Điều 1 would be read as Điều 12
        self._flows[-1].add(text if self._kept else _SPACES.sub(" ", text))

    def _start(self, element: etree._Element) -> None:
        tag = element.tag
        if tag == "br":
            self._flows[-1].add("\n")
        elif tag == "sup":
            self._raised += 1
        elif tag == "q":
            self._flows[-1].add("“")
        if tag not in BLOCKS:
            return
        self._flows[-1].end()
        if tag == "pre":
            self._kept += 1
        elif tag in _LISTS:
            self._lists.append(self._list(element))
        elif tag == "li":
            self._item(element)
        elif tag == "table" and len(self._tables) < _DEEPEST_TABLE:
            self._tables.append(_Open(element, Table(arranges=element.get("role") in ("presentation", "none"))))
        elif self._tables and self._tables[-1].cell is None:
            if tag == "tr":
                self._tables[-1].table.rows.append([])
            elif tag in ("td", "th"):
                self._tables[-1].cell = element
                self._flows.append(_Flow())

    def _end(self, element: etree._Element) -> None:
        tag = element.tag
        if tag == "sup":
            self._raised -= 1
        elif tag == "q":
            self._flows[-1].add("”")
        if tag not in BLOCKS:
            return
        self._flows[-1].end()
        if tag == "pre":
            self._kept -= 1
        elif tag in _LISTS:
            self._lists.pop()
        elif tag == "li":
            self._flows[-1].marker = ""
        elif self._tables and element is self._tables[-1].cell:
            self._close_cell(self._tables[-1], element)
        elif self._tables and element is self._tables[-1].element:
            paragraphs = self._tables.pop().table.paragraphs()
            self._flows[-1].paragraphs += paragraphs
            self._flows[-1].holds_table |= bool(paragraphs)

    def _close_cell(self, open_: _Open, element: etree._Element) -> None:
        flow = self._flows.pop()
        open_.cell = None
        if not open_.table.rows:
            open_.table.rows.append([])
        width, height = whole(element.get("colspan")), whole(element.get("rowspan"))
        rows = 1 if height is None or height < 0 else height
        cell = Cell(flow.paragraphs, max(1, width or 1), rows, element.tag == "th", flow.holds_table)
        open_.table.rows[-1].append(cell)

    def _list(self, element: etree._Element) -> ItemList:
        kind = kind_of(element.get("style"), element.get("type"), element.get("class"))
        if element.tag != "ol":
            nested = sum(each.kind in ("disc", "circle", "square") for each in self._lists)
            return ItemList(kind or ("circle" if nested % 2 else "disc"))
        start = whole(element.get("start"))
        if element.get("reversed") is None:
            return ItemList(kind or "decimal", 1 if start is None else start)
        return ItemList(kind or "decimal", len(element.findall("li")) if start is None else start, -1)

    def _item(self, element: etree._Element) -> None:
        if self._lists:
            kind = kind_of(element.get("style"), element.get("type"))
            self._flows[-1].marker += self._lists[-1].marker(kind, whole(element.get("value")))
