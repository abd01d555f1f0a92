"""Vectors that travel with a set: its documents need not be encoded again on every machine.

``eval/sets/<name>/vectors.npz`` holds entries of a :class:`index.store.VectorCache`: ``keys`` (n, 32) uint8, ``vectors``
(n, d) float32, and the ``fingerprint`` of the encoder. A key is a hash of encoder and text, so an entry that is out of
date is never found; a file that is missing, damaged or of another encoder counts as empty.
"""

import sqlite3
import zipfile
import zlib
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np

from eval.data import BUNDLED
from index.encode import Vectors
from index.store import VectorCache

KEY_BYTES = 32
# A unit vector in float32 is this near to length 1; any other row is damage.
LENGTH_ERROR = 1e-3
_UNREADABLE = (OSError, ValueError, KeyError, EOFError, NotImplementedError, zipfile.BadZipFile, zlib.error)


def file_of(name: str) -> Path:
    """Where the vectors of the bundled set ``name`` lie."""
    return BUNDLED / name / "vectors.npz"


def seed(archive: Path, fingerprint: str, path: Path) -> int:
    """Gives the cache of ``archive`` (an existing folder) the vectors in ``path``; returns how many."""
    keys, vectors = read(path, fingerprint)
    with suppress(sqlite3.DatabaseError):  # a damaged cache; who reads it throws it away
        if keys:
            VectorCache(archive, fingerprint).put_keys(keys, vectors)
            return len(keys)
    return 0


def read(path: Path, fingerprint: str) -> tuple[list[bytes], Vectors]:
    """Keys and vectors (one row a key) made by the encoder ``fingerprint``; none if they are not to be trusted."""
    try:
        with np.load(path, allow_pickle=False) as stored:
            keys, vectors, made_by = stored["keys"], stored["vectors"], str(stored["fingerprint"])
    except _UNREADABLE:
        return [], np.empty((0, 0), np.float32)
    if made_by != fingerprint or not _is_whole(keys, vectors):
        return [], np.empty((0, 0), np.float32)
    return [key.tobytes() for key in keys], vectors


def _is_whole(keys: np.ndarray, vectors: np.ndarray) -> bool:
    if keys.dtype != np.uint8 or vectors.dtype != np.float32 or keys.ndim != 2 or vectors.ndim != 2:
        return False
    if keys.shape[1] != KEY_BYTES or len(keys) != len(vectors):
        return False
    return bool((np.abs(np.linalg.norm(vectors, axis=1) - 1) < LENGTH_ERROR).all())  # false for NaN, too


def write(path: Path, items: Sequence[tuple[bytes, Vectors]], fingerprint: str) -> None:
    """Writes what :meth:`index.store.VectorCache.items` gave; the same entries make the same bytes."""
    keys = np.frombuffer(b"".join(key for key, _ in items), np.uint8).reshape(-1, KEY_BYTES)
    vectors = np.stack([vector for _, vector in items])
    scratch = path.with_suffix(".partial")
    try:
        with scratch.open("wb") as stream:
            np.savez_compressed(stream, keys=keys, vectors=vectors, fingerprint=np.array(fingerprint))
        scratch.replace(path)
    finally:
        scratch.unlink(missing_ok=True)
