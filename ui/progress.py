"""How far a long job is: a bar in a terminal, plain lines anywhere else. Always on stderr."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from ui.say import Say

Progress = Callable[[str, int, int], None]
# In a log file a line now and then shows that the job lives; more would only fill it.
SECONDS_BETWEEN_LINES = 10.0
_STAGES = {
    "read": ("Đọc tệp", "Reading files"),
    "parse": ("Phân tích văn bản", "Parsing documents"),
    "unpack": ("Giải nén mô hình (MB)", "Unpacking the model (MB)"),
    "encode": ("Mã hóa điều khoản", "Encoding clauses"),
    "ask": ("Trả lời câu hỏi", "Answering questions"),
    "search": ("Tìm kiếm", "Searching"),
}


@contextmanager
def progress(say: Say) -> Iterator[Progress]:
    """A function ``show(stage, done, all)`` for the time of the block."""
    if sys.stderr is not None and sys.stderr.isatty():
        with _bars(say) as show:
            yield show
    else:
        yield _lines(say)


def _label(say: Say, stage: str) -> str:
    return say(*_STAGES[stage]) if stage in _STAGES else stage


@contextmanager
def _bars(say: Say) -> Iterator[Progress]:
    from rich.console import Console  # a fifth of a second to import
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks = {}

        def show(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(_label(say, stage), total=total)
            bars.update(tasks[stage], completed=done, total=total)

        yield show


def _lines(say: Say) -> Progress:
    last = [time.monotonic()]

    def show(stage: str, done: int, total: int) -> None:
        now = time.monotonic()
        if done >= total or now - last[0] >= SECONDS_BETWEEN_LINES:
            last[0] = now
            line = f"{_label(say, stage)}: {done}/{total}"
            say.note(line, line)

    return show
