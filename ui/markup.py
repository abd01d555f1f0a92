"""Text of documents and people into HTML that cannot do anything: escaped, readable, with highlights. Pure.

Highlighting never changes a word: the text content of what :func:`passage` gives is the text it was given.
"""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.types import Span

# Control characters (but tab and line ends) and half characters: nothing to see, and JSON chokes on them.
_UNSEEN = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127, *range(0xD800, 0xE000)), "\ufffd")
# Gradio puts a value through a JavaScript template. It does not evaluate what it inserts; this makes sure.
_TEMPLATE = {ord(mark): f"&#{ord(mark)};" for mark in "${}`"}
_MARKS = re.compile(r"\*+|^#{1,6}[ \t]+", re.MULTILINE)
_BLANK_LINES = re.compile(r"\n[ \t]*(?=\n)")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Highlight:
    """Words to mark: the citation looked at (``here``), another one, or the answer ``said`` in it."""

    span: Span
    here: bool = False
    said: bool = False


def escape(text: str) -> str:
    """``text`` for HTML, inside or outside of attributes."""
    return html.escape(text.translate(_UNSEEN)).translate(_TEMPLATE)


def tag(name: str, *content: str, **attributes: str | int) -> str:
    """An element around HTML. Attributes are escaped (``cls``: class, ``_``: -), empty ones left out."""
    named = "".join(
        f' {"class" if key == "cls" else key.replace("_", "-")}="{escape(str(value))}"'
        for key, value in attributes.items()
        if value != ""
    )
    return f"<{name}{named}>{''.join(content)}</{name}>"


def button(action: str, *content: str, **attributes: str | int) -> str:
    """A button that assets/chat.js turns into ``action``."""
    return tag("button", *content, type="button", data_td=action, **attributes)


def marks(text: str) -> list[Span]:
    """Markdown's signs that say nothing to a reader: ``**``, ``*`` at a word, ``#`` before a heading."""
    return [Span(*match.span()) for match in _MARKS.finditer(text) if _is_markup(text, *match.span())]


def _is_markup(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else "\n"
    after = text[end] if end < len(text) else "\n"
    if text[start] == "#" or before == after == "\n":
        return True
    # "(*)" is a footnote's sign, "2*3" a product, "a * b" and "* item" stand on their own.
    alone = (before + after).isspace()
    return not (alone or before + after == "()" or (before.isdigit() and after.isdigit()))


def readable(text: str) -> str:
    """``text`` on one line, without Markdown's signs."""
    for span in reversed(marks(text)):
        text = text[: span.start] + text[span.end :]
    return _SPACES.sub(" ", text).strip()


def passage(text: str, highlights: Sequence[Highlight] = (), *, lines: bool = False) -> str:
    """``text`` as HTML, its Markdown signs hidden, the ``highlights`` (in characters of ``text``) marked.

    With ``lines`` line ends are meant (a header, a list of recipients) and only blank lines are hidden.
    """
    hidden = marks(text)
    if lines:
        hidden = sorted([*hidden, *(Span(*match.span()) for match in _BLANK_LINES.finditer(text))])
    bounds = {0, len(text)}
    for one in highlights:
        bounds |= {min(max(edge, 0), len(text)) for edge in (one.span.start, one.span.end)}
    return "".join(
        _marked(_run(text, start, end, hidden), Span(start, end), highlights) for start, end in pairwise(sorted(bounds))
    )


def _marked(piece: str, span: Span, highlights: Sequence[Highlight]) -> str:
    covering = [one for one in highlights if one.span.contains(span)]
    if not covering or not piece:
        return piece
    names = {"td-here": any(one.here for one in covering), "td-word": any(one.said for one in covering)}
    return tag("mark", piece, cls=" ".join(name for name, meant in names.items() if meant))


def _run(text: str, start: int, end: int, hidden: Sequence[Span]) -> str:
    out, at = [], start
    for span in hidden:
        left, right = max(span.start, at), min(span.end, end)
        if left < right:
            out += [escape(text[at:left]), tag("i", escape(text[left:right]), cls="td-sign")]
            at = right
    return "".join([*out, escape(text[at:end])])
