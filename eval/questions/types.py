"""What a question set is made of. Frozen data; the JSON form of it is in :mod:`eval.questions.records`."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from index.types import Source

# Kinds whose answer is put together from several clauses: where no groups are given, every quotation is wanted.
EVERY_GOLD = frozenset({"compare", "list"})


class Split(StrEnum):
    """``tune`` may be looked at while working on the program; ``held`` is only counted."""

    TUNE = "tune"
    HELD = "held"


class Status(StrEnum):
    """Whether a person stands behind a question. Only accepted ones are asked."""

    ACCEPTED = "accepted"
    PROPOSED = "proposed"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Gold:
    """Words of a source in which the answer stands.

    ``group``: quotations of one group are alternatives, and every group is wanted; ``None``: as the kind of the question
    says (:data:`EVERY_GOLD`). An empty ``quote`` means the whole document, as in collections made for ranking;
    ``relevance`` is its grade there (1, 2…).
    """

    file: str
    quote: str
    group: int | None = None
    relevance: int = 1


@dataclass(frozen=True, slots=True)
class Question:
    """A question with what counts as right. ``history``: the questions asked before it, oldest first.

    ``answers``: accepted when all strings of any one row occur in the answer; without any only the places found are
    measured. ``derived``: the accepted strings need not be written in a gold clause (yes or no, a count, a computed date).
    ``machine``: proposed by ``trichdan eval draft``, not written by a person.
    """

    id: str
    kind: str
    text: str
    history: tuple[str, ...] = ()
    answers: tuple[tuple[str, ...], ...] = ()
    gold: tuple[Gold, ...] = ()
    answerable: bool = True
    split: Split = Split.TUNE
    derived: bool = False
    status: Status = Status.ACCEPTED
    machine: bool = False
    note: str = ""

    @property
    def groups(self) -> tuple[int, ...]:
        """The number of the evidence group of each gold quotation, counted from 0 in the order they appear."""
        apart = self.kind in EVERY_GOLD
        keys = [item.group if item.group is not None else -1 - at * apart for at, item in enumerate(self.gold)]
        order = list(dict.fromkeys(keys))
        return tuple(order.index(key) for key in keys)


@dataclass(frozen=True, slots=True)
class EvalSet:
    """A set with its documents read. ``documents``: where from; ``sha256`` names the contents of all.

    ``questions`` are the accepted ones; ``waiting`` counts those that no person has accepted yet. ``archive``: the index
    folder its texts were taken from, for a set that is written about an archive and has no documents of its own.
    """

    name: str
    language: str
    documents: Path
    sources: tuple[Source, ...]
    questions: tuple[Question, ...]
    sha256: str
    waiting: int = 0
    archive: Path | None = None

    def select(self, split: Split | None) -> tuple[Question, ...]:
        """The questions of one split, or all."""
        return tuple(q for q in self.questions if split is None or q.split is split)
