"""The flow of a Word document: paragraphs with their numbers, tables, text boxes, and the letterhead in a header."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from index.errors import SourceError
from index.formats.docx import xml as x
from index.formats.docx.numbering import Numbering
from index.formats.docx.package import Link, Package
from index.formats.docx.runs import Box, Line, Runs, chosen, printed
from index.formats.docx.styles import Styles, list_place
from index.formats.docx.tables import MAX_COLUMNS, Block, Cell, Table, cell_text, paragraphs
from index.formats.tables import is_frame
from index.formats.text.legacy import Legacy
from index.text import fold

TOP = ("w:p", "w:tbl", "w:sdt", "w:customXml", "w:sectPr", "w:altChunk", "mc:AlternateContent")
# Boxes whose tops are closer than this stand beside each other.
_BAND = 30.0
_LETTERHEAD = re.compile(
    r"^\W*(?:cong hoa xa hoi chu nghia|dang cong san viet nam|(?:hoa toc|thuong khan|khan|(?:tuyet|toi )?mat)\W*$)",
    re.MULTILINE,
)
_PAGE_NUMBER = re.compile(r"\W*(?:trang\s*)?\d{0,4}(?:\s*/\s*\d{1,4})?\W*", re.IGNORECASE)
# A header is looked for in so many paragraphs of its section: some files print it in both places.
_NEAR = 40


@dataclass(slots=True)
class Document:
    """What all parts of one document share; numbers count through it."""

    package: Package
    styles: Styles
    numbering: Numbering
    notes: dict[tuple[str, str], str] = field(default_factory=dict)  # kind and id: the mark, in the order of the text
    marks: int = 0
    pictures: dict[str, None] = field(default_factory=dict)  # parts, in the order of the text
    pages: int = 0  # pictures as large as a page
    unread: int = 0  # embedded documents
    converted: set[Legacy] = field(default_factory=set)  # encodings of the old fonts in it


@dataclass(slots=True)
class _Held:
    """A paragraph whose end does not end the line: a big initial, a tracked deletion of the mark."""

    label: str
    text: str


class Story:
    """One flow of text: the body, a header, the notes. :meth:`blocks` is called once, in the order of the text."""

    def __init__(self, document: Document, links: dict[str, Link]) -> None:
        self._document = document
        self._links = links
        self._runs = Runs(document.styles, self._inside, self._note, self._picture)
        self._held: _Held | None = None
        self._section = 0

    def blocks(self, nodes: Iterable[x.Node]) -> list[Block]:
        """The paragraphs and tables of ``nodes``, elements of a body."""
        out: list[Block] = []
        for node in nodes:
            self._block(node, out)
        self._release(out)
        return out

    def _inside(self, node: x.Node) -> tuple[Block, ...]:
        held, self._held = self._held, None
        found = tuple(self.blocks(node))
        self._held = held
        return found

    def _block(self, node: x.Node, out: list[Block]) -> None:
        kind = x.name(node)
        if kind == "w:p":
            self._paragraph(node, out)
        elif kind == "w:tbl":
            self._release(out)
            out.append(Table(tuple(self._rows(node))))
        elif kind == "w:sectPr":
            self._headers(node, out)
        elif kind == "w:altChunk":
            out += self._embedded(self._part(x.attr(node, "r:id")))
        else:
            for inner in _held_by(node, kind):
                self._block(inner, out)

    def _embedded(self, part: str | None) -> list[Block]:
        """A page or a text that stands whole inside the document, as programs on the web make them."""
        from index.formats.choose import read_as
        from index.formats.sniff import Kind, kind_of

        package = self._document.package
        if part and package.has(part):
            with suppress(SourceError):
                data = package.read(part)
                kind = kind_of(data, part)
                if kind in (Kind.HTML, Kind.MHTML, Kind.TEXT):
                    return list(read_as(kind, data, lambda *_: None).text.split("\n\n"))
        self._document.unread += 1
        return []

    # ------------------------------------------------------------ paragraphs

    def _paragraph(self, node: x.Node, out: list[Block]) -> None:
        properties = x.child(node, "w:pPr")
        style = x.child(properties, "w:pStyle")
        line = Line(None if style is None else x.attr(style, "w:val"), out)
        mark = x.child(properties, "w:rPr")
        gone = x.child(mark, "w:del") is not None or x.child(mark, "w:moveFrom") is not None
        self._runs.read(node, line)
        text = line.text()
        self._document.converted |= {
            look.legacy[0] for words, look in line.pieces if look.legacy and not words.isascii()
        }
        hidden = self._document.styles.look(line.style, None, self._document.styles.format(mark)).hidden
        # Word neither prints nor counts the number of a paragraph that is deleted or hidden as a whole.
        label = "" if gone or (hidden and not text.strip()) else self._label(properties, line.style)
        if "\t" in text and _has_leaders(properties):
            text = text.replace("\t", " … ")
        if self._held:
            label, text = self._held.label or label, self._held.text + text
            self._held = None
        above = [box for box in line.boxes if box.above or not text.strip()]
        _boxes(above, out)
        if gone or hidden or _is_initial(properties):
            self._held = _Held(label, text)
        else:
            _lines(label, text, out)
        _boxes([box for box in line.boxes if box not in above], out)
        section = x.child(properties, "w:sectPr")
        if section is not None:
            self._headers(section, out)

    def _label(self, properties: x.Node | None, style: str | None) -> str:
        """The number that Word prints before the paragraph."""
        own = list_place(properties)
        inherited, source = self._document.styles.list_of(style)
        num = own.num if own.num is not None else inherited.num
        if num is None or num == "0":
            return ""
        level = own.level
        if level is None and own.num is None and source is not None:
            level = self._document.numbering.level_of(num, source)
        label = self._document.numbering.label(num, (inherited.level or 0) if level is None else level)
        if label is None or not label.text:
            return ""
        mark = self._document.styles.format(x.child(properties, "w:rPr"))
        # A bullet was translated already; its own font is one of symbols.
        look = self._document.styles.look(style, None, label.format.over(mark))
        return label.text if look.symbols else printed(label.text, look)

    def _release(self, out: list[Block]) -> None:
        if self._held:
            _lines(self._held.label, self._held.text, out)
            self._held = None

    def _note(self, kind: str, key: str, marked: bool) -> str:
        document = self._document
        if (kind, key) not in document.notes:
            document.marks += not marked
            document.notes[kind, key] = "" if marked else f"[{document.marks}]"
        return document.notes[kind, key]

    def _picture(self, link: str, page: bool) -> None:
        self._document.pages += page
        part = self._part(link)
        if part:
            self._document.pictures[part] = None

    def _part(self, link: str | None) -> str | None:
        found = self._links.get(link or "")
        return found.part if found else None

    # ------------------------------------------------------------ tables

    def _rows(self, table: x.Node) -> Iterator[tuple[Cell, ...]]:
        for row in _children(table, "w:tr"):
            properties = x.child(row, "w:trPr")
            if x.child(properties, "w:del") is None and not x.switch(properties, "w:hidden"):
                before = x.number(x.child(properties, "w:gridBefore")) or 0
                cells = [Cell(("",), min(before, MAX_COLUMNS))] if before > 0 else []
                for node in _children(row, "w:tc"):
                    self._cell(node, cells)
                yield tuple(cells)

    def _cell(self, node: x.Node, cells: list[Cell]) -> None:
        properties = x.child(node, "w:tcPr")
        if x.child(properties, "w:cellDel") is not None:
            return
        span = max(1, min(x.number(x.child(properties, "w:gridSpan")) or 1, MAX_COLUMNS))
        blocks = tuple(self.blocks(node))
        beside = x.child(properties, "w:hMerge")
        if beside is not None and x.attr(beside, "w:val") != "restart" and cells:
            last = cells.pop()
            cells.append(Cell(last.blocks + blocks, min(last.span + span, MAX_COLUMNS), last.below))
            return
        merged = x.child(properties, "w:vMerge")
        cells.append(Cell(blocks, span, merged is not None and x.attr(merged, "w:val") != "restart"))

    # ------------------------------------------------------------ headers

    def _headers(self, section: x.Node, out: list[Block]) -> None:
        """The header that a section prints once or that holds a letterhead, put before the section's words."""
        begin, self._section = min(self._section, len(out)), len(out)
        kinds: dict[str, str] = {}
        for node in section:
            part = self._part(x.attr(node, "r:id")) if x.name(node) == "w:headerReference" else None
            if part:
                kinds[x.attr(node, "w:type") or "default"] = part
        first = kinds.get("first") if x.switch(section, "w:titlePg") else None
        running = self._header(kinds.get("default"))
        lines = self._header(first) if first else running
        once = first is not None and lines != running
        if not lines or not (once or any(_LETTERHEAD.search(fold(line)) for line in lines)):
            return
        near = {fold(line).strip() for block in paragraphs(out[begin : begin + _NEAR]) for line in block.split("\n")}
        fresh: list[Block] = [line for line in lines if not {fold(one).strip() for one in line.split("\n")} & near]
        out[begin:begin] = fresh
        self._section += len(fresh)

    def _header(self, part: str | None) -> list[str]:
        root = self._document.package.tree(part)
        if root is None:
            return []
        story = Story(self._document, self._document.package.links_of(part or ""))
        return [block for block in paragraphs(story.blocks(root)) if not _PAGE_NUMBER.fullmatch(block)]


def _held_by(node: x.Node, kind: str) -> Iterator[x.Node]:
    """What an element around blocks holds."""
    if kind == "mc:AlternateContent":
        return chosen(node)
    if kind == "w:sdt":
        placeholder = x.switch(x.child(node, "w:sdtPr"), "w:showingPlcHdr")
        content = None if placeholder else x.child(node, "w:sdtContent")
        return iter(content) if content is not None else iter(())
    return iter(node) if kind in ("w:customXml", "w:ins", "w:moveTo", "w:smartTag") else iter(())


def _children(node: x.Node, kind: str) -> Iterator[x.Node]:
    """Rows of a table or cells of a row, also those inside content controls."""
    for inner in node:
        if x.name(inner) == kind:
            yield inner
        else:
            for held in _held_by(inner, x.name(inner)):
                if x.name(held) == kind:
                    yield held
                else:
                    yield from _children(held, kind)


def _has_leaders(properties: x.Node | None) -> bool:
    """Whether the tabs of a paragraph are printed as dots."""
    tabs = x.child(properties, "w:tabs")
    return tabs is not None and all(x.attr(tab, "w:leader") in ("dot", "middleDot", "underscore") for tab in tabs)


def _is_initial(properties: x.Node | None) -> bool:
    """Whether the paragraph is a big first letter: the next one goes on in its line."""
    frame = x.child(properties, "w:framePr")
    return frame is not None and x.attr(frame, "w:dropCap") in ("drop", "margin")


def _lines(label: str, text: str, out: list[Block]) -> None:
    """A paragraph, cut where a page or a blank line ends it."""
    for piece in re.split(r"\f|\n[ \t]*(?=\n)", text):
        words = piece.strip("\n")
        if words.strip():
            out.append(label + words.lstrip() if label else words)
            label = ""
        elif not label:
            out.append("")
    if label.strip(" -–+*•"):  # a number without words: a column of ordinals
        out.append(label.strip())


def _boxes(boxes: list[Box], out: list[Block]) -> None:
    """Text boxes in the order one reads them: from the top, beside each other from the left."""
    for box in sorted(boxes, key=lambda one: (round(one.top / _BAND), one.left)):
        text = cell_text(box.blocks)
        if is_frame([[text]]):
            out.append(text)
        else:
            out += paragraphs(box.blocks)
