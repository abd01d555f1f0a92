"""Which of the marks restored are believed: in a question typed with marks only those that something speaks for.

Whoever types marks seldom leaves them out, and a word that the archive does not know ("Nam Phi", "lục lạp") looks to the model of
syllables like one it knows with marks missing. There a mark is put where the word then makes a phrase with a neighbour. In any
question what precedes a number is a part of a document ("muc 3") or a unit ("5 ha") whatever is likelier elsewhere.
"""

import re
from collections.abc import Sequence

from index.archive import Archive
from index.syllables.form import spelt
from index.text import canonical, fold
from rag.question.cues import STOP
from rag.question.place_position import bound
from rag.question.places import is_place

_WORD = re.compile(r"[^\W\d_]+")
# What makes two words belong together: oftener than chance, in clauses of the archive. "tử sĩ" 9.5, "hàng tháng" 46.
_SURE, _LIKELY, _ASKING, _OFTEN = 10.0, 3.0, 2.0, 3
# The share of words that lack marks in a question typed with them, at most: with half the marks, 35% of the words lack them.
_SHARE = 0.2
# Parts of a document, before a number that counts nothing.
_LEVELS = {
    "muc": "mục", "dieu": "điều", "khoan": "khoản", "diem": "điểm", "chuong": "chương", "phu luc": "phụ lục", "phan": "phần",
}  # fmt: skip
_PART = re.compile(
    r"\b(?P<level>muc|dieu|khoan|diem|chuong|phu luc|phan)(?=\s+(?:thu\s+|so\s+)?(?:\d{1,3}|[ivxl]{1,6})(?![\w.,/]*\d|\w|\s*%)"
    r"(?!\s+(?:trieu|nghin|ngan|dong|ty|lan|phan tram|nguoi)\b))"
)
# Units that are other words when marks are put on them, behind what is counted.
_UNIT = re.compile(
    r"\b(?:\d|may|bao nhieu|nhieu|moi)\s+(?P<unit>ha|kg|km|cm|mm|ml|lit|tan)\b(?!\s+(?:dong|noi|giang|nam|tinh)\b)"
)
_CAPITAL = re.compile(r"^[A-ZĐ]$")


def believed(typed: str, restored: str, archive: Archive, marks: bool) -> str:
    """``restored``, which is as long as ``typed``, without the marks that nothing speaks for. ``marks``: it was typed with some."""
    if len(typed) != len(restored):
        return restored
    said = list(restored)
    if marks:
        _keep_typed(said, typed, restored, archive)
    return _numbered(said, typed)


def _keep_typed(said: list[str], typed: str, restored: str, archive: Archive) -> None:
    words = list(_WORD.finditer(typed))
    new = [spelt(restored[word.start() : word.end()]) for word in words]
    old = [spelt(word.group()) for word in words]
    changed = [at for at, _ in enumerate(words) if new[at] != old[at]]
    if len(changed) > max(1, _SHARE * len(words)):
        return  # typed with half its marks, or fewer
    for at in changed:
        word = words[at]
        if _CAPITAL.match(word.group()) or not _speaks(typed, words, old, new, at, archive):
            said[word.start() : word.end()] = word.group()


def _speaks(
    typed: str, words: Sequence[re.Match[str]], old: Sequence[str], new: Sequence[str], at: int, archive: Archive
) -> bool:
    """Whether the archive or the language has the new word beside a neighbour of it here."""
    if _named(old, at):
        return False
    capital = at > 0 and words[at].group()[0].isupper()
    lost = old[at].isascii()
    for first, second in ((at - 1, at), (at, at + 1)):
        if first < 0 or second == len(words):
            continue
        between = typed[words[first].end() : words[second].start()]
        if between.strip():  # another clause, or a name in two parts
            continue
        one, other = new[first], new[second]
        times = 0 if _stands(old[first], old[second], archive) else _stands(one, other, archive)
        if times and (capital or not lost or times >= _OFTEN or bound(one, other, archive, _LIKELY)):
            return True
        if capital or not lost:
            continue  # a name, or a word with marks: only the archive can tell better
        if bound(one, other, archive, _SURE) or (one in STOP and other in STOP and bound(one, other, archive, _ASKING)):
            return True
    return False


def _named(words: Sequence[str], at: int) -> bool:
    """Whether the word is part of a known place's name as typed."""
    canon = [canonical(word) for word in words[max(0, at - 3) : at + 4]]
    here = at - max(0, at - 3)
    return any(
        is_place(tuple(canon[begin:end]))
        for begin in range(here + 1)
        for end in range(max(here + 1, begin + 2), min(len(canon), begin + 4) + 1)
    )


def _stands(one: str, other: str, archive: Archive) -> int:
    """In how many clauses the two stand side by side."""
    return archive.lexical.frequency(f"{canonical(one)}_{canonical(other)}", marks=True)


def _numbered(said: list[str], typed: str) -> str:
    """What stands by a number as it must be read."""
    low = typed.lower()
    for match in _PART.finditer(low):
        right = _LEVELS[match["level"]]
        said[match.start() : match.end()] = [
            new.upper() if old.isupper() else new
            for new, old in zip(right, typed[match.start() : match.end()], strict=True)
        ]
    for match in _UNIT.finditer(fold(low) if len(fold(low)) == len(low) else low):
        start, end = match.span("unit")
        said[start:end] = typed[start:end]
    return "".join(said)
