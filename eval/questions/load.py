"""A set by its name: a folder with ``set.json``, ``questions.jsonl`` and documents, or a ``.jsonl`` beside them."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from eval.questions.records import question_of
from eval.questions.types import EvalSet, Question, Status
from index.errors import InputError, SourceError
from index.read import find, read
from index.types import Source

BUNDLED = Path(__file__).parents[1] / "sets"


def load(name: str, documents: Path | None = None, sources: Sequence[Source] | None = None) -> EvalSet:
    """The set ``name``: a bundled one, a folder, or a ``.jsonl``; its documents in ``documents`` if given.

    ``sources``: texts that were read already (of the archive that is asked), in place of the set's documents.
    Raises ``InputError`` naming file, line and remedy for whatever is wrong with it. Whether the gold quotations stand in
    the documents is not asked here: :mod:`eval.questions.anchor`.
    """
    folder = BUNDLED / name if name in bundled() else Path(name)
    if folder.is_dir():
        about, questions = _about(folder / "set.json"), folder / "questions.jsonl"
    elif folder.is_file():
        about, questions = {}, folder
    else:
        known = ", ".join(bundled())
        raise InputError(
            f"Không có bộ câu hỏi «{name}». Có sẵn: {known}; hoặc hãy đưa một thư mục hay tệp .jsonl.",
            f'There is no question set "{name}". Bundled: {known}; or give a folder or a .jsonl file.',
        )
    place = documents or questions.parent / about.get("documents", "documents")
    found = read_questions(questions)
    texts = tuple(sources) if sources is not None else _sources(place, questions)
    accepted = tuple(question for question in found if question.status is Status.ACCEPTED)
    waiting = sum(question.status is Status.PROPOSED for question in found)
    return EvalSet(
        about.get("name", questions.stem if folder.is_file() else folder.name), about.get("language", "vi"), place,
        texts, accepted, _hash(accepted, texts), waiting,
    )  # fmt: skip


def bundled() -> list[str]:
    """The names of the sets inside the package."""
    return sorted(path.parent.name for path in BUNDLED.glob("*/questions.jsonl"))


def read_questions(path: Path) -> tuple[Question, ...]:
    """The questions in a ``.jsonl``. Raises ``InputError`` naming file, line and remedy for the first that is wrong."""
    lines: dict[str, int] = {}
    found = []
    for number, text in enumerate(read_text(path).split("\n"), 1):
        if not text.strip():
            continue
        try:
            question = question_of(json.loads(text))
        except json.JSONDecodeError as error:
            column = error.colno
            raise bad(
                path, number, f"sai cú pháp JSON ở cột {column} ({error.msg}); mỗi dòng một đối tượng JSON",
                f"not JSON at column {column} ({error.msg}); each line must be one JSON object",
            ) from None  # fmt: skip
        except InputError as error:
            raise bad(path, number, error.vi, error.en) from None
        if question.id in lines:
            first = lines[question.id]
            raise bad(
                path, number, f"mã «{question.id}» đã dùng ở dòng {first}; hãy đặt mã khác",
                f'the id "{question.id}" was used on line {first}; give it another',
            )  # fmt: skip
        lines[question.id] = number
        found.append(question)
    if not found:
        raise bad(path, 1, "không có câu hỏi nào; hãy viết mỗi dòng một câu", "no questions; write one a line")
    return tuple(found)


def read_text(path: Path) -> str:
    """The text of a UTF-8 file. Raises ``InputError`` when it cannot be opened or is no UTF-8."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(
            f"{path}: không phải bảng mã UTF-8. Hãy lưu lại tệp thành UTF-8.",
            f"{path}: not UTF-8. Save the file again as UTF-8.",
        ) from None
    except OSError as error:
        raise InputError(
            f"{path}: không mở được ({error.strerror}). Hãy kiểm tra lại tệp.",
            f"{path}: cannot be opened ({error.strerror}). Check the file.",
        ) from error


def bad(path: Path, line: int, vi: str, en: str) -> InputError:
    """The error of one line of a file."""
    return InputError(f"{path}, dòng {line}: {vi}.", f"{path}, line {line}: {en}.")


def _about(path: Path) -> dict[str, str]:
    if not path.exists():
        return {}
    try:
        record = json.loads(read_text(path))
    except json.JSONDecodeError as error:
        raise bad(path, error.lineno, f"sai cú pháp JSON ({error.msg})", f"not JSON ({error.msg})") from None
    keys = ("name", "language", "documents")
    if not isinstance(record, dict) or not all(isinstance(record.get(key, ""), str) for key in keys):
        raise bad(
            path, 1, f"phải là một đối tượng JSON với chuỗi {', '.join(keys)}",
            f"must be one JSON object whose {', '.join(keys)} are strings",
        )  # fmt: skip
    return {key: record[key] for key in keys if record.get(key)}


def _sources(place: Path, questions: Path) -> tuple[Source, ...]:
    sources = []
    for candidate in find([place]) if place.exists() else ():
        try:
            sources.append(read(candidate))
        except SourceError:
            continue  # as in an archive; a gold quotation in it is reported as lost
    if not sources:
        raise InputError(
            f"{questions}: không đọc được văn bản nào của bộ câu hỏi trong «{place}». "
            f"Hãy đặt văn bản vào đó hoặc chỉ thư mục khác bằng --documents.",
            f'{questions}: no document of the set can be read in "{place}". '
            f"Put the documents there, or name another folder with --documents.",
        )
    return tuple(sources)


def _hash(questions: tuple[Question, ...], sources: tuple[Source, ...]) -> str:
    record = [[asdict(question) for question in questions], [[s.file, s.sha256] for s in sources]]
    return hashlib.sha256(json.dumps(record, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
