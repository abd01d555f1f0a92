"""Questions from a JSONL file, answers into another: order kept, the output whole or not there at all."""

import json
import sys
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from index.errors import InputError
from ui.progress import progress
from ui.records import Id, Record
from ui.say import Say

STANDARD = "-"


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the input."""

    id: Id
    question: str
    history: tuple[str, ...]


def run(items: Sequence[Item], target: str, work: Callable[[Item], Record], stage: str, say: Say) -> None:
    """Writes ``work(item)`` for each item, a line each. Raises ``InputError`` if that cannot be written."""
    with _output(target) as out, progress(say) as show:
        for at, item in enumerate(items, 1):
            out.write(json.dumps(work(item), ensure_ascii=False) + "\n")
            show(stage, at, len(items))


def refuse_overwriting(source: str, target: str | None) -> None:
    """Raises ``InputError`` when the answers would take the place of the questions, by whatever name."""
    if target is None or STANDARD in (source, target):
        return
    try:
        same = Path(target).is_file() and Path(target).samefile(source)
    except OSError:  # what cannot be opened is told when it is opened
        return
    if same:
        raise InputError(
            f"--output «{target}» chính là tệp câu hỏi ở --input: câu trả lời sẽ ghi đè lên. Hãy cho tệp khác.",
            f'--output "{target}" is the file of questions given to --input, and would replace it. Name another file.',
        )


def read_items(source: str) -> list[Item]:
    """The questions of a JSONL file (``-``: standard input), all read before the first is answered.

    Raises ``InputError`` naming the file and the line that is not as it should be.
    """
    name = "stdin" if source == STANDARD else source
    items: list[Item] = []
    # Only "\n" ends a line: JSON strings may hold the other characters that Python takes for line ends.
    for at, line in enumerate(_bytes_of(source).removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if line.strip():
            try:
                items.append(_item(line))
            except _LineError as bad:
                raise InputError(f"{name}, dòng {at}: {bad.vi}.", f"{name}, line {at}: {bad.en}.") from None
    return items


def _bytes_of(source: str) -> bytes:
    if source == STANDARD:
        return sys.stdin.buffer.read()
    try:
        return Path(source).read_bytes()
    except OSError as error:
        raise InputError(
            f"Không đọc được tệp câu hỏi «{source}» ({error.strerror}). Hãy kiểm tra đường dẫn ở --input.",
            f'The questions "{source}" cannot be read ({error.strerror}). Check the path given to --input.',
        ) from error


class _LineError(Exception):
    def __init__(self, vi: str, en: str) -> None:
        super().__init__(en)
        self.vi, self.en = vi, en


def _item(line: bytes) -> Item:
    try:
        record = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        raise _LineError("không phải bảng mã UTF-8", "is not UTF-8") from None
    except (ValueError, RecursionError):
        raise _LineError("không phải JSON", "is not JSON") from None
    if not isinstance(record, dict):
        raise _LineError('cần một đối tượng {"id", "question"}', 'an object {"id", "question"} is wanted')
    number, question, history = record.get("id"), record.get("question"), record.get("history")
    if not isinstance(question, str):
        raise _LineError('thiếu "question" (một chuỗi)', '"question" (a string) is missing')
    if isinstance(number, bool) or not isinstance(number, str | int | float | None):
        raise _LineError('"id" phải là chuỗi hoặc số', '"id" must be a string or a number')
    earlier = [] if history is None else history
    if not isinstance(earlier, list) or not all(isinstance(turn, str) for turn in earlier):
        raise _LineError('"history" phải là danh sách chuỗi', '"history" must be a list of strings')
    number = whole(number) if isinstance(number, str) else number
    return Item(number, whole(question), tuple(whole(turn) for turn in earlier))


def whole(text: str) -> str:
    """``text`` without halves of characters (bad bytes, ``\\ud800``), which nothing could print or encode."""
    return text.encode("utf-8", "replace").decode("utf-8")


@contextmanager
def _output(target: str) -> Iterator[TextIO]:
    path = Path(target).resolve()
    if target == STANDARD:
        yield sys.stdout
        return
    try:
        if path.exists() and not path.is_file():  # a pipe or /dev/null: not to be replaced
            with path.open("w", encoding="utf-8", newline="\n") as out:
                yield out
            return
        with _renamed(path) as out:
            yield out
    except OSError as error:
        raise InputError(
            f"Không ghi được «{target}» ({error.strerror}). Hãy kiểm tra đường dẫn ở --output.",
            f'"{target}" cannot be written ({error.strerror}). Check the path given to --output.',
        ) from error


@contextmanager
def _renamed(path: Path) -> Iterator[TextIO]:
    scratch = path.with_name(f".{path.name}.{uuid.uuid4().hex}.partial")
    try:
        with scratch.open("x", encoding="utf-8", newline="\n") as out:
            yield out
        scratch.replace(path)
    finally:
        scratch.unlink(missing_ok=True)
