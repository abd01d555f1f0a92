"""A document as an office types it in Word: a borderless table for the letterhead, Times New Roman 14, justified text.

``numbered`` leaves the numbers of articles, points and dashes to Word's own lists, as most offices' templates do.
"""

import io
import re
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING

from eval.reading.sheets import Columns, Document, Grid, Look, Paragraph

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph as Printed

# What Word can count by itself: the words before the text, the kind of number, and its print.
_LISTS = (
    (re.compile(r"Điều (\d+)\.\s+"), "decimal", "Điều %1."),
    (re.compile(r"(\d+)\.\s+"), "decimal", "%1."),
    (re.compile(r"\((\d+)\)\s+"), "decimal", "(%1)"),
    (re.compile(r"([a-z])\)\s+"), "lowerLetter", "%1)"),
    (re.compile(r"()-\s+"), "bullet", "-"),
)


def docx(document: Document, numbered: bool = False) -> bytes:
    """The bytes of a .docx. Raises ``ImportError`` where python-docx is not installed."""
    from docx import Document as Empty
    from docx.shared import Cm, Pt

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        word = Empty()
    word.styles["Normal"].font.name = "Times New Roman"
    word.styles["Normal"].font.size = Pt(14)
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin, section.top_margin, section.bottom_margin = Cm(3), Cm(1.5), Cm(2), Cm(2)
    _page_number(section.header.paragraphs[0])
    numbers = _Numbers(word) if numbered else None
    for at, sheet in enumerate(document.sheets):
        if at:
            word.add_paragraph().paragraph_format.page_break_before = True
        for piece in sheet:
            match piece:
                case Columns():
                    _columns(word, piece)
                case Grid():
                    _grid(word, piece)
                case Paragraph():
                    _paragraph(word, piece, numbers)
    stream = io.BytesIO()
    word.save(stream)
    return stream.getvalue()


def _paragraph(word: "Word", piece: Paragraph, numbers: "_Numbers | None") -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
    from docx.shared import Cm, Pt

    printed = word.add_paragraph()
    text = numbers.apply(printed, piece.text) if numbers and piece.look is Look.BODY else piece.text
    run = printed.add_run(text)
    run.bold = piece.look is Look.TITLE
    printed.alignment = ALIGN.JUSTIFY if piece.look is Look.BODY else ALIGN.CENTER
    if piece.look is Look.BODY:
        printed.paragraph_format.first_line_indent = Cm(1.27)
    printed.paragraph_format.space_after = Pt(6)


def _columns(word: "Word", piece: Columns) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
    from docx.shared import Pt

    centred = not any(line.startswith("Nơi nhận") for line in piece.left)
    cells = word.add_table(rows=1, cols=2).rows[0].cells
    for cell, side, middle in zip(cells, (piece.left, piece.right), (centred, True), strict=True):
        for printed, line in zip(_paragraphs(cell, len(side)), side, strict=False):
            run = printed.add_run(line)
            run.font.size = Pt(13 if middle else 11)
            run.bold = line.isupper()
            printed.alignment = ALIGN.CENTER if middle else ALIGN.LEFT


def _paragraphs(cell: "_Cell", count: int) -> Iterator["Printed"]:
    yield cell.paragraphs[0]
    for _ in range(count - 1):
        yield cell.add_paragraph()


def _grid(word: "Word", piece: Grid) -> None:
    table = word.add_table(rows=0, cols=max(map(len, piece.rows)), style="Table Grid")
    for row in piece.rows:
        for cell, words in zip(table.add_row().cells, row, strict=False):
            cell.text = words


def _element(tag: str, **attributes: str) -> "BaseOxmlElement":
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def _page_number(printed: "Printed") -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN

    printed.alignment = ALIGN.CENTER
    field = _element("w:fldSimple", instr=" PAGE ")
    field.append(_element("w:r"))
    field[0].append(_element("w:t"))
    field[0][0].text = "2"
    printed._p.append(field)


class _Numbers:
    """Word's lists: one that goes on counting where the text does, a new one where the text begins elsewhere."""

    def __init__(self, word: "Word") -> None:
        self._root = word.part.numbering_part.element
        self._next = 100  # above the ids of the template's own lists
        self._running: dict[str, tuple[str, int]] = {}
        for kind, (_, form, shown) in enumerate(_LISTS):
            self._define(str(100 + kind), form, shown)

    def apply(self, printed: "Printed", text: str) -> str:
        """Makes ``printed`` an item of the list its number belongs to; returns the text without the number."""
        for kind, (pattern, form, _) in enumerate(_LISTS):
            found = pattern.match(text)
            if found:
                label = found[1]
                value = 1 if form == "bullet" else int(label) if form == "decimal" else ord(label) - ord("a") + 1
                settings = printed._p.get_or_add_pPr()
                numbered = _element("w:numPr")
                numbered.append(_element("w:ilvl", val="0"))
                numbered.append(_element("w:numId", val=self._list(str(100 + kind), value, form == "bullet")))
                settings.append(numbered)
                return text[found.end() :]
        return text

    def _list(self, kind: str, value: int, bullet: bool) -> str:
        name, last = self._running.get(kind, ("", -1))
        if not name or not (bullet or value == last + 1):
            name, self._next = str(self._next), self._next + 1
            made = _element("w:num", numId=name)
            made.append(_element("w:abstractNumId", val=kind))
            override = _element("w:lvlOverride", ilvl="0")
            override.append(_element("w:startOverride", val=str(value)))
            made.append(override)
            self._root.append(made)
        self._running[kind] = (name, value)
        return name

    def _define(self, kind: str, form: str, shown: str) -> None:
        made = _element("w:abstractNum", abstractNumId=kind)
        level = _element("w:lvl", ilvl="0")
        for tag, value in (("w:start", "1"), ("w:numFmt", form), ("w:suff", "space"), ("w:lvlText", shown)):
            level.append(_element(tag, val=value))
        made.append(level)
        self._root.insert(0, made)  # every list's definition stands before every list
