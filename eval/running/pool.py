"""Questions (or whatever else has an id) answered by several processes at once. Each opens the system once; what they say
comes as it is ready.

Processes are started anew (``spawn``), not forked: faiss and torch have threads. A process that loses its parent, even by
SIGKILL, reads the end of its pipe and ends. Ctrl-C is the parent's: it ends them.
"""

import multiprocessing
import signal
import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Protocol, TypeVar

from index.errors import CancelledError, TrichdanError

Cancelled = Callable[[], bool]


class Named(Protocol):
    """What is asked: an error says which it was."""

    @property
    def id(self) -> str:
        """Its name."""
        ...


Item = TypeVar("Item", bound=Named)
System = TypeVar("System")
Said = TypeVar("Said")
# How often a long wait looks whether it was cancelled, and how long a process may take to end.
LOOK_SECONDS = 0.2
END_SECONDS = 2.0


def stopped() -> CancelledError:
    """The error of a run that was cancelled."""
    return CancelledError(
        "Đã dừng theo yêu cầu. Chạy lại đúng lệnh này để làm tiếp.",
        "Stopped as asked. Run the same again to go on.",
    )


def ask_in_processes(
    questions: Sequence[Item], system: System, jobs: int, ask: Callable[[Item, System], Said], cancelled: Cancelled
) -> Generator[Said, None, None]:
    """``ask(question, system)`` for each, by ``jobs`` processes; in the order they are ready.

    ``system``, ``ask`` and what it says must pickle. Raises ``CancelledError``, what a system raised (``TrichdanError`` as it
    was), and ``TrichdanError`` when a process died. No process is left when it ends, however it ends.
    """
    waiting = iter(questions)
    processes: dict[Connection, BaseProcess] = {}
    busy: dict[Connection, Item] = {}
    try:
        with _deaf():
            for _ in range(min(jobs, len(questions))):
                pipe, process = _start()
                processes[pipe] = process
        for pipe in processes:
            try:
                pipe.send((system, ask))
            except OSError:  # it died already
                raise _died(processes[pipe], None) from None
            _give(pipe, waiting, busy, processes)
        while busy:
            if cancelled():
                raise stopped()
            ready = wait(list(busy), LOOK_SECONDS)
            for pipe in [one for one in busy if one in ready]:
                question = busy.pop(pipe)
                answered: Said = _take(pipe, processes[pipe], question)
                _give(pipe, waiting, busy, processes)
                yield answered
    finally:
        _end(processes)


def _start() -> tuple[Connection, BaseProcess]:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs,), daemon=True)
    process.start()
    theirs.close()  # else its death would not be seen
    return ours, process


def _give(
    pipe: Connection,
    waiting: Iterator[Item],
    busy: dict[Connection, Item],
    processes: dict[Connection, BaseProcess],
) -> None:
    question = next(waiting, None)
    if question is not None:
        try:
            pipe.send(question)
        except OSError:
            raise _died(processes[pipe], question) from None
        busy[pipe] = question


def _take(pipe: Connection, process: BaseProcess, question: Named) -> Any:
    try:
        said = pipe.recv()
    except (EOFError, OSError):
        raise _died(process, question) from None
    if not isinstance(said, _Failure):
        return said
    if said.vi is None:
        raise RuntimeError(f"{question.id}: {said.en}")
    raise TrichdanError(said.vi, said.en)


def _died(process: BaseProcess, question: Named | None) -> TrichdanError:
    process.join(END_SECONDS)
    where = f" ({question.id})" if question else ""
    return TrichdanError(
        f"Một tiến trình hỏi đã chết giữa chừng{where}, mã {process.exitcode}; có thể vì thiếu bộ nhớ. "
        "Hãy chạy lại với --jobs nhỏ hơn: các câu đã hỏi được giữ lại.",
        f"A process that asked died half-way{where}, exit code {process.exitcode}; perhaps memory ran out. "
        "Run again with fewer --jobs: what was asked is kept.",
    )


def _end(processes: dict[Connection, BaseProcess]) -> None:
    for process in processes.values():
        process.terminate()
    for pipe, process in processes.items():
        process.join(END_SECONDS)
        if process.is_alive():
            process.kill()
            process.join()
        process.close()
        pipe.close()


@contextmanager
def _deaf() -> Iterator[None]:
    """Ctrl-C ignored while processes start: they inherit that, and print no traceback of their own."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _work(pipe: Connection) -> None:
    """The life of a process: the system, then a question and its answer, again and again, until the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        said = _opened(pipe)
        while True:
            pipe.send(said(pipe.recv()))
    except (EOFError, OSError):
        return


@dataclass(frozen=True, slots=True)
class _Failure:
    """A message in both languages; no Vietnamese one: not an error of ours."""

    vi: str | None
    en: str


def _opened(pipe: Connection) -> Callable[[Named], object]:
    """What answers. Where the system cannot be opened (it is, as it is unpacked), that is the answer to all."""
    try:
        system, ask = pipe.recv()
    except EOFError:
        raise
    except Exception as error:
        failure = _failure(error)
        return lambda _: failure

    def said(question: Named) -> object:
        try:
            return ask(question, system)
        except Exception as error:
            return _failure(error)

    return said


def _failure(error: Exception) -> _Failure:
    if isinstance(error, TrichdanError):
        return _Failure(error.vi, error.en)
    return _Failure(None, f"{type(error).__name__}: {error}")
