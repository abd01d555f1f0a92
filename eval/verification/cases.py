"""The cases of verification: read from a file of lines, laid onto the documents they cite.

``{"id", "half": "write"|"held", "true", "kind", "text", "cites": [[number, address, [start, end]?]], "derivation": [start, length,
result]?}``; offsets count in the clause. Kinds of false cases name what was corrupted.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from index.errors import InputError
from index.parse import parse
from index.types import Clause, Directive, Source, Span
from rag.cite import citation
from rag.types import Citation, Derivation, Statement

HALVES = ("write", "held")


@dataclass(frozen=True, slots=True)
class Case:
    """A statement, whether it is true, and what was corrupted where it is not."""

    id: str
    half: str
    true: bool
    kind: str
    statement: Statement


@dataclass(frozen=True, slots=True)
class Documents:
    """Parsed documents as verification sees them: ids count through all files."""

    sources: Mapping[str, Source]
    directives: Sequence[Directive]
    clauses: Sequence[Clause]

    def cite(self, number: str, address: str, span: Sequence[int] = ()) -> Citation:
        """The citation of a clause by its document's number and its address. Raises ``InputError`` when there is none."""
        for clause in self.clauses:
            directive = self.directives[clause.directive]
            if (directive.name, clause.address) == (number, address):
                there = Span(clause.start + span[0], clause.start + span[1]) if span else None
                return citation(clause, directive, there)
        raise InputError(f"Không có «{address}» trong {number}.", f'There is no "{address}" in {number}.')


def documents(paths: Iterable[Path]) -> Documents:
    """The text files ``paths`` parsed, in order."""
    sources: dict[str, Source] = {}
    directives: list[Directive] = []
    clauses: list[Clause] = []
    for path in sorted(paths, key=lambda one: one.name):
        source = Source(path.name, path.read_text(encoding="utf-8"), "")
        parsed = parse(source)
        above, before = len(directives), len(clauses)
        sources[source.file] = source
        directives += [replace(one, id=one.id + above) for one in parsed.directives]
        clauses += [
            replace(
                one, id=one.id + before, directive=one.directive + above,
                parent=None if one.parent is None else one.parent + before,
            )
            for one in parsed.clauses
        ]  # fmt: skip
    return Documents(sources, directives, clauses)


def cases(path: Path, archive: Documents) -> list[Case]:
    """The cases of the file ``path``. Raises ``InputError`` where one cites what is not there."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        cited = tuple(archive.cite(*one) for one in row["cites"])
        derived = Derivation(*row["derivation"]) if "derivation" in row else None
        found.append(Case(row["id"], row["half"], row["true"], row["kind"], Statement(row["text"], cited, derived)))
    return found
