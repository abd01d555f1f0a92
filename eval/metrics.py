"""What counts as right, question by question and over a set. Pure: no archive, no clock, no output.

- An answer is *right in words* when it says every string of one accepted row (:mod:`eval.match`).
- A citation is *right* when a cited clause holds (shares characters with) a gold quotation.
- A question is *right* when both are; an unanswerable one when the system abstained.
- Citation precision: cited clauses that hold a gold quotation / clauses cited. Recall: gold quotations held
  by a cited clause / gold quotations wanted (one, unless the question wants every one). Both over all
  questions: a citation where there is no answer is wrong, and abstaining loses the gold quotation.
- Abstention precision: unanswerable among the abstained; recall: abstained among the unanswerable.
- *Verified*: citations whose quotation is, character for character, what the source holds there.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from eval.data import Question
from eval.match import accepts
from index.types import Span

# DESIGN: "at most 400 characters for a fact and 900 for a list, a procedure or a comparison".
FACT_LENGTH = 400
LONG_LENGTH = 900
LONG_KINDS = frozenset({"list", "task", "compare"})


@dataclass(frozen=True, slots=True)
class Place:
    """Characters of a source."""

    file: str
    span: Span

    def holds(self, other: "Place") -> bool:
        """Whether the two share characters."""
        return self.file == other.file and self.span.overlaps(other.span)


@dataclass(frozen=True, slots=True)
class Cited:
    """A clause cited: where it stands, what it is called, whether its words are in the source as shown."""

    place: Place
    label: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Reply:
    """What any system says to a question. ``ranked``: the places it found, best first."""

    text: str
    abstained: bool
    cited: tuple[Cited, ...] = ()
    ranked: tuple[Place, ...] = ()
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One question, scored. ``gold_rank``: rank (from 1) of the first place found that holds a quotation."""

    id: str
    kind: str
    split: str
    question: str
    history: tuple[str, ...]
    answerable: bool
    accepted: tuple[tuple[str, ...], ...]
    gold: tuple[str, ...]
    answer: str
    abstained: bool
    reason: str | None
    citations: tuple[str, ...]
    gold_rank: int | None
    answer_right: bool
    answer_right_strict: bool
    citation_right: bool
    right: bool
    short: bool
    clauses_cited: int
    clauses_holding: int
    gold_wanted: int
    gold_held: int
    quotes: int
    quotes_verified: int
    length: int
    seconds: float


def score(question: Question, gold: Sequence[Sequence[Place]], reply: Reply, seconds: float) -> Row:
    """``reply`` measured against ``question``; ``gold``: for each quotation every place where it stands."""
    clauses = tuple(dict.fromkeys(cited.place for cited in reply.cited))
    holding = sum(_holds_any(clause, gold) for clause in clauses)
    held = sum(any(clause.holds(place) for clause in clauses for place in places) for places in gold)
    wanted = len(gold) if question.every_gold else min(len(gold), 1)
    answered = question.answerable and not reply.abstained
    answer_right = answered and accepts(reply.text, question.answers)
    citation_right = answered and holding > 0
    ranks = (rank for rank, place in enumerate(reply.ranked, 1) if _holds_any(place, gold))
    return Row(
        id=question.id,
        kind=question.kind,
        split=question.split.value,
        question=question.text,
        history=question.history,
        answerable=question.answerable,
        accepted=question.answers,
        gold=tuple(item.quote for item in question.gold),
        answer=reply.text,
        abstained=reply.abstained,
        reason=reply.reason,
        citations=tuple(cited.label for cited in reply.cited),
        gold_rank=next(ranks, None),
        answer_right=answer_right,
        answer_right_strict=answered and accepts(reply.text, question.answers, strict=True),
        citation_right=citation_right,
        right=(answer_right and citation_right) if question.answerable else reply.abstained,
        short=reply.abstained or len(reply.text) <= (LONG_LENGTH if question.kind in LONG_KINDS else FACT_LENGTH),
        clauses_cited=len(clauses),
        clauses_holding=holding,
        gold_wanted=wanted,
        gold_held=min(held, wanted),
        quotes=len(reply.cited),
        quotes_verified=sum(cited.verified for cited in reply.cited),
        length=len(reply.text),
        seconds=seconds,
    )


def _holds_any(place: Place, gold: Sequence[Sequence[Place]]) -> bool:
    return any(place.holds(other) for places in gold for other in places)


@dataclass(frozen=True, slots=True)
class Share:
    """``part`` of ``whole``."""

    part: int
    whole: int

    @property
    def value(self) -> float | None:
        """The ratio; ``None`` of nothing."""
        return self.part / self.whole if self.whole else None


@dataclass(frozen=True, slots=True)
class Summary:
    """The measures. ``right``: of all questions; ``answer``, ``citation``: of those that have an answer."""

    questions: int
    right: Share
    right_short: Share
    answerable_right: Share
    answerable_right_short: Share
    answer: Share
    answer_strict: Share
    citation: Share
    citation_precision: Share
    citation_recall: Share
    abstention_precision: Share
    abstention_recall: Share
    verified: Share
    found_first: Share
    found_in_five: Share
    length_mean: float
    seconds_p50: float
    seconds_p95: float


def summarise(rows: Iterable[Row]) -> Summary:
    """The measures over ``rows``."""
    every = list(rows)
    known = [row for row in every if row.answerable]
    abstained = [row for row in every if row.abstained]
    both = sum(not row.answerable for row in abstained)
    p50, p95 = np.percentile([row.seconds for row in every] or [0.0], [50, 95])
    lengths = [row.length for row in every if not row.abstained]
    return Summary(
        questions=len(every),
        right=_share(row.right for row in every),
        right_short=_share(row.right and row.short for row in every),
        answerable_right=_share(row.right for row in known),
        answerable_right_short=_share(row.right and row.short for row in known),
        answer=_share(row.answer_right for row in known),
        answer_strict=_share(row.answer_right_strict for row in known),
        citation=_share(row.citation_right for row in known),
        citation_precision=Share(sum(row.clauses_holding for row in every), sum(row.clauses_cited for row in every)),
        citation_recall=Share(sum(row.gold_held for row in every), sum(row.gold_wanted for row in every)),
        abstention_precision=Share(both, len(abstained)),
        abstention_recall=Share(both, len(every) - len(known)),
        verified=Share(sum(row.quotes_verified for row in every), sum(row.quotes for row in every)),
        found_first=_share(row.gold_rank == 1 for row in known),
        found_in_five=_share(row.gold_rank is not None and row.gold_rank <= 5 for row in known),
        length_mean=sum(lengths) / len(lengths) if lengths else 0.0,
        seconds_p50=float(p50),
        seconds_p95=float(p95),
    )


def _share(flags: Iterable[bool]) -> Share:
    every = list(flags)
    return Share(sum(every), len(every))
