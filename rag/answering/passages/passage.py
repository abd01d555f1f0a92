"""Answers in the document's own words: the best sentence, the items under a heading, a clause by its address, a summary."""

import re
from collections.abc import Iterator

from index.passages import describe, spoken_date
from index.text import fold, folded_words, plain
from index.types import Clause, Directive, Role, Span
from rag.answering.evidence import FACT_LIMIT, LIST_LIMIT, Evidence, lead_items, shortened
from rag.answering.passages import forms, items, marked, papers, parts, tasks
from rag.answering.passages.purpose import purpose
from rag.answering.picking.candidates import Candidate
from rag.cite import citation
from rag.question.cues import DEFINES
from rag.types import Citation, Draft, Statement, Want

_ADDRESS = re.compile(
    r"\b(?P<level>muc|diem|khoan|dieu|chuong|phan|doan|gach dau dong|phu luc)\s+(?:thu\s+|so\s+)?"
    r"(?P<label>\(?\d{1,3}[a-z]?\)?|[ivx]{1,5}|[a-dgh])(?![a-z])"
)
_OPEN = frozenset({Want.TEXT, Want.TASK, Want.LIST})
_SUMMARY = re.compile(
    r"\btom (?:tat|gon|luoc|luot)\b|\b(?:dai y|y chinh|cac y|diem qua|khai quat|so luoc|tong quan)\b"
    r"|\bnoi dung\b|(?:viet|de cap|ban) (?:ve )?(?:nhung )?gi\b|\bla gi\b"
    r"|(?:noi|neu|yeu cau|chi dao|quy dinh) (?:nhung )?gi\b|bao gom nhung gi"
)


def passage(evidence: Evidence) -> Draft | None:
    """The best sentence, or the items that stand under it."""
    defined = marked.defining(evidence)
    if defined is None and (marked.undefined(evidence) or tasks.stranger(evidence)):
        return None
    consists = items.enumerating(evidence) or papers.sentence(evidence)
    if not (defined or consists) and (
        told := forms.stated(evidence)
        or papers.papers(evidence)
        or items.listed(evidence)
        or tasks.best_of_actor(evidence)
        or purposes(evidence)
    ):
        return told
    candidate = consists or defined or marked.marked(evidence, tasks.beyond_opening(evidence, chosen(evidence)))
    if candidate is None:
        return None
    # A condition said before the list is led in is the answer, whatever is listed under the clause.
    stated = evidence.query.want is Want.CONDITION and not candidate.piece.text.rstrip(" *").endswith(":")
    listing = not (defined or stated or DEFINES.search(evidence.folded))
    if listing and (under := items.under(evidence, candidate.hit.clause)):
        return Draft(tuple(under), evidence.support(candidate))
    if stated and candidate.sentence.text.rstrip(" *").endswith(":"):  # without the words that lead the list in
        return evidence.say(plain(candidate.piece.text), candidate)
    several = evidence.query.want is Want.TASK or items.several(evidence.folded)
    said = parts.telling(evidence, candidate, LIST_LIMIT if several else FACT_LIMIT)
    says = [Statement(text, (evidence.sentence(candidate),)) for text in said]
    if len(says) == 1 and (other := parts.rival(evidence, candidate)) and _says(evidence, other):
        room = FACT_LIMIT - len(says[0].text)
        if len(other.piece.text) > room:  # else it is said with the answer, as the next best always is
            says.append(
                Statement(parts.window(evidence, other.piece.text, parts.BOTH // 2), (evidence.sentence(other),))
            )
    return Draft(tuple(says), evidence.support(candidate))


_PURPOSES = re.compile(r"\bmuc dich\b")


def purposes(evidence: Evidence) -> Draft | None:
    """Of a plan whose title is what the question speaks of: the section that states what it is for."""
    best = evidence.best
    if evidence.query.want is not Want.PURPOSE or best is None or best.hit.clause.role is not Role.HEADER:
        return None
    whole = evidence.archive.clauses_of(best.hit.clause.directive)
    stated = [
        c for c in whole if c.headings and _PURPOSES.search(fold(c.headings[-1])) and not items.heading(evidence, c)
    ]
    said = [Statement(text, (evidence.cited(c),)) for c, text in lead_items(stated[:4])]
    return Draft(tuple(said), evidence.support(best)) if said else None


# Asks about those a document goes to.
_SENT = re.compile(r"\bgui\b|noi nhan|kinh gui")


def chosen(evidence: Evidence) -> Candidate | None:
    """The best piece that says something: no title or heading, and no closing formula where anything else is near.

    ``None`` where nothing of the body was found: the title of a document answers no question about its matter.
    """
    near = [c for c in evidence.near() if _says(evidence, c)]
    if not near:
        near = [c for c in evidence.found if _says(evidence, c)][:1]
    if near and near[0].hit.clause.role is not Role.BODY and _SENT.search(evidence.folded):
        return near[0]
    body = [c for c in near if c.hit.clause.role is Role.BODY]
    further = [c for c in evidence.found if c.hit.clause.role is Role.BODY and c.own > 0 and _says(evidence, c)]
    return next((c for c in [*body, *further] if not items.closing(c.hit.clause)), next(iter(body or near), None))


# What a document rests on, said before it begins; it answers only who asks for just that.
_RESTS = re.compile(r"^\W*(?:can cu|xet|theo de nghi)\b")
_ASKS_REST = re.compile(r"\b(?:can cu|co so|de nghi|to trinh|dua (?:vao|tren|theo)|xet)\b")


def _says(evidence: Evidence, candidate: Candidate) -> bool:
    clause = candidate.hit.clause
    if (
        clause.role is Role.HEADER
        or clause.role is Role.SIGNATURE
        or clause.address.startswith(("tiêu đề", "quốc hiệu"))
    ):
        return False
    rests = clause.address.startswith("đoạn mở đầu") and _RESTS.match(fold(clause.text))
    if rests and evidence.query.want is not Want.REFERENCE and not _ASKS_REST.search(evidence.folded):
        return False
    if items.heading(evidence, clause):
        return bool(items.under(evidence, clause))
    return not candidate.sentence.text.rstrip(" *").endswith(":") or bool(items.under(evidence, clause))


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
    """What one document says, when nothing narrower is asked: its subject, date and signer and the openings of its main points.

    Also where only the document is named ("667-CV/QU?"). What a body named in the question is charged with comes before.
    """
    query, archive = evidence.query, evidence.archive
    if told := tasks.of_actor(evidence) or marked.glossary(evidence) or purpose(evidence):
        return told
    if not query.scope.explicit or query.scope.directives is None or len(query.scope.directives) != 1:
        return None
    known = set(folded_words(describe(archive.directives[query.scope.directives[0]])))
    rest = [t for t in query.terms if not t.isdigit() and t not in _filler(query.marks)]
    rest = [t for t in rest if not set(folded_words(t.rstrip("12345"))) <= known]
    if query.scope.references or rest or query.want not in _OPEN:
        return None
    if query.terms and not _SUMMARY.search(evidence.folded):
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
    letterhead = [Statement(text, cited) for text, cited in _letterhead(evidence, directive)]
    room = LIST_LIMIT - sum(len(s.text) + 2 for s in [*statements, *letterhead])
    statements += [Statement(text, (evidence.cited(c),)) for c, text in lead_items(_opened(evidence, tops)[:12], room)]
    statements += letterhead
    return Draft(tuple(statements), 0.9) if statements else None


def _opened(evidence: Evidence, tops: list[Clause]) -> list[Clause]:
    """The main points; of those that are mere titles (no ``1. Công an quận:``) what stands beneath, if not too many."""
    told: list[Clause] = []
    for top in tops:
        title = items.heading(evidence, top) and not top.text.rstrip(" *").endswith(":")
        told += (evidence.children(top) if title else []) or [top]
    return told if len(told) <= 12 else tops


def _letterhead(evidence: Evidence, directive: Directive) -> Iterator[tuple[str, tuple[Citation, ...]]]:
    """Date and signers."""
    if directive.date:
        yield f"Ngày {spoken_date(directive.date.value)}", (_block(evidence, directive.date.span, directive.file),)
    for signer in directive.signers:
        yield ", ".join(part for part in (signer.capacity, signer.name) if part), evidence.signed(directive, signer)


def _filler(marks: bool) -> frozenset[str]:
    from index.text import words

    said = (
        "tóm tắt gọn lược lướt nội dung đại ý chính gồm bao gồm cơ bản chủ yếu chỉ đạo văn bản này viết đề cập bàn chi tiết "
        "toàn bộ toàn văn tất cả đầy đủ điểm qua khái quát sơ tổng quan ngắn vài dòng câu phần hết lại"
    )
    return frozenset(words(said) if marks else fold(said).split())


def _block(evidence: Evidence, span: Span, file: str) -> Citation:
    clause = evidence.archive.clause_at(file, span.start, span.end)
    assert clause is not None  # every header field stands in a header clause
    return citation(clause, evidence.archive.directives[clause.directive])
