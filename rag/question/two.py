"""Two questions asked in one breath: "Ai ký quyết định 1532, và ban hành theo đề nghị của ai?" Pure."""

import re

from index.text import tokens
from rag.question.cues import STOP_FOLDED
from rag.question.folded import flat

# What joins them. Without a comma only right behind the words that ask: "X là ai và ở đâu …".
_JOINT = re.compile(
    r"\s*[,;]\s*(?:và|đồng thời|còn|rồi|va)\s+|(?:(?<= ai)|(?<= nào)|(?<= gì)|(?<= đâu))\s+và\s+", re.IGNORECASE
)
_ASKS = re.compile(
    r"\b(?:ai|gi|nao|dau|bao nhieu|bao gio|bao lau|bao xa|may|the nao|ra sao)\b|\b(?:khong|chua)[ ?.!]*$"
)
# A part with fewer words of matter than this leans on the other: it is one question with two blanks.
LEAST = 2


def parts_of(text: str) -> tuple[str, ...]:
    """The two questions ``text`` consists of; empty where it is one."""
    for joint in _JOINT.finditer(text):
        parts = (text[: joint.start()].strip(" ,;") + "?", text[joint.end() :].strip())
        if all(_ASKS.search(flat(part)) and _matter(part) >= LEAST for part in parts):
            return parts
    return ()


def _matter(text: str) -> int:
    return sum(token.folded not in STOP_FOLDED for token in tokens(text))
