"""Which format a file or folder is in, by what it holds."""

import json
from pathlib import Path

from index.errors import InputError

_TABLES = {".csv": "csv", ".tsv": "csv", ".xlsx": "xlsx", ".jsonl": "jsonl", ".ndjson": "jsonl"}
_HEAD = 65_536


def guess(path: Path) -> str:
    """The name of the format in ``path``. Raises ``InputError`` when it is none that is known, or not there."""
    if not path.exists():
        raise InputError(
            f"Không có tệp hay thư mục «{path}». Hãy kiểm tra lại đường dẫn.",
            f'There is no file or folder "{path}". Check the path.',
        )
    found = _of_folder(path) if path.is_dir() else _of_file(path)
    if found is None:
        raise InputError(
            f"Không nhận ra định dạng của «{path}». Hãy nói rõ bằng --format.",
            f'The format of "{path}" is not recognised. Name it with --format.',
        )
    return found


def _of_folder(folder: Path) -> str | None:
    if (folder / "questions.jsonl").exists():
        raise InputError(
            f"«{folder}» đã là một bộ câu hỏi, không cần nhập: trichdan eval run {folder}",
            f'"{folder}" is a question set already and needs no import: trichdan eval run {folder}',
        )
    if (folder / "corpus.jsonl").exists():
        return "beir"
    return "alqac" if any(_starts(file) == "[" for file in sorted(folder.glob("*.json"))) else None


def _of_file(path: Path) -> str | None:
    if path.suffix.lower() in _TABLES:
        return _TABLES[path.suffix.lower()]
    start = _starts(path)
    if start in ("{", "["):
        return _of_json(path, start)
    lines = _head(path).split("\n")
    columns = len(next((line for line in lines if line.strip()), "").split())
    return {4: "trec-qrels", 6: "trec-run"}.get(columns)


def _of_json(path: Path, start: str) -> str | None:
    """A list is ALQAC's, one object SQuAD's, an object a line our own."""
    if start == "[":
        return "alqac"
    first = next(line for line in _head(path).split("\n") if line.strip())
    try:
        record = json.loads(first)
    except (ValueError, RecursionError):  # it goes on in the next line, or beyond what was read
        return "squad"
    return "jsonl" if "question" in record else "squad"


def _starts(path: Path) -> str:
    return _head(path).lstrip()[:1]


def _head(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            return stream.read(_HEAD).decode("utf-8-sig", "replace")
    except OSError as error:
        raise InputError(
            f"{path}: không mở được ({error.strerror}). Hãy kiểm tra lại tệp.",
            f"{path}: cannot be opened ({error.strerror}). Check the file.",
        ) from error
