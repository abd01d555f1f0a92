"""Clauses into sentences and segments, with offsets: the pieces an answer is picked from and quoted by."""

import re
from dataclasses import dataclass

from index.parsing import patterns as p
from index.parsing.markers import marker_of
from index.types import Clause

# A sentence ends at . ! ? … before white space, unless the dot belongs to an abbreviation, a number or a list marker.
_TITLES = "".join(
    rf"(?<!\b{title})" for title in ("St", "Dr", "Mr", "Mrs", "Ms", "Jr", "TS", "ThS", "GS", "PGS", "BS", "KS")
)
_END = re.compile(
    rf"(?=[.!?…])(?<![\s(]\w)(?<!TP)(?<!đ/c){_TITLES}(?<![.!?…])[.!?…]++[”\"’*)\]]*+(?=\s+[“\"(*]*[{p.UPPER}0-9]|\s*$)"
)
_SPLIT = re.compile(r";\s+")
# What stands inside these is not taken apart.
_PAIRS = (("“", "”"), ("(", ")"))


@dataclass(frozen=True, slots=True)
class Piece:
    """``[start, end)`` in characters of the source, with the words there."""

    start: int
    end: int
    text: str


def sentences(clause: Clause) -> list[Piece]:
    """The sentences of a clause, its list marker left out."""
    text = clause.text
    marker = marker_of(text)
    at = marker.body if marker and marker.body < len(text.rstrip()) else 0
    pieces: list[Piece] = []
    for match in _END.finditer(text, at):
        _add(pieces, clause, at, match.end())
        at = match.end()
    _add(pieces, clause, at, len(text))
    return pieces


def segments(sentence: Piece) -> list[Piece]:
    """The parts of a sentence between semicolons."""
    pieces: list[Piece] = []
    at = 0
    for match in _SPLIT.finditer(sentence.text):
        if (
            all(
                sentence.text.count(a, at, match.start()) <= sentence.text.count(b, at, match.start())
                for a, b in _PAIRS
            )
            or len(sentence.text) > 600
        ):
            pieces.append(Piece(sentence.start + at, sentence.start + match.start(), sentence.text[at : match.start()]))
            at = match.end()
    pieces.append(Piece(sentence.start + at, sentence.end, sentence.text[at:]))
    return [piece for piece in pieces if piece.text.strip()]


def _add(pieces: list[Piece], clause: Clause, start: int, end: int) -> None:
    words = clause.text[start:end]
    lead = len(words) - len(words.lstrip())
    tail = len(words.rstrip())
    if lead < tail:
        pieces.append(Piece(clause.start + start + lead, clause.start + start + tail, words[lead:tail]))
