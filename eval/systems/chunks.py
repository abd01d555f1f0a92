"""What the other programs have in common: a question finds chunks, best first, and without a language model the best one is
the answer and its place the citation.

A follow-up is asked with the question before it, and nothing is ever met with silence. *Best sentence* is a second, kinder
reading for questions that want a few words: of the best chunk, the sentence nearest to the question by the same encoder.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from eval.questions import Question
from eval.types import Cited, Found, Place, Reply, System
from eval.vectors import Passing
from index.encode import Encoder, Progress, Vectors
from index.errors import InputError
from index.types import Source, Span

# As many as the measures look at (MRR@10, nDCG@10).
TOP = 10
_SENTENCE_END = re.compile(r"(?<=[.!?…;])\s+|\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Chunk:
    """Words as the other program stores them, and where they stand. ``score``: its own; higher is better."""

    place: Place
    text: str
    score: float = 0.0


Find = Callable[[str], Sequence[Chunk]]


@dataclass(frozen=True, slots=True)
class Index:
    """Another program with its index: its ``chunks`` in the order of the documents, and how it finds some of them."""

    chunks: Sequence[Chunk]
    find: Find


class Known(Passing):
    """An encoder that encodes no passage twice; questions it encodes every time, because their time is measured."""

    def __init__(self, encoder: Encoder, progress: Progress | None = None) -> None:
        super().__init__(encoder)
        self._progress = progress
        self._known: dict[str, Vectors] = {}

    def passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """See :class:`index.encode.Encoder`."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            self._known.update(zip(new, self._encoder.passages(new, progress or self._progress), strict=True))
        return np.stack([self._known[text] for text in texts]) if texts else np.empty((0, self.dimension), np.float32)


def best_chunk(index: Index, sources: Iterable[Source]) -> System:
    """Answers with the best chunk."""
    texts = {source.file: source.text for source in sources}

    def answer(question: Question) -> Reply:
        found = index.find(wanted(question))
        return _reply(found[0] if found else None, found, texts)

    return answer


def best_sentence(index: Index, sources: Iterable[Source], encoder: Encoder) -> System:
    """Answers with the sentence of the best chunk that is nearest to the question."""
    texts = {source.file: source.text for source in sources}
    # Encoded once, as an index would hold them: a question then costs what it costs with the chunk.
    parts = {chunk.place: tuple(sentences(chunk.place, texts)) for chunk in index.chunks}
    every = list(dict.fromkeys(part.text for some in parts.values() for part in some))
    known = dict(zip(every, encoder.passages(every), strict=True))

    def answer(question: Question) -> Reply:
        text = wanted(question)
        found = index.find(text)
        some = parts[found[0].place] if found else ()
        if not some:
            return _reply(None, found, texts)
        nearness = np.stack([known[part.text] for part in some]) @ encoder.queries([text])[0]
        return _reply(some[int(nearness.argmax())], found, texts)

    return answer


def wanted(question: Question) -> str:
    """What is searched for."""
    return " ".join([*question.history[-1:], question.text])


def _reply(best: Chunk | None, found: Sequence[Chunk], texts: Mapping[str, str]) -> Reply:
    ranked = tuple(Found(chunk.place, chunk.score) for chunk in found)
    if best is None:
        return Reply("", True, ranked=ranked)
    place = best.place
    there = texts[place.file][place.span.start : place.span.end] == best.text
    return Reply(best.text, False, (Cited(place, place.file, there, place),), ranked)


def sentences(place: Place, texts: Mapping[str, str]) -> Iterator[Chunk]:
    """The sentences there: they end at . ! ? … ; before white space, and with the line."""
    text, at = texts[place.file][place.span.start : place.span.end], 0
    for end, after in [*(match.span() for match in _SENTENCE_END.finditer(text)), (len(text), len(text))]:
        words = text[at:end].strip()
        if re.search(r"\w", words):
            start = place.span.start + text.index(words, at)
            yield Chunk(Place(place.file, Span(start, start + len(words))), words)
        at = after


def locate(chunk: str, text: str, start: int = 0) -> Span:
    """Where ``chunk`` stands in ``text``, at or after ``start``; one blank of it may be several there.

    Raises ``LookupError`` when it is nowhere.
    """
    match = re.compile(" +".join(map(re.escape, chunk.split(" ")))).search(text, start)
    if match is None:
        raise LookupError(f"no such chunk: {chunk[:60]!r}")
    return Span(match.start(), match.end())


def missing(program: str, error: ImportError) -> InputError:
    """The error to raise when a package of ``program`` is not installed."""
    return InputError(
        f"Thiếu gói {error.name} để chạy {program}. Hãy chạy: make baselines",
        f"The package {error.name}, which {program} needs, is missing. Run: make baselines",
    )
