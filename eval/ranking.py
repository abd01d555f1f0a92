"""Learns the weights of the second stage of ranking: ``python -m eval.ranking`` (add ``--write`` to keep them).

To be run after every change in what the first stage gives or in :mod:`rag.finding.features`. It reads tuning questions only: those
of the named sets, every second one of a collection that has no tuning half. Each question is asked as written and unaccented.

The model is linear and listwise (:mod:`eval.linear`).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray

import rag
from eval.beside.sets import XQUAD
from eval.linear import fold_of, learn, write
from eval.questions import EvalSet, Question, Split
from eval.run import Asked, anchored
from eval.systems.ours import sources_of, unit_of
from eval.tuning import of_split, opened
from eval.types import GoldPlaces, Place
from eval.typing import unaccented
from index.archive import Archive
from index.errors import TrichdanError
from index.types import Clause
from rag.ask import understand
from rag.finding.features import FEATURES, features
from rag.finding.gather import gather
from rag.finding.rank import DEPTH
from rag.finding.surroundings import surroundings
from rag.types import Retrieval

TARGET = Path(rag.__file__).parent / "data" / "ranking.tsv"
# How much a question of each set counts. XQuAD's plain texts, whose order the second stage leaves alone, teach it to trust the
# words before the form; they are many and easy.
SETS = {
    "covid19": 1.0, "nguoi-co-cong": 2.0, "covid19-reworded": 1.0, "nguoi-co-cong-reworded": 2.0, "dia-phuong": 1.0,
    "hoa-giang": 1.0, "vinh-khe": 1.0, "dong-xuyen": 1.0,
    "lac-giang": 1.0, "tan-giang": 1.0, "thach-giang": 1.0,
    "khau-son": 1.0, "trung-phu": 1.0, "hai-phuoc": 1.0, "giang-khe": 1.0, "van-hai": 1.0,
    "son-linh": 1.0, "hoa-an": 1.0, "ham-giang": 1.0, XQUAD: 0.5,
}  # fmt: skip
# An unaccented question is the same question again: it counts half.
UNACCENTED = 0.5
PENALTY = 0.5
FIRST_STAGE = Retrieval(rank=False)
ALONE = Retrieval(rank=False, surroundings=False)
FOLDS = 5


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """One question: the features of its candidates ``(n, features)``, which of them are right ``(n,)``, and its weight."""

    set: str
    question: Question
    file: str
    features: NDArray[np.float64]
    right: NDArray[np.bool_]
    weight: float


def examples(
    evalset: EvalSet, archive: Archive, weight: float, split: Split = Split.TUNE, how: Retrieval = FIRST_STAGE
) -> list[Example]:
    """The questions of ``split`` as the first stage ``how`` of ``archive`` answers them, as written and unaccented."""
    texts = {source.file: source.text for source in sources_of(archive)}
    asked, _ = anchored(of_split(evalset, split), texts, unit_of(archive))
    return [
        example
        for written, share in ((str, 1.0), (unaccented, UNACCENTED))
        for one in asked
        if one[1] and (example := _example(evalset.name, one, written, archive, weight * share, how))
    ]


def _example(
    name: str, one: Asked, written: Callable[[str], str], archive: Archive, weight: float, how: Retrieval
) -> Example | None:
    question, gold = one
    query = understand(written(question.text), archive, tuple(map(written, question.history)), how)
    pool = gather(query, archive, how)
    if how.surroundings:
        pool = surroundings(pool, query, archive)
    rows = pool.order(DEPTH)
    if not len(rows):
        return None
    right = np.array([_holds(pool.clauses[row], gold) for row in rows])
    return Example(name, question, gold[0].places[0].file, features(pool, rows, query, archive), right, weight)


def _holds(clause: Clause, gold: Iterable[GoldPlaces]) -> bool:
    place = Place(clause.file, clause.span)
    return any(place.holds(other) for item in gold for other in item.places)


def first_among(given: Iterable[Example], weights: NDArray[np.float64] | None, top: int) -> float:
    """The share of questions with a right clause among the ``top`` first; ``weights``: ``None`` is the first stage's order."""
    found = []
    for one in given:
        value = one.features @ weights if weights is not None else -np.arange(len(one.right), dtype=np.float64)
        found.append(bool(one.right[np.argsort(-value, kind="stable")[:top]].any()))
    return sum(found) / max(len(found), 1)


def crossed(given: Sequence[Example], key: Callable[[Example], str], used: Sequence[int] | None = None) -> list[float]:
    """For each set the share found first by weights learnt without the fold that a question, by ``key``, is in.

    Of few different keys each is a fold.
    """
    known = sorted({key(one) for one in given})
    numbers = {name: at if len(known) <= FOLDS else fold_of(name, FOLDS) for at, name in enumerate(known)}
    folds = [numbers[key(one)] for one in given]
    found: dict[str, list[float]] = {}
    for fold in range(FOLDS):
        weights = learn([one for one, at in zip(given, folds, strict=True) if at != fold], FEATURES, PENALTY, used)
        for one, at in zip(given, folds, strict=True):
            if at == fold:
                found.setdefault(one.set, []).append(first_among([one], weights, 1))
    return [float(np.mean(found[name])) for name in dict.fromkeys(one.set for one in given)]


@click.command()
@click.option("--write", "keep", is_flag=True, help=f"Keep the weights in {TARGET.name}.")
@click.option("--held", is_flag=True, help="Print the totals of the held questions, too, with the weights just learnt.")
@click.option("--parts", is_flag=True, help="Print what is found without each feature, and without surroundings.")
def main(keep: bool, held: bool, parts: bool) -> None:
    """Learn the weights of the second stage of ranking, and show how well they do on questions they were not learnt from."""
    try:
        _main(keep, held, parts)
    except TrichdanError as error:
        raise click.ClickException(error.en) from error


def _main(keep: bool, held: bool, parts: bool) -> None:
    given: list[Example] = []
    kept: list[Example] = []
    alone: list[Example] = []
    for evalset, archive, weight in opened(SETS):
        given += examples(evalset, archive, weight)
        kept += examples(evalset, archive, weight, Split.HELD) if held else []
        alone += examples(evalset, archive, weight, how=ALONE) if parts else []
    weights = learn(given, FEATURES, PENALTY)
    names = list(dict.fromkeys(one.set for one in given))
    print(f"{'found first':28}" + "".join(f"{name:>16}" for name in names))
    _line("first stage", given, names, None)
    _line("learnt from all of them", given, names, weights)
    for title, key in _KEYS.items():
        print(f"{f'crossed by {title}':28}" + "".join(f"{value:16.3f}" for value in crossed(given, key)))
        if alone:
            print(f"{'… without surroundings':28}" + "".join(f"{value:16.3f}" for value in crossed(alone, key)))
    for at, feature in enumerate(FEATURES if parts else ()):
        used = [other for other in range(len(FEATURES)) if other != at]
        values = crossed(given, _KEYS["question"], used)
        print(f"{f'… without {feature.name}':28}" + "".join(f"{value:16.3f}" for value in values))
    if kept:
        _line("held, first stage", kept, names, None)
        _line("held", kept, names, weights)
        _line("held, among five", kept, names, weights, 5)
    for feature, weight in zip(FEATURES, weights, strict=True):
        print(f"{feature.name:10} {weight:7.3f}  {feature.reason}")
    if keep:
        write(weights, FEATURES, TARGET, [
            f"Weights of the second stage of ranking, learnt by `python -m eval.ranking` on tuning questions of {', '.join(SETS)}.",
            "A clause's value is the sum of weight times feature; every feature lies in [0, 1].",
        ])  # fmt: skip


_KEYS: dict[str, Callable[[Example], str]] = {
    "question": lambda one: one.question.id,
    "kind": lambda one: one.question.kind,
    "document": lambda one: one.file,
    "set": lambda one: one.set,
}


def _line(
    title: str, given: Sequence[Example], names: Sequence[str], weights: NDArray[np.float64] | None, top: int = 1
) -> None:
    values = [first_among([one for one in given if one.set == name], weights, top) for name in names]
    print(f"{title:28}" + "".join(f"{value:16.3f}" for value in values))


if __name__ == "__main__":
    main()
