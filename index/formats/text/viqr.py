"""VIQR as people typed it: often without the backslashes that RFC 1456 asks for before a real full stop."""

import re

from index.formats.text.charsets import from_viqr
from index.formats.text.syllables import is_syllable

_ESCAPE = re.compile(r"\\[.?'`~]")
# Two full stops and more are dots to write on, or an ellipsis.
_TOKEN = re.compile(r"[A-Za-z](?:[A-Za-z(^+'`?~]|\.(?!\.)|\.(?=\.(?!\.)|\.{3}(?!\.)))*")
_WORD = re.compile(r"[^\W\d_]+")
# Marks that no other text has so often: a letter with its circumflex, breve or horn, đ, a tone inside a word.
_CERTAIN = re.compile(r"[aeoAEO]\^|[aA]\(|[ouOU]\+|dd|D[dD]|[aeiouyAEIOUY][`'?~](?=[a-z])")
_LAST = re.compile(r"[aeiouyAEIOUY][(^+]?\.$")
_LISTED = re.compile(r"(?:^|\n)[ \t#*|]*$|\d$")
_ITEM = re.compile(r"(?:[A-Za-z]|[IVX]+)\.$")
_PARAGRAPH_ENDS = re.compile(r"[\"')\]]*[ \t\r]*(?:\n[ \t\r]*\n|\n?[ \t\r\n]*$)")
_PARAGRAPH_BEGINS = re.compile(r"\n[ \t\r]*\n")
_LONG = 60
_LEAST, _SHARE, _RIGHT = 5, 0.4, 0.9


def is_viqr(text: str) -> bool:
    """Whether ``text`` is overwhelmingly VIQR: many words carry its marks, and nearly all of them are Vietnamese."""
    words = {found.rstrip(".?'`") for found in _TOKEN.findall(text)}
    marked = {word for word in words if _CERTAIN.search(word)}
    valid = {word for word in marked if _vietnamese(from_viqr(word))}
    return len(valid) >= max(_LEAST, _SHARE * len(words), _RIGHT * len(marked))


def read_viqr(text: str) -> str:
    """VIQR to Unicode. A text with backslashes is read by the standard; in any other, punctuation is told from marks."""
    if _ESCAPE.search(text):
        return from_viqr(text)
    return _TOKEN.sub(_typed, text)


def _typed(found: re.Match[str]) -> str:
    token = found[0]
    before = found.string[max(0, found.start() - _LONG) : found.start()]
    after = found.string[found.end() : found.end() + _LONG]
    if _ITEM.match(token) and _LISTED.search(before):
        return token  # "a. " opens an item, "35a." is one
    if not _LAST.search(token):
        return _marked(token) or token
    bare = _marked(token[:-1])
    # The last word of a long paragraph has a full stop rather than a mark; a title has none.
    ends = len(before) >= _LONG and not _PARAGRAPH_BEGINS.search(before) and _PARAGRAPH_ENDS.match(after)
    if bare and (ends or after.startswith("/.")):
        return bare + "."
    read = from_viqr(token)
    return read if _vietnamese(read) else (bare or token[:-1]) + "."


def _marked(token: str) -> str | None:
    """``token`` with its marks; ``None`` where that makes no Vietnamese word, and nothing but punctuation says it is."""
    read = from_viqr(token)
    return read if _vietnamese(read) or _CERTAIN.search(token) else None


def _vietnamese(words: str) -> bool:
    return all(map(is_syllable, _WORD.findall(words)))
