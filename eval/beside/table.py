"""Results side by side as Markdown: each measure with its 95% bootstrap interval, and ours minus each of the others."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from eval.compare import Difference, Interval, intervals
from eval.compare.pairs import differences
from eval.measures.marks import FACT_LENGTH, LONG_LENGTH, Marks, mark_all
from eval.measures.measure import Share, tally
from eval.measures.spent import latency
from eval.types import Result

ANSWERS = {
    "right": "right", "right-short": "right and short", "answer": "answer right", "em": "EM", "f1": "F1",
    "citation": "citation", "sentence": "sentence holds answer",
    "abstention-recall": "silent where it should", "abstention-precision": "of its silences, right",
}  # fmt: skip
FINDING = {"R@1": "R@1", "R@5": "R@5", "MRR@10": "MRR@10", "nDCG@10": "nDCG@10"}
# How often a difference this large comes by chance, at the least that is worth a number.
LEAST_P = 0.001
LEGEND = f"""\
Every program has the same documents, the same encoder and the same questions; a follow-up is asked together
with the question before it. Brackets hold the 95% interval (percentile bootstrap over questions); *p* is that
of the exact sign test on the questions that only one of the two has better. The measures are defined in
[measures.md](measures.md).

- The others have no language model here, as Trích Dẫn has none: their answer is the **best chunk** they find,
  and its place the citation. That is kind to them in *right* and *answer right*, which ask whether the
  accepted words stand anywhere in the answer, and in *citation*, which asks whether the cited place touches
  the gold quotation: a long chunk says much. *Right and short* counts only answers of at most {FACT_LENGTH}
  characters ({LONG_LENGTH} for a list, a task, a procedure or a comparison). EM and F1 compare the whole
  answer with a few accepted words: low for a chunk, and for any answer that is a sentence.
- **Best sentence** is a second reading for short answers: of the best chunk, the sentence that the same
  encoder puts nearest to the question.
- The questions called *tune* were looked at while Trích Dẫn was written; those called *held* are only counted.
  XQuAD is general prose, which Trích Dẫn was not written for; but how much BM25 and vectors count in its search
  was chosen by measuring on XQuAD-vi, too, so that its finding there is not that of questions never seen.
- None of the others is ever silent. *Silent where it should* is measured on the questions without an answer in
  the documents; *of its silences, right* says how many of all silences were on such questions.
- Finding is measured on what each program ranks: clauses here, chunks there. A ranked place counts when it
  touches a gold quotation, so long chunks hit more easily. Where a question needs several clauses, all are
  wanted.
- Seconds are the median of one run, not a race: what else the machine did is in them."""


@dataclass(frozen=True, slots=True)
class _Marked:
    """A result with its rows marked: that takes seconds where answers are long, and every table needs it."""

    result: Result
    marks: tuple[Marks, ...]

    @property
    def name(self) -> str:
        """``LangChain + BM25, best chunk``."""
        result = self.result
        return result.system if result.variant in ("", "default") else f"{result.system}, {result.variant}"


def section(results: Sequence[Result], ours: str) -> str:
    """The tables of one split of one set. ``ours``: the system the others are compared with."""
    every = [_Marked(result, tuple(mark_all(result.rows))) for result in results]
    own = next(one for one in every if one.result.system == ours)
    others = [one for one in every if one is not own]
    # The second reading finds what the first does.
    first = [
        one for at, one in enumerate(others) if one.result.system not in {two.result.system for two in others[:at]}
    ]
    own_result = own.result
    return "\n\n".join(
        [
            f"## {own_result.set}, {own_result.split}: {len(own.marks)} questions",
            _table(
                ["answers", *ANSWERS.values()], [*(_line(one, ANSWERS) for one in others), _bold(_line(own, ANSWERS))]
            ),
            _table(
                ["finding", *FINDING.values(), "seconds p50"],
                [*(_found(one) for one in first), _bold(_found(own))],
            ),
            _table([f"{ours} minus …", *ANSWERS.values()], [_minus(own, one, ANSWERS) for one in others]),
            _table([f"{ours} minus …", *FINDING.values()], [_minus(own, one, FINDING) for one in first]),
        ]
    )


def _line(one: _Marked, keys: Iterable[str]) -> list[str]:
    found = tally(one.marks, keys)
    spread = intervals(found)
    return [one.name, *(_value(found.share(key), spread[key]) for key in found.keys)]


def _found(one: _Marked) -> list[str]:
    took = latency(one.marks)
    return [one.result.system, *_line(one, FINDING)[1:], f"{took.p50:.3f}" if took else "–"]


def _minus(own: _Marked, other: _Marked, keys: Iterable[str]) -> list[str]:
    known = {one.row.id: one for one in other.marks}
    shared = [one for one in own.marks if one.row.id in known]
    found = differences([known[one.row.id] for one in shared], shared, keys)
    name = other.name if keys is ANSWERS else other.result.system
    return [name, *map(_difference, found)]


def _value(share: Share, interval: Interval) -> str:
    if share.value is None or interval.low is None or interval.high is None:
        return "–"
    return f"{_short(share.value)} [{_short(interval.low)}, {_short(interval.high)}]"


def _difference(one: Difference) -> str:
    low, high = one.interval.low, one.interval.high
    if one.value is None or low is None or high is None:
        return "–"
    p = f"p < {_short(LEAST_P, 3)}" if one.p < LEAST_P else f"p = {_short(one.p, 3)}"
    return f"{_signed(one.value)} [{_signed(low)}, {_signed(high)}], {p}"


def _short(value: float, digits: int = 2) -> str:
    """``.70``; 1 and above in full."""
    return f"{value:.{digits}f}".replace("0.", ".", 1) if round(value, digits) < 1 else f"{value:.{digits}f}"


def _signed(value: float) -> str:
    return f"{'−' if round(value, 2) < 0 else '+'}{_short(abs(value))}"


def _bold(row: Sequence[str]) -> list[str]:
    return [f"**{cell}**" for cell in row]


def _table(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [titles, ["---"] * len(titles), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
