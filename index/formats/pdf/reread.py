"""The columns of a scanned letterhead and of the signatures, to be read a second time one by one.

Beside each other OCR takes them for one line and loses what stands at their edges: "T/L", "Số:", the dash of an item.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from index.formats.pdf.columns import lay_out
from index.formats.pdf.marks import Block, Box, Shape, Sheet, Word

_MARGIN = 12.0  # points around a column, for what the first reading lost
_SURE = 0.6
_CLEAR = 3.0  # … but so far from its neighbours


def frames(sheet: Sheet) -> list[Box]:
    """The rectangles of the columns of ``sheet``, two for each letterhead or signature block."""
    found: list[Box] = []
    for left, right in pairwise(lay_out(sheet).blocks):
        if left.shape is right.shape is Shape.FRAME and left.right < right.left:
            top, bottom = _reach((left, right), sheet)
            found.append((max(0.0, left.left - _MARGIN), top, right.left - _CLEAR, bottom))
            found.append((left.right + _CLEAR, top, min(sheet.width, right.right + _MARGIN), bottom))
    return found


def _reach(columns: Sequence[Block], sheet: Sheet) -> tuple[float, float]:
    """From where to where down the page both columns go, with as much white as there is around them."""
    lines = [one for column in columns for one in column.lines]
    top = min(one.base - 0.9 * one.size for one in lines)
    bottom = max(one.base + 0.25 * one.size for one in lines)
    above = max((w.box[3] for w in sheet.words if w.base < top), default=0.0)
    below = min((w.box[1] for w in sheet.words if w.top > bottom), default=sheet.height)
    return max(top - _MARGIN, min(top, above + _CLEAR)), min(bottom + _MARGIN, max(bottom, below - _CLEAR))


def replaced(sheet: Sheet, box: Box, words: Sequence[Word]) -> Sheet:
    """``sheet`` with ``words`` in place of those in ``box``, if they are as many and as sure; what only the first
    reading saw stays."""
    inside = [word for word in sheet.words if _in(word, box)]
    if not inside or _weight(words) < 0.97 * _weight(inside):
        return sheet
    gone = {
        id(word) for word in inside if (word.confidence or 0.0) < _SURE or any(_meet(word, other) for other in words)
    }
    return replace(sheet, words=tuple(word for word in sheet.words if id(word) not in gone) + tuple(words))


def _meet(one: Word, other: Word) -> bool:
    (a, b, c, d), (e, f, g, h) = one.box, other.box
    return min(c, g) > max(a, e) and min(d, h) - max(b, f) > 0.3 * min(d - b, h - f)


def _in(word: Word, box: Box) -> bool:
    x, y = (word.left + word.right) / 2, word.base - 0.3 * word.size
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _weight(words: Sequence[Word]) -> float:
    return sum((word.confidence or 0.0) * sum(c.isalnum() for c in word.text) for word in words)
