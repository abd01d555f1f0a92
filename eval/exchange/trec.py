"""TREC's qrels and runs, as trec_eval reads them (https://github.com/usnistgov/trec_eval, README: "The format for…"):

qrels ``qid 0 docid relevance`` · run ``qid Q0 docid rank score tag``, separated by blanks.

trec_eval does not look at the rank: it sorts by score, a float of 32 bits, and equal scores by docid, the greater first. So
does reading here; and a ranking is written with its own scores only where they say the same order, else with 1/rank. Ids
with blanks in them are written with ``%20`` for the blank; read, an id is taken as it stands where the set has it, else with
``%XX`` undone.
"""

import math
import re
import struct
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TypeVar
from urllib.parse import unquote

from eval.exchange.names import find, place_of
from eval.questions.about import bad
from eval.types import Place
from index.types import Span

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Judgement:
    """A line of qrels."""

    query: str
    document: str
    relevance: int


@dataclass(frozen=True, slots=True)
class Retrieved:
    """A line of a run."""

    query: str
    document: str
    score: float
    tag: str


def parse_qrels(path: Path, text: str) -> tuple[Judgement, ...]:
    """The judgements in ``text``. Raises ``InputError`` naming the first line that is none."""
    found = []
    for number, fields in _lines(text):
        try:
            query, _, document, relevance = fields
            found.append(Judgement(query, document, int(relevance)))
        except ValueError:
            raise bad(
                path, number, "phải có bốn cột: qid 0 docid điểm (số nguyên)",
                "must have four columns: qid 0 docid relevance (a whole number)",
            ) from None  # fmt: skip
    return tuple(found)


def parse_run(path: Path, text: str) -> tuple[Retrieved, ...]:
    """The lines of the run in ``text``. Raises ``InputError`` naming the first line that is none."""
    found = []
    for number, fields in _lines(text):
        try:
            query, _, document, _, score, tag = fields
            value = float(score)
        except ValueError:
            value = math.nan
        if not math.isfinite(value):
            raise bad(
                path, number, "phải có sáu cột: qid Q0 docid hạng điểm tên (điểm là số)",
                "must have six columns: qid Q0 docid rank score tag (the score is a number)",
            )  # fmt: skip
        found.append(Retrieved(query, document, value, tag))
    return tuple(found)


def format_qrels(judgements: Iterable[Judgement]) -> str:
    """A line each."""
    return "".join(f"{token(one.query)} 0 {token(one.document)} {one.relevance}\n" for one in judgements)


def format_run(rankings: Mapping[str, Sequence[tuple[str, float]]], tag: str) -> str:
    """A line for each (docid, score) of each query, best first, so that sorting by score keeps the order."""
    lines = []
    for query, ranking in rankings.items():
        kept = ordered([score for _, score in ranking])
        for rank, (document, score) in enumerate(ranking, 1):
            shown = f"{score!r}" if kept else f"{1 / rank!r}"
            lines.append(f"{token(query)} Q0 {token(document)} {rank} {shown} {token(tag)}\n")
    return "".join(lines)


def ordered(scores: Sequence[float]) -> bool:
    """Whether ``scores`` fall from each to the next, also in the 32 bits that trec_eval keeps."""
    short = [single(score) for score in scores]
    return all(map(math.isfinite, short)) and all(a > b for a, b in pairwise(short))


def single(score: float) -> float:
    """``score`` in the 32 bits that trec_eval keeps of it; infinite where they do not reach."""
    try:
        return float(struct.unpack("f", struct.pack("f", score))[0])
    except OverflowError:
        return math.copysign(math.inf, score)


def token(identity: str) -> str:
    """``identity`` without blanks: they become ``%20``, and a ``%20`` that was there ``%2520``."""
    escaped = re.sub(r"%(?=[0-9A-Fa-f]{2})", "%25", identity)
    return re.sub(r"[\s\x00-\x1f]", lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), escaped)


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield number, line.split()


def place_in(identity: str, texts: Mapping[str, str]) -> Place | None:
    """The document, or the part of one, that a docid means; ``None`` when it is not among ``texts`` (file → text)."""
    file = find(identity, texts.keys())
    place = Place(file, Span(0, len(texts[file]))) if file else place_of(identity, texts.keys())
    return place if place and place.span.start < place.span.end <= len(texts[place.file]) else None


def known(identity: str, look: Callable[[str], T | None]) -> T | None:
    """What ``identity`` means as it stands, else with its ``%XX`` undone."""
    return look(identity) or look(unquote(identity))
