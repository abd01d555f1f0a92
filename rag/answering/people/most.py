"""Which of many has the most or the least: only a text that says so ("cao nhất", "dẫn đầu") tells."""

import re

from index.text import folded_words
from index.types import Role
from rag.answering.evidence import Evidence, excerpt
from rag.answering.picking.signals import NAME
from rag.answering.value import extremes
from rag.answering.value.tables import is_row
from rag.question.cues import ORGAN
from rag.types import Draft, Reason

_WHICH = re.compile(
    rf"\b(?:{ORGAN}|dia phuong|noi|tinh|thi xa|thi tran|thanh pho|thon|xom|khu|diem|dia ban|tram|doi|to)"
    r"(?: [a-z_]+){0,2} nao\b"
)
# The noun phrase ends with "nhất": nothing else can be meant.
_ENDS = re.compile(r"[ ?.!]*$|,| (?:o|tai|trong|cua|toan|tinh|so|vay|the|nhi|a|ha)\b")
# A piece so much less likely than the likeliest (logarithm) may still be the one that says so.
REACH = 4.2
# … of the clause that is likeliest, or holding this share of the question itself.
OWN = 0.4


def most(evidence: Evidence) -> Draft | None:
    """The sentence that names which has the most; silence where none near says so. ``None`` where that is not surely asked, or rows
    of a table may tell."""
    text = extremes.guarded(evidence.query.text)
    which, asked = _WHICH.search(evidence.folded), extremes.asked(text)
    if not which or not asked:
        return None
    extreme, of = asked
    if text[: of.start()].count(" ") < evidence.folded[: which.start()].count(" "):
        return None
    what = (of["what"] or "").replace("_", "").split()
    body = [c for c in evidence.found if c.hit.clause.role is Role.BODY]
    near = [c for c in body if c.score >= body[0].score - REACH]
    own = evidence.words(evidence.query.text)
    for candidate in near:
        if candidate.hit.clause.id != body[0].hit.clause.id and candidate.own < OWN:
            continue
        if what and sum(word in folded_words(candidate.hit.clause.text) for word in what) <= len(what) / 2:
            continue  # the most of something else
        said = candidate.piece.text
        if extremes.says(said, extreme) and any(not evidence.words(m.group()) <= own for m in NAME.finditer(said)):
            return evidence.say(excerpt(candidate), candidate)
    unsure = any(is_row(c.hit.clause) for c in near) or not _ENDS.match(text, of.end())
    return None if unsure else Draft((), 0.0, Reason.NOT_STATED)
