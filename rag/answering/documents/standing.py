"""Yes or no about what became of a document: whether it is still in force, was replaced or changed, or replaces another.

Decided by what the archive's documents say they do with it; where they say nothing, there is no answer.
"""

import re
from collections.abc import Sequence

from index.archive import Archive
from index.text import fold, plain
from index.types import Reference, Relation
from rag.answering.documents.acting import RELATIONS, relations_to, ruled
from rag.answering.evidence import FACT_LIMIT, shortened
from rag.answering.picking.segments import sentences
from rag.cite import citation
from rag.question.folded import flat
from rag.types import Draft, Query, Reason, Scope, Statement

CERTAIN = 0.95
_ENDS = frozenset({Relation.REPLACES, Relation.REPEALS})
_IN_FORCE = re.compile(r"\bcon (?:duoc )?(?:co )?(?:hieu luc|gia tri|ap dung|dung|hieu luc thi hanh)\b")
_OVER = re.compile(r"\b(?:het|mat) (?:hieu luc|gia tri)\b|\bhet han ap dung\b")
IN_FORCE_OR_OVER = re.compile(f"{_IN_FORCE.pattern}|{_OVER.pattern}")
_SUFFERS = re.compile(
    r"\b(?:bi|duoc)(?: [a-z]+){0,4}? (?:thay(?: the| doi)?|bai bo|huy bo|thu hoi|sua(?! chua)|dieu chinh|bo sung)\b"
)
# A part of the document alone: "bãi bỏ khoản 2 Điều 3 Quyết định số …".
_PART = re.compile(r"\b(?:dieu|khoan|diem|muc|phan|phu luc|chuong|bieu|noi dung|mot so|doan|cum tu)\b")
# More words of matter than this: a rule in the document is asked about, not the document.
_FEW = 1
_FRAME = frozenset(
    "con hieu luc gia tri ap dung thi hanh het mat thay the doi bai bo huy thu hoi sua dieu chinh sung van ban nam"
    " sau khi hanh".split()
)


def standing(query: Query, archive: Archive) -> Draft | None:
    """The answer, an abstention, or ``None`` where the question of yes or no is about something else."""
    named = [group for group in query.groups if group.explicit]
    folded = flat(query.text)
    matter = [term for term in query.terms if fold(term).rstrip("12345") not in _FRAME and not term[:1].isdigit()]
    if not named or len(matter) > _FEW or _PART.search(folded):
        return None
    if len(named) == 2:
        return _between(named, folded, archive)
    if len(named) != 1:
        return None
    told = relations_to(named[0], archive)
    ended = [one for one in told if one.relation in _ENDS and not _partly(one, archive)]
    if IN_FORCE_OR_OVER.search(folded):
        if ended:
            return _said(bool(_OVER.search(folded)), ended, archive)
        return Draft((), 0.0, Reason.NOT_STATED) if named[0].references else None
    if suffered := _SUFFERS.search(folded):
        kinds = _kinds(suffered.group())
        changed = [one for one in told if one.relation in kinds]
        return _said(True, changed, archive) if changed else Draft((), 0.0, Reason.NOT_STATED)
    return None


def _kinds(folded: str) -> set[str]:
    return next(
        (kinds for cue, kinds in RELATIONS if cue.search(folded)), {"replaces", "repeals", "amends", "supplements"}
    )


def _between(named: Sequence[Scope], folded: str, archive: Archive) -> Draft | None:
    """``Quyết định 1846 có thay thế Quyết định 905 không?``: what the one that acts says it does with the other."""
    cue = next((kinds for cue, kinds in RELATIONS if cue.search(folded)), None)
    if cue is None:
        # "Quyết định 905 còn hiệu lực sau khi có Quyết định 1846 không?"
        ends = [one for one in relations_to(named[0], archive) if one.relation in _ENDS and not _partly(one, archive)]
        ends = [one for one in ends if one.directive in (named[1].directives or ())]
        return _said(bool(_OVER.search(folded)), ends, archive) if IN_FORCE_OR_OVER.search(folded) else None
    by = re.search(rf"\b(?:bi|duoc|do|boi) {re.escape(flat(named[1].names[0]))}", folded) if named[1].names else None
    acting, other = (named[1], named[0]) if by else (named[0], named[1])
    does = [one for one in relations_to(other, archive) if one.directive in (acting.directives or ())]
    if not does:
        return Draft((), 0.0, Reason.NOT_STATED)
    fit = [one for one in does if one.relation in cue]
    return _said(bool(fit), fit or does, archive)


def _partly(one: Reference, archive: Archive) -> bool:
    """Whether only a part of the document named is replaced or repealed."""
    if one.cue is None:
        return False
    between = archive.source(one.file).text[one.cue.end : one.span.start]
    return len(between) > 200 or _PART.search(fold(between)) is not None


def _said(yes: bool, told: Sequence[Reference], archive: Archive) -> Draft | None:
    """``Có`` or ``Không`` with the sentence that says so and its document."""
    for one, clause in ruled(told, archive):
        inside = (s for s in sentences(clause) if s.start <= one.span.start < s.end)
        sentence = next(inside, None)
        directive = archive.directives[clause.directive]
        words = shortened(plain(sentence.text if sentence else clause.text), FACT_LIMIT - 60)
        said = f"{'Có' if yes else 'Không'}: {directive.name}: {words}"
        return Draft((Statement(said, (citation(clause, directive),)),), CERTAIN, verdict=yes)
    return None
