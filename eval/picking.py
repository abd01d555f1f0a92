"""Learns which piece of text answers, and how surely: ``python -m eval.picking`` (add ``--write`` to keep the weights).

To be run after every change in what is found, in :mod:`rag.answering.picking.signals` or
:mod:`rag.answering.picking.support`. It reads tuning questions only: those of the named sets, every second one of a
collection that has no tuning half. A piece is right when it shares words with a gold quotation. How surely it answers is
learnt from the same questions, from those without an answer, and from the first once more with the right clauses taken away:
of a matter that the archive holds, too, it must be known when the answer is not there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray

import rag
from eval.beside.sets import XQUAD
from eval.linear import first_right, fold_of, learn, learn_chance, write
from eval.questions import EvalSet, Split
from eval.run import Asked, anchored
from eval.systems.ours import sources_of, unit_of
from eval.tuning import of_split, opened
from index.archive import Archive
from index.errors import TrichdanError
from index.types import Clause, Span
from rag.answering.picking.candidates import CLAUSES, candidates, places_of
from rag.answering.picking.segments import Piece
from rag.answering.picking.signals import SIGNALS, signals
from rag.answering.picking.support import SIGNS, signs
from rag.ask import understand
from rag.finding.match import Matcher
from rag.finding.retrieve import retrieve

PICKING, SUPPORT = (Path(rag.__file__).parent / "data" / name for name in ("picking.tsv", "support.tsv"))
# A question whose answer was taken away is made, not asked.
TAKEN = 0.3
# How much a question of each set counts: nguoi-co-cong has few, XQuAD-vi many, of one kind.
SETS = {
    "covid19": 1.0, "nguoi-co-cong": 2.0, "covid19-reworded": 1.0, "nguoi-co-cong-reworded": 2.0, "dia-phuong": 1.0,
    "hoa-giang": 1.0, "vinh-khe": 1.0, "dong-xuyen": 1.0,
    "lac-giang": 1.0, "tan-giang": 1.0, "thach-giang": 1.0,
    "khau-son": 1.0, "trung-phu": 1.0, "hai-phuoc": 1.0, "giang-khe": 1.0, "van-hai": 1.0,
    "son-linh": 1.0, "hoa-an": 1.0, "ham-giang": 1.0, XQUAD: 1.0,
}  # fmt: skip
PENALTY, CHANCE_PENALTY, FOLDS = 0.3, 1.0, 5


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """One question: the signals of its pieces ``(n, signals)``, which of them are right ``(n,)``, how much it counts, and the
    ``best`` pieces as they are picked now: :func:`rag.answering.picking.support.signs`, whether right, how much that counts.
    """

    set: str
    id: str
    features: NDArray[np.float64]
    right: NDArray[np.bool_]
    weight: float
    best: tuple[tuple[tuple[float, ...], bool, float], ...]


def examples(evalset: EvalSet, archive: Archive, weight: float, split: Split = Split.TUNE) -> list[Example]:
    """The questions of ``split`` that have gold quotations."""
    texts = {source.file: source.text for source in sources_of(archive)}
    asked, _ = anchored(of_split(evalset, split), texts, unit_of(archive))
    return [_example(evalset.name, one, archive, weight) for one in asked if one[1] or not one[0].answerable]


def _example(name: str, one: Asked, archive: Archive, weight: float) -> Example:
    question, gold = one
    query = understand(question.text, archive, question.history)
    matcher = Matcher(query, archive)
    hits = retrieve(query, archive)[:CLAUSES]
    places = places_of(hits, matcher, archive)

    def right(clause: Clause, piece: Piece) -> bool:
        span = Span(piece.start, piece.end)
        return any(o.file == clause.file and span.overlaps(o.span) for item in gold for o in item.places)

    holding = {place.hit.clause.id for place in places if right(place.hit.clause, place.piece)}
    best = []
    for kept, counts in ((hits, 1.0), ([hit for hit in hits if hit.clause.id not in holding], TAKEN)):
        if (kept is hits or holding) and (picked := candidates(kept, query, matcher, archive)[:1]):
            best.append(
                (signs(picked[0], query, matcher), right(picked[0].hit.clause, picked[0].piece), counts * weight)
            )
    return Example(
        name, question.id, signals(places, query, matcher),
        np.array([right(place.hit.clause, place.piece) for place in places], np.bool_), weight, tuple(best),
    )  # fmt: skip


def crossed(given: Sequence[Example], used: Sequence[int] | None = None) -> dict[str, float]:
    """For each set the share picked rightly by weights learnt without the fold that a question is in."""
    found: dict[str, list[float]] = {}
    for fold in range(FOLDS):
        weights = learn([one for one in given if fold_of(one.id, FOLDS) != fold], SIGNALS, PENALTY, used)
        for one in given:
            if fold_of(one.id, FOLDS) == fold and one.right.any():
                found.setdefault(one.set, []).append(first_right([one], weights))
    return {name: float(np.mean(values)) for name, values in found.items()}


def chances(given: Sequence[Example]) -> NDArray[np.float64]:
    """The weights of :data:`SIGNS`, learnt from the best pieces of ``given``."""
    rows = [row for one in given for row in one.best]
    features, right, counts = (np.array(column, np.float64) for column in zip(*rows, strict=True))
    return learn_chance(features, right > 0, counts, SIGNS, CHANCE_PENALTY)


def told(given: Sequence[Example]) -> str:
    """How well answers and no answers are told apart, by weights learnt without the fold that a question is in."""
    likely: list[tuple[float, bool, bool]] = []
    for fold in range(FOLDS):
        weights = chances([one for one in given if fold_of(one.id, FOLDS) != fold])
        for one in given:
            for features, right, _ in one.best[:1] if fold_of(one.id, FOLDS) == fold else ():
                chance = 1 / (1 + np.exp(-np.array(features) @ weights))
                likely.append((float(chance), right, bool(one.right.any())))
    there = sorted(chance for chance, _, answerable in likely if answerable)
    floor = there[int(0.03 * len(there))]
    silent = [chance < floor for chance, _, answerable in likely if not answerable]
    brier = float(np.mean([(chance - right) ** 2 for chance, right, _ in likely]))
    return f"Brier {brier:.3f}; refusing 3% of the answerable refuses {np.mean(silent):.2f} of the others"


@click.command()
@click.option("--write", "keep", is_flag=True, help=f"Keep the weights in {PICKING.name} and {SUPPORT.name}.")
@click.option("--held", is_flag=True, help="Print the totals of the held questions, too, with the weights just learnt.")
@click.option("--parts", is_flag=True, help="Print what is picked without each signal.")
def main(keep: bool, held: bool, parts: bool) -> None:
    """Learn which piece of text answers, and show how well on questions it was not learnt from."""
    try:
        _main(keep, held, parts)
    except TrichdanError as error:
        raise click.ClickException(error.en) from error


def _main(keep: bool, held: bool, parts: bool) -> None:
    given: list[Example] = []
    kept: list[Example] = []
    for evalset, archive, weight in opened(SETS):
        given += examples(evalset, archive, weight)
        kept += examples(evalset, archive, weight, Split.HELD) if held else []
    print(f"{'picked rightly':28}" + "".join(f"{name:>16}" for name in SETS))
    _line("crossed", crossed(given))
    for at, signal in enumerate(SIGNALS if parts else ()):
        _line(f"… without {signal.name}", crossed(given, [other for other in range(len(SIGNALS)) if other != at]))
    weights, sure = learn(given, SIGNALS, PENALTY), chances(given)
    if kept:
        _line("held", {name: first_right([one for one in kept if one.set == name], weights) for name in SETS})
    print(told(given))
    learnt = (
        (PICKING, SIGNALS, weights, "the signals a piece of text is picked by"),
        (SUPPORT, SIGNS, sure, "how surely it answers"),
    )
    for target, columns, values, what in learnt:
        for column, value in zip(columns, values, strict=True):
            print(f"{column.name:12} {value:7.3f}  {column.reason}")
        if keep:
            heading = f"Weights of {what}, learnt by `python -m eval.picking` on tuning questions of {', '.join(SETS)}."
            write(values, columns, target, [heading])


def _line(title: str, values: dict[str, float]) -> None:
    print(f"{title:28}" + "".join(f"{values[name]:16.3f}" for name in SETS))


if __name__ == "__main__":
    main()
