"""Words into printed lines."""

import unicodedata
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from index.formats.pdf.marks import Line, Piece, Sheet, Word

# Of the em: a smaller gap between two fragments of one line is no blank.
_GLUE = 0.13


def bands(words: Sequence[Word]) -> list[list[Word]]:
    """``words`` cut at every height no letter crosses: lines, or several lines of columns that do not keep step."""
    found: list[list[Word]] = []
    bottom = float("-inf")
    for word in sorted(words, key=lambda w: w.top):
        if word.top >= bottom or not found:
            found.append([])
        found[-1].append(word)
        bottom = max(bottom, word.base)
    return found


def rows(words: Sequence[Word]) -> list[list[Word]]:
    """The lines of one column as words from left to right; superscripts stay with their line."""
    found: list[list[Word]] = []
    for band in bands(words):
        clusters: list[tuple[float, list[Word]]] = []
        for word in sorted(band, key=lambda w: (-round(w.size), w.base)):
            home = next((c for c in clusters if abs(c[0] - word.base) < 0.5 * c[1][0].size), None)
            if home:
                home[1].append(word)
            else:
                clusters.append((word.base, [word]))
        found += [sorted(own, key=lambda w: w.left) for _, own in sorted(clusters, key=lambda c: c[0])]
    return found


def whole_words(words: Sequence[Word]) -> list[Word]:
    """``words`` with the fragments put together that the file writes apart: letters of a second font, superscripts."""
    found: list[Word] = []
    for row in rows(words):
        groups: list[list[Word]] = []
        for word in row:
            if groups and _same_word(groups[-1][-1], word):
                groups[-1].append(word)
            else:
                groups.append([word])
        found += _unspaced([group[0] if len(group) == 1 else _merged(group) for group in groups])
    return found


def line(row: Sequence[Word], sheet: Sheet) -> Line:
    """One line of ``row``, its words from left to right."""
    if sheet.scanned:
        pieces = tuple(_piece([word], sheet) for word in row)
    else:
        pieces = (_piece(row, sheet),)
    size = Counter(round(w.size, 1) for w in row for _ in w.text).most_common(1)[0][0]
    main = max(row, key=lambda w: (round(w.size, 1) == size, len(w.text)))
    return Line(
        pieces, row[0].left, max(w.right for w in row), main.base, size,
        first=row[0].right - row[0].left, bold=all(w.bold for w in row), page=sheet.page,
    )  # fmt: skip


def lines(words: Sequence[Word], sheet: Sheet) -> list[Line]:
    """The lines of one column from top to bottom."""
    return [line(row, sheet) for row in rows(words)]


def _same_word(before: Word, after: Word) -> bool:
    gap = after.left - before.right
    return after.glued and gap < _GLUE * max(before.size, after.size)


def _unspaced(row: list[Word]) -> list[Word]:
    """``row`` with spaced-out letters (Q U Y Ế T  Đ Ị N H) put together into words."""
    if len(row) < 6 or sum(len(w.text) == 1 and w.text.isalpha() for w in row) < 0.8 * len(row):
        return row
    gaps = sorted(b.left - a.right for a, b in pairwise(row))
    wide = 1.6 * gaps[len(gaps) // 4] + 0.05 * row[0].size
    found: list[list[Word]] = [[row[0]]]
    for before, after in pairwise(row):
        if after.left - before.right > wide:
            found.append([after])
        else:
            found[-1].append(after)
    return [_merged(group) for group in found]


def _merged(group: Sequence[Word]) -> Word:
    main = max(group, key=lambda w: (w.size, len(w.text)))
    text = unicodedata.normalize("NFC", "".join(w.text for w in group))
    bold = sum(len(w.text) for w in group if w.bold) * 2 > len(text)
    return Word(text, group[0].left, max(w.right for w in group), main.base, main.size, bold, group[0].glued)


def _around(boxes: Sequence[tuple[float, float, float, float]]) -> tuple[float, float, float, float]:
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)


def _piece(words: Sequence[Word], sheet: Sheet) -> Piece:
    left, top, right, bottom = _around([word.box for word in words])
    a, b, c, d, e, f = sheet.back
    xs = [a * x + c * y + e for x in (left, right) for y in (top, bottom)]
    ys = [b * x + d * y + f for x in (left, right) for y in (top, bottom)]
    sure = [word.confidence for word in words if word.confidence is not None]
    box = (round(min(xs), 1), round(min(ys), 1), round(max(xs), 1), round(max(ys), 1))
    return Piece(" ".join(word.text for word in words), sheet.page, box, min(sure) if sure else None)
