"""How long a search takes, and which of its parts takes it. Times of this process, in milliseconds; nothing is printed."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from index.archive import Archive
from rag.ask import search, understand
from rag.finding.retrieve import retrieve

TOP = 10
# Part → attribute of an archive; what is left of finding is ranking.
_PARTS = {"encode": "encoder", "BM25": "lexical", "vectors": "dense"}
_READS = ("clauses", "clauses_of", "clause_ids", "source")
UNDERSTAND, READ, RANK = "understand", "read", "rank"
PARTS = (UNDERSTAND, *_PARTS, READ, RANK)


@dataclass(frozen=True, slots=True)
class Spread:
    """Milliseconds of many questions."""

    values: tuple[float, ...]

    def at(self, percent: float) -> float:
        """The value that ``percent`` of the questions do not exceed."""
        return float(np.percentile(self.values, percent))


@dataclass(frozen=True, slots=True)
class Timing:
    """One kind of question: ``whole`` is what a person waits, ``parts`` the medians of what that is made of."""

    name: str
    first: float
    whole: Spread
    parts: dict[str, float]


@dataclass(slots=True)
class Clock:
    """Seconds of each part by itself: what it calls of another part counts there."""

    spent: dict[str, float] = field(default_factory=dict)
    _inner: list[float] = field(default_factory=list)

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        """Counts what happens inside."""
        self._inner.append(0.0)
        begun = time.perf_counter()
        try:
            yield
        finally:
            took = time.perf_counter() - begun
            self.spent[name] = self.spent.get(name, 0.0) + took - self._inner.pop()
            if self._inner:
                self._inner[-1] += took

    def counted(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """``function``, which counts as ``name``."""

        def run(*given: Any, **named: Any) -> Any:
            with self.part(name):
                return function(*given, **named)

        return run


class _Watched:
    """Anything whose methods count as one part."""

    def __init__(self, thing: Any, name: str, clock: Clock) -> None:
        self._thing = thing
        self._name = name
        self._clock = clock

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._thing, name)
        return self._clock.counted(self._name, found) if callable(found) else found


@contextmanager
def watched(archive: Archive) -> Iterator[Clock]:
    """``archive`` with a clock in it, for one thread."""
    clock = Clock()
    before = {name: archive.__dict__[name] for name in _PARTS.values()}
    try:
        for part, name in _PARTS.items():
            setattr(archive, name, _Watched(before[name], part, clock))
        for name in _READS:
            setattr(archive, name, clock.counted(READ, getattr(archive, name)))
        yield clock
    finally:
        for name, thing in before.items():
            setattr(archive, name, thing)
        for name in _READS:
            delattr(archive, name)


def measure(name: str, archive: Archive, questions: Sequence[str]) -> Timing:
    """``questions`` asked twice: once as a person does, once with a clock inside. The first is not counted with the others."""
    took = [_milliseconds(question, archive) for question in questions]
    parts: list[dict[str, float]] = []
    for question in questions:
        with watched(archive) as clock:
            with clock.part(UNDERSTAND):
                query = understand(question, archive)
            with clock.part(RANK):
                retrieve(query, archive, TOP)
        parts.append(clock.spent)
    medians = {part: float(np.median([one.get(part, 0.0) for one in parts])) * 1000 for part in PARTS}
    return Timing(name, took[0], Spread(tuple(took[1:] or took)), medians)


def _milliseconds(question: str, archive: Archive) -> float:
    begun = time.perf_counter()
    search(question, archive, TOP)
    return (time.perf_counter() - begun) * 1000
