"""Snapshots on disk: written whole or not at all, checked when opened.

    <archive>/CURRENT                 the number of the snapshot that is served, swapped atomically
    <archive>/snapshots/<n>/          immutable: manifest.json, archive.sqlite, vectors.faiss, owners.npy and, if large, exact.npy
                                      (index/dense.py), accented/, folded/ (BM25), articles.npy, syllables.npz, report.json
    <archive>/vectors.sqlite          vectors by hash(encoder, text), so that a new file embeds only its own clauses
    <archive>/extracts.sqlite         what readers made of files, so that a scan is recognised once (index/extracts.py)

A reader keeps the snapshot it opened; a build that dies leaves the old one serving. No pickle anywhere.
"""

import hashlib
import json
import os
import re
import shutil
import sqlite3
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from index.encode import Vectors
from index.errors import ArchiveError

SCHEMA_VERSION = 3
# Files up to this size are hashed at every opening; larger ones by `trichdan doctor` (here: their size is compared).
HASH_AT_OPEN = 16 * 2**20
KEPT = 2
POINTER, SNAPSHOTS = "CURRENT", "snapshots"
_OWN = re.compile(r"(?:CURRENT|(?:vectors|extracts)\.sqlite)(?:-.*)?|snapshots|build\.lock")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a snapshot is made of. ``files``: name → ``[bytes, sha256]``; ``roots``: what was given to ``index``."""

    schema: int
    encoder: str
    model: str | None
    dimension: int
    directives: int
    clauses: int
    roots: tuple[str, ...]
    files: dict[str, tuple[int, str]]


def is_own(name: str) -> bool:
    """Whether a file or folder of this name, in the folder of an archive, is part of the index."""
    return _OWN.fullmatch(name) is not None


def snapshot_of(archive: Path) -> Path:
    """The folder of the snapshot now served. Raises ``ArchiveError`` when there is none."""
    try:
        number = (archive / "CURRENT").read_text(encoding="ascii").strip()
    except PermissionError as error:
        raise ArchiveError(
            f"Bạn không có quyền đọc kho «{archive}». Hãy xin hoặc cấp quyền đọc, rồi chạy lại.",
            f'You may not read the archive "{archive}": permission denied. Get the permission, then run again.',
        ) from error
    except (OSError, UnicodeDecodeError):
        raise ArchiveError(
            f"Thư mục «{archive}» chưa có chỉ mục. Hãy lập bằng: trichdan index THƯ_MỤC --archive {archive}",
            f'"{archive}" holds no index yet. Build one with: trichdan index FOLDER --archive {archive}',
        ) from None
    folder = archive / "snapshots" / number
    if not number.isdigit() or not folder.is_dir():
        raise _damaged(archive, "CURRENT")
    return folder


def _damaged(archive: Path, file: str) -> ArchiveError:
    return ArchiveError(
        f"Chỉ mục trong «{archive}» bị hỏng (tệp {file}). Hãy lập lại bằng: trichdan index --archive {archive}",
        f'The index in "{archive}" is damaged (file {file}). Build it again with: trichdan index --archive {archive}',
    )


def read_manifest(archive: Path, full: bool = False) -> tuple[Path, Manifest]:
    """The served snapshot and its manifest, its files checked (``full``: every byte).

    Raises ``ArchiveError`` when the index is absent, of another version or damaged.
    """
    folder = snapshot_of(archive)
    try:
        record = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        schema = record["schema"]
    except (OSError, ValueError, KeyError, TypeError):
        raise _damaged(archive, "manifest.json") from None
    if schema != SCHEMA_VERSION:
        raise ArchiveError(
            f"Chỉ mục trong «{archive}» thuộc phiên bản khác ({schema}, cần {SCHEMA_VERSION}). "
            f"Hãy lập lại bằng: trichdan index --archive {archive}",
            f'The index in "{archive}" is of another version ({schema}, not {SCHEMA_VERSION}). '
            f"Build it again with: trichdan index --archive {archive}",
        )
    try:
        files = {name: (int(size), str(digest)) for name, (size, digest) in record["files"].items()}
        manifest = Manifest(**{**record, "roots": tuple(record["roots"]), "files": files})
    except (TypeError, ValueError, KeyError, AttributeError):
        raise _damaged(archive, "manifest.json") from None
    for name, (size, digest) in manifest.files.items():
        path = folder / name
        if not path.is_file() or path.stat().st_size != size:
            raise _damaged(archive, name)
        if (full or size <= HASH_AT_OPEN) and _sha256(path) != digest:
            raise _damaged(archive, name)
    return folder, manifest


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@contextmanager
def new_snapshot(archive: Path) -> Iterator[Path]:
    """A scratch folder to fill; call :func:`publish` inside. Removed when the block fails.

    Only one build at a time may be here: what a killed one left behind is swept up first.
    """
    (archive / "snapshots").mkdir(parents=True, exist_ok=True)
    for left in (archive / "snapshots").glob("new-*"):
        shutil.rmtree(left, ignore_errors=True)
    for left in archive.glob("CURRENT-*"):
        left.unlink(missing_ok=True)
    scratch = archive / "snapshots" / f"new-{uuid.uuid4().hex}"
    scratch.mkdir()
    try:
        yield scratch
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def publish(archive: Path, scratch: Path, manifest: Manifest) -> Path:
    """Seals ``scratch`` (checksums, sync) and makes it the snapshot that is served. Returns its folder."""
    files = {
        path.relative_to(scratch).as_posix(): (path.stat().st_size, _sha256(path))
        for path in sorted(scratch.rglob("*"))
        if path.is_file()
    }
    record = asdict(manifest) | {"files": files}
    (scratch / "manifest.json").write_text(json.dumps(record, ensure_ascii=False, indent=1), encoding="utf-8")
    for path in scratch.rglob("*"):
        _sync(path)
    numbers = [int(path.name) for path in (archive / "snapshots").iterdir() if path.name.isdigit()]
    folder = archive / "snapshots" / str(max(numbers, default=0) + 1)
    scratch.rename(folder)
    _sync(folder.parent)
    pointer = archive / f"CURRENT-{uuid.uuid4().hex}"
    pointer.write_text(folder.name, encoding="ascii")
    _sync(pointer)
    pointer.replace(archive / "CURRENT")
    _sync(archive)
    for old in sorted(numbers, reverse=True)[KEPT - 1 :]:
        shutil.rmtree(archive / "snapshots" / str(old), ignore_errors=True)
    return folder


def _sync(path: Path) -> None:
    try:
        handle = os.open(path, os.O_RDONLY)
    except OSError:  # a folder cannot be opened on every system; the rename is atomic all the same
        return
    try:
        os.fsync(handle)
    except OSError:
        pass
    finally:
        os.close(handle)


class VectorCache:
    """Vectors by hash of encoder and text, in one SQLite file of the archive."""

    def __init__(self, archive: Path, encoder: str) -> None:
        self._path = archive / "vectors.sqlite"
        self._encoder = encoder

    def _key(self, text: str) -> bytes:
        return hashlib.sha256(f"{self._encoder}\0{text}".encode("utf-8", "surrogatepass")).digest()

    def _connect(self) -> sqlite3.Connection:
        base = sqlite3.connect(self._path, timeout=30)
        # With rowids: without them a row of 1.5 kB takes a page of its own and more, three times the file.
        base.execute("CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB NOT NULL)")
        return base

    def get(self, texts: Sequence[str]) -> list[Vectors | None]:
        """A float32 vector for each text already encoded, else ``None``. A damaged cache is as good as empty."""
        try:
            with closing(self._connect()) as base:
                rows = [
                    base.execute("SELECT vector FROM vectors WHERE key = ?", (self._key(t),)).fetchone() for t in texts
                ]
        except sqlite3.DatabaseError:
            self._path.unlink(missing_ok=True)
            return [None] * len(texts)
        return [np.frombuffer(row[0], np.float32) if row and len(row[0]) % 4 == 0 else None for row in rows]

    def put(self, texts: Sequence[str], vectors: Vectors) -> None:
        """Keeps ``vectors`` (one row a text)."""
        self.put_items(zip(map(self._key, texts), vectors, strict=True))

    def put_items(self, items: Iterable[tuple[bytes, Vectors]]) -> None:
        """As :meth:`put`, for keys and vectors that :meth:`items` gave."""
        with closing(self._connect()) as base, base:
            base.executemany(
                "INSERT OR REPLACE INTO vectors VALUES (?,?)", ((key, vector.tobytes()) for key, vector in items)
            )

    def items(self) -> list[tuple[bytes, Vectors]]:
        """Every key with its vector, in the order of the keys: what another archive's cache may be given."""
        with closing(self._connect()) as base:
            rows = base.execute("SELECT key, vector FROM vectors ORDER BY key").fetchall()
        return [(key, np.frombuffer(vector, np.float32)) for key, vector in rows]
