"""What the stages of drafting hand on: names of a document, the document as read, a question in the making."""

from dataclasses import dataclass
from enum import StrEnum

from eval.questions import Gold
from index.types import Clause, Directive, Reference

Answers = tuple[tuple[str, ...], ...]
# Where the name of the document comes in a question.
DOC = "{doc}"


class Tells(StrEnum):
    """What a name gives away about its document."""

    NUMBER = "number"
    KIND = "kind"
    DATE = "date"
    ISSUER = "issuer"
    SUBJECT = "subject"


@dataclass(frozen=True, slots=True)
class Name:
    """Words that mean one document of the archive and no other."""

    text: str
    tells: frozenset[Tells]


@dataclass(frozen=True, slots=True)
class Document:
    """One directive with what was read of it. ``names`` may be empty: then nothing is asked that needs one.

    ``merged``: a text made of several (văn bản hợp nhất), whose kind and day in force are those of its first.
    """

    directive: Directive
    clauses: tuple[Clause, ...]
    references: tuple[Reference, ...]
    names: tuple[Name, ...]
    text: str
    merged: bool = False

    @property
    def kind(self) -> str:
        """Its kind in the middle of a sentence: ``quyết định``; ``văn bản`` where unknown or merged of several."""
        kind = self.directive.kind
        return kind.value.lower() if kind and not self.merged else "văn bản"


@dataclass(frozen=True, slots=True)
class Seed:
    """A question in the making.

    ``topic``: what kind of fact it asks for, finer than ``kind``; questions are spread over topics. ``patterns``: ways to
    ask it, with ``{doc}`` where the document is named; ``hides``: what that name must not give away. ``about``: the words
    by which its place is known (of a duty: what is to be done), to be found nowhere else in the document.
    """

    kind: str
    topic: str
    directive: int
    patterns: tuple[str, ...]
    answers: Answers
    gold: tuple[Gold, ...]
    about: str = ""
    hides: frozenset[Tells] = frozenset()
    derived: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A seed put into words."""

    seed: Seed
    text: str
    kind: str
    history: tuple[str, ...] = ()
