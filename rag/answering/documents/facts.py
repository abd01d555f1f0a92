"""Answers that stand in the letterhead, the addressees or the signature of a document: from its parsed fields."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from index.archive import Archive
from index.passages import spoken_date
from index.text import fold, folded_words
from index.types import Directive, Field, Span
from rag.answering.documents.confirm import names_one
from rag.answering.documents.described import (
    best_described,
    codes,
    describing,
    fitting,
    foreign,
    inner,
    known,
    line,
    owned,
    spoken_of,
    unprinted,
)
from rag.answering.documents.grounds import proposed
from rag.answering.documents.header import header
from rag.answering.documents.listing import listing
from rag.answering.documents.mentioned import of_references
from rag.cite import citation
from rag.finding.fields import facets_asked
from rag.finding.targets import asked_about, following, meant, mentioned, quoted_in, speaks_of_quoted, targets
from rag.question.cues import DOCUMENT, ENDED, FACETS, JOINING, PAPERS, PERSONAL
from rag.question.folded import flat
from rag.types import Citation, Draft, Facet, Hit, Query, Reason, Statement, Want

CERTAIN = 0.97
_LISTED = 40
# A question about one field of more documents than this, not put in the plural, was not about fields at all.
FEW = 3
# How well a document that is only mentioned must be described, and how surely the one meant by what it says is it.
SPOKEN_OF = 0.8
_PLURAL = re.compile(r"\b(?:nhung|cac|moi|tung|tat ca|lan luot|hai|ba|bon|nam)\b")
# "Quyết định 2157/QĐ-UBND mang số hiệu gì?": what a question that goes on from another becomes.
_OWN_NUMBER = re.compile(rf"{DOCUMENT} [\w/-]*\d[\w/-]*(?: [\w/-]+)? mang so hieu gi ?")
_ANY = re.compile(r"\bvan ban\b(?! hop nhat)")
_NUMBER_CUE = dict(FACETS)[Facet.NUMBER]
_OF_SIGNING = (Facet.SIGNER, Facet.CAPACITY)
# What people sign beside documents, as the subject of a question that names none.
_PAPER = re.compile(
    r"^(?:(?:ai|nguoi nao)(?: da| la nguoi)? ky(?: vao| ten vao| len)? )?(?:cac |nhung |to |tam )?"
    rf"{PAPERS}\b"
)
_REPORT = re.compile(r"b\s?/\s?c\b|báo cáo")


def facts(query: Query, hits: Sequence[Hit], archive: Archive) -> Draft | None:
    """The answer from the fields, or ``None`` when the question is not about a field of documents it makes out.

    ``hits`` tell which of several documents is meant when the question describes it ("công văn về SEA Games do ai ký?").
    """
    if told := header(query, hits, archive) or proposed(query, hits, archive):
        return told
    if _OWN_NUMBER.fullmatch(flat(query.text)) and query.scope.explicit and not query.scope.references:
        return _of_directives((Facet.NUMBER,), targets(query, archive), query, archive)
    if not query.scope.explicit and _ANY.search(flat(query.text)):
        query = replace(query, kinds=())  # "văn bản … đôn đốc ban hành thông tư": of whatever kind
    issued = following(query, archive)
    if issued and (told := _issued_number(query, issued, archive)):
        return told
    facets = facets_asked(query, archive) if query.want is not Want.YES_NO else ()
    if facets and facets[0] in _OF_SIGNING and _of_a_paper(query):
        return None
    if not facets or any(cue.search(flat(query.text)) for cue, _ in PERSONAL):
        return None
    if facets[0] in (Facet.COUNT, Facet.LISTING):
        return listing(query, archive)
    if facets[0] is Facet.NUMBER and re.search(ENDED, flat(query.text)) and not query.scope.explicit:
        return None  # which one it replaces, the text says
    if facets[0] is Facet.NUMBER and (told := _number_of(facets, query, hits, archive)):
        return told
    if query.want is Want.REFERENCE and facets[0] in (Facet.ADDRESSEES, Facet.RECIPIENTS) and not query.scope.explicit:
        return _sent_to(query, archive)
    sending = query.want is Want.PURPOSE and facets[0] in (Facet.ADDRESSEES, Facet.RECIPIENTS)
    if one := spoken_of(query, archive):  # "văn bản nhắc tới …" has the field of the one that does
        return replace(_of_directives(facets, [one], query, archive), confidence=SPOKEN_OF)
    directives = targets(query, archive)
    references = mentioned(query, archive) if not query.scope.explicit else query.scope.references
    if speaks_of_quoted(query):
        quoted = quoted_in(query, archive)  # of the one named nothing is asked
        return of_references(facets, quoted, archive) if quoted and query.want is not Want.REFERENCE else None
    if issued or (directives and not (references and not query.scope.explicit)):
        certainty = CERTAIN
        if not (issued or query.scope.explicit or query.scope.signers):
            if foreign(directives, query, archive):
                return Draft((), 0.0, Reason.NOT_STATED)
            directives, certainty = fitting(meant(directives, query, hits, archive), query, hits, archive)
        directives = issued or meant(directives, query, hits, archive)
        if not directives:
            return _told_of(facets, query, hits, archive)
        if len(directives) > FEW and not _PLURAL.search(flat(query.text)):
            return None
        told = _of_directives(facets, directives, query, archive)
        if sending and not told.statements:
            return None  # the text may say what for
        if not told.statements and (told_of := unprinted(directives, archive)):
            return of_references(facets, told_of, archive)
        if not told.statements and not any(one.number or one.kind for one in directives):
            return None  # a plain text has no fields: what is dated or signed is told in it
        return replace(told, confidence=min(told.confidence, certainty))
    if len([g for g in query.groups if g.explicit]) > 1 and references and not JOINING.search(flat(query.text)):
        references = asked_about(query).references or references
    # What it holds is not told by the sentence that names it, what it is about may be.
    passing = query.want is not Want.LIST
    return of_references(facets, references, archive, passing) if references else None


def _issued_number(query: Query, issued: Sequence[Directive], archive: Archive) -> Draft | None:
    """``Công văn Hà Đông ra để thực hiện Chỉ thị 06 có số hiệu gì?``: the number of what carries out, or copies, the one named."""
    same = [d for d in issued if d.kind and d.kind.value in query.kinds and owned(query, f"{line(d)} {codes(d.name)}")]
    if query.want is not Want.REFERENCE or len(same) != 1 or not _NUMBER_CUE.search(flat(query.text)):
        return None
    return _of_directives((Facet.NUMBER,), same, query, archive)


def _told_of(facets: Sequence[Facet], query: Query, hits: Sequence[Hit], archive: Archive) -> Draft | None:
    """The day of a document that is only mentioned and described well: "Sở có công văn về … từ hôm nào?"."""
    best = best_described(inner(query), hits, archive) if facets[0] is Facet.DATE and query.kinds else None
    if best is None or best.mention is None or best.score < SPOKEN_OF:
        return None
    told = of_references(facets, [best.mention], archive)
    return replace(told, confidence=min(told.confidence, best.score)) if told.statements else None


def _of_a_paper(query: Query) -> bool:
    """Whether something told in the text was signed ("bảng kê do ai ký"), and no document of the archive."""
    return not query.scope.explicit and not query.kinds and bool(_PAPER.search(flat(query.text)))


def _number_of(facets: Sequence[Facet], query: Query, hits: Sequence[Hit], archive: Archive) -> Draft | None:
    """The number, and what is asked for with it, of the document that the question describes; ``None`` where it names it
    otherwise, or asks for several."""
    if query.scope.explicit or query.scope.signers or _PLURAL.search(flat(query.text)):
        return None
    if not describing(query, archive).terms:
        return None
    best = best_described(inner(query), hits, archive)
    if best is None or not known(best):
        return Draft((), 0.0, Reason.NOT_STATED)
    certainty = min(CERTAIN, best.score)
    if best.own:
        return replace(_of_directives(facets, [best.own], query, archive), confidence=certainty)
    return replace(of_references(facets, [best.mention], archive), confidence=certainty) if best.mention else None


def _sent_to(query: Query, archive: Archive) -> Draft | None:
    """``Trung tâm Chính trị đứng trong phần kính gửi của công văn nào?``: the documents with that item."""
    ids = query.scope.directives
    told = []
    for directive in archive.directives if ids is None else [archive.directives[number] for number in ids]:
        item = next((one for one in (*directive.addressees, *directive.recipients) if names_one(one, query)), None)
        cited = _clause_citation(directive, item.span, archive) if item else None
        if cited and (not query.kinds or not directive.kind or directive.kind.value in query.kinds):
            told.append(Statement(directive.name, (cited,)))
    return Draft(tuple(told[:_LISTED]), CERTAIN) if told else None


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
        named = [
            one for s in directive.signers for one in s.spans if " ".join(folded_words(s.name)) in query.scope.signers
        ]
        parts += [("", named)] if named and parts else []
        citations = [c for _, spans in parts for span in spans if (c := _clause_citation(directive, span, archive))]
        if parts and citations:
            said = ", ".join(text for text, _ in parts if text)
            labelled = f"{directive.name}: {said}" if many and said != directive.name else said
            statements.append(Statement(labelled, tuple(dict.fromkeys(citations))))
    if not statements:
        names = ", ".join(d.name for d in targets[:3])
        return Draft((), 0.0, Reason.NOT_STATED, names)
    return Draft(tuple(statements), CERTAIN if not many or len(statements) == len(targets) else 0.8)


Part = tuple[str, list[Span]]


def _field(name: str) -> Callable[[Directive, Query], Part | None]:
    def read(directive: Directive, query: Query) -> Part | None:
        field: Field | None = getattr(directive, name)
        return (field.value, [field.span]) if field else None

    return read


def _signer(directive: Directive, query: Query) -> Part | None:
    people = directive.signers
    asked = flat(query.text)
    # "Bộ trưởng nào ký?" of what a deputy signed for him: the name alone would be taken for the minister's.
    for_another = any(
        (chief := re.sub(r"^.*\bkt\b ", "", fold(s.authority or "").replace(".", ""))) != fold(s.authority or "")
        and re.search(rf"(?<!pho ){re.escape(chief.split(' bo ')[0])}\b", asked)
        for s in people
    )
    said = (f"{s.name} ({s.capacity}, {s.authority})" if for_another and s.authority else s.name for s in people)
    return (", ".join(said), [span for s in people for span in s.spans]) if people else None


def _capacity(directive: Directive, query: Query) -> Part | None:
    people = [s for s in directive.signers if s.capacity]
    if not people:
        return None
    said = ", ".join(f"{s.capacity} ({s.authority})" if s.authority else str(s.capacity) for s in people)
    return said, [span for s in people for span in s.spans]


def _date(directive: Directive, query: Query) -> Part | None:
    return (spoken_date(directive.date.value), [directive.date.span]) if directive.date else None


def _subject(directive: Directive, query: Query) -> Part | None:
    if not directive.subject:
        return None
    value = directive.subject.value
    about = value if value[:1].isupper() else f"Về {value}"
    return about, [directive.subject.span]


def _addressees(directive: Directive, query: Query) -> Part | None:
    if query.want is Want.PURPOSE:
        return _sent_for(directive, query)
    return _people(directive.addressees or directive.recipients)


def _sent_for(directive: Directive, query: Query) -> Part | None:
    """What those that the question names, or those addressed, get the document for: "- Như kính gửi (để thực hiện)"."""
    named = [item for item in directive.recipients if item.purpose and names_one(item, query)]
    addressed = [item for item in directive.recipients if item.purpose and fold(item.value).startswith("nhu ")]
    items = named or addressed
    return ("; ".join(dict.fromkeys(str(item.purpose) for item in items)), [items[0].span]) if items else None


def _recipients(directive: Directive, query: Query) -> Part | None:
    items = directive.recipients
    if query.want is Want.PURPOSE:
        return _sent_for(directive, query)
    if re.search(r"\bluu\b", flat(query.text)):
        items = tuple(item for item in items if fold(item.value).startswith("luu")) or items
    elif "bao cao" in flat(query.text):
        items = tuple(item for item in items if _REPORT.search(item.value)) or items
    return _people(items)


def _people(items: Sequence[Field]) -> Part | None:
    return ("; ".join(item.value for item in items), [items[0].span]) if items else None


_FACETS: dict[Facet, Callable[[Directive, Query], Part | None]] = {
    Facet.SIGNER: _signer, Facet.CAPACITY: _capacity, Facet.DATE: _date, Facet.ISSUER: _field("issuer"), Facet.SUBJECT: _subject,
    Facet.ADDRESSEES: _addressees, Facet.RECIPIENTS: _recipients, Facet.NUMBER: _field("number"), Facet.KIND: _field("kind"),
    Facet.PLACE: _field("place"), Facet.URGENCY: _field("urgency"), Facet.SECRECY: _field("secrecy"),
}  # fmt: skip
