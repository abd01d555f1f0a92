"""Names of known places typed without their marks, which no language model of an archive that does not hold them can restore.

``phuong lang ha`` is Láng Hạ's ward, since such a ward there is. Only the lists of :mod:`rag.question.places` are looked at.
"""

import itertools
import re
from collections.abc import Sequence

from index.archive import Archive
from index.text import Token, canonical, tokens
from rag.question.places import gazetteer, longest, noun_of
from rag.types import Change, Repair

# How the nouns of places are written: "quân" and "xà" are none.
_NOUNS = {
    "quan": "quận",
    "huyen": "huyện",
    "phuong": "phường",
    "xa": "xã",
    "tinh": "tỉnh",
    "pho": "phố",
    "uy": "ủy",
    "o": "ở",
    "tai": "tại",
}
_RIGHT = frozenset(map(canonical, [*_NOUNS.values(), "tp"]))
_WORD = re.compile(r"[^\W\d_]+")


def name_places(typed: str, restored: str, archive: Archive) -> str:
    """``restored`` (as long as ``typed``, letter for letter) with the names in it that were typed without marks as they are.

    A name counts behind the noun of such a place ("phường", "huyện"), or where each of its syllables was capitalised. Where
    the noun was restored otherwise, too ("quân đồng đã"), the archive must not know those words as they stand.
    """
    if len(typed) != len(restored):
        return restored
    found = tokens(restored)
    folded = [token.folded for token in found]
    said = list(restored)
    taken: set[int] = set()
    for size in range(min(longest(), len(found)), 1, -1):
        for at in range(len(found) - size + 1):
            span = found[at : at + size]
            lines = gazetteer().get(tuple(folded[at : at + size]), ())
            bare = all(typed[token.start : token.end].isascii() for token in span)
            if not lines or not bare or taken.intersection(range(at, at + size)):
                continue
            called = noun_of(found, at)
            line = next((line for line in lines if line.units & called), None)
            if line and found[at - 1].accented not in _RIGHT:
                noun = found[at - 1]
                if not typed[noun.start : noun.end].isascii() or _stands(span, archive):
                    continue
                _write(said, typed, noun, _NOUNS.get(noun.folded, ""))
            titled = all(typed[token.start].isupper() for token in span)
            line = line or next((line for line in lines if titled or "body" in line.units), None)
            if line is None:
                continue
            taken.update(range(at, at + size))
            for token, syllable in zip(span, _WORD.findall(line.name), strict=False):
                _write(said, typed, token, syllable)
    return "".join(said)


def _stands(span: Sequence[Token], archive: Archive) -> bool:
    """Whether any two of these words stand side by side in the archive."""
    return any(archive.lexical.frequency(f"{a.accented}_{b.accented}", marks=True) for a, b in itertools.pairwise(span))


def _write(said: list[str], typed: str, token: Token, syllable: str) -> None:
    """Puts ``syllable`` at a token's place, in the capitals typed."""
    if token.end - token.start == len(syllable):
        pairs = zip(syllable, typed[token.start : token.end], strict=True)
        said[token.start : token.end] = [new.upper() if old.isupper() else new.lower() for new, old in pairs]


def marks_changed(typed: str, restored: str) -> tuple[Change, ...]:
    """The words of ``typed`` that are written otherwise in ``restored``, neighbours as one."""
    runs: list[tuple[int, int]] = []
    last = -1
    for at, word in enumerate(_WORD.finditer(typed)):
        if word.group() != restored[word.start() : word.end()]:
            if runs and last == at - 1:
                runs[-1] = (runs[-1][0], word.end())
            else:
                runs.append(word.span())
            last = at
    return tuple(Change(Repair.MARKS, typed[start:end], restored[start:end]) for start, end in runs)
