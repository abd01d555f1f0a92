"""How far a long job is: a bar in a terminal, plain lines anywhere else. Always on stderr."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from ui.say import Say, one_line


class Progress(Protocol):
    """Told how far the job is; may be called from any thread."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """``done`` of ``total`` in a stage."""

    def page(self, file: str, page: int, pages: int) -> None:
        """A page of a file that takes long."""


# In a log file a line now and then shows that the job lives; more would only fill it.
SECONDS_BETWEEN_LINES = 10.0
# Characters of a file's name beside a bar.
_NAME = 40
_STAGES = {
    "read": ("Đọc tệp", "Reading files"),
    "parse": ("Phân tích văn bản", "Parsing documents"),
    "unpack": ("Giải nén mô hình (MB)", "Unpacking the model (MB)"),
    "encode": ("Mã hóa điều khoản", "Encoding clauses"),
    "ask": ("Trả lời câu hỏi", "Answering questions"),
    "judge": ("Chấm lời đáp", "Judging answers"),
    "draft": ("Đọc điều khoản", "Reading clauses"),
    "search": ("Tìm kiếm", "Searching"),
}


@contextmanager
def progress(say: Say) -> Iterator[Progress]:
    """A function ``show(stage, done, all)`` for the time of the block."""
    if sys.stderr is not None and sys.stderr.isatty():
        with _bars(say) as bars:
            yield bars
    else:
        yield _Lines(say)


def _label(say: Say, stage: str) -> str:
    return say(*_STAGES[stage]) if stage in _STAGES else stage


def _reading(say: Say, file: str, page: int, pages: int) -> str:
    """``scan.pdf, trang 3/12``, short enough for a line."""
    name = one_line(file)
    name = name if len(name) <= _NAME else f"…{name[-_NAME:]}"
    return f"{name}, {say('trang', 'page')} {page}/{pages}"


@contextmanager
def _bars(say: Say) -> Iterator[Progress]:
    from rich.console import Console  # a fifth of a second to import
    from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns = (
        TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
    )  # fmt: skip
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:

        class Shown:
            def __init__(self) -> None:
                self.tasks: dict[str, TaskID] = {}

            def __call__(self, stage: str, done: int, total: int) -> None:
                if stage not in self.tasks:
                    self.tasks[stage] = bars.add_task(_label(say, stage), total=total)
                bars.update(self.tasks[stage], completed=done, total=total, description=_label(say, stage))

            def page(self, file: str, page: int, pages: int) -> None:
                if "read" not in self.tasks:
                    self.tasks["read"] = bars.add_task("", total=None)
                label = f"{_label(say, 'read')}: {_reading(say, file, page, pages)}"
                bars.update(self.tasks["read"], description=label)

        yield Shown()


class _Lines:
    def __init__(self, say: Say) -> None:
        self._say = say
        self._last = time.monotonic()

    def _due(self) -> bool:
        now = time.monotonic()
        if now - self._last < SECONDS_BETWEEN_LINES:
            return False
        self._last = now
        return True

    def __call__(self, stage: str, done: int, total: int) -> None:
        if done >= total or self._due():
            self._last = time.monotonic()
            line = f"{_label(self._say, stage)}: {done}/{total}"
            self._say.note(line, line)

    def page(self, file: str, page: int, pages: int) -> None:
        if self._due():
            what = _reading(self._say, file, page, pages)
            self._say.note(f"Đang đọc: {what}", f"Reading: {what}")
