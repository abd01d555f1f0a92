"""Duties as JSON and CSV for other programs. Pure: nothing is written here."""

import csv
import io
from collections.abc import Sequence

from rag.duties.types import Duty
from ui.records import Record
from ui.say import Say

# What a spreadsheet would run as a formula when a cell begins with it (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
BOM = "\ufeff"  # Excel reads UTF-8 only with it


def record(duty: Duty) -> Record:
    """One duty; unknown values are null, lists may be empty; offsets as in an answer's citations."""
    deadline = duty.deadline
    return {
        "id": duty.id,
        "actors": list(duty.actors),
        "actors_from": duty.charged.value,
        "told": list(duty.told),
        "action": duty.action,
        "prohibition": duty.prohibition,
        "deadline": deadline and {
            "words": deadline.words,
            "day": deadline.day,
            "time": deadline.time,
            "derived_from": deadline.derivation and {
                "start": deadline.derivation.start, "length": deadline.derivation.length, "result": deadline.derivation.result,
            },
            "recurring": deadline.recurring,
            "rule": deadline.rule,
        },
        "report_to": list(duty.report_to),
        "basis": list(duty.basis),
        "basis_of": None if not duty.basis else "document" if duty.basis_inherited else "clause",
        "issuer": duty.directive.issuer.value if duty.directive.issuer else None,
        "document": duty.citation.document,
        "date": duty.directive.date.value if duty.directive.date else None,
        "address": duty.citation.address,
        "citations": [
            {
                "document": one.document, "address": one.address, "quote": one.quote, "file": one.file,
                "start": one.span.start, "end": one.span.end, "verified": one.verified,
            }
            for one in duty.citations
        ],
    }  # fmt: skip


def sheet(duties: Sequence[Duty], say: Say) -> str:
    """The duties as CSV for Excel and LibreOffice (RFC 4180, CRLF, with a byte order mark); no cell is taken for a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    columns = _columns(say)
    writer.writerow(columns)
    for duty in duties:
        writer.writerow(map(_harmless, _row(duty, say)))
    return BOM + out.getvalue()


def _columns(say: Say) -> list[str]:
    return [
        say("Hạn", "Deadline"), say("Giờ", "Time"), say("Hạn, nguyên văn", "Deadline as printed"), say("Định kỳ", "Recurring"),
        say("Ai", "Who"), say("Nơi nêu", "Named in"), say("Chỉ đạo ai", "Directs"),
        say("Việc", "What"), say("Không được làm", "Prohibition"),
        say("Báo cáo", "Report to"), say("Căn cứ", "Basis"), say("Cơ quan ban hành", "Issuer"), say("Văn bản", "Document"),
        say("Ngày văn bản", "Date"), say("Địa chỉ", "Address"), say("Tệp", "File"), say("Từ", "Start"), say("Đến", "End"),
        say("Mã", "Id"),
    ]  # fmt: skip


def _row(duty: Duty, say: Say) -> list[str]:
    deadline, yes = duty.deadline, say("có", "yes")
    return [
        (deadline and deadline.day) or "", (deadline and deadline.time) or "", deadline.words if deadline else "",
        ((deadline.rule or yes) if deadline.recurring else "") if deadline else "", "; ".join(duty.actors), charged(duty, say),
        "; ".join(duty.told), duty.action, yes if duty.prohibition else "", "; ".join(duty.report_to), "; ".join(duty.basis),
        duty.directive.issuer.value if duty.directive.issuer else "", duty.citation.document,
        duty.directive.date.value if duty.directive.date else "", duty.citation.address, duty.citation.file,
        str(duty.citation.span.start), str(duty.citation.span.end), duty.id,
    ]  # fmt: skip


def charged(duty: Duty, say: Say) -> str:
    """Where it is said who is charged."""
    return {
        "named": say("trong câu", "the sentence"),
        "clause": say("câu đầu của đoạn", "first sentence of the paragraph"),
        "heading": say("đề mục", "heading"),
        "opening": say("đoạn mở đầu", "opening paragraph"),
        "addressees": say("kính gửi", "addressees"),
        "unknown": say("không nêu", "not said"),
    }[duty.charged.value]


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
