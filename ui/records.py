"""The JSON that other programs read: its shapes stay as they are, unknown values are null."""

from collections.abc import Sequence

from index.report import Report
from index.types import Clause, Directive, Field, Reference
from rag.types import Answer, Hit
from ui.related import relations

Record = dict[str, object]
Id = str | int | float | None


def answer_record(answer: Answer, number: Id = None) -> Record:
    """One answer; ``number`` is the question's id in a batch."""
    return {
        "id": number,
        "question": answer.question,
        "answer": answer.text,
        "abstained": answer.abstained,
        "reason": answer.explanation if answer.abstained else None,
        "confidence": round(answer.confidence, 4),
        "citations": [
            {
                "document": citation.document,
                "address": citation.address,
                "quote": citation.quote,
                "file": citation.file,
                "start": citation.span.start,
                "end": citation.span.end,
                "verified": citation.verified,
            }
            for citation in answer.citations
        ],
        "seconds": round(answer.seconds, 4),
        # Only where a language model was asked and did not answer: without one the shape is as it always was.
        **({"notice": answer.notice} if answer.notice else {}),
        # Only where something was said that did not verify.
        **({"dropped": list(answer.dropped)} if answer.dropped else {}),
    }


def unanswered_record(question: str, reason: str, number: Id = None) -> Record:
    """An abstention for a question that could not even be asked (empty, too long)."""
    return {
        "id": number, "question": question, "answer": "", "abstained": True, "reason": reason,
        "confidence": 0.0, "citations": [], "seconds": 0.0,
    }  # fmt: skip


def hits_record(question: str, hits: Sequence[Hit], directives: Sequence[Directive], number: Id = None) -> Record:
    """The ranked clauses for one question; ``directives`` are the archive's."""
    return {
        "id": number,
        "question": question,
        "hits": [
            {
                "rank": rank,
                "score": round(float(hit.score), 6),
                "document": directives[hit.clause.directive].name,
                "address": hit.clause.address,
                "text": hit.clause.text,
                "file": hit.clause.file,
                "start": hit.clause.start,
                "end": hit.clause.end,
            }
            for rank, hit in enumerate(hits, 1)
        ],
    }


def directive_record(directive: Directive, clauses: Sequence[Clause], references: Sequence[Reference]) -> Record:
    """One document; ``references`` are the archive's, of which its own are taken."""
    return {
        "number": _value(directive.number),
        "kind": _value(directive.kind),
        "issuer": _value(directive.issuer),
        "place": _value(directive.place),
        "date": _value(directive.date),
        "subject": _value(directive.subject),
        "addressees": [field.value for field in directive.addressees],
        "recipients": [field.value for field in directive.recipients],
        "signers": [{"name": s.name, "capacity": s.capacity, "authority": s.authority} for s in directive.signers],
        "relations": [
            {"type": one.relation.value, "number": one.number, "date": one.date}
            for one in relations(directive, references)
            if one.number or one.date
        ],
        "file": directive.file,
        "start": directive.start,
        "end": directive.end,
        "clauses": [
            {"address": c.address, "role": c.role.value, "text": c.text, "start": c.start, "end": c.end}
            for c in clauses
        ],
    }


def report_record(report: Report, archive: str, gone: Sequence[str]) -> Record:
    """What ``trichdan index --json`` prints. Reasons are in Vietnamese and in English."""
    return {
        "archive": archive,
        "files": list(report.files),
        "documents": report.directives,
        "clauses": report.clauses,
        "encoded": report.encoded,
        "skipped": [{"file": s.file, "vi": s.vi, "en": s.en} for s in report.skipped],
        "doubtful": [{"file": s.file, "vi": s.vi, "en": s.en} for s in report.doubtful],
        "vanished": list(gone),
        "notes": [{"file": s.file, "vi": s.vi, "en": s.en} for s in report.notes],
        "duplicates": [{"file": t.file, "of": t.of, "document": t.document} for t in report.duplicates],
        "formats": dict(report.formats),
    }


def _value(field: Field | None) -> str | None:
    return field.value if field else None
