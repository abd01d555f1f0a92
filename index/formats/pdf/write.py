"""Pages laid out into one text, each stretch of it with its place on paper."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from index.formats.pdf.marks import Block, Cell, Line, Page, Piece, Shape
from index.formats.pdf.paragraphs import Break, Habits, between, habits, is_item, margins, within_cell, within_frame
from index.formats.tables import table_text
from index.types import Place


def write(pages: Sequence[Page]) -> tuple[str, tuple[Place, ...]]:
    """The text of ``pages`` and where each line (of OCR: each word) of it stands."""
    blocks = list(_whole_tables(_whole_frames([block for page in pages for block in page.blocks])))
    how = _all_habits(blocks)
    out = _Out()
    for at, block in enumerate(blocks):
        if at:
            out.separate(_break_between(blocks[at - 1], block, how[at - 1], how[at]))
        if block.shape is Shape.TABLE:
            _write_table(block, out)
        else:
            _write_lines(block.lines, _breaks(block, how[at]), out)
    return out.text(), tuple(out.places)


class _Out:
    """Text under construction."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.places: list[Place] = []
        self.size = 0

    def add(self, text: str) -> None:
        self.parts.append(text)
        self.size += len(text)

    def separate(self, how: Break) -> None:
        if self.size:
            self.add(how.value)

    def piece(self, piece: Piece) -> None:
        self.places.append(Place(self.size, self.size + len(piece.text), piece.page, piece.box, piece.confidence))
        self.add(piece.text)

    def text(self) -> str:
        return "".join(self.parts)


def _write_lines(lines: Sequence[Line], breaks: Sequence[Break], out: _Out) -> None:
    for at, one in enumerate(lines):
        if at:
            out.separate(breaks[at - 1])
        for number, piece in enumerate(one.pieces):
            if number:
                out.add(" ")
            out.piece(piece)


def _breaks(block: Block, own: Habits) -> list[Break]:
    if block.shape is Shape.BODY:
        return [between(a, b, own, own) for a, b in pairwise(block.lines)]
    found: list[Break] = []
    head = block.lines[0]
    for a, b in pairwise(block.lines):
        found.append(within_frame(a, b, head, block.right))
        if found[-1] in (Break.LINE, Break.PARAGRAPH):
            head = b
    return found


def _break_between(before: Block, after: Block, own: Habits, its: Habits) -> Break:
    if before.shape is Shape.BODY and after.shape is Shape.BODY and before.lines and after.lines:
        a, b = before.lines[-1], after.lines[0]
        if a.page != b.page or b.base < a.base:
            return between(a, b, own, its)
    return Break.PARAGRAPH


# --- margins and habits --------------------------------------------------------------------------------------------

_ENOUGH = 6  # lines from which a column's margins can be told


def _all_habits(blocks: Sequence[Block]) -> list[Habits]:
    """The habits of each block: of its column, as far as the same column of other pages tells."""
    columns: list[list[int]] = []
    body = [at for at, block in enumerate(blocks) if block.shape is Shape.BODY]
    for at in sorted(body, key=lambda at: -len(blocks[at].lines)):
        home = next((column for column in columns if _same_column(blocks[at], [blocks[i] for i in column])), None)
        if home is None:
            columns.append([at])
        else:
            home.append(at)
    found = [Habits(b.left, b.right, 15.0, (), (), False, 4.0) for b in blocks]
    for column in columns:
        own = [blocks[at] for at in sorted(column)]
        left, right = margins(own)
        scanned = any(block.scanned for block in own)
        common = habits([one for block in own for one in block.lines], left, right, scanned)
        for at in column:
            found[at] = _on_page(blocks[at], common) if scanned else common
    return found


def _same_column(block: Block, column: Sequence[Block]) -> bool:
    left, right = margins(column[:1])
    wide = right - left
    slack = 0.04 * wide if block.scanned else 0.02 * wide
    inside = block.left > left - slack and block.right < right + slack
    if len(block.lines) < _ENOUGH:
        return inside
    return inside and block.right > right - 3 * slack and block.left < left + 0.15 * wide


def _on_page(block: Block, common: Habits) -> Habits:
    """Habits shifted to where the scanner put this page."""
    if len(block.lines) < _ENOUGH:
        return common
    left, right = margins([block])
    return replace(common, left=left, right=right)


# --- blocks over page breaks ---------------------------------------------------------------------------------------


def _whole_frames(blocks: Sequence[Block]) -> list[Block]:
    """``blocks`` with the left column of the signatures, where it goes on overleaf (a long list of recipients), whole."""
    found: list[Block] = []
    for block in blocks:
        left = found[-2] if len(found) > 1 else None
        if (
            left
            and found[-1].shape is left.shape is Shape.FRAME
            and block.shape is Shape.BODY
            and block.page == left.page + 1
        ):
            more = _continuing(left.lines[-1], block.lines)
            if more:
                found[-2] = replace(left, lines=left.lines + more, right=max(left.right, *(one.right for one in more)))
                if len(more) == len(block.lines):
                    continue
                block = replace(block, lines=block.lines[len(more) :])
        found.append(block)
    return found


def _continuing(last: Line, lines: Sequence[Line]) -> tuple[Line, ...]:
    """Those of ``lines``, from the first, that go on with the list that ``last`` is of: same margin, letters as small."""
    own = list(takewhile(lambda one: abs(one.left - last.left) < one.size and abs(one.size - last.size) < 0.6, lines))
    return tuple(own) if own and is_item(own[0]) else ()


# --- tables --------------------------------------------------------------------------------------------------------


def _whole_tables(blocks: Sequence[Block]) -> Iterator[Block]:
    """``blocks`` with the tables that a page break cut put together."""
    held: Block | None = None
    for block in blocks:
        if held and block.shape is Shape.TABLE and _continues(held, block):
            rows = block.rows[1:] if _texts(block.rows[0]) == _texts(held.rows[0]) else block.rows
            held = replace(held, rows=_healed(held.rows, rows), page=block.page)
            continue
        if held:
            yield held
        held = block
    if held:
        yield held


def _continues(before: Block, after: Block) -> bool:
    return (
        before.shape is Shape.TABLE
        and after.page == before.page + 1
        and len(before.edges) == len(after.edges)
        and all(abs(a - b) < 8 for a, b in zip(before.edges, after.edges, strict=True))
        and bool(after.rows and before.rows)
        and len(after.rows[0]) == len(before.rows[0])
    )


def _healed(above: tuple[tuple[Cell, ...], ...], below: tuple[tuple[Cell, ...], ...]) -> tuple[tuple[Cell, ...], ...]:
    """``above`` and ``below``; a row that the page break cut is one row again."""
    if above and below and not below[0][0] and any(below[0]):
        going_on = [_words(cell)[:1] for cell in below[0] if cell]
        if all(not head.isupper() and not head.isdigit() for head in going_on):
            joined = tuple(a + b for a, b in zip(above[-1], below[0], strict=True))
            return (*above[:-1], joined, *below[1:])
    return above + below


def _texts(row: Iterable[Cell]) -> list[str]:
    return [_words(cell) for cell in row]


def _words(cell: Cell) -> str:
    return " ".join(one.text for one in cell)


def _write_table(block: Block, out: _Out) -> None:
    width = max(len(row) for row in block.rows)
    rights = [
        max((one.right for row in block.rows if col < len(row) for one in row[col]), default=0.0)
        for col in range(width)
    ]
    texts = [[_cell_text(cell, rights[col]) for col, cell in enumerate(row)] for row in block.rows]
    text = table_text(texts)
    markdown = text.startswith("| ")
    start, at = out.size, 0
    for number, row in enumerate(block.rows):
        if number == 1 and markdown:
            at = text.index("\n", text.index("\n", at) + 1)  # past the rule under the header
        for piece in (piece for cell in row for one in cell for piece in one.pieces):
            shown = piece.text.replace("|", "\\|") if markdown else piece.text
            at = text.index(shown, at)
            out.places.append(Place(start + at, start + at + len(shown), piece.page, piece.box, piece.confidence))
            at += len(shown)
    out.add(text)


def _cell_text(cell: Cell, right: float) -> str:
    own = _Out()
    _write_lines(cell, [within_cell(a, b, right) for a, b in pairwise(cell)], own)
    return own.text()
