"""What a learnt model weighs: a number about a clause or a piece of text, and the files of weights (``rag/data/*.tsv``)."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Signal:
    """``sign``: 1 where it may only raise a piece, -1 where it may only lower it, 0 where either; ``reason``: why."""

    name: str
    sign: int
    reason: str


def read_weights(file: str, signals: Sequence[Signal]) -> NDArray[np.float64]:
    """The weight of each signal, float64 ``(signals,)``, as ``rag/data/FILE`` has it: name, tab, weight, tab, reason."""
    lines = (files("rag") / "data" / file).read_text(encoding="utf-8").splitlines()
    found = dict(line.split("\t")[:2] for line in lines if line and not line.startswith("#"))
    return np.array([float(found[signal.name]) for signal in signals], np.float64)
