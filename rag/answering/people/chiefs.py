"""Who is at the head of a committee, a team or a command, by what the chief of each is called."""

import re

from index.text import folded_words
from index.types import Role
from rag.answering.evidence import Evidence, excerpt
from rag.answering.people import phrases
from rag.answering.picking.candidates import Candidate
from rag.question.cues import NAME_WANTED, TITLE, WHO
from rag.types import Draft

# A sentence that names somebody in the very place asked for may be this much less likely than the best: the factor's logarithm.
IN_PLACE = 4.2
_CHIEF_ASKED = re.compile(
    rf"(?:{WHO}|\b{TITLE} nao)(?: \w+){{0,2}} (?:cam dau|dung dau|lam sep|lam truong|chi huy|lanh dao)(?P<a>(?: \w+){{1,3}})"
    rf"|\b(?:cam dau|dung dau)(?P<b>(?: \w+){{1,3}}).* (?:{WHO}|{TITLE} nao)"
)
# What the chief of each is called, by how the body is asked for.
_CHIEFS = {
    "so chi huy": "chỉ huy trưởng", "ban chi huy": "chỉ huy trưởng|trưởng ban", "to": "tổ trưởng", "doi": "đội trưởng",
    "doan": "trưởng đoàn", "hoi dong": "chủ tịch hội đồng", "ban": "trưởng ban|trưởng tiểu ban",
}  # fmt: skip


def chief(evidence: Evidence) -> Draft | None:
    """Who is at the head of a committee, a team, a command: the one printed as its chief, not as a deputy."""
    asked = _CHIEF_ASKED.search(evidence.folded.replace("_", ""))
    if asked is None or NAME_WANTED.search(evidence.folded):
        return None
    body = f"{asked['a'] or asked['b']} "
    said = next((said for noun, said in _CHIEFS.items() if f" {noun} " in body), None)
    office = re.compile(rf"(?<!phó )(?<![^\W_])(?:{said})(?![^\W_])(?! thường)", re.IGNORECASE) if said else None
    for candidate in body_near(evidence, IN_PLACE) if office else ():
        if office and (printed := office.search(candidate.sentence.text)):
            value = phrases.copula(candidate.sentence.text, folded_words(printed.group()))
            return evidence.say(value.text if value else excerpt(candidate), candidate)
    return None


def body_near(evidence: Evidence, reach: float) -> list[Candidate]:
    """The pieces of the documents' bodies that are about as likely as the likeliest of them."""
    body = [c for c in evidence.found if c.hit.clause.role is Role.BODY]
    return [c for c in body if c.score >= body[0].score - reach]
