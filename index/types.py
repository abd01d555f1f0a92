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
class Place:
    """Where on paper a stretch ``[start, end)`` of extracted text stands: a line of a PDF, a word of a scan.

    ``page`` counts from 1. ``box``: left, top, right, bottom in points (1/72 inch) from the page's top left corner.
    ``confidence``: 0 to 1 where OCR read it, ``None`` where the file itself holds the characters.
    """

    start: int
    end: int
    page: int
    box: tuple[float, float, float, float]
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """Something a person should know about a file, in both languages of the program: why it is doubtful or left out."""

    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class Extract:
    """What a reader of one format makes of a file: its text, where that stands on paper, what was doubtful.

    ``places`` are in the order of the text and do not overlap; they are empty for a format without pages.
    """

    text: str
    format: str
    places: tuple[Place, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """One file of the archive, as read. ``file`` is its name inside the archive (posix, relative)."""

    file: str
    text: str
    sha256: str
    format: str = "text"
    places: tuple[Place, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """A header value: normalised, with the place in the same source where it is printed."""

    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class Recipient(Field):
    """One line of "Nơi nhận": ``value`` as printed, ``purpose`` what it gets the document for ("để b/c"), if printed."""

    purpose: str | None = None


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed: name, own office (``capacity``), and for whom (``authority``, e.g. "T/M Ban Thường vụ")."""

    name: str
    capacity: str | None
    authority: str | None
    span: Span

    @property
    def spans(self) -> tuple[Span, Span]:
        """The end of the name, and all from the office on: beside recipients the two may stand in different clauses."""
        return Span(self.span.end - 1, self.span.end), self.span


class Relation(StrEnum):
    """What a directive does with a document it names; the value is what JSON says."""

    IMPLEMENTS = "implements"
    BASED_ON = "based_on"
    ANSWERS = "answers"
    AMENDS = "amends"
    SUPPLEMENTS = "supplements"
    REPLACES = "replaces"
    REPEALS = "repeals"
    COPIES = "copies"
    MENTIONS = "mentions"


@dataclass(frozen=True, slots=True)
class Reference:
    """A place where a directive names another document (or itself).

    ``relation`` is "mentions" unless the words at ``cue`` say more. ``date`` is ISO ``YYYY-MM-DD``. ``span`` covers the
    whole mention in ``file``. ``target`` is the id of the archive's own document that is meant, where it is there.
    """

    file: str
    directive: int
    kind: str | None
    number: str | None
    date: str | None
    issuer: str | None
    subject: str | None
    relation: Relation
    span: Span
    cue: Span | None = None
    target: int | None = None


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
    recipients: tuple[Recipient, ...]
    signers: tuple[Signer, ...]
    urgency: Field | None = None  # "Khẩn", "Thượng khẩn", "Hỏa tốc"
    secrecy: Field | None = None  # "Mật", "Tối mật", "Tuyệt mật"
    effective: Field | None = None  # ISO date from which it is in force, where the text gives one
    expires: Field | None = None  # ISO date of the last day in force, likewise
    carrier: Field | None = None  # number of the decision or letter it is annexed to, where it has none of its own

    @property
    def name(self) -> str:
        """What a person calls it: its number, else its kind (and what it is annexed to), else its file."""
        if self.number:
            return self.number.value
        if not self.kind:
            return self.file
        return f"{self.kind.value} kèm theo {self.carrier.value}" if self.carrier else self.kind.value


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
