"""Answers that stand in cells of a table: the row the question speaks of, in the columns headed by what is asked for.

Several blanks ("bao nhiêu và do cơ quan nào") are cells of one row; "xã nào nhiều … nhất" is the row of the greatest figure.
"""

from collections.abc import Iterator

from index.types import Clause
from rag.answering.evidence import Evidence
from rag.answering.value import columns
from rag.answering.value.asked import SHARE, Asked, Told, in_prose
from rag.answering.value.asks import Ask
from rag.answering.value.tables import Row, tables_of
from rag.cite import supported
from rag.types import Draft, Statement, Want
from rag.values import Value

_OPEN = columns.FIGURES | {Want.PERSON, Want.BODY, Want.PLACE, Want.TEXT, Want.LIST, Want.TASK}
# Another table must hold so much more than a likelier one.
MORE = 1.1
# Syllables of a column's name that may be said before its cell; one alone says too little.
LABEL = 10


def told(evidence: Evidence) -> Draft | None:
    """What cells of one row say to all that is asked; ``None`` where no table speaks of it, or a sentence holds as much."""
    if evidence.query.want not in _OPEN or not evidence.matcher.terms:
        return None
    asked = Asked(evidence)
    found = [one for table in tables_of(evidence) if (one := asked.best(table))]
    if not found:
        return None
    best = found[0]
    for one in found[1:]:  # of two tables that hold as much, as one amended holds, the likelier found
        best = one if one.held > best.held * MORE else best
    if best.held <= in_prose(evidence, asked):
        return None
    return Draft(tuple(_said(evidence, best)), _support(evidence, best.row))


def several(evidence: Evidence) -> Draft | None:
    """As :func:`told`, where more than one thing is asked and told."""
    draft = told(evidence)
    return draft if draft and len(draft.statements) > 1 else None


def _said(evidence: Evidence, best: Told) -> Iterator[Statement]:
    cited = (evidence.cited(best.row.clause), evidence.cited(best.table.heading))
    for at in best.columns:
        head, cell = best.table.heads[at], best.row.cells[at]
        labelled = 1 < len(head.split()) <= LABEL and ":" not in head
        statement = Statement(f"{head}: {cell}", cited)
        # A name broken over two lines does not read as it is printed.
        yield statement if labelled and supported(statement, evidence.archive.directives) else Statement(cell, cited)


def _support(evidence: Evidence, row: Row) -> float:
    own = next((c for c in evidence.found if c.hit.clause == row.clause), evidence.best)
    return evidence.support(own) if own else SHARE


def in_column(evidence: Evidence, ask: Ask, clause: Clause, found: list[Value]) -> list[Value]:
    """Of the values read in a row of a table, those that may stand in the column asked for; all where the table cannot be read."""
    for table in tables_of(evidence):
        for row in table.rows:
            if row.clause.id == clause.id:
                asked = Asked(evidence)
                return [one for one in found if asked.stands(table, row, ask, one.text)]
    return found
