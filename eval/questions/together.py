"""Two lines of a cell that stand together in a document: a quotation that was copied with its line breaks. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from eval.questions.anchor import Text
from index.text import Aligned, tokens
from index.types import Span


@dataclass(frozen=True, slots=True)
class Place:
    """Where two lines stand together, and the white space ``between`` them there."""

    span: Span
    between: str


def joined(text: Text, first: str, second: str) -> Iterator[Place]:
    """The places of ``first`` and, after nothing but white space, ``second``; compared as :meth:`Text.loose` does.

    The signs where they meet count: what stands in a list with commas between is no single quotation.
    """
    before, after = Aligned(first).text, Aligned(second).text
    left, right = tokens(before), tokens(after)
    if not left or not right:
        return
    ahead = "".join(rf"\s*{re.escape(sign)}" for sign in "".join(before[left[-1].end :].split()))
    behind = "".join(rf"{re.escape(sign)}\s*" for sign in "".join(after[: right[0].start].split()))
    gap = re.compile(rf"{ahead}(\s+){behind}")
    for span in text.loose(f"{first} {second}"):
        found = Aligned(text.source[span.start : span.end]).text
        there = tokens(found)
        if len(there) == len(left) + len(right):
            met = gap.fullmatch(found, there[len(left) - 1].end, there[len(left)].start)
            if met:
                yield Place(span, met[1])
