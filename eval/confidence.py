"""Learns what an answer's own certainty is worth: ``python -m eval.confidence`` (add ``--write`` to keep it).

To be run after every change in how answers are made. It reads tuning questions only: those of the named sets, every second one of a
collection that has no tuning half. An answer is right as :mod:`eval.measures.match` says; what it cites is not looked at.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray

import rag
from eval.beside.sets import XQUAD
from eval.linear import fold_of, learn_chance
from eval.measures.calibration import calibration_of
from eval.measures.match import accepts
from eval.questions import EvalSet, Split
from eval.tuning import opened
from index.archive import Archive
from index.errors import TrichdanError
from rag.answering.picking.confidence import logit
from rag.answering.say import join
from rag.ask import draft_of
from rag.cite import cite
from rag.types import Basis
from rag.weighing import Signal

TARGET = Path(rag.__file__).parent / "data" / "confidence.tsv"
# XQuAD-vi has many questions of one kind, and of another kind than directives.
SETS = {
    "covid19": 1.0, "nguoi-co-cong": 1.0, "covid19-reworded": 1.0, "nguoi-co-cong-reworded": 1.0, "dia-phuong": 1.0,
    "hoa-giang": 1.0, "vinh-khe": 1.0, "dong-xuyen": 1.0,
    "lac-giang": 1.0, "tan-giang": 1.0, "thach-giang": 1.0,
    "khau-son": 1.0, "trung-phu": 1.0, "hai-phuoc": 1.0, "giang-khe": 1.0, "van-hai": 1.0,
    "son-linh": 1.0, "hoa-an": 1.0, "ham-giang": 1.0, XQUAD: 0.3,
}  # fmt: skip
# One question in this many of a collection without a tuning half is asked: they are many.
EVERY = 4
COLUMNS = (Signal("a", 0, "shift"), Signal("b", 1, "slope"))
PENALTY, FOLDS = 1.0, 5


@dataclass(frozen=True, slots=True)
class Said:
    """One answer: its basis and own certainty, whether it was right, how much it counts, and its question's id."""

    basis: Basis
    certainty: float
    right: bool
    weight: float
    id: str


def answers(evalset: EvalSet, archive: Archive, weight: float) -> Iterator[Said]:
    """What is said to the tuning questions; silence is left out."""
    for question in evalset.select(Split.TUNE) or evalset.questions[::EVERY]:
        draft = draft_of(question.text, archive, question.history)
        statements, _ = cite(draft, archive)
        if statements and draft.basis:
            right = question.answerable and accepts(join(draft, statements), question.answers)
            yield Said(draft.basis, draft.confidence, right, weight, question.id)


def learn(said: Sequence[Said]) -> dict[Basis, NDArray[np.float64]]:
    """For each basis the pair ``(a, b)``."""
    found = {}
    for basis in dict.fromkeys(one.basis for one in said):
        # One right and one wrong answer nobody gave: what was never wrong is not certain (Platt's prior).
        rows = [one for one in said if one.basis is basis]
        rows += [Said(basis, 0.5, right, 1.0, "") for right in (True, False)]
        table = np.array([(1.0, logit(one.certainty)) for one in rows])
        right = np.array([one.right for one in rows], np.bool_)
        found[basis] = learn_chance(table, right, np.array([one.weight for one in rows]), COLUMNS, PENALTY)
    return found


def crossed(said: Sequence[Said]) -> list[tuple[float, bool]]:
    """For each answer the probability by a correction learnt without the fold its question is in, and whether it was right."""
    found = []
    for fold in range(FOLDS):
        learnt = learn([one for one in said if fold_of(one.id, FOLDS) != fold])
        for one in said:
            if fold_of(one.id, FOLDS) == fold and one.basis in learnt:
                shift, slope = learnt[one.basis]
                found.append((float(1 / (1 + np.exp(-(shift + slope * logit(one.certainty))))), one.right))
    return found


@click.command()
@click.option("--write", "keep", is_flag=True, help=f"Keep the correction in {TARGET.name}.")
def main(keep: bool) -> None:
    """Learn what an answer's own certainty is worth."""
    try:
        _main(keep)
    except TrichdanError as error:
        raise click.ClickException(error.en) from error


def _main(keep: bool) -> None:
    said: list[Said] = []
    for evalset, archive, weight in opened(SETS):
        said += answers(evalset, archive, weight)
    plain, corrected = calibration_of([(one.certainty, one.right) for one in said]), calibration_of(crossed(said))
    print(f"calibration error: {plain.ece:.3f} as they say, {corrected.ece:.3f} corrected (crossed)")
    lines = [
        "# What an answer's own certainty is worth: basis, a, b; the probability is the logistic of a + b · logit(certainty).",
        f"# Learnt by `python -m eval.confidence` on tuning questions of {', '.join(SETS)}.",
    ]
    for basis, (shift, slope) in learn(said).items():
        rows = [one for one in said if one.basis is basis]
        share = sum(one.right for one in rows) / len(rows)
        lines.append(f"{basis}\t{shift:.3f}\t{slope:.3f}\t{share:.2f} of {len(rows)} right")
        print(lines[-1])
    if keep:
        TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
