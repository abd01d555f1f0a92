"""How long one search takes in a process that has answered before: on the sample, with the encoder, nothing remembered."""

import statistics
import time
from pathlib import Path

from eval.questions import load
from eval.systems.ours import archive_of
from index.encode import Encoder

SET = "covid19"
WARM_UP, COUNT = 5, 60


def warm_search(encoder: Encoder, cache: Path) -> float:
    """The median seconds of :data:`COUNT` questions from the whole length of the sample's set."""
    from rag.ask import search

    evalset = load(SET)
    archive = archive_of(evalset, encoder, cache, lambda *_: None)
    step = len(evalset.questions) // (WARM_UP + COUNT)
    took = []
    for question in evalset.questions[:: max(step, 1)][: WARM_UP + COUNT]:
        begun = time.perf_counter()
        search(question.text, archive, history=question.history)
        took.append(time.perf_counter() - begun)
    return statistics.median(took[WARM_UP:])
