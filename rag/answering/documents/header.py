"""What a letterhead tells when asked for by level or by parts: of which ward a plan is, how many items a document has, whether
something here changed it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from index.archive import Archive
from index.passages import spoken_date
from index.text import fold, folded_words, plain
from index.types import Clause, Directive, Field, Relation, Role, Span
from rag.answering.documents.described import best_described, line
from rag.answering.documents.register import register
from rag.answering.evidence import FACT_LIMIT, LIST_LIMIT, lead_items, shortened
from rag.cite import citation
from rag.question.cues import WHEN
from rag.question.folded import flat
from rag.types import Draft, Hit, Query, Reason, Statement, Want

CERTAIN = 0.93
_LEVEL = r"(?P<level>phuong|xa|thi tran|quan|huyen|thi xa|tinh|thanh pho|so|phong|truong|bo)"
_OF = re.compile(rf"\b(?:cua|thuoc|o|tai|ben|do)(?: don vi)? {_LEVEL}_? nao\b")
_PARTS = re.compile(
    r"\b(?:may|bao nhieu) (?P<part>muc|phan|dieu|chuong|noi dung|nhiem vu|diem|khoan|y)(?: lon| chinh)?\b"
)
_IN_FORCE = re.compile(r"\bcon (?:co )?(?:hieu luc|gia tri)\b")
# "có hiệu lực từ khi nào", "chính thức áp dụng hôm nào": of the document, not of a rule in it.
_FROM = re.compile(
    rf"\bhieu luc\b.{{0,40}}{WHEN}|{WHEN} .{{0,20}}\bhieu luc\b"
    rf"|\b(?:chinh thuc|bat dau)(?: duoc| co)? (?:ap dung|thi hanh|thuc thi)(?: chinh thuc)?(?: ke)?(?: tu)? {WHEN}"
    rf"|\b(?:ap dung|thi hanh) (?:ke )?tu {WHEN}"
)
# … or to when: "kéo dài tới ngày nào", "có hiệu lực đến bao giờ".
_TO = re.compile(
    rf"\b(?:hieu luc|gia tri|ap dung|thi hanh|thuc hien|keo dai)(?: [a-z]+){{0,3}}?"
    rf" (?:den|toi)(?: het| tan| cuoi)?(?: ngay)? {WHEN}"
    rf"|\bhet (?:han|hieu luc)(?: vao| ke| tu){{0,2}} {WHEN}"
)
_OF_FORCE = frozenset(
    "hieu luc ap dung thi hanh chinh thuc bat dau nam ban keo dai hien het han gia tri den toi tan cuoi".split()
)
# Words of such a question that may be no part of the document's line; how well one that no number names must be described.
_FEW, LIKELY = 2, 0.6
_SPREAD = re.compile(
    r"\b(?:pho bien|quan triet|truyen dat)(?: (?:rong rai|xuong|toi|den|duoc|tan))+(?: [a-z]+){0,3}? (?:dau|ai|cap nao|nao)\b"
)
_SPREAD_TO = re.compile(
    r"(?:Ch[iỉ] thị|Nghị quyết|Quyết định|Kết luận|Thông báo|Văn bản|Quy định)(?: này)?(?: được)? (?:phổ biến|quán triệt)[^.;]*"
)
_ENDING = frozenset({Relation.REPLACES, Relation.REPEALS, Relation.AMENDS, Relation.SUPPLEMENTS})
# The addresses a part may have at the top of a document, by how it is asked for.
_TOP = {"dieu": ("dieu",), "chuong": ("chuong",), "phan": ("phan",)}
_ANY = ("dieu", "chuong", "phan", "muc")


def header(query: Query, hits: Sequence[Hit], archive: Archive) -> Draft | None:
    """The answer, or ``None`` where the question is about something else."""
    folded = flat(query.text).replace("_", "")
    scope = query.scope
    if told := _force(query, folded, hits, archive):
        return told
    if scope.references or scope.directives is None:
        return None
    if scope.explicit and len(scope.directives) == 1:
        directive = archive.directives[scope.directives[0]]
        if _IN_FORCE.search(folded):
            return _in_force(directive, archive)
        if (asked := _PARTS.search(folded)) and len(query.terms) <= 2:
            return _parts(directive, asked["part"], archive)
        if (asked := _OF.search(folded)) and len(_beside(query, directive)) <= len(asked["level"].split()):
            return _owner(directive, asked["level"], archive)
        if _SPREAD.search(folded):
            return _spread(directive, archive)
    elif (asked := _OF.search(folded)) and "thuoc" in asked.group() and len(scope.names) == 1:
        return _above(scope.directives, asked["level"], scope.names[0], archive)
    return None


def _beside(query: Query, directive: Directive) -> list[str]:
    """The words of the question that the document's own line does not hold."""
    known = set(folded_words(line(directive)))
    words = ((term, fold(term).rstrip("12345")) for term in query.terms)
    return [term for term, word in words if word not in known and word not in _OF_FORCE]


def _spread(directive: Directive, archive: Archive) -> Draft | None:
    """``Chỉ thị 06 phổ biến đến đâu?``: the closing words that say so."""
    for clause in reversed(archive.clauses_of(directive.id)):
        if told := _SPREAD_TO.search(clause.text):
            return _said(plain(told.group()), Span(clause.start, clause.end), directive, archive)
    return None


def _force(query: Query, folded: str, hits: Sequence[Hit], archive: Archive) -> Draft | None:
    """``Pháp lệnh 2020 áp dụng từ khi nào?``: the day from which, or to which, the document spoken of is in force."""
    ends = _TO.search(folded)
    if (ends is None and _FROM.search(folded) is None) or query.scope.references or query.want is Want.YES_NO:
        return None
    name = "expires" if ends or "het hieu luc" in folded else "effective"
    if query.scope.explicit:
        ids = query.scope.directives or ()
        one = archive.directives[ids[0]] if len(ids) == 1 else None
    else:
        matter = tuple(t for t in query.terms if fold(t).rstrip("12345") not in _OF_FORCE)
        best = best_described(replace(query, terms=matter), hits, archive)
        one = best.own if best and best.score >= LIKELY else None
    field: Field | None = getattr(one, name) if one else None
    if one is None or field is None or len(_beside(query, one)) > _FEW:
        return None
    return _said(spoken_date(field.value), field.span, one, archive)


def _in_force(directive: Directive, archive: Archive) -> Draft:
    """What the archive says took it out of force or changed it: the words and their document, never a verdict."""
    told: list[Statement] = []
    if directive.expires and (
        draft := _said(spoken_date(directive.expires.value), directive.expires.span, directive, archive)
    ):
        told += draft.statements
    for one in register(archive).targets.get(directive.id, ()):
        if one.relation in _ENDING and one.directive != directive.id:
            clause = archive.clause_at(one.file, one.span.start, one.span.end)
            if clause:
                other = archive.directives[one.directive]
                told.append(
                    Statement(f"{other.name}: {shortened(clause.text, FACT_LIMIT)}", (citation(clause, other),))
                )
    return Draft(tuple(told), CERTAIN) if told else Draft((), 0.0, Reason.NOT_STATED)


def _owner(directive: Directive, level: str, archive: Archive) -> Draft | None:
    """The field of the letterhead that names a body or place of that level."""
    for field in (directive.issuer, directive.parent, directive.place, directive.subject):
        if field and _has(level, field.value):
            return _said(field.value, field.span, directive, archive)
    return None


def _above(directives: Sequence[int], level: str, name: str, archive: Archive) -> Draft | None:
    """The body of that level above the place named: printed over its letterhead, or whose document it carries out."""
    found: dict[str, Draft] = {}
    for number in directives:
        directive = archive.directives[number]
        fields = [f for f in (directive.parent,) if f and _has(level, f.value)]
        for field in fields:
            if draft := _said(field.value, field.span, directive, archive):
                found.setdefault(" ".join(folded_words(field.value)), draft)
        for one in register(archive).mentions(number):
            if not one.issuer or one.relation == "mentions" or not _has(level, one.issuer) or _same(one.issuer, name):
                continue
            if draft := _said(plain(one.issuer), one.span, directive, archive):
                found.setdefault(" ".join(folded_words(one.issuer)), draft)
    return next(iter(found.values())) if len(found) == 1 else None


def _has(level: str, words: str) -> bool:
    """Whether a name is of that level: ``quan`` of "Quận ủy Liên Chiêu"."""
    return f" {level} " in f" {' '.join(folded_words(words))} "


def _same(issuer: str, name: str) -> bool:
    return set(folded_words(name)) <= set(folded_words(issuer))


def _parts(directive: Directive, part: str, archive: Archive) -> Draft | None:
    """The parts at the top of a document with their own numbers, so that they can be counted."""
    wanted = _TOP.get(part, _ANY)
    tops: dict[str, list[Clause]] = {}
    for clause in archive.clauses_of(directive.id):
        words = fold(clause.address).split()
        if clause.role is Role.BODY and "," not in clause.address and len(words) == 2 and words[0] in wanted:
            tops.setdefault(words[0], []).append(clause)
    found = max(tops.values(), key=len, default=[])
    if not found or len(found) > 40:
        return None
    told = [
        Statement(text, (citation(clause, archive.directives[clause.directive]),))
        for clause, text in lead_items(found, LIST_LIMIT)
    ]
    return Draft(tuple(told), CERTAIN)


def _said(text: str, span: Span | None, directive: Directive, archive: Archive) -> Draft | None:
    clause = archive.clause_at(directive.file, span.start, span.end) if span else None
    if clause is None:
        return None
    return Draft((Statement(text, (citation(clause, directive),)),), CERTAIN)
