"""What a duty is made of. Frozen data only."""

from dataclasses import dataclass
from enum import StrEnum

from index.types import Directive, Span
from rag.types import Citation, Derivation


class Charged(StrEnum):
    """How it is known who must act: named in the sentence itself, or taken over from elsewhere in the document."""

    NAMED = "named"
    CLAUSE = "clause"
    HEADING = "heading"
    OPENING = "opening"
    ADDRESSEES = "addressees"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Deadline:
    """By when: ``words`` as printed at ``span`` of the source.

    ``day`` (ISO) and ``time`` (``16:00``) only where the text gives them or they can be computed of it; ``derivation`` then
    says how a day that stands nowhere was computed. ``recurring``: it comes again and again; ``rule`` is its RFC 5545
    recurrence (``FREQ=…``) where the words leave no doubt.
    """

    words: str
    span: Span
    day: str | None = None
    time: str | None = None
    derivation: Derivation | None = None
    recurring: bool = False
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Duty:
    """Who must do (or must not do) what, by when, reporting to whom, on which basis; what the text does not say is empty.

    ``id``: 16 hexadecimal digits, the same whenever the same words stand at the same address of the same document.
    ``actors`` as printed; ``charged``: where they were read. ``action``: the source's own words at ``citations[0]``, on one
    line; further citations are the words that name the actors and the deadline where they stand elsewhere. ``basis``: numbers of
    documents, those of the sentence, or (``basis_inherited``) those the whole document is based on. ``directive``: whose it is.
    ``told``: whom the actors are to direct to act ("chỉ đạo Công an Quận và UBND các phường tăng cường …"): theirs it is, too.
    """

    id: str
    actors: tuple[str, ...]
    charged: Charged
    action: str
    prohibition: bool
    deadline: Deadline | None
    report_to: tuple[str, ...]
    basis: tuple[str, ...]
    basis_inherited: bool
    directive: Directive
    citations: tuple[Citation, ...]
    told: tuple[str, ...] = ()

    @property
    def bodies(self) -> tuple[str, ...]:
        """All who have to act: the actors, then whom they direct."""
        return (*self.actors, *(one for one in self.told if one not in self.actors))

    @property
    def citation(self) -> Citation:
        """Where the action stands."""
        return self.citations[0]

    @property
    def inherited(self) -> bool:
        """Whether the actors stand elsewhere than in the sentence."""
        return self.charged is not Charged.NAMED
