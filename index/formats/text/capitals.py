"""Capitals that TCVN3 cannot hold: it has no capital letter with a tone, so ``QUYẾT ĐỊNH`` is stored as ``QUYếT ĐịNH``.

They come back where the letters around say so. ``ủy ban`` stays as it is: nothing tells whether it was ``Ủy ban``.
"""

import re
import unicodedata
from collections.abc import Sequence
from enum import Enum

from index.formats.text.syllables import is_syllable

_WORD = re.compile(r"[^\W\d_]+")
_LINE = re.compile(r"[^\n]+")
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_TONED = frozenset(
    letter for vowel in "aăâeêioôơuưy" for tone in _TONES for letter in unicodedata.normalize("NFC", vowel + tone)
)


class _Case(Enum):
    LOWER = "has a letter that is surely lower"
    OPEN = "may be either: Hà, ở"
    CAPITAL = "in capitals"
    SPELT = "in capitals, and a word: no abbreviation"


def restore_capitals(text: str) -> str:
    """``text``, from TCVN3, with capitals for the toned letters of words that are in capitals otherwise."""
    return text if _TONED.isdisjoint(text) else _LINE.sub(lambda line: _restore_line(line[0]), text)


def _restore_line(line: str) -> str:
    if sum(map(str.isupper, line)) < 2 or _TONED.isdisjoint(line):
        return line
    words = list(_WORD.finditer(line))
    cases = [_case(word[0]) for word in words]
    pieces, at = [], 0
    for number, word in enumerate(words):
        case = cases[number]
        if case in (_Case.CAPITAL, _Case.SPELT) or (case is _Case.OPEN and _among_capitals(cases, number)):
            pieces += [line[at : word.start()], word[0].upper()]
            at = word.end()
    return "".join([*pieces, line[at:]])


def _case(word: str) -> _Case:
    capitals = sum(map(str.isupper, word))
    if capitals + sum(letter in _TONED for letter in word) < len(word):
        return _Case.LOWER
    if len(word) == 1 or (capitals < 2 and not (capitals and word[0] in _TONED)):
        return _Case.OPEN
    return _Case.SPELT if is_syllable(word) else _Case.CAPITAL


def _among_capitals(cases: Sequence[_Case], at: int) -> bool:
    """Whether the nearest words that tell anything, before and after, are in capitals, one of them spelt out."""
    before = next((case for case in reversed(cases[max(0, at - 4) : at]) if case is not _Case.OPEN), None)
    after = next((case for case in cases[at + 1 : at + 5] if case is not _Case.OPEN), None)
    near = {case for case in (before, after) if case}
    return _Case.SPELT in near and _Case.LOWER not in near
