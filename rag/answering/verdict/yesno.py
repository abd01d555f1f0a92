"""Yes or no, with the sentence that decides; the sentence alone, or silence, where it does not clearly decide."""

import re
from dataclasses import replace

from index.text import folded_words
from rag import values
from rag.answering.evidence import FACT_LIMIT, Evidence, excerpt
from rag.answering.people.persons import offices_of
from rag.answering.picking.candidates import Candidate
from rag.answering.verdict.alternatives import alternative, exempted, within_kind
from rag.answering.verdict.apart import told_apart
from rag.answering.verdict.approval import granted
from rag.answering.verdict.doers import ASKED_ROLE
from rag.answering.verdict.judging import judged
from rag.types import Citation, Draft

# How likely a verdict must be to be said. On questions it was not learnt from, three in four that can be decided are then decided
# rightly and one in twenty-six wrongly; of questions made to look decided that are not, seven in ten are left open
# (`python -m eval.deciding`).
SURE = 0.4
# … and where an amount of the question is measured by what the piece sets: words in common tell less of the matter then.
MEASURED, CLEARLY = 0.28, 2.5
# The sentence is said without a verdict where it is this sure to speak of what is asked, holds this share of the question, and
# silence is less likely than this.
TELLING, HOLDING, OPEN = 0.6, 0.5, 0.6
# What no text decides: whether it is enough to live on, fair, or good (folded).
_OPINION = re.compile(
    r"\bco (?:that su |thuc su |that )?(?:du (?:song|an|no|tieu|trang trai|chi tieu|nuoi|bu dap|cho(?! phep))\b|xung dang|hop ly\b"
    r"|cong bang|thoa dang|kha thi|qua (?:cao|thap|nhieu|it|dat|muon|som)\b|(?:cao|thap|nhieu|it|dat|re|tot) khong\b)"
)


def yes_no(evidence: Evidence) -> Draft | None:
    """``Có: …`` or ``Không: …``; the bare sentence where it surely speaks of the matter; ``None`` when nothing decides."""
    if _OPINION.search(evidence.folded):
        return None
    role = ASKED_ROLE.search(evidence.query.text)
    if role and (person := next(iter(values.persons(role["holder"]) or values.persons(role["role"])), None)):
        return _holds(evidence, person.text, role)
    if other := alternative(evidence) or exempted(evidence):
        return _said(evidence, False, other)
    if consent := granted(evidence):
        verdict, piece, beside = consent
        return _said(evidence, verdict, piece, *beside)
    if apart := told_apart(evidence):
        return _said(evidence, *apart)
    found = judged(evidence)
    if found is None:
        return None
    chance = max(found.yes, found.no)
    measured = found.measured and chance >= MEASURED and chance >= CLEARLY * min(found.yes, found.no)
    if chance >= SURE or measured:
        return replace(_said(evidence, found.verdict, found.piece), confidence=round(chance, 3))
    if of_kind := within_kind(evidence):
        return _said(evidence, True, of_kind)
    told = found.piece.core == 1 and found.piece.own >= HOLDING and evidence.support(found.piece) >= TELLING
    if told and 1 - found.yes - found.no < OPEN:
        return evidence.say(excerpt(found.piece), found.piece)
    return None


def _said(evidence: Evidence, yes: bool, candidate: Candidate, *beside: Citation) -> Draft:
    said = evidence.say(f"{'Có' if yes else 'Không'}: {excerpt(candidate, FACT_LIMIT - 12)}", candidate, *beside)
    return replace(said, verdict=yes)


def _holds(evidence: Evidence, person: str, role: re.Match[str]) -> Draft | None:
    """Whether somebody named holds an office: only what is printed with the name decides."""
    asked = role["role"] if person in role["holder"] else role["holder"]
    wanted = {word for word in folded_words(asked) if word not in ("cua", "la", "co", "phai")}
    for candidate, offices in offices_of(evidence, person):
        own = [set(folded_words(part)) for office in offices for part in office.split(",")]
        held = any(one and one <= wanted and ("pho" in one) == ("pho" in wanted) for one in own)
        return _said(evidence, held, candidate)
    return None
