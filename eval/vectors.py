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
from typing import Any

import numpy as np
from numpy.typing import NDArray

from eval.questions import BUNDLED
from index.encode import Encoder, Progress, Vectors
from index.store import VectorCache

KEY_BYTES = 32
# A unit vector in float32 is this near to length 1; any other row is damage.
LENGTH_ERROR = 1e-3
_UNREADABLE = (OSError, ValueError, TypeError, KeyError, EOFError, NotImplementedError, zipfile.BadZipFile, zlib.error)


class Passing:
    """An encoder that hands all on to another: the base of those that encode no passage twice."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder

    @property
    def fingerprint(self) -> str:
        """See :class:`index.encode.Encoder`."""
        return self._encoder.fingerprint

    @property
    def dimension(self) -> int:
        """See :class:`index.encode.Encoder`."""
        return self._encoder.dimension

    def queries(self, texts: Sequence[str]) -> Vectors:
        """See :class:`index.encode.Encoder`."""
        return self._encoder.queries(texts)

    def passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """See :class:`index.encode.Encoder`."""
        return self._encoder.passages(texts, progress)


def file_of(name: str) -> Path:
    """Where the vectors of the bundled set ``name`` lie."""
    return BUNDLED / name / "vectors.npz"


def seed(archive: Path, encoder: Encoder, path: Path) -> int:
    """Gives the cache of ``archive`` (an existing folder) the vectors in ``path``; returns how many."""
    items = read(path, encoder)
    with suppress(sqlite3.DatabaseError):  # a damaged cache: the build, which reads it next, throws it away
        if items:
            VectorCache(archive, encoder.fingerprint).put_items(items)
            return len(items)
    return 0


def read(path: Path, encoder: Encoder) -> list[tuple[bytes, Vectors]]:
    """The keys in ``path``, each with its vector; none where they are damaged or not of ``encoder``."""
    try:
        with path.open("rb") as stream, np.load(stream, allow_pickle=False) as stored:
            keys, vectors, made_by = stored["keys"], stored["vectors"], stored["fingerprint"]
    except _UNREADABLE:
        return []
    # The dimension of some encoders is known only once they are loaded: asked for last.
    if str(made_by) != encoder.fingerprint or not _is_whole(keys, vectors, encoder.dimension):
        return []
    return [(key.tobytes(), vector) for key, vector in zip(keys, vectors, strict=True)]


def _is_whole(keys: NDArray[Any], vectors: NDArray[Any], dimension: int) -> bool:
    if keys.dtype != np.uint8 or keys.ndim != 2 or keys.shape[1] != KEY_BYTES:
        return False
    if vectors.dtype != np.float32 or vectors.shape != (len(keys), dimension):
        return False
    return bool((np.abs(np.linalg.norm(vectors, axis=1) - 1) < LENGTH_ERROR).all())  # NaN is no length


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
