"""Answers that stand in cells of a table: the row the question speaks of, in the columns headed by what is asked for.

Several blanks ("bao nhiêu và do cơ quan nào") are cells of one row; "xã nào nhiều … nhất" is the row of the greatest figure.
"""

from collections.abc import Iterator
from dataclasses import replace

from index.types import Clause
from rag.answering.evidence import Evidence
from rag.answering.picking.signals import has_form, wanted
from rag.answering.value import columns, merged
from rag.answering.value.asked import SHARE, TableQuestion, Told
from rag.answering.value.asks import Ask
from rag.answering.value.tables import Row, is_row, tables_of
from rag.cite import supported
from rag.types import Draft, Statement, Want
from rag.values import Value

_OPEN = columns.FIGURES | {Want.PERSON, Want.BODY, Want.PLACE, Want.TEXT, Want.LIST, Want.TASK}
# Another table must hold so much more than a likelier one.
MORE = 1.1
# A sentence without a value, or an actor, of the kind asked for is so much less of an answer.
WEAK = 0.4
# Syllables of a column's name that may be said before its cell; one alone says too little.
LABEL = 10


def told(evidence: Evidence) -> Draft | None:
    """What cells of one row say to all that is asked; ``None`` where no table speaks of it, or a sentence holds as much."""
    if evidence.query.want not in _OPEN or not evidence.matcher.terms:
        return None
    asked = TableQuestion(evidence)
    found = [one for table in tables_of(evidence) if (one := asked.best(table))]
    if not found:
        return None
    best = found[0]
    for one in found[1:]:  # of two tables that hold as much, as one amended holds, the likelier found
        best = one if one.held > best.held * MORE else best
    prose = _in_prose(evidence, asked)
    if best.held < prose or (best.held == prose and not asked.is_named(best.row)):
        return None
    rows = _of_that_day(asked, best)
    said = tuple(one for row in rows for one in _said(evidence, replace(best, row=row)))
    return Draft(said, _support(evidence, best.row))


def _in_prose(evidence: Evidence, asked: TableQuestion) -> float:
    """How much of the question the sentence holds that holds most, with what stands above it, and may answer."""
    own = set(evidence.matcher.forms(evidence.query.text))
    best = 0.0
    for one in evidence.found:
        clause = one.hit.clause
        if is_row(clause):
            continue
        said = asked.bag(f"{one.piece.text} {' '.join(clause.headings)}") | asked.within(one.sentence.text)
        held = asked.weigh(said | asked.about(clause))
        query = evidence.query
        valued = (
            wanted(one.piece.text, query, own, evidence.matcher)
            if query.want in columns.FIGURES
            else has_form(one.piece.text, query.want)
        )
        best = max(best, held * max(valued, WEAK))
    return best


def several(evidence: Evidence) -> Draft | None:
    """As :func:`told`, where more than one thing is asked and told."""
    draft = told(evidence)
    return draft if draft and len(draft.statements) > 1 else None


def _of_that_day(asked: TableQuestion, best: Told) -> list[Row]:
    """All rows of the day, where what is done then is asked for and neither its morning nor its afternoon is named."""
    part = columns.part_of_day(best.table.heads)
    same = [row for row in best.table.rows if best.row.first and row.first == best.row.first]
    if part is None or not same or not all(blank.done for blank in asked.blanks):
        return [best.row]
    return [best.row] if any(asked.bag(row.cells[part]) <= asked.said for row in same) else same


def _said(evidence: Evidence, best: Told) -> Iterator[Statement]:
    for at in best.columns:
        head = best.table.heads[at]
        labelled = 1 < len(head.split()) <= LABEL and ":" not in head
        for clause, cell in best.row.printed(at):
            cited = tuple(map(evidence.cited, dict.fromkeys((clause, best.row.clause, best.table.heading))))
            statement = Statement(f"{head}: {cell}", cited)
            # A name broken over two lines does not read as it is printed.
            said = labelled and supported(statement, evidence.archive.directives)
            yield statement if said else Statement(cell, cited)


def _support(evidence: Evidence, row: Row) -> float:
    own = next((c for c in evidence.found if c.hit.clause == row.clause), evidence.best)
    return evidence.support(own) if own else SHARE


def of_another_day(evidence: Evidence, draft: Draft) -> bool:
    """Whether all that ``draft`` cites are rows of other days than the question names: "thứ Bảy" for "thứ Ba"."""
    asked = merged.days(evidence.query.text)
    cited = {one.clause.id for said in draft.statements for one in said.citations if is_row(one.clause)}
    told = {one.clause.id for said in draft.statements for one in said.citations}
    if not (asked.week or asked.dates) or not cited or cited < told:
        return False
    tables = tables_of(evidence)
    rows = [(row, table) for table in tables for row in table.rows if row.clause.id in cited]
    return bool(rows) and all(table.day(row).other(asked) for row, table in rows)


def of_another_name(evidence: Evidence, draft: Draft) -> bool:
    """Whether all that ``draft`` cites are rows that hold a name of the question in another column than that of its kind: "ấp Gò
    Dừa" where the hamlet of the row is another, and Gò Dừa is where it goes."""
    cited = [one.clause for said in draft.statements for one in said.citations]
    own = {clause.id for clause in cited if is_row(clause)}
    if len(own) < len({clause.id for clause in cited}) or not own:
        return False
    rows = [(row, table) for table in tables_of(evidence) for row in table.rows if row.clause.id in own]
    return bool(rows) and all(table.misnamed(row, evidence.query.text) for row, table in rows)


def in_column(evidence: Evidence, ask: Ask, clause: Clause, found: list[Value]) -> list[Value]:
    """Of the values read in a row of a table, those that may stand in the column asked for; all where the table cannot be read."""
    for table in tables_of(evidence):
        for row in table.rows:
            if row.clause.id == clause.id:
                asked = TableQuestion(evidence)
                return [one for one in found if asked.stands(table, row, ask, one.text)]
    return found
