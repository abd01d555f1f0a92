"""How likely an answer is right, as the reader is told: its maker's own certainty, corrected by how often such answers were right.

The correction is Platt's (1999, "Probabilistic outputs for support vector machines"): the logistic of ``a + b · logit(certainty)``,
one pair for each basis, learnt on tuning questions by ``python -m eval.confidence --write`` (``rag/data/confidence.tsv``).
"""

import math
from functools import cache
from importlib.resources import files

from rag.types import Basis, Draft

# A certainty of 0 or 1 has no logit.
EDGE = 0.01


def sure(draft: Draft) -> float:
    """The probability, 0 to 1, that ``draft`` answers rightly; its own where it has no basis: an abstention, a test's draft."""
    if draft.basis is None or draft.reason is not None:
        return draft.confidence
    shift, slope = _corrections().get(draft.basis, (0.0, 1.0))
    return round(1 / (1 + math.exp(-(shift + slope * logit(draft.confidence)))), 3)


def logit(certainty: float) -> float:
    """The logarithm of the odds, kept off the edges."""
    kept = min(max(certainty, EDGE), 1 - EDGE)
    return math.log(kept / (1 - kept))


@cache
def _corrections() -> dict[Basis, tuple[float, float]]:
    lines = (files("rag") / "data" / "confidence.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {Basis(name): (float(shift), float(slope)) for name, shift, slope, *_ in rows}
