"""When and where a meeting, a class or a contest is, of which only the title of its document speaks: its labelled lines.

An invitation says "Địa điểm: …" in a line that shares no word with the question; that the document is about the very thing
asked about tells its title.
"""

import re
from dataclasses import replace

from index.passages import describe
from index.text import fold
from index.types import Directive, Role
from rag.answering.evidence import Evidence, excerpt
from rag.answering.picking.segments import sentences
from rag.types import Basis, Draft, Want

# The share of the question that the document's line must hold, and by how much it must hold more than any other document's.
TITLED, ALONE = 0.55, 0.15
_PLACE = re.compile(
    r"\W*(?:\d{1,2}[.)]\s*|[a-z]\)\s*)?(?:dia (?:diem|chi)|noi (?:hop|to chuc|dien ra))(?: [a-z]+){0,3}\s*:"
)
_TIME = re.compile(r"\W*(?:\d{1,2}[.)]\s*|[a-z]\)\s*)?thoi gian(?: [a-z]+){0,3}\s*:")
_CHAIR = re.compile(r"\W*(?:\d{1,2}[.)]\s*|[a-z]\)\s*)?(?:nguoi )?chu tri(?: [a-z]+){0,3}\s*:")
_CHAIR_ASKED = re.compile(r"\b(?:chu tri|chu toa|dieu hanh)\b")
_LABELS = {Want.PLACE: _PLACE, Want.TIME: _TIME, Want.DATE: _TIME}


def labelled(evidence: Evidence) -> Draft | None:
    """The one line of that label in the document whose title the question speaks of; ``None`` where there is none, or several."""
    query = evidence.query
    chaired = query.want is Want.PERSON and _CHAIR_ASKED.search(evidence.folded)
    label = _CHAIR if chaired else _LABELS.get(query.want)
    one = _titled(evidence) if label else None
    if label is None or one is None:
        return None
    lines = [
        (clause, sentence)
        for clause in evidence.archive.clauses_of(one.id)
        if clause.role is Role.BODY
        for sentence in sentences(clause)
        if label.match(fold(sentence.text))
    ]
    if len(lines) != 1 or not evidence.found:
        return None
    ((clause, sentence),) = lines
    found = evidence.found[0]
    line = replace(found, hit=replace(found.hit, clause=clause), sentence=sentence, piece=sentence)
    return replace(evidence.say(excerpt(line), line), basis=Basis.PASSAGE)


def _titled(evidence: Evidence) -> Directive | None:
    archive = evidence.archive
    scores: dict[int, float] = {}
    for candidate in evidence.found:
        number = candidate.hit.clause.directive
        if number not in scores:
            one = archive.directives[number]
            words = evidence.words(f"{describe(one)} {one.subject.value if one.subject else ''}")
            scores[number] = evidence.matcher.coverage([(words, 1.0)])
    ranked = sorted(scores.values(), reverse=True)
    if not ranked or ranked[0] < TITLED or (len(ranked) > 1 and ranked[1] > ranked[0] - ALONE):
        return None
    return archive.directives[max(scores, key=lambda number: scores[number])]
