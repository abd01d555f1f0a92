"""BM25 as textbooks have it, for the plain systems: theirs must not change with the index of the program. Pure.

k1 = 1.5, b = 0.75 and Lucene's idf, ln(1 + (N - n + 0.5)/(n + 0.5)): Robertson & Zaragoza 2009, Kamphuis et al. 2020. A word
that stands twice in the question counts twice.
"""

from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from index.text import folded_words, with_bigrams, words

K1, B = 1.5, 0.75
Tokenise = Callable[[str], list[str]]


def on_blanks(text: str) -> list[str]:
    """What LangChain's ``BM25Retriever`` does unless it is told otherwise."""
    return text.split()


def syllables(text: str) -> list[str]:
    """Lower-cased syllables, and each two that are neighbours."""
    return with_bigrams(words(text))


def folded(text: str) -> list[str]:
    """As :func:`syllables`, without marks: of texts and questions alike."""
    return with_bigrams(folded_words(text))


class Bm25:
    """An index of ``texts``."""

    def __init__(self, texts: Sequence[str], tokenise: Tokenise) -> None:
        self._tokenise = tokenise
        self._size = len(texts)
        counts = [Counter(tokenise(text)) for text in texts]
        lengths = np.array([count.total() for count in counts], float)
        norms = K1 * (1 - B + B * lengths / max(float(lengths.mean()) if counts else 0.0, 1e-9))
        rows: dict[str, list[int]] = {}
        for row, count in enumerate(counts):
            for term in count:
                rows.setdefault(term, []).append(row)
        self._postings: dict[str, tuple[NDArray[np.int64], NDArray[np.float64]]] = {}
        for term, where in rows.items():
            at = np.array(where, np.int64)
            often = np.array([counts[row][term] for row in where], float)
            idf = np.log(1 + (self._size - len(where) + 0.5) / (len(where) + 0.5))
            self._postings[term] = at, idf * often / (often + norms[at])

    def scores(self, question: str) -> NDArray[np.float64]:
        """Of every text, ``(texts,)``; 0 where it has no word of the question."""
        total = np.zeros(self._size)
        for term in self._tokenise(question):
            if term in self._postings:
                at, worth = self._postings[term]
                total[at] += worth
        return total
