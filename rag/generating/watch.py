"""A stream that comes in time, comes to an end and can be stopped; whatever goes wrong becomes one kind of error.

The model is read in a thread of its own: a read that hangs cannot be interrupted, but it can be left alone.
"""

import time
from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from queue import Empty, Full, Queue
from threading import Event, Thread

from rag.generating.failure import Cause, NoAnswer, cause_of
from rag.generating.limits import Limits

# How soon a wish to stop is seen, in seconds.
_LOOK = 0.05
_WAITING = 64


def watched(
    pieces: Callable[[], Iterator[str]], limits: Limits, stop: Callable[[], bool]
) -> Generator[str, None, None]:
    """The pieces that ``pieces()`` yields, each as it comes. Raises ``NoAnswer``, nothing else, whatever they raise.

    An empty piece is a sign of life, too. Closing the iterator, or an end of any kind, closes ``pieces()`` at its next piece.
    """
    coming: Queue[str | BaseException | None] = Queue(_WAITING)
    over = Event()
    Thread(target=_read, args=(pieces, coming, over), name="language-model", daemon=True).start()
    begun = time.monotonic()
    allowed, written = min(limits.first, limits.seconds), 0
    try:
        while True:
            if stop():
                raise NoAnswer(Cause.STOPPED)
            left = begun + allowed - time.monotonic()
            if left <= 0:
                raise NoAnswer(Cause.SLOW)
            try:
                piece = coming.get(timeout=min(left, _LOOK))
            except Empty:
                continue
            if piece is None:
                return
            if isinstance(piece, BaseException):
                raise NoAnswer(cause_of(piece)) from piece
            allowed = limits.seconds
            written += len(piece)
            if written > limits.written:
                raise NoAnswer(Cause.ENDLESS)
            yield piece
    finally:
        over.set()


def _read(pieces: Callable[[], Iterator[str]], coming: "Queue[str | BaseException | None]", over: Event) -> None:
    def put(item: str | BaseException | None) -> None:
        while not over.is_set():
            try:
                coming.put(item, timeout=_LOOK)
                return
            except Full:  # nobody has looked yet
                continue

    source: Iterator[str] | None = None
    try:
        source = pieces()
        for piece in source:
            put(piece)
            if over.is_set():
                break
        put(None)
    except BaseException as error:  # told where it can be handled
        put(error)
    finally:
        close = getattr(source, "close", None)
        if close:
            with suppress(Exception):
                close()  # ends the request: a server that babbles need not go on
