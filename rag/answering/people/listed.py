"""Who holds an office, read from the rows of a table that has persons in one column and their offices in others."""

import re
from collections.abc import Callable, Iterator, Sequence

from index.parsing import patterns as p
from index.text import fold, folded_words
from rag import values
from rag.answering.evidence import Evidence
from rag.answering.value.tables import Row, Table, tables_of
from rag.types import Draft, Statement

# A column of what somebody leaves, beside one of what they are given.
_LEFT = re.compile(r"\b(?:dang giu|dang dam nhiem|hien (?:nay|tai|giu)|cu|truoc (?:day|khi)|nguyen|thoi giu)\b")
_TITLED = re.compile(rf"(?:Ông|Bà|Đồng chí|Đ/c)\s+(?P<name>[{p.UPPER}][{p.LOWER}]*(?:\s[{p.UPPER}][{p.LOWER}]*)+)")
_FORMER = re.compile(r"\b(?:cu|truoc day|truoc do|nguyen|khi ay|luc do)\b")


def in_row(evidence: Evidence, same: Callable[[str, Table], bool]) -> Draft | None:
    """The one person whose row has an office that is the ``same`` as asked; ``None`` where none has, or several."""
    found: dict[str, tuple[Row, Table]] = {}
    for table in tables_of(evidence):
        for row, name, offices in _listed(table, former=bool(_FORMER.search(evidence.folded))):
            if any(same(office, table) for office in offices):
                found.setdefault(name, (row, table))
        if found:
            break
    if len(found) != 1:
        return None
    [(name, (row, table))] = found.items()
    return Draft((Statement(name, (evidence.cited(row.clause), evidence.cited(table.heading))),), 0.92)


def under_heading(evidence: Evidence, rest: Callable[[str], Sequence[str] | None]) -> Draft | None:
    """Who stands under the heading that is the office asked for, in the row of the rest: "Trưởng thôn" beside "Thôn Bến Lở".

    ``rest``: what words of the question a heading leaves; ``None`` where it is another office.
    """
    for table in tables_of(evidence):
        for at, head in enumerate(table.heads):
            left = rest(head)
            if not left:
                continue
            run = f" {' '.join(left)} "
            rows = [
                row for row in table.rows if at < len(row.cells) and row.cells[at].strip()
                and any(run in f" {' '.join(folded_words(cell))} " for cell in row.cells)
            ]  # fmt: skip
            if len(rows) == 1:
                cited = (evidence.cited(rows[0].clause), evidence.cited(table.heading))
                return Draft((Statement(rows[0].cells[at].strip(), cited),), 0.92)
    return None


def lists_offices(evidence: Evidence) -> bool:
    """Whether the likeliest table lists persons with their offices."""
    tables = tables_of(evidence)
    return bool(tables) and any(folded_words(o) for _, _, offices in _listed(tables[0], former=True) for o in offices)


def _listed(table: Table, *, former: bool) -> Iterator[tuple[Row, str, list[str]]]:
    """The rows that name somebody, with the name and what stands in the other columns; what they leave only if it is asked for."""
    left = {at for at, head in enumerate(table.heads) if _LEFT.search(fold(head))}
    given = {at for at, head in enumerate(table.heads) if re.search(r"\bchuc (?:vu|danh)\b", fold(head))} - left
    for row in table.rows:
        named = next(((at, name) for at, cell in enumerate(row.cells) if (name := _name(cell))), None)
        if named:
            others = (at for at in range(len(row.cells)) if at != named[0])
            kept = [row.cells[at] for at in others if former or not (given and at in left)]
            yield row, named[1], kept


def _name(cell: str) -> str:
    """The name of a person that a cell begins with, or only holds; a title tells one whose family name is rare."""
    if titled := _TITLED.match(cell):
        return titled["name"]
    people = values.persons(cell)
    return people[0].text if people and people[0].start == 0 else ""
