"""BM25 over syllables and their neighbouring pairs, with marks and without. The only file that imports bm25s."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.errors import ArchiveError
from index.terms import Terms, mapped, numbered
from index.text import folded_words, with_bigrams, words

ACCENTED, FOLDED = "accented", "folded"
_ARRAYS = ("indptr", "indices", "data")
_REMEMBERED = 64
# Times as many clauses as are asked about: above that they are looked up one by one.
_MANY = 4
# Clauses are short: a word said twice, and a clause that is long, tell less than in the articles that 1.5 and 0.75 are made for.
# Measured against 1.2 and 0.75, nDCG@10, even-numbered and tuning questions, the article counted: XQuAD-vi .981 → .982,
# ALQAC .957 → .963, covid19 .840 → .849.
K1, B = 0.9, 0.5
# What a phrase that may stand for one of the question is worth beside it.
OTHER_WORDS = 0.8

# Phrases of a question, each with those that may stand for it.
Synonyms = Sequence[tuple[str, Sequence[str]]]


@dataclass(frozen=True, slots=True)
class _Side:
    """One BM25 index, as the library lays it out: what term ``t`` is worth in the texts ``indices[indptr[t]:indptr[t + 1]]``
    stands in ``data`` beside them. ``indptr``: int64 ``(terms + 1,)``; ``indices``: int32, ascending in each term.
    """

    terms: Terms
    size: int
    indptr: NDArray[np.int64]
    indices: NDArray[np.int32]
    data: NDArray[np.float32]

    @classmethod
    def of(cls, texts: Iterable[Sequence[str]]) -> "_Side":
        import bm25s  # for making an index only: with scipy behind it, it costs every start of the program a tenth of a second

        terms, documents = numbered(texts)
        index = bm25s.BM25(method="lucene", k1=K1, b=B)
        made = index.build_index_from_ids(range(len(terms)), documents, show_progress=False)
        return cls(terms, len(documents), made["indptr"], made["indices"], made["data"])

    @classmethod
    def load(cls, folder: Path, size: int) -> "_Side":
        indptr, indices, data = (mapped(folder / f"{name}.npy") for name in _ARRAYS)
        terms = Terms.load(folder)
        if not (len(indptr) == len(terms) + 1 and len(indices) == len(data) == indptr[-1]):
            raise ValueError("arrays of other sizes")
        return cls(terms, size, indptr, indices, data)

    def save(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        for name in _ARRAYS:
            np.save(folder / f"{name}.npy", np.asarray(getattr(self, name)), allow_pickle=False)
        self.terms.save(folder)

    def postings(self, term: str) -> tuple[int, int]:
        """Where the texts that hold ``term`` stand in ``indices``: from, to."""
        number = self.terms.number(term)
        return (0, 0) if number is None else (int(self.indptr[number]), int(self.indptr[number + 1]))

    def scores(self, terms: Sequence[int]) -> NDArray[np.float32]:
        """What these terms, each as often as it stands there, are worth together in each text."""
        total = np.zeros(self.size, np.float32)
        for number in terms:
            begin, end = int(self.indptr[number]), int(self.indptr[number + 1])
            np.add.at(total, self.indices[begin:end], self.data[begin:end])
        return total


class LexicalIndex:
    """Two BM25 indexes of the same texts; row ``i`` is clause ``i``."""

    def __init__(self, accented: _Side, folded: _Side, size: int) -> None:
        self._sides = {ACCENTED: accented, FOLDED: folded}
        self._size = size
        self._known = lru_cache(_REMEMBERED)(self._find)  # a question is compared more than once

    @classmethod
    def of(cls, texts: Sequence[str]) -> "LexicalIndex":
        """An index of ``texts``, one a clause."""
        # An empty collection has no statistics: one document that no question can match keeps the library content.
        some = texts or [""]
        return cls(_Side.of(map(words, some)), _Side.of(map(folded_words, some)), len(texts))

    @classmethod
    def load(cls, folder: Path, size: int) -> "LexicalIndex":
        """Reads what :meth:`save` wrote for ``size`` clauses. Raises ``ArchiveError`` when it cannot be read."""
        try:
            return cls(_Side.load(folder / ACCENTED, size), _Side.load(folder / FOLDED, size), size)
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise ArchiveError(
                f"Chỉ mục từ trong {folder} bị hỏng. Hãy lập lại bằng: trichdan index",
                f"The lexical index in {folder} is damaged. Build it again with: trichdan index",
            ) from error

    def save(self, folder: Path) -> None:
        """Writes both indexes into sub-folders of ``folder``."""
        for name, side in self._sides.items():
            side.save(folder / name)

    def frequency(self, term: str, marks: bool) -> int:
        """In how many clauses the term stands (a syllable, or two joined by ``_``)."""
        begin, end = self._sides[ACCENTED if marks else FOLDED].postings(term)
        return end - begin

    def holding(self, term: str, marks: bool) -> NDArray[np.int64]:
        """The ids, int64 ``(n,)`` ascending, of the clauses in which the term stands (as in :meth:`frequency`)."""
        side = self._sides[ACCENTED if marks else FOLDED]
        begin, end = side.postings(term)
        return np.asarray(side.indices[begin:end], np.int64)  # the library keeps them in order

    def holding_all(self, terms: Iterable[str], marks: bool) -> NDArray[np.int64]:
        """The ids, int64 ``(n,)`` ascending, of the clauses in which each of at least one term stands."""
        shortest, *others = sorted((self.holding(term, marks) for term in terms), key=len)
        for ids in others:
            if len(shortest):
                at = np.minimum(np.searchsorted(ids, shortest), len(ids) - 1)
                shortest = shortest[ids[at] == shortest]
        return shortest

    def bound(self, question: str, marks: bool) -> float:
        """What no text's BM25 for the question exceeds: every word the archive has, as often as one likes. At least 1e-9.

        BM25 weighs a word by its rarity, ln(1 + (N − n + ½)/(n + ½)), times a share below 1 (Robertson & Zaragoza 2009).
        """
        pointers = self._sides[ACCENTED if marks else FOLDED].indptr
        numbers = np.array(self._known(question, marks), np.int64)
        held = pointers[numbers + 1] - pointers[numbers]
        return max(float(np.log1p((self._size - held + 0.5) / (held + 0.5)).sum()), 1e-9)

    def together(
        self,
        question: str,
        marks: bool,
        clauses: NDArray[np.int64],
        groups: NDArray[np.int64],
        synonyms: Synonyms = (),
    ) -> NDArray[np.float32]:
        """BM25 of groups of clauses: each word counts where it is worth most. Float32 ``(groups.max() + 1,)``.

        ``clauses``: ids, int64 ``(n,)``, each once; ``groups``: the group of each, int64 ``(n,)``. A group of one clause has that
        clause's BM25. ``synonyms``: as in :meth:`scores`.
        """
        size = int(groups.max(initial=-1)) + 1
        own, phrases = self._known(question, marks), self._phrases(synonyms, marks)
        others = [one for asked, written in phrases for one in (asked, *written)]
        known = np.unique(np.array([*own, *itertools.chain.from_iterable(others)], np.int64))

        def times(terms: Sequence[int]) -> NDArray[np.float32]:
            return np.bincount(np.searchsorted(known, terms), minlength=len(known)).astype(np.float32)

        group = np.full(max(self._size, 1), -1, np.int64)
        group[clauses] = groups
        members = np.sort(clauses)
        side = self._sides[ACCENTED if marks else FOLDED]
        cells, worths = [np.empty(0, np.int64)], [np.empty(0, np.float32)]
        for row, number in enumerate(known.tolist()):
            begin, end = int(side.indptr[number]), int(side.indptr[number + 1])
            held, worth = side.indices[begin:end], side.data[begin:end]
            if len(held) > _MANY * len(members):  # a common word: its clauses stand in order, and ours are looked up
                at = np.minimum(np.searchsorted(held, members.astype(held.dtype)), len(held) - 1)
                at = at[held[at] == members]
                held, worth = held[at], worth[at]
            of = group[held]
            here = of >= 0
            cells.append(row * size + of[here])
            worths.append(worth[here])
        best = np.zeros(len(known) * size, np.float32)
        np.maximum.at(best, np.concatenate(cells), np.concatenate(worths))
        worth_of = best.reshape(len(known), size)
        total = times(own) @ worth_of
        for asked, written in phrases:
            other = np.maximum.reduce([times(one) @ worth_of for one in written])
            total += np.maximum(OTHER_WORDS * other - times(asked) @ worth_of, 0)
        return np.asarray(total, np.float32)

    def _phrases(self, synonyms: Synonyms, marks: bool) -> list[tuple[list[int], list[list[int]]]]:
        """The numbers of the terms of each phrase asked, and of those that may stand for it."""
        return [
            (self._known(asked, marks), [self._known(one, marks) for one in written]) for asked, written in synonyms
        ]

    def _find(self, question: str, marks: bool) -> list[int]:
        """The numbers of the question's terms that the archive has, one as often as it stands there."""
        terms = with_bigrams(words(question) if marks else folded_words(question))
        number = self._sides[ACCENTED if marks else FOLDED].terms.number
        return [found for found in map(number, terms) if found is not None]

    def scores(self, question: str, marks: bool, synonyms: Synonyms = ()) -> NDArray[np.float32]:
        """BM25 of every clause, float32 ``(clauses,)``; ``marks`` says which of the two indexes to ask.

        ``synonyms``: phrases of the question, each with others that may stand for it: where one of these is worth more than
        it, what it is worth more is added, times :data:`OTHER_WORDS`.
        """
        side = self._sides[ACCENTED if marks else FOLDED]
        if not self._size:
            return np.zeros(self._size, np.float32)
        total = side.scores(self._known(question, marks))
        for asked, written in self._phrases(synonyms, marks):
            best = np.maximum.reduce([side.scores(one) for one in written])
            total += np.maximum(OTHER_WORDS * best - side.scores(asked), 0)
        return total
