"""What a report is made of: ReportData and its parts. Frozen plain data, free of any screen, in the order a page shows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from eval.compare import Difference, Interval
from eval.measures.calibration import Calibration
from eval.measures.spent import Cost, Latency
from eval.measures.types import Measure, Share
from eval.report.loss import Stage, Step


@dataclass(frozen=True, slots=True)
class Head:
    """What was run. ``versions`` and ``configuration`` as in :class:`eval.types.Result`."""

    system: str
    set: str
    split: str
    encoder: str
    started: str
    commit: str | None
    questions: int
    jobs: int
    repeat: int
    versions: Mapping[str, str]
    configuration: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure over some questions, with the interval it may lie in."""

    measure: Measure
    share: Share
    interval: Interval


@dataclass(frozen=True, slots=True)
class Group:
    """The questions of one kind or split: how many, where the wrong ones were lost, and a figure a measure."""

    name: str
    questions: int
    losses: Mapping[Stage, int]
    figures: Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class Silence:
    """Questions that have an answer (``known``) or none, by what came."""

    known_right: int = 0
    known_wrong: int = 0
    known_silent: int = 0
    unknown_answered: int = 0
    unknown_silent: int = 0


@dataclass(frozen=True, slots=True)
class Ranks:
    """How many questions have their first gold clause at ranks ``low`` to ``high`` (from 1, both included)."""

    low: int
    high: int
    questions: int


@dataclass(frozen=True, slots=True)
class Bar:
    """How many replies took from ``low`` to ``high`` seconds (the last bar of a histogram holds its upper edge)."""

    low: float
    high: float
    replies: int


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a source: part of the gold quotation, of what was quoted, of both or of neither; ``gap``: left out here."""

    text: str
    gold: bool = False
    quoted: bool = False
    gap: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a source with what they are to the question; ``start`` and ``end`` in characters of ``file``.

    ``gold``: holds a gold quotation; ``cited``: the answer cites it, ``verified`` its quotation; ``rank``: among those found.
    ``pieces`` is empty when its words were not kept, or are shown already.
    """

    file: str
    start: int
    end: int
    label: str
    pieces: tuple[Piece, ...]
    gold: bool = False
    cited: bool = False
    verified: bool = True
    rank: int | None = None


class Changed(StrEnum):
    """A question that was wrong and is right now, or the other way."""

    GAINED = "gained"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Asked:
    """One question with all that came of it.

    ``stage``: where it was lost and ``steps`` how far it came; none when right; ``quotes``: the gold quotations;
    ``passages``: what the answer cites and where the gold stands; ``found``: the first places found; ``more_cited``: clauses
    cited that are not among ``passages``; ``changed``: against the other result.
    """

    id: str
    kind: str
    split: str
    text: str
    history: tuple[str, ...]
    answers: tuple[tuple[str, ...], ...]
    answerable: bool
    quotes: tuple[str, ...]
    note: str
    right: bool
    stage: Stage | None
    steps: tuple[Step, ...]
    ranks: tuple[int | None, ...]
    answer: str
    abstained: bool
    reason: str | None
    confidence: float | None
    seconds: float | None
    dropped: tuple[str, ...]
    passages: tuple[Passage, ...]
    found: tuple[Passage, ...]
    more_cited: int = 0
    changed: Changed | None = None


@dataclass(frozen=True, slots=True)
class Against:
    """The result compared with: its name, each measure's difference, and how many questions were gained and lost.

    ``apart``: questions that only one of the two has.
    """

    system: str
    started: str
    differences: tuple[Difference, ...]
    questions: int
    gained: int
    lost: int
    apart: int


@dataclass(frozen=True, slots=True)
class Missing:
    """Questions that could not be asked, because their quotations stand nowhere in ``file``.

    ``quotes``: id and quotation of those that may be shown.
    """

    file: str
    questions: int
    quotes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ReportData:
    """Everything a report shows. ``hidden_*``: questions held back, counted everywhere and shown nowhere."""

    head: Head
    total: Group
    kinds: tuple[Group, ...]
    splits: tuple[Group, ...]
    silence: Silence
    ranks: tuple[Ranks, ...]
    unfound: int
    calibration: Calibration
    latency: Latency | None
    seconds: tuple[Bar, ...]
    cost: Cost | None
    wrong: tuple[Asked, ...]
    right: tuple[Asked, ...]
    hidden_wrong: int
    hidden_right: int
    against: Against | None
    missing: tuple[Missing, ...]
    unstable: int
