"""Clauses read once for all questions: tokens, pieces, values, mentions. Bounded, per archive, safe from many threads.

What a *question* wants of a clause is :mod:`rag.finding.features`; here is only what the clause says.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar
from weakref import WeakKeyDictionary

from index.archive import Archive
from index.parsing import patterns
from index.passages import describe
from index.text import fold, tokens
from index.types import Clause, Reference, Role
from rag import values
from rag.types import Query, Want

# Clauses kept, about 3 kB each; a question reads at most some tens.
KEPT = 4_000
# A clause shorter than this that ends in a colon, or in no mark at all, only announces what stands beneath it.
BARE_TOKENS = 30
_PIECE = re.compile(r"(?<=[.!?;…:])\s+(?=\S)")
_CLOSED = re.compile(r"[.;,]\W*$")
_BLANKS = re.compile(r"[.…_]{6,}")
# What a document is based on: it repeats the words of the document's title, and says nothing of its matter.
LEGAL_BASIS = re.compile(r"\W*(?:Căn cứ|Theo đề nghị|Xét đề nghị)(?![^\W_])")
_BASIS_ASKED = re.compile(r"căn cứ|cơ sở|dựa|theo", re.IGNORECASE)

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a clause says, whatever is asked: its syllables, with marks and without; its ``pieces`` (text, first and last
    token) between full stops, semicolons and colons; ``bare``: a heading or lead-in only; ``blanks``: a form to fill in; ``basis``:
    a line of what the document is based on.
    """

    accented: tuple[str, ...]
    folded: tuple[str, ...]
    pieces: tuple[tuple[str, int, int], ...]
    bare: bool
    blanks: bool
    basis: bool

    def forms(self, marks: bool) -> tuple[str, ...]:
        """The syllables, with marks or without."""
        return self.accented if marks else self.folded


class Readings:
    """The clauses of one archive as read so far, and its mentions of documents by file. Made by :func:`readings_of`."""

    def __init__(self, archive: Archive) -> None:
        self._directives = archive.directives
        self._clauses: dict[int, Reading] = {}
        self._lines: dict[tuple[object, bool], frozenset[str]] = {}
        self._values: dict[tuple[int, Want], tuple[tuple[str, ...], ...]] = {}
        self.mentions: dict[str, list[Reference]] = {}
        for reference in archive.references:
            self.mentions.setdefault(reference.file, []).append(reference)

    def of(self, clause: Clause) -> Reading:
        """``clause``, read."""
        return _remembered(self._clauses, clause.id, lambda: read(clause))

    def above(self, clause: Clause, marks: bool) -> frozenset[str]:
        """The syllables of the headings a clause stands under."""
        return self._line(clause.headings, marks, lambda: " ".join(clause.headings))

    def document(self, clause: Clause, marks: bool) -> frozenset[str]:
        """The syllables of the line of its document and of the document's subject."""
        directive = self._directives[clause.directive]
        subject = directive.subject.value if directive.subject else ""
        return self._line(clause.directive, marks, lambda: f"{describe(directive)} {subject}")

    def values(self, clause: Clause, want: Want) -> tuple[tuple[str, ...], ...]:
        """What of the wanted type stands in each piece of ``clause``; nothing for a type that has no form of its own."""
        reader = VALUES.get(want)
        if reader is None:
            return tuple(() for _ in self.of(clause).pieces)
        return _remembered(
            self._values, (clause.id, want), lambda: tuple(tuple(reader(text)) for text, _, _ in self.of(clause).pieces)
        )

    def _line(self, key: object, marks: bool, text: Callable[[], str]) -> frozenset[str]:
        def make() -> frozenset[str]:
            return frozenset(token.accented if marks else token.folded for token in tokens(text()))

        return _remembered(self._lines, (key, marks), make)


_readings: WeakKeyDictionary[Archive, Readings] = WeakKeyDictionary()


def readings_of(archive: Archive) -> Readings:
    """What has been read of ``archive``; kept as long as it is open."""
    found = _readings.get(archive)
    if found is None:
        found = _readings[archive] = Readings(archive)
    return found


def read(clause: Clause) -> Reading:
    """``clause``, read."""
    accented: list[str] = []
    folded: list[str] = []
    pieces = []
    for text in _PIECE.split(clause.text):
        found = tokens(text)
        if found:
            pieces.append((text, len(accented), len(accented) + len(found)))
            accented += [token.accented for token in found]
            folded += [token.folded for token in found]
    stripped = clause.text.rstrip(" *_\n")
    announces = stripped.endswith(":") or not _CLOSED.search(stripped)
    return Reading(
        tuple(accented),
        tuple(folded),
        tuple(pieces),
        bare=clause.role is Role.BODY and len(accented) <= BARE_TOKENS and announces,
        blanks=bool(_BLANKS.search(clause.text)),
        basis=bool(LEGAL_BASIS.match(clause.text)),
    )


def asks_basis(query: Query) -> bool:
    """Whether a question may ask what a document is based on."""
    return bool(_BASIS_ASKED.search(query.text))


def _said(find: Callable[[str], list[values.Value]]) -> Callable[[str], list[str]]:
    return lambda text: [fold(value.text) for value in find(text)]


def _cues(pattern: str) -> Callable[[str], list[str]]:
    cue = re.compile(pattern, re.IGNORECASE)
    return cue.findall


# How a value of each wanted type is found in a piece of text; types that any words may answer are not here.
VALUES: Mapping[Want, Callable[[str], list[str]]] = {
    Want.DATE: _said(values.dates),
    Want.TIME: _said(values.times),
    Want.DURATION: _said(values.durations),
    Want.QUANTITY: _said(values.quantities),
    Want.PERSON: _said(values.persons),
    Want.REFERENCE: lambda text: ["".join(match.group().split()) for match in patterns.NUMBER.finditer(text)],
    Want.PURPOSE: _cues(r"(?<!\w)(?:nhằm|để|tránh)(?!\w)"),
    Want.CONDITION: _cues(r"(?<!\w)(?:nếu|trường hợp|khi|đối với)(?!\w)"),
}


def _remembered(kept: dict[K, V], key: K, make: Callable[[], V]) -> V:
    found = kept.get(key)
    if found is None:
        if len(kept) >= KEPT:
            kept.clear()
        found = kept[key] = make()
    return found
