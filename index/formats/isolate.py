"""Readers in processes of their own: a crash, a runaway or a memory bomb costs one file and never the build.

A worker (:mod:`index.formats.worker`) is started when the first file needs one, reads one file after the other, has an
address-space limit, and is ended and replaced when it says nothing for too long or dies. Results are JSON over a pipe.
"""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from types import TracebackType
from typing import IO, Self

from index.errors import SourceError
from index.formats.choose import Pages
from index.formats.sniff import Kind
from index.formats.worker import ANSWER, REQUEST

# Without a word from a reader. Each page of a scan is a word; OCR gives up a page after 180 s by itself, LibreOffice
# a file after less.
QUIET_SECONDS = 300.0
START_SECONDS = 60.0
# For what a reader has started (Tesseract, LibreOffice, their files in the temporary folder) to be put away.
GRACE_SECONDS = 2.0
# Small threads: numpy would otherwise reserve addresses for one thread a processor, in every worker.
_BOOT = (
    "import json, os, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "[os.environ.setdefault(name, '1') for name in ('OMP_NUM_THREADS', 'OMP_THREAD_LIMIT', 'OPENBLAS_NUM_THREADS')]; "
    "from index.formats.worker import main; main()"
)


class DiedError(Exception):
    """A worker ended, or was ended, before it answered."""


class Worker:
    """One worker process; used by one thread at a time, ended from any."""

    def __init__(self, quiet: float) -> None:
        self._quiet = quiet
        self._silent = False
        self._closed = False
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def read(self, kind: Kind, data: bytes, threads: int, progress: Pages) -> bytes:
        """The extract as :func:`index.formats.wire.dump` writes it. Raises ``SourceError``."""
        try:
            process = self._running()
            head = json.dumps([kind.value, threads]).encode()
            letter, payload = self._converse(process, REQUEST.pack(len(head), len(data)) + head, data, progress)
        except (DiedError, OSError) as error:
            self.end()
            raise self._epitaph() from error
        if letter == b"R":
            return payload
        if letter == b"E":
            raise SourceError(*json.loads(payload))
        self.end()  # whatever is left of it is not to be trusted with another file
        if letter == b"M":
            raise _too_large()
        name = payload.decode()
        raise SourceError(
            f"không đọc được (lỗi trong: {name}); hãy mở và lưu lại dưới dạng khác",
            f"cannot be read (internal: {name}); open it and save it in another format",
        )

    def _running(self) -> subprocess.Popen[bytes]:
        self._silent = False
        with self._lock:
            if self._closed:
                raise DiedError
            if self._process and self._process.poll() is None:
                return self._process
            self._process = process = subprocess.Popen(
                [sys.executable, "-c", _BOOT, json.dumps(sys.path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL, start_new_session=True,
            )  # fmt: skip
        with self._watched(process, START_SECONDS):
            _frame(process)
        return process

    def _converse(
        self, process: subprocess.Popen[bytes], head: bytes, data: bytes, progress: Pages
    ) -> tuple[bytes, bytes]:
        assert process.stdin
        with self._watched(process, self._quiet):
            process.stdin.write(head)
            process.stdin.write(data)
            process.stdin.flush()
        while True:
            with self._watched(process, self._quiet):
                letter, payload = _frame(process)
            if letter != b"P":
                return letter, payload
            progress(*json.loads(payload))

    @contextmanager
    def _watched(self, process: subprocess.Popen[bytes], seconds: float) -> Iterator[None]:
        """Ends the process if the block lasts longer; its pipe then ends, and with it the block."""

        def give_up() -> None:
            self._silent = True
            _kill([process])

        timer = threading.Timer(seconds, give_up)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _epitaph(self) -> SourceError:
        if self._silent:
            return SourceError(
                f"đọc quá lâu (hơn {self._quiet:.0f} giây không có tiến triển), đã dừng",
                f"took too long ({self._quiet:.0f} seconds without progress) and was stopped",
            )
        return SourceError(
            "làm trình đọc dừng đột ngột: tệp hỏng hoặc cần quá nhiều bộ nhớ; hãy mở và lưu lại",
            "made its reader crash: damaged, or in need of too much memory; open it and save it again",
        )

    def process(self, closing: bool = False) -> subprocess.Popen[bytes] | None:
        """The process, if there is one; ``closing``: no other will be started."""
        with self._lock:
            self._closed = self._closed or closing
            return self._process

    def end(self) -> None:
        """Ends the process, now; another is started when it is needed."""
        process = self.process()
        if process:
            _kill([process])
            _release(process)


class Workers:
    """As many workers as processors, each started when it is needed.

    Use it with ``with``: at the end of the block, also by Ctrl-C, all are ended with whatever they have started.
    """

    def __init__(self, quiet: float = QUIET_SECONDS, count: int | None = None) -> None:
        self.count = count or os.cpu_count() or 1
        self._quiet = quiet
        self._busy = 0
        self._own = threading.local()
        self._all: list[Worker] = []
        self._lock = threading.Lock()
        self._pool = ThreadPoolExecutor(self.count, thread_name_prefix="reader")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)
        with self._lock:
            processes = [one for worker in self._all if (one := worker.process(closing=True))]
        if kind is None:
            for process in processes:
                _close(process.stdin)  # they end by themselves
        else:
            _kill(processes)
        for process in processes:
            _release(process)
        self._pool.shutdown(wait=True)

    def submit(self, kind: Kind, data: bytes, progress: Pages) -> Future[bytes]:
        """The extract of a file, as :func:`index.formats.wire.dump` writes it, or a ``SourceError``, some time.

        ``progress`` is called from another thread.
        """
        with self._lock:
            self._busy += 1
        future = self._pool.submit(self._read, kind, data, progress)
        future.add_done_callback(self._done)
        return future

    def _done(self, _: Future[bytes]) -> None:
        with self._lock:
            self._busy -= 1

    def _read(self, kind: Kind, data: bytes, progress: Pages) -> bytes:
        worker: Worker | None = getattr(self._own, "worker", None)
        with self._lock:
            if worker is None:
                self._own.worker = worker = Worker(self._quiet)
                self._all.append(worker)
            threads = self.count // min(self.count, self._busy)
        return worker.read(kind, data, threads, progress)


def _frame(process: subprocess.Popen[bytes]) -> tuple[bytes, bytes]:
    stream = process.stdout
    assert stream
    try:
        letter, size = ANSWER.unpack(_exactly(stream, ANSWER.size))
        return letter, _exactly(stream, size)
    except ValueError as error:  # closed by another thread
        raise DiedError from error


def _exactly(stream: IO[bytes], size: int) -> bytes:
    data = stream.read(size)
    if len(data) != size:
        raise DiedError
    return data


def _kill(processes: list[subprocess.Popen[bytes]]) -> None:
    """First asks all to put away what they have started, then ends their groups."""
    for process in processes:
        with suppress(OSError):
            process.terminate()
    for process in processes:
        with suppress(subprocess.TimeoutExpired):
            process.wait(GRACE_SECONDS)
    for process in processes:
        with suppress(OSError):
            if hasattr(os, "killpg"):
                os.killpg(process.pid, signal.SIGKILL)  # a group of its own, even when its first process is gone
            else:
                process.kill()


def _release(process: subprocess.Popen[bytes]) -> None:
    try:
        process.wait(GRACE_SECONDS)
    except subprocess.TimeoutExpired:
        _kill([process])
        process.wait()
    _close(process.stdin)
    _close(process.stdout)


def _close(stream: object) -> None:
    with suppress(OSError, ValueError):
        getattr(stream, "close", lambda: None)()


def _too_large() -> SourceError:
    return SourceError(
        "cần quá nhiều bộ nhớ để đọc; hãy chia nhỏ hoặc lưu lại", "needs too much memory; split it or save it again"
    )
