"""A result on disk: JSON, or the same compressed where the name ends in ``.gz``. What a run is worth is not stored
but measured again when it is read, so that an old result and a new one are always measured alike.
"""

import gzip
import json
import math
import re
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from eval.files import write_whole
from eval.questions.types import Split
from eval.types import Result, Row
from index.errors import InputError
from index.types import Span

if TYPE_CHECKING:
    from pydantic import TypeAdapter

SCHEMA_VERSION = 2
# What the library that ranks can hold.
MOST_RELEVANT = 2**31 - 1
SPLITS = frozenset({"all", *Split})


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
    if path.suffix.lower() == ".gz":
        data = gzip.compress(data, 9, mtime=0)  # the same result makes the same bytes
    write_whole(data, path)


def read_result(path: Path) -> Result:
    """A result written by :func:`save`. Raises ``InputError`` when there is none, one of another version, or one that
    holds what no run writes.
    """
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
    except (OSError, EOFError, zlib.error, ValueError, KeyError, TypeError, RecursionError) as error:
        raise _no_result(path) from error
    if result is None:
        raise InputError(
            f"«{path}» thuộc phiên bản khác ({schema}, cần {SCHEMA_VERSION}). Chạy lại: trichdan eval run.",
            f'"{path}" is of another version ({schema}, not {SCHEMA_VERSION}). Run trichdan eval run again.',
        )
    if odd := _odd(result):
        raise _no_result(path, *odd)
    return result


def _no_result(path: Path, vi: str = "", en: str = "") -> InputError:
    why = (f" ({vi})", f" ({en})") if vi else ("", "")
    return InputError(
        f"«{path}» không phải kết quả của trichdan eval run{why[0]}. Hãy kiểm tra lại tệp.",
        f'"{path}" is not a result of trichdan eval run{why[1]}. Check the file.',
    )


def _odd(result: Result) -> tuple[str, str] | None:
    """What no run can have written, in both languages: a file edited by hand, or damaged. ``None`` for a sound one."""
    if result.split not in SPLITS:
        return f"không có phần «{result.split}»", f'there is no split "{result.split}"'
    seen: set[str] = set()
    for row in result.rows:
        if row.id in seen:
            return f"câu «{row.id}» có hai lần", f'the question "{row.id}" is there twice'
        seen.add(row.id)
        if not all(0 <= one < math.inf for one in row.seconds):
            return f"số giây của câu «{row.id}»", f'the seconds of the question "{row.id}"'
        sure = row.reply.confidence
        if sure is not None and not 0 <= sure <= 1:
            return f"độ tin của câu «{row.id}»", f'the confidence of the question "{row.id}"'
        if not all(gold.places for gold in row.gold) or not all(0 <= at.start <= at.end for at in _spans(row)):
            return f"các vị trí của câu «{row.id}»", f'the places of the question "{row.id}"'
        if not all(0 < gold.relevance <= MOST_RELEVANT for gold in row.gold):
            return f"mức liên quan của câu «{row.id}»", f'the relevance of the question "{row.id}"'
    return None


def _spans(row: Row) -> Iterator[Span]:
    for gold in row.gold:
        yield from (place.span for place in (*gold.places, gold.unit) if place)
    for cited in row.reply.cited:
        yield from (place.span for place in (cited.place, cited.quoted) if place)
    yield from (found.place.span for found in row.reply.ranked)


@cache
def _reader() -> "TypeAdapter[Result]":
    from pydantic import TypeAdapter  # a third of a second

    return TypeAdapter(Result)
