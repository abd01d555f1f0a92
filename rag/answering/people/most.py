"""Which of many has the most or the least: only a text that says so ("cao nhất", "dẫn đầu") tells."""

import re

from index.text import fold, folded_words
from index.types import Role
from rag.answering.evidence import Evidence, excerpt
from rag.answering.picking.signals import NAME
from rag.answering.value.tables import is_row
from rag.question.cues import ORGAN
from rag.types import Draft, Reason

_UP, _DOWN = r"(?:nhieu|cao|lon|dong|nang|manh|tot|nhanh)", r"(?:it|thap|nho|kem|nhe|cham)"
_WHICH = (
    rf"\b(?:{ORGAN}|dia phuong|noi|tinh|thi xa|thi tran|thanh pho|thon|xom|khu|diem|dia ban|tram|doi|to)"
    r"(?: [a-z]+){0,2} nao\b"
)
_NO_BOUND = r"\b(?! (?:la|\d|ngay|may|bao)\b)"
# "Nơi nào có nhiều ca mắc nhất?"; "ít nhất 3 ca" is a bound, "chậm nhất ngày 5" a day.
_MOST = re.compile(rf"{_WHICH}.*\b(?:{_UP}(?P<what>(?: [a-z]+){{0,8}}) nhat|dan dau_?|dau_? bang){_NO_BOUND}")
_LEAST = re.compile(rf"{_WHICH}.*\b(?:{_DOWN}(?P<what>(?: [a-z]+){{0,8}}) nhat|cuoi bang){_NO_BOUND}")
_SAYS_MOST = re.compile(rf"\b(?:{_UP} nhat|dan dau|dung dau (?:toan|ca|danh|bang|tinh|huyen))\b")
_SAYS_LEAST = re.compile(rf"\b{_DOWN} nhat\b")
# A piece so much less likely than the likeliest (logarithm) may still be the one that says so.
REACH = 4.2
# … of the clause that is likeliest, or holding this share of the question itself.
OWN = 0.4


def most(evidence: Evidence) -> Draft | None:
    """The sentence that names which has the most; silence where none near says so. ``None`` where that is not asked, or rows of
    a table may tell."""
    most_asked, least_asked = _MOST.search(evidence.folded), _LEAST.search(evidence.folded)
    of, says = (most_asked, _SAYS_MOST) if most_asked else (least_asked, _SAYS_LEAST)
    if of is None:
        return None
    what = (of["what"] or "").split()
    body = [c for c in evidence.found if c.hit.clause.role is Role.BODY]
    near = [c for c in body if c.score >= body[0].score - REACH]
    asked = evidence.words(evidence.query.text)
    for candidate in near:
        text = candidate.piece.text
        if candidate.hit.clause.id != body[0].hit.clause.id and candidate.own < OWN:
            continue
        if what and sum(word in folded_words(candidate.hit.clause.text) for word in what) <= len(what) / 2:
            continue  # the most of something else
        if says.search(fold(text)) and any(not evidence.words(m.group()) <= asked for m in NAME.finditer(text)):
            return evidence.say(excerpt(candidate), candidate)
    rows = any(is_row(c.hit.clause) for c in near)
    return None if rows else Draft((), 0.0, Reason.NOT_STATED)
