"""What crosses the stages of a run: Place, Reply, Row, Result. Frozen data; what it is worth is in :mod:`eval.measures`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from eval.questions.types import Question
from index.types import Span


@dataclass(frozen=True, slots=True)
class Place:
    """Characters of a source."""

    file: str
    span: Span

    def holds(self, other: "Place") -> bool:
        """Whether the two share characters."""
        return self.file == other.file and self.span.overlaps(other.span)

    @property
    def key(self) -> str:
        """``file#start-end``: how a place is named in other programs' files, and in :attr:`Result.texts`."""
        return f"{self.file}#{self.span.start}-{self.span.end}"


@dataclass(frozen=True, slots=True)
class Cited:
    """A clause cited: ``place`` is the clause, ``quoted`` the words of it that are shown; ``label`` its address.

    ``verified``: the quotation is, character for character, what the source holds at ``quoted``.
    """

    place: Place
    label: str
    verified: bool
    quoted: Place | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A place found, in the order of the ranking: a clause, or another system's chunk. ``score``: higher is better."""

    place: Place
    score: float = 0.0
    label: str = ""


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens read and written by a language model, and what they cost; ``price`` is in US dollars, ``None`` if unknown."""

    read: int = 0
    written: int = 0
    price: float | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """What any system says to a question.

    ``ranked``: the places it found, best first; ``confidence`` in [0, 1], ``None`` where the system has none; ``dropped``: the
    statements it took back because they could not be verified; ``usage``: of a language model, if one was asked; ``notice``: why
    the answer is not the model's, where it was asked and gave none.
    """

    text: str
    abstained: bool
    cited: tuple[Cited, ...] = ()
    ranked: tuple[Found, ...] = ()
    reason: str | None = None
    confidence: float | None = None
    dropped: tuple[str, ...] = ()
    usage: Usage | None = None
    notice: str = ""


@dataclass(frozen=True, slots=True)
class GoldPlaces:
    """A gold quotation found in the texts answered from.

    ``group``: number of its evidence group (from 0; all groups are wanted, one quotation of each); ``places``: everywhere it
    stands; ``unit``: the clause of the archive that holds it whole, ``None`` if none does; ``moved``: not where the set says.
    """

    quote: str
    group: int
    places: tuple[Place, ...]
    unit: Place | None = None
    relevance: int = 1
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One question asked: the question, what the system said, how long it took (``seconds``: one value a repeat)."""

    question: Question
    gold: tuple[GoldPlaces, ...]
    reply: Reply
    seconds: tuple[float, ...]

    @property
    def id(self) -> str:
        """The question's."""
        return self.question.id


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of asking one question: the first reply, and whether every repeat gave the same (but for the tokens used)."""

    id: str
    reply: Reply
    seconds: tuple[float, ...]
    stable: bool = True


@dataclass(frozen=True, slots=True)
class Lost:
    """A question that could not be asked, because a gold quotation stands nowhere in the archive (any more)."""

    id: str
    file: str
    quote: str


@dataclass(frozen=True, slots=True)
class Result:
    """A run, with what is needed to see it again.

    ``system`` and ``variant`` say what was asked, ``configuration`` how it was set; ``split`` is ``tune``, ``held`` or ``all``;
    ``encoder`` its fingerprint; ``commit`` that of the code (``+`` behind it: changed since), ``None`` outside a checkout;
    ``unstable``: ids of the questions whose repeats were not answered alike;
    ``texts``: :attr:`Place.key` → words of each place cited, of each gold clause and of the first places found.
    """

    schema: int
    system: str
    variant: str
    set: str
    set_sha256: str
    split: str
    encoder: str
    started: str
    commit: str | None
    versions: Mapping[str, str]
    configuration: Mapping[str, str]
    jobs: int
    repeat: int
    rows: tuple[Row, ...]
    lost: tuple[Lost, ...] = ()
    unstable: tuple[str, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """``trichdan``, or ``trichdan no-bm25``: what a table calls it."""
        return self.system if self.variant in ("", "default") else f"{self.system} {self.variant}"


# Anything that turns a question into a reply.
System = Callable[[Question], Reply]
# The clause of the archive in which a place lies, if one holds it whole.
UnitOf = Callable[[Place], Place | None]
