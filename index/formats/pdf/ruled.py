"""The ruling lines of tables in a picture of a page."""

from dataclasses import replace

import numpy as np
import numpy.typing as npt
from PIL import Image

from index.formats.pdf.marks import Rule, Sheet, Word

_DPI = 100  # fine enough for lines, too coarse for specks
_WIDE, _HIGH = 0.6, 0.25  # inches: a shorter run of ink across, or down, is part of letters
_GAP = 3  # pixels at that resolution: breaks that a scanner leaves in a line
_THICK = 0.06  # inches: more is a bar or a picture

Ink = npt.NDArray[np.bool_]


def rules_of(picture: Image.Image, width: float, height: float) -> tuple[Rule, ...]:
    """The level and upright lines of a grey, level ``picture`` of a page of ``width`` × ``height`` points."""
    size = max(1, round(width * _DPI / 72)), max(1, round(height * _DPI / 72))
    # A hair line must stay dark when the picture is made smaller.
    factor = max(1, min(picture.width // size[0], picture.height // size[1]))
    small = np.asarray(picture.reduce(factor) if factor > 1 else picture)
    ink = small < min(200.0, 0.8 * float(np.median(small)))
    x, y = width / ink.shape[1], height / ink.shape[0]
    level = [
        Rule(True, (at + 0.5) * y, start * x, end * x)
        for at, start, end in _lines(ink, _WIDE * 72 / x, _THICK * 72 / y)
    ]
    upright = [
        Rule(False, (at + 0.5) * x, start * y, end * y)
        for at, start, end in _lines(ink.T, _HIGH * 72 / y, _THICK * 72 / x)
    ]
    return tuple(level + upright)


def without_strokes(sheet: Sheet) -> Sheet:
    """``sheet`` without the words that are pieces of its upright rules: OCR takes them for bars and brackets."""
    upright = [rule for rule in sheet.rules if not rule.level]

    def is_rule(word: Word) -> bool:
        return not any(c.isalnum() for c in word.text) and any(
            word.left - 3 <= rule.at <= word.right + 3 and rule.start <= word.base <= rule.end + word.size
            for rule in upright
        )

    return replace(sheet, words=tuple(word for word in sheet.words if not is_rule(word)))


def _lines(ink: Ink, least: float, thick: float) -> list[tuple[float, int, int]]:
    """Row, start and end of the runs of ink longer than ``least`` and thinner than ``thick`` pixels."""
    # A line that sinks by a pixel goes on in the next row.
    runs = [
        (row, start, end) for row, line in enumerate(_spread(ink)) for start, end in _runs(line) if end - start >= least
    ]
    found: list[list[tuple[int, int, int]]] = []
    for run in runs:
        home = next((group for group in found[-40:] if _touches(group[-1], run)), None)
        if home is not None:
            home.append(run)
        else:
            found.append([run])
    return [
        (sum(row for row, _, _ in group) / len(group), min(s for _, s, _ in group), max(e for _, _, e in group))
        for group in found
        if group[-1][0] - group[0][0] < max(2, thick)
    ]


def _spread(ink: Ink) -> Ink:
    wide = ink.copy()
    wide[1:] |= ink[:-1]
    return wide


def _touches(one: tuple[int, int, int], other: tuple[int, int, int]) -> bool:
    return 0 < other[0] - one[0] <= 1 and one[1] < other[2] and other[1] < one[2]


def _runs(line: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate(([False], line, [False])).astype(np.int8)))
    found: list[tuple[int, int]] = []
    for start, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        if found and start - found[-1][1] <= _GAP and end - start > _GAP:
            found[-1] = found[-1][0], end
        else:
            found.append((start, end))
    return found
