"""Which of many, as the rows of a table list them: "những xã nào …", "mấy chợ …", or those that one of their cells singles out."""

import re

from index.text import folded_words
from rag.answering.evidence import LIST_LIMIT, Evidence
from rag.answering.value import columns
from rag.answering.value.asked import Asked, in_prose
from rag.answering.value.tables import Row, Table, tables_of
from rag.types import Draft, Statement, Want

_WANTS = frozenset({Want.QUANTITY, Want.LIST, Want.BODY, Want.PERSON, Want.PLACE, Want.TEXT})
_MANY = re.compile(
    r"\b(?:(?:nhung|cac) (?P<which>(?:[a-z_]+ ){1,3}?)nao\b|(?P<who>nhung ai)\b"
    r"|(?:bao nhieu|may) (?P<count>[a-z_]+(?: [a-z_]+){0,3}))"
)
# In the name of a column, beside the noun.
_NAMING = frozenset("ten ho va cac danh sach don vi dia".split())
_PERSON_HEAD = frozenset("ho ten va nguoi".split())
# What the table, its columns and its caption must hold of the question; of many rows a list says nothing.
SHARE, ROWS = 0.6, 20


def listed(evidence: Evidence) -> Draft | None:
    """The names of all rows the question means, each cited; ``None``: it asks for no such list, or a sentence holds as much."""
    asked = _MANY.search(evidence.folded)
    if asked is None or evidence.query.want not in _WANTS or not evidence.matcher.terms:
        return None
    noun = frozenset((asked["which"] or asked["count"] or "ho ten").replace("_", "").split())
    question = Asked(evidence)
    if question.extreme:
        return None
    for table in tables_of(evidence):
        at = _named(table, _PERSON_HEAD if asked["who"] else noun)
        rows = _meant(question, table, at) if at is not None else []
        if at is None or not 1 < len(rows) <= ROWS:
            continue
        told = " ".join((table.above, *table.heads, *(" ".join(_singled(question, table, row, at)) for row in rows)))
        held = question.weigh(question.bag(told) | question.about(table.heading))
        if held < SHARE * sum(question.weight.values()) or held <= in_prose(evidence, question):
            continue
        names = [row.cells[at] for row in rows]
        if len(set(names)) == len(names) and sum(map(len, names)) + 2 * len(names) <= LIST_LIMIT:
            own = next((c for c in evidence.found if c.hit.clause in [row.clause for row in rows]), evidence.best)
            return Draft(
                tuple(Statement(row.cells[at], (evidence.cited(row.clause),)) for row in rows),
                evidence.support(own) if own else SHARE,
            )
    return None


def _named(table: Table, noun: frozenset[str]) -> int | None:
    """The one column of names that is called by the noun alone ("Tên chợ" for "mấy chợ")."""
    called = []
    for at, head in enumerate(table.heads):
        own = frozenset(folded_words(head)) - _NAMING or frozenset(folded_words(head)) & noun
        if at not in table.counting and own and own <= noun and not columns.are_figures(table.rows, at):
            called.append(at)
    return called[0] if len(called) == 1 else None


def _meant(question: Asked, table: Table, at: int) -> list[Row]:
    """The rows that a cell the question says singles out, else all; none where it speaks of one by its name."""
    rows = [row for row in table.rows if not row.total and re.search(r"\w", row.cells[at])]
    if any(question.bag(row.cells[at]) <= question.said for row in rows):
        return []
    singled = [row for row in rows if _singled(question, table, row, at)]
    return singled or rows


def _singled(question: Asked, table: Table, row: Row, at: int) -> list[str]:
    """The cells of a row, of words, that the question says whole."""
    others = (cell for n, cell in enumerate(row.cells) if n != at and n not in table.counting)
    return [
        cell for cell in others if re.search(r"[^\W\d]", cell) and (bag := question.bag(cell)) and bag <= question.said
    ]
