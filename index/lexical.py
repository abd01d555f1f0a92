"""BM25 over syllables and their neighbouring pairs, with marks and without. The only file that imports bm25s."""

from collections.abc import Sequence
from pathlib import Path

import bm25s
import numpy as np
from numpy.typing import NDArray

from index.errors import ArchiveError
from index.text import folded_words, with_bigrams, words

ACCENTED, FOLDED = "accented", "folded"


class LexicalIndex:
    """Two BM25 indexes of the same texts; row ``i`` is clause ``i``."""

    def __init__(self, accented: bm25s.BM25, folded: bm25s.BM25, size: int) -> None:
        self._indexes = {ACCENTED: accented, FOLDED: folded}
        self._size = size

    @classmethod
    def of(cls, texts: Sequence[str]) -> "LexicalIndex":
        """An index of ``texts``, one a clause."""
        return cls(_bm25([words(text) for text in texts]), _bm25([folded_words(text) for text in texts]), len(texts))

    @classmethod
    def load(cls, folder: Path, size: int) -> "LexicalIndex":
        """Reads what :meth:`save` wrote for ``size`` clauses. Raises ``ArchiveError`` when it cannot be read."""
        try:
            indexes = [bm25s.BM25.load(folder / name, show_progress=False) for name in (ACCENTED, FOLDED)]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ArchiveError(
                f"Chỉ mục từ trong {folder} bị hỏng. Hãy lập lại bằng: trichdan index",
                f"The lexical index in {folder} is damaged. Build it again with: trichdan index",
            ) from error
        return cls(indexes[0], indexes[1], size)

    def save(self, folder: Path) -> None:
        """Writes both indexes into sub-folders of ``folder``."""
        for name, index in self._indexes.items():
            index.save(folder / name, show_progress=False)

    def frequency(self, term: str, marks: bool) -> int:
        """In how many clauses the term stands (a syllable, or two joined by ``_``)."""
        index = self._indexes[ACCENTED if marks else FOLDED]
        number = index.vocab_dict.get(term)
        if number is None:
            return 0
        pointers = index.scores["indptr"]
        return int(pointers[number + 1] - pointers[number])

    def scores(self, question: str, marks: bool) -> NDArray[np.float32]:
        """BM25 of every clause, float32 ``(clauses,)``; ``marks`` says which of the two indexes to ask."""
        index = self._indexes[ACCENTED if marks else FOLDED]
        terms = with_bigrams(words(question) if marks else folded_words(question))
        known = [term for term in terms if term in index.vocab_dict]
        if not known or not self._size:
            return np.zeros(self._size, np.float32)
        return np.asarray(index.get_scores(known), dtype=np.float32)


def _bm25(texts: Sequence[list[str]]) -> bm25s.BM25:
    index = bm25s.BM25(method="lucene")
    # An empty collection has no statistics: one document that no question can match keeps the library content.
    index.index([with_bigrams(text) or ["\0"] for text in texts] or [["\0"]], show_progress=False)
    return index
