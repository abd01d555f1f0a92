"""Plain text and Markdown: the characters of the file are the text, whatever encoding they were stored in."""

from collections.abc import Callable

from index.formats.text.decode import decode
from index.types import Extract


def read_plain(data: bytes, progress: Callable[[int, int], None]) -> Extract:
    """A text file. Good UTF-8 is not changed by a character; other encodings are converted, with a note.

    Raises ``SourceError`` for what is not text, or in no known encoding.
    """
    decoded = decode(data)
    return Extract(decoded.text, "text", notes=decoded.notes)


def read_markdown(data: bytes, progress: Callable[[int, int], None]) -> Extract:
    """A Markdown file, its marks left in; otherwise as :func:`read_plain`."""
    decoded = decode(data)
    return Extract(decoded.text, "markdown", notes=decoded.notes)
