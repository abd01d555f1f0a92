"""Which papers are to be handed in: the sentence that lists them, or the list under their heading."""

import re

from index.passages import describe
from index.text import fold
from index.types import Clause
from rag.answering.evidence import Evidence
from rag.answering.passages import items
from rag.answering.picking.candidates import Candidate
from rag.types import Draft, Statement

# Asks which papers are needed; what says it.
_PAPERS = re.compile(
    r"\b(?:giay to|giay|ho so)\b.{0,30}\b(?:gi|nao|gom|can)\b|\b(?:nop|mang|chuan bi|kem)(?: theo)?(?: nhung| cac)? gi\b"
)
_PAPERS_TITLE = re.compile(
    r"\b(?:ho so|giay to)\b(?!.*\b(?:trinh tu|thu tuc|thoi (?:gian|han)|noi nhan|tiep nhan|xu ly|luu|quan ly|kiem tra|tham dinh)\b)"
)
# Names some paper itself.
_HAS_PAPERS = re.compile(
    r"\bkem theo\b|\b(?:ho so|giay to)\b.{0,60}\b(?:gom|la)\b|\b(?:ban (?:sao|chinh)|don (?:xin|de nghi)|to khai)\b"
)
# Leads in to such a list by itself.
_PAPERS_LED = re.compile(r"^.{0,80}\b(?:ho so|giay to)\b.{0,80}\bgom[^.;]{0,40}:\W*$")
# The share of the question that the line of a document must hold before its one list of papers is said, whatever words lead in.
ABOUT = 0.3
_PAPERS_ARE = re.compile(r"^.{0,80}\b(?:ho so|giay to)\b.{0,80}?\b(?:gom|bao gom|gom co)\b")


def sentence(evidence: Evidence) -> Candidate | None:
    """``Hồ sơ gồm: …`` for "phải nộp giấy tờ gì?", of whatever they are called in the question."""
    if not _PAPERS.search(evidence.folded):
        return None
    near = (c for c in evidence.found if c.score >= evidence.found[0].score - items.REACH)
    return next((c for c in near if _PAPERS_ARE.match(fold(c.sentence.text))), None)


def papers(evidence: Evidence) -> Draft | None:
    """What is listed under "Hồ sơ đề nghị": where one of the papers is among the best pieces, else in the document of the best,
    where no other list of papers stands in that.
    """
    best = evidence.best
    if not _PAPERS.search(evidence.folded) or best is None:
        return None
    leads = [lead for c in evidence.near() for lead in items.introduced(evidence, c.hit.clause)]
    lists = [told for lead in leads if (told := _papers_under(evidence, lead))]
    if not lists and not _HAS_PAPERS.search(fold(best.sentence.text)):
        whole = evidence.clauses_of(best.hit.clause.directive)
        lists = _only(evidence, [c for c in whole if _shares(evidence, c)])
        if not lists and _about(evidence, best):
            lists = _only(evidence, [c for c in whole if _PAPERS_LED.search(fold(c.text))])
    return Draft(tuple(lists[0]), evidence.support(best)) if lists else None


def _only(evidence: Evidence, leads: list[Clause]) -> list[list[Statement]]:
    """The list of papers under one of ``leads``; none where there are several."""
    lists = [told for lead in leads if (told := _papers_under(evidence, lead))]
    return lists if len(lists) == 1 else []


def _about(evidence: Evidence, best: Candidate) -> bool:
    """Whether the document of the best piece is, by its own line, about what papers are asked for."""
    directive = evidence.archive.directives[best.hit.clause.directive]
    subject = directive.subject.value if directive.subject else ""
    return evidence.matcher.coverage([(evidence.words(f"{describe(directive)} {subject}"), 1.0)]) >= ABOUT


def _papers_under(evidence: Evidence, lead: Clause) -> list[Statement]:
    """The papers listed under a heading, or under who hands them in below it ("1. Người học nộp tại xã:"); of several lists
    under it ("a) Lớp 1 gồm: …") the one the question speaks of."""
    above = lead.headings[-1] if lead.headings and lead.text.rstrip(" *").endswith(":") else ""
    if not _PAPERS_TITLE.search(fold(lead.text)) and not _PAPERS_TITLE.search(fold(above)):
        return []
    inner = [
        c for c in evidence.children(lead) if c.text.rstrip(" *").endswith(":") and len(items.under(evidence, c)) > 1
    ]
    held = [evidence.matcher.coverage([(evidence.words(c.text), 1.0)]) for c in inner]
    if inner and max(held) > 0 and held.count(max(held)) == 1:
        return items.under(evidence, inner[held.index(max(held))])
    told = items.under(evidence, lead) if not inner else []  # nor is it known which of several
    return told if len(told) > 1 else []


def _shares(evidence: Evidence, title: Clause) -> bool:
    """Whether a title has more of the question than the papers themselves."""
    told = evidence.words(title.text) - evidence.words("hồ sơ giấy tờ")
    return any(term.word in told for term in evidence.matcher.terms)
