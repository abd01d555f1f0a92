"""What a document is for: its section that says so ("Mục đích"), or the words it opens with ("Để …", "Nhằm …").

Also why it was made: the words it opens with ("Do mưa kéo dài …").
"""

import re

from index.passages import describe
from index.types import Clause, Role, Span
from rag.answering.evidence import FACT_LIMIT, Evidence, lead_items, shortened
from rag.answering.passages.items import heading
from rag.answering.picking.segments import Piece, sentences
from rag.cite import citation
from rag.question.cues import DOCUMENT
from rag.question.reasons import BECAUSE, WHY
from rag.types import Citation, Draft, Statement, Want

_WHAT_FOR = re.compile(r"\b(?:muc dich|nham|de lam|de)\b.*\b(?:gi|nao)\b|\bmuc dich\b")
# Words of the question that ask for it, or say that a document was made.
_ASKING = frozenset(
    "mục đích nhằm đặt đạt điều ban hành ra ký lập đưa xây dựng lý do muc dich ly nham hanh lap dung".split()
)
_LABELLED = re.compile(r"^\W*(?:\d[\d.]*\W+|[a-zđ]\)\s*)?mục đích(?:\s+\w+){0,4}\s*[:.–-]\s*\w", re.IGNORECASE)
_PURPOSE_TITLE = re.compile(r"(?<![^\W_])mục đích(?![^\W_])", re.IGNORECASE)
# What a document rests on gives no reason for it.
_RESTS = re.compile(r"^\W*(?:căn cứ|xét|theo đề nghị)(?![^\W_])", re.IGNORECASE)
_AIMS = re.compile(r"^\W*(?:để|nhằm)\s", re.IGNORECASE)
# A document made for something, spoken of as such; the share of the question that its title must hold where no number names it.
_OF_DOCUMENT = re.compile(
    rf"\b(?:ban hanh|ra|lap|dat ra|xay dung|de ra|co|dua ra) (?:\w+ ){{0,2}}?{DOCUMENT}\b|^{DOCUMENT}\b"
    rf"|\bmuc dich (?:cua )?{DOCUMENT}\b"
)
DESCRIBED = 0.7
# How surely a section headed "Mục đích" tells what its document is for.
CERTAIN, MOST = 0.85, 4


def purpose(evidence: Evidence) -> Draft | None:
    """What one document named in the question is for, where nothing narrower is asked: its section that says so, or its opening."""
    query, best = evidence.query, evidence.best
    why = bool(WHY.search(evidence.folded))
    if query.want is not Want.PURPOSE or not (why or _WHAT_FOR.search(evidence.folded)):
        return None
    ids = query.scope.directives or ()
    named = query.scope.explicit and len(ids) == 1
    if not named and (best is None or not _OF_DOCUMENT.search(evidence.folded)):
        return None
    directive = evidence.archive.directives[ids[0] if named or best is None else best.hit.clause.directive]
    about = f"{describe(directive)} {directive.subject.value if directive.subject else ''}"
    asking = evidence.words(" ".join(_ASKING))
    terms = [term for term in evidence.matcher.terms if term.word not in asking and not term.word[:1].isdigit()]
    held = sum(term.weight for term in terms if term.word in evidence.words(about))
    if held < (1.0 if named else DESCRIBED) * sum(term.weight for term in terms) - 1e-9:
        return None
    body = [c for c in evidence.clauses_of(directive.id) if c.role is Role.BODY]
    said = [] if why else _section(evidence, body)
    if said:
        return Draft(tuple(Statement(text, (evidence.cited(c),)) for c, text in lead_items(said[:MOST])), CERTAIN)
    opening = [c for c in body if c.address.startswith("đoạn mở đầu")]
    says = BECAUSE.search if why else _AIMS.match
    aims = next(((c, s) for c in opening for s in sentences(c) if says(s.text) and not _RESTS.match(s.text)), None)
    if aims is None:
        return None
    return Draft((Statement(shortened(aims[1].text, FACT_LIMIT), (_part(evidence, *aims),)),), CERTAIN)


def _section(evidence: Evidence, body: list[Clause]) -> list[Clause]:
    """The clauses labelled or headed "Mục đích"."""
    said = [c for c in body if _LABELLED.match(c.text) and not heading(evidence, c)]
    return said or [
        c for c in body if c.headings and _PURPOSE_TITLE.search(c.headings[-1]) and not heading(evidence, c)
    ]


def _part(evidence: Evidence, clause: Clause, sentence: Piece) -> Citation:
    directive = evidence.archive.directives[clause.directive]
    return citation(clause, directive, Span(sentence.start, sentence.end))
