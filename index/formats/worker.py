"""The worker's side of :mod:`index.formats.isolate`: reads files handed over its standard input, one after the other.

Frames. To the worker: two lengths (``>IQ``), a head (JSON: kind, threads) and the file. From it: a letter, a length
(``>cQ``) and that many bytes. ``H`` ready; ``P`` JSON [page, pages]; then one of ``R`` an extract (:mod:`index.formats.wire`),
``E`` JSON [vi, en] of a ``SourceError``, ``M`` out of memory, ``X`` the name of any other exception.
"""

import json
import os
import queue
import signal
import struct
import sys
import threading
import time
from contextlib import suppress
from typing import BinaryIO

from index.errors import SourceError
from index.formats.choose import Pages, read_as
from index.formats.share import grant
from index.formats.sniff import Kind
from index.formats.wire import dump

REQUEST, ANSWER = struct.Struct(">IQ"), struct.Struct(">cQ")
# A page of A3 at 600 dpi is 280 MB as a picture, and a reader holds a few copies; Tesseract and LibreOffice inherit
# the limit, each for itself, and want 1 to 2 GB of addresses. Far below what a machine would miss for a moment.
ADDRESS_SPACE = 4 * 2**30
# After the program has gone: time for a reader to end what it started itself.
GRACE_SECONDS = 3.0

_Job = tuple[Kind, int, bytes]


def main() -> None:
    """Serves until standard input ends."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get between the frames
    _limit()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the program decides; Ctrl-C reaches its whole group
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # as an exception: readers stop what they have started
    jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(sys.stdin.buffer, jobs), daemon=True).start()
    lock = threading.Lock()

    def send(letter: bytes, payload: bytes = b"") -> None:
        with lock:
            out.write(ANSWER.pack(letter, len(payload)) + payload)
            out.flush()

    try:
        send(b"H")
        while (job := jobs.get()) is not None:
            letter, payload = _read(job, lambda page, pages: send(b"P", json.dumps([page, pages]).encode()))
            send(letter, payload)
    finally:
        _end_group()


def _read(job: _Job, progress: Pages) -> tuple[bytes, bytes]:
    kind, count, data = job
    grant(count)
    try:
        return b"R", dump(read_as(kind, data, progress))
    except SourceError as error:
        return b"E", json.dumps([error.vi, error.en]).encode()
    except MemoryError:
        return b"M", b""
    except Exception as error:  # a reader's own fault costs one file
        return b"X", type(error).__name__.encode()


def _receive(stream: BinaryIO, jobs: "queue.SimpleQueue[_Job | None]") -> None:
    """Jobs into the queue. Knows before anybody else that the program is gone, also while a file is being read."""
    while len(head := stream.read(REQUEST.size)) == REQUEST.size:
        sizes = REQUEST.unpack(head)
        kind, count = json.loads(stream.read(sizes[0]))
        jobs.put((Kind(kind), int(count), stream.read(sizes[1])))
    jobs.put(None)
    time.sleep(GRACE_SECONDS)
    with suppress(OSError):
        os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE_SECONDS)
    _end_group()
    os._exit(1)


def _end_group() -> None:
    """Ends this process with whatever a reader has started and not put away."""
    if hasattr(os, "killpg") and os.getpgrp() == os.getpid():
        os.killpg(0, signal.SIGKILL)


def _limit() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    with suppress(OSError, ValueError):  # … and a system may refuse it
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        limit = ADDRESS_SPACE if hard == resource.RLIM_INFINITY else min(ADDRESS_SPACE, hard)
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
