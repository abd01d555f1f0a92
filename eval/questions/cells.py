r"""A question's values in the cells of a spreadsheet, and back, without loss. Pure.

Alternatives stand on lines of their own or between ``|``; strings that must all be said between ``;``; quotations, earlier
questions and files on lines of their own. Lines of quotations without an empty line between may be one that was copied with its
line breaks: the documents tell (:mod:`eval.questions.resolve`). A quotation may begin with ``[2]`` (its evidence group), ``[*3]``
(its relevance) or ``[2*3]``. A backslash takes a sign's meaning away: ``\|``, ``\;``, ``\\``; ``\n`` is a line break inside one
value, ``\e`` a value without any character, ``\u00a0`` a character that cannot be seen or stored.
"""

import re
import string
from collections.abc import Sequence

from eval.questions.types import Gold
from index.errors import InputError

_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|([netr])|([^\w\s]))", re.ASCII)
_LETTERS = {"n": "\n", "t": "\t", "r": "\r", "e": ""}
# What XML or a terminal cannot hold; what spreadsheets take for such a character; white space at the ends, which nobody sees.
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]|_(?=x[0-9a-fA-F]{4}_)")
_ENDS = re.compile(r"^\s+|\s+$")
_GROUP = re.compile(r"\[(\d{1,18})?(?:\*(\d{1,18}))?\]\s*")
# A spreadsheet that opens a .csv takes what begins so for a formula.
_FORMULA = re.compile(r"[=+\-@]")


def write_text(text: str, marks: str = "") -> str:
    """One value as a cell, or as the part of one that ``marks`` divide."""
    if not text:
        return ""
    escaped = re.sub(rf"[\\{re.escape(marks)}]" if marks else r"\\", _sign, text)
    if "\n" in marks:
        escaped = escaped.replace("\\\n", "\\n").replace("\t", "\\t")
    escaped = _UNSEEN.sub(_code, escaped)
    return _ENDS.sub(lambda found: "".join(_code_of(char) for char in found[0]), escaped)


def read_text(cell: str) -> str:
    """The value in a cell; a backslash that means nothing is one."""
    return _ESCAPE.sub(_meant, cell.strip())


def no_formula(cell: str) -> str:
    """``cell`` for a ``.csv``: a spreadsheet shows it, and does not reckon."""
    return f"\\{cell}" if _FORMULA.match(cell) else cell


def write_lines(values: Sequence[str]) -> str:
    """Values a line; ``\\e`` for an empty one, which would be no line."""
    return "\n".join(write_text(value, "\n") or "\\e" for value in values)


def read_lines(cell: str) -> tuple[str, ...]:
    """The values of a cell, one a line; empty lines are none."""
    return tuple(read_text(line) for line in cell.split("\n") if line.strip())


def write_answers(rows: Sequence[Sequence[str]]) -> str:
    """Accepted answers, a row a line."""
    return "\n".join("; ".join(write_text(value, "\n|;") for value in row) for row in rows)


def read_answers(cell: str) -> tuple[tuple[str, ...], ...]:
    """The rows of accepted answers."""
    rows = (tuple(map(read_text, _split(row, ";"))) for row in _split(cell.replace("\n", "|"), "|"))
    return tuple(row for row in (tuple(value for value in row if value.strip()) for row in rows) if row)


def _split(text: str, mark: str) -> list[str]:
    """``text`` between the marks that no backslash stands before."""
    parts, last = [], 0
    for found in re.finditer(rf"\\.|{re.escape(mark)}", text, re.DOTALL):
        if found[0] == mark:
            parts.append(text[last : found.start()])
            last = found.end()
    return [*parts, text[last:]]


def write_gold(gold: Sequence[Gold]) -> tuple[str, str]:
    """The cells of the quotations and of their files; one file for all is written once.

    An empty line keeps quotations apart that could be taken for one.
    """
    files = [item.file for item in gold]
    one = len(set(files)) == 1
    marked = [(_marks(item), _quote(item.quote)) for item in gold]
    quotes = "".join("\n" * (1 if marks or not one else 2) + marks + quote for marks, quote in marked)
    return quotes.lstrip("\n"), write_lines(files[:1] if one else files)


def _marks(item: Gold) -> str:
    group = "" if item.group is None else str(item.group)
    relevance = "" if item.relevance == 1 else f"*{item.relevance}"
    return f"[{group}{relevance}] " if group or relevance else ""


def _quote(quote: str) -> str:
    written = write_text(quote, "\n") or "\\e"
    return f"\\{written}" if _GROUP.match(written) else written


def read_gold(quotes: str, files: str) -> tuple[Gold, ...]:
    """The quotations; a file without any means the whole document.

    Raises ``InputError`` when there are several files, but not one for each quotation.
    """
    lines = [line.strip() for line in quotes.split("\n") if line.strip()]
    names = read_lines(files)
    if not lines:
        return tuple(Gold(name, "") for name in names)
    if len(names) > 1 and len(names) != len(lines):
        raise InputError(
            f"có {len(lines)} lời trích nhưng {len(names)} tệp; hãy ghi một tệp chung, hoặc mỗi lời trích một tệp",
            f"{len(lines)} quotations but {len(names)} files; give one file for all, or one for each",
        )
    names = names if len(names) == len(lines) else (names or ("",)) * len(lines)
    found = []
    for line, name in zip(lines, names, strict=True):
        marked = _GROUP.match(line)
        marks = marked if marked and (marked[1] or marked[2]) else None
        group = int(marks[1]) if marks and marks[1] else None
        relevance = max(int(marks[2]), 1) if marks and marks[2] else 1
        found.append(Gold(name, read_text(line[marks.end() :] if marks else line), group, relevance))
    return tuple(found)


def continued(quotes: str, files: str) -> tuple[int, ...]:
    """Which quotations of :func:`read_gold` may go on with the one before: the next line, without a mark or a file of its own."""
    if len(read_lines(files)) > 1:
        return ()
    found, at, before = [], -1, False
    for line in map(str.strip, quotes.split("\n")):
        at += bool(line)
        marked = _GROUP.match(line)
        if line and before and not (marked and (marked[1] or marked[2])):
            found.append(at)
        before = bool(line)
    return tuple(found)


def _sign(found: re.Match[str]) -> str:
    return f"\\{found[0]}"


def _code(found: re.Match[str]) -> str:
    return _code_of(found[0])


def _code_of(char: str) -> str:
    return f"\\u{ord(char):04x}"


def _meant(found: re.Match[str]) -> str:
    if found[1]:
        return chr(int(found[1], 16))
    if found[2]:
        return _LETTERS[found[2]]
    return found[3] if found[3] in string.punctuation else found[0]
