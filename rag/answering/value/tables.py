"""The tables that were found, read into rows and columns: with bars, or with cells that stand under each other."""

import itertools
import re
from dataclasses import dataclass

from index.archive import Archive
from index.parsing import barred
from index.parsing.aligned import head_cells, row_cells
from index.text import plain
from index.types import Clause
from rag.answering.evidence import Evidence

_ADDRESS = re.compile(r"^(?P<table>(?:.*, )?bảng \d+), (?:dòng \d+|tiêu đề)(?: \(\d+\))?$")
_HEADING = re.compile(r", tiêu đề(?: \(\d+\))?$")
_ORDINAL = re.compile(r"\W*(?:tt|stt|số tt|số thứ tự|s\.t\.t|no\.?)\W*$", re.IGNORECASE)
_LABEL = re.compile(r"\d{0,3}[.)]?")
_TOTAL = re.compile(r"\W*(?:tổng|cộng|toàn)(?![^\W_])", re.IGNORECASE)
# The unit of all figures is printed above the caption, too.
_UNIT = re.compile(r"(?<![^\W_])(?:đơn vị(?: tính)?|đvt)\s*:", re.IGNORECASE)
# So many tables are looked into; a longer line above a table is no caption of it, nor one that stands farther above.
TABLES, CAPTION, NEAR = 5, 240, 3


@dataclass(frozen=True, slots=True)
class Row:
    """A row; ``cells``: one for each column, empty where nothing is printed. ``total``: it sums the others up."""

    clause: Clause
    cells: tuple[str, ...]
    total: bool


@dataclass(frozen=True, slots=True)
class Table:
    """A table; ``heads`` are the names of its columns, printed in ``heading``; ``above``: its caption and what it stands under.

    ``counting``: the columns that only number the rows.
    """

    heading: Clause
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    above: str
    counting: frozenset[int]


def tables_of(evidence: Evidence) -> list[Table]:
    """The tables of which a row or the heading was found, the likeliest first."""
    seen: dict[tuple[int, str], None] = {}
    for hit in evidence.hits:
        if found := _ADDRESS.match(hit.clause.address):
            seen[hit.clause.directive, found["table"]] = None
    read = (_table(evidence, directive, name) for directive, name in itertools.islice(seen, TABLES))
    return [table for table in read if table]


def is_row(clause: Clause) -> bool:
    """Whether a clause is a row of a table or its heading."""
    return _ADDRESS.match(clause.address) is not None


def _table(evidence: Evidence, directive: int, name: str) -> Table | None:
    """``None``: its columns have no names, or its rows other columns."""
    clauses = evidence.clauses_of(directive)
    own = [at for at, one in enumerate(clauses) if (m := _ADDRESS.match(one.address)) and m["table"] == name]
    at = next((at for at in own if _HEADING.search(clauses[at].address)), None)
    if at is None:
        return None
    heading = clauses[at]
    heads = _cells(heading, heading, evidence.archive)
    read = [(clauses[n], _cells(clauses[n], heading, evidence.archive)) for n in own if n > at]
    rows = tuple(
        Row(clause, cells, any(_TOTAL.match(cell) for cell in cells[:2]))
        for clause, cells in read
        if len(cells) == len(heads)
    )
    if len(heads) < 2 or 2 * len(rows) < len(read) or not rows:
        return None
    near = [one.text for one in clauses[max(0, at - NEAR) : at] if len(one.text) <= CAPTION]
    before = " ".join(text for text in near if text == clauses[at - 1].text or _UNIT.search(text))
    counting = frozenset(n for n, head in enumerate(heads) if _ORDINAL.match(head) or (not n and _numbers(rows, n)))
    return Table(heading, heads, rows, " ".join((plain(before), *heading.headings)), counting)


def _numbers(rows: tuple[Row, ...], at: int) -> bool:
    return all(_LABEL.fullmatch(row.cells[at]) for row in rows)


def _cells(row: Clause, heading: Clause, archive: Archive) -> tuple[str, ...]:
    """The cells of a row as they are said."""
    if "|" in heading.text:
        return tuple(map(plain, barred.cells(row.text)))
    text = archive.source(row.file).text
    head = _indented(text, heading)
    return tuple(map(plain, head_cells(head) if row is heading else row_cells(_indented(text, row), head)))


def _indented(text: str, row: Clause) -> str:
    """A row with the blanks and tabs that its line begins with."""
    before = text[text.rfind("\n", 0, row.start) + 1 : row.start]
    return re.sub(r"[^\t]", " ", before) + row.text
