"""Which document a question without a number describes: one of the archive's own, or one that they only mention.

A field said of the wrong document is the worst answer, so a document is meant only where its own line, or the words around its
mention, hold what the question says of it, and where it is the body's that the question says it is.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.archive import Archive
from index.parsing import patterns as p
from index.passages import describe
from index.text import find_phrase, fold, folded_words
from index.types import Clause, Directive, Reference
from rag.answering.picking.segments import sentences
from rag.finding.match import Matcher
from rag.finding.retrieve import retrieve
from rag.question.cues import DOCUMENT, WHEN
from rag.question.folded import flat
from rag.question.numbers import number_of_file, split_number
from rag.question.register import same_kind
from rag.types import Hit, Query, Want

# The share of the question's words that must be held by the document's own line, or by that and its best clause together.
LINE, CLAUSE = 0.55, 0.8
# … or these, where the place named has no other document of the kind; and how much less than the best description is as good.
ONLY_LINE, ONLY_CLAUSE = 0.45, 0.6
ALIKE = 0.2
# … and so that its number is said, at least.
KNOWN = 0.5
# What words are worth in the sentence of a mention, and elsewhere in its clause or above it.
_NEAR, _BESIDE, _ABOVE = 0.9, 0.6, 0.4
# Words of such questions that describe nothing (folded).
_ASKING = frozenset(
    "so hieu ky ki danh mang ghi chu ten de phat ngay ra ban hanh truoc cu dau gui luu noi cap cat giu nguon bat nam chuc cuoi"
    " cho duoi".split()
)
# "Văn bản nói đến …", "công văn có nhắc tới việc …": a document described by what it says.
_BEGINS = rf"^(?:(?:ai|nguoi nao) (?:da )?k[yi](?: ten)? (?:vao )?|nguoi k[yi](?: ten)? (?:vao )?)?{DOCUMENT} (?:ma )?(?:co )?"
_SPEAKS = re.compile(rf"{_BEGINS}(?:noi|nhac|de cap|neu|dan) (?:den|toi|ve|ra)\b")
# … or by what it tells somebody: then its own field is asked for where nothing that is to be done could be dated or handed in.
_TELLS = re.compile(
    rf"{_BEGINS}(?:dan(?: do)?|cho (?:biet|hay|phep)|khen|phe binh|bieu duong|nhac nho|keu goi|canh bao|mo dau|de nghi|yeu cau|giao"
    r"|huong dan|quy dinh|cam|dat (?:ra|muc tieu)|noi|neu|nhac|ghi|viet|dua ra)\b"
)
_OF_ITSELF = re.compile(
    r"\bk[yi](?: ten)?[ ?.!]*$|\b(?:ai|nguoi) k[yi]\b|\bmang (?:ten ai|chu k[yi])|\bso (?:may|nao|bao nhieu|hieu)\b"
    rf"|\b(?:duoc lam|duoc ra|ra(?: doi)?|duoc ban hanh|ban hanh|duoc phat hanh|phat hanh|de|len|la cua|duoc k[yi]|k[yi]) "
    rf"(?:vao )?{WHEN}[ ?.!]*$"
)
# … and a decision by what it issues; a letter about issuing something does not.
_ISSUING = frozenset({"Quyết định", "Nghị quyết"})
_ISSUES = re.compile(rf"(?:ve (?:viec )?)?(?:ban hanh|phe duyet|thong qua) (?:bo )?({DOCUMENT})\b")
_SPEAKING = frozenset(
    "den toi nhac noi cap viec neu dan co do biet hay khen phe binh bieu duong nho keu goi canh bao mo de nghi yeu cau giao huong"
    " quy dinh phep dat muc tieu ghi viet dua cau lam".split()
)
_FEW = 300
# Symbols no longer than this are not read without their first letter; who has the same one without it.
_SHORT, _LEVELED = 4, ("Bộ", "Sở", "Phòng")
# Behind these a document is the one in which another is spoken of: "công điện nào được kết luận của Quận ủy nhắc tới".
_CONTAINER = re.compile(rf"\b(?:duoc|bi|trong|ma|do|boi|tai) {DOCUMENT} $")
_OWNER = re.compile(r"\b(?:cua|do) ((?:[a-z]+ ?){1,8})")
_KIND_BEFORE = re.compile(rf"{DOCUMENT} (?:(?:nao|gi|so (?:may|nao|bao nhieu)) )?$")
# What a body is called by; after "của" anything else ("của nó", "của các trường") is no issuer.
_BODIES = frozenset(
    "bo so chinh thu quoc thanh quan huyen tinh dang uy ubnd hoi hdnd phong cuc vien truong cong van ban chu phuong xa mat".split()
)


# … and of these the name is what counts: "quận Thanh Xuân" is "Quận ủy Thanh Xuân".
_LEVELS = frozenset("quan huyen tinh thanh phuong xa truong".split())


@dataclass(frozen=True, slots=True)
class Described:
    """A document with how well the question describes it, 0 to 1: one of the archive's, or a mention of another."""

    score: float
    own: Directive | None = None
    mention: Reference | None = None


def line(directive: Directive) -> str:
    """All that a document's letterhead, title and signature say of it."""
    fields = (directive.parent, directive.place, directive.subject)
    people = (f"{s.name} {s.capacity or ''}" for s in directive.signers)
    day = directive.date.value.split("-") if directive.date else []
    dated = [f"tháng {int(day[1])} năm {day[0]} {int(day[1])}/{day[0]}"] if day else []
    return " ".join([describe(directive), *(field.value for field in fields if field), *people, *dated])


def fitting(
    found: Sequence[Directive], query: Query, hits: Sequence[Hit], archive: Archive
) -> tuple[list[Directive], float]:
    """Of documents that no number names, those that may be the ones spoken of, with how well the best is described, 0 to 1."""
    matcher = describing(query, archive)
    kept = [d for d in found if _of_kind(query, d) and owned(query, f"{line(d)} {codes(d.name)}")]
    if not matcher.terms:
        return kept, 1.0
    only = len(kept) == 1 and bool(query.scope.names)
    scores = {d.id: _fit(d, matcher, hits, only) for d in kept}
    best = max(scores.values(), default=0.0)
    return [d for d in kept if best and scores[d.id] >= best - ALIKE], best


def _fit(directive: Directive, matcher: Matcher, hits: Sequence[Hit], only: bool) -> float:
    """The share of the question's words in the document's line, or in that and one clause; 0 where it is too little."""
    words = set(matcher.forms(line(directive)))
    above = matcher.coverage([(words, 1.0)])
    clauses = [hit.clause for hit in hits if hit.clause.directive == directive.id]
    texts = (set(matcher.forms(" ".join((c.text, *c.headings)))) for c in clauses)
    within = max((matcher.coverage([(words | text, 1.0)]) for text in texts), default=0.0)
    enough = above >= (ONLY_LINE if only else LINE) or within >= (ONLY_CLAUSE if only else CLAUSE)
    return max(above, within) if enough else 0.0


def spoken_of(query: Query, archive: Archive) -> Directive | None:
    """``Văn bản nhắc tới việc … do ai ký?``: the one document with a clause that speaks of that; ``None`` where the question
    describes none so, or several do."""
    folded = flat(query.text)
    speaks = not query.scope.names and _SPEAKS.search(folded)
    if query.scope.explicit or not (speaks or (_TELLS.search(folded) and _OF_ITSELF.search(folded))):
        return None
    kept = _matter(query, _ASKING | _SPEAKING)
    matcher = Matcher(replace(query, terms=kept), archive)
    best: dict[int, float] = {}
    for hit in retrieve(replace(query, terms=kept, facets=(), want=Want.TEXT), archive) if kept else ():
        one = archive.directives[hit.clause.directive]
        if _of_kind(query, one) and one.number:
            layers = [(set(matcher.forms(hit.clause.text)), 1.0), (set(matcher.forms(line(one))), 0.6)]
            best[one.id] = max(best.get(one.id, 0.0), matcher.coverage(layers))
    ranked = sorted(best, key=lambda number: -best[number])
    if not ranked or best[ranked[0]] < CLAUSE or (len(ranked) > 1 and best[ranked[1]] > best[ranked[0]] - ALIKE):
        return None
    return archive.directives[ranked[0]]


def unprinted(found: Sequence[Directive], archive: Archive) -> list[Reference]:
    """Where others mention the one document of ``found`` that prints no number, but has one in the name of its file."""
    filed = number_of_file(found[0].file) if len(found) == 1 and not found[0].number else None
    if filed is None:
        return []
    digits, year, codes = split_number(filed)
    own = (digits, set(codes))
    return [
        r for r in archive.references
        if r.number and (split_number(r.number)[0], set(split_number(r.number)[2])) == own and r.directive != found[0].id
        and (year or "") in (r.date or year or "")[:4]
    ]  # fmt: skip


def owned(query: Query, text: str, place: str = "", beside: str = "") -> bool:
    """Whether the body said to have issued the document, if any, stands in ``text``; its place may stand in ``place``, and what
    is not surely the issuer ("đoàn kiểm tra của Quận ủy theo quyết định nào") in ``beside``."""
    folded = flat(query.text)
    for match in _OWNER.finditer(folded):
        if _CONTAINER.search(folded[: match.start()]):
            continue
        head = match[1].split()[:2]
        known = text if _KIND_BEFORE.search(folded[: match.start()]) and text.strip() else f"{text} {beside}"
        if head[0] in _LEVELS and head[1:] not in ([], ["uy"], ["pho"]):
            head, known = head[1:], f"{known} {place}"
        elif head[0] not in _BODIES:
            continue
        if next(find_phrase(head, folded_words(known)), None) is None:
            return False
    return True


def foreign(found: Sequence[Directive], query: Query, archive: Archive) -> bool:
    """Whether the question says whose the document is, and nothing here of its kind is theirs: "chỉ thị của Bộ Giáo dục"."""
    folded = flat(query.text)
    said = any(_KIND_BEFORE.search(folded[: m.start()]) for m in _OWNER.finditer(folded))
    if not said or not query.kinds or len(found) > _FEW:
        return False
    if any(_of_kind(query, d) and owned(query, f"{line(d)} {codes(d.name)}") for d in found):
        return False
    told = {(r.issuer or "", codes(r.number or "")) for r in archive.references if r.kind in query.kinds}
    return not any(owned(query, " ".join(pair)) for pair in told)


def _whose(one: Reference, archive: Archive) -> tuple[str, str, str]:
    """What tells whose a document mentioned is: its issuer and symbol, the line of the document and the sentence it stands in."""
    issuer = f"{one.issuer or ''} {codes(one.number or '')}"
    return issuer, line(archive.directives[one.directive]), around(one, archive)[0]


def describing(query: Query, archive: Archive) -> Matcher:
    """What compares a text with the words of ``query`` that describe a document."""
    kept = _matter(query, _ASKING)
    return Matcher(replace(query, terms=kept), archive)


def _matter(query: Query, asking: frozenset[str]) -> tuple[str, ...]:
    """The words of a question without those of ``asking``; "chức vụ" asks as a whole, "nhiệm vụ" does not."""
    folded = [fold(term).rstrip("12345") for term in query.terms]
    office = {at + 1 for at, pair in enumerate(itertools.pairwise(folded)) if pair == ("chuc", "vu")}
    return tuple(
        term for at, (term, word) in enumerate(zip(query.terms, folded, strict=True))
        if word not in asking and at not in office
    )  # fmt: skip


def codes(number: str) -> str:
    """The bodies that the symbols of a number stand for; a chairman signs for his committee."""
    found = [
        body for code, body in p.ISSUER_CODES.items() if code in number and re.search(rf"[-/]{code}(?![^\W_])", number)
    ]
    # A letter's symbol has its author without the level: "1609/LĐTBXH-NCC".
    found += [
        f"{level} {p.ISSUER_CODES[code][len('Bộ ') :]}" for code in p.ISSUER_CODES
        if len(code) > _SHORT and code[0] == "B" and re.search(rf"/{code[1:]}(?![^\W_])", number) for level in _LEVELED
    ]  # fmt: skip
    return " ".join([*found, *(["Chủ tịch"] if "UBND" in number else [])])


def best_described(query: Query, hits: Sequence[Hit], archive: Archive) -> Described | None:
    """The document of the kind asked for that the question describes best; ``None`` where none is described at all."""
    matcher = describing(query, archive)
    if not matcher.terms:
        return None
    scope = query.scope.directives
    everything = range(len(archive.directives))
    found = dict.fromkeys(hit.clause.directive for hit in hits)
    inside = scope if scope is not None else everything if len(everything) <= _FEW else found
    own = [
        Described(_own_score(archive.directives[i], matcher, hits), own=archive.directives[i]) for i in inside
        if _of_kind(query, archive.directives[i]) and archive.directives[i].number
        and owned(query, f"{line(archive.directives[i])} {codes(archive.directives[i].name)}")
    ]  # fmt: skip
    theirs = {archive.directives[d.own.id].name for d in own if d.own}
    told = [
        Described(_told_score(one, matcher, archive), mention=one) for one in _mentions(query, hits, archive)
        if one.number not in theirs
    ]  # fmt: skip
    return max([*own, *told], key=lambda d: d.score, default=None)


def inner(query: Query) -> Query:
    """The question for a document spoken of in another: what it is must be of the first kind named, not of that other's."""
    spoken = any(_CONTAINER.search(flat(query.text)[: m.start()]) for m in _OWNER.finditer(flat(query.text)))
    return replace(query, kinds=query.kinds[:1]) if spoken and len(query.kinds) > 1 else query


def known(best: Described) -> bool:
    """Whether the document described best may be said to be the one."""
    return best.score >= KNOWN


def _of_kind(query: Query, directive: Directive) -> bool:
    """Whether a document is of a kind asked for, or issues or approves something of that kind: "kế hoạch năm học" is that of the
    decision "Ban hành Kế hoạch thời gian năm học"."""
    kind = directive.kind.value if directive.kind else None
    made = _ISSUES.match(flat(directive.subject.value)) if directive.subject and kind in _ISSUING else None
    issued = made and flat(query.kinds[0]) == made[1] if query.kinds else False
    return not query.kinds or any(same_kind(asked, kind) for asked in query.kinds) or bool(issued)


def _mentions(query: Query, hits: Sequence[Hit], archive: Archive) -> list[Reference]:
    """The mentions in the documents asked in, else in those found."""
    scope = query.scope.directives
    inside = {*scope, *query.scope.beside} if scope is not None else {hit.clause.directive for hit in hits}
    return [
        r for r in archive.references
        if r.directive in inside and r.number and (not query.kinds or r.kind in query.kinds)
        and owned(query, *_whose(r, archive))
    ]  # fmt: skip


def _own_score(directive: Directive, matcher: Matcher, hits: Sequence[Hit]) -> float:
    words = set(matcher.forms(line(directive)))
    texts = (set(matcher.forms(hit.clause.text)) for hit in hits if hit.clause.directive == directive.id)
    return max(matcher.coverage([(words, 1.0), (text, 0.6)]) for text in [set[str](), *texts])


def _told_score(one: Reference, matcher: Matcher, archive: Archive) -> float:
    sentence, clause = around(one, archive)
    if clause is None:
        return 0.0
    layers = (
        (f"{one.kind or ''} {one.issuer or ''} {one.subject or ''} {codes(one.number or '')}", 1.0), (sentence, _NEAR),
        (clause.text, _BESIDE), (" ".join((*clause.headings, line(archive.directives[one.directive]))), _ABOVE),
    )  # fmt: skip
    return matcher.coverage([(set(matcher.forms(text)), worth) for text, worth in layers])


def around(one: Reference, archive: Archive) -> tuple[str, Clause | None]:
    """The sentence a mention stands in, and its clause."""
    clause = archive.clause_at(one.file, one.span.start, one.span.end)
    if clause is None:
        return "", None
    return next((s.text for s in sentences(clause) if s.start <= one.span.start < s.end), clause.text), clause
