"""Several of a kind asked for ("hai huyện nào", "những lực lượng nào"): the words that enumerate them in one sentence.

All of one enumeration, or nothing: one member said alone would be taken for the only one.
"""

import re
from collections.abc import Iterable, Iterator

from index.parsing import patterns as p
from index.text import fold, has_marks, plain
from index.types import Role
from rag.answering.evidence import LIST_LIMIT, Evidence, shortened
from rag.answering.picking.candidates import Candidate
from rag.types import Draft, Want

# A piece so much less likely than the best (logarithm) may enumerate just as many as are asked for; any number of them, this much.
REACH, NEAR = 4.0, 2.0
# Members without names of their own: so many at least, each of so many syllables at most.
MEMBERS, LONG = 3, 10
_COUNTS = {"hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}
_COUNTS_FOLDED = {fold(word): number for word, number in _COUNTS.items()}


def _asks(counts: Iterable[str], plural: str, which: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?<![^\W_])(?P<count>{'|'.join(counts)}|0?[2-9]|1\d|{plural})\s+(?P<noun>[^\W\d_]+(?:\s+[^\W\d_]+){{0,2}}?)"
        rf"\s+(?:{which})(?![^\W_])",
        re.IGNORECASE,
    )


_ASKED, _ASKED_FOLDED = _asks(_COUNTS, "những|các", "nào|gì"), _asks(_COUNTS_FOLDED, "nhung|cac", "nao|gi")
# What is asked for in the plural and never enumerated behind its own name.
_NO_CLASS = frozenset("viec dieu gi cai nguoi noi dung thu ngay thang nam lan".split())
_NAME = rf"(?:[{p.UPPER}]\w*(?:[ -](?:[{p.UPPER}]\w*|\d+))*|\d{{1,3}}(?![\d/.,%])(?: [{p.UPPER}]\w*)*)"
_SOMEBODY = frozenset({Want.BODY, Want.PERSON, Want.PLACE})
_JOIN = r"(?:\s*[,;]\s*(?:và\s+)?|\s+(?:và|hoặc)\s+)"
_MEMBER = re.compile(_JOIN)


def members(evidence: Evidence) -> Draft | None:
    """The enumeration of what is asked for; ``None`` where not several of a kind are asked for, or nothing near does."""
    asked = _asked(evidence.query.text)
    best = evidence.best
    if asked is None or best is None:
        return None
    noun, count = asked
    somebody = evidence.query.want in _SOMEBODY  # of other things a list is looked for first
    for candidate in evidence.found:
        behind = best.score - candidate.score
        if behind > (REACH if count else NEAR):
            break
        if candidate.hit.clause.role is not Role.BODY or not candidate.own:
            continue
        if text := _named(candidate, noun, count) or (_plain(candidate, noun) if somebody and not count else None):
            return evidence.say(shortened(text, LIST_LIMIT), candidate)
    return None


def _asked(question: str) -> tuple[str, int | None] | None:
    """The noun and how many are asked for; ``None`` for the number where it is not said."""
    marks = has_marks(question)
    found = _ASKED.search(question) if marks else _ASKED_FOLDED.search(question)
    if found is None or fold(found["noun"]).split()[0] in _NO_CLASS:
        return None
    word = found["count"].lower()
    number = int(word) if word.isdigit() else (_COUNTS if marks else _COUNTS_FOLDED).get(word)
    return found["noun"].lower(), number


def _behind(text: str, noun: str) -> Iterator[tuple[int, int]]:
    """Where the noun stands in a text: ``[start, end)``."""
    marks = has_marks(noun)
    pattern = re.compile(rf"(?<![^\W_]){re.escape(noun).replace(chr(92) + ' ', chr(92) + 's+')}(?![^\W_])")
    said = text.lower() if marks else fold(text)
    if len(said) == len(text):
        yield from ((match.start(), match.end()) for match in pattern.finditer(said))


def _named(candidate: Candidate, noun: str, count: int | None) -> str | None:
    """``huyện đảo Hòn Mây và huyện Hòa Lộc``: names behind the noun, as many as asked for."""
    text = plain(candidate.piece.text)
    run = re.compile(
        rf"(?:\s+[^\W\d_]+){{0,3}}?(?:\s*:)?\s+(?P<first>{_NAME})(?:{_JOIN}(?:[^\W\d_]+\s+){{0,2}}?{_NAME})+"
    )
    for start, end in _behind(text, noun):
        if (
            (found := run.match(text, end))
            and (number := len(_MEMBER.split(found.group())))
            and number == (count or number)
        ):
            # Where their number is not known, more may follow than reads as a name.
            return text[start : found.end()] if count else text
    return None


def _plain(candidate: Candidate, noun: str) -> str | None:
    """``lực lượng y tế, công an, quân đội``: things without names of their own, to the end of the piece."""
    text = plain(candidate.piece.text)
    for _, end in _behind(text, noun):
        parts = _MEMBER.split(text[end:])
        if len(parts) >= MEMBERS and all(0 < len(part.split()) <= LONG for part in parts[:MEMBERS]):
            return text
    return None
