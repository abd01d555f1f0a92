"""How much of a question a piece of text covers: its rare words count more, words next to each other count again."""

import itertools
import math
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from index.archive import Archive
from index.text import Token, find_phrase, folded_words, words
from rag.types import Query

# What a word of the question is worth where it stands: in the piece itself, its sentence, its clause, its headings or
# the line of its document.
# A word the archive does not have is as often another way of saying it as another matter.
UNKNOWN_WEIGHT = 0.7
IN_SENTENCE, IN_CLAUSE, IN_HEADINGS, IN_DOCUMENT = 0.85, 0.6, 0.6, 0.5


@dataclass(frozen=True, slots=True)
class Term:
    """A content word of the question with its weight (inverse clause frequency)."""

    word: str
    weight: float


class Matcher:
    """Compares pieces of text with one question."""

    def __init__(self, query: Query, archive: Archive) -> None:
        self.marks = query.marks
        self._synonyms = [
            (self._plain(one.asked), [self._plain(phrase) for phrase in one.written]) for one in query.synonyms
        ]
        total = max(archive.manifest.clauses, 1)
        self.terms: list[Term] = []
        for word in dict.fromkeys(query.terms):
            count = archive.lexical.frequency(word, query.marks) or self._others(word, archive)
            rarity = math.log(1 + total / (count + 0.5))
            self.terms.append(Term(word, rarity if count else UNKNOWN_WEIGHT * rarity))
        self.known = [t for t in self.terms if archive.lexical.frequency(t.word, query.marks)]
        self.total = sum(term.weight for term in self.terms)
        self.unknown = sum(t.weight for t in self.terms if t not in self.known and not self._others(t.word, archive))
        self.pairs = set(query.pairs)
        known = [pair for pair in self.pairs if archive.lexical.frequency("_".join(pair), query.marks)]
        self.familiar = sum(map(self._pair_weight, known)) / max(sum(map(self._pair_weight, self.pairs)), 1e-9)

    def forms(self, text: str) -> list[str]:
        """The tokens of a text in the form the question is compared in; behind them, the question's words for what it says
        in others (:mod:`rag.question.synonyms`).
        """
        found = self._plain(text)
        return [*found, *self.asked_in(found)] if self._synonyms else found

    def asked_in(self, forms: Sequence[str]) -> list[str]:
        """The question's words for what a text, given by its tokens, says in others."""
        held = set(forms)
        return [
            word
            for asked, written in self._synonyms
            if not held.issuperset(asked)
            and any(held.issuperset(one) and next(find_phrase(one, forms), None) is not None for one in written)
            for word in asked
        ]

    def _others(self, word: str, archive: Archive) -> int:
        """In how many clauses the rarest word stands of a phrase that may stand for one with ``word``; 0 where none may."""
        counts = [
            min(archive.lexical.frequency(form, self.marks) for form in one)
            for asked, written in self._synonyms
            if word in asked
            for one in written
        ]
        return max(counts, default=0)

    def _plain(self, text: str) -> list[str]:
        return words(text) if self.marks else folded_words(text)

    def of(self, found: Iterable[Token]) -> list[str]:
        """As :meth:`forms`, for tokens at hand."""
        return [token.accented if self.marks else token.folded for token in found]

    def coverage(self, layers: Sequence[tuple[Set[str], float]]) -> float:
        """The weighted share of the question's words found; each counts at the first layer that holds it."""
        if not self.total:
            return 0.0
        got = 0.0
        for term in self.terms:
            got += term.weight * next((worth for words, worth in layers if term.word in words), 0.0)
        return got / self.total

    def adjacency(self, words: Sequence[str]) -> float:
        """The share of the question's neighbouring pairs that are neighbours in ``words``."""
        if not self.pairs:
            return 0.0
        shared = self.pairs & set(itertools.pairwise(words))
        return sum(self._pair_weight(pair) for pair in shared) / sum(self._pair_weight(pair) for pair in self.pairs)

    def core(self, words: Set[str]) -> float:
        """The share of the question's two rarest words (of those the archive knows) that ``words`` hold."""
        rarest = sorted(self.known, key=lambda term: -term.weight)[:2]
        total = sum(term.weight for term in rarest)
        return sum(term.weight for term in rarest if term.word in words) / total if total else 0.0

    def _pair_weight(self, pair: tuple[str, str]) -> float:
        return sum(term.weight for term in self.terms if term.word in pair)

    def position(self, found: Sequence[Token]) -> float:
        """The weighted mean offset of the question's words in a text, to measure nearness by."""
        at = [
            (token.start, term.weight)
            for token, form in zip(found, self.of(found), strict=True)
            for term in self.terms
            if term.word == form
        ]
        weight = sum(w for _, w in at)
        return sum(start * w for start, w in at) / weight if weight else 0.0
