"""N-gram counts of syllables as packed arrays: what stands after one syllable, and after two. One ``.npz``, no pickle.

Interpolated Kneser-Ney smoothing (Chen & Goodman 1999) with one discount: with ``n`` the count of a syllable after a context,
``d`` the discount, ``T`` how many different syllables were met there,

    p(c | context) = (max(n − d, 0) + d·T·p(c | shorter context)) / total

After two syllables ``n`` is how often the three were met; after one, in how many different places the two were met (at the start
of a stretch of words: how often). A table keeps ``max(n − d, 0)`` (``seen``), ``d·T`` with what was pruned (``left``) and their
sum (``total``), so that the tables of several collections can be added up with a weight each. Eight bits a number, on a
logarithmic scale: each is right to 3.5%.

    row_one[b] … row_one[b+1]    the pairs (b, ·): next_one (sorted), seen_one; and, of the context of two that each pair is:
                                 total_two, left_two, row_two
    row_two[p] … row_two[p+1]    the triples of pair p: next_two (sorted), seen_two
"""

import zipfile
from bisect import bisect_left
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from index.errors import ArchiveError

FILE = "syllables.npz"  # of an archive's own table, in its snapshot
BREAK, NUMBER, UNKNOWN, FIRST = 0, 1, 2, 3  # ids; words are counted from FIRST
# Level 1 is the smallest number kept, each further level 7% more: 255 levels reach 10⁷.
_SMALLEST, _STEP = 0.2, 1.0725
LEVELS: tuple[float, ...] = (0.0, *(_SMALLEST * _STEP**level for level in range(255)))


def packed(values: NDArray[Any]) -> NDArray[np.uint8]:
    """Each number ≥ 0 as the nearest level, ``uint8``; what is above 0 never becomes 0."""
    safe = np.maximum(values, _SMALLEST)
    levels = 1 + np.rint(np.log(safe / _SMALLEST) / np.log(_STEP))
    return np.where(values > 0, np.clip(levels, 1, 255), 0).astype(np.uint8)


@dataclass(frozen=True, slots=True)
class Arrays:
    """What a table is made of; V ids, P pairs, T triples. ``words``: UTF-8 of the syllables, a line each, from id ``FIRST`` on.

    Float32 ``(V,)``: ``seen`` (the unigrams), ``total_one``, ``left_one``. Uint32: ``row_one (V+1,)``, ``row_two (P+1,)``. Uint16:
    ``next_one (P,)``, ``next_two (T,)``. Uint8 levels: ``seen_one``, ``total_two``, ``left_two (P,)``, ``seen_two (T,)``.
    """

    words: NDArray[np.uint8]
    seen: NDArray[np.float32]
    total_one: NDArray[np.float32]
    left_one: NDArray[np.float32]
    row_one: NDArray[np.uint32]
    next_one: NDArray[np.uint16]
    seen_one: NDArray[np.uint8]
    total_two: NDArray[np.uint8]
    left_two: NDArray[np.uint8]
    row_two: NDArray[np.uint32]
    next_two: NDArray[np.uint16]
    seen_two: NDArray[np.uint8]


# The ids that follow (sorted) and the levels of each, as memory views; from where to where in them; the context's total and left.
Followers: TypeAlias = tuple[Any, Any, int, int, float, float]


class SyllableTable:
    """Look-ups in a table, under a microsecond each. Raises ``ValueError`` when the arrays do not fit each other."""

    def __init__(self, arrays: Arrays) -> None:
        self.arrays = arrays
        text = arrays.words.tobytes().decode("utf-8")
        self.words: tuple[str, ...] = tuple(text.split("\n")) if text else ()
        self.ids: dict[str, int] = {word: at for at, word in enumerate(self.words, FIRST)}
        _check(arrays, len(self.words))
        # Memory views give Python numbers without a NumPy scalar in between.
        self.seen, self._total_one, self._left_one = map(_view, (arrays.seen, arrays.total_one, arrays.left_one))
        self._row_one, self._next_one, self._seen_one = map(_view, (arrays.row_one, arrays.next_one, arrays.seen_one))
        self._row_two, self._next_two, self._seen_two = map(_view, (arrays.row_two, arrays.next_two, arrays.seen_two))
        self._total_two, self._left_two = _view(arrays.total_two), _view(arrays.left_two)

    def after_one(self, first: int) -> Followers | None:
        """What stands after a syllable; ``None`` when nothing was met there."""
        begin, end, total = self._row_one[first], self._row_one[first + 1], self._total_one[first]
        if begin == end or not total:  # nothing, or nothing but numbers
            return None
        return self._next_one, self._seen_one, begin, end, total, self._left_one[first]

    def after_two(self, first: int, second: int) -> Followers | None:
        """What stands after two syllables; ``None`` when nothing was met there."""
        end = self._row_one[first + 1]
        pair = bisect_left(self._next_one, second, self._row_one[first], end)
        if pair == end or self._next_one[pair] != second:
            return None
        begin, end = self._row_two[pair], self._row_two[pair + 1]
        if begin == end:
            return None
        return self._next_two, self._seen_two, begin, end, LEVELS[self._total_two[pair]], LEVELS[self._left_two[pair]]

    def save(self, file: Path) -> None:
        """Writes all arrays into ``file``, uncompressed: it is read at every start."""
        with file.open("wb") as stream:
            np.savez(stream, **{field.name: getattr(self.arrays, field.name) for field in fields(Arrays)})

    @classmethod
    def load(cls, file: Path) -> "SyllableTable":
        """Reads what :meth:`save` wrote. Raises ``ArchiveError`` when it cannot be read or is not a table."""
        try:
            with file.open("rb") as stream, np.load(stream, allow_pickle=False) as arrays:
                return cls(Arrays(**{field.name: arrays[field.name] for field in fields(Arrays)}))
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
            raise ArchiveError(
                f"Bảng âm tiết {file} bị hỏng. Hãy lập lại bằng: trichdan index",
                f"The table of syllables {file} is damaged. Build it again with: trichdan index",
            ) from error


def _view(array: Any) -> Any:  # a memoryview, whose items mypy does not know
    return np.ascontiguousarray(array).data


def _check(arrays: Arrays, words: int) -> None:
    ids, pairs, triples = words + FIRST, len(arrays.next_one), len(arrays.next_two)
    sizes = (
        (arrays.seen, ids), (arrays.total_one, ids), (arrays.left_one, ids), (arrays.row_one, ids + 1),
        (arrays.seen_one, pairs), (arrays.total_two, pairs), (arrays.left_two, pairs), (arrays.row_two, pairs + 1),
        (arrays.seen_two, triples),
    )  # fmt: skip
    if any(array.shape != (size,) for array, size in sizes):
        raise ValueError("arrays of other sizes")
    for rows, end in ((arrays.row_one, pairs), (arrays.row_two, triples)):
        if rows[0] != 0 or rows[-1] != end or np.any(rows[1:] < rows[:-1]):
            raise ValueError("rows that do not follow each other")
