"""The documents a sentence names, and whether the question asks for one of those."""

import re
from collections.abc import Container

from index.archive import Archive
from index.parsing import patterns as p
from index.text import fold
from index.types import Directive, Reference
from rag.answering.documents.register import register
from rag.answering.evidence import Evidence
from rag.answering.picking.candidates import Candidate
from rag.answering.picking.support import THRESHOLD
from rag.question.cues import DOCUMENT, KIND_WORDS, NUMBER_ASKED, OLD, WHICH_ONE
from rag.question.folded import flat

# So many words tell a body by its beginning; characters before a mention in which its issuer may stand.
ISSUER, BESIDE = 4, 60
# So many documents named behind another are looked through.
MANY = 12
_CHANGED_BY = re.compile(
    r"(?:được|bị)\s+(?:sửa\s+đổi|bổ\s+sung|(?P<ends>thay\s+thế|bãi\s+bỏ))[^.;:()]{0,40}\s(?:bởi|bằng)\s*:?",
    re.IGNORECASE,
)
_DONE_BY = re.compile(
    rf"\bduoc (?P<done>thong bao|ban hanh|phe duyet|huong dan|quy dinh|giao|cong bo|neu|chuyen)"
    rf" (?:tai|trong|o|bang|theo) {DOCUMENT} (?:nao|gi|so)\b"
)
# "Kế hoạch chống dịch … được dẫn trong công văn 667 mang số gì": of what the number is asked for.
_FIRST = re.compile(
    rf"(?:the |vay |con |cai |ban )*({'|'.join(sorted((k for k in KIND_WORDS if ' ' in k), key=len, reverse=True))})\b"
    r"(?! (?:so )?\d)"
)


def quoted(evidence: Evidence) -> bool:
    """Whether the best sentence names a document of the kind asked for that is meant, not the one it stands in: of a kind that
    no document here is of, or of a body that the question names ("công văn nào Bộ Quốc phòng đã trả lời …").
    """
    kinds, best = kinds_asked(evidence.folded), evidence.best
    if best is None:
        return False
    own = evidence.archive.directives[best.hit.clause.directive]
    if not kinds:
        return any(_of_issuer(one, own, evidence) for one in _told_in(evidence, best))
    inside = [r for r in _told_in(evidence, best) if r.kind in kinds]
    if own.kind is None or own.kind.value not in kinds:
        return bool(inside)
    issuers = [fold(r.issuer or "") or body for r in inside for body in [_body_of(r.number or "")]]
    issuer = fold(own.issuer.value) if own.issuer else ""
    return any(body and f" {body} " in f" {evidence.folded} " and body not in issuer for body in issuers)


def of_body_told(evidence: Evidence) -> Reference | None:
    """The one document of the kind asked for that the best sentence names, of a body that the question names, too: "Sở Y tế đề nghị
    cấp thêm theo Quyết định 15 bằng công văn nào?"."""
    best = evidence.best
    if best is None or evidence.support(best) < THRESHOLD:
        return None
    kinds, own = kinds_asked(evidence.folded), {r.number for r in evidence.query.scope.references}
    inside = [r for r in _told_in(evidence, best) if r.kind in kinds and r.number not in own]
    bodies = {r: fold(r.issuer or "") or _body_of(r.number or "") for r in inside}
    found = [r for r, body in bodies.items() if body and f" {body} " in f" {evidence.folded} "]
    return found[0] if len({r.number for r in found}) == 1 else None


def announcing(evidence: Evidence) -> Reference | None:
    """The document that the best sentence says does what the question asks by which it was done: "… được thông báo tại văn bản
    nào?", "văn bản số … thông báo kết luận"."""
    done, best = _DONE_BY.search(evidence.folded), evidence.best
    for one in _told_in(evidence, best) if done and best else ():
        behind = flat(evidence.archive.source(one.file).text[one.span.start : one.span.end + BESIDE])
        number = flat(one.number or "")
        if done and re.search(rf"{re.escape(number)}(?:,? (?:ngay )?[\d/]+)?,? {done['done']}\b", behind):
            return one
    return None


def told_changed(numbers: Container[str | None], ends: bool, archive: Archive) -> list[Reference]:
    """What is said to change, or to end where ``ends``, a document of these numbers: "Thông tư số 08 …, được sửa đổi, bổ sung bởi:
    Thông tư số 21 …", each of them at the beginning of a paragraph behind the colon, or behind the words themselves."""
    found: list[Reference] = []
    for at, one in enumerate(archive.references):
        clause = archive.clause_at(one.file, one.span.start, one.span.end) if one.number in numbers else None
        cue = _CHANGED_BY.search(clause.text, one.span.end - clause.start) if clause else None
        if clause is None or cue is None or bool(cue["ends"]) is not ends:
            continue
        behind = [
            r for r in archive.references[at + 1 :] if r.file == one.file and r.span.start >= clause.start + cue.end()
        ]
        if cue.end() == len(clause.text.rstrip()):
            first = {
                c.id: r for r in reversed(behind[:MANY]) if (c := archive.clause_at(r.file, r.span.start, r.span.end))
            }
            found += [r for r in first.values() if _begins(r, archive)]
        else:
            found += behind[:1]
    return list(dict.fromkeys(found))


def _begins(one: Reference, archive: Archive) -> bool:
    """Whether a document is named at the beginning of its clause."""
    clause = archive.clause_at(one.file, one.span.start, one.span.end)
    return clause is not None and not re.search(r"\w", clause.text[: one.span.start - clause.start])


def _told_in(evidence: Evidence, best: Candidate) -> list[Reference]:
    """The numbered documents that a sentence names."""
    said = register(evidence.archive).mentions(best.hit.clause.directive)
    return [r for r in said if r.number and best.sentence.start <= r.span.start < best.sentence.end]


def _of_issuer(one: Reference, own: Directive, evidence: Evidence) -> bool:
    """Whether the question asks for a document of just the body named with ``one``, which did not issue the ``own`` document:
    "văn bản nào của Thường trực Thành ủy" is none of the Standing Committee's."""
    before = evidence.archive.source(one.file).text[max(0, one.span.start - BESIDE) : one.span.start]
    owner = flat(own.issuer.value) if own.issuer else ""
    return of_body_asked(evidence.folded, f"{flat(before)} | {flat(one.issuer or '')}", owner)


def of_body_asked(folded: str, told: str, owner: str) -> bool:
    """Whether the body whose document the question ``folded`` asks for stands in ``told``, and is not the ``owner``; all folded.
    Only one of so many words is compared, by that beginning: "Ủy ban" alone is everybody's."""
    asked = re.search(rf"{DOCUMENT}{OLD} (?:nao|gi) (?:cua|do) ((?:[a-z]+ ){{{ISSUER - 1},}}[a-z]+)", folded)
    body = " ".join(asked[1].split()[:ISSUER]) if asked else ""
    return bool(body) and f" {body} " in f" {told} " and f" {body} " not in f" {owner} "


def _body_of(number: str) -> str:
    """The body whose code stands in a number: ``bo quoc phong`` of ``4966/BQP-CT``."""
    return next((fold(p.ISSUER_CODES[code]) for code in re.split(r"[-/]", number) if code in p.ISSUER_CODES), "")


def kinds_asked(folded: str) -> set[str]:
    """The kinds of document of which one is asked for: ``Thông tư`` of ``thông tư nào của Bộ``."""
    asked = rf"{OLD} (?:nao|gi|so(?! \d)|may|cua|mang(?! so \d))\b"  # "công văn số 12" is named, not asked for
    kinds = {KIND_WORDS[k] for k in KIND_WORDS if len(k) > 2 and k in folded and re.search(rf"\b{k}{asked}", folded)}
    # "Quy định … nằm ở văn bản nào" asks for what holds it, of any kind.
    own = not kinds and NUMBER_ASKED.search(folded) and not WHICH_ONE.search(folded)
    first = _FIRST.match(folded) if own else None
    return {KIND_WORDS[first[1]]} if first else kinds
