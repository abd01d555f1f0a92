"""A model's words, piece by piece, into sentences with the numbers they cite. Pure.

What may be changed: how a sentence is told to end, and what belongs to the form of a reply and not to its words (list signs,
Markdown, thoughts between ``<think>`` and ``</think>``).
"""

import re
import unicodedata
from dataclasses import dataclass

from index.parsing.patterns import LOWER

_MARK = r"[\[【]\s*\d{1,3}(?:\s*[,;]\s*\d{1,3})*\s*[\]】]"
_MARKS = re.compile(_MARK)
_DIGITS = re.compile(r"\d+")
# A line, or . ! ? … and the numbers behind it before something that is no small letter and no number still to come. The dot of
# an abbreviation ("TP.", "PGS.", "Q.") or of an initial ends nothing.
_SHORT = "".join(
    rf"(?<!\b{word})" for word in ("TP", "Tp", "TX", "Tx", "TT", "GS", "PGS", "TS", "ThS", "BS", "CN", "KS", "đ/c")
)
_END = re.compile(rf"\n+|(?<![\s(.]\w){_SHORT}(?<![.!?…])[.!?…]+[”\"’*_)]*(?:\s*{_MARK})*(?=\s+[^\s\[【{LOWER}])")
_LEAD = re.compile(r"\s*(?:(?:[-*•–+#>]+|\d{1,2}[.)])\s+)*")
_HEAD = re.compile(r"(?:trả lời|đáp|câu trả lời|answer)\s*:\s*", re.IGNORECASE)
_EMPHASIS = re.compile(r"\*\*|__|`")
_BEFORE_MARK = re.compile(r"\s+([,.;:!?])")
_OPEN, _CLOSE = "<think>", "</think>"


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence without list signs and numbers, and the numbers it cites, in order."""

    text: str
    numbers: tuple[int, ...]


class Sentences:
    """Takes the pieces of one reply and gives each sentence once it is whole.

    A sentence without a number takes those of the next in its line that has some: people and models put them at the end.
    """

    def __init__(self) -> None:
        self._waiting: list[str] = []
        self._raw = ""
        self._text = ""
        self._thinking = False

    def feed(self, piece: str) -> list[Said]:
        """The sentences that ``piece`` completes."""
        self._text += self._spoken(piece)
        found: list[Said] = []
        while match := _END.search(self._text, _lead(self._text)):
            found += self._said(self._text[: match.end()], ends=match.group().startswith("\n"))
            self._text = self._text[match.end() :]
        return found

    def end(self) -> list[Said]:
        """What is left when nothing more comes."""
        rest = self._text + ("" if self._thinking else self._raw)
        self._raw = self._text = ""
        return self._said(rest, ends=True)

    def _said(self, text: str, ends: bool) -> list[Said]:
        """The sentence and those that waited for its numbers; ``ends``: the line does, and nothing waits any longer."""
        numbers = tuple(int(digits) for mark in _MARKS.findall(text) for digits in _DIGITS.findall(mark))
        self._waiting += _words(text)
        if not numbers and not ends:
            return []
        found = [Said(words, numbers) for words in self._waiting]
        self._waiting = []
        return found

    def _spoken(self, piece: str) -> str:
        """What of the pieces so far is no thought; the beginning of a tag waits for the rest of it."""
        self._raw += piece
        spoken = ""
        while True:
            tag = _CLOSE if self._thinking else _OPEN
            before, found, after = self._raw.partition(tag)
            if not found:
                keep = next((n for n in range(len(tag) - 1, 0, -1) if self._raw.endswith(tag[:n])), 0)
                if not self._thinking:
                    spoken += self._raw[: len(self._raw) - keep]
                self._raw = self._raw[len(self._raw) - keep :]
                return spoken
            spoken += "" if self._thinking else before
            self._raw, self._thinking = after, not self._thinking


def _lead(text: str) -> int:
    match = _LEAD.match(text)
    return match.end() if match and "\n" not in match.group() else 0


def _words(text: str) -> list[str]:
    seen = "".join(
        char for char in text if char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co")
    )
    words = _EMPHASIS.sub("", _MARKS.sub(" ", unicodedata.normalize("NFC", seen)))
    words = _BEFORE_MARK.sub(r"\1", " ".join(words.split()))
    words = _HEAD.sub("", words[_lead(words + " ") :], count=1).strip()
    words = words.rstrip(" .;,")
    return [words] if re.search(r"\w", words) else []
