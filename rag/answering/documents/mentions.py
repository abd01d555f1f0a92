"""Answers that are documents: which one is followed or quoted, which ones speak of something, who signed what."""

import re

from index.parsing import patterns as p
from index.text import fold, folded_words
from index.types import Reference, Relation, Role, Span
from rag.answering.documents.acting import RELATIONS, acting_on
from rag.answering.documents.authored import mention_by, writer, writes_here
from rag.answering.documents.named import called, named, title
from rag.answering.documents.register import register
from rag.answering.documents.told import announcing, kinds_asked, of_body_told, quoted
from rag.answering.evidence import Evidence
from rag.answering.passages import passage
from rag.answering.passages.changes import CHANGES
from rag.answering.people.blanks import blank
from rag.answering.picking.segments import sentences
from rag.answering.picking.support import THRESHOLD
from rag.cite import citation
from rag.finding.targets import quoted_in
from rag.question.cues import ABOUT_WHICH, DOCUMENT, ENDED
from rag.question.register import same_kind
from rag.types import Citation, Draft, Facet, Reason, Statement

_LOOSE = re.compile(r"(?:ke hoach|huong dan|quy dinh|bao cao|quy che|luat|yeu cau) (?:gi|nao)\b")
_TOLD_TO = re.compile(r"\b(?:yeu cau|giao|phai|can|chi dao|de nghi)\b")
_PAPERS = re.compile(r"\b(?:giay to|ho so|mau|don) (?:gi|nao)\b")
_FOUNDED = re.compile(r"\b(?:can cu|dua (?:tren|vao|theo)|thuc hien|trien khai|theo)\b.{0,30}\b(?:nao|gi)\b")
_FOUNDING = frozenset(
    "can cu dua tren vao thuc hien trien khai theo ban hanh duoc co so cap cua van cong chi thi so ky".split()
)
LEAST = 0.3
# … of one mentioned outside the documents of the body named.
SURE = 0.7
# Share of the question that a sentence must hold to be one that speaks of its matter.
HELD = 0.4
# What the chance that its sentence is the one looked for is worth to a document mentioned there.
IN_LIKELY = 0.4
MANY = 300
# The words before the document asked for, which may stand before the one named: "tiếp theo công văn nào", "nhắc lại văn bản nào".
_LED = re.compile(rf"\b([a-z]+ [a-z]+) {DOCUMENT} (?:[a-z]+ ){{0,2}}?(?:nao|gi|so may)\b")
SHOWN = 8


def reference(evidence: Evidence) -> Draft | None:
    """The document, named in the archive's texts, that the question asks for."""
    if quotes := _quoted(evidence):
        return quotes
    if not evidence.query.scope.explicit and (says := announcing(evidence)):
        return _said(evidence, says, [says])
    if (who := writer(evidence.folded)) and (written := _written(evidence, who)) is not None:
        return written
    groups = [group for group in evidence.query.groups if group.explicit and not group.references]
    about = ABOUT_WHICH.search(evidence.folded) or Facet.LISTING in evidence.query.facets
    matter = _LOOSE.search(evidence.folded) and _TOLD_TO.search(evidence.folded)  # "yêu cầu Ủy ban ban hành quy chế gì"
    ended = re.search(ENDED, evidence.folded)
    papers = _PAPERS.search(evidence.folded)
    if not papers and (told := acting_on(evidence)) is not None:
        return told
    if not groups and about and not matter and not ended and not quoted(evidence) and (found := speaking_of(evidence)):
        return found
    if papers and evidence.best and evidence.support(evidence.best) >= THRESHOLD:
        return passage.passage(evidence)
    if founded := _basis(evidence):
        return founded
    pool = _pool(evidence)
    named, scoped = set(evidence.query.scope.named), set(evidence.query.scope.directives or ())
    theirs = re.search(rf"\b(?:nao|gi|may|bao nhieu|{DOCUMENT}) cua\b", evidence.folded)  # of the document asked for
    if groups and named and scoped and not named & scoped and not theirs:
        # A body and a document are named, and nothing of that body's speaks of that document.
        return blank(evidence) if _LOOSE.search(evidence.folded) else None
    best = max(pool, key=lambda r: _score(evidence, r), default=None)
    only = (
        evidence.query.scope.explicit
        and len({r.number for r in pool}) == 1
        and best is not None
        and best.relation != "mentions"
    )
    if theirs and not groups and (best is None or _score(evidence, best) < LEAST):
        best = max(_of_owner(evidence), key=lambda r: _score(evidence, r), default=None)
        best = best if best and _score(evidence, best) >= SURE else None
    if best is None and (theirs_told := of_body_told(evidence)):
        return _said(evidence, theirs_told, [theirs_told])
    if ended:
        if not (scoped or named) and evidence.best:
            pool = [r for r in pool if r.directive == evidence.best.hit.clause.directive]
            best = next(iter(pool), None)
        only = only or (best is not None and len({r.number for r in pool}) == 1)
    if best is not None and (only or _score(evidence, best) >= LEAST):
        return _said(evidence, best, pool)
    # "Lập kế hoạch gì", "theo hướng dẫn nào": often no numbered document at all.
    if not _LOOSE.search(evidence.folded):
        return None
    said = evidence.best is not None and evidence.support(evidence.best) >= THRESHOLD
    return blank(evidence) or (passage.passage(evidence) if said else None)


def _quoted(evidence: Evidence) -> Draft | None:
    """``Khung kế hoạch … mà Tuyên Quang căn cứ nằm ở quyết định nào?``: the one document of a kind asked for that the body named
    quotes so."""
    if evidence.query.scope.explicit:
        return None
    kinds = kinds_asked(evidence.folded)
    found = [one for one in quoted_in(evidence.query, evidence.archive) if one.kind in kinds]
    return _said(evidence, found[0], found) if found else None


def _written(evidence: Evidence, who: tuple[str, ...]) -> Draft | None:
    """The document by which the body ``who`` wrote what is told; silence where none here is its own, ``None`` where only the
    archive's own documents are."""
    theirs = [r for r in _pool(evidence) if mention_by(who, r, evidence.archive)]
    best = max(theirs, key=lambda r: _score(evidence, r), default=None)
    if best is not None and _score(evidence, best) >= LEAST:
        return _said(evidence, best, theirs)
    elsewhere = evidence.query.scope.explicit or writes_here(who, kinds_asked(evidence.folded), evidence.archive)
    return None if elsewhere else Draft((), 0.0, Reason.NOT_STATED)


def _basis(evidence: Evidence) -> Draft | None:
    """``Công văn 667 căn cứ văn bản nào?``: what the opening of the document named says it is based on or carries out."""
    query, archive = evidence.query, evidence.archive
    directives = query.scope.directives or ()
    if (
        not _FOUNDED.search(evidence.folded)
        or not query.scope.explicit
        or query.scope.references
        or len(directives) != 1
    ):
        return None
    if {fold(term).rstrip("12345") for term in query.terms} - _FOUNDING:
        return None
    said: dict[str, Statement] = {}
    for one in register(archive).mentions(directives[0]):
        clause = archive.clause_at(one.file, one.span.start, one.span.end)
        # A Party document prints its grounds as a list: "- Căn cứ Điều lệ Đảng;".
        opening = clause is not None and (
            clause.role is Role.HEADER
            or clause.address.startswith(("đoạn mở đầu", "căn cứ"))
            or (clause.parent is None and clause.address.startswith("gạch đầu dòng"))
        )
        if clause and opening and one.number and one.relation in ("implements", "based_on", "answers"):
            known = said.get(one.number)
            if known is None or len(title(one, archive)) > len(known.text):
                said[one.number] = Statement(title(one, archive), (evidence.cited(clause),))
    return Draft(tuple(said.values())[:SHOWN], 0.92) if said else None


def _pool(evidence: Evidence) -> list[Reference]:
    query, archive = evidence.query, evidence.archive
    kinds = kinds_asked(evidence.folded)
    asked = {r.number for r in query.scope.references}
    if query.scope.explicit:
        asked |= {field.value for i in query.scope.directives or () if (field := archive.directives[i].number)}
    near = {c.hit.clause.directive for c in evidence.near()} if not query.scope.explicit else set[int]()
    pool = [
        r for r in archive.references
        if (query.scope.directives is None or r.directive in near.union(query.scope.directives)) and r.number not in asked
        and (any((r.kind or "").startswith(k) for k in kinds) if kinds else r.number)
    ]  # fmt: skip
    for cue, relations in RELATIONS:
        if cue.search(evidence.folded):
            pool = [r for r in pool if r.relation in relations]
    if len(pool) > MANY:  # of a large archive, those of the documents found
        near = {c.hit.clause.directive for c in evidence.found}
        pool = [r for r in pool if r.directive in near]
    owners = _owner_codes(evidence.folded)
    return [r for r in pool if r.number and re.split(r"[-/]", r.number)[-1] in owners] or pool if owners else pool


def _of_owner(evidence: Evidence) -> list[Reference]:
    """Documents of the kind asked for and of the body said to have made them, wherever they are mentioned: not its own alone."""
    kinds, owners = kinds_asked(evidence.folded), _owner_codes(evidence.folded)
    found = [
        r for r in evidence.archive.references
        if r.number and r.kind in kinds and re.split(r"[-/]", r.number)[-1] in owners
    ]  # fmt: skip
    return found if len(found) <= MANY else []


def _owner_codes(folded: str) -> set[str]:
    """The codes of the bodies named after "của": ``công điện số mấy của Thủ tướng`` wants ``…-TTg``."""
    named = re.search(r"\bcua ([a-z, ]+)", folded)
    if not named:
        return set()
    short = {"UBND": "ubnd", "TTg": "thu tuong"}
    return {c for c, body in p.ISSUER_CODES.items() if fold(body) in named[1] or short.get(c, fold(body)) in named[1]}


def _score(evidence: Evidence, one: Reference) -> float:
    clause = evidence.archive.clause_at(one.file, one.span.start, one.span.end)
    if clause is None:
        return 0.0
    span = _sentence_span(evidence, one)
    words = evidence.matcher.forms
    at = one.span.start - clause.start
    near = clause.text[max(0, at - 100) : one.span.end - clause.start + 60]
    text = clause.text[span.start - clause.start : span.end - clause.start]
    layers = [(set(words(near)), 1.0), (set(words(text)), 0.8), (set(words(clause.text)), 0.6)]
    cover = evidence.matcher.coverage(layers) if evidence.matcher.terms else 0.5
    follows = (
        bool(re.search(r"thuc hien|trien khai|theo|can cu|\bdua\b|vien dan|dan chieu", evidence.folded))
        and one.relation != "mentions"
    )
    likely = sum(c.chance for c in evidence.found if c.hit.clause.id == clause.id and c.sentence.start == span.start)
    led = _LED.search(evidence.folded)
    joined = " ".join(folded_words(clause.text[max(0, at - 40) : at])).endswith(led[1]) if led else False
    header = 0.1 if clause.role is Role.HEADER and follows else 0.0
    return cover + 0.15 * follows + 0.3 * joined + header + IN_LIKELY * likely


def _said(evidence: Evidence, best: Reference, pool: list[Reference]) -> Draft:
    clause = evidence.archive.clause_at(best.file, best.span.start, best.span.end)
    assert clause is not None  # it scored
    many = re.search(r"\b(?:nhung|cac|liet ke|lan luot)\b", evidence.folded)
    if many and best.relation in CHANGES and len(told := _acted_on(evidence, best, pool)) > 1:
        return Draft(tuple(told), min(0.95, 0.5 + 0.5 * _score(evidence, best)))
    chosen = [r for r in pool if r.file == best.file and clause.span.contains(r.span)] if many else [best]
    cited = citation(clause, evidence.archive.directives[clause.directive], _sentence_span(evidence, best))
    if any(not cited.span.contains(r.span) for r in chosen):
        cited = evidence.cited(clause)
    text = "; ".join(dict.fromkeys(title(r, evidence.archive) for r in chosen))
    return Draft((Statement(text, (cited, *_copied(evidence, best))),), min(0.95, 0.5 + 0.5 * _score(evidence, best)))


def _copied(evidence: Evidence, one: Reference) -> list[Citation]:
    """Of a copy slip that prints nothing of what it copies: the letterhead of the document behind or before it, which does."""
    if one.relation is not Relation.COPIES or one.cue != one.span or one.target is None:
        return []
    own = evidence.archive.directives[one.target]
    fields = (field for field in (own.number, own.kind, own.date, own.issuer) if field)
    clauses = (evidence.archive.clause_at(own.file, field.span.start, field.span.end) for field in fields)
    return [evidence.cited(clause) for clause in dict.fromkeys(clauses) if clause]


def _acted_on(evidence: Evidence, best: Reference, pool: list[Reference]) -> list[Statement]:
    """Every document that the one ``best`` stands in does the same with: amends, replaces; each where it is first said."""
    first: dict[str, Statement] = {}
    for one in sorted(pool, key=lambda r: r.span.start):
        clause = evidence.archive.clause_at(one.file, one.span.start, one.span.end)
        if clause and one.number and (one.directive, one.relation) == (best.directive, best.relation):
            cited = citation(clause, evidence.archive.directives[clause.directive], _sentence_span(evidence, one))
            first.setdefault(one.number, Statement(title(one, evidence.archive), (cited,)))
    return list(first.values())[:SHOWN]


def _sentence_span(evidence: Evidence, one: Reference) -> Span:
    clause = evidence.archive.clause_at(one.file, one.span.start, one.span.end)
    assert clause is not None
    for sentence in sentences(clause):
        if sentence.start <= one.span.start < sentence.end:
            return Span(sentence.start, max(sentence.end, min(one.span.end, clause.end)))
    return clause.span


def speaking_of(evidence: Evidence) -> Draft | None:
    """``Văn bản nào nói về …?``: the directives whose clauses do, each with its best clause."""
    query, archive = evidence.query, evidence.archive
    statements: dict[int, Statement] = {}
    kinds = kinds_asked(evidence.folded)
    for one in query.scope.references:
        clause = archive.clause_at(one.file, one.span.start, one.span.end)
        if clause and one.directive not in statements:
            statements[one.directive] = Statement(named(archive.directives[one.directive]), (evidence.cited(clause),))
    best = evidence.best
    if not statements and best is not None and evidence.matcher.terms and best.cover >= HELD:
        many = re.search(r"\b(?:nhung|cac|bao nhieu)\b", evidence.folded)
        for candidate in evidence.found:
            number = candidate.hit.clause.directive
            own = archive.directives[number].kind
            if own and kinds and not any(same_kind(kind, own.value) for kind in kinds):
                continue
            good = candidate.cover >= best.cover - (0.12 if many else 0.05)
            if good and number not in statements and len(statements) < SHOWN:
                statements[number] = called(evidence, number, evidence.sentence(candidate))
    support = evidence.support(best) if best is not None and not query.scope.references else 0.9
    return Draft(tuple(statements.values()), support) if statements else None
