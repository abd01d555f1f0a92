"""The best of very many, without sorting them all."""

import numpy as np
from numpy.typing import NDArray

# Below this many sorting takes less than a millisecond.
_FEW = 10_000
_BLOCK = 64


def largest(values: NDArray[np.float32] | NDArray[np.float64], top: int) -> NDArray[np.int64]:
    """Rows of the ``top`` largest of ``values`` ``(n,)``, largest first, of equals the first: as a stable sort gives them."""
    if top <= 0:
        return np.empty(0, np.int64)
    if len(values) <= max(_FEW, 2 * _BLOCK * top):
        return np.argsort(-values, kind="stable")[:top].astype(np.int64)
    # At least ``top`` values reach the ``top``-th largest maximum of a block, so nothing below it is among the best.
    whole = len(values) // _BLOCK * _BLOCK
    maxima = values[:whole].reshape(-1, _BLOCK).max(axis=1)
    least = np.partition(maxima, len(maxima) - top)[len(maxima) - top]
    rows = np.flatnonzero(values > least)
    if len(rows) < top:
        rows = np.concatenate([rows, np.flatnonzero(values == least)[: top - len(rows)]])
    return rows[np.argsort(-values[rows], kind="stable")][:top].astype(np.int64)
