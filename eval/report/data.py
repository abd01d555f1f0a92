"""A result as a report: everything measured, counted and sorted, as plain data (:class:`eval.report.types.ReportData`). Pure.

The browser's page is made of this (:mod:`eval.report.page`), and so may be any other. Questions of the held split are in every
count; what they ask is not in the data at all, unless revealed.
"""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from eval.compare import compare, intervals
from eval.measures.calibration import calibration
from eval.measures.marks import Marks, mark_all
from eval.measures.measure import MEASURES, tally
from eval.measures.spent import cost, latency
from eval.report.loss import Stage, losses, stage, units_known
from eval.report.questions import Asking
from eval.report.types import (
    Against,
    Asked,
    Bar,
    Changed,
    Figure,
    Group,
    Head,
    Missing,
    Ranks,
    ReportData,
    Silence,
)  # fmt: skip
from eval.types import Result

# What is told of each kind and split.
OF_A_GROUP = ("right", "answer", "citation", "found@5")
RANKS = ((1, 1), (2, 2), (3, 3), (4, 4), (5, 5), (6, 10), (11, 20))
# Bars of the histogram of seconds, each wider than the one before by the same factor: replies take 0.01 to 100 s.
BARS = 24
SHORTEST = 1e-4


def report_data(result: Result, against: Result | None = None, *, reveal: bool = False) -> ReportData:
    """The report of ``result``; ``against``: an earlier result it is compared with. ``reveal``: held questions, too.

    Raises ``InputError`` when the two results share no question.
    """
    marks = mark_all(result.rows, result.texts)
    units = units_known(marks)
    lost = [stage(one, units=units) for one in marks]
    comparison = compare(against, result) if against else None
    changed = {change.after.row.id: Changed.GAINED for change in comparison.gains} if comparison else {}
    changed |= {change.after.row.id: Changed.LOST for change in comparison.losses} if comparison else {}
    asking = Asking(result, units)
    hidden = [one.row.question.split.value == "held" and not reveal for one in marks]
    wrong: list[Asked] = []
    right: list[Asked] = []
    for one, where, hide in zip(marks, lost, hidden, strict=True):
        if not hide:
            (right if one.right else wrong).append(asking.asked(one, where, changed.get(one.row.id)))
    kinds = [one.row.question.kind for one in marks]
    splits = [one.row.question.split.value for one in marks]
    return ReportData(
        head=_head(result),
        total=_group("", marks, lost, tuple(MEASURES)),
        kinds=_groups(kinds, marks, lost),
        splits=_groups(splits, marks, lost) if len(set(splits)) > 1 else (),
        silence=silence(marks),
        ranks=ranks(marks),
        unfound=sum(one.groups > 0 and one.rank is None for one in marks),
        calibration=calibration(marks),
        latency=latency(marks),
        seconds=histogram([seconds for one in marks for seconds in one.row.seconds]),
        cost=cost(marks),
        wrong=tuple(wrong),
        right=tuple(right),
        hidden_wrong=sum(hide and not one.right for hide, one in zip(hidden, marks, strict=True)),
        hidden_right=sum(hide and one.right for hide, one in zip(hidden, marks, strict=True)),
        against=Against(
            comparison.before.name, comparison.before.started, comparison.total, comparison.questions,
            len(comparison.gains), len(comparison.losses), len(comparison.apart),
        ) if comparison else None,
        missing=_missing(result, reveal),
        unstable=len(result.unstable),
    )  # fmt: skip


def _head(result: Result) -> Head:
    return Head(
        result.name, result.set, result.split, result.encoder, result.started, result.commit, len(result.rows),
        result.jobs, result.repeat, dict(result.versions), dict(result.configuration),
    )  # fmt: skip


Lost = Sequence[Stage | None]


def _groups(names: Sequence[str], marks: Sequence[Marks], lost: Lost) -> tuple[Group, ...]:
    """One for each name, in the order of the set."""
    members = {name: [at for at, one in enumerate(names) if one == name] for name in dict.fromkeys(names)}
    keys = [key for key in OF_A_GROUP if key in MEASURES]
    return tuple(
        _group(name, [marks[at] for at in places], [lost[at] for at in places], keys)
        for name, places in members.items()
    )


def _group(name: str, marks: Sequence[Marks], lost: Lost, keys: Sequence[str]) -> Group:
    shares = tally(marks, keys)
    likely = intervals(shares)
    figures = {key: Figure(MEASURES[key], shares.share(key), likely[key]) for key in keys}
    return Group(name, len(marks), dict(losses(lost)), figures)


def silence(marks: Sequence[Marks]) -> Silence:
    """Who was answered and who was not, of the questions with an answer and of those without."""
    counts = Counter((one.row.question.answerable, one.row.reply.abstained, one.right) for one in marks)
    return Silence(
        known_right=counts[True, False, True],
        known_wrong=counts[True, False, False],
        known_silent=counts[True, True, True] + counts[True, True, False],
        unknown_answered=counts[False, False, False] + counts[False, False, True],
        unknown_silent=counts[False, True, True] + counts[False, True, False],
    )


def ranks(marks: Sequence[Marks]) -> tuple[Ranks, ...]:
    """The rank of the first gold clause found, in :data:`RANKS` and, should there be any, beyond."""
    found = [one.rank for one in marks if one.rank is not None]
    last = RANKS[-1][1]
    beyond = ((last + 1, max(found)),) if max(found, default=0) > last else ()
    return tuple(Ranks(low, high, sum(low <= rank <= high for rank in found)) for low, high in RANKS + beyond)


def histogram(seconds: Sequence[float]) -> tuple[Bar, ...]:
    """How long the replies took, in at most :data:`BARS` bars on a logarithmic scale."""
    if not seconds:
        return ()
    values = np.clip(np.asarray(seconds, dtype=float), SHORTEST, None)
    low, high = float(values.min()), float(values.max())
    if low == high:
        return (Bar(low, high, len(seconds)),)
    edges = np.geomspace(low, high, BARS + 1)
    edges[0], edges[-1] = low, high  # geomspace may round them past the values themselves
    counts, _ = np.histogram(values, edges)
    return tuple(
        Bar(float(begin), float(end), int(count)) for begin, end, count in zip(edges, edges[1:], counts, strict=False)
    )


def _missing(result: Result, reveal: bool) -> tuple[Missing, ...]:
    # Of which split a lost question is, is not kept: unless all are to be worked with, none is shown.
    shown = reveal or result.split == "tune"
    return tuple(
        Missing(
            file,
            sum(one.file == file for one in result.lost),
            tuple((one.id, one.quote) for one in result.lost if one.file == file and shown),
        )
        for file in dict.fromkeys(one.file for one in result.lost)
    )
