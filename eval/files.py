"""The files and folders that commands make: whether they may be written, and files written whole or not at all."""

import hashlib
import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from index.errors import InputError

# How the name of a result ends, and of a page.
RESULT = (".json", ".json.gz")
PAGE = (".html", ".htm")


def kept_path(folder: Path, name: str, documents: Path, *asked: str) -> Path:
    """Where in ``folder`` is kept what came of the set ``name`` of ``documents``, ``asked`` so.

    One file for what is asked, not one for each key: the newest takes the place of the one before.
    """
    place = hashlib.sha256("\0".join((str(documents.absolute()), *asked)).encode()).hexdigest()[:16]
    return folder / f"{name}-{place}.json.gz"


def refuse_taken(target: Path, *suffixes: str, folder: bool = False) -> None:
    """Raises ``InputError`` when ``target`` is there already (of a ``folder``: not empty), or cannot be made.

    With ``suffixes``, also when its name ends in none of them.
    """
    if suffixes and target.suffix.lower() not in suffixes:
        known = ", ".join(suffixes)
        raise InputError(
            f"«{target}» phải có một trong các đuôi {known}. Hãy đổi tên.",
            f'The name "{target}" must end in one of {known}. Change it.',
        )
    if folder and target.is_dir() and not any(target.iterdir()):
        return
    if target.exists() or target.is_symlink():
        raise InputError(
            f"Đã có «{target}»; không ghi đè. Hãy chọn tên khác, hoặc xóa nó trước.",
            f'"{target}" exists and is not overwritten. Choose another name, or delete it first.',
        )
    writable(target, "")


def writable(
    path: Path, option: str = "--output", endings: Sequence[str] = (), inputs: Iterable[Path | None] = ()
) -> None:
    """Raises ``InputError`` when ``path`` cannot be written: better before the questions than after them.

    What is there will be overwritten, so that it must be no file of another kind (its name ends in one of ``endings``, if
    any are given) and none of ``inputs`` (:func:`keep_apart`). ``option``: the flag that named it, if one did.
    """
    keep_apart(path, *inputs, option=option)
    if _is_stream(path):
        if not os.access(path, os.W_OK):
            raise unwritable(path, "không có quyền ghi", "you may not write to it", option)
        return
    place = _real(path)
    if path.is_dir():
        raise unwritable(path, "đó là một thư mục", "it is a folder", option)
    if endings and not all(one.name.lower().endswith(tuple(endings)) for one in (path, place)):
        known = ", ".join(endings)
        raise unwritable(path, f"tên phải có đuôi {known}", f"its name must end in {known}", option)
    if not place.parent.is_dir():
        raise unwritable(path, f"không có thư mục «{place.parent}»", f'there is no folder "{place.parent}"', option)
    if not os.access(place.parent, os.W_OK):
        raise unwritable(
            path, f"không có quyền ghi vào «{place.parent}»", f'you may not write to "{place.parent}"', option
        )


def keep_apart(target: Path, *inputs: Path | None, option: str = "--output") -> None:
    """Raises ``InputError`` when ``target`` is one of ``inputs``, files and folders the command reads, or inside one."""
    place = _real(target)
    for source in filter(None, inputs):
        read = _real(source)
        if place == read or (target.exists() and source.exists() and target.samefile(source)):
            raise unwritable(target, "lệnh này đọc chính tệp ấy", "this command reads that very file", option)
        if read.is_dir() and read in place.parents:
            within = f"nó nằm trong «{source}», nơi lệnh này đọc", f'it lies in "{source}", which this command reads'
            raise unwritable(target, *within, option)


def write_whole(data: bytes, path: Path) -> None:
    """Writes ``data``, whole or not at all. Raises ``InputError`` when it cannot be written.

    A link stays: what it points at is written. So does a pipe or a device, which takes the data as they come.
    """
    place = _real(path)
    scratch = scratch_of(place)
    try:
        if _is_stream(path):
            path.write_bytes(data)
        else:
            scratch.write_bytes(data)
            scratch.replace(place)
    except OSError as error:
        raise failed(path, error) from error
    finally:
        with suppress(OSError):  # a name too long for the system: nothing was made
            scratch.unlink(missing_ok=True)


def _real(path: Path) -> Path:
    """``path`` through every link; unlike ``Path.resolve``, also where links go round in a circle."""
    return Path(os.path.realpath(path))


def _is_stream(path: Path) -> bool:
    """Whether ``path`` is there and neither file nor folder: what must be written to and never replaced."""
    return path.exists() and not path.is_file() and not path.is_dir()


def scratch_of(target: Path) -> Path:
    """Where ``target`` is written before it takes its name: beside it, hidden, another one a process."""
    return target.absolute().with_name(f".{target.absolute().name}.{os.getpid()}.part")


def failed(path: Path, error: OSError) -> InputError:
    """The error of ``path`` when the system did not write it."""
    why = error.strerror or type(error).__name__
    if isinstance(error, PermissionError):  # on Windows, what Excel has open
        return unwritable(
            path, f"{why}; có thể tệp đang mở trong chương trình khác", f"{why}; it may be open in another program", ""
        )
    return unwritable(path, why, why, "")


def unwritable(path: Path, vi: str, en: str, option: str = "--output") -> InputError:
    """The error of a ``path`` that cannot be written, with the reason."""
    where = (f" ở {option}", f" for {option}") if option else ("", "")
    return InputError(
        f"Không ghi được «{path}»: {vi}. Hãy chọn nơi khác{where[0]}.",
        f'"{path}" cannot be written: {en}. Choose another place{where[1]}.',
    )
