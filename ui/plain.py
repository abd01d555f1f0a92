"""Answers, hits and documents as plain text for a terminal. Pure: nothing is printed here."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from index.passages import spoken_date
from index.text import plain
from index.types import Clause, Directive, Field, Reference, Signer
from rag.types import Answer, Citation, Hit
from ui.records import relations
from ui.say import Say, printable

if TYPE_CHECKING:
    from index.build import Report, Skipped

# Reasons shown of each sort; a folder of ten thousand pictures would otherwise scroll everything else away.
REASONS_SHOWN = 50
_INDENT = "    "
_RELATIONS = {
    "mentions": ("nhắc đến", "mentions"),
    "implements": ("thực hiện", "implements"),
    "based_on": ("căn cứ", "based on"),
    "answers": ("trả lời", "answers"),
    "replaces": ("thay thế", "replaces"),
    "repeals": ("bãi bỏ", "repeals"),
    "amends": ("sửa đổi, bổ sung", "amends"),
}


def answer(found: Answer, say: Say) -> str:
    """The answer with numbered citations, or why there is none and what the nearest documents are."""
    if found.abstained:
        nearest = [f"- {line(directive)}" for directive in found.nearest if directive.name in found.explanation]
        return printable("\n".join([found.explanation, *nearest]))
    numbers = {citation: at for at, citation in enumerate(found.citations, 1)}
    lines = [_marked(found, numbers)]
    for citation, at in numbers.items():
        doubt = "" if citation.verified else say(" — CHƯA KIỂM CHỨNG", " — NOT VERIFIED")
        lines += ["", f"[{at}] {citation.document}, {citation.address} ({citation.file}){doubt}"]
        lines.append(_block(f"“{citation.quote}”"))
    return printable("\n".join(lines))


def _marked(found: Answer, numbers: Mapping[Citation, int]) -> str:
    """The answer's text with ``[1]`` after each statement; marks that find no place go to its end."""
    marks: dict[str, dict[str, None]] = {}
    for statement in found.statements:
        marks.setdefault(statement.text, {}).update({f"[{numbers[one]}]": None for one in statement.citations})
    text, at, loose = found.text, 0, dict[str, None]()
    for words, own in marks.items():
        place = text.find(words, at) if words else -1
        if place < 0:
            loose |= own
            continue
        end = place + len(words)
        mark = f" {''.join(own)}"
        text, at = text[:end] + mark + text[end:], end + len(mark)
    return f"{text} {''.join(loose)}" if loose else text


def line(directive: Directive) -> str:
    """A document in one line: number, kind, issuer, date, subject; what is unknown is left out."""
    named = directive.number is not None and directive.kind is not None and directive.kind.value != directive.name
    kind = directive.kind.value if directive.kind and named else ""
    date = spoken_date(directive.date.value) if directive.date else ""
    subject = plain(directive.subject.value) if directive.subject else ""
    issuer = directive.issuer.value if directive.issuer else ""
    return printable(" · ".join(part for part in (directive.name, kind, issuer, date, subject) if part))


def hits(found: Sequence[Hit], directives: Sequence[Directive], say: Say) -> str:
    """The ranked clauses, each with its place and its words."""
    if not found:
        return say("Không tìm thấy điều khoản nào.", "No clause was found.")
    lines = []
    for rank, hit in enumerate(found, 1):
        clause = hit.clause
        lines.append(f"{rank}. {directives[clause.directive].name}, {clause.address} ({clause.file})  {hit.score:.3f}")
        lines += [_block(plain(clause.text)), ""]
    return printable("\n".join(lines).rstrip())


def listing(directives: Sequence[Directive], say: Say) -> str:
    """All documents of an archive, a line each, with the file they stand in."""
    lines = [f"{line(directive)} ({directive.file})" for directive in directives]
    return printable("\n".join([*lines, say(f"{len(lines)} văn bản.", f"{len(lines)} documents.")]))


def directive(found: Directive, clauses: Sequence[Clause], references: Sequence[Reference], say: Say) -> str:
    """One document: its fields, the documents it names, and its clauses with their addresses."""
    related = [
        f"{say(*_RELATIONS.get(kind, (kind, kind)))} {number or '?'}" + (f" ({spoken_date(date)})" if date else "")
        for kind, number, date in relations(found, references)
    ]
    rows = [
        (say("Số, ký hiệu", "Number"), _values(found.number)),
        (say("Loại", "Kind"), _values(found.kind)),
        (say("Cơ quan ban hành", "Issuer"), _values(found.issuer)),
        (say("Địa danh", "Place"), _values(found.place)),
        (say("Ngày", "Date"), [spoken_date(found.date.value)] if found.date else []),
        (say("Trích yếu", "Subject"), _values(found.subject)),
        (say("Kính gửi", "Addressees"), _values(*found.addressees)),
        (say("Nơi nhận", "Recipients"), _values(*found.recipients)),
        (say("Người ký", "Signers"), [_signer(signer) for signer in found.signers]),
        (say("Văn bản liên quan", "Related"), related),
        (say("Tệp", "File"), [f"{found.file} [{found.start}:{found.end}]"]),
    ]
    fields = [f"{name}: {'; '.join(values) or say('không rõ', 'unknown')}" for name, values in rows]
    return printable("\n".join([*fields, "", *map(_clause_line, clauses)]))


def clause(found: Clause, beneath: Sequence[Clause], document: str) -> str:
    """A clause word for word, and what stands beneath it."""
    lines = [f"{document}, {found.address} ({found.file} [{found.start}:{found.end}])", _block(found.text)]
    for inner in beneath:
        lines += ["", f"{inner.address} [{inner.start}:{inner.end}]", _block(inner.text)]
    return printable("\n".join(lines))


def report(found: "Report", archive: str, gone: Sequence[str], say: Say) -> str:
    """What a build did: counts, then what was left out and what looks doubtful, with the reasons."""
    lines = [
        say(
            f"{len(found.files)} tệp, {found.directives} văn bản, {found.clauses} điều khoản "
            f"({found.encoded} đoạn mới mã hóa).",
            f"{len(found.files)} files, {found.directives} documents, {found.clauses} clauses "
            f"({found.encoded} passages newly encoded).",
        )
    ]
    lines += [
        say(
            f"Không còn: {path} (các tệp của nó đã rời kho; khi có lại, chúng trở về)",
            f"Gone: {path} (its files left the archive; they return when it is back)",
        )
        for path in gone
    ]
    lines += _reasons(
        say(f"Bỏ qua {len(found.skipped)} tệp:", f"{len(found.skipped)} files skipped:"), found.skipped, say
    )
    lines += _reasons(
        say(f"Cần xem lại {len(found.doubtful)} văn bản:", f"{len(found.doubtful)} documents to look at:"),
        found.doubtful,
        say,
    )
    lines.append(say(f"Kho: {archive}", f"Archive: {archive}"))
    return printable("\n".join(lines))


def _reasons(head: str, skipped: Sequence["Skipped"], say: Say) -> list[str]:
    if not skipped:
        return []
    rest = len(skipped) - REASONS_SHOWN
    more = (
        [say(f"- … và {rest} mục nữa (xem đủ bằng --json)", f"- … and {rest} more (all with --json)")]
        if rest > 0
        else []
    )
    return [head, *(f"- {s.file}: {say(s.vi, s.en)}" for s in skipped[:REASONS_SHOWN]), *more]


def _signer(signer: Signer) -> str:
    office = ", ".join(part for part in (signer.authority, signer.capacity) if part)
    return f"{signer.name} ({office})" if office else signer.name


def _clause_line(clause: Clause) -> str:
    words = plain(clause.text)
    short = words if len(words) <= 100 else words[:99].rstrip() + "…"
    return f"[{clause.address}] {short}"


def _values(*fields: Field | None) -> list[str]:
    return [field.value for field in fields if field]


def _block(text: str) -> str:
    return "\n".join(_INDENT + part if part.strip() else "" for part in text.split("\n"))
