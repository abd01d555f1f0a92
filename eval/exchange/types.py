"""What every format is read into and written from."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from eval.questions.types import EvalSet, Question, Split
from index.types import Note


class Unit(StrEnum):
    """What other programs are to rank: whole documents, or the clauses of them."""

    DOCUMENT = "document"
    CLAUSE = "clause"


@dataclass(frozen=True, slots=True)
class Draft:
    """A set as read from another format, not written yet.

    ``documents``: names and texts of its own, or ``place``, where they are already: a folder, with ``archive`` an index;
    ``notes``: what was repaired or left out, counted.
    """

    questions: tuple[Question, ...]
    documents: tuple[tuple[str, str], ...] = ()
    place: Path | None = None
    archive: bool = False
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """How many questions were written; ``notes``: what could not be said in the format, counted."""

    questions: int
    notes: tuple[Note, ...] = ()


# (where it is, the split all questions get; ``None``: as the format says, else held)
SetReader = Callable[[Path, Split | None], Draft]
# (the set, where to, the unit; ``None``: as suits the format)
SetWriter = Callable[[EvalSet, Path, Unit | None], Written]


def counted(*lines: tuple[int, str, str]) -> tuple[Note, ...]:
    """A note for each (count, vi, en) that has anything to count; ``{n}`` stands for the count."""
    return tuple(Note(vi.format(n=n), en.format(n=n)) for n, vi, en in lines if n)
