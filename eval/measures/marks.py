"""What counts as right, question by question. Pure: no archive, no clock, no output.

- An answer is *right in words* when it says every string of one accepted row (:mod:`eval.measures.match`).
- A citation is *right* when a cited clause holds (shares characters with) a gold quotation.
- A question is *right* when both are (the answer alone where the set gives no quotation); an unanswerable one when the
  system abstained. One without accepted answers is not *judged*: that its clause is cited says nothing of the answer.
- An abstention cites nothing, whatever clauses it carries.
- *Verified*: citations whose quotation is, character for character, what the source holds there.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from eval.measures import squad
from eval.measures.match import accepts
from eval.measures.quoted import QuotedWords, holds_answer, quoted_words, supported
from eval.types import GoldPlaces, Place, Row

# DESIGN: "at most 400 characters for a fact and 900 for a list, a procedure or a comparison".
FACT_LENGTH = 400
LONG_LENGTH = 900
LONG_KINDS = frozenset({"list", "task", "procedure", "compare"})


@dataclass(frozen=True, slots=True)
class Marks:
    """One row, marked.

    ``right``: of a question that is not ``judged``, whether its citation is, for lists of what to look at; measures leave
    it out. ``rank``: that (from 1) of the first place found that holds a gold quotation; ``group_ranks``: the same for each
    evidence group; ``credits``: for each place found, the evidence group it is credited with: of those it holds
    that no earlier place was credited with, the one of the highest grade (then the first), ``None`` for a place that
    brings nothing new; ``grades``: the
    relevance of each group. ``exact`` and ``f1``: against the accepted row nearest to the answer
    (:mod:`eval.measures.squad`). ``words``, ``supported`` and ``sentence`` (a
    quotation holds the answer): :mod:`eval.measures.quoted`; ``None`` where they are
    not defined, or the words of the source are not at hand.
    """

    row: Row
    answer_right: bool
    answer_right_strict: bool
    citation_right: bool
    right: bool
    short: bool
    rank: int | None
    group_ranks: tuple[int | None, ...]
    credits: tuple[int | None, ...]
    clauses_cited: int
    clauses_holding: int
    groups: int
    groups_held: int
    quotes: int
    quotes_verified: int
    grades: tuple[int, ...] = ()
    exact: bool = False
    f1: float = 0.0
    words: QuotedWords | None = None
    supported: bool | None = None
    sentence: bool | None = None

    @property
    def judged(self) -> bool:
        """Whether the question can be right or wrong: it has accepted answers, or no answer at all."""
        return bool(self.row.question.answers) or not self.row.question.answerable


def mark_all(rows: Iterable[Row], texts: Mapping[str, str] | None = None) -> list[Marks]:
    """Every row, marked; ``texts`` as in :func:`mark`."""
    return [mark(row, texts) for row in rows]


def mark(row: Row, texts: Mapping[str, str] | None = None) -> Marks:
    """``row`` measured against its question; ``texts``: those of the result, for what is quoted word by word."""
    question, reply = row.question, row.reply
    shown = () if reply.abstained else reply.cited
    as_shown = replace(row, reply=replace(reply, cited=shown)) if shown != reply.cited else row
    clauses = tuple(dict.fromkeys(cited.place for cited in shown))
    groups = sorted({gold.group for gold in row.gold})
    grades = {number: max(gold.relevance for gold in row.gold if gold.group == number) for number in groups}
    answered = question.answerable and not reply.abstained
    answer_right = answered and accepts(reply.text, question.answers)
    holding = sum(bool(_held(clause, row.gold)) for clause in clauses)
    citation_right = answered and holding > 0
    held = [_held(found.place, row.gold) for found in reply.ranked]
    accepted = [" ".join(strings) for strings in question.answers]
    ranks = tuple(next((at for at, holds in enumerate(held, 1) if group in holds), None) for group in groups)
    return Marks(
        row=row,
        answer_right=answer_right,
        answer_right_strict=answered and accepts(reply.text, question.answers, strict=True),
        citation_right=citation_right,
        right=_right(row, answer_right, citation_right),
        short=reply.abstained or len(reply.text) <= (LONG_LENGTH if question.kind in LONG_KINDS else FACT_LENGTH),
        rank=min((rank for rank in ranks if rank), default=None),
        group_ranks=ranks,
        credits=_credits(held, grades),
        clauses_cited=len(clauses),
        clauses_holding=holding,
        groups=len(groups),
        groups_held=len({group for clause in clauses for group in _held(clause, row.gold)}) if answered else 0,
        quotes=len(shown),
        quotes_verified=sum(cited.verified for cited in shown),
        grades=tuple(grades.values()),
        exact=answered and any(squad.exact(reply.text, one) for one in accepted),
        f1=max((squad.f1(reply.text, one) for one in accepted), default=0.0) if answered else 0.0,
        words=quoted_words(as_shown, texts) if texts is not None else None,
        supported=supported(row, texts) if texts is not None and answer_right and not question.derived else None,
        sentence=holds_answer(as_shown, texts)
        if texts is not None and question.answers and not question.derived
        else None,
    )


def _right(row: Row, answer_right: bool, citation_right: bool) -> bool:
    question = row.question
    if not question.answerable:
        return row.reply.abstained
    wanted = [right for asked, right in ((question.answers, answer_right), (row.gold, citation_right)) if asked]
    return all(wanted)


def _held(place: Place, gold: Sequence[GoldPlaces]) -> set[int]:
    """The evidence groups of which ``place`` holds a quotation."""
    return {item.group for item in gold if any(place.holds(other) for other in item.places)}


def _credits(held: Sequence[set[int]], grades: Mapping[int, int]) -> tuple[int | None, ...]:
    seen: set[int] = set()
    credited: list[int | None] = []
    for groups in held:
        new = min(groups - seen, key=lambda group: (-grades[group], group), default=None)
        if new is not None:
            seen.add(new)
        credited.append(new)
    return tuple(credited)
