"""Real documents as an office lays them out: letterhead in two columns, title, text, Nơi nhận beside the signature.

What :mod:`eval.reading.typeset` prints. The samples come from the hand-made table of their clauses, so that no parser
has a say in it; documents of ``nguoi-co-cong`` from their Markdown. Both are put in order first: print marks out,
page breaks healed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from pathlib import Path

from eval.reading import gold
from index.types import Role


class Look(StrEnum):
    """How a paragraph is set: centred and bold, centred, or justified with its first line indented."""

    TITLE = "title"
    CENTRED = "centred"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, without line breaks."""

    text: str
    look: Look = Look.BODY


@dataclass(frozen=True, slots=True)
class Columns:
    """Two columns side by side, a line each: the letterhead, or Nơi nhận and the signature."""

    left: tuple[str, ...]
    right: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table of the text."""

    rows: tuple[tuple[str, ...], ...]


Piece = Paragraph | Columns | Grid
Sheet = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """One file: the directives it holds, each of which begins a page."""

    name: str
    sheets: tuple[Sheet, ...]

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Everything, page breaks forgotten."""
        return tuple(piece for sheet in self.sheets for piece in sheet)

    @property
    def text(self) -> str:
        """The document as plain text, in the shape :mod:`index.formats` promises."""
        blocks = []
        for titled, group in groupby(
            self.pieces, key=lambda one: isinstance(one, Paragraph) and one.look is Look.TITLE
        ):
            shown = [_shown(piece) for piece in group]
            blocks += ["\n".join(shown)] if titled else shown
        return "\n\n".join(blocks) + "\n"


def _shown(piece: Piece) -> str:
    match piece:
        case Paragraph():
            return piece.text
        case Columns():
            return "\n\n".join("\n".join(side) for side in (piece.left, piece.right) if side)
        case Grid():
            from index.formats.tables import table_text

            return table_text(piece.rows)


# ---- the samples

_LEFT = frozenset({"cơ quan ban hành", "số, ký hiệu", "trích yếu"})
_RIGHT = frozenset({"quốc hiệu, tiêu đề", "địa danh, ngày tháng"})
_ITEM = re.compile(r"\s*[-–+]\s")


def samples() -> list[Document]:
    """The bundled documents: five files, seven directives."""
    found: dict[str, list[Sheet]] = {}
    for one in gold.fields():
        rows = [row for row in gold.clauses() if row.directive == one.number]
        found.setdefault(one.file, []).append(tuple(_sheet(gold.text(one.file), rows)))
    return [Document(name.partition("_")[0], tuple(sheets)) for name, sheets in found.items()]


def _sheet(text: str, rows: Sequence[gold.Row]) -> Iterator[Piece]:
    printed = {row: text[row.span.start : row.span.end] for row in rows}
    body = [row for row in rows if row.role is Role.BODY]
    if not body:  # a certified-copy slip: everything stands in two columns
        middle = next(at for at, row in enumerate(rows) if row.address == "tiêu đề")
        sides = [[line for row in half for line in _lines(printed[row])] for half in (rows[:middle], rows[middle:])]
        yield Columns(tuple(sides[0]), tuple(sides[1]))
        return
    left = [line for row in rows if row.address in _LEFT for line in _left(row, printed[row])]
    right = [line for row in rows if row.address in _RIGHT for line in _lines(printed[row])]
    if left or right:
        yield Columns(tuple(left), tuple(right))
    for row in rows:
        if row.address == "tiêu đề":
            yield from (Paragraph(line, Look.TITLE) for line in _title(printed[row]))
    for row in rows:
        if row.role is Role.ADDRESSEE:
            yield from (
                Paragraph(line, Look.BODY if at else Look.CENTRED) for at, line in enumerate(_lines(printed[row]))
            )
    yield from (Paragraph(_plain(printed[row])) for row in body)
    ends = [[line for row in rows if row.role is role for line in _lines(printed[row])] for role in _ENDS]
    yield Columns(tuple(ends[0]), tuple(ends[1]))


_ENDS = (Role.RECIPIENT, Role.SIGNATURE)


def _plain(printed: str) -> str:
    return " ".join(printed.replace("*", "").split())


def _lines(printed: str) -> list[str]:
    """The lines of a list or a block, a wrapped list item healed."""
    lines: list[str] = []
    listed = any(_ITEM.match(line) for line in printed.splitlines()[1:])
    for line in filter(str.strip, printed.splitlines()):
        if listed and len(lines) > 1 and not _ITEM.match(line):
            lines[-1] = f"{lines[-1]} {_plain(line)}"
        else:
            lines.append(_plain(line))
    _, colon, first = lines[0].partition("Kính gửi:")
    return ["Kính gửi:", *filter(None, [first.strip()]), *lines[1:]] if colon else lines


def _left(row: gold.Row, printed: str) -> list[str]:
    """A letterhead's left column: the Party's star under its name, the subject on one line."""
    if row.address == "trích yếu":
        return [_plain(printed)]
    return [*_lines(printed), "*"] if row.address == "cơ quan ban hành" else _lines(printed)


def _title(printed: str) -> list[str]:
    """Capitals a line each; what follows them is one line."""
    lines = [_plain(line) for line in printed.splitlines()]
    capitals = [line for line in lines if line.isupper()]
    return [*capitals, " ".join(lines[len(capitals) :])]


# ---- nguoi-co-cong

# Of each layout one: letters with their kinds of lists, a decree, a decision.
CHOSEN = (
    "3354_2013_CV_VPCP",
    "2403_2009_TTg_KGVX",
    "1040_2012_CV_LĐTBXH",
    "87_2013_NĐ_CP",
    "6154_2011_QD_UBND_HN",
)
_RULE = re.compile(r"\|[\s:|-]+\|?$")
_DRAWN = re.compile(r"\s*-{4,}\s*")
_MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_SUBJECT = re.compile(r"\s+(?=V/v)")
_OFFICE = re.compile(r"(?<!KT\.)(?<!,)\s+(?=(?:KT\.|PHÓ|THỨ TRƯỞNG)\s)")
_NAME = re.compile(r"\s+(?=(?:[^\W\d_]\w*\s+){1,3}[^\W\d_]\w*$)")
_ADDRESSED = re.compile(r"(?<=[:;,)])\s+(?=- )")


def archive(folder: Path) -> list[Document]:
    """The chosen documents of the folder ``nguoi-co-cong``."""
    return [markdown(name, (folder / f"{name}.md").read_text(encoding="utf-8")) for name in CHOSEN]


def markdown(name: str, text: str) -> Document:
    """A document of one directive as the law portals' Markdown has it: letterhead and signatures are tables.

    Lines with a ``#`` and what stands before the letterhead are the portal's and not the document's.
    """
    pieces: list[Piece] = []
    for block in re.split(r"\n\s*\n", text[text.index("|") :]):
        lines = [line.strip() for line in block.splitlines() if line.strip() and not line.startswith("#")]
        if lines and lines[0].startswith("|"):
            rows = [tuple(c.strip() for c in line.strip("|").split("|")) for line in lines if not _RULE.match(line)]
            pieces += _tabled(rows)
        else:
            pieces += [Paragraph(line, _look(line, pieces[0])) for line in lines]
    return Document(name, (tuple(pieces),))


def _look(line: str, letterhead: Piece) -> Look:
    issuer = isinstance(letterhead, Columns) and line in letterhead.left
    if issuer or line.startswith("Kính gửi"):
        return Look.CENTRED
    return Look.TITLE if line.upper() == line else Look.BODY


def _tabled(rows: Sequence[tuple[str, ...]]) -> Iterator[Piece]:
    whole = " ".join(cell for row in rows for cell in row)
    if _MOTTO in whole:
        sides = [[line for row in rows for line in _letterhead(row[at])] for at in (0, 1)]
        yield Columns(tuple(sides[0]), tuple(sides[1]))
    elif rows[0][0].startswith("Kính gửi"):
        yield Paragraph("Kính gửi:", Look.CENTRED)
        yield from (Paragraph(item) for cell in rows[0][1:] for item in _ADDRESSED.split(cell))
    elif "Nơi nhận" in whole or re.match(r"KT\.|TM\.|TL\.|TUQ\.", rows[0][-1]):
        yield Columns(tuple(filter(None, _ADDRESSED.split(rows[0][0]))), tuple(_signature(rows[0][-1])))
    else:
        yield Grid(tuple(rows))


def _letterhead(cell: str) -> list[str]:
    lines = [part for line in _DRAWN.split(cell) for part in _SUBJECT.split(line)]
    return [part for line in lines for part in re.split(rf"(?<={_MOTTO})\s+", line) if part]


def _signature(cell: str) -> list[str]:
    office, name = _NAME.split(cell, maxsplit=1)
    while name.split()[0].isupper():  # an office's last words
        first, _, name = name.partition(" ")
        office = f"{office} {first}"
    return [*_OFFICE.split(office), name]
