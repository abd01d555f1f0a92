"""The nouns every stage speaks: Source, Directive, Clause and what they are made of.

Frozen data only; no behaviour beyond trivial look-ups. Invariant kept by the parser and tested on arbitrary text:
``source.text[clause.start:clause.end] == clause.text``.
"""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What part of a directive a clause is."""

    HEADER = "header"
    ADDRESSEE = "addressee"
    BODY = "body"
    RECIPIENT = "recipient"
    SIGNATURE = "signature"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """``[start, end)`` in characters of a source's text as stored."""

    start: int
    end: int

    def contains(self, other: "Span") -> bool:
        """Whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Source:
    """One file of the archive, as read. ``file`` is its name inside the archive (posix, relative)."""

    file: str
    text: str
    sha256: str
    format: str = "text"


@dataclass(frozen=True, slots=True)
class Field:
    """A header value: normalised, with the place in the same source where it is printed."""

    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed: name, own office (``capacity``), and for whom (``authority``, e.g. "T/M Ban Thường vụ")."""

    name: str
    capacity: str | None
    authority: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Reference:
    """A place where a directive names another document (or itself).

    ``relation`` is ``"mentions"`` unless the words around it say more (``"implements"``, ``"based_on"``…).
    ``date`` is ISO ``YYYY-MM-DD``. ``span`` covers the whole mention in ``file``.
    """

    file: str
    directive: int
    kind: str | None
    number: str | None
    date: str | None
    issuer: str | None
    subject: str | None
    relation: str
    span: Span


@dataclass(frozen=True, slots=True)
class Directive:
    """One issued document. ``id`` is its place in the archive; unknown fields are ``None``, never guessed."""

    id: int
    file: str
    start: int
    end: int
    number: Field | None
    kind: Field | None
    issuer: Field | None
    parent: Field | None
    place: Field | None
    date: Field | None
    subject: Field | None
    addressees: tuple[Field, ...]
    recipients: tuple[Field, ...]
    signers: tuple[Signer, ...]

    @property
    def name(self) -> str:
        """What a person calls it: its number, else its kind, else its file."""
        if self.number:
            return self.number.value
        return self.kind.value if self.kind else self.file


@dataclass(frozen=True, slots=True)
class Clause:
    """The smallest citable unit. ``parent`` is the id of the clause it stands under; ids are archive-wide."""

    id: int
    directive: int
    file: str
    start: int
    end: int
    text: str
    role: Role
    address: str
    headings: tuple[str, ...] = ()
    parent: int | None = None

    @property
    def span(self) -> Span:
        """Its place in the source."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Parsed:
    """What the parser makes of one source; ids count from 0 within the file."""

    directives: tuple[Directive, ...]
    clauses: tuple[Clause, ...]
    references: tuple[Reference, ...]
