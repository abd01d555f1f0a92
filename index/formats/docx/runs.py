"""The words of one paragraph as printed: runs, tabs, breaks, symbols, fields, and what hangs on the paragraph."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter

from index.formats.docx import xml as x
from index.formats.docx.styles import Look, Styles
from index.formats.docx.symbols import symbol, symbols
from index.formats.docx.tables import Block
from index.formats.text.legacy import convert
from index.text import nfc

# Elements that only hold others; their other children (properties) are not listed in _INLINE either.
_HOLDERS = frozenset(
    "w:hyperlink w:smartTag w:ins w:moveTo w:fldSimple w:customXml w:dir w:bdo w:sdtContent w:ruby w:rubyBase "
    "m:oMath m:oMathPara m:r m:num m:den m:e m:sub m:sup m:f m:sSub m:sSup m:sSubSup m:d m:rad m:nary m:func m:fName "
    "m:bar m:acc m:box m:m m:mr m:deg m:eqArr m:limLow m:limUpp m:lim m:groupChr m:borderBox".split()
)
_SHAPES = frozenset({"w:drawing", "w:pict", "w:object"})
# Marks that print nothing. (The soft hyphen goes last: it is a letter of an old encoding.)
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_UNICODE = re.compile("[ăĂđĐĩĨũŨơƠưƯ\u1ea0-\u1ef9]")
_LENGTH = re.compile(r"(margin-left|margin-top):\s*(-?[\d.]+)(pt|in|cm|mm|px)?")
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "px": 0.75}
_EMU = 12700
_PAGE = (340.0, 480.0)  # points: 12 by 17 cm


@dataclass(frozen=True, slots=True)
class Box:
    """A text box: its paragraphs, and where it stands against its paragraph, in points. ``above``: before its words."""

    blocks: tuple[Block, ...]
    above: bool
    top: float
    left: float


@dataclass(slots=True)
class Field:
    """A field being read: its instruction, whether its result has begun."""

    instruction: str = ""
    begun: bool = False
    contents: tuple[list[Block], int, int] | None = None


@dataclass(slots=True)
class Line:
    """A paragraph being read: pieces of text with their look, text boxes, the block list it will go to."""

    style: str | None
    out: list[Block]
    pieces: list[tuple[str, Look]] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)

    def add(self, text: str, look: Look) -> None:
        """Words of a run."""
        self.pieces.append((text, look))

    def text(self) -> str:
        """The paragraph's words; tabs stay tabs, line breaks ``\\n``, page breaks ``\\f``."""
        # Runs of one look are one: an old encoding may write a letter in two characters.
        runs = groupby(self.pieces, key=itemgetter(1))
        return nfc("".join(printed("".join(text for text, _ in pieces), look) for look, pieces in runs))


def printed(text: str, look: Look) -> str:
    """``text`` as its look prints it."""
    if look.symbols:
        text = symbols(look.symbols, text)
    elif look.legacy and not _UNICODE.search(text):  # else: Unicode that kept the name of an old font
        plain = "".join(chr(ord(c) - 0xF000) if 0xF020 <= ord(c) <= 0xF0FF else c for c in text)
        text = convert(plain, *look.legacy)
    if look.caps:
        text = text.upper()
    return _UNSEEN.sub("", text).replace("\u00a0", " ").replace("\u2011", "-")


@dataclass(slots=True)
class Runs:
    """Reads what stands inside paragraphs, in the order of the text: fields go on from one paragraph to the next.

    ``inside(node)`` gives the paragraphs of a text box; ``note(kind, id, marked)`` what stands for a note (kind
    ``footnote`` or ``endnote``, ``marked``: with a mark of its own); ``picture(link, page)`` is told of each picture
    (``page``: as large as one).
    """

    styles: Styles
    inside: Callable[[x.Node], tuple[Block, ...]]
    note: Callable[[str, str, bool], str]
    picture: Callable[[str, bool], None]
    fields: list[Field] = field(default_factory=list)
    waiting: int = 0  # fields whose result has not begun

    def read(self, paragraph: x.Node, line: Line) -> None:
        """The runs of a paragraph into ``line``."""
        for node in paragraph:
            self._inline(node, line)
        # An instruction ends where it begins; one that never ends must not swallow the document.
        if self.waiting:
            self.fields, self.waiting = [one for one in self.fields if one.begun], 0

    def _inline(self, node: x.Node, line: Line) -> None:
        kind = x.name(node)
        if kind == "w:r":
            self._run(node, line)
        elif kind in _HOLDERS:
            for index, inner in enumerate(node):
                if kind == "m:f" and x.name(inner) == "m:den" and index:
                    line.add("/", Look())
                self._inline(inner, line)
        elif kind == "m:t":
            line.add(node.text or "", Look())
        elif kind == "w:sdt":
            content = x.child(node, "w:sdtContent")
            if content is not None and not x.switch(x.child(node, "w:sdtPr"), "w:showingPlcHdr"):
                self._inline(content, line)
        elif kind == "mc:AlternateContent":
            for inner in chosen(node):
                self._inline(inner, line)

    def _run(self, node: x.Node, line: Line) -> None:
        properties = x.child(node, "w:rPr")
        style = x.child(properties, "w:rStyle")
        character = None if style is None else x.attr(style, "w:val")
        look = self.styles.look(line.style, character, self.styles.format(properties))
        for piece in node:
            self._piece(piece, line, look)

    def _piece(self, node: x.Node, line: Line, look: Look) -> None:
        kind = x.name(node)
        if kind == "w:fldChar":
            self._field(x.attr(node, "w:fldCharType"), line)
        elif kind == "w:instrText":
            if self.fields and not self.fields[-1].begun:
                self.fields[-1].instruction += (node.text or "")[:100]
        elif look.hidden or self.waiting:
            return
        elif kind == "mc:AlternateContent":
            for inner in chosen(node):
                self._piece(inner, line, look)
        elif kind in _SHAPES:
            line.boxes += self._boxes(node)
        elif text := self._text(node, kind):
            line.add(text, look)

    def _text(self, node: x.Node, kind: str) -> str:
        if kind in ("w:t", "m:t"):
            return (node.text or "").replace("\n", " ")  # only w:br breaks a line
        if kind in ("w:tab", "w:ptab"):
            return "\t"
        if kind == "w:br":
            return "\f" if x.attr(node, "w:type") in ("page", "column") else "\n"
        if kind == "w:cr":
            return "\n"
        if kind == "w:noBreakHyphen":
            return "-"
        if kind == "w:softHyphen":
            return "\u00ad"  # a letter of old encodings
        if kind == "w:sym":
            code = x.attr(node, "w:char") or ""
            return symbol((x.attr(node, "w:font") or "").lower(), int(code, 16)) if _is_hex(code) else ""
        if kind in ("w:footnoteReference", "w:endnoteReference"):
            marked = x.attr(node, "w:customMarkFollows") in ("1", "true", "on")
            return self.note(kind.removesuffix("Reference").removeprefix("w:"), x.attr(node, "w:id") or "", marked)
        return ""

    def _field(self, state: str | None, line: Line) -> None:
        if state == "begin":
            self.fields.append(Field())
            self.waiting += 1
        elif not self.fields:
            return
        elif state == "separate":
            top = self.fields[-1]
            self.waiting -= not top.begun
            top.begun = True
            # A table of contents says once more what follows: a clause must not stand twice.
            if re.match(r"\s*TOC\b", top.instruction, re.IGNORECASE):
                top.contents = (line.out, len(line.out), len(line.pieces))
        elif state == "end":
            top = self.fields.pop()
            self.waiting -= not top.begun
            if top.contents and top.contents[0] is line.out:
                out, begin, pieces = top.contents
                same = len(out) == begin
                del out[begin:]
                del line.pieces[pieces if same else 0 :]

    def _boxes(self, shape: x.Node) -> Iterator[Box]:
        """The text boxes of a drawing; its pictures are told of."""
        above, top, left = _position(shape)
        waiting = [shape]
        while waiting:
            node = waiting.pop()
            kind = x.name(node)
            if kind == "w:txbxContent":
                yield Box(self.inside(node), above, top, left)
                continue
            if kind == "v:shape" and "watermark" in (node.get("id") or "").lower():
                continue
            if kind == "v:textpath":
                yield Box((nfc(node.get("string") or ""),), above, top, left)
            link = (
                x.attr(node, "r:embed") if kind == "a:blip" else x.attr(node, "r:id") if kind == "v:imagedata" else None
            )
            if link:
                self.picture(link, _is_page(shape))
            waiting += reversed(list(chosen(node) if kind == "mc:AlternateContent" else node))


def _is_page(shape: x.Node) -> bool:
    """Whether a picture is as large as a scanned page, and no stamp or logo."""
    extent = next(shape.iter(*x.tags("wp:extent")), None)
    return extent is not None and all(
        _points(extent.get(side)) > least for side, least in zip(("cx", "cy"), _PAGE, strict=True)
    )


def chosen(node: x.Node) -> Iterator[x.Node]:
    """The one alternative of ``mc:AlternateContent`` that is read: Word's newer one, unless it holds nothing known."""
    choice, fallback = x.child(node, "mc:Choice"), x.child(node, "mc:Fallback")
    known = ("w:p", "w:r", "a:blip", "w:t")
    good = choice is not None and next(choice.iter(*(tag for kind in known for tag in x.tags(kind))), None) is not None
    pick = choice if good or fallback is None else fallback
    return iter(pick) if pick is not None else iter(())


def _position(shape: x.Node) -> tuple[bool, float, float]:
    """Whether a drawing stands above its paragraph's words, and how far down and right it begins, in points."""
    anchor = x.child(shape, "wp:anchor")
    if anchor is not None:
        down, right = x.child(anchor, "wp:positionV"), x.child(anchor, "wp:positionH")
        top, left = (_offset(one) for one in (down, right))
        against = down.get("relativeFrom") if down is not None else None
        return against not in ("paragraph", "line") or top <= 0, top, left
    for node in shape:
        style = node.get("style") or ""
        if "position:absolute" in style.replace(" ", ""):
            found = {
                key: float(value) * _POINTS[unit or "pt"]
                for key, value, unit in _LENGTH.findall(style)
                if _is_number(value)
            }
            top = found.get("margin-top", 0.0)
            against_page = re.search(r"mso-position-vertical-relative:\s*(?:page|margin)", style)
            return bool(against_page) or top <= 0, top, found.get("margin-left", 0.0)
    return False, 0.0, 0.0


def _offset(node: x.Node | None) -> float:
    offset = x.child(node, "wp:posOffset")
    return _points(offset.text) if offset is not None else 0.0


def _points(emu: str | None) -> float:
    return float(emu) / _EMU if emu and _is_number(emu) else 0.0


def _is_number(text: str) -> bool:
    return re.fullmatch(r"-?\d{1,9}(?:\.\d{0,9})?", text) is not None


def _is_hex(text: str) -> bool:
    return re.fullmatch(r"[0-9a-fA-F]{1,6}", text) is not None
