"""What each dimension of a question's vector is worth: weights learnt for one encoder (``python -m eval.adapter``).

An encoder compares texts of every kind. A few of its dimensions say little about which paragraph answers a question, and some say
much; one number for each tells them apart. It is applied to questions only, so that archives need not be encoded again.
"""

from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from index.encode import Vectors

FILE = "adapter.tsv"


def adapted(question: Vectors, fingerprint: str) -> Vectors:
    """The vector ``(dimension,)`` of a question weighted, again of length 1; as it is when its encoder has no weights."""
    known, weights = learnt()
    if fingerprint != known or weights.shape != question.shape:
        return question
    weighted = question * weights
    return np.asarray(weighted / max(float(np.linalg.norm(weighted)), 1e-9), np.float32)


@cache
def learnt() -> tuple[str, NDArray[np.float32]]:
    """The encoder's fingerprint and its weights, float32 ``(dimension,)``, as the file has them."""
    text = (files("rag") / "data" / FILE).read_text(encoding="utf-8")
    fingerprint, *rows = [line for line in text.splitlines() if line and not line.startswith("#")]
    return fingerprint, np.array([value for row in rows for value in row.split("\t")], np.float32)
