"""Every program asked every question. What it answered is kept, and asked again only when something changed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from pathlib import Path

from eval.evaluate import NAME, Options, evaluate
from eval.files import kept_path
from eval.questions import EvalSet, Split
from eval.result import read_result, save
from eval.run import run
from eval.running.journal import key_of
from eval.running.provenance import ANSWERING, code, versions
from eval.systems.chunks import Index, Known, best_chunk, best_sentence
from eval.systems.others import Other
from eval.types import Result
from index.encode import Encoder, Progress
from index.errors import InputError

# In the configuration of a result: what it depends on.
KEY = "key"


class Reading(StrEnum):
    """What another program's answer is: its best chunk, or the sentence of it that is nearest to the question."""

    CHUNK = "best chunk"
    SENTENCE = "best sentence"


@dataclass(frozen=True, slots=True)
class How:
    """``cache``: where results are kept; ``fresh``: all is asked again; ``begin(name)`` before each that is asked."""

    cache: Path
    encoder: Encoder
    fresh: bool = False
    begin: Callable[[str], None] = lambda _: None
    progress: Progress = lambda *_: None


def results(evalset: EvalSet, splits: Sequence[Split], others: Sequence[Other], how: How) -> dict[Split, list[Result]]:
    """For each split, the results of ``others``, in each reading, and ours last.

    Raises ``InputError`` when a package is missing, and what indexing and asking raise.
    """
    encoder = Known(how.encoder, how.progress)
    found: dict[Split, list[Result]] = {split: [] for split in splits}
    for other in others:
        indexed = cache(lambda other=other: other.index(evalset.sources, encoder))
        for reading in Reading:
            for split in splits:
                found[split].append(_other(evalset, split, other, reading, encoder, indexed, how))
    for split in splits:
        found[split].append(_ours(evalset, split, how))
    return found


def _other(
    evalset: EvalSet,
    split: Split,
    other: Other,
    reading: Reading,
    encoder: Known,
    indexed: Callable[[], Index],
    how: How,
) -> Result:
    configuration = {"reading": reading.value, **other.versions}

    def ask() -> Result:
        index = indexed()
        sources = evalset.sources
        chunk = reading is Reading.CHUNK
        system = best_chunk(index, sources) if chunk else best_sentence(index, sources, encoder)
        return run(
            evalset, system, name=other.name, variant=reading.value, configuration=configuration,
            encoder=encoder.fingerprint, split=split, progress=lambda done, every: how.progress("ask", done, every),
        )  # fmt: skip

    parts = {"code": other.code, **configuration}
    return _kept(evalset, split, f"{other.name}, {reading.value}", parts, ask, how)


def _ours(evalset: EvalSet, split: Split, how: How) -> Result:
    def ask() -> Result:
        options = Options(split=split, fresh=how.fresh)
        return evaluate(evalset, options, how.cache, encoder=how.encoder, progress=how.progress)

    return _kept(evalset, split, NAME, {"code": code(ANSWERING)}, ask, how)


def _kept(
    evalset: EvalSet, split: Split, name: str, parts: dict[str, str], ask: Callable[[], Result], how: How
) -> Result:
    about = {"set": evalset.sha256, "split": split.value, "name": name, "encoder": how.encoder.fingerprint}
    key = key_of({**versions(), **parts, **about})
    path = kept_path(how.cache / "eval" / "beside", evalset.name, evalset.documents, split.value, name)
    label = f"{evalset.name}, {split.value}: {name}"
    if not how.fresh and path.is_file():
        try:
            kept = read_result(path)
        except InputError:
            pass  # damaged, or of an older version
        else:
            if kept.configuration.get(KEY) == key:
                return kept
    how.begin(label)
    result = ask()
    result = replace(result, configuration={**result.configuration, KEY: key})
    path.parent.mkdir(parents=True, exist_ok=True)
    save(result, path)
    return result
