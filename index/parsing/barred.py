"""Tables typed with bars between the cells and none at the edges: ``TT | Nhiệm vụ | Hạn`` over ``1 | Rà soát | 15/6``. Pure."""

import itertools
from collections.abc import Iterator, Sequence

from index.parsing.aligned import Line, Part, are_counted, are_names, is_frame

# A head and two rows at least; two cells are too few to tell a table from a letterhead, unless figures stand under words.
_LINES = 3
# A longer line is a paragraph.
_LINE = 600


def barred(text: str, lines: Sequence[Line]) -> dict[int, Part]:
    """Which of ``lines`` are of such a table, by their place among them; a table's lines have the same number of bars."""
    found: dict[int, Part] = {}
    for places in _runs(text, lines):
        rows = [cells(text[lines[at][0] : lines[at][1]]) for at in places]
        if (
            len(rows) < _LINES
            or any(not row[0] for row in rows)
            or is_frame(cell for row in rows[:2] for cell in row if cell)
        ):
            continue
        timed = all(row[0][0].isdecimal() for row in rows[1:]) and not any(map(str.isdecimal, "".join(rows[0])))
        headed = all(rows[0]) and (timed or are_names(rows[0], rows[1:]))
        if headed or are_counted(rows):
            found.update((at, Part.ROW) for at in places)
            found[places[0]] = Part.HEAD if headed else Part.ROW
    return found


def cells(row: str) -> list[str]:
    """The cells of a row, with bars at its edges or without; empty where nothing is printed."""
    row = row.strip()
    if row.startswith("|"):
        row = row[1:].removesuffix("|")
    return [cell.strip() for cell in row.split("|")]


def _runs(text: str, lines: Sequence[Line]) -> Iterator[list[int]]:
    """The places of neighbouring lines of one block with the same number of bars, none at the beginning."""

    def kind(at: int) -> tuple[int, int]:
        start, end, block = lines[at]
        own = text[start:end]
        bars = own.count("|") if own[:1] != "|" and len(own) <= _LINE else 0
        return (block, bars) if bars else (-1, 0)

    for (_, bars), places in itertools.groupby(range(len(lines)), key=kind):
        if bars:
            yield list(places)
