"""What is read from another format, or written for one, on disk: whole or not at all, and nothing overwritten."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

from eval.exchange.types import Draft
from eval.files import failed, refuse_taken, scratch_of, write_whole
from eval.questions.records import record_of
from index.errors import InputError


def write_folder(target: Path, fill: Callable[[Path], None]) -> None:
    """Makes the folder ``target`` with what ``fill`` writes into it. Raises ``InputError`` as :func:`refuse_taken`."""
    refuse_taken(target, folder=True)
    scratch = scratch_of(target)
    try:
        scratch.mkdir()
        fill(scratch)
        if target.exists():
            target.rmdir()
        scratch.rename(target)
    except OSError as error:
        raise failed(target, error) from error
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def write_text(target: Path, text: str) -> None:
    """Makes the file ``target`` with ``text`` in UTF-8. Raises ``InputError`` as :func:`refuse_taken`."""
    refuse_taken(target)
    write_whole(text.encode(), target)


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
