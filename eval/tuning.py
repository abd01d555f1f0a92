"""The questions that may be learnt from, and the archives they are asked of: what :mod:`eval.ranking`, :mod:`eval.picking` and
:mod:`eval.confidence` share."""

from collections.abc import Iterator, Mapping, Sequence

from eval.beside.sets import open_set
from eval.questions import EvalSet, Question, Split
from eval.systems.ours import archive_of
from index.archive import Archive
from index.config import Config
from index.encode import open_encoder


def opened(sets: Mapping[str, float]) -> Iterator[tuple[EvalSet, Archive, float]]:
    """Each set with the archive of its documents and how much a question of it counts. Raises as :func:`open_set`."""
    cache = Config.load().cache
    encoder = open_encoder(None, cache)
    for name, weight in sets.items():
        evalset = open_set(name, cache)
        yield evalset, archive_of(evalset, encoder, cache, lambda *_: None), weight


def of_split(evalset: EvalSet, split: Split) -> Sequence[Question]:
    """The questions of ``split``; of a collection that has no tuning half the even ones are taken for it, the odd ones held."""
    return evalset.select(split) if evalset.select(Split.TUNE) else evalset.questions[split is Split.HELD :: 2]
