"""The table that tesseract prints (TSV) into words with baselines and sizes."""

import csv
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from io import StringIO
from statistics import median

from index.formats.pdf.marks import Word

_LEAST = 0.1  # confidence under which a word is a smudge
_LEAST_SIGN = 0.4  # … and one without letter or digit
_TALL = frozenset("bdđfhklt") | frozenset("0123456789?!&%$\"'“”")
_DEEP = frozenset("gjpqyQ()[]{}/|;,")


@dataclass(frozen=True, slots=True)
class _Seen:
    text: str
    left: float
    top: float
    right: float
    bottom: float
    confidence: float


def words_of(table: str, wide: float, high: float, left: float = 0.0, top: float = 0.0) -> tuple[Word, ...]:
    """The words of tesseract's ``table``; a pixel is ``wide`` × ``high`` points, the first one at ``left``, ``top``."""
    lines: dict[tuple[str, str, str], list[_Seen]] = {}
    for row in csv.reader(StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        if len(row) != 12 or row[0] != "5":
            continue
        text = unicodedata.normalize("NFC", row[11].strip())
        sure = float(row[10]) / 100
        if not text or sure < (_LEAST if any(c.isalnum() for c in text) else _LEAST_SIGN):
            continue
        x, y, width, height = (float(value) for value in row[6:10])
        box = left + x * wide, top + y * high, left + (x + width) * wide, top + (y + height) * high
        seen = _Seen(text, *box, sure)
        lines.setdefault((row[2], row[3], row[4]), []).append(seen)
    usual = median(_ems([seen for line in lines.values() for seen in line]) or [12.0])
    return tuple(word for seen in lines.values() for word in _line(seen, usual))


def _ems(seen: list[_Seen]) -> list[float]:
    """The em that each word of letters seems to have."""
    return [(s.bottom - s.top) / sum(_extent(s.text)) for s in seen if sum(c.isalnum() for c in s.text) > 1]


def _line(seen: list[_Seen], usual: float) -> Iterable[Word]:
    # Print spreads: letters measure a tenth larger than they are set.
    em = 0.9 * min(median(_ems(seen) or [usual]), 4 * usual)
    base = median(s.bottom - _extent(s.text)[1] * em for s in seen)
    for s in seen:
        yield Word(
            s.text, s.left, s.right, base, em, confidence=round(min(1.0, s.confidence), 3),
            ink=(s.left, s.top, s.right, s.bottom),
        )  # fmt: skip


def _extent(text: str) -> tuple[float, float]:
    """How far the letters of ``text`` reach above and below the baseline, in em of a text face such as Times."""
    above, below = 0.1, 0.0
    for char in text:
        letters = unicodedata.normalize("NFD", char)
        letter, marks = letters[0], letters[1:]
        upper = sum(1 for mark in marks if mark not in "\u0323\u031b")
        if letter.isupper():
            above = max(above, 0.67 + 0.17 * min(upper, 1) + 0.08 * max(0, upper - 1))
        elif letter in _TALL or letter in "()[]{}/|":
            above = max(above, 0.68)
        elif letter.isalpha():
            above = max(above, (0.65 if letter == "i" or upper else 0.46) + 0.15 * max(0, upper - 1))
        if letter in _DEEP:
            below = max(below, 0.12 if letter in ",;" else 0.21)
        elif "\u0323" in marks:
            below = max(below, 0.18)
    return above, below
