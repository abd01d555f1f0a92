"""An answer as HTML for the browser and as plain text to copy. Pure; all words are escaped."""

import re
from collections.abc import Sequence
from itertools import groupby

from index.types import Span
from rag.answering.evidence import shortened
from rag.cite import said_at
from rag.types import Answer, Citation
from ui.markup import Highlight, button, escape, passage, readable, tag
from ui.say import Say
from ui.source import entry
from ui.understood import differs, reasons
from ui.words import Words, confidence_word, words

QUOTED = 4
"""Citations shown at once; of a long list the others unfold."""
LONG, HEAD, AROUND = 300, 130, 90
"""Characters: of a quotation over LONG the first HEAD are shown, and those AROUND the answer."""

_VERDICT = re.compile(r"^(?:Có|Không): ")
_LAST_WORD = re.compile(r"\S{1,30}\Z")
Part = tuple[str, tuple[Citation, ...]]
# Drawn, not typed: fonts disagree about the sign.
_TICK = '<svg class="td-tick" viewBox="0 0 16 16" aria-hidden="true"><path d="M3.5 8.5l3 3 6-7"/></svg>'


def turn(question: str, content: str, number: int, lang: str) -> str:
    """One question with what came of it; ``content`` is HTML."""
    asked = tag("span", escape(words(lang).you_asked), ": ", cls="td-sr")
    return tag(
        "article",
        tag("div", asked, escape(question), cls="td-question"),
        content,
        cls="td-turn",
        data_turn=number,
    )


def welcome(questions: Sequence[str], lang: str) -> str:
    """The empty conversation: what this is, and questions to begin with."""
    say = words(lang)
    chips = [tag("li", button("ask", escape(question), cls="td-chip")) for question in questions]
    return tag(
        "div",
        tag("h1", escape(say.welcome)),
        tag("p", escape(say.welcome_hint), cls="td-lead"),
        tag("h2", escape(say.try_these), cls="td-try") + tag("ul", *chips, cls="td-chips") if chips else "",
        cls="td-welcome",
    )


def pending(lang: str, said: Sequence[str] = (), can_stop: bool = False) -> str:
    """What is shown while an answer is being looked for: ``said`` is what is verified of it already."""
    say = words(lang)
    dots = tag("span", "<i></i><i></i><i></i>", cls="td-dots", aria_hidden="true")
    stop = button("stop", escape(say.stop), cls="td-link", title=say.stop_hint) if can_stop else ""
    parts = tag("div", *(tag("p", escape(one)) for one in said), cls="td-said td-medium") if said else ""
    return tag("div", parts, dots, escape(say.writing if said else say.searching), stop, cls="td-answer td-pending")


def failure(message: str) -> str:
    """An error, in the user's words."""
    return tag("div", tag("p", escape(message)), cls="td-answer td-failed", role="alert")


def answer(given: Answer, number: int, lang: str) -> str:
    """An answer with its citations, or an abstention with the nearest documents."""
    say = words(lang)
    body = _abstention(given, say) if given.abstained else _answered(given, number, say)
    notice = tag("p", escape(given.notice), cls="td-understood td-notice") if given.notice else ""
    return tag(
        "div", _understood(given, say), notice, body, cls=f"td-answer{' td-abstained' if given.abstained else ''}"
    )


def text(given: Answer, lang: str) -> str:
    """An answer with its citations as plain text, to paste into a letter."""
    say = words(lang)
    if given.abstained:
        near = ", ".join(directive.name for directive in given.nearest)
        return "\n".join([given.question, given.explanation, *([f"{say.nearest}: {near}"] if near else [])])
    cited = [
        f"[{at}] {one.document}, {one.address}: “{readable(one.quote)}” ({one.file})"
        for at, one in enumerate(given.citations, 1)
    ]
    return "\n".join([given.question, given.text, "", *cited])


def _understood(answer: Answer, say: Words) -> str:
    if not differs(answer.question, answer.searched, answer.changes):
        return ""
    why = tag("span", f"({escape(reasons(answer.changes, Say(say.lang)))})", cls="td-why")
    return tag("p", escape(say.understood), " ", tag("q", escape(answer.searched)), " ", why, cls="td-understood")


def _answered(answer: Answer, number: int, say: Words) -> str:
    items = [_citation(one, at, number, answer, say) for at, one in enumerate(answer.citations)]
    folded = items[QUOTED:]
    unfold = escape(say.more_citations.format(count=len(folded)))
    return "".join(
        (
            tag("div", _said(answer, number, say), cls=f"td-said td-{_size(answer.text)}"),
            tag("ol", *items[:QUOTED], cls="td-cites", aria_label=say.citations),
            tag("details", tag("summary", unfold), tag("ol", *folded, cls="td-cites"), cls="td-more") if folded else "",
            _foot(answer, say),
        )
    )


def _size(text: str) -> str:
    return "short" if len(text) <= 60 else "medium" if len(text) <= 220 else "long"


def _said(answer: Answer, number: int, say: Words) -> str:
    """The answer's text with the numbers of its citations; statements and "- " lines become lists."""
    parts = _parts(answer)
    lead, items = _listed(answer, parts)
    if items:
        points = (tag("li", _cited(part, cited, answer, number, say)) for part, cited in items)
        return (tag("p", escape(lead)) if lead else "") + tag("ul", *points)
    whole = "".join(_cited(part, cited, answer, number, say) for part, cited in parts)
    lines = [line for line in whole.split("\n") if line.strip()]
    blocks = []
    for listed, group in groupby(lines, lambda line: line.startswith("- ")):
        if listed:
            blocks.append(tag("ul", *(tag("li", line[2:]) for line in group)))
        else:
            blocks += [tag("p", line) for line in group]
    return "".join(blocks)


def _parts(answer: Answer) -> list[Part]:
    """The text cut behind each statement, with what it cites; what is not found in it is cited at the end."""
    said: dict[str, tuple[Citation, ...]] = {}
    for statement in answer.statements:
        said[statement.text] = (*said.get(statement.text, ()), *statement.citations)
    parts: list[Part] = []
    loose: list[Citation] = []
    at = 0
    for stated, cited in said.items():
        found = answer.text.find(stated, at) if stated and len(said) > 1 else -1
        if found < 0:
            loose += cited
        else:
            end = found + len(stated)
            parts.append((answer.text[at:end], cited))
            at = end
    return [*parts, (answer.text[at:], tuple(loose))]


def _listed(answer: Answer, parts: Sequence[Part]) -> tuple[str, list[Part]]:
    """What stands before a list, and its items, where the answer is one: joined with "; " by rag/answering/say.py."""
    if _size(answer.text) == "short" or "\n" in answer.text:
        return "", []
    *items, (rest, loose) = parts
    if len(items) > 1 and not rest.strip(" ;.") and not loose:
        first, cited = items[0]
        lead = first.partition(": ")[0] if first[:1].isdecimal() and ": " in first else ""
        items[0] = (first.removeprefix(f"{lead}: "), cited)
        return f"{lead}:" if lead else "", [(part.removeprefix("; "), cited) for part, cited in items]
    split = rest.split("; ")
    words_of = _VERDICT.sub("", rest)
    # What stands so in the source is a sentence with semicolons; what was put together is a list.
    if not items and len(split) > 2 and all(readable(words_of) not in readable(one.quote) for one in loose):
        return "", [*((part, ()) for part in split[:-1]), (split[-1], loose)]
    return "", []


def _cited(part: str, cited: Sequence[Citation], answer: Answer, number: int, say: Words) -> str:
    """The words and the numbers of their citations, the first of which never begins a line."""
    places = sorted({answer.citations.index(one) for one in cited})
    numbers = [_reference(answer.citations[at], at, f"{number}:{at}", say) for at in places]
    tail = _LAST_WORD.search(part)
    if not numbers or not tail:
        return escape(part) + "".join(numbers)
    kept = tag("span", escape(tail.group()), numbers[0], cls="td-keep")
    return escape(part[: tail.start()]) + kept + "".join(numbers[1:])


def _reference(one: Citation, at: int, key: str, say: Words) -> str:
    return button("cite", str(at + 1), cls="td-ref", data_key=key, aria_label=_label(one, at, say))


def _label(one: Citation, at: int, say: Words) -> str:
    return say.citation.format(number=at + 1, document=one.document, address=one.address)


def _citation(one: Citation, at: int, number: int, answer: Answer, say: Words) -> str:
    state = say.verified if one.verified else say.unverified
    sign = _TICK if one.verified else tag("span", "!", cls="td-doubt", aria_hidden="true")
    head = tag(
        "span",
        tag("b", str(at + 1), cls="td-n"),
        tag("span", escape(one.document), cls="td-cite-doc"),
        tag("span", escape(one.address), cls="td-cite-address"),
        tag("span", sign, cls="td-state", title=state),
        cls="td-cite-head",
    )
    label = f"{_label(one, at, say)} {state}. “{readable(one.quote)}”"
    return tag(
        "li",
        button("cite", head, _quote(one, answer), cls="td-cite", data_key=f"{number}:{at}", aria_label=label),
    )


def said_in(one: Citation, answer: Answer, offset: int = 0) -> list[Highlight]:
    """Where the short answer itself stands in the quotation; ``offset`` is where the quotation begins."""
    stated = [statement for statement in answer.statements if one in statement.citations]
    found = sorted({span for statement in stated for span in said_at(statement, one)})
    shift = offset - one.span.start
    # A quotation that is said from end to end needs no mark.
    marked = [
        span
        for span in found
        if readable(one.quote[span.start - one.span.start : span.end - one.span.start])
        != readable(one.quote).rstrip(" .;:,")
    ]
    return [Highlight(Span(span.start + shift, span.end + shift), said=True) for span in marked]


def _quote(one: Citation, answer: Answer) -> str:
    """The quotation; of a long one its beginning and what is around the answer in it."""
    quote, said = one.quote, said_in(one, answer)
    if len(quote) <= LONG or not said:
        # A quotation that is the answer itself has just been read: two lines of it are enough.
        echo = readable(quote).strip(" .;") == answer.text.strip(" .;")
        return tag("span", passage(quote, said), cls=f"td-quote{' td-echo' if echo else ''}")
    word = said[0].span
    head = quote.rfind(" ", 0, HEAD) + 1
    begin = quote.rfind(" ", 0, max(0, word.start - AROUND)) + 1
    end = quote.find(" ", word.end + AROUND)
    cut = tag("span", "[…] ", cls="td-cut")
    if begin - head < AROUND:
        head, begin = 0, 0
    there = Highlight(Span(word.start - begin, word.end - begin), said=True)
    return tag(
        "span",
        passage(quote[:head]) + cut if head else "",
        passage(quote[begin : end if end > 0 else None], [there]),
        " " + cut if end > 0 else "",
        cls="td-quote td-excerpt",
    )


def _foot(answer: Answer, say: Words) -> str:
    checked = all(one.verified for one in answer.citations)
    copied = text(answer, say.lang)
    return tag(
        "footer",
        tag("span", _TICK, escape(say.all_verified), cls="td-state") if checked else "",
        tag("span", escape(say.confidence.format(level=confidence_word(answer.confidence, say.lang)))),
        _dropped(answer, say),
        button("copy", escape(say.copy), cls="td-link td-copy", data_done=say.copied, data_text=copied),
        cls="td-foot",
    )


def _dropped(answer: Answer, say: Words) -> str:
    """How many statements were left out; not which: what did not verify is not shown (``trichdan ask --json`` names them)."""
    return tag("span", escape(say.dropped.format(count=len(answer.dropped)))) if answer.dropped else ""


def _abstention(answer: Answer, say: Words) -> str:
    items = [tag("li", entry(directive)) for directive in answer.nearest]
    # rag/answering/say.py names the nearest documents in its sentence; here they are buttons below it.
    names = ", ".join(directive.name for directive in answer.nearest)
    why = answer.explanation.removesuffix(f" {say.nearest}: {names}.") or say.no_answer
    near = tag("h3", escape(say.nearest), cls="td-nearest") + tag("ul", *items, cls="td-docs") if items else ""
    left_out = tag("footer", _dropped(answer, say), cls="td-foot") if answer.dropped else ""
    return tag("p", escape(why), cls="td-explained") + _closest(answer, say) + near + left_out


def _closest(answer: Answer, say: Words) -> str:
    """The clause nearest to the question, to look at: it does not answer it."""
    if answer.closest is None:
        return ""
    name = next((d.name for d in answer.nearest if d.id == answer.closest.directive), answer.closest.file)
    head = tag("h3", escape(say.closest), cls="td-nearest")
    place = tag("p", escape(f"{name}, {answer.closest.address}"), cls="td-where")
    return head + tag("blockquote", escape(shortened(answer.closest.text, LONG)), cls="td-near") + place
