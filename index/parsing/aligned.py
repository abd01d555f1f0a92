"""Tables drawn without a bar: rows whose cells stand under each other, two blanks or a tab apart. Pure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from itertools import chain, islice

from index.parsing import patterns as p
from index.parsing.looks import Look, is_capitals, look_of

Column = tuple[int, int]
Line = tuple[int, int, int]
"""Where a line starts and ends, without blanks around it, and its block."""


class Part(Enum):
    """What a line of such a table is; ``MORE``: it goes on with the cells of the line before."""

    HEAD = "head"
    ROW = "row"
    MORE = "more"


# What a letterhead or a signature has beside each other, and no table.
FRAME = frozenset({Look.MOTTO, Look.NUMBER, Look.ADDRESS, Look.RECIPIENT, Look.AUTHORITY, Look.PLACE_DATE})
_CELL = re.compile(r"\S+(?:[ \u00a0]\S+)*")
_FIGURE = re.compile(r"\d")
_ORDINAL = re.compile(r"0?(\d{1,3})\.?$")
_SENTENCE = re.compile(r"[.;:]$")
# A cell begins or ends this near to the one above (characters), or stands under it.
_NEAR = 3
# Rows of the full number of cells; as many columns, or two where all of the second are figures.
_ROWS, _COLUMNS = 2, 3
# A longer line is a paragraph; one with more cells was justified by blanks.
_LINE, _MOST = 400, 15
# So many lines under a head decide whether it has a table: no line is looked at oftener.
_DECIDING = 40


def columns(line: str) -> list[Column]:
    """Where the cells of a line stand."""
    return [match.span() for match in _CELL.finditer(line)]


def aligned(text: str, lines: Sequence[Line]) -> dict[int, Part]:
    """Which of ``lines`` are of a table without bars, by their place among them."""
    found: dict[int, Part] = {}
    at = 0
    while at < len(lines):
        parts = _table(text, lines, at)
        found.update((at + n, part) for n, part in enumerate(parts) if part)
        at += len(parts) or 1
    return found


def row_cells(row: str, indent: int, head: str, head_indent: int) -> list[str]:
    """The cells of ``row``, which stands ``indent`` characters into its line, each under its column of ``head``.

    Empty where a column has none; what goes on in the next line is one cell.
    """
    heads = [column for column, _ in next(_lines_of(head, head_indent))]
    lines = list(_lines_of(row, indent))
    if len(lines) == 1 and len(lines[0]) == len(heads):
        return [words for _, words in lines[0]]
    cells = [""] * len(heads)
    for column, words in (cell for line in lines for cell in line):
        at = _under(column, heads)
        cells[at] = f"{cells[at]} {words}".strip()
    return cells


def head_cells(head: str, indent: int) -> list[str]:
    """The names of the columns, of which some may go on in a second line."""
    return row_cells(head, indent, head, indent)


def _lines_of(piece: str, indent: int) -> Iterator[list[tuple[Column, str]]]:
    for number, line in enumerate(piece.split("\n")):
        shift = 0 if number else indent
        yield [((a + shift, b + shift), line[a:b]) for a, b in columns(line)]


def _under(cell: Column, heads: Sequence[Column]) -> int:
    """The column that ``cell`` stands under: the one it shares most characters with, else the nearest."""
    return max(range(len(heads)), key=lambda at: _shared(cell, heads[at]))


def _shared(one: Column, other: Column) -> int:
    """Characters that stand under each other; negative: how far apart."""
    return min(one[1], other[1]) - max(one[0], other[0])


def _table(text: str, lines: Sequence[Line], at: int) -> list[Part | None]:
    """The parts of the table that begins with ``lines[at]``, ``None`` for a rule drawn in it; empty where none begins."""
    head = _cells_at(text, lines[at])
    if not 2 <= len(head) <= _MOST:
        return []
    below = _below(text, lines, at, head)
    first = list(islice(below, _DECIDING))
    begins = _begins(_words(text, lines[at]), [_words(text, line) for part, line in first if part is Part.ROW])
    if begins is None:
        return []
    parts = [begins, *(part for part, _ in chain(first, below))]
    while parts[-1] is None:
        parts.pop()
    return parts


def _below(text: str, lines: Sequence[Line], at: int, head: Sequence[Column]) -> Iterator[tuple[Part | None, Line]]:
    """The lines under a head as far as its table may reach; ``None``: a rule drawn in it."""
    for line in map(lines.__getitem__, range(at + 1, len(lines))):
        ruled = bool(p.RULE.match(text[line[0] : line[1]]))
        part = None if ruled else _part(text, head, _cells_at(text, line), line[0])
        if line[2] != lines[at][2] or not (part or ruled):
            return
        yield part, line


def _begins(names: Sequence[str], rows: Sequence[Sequence[str]]) -> Part | None:
    """What the line of ``names`` is to the ``rows`` under it; ``None``: they are no table."""
    if sum(len(row) == len(names) for row in rows) < _ROWS or is_frame([*names, *rows[0]]):
        return None
    if are_names(names, rows):
        return Part.HEAD
    return Part.ROW if len(names) >= _COLUMNS and are_counted([names, *rows]) else None


def _cells_at(text: str, line: Line) -> list[Column]:
    """The cells of a line, counted from where the line begins; none of a paragraph."""
    start, end, _ = line
    if end - start > _LINE or not (text.find("  ", start, end) >= 0 or text.find("\t", start, end) >= 0):
        return [(start - text.rfind("\n", 0, start) - 1, end - text.rfind("\n", 0, start) - 1)]
    shift = start - text.rfind("\n", 0, start) - 1
    return [(a + shift, b + shift) for a, b in columns(text[start:end])]


def _words(text: str, line: Line) -> list[str]:
    own = text[line[0] : line[1]]
    return [own[a:b] for a, b in columns(own)]


def _part(text: str, head: Sequence[Column], own: Sequence[Column], start: int) -> Part | None:
    """What a line is under a head with these columns; ``None``: no part of its table."""
    if len(own) == len(head):
        off = sum(_shared(cell, column) < -_NEAR for cell, column in zip(own, head, strict=True))
        return Part.ROW if off <= 1 or "\t" in text[start : start + own[-1][1]] else None
    under = [_under(cell, head) for cell in own]
    if len(own) > len(head) or len(set(under)) < len(under) or any(map(_far, own, (head[at] for at in under))):
        return None
    figured = _FIGURE.match(text, start + own[-1][0] - own[0][0]) is not None
    if len(own) > 1 and (under[0] == 0 or figured):
        return Part.ROW
    goes_on = own[0][0] > head[0][0] + _NEAR or text[start].islower() or text[start] == "("
    return Part.MORE if goes_on else None


def _far(cell: Column, column: Column) -> bool:
    """Whether a cell neither stands under a column's name nor begins or ends near it."""
    return _shared(cell, column) < -_NEAR


def are_names(names: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Whether ``names`` head ``rows``: words over figures, or three rows of words."""
    if not all(name[0].isupper() and not _SENTENCE.search(name) for name in names) or _ORDINAL.match(names[0]):
        return False
    full = [row for row in rows if len(row) == len(names)]
    if len(names) < _COLUMNS:
        return not _FIGURE.search(" ".join(names)) and all(_FIGURE.match(row[-1]) for row in full)
    figured = sum(bool(_FIGURE.search(" ".join(row))) for row in full)
    return 2 * figured >= len(full) or (len(full) > _ROWS and not all(map(is_capitals, names)))


def are_counted(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the rows are numbered one after the other: a table without names of columns."""
    labels = [match and int(match[1]) for match in (_ORDINAL.match(row[0]) for row in rows)]
    return all(label == labels[0] + at for at, label in enumerate(labels)) if labels[0] else False


def is_frame(cells: Iterable[str]) -> bool:
    """Whether one of the cells is of a letterhead or a signature."""
    return any(look_of(cell, cell=True) in FRAME for cell in cells)
