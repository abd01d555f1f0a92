"""Answers in the document's own words: the best sentence, the items under a heading, a clause by its address, a summary."""

import re

from index.text import fold, plain
from index.types import Clause, Role, Span
from rag.answering.candidates import Candidate
from rag.answering.evidence import LIST_LIMIT, Evidence, excerpt, lead_items, shortened
from rag.cite import citation
from rag.types import Citation, Draft, Statement

_ADDRESS = re.compile(
    r"\b(?P<level>muc|diem|khoan|dieu|chuong|phan|doan|gach dau dong|phu luc)\s+(?:thu\s+|so\s+)?"
    r"(?P<label>\(?\d{1,3}[a-z]?\)?|[ivx]{1,5}|[a-dgh])(?![a-z])"
)
_SUMMARY = re.compile(r"\btom tat|noi dung chinh|(?:noi|neu|yeu cau|chi dao|quy dinh) (?:nhung )?gi\b|bao gom nhung gi")


def passage(evidence: Evidence) -> Draft | None:
    """The best sentence, or the items that stand under it."""
    candidate = next((c for c in evidence.near() if not _only_leads_in(evidence, c)), evidence.found[0])
    items = _items(evidence, candidate.hit.clause)
    if items:
        return Draft(tuple(items), evidence.support(candidate))
    return evidence.say(excerpt(candidate), candidate)


def _only_leads_in(evidence: Evidence, candidate: Candidate) -> bool:
    """A paragraph that ends in a colon says nothing by itself, unless its items can be listed."""
    ends = candidate.sentence.text.rstrip(" *").endswith(":")
    return ends and not _items(evidence, candidate.hit.clause)


def _items(evidence: Evidence, clause: Clause) -> list[Statement]:
    """The items under a clause that only introduces them."""
    if not clause.text.rstrip(" *").endswith(":") or len(clause.text) > 300:
        return []
    items = evidence.children(clause)
    if len(items) < 2:
        return []
    return [Statement(text, (evidence.cited(item),)) for item, text in lead_items(items)]


def by_address(evidence: Evidence) -> Draft | None:
    """``Mục 3 công văn 667 nói gì?``: the clause at that address of the one document asked about."""
    parts = [(m["level"], m["label"].strip("()")) for m in _ADDRESS.finditer(fold(evidence.query.text))]
    scope = evidence.query.scope.directives
    if not parts or scope is None or len(scope) != 1:
        return None
    clauses = [c for c in evidence.archive.clauses_of(scope[0]) if c.role is Role.BODY and _at(c.address, parts)]
    if not clauses:
        return None
    top = min(clauses, key=lambda c: (c.address.count(","), c.id))
    under = [c for c in clauses if c.id != top.id and c.address.startswith(top.address)]
    if not under:
        return Draft((Statement(shortened(top.text, LIST_LIMIT), (evidence.cited(top),)),), 0.95)
    return Draft(tuple(Statement(text, (evidence.cited(c),)) for c, text in lead_items([top, *under][:12])), 0.95)


def _at(address: str, parts: list[tuple[str, str]]) -> bool:
    """Whether every part asked for stands in the address ("điểm (1)" is asked for as "điểm 1" too)."""
    own = [fold(part).replace("(", "").replace(")", "") for part in address.split(", ")]
    return all(f"{level} {label}" in own for level, label in parts)


def summary(evidence: Evidence) -> Draft | None:
    """What one document says, when nothing narrower is asked: its subject and the openings of its main points."""
    query, archive = evidence.query, evidence.archive
    if not query.scope.explicit or not _SUMMARY.search(evidence.folded) or query.scope.directives is None:
        return None
    if (
        len(query.scope.directives) != 1
        or query.scope.references
        or any(not t.isdigit() for t in query.terms if t not in _filler(query.marks))
    ):
        return None
    directive = archive.directives[query.scope.directives[0]]
    clauses = archive.clauses_of(directive.id)
    statements: list[Statement] = []
    if directive.subject:
        statements.append(
            Statement(
                f"Về {plain(directive.subject.value)}",
                (_block(evidence, directive.subject.span, directive.file),),
            )
        )
    tops = [
        c
        for c in clauses
        if c.role is Role.BODY and c.parent is None and "," not in c.address and not c.address.startswith("đoạn")
    ]
    statements += [Statement(text, (evidence.cited(c),)) for c, text in lead_items(tops[:10], LIST_LIMIT - 200)]
    return Draft(tuple(statements), 0.9) if statements else None


def _filler(marks: bool) -> frozenset[str]:
    from index.text import words

    said = "tóm tắt nội dung chính gồm bao gồm cơ bản chủ yếu chỉ đạo văn bản này"
    return frozenset(words(said) if marks else fold(said).split())


def _block(evidence: Evidence, span: Span, file: str) -> Citation:
    clause = evidence.archive.clause_at(file, span.start, span.end)
    assert clause is not None  # every header field stands in a header clause
    return citation(clause, evidence.archive.directives[clause.directive])
