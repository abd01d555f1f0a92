"""How many processors a reader may use: all of them, unless other files are being read at the same time."""

import os

_granted: list[int] = []


def threads() -> int:
    """The number of threads (or programs such as Tesseract) that a reader should run at once; at least 1."""
    return _granted[0] if _granted else os.cpu_count() or 1


def grant(count: int) -> None:
    """Sets :func:`threads` for this process; a worker is told with every file."""
    _granted[:] = [max(1, count)]
