"""Documents as HTML: the archive's list, and one document in full with the cited words highlighted. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.types import Clause, Directive, Field, Role, Span
from ui.markup import Highlight, button, escape, passage, readable, tag
from ui.words import Words, words

LISTED = 100
"""Documents in the list; more than anyone scrolls through."""
SHOWN = 300_000
"""Characters of one document sent to the browser, 150 pages; a longer one is shown around the citation."""


def date_text(iso: str) -> str:
    """``2021-09-02`` as ``02/9/2021``, the way the documents print it; anything else as it is."""
    parts = iso.split("-")
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        return iso
    year, month, day = parts
    return f"{day}/{month if int(month) < 3 else month.lstrip('0')}/{year}"


def listing(directives: Sequence[Directive], lang: str) -> str:
    """The archive's documents, each to be opened with a click."""
    say = words(lang)
    items = "".join(tag("li", entry(directive)) for directive in directives[:LISTED])
    rest = len(directives) - LISTED
    content = tag(
        "div",
        tag("h2", escape(say.documents), cls="td-number td-list-title", tabindex=-1),
        tag("p", escape(say.documents_hint), cls="td-note"),
        tag("ul", items, cls="td-docs"),
        tag("p", escape(say.more_documents.format(count=rest)), cls="td-note") if rest > 0 else "",
        cls="td-scroll",
        tabindex=0,
    )
    return tag("section", content, cls="td-panel", data_key="list", aria_label=say.documents)


def entry(directive: Directive) -> str:
    """One document as a button: number, kind, subject, issuer and date."""
    about = [value for value in (_value(directive.issuer), _date(directive)) if value]
    return button(
        "document",
        tag("span", tag("b", escape(directive.name)), _kind(directive), cls="td-doc-head"),
        tag("span", escape(readable(_value(directive.subject))), cls="td-doc-subject") if directive.subject else "",
        tag("span", escape(" · ".join(about)), cls="td-doc-about"),
        cls="td-doc",
        data_key=f"d{directive.id}",
    )


def document(
    directive: Directive,
    text: str,
    clauses: Sequence[Clause],
    highlights: Sequence[Highlight],
    lang: str,
    key: str,
) -> str:
    """``directive`` in full from its source's ``text``; ``highlights`` are in characters of the source."""
    say = words(lang)
    bar = tag(
        "nav",
        button("list", "← ", escape(say.documents), cls="td-link", data_key="list"),
        tag("b", escape(directive.name), cls="td-bar-name"),
        button("back", "↑ ", escape(say.back), cls="td-link td-back"),
        cls="td-bar",
    )
    body = tag("div", *_body(directive, text, clauses, highlights, say), cls="td-body")
    page = tag("div", _head(directive, say), body, cls="td-scroll", tabindex=0)
    return tag("section", bar, page, cls="td-panel", data_key=key, aria_label=f"{say.source}: {directive.name}")


def _value(field: Field | None) -> str:
    return field.value if field else ""


def _date(directive: Directive) -> str:
    return date_text(_value(directive.date))


def _kind(directive: Directive) -> str:
    kind = _value(directive.kind)
    return tag("span", escape(kind), cls="td-kind") if kind and kind != directive.name else ""


def _head(directive: Directive, say: Words) -> str:
    dated = ", ".join(value for value in (_value(directive.place), _date(directive)) if value)
    rows = {
        say.issuer: _value(directive.issuer),
        say.date: dated,
        say.signer: "; ".join(signer.name for signer in directive.signers),
        say.file: directive.file,
    }
    facts = [tag("div", tag("dt", escape(name)), tag("dd", escape(value))) for name, value in rows.items() if value]
    return tag(
        "header",
        tag("h2", escape(directive.name), _kind(directive), cls="td-number", tabindex=-1),
        tag("p", escape(readable(_value(directive.subject))), cls="td-subject") if directive.subject else "",
        tag("dl", *facts, cls="td-facts"),
        cls="td-head",
    )


def _body(
    directive: Directive, text: str, clauses: Sequence[Clause], highlights: Sequence[Highlight], say: Words
) -> Iterator[str]:
    """The clauses in the order of the text, and what stands between them."""
    ordered = sorted(clauses, key=lambda clause: clause.start)
    shown = _window(ordered, next((one.span for one in highlights if one.here), None))
    whole = len(shown) == len(ordered)
    at, end = (directive.start, directive.end) if whole else (shown[0].start, shown[-1].end)
    yield _omitted(0 if whole else ordered.index(shown[0]), say)
    for clause in shown:
        begin = max(clause.start, at)
        if begin < clause.end:
            yield _between(text[at:begin])
            yield _clause(clause, text[begin : clause.end], begin, highlights, say)
            at = clause.end
    yield _between(text[at:end])
    yield _omitted(0 if whole else len(ordered) - 1 - ordered.index(shown[-1]), say)


def _window(clauses: Sequence[Clause], around: Span | None) -> Sequence[Clause]:
    """All clauses, or of a very long document those around the cited words."""
    if not clauses or clauses[-1].end - clauses[0].start <= SHOWN:
        return clauses
    center = around.start if around else clauses[0].start
    return [one for one in clauses if abs(one.start - center) <= SHOWN // 2] or clauses[:1]


def _omitted(count: int, say: Words) -> str:
    return tag("p", escape(say.omitted.format(count=count)), cls="td-note td-omitted") if count else ""


def _between(text: str) -> str:
    return tag("div", tag("p", passage(text.strip())), cls="td-clause td-between") if readable(text) else ""


def _clause(clause: Clause, text: str, start: int, highlights: Sequence[Highlight], say: Words) -> str:
    inside = [
        replace(one, span=Span(one.span.start - start, one.span.end - start))
        for one in highlights
        if one.span.overlaps(Span(start, start + len(text)))
    ]
    cited = any(one.here for one in inside)
    # Beside its neighbours "gạch đầu dòng 1" is enough; what is cited says where it stands in full.
    label = clause.address if cited else clause.address.rsplit(", ", 1)[-1]
    return tag(
        "div",
        tag("span", escape(label), cls="td-address", title=clause.address),
        tag("p", passage(text, inside, lines=clause.role is not Role.BODY)),
        cls=f"td-clause td-role-{clause.role.value}{' td-cited' if cited else ''}",
        style=f"--depth:{min(len(clause.headings), 4)}",
        role="group" if cited else "",
        aria_label=say.cited_here if cited else "",
    )
