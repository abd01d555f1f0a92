"""What stands right before a value and says whose it is, or of what: a name, "tổng", "đến ngày" of a report. Pure."""

import re

from index.parsing import patterns as p
from index.text import words
from rag.answering.passages.families import of_another
from rag.question.folded import flat
from rag.values import Value

_NAME = re.compile(rf"[{p.UPPER}][{p.LOWER}]*(?: [{p.UPPER}][{p.LOWER}]*)+")
_NAMED = re.compile(rf"(?P<name>{_NAME.pattern})\s*\(\s*$")
_TOTAL_ASKED = re.compile(
    r"\b(?:tat ca|tong(?: cong| so)?|ca thay|toan bo|het thay) (?:la |co |het |chi |can )?(?:bao nhieu|may)\b"
)
_TOTAL = re.compile(r"(?:^|[\s:;(])[Tt]ổng(?! cục| công ty)(?:[^\W\d_]|[ :])*$")
_DATING = re.compile(r"(?:tính\s+)?đến\s+ngày", re.IGNORECASE)


def asks_total(question: str) -> bool:
    """Whether all of something together is asked for: what each has a share of, no share."""
    return _TOTAL_ASKED.search(flat(question)) is not None


def whose(question: str, text: str, one: Value) -> float:
    """1 where the value stands behind a name of the question ("xã Cửa Ngàn (12 ha)") or is the total that it asks for; -1 where it
    stands so behind another name or another thing of a family; 0 where nothing tells."""
    before = text[: one.start]
    if asks_total(question):
        return float(bool(_TOTAL.search(before)))
    behind = _NAMED.search(before)
    names = [set(words(m.group())) for m in _NAME.finditer(question)] if behind else []
    if not behind or not names:
        return -float(of_another(question, before))
    own = set(words(behind["name"]))
    return 1.0 if any(own <= one for one in names) else -1.0


def reported(text: str, one: Value) -> bool:
    """Whether a day only dates a count: "Đến ngày 15/6 còn …" at the head of a sentence."""
    return not text[: one.start].strip(" -–+*") and _DATING.match(one.text) is not None
