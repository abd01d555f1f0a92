"""Answers that stand in the letterhead, the addressees or the signature of a document: from its parsed fields."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from index import patterns as p
from index.archive import Archive
from index.passages import spoken_date
from index.text import fold, folded_words
from index.types import Directive, Field, Reference, Span
from rag.analyse import flat
from rag.cite import citation
from rag.cues import DOCUMENT, JOINING, KIND_WORDS, WHEN
from rag.match import Matcher
from rag.types import Citation, Draft, Facet, Hit, Query, Reason, Scope, Statement, Want

CERTAIN = 0.97
_LISTED = 40
# A question about one field of more documents than this, not put in the plural, was not about fields at all.
FEW = 3
# Share of a description that a clause must hold for its document to be the one described.
DESCRIBED = 0.6
_PLURAL = re.compile(r"\b(?:nhung|cac|moi|tung|tat ca|lan luot|hai|ba|bon|nam)\b")
_REPORT = re.compile(r"b\s?/\s?c\b|báo cáo")
_STRONG_DATE = re.compile(
    rf"\b(?:ban hanh|phat hanh|cong bo|ky|ki|de|ra)\b(?: [\w/-]+){{0,4}} {WHEN}"
    rf"|{WHEN} (?:thi )?(?:duoc )?(?:ban hanh|ky|ki|ra)\b|ngay (?:ban hanh|ky)"
)
# A question with more content words than this is about what a document says.
_WEAK_RESIDUE = 1


def facts(query: Query, hits: Sequence[Hit], archive: Archive) -> Draft | None:
    """The answer from the fields, or ``None`` when the question is not about a field of documents it makes out.

    ``hits`` tell which of several documents is meant when the question describes it ("công văn về SEA Games do ai ký?").
    """
    facets = _wanted(query, archive)
    if not facets:
        return None
    if facets[0] in (Facet.COUNT, Facet.LISTING):
        return _listing(query, archive)
    targets = _targets(query, archive)
    references = _mentioned(query, archive) if not query.scope.explicit else query.scope.references
    if query.kinds and query.scope.explicit and (quoted := _quoted_in(query, archive)):
        return _of_references(facets, quoted, archive)
    following = _following(query, archive)
    if following or (targets and not (references and not query.scope.explicit)):
        targets = following or _meant(targets, query, hits, archive)
        if len(targets) > FEW and not _PLURAL.search(flat(query.text)):
            return None
        return _of_directives(facets, targets, query, archive)
    if len([g for g in query.groups if g.explicit]) > 1 and references and not JOINING.search(flat(query.text)):
        references = asked_about(query).references or references
    return _of_references(facets, references, archive) if references else None


def _following(query: Query, archive: Archive) -> list[Directive]:
    """``Quận ủy Hà Đông ra công văn triển khai Chỉ thị 06``: what that body issued on the document named, not that document."""
    numbered = [group for group in query.groups if group.explicit]
    if len(numbered) != 1 or not query.scope.named:
        return []
    mention = flat(numbered[0].names[0])
    if not re.search(
        rf"(?:thuc hien|trien khai|theo|quan triet|can cu)(?: noi dung)? {re.escape(mention)}", flat(query.text)
    ):
        return []
    numbers = {r.number for r in numbered[0].references}
    if not numbered[0].references:
        numbers = {f.value for i in numbered[0].directives or () if (f := archive.directives[i].number)}
    ids = {r.directive for r in archive.references if r.number in numbers} & set(query.scope.named)
    return [archive.directives[number] for number in sorted(ids)]


def _quoted_in(query: Query, archive: Archive) -> tuple[Reference, ...]:
    """``Chỉ thị mà Hà Đông triển khai tại công văn 634``: the document of that kind quoted in the one named."""
    numbered = [group for group in query.groups if group.explicit and not group.references]
    if len(numbered) != 1 or not re.search(
        rf"(?:tai|trong|boi) {re.escape(flat(numbered[0].names[0]))}", flat(query.text)
    ):
        return ()
    inside = set(numbered[0].directives or ())
    found = [r for r in archive.references if r.directive in inside and r.kind in query.kinds]
    return tuple(found) if len({r.number for r in found}) == 1 else ()


def _meant(targets: list[Directive], query: Query, hits: Sequence[Hit], archive: Archive) -> list[Directive]:
    """Of several documents, the one whose clause the rest of the question describes."""
    if query.scope.explicit or len(targets) < 2 or not _residue(query, archive):
        return targets
    ids = {directive.id for directive in targets}
    first = next((hit for hit in hits if hit.clause.directive in ids), None)
    if first is None:
        return targets
    matcher = Matcher(query, archive)
    cover = matcher.coverage([(set(matcher.forms(f"{first.clause.text} {' '.join(first.clause.headings)}")), 1.0)])
    return [archive.directives[first.clause.directive]] if cover >= DESCRIBED else targets


def _mentioned(query: Query, archive: Archive) -> tuple[Reference, ...]:
    """Documents that are only mentioned, called by kind and issuer or subject ("kết luận của Bộ Chính trị về …").

    Only where no directive of that kind is in scope.
    """
    scope = query.scope.directives
    inside = [d for d in archive.directives if scope is None or d.id in scope]
    if not query.kinds or any(d.kind and d.kind.value in query.kinds for d in inside):
        return ()
    asked = set(folded_words(query.text))
    best: dict[str, float] = {}
    for one in archive.references:
        if one.kind in query.kinds and one.number and (scope is None or one.directive in scope):
            told = [folded_words(text) for text in (one.issuer, one.subject) if text]
            likeness = max((len(asked & set(words)) / len(set(words)) for words in told), default=0.0)
            best[one.number] = max(best.get(one.number, 0.0), likeness)
    number = max(best, key=lambda n: best[n], default=None)
    if number is None or (best[number] < 0.5 and len(best) > 1):
        return ()
    return tuple(one for one in archive.references if one.number == number)


def _wanted(query: Query, archive: Archive) -> tuple[Facet, ...]:
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
    if (
        Facet.DATE in facets
        and facets[0] is Facet.DATE
        and not _STRONG_DATE.search(folded)
        and _residue(query, archive)
    ):
        return ()
    weak = facets[:1] == (Facet.ISSUER,) and not re.search(r"ban hanh|phat hanh|la cua|\bra\b", folded)
    if weak and len(_residue(query, archive)) > _WEAK_RESIDUE:
        return ()
    if len(facets) > 1 and not re.search(r"\bva\b|,", query.text.lower() + " " + folded):
        return facets[:1]
    joined = tuple(
        f for f in facets if f in (Facet.SIGNER, Facet.DATE, Facet.NUMBER, Facet.ISSUER, Facet.SUBJECT, Facet.CAPACITY)
    )
    return (
        joined
        if len(joined) > 1 and facets[0] in joined and "va" in folded.split() and Facet.NUMBER in joined
        else facets[:1]
    )


def _residue(query: Query, archive: Archive) -> list[str]:
    """Content words of the question that the documents' own subject lines do not explain."""
    known: set[str] = set()
    for directive in _targets(query, archive):
        known.update(flat(directive.subject.value).split() if directive.subject else ())
    known |= _ASKING
    return [term for term in query.terms if fold(term).rstrip("12345") not in known and not term.isdigit()]


_ASKING = set("co quan don vi noi cap ben to chuc ban hanh".split())


def _targets(query: Query, archive: Archive) -> list[Directive]:
    numbered = [group for group in query.groups if group.explicit]
    if len(numbered) > 1 and not JOINING.search(flat(query.text)):
        about = asked_about(query)
        return [] if about.references else [archive.directives[number] for number in about.directives or ()]
    if query.scope.references and not _explicit_ids(query):
        return []
    scope = query.scope.directives
    ids = list(scope) if scope is not None else list(range(len(archive.directives)))
    if numbered:
        ids = [
            number for group in numbered if not group.references for number in group.directives or () if number in ids
        ]
    found = [archive.directives[number] for number in ids]
    same = (
        [d for d in found if d.kind and d.kind.value in query.kinds] if query.kinds and not query.scope.explicit else []
    )
    return same or found


def asked_about(query: Query) -> Scope:
    """Of several documents named, the one whose field is asked for.

    "Công văn 634 thực hiện chỉ thị 17 của ai": the last; "công văn 190 được chỉ thị 06 nhắc đến về việc gì": the first.
    """
    numbered = [group for group in query.groups if group.explicit]
    start = query.text.find(numbered[0].names[0]) + len(numbered[0].names[0])
    between = flat(query.text[start : query.text.find(numbered[1].names[0], start)]) if len(numbered) > 1 else ""
    return numbered[0] if re.search(r"\b(?:duoc|ma|do|trong)\b", between) else numbered[-1]


def _explicit_ids(query: Query) -> bool:
    return any(group.directives and not group.references for group in query.groups if group.explicit)


def _clause_citation(directive: Directive, span: Span, archive: Archive) -> Citation | None:
    clause = archive.clause_at(directive.file, span.start, span.end)
    if clause is None:
        return None
    return citation(clause, archive.directives[clause.directive])


def _of_directives(facets: Sequence[Facet], targets: Sequence[Directive], query: Query, archive: Archive) -> Draft:
    statements: list[Statement] = []
    many = len(targets) > 1
    for directive in targets[:_LISTED]:
        parts = [part for facet in facets if (part := _FACETS[facet](directive, query))]
        named = [s.span for s in directive.signers if " ".join(folded_words(s.name)) in query.scope.signers]
        parts += [("", named)] if named and parts else []
        citations = [c for _, spans in parts for span in spans if (c := _clause_citation(directive, span, archive))]
        if parts and citations:
            said = ", ".join(text for text, _ in parts if text)
            if query.want is Want.YES_NO:
                said = _confirmed(said, query)
            statements.append(Statement(f"{directive.name}: {said}" if many else said, tuple(dict.fromkeys(citations))))
    if not statements:
        names = ", ".join(d.name for d in targets[:3])
        return Draft((), 0.0, Reason.NOT_STATED, names)
    return Draft(tuple(statements), CERTAIN if not many or len(statements) == len(targets) else 0.8)


Part = tuple[str, list[Span]]


def _confirmed(said: str, query: Query) -> str:
    """A field asked to be confirmed: yes when the question says it, or names one of its items."""
    asked = set(folded_words(query.text))
    items = [set(folded_words(item)) for item in said.split("; ")]
    wanted = {flat(term) for term in query.terms}
    yes = any(item <= asked or (wanted and wanted <= item) for item in items)
    return f"{'Có' if yes else 'Không'}: {said}"


def _field(name: str) -> Callable[[Directive, Query], Part | None]:
    def read(directive: Directive, query: Query) -> Part | None:
        field: Field | None = getattr(directive, name)
        return (field.value, [field.span]) if field else None

    return read


def _signer(directive: Directive, query: Query) -> Part | None:
    people = directive.signers
    return (", ".join(s.name for s in people), [s.span for s in people]) if people else None


def _capacity(directive: Directive, query: Query) -> Part | None:
    people = [s for s in directive.signers if s.capacity]
    if not people:
        return None
    said = ", ".join(f"{s.capacity} ({s.authority})" if s.authority else str(s.capacity) for s in people)
    return said, [s.span for s in people]


def _date(directive: Directive, query: Query) -> Part | None:
    return (spoken_date(directive.date.value), [directive.date.span]) if directive.date else None


def _subject(directive: Directive, query: Query) -> Part | None:
    if not directive.subject:
        return None
    value = directive.subject.value
    about = value if value[:1].isupper() else f"Về {value}"
    return about, [directive.subject.span]


def _addressees(directive: Directive, query: Query) -> Part | None:
    return _people(directive.addressees or directive.recipients)


def _recipients(directive: Directive, query: Query) -> Part | None:
    items = directive.recipients
    if "bao cao" in flat(query.text):
        items = tuple(item for item in items if _REPORT.search(item.value)) or items
    return _people(items)


def _people(items: Sequence[Field]) -> Part | None:
    return ("; ".join(item.value for item in items), [items[0].span]) if items else None


_FACETS: dict[Facet, Callable[[Directive, Query], Part | None]] = {
    Facet.SIGNER: _signer, Facet.CAPACITY: _capacity, Facet.DATE: _date, Facet.ISSUER: _field("issuer"), Facet.SUBJECT: _subject,
    Facet.ADDRESSEES: _addressees, Facet.RECIPIENTS: _recipients, Facet.NUMBER: _field("number"), Facet.KIND: _field("kind"),
    Facet.PLACE: _field("place"),
}  # fmt: skip


def _listing(query: Query, archive: Archive) -> Draft:
    """How many documents, and which: each with its number line as citation."""
    counted = re.search(rf"(?:bao nhieu|may|cac|nhung|liet ke|co|ra|ban hanh) (?P<kind>{DOCUMENT})", flat(query.text))
    any_kind = counted is not None and counted["kind"] not in KIND_WORDS
    targets = _targets(replace(query, kinds=()) if any_kind else query, archive)
    targets = _dated(targets, flat(query.text))
    statements = []
    for directive in targets[:_LISTED]:
        span = directive.number.span if directive.number else Span(directive.start, directive.end)
        cited = _clause_citation(directive, span, archive)
        if cited:
            kind = directive.kind.value if directive.kind else ""
            date = f" ngày {_printed_date(directive)}" if directive.date else ""
            statements.append(Statement(f"{kind} {directive.name}{date}".strip(), (cited,)))
    return Draft(tuple(statements), CERTAIN) if statements else Draft((), 0.0, Reason.NOT_STATED)


def _dated(targets: Sequence[Directive], folded: str) -> list[Directive]:
    """The documents of the year or month asked for; only the newest or oldest where that is asked."""
    day = re.search(r"ngay (\d{1,2})(?: thang |/)(\d{1,2})(?: nam |/)(\d{4})", folded)
    if day:
        iso = f"{int(day[3]):04d}-{int(day[2]):02d}-{int(day[1]):02d}"
        return [d for d in targets if d.date and d.date.value == iso]
    month = re.search(r"thang (\d{1,2})(?:\s*(?:nam|/)\s*(\d{4}))?", folded)
    year = re.search(r"(?:nam|/)\s*((?:19|20)\d{2})", folded)
    found = list(targets)
    if month:
        found = [d for d in found if d.date and int(d.date.value[5:7]) == int(month[1])]
    if year:
        found = [d for d in found if d.date and d.date.value[:4] == year[1]]
    known = sorted((d for d in found if d.date), key=lambda d: d.date.value if d.date else "")
    if known and re.search(r"moi nhat|gan (?:day )?nhat|cuoi cung|sau cung|muon nhat", folded):
        return [d for d in known if d.date and known[-1].date and d.date.value == known[-1].date.value]
    if known and re.search(r"som nhat|dau tien|cu nhat", folded):
        return [d for d in known if d.date and known[0].date and d.date.value == known[0].date.value]
    return found


def _printed_date(directive: Directive) -> str:
    return spoken_date(directive.date.value) if directive.date else ""


def _of_references(facets: Sequence[Facet], references: Sequence[Reference], archive: Archive) -> Draft:
    """A document that the archive only mentions: what the mention itself says of it."""
    readers: dict[Facet, Callable[[Reference], str | None]] = {
        Facet.DATE: lambda r: _spoken(r, archive), Facet.ISSUER: lambda r: r.issuer, Facet.SUBJECT: lambda r: r.subject,
        Facet.NUMBER: lambda r: r.number, Facet.KIND: lambda r: r.kind,
    }  # fmt: skip
    for facet in facets:
        reader = readers.get(facet)
        told = [(r, value) for r in references if reader and (value := reader(r))]
        if told:
            reference, value = max(
                told, key=lambda pair: len(pair[1]) if facet is Facet.ISSUER else -pair[0].span.start
            )
            clause = archive.clause_at(reference.file, reference.span.start, reference.span.end)
            if clause:
                cited = citation(clause, archive.directives[clause.directive])
                return Draft((Statement(value, (cited,)),), 0.9)
    return Draft((), 0.0, Reason.NOT_STATED, references[0].number or "")


def _spoken(reference: Reference, archive: Archive) -> str | None:
    if not reference.date:
        return None
    text = archive.source(reference.file).text[reference.span.start : reference.span.end]
    printed = p.DATE_DIGITS.search(text)
    return printed.group() if printed else spoken_date(reference.date)
