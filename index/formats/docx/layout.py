"""Paragraphs as typed into paragraphs as read: blanks made single, columns that tabs only make taken apart."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from index.formats.tables import is_frame
from index.text import fold

# A typist's column: one or more tabs, or a run of blanks.
_GAP = re.compile(r"[ ]*\t[ \t]*|[ ]{5,}")
_ADDRESSEE = re.compile(r"\W*kinh gui")
_MARKER = re.compile(r"\W*(?:[a-zđ\d.]{1,6}[.)]|[-–+*•])?\W*")
# Lines that stand in the left column with nothing beside them: a number, a subject, a recipient.
_LEFT = re.compile(r"\s*(?:[-–+*•]|luu\b|nhu\b|v\s?/\s?v\b|ve\s|so\s*:?[\s\d.…_]*[-/])")
# Lines of a letterhead or a signature block are short.
_SHORT = 90


def arranged(blocks: Iterable[str]) -> list[str]:
    """``blocks`` with single blanks; a letterhead or a signature block set with tabs comes column by column."""
    found: list[str] = []
    waiting: list[list[str]] = []  # the lines of such a block, each in its columns
    for block in blocks:
        parts = _parts(block)
        if waiting and _goes_on(parts):
            waiting.append(parts)
            continue
        found += _columns(waiting)
        waiting = [parts] if _opens(parts) else []
        if not waiting:
            found.append(_single(block))
    return [block for block in [*found, *_columns(waiting)] if block]


def _single(block: str) -> str:
    if block.startswith("|"):  # a table is as it should be
        return block
    return "\n".join(" ".join(line.split()) for line in block.split("\n") if line.strip())


def _parts(block: str) -> list[str]:
    """The columns of a line; the first is empty where the line begins further right."""
    return [] if "\n" in block or len(block) > 4 * _SHORT else [part.strip() for part in _GAP.split(block.rstrip())]


def _opens(parts: Sequence[str]) -> bool:
    """Whether a line in columns begins a letterhead or a signature block."""
    filled = [part for part in parts if part]
    if not 2 <= len(filled) <= 3 or max(map(len, filled)) > _SHORT:
        return False
    head = fold(filled[0])
    if _ADDRESSEE.match(head) or _MARKER.fullmatch(head):
        return False
    return is_frame([filled]) or (len(filled) == 2 and all(part.isupper() and " " in part for part in filled))


def _goes_on(parts: Sequence[str]) -> bool:
    filled = [part for part in parts if part]
    if not filled or _ADDRESSEE.match(fold(filled[0])):
        return False
    if len(filled) == 1 and parts[0]:
        return bool(_LEFT.match(fold(parts[0])))
    return max(map(len, filled)) <= _SHORT


def _columns(lines: Sequence[Sequence[str]]) -> Iterator[str]:
    """The lines of the left column, then those of the next."""
    for column in zip_longest(*lines, fillvalue=""):
        yield "\n".join(part for part in column if part)
