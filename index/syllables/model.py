"""The general table and an archive's own as one model: ``p(syllable | the two before it)``, each table with a weight."""

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeAlias

from index.syllables.form import bare
from index.syllables.table import BREAK, LEVELS, NUMBER, UNKNOWN, SyllableTable

GENERAL = Path(__file__).parents[1] / "data" / "syllables.npz"
# How many times a count in the archive itself outweighs one of the general table: names and terms of the archive win. 10, 30, 60
# and 100 were tried: 30 and more differ by 0.1%.
OWN_WEIGHT = 30.0
# A syllable that no table holds: one in ten million.
_UNMET = 1e-7
# A form this much rarer than the commonest of the same letters is a slip of some scanner.
RARE = 1e-3
# A question is no text of law: this much is always left to the shorter context, however well the longer one is known. Of 0, .05,
# .2, .35 and .5 on tuning questions: half a percent of covid19's syllables from 0 to .2, no more from there on.
SHORTER = 0.2

Word: TypeAlias = tuple[int, ...]  # the id of one syllable in each table
# Total and left over all tables, and of each that knows the place: which, its weight, and its followers there.
Context: TypeAlias = tuple[float, float, list[tuple[int, float, Any, Any, int, int]]]


@dataclass(frozen=True, slots=True)
class Form:
    """A syllable as it may be meant: its spelling, its ids, its probability whatever stands before it."""

    text: str
    word: Word
    alone: float


class Syllables:
    """What is likely to be written, from one table or several. Safe to use from many threads."""

    def __init__(self, tables: Sequence[tuple[SyllableTable, float]]) -> None:
        self._tables = tuple(tables)
        self._spellings: dict[str, list[str]] = {}
        for word in dict.fromkeys(word for table, _ in tables for word in table.words):
            self._spellings.setdefault(bare(word), []).append(word)
        self._all = math.fsum(weight * float(table.arrays.seen.sum()) for table, weight in tables) or 1.0
        self._forms: dict[str, tuple[Form, ...]] = {}
        self.end: Word = (BREAK,) * len(self._tables)
        self.number: Word = (NUMBER,) * len(self._tables)

    def forms(self, plain: str) -> tuple[Form, ...]:
        """The known syllables that are written ``plain`` without marks, the bare one among them if it is known."""
        known = self._forms.get(plain)
        if known is None:
            known = tuple(self.form(spelling) for spelling in self._spellings.get(plain, ()))
            if known:  # a dict as large as the tables, whatever is asked
                least = max(form.alone for form in known) * RARE
                known = self._forms[plain] = tuple(form for form in known if form.alone >= least)
        return known

    def form(self, spelling: str) -> Form:
        """The syllable of this spelling; one that no table holds is as rare as can be."""
        word = tuple(table.ids.get(spelling, UNKNOWN) for table, _ in self._tables)
        seen = 0.0
        for (table, weight), number in zip(self._tables, word, strict=True):
            if number > UNKNOWN:
                seen += weight * table.seen[number]
        return Form(spelling, word, seen / self._all + _UNMET)

    def context(self, *before: Word) -> Context:
        """What is known of the place after one syllable, or after two."""
        total = left = 0.0
        places: list[tuple[int, float, Any, Any, int, int]] = []
        for at, (table, weight) in enumerate(self._tables):
            ids = [word[at] for word in before]
            found = table.after_one(*ids) if len(ids) == 1 else table.after_two(*ids)
            if found:
                following, levels, begin, end, met, rest = found
                total += weight * met
                left += weight * rest
                places.append((at, weight, following, levels, begin, end))
        return total, left, places

    def after_one(self, first: Word, form: Form) -> float:
        """The probability of ``form`` after ``first``."""
        return probability(self.context(first), form, form.alone)


def probability(context: Context, form: Form, shorter: float) -> float:
    """The probability of ``form`` in ``context``, given the one in the context that is a syllable shorter."""
    total, left, places = context
    if not places:
        return shorter
    seen = 0.0
    for at, weight, following, levels, begin, end in places:
        number = form.word[at]
        place = bisect_left(following, number, begin, end)
        if place < end and following[place] == number:
            seen += weight * LEVELS[levels[place]]
    return (1 - SHORTER) * (seen + left * shorter) / total + SHORTER * shorter


@lru_cache(maxsize=1)
def general() -> SyllableTable:
    """The table that comes with the program. Raises ``ArchiveError`` when it is damaged."""
    return SyllableTable.load(GENERAL)


def with_general(own: SyllableTable) -> Syllables:
    """The model of an archive whose own table is ``own``."""
    return Syllables(((general(), 1.0), (own, OWN_WEIGHT)))
