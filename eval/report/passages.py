"""The words of a source around a place, with the gold quotation and the words quoted told apart. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise

from eval.report.types import Piece
from eval.types import Place
from index.types import Span

# Characters shown of a passage, and on either side of what is marked in a longer one.
LIMIT = 700
AROUND = 120


class Texts:
    """The words kept in a result (:attr:`eval.types.Result.texts`), by place."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._files: dict[str, list[Place]] = defaultdict(list)
        for key in texts:
            if place := _place(key):
                self._files[place.file].append(place)

    def around(self, place: Place) -> Place | None:
        """``place`` itself if its words are kept, else the smallest place kept that holds it whole."""
        if place.key in self._texts:
            return place
        holding = [one for one in self._files.get(place.file, ()) if one.span.contains(place.span)]
        return min(holding, key=lambda one: one.span.end - one.span.start, default=None)

    def words(self, place: Place) -> str | None:
        """The words of a place that is kept."""
        return self._texts.get(place.key)


def _place(key: str) -> Place | None:
    file, _, span = key.rpartition("#")
    start, _, end = span.partition("-")
    return Place(file, Span(int(start), int(end))) if start.isdecimal() and end.isdecimal() else None


def marked(
    place: Place, words: str, gold: Iterable[Place], quoted: Iterable[Place], limit: int = LIMIT
) -> tuple[Piece, ...]:
    """``words``, which stand at ``place``, cut where gold or quoted words begin or end; long stretches without either left out."""
    flags = [0] * len(words)
    for bit, marks in ((1, gold), (2, quoted)):
        for one in marks:
            begin = max(one.span.start - place.span.start, 0)
            end = min(one.span.end - place.span.start, len(words))
            if one.file == place.file and begin < end:
                flags[begin:end] = [flag | bit for flag in flags[begin:end]]
    cuts = [0, *(at for at in range(1, len(words)) if flags[at] != flags[at - 1]), len(words)]
    pieces = [
        Piece(words[begin:end], bool(flags[begin] & 1), bool(flags[begin] & 2))
        for begin, end in pairwise(cuts)
        if begin < end
    ]
    return tuple(pieces) if len(words) <= limit else tuple(_shortened(pieces, limit))


def _shortened(pieces: list[Piece], limit: int) -> Iterable[Piece]:
    last = len(pieces) - 1
    for at, piece in enumerate(pieces):
        head = tail = limit // 2
        if not (piece.gold or piece.quoted):
            head = limit if not last else AROUND if at else 0
            tail = AROUND if at < last else 0
        if len(piece.text) <= head + tail:
            yield piece
            continue
        if head:
            yield Piece(_to_blank(piece.text[:head]), piece.gold, piece.quoted)
        yield Piece("", gap=True)
        if tail:
            yield Piece(_to_blank(piece.text[: -tail - 1 : -1])[::-1], piece.gold, piece.quoted)


def _to_blank(text: str) -> str:
    """``text`` without the part of a word at its end, if it has a blank at all."""
    return text[: text.rindex(" ") + 1] if " " in text else text
