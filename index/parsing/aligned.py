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


UNNAMED = "\u00b7"
"""What stands for the name of a column that has none."""


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


def cell_spans(line: str) -> list[Column]:
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


def with_unnamed(head: str, row: str) -> str:
    """``head`` with :data:`UNNAMED` for the first column where that has no name: ``row`` has a cell before all names."""
    names, own = cell_spans(head.split("\n")[0]), cell_spans(row.split("\n")[0])
    return UNNAMED + head[1:] if names and len(own) > 1 and names[0][0] > own[0][1] + _NEAR else head


def row_cells(row: str, head: str) -> list[str]:
    """The cells of ``row``, each under its column of ``head``; both with the blanks or tabs that their first line begins with.

    Empty where a column has none; what goes on in the next line is one cell. Cells parted by tabs do not stand under each other:
    they are counted.
    """
    heads = cell_spans(head.split("\n")[0])
    tabbed = is_tabbed(head.split("\n")[0])
    lines = row.split("\n")
    if len(lines) == 1 and len(spans := cell_spans(row)) == len(heads):
        return [row[a:b] for a, b in spans]
    cells = [""] * len(heads)
    for line in lines:
        fields = fields_of(line, len(heads)) if tabbed else None
        placed = enumerate(fields) if fields else ((_under(at, heads), line[slice(*at)]) for at in cell_spans(line))
        for at, words in placed:
            cells[at] = f"{cells[at]} {words}".strip()
    return cells


def head_cells(head: str) -> list[str]:
    """The names of the columns, of which some may go on in a second line."""
    return row_cells(head, head)


def is_tabbed(head: str) -> bool:
    """Whether the names of the columns are parted by one tab each: then a row has a tab for an empty cell, too."""
    return "\t" in head and len(cell_spans(head)) == head.strip(" ").rstrip("\t").count("\t") + 1


def fields_of(line: str, columns: int) -> list[str] | None:
    """What stands between the tabs of a line, as many as there are ``columns``; ``None``: it has no tab, or more fields."""
    fields = [field.strip() for field in line.split("\t")]
    return fields + [""] * (columns - len(fields)) if 1 < len(fields) <= columns else None


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
    unnamed = at + 1 < len(lines) and _is_unnamed(text, head, lines[at + 1])
    if unnamed:
        head = [_cells_at(text, lines[at + 1])[0], *head]
    below = _below(text, lines, at, head)
    first = list(islice(below, _DECIDING))
    rows = [_words(text, line) for part, line in first if part is Part.ROW]
    begins = _begins_unnamed(_words(text, lines[at]), rows) if unnamed else _begins(_words(text, lines[at]), rows)
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
        part = None if ruled else _part(text, lines[at], head, line)
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


def _is_unnamed(text: str, head: Sequence[Column], line: Line) -> bool:
    """Whether the line under a head has one cell more, which stands before all of its names: a column without a name."""
    own = _cells_at(text, line)
    return len(own) == len(head) + 1 and own[0][1] < head[0][0] - _NEAR


def _begins_unnamed(names: Sequence[str], rows: Sequence[Sequence[str]]) -> Part | None:
    """As :func:`_begins`, where the first column has no name: only over figures."""
    full = [row for row in rows if len(row) == len(names) + 1]
    if len(full) < _ROWS or is_frame([*names, *full[0]]) or not all(name[0].isupper() for name in names):
        return None
    return Part.HEAD if all(_FIGURE.search(cell) for row in full for cell in row[1:]) else None


def _cells_at(text: str, line: Line) -> list[Column]:
    """The cells of a line, counted from where the line begins; a paragraph is one."""
    start, end, _ = line
    shift = start - text.rfind("\n", 0, start) - 1
    if end - start > _LINE or not (text.find("  ", start, end) >= 0 or text.find("\t", start, end) >= 0):
        return [(shift, end - start + shift)]
    return [(a + shift, b + shift) for a, b in cell_spans(text[start:end])]


def _words(text: str, line: Line) -> list[str]:
    own = text[line[0] : line[1]]
    return [own[a:b] for a, b in cell_spans(own)]


def _part(text: str, top: Line, head: Sequence[Column], line: Line) -> Part | None:
    """What ``line`` is under the head ``top`` with these columns; ``None``: no part of its table."""
    own = _cells_at(text, line)
    start, end, _ = line
    if len(own) == len(head):
        off = sum(_shared(cell, column) < -_NEAR for cell, column in zip(own, head, strict=True))
        return Part.ROW if off <= 1 or "\t" in text[start:end] else None
    fields = fields_of(_whole(text, line), len(head)) if is_tabbed(_whole(text, top)) else None
    under = [at for at, field in enumerate(fields) if field] if fields else [_under(cell, head) for cell in own]
    if len(own) > len(head) or len(set(under)) < len(under):
        return None
    if not fields and any(map(_far, own, (head[at] for at in under))):
        return None
    figured = _FIGURE.match(text, start + own[-1][0] - own[0][0]) is not None
    if len(own) > 1 and (under[0] == 0 or figured):
        return Part.ROW
    # What stands to the left is meant for this line as well: "Thứ Hai" beside "Sáng", and beside "Chiều" under it.
    if not fields and len(head) > 2 and under == [*range(1, len(head))] and _are_new(text[start:end]):
        return Part.ROW
    goes_on = under[0] > 0 if fields else own[0][0] > head[0][0] + _NEAR
    return Part.MORE if goes_on or text[start].islower() or text[start] == "(" else None


def _are_new(line: str) -> bool:
    """Whether each cell of a line begins as no words begin that go on."""
    return all(line[a].isupper() or line[a].isdigit() for a, _ in cell_spans(line))


def _whole(text: str, line: Line) -> str:
    """A line with the blanks and tabs that it begins with."""
    return text[text.rfind("\n", 0, line[0]) + 1 : line[1]]


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
