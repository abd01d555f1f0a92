"""A clause on one line, NFC and without Markdown marks, whose stretches translate back to the stored source. Pure."""

import re
from bisect import bisect_right

from index.text import Aligned
from index.types import Clause, Span

# What is no single blank between words: other white space, several of it, marks of Markdown.
_JOINT = re.compile(r"[^\S ][\s*_`#]*| [\s*_`#]+|[*_`#][\s*_`#]*")
_BLANK = re.compile(r"\s")


class Line:
    """The words of ``clause``; ``span(i, j)`` is where ``text[i:j]`` stands in its file."""

    __slots__ = ("_aligned", "_begin", "_flat", "_read", "clause", "text")

    def __init__(self, clause: Clause) -> None:
        self.clause = clause
        self._begin = clause.start
        self._aligned = Aligned(clause.text)
        # Where each stretch that was copied begins: in the line, and in the clause.
        self._flat: list[int] = []
        self._read: list[int] = []
        pieces: list[str] = []
        size = at = 0
        source = self._aligned.text
        for joint in [*_JOINT.finditer(source), None]:
            begin, end = joint.span() if joint else (len(source), len(source))
            if at < begin:
                self._flat.append(size)
                self._read.append(at)
                pieces.append(source[at:begin])
                size += begin - at
            if joint and size and _BLANK.search(joint.group()):
                self._flat.append(size)
                self._read.append(begin)
                pieces.append(" ")
                size += 1
            at = end
        self.text = "".join(pieces).rstrip()

    def _origin(self, position: int) -> int:
        at = bisect_right(self._flat, position) - 1
        return self._read[at] + position - self._flat[at]

    def span(self, start: int, end: int) -> Span:
        """The place of ``text[start:end]``, which holds at least one character and neither begins nor ends with a blank."""
        found = self._aligned.span(self._origin(start), self._origin(end - 1) + 1)
        return Span(self._begin + found.start, self._begin + found.end)
