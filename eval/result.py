"""A result on disk: JSON, or the same compressed where the name ends in ``.gz``. What a run is worth is not stored
but measured again when it is read, so that an old result and a new one are always measured alike.
"""

import gzip
import json
import re
import zlib
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from eval.files import write_whole
from eval.types import Result
from index.errors import InputError

if TYPE_CHECKING:
    from pydantic import TypeAdapter

SCHEMA_VERSION = 2


def plain_name(name: str) -> str:
    """``name`` as part of a file's name: what a system may not like there becomes ``-``."""
    return re.sub(r"[^\w.-]+", "-", name).strip(".-") or "set"


def place_for(result: Result, folder: Path) -> Path:
    """A new file for ``result`` in ``folder``: ``<set>-<variant>-<UTC>.json``."""
    # To the microsecond: runs that end together must not take the same name.
    return folder / f"{plain_name(result.set)}-{plain_name(result.variant)}-{datetime.now(UTC):%Y%m%dT%H%M%S.%fZ}.json"


def save(result: Result, path: Path) -> None:
    """Writes ``result``, whole or not at all. Raises ``InputError`` when it cannot be written."""
    data = _reader().dump_json(result, indent=1) + b"\n"
    if path.suffix == ".gz":
        data = gzip.compress(data, 9, mtime=0)  # the same result makes the same bytes
    write_whole(data, path)


def read_result(path: Path) -> Result:
    """A result written by :func:`save`. Raises ``InputError`` when there is none, or one of another version."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(
            f"Không mở được «{path}» ({error.strerror}). Hãy kiểm tra lại tên tệp.",
            f'"{path}" cannot be opened ({error.strerror}). Check its name.',
        ) from error
    try:
        record = json.loads(gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data)
        schema = record["schema"]
        result = _reader().validate_python(record, strict=False) if schema == SCHEMA_VERSION else None
    except (OSError, EOFError, zlib.error, ValueError, KeyError, TypeError) as error:
        raise InputError(
            f"«{path}» không phải kết quả của trichdan eval run. Hãy kiểm tra lại tệp.",
            f'"{path}" is not a result of trichdan eval run. Check the file.',
        ) from error
    if result is None:
        raise InputError(
            f"«{path}» thuộc phiên bản khác ({schema}, cần {SCHEMA_VERSION}). Chạy lại: trichdan eval run.",
            f'"{path}" is of another version ({schema}, not {SCHEMA_VERSION}). Run trichdan eval run again.',
        )
    return result


@cache
def _reader() -> "TypeAdapter[Result]":
    from pydantic import TypeAdapter  # a third of a second

    return TypeAdapter(Result)
