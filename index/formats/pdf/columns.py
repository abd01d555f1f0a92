"""A page's words into blocks in reading order: what stands side by side is read left column first.

A *zone* is a run of bands (rows of print) that one vertical strip of white, the gutter, parts into two columns.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from index.formats.pdf.grid import Grid, grids, table_rows
from index.formats.pdf.lines import bands, lines, rows, whole_words
from index.formats.pdf.marks import Block, Line, Page, Shape, Sheet, Word
from index.text import fold

# What only letterheads and signature blocks print; folded, as OCR loses marks.
_FRAME = re.compile(
    r"^\W*(?:(?:cong hoa xa hoi|dang cong san viet|doc lap\s*[-–—]|so\s*:|noi nhan\b).{0,45}$|"
    r"(?:t\s?/?\s?m|k\s?/?\s?t|t\s?/?\s?l|t\s?/?\s?uq)\b\s?[./]|[^,]{2,40}, ngay\b.{0,12}\bthang\b.{0,12}\bnam\b[\s\d.…]*$|"
    r"(?:chu tich|pho chu tich|giam doc|pho giam doc|bi thu|bo truong|thu truong|truong ban|chanh van phong)\W*$)"
)
# What stands under the issuer's name, at some distance.
_GOES_ON = re.compile(r"^\W*(?:so\s*:?\s*(?:\d|[-/….])|v\s?/\s?v\b)")
_HEAD = re.compile(r"^\W*kinh gui\b")
_MARKER = re.compile(
    r"^(?:[-–—+•*·▪●○]|\(?\d{1,3}(?:\.\d{1,3})*[.)/]?|\(?[a-zđA-Z][.)]|[IVXL]{1,6}[.)-]?|(?:Điều|Chương|Mục|Phần)(?: \S{1,5})?)$"
)
_NUMBERS = re.compile(r"^[\d.,%\s]*$")
# Of the em: the least gutter; the least median gap across it.
_GUTTER, _WIDE = 1.2, 1.5
# … where the words themselves say that they are a letterhead's second column.
_TIGHT = 0.35
_OPENERS = re.compile(
    r"^(?:cong hoa xa hoi|dang cong san viet|doc lap\s*[-–—]|(?:t\s?/\s?m|tm|kt|k\s?/\s?t|t\s?/\s?l|tl|tuq)\b\s?[./])"
)


@dataclass(frozen=True, slots=True)
class _Zone:
    first: int
    last: int
    at: float  # x of the gutter's middle
    frame: bool


@dataclass(slots=True)
class _Band:
    words: list[Word]
    top: float
    bottom: float
    left: float
    right: float

    @property
    def text(self) -> str:
        return " ".join(w.text for w in self.words)


def lay_out(sheet: Sheet) -> Page:
    """The blocks of ``sheet`` in reading order."""
    if not sheet.scanned:
        sheet = replace(sheet, words=tuple(whole_words(sheet.words)))
    tables = grids(sheet.rules, sheet.words)
    inside = {id(w) for grid in tables for w in grid.words}
    free = [w for w in sheet.words if id(w) not in inside]
    found: list[Block] = []
    for grid in sorted(tables, key=lambda g: g.top):
        above = [w for w in free if w.base <= grid.top + 1 or (w.base < grid.bottom and w.right < grid.left)]
        free = [w for w in free if w not in above]
        found += _region(above, sheet)
        found.append(_table(grid, sheet))
    return Page(sheet.page, sheet.width, sheet.height, tuple(found + _region(free, sheet)))


def _table(grid: Grid, sheet: Sheet) -> Block:
    cells = table_rows(grid, sheet)
    own = tuple(one for row in cells for cell in row for one in cell)
    return Block(Shape.TABLE, own, grid.left, grid.right, cells, grid.edges, sheet.page, sheet.scanned)


def _band(words: list[Word]) -> _Band:
    own = sorted(words, key=lambda w: w.left)
    return _Band(own, min(w.top for w in own), max(w.base for w in own), own[0].left, max(w.right for w in own))


def _region(words: Sequence[Word], sheet: Sheet, depth: int = 0) -> list[Block]:
    """Blocks of a rectangle of the page, its zones apart from what runs over the full width."""
    if not words:
        return []
    own = [_band(band) for band in bands(words)]
    em = median(w.size for w in words)
    found: list[Block] = []
    start = at = 0
    while at < len(own):
        zone = _zone(own, at, em) if depth < 4 else None
        if not zone or zone.first < start:
            at += 1
            continue
        found += _body(own[start : zone.first], sheet)
        found += _columns(own[zone.first : zone.last + 1], zone, sheet, depth)
        start = at = zone.last + 1
    return found + _body(own[start:], sheet)


def _body(own: Sequence[_Band], sheet: Sheet) -> list[Block]:
    if not own:
        return []
    found = [each for band in own for each in lines(band.words, sheet)]
    return [_block(Shape.BODY, found, sheet)]


def _block(shape: Shape, found: Sequence[Line], sheet: Sheet) -> Block:
    left, right = min(each.left for each in found), max(each.right for each in found)
    return Block(shape, tuple(found), left, right, page=sheet.page, scanned=sheet.scanned)


def _columns(own: Sequence[_Band], zone: _Zone, sheet: Sheet, depth: int) -> list[Block]:
    words = [w for band in own for w in band.words]
    left = [w for w in words if (w.left + w.right) / 2 < zone.at]
    right = [w for w in words if (w.left + w.right) / 2 >= zone.at]
    if zone.frame:
        sides = [lines(side, sheet) for side in (left, right)]
        return [_block(Shape.FRAME, side, sheet) for side in sides if side]
    return _region(left, sheet, depth + 1) + _region(right, sheet, depth + 1)


def _zone(own: Sequence[_Band], at: int, em: float) -> _Zone | None:
    """The best zone whose first two-sided band is ``own[at]``."""
    best: tuple[float, _Zone] | None = None
    for low, high in _gaps(own[at], em):
        zone, weight = _grow(own, at, low, high, em)
        if zone and (best is None or weight > best[0]):
            best = weight, zone
    return best[1] if best else None


def _gaps(band: _Band, em: float) -> list[tuple[float, float]]:
    """Strips of white inside a band that may be a gutter."""
    found = []
    reach = band.words[0].right
    for at in range(1, len(band.words)):
        word = band.words[at]
        gap = word.left - reach
        tight = gap > _TIGHT * em and _OPENERS.match(fold(" ".join(w.text for w in band.words[at : at + 5])))
        if gap > _GUTTER * em or tight:
            before = " ".join(w.text for w in band.words[:at])
            after = " ".join(w.text for w in band.words[at:])
            if not _MARKER.match(before) and not _NUMBERS.match(after):
                found.append((reach, word.left))
        reach = max(reach, word.right)
    return found


def _grow(own: Sequence[_Band], at: int, low: float, high: float, em: float) -> tuple[_Zone | None, float]:
    """The zone around the gutter ``(low, high)`` of ``own[at]`` and how much speaks for it."""
    last, both, widths = at, [at], [high - low]
    end = at
    for next_at in range(at + 1, len(own)):
        band = own[next_at]
        free = _free(band, low, high, em)
        both_sides = band.left < low and band.right > high
        tight = min(_TIGHT * em, high - low) if high - low < _GUTTER * em else _GUTTER * em * 0.8
        tight = tight if both_sides else 1.0
        if free is None or free[1] - free[0] < _least(band, low, high, em) or _HEAD.match(fold(band.text[:20])):
            break
        low, high = free
        end = next_at
        if band.left < low and band.right > high:
            last = next_at
            both.append(next_at)
            widths.append(_gap_at(band, low, high))
    middle = (low + high) / 2
    zone_text = [_sides(own[i], middle) for i in range(at, last + 1)]
    frame = sum(1 for pair in zone_text for side in pair if _FRAME.search(fold(side))) > 0
    first = _upwards(own, at, middle)
    last = _downwards(own, first, last, end, middle)
    two = len(both)
    if frame and (two >= 2 or last > first or max(widths) > 2 * em) and last - first < 40:
        return _Zone(first, last, middle, True), two * 10
    if two >= 3 and median(widths) > _WIDE * em and _prose(own[first : last + 1], middle):
        return _Zone(first, last, middle, False), two
    return None, 0.0


def _least(band: _Band, low: float, high: float, em: float) -> float:
    """How wide the gutter ``(low, high)`` must stay beside ``band``."""
    if band.right <= high or band.left >= low:
        return 1.0  # it has text on one side only
    if any(abs(word.left - high) < 1 for word in band.words):
        return 0.2 * em
    return min(_TIGHT * em, high - low) if high - low < _GUTTER * em else _GUTTER * em * 0.8


def _free(band: _Band, low: float, high: float, em: float) -> tuple[float, float] | None:
    """The part of the strip ``low … high`` that ``band`` leaves white: beside it, or the widest between its words."""
    if low < band.right < high:
        return band.right, high
    if low < band.left < high:
        return low, band.left
    parts, lefts = [(low, high)], {word.left for word in band.words}
    for word in band.words:
        cut: list[tuple[float, float]] = []
        for a, b in parts:
            if word.right <= a or word.left >= b:
                cut.append((a, b))
                continue
            cut += [(a, word.left)] if word.left > a else []
            cut += [(word.right, b)] if word.right < b else []
        parts = cut
    widest = max(parts, key=lambda p: p[1] - p[0], default=None)
    if widest and widest[1] - widest[0] < _GUTTER * 0.8 * em:
        # A line of the left column that fills it, beside one that begins where the right column does.
        widest = next((p for p in parts if p[1] in lefts and abs(p[1] - high) < 1), widest)
    return widest


def _gap_at(band: _Band, low: float, high: float) -> float:
    middle = (low + high) / 2
    return min(w.left for w in band.words if w.left >= middle) - max(w.right for w in band.words if w.right <= middle)


def _sides(band: _Band, middle: float) -> tuple[str, str]:
    return (
        " ".join(w.text for w in band.words if w.right <= middle),
        " ".join(w.text for w in band.words if w.left >= middle),
    )


def _upwards(own: Sequence[_Band], at: int, middle: float) -> int:
    """The first band of a zone: right-hand lines directly above belong to it, left-hand ones are the text before."""
    while at and own[at - 1].left > middle and own[at].top - own[at - 1].bottom < 1.3 * own[at].words[0].size:
        at -= 1
    return at


def _downwards(own: Sequence[_Band], first: int, last: int, end: int, middle: float) -> int:
    """The last band of a zone: under the two columns one of them may go on alone (a long list of recipients)."""
    gaps: dict[bool, float] = {}
    bottoms: dict[bool, float] = {}
    for at in range(first, end + 1):
        band = own[at]
        for side in (False, True):
            there = [w for w in band.words if (w.left >= middle) is side]
            if not there:
                continue
            gap = min(w.top for w in there) - bottoms.get(side, band.top)
            near = max(1.3 * there[0].size, 1.15 * gaps.get(side, 0.0))
            if _GOES_ON.match(fold(" ".join(w.text for w in there))):
                gap, near = min(w.top for w in there) - max(bottoms.values(), default=band.top), 3 * there[0].size
            if at <= last or gap < near:
                last = max(last, at)
                gaps[side] = max(gaps.get(side, 0.0), gap)
                bottoms[side] = max(w.base for w in there)
            elif not side:
                return last
    return last


def _prose(own: Sequence[_Band], middle: float) -> bool:
    """Whether both columns are running text: lines that fill their column, as those of a newspaper do."""
    for side in (False, True):
        words = [w for band in own for w in band.words if (w.left >= middle) is side]
        found = rows(words)
        if len(found) < 4:
            return False
        left, right = min(r[0].left for r in found), max(r[-1].right for r in found)
        full = sum(1 for r in found if r[-1].right - r[0].left > 0.75 * (right - left))
        letters = sum(len(w.text) for w in words) / len(found)
        if full < 0.5 * len(found) or letters < 14:
            return False
    return True
