"""What readers made of files, kept in the archive's folder: a scan takes seconds a page to read, its bytes never change."""

import hashlib
import shutil
import sqlite3
import subprocess
import time
import zlib
from contextlib import closing
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import index.formats
import index.text
from index.formats.sniff import Kind
from index.formats.wire import load
from index.types import Extract

FILE = "extracts.sqlite"
# A disk that is not plugged in, a folder that is moved: what its files gave is worth keeping for a while.
KEEP_DAYS = 60
_LIBRARIES = ("lxml", "pypdfium2", "pillow", "numpy")
_TOOLS = ("tesseract", "soffice", "libreoffice")


class Extracts:
    """Extracts by the hash of a file's bytes and of the readers, in one SQLite file of the archive.

    Damaged, it is as good as empty. Plain text is not kept: it is read faster than it is looked up.
    """

    def __init__(self, archive: Path) -> None:
        self._path = archive / FILE
        self._today = int(time.time() // 86_400)
        self._used: set[bytes] = set()

    def get(self, sha256: str, kind: Kind) -> Extract | None:
        """The extract of a file read before."""
        key = _key(sha256, kind)
        try:
            with closing(self._connect()) as base:
                row = base.execute("SELECT record FROM extracts WHERE key = ?", (key,)).fetchone()
        except sqlite3.DatabaseError:
            self._path.unlink(missing_ok=True)
            return None
        try:
            found = load(zlib.decompress(row[0])) if row else None
        except (ValueError, TypeError, zlib.error):
            return None
        if found:
            self._used.add(key)
        return found

    def put(self, sha256: str, kind: Kind, record: bytes) -> None:
        """Keeps an extract as :func:`index.formats.wire.dump` wrote it."""
        key = _key(sha256, kind)
        self._used.add(key)
        with closing(self._connect()) as base, base:
            base.execute("INSERT OR REPLACE INTO extracts VALUES (?,?,?)", (key, self._today, zlib.compress(record, 1)))

    def prune(self) -> None:
        """Lets go of what no build has asked for in :data:`KEEP_DAYS` days; what other readers made is never asked for."""
        if not self._path.exists():
            return
        with closing(self._connect()) as base, base:
            base.executemany("UPDATE extracts SET used = ? WHERE key = ?", ((self._today, key) for key in self._used))
            base.execute("DELETE FROM extracts WHERE used < ?", (self._today - KEEP_DAYS,))

    def _connect(self) -> sqlite3.Connection:
        base = sqlite3.connect(self._path, timeout=30)
        base.execute(
            "CREATE TABLE IF NOT EXISTS extracts (key BLOB PRIMARY KEY, used INTEGER NOT NULL, record BLOB NOT NULL)"
        )
        return base


def _key(sha256: str, kind: Kind) -> bytes:
    return hashlib.sha256(f"{readers()}\0{sha256}\0{kind}".encode()).digest()


@lru_cache(maxsize=1)
def readers() -> str:
    """A hash of all that reads: our code itself (it says more than a version number), libraries, programs."""
    digest = hashlib.sha256()
    for path in [*sorted(Path(index.formats.__path__[0]).rglob("*.py")), Path(index.text.__file__)]:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    for name in _LIBRARIES:
        try:
            digest.update(f"{name} {version(name)}\n".encode())
        except PackageNotFoundError:
            continue
    for tool in _TOOLS:
        found = shutil.which(tool)
        if found:
            status = Path(found).stat()
            digest.update(f"{found} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest() + _languages()


def _languages() -> str:
    """The languages Tesseract knows: a mixed PDF read without Vietnamese is read again when it is there."""
    try:
        told = subprocess.run(["tesseract", "--list-langs"], capture_output=True, check=False, timeout=10)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return hashlib.sha256(told.stdout).hexdigest()
