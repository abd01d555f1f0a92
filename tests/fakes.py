"""Fakes that mean something: similarities follow words, so a test can assert which clause came first."""

import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from index.encode import Progress, Vectors
from index.text import folded_words, with_bigrams, words

# Words of every question and every clause: they would make all texts alike.
_COMMON = frozenset(folded_words("và của các cho với trong theo là gì nào được về tại có không ngày số do này"))
# A pair of syllables says more than one; accented forms add to folded ones: marks help, are not needed.
_PAIR, _SYLLABLE, _ACCENTED = 2.0, 1.0, 0.5


class HashingEncoder:
    """An :class:`index.encode.Encoder` without a model: syllables and their pairs, hashed.

    The same on every machine; texts that share no word have a cosine near 0, equal texts 1. ``encoded``
    (passages) and ``asked`` (questions) hold what it was given: a test can tell what came from a cache.
    """

    def __init__(self, dimension: int = 512, fingerprint: str = "hashing/1") -> None:
        self._dimension = dimension
        self._fingerprint = fingerprint
        self.encoded: list[str] = []
        self.asked: list[str] = []

    @property
    def fingerprint(self) -> str:
        """See :class:`index.encode.Encoder`."""
        return self._fingerprint

    @property
    def dimension(self) -> int:
        """See :class:`index.encode.Encoder`."""
        return self._dimension

    def queries(self, texts: Sequence[str]) -> Vectors:
        """See :class:`index.encode.Encoder`."""
        self.asked += texts
        return self._rows(texts)

    def passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """See :class:`index.encode.Encoder`."""
        self.encoded += texts
        if progress:
            progress("encode", len(texts), len(texts))
        return self._rows(texts)

    def _rows(self, texts: Sequence[str]) -> Vectors:
        rows = np.zeros((len(texts), self._dimension), np.float32)
        for row, text in zip(rows, texts, strict=True):
            for term, weight in _terms(text):
                slot = zlib.crc32(term.encode("utf-8", "surrogatepass"))
                row[slot % self._dimension] += weight if slot & 0x8000_0000 else -weight
            length = float(np.linalg.norm(row))
            if length:
                row /= length
            else:
                row[0] = 1.0
        return rows


def _terms(text: str) -> list[tuple[str, float]]:
    folded = folded_words(text)
    marked = [(f"a:{word}", _ACCENTED) for word in words(text)]
    terms = [(term, _PAIR if "_" in term else _SYLLABLE) for term in with_bigrams(folded) if term not in _COMMON]
    return terms + marked


def write_files(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Makes ``folder`` with these files (a name may hold ``/``); returns the folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder
