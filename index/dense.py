"""Nearest vectors. The only file that imports faiss.

A small archive is scanned as it is: exact. A large one is scanned in 8 bits a value, a quarter of the memory and of the
time, from disk; the best of that scan are then compared exactly.
"""

import errno
import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

from index.encode import Vectors
from index.errors import ArchiveError
from index.top import largest

# An exact scan of more windows takes longer than to encode the question.
LARGE = 20_000
# Times as many windows as are wanted are compared exactly; measured: twice as many already hold all of the best 200.
_SPARE = 5
# As few as this are compared exactly at once.
_FEW = 2_000
_TRAINED_ON = 100_000
_SAMPLE = 1_000
_COARSE, _EXACT, _OWNERS = "vectors.faiss", "exact.npy", "owners.npy"


class DenseIndex:
    """Inner-product search over windows; each window belongs to a clause (``owners[row]``).

    ``exact``: the vectors themselves, float32 ``(n, dimension)``, where ``index`` has only 8 bits of each value.
    """

    def __init__(self, index: faiss.Index, owners: NDArray[np.int64], exact: Vectors | None = None) -> None:
        self._index = index
        self._owners = owners
        self._exact = exact

    @classmethod
    def of(cls, vectors: Vectors, owners: Sequence[int], large: int = LARGE) -> "DenseIndex":
        """An index of ``vectors``, float32 ``(n, dimension)`` of unit length; ``owners`` holds n clause ids.

        Of ``large`` and more vectors the index is coarse.
        """
        rows = np.ascontiguousarray(vectors)
        coarse = len(rows) >= max(large, 1)
        index: faiss.Index = faiss.IndexFlatIP(rows.shape[1])
        if coarse:
            eight = faiss.ScalarQuantizer.QT_8bit
            index = faiss.IndexScalarQuantizer(rows.shape[1], eight, faiss.METRIC_INNER_PRODUCT)
            index.train(rows[:: -(-len(rows) // _TRAINED_ON)])
        if len(rows):
            index.add(rows)
        return cls(index, np.asarray(owners, dtype=np.int64), rows if coarse else None)

    @classmethod
    def load(cls, folder: Path) -> "DenseIndex":
        """Reads what :meth:`save` wrote. Raises ``ArchiveError`` when it cannot be read."""
        exact = folder / _EXACT
        try:
            owners = np.load(folder / _OWNERS, allow_pickle=False)
            if not exact.exists():
                return cls(faiss.read_index(str(folder / _COARSE)), owners)
            index = faiss.read_index(str(folder / _COARSE), faiss.IO_FLAG_MMAP_IFC)
            return cls(index, owners, np.load(exact, mmap_mode="r", allow_pickle=False).view(np.ndarray))
        except (RuntimeError, OSError, ValueError) as error:
            raise ArchiveError(
                f"Chỉ mục véc-tơ trong {folder} bị hỏng. Hãy lập lại bằng: trichdan index",
                f"The vector index in {folder} is damaged. Build it again with: trichdan index",
            ) from error

    def save(self, folder: Path) -> None:
        """Writes the index, its owners and, if coarse, the vectors into ``folder``. Raises ``OSError`` when that fails."""
        try:
            faiss.write_index(self._index, str(folder / _COARSE))
        except RuntimeError as error:
            raise OSError(errno.EIO, os.strerror(errno.EIO)) from error
        np.save(folder / _OWNERS, self._owners, allow_pickle=False)
        if self._exact is not None:
            np.save(folder / _EXACT, self._exact, allow_pickle=False)

    def windows(self, clauses: NDArray[np.int64]) -> tuple[Vectors, NDArray[np.int64]]:
        """The vectors of all windows of these clauses, float32 ``(n, dimension)``, and whose each is, int64 ``(n,)``."""
        rows = np.flatnonzero(self._of(clauses)) if len(self._owners) else np.empty(0, np.int64)
        return self._vectors(rows), self._owners[rows]

    @cached_property
    def sample(self) -> Vectors:
        """A thousand windows (all, if they are fewer) from everywhere in the archive: what an ordinary cosine is."""
        return self._vectors(np.arange(0, len(self._owners), max(1, len(self._owners) // _SAMPLE)))

    def _vectors(self, rows: NDArray[np.int64]) -> Vectors:
        if self._exact is not None:
            return np.asarray(self._exact[rows], np.float32)
        if not len(rows):
            return np.empty((0, self._index.d), np.float32)
        return np.asarray(self._index.reconstruct_batch(rows), np.float32)

    def search(self, vector: Vectors, top: int, allowed: NDArray[np.int64] | None = None) -> dict[int, float]:
        """Clause id → cosine of its best window, for the ``top`` best windows; ``allowed`` limits the clauses."""
        if self._index.ntotal == 0 or top < 1:
            return {}
        inside = None if allowed is None else self._of(allowed)
        if self._exact is None:
            found, scores = self._scan(vector, top, inside)
        else:
            found, scores = self._refined(self._exact, vector, top, inside)
        best: dict[int, float] = {}
        for score, row in zip(scores.tolist(), found.tolist(), strict=True):
            best.setdefault(int(self._owners[row]), score)
        return best

    def _of(self, clauses: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Which windows belong to these clauses, bool ``(n,)``."""
        size = int(self._owners.max()) + 1
        wanted = np.zeros(size, bool)
        wanted[clauses[(clauses >= 0) & (clauses < size)]] = True
        return wanted[self._owners]

    def _scan(
        self, vector: Vectors, top: int, inside: NDArray[np.bool_] | None
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Rows and scores of the ``top`` best by the index itself, best first."""
        parameters = None
        if inside is not None:
            parameters = faiss.SearchParameters()
            parameters.sel = faiss.IDSelectorBitmap(np.packbits(inside, bitorder="little"))  # type: ignore[call-arg, arg-type]
        scores, found = self._index.search(vector.reshape(1, -1), min(top, self._index.ntotal), params=parameters)
        there = found[0] >= 0
        return found[0][there], scores[0][there]

    def _refined(
        self, exact: Vectors, vector: Vectors, top: int, inside: NDArray[np.bool_] | None
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """As :meth:`_scan`, the best by the vectors themselves."""
        if inside is not None and np.count_nonzero(inside) <= max(_FEW, top):
            rows = np.flatnonzero(inside)
        else:
            rows = np.sort(self._scan(vector, _SPARE * top, inside)[0])
        scores = np.asarray(exact[rows] @ vector.reshape(-1), np.float32)
        order = largest(scores, top)
        return rows[order], scores[order]
