"""Learns what each dimension of a question's vector is worth: ``python -m eval.adapter`` (add ``--write`` to keep it).

To be run after a change of the encoder. It reads tuning questions only: those of the named sets, every second one of a collection
that has no tuning half. Its candidates are those of the first stage without the weights, so that the same comes out each time.

A question's candidates are scored as :mod:`rag.finding.fuse` does, with the cosine in which each dimension has its weight. The
weights make the right clauses most likely among the candidates (listwise, as in :mod:`eval.ranking`), with an L2 penalty on what
they differ from 1.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

import rag
from eval.beside.sets import XQUAD
from eval.finding.sets import ALQAC, open_case
from eval.questions import EvalSet, Split
from eval.ranking import FIRST_STAGE
from eval.run import anchored
from eval.systems.ours import archive_of, sources_of, unit_of
from eval.types import GoldPlaces, Place
from index.archive import Archive
from index.config import Config
from index.encode import Encoder, open_encoder
from index.errors import TrichdanError
from rag.ask import understand
from rag.finding.adapter import FILE
from rag.finding.fuse import Sides, sides_of
from rag.finding.gather import gather
from rag.finding.pool import Pool

TARGET = Path(rag.__file__).parent / "data" / FILE
# How much a question of each set counts. Of directives the second stage decides by what it knows of them; they are here lest
# what is learnt from prose and law harms them.
SETS = {XQUAD: 1.0, ALQAC: 1.0, "covid19": 0.15, "nguoi-co-cong": 0.15}
# Tried: 0.3, 1, 2, 3, 6, 10, 30, 100. Below 2 the other halves gain no more.
PENALTY = 2.0
DEPTH = 100
STEPS = 60
Weights = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """One question. ``products (n, dimension)``: its vector times the best window's, a row a candidate, in the unit of the
    cosine's share of the score; ``rest (n,)``: BM25's, in the same unit; ``right (n,)``; ``weight``.
    """

    products: NDArray[np.float32]
    rest: NDArray[np.float32]
    right: NDArray[np.bool_]
    weight: float


def examples(evalset: EvalSet, archive: Archive, weight: float, split: Split = Split.TUNE) -> list[Example]:
    """The questions of ``split`` of which the candidates hold right and wrong clauses."""
    texts = {source.file: source.text for source in sources_of(archive)}
    chosen = evalset.select(split) if evalset.select(Split.TUNE) else evalset.questions[split is Split.HELD :: 2]
    asked, _ = anchored([one for one in chosen if one.gold], texts, unit_of(archive))
    found = []
    for question, gold in asked:
        query = understand(question.text, archive, question.history, FIRST_STAGE)
        sides = sides_of(query, archive, replace(FIRST_STAGE, adapt=False))
        pool = gather(query, archive, FIRST_STAGE, sides=sides)
        one = _example(pool, sides, archive, gold, weight)
        if one.right.any() and not one.right.all():
            found.append(one)
    return found


def _example(pool: Pool, sides: Sides, archive: Archive, gold: Sequence[GoldPlaces], weight: float) -> Example:
    rows = pool.order(DEPTH)
    ids = pool.ids[rows]
    assert sides.vector is not None
    vectors, owners = archive.dense.windows(ids)
    order = np.lexsort((-(vectors @ sides.vector), owners))
    owned = owners[order]
    best = order[np.searchsorted(owned, ids)] if len(owned) else np.empty(0, np.int64)
    rest = sides.score(pool.lexical[rows], pool.folded[rows], np.full(len(rows), sides.middle)) / sides.dense
    right = np.array([_holds(Place(c.file, c.span), gold) for c in (pool.clauses[row] for row in rows)], bool)
    return Example(vectors[best] * (sides.vector / np.float32(sides.spread)), rest.astype(np.float32), right, weight)


def _holds(place: Place, gold: Iterable[GoldPlaces]) -> bool:
    return any(place.holds(other) for item in gold for other in item.places)


def learn(given: Sequence[Example], penalty: float = PENALTY) -> Weights:
    """The weights ``(dimension,)`` that make the right candidates of ``given`` most likely; all 1 when there are none."""
    if not given:
        return np.ones(0)

    def loss(weights: Weights) -> tuple[float, Weights]:
        away = weights - 1
        total, slope = penalty * float(away @ away) / 2, penalty * away
        for one in given:
            value = one.products @ weights.astype(np.float32) + one.rest
            likely = np.exp((value - value.max()).astype(np.float64))
            likely /= likely.sum()
            share = float(likely[one.right].sum()) + 1e-12
            total -= one.weight * float(np.log(share))
            slope = slope + one.weight * ((likely - likely * one.right / share).astype(np.float32) @ one.products)
        return total, slope

    start = np.ones(given[0].products.shape[1])
    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": STEPS}).x)


def first_among(given: Sequence[Example], weights: Weights) -> float:
    """The share of questions whose first candidate is right."""
    return float(np.mean([one.right[np.argmax(one.products @ weights + one.rest)] for one in given])) if given else 0.0


def write(weights: Weights, fingerprint: str, target: Path) -> None:
    """Writes the weights for people and for :func:`rag.finding.adapter.learnt`."""
    lines = [
        "# What each dimension of a question's vector is worth, learnt by `python -m eval.adapter` on tuning questions of",
        f"# {', '.join(SETS)}. First the fingerprint of the encoder, then the weights in their order, twelve a line.",
        fingerprint,
    ]
    lines += ["\t".join(f"{value:.3f}" for value in weights[at : at + 12]) for at in range(0, len(weights), 12)]
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")


@click.command()
@click.option("--write", "keep", is_flag=True, help=f"Keep the weights in {TARGET.name}.")
def main(keep: bool) -> None:
    """Learn the weights, and show how often the first candidate is right, also on the questions not learnt from."""
    try:
        _main(keep)
    except TrichdanError as error:
        raise click.ClickException(error.en) from error


def _main(keep: bool) -> None:
    cache = Config.load().cache
    encoder: Encoder = open_encoder(None, cache)
    tuned: dict[str, list[Example]] = {}
    other: dict[str, list[Example]] = {}
    for name, weight in SETS.items():
        evalset = open_case(name, cache).evalset
        archive = archive_of(evalset, encoder, cache, lambda *_: None)
        tuned[name] = examples(evalset, archive, weight)
        other[name] = examples(evalset, archive, weight, Split.HELD)
    weights = learn([one for found in tuned.values() for one in found])
    print(f"{'first candidate right':24}{'before':>10}{'learnt':>10}{'others before':>16}{'others':>10}")
    for name in SETS:
        values = [first_among(found[name], w) for found in (tuned, other) for w in (np.ones_like(weights), weights)]
        print(f"{name:24}{values[0]:10.3f}{values[1]:10.3f}{values[2]:16.3f}{values[3]:10.3f}")
    if keep:
        write(weights, encoder.fingerprint, TARGET)


if __name__ == "__main__":
    main()
