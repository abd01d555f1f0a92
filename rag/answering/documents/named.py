"""What documents are called in an answer: by kind, number, date and whose they are."""

from index.archive import Archive
from index.passages import spoken_date
from index.types import Directive, Reference
from rag.answering.documents.register import family
from rag.answering.evidence import Evidence
from rag.types import Citation, Statement


def dated_name(directive: Directive) -> str:
    """``Công văn 455/PGDĐT ngày 26/6/2023``."""
    date = f" ngày {spoken_date(directive.date.value)}" if directive.date else ""
    return f"{named(directive)}{date}"


def title(one: Reference, archive: Archive) -> str:
    """``Chỉ thị 17/CT-UBND ngày 23/7/2021 của Chủ tịch UBND Thành phố``; a law without a number goes by its name.

    Of a "Văn bản số 912/UBND-ĐTXD" no kind is said: that it is a letter is known by its number only.
    """
    date = f" ngày {spoken_date(one.date)}" if one.date else ""
    owner = f" của {one.issuer}" if one.issuer else ""
    generic = archive.source(one.file).text[one.span.start : one.span.end].lower().startswith("văn bản")
    kind = "Văn bản" if generic and one.number else one.kind or ""
    return f"{kind} {one.number or one.subject or ''}{date}{owner}".strip()


def called(evidence: Evidence, number: int, cited: Citation) -> Statement:
    """A document by its name; a rule without a number by that of the document it is printed under."""
    archive = evidence.archive
    own, carrier = archive.directives[number], archive.directives[family(number, archive)[0]]
    field = carrier.number if not own.carrier else None
    clause = archive.clause_at(own.file, field.span.start, field.span.end) if field and not own.number else None
    if clause is None:
        return Statement(named(own), (cited,))
    return Statement(named(carrier), (evidence.cited(clause), cited))


def named(directive: Directive) -> str:
    """``Công văn 667-CV/QU``; a document without a number by its name."""
    kind = directive.kind.value if directive.kind else ""
    return f"{kind} {directive.name}".strip() if directive.number else directive.name
