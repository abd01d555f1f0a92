"""A text as a chain of syllables, and the one spelling of each. Used alike for counting and for restoring marks.

Tone marks stand where the new style puts them (``hòa``, ``thúy``, but ``quý``); ``i`` and ``y`` stay apart, because what is
restored must keep the letters that were typed.
"""

import re
import unicodedata
from collections.abc import Iterator

from index.text import READ_AS, nfc

# A number is one thing whatever it is; these marks end a stretch of words; all else (commas, brackets) is looked through.
_UNIT = re.compile(r"\d+(?:[.,/]\d+)*|[^\W\d_]+|[.;:?!\n]")
_NEW_STYLE = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa",
    "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
    "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip
_AFTER_Q = {"ùy": "uỳ", "úy": "uý", "ủy": "uỷ", "ũy": "uỹ", "ụy": "uỵ"}
_BASES = {"a": "aăâ", "e": "eê", "i": "i", "o": "oôơ", "u": "uư", "y": "y"}
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_MARKED = {
    unicodedata.normalize("NFC", letter + tone): base
    for base, letters in _BASES.items()
    for letter in letters
    for tone in ("", *_TONES)
} | {"đ": "d"}
_BARE = str.maketrans(_MARKED | {marked.upper(): base.upper() for marked, base in _MARKED.items()})
BREAK, NUMBER, WORD = "break", "number", "word"


def units(text: str) -> Iterator[tuple[str, int, int]]:
    """``(kind, start, end)`` of each word, number and end of a stretch of words in ``text``, which is NFC."""
    for match in _UNIT.finditer(text):
        first = text[match.start()]
        kind = NUMBER if first.isdigit() else WORD if first.isalpha() else BREAK
        yield kind, match.start(), match.end()


def spelt(syllable: str) -> str:
    """Lower case, the tone mark where the new style puts it."""
    low = syllable.lower()
    end = low[-2:]
    if low[-3:-2] == "q":
        return low[:-2] + _AFTER_Q[end] if end in _AFTER_Q else low
    return low[:-2] + _NEW_STYLE[end] if end in _NEW_STYLE else low


def pieces(text: str) -> list[str]:
    """The words, numbers and ends of stretches of ``text``, as written."""
    return _UNIT.findall(nfc(text.translate(READ_AS)))


def symbol(piece: str) -> str:
    """What a table counts a piece as: the syllable as it is spelt, ``"0"`` for a number, ``"."`` for an end."""
    return spelt(piece) if piece[0].isalpha() else "0" if piece[0].isdigit() else "."


def bare(text: str) -> str:
    """``text`` without Vietnamese marks, character for character: another language's marks stay."""
    return text.translate(_BARE)
