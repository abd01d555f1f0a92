"""The sample archive that comes with the program: indexed on first use into the user's cache folder."""

import hashlib
import json
import shutil
import time
from collections.abc import Container, Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

import index
from index.errors import ArchiveError
from ui.cache import temporary
from ui.progress import progress
from ui.say import Say

if TYPE_CHECKING:
    from index.encode import Encoder

NAME = "covid19"
# Another version of the program may still use its own copy; after a month nobody does.
KEEP_SECONDS = 30 * 86_400


def documents() -> Path:
    """The folder of the sample's source files, wherever the package is installed."""
    return Path(str(files("eval").joinpath("sets", NAME, "documents")))


def examples(files: Container[str]) -> list[str]:
    """The questions the sample suggests (``examples`` of its ``set.json``), for an archive whose ``files`` hold it whole."""
    if not all(path.name in files for path in _files(documents())):
        return []
    suggested: list[str] = json.loads(documents().with_name("set.json").read_text("utf-8"))["examples"]
    return suggested


def folder_in(cache: Path, encoder: str) -> Path:
    """Where the sample's index is kept, named by what it is made from: documents, encoder, and our code.

    The code itself says more than a version number: whoever works on the parser gets a new index, too.
    """
    digest = hashlib.sha256(encoder.encode())
    for path in [*_files(documents()), *_files(Path(index.__path__[0]))]:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return cache / "sample" / digest.hexdigest()[:16]


def _files(folder: Path) -> Iterator[Path]:
    return (p for p in sorted(folder.rglob("*")) if p.is_file() and "__pycache__" not in p.parts)


def ensure(cache: Path, say: Say) -> Path:
    """The folder of the sample's index, made now if it is not there or damaged. Raises ``ArchiveError``.

    Where the cache cannot be written it is made in a temporary folder, unless the user chose the cache.
    """
    try:
        return _made(cache, say)
    except (OSError, ArchiveError) as error:
        spare = temporary(cache, say)
        if spare is not None:
            return _made(spare, say)
        if isinstance(error, ArchiveError):
            raise
        raise ArchiveError(
            f"Không ghi được vào thư mục đệm «{cache}» ({error.strerror}). Hãy đặt biến TRICHDAN_CACHE.",
            f'The cache folder "{cache}" cannot be written to ({error.strerror}). Set TRICHDAN_CACHE.',
        ) from error


def _made(cache: Path, say: Say) -> Path:
    """Processes that want it at the same time wait for the one that builds it."""
    from index.encode import open_encoder

    encoder = open_encoder(None, cache)
    folder = folder_in(cache, encoder.fingerprint)
    if is_whole(folder):
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    with _alone(folder.with_suffix(".lock"), say):
        if not is_whole(folder):  # another process may have made it while this one waited
            _build(folder, encoder, say)
    return folder


def is_whole(folder: Path) -> bool:
    """Whether an undamaged index of this version lies in ``folder``."""
    from index.store import read_manifest

    try:
        read_manifest(folder)
    except ArchiveError:
        return False
    return True


@contextmanager
def _alone(path: Path, say: Say) -> Iterator[None]:
    lock = FileLock(path)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        say.note(
            "Đang đợi một tiến trình khác lập chỉ mục kho mẫu…",
            "Waiting for another process to index the sample archive…",
        )
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


def _build(folder: Path, encoder: "Encoder", say: Say) -> None:
    from eval import vectors
    from index.build import build

    say.note("Lập chỉ mục kho mẫu (chỉ lần đầu)…", "Indexing the sample archive (only this once)…")
    _inherit(folder)
    vectors.seed(folder, encoder, vectors.file_of(NAME))
    with progress(say) as show:
        build([documents()], folder, encoder, None, show)


def _inherit(folder: Path) -> None:
    """Takes over the vectors of an earlier index of the sample, most of which stay true; removes old ones."""
    earlier = sorted(
        (p for p in folder.parent.iterdir() if p.is_dir() and p != folder), key=lambda p: p.stat().st_mtime
    )
    folder.mkdir(exist_ok=True)
    known = folder / "vectors.sqlite"
    if earlier and not known.exists() and (earlier[-1] / known.name).exists():
        shutil.copyfile(earlier[-1] / known.name, known)
    for old in earlier:
        if time.time() - old.stat().st_mtime > KEEP_SECONDS:
            shutil.rmtree(old, ignore_errors=True)
            old.with_suffix(".lock").unlink(missing_ok=True)
