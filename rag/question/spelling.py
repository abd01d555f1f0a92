"""Misspelt words of a question put right against the archive's vocabulary: one slip a word, and only with a good reason.

A word is doubted when it is no possible syllable, when neither the archive nor the general table knows it, or when it never
stands beside its neighbours. What it is replaced by must make the words around it likelier by more than the slip is unlikely
(:mod:`rag.question.slips`), and must stand beside one of them in the archive. Names are left alone unless what was typed
cannot be one. Words that lack all marks are no misspelling: ``restore`` gives them theirs.
Thresholds are tuned so that a correct question stays as it is. What a slip is belongs to ``slips``; what is likely, to
``index/syllables``.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import inf, log

from index.archive import Archive
from index.orthography import like_case, possible, possible_bare
from index.syllables.form import spelt
from index.syllables.model import Syllables, Word
from index.text import canonical, fold
from rag.question.cues import STOP
from rag.question.places import is_place
from rag.question.slips import cost, marks_only, near
from rag.types import Change, Repair

_UNIT = re.compile(r"(?P<word>[^\W\d_]+)|(?P<number>\d+(?:[.,/]\d+)*)|(?P<end>[.;:?!\n])")
_VOWEL = re.compile("[aeiouy]")
# Beside a word, these make it part of a code, a number or an address on the net.
_CODE = re.compile(r"[\w/@&_-]")
# What the words around must gain, beyond the cost of the slip, in nats: for what is no syllable, for what nobody knows, for
# what never stands there.
_IMPOSSIBLE, _UNKNOWN, _ODD = 1.0, 3.0, 6.0
# The costliest slip believed: a syllable that is known is at most misheard, or lacks a mark.
_LIMIT = {_IMPOSSIBLE: 6.0, _UNKNOWN: 2.5, _ODD: 2.0}
_SMALL = 2.5
# A second way to read it must be this much worse.
_MARGIN = 1.0
# The probability of a syllable that nobody knows, at most …
_RARE = 2e-7
_ASKED = 1e-3  # … and of a word that makes a question, at least
_LONGEST = 30
_PIECE = 7  # letters of the longest syllable, "nghiêng"
_JOINED = 6  # … and of the shortest word that is taken for several
_BLANK = 3.0  # the cost of a blank left out


@dataclass(frozen=True, slots=True)
class _Unit:
    """A word, number or end of a sentence: where it stands, and the word as the tables spell it."""

    start: int
    end: int
    text: str
    word: str


def repair(text: str, archive: Archive, *, bare: bool = False) -> tuple[str, tuple[Change, ...]]:
    """``text`` with its misspelt words put right, and those changes. ``bare``: it was typed without any marks."""
    units = list(_units(text))
    speller = _Speller(archive, bare)
    changes: list[Change] = []
    pieces, at = [], 0
    for number, unit in enumerate(units):
        meant = speller.meant(units, number, text)
        if meant is None:
            continue
        said = like_case(meant, unit.text)
        units[number] = _Unit(unit.start, unit.end, unit.text, meant.rsplit(" ", 1)[-1])
        pieces += [text[at : unit.start], said]
        at = unit.end
        changes.append(Change(Repair.SPELLING, unit.text, said))
    return "".join(pieces) + text[at:], tuple(changes)


def _units(text: str) -> Iterator[_Unit]:
    for match in _UNIT.finditer(text):
        word = spelt(match.group()) if match["word"] else "0" if match["number"] else "."
        yield _Unit(match.start(), match.end(), match.group(), word)


@lru_cache(maxsize=1)
def _asking() -> Mapping[str, tuple[str, ...]]:
    """Words of questions by what they are without marks: documents do not ask, so no table knows them well."""
    found: dict[str, tuple[str, ...]] = {}
    for word in STOP:
        found[fold(word)] = (*found.get(fold(word), ()), word)
    return found


class _Speller:
    """The words of one archive and of the general table; light to make. ``bare``: the question was typed without marks."""

    def __init__(self, archive: Archive, bare: bool) -> None:
        self._bare = bare
        self._lexical = archive.lexical
        self._model: Syllables = archive.syllables

    def meant(self, units: list[_Unit], at: int, text: str) -> str | None:
        """The word or words that unit ``at`` was meant to be, ``None`` when it stays."""
        unit = units[at]
        if not _can_be_misspelt(unit, text):
            return None
        needed = self._doubt(units, at)
        if needed is None or _is_name_of_place(units, at):
            return None
        found = self._likelier(units, at, needed)
        if needed == _IMPOSSIBLE and len(unit.word) >= _JOINED:
            found += self._apart(units, at)
        found.sort(reverse=True)
        if not found or found[0][0] < needed or (len(found) > 1 and found[1][0] > found[0][0] - _MARGIN):
            return None
        return found[0][1]

    def _doubt(self, units: list[_Unit], at: int) -> float | None:
        """What a better reading must gain; ``None`` for a word that nothing speaks against."""
        word = units[at].word
        if word.isascii() and possible_bare(word):
            return None
        if self._stands(word):
            left, right = _beside(units, at)
            return None if not possible(word) or self._met(left, word) or self._met(word, right) else _ODD
        if not possible(word):
            # A foreign name has no marks either.
            return _UNKNOWN if word.isascii() and units[at].text[0].isupper() else _IMPOSSIBLE
        return _UNKNOWN if self._model.form(word).alone < _RARE else _ODD

    def _likelier(self, units: list[_Unit], at: int, needed: float) -> list[tuple[float, str]]:
        """Words one slip away with what they gain, those that stand beside a neighbour in the archive."""
        word = units[at].word
        left, right = _beside(units, at)
        before = self._log(left, word, right)
        name = units[at].text[0].isupper() and at > 0 and units[at - 1].word != "."
        found = []
        for meant in self._near(word, needed == _IMPOSSIBLE):
            price = cost(word, meant, self._bare)
            if price > _LIMIT[needed] or (name and not self._is_name(units, at, meant)):
                continue
            beside = self._together(left, meant) or self._together(meant, right)
            # What has marks and is no syllable is no foreign word: a small slip needs no neighbour to speak for it.
            alone = needed == _IMPOSSIBLE and price <= _SMALL and (meant in STOP or not word.isascii())
            if not beside and not (alone and (meant in STOP or self._stands(meant))):
                continue
            found.append((self._log(left, meant, right) - before - price, meant))
        return found

    def _near(self, word: str, wide: bool) -> set[str]:
        forms = {form for bare in near(fold(word), wide) for form in self._forms_of(bare)}
        return {form for form in forms if form != word and possible(form)}

    def _forms_of(self, bare: str) -> tuple[str, ...]:
        return (*(form.text for form in self._model.forms(bare)), *_asking().get(bare, ()))

    def _is_name(self, units: list[_Unit], at: int, meant: str) -> bool:
        """A name is put right when what was typed cannot be one, or only lacks marks of a name that the archive has."""
        return not possible(units[at].word) or marks_only(units[at].word, meant)

    def _apart(self, units: list[_Unit], at: int) -> list[tuple[float, str]]:
        """The word with its blanks put back, each pair of its words one of the archive."""
        word = units[at].word
        left, right = _beside(units, at)
        before = self._log(left, word, right)
        # The best reading of each beginning of the word, by its last syllable.
        best: list[dict[str, tuple[float, str]]] = [{} for _ in range(len(word) + 1)]
        best[0][left] = (0.0, "")
        for end in range(1, len(word) + 1):
            for begin in range(max(0, end - _PIECE), end):
                for piece in self._forms(word[begin:end], word) if best[begin] else ():
                    for last, (score, said) in best[begin].items():
                        if begin and not self._together(last, piece):
                            continue
                        new = score + log(self._after(last, piece)) - (_BLANK if begin else 0.0)
                        if new > best[end].get(piece, (-inf, ""))[0]:
                            best[end][piece] = (new, f"{said} {piece}".strip())
        return [
            (score + log(self._after(last, right)) - before, said)
            for last, (score, said) in best[-1].items()
            if " " in said
        ]

    def _forms(self, piece: str, word: str) -> list[str]:
        bare = word == fold(word)
        forms = [form.text for form in self._model.forms(piece)] if bare else [piece]
        return [form for form in forms if possible(form) and self._stands(form)]

    def _stands(self, word: str) -> bool:
        return self._lexical.frequency(canonical(word), marks=True) > 0

    def _together(self, first: str, second: str) -> bool:
        """Whether two words stand side by side in the archive."""
        return self._lexical.frequency(f"{canonical(first)}_{canonical(second)}", marks=True) > 0

    def _met(self, first: str, second: str) -> bool:
        """Whether they stand so in the archive, or oftener than chance in the general table."""
        if first in ".0" or second in ".0":
            return False
        form = self._model.form(second)
        return self._together(first, second) or self._model.after_one(self._word(first), form) > form.alone

    def _log(self, left: str, word: str, right: str) -> float:
        return log(self._after(left, word)) + log(self._after(word, right))

    def _after(self, first: str, second: str) -> float:
        """The probability of ``second`` behind ``first``; the end of a sentence and a number follow anything."""
        if second in ".0":
            return 1.0
        found = self._model.after_one(self._word(first), self._model.form(second))
        return max(found, _ASKED) if second in STOP else found

    def _word(self, word: str) -> Word:
        return self._model.end if word == "." else self._model.number if word == "0" else self._model.form(word).word


def _can_be_misspelt(unit: _Unit, text: str) -> bool:
    """A word of two letters or more that is no code: a vowel, no digit or sign beside it, no capitals inside."""
    if unit.word in ".0" or not 1 < len(unit.text) <= _LONGEST:
        return False
    if _CODE.match(text[unit.start - 1 : unit.start]) or _CODE.match(text[unit.end : unit.end + 1]):
        return False
    if _VOWEL.search(fold(unit.text)) is None:
        return False
    return unit.text[1:].islower() or (text.isupper() and len(unit.text) > 2)


def _is_name_of_place(units: list[_Unit], at: int) -> bool:
    first = max(0, at - 3)
    words = tuple(canonical(unit.word) for unit in units[first : at + 4])
    return any(
        is_place(words[begin:end])
        for begin in range(at - first + 1)
        for end in range(at - first + 1, min(len(words), begin + 4) + 1)
    )


def _beside(units: list[_Unit], at: int) -> tuple[str, str]:
    left = units[at - 1].word if at else "."
    right = units[at + 1].word if at + 1 < len(units) else "."
    return left, right
