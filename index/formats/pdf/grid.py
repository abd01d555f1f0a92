"""Ruling lines into the grids of tables, and words into their cells."""

from collections.abc import Sequence
from dataclasses import dataclass

from index.formats.pdf.lines import lines
from index.formats.pdf.marks import Cell, Rule, Sheet, Word

_NEAR = 3.0  # points: rules this close meet, or are one
_NARROW = 7.0  # … and upright ones this close are a double rule


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's column and row edges, what parts its cells, and the words inside."""

    edges: tuple[float, ...]
    heights: tuple[float, ...]
    across: tuple[Rule, ...]
    down: tuple[Rule, ...]
    words: tuple[Word, ...]

    @property
    def left(self) -> float:
        """x of the leftmost edge."""
        return self.edges[0]

    @property
    def right(self) -> float:
        """x of the rightmost edge."""
        return self.edges[-1]

    @property
    def top(self) -> float:
        """y of the upper edge."""
        return self.heights[0]

    @property
    def bottom(self) -> float:
        """y of the lower edge."""
        return self.heights[-1]


def grids(rules: Sequence[Rule], words: Sequence[Word]) -> list[Grid]:
    """The tables that ``rules`` draw: at least two columns and two cells with words in them."""
    across = _merged([r for r in rules if r.level])
    down = _merged([r for r in rules if not r.level])
    found = []
    for level, upright in _meeting(across, down):
        edges = _apart([r.at for r in upright] + _open_sides(level, upright), _NARROW)
        heights = _apart([r.at for r in level])
        if len(edges) < 3 or len(heights) < 2:
            continue
        inside = tuple(
            w for w in words
            if edges[0] < (w.left + w.right) / 2 < edges[-1] and heights[0] < w.base - 0.3 * w.size < heights[-1]
        )  # fmt: skip
        grid = Grid(edges, heights, tuple(level), tuple(upright), inside)
        if len({_place(grid, w) for w in inside}) >= 2:
            found.append(grid)
    return _outermost(found)


def table_rows(grid: Grid, sheet: Sheet) -> tuple[tuple[Cell, ...], ...]:
    """The cells row by row. A cell over several rows is repeated in each, so that a row can be read alone."""
    high, wide = len(grid.heights) - 1, len(grid.edges) - 1
    home = _merged_cells(grid, high, wide)
    held: dict[tuple[int, int], list[Word]] = {}
    for word in grid.words:
        held.setdefault(home[_place(grid, word)], []).append(word)
    text = {place: tuple(lines(words, sheet)) for place, words in held.items()}
    found = []
    for row in range(high):
        cells = [text.get(home[row, col], ()) if home[row, col][1] == col else () for col in range(wide)]
        # A row that only repeats cells from above is a rule drawn through part of them.
        if any(home[row, col][0] == row and cell for col, cell in enumerate(cells)):
            found.append(tuple(cells))
    return tuple(found)


def _place(grid: Grid, word: Word) -> tuple[int, int]:
    x, y = (word.left + word.right) / 2, word.base - 0.3 * word.size
    row = sum(1 for edge in grid.heights[1:-1] if y > edge)
    return row, sum(1 for edge in grid.edges[1:-1] if x > edge)


def _merged_cells(grid: Grid, high: int, wide: int) -> dict[tuple[int, int], tuple[int, int]]:
    """Each box of the grid with the top left box of the cell it is part of."""
    home = {(row, col): (row, col) for row in range(high) for col in range(wide)}

    def find(box: tuple[int, int]) -> tuple[int, int]:
        while home[box] != box:
            box = home[box]
        return box

    for row in range(high):
        for col in range(wide):
            top, bottom = grid.heights[row], grid.heights[row + 1]
            left, right = grid.edges[col], grid.edges[col + 1]
            if col + 1 < wide and not _ruled(grid.down, right, top, bottom):
                one, other = sorted((find((row, col)), find((row, col + 1))))
                home[other] = one
            if row + 1 < high and not _ruled(grid.across, bottom, left, right):
                one, other = sorted((find((row, col)), find((row + 1, col))))
                home[other] = one
    return {box: find(box) for box in home}


def _ruled(rules: Sequence[Rule], at: float, start: float, end: float) -> bool:
    covered = sum(max(0.0, min(end, r.end) - max(start, r.start)) for r in rules if abs(r.at - at) <= _NEAR)
    return covered > 0.5 * (end - start)


def _merged(rules: Sequence[Rule]) -> list[Rule]:
    """``rules`` of one direction, those in one line that touch put together."""
    found: list[Rule] = []
    for rule in sorted(rules, key=lambda r: (round(r.at), r.start)):
        last = found[-1] if found else None
        if last and abs(last.at - rule.at) < 1.5 and rule.start <= last.end + _NEAR:
            found[-1] = Rule(rule.level, last.at, min(last.start, rule.start), max(last.end, rule.end))
        else:
            found.append(rule)
    return [rule for rule in found if rule.end - rule.start > 6]


def _meeting(across: Sequence[Rule], down: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Rules that hang together, level and upright ones."""
    groups: list[tuple[list[Rule], list[Rule]]] = []
    left = list(down)
    pending = list(across)
    while pending:
        level, upright = [pending.pop()], list[Rule]()
        grown = True
        while grown:
            crossing = [d for d in left if any(_cross(a, d) for a in level)]
            left = [d for d in left if d not in crossing]
            upright += crossing
            joined = [a for a in pending if any(_cross(a, d) for d in crossing)]
            pending = [a for a in pending if a not in joined]
            level += joined
            grown = bool(crossing or joined)
        if upright:
            groups.append((level, upright))
    return groups


def _cross(level: Rule, upright: Rule) -> bool:
    return (
        level.start - _NEAR <= upright.at <= level.end + _NEAR
        and upright.start - _NEAR <= level.at <= upright.end + _NEAR
    )


def _open_sides(level: Sequence[Rule], upright: Sequence[Rule]) -> list[float]:
    """Where the level rules end beyond the outermost upright ones: a table without rules at its sides."""
    left, right = min(r.start for r in level), max(r.end for r in level)
    found = [left] if left < min(r.at for r in upright) - 10 else []
    return found + ([right] if right > max(r.at for r in upright) + 10 else [])


def _apart(values: Sequence[float], near: float = _NEAR) -> tuple[float, ...]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > near:
            found.append(value)
    return tuple(found)


def _outermost(found: Sequence[Grid]) -> list[Grid]:
    """Without the grids inside another's area (a table within a cell is read with that cell)."""
    return [
        one for one in found
        if not any(
            other is not one and other.left <= one.left + 1 and other.right >= one.right - 1
            and other.top <= one.top + 1 and other.bottom >= one.bottom - 1 and len(other.words) > len(one.words)
            for other in found
        )
    ]  # fmt: skip
