"""Learns when "Có" or "Không" is said: ``python -m eval.deciding`` (add ``--write`` to keep the weights).

To be run after every change in :mod:`rag.answering.verdict.judging` or in what it looks at. It reads the yes/no tuning questions
of the bundled sets and ``sets/verdicts.tsv``: more of them, many that look decided and are not, in one line each: the set whose
documents they are asked of, the verdicts that may be said (``C`` Có, ``K`` Không, ``S`` none), the question, and words of the
clause that decides (empty: any of the best pieces).
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray

import rag
from eval.linear import fold_of, learn, write
from eval.questions import Split
from eval.tuning import opened
from index.archive import Archive
from index.errors import TrichdanError
from index.text import plain
from rag.answering.evidence import Evidence
from rag.answering.picking.candidates import Candidate
from rag.answering.verdict.judging import SIGNS, options
from rag.answering.verdict.yesno import SURE
from rag.ask import understand
from rag.finding.retrieve import retrieve
from rag.types import Want

TARGET = Path(rag.__file__).parent / "data" / "deciding.tsv"
SETS = {
    "covid19": 1.0, "nguoi-co-cong": 1.0, "covid19-reworded": 1.0, "nguoi-co-cong-reworded": 1.0, "dia-phuong": 1.0,
    "hoa-giang": 1.0, "vinh-khe": 1.0, "dong-xuyen": 1.0,
}  # fmt: skip
# How much a question nothing decides counts: a wrong verdict is worse than silence, though people ask fewer of them than there
# are here, all of them traps.
UNDECIDED = 1.6
# Without words of the clause that decides, the best pieces may.
BEST = 3
PENALTY, FOLDS = 0.3, 5


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the verdicts that may be said of it, and words of the clauses that decide it."""

    id: str
    text: str
    verdicts: str
    quotes: tuple[str, ...]
    history: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """The signs of what may be said ``(2 * pieces + 1, signs)``, the last that nothing decides; which of it is right."""

    asked: Asked
    features: NDArray[np.float64]
    right: NDArray[np.bool_]
    weight: float


def examples() -> Iterator[Example]:
    """Every yes/no question there is to learn from."""
    for evalset, archive, weight in opened(SETS):
        given = [
            Asked(
                one.id,
                one.text,
                _verdict(one.answers) if one.answerable else "S",
                tuple(g.quote for g in one.gold),
                one.history,
            )
            for one in evalset.select(Split.TUNE)
            if one.kind == "yesno" or not one.answerable
        ]
        for asked in (*given, *written(evalset.name)):
            if example := _example(asked, archive, weight):
                yield example


def written(name: str) -> list[Asked]:
    """The questions of ``sets/verdicts.tsv`` that are asked of the set ``name``."""
    text = files("eval").joinpath("sets", "verdicts.tsv").read_text(encoding="utf-8")
    rows = csv.reader(
        (line for line in text.splitlines() if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE
    )
    return [
        Asked(row[2], row[2], row[1], tuple(row[3:4]) if row[3:4] != [""] else ()) for row in rows if row[0] == name
    ]


def _verdict(answers: Sequence[Sequence[str]]) -> str:
    return "C" if answers[0][0] == "Có" else "K"


def _example(asked: Asked, archive: Archive, weight: float) -> Example | None:
    query = understand(asked.text, archive, asked.history)
    if query.want is not Want.YES_NO:
        return None
    pieces, table = options(Evidence(query, retrieve(query, archive), archive))
    right = np.zeros(len(table) + 1, np.bool_)
    if "S" not in asked.verdicts:
        for at, one in enumerate(pieces):
            if _decides(one, asked.quotes) if asked.quotes else at < BEST:
                right[2 * at], right[2 * at + 1] = "C" in asked.verdicts, "K" in asked.verdicts
    undecided = not right.any()
    right[-1] = undecided
    features = np.vstack([table, np.zeros(len(SIGNS))])
    return Example(asked, features, right, weight * (UNDECIDED if "S" in asked.verdicts else 1.0))


def _decides(one: Candidate, quotes: Iterable[str]) -> bool:
    """Whether the piece, its sentence or the heading above holds one of the quotations."""
    texts = [_norm(text) for text in (one.sentence.text, *one.hit.clause.headings)]
    piece, clause = _norm(one.piece.text), _norm(one.hit.clause.text)
    return any(
        any(quote in text for text in texts)
        or piece in quote
        or (quote in clause and (quote[:20] in piece or quote[-20:] in piece))
        for quote in map(_norm, quotes)
    )


def _norm(text: str) -> str:
    return plain(re.sub(r"[*_]", "", text)).lower()


def said(one: Example, weights: NDArray[np.float64]) -> str:
    """``C``, ``K`` or ``S``: what the weights say to a question."""
    score = one.features @ weights
    likely = np.exp(score - score.max())
    chance = (likely / likely.sum())[:-1].reshape(-1, 2).sum(axis=0)
    return "S" if chance.max(initial=0.0) < SURE else "CK"[int(np.argmax(chance))]


def crossed(given: Sequence[Example]) -> dict[str, tuple[int, int, int]]:
    """(right, silent, wrong) of the questions that can be decided and of the others, by weights learnt without their fold."""
    counts = {"decidable": [0, 0, 0], "undecidable": [0, 0, 0]}
    for fold in range(FOLDS):
        weights = learn([one for one in given if fold_of(one.asked.id, FOLDS) != fold], SIGNS, PENALTY)
        for one in given:
            if fold_of(one.asked.id, FOLDS) == fold:
                verdict = said(one, weights)
                row = counts["undecidable" if "S" in one.asked.verdicts else "decidable"]
                row[0 if verdict in one.asked.verdicts else 1 if verdict == "S" else 2] += 1
    return {name: (row[0], row[1], row[2]) for name, row in counts.items()}


@click.command()
@click.option("--write", "keep", is_flag=True, help=f"Keep the weights in {TARGET.name}.")
def main(keep: bool) -> None:
    """Learn when a yes/no question is decided, and show how well on questions it was not learnt from."""
    try:
        given = list(examples())
    except TrichdanError as error:
        raise click.ClickException(error.en) from error
    for name, (right, silent, wrong) in crossed(given).items():
        print(f"{name:12} right {right:3}  silent {silent:3}  wrong {wrong:3}")
    weights = learn(given, SIGNS, PENALTY)
    for sign, weight in zip(SIGNS, weights, strict=True):
        print(f"{sign.name:18} {weight:7.3f}  {sign.reason}")
    if keep:
        heading = (
            f"Weights of what decides a yes/no question, learnt by `python -m eval.deciding` on {', '.join(SETS)}."
        )
        write(weights, SIGNS, TARGET, [heading])


if __name__ == "__main__":
    main()
