"""Words for the most and the least of many: "cao nhất", "nhiều ca mắc nhất", "ít nhất". Pure."""

import re
from enum import Enum

from index.text import fold
from rag.question.folded import flat

# The adjectives as they are spelt. "Chậm", "muộn", "sớm" with "nhất" set a day, and are none.
_UP = "nhiều cao lớn đông dài nặng rộng mạnh tốt nhanh lâu".split()
_DOWN = "ít thấp nhỏ kém nhẹ ngắn hẹp".split()
UP, DOWN = (rf"(?:{'|'.join(fold(word) for word in words)})" for words in (_UP, _DOWN))
# With marks only these spellings count: "báo cáo" folds to "cao", "Nhật" to "nhat".
_SPELT = {fold(word): word for word in (*_UP, *_DOWN, "nhất")}
# "Thống nhất", "thứ nhất", "duy nhất", "hợp nhất", "nhất trí", "nhất định" are other words.
NHAT = r"(?<!thong )(?<!thu )(?<!duy )(?<!hop )nhat\b(?! (?:tri|quan|thiet|dinh|ban|thoi|loat|the)\b)"
# "Ít nhất 3 ca", "nhiều nhất là bao nhiêu" are bounds.
_BOUND = r"(?! (?:la|\d\S*|ngay|may|bao|mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi|nua|phai|cung|thi)\b)"
_BETWEEN = r"(?P<what>(?: (?!(?:nhat|de|va|theo|thi|trong)\b)[a-z_]+){0,8}?)"


class Extreme(Enum):
    """Which of many is asked for or told of."""

    MOST = "most"
    LEAST = "least"


_ASKED = {
    Extreme.MOST: re.compile(
        rf"(?<!bao )\b(?:{UP}{_BETWEEN} (?:{NHAT}|hon ca\b){_BOUND}"
        r"|dan dau\b|dung dau(?= (?:toan|ca|danh|bang|ve|tinh|huyen|thanh)\b)|dau bang\b)"
    ),
    Extreme.LEAST: re.compile(rf"\b(?:{DOWN}{_BETWEEN} {NHAT}{_BOUND}|cuoi bang\b)"),
}
_SAID = {
    Extreme.MOST: re.compile(
        rf"(?<!bao )\b(?:{UP} {NHAT}{_BOUND}|dan dau\b|dung dau (?:toan|ca|danh|bang|tinh|huyen)\b)"
    ),
    Extreme.LEAST: re.compile(rf"\b{DOWN} {NHAT}{_BOUND}"),
}


def guarded(text: str) -> str:
    """``text`` folded as by :func:`rag.question.folded.flat`, with its commas; a syllable that folding makes look like one of these
    words has ``_`` behind it."""
    return ", ".join(flat(part, _SPELT) for part in text.split(","))


def asked(text: str) -> tuple[Extreme, re.Match[str]] | None:
    """Which extreme a :func:`guarded` question asks for, and its words (``what``: of what)."""
    return next(((one, match) for one, form in _ASKED.items() if (match := form.search(text))), None)


def says(text: str, extreme: Extreme) -> bool:
    """Whether a text says of something that it has the most or the least."""
    return _SAID[extreme].search(guarded(text)) is not None
