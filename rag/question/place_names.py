"""Names of known places typed without their marks, which no language model of an archive that does not hold them can restore.

``phuong lang ha`` is Láng Hạ's ward, since such a ward there is. Only the lists of :mod:`rag.question.places` are looked at.
"""

import itertools
import re
from collections.abc import Sequence

from index.archive import Archive
from index.syllables.form import spelt
from index.text import Token, canonical, tokens
from rag.question.cues import STOP_FOLDED
from rag.question.place_position import BEFORE, MET, bound
from rag.question.places import gazetteer, longest, noun_of

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

    A name counts behind the noun of such a place ("phường", "huyện"), where each of its syllables was capitalised, or where it
    stands as a place does and what was made of it is no phrase. Where the noun was restored otherwise, too ("quân đồng đã"),
    the archive must not know those words as they stand.
    """
    if len(typed) != len(restored):
        return restored
    found = tokens(restored)
    folded = [token.folded for token in found]
    said = list(restored)
    taken: set[int] = set()
    for size in range(min(longest(), len(found)), 0, -1):
        for at in range(len(found) - size + 1):
            span = found[at : at + size]
            lines = gazetteer().get(tuple(folded[at : at + size]), ())
            bare = all(typed[token.start : token.end].isascii() for token in span)
            if not lines or not bare or taken.intersection(range(at, at + size)):
                continue
            if size == 1:  # "hue phai lam gi"; "vinh" is as often a word
                line = next((line for line in lines if line.accented != line.folded and "body" not in line.units), None)
                if line and _alone(restored, found, at, 1, archive):
                    taken.add(at)
                    _write(said, typed, span[0], line.name)
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
            if line is None and _alone(restored, found, at, size, archive):
                line = None if any(line.ordinary for line in lines) else lines[0]
            if line is None:
                continue
            taken.update(range(at, at + size))
            for token, syllable in zip(span, _WORD.findall(line.name), strict=False):
                _write(said, typed, token, syllable)
    return "".join(said)


def _alone(restored: str, found: Sequence[Token], at: int, size: int, archive: Archive) -> bool:
    """Whether the words stand where a place does, while what was made of them is no phrase: ``dong da`` became "đóng đã"."""
    said = [spelt(restored[token.start : token.end]) for token in found]
    own = said[at : at + size]
    if any(bound(a, b, archive) for a, b in itertools.pairwise(own)):
        return False
    if at + size < len(said) and bound(own[-1], said[at + size], archive, MET):
        return False
    if not at or said[at - 1] in BEFORE:
        return True
    if at + size < len(said) or any(token.folded in STOP_FOLDED for token in found[at : at + size]):
        return False  # in the middle it is as likely two other words
    near = [*itertools.pairwise(own), (said[at - 1], own[0])]
    strangers = not any(bound(a, b, archive, MET) for a, b in near)
    return size > 1 and strangers and not _stands(found[at : at + size], archive)


def _stands(span: Sequence[Token], archive: Archive) -> bool:
    """Whether any two of these words stand side by side in the archive."""
    return any(archive.lexical.frequency(f"{a.accented}_{b.accented}", marks=True) for a, b in itertools.pairwise(span))


def _write(said: list[str], typed: str, token: Token, syllable: str) -> None:
    """Puts ``syllable`` at a token's place, in the capitals typed."""
    if token.end - token.start == len(syllable):
        pairs = zip(syllable, typed[token.start : token.end], strict=True)
        said[token.start : token.end] = [new.upper() if old.isupper() else new.lower() for new, old in pairs]
