"""What is read from another format, or written for one, on disk: whole or not at all, and nothing overwritten."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from eval.exchange.types import Draft
from eval.questions.records import record_of
from index.errors import InputError


def refuse_taken(target: Path) -> None:
    """Raises ``InputError`` when ``target`` holds something already, or its folder does not exist."""
    if target.is_dir() and not any(target.iterdir()):
        return
    if target.exists() or target.is_symlink():
        raise InputError(
            f"«{target}» đã có. Hãy chọn tên khác, hoặc xóa nó trước.",
            f'"{target}" is there already. Choose another name, or delete it first.',
        )
    if not target.absolute().parent.is_dir():
        raise InputError(
            f"Không có thư mục «{target.absolute().parent}». Hãy tạo nó trước, hoặc chọn nơi khác.",
            f'There is no folder "{target.absolute().parent}". Make it first, or choose another place.',
        )


def write_folder(target: Path, fill: Callable[[Path], None]) -> None:
    """Makes the folder ``target`` with what ``fill`` writes into it. Raises ``InputError`` as :func:`refuse_taken`."""
    refuse_taken(target)
    scratch = _scratch(target)
    try:
        scratch.mkdir()
        fill(scratch)
        if target.exists():
            target.rmdir()
        scratch.rename(target)
    except OSError as error:
        raise _unwritable(target, error) from error
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def write_bytes(target: Path, data: bytes) -> None:
    """Makes the file ``target``. Raises ``InputError`` as :func:`refuse_taken`."""
    refuse_taken(target)
    scratch = _scratch(target)
    try:
        scratch.write_bytes(data)
        scratch.replace(target)
    except OSError as error:
        raise _unwritable(target, error) from error
    finally:
        scratch.unlink(missing_ok=True)


def write_text(target: Path, text: str) -> None:
    """Makes the file ``target`` with ``text`` in UTF-8."""
    write_bytes(target, text.encode())


def write_set(draft: Draft, target: Path, provenance: str) -> None:
    """Makes the set ``target`` of a draft; ``provenance`` says where it comes from.

    Raises ``InputError`` when the draft has no question or no document, or the folder cannot be made.
    """
    if not draft.questions or not (draft.documents or draft.place):
        raise InputError(
            "Không còn câu hỏi hoặc văn bản nào để nhập" + _why(draft, "vi") + ". Hãy kiểm tra tệp nguồn.",
            "No question or no document is left to import" + _why(draft, "en") + ". Check the source.",
        )

    def fill(folder: Path) -> None:
        about = {"name": target.name, "questions_provenance": provenance}
        if draft.place:
            about["archive" if draft.archive else "documents"] = str(draft.place.absolute())
        (folder / "set.json").write_bytes((json.dumps(about, ensure_ascii=False, indent=1) + "\n").encode())
        lines = [json.dumps(record_of(question), ensure_ascii=False) + "\n" for question in draft.questions]
        (folder / "questions.jsonl").write_bytes("".join(lines).encode())
        if draft.documents:
            (folder / "documents").mkdir()
        for name, text in draft.documents:
            (folder / "documents" / name).write_bytes(text.encode())

    write_folder(target, fill)


def _why(draft: Draft, lang: str) -> str:
    said = "; ".join(note.en if lang == "en" else note.vi for note in draft.notes)
    return f" ({said})" if said else ""


def _scratch(target: Path) -> Path:
    return target.absolute().with_name(f".{target.absolute().name}.{os.getpid()}.part")


def _unwritable(target: Path, error: OSError) -> InputError:
    return InputError(
        f"Không ghi được «{target}» ({error.strerror}). Hãy chọn nơi khác.",
        f'"{target}" cannot be written ({error.strerror}). Choose another place.',
    )
