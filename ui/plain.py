"""Answers, hits and documents as plain text for a terminal. Pure: nothing is printed here."""

from collections.abc import Mapping, Sequence

from index.passages import spoken_date
from index.text import plain
from index.types import Clause, Directive, Field, Reference, Signer, Span
from rag.answering.evidence import shortened
from rag.types import Answer, Citation, Hit
from ui.pages import Pages, Where, no_pages, page_text
from ui.related import relations
from ui.say import Say, one_line, printable

_INDENT = "    "
# Characters of a passage that is shown to be looked at.
NEAR = 300
_RELATIONS = {
    "mentions": ("nhắc đến", "mentions"),
    "implements": ("thực hiện", "implements"),
    "based_on": ("căn cứ", "based on"),
    "answers": ("trả lời", "answers"),
    "replaces": ("thay thế", "replaces"),
    "repeals": ("bãi bỏ", "repeals"),
    "amends": ("sửa đổi", "amends"),
    "supplements": ("bổ sung", "supplements"),
    "copies": ("sao", "copies"),
}


def answer(found: Answer, say: Say, pages: Pages = no_pages) -> str:
    """The answer with numbered citations, or why there is none and what the nearest documents are."""
    if found.abstained:
        nearest = [f"- {line(directive)}" for directive in found.nearest if directive.name in found.explanation]
        return printable("\n".join([found.explanation, *nearest, *_closest(found, say), *_dropped(found, say)]))
    numbers = {citation: at for at, citation in enumerate(found.citations, 1)}
    lines = [_marked(found, numbers)]
    for citation, at in numbers.items():
        doubt = "" if citation.verified else say(" — CHƯA KIỂM CHỨNG", " — NOT VERIFIED")
        place = _place(citation.file, citation.span, pages, say)
        lines += ["", f"[{at}] {citation.document}, {citation.address} ({place}){doubt}"]
        lines.append(_block(f"“{citation.quote}”"))
    return printable("\n".join([*lines, *_dropped(found, say)]))


def _closest(found: Answer, say: Say) -> list[str]:
    """The clause nearest to the question, to look at: it does not answer it."""
    if found.closest is None:
        return []
    name = next((d.name for d in found.nearest if d.id == found.closest.directive), found.closest.file)
    head = say("Đoạn gần nhất, không phải lời đáp", "The nearest passage, which is no answer")
    return ["", f"{head}: {name}, {found.closest.address}", _block(f"“{shortened(found.closest.text, NEAR)}”")]


def _dropped(found: Answer, say: Say) -> list[str]:
    """How many statements were left out because they did not verify; ``--json`` says which."""
    count = len(found.dropped)
    many = say(
        f"(Đã bỏ {count} ý không đối chiếu được với nguồn.)", f"({count} statements that did not verify were left out.)"
    )
    return ["", many] if count else []


def headed(notices: Sequence[str], text: str) -> str:
    """``text`` under the lines that say how a question was understood, if there are any."""
    lines = [printable(notice) for notice in notices if notice]
    return "\n".join([*lines, "", text]) if lines else text


def _place(file: str, span: Span, pages: Pages, say: Say) -> str:
    """The file, and the page where it has pages: ``scan.pdf, trang 2``."""
    return ", ".join(part for part in (one_line(file), page_text(pages(file, span), say)) if part)


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


def hits(found: Sequence[Hit], directives: Sequence[Directive], say: Say, pages: Pages = no_pages) -> str:
    """The ranked clauses, each with its place and its words."""
    if not found:
        return say("Không tìm thấy điều khoản nào.", "No clause was found.")
    lines = []
    for rank, hit in enumerate(found, 1):
        clause = hit.clause
        place = _place(clause.file, clause.span, pages, say)
        lines.append(f"{rank}. {directives[clause.directive].name}, {clause.address} ({place})  {hit.score:.3f}")
        lines += [_block(plain(clause.text)), ""]
    return printable("\n".join(lines).rstrip())


def listing(directives: Sequence[Directive], say: Say) -> str:
    """All documents of an archive, a line each, with the file they stand in."""
    lines = [f"{line(directive)} ({one_line(directive.file)})" for directive in directives]
    return printable("\n".join([*lines, say(f"{len(lines)} văn bản.", f"{len(lines)} documents.")]))


def directive(
    found: Directive, clauses: Sequence[Clause], references: Sequence[Reference], directives: Sequence[Directive],
    say: Say, pages: Pages = no_pages,
) -> str:  # fmt: skip
    """One document: its fields, the documents it names (with their file, where the archive has them), its clauses.

    ``references`` and ``directives`` are the archive's. A clause stands under its own heading, with its address.
    """
    rows = [
        (say("Số, ký hiệu", "Number"), _values(found.number)),
        (say("Loại", "Kind"), _values(found.kind)),
        (say("Cơ quan ban hành", "Issuer"), _values(found.issuer)),
        (say("Địa danh", "Place"), _values(found.place)),
        (say("Ngày", "Date"), _dates(found.date)),
        (say("Trích yếu", "Subject"), _values(found.subject)),
        (say("Kính gửi", "Addressees"), _values(*found.addressees)),
        (say("Nơi nhận", "Recipients"), _values(*found.recipients)),
        (say("Người ký", "Signers"), [_signer(signer) for signer in found.signers]),
    ]
    marks = [  # most documents have none of these
        (say("Độ khẩn", "Urgency"), _values(found.urgency)),
        (say("Độ mật", "Secrecy"), _values(found.secrecy)),
        (say("Hiệu lực từ", "In force from"), _dates(found.effective)),
        (say("Có hiệu lực đến hết", "In force until"), _dates(found.expires)),
    ]
    rows += [(name, values) for name, values in marks if values]
    place = f"{_place(found.file, Span(found.start, found.end), pages, say)} [{found.start}:{found.end}]"
    rows += [
        (say("Văn bản liên quan", "Related"), _related(found, references, directives, say)),
        (say("Tệp", "File"), [place]),
    ]
    fields = [f"{name}: {'; '.join(values) or say('không rõ', 'unknown')}" for name, values in rows]
    return printable("\n".join([*fields, "", *_tree(clauses, pages, say)]))


def clause(found: Clause, beneath: Sequence[Clause], document: str, say: Say, pages: Pages = no_pages) -> str:
    """A clause word for word, and what stands beneath it."""
    place = _place(found.file, found.span, pages, say)
    lines = [f"{document}, {found.address} ({place} [{found.start}:{found.end}])", _block(found.text)]
    for inner in beneath:
        lines += ["", f"{inner.address} [{inner.start}:{inner.end}]", _block(inner.text)]
    return printable("\n".join(lines))


def _related(found: Directive, references: Sequence[Reference], directives: Sequence[Directive], say: Say) -> list[str]:
    lines = []
    for one in relations(found, references):
        name = one.number or " ".join(part for part in (one.kind, one.subject) if part) or "?"
        dated = f" ({spoken_date(one.date)})" if one.date else ""
        file = f" → {one_line(directives[one.target].file)}" if one.target is not None else ""
        how = one.relation.value
        lines.append(f"{say(*_RELATIONS.get(how, (how, how)))} {plain(name)}{dated}{file}")
    return lines


def _tree(clauses: Sequence[Clause], pages: Pages, say: Say) -> list[str]:
    """A line a clause, indented by what it stands under; the page where it begins, when that is another one."""
    depths: dict[int, int] = {}
    lines, last = [], 0
    for one in clauses:  # in the order of the text: a parent comes before its children
        depth = depths.get(one.parent, -1) + 1 if one.parent is not None else 0
        depths[one.id] = depth
        found = pages(one.file, one.span).pages
        if found and found[0] != last:
            last = found[0]
            lines.append(f"— {page_text(Where(found[:1]), say)} —")
        words = plain(one.text)
        short = words if len(words) <= 100 else words[:99].rstrip() + "…"
        lines.append(f"{'  ' * depth}[{one.address}] {short}")
    return lines


def _signer(signer: Signer) -> str:
    office = ", ".join(part for part in (signer.authority, signer.capacity) if part)
    return f"{signer.name} ({office})" if office else signer.name


def _values(*fields: Field | None) -> list[str]:
    return [field.value for field in fields if field]


def _dates(field: Field | None) -> list[str]:
    return [spoken_date(field.value)] if field else []


def _block(text: str) -> str:
    return "\n".join(_INDENT + part if part.strip() else "" for part in text.split("\n"))
