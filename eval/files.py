"""The files and folders that commands make: whether they may be written, and files written whole or not at all."""

import os
from contextlib import suppress
from pathlib import Path

from index.errors import InputError


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


def writable(path: Path, option: str = "--output") -> None:
    """Raises ``InputError`` when ``path`` cannot be written: better before the questions than after them.

    What is there will be overwritten. ``option``: the flag that named it, if one did.
    """
    parent = path.absolute().parent
    if path.is_dir():
        raise unwritable(path, "đó là một thư mục", "it is a folder", option)
    if not parent.is_dir():
        raise unwritable(path, f"không có thư mục «{parent}»", f'there is no folder "{parent}"', option)
    if not os.access(parent, os.W_OK):
        raise unwritable(path, f"không có quyền ghi vào «{parent}»", f'you may not write to "{parent}"', option)


def keep_apart(target: Path, *sources: Path | None) -> None:
    """Raises ``InputError`` when writing ``target`` would overwrite one of ``sources``, which the command reads."""
    for source in sources:
        if source and target.resolve() == source.resolve():
            raise unwritable(target, "lệnh này đọc chính tệp ấy", "this command reads that very file")


def write_whole(data: bytes, path: Path) -> None:
    """Writes ``data``, whole or not at all. Raises ``InputError`` when it cannot be written."""
    scratch = scratch_of(path)
    try:
        scratch.write_bytes(data)
        scratch.replace(path)
    except OSError as error:
        raise failed(path, error) from error
    finally:
        with suppress(OSError):  # a name too long for the system: nothing was made
            scratch.unlink(missing_ok=True)


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
