"""Several of a kind asked for that stand in the rows of one table: that column of all, or of those the question speaks of."""

import re
from collections.abc import Iterator

from index.passages import describe
from index.text import folded_words
from index.types import Role
from rag.answering.evidence import LIST_LIMIT, Evidence, shortened
from rag.answering.picking.signals import NAME
from rag.answering.value import cells, columns
from rag.answering.value.tables import Row, Table, tables_of
from rag.types import Draft, Statement, Want

# Share of the question, by the rarity of its words, that the table, what stands above it and its document must hold.
HELD = 0.6
# So many rows at least and at most are told one by one.
FEW, MANY = 2, 20
_ASKED = re.compile(
    r"\b(?:nhung|cac|hai|ba|bon|nam|sau|bay|tam|chin|muoi|\d+) (?P<noun>[a-z]+(?: [a-z]+){0,2}?) (?:nao|gi)\b"
    r"|\b(?:nhung|gom|gom co) ai\b"
    # How many there are is seen by their names.
    r"|\b(?:bao nhieu|may) (?P<counted>[a-z]+(?: [a-z]+){0,2})"
)
# Rows above or below a figure, the first of them, all but some: to be reckoned, not read.
_RECKONED = re.compile(
    r"\b(?:tren|duoi|hon|qua|it nhat|tu|den|truoc|sau) \d|\bnhat\b|\b(?:khong|chua|ngoai|tru|giong|bang nhau)\b"
)
_PERSON = re.compile(r"\b(?:ho va ten|ho ten|ten (?:nguoi|can bo)|nguoi)\b")
_WANTS = frozenset({Want.QUANTITY, Want.PERSON, Want.BODY, Want.PLACE, Want.TEXT, Want.LIST, Want.TASK})
# Named so, a thing may be of any column.
_ANYTHING = frozenset("viec dieu gi cai".split())


def listed(evidence: Evidence) -> Draft | None:
    """The cells asked for, one statement a row; ``None`` where one row alone is spoken of, or no table holds the question."""
    asked = _ASKED.search(evidence.folded.replace("_", ""))
    if asked is None or evidence.query.want not in _WANTS or _RECKONED.search(evidence.folded):
        return None
    if asked["noun"] and asked["noun"].split()[0] in _ANYTHING:
        return None
    if asked["counted"] and cells.told(evidence):
        return None  # how many there are is printed
    for table in tables_of(evidence):
        at = _column(table, asked["noun"], asked["counted"])
        rows = _rows(evidence, table, at) if at is not None else []
        if at is not None and FEW <= len(rows) <= MANY:
            told = (*(_total(evidence, table, rows, at) if asked["counted"] else ()), *_said(evidence, table, rows, at))
            return Draft(told, evidence.support(evidence.best) if evidence.best else HELD)
    return None


def _said(evidence: Evidence, table: Table, rows: list[Row], at: int) -> Iterator[Statement]:
    first: dict[str, Row] = {}
    for row in rows:
        first.setdefault(row.cells[at], row)
    for row in first.values():
        for clause, words in row.printed(at):
            cited = tuple(map(evidence.cited, dict.fromkeys((clause, row.clause, table.heading))))
            yield Statement(shortened(words, LIST_LIMIT // len(rows)), cited)


def _total(evidence: Evidence, table: Table, rows: list[Row], at: int) -> Iterator[Statement]:
    """How many there are, where all rows are meant and numbered: the last one's number."""
    number = min(table.counting, default=None)
    whole = rows == [row for row in table.rows if not row.total]
    if number is not None and whole and re.sub(r"\D", "", rows[-1].cells[number]).lstrip("0") == str(len(rows)):
        cited = (evidence.cited(rows[-1].clause), evidence.cited(table.heading))
        yield Statement(rows[-1].cells[number].strip(" ."), cited)


def _column(table: Table, noun: str | None, counted: str | None) -> int | None:
    """The one column headed by what is asked for, of words rather than figures."""
    fits = [
        at for at, head in enumerate(table.heads)
        if at not in table.counting and not columns.are_figures(table.rows, at) and _headed(head, noun, counted)
    ]  # fmt: skip
    return fits[0] if fits else None


def _headed(head: str, noun: str | None, counted: str | None) -> bool:
    said = " ".join(folded_words(head))
    if counted:
        return f"{counted} ".startswith(f"{said.removeprefix('ten ')} ")
    if noun is None:
        return bool(_PERSON.search(said))
    return re.match(rf"(?:ten |cac )?{re.escape(noun)}\b", said) is not None


def _rows(evidence: Evidence, table: Table, at: int) -> list[Row]:
    """The rows that hold what of the question only rows hold; all where it speaks of none. Empty where table and rows miss it."""
    rows = [row for row in table.rows if not row.total and re.search(r"\w", row.cells[at])]
    directive = evidence.archive.directives[table.heading.directive]
    subject = directive.subject.value if directive.subject else ""
    letterhead = (c.text for c in evidence.clauses_of(directive.id) if c.role is Role.HEADER)
    above = evidence.words(" ".join((table.above, *table.heads, subject, describe(directive), *letterhead)))
    weight = {term.word: term.weight for term in evidence.matcher.terms}
    held = [evidence.words(" ".join(row.cells)) for row in rows]
    printed = above.union(*held)
    if not all(evidence.words(name.group()) <= printed for name in NAME.finditer(evidence.query.text)):
        return []  # of another place
    telling = {word for word in weight if word not in above and any(word in own for own in held)}
    chosen = [row for row, own in zip(rows, held, strict=True) if telling <= own]
    known = sum(value for word, value in weight.items() if word in above or word in telling)
    return chosen if known >= HELD * evidence.matcher.total else []
