"""Linear models: learning their weights, and keeping them in a file people can read.

:func:`learn` puts the right one of several first. Its likelihood is listwise (Cao et al. 2007, "Learning to rank: from pairwise
approach to listwise approach", with several right ones summed): −log(Σ over right ones of exp(w·f) / Σ over all of exp(w·f)).
:func:`learn_chance` says how likely one thing is (logistic regression). Both with an L2 penalty, and each weight kept on its side
of zero.
"""

import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize


class Column(Protocol):
    """A feature: its name, the side of zero of its weight (0: either) and the reason for it."""

    @property
    def name(self) -> str: ...
    @property
    def sign(self) -> int: ...
    @property
    def reason(self) -> str: ...


class Choice(Protocol):
    """One question: ``features`` ``(n, columns)`` of what it may choose from, ``right`` ``(n,)``, and how much it counts."""

    @property
    def features(self) -> NDArray[np.float64]: ...
    @property
    def right(self) -> NDArray[np.bool_]: ...
    @property
    def weight(self) -> float: ...


_SIDES = {1: (0.0, None), -1: (None, 0.0), 0: (None, None)}


def learn(
    given: Sequence[Choice], columns: Sequence[Column], penalty: float, used: Sequence[int] | None = None
) -> NDArray[np.float64]:
    """The weights ``(columns,)`` that make the right ones of ``given`` most likely, to three digits; 0 for columns not ``used``."""
    kept = list(range(len(columns)) if used is None else used)
    lists = [(one.features[:, kept], one.right, one.weight) for one in given if one.right.any() and not one.right.all()]

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        total, slope = penalty * float(weights @ weights) / 2, penalty * weights
        for table, right, weight in lists:
            value = table @ weights
            likely = np.exp(value - value.max())
            share = likely[right].sum() / likely.sum()
            total -= weight * float(np.log(share))
            slope = slope + weight * (
                likely @ table / likely.sum() - likely[right] @ table[right] / likely[right].sum()
            )
        return total, slope

    best = minimize(
        loss, np.zeros(len(kept)), jac=True, method="L-BFGS-B", bounds=[_SIDES[columns[at].sign] for at in kept]
    )
    weights = np.zeros(len(columns))
    weights[kept] = np.round(best.x, 3)  # as they are written: what is measured is what is kept
    return weights


def learn_chance(
    features: NDArray[np.float64], happened: NDArray[np.bool_], counts: NDArray[np.float64], columns: Sequence[Column],
    penalty: float,
) -> NDArray[np.float64]:  # fmt: skip
    """The weights ``(columns,)`` of a logistic regression on ``features`` ``(n, columns)``, each row counted ``counts`` times.

    The first column is the constant one, whose weight is not penalised.
    """
    shrunk = np.r_[0.0, np.full(len(columns) - 1, penalty)]

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        value = features @ weights
        likely = 1 / (1 + np.exp(-value))
        total = float((counts * (np.logaddexp(0, value) - happened * value)).sum() + shrunk @ weights**2 / 2)
        return total, features.T @ (counts * (likely - happened)) + shrunk * weights

    best = minimize(
        loss, np.zeros(len(columns)), jac=True, method="L-BFGS-B", bounds=[_SIDES[one.sign] for one in columns]
    )
    return np.asarray(np.round(best.x, 3), np.float64)


def first_right(given: Sequence[Choice], weights: NDArray[np.float64]) -> float:
    """The share of questions whose first one by ``weights`` is right."""
    found = [len(one.right) > 0 and bool(one.right[int(np.argmax(one.features @ weights))]) for one in given]
    return sum(found) / max(len(found), 1)


def fold_of(key: str, folds: int) -> int:
    """The fold, from 0, that ``key`` always falls into."""
    return zlib.crc32(key.encode()) % folds


def write(weights: NDArray[np.float64], columns: Sequence[Column], target: Path, heading: Sequence[str]) -> None:
    """Writes the weights, one a line with the reason for it, under ``heading``."""
    lines = [f"# {line}" for line in heading]
    lines += [f"{one.name}\t{weight:.3f}\t{one.reason}" for one, weight in zip(columns, weights, strict=True)]
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
