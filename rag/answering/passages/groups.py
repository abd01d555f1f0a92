"""Those who make up a body, attend a meeting or are granted something: the sentence that enumerates them, whatever they are called.

"Hội đồng gồm những ai?", "những ai dự họp?", "ai được miễn phí?": such a sentence often holds less of the question than one that
only speaks of the body, the meeting or the grant.
"""

import re
from collections.abc import Iterator

from index.text import fold, folded_words, plain
from index.types import Role
from rag.answering.evidence import LIST_LIMIT, Evidence, excerpt
from rag.answering.picking.candidates import Candidate
from rag.types import Draft

# A sentence so much less likely than the best (logarithm) may be the one.
REACH = 5.0
# The share of the words before "gồm" that the question holds, too.
SUBJECT = 0.7
# Asked for, on the folded question; said, on a folded sentence.
_MADE_UP = re.compile(r"\bgom (?:co )?(?:nhung |cac )?(?:ai|nguoi nao|thanh vien nao|thanh phan nao)\b")
_MEMBERS = re.compile(
    r"\b(?:bao gom|gom co|gom)\b|\bdo (?:\w+ ){1,14}?lam (?:\w+ )?(?:truong|chu|to)\b"
    r"|\bco (?:tu )?\d+ .{0,20}?(?:nguoi|thanh vien)\b"
)
_ATTENDS = re.compile(
    r"\bai (?:\w+ ){0,3}?(?:du|tham du|co mat|tham gia)\b.*\b(?:hop|hoi nghi|cuoc|buoi|le|dai hoi|hoi thao)\b"
    r"|\bthanh phan (?:tham )?du\b.*\b(?:ai|nao|gi)\b|\b(?:hop|hoi nghi) co (?:nhung )?ai (?:tham )?du\b"
)
_ATTENDING = re.compile(r"^\W*(?:cung )?(?:tham du|du|thanh phan (?:tham )?du)\b.{0,40}?(?:\b(?:co|gom|la)\b|:)")
_VERB = r"(?:mien|giam|ho tro|uu tien|cap|tang|thuong|khen|tro cap|cong diem)"
_GRANTED = re.compile(
    rf"\b(?:nhung |cac )?(?:ai|nguoi nao|doi tuong nao|truong hop nao|ho nao)\b.* duoc (?:xet )?(?P<verb>{_VERB})\b"
)


def enumerated(evidence: Evidence) -> Draft | None:
    """The sentence that enumerates those who are asked for; ``None`` where no such group is asked for, or nothing near does."""
    if evidence.best is None:
        return None
    folded = evidence.folded.replace("_", "")
    if _MADE_UP.search(folded):
        return _said(evidence, _members(evidence, folded))
    if _ATTENDS.search(folded):
        return _said(
            evidence, next((c for c in _near(evidence) if _ATTENDING.match(fold(plain(c.sentence.text)))), None)
        )
    if asked := _GRANTED.search(folded):
        return _said(evidence, _granting(evidence, asked["verb"]))
    return None


def _said(evidence: Evidence, candidate: Candidate | None) -> Draft | None:
    return evidence.say(excerpt(candidate, LIST_LIMIT), candidate) if candidate else None


def _near(evidence: Evidence) -> Iterator[Candidate]:
    floor = evidence.found[0].score - REACH
    return (c for c in evidence.found if c.score >= floor and c.hit.clause.role is Role.BODY)


def _members(evidence: Evidence, folded: str) -> Candidate | None:
    """What says what the body asked about consists of ("Thân nhân gồm: …"); else what its best clause says of its members."""
    asked = set(folded[: folded.rfind(" gom")].split())
    for candidate in _near(evidence):
        stated = re.match(r"(.{2,160}?)\b(?:bao gom|gom co|gom)\b", fold(plain(candidate.sentence.text)))
        subject = [word for word in folded_words(stated[1]) if not word.isdigit()] if stated else []
        if len(subject) > 1 and sum(word in asked for word in subject) >= SUBJECT * len(subject):
            return candidate
    best = evidence.found[0]
    home = (c for c in _near(evidence) if c.hit.clause.id == best.hit.clause.id)
    return next((c for c in home if _MEMBERS.search(fold(plain(c.sentence.text)))), None)


def _granting(evidence: Evidence, verb: str) -> Candidate | None:
    """``Miễn toàn bộ phí cho trẻ em, hộ nghèo, …``, where the best does not speak of what is granted."""
    if re.search(rf"\b{verb}\b", fold(plain(evidence.found[0].sentence.text))):
        return None
    grants = re.compile(rf"^\W*(?:duoc )?{verb} [^.;:]{{0,60}}?\b(?:cho|doi voi) [^.;]+(?:,| va )")
    return next((c for c in _near(evidence) if c.own > 0 and grants.match(fold(plain(c.sentence.text)))), None)
