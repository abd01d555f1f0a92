"""The vocabulary of a lexical index: syllables, and pairs of neighbouring ones. Pure numpy and plain files.

A large archive has millions of pairs. Written out and kept in a dictionary they would take seconds to load and hundreds of
megabytes; as two syllables' numbers in one, sorted, they stay on disk until one is looked for.
"""

import json
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_SYLLABLES, _PAIRS = "syllables.json", "pairs.npy"
# Smaller arrays are read: a file that is mapped is held open, and a page at a time it is not read faster.
MAPPED = 2**20
# A text without a word has this one, which no question can hold.
NOTHING = "\0"
# Pairs numbered at a time, so that those of a large archive are never there twice.
_STEP = 2**22


@dataclass(frozen=True, slots=True)
class Terms:
    """Each term's number: ``syllables`` have theirs, the pair in row ``i`` of ``pairs`` has ``len(syllables) + i``.

    ``pairs``: uint64 ``(n,)``, ascending; the first syllable's number in the upper half, the second's in the lower.
    """

    syllables: Mapping[str, int]
    pairs: NDArray[np.uint64]

    def __len__(self) -> int:
        return len(self.syllables) + len(self.pairs)

    def number(self, term: str) -> int | None:
        """The number of a syllable, or of two joined by ``_``; ``None`` for what no text holds."""
        if "_" not in term:
            return self.syllables.get(term)
        first, second = map(self.syllables.get, term.split("_", 1))
        if first is None or second is None:
            return None
        key = np.uint64(first << 32 | second)
        row = int(np.searchsorted(self.pairs, key))
        return len(self.syllables) + row if row < len(self.pairs) and self.pairs[row] == key else None

    def save(self, folder: Path) -> None:
        """Writes two files into ``folder``."""
        (folder / _SYLLABLES).write_text(json.dumps(list(self.syllables), ensure_ascii=False), encoding="utf-8")
        np.save(folder / _PAIRS, self.pairs, allow_pickle=False)

    @classmethod
    def load(cls, folder: Path) -> "Terms":
        """Reads what :meth:`save` wrote. Raises ``OSError`` or ``ValueError`` when it cannot be read."""
        syllables = json.loads((folder / _SYLLABLES).read_text(encoding="utf-8"))
        pairs = mapped(folder / _PAIRS)
        return cls({syllable: number for number, syllable in enumerate(syllables)}, pairs)


class Numbered:
    """Texts as the numbers of their terms; every look gives lists anew, so that all of them are never there at once."""

    def __init__(self, syllables: NDArray[np.uint32], pairs: NDArray[np.int32], ends: Sequence[int]) -> None:
        self._syllables = syllables
        self._pairs = pairs  # row ``i``: of syllables ``i`` and ``i + 1``, even where a text ends between them
        self._ends = ends

    def __len__(self) -> int:
        return len(self._ends)

    def __iter__(self) -> Iterator[list[int]]:
        begin = 0
        for end in self._ends:
            yield self._syllables[begin:end].tolist() + self._pairs[begin : end - 1].tolist()
            begin = end


def numbered(texts: Iterable[Sequence[str]]) -> tuple[Terms, Numbered]:
    """The vocabulary of ``texts``, each given as its syllables in order, and the texts in its numbers."""
    numbers: dict[str, int] = {}
    stream, ends = array("I"), array("q")
    for text in texts:
        stream.extend(numbers.setdefault(word, len(numbers)) for word in text or (NOTHING,))
        ends.append(len(stream))
    syllables = np.array(stream, np.uint32)
    del stream
    pairs = syllables[:-1].astype(np.uint64) << np.uint64(32) | syllables[1:].astype(np.uint64)
    inside = np.ones(len(pairs), bool)
    inside[np.array(ends[:-1], np.int64) - 1] = False
    known = np.unique(pairs[inside])
    rows = np.empty(len(pairs), np.int32)
    for at in range(0, len(pairs), _STEP):
        rows[at : at + _STEP] = np.searchsorted(known, pairs[at : at + _STEP]) + len(numbers)
    return Terms(numbers, known), Numbered(syllables, rows, ends)


def mapped(file: Path) -> NDArray[Any]:
    """The array in ``file``, on disk until it is looked at where it is large. Raises ``OSError`` or ``ValueError``."""
    found: NDArray[Any] = np.load(file, mmap_mode="r" if _is_large(file) else None, allow_pickle=False)
    return found.view(np.ndarray)  # a plain view: slices of a memmap cost ten times as much


def _is_large(file: Path) -> bool:
    return file.stat().st_size > MAPPED
