"""Which field of a document a question asks for, of which documents, and in which clauses that field is printed.

A new field is a line in :func:`spans`; how questions ask for one is told in :mod:`rag.question.cues`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from index.archive import Archive
from index.types import Clause, Directive, Reference, Span
from rag.finding.targets import asked_about, following, mentioned, quoted_in, residue, targets
from rag.question.cues import DOCUMENT, JOINING, WHEN
from rag.question.folded import flat
from rag.types import Facet, Query, Want

_STRONG_DATE = re.compile(
    rf"\b(?:ban hanh|phat hanh|cong bo|sao luc|ky|ki|ra(?= (?:doi|vao|tu|duoc)\b| {DOCUMENT}| {WHEN}))\b"
    rf"(?: [\w/-]+){{0,14}} {WHEN}|\bde {WHEN}"
    # "667-CV/QU ngày nào?"
    rf"|\d[\w-]*/[a-z][\w/-]*(?: (?:de|ghi|co|la|ra))* {WHEN}[ ?.!]*$"
    rf"|{WHEN} (?:thi )?(?:duoc )?(?:ban hanh|ky|ki|ra)\b|ngay (?:ban hanh|ky)"
    rf"|\b(?:ban hanh|phat|phat ra|ra|gui|gui di|lap|soan) {DOCUMENT}(?: (?:ve|viec|de|nham|huong dan|chi dao|yeu cau|lam))*"
    rf" (?:trien khai|thuc hien|quan triet|chap hanh|theo)(?: [\w/-]+){{1,14}} {WHEN}"
    rf"|\b(?:co|ra|gui|ban hanh|phat) (?!bao cao){DOCUMENT} ve (?:[\w/-]+ ){{1,20}}?(?:tu |vao )?{WHEN}[ ?.!]*$"
)
# "Quyết định 22 có hiệu lực từ ngày nào?" is answered by the clause that says so.
_IN_FORCE = re.compile(rf"\b(?:co hieu luc|(?:ap dung|thi hanh) (?:ke )?tu)\b.{{0,40}}{WHEN}")
_ENDS = re.compile(r"\bhet hieu luc\b")
# "… gia hạn đến ngày nào?", "mức mới tính từ ngày nào?": no document is dated so.
_OF_MATTER = re.compile(
    rf"\b(?:den|toi|truoc|cham nhat|muon nhat)(?: het| tan| vao)?(?: cuoi)? {WHEN}[ ?.!]*$"
    rf"|\b(?:tinh|ap dung|huong) (?:ke )?tu {WHEN}"
)
# "do ai ký, chức vụ gì?", "ai ký, giữ chức gì?"
_WITH_OFFICE = re.compile(r"\bk[yi]\b.{0,20}\bchuc\b")
# Fields that one question may ask for together ("số và ngày", "gửi cho ai và ai ký").
_JOINABLE = frozenset(Facet) - {Facet.COUNT, Facet.LISTING, Facet.KIND, Facet.RECIPIENTS}
# "Công văn 667 là của ai": of whatever else is spoken of ("ý kiến trong công văn 667 là của ai") a document tells.
_ISSUED = re.compile(rf"ban hanh|phat hanh|\bra\b|^(?:the |vay |con |cai )*{DOCUMENT}\b.*\bla cua\b")
# "số mấy, ngày nào", without a joining word.
_NUMBER_AND_DAY = re.compile(
    rf"\b(?:so|ky hieu)(?: la)? (?:may|gi|bao nhieu|nao)\W+(?:va )?(?:ra |ban hanh |ky )?{WHEN}"
)
# A question with more content words than this is about what a document says.
_WEAK_RESIDUE = 1
# What a mention of a document tells of it, by the name of the attribute.
_TOLD = {
    Facet.DATE: "date", Facet.ISSUER: "issuer", Facet.SUBJECT: "subject", Facet.NUMBER: "number", Facet.KIND: "kind",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FieldPlaces:
    """Where the field asked for is printed: in which directives (ids), the spans by directive id, a table a field; and mentions
    of other documents that tell it."""

    directives: frozenset[int] = frozenset()
    printed: tuple[Mapping[int, Sequence[Span]], ...] = ()
    told: tuple[Reference, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.told) or any(number in table for number in self.directives for table in self.printed)

    def held_by(self, clause: Clause) -> bool:
        """Whether the field is printed in ``clause``."""
        if clause.directive in self.directives:
            spans = (span for table in self.printed for span in table.get(clause.directive, ()))
            if any(clause.span.overlaps(span) for span in spans):
                return True
        return any(r.file == clause.file and clause.span.overlaps(r.span) for r in self.told)


def asked(query: Query, archive: Archive) -> FieldPlaces:
    """Where the field that ``query`` asks for is printed; nowhere when it asks for what documents say."""
    folded = flat(query.text)
    if query.want is Want.DATE and _IN_FORCE.search(folded):
        name = "expires" if _ENDS.search(folded) else "effective"
        dated = {d.id: (field.span,) for d in targets(query, archive) if (field := getattr(d, name))}
        if dated:
            return FieldPlaces(frozenset(dated), (dated,))
    facets = facets_asked(query, archive)
    if not facets:
        return FieldPlaces()
    if query.kinds and query.scope.explicit and (quoted := quoted_in(query, archive)):
        return FieldPlaces(told=_telling(facets, quoted))
    references = query.scope.references if query.scope.explicit else mentioned(query, archive)
    issued = following(query, archive)
    directives = issued or targets(query, archive)
    if issued or (directives and not (references and not query.scope.explicit)):
        return FieldPlaces(frozenset(d.id for d in directives), tuple(_table(archive, facet) for facet in facets))
    if len([group for group in query.groups if group.explicit]) > 1 and references and not JOINING.search(folded):
        references = asked_about(query).references or references
    return FieldPlaces(told=_telling(facets, references))


def facets_asked(query: Query, archive: Archive) -> tuple[Facet, ...]:
    """The facets to answer: the main one, and others only where the question joins them."""
    facets = query.facets
    folded = flat(query.text)
    if (
        query.scope.signers
        and not query.scope.explicit
        and re.search(r"chuc (?:vu|danh)|cuong vi|tu cach|thua lenh", folded)
    ):
        return (Facet.CAPACITY,)
    if query.scope.signers and query.want is not Want.YES_NO:
        facets = tuple(facet for facet in facets if facet is not Facet.SIGNER)
    if not facets:
        return ()
    if quoted_in(query, archive):
        return facets[:1]
    if {Facet.SIGNER, Facet.CAPACITY} <= set(facets) and _WITH_OFFICE.search(folded):
        return (Facet.SIGNER, Facet.CAPACITY)
    if facets[0] is Facet.DATE and _OF_MATTER.search(folded):
        return ()
    if Facet.DATE in facets and facets[0] is Facet.DATE and not _STRONG_DATE.search(folded) and residue(query, archive):
        return ()
    weak = facets[:1] == (Facet.ISSUER,) and not _ISSUED.search(folded)
    if weak and len(residue(query, archive)) > _WEAK_RESIDUE:
        return ()
    joined = tuple(facet for facet in facets if facet in _JOINABLE)
    together = facets[0] in joined and (
        _NUMBER_AND_DAY.search(folded)
        or (
            re.search(r"\bva\b|\bvoi (?:chuc|tu cach|cuong vi)\b", folded)
            and len(residue(query, archive)) <= _WEAK_RESIDUE
        )
    )
    return joined if together else facets[:1]


def spans(directive: Directive, facet: Facet) -> list[Span]:
    """Where ``facet`` of ``directive`` is printed; nowhere if it is unknown. What is listed or counted shows its number."""
    if facet in (Facet.SIGNER, Facet.CAPACITY):
        return [signer.span for signer in directive.signers]
    if facet is Facet.ADDRESSEES:
        return [field.span for field in directive.addressees or directive.recipients]
    if facet is Facet.RECIPIENTS:
        return [field.span for field in directive.recipients]
    fields = {
        Facet.URGENCY: directive.urgency, Facet.SECRECY: directive.secrecy,
        Facet.DATE: directive.date, Facet.ISSUER: directive.issuer, Facet.SUBJECT: directive.subject,
        Facet.KIND: directive.kind, Facet.PLACE: directive.place,
    }  # fmt: skip
    field = fields.get(facet, directive.number)
    return [field.span] if field else []


_tables: WeakKeyDictionary[Archive, dict[Facet, Mapping[int, Sequence[Span]]]] = WeakKeyDictionary()


def _table(archive: Archive, facet: Facet) -> Mapping[int, Sequence[Span]]:
    """Where ``facet`` is printed in each directive that has it, by id; made once for an archive, since it may have very many."""
    known = _tables.setdefault(archive, {})
    if facet not in known:
        known[facet] = {one.id: found for one in archive.directives if (found := spans(one, facet))}
    return known[facet]


def _telling(facets: Sequence[Facet], references: Sequence[Reference]) -> tuple[Reference, ...]:
    names = [_TOLD[facet] for facet in facets if facet in _TOLD]
    return tuple(r for r in references if any(getattr(r, name) for name in names))
