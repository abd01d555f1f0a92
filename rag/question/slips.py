"""What a slip of the hand or of the ear makes of a syllable: strings one slip away, and how likely each slip is.

Pure; costs are negative logarithms of a rough probability, chosen on the tuning questions (``eval/typing.py`` makes the slips).
Knows letters and sounds, no archive. Another way to misspell is a line in a table here.
"""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from math import inf

from index.orthography import split_tone
from index.text import fold

# f, j, w and z stand in no syllable.
_LETTERS = "abcdeghiklmnopqrstuvxy"
# What sounds alike in one part of the country or another, at the start and at the end of a syllable, either way.
_STARTS = (
    ("s", "x"), ("ch", "tr"), ("d", "gi"), ("d", "r"), ("gi", "r"), ("l", "n"), ("d", "v"), ("ng", "ngh"), ("g", "gh"),
    ("c", "k"), ("c", "q"), ("k", "q"), ("f", "ph"), ("z", "d"), ("j", "gi"), ("t", "tr"), ("h", "qu"), ("w", "qu"),
)  # fmt: skip
_ENDS = (
    ("n", "ng"),
    ("nh", "n"),
    ("c", "t"),
    ("ch", "t"),
    ("ch", "c"),
    ("i", "y"),
    ("o", "u"),
    ("ai", "ay"),
    ("ao", "au"),
)
_BESIDE = {
    "a": "sq", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "g": "fh", "h": "gj", "i": "uo", "k": "jl", "l": "k", "m": "n",
    "n": "bm", "o": "ip", "p": "o", "q": "wa", "r": "et", "s": "ad", "t": "ry", "u": "yi", "v": "cb", "x": "zc", "y": "tu",
}  # fmt: skip
_SOUND, _SWAP, _DOUBLE, _KEY, _LOST, _OTHER = 2.0, 2.5, 2.0, 3.5, 3.5, 5.0
_HOI_NGA, _NO_TONE, _OTHER_TONE, _NO_MARK, _OTHER_MARK, _BARE = 1.5, 2.0, 4.0, 1.5, 3.0, 0.5
LIMIT = 6.0


def near(bare: str, wide: bool) -> set[str]:
    """Strings without marks that ``bare`` may be a slip for, itself among them: what sounds alike, letters swapped or doubled;
    ``wide``: any one letter put in, left out or hit for another, too."""
    cuts = [(bare[:at], bare[at:]) for at in range(len(bare) + 1)]
    found = {bare, *_alike(bare)}
    found |= {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    found |= {a + b[1:] for a, b in cuts if b and (wide or b[0] == a[-1:])}
    if wide:
        found |= {a + letter + b for a, b in cuts for letter in _LETTERS}
        found |= {a + letter + b[1:] for a, b in cuts if b for letter in _LETTERS}
    return found


def _alike(bare: str) -> Iterator[str]:
    for pairs, start in ((_STARTS, True), (_ENDS, False)):
        for one, two in pairs:
            for old, new in ((one, two), (two, one)):
                if start and bare.startswith(old):
                    yield new + bare[len(old) :]
                elif not start and bare.endswith(old):
                    yield bare[: -len(old)] + new


@lru_cache(maxsize=20_000)
def cost(typed: str, meant: str, bare: bool) -> float:
    """How unlikely it is that ``typed`` came of ``meant`` (both lower case, with their marks), ``inf`` for more than one slip.

    ``bare``: marks were not typed, here and elsewhere; they cost a little then.
    """
    if bare and fold(typed) == typed:
        letters = _letters(typed, fold(meant))
        return letters + _BARE if letters <= LIMIT else inf
    (shape, tone), (other, meant_tone) = split_tone(typed), split_tone(meant)
    letters = _letters(shape, other)
    tones = 0.0 if tone == meant_tone else _tones(tone, meant_tone)
    # The tone goes only with the letter that bore it.
    together = letters + tones if not letters or len(shape) < len(other) else letters + (tones and inf)
    return together if together <= LIMIT else inf


def _tones(typed: str, meant: str) -> float:
    if {typed, meant} == {"3", "4"}:
        return _HOI_NGA
    return _NO_TONE if not typed else _OTHER_TONE


def _letters(typed: str, meant: str) -> float:
    """One slip in the letters, marks of letters included: at its cost, 0 for none, ``inf`` for more."""
    if typed == meant:
        return 0.0
    best = _sounds(typed, meant)
    begin = _common(typed, meant)
    end = min(_common(typed[::-1], meant[::-1]), len(typed) - begin, len(meant) - begin)
    old, new = typed[begin : len(typed) - end], meant[begin : len(meant) - end]
    if len(old) == len(new) == 1:
        best = min(best, _replaced(old, new))
    elif len(old) == len(new) == 2 and old == new[::-1]:
        best = min(best, _SWAP)
    elif not new and len(old) == 1:
        doubled = old in (typed[begin - 1 : begin] or "-", typed[begin + 1 : begin + 2])
        # A letter too many in front is the rest of a word cut short: "qchế".
        best = min(best, _DOUBLE if doubled else _LOST if begin else inf)
    elif not old and len(new) == 1:
        best = min(best, _LOST)
    elif fold(old) == fold(new):
        # Two letters of one cluster that lack or have a mark: "uo" for "ươ".
        best = min(best, sum(_replaced(a, b) for a, b in zip(old, new, strict=True) if a != b))
    return best


def _replaced(old: str, new: str) -> float:
    if fold(old) == fold(new):
        return _NO_MARK if old == fold(old) else _OTHER_MARK
    return _KEY if fold(new) in _BESIDE.get(fold(old), "") else _OTHER


def _sounds(typed: str, meant: str) -> float:
    for one, two in _STARTS:
        for old, new in ((one, two), (two, one)):
            if typed.startswith(old) and meant == new + typed[len(old) :]:
                return _SOUND
    for one, two in _ENDS:
        for old, new in ((one, two), (two, one)):
            if typed.endswith(old) and meant == typed[: -len(old)] + new:
                return _SOUND
    return inf


def _common(one: str, two: str) -> int:
    size = 0
    for a, b in zip(one, two, strict=False):
        if a != b:
            break
        size += 1
    return size


def marks_only(typed: str, meant: str) -> bool:
    """Whether ``meant`` is ``typed`` with marks added and none taken away or changed."""
    pairs = zip(unicodedata.normalize("NFC", typed), unicodedata.normalize("NFC", meant), strict=False)
    return fold(typed) == fold(meant) and all(a == b or a == fold(b) for a, b in pairs)
