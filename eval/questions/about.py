"""``set.json``: what a set is called and where its documents are; ``eval/sets/set.schema.json`` describes it."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.errors import InputError

_NOTHING = ("", "")
LANGUAGE, DOCUMENTS = "vi", "documents"


@dataclass(frozen=True, slots=True)
class About:
    """``documents`` and ``archive`` as written, relative to the file; ``obtain``: how to get them, in both languages."""

    name: str | None = None
    language: str = LANGUAGE
    documents: str = DOCUMENTS
    archive: str | None = None
    obtain: tuple[str, str] = _NOTHING


def read_about(path: Path) -> About:
    """What ``path`` says; the defaults where there is no such file. Raises ``InputError`` naming file and line."""
    if not path.exists():
        return About()
    try:
        record = json.loads(read_text(path))
    except json.JSONDecodeError as error:
        raise bad(path, error.lineno, f"sai cú pháp JSON ({error.msg})", f"not JSON ({error.msg})") from None
    except RecursionError:
        raise bad(path, 1, "JSON lồng quá sâu", "JSON nested too deeply") from None
    if not isinstance(record, dict):
        raise bad(path, 1, "phải là một đối tượng JSON {…}", "must be one JSON object {…}")
    return About(
        _text(path, record, "name"),
        _text(path, record, "language") or "vi",
        _text(path, record, "documents") or "documents",
        _archive(path, record),
        _obtain(path, record),
    )


def _text(path: Path, record: dict[str, Any], key: str) -> str | None:
    value = record.get(key)
    if key in record and (not isinstance(value, str) or "\0" in value):
        raise bad(path, 1, f'"{key}" phải là một chuỗi', f'"{key}" must be a string')
    return value or None


def _archive(path: Path, record: dict[str, Any]) -> str | None:
    if "archive" in record and "documents" in record:
        raise bad(
            path, 1, 'chỉ dùng một trong hai "documents" và "archive"', 'use one of "documents" and "archive", not both'
        )
    return _text(path, record, "archive")


def _obtain(path: Path, record: dict[str, Any]) -> tuple[str, str]:
    value = record.get("obtain")
    if "obtain" not in record:
        return _NOTHING
    if not isinstance(value, dict) or not all(isinstance(value.get(lang), str) for lang in ("vi", "en")):
        raise bad(
            path, 1, '"obtain" phải có dạng {"vi": "…", "en": "…"}', '"obtain" must look like {"vi": "…", "en": "…"}'
        )
    return value["vi"].strip(), value["en"].strip()


def read_text(path: Path) -> str:
    """The text of a UTF-8 file. Raises ``InputError`` when it cannot be opened or is no UTF-8."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(
            f"{path}: không phải bảng mã UTF-8. Hãy lưu lại tệp thành UTF-8.",
            f"{path}: not UTF-8. Save the file again as UTF-8.",
        ) from None
    except OSError as error:
        raise unopened(path, error) from error


def unopened(path: Path, error: OSError) -> InputError:
    """The error of a file that the system does not open."""
    return InputError(
        f"{path}: không mở được ({error.strerror}). Hãy kiểm tra lại tệp, và đóng nó trong chương trình khác.",
        f"{path}: cannot be opened ({error.strerror}). Check the file, and close it in other programs.",
    )


def bad(path: Path, line: int, vi: str, en: str) -> InputError:
    """The error of one line of a file."""
    return InputError(f"{path}, dòng {line}: {vi}.", f"{path}, line {line}: {en}.")
