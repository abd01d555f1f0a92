"""What a person read in the sample documents: every header field and every clause of the seven directives.

``sets/covid19/fields.json`` holds an object a directive; ``sets/covid19/clauses.tsv`` a row a clause: its directive,
role, address, first and last words. Words, not offsets, because a person can check them: :func:`clauses` finds them in
the file and refuses a table that leaves a word out, so that the two ends of each clause are pinned to the character.
"""

import csv
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from index.types import Role, Span

SET = "covid19"
_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Fields:
    """The header of one directive as a person reads it; ``None`` where it prints nothing.

    ``recipients``: (line, purpose); ``signers``: (name, capacity, authority); ``printed``: (field, its words in the
    file) for fields whose print differs from their value.
    """

    file: str
    number: str
    kind: str
    issuer: str
    parent: str | None
    place: str | None
    date: str | None
    subject: str | None
    addressees: tuple[str, ...]
    recipients: tuple[tuple[str, str | None], ...]
    signers: tuple[tuple[str, str | None, str | None], ...]
    printed: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One clause of a directive, and where in its file it stands."""

    directive: str
    role: Role
    address: str
    span: Span


def folder() -> Path:
    """Where the sample set lies, wherever the package is installed."""
    return Path(str(files("eval").joinpath("sets", SET)))


@cache
def fields() -> tuple[Fields, ...]:
    """The seven headers, in the order of the files."""
    rows = json.loads((folder() / "fields.json").read_text(encoding="utf-8"))
    return tuple(
        Fields(
            **{name: row[name] for name in ("file", "number", "kind", "issuer", "parent", "place", "date", "subject")},
            addressees=tuple(row["addressees"]),
            recipients=tuple((one["value"], one["purpose"]) for one in row["recipients"]),
            signers=tuple((one["name"], one["capacity"], one["authority"]) for one in row["signers"]),
            printed=tuple(row["printed"].items()),
        )
        for row in rows
    )


@cache
def text(file: str) -> str:
    """The text of one sample file."""
    return (folder() / "documents" / file).read_text(encoding="utf-8")


@cache
def clauses() -> tuple[Row, ...]:
    """Every clause of the seven directives, in the order of the files. Raises ``ValueError`` for a table with a gap."""
    with (folder() / "clauses.tsv").open(encoding="utf-8", newline="") as stream:
        table = list(csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
    found: list[Row] = []
    for file in dict.fromkeys(one.file for one in fields()):
        numbers = {one.number for one in fields() if one.file == file}
        rows = [row for row in table if row[0] in numbers]
        spans = locate(text(file), [(first, last) for _, _, _, first, last in rows])
        found += [Row(row[0], Role(row[1]), row[2], span) for row, span in zip(rows, spans, strict=True)]
    return tuple(found)


def locate(whole: str, ends: Sequence[tuple[str, str]]) -> list[Span]:
    """Where the pieces with these first and last words stand in ``whole``, one after the other.

    Raises ``ValueError`` unless they do, and together hold every word of it.
    """
    starts: list[int] = []
    for first, _ in ends:
        starts.append(_matches(first, whole, starts[-1] + 1 if starts else 0)[0].start())
    spans: list[Span] = []
    for (_, last), start, limit in zip(ends, starts, [*starts[1:], len(whole)], strict=True):
        end = _matches(last, whole, start, limit)[-1].end()
        if _WORD.search(whole, end, limit) or _WORD.search(whole, spans[-1].end if spans else 0, start):
            raise ValueError(f"words stand between «{last}» and what follows it")
        spans.append(Span(start, end))
    return spans


def _matches(words: str, whole: str, start: int, end: int | None = None) -> list[re.Match[str]]:
    pattern = re.compile(r"\s+".join(map(re.escape, words.split())))
    found = list(pattern.finditer(whole, start, len(whole) if end is None else end))
    if not found:
        raise ValueError(f"«{words}» does not stand where the table says")
    return found
