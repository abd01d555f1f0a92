"""The tables that were found, read into rows and columns: with bars, or with cells that stand under each other."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.archive import Archive
from index.parsing import barred
from index.parsing import patterns as p
from index.parsing.aligned import UNNAMED, head_cells, row_cells, with_unnamed
from index.text import fold, folded_words, plain
from index.types import Clause
from rag.answering.evidence import Evidence
from rag.answering.value import bounds, merged

_ADDRESS = re.compile(r"^(?P<table>(?:.*, )?bảng \d+), (?:dòng \d+|tiêu đề)(?: \(\d+\))?$")
_HEADING = re.compile(r", tiêu đề(?: \(\d+\))?$")
_ORDINAL = re.compile(r"\W*(?:tt|stt|số tt|số thứ tự|s\.t\.t|no\.?)\W*$", re.IGNORECASE)
_LABEL = re.compile(r"\d{0,3}[.)]?")
TOTAL = re.compile(r"\W*(?:tổng|cộng|toàn)(?![^\W_])", re.IGNORECASE)
# The unit of all figures is printed above the caption, too.
_UNIT = re.compile(r"(?<![^\W_])(?:đơn vị(?: tính)?|đvt)\s*:", re.IGNORECASE)
# "ấp Gò Dừa": of what kind it is, with its name.
_CALLED = re.compile(rf"(?<![^\W_])(?P<kind>[^\W\d_]+) (?P<name>[{p.UPPER}][{p.LOWER}]+(?: [{p.UPPER}][{p.LOWER}]+)+)")
_ONLY_NUMBER = re.compile(r"\d{1,2}|[IVX]{1,5}")
# So many tables are looked into; a longer line above a table is no caption of it, nor one that stands farther above.
TABLES, CAPTION, NEAR = 5, 240, 3


@dataclass(frozen=True, slots=True)
class Row:
    """A row; ``cells``: one for each column, empty where nothing is printed. ``total``: it sums the others up.

    ``first``: where the words of the first cell are printed, if not in this row alone.
    """

    clause: Clause
    cells: tuple[str, ...]
    total: bool
    first: tuple[tuple[Clause, str], ...] = ()

    def printed(self, at: int) -> tuple[tuple[Clause, str], ...]:
        """The words of a cell, each part with the row it is printed in."""
        return self.first if self.first and not at else ((self.clause, self.cells[at]),)


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

    def day(self, row: Row) -> merged.Days:
        """The days that the first cell of ``row`` names which is no mere number."""
        return merged.days(next((cell for at, cell in enumerate(row.cells) if at not in self.counting), ""))

    def bounded(self, row: Row) -> str:
        """The cells of ``row`` in one line, those of bounds alone with the unit that the name of their column has."""
        return " ".join(bounds.spelled(cell, head) for cell, head in zip(row.cells, self.heads, strict=True))

    def numbered(self, row: Row) -> tuple[str, ...]:
        """The cells of ``row``, those of a number alone behind the last word of their column's name: "Cấp IV"."""
        return tuple(
            f"{head.split()[-1]} {cell}" if head and _ONLY_NUMBER.fullmatch(cell.strip()) else cell
            for cell, head in zip(row.cells, self.heads, strict=True)
        )

    def misnamed(self, row: Row, question: str) -> bool:
        """Whether what ``question`` calls by the name of a column stands in another column of ``row``, and not in that one."""
        for called in _CALLED.finditer(question):
            kind, name = fold(called["kind"]), " ".join(folded_words(called["name"]))
            inside = {n for n, cell in enumerate(row.cells) if f" {name} " in f" {' '.join(folded_words(cell))} "}
            own = {
                n
                for n, head in enumerate(self.heads)
                if kind in folded_words(head) and re.search(r"[^\W\d]", row.cells[n])
            }
            if inside and own and not own & inside:
                return True
        return False


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
    top = _head(heading, [clauses[n] for n in own if n > at], evidence.archive)
    heads = tuple("" if name == UNNAMED else name for name in _cells(heading, top, evidence.archive))
    read = [(clauses[n], _cells(clauses[n], top, evidence.archive)) for n in own if n > at]
    rows = tuple(
        Row(clause, cells, any(TOTAL.match(cell) for cell in cells[:2]))
        for clause, cells in read
        if len(cells) == len(heads)
    )
    if len(heads) < 2 or 2 * len(rows) < len(read) or not rows:
        return None
    near = [one.text for one in clauses[max(0, at - NEAR) : at] if len(one.text) <= CAPTION]
    before = " ".join(text for text in near if text == clauses[at - 1].text or _UNIT.search(text))
    counting = frozenset(n for n, head in enumerate(heads) if _ORDINAL.match(head) or (not n and _numbers(rows, n)))
    rows = rows if 0 in counting else tuple(_merged(rows))
    return Table(heading, heads, rows, " ".join((plain(before), *heading.headings)), counting)


def _numbers(rows: tuple[Row, ...], at: int) -> bool:
    return all(_LABEL.fullmatch(row.cells[at]) for row in rows)


def _merged(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows with the first cell that each shares with others; a sum has its own."""
    for row, group in zip(rows, merged.shared([row.cells for row in rows]), strict=True):
        first = tuple((rows[n].clause, rows[n].cells[0]) for n in group if rows[n].cells[0] and not rows[n].total)
        if row.total or [clause for clause, _ in first] == [row.clause] or not first:
            yield row
        else:
            yield replace(row, cells=(" ".join(words for _, words in first), *row.cells[1:]), first=first)


def _head(heading: Clause, rows: Sequence[Clause], archive: Archive) -> str:
    """The names of the columns with the blanks before them, and one for a first column that has none."""
    if "|" in heading.text:
        return heading.text
    text = archive.source(heading.file).text
    head = _indented(text, heading)
    return with_unnamed(head, _indented(text, rows[0])) if rows else head


def _cells(row: Clause, head: str, archive: Archive) -> tuple[str, ...]:
    """The cells of a row as they are said; of the heading itself, whose address says so, the names in ``head``."""
    if "|" in head:
        return tuple(map(plain, barred.cells(row.text)))
    if _HEADING.search(row.address):
        return tuple(map(plain, head_cells(head)))
    return tuple(map(plain, row_cells(_indented(archive.source(row.file).text, row), head)))


def _indented(text: str, row: Clause) -> str:
    """A row with the blanks and tabs that its line begins with."""
    before = text[text.rfind("\n", 0, row.start) + 1 : row.start]
    return re.sub(r"[^\t]", " ", before) + row.text
