"""What was answered so far, on disk, so that a run that was stopped (Ctrl-C, ``kill -9``, power) goes on where it was.

``<cache>/eval/journals/<key>.jsonl``: a line a question, written when it is answered. The key is a hash of everything that
can change an answer or its time. A line that was torn, or damaged otherwise, is a question to be asked again.
"""

import hashlib
import json
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from filelock import FileLock, Timeout

from eval.types import Answered

if TYPE_CHECKING:
    from pydantic import TypeAdapter

# Part of every key: raised when a line means something else than before.
FORMAT = 1
# A line waits no longer than this to be safe from a loss of power; each sync costs some milliseconds.
SYNC_SECONDS = 1.0
# What nobody went on with is thrown away: by then the code, and so the key, has changed.
KEPT_SECONDS = 30 * 24 * 3600.0


def key_of(parts: Mapping[str, str]) -> str:
    """The name of a journal: a hash of what can change its lines."""
    record = json.dumps({"format": FORMAT, **parts}, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(record.encode()).hexdigest()


class Journal:
    """The lines of one run. Made by :func:`journal`."""

    def __init__(self, path: Path, stream: BinaryIO) -> None:
        self._path = path
        self._stream = stream
        self._synced = time.monotonic()
        self.known: dict[str, Answered] = _read(path)

    def add(self, answered: Answered) -> None:
        """Keeps ``answered``: at once for who kills this process, within a second for who cuts the power."""
        self._stream.write(_lines().dump_json(answered) + b"\n")
        self._stream.flush()
        if time.monotonic() - self._synced >= SYNC_SECONDS:
            os.fsync(self._stream.fileno())
            self._synced = time.monotonic()

    def remove(self) -> None:
        """Forgets all: the result is written."""
        self._stream.truncate(0)
        with suppress(OSError):  # an open file cannot be unlinked everywhere: then it stays, empty
            self._path.unlink()


@contextmanager
def journal(cache: Path, key: str, fresh: bool = False) -> Iterator[Journal | None]:
    """The journal ``key`` under ``cache``, for the time of the block; emptied first if ``fresh``.

    ``None`` where another process has it (it is running just the same), or where nothing can be written.
    """
    folder = cache / "eval" / "journals"
    path = folder / f"{key}.jsonl"
    lock = FileLock(folder / f"{key}.lock")
    with ExitStack() as kept:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            _prune(folder)
            kept.enter_context(lock.acquire(timeout=0))
            opened: Journal | None = _open(path, kept.enter_context(path.open("ab")), fresh)
        except (OSError, Timeout):
            opened = None
        yield opened


def _open(path: Path, stream: BinaryIO, fresh: bool) -> Journal:
    if fresh:
        stream.truncate(0)
    elif not _ends_whole(path):
        stream.write(b"\n")  # what comes now must not be glued to the torn line
    return Journal(path, stream)


def _ends_whole(path: Path) -> bool:
    with path.open("rb") as stream:
        size = stream.seek(0, os.SEEK_END)
        stream.seek(max(size - 1, 0))
        return stream.read() in (b"", b"\n")


def _read(path: Path) -> dict[str, Answered]:
    found = {}
    for line in path.read_bytes().split(b"\n"):
        with suppress(ValueError):  # torn, or damaged: asked again
            answered = _lines().validate_python(json.loads(line), strict=False)
            found[answered.id] = answered
    return found


def _prune(folder: Path) -> None:
    for path in folder.iterdir():
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > KEPT_SECONDS:
                path.unlink()


@cache
def _lines() -> "TypeAdapter[Answered]":
    from pydantic import TypeAdapter  # a third of a second

    return TypeAdapter(Answered)
