"""Tables of a Word document: merged cells spread out, tables that only arrange text taken apart."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from index.formats.tables import is_frame, table_text
from index.text import fold

# Word's own limit; what is beyond goes into the last cell.
MAX_COLUMNS = 63
# A merged cell's words are repeated so that each row can be read alone; more than these are no label.
_LABEL = 500
# A cell that holds so many paragraphs across the whole table is text in a frame and no row.
_TEXT_PARAGRAPHS, _TEXT_LETTERS = 3, 500
# A letterhead or signature table may have a row for every line.
_SURE = re.compile(r"\W*(?:cong hoa xa hoi chu nghia|dang cong san viet nam|noi nhan\s*:)", re.MULTILINE)
_SURE_ROWS, _SURE_COLUMNS = 12, 3
_GAPS = re.compile(r"\n{2,}")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its paragraphs (``""``: an empty one) and tables, the columns it covers, whether it goes on from above."""

    blocks: tuple["Block", ...]
    span: int = 1
    below: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its rows of cells."""

    rows: tuple[tuple[Cell, ...], ...]


Block = str | Table


def paragraphs(blocks: Iterable[Block]) -> Iterator[str]:
    """``blocks`` as text, without empty paragraphs; a table is one block of Markdown, or what it arranges."""
    for block in blocks:
        if isinstance(block, Table):
            yield from _table(block)
        elif block:
            yield block


def cell_text(blocks: Iterable[Block]) -> str:
    """``blocks`` as the lines of one cell; where paragraphs are empty, one blank line."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Table):
            lines += ["; ".join(" ".join(cell.split()) for cell in row if cell) for row in _texts(block.rows)]
        else:
            lines += [" ".join(line.split()) for line in block.split("\n")]
    return _GAPS.sub("\n\n", "\n".join(lines)).strip()


def _texts(rows: Iterable[Sequence[Cell]]) -> list[list[str]]:
    return [[cell_text(cell.blocks) for cell in row] for row in rows]


def _table(table: Table) -> Iterator[str]:
    width = max((sum(cell.span for cell in row) for row in table.rows), default=0)
    if width <= 1 or all(len(row) <= 1 for row in table.rows):
        yield from paragraphs(block for row in table.rows for cell in row for block in cell.blocks)
        return
    rows: list[tuple[Cell, ...]] = []
    for row in table.rows:
        framed = _framed(row)
        if framed:
            yield from _part(rows, width)
            rows = []
            yield from paragraphs(framed.blocks)
        else:
            rows.append(row)
    yield from _part(rows, width)


def _framed(row: Sequence[Cell]) -> Cell | None:
    """The only cell with words in a row, if it holds text rather than a heading of the rows below."""
    filled = [cell for cell in row if any(cell.blocks)]
    if len(filled) != 1 or filled[0].below:
        return None
    words = [block for block in filled[0].blocks if block]
    long = len(row) == 1 or sum(len(block) for block in words if isinstance(block, str)) > _TEXT_LETTERS
    return filled[0] if len(words) >= _TEXT_PARAGRAPHS and long else None


def _part(rows: Sequence[Sequence[Cell]], width: int) -> Iterator[str]:
    """Rows that stand together: the lines they arrange, column by column, or a Markdown table."""
    texts = _texts(rows)
    if is_frame([[cell for cell in row if cell] for row in texts if any(row)]) or _surely_frame(texts):
        for cell in _by_columns(rows, texts, width):
            if cell:
                yield cell
    elif text := table_text(_spread(rows, texts, width)):
        yield text


def _surely_frame(texts: Sequence[Sequence[str]]) -> bool:
    filled = [[cell for cell in row if cell] for row in texts]
    small = len(texts) <= _SURE_ROWS and all(len(row) <= _SURE_COLUMNS for row in filled)
    return small and any(_SURE.match(fold(cell[:200])) for row in filled for cell in row)


def _by_columns(rows: Sequence[Sequence[Cell]], texts: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    """The cells down the left column, then down the next; a cell across the whole table stands between."""
    columns: dict[int, list[str]] = {}
    for row, words in zip(rows, texts, strict=True):
        at = 0
        for cell, text in zip(row, words, strict=True):
            if at == 0 and cell.span >= width:
                yield from (one for key in sorted(columns) for one in columns[key])
                columns = {}
                yield text
            else:
                columns.setdefault(at, []).append(text)
            at += cell.span
    yield from (one for key in sorted(columns) for one in columns[key])


def _spread(rows: Sequence[Sequence[Cell]], texts: Sequence[Sequence[str]], width: int) -> list[list[str]]:
    """Rows of equal width: a merged cell's words stand in every row and column it covers, a heading across all once."""
    grid: list[list[str]] = []
    for row, words in zip(rows, texts, strict=True):
        line: list[str] = []
        for cell, text in zip(row, words, strict=True):
            if cell.below and not text and grid and len(line) < len(grid[-1]):
                text = grid[-1][len(line)]
                text = text if len(text) <= _LABEL else ""
            repeated = cell.span < width and len(text) <= _LABEL
            line += [text, *[text if repeated else ""] * (cell.span - 1)]
        grid.append([*line[:MAX_COLUMNS], *([" ".join(line[MAX_COLUMNS:])] if len(line) > MAX_COLUMNS else [])])
    size = max(map(len, grid), default=0)
    return [[cell or "" for cell, _ in zip_longest(line, range(size))] for line in grid]
