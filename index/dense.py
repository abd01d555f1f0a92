"""Nearest vectors. The only file that imports faiss."""

import errno
import os
from collections.abc import Sequence
from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

from index.encode import Vectors
from index.errors import ArchiveError


class DenseIndex:
    """Exact inner-product search over windows; each window belongs to a clause (``owners[row]``)."""

    def __init__(self, index: faiss.Index, owners: NDArray[np.int64]) -> None:
        self._index = index
        self._owners = owners

    @classmethod
    def of(cls, vectors: Vectors, owners: Sequence[int]) -> "DenseIndex":
        """An index of ``vectors``, float32 ``(n, dimension)`` of unit length; ``owners`` holds n clause ids."""
        index = faiss.IndexFlatIP(vectors.shape[1])
        if len(vectors):
            index.add(np.ascontiguousarray(vectors))
        return cls(index, np.asarray(owners, dtype=np.int64))

    @classmethod
    def load(cls, folder: Path) -> "DenseIndex":
        """Reads what :meth:`save` wrote. Raises ``ArchiveError`` when it cannot be read."""
        try:
            return cls(
                faiss.read_index(str(folder / "vectors.faiss")),
                np.load(folder / "owners.npy", allow_pickle=False),
            )
        except (RuntimeError, OSError, ValueError) as error:
            raise ArchiveError(
                f"Chỉ mục véc-tơ trong {folder} bị hỏng. Hãy lập lại bằng: trichdan index",
                f"The vector index in {folder} is damaged. Build it again with: trichdan index",
            ) from error

    def save(self, folder: Path) -> None:
        """Writes ``vectors.faiss`` and ``owners.npy`` into ``folder``. Raises ``OSError`` when they cannot be written."""
        try:
            faiss.write_index(self._index, str(folder / "vectors.faiss"))
        except RuntimeError as error:
            raise OSError(errno.EIO, os.strerror(errno.EIO)) from error
        np.save(folder / "owners.npy", self._owners, allow_pickle=False)

    def search(self, vector: Vectors, top: int, allowed: NDArray[np.int64] | None = None) -> dict[int, float]:
        """Clause id → cosine of its best window, for the ``top`` best windows; ``allowed`` limits the clauses."""
        if self._index.ntotal == 0:
            return {}
        parameters = None
        if allowed is not None:
            rows = np.flatnonzero(np.isin(self._owners, allowed))
            parameters = faiss.SearchParameters()
            parameters.sel = faiss.IDSelectorBatch(rows)
        scores, found = self._index.search(vector.reshape(1, -1), min(top, self._index.ntotal), params=parameters)
        best: dict[int, float] = {}
        for score, row in zip(scores[0], found[0], strict=True):
            if row >= 0:
                best.setdefault(int(self._owners[row]), float(score))
        return best
