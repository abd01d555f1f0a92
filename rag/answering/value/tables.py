"""A value in a table: the row the question speaks of, in the column whose heading it names."""

import re

from index.text import fold, plain
from index.types import Clause
from rag.answering.evidence import Evidence
from rag.answering.value.asks import Ask, Blank
from rag.types import Draft, Statement

_ROW = re.compile(r"^(?P<table>.*bảng \d+), dòng \d+$")
_FIGURE = re.compile(r"\d")
# The row, or the heading of its table, stands among so many of the likeliest pieces.
AMONG = 5
# A word of the unit asked for tells more of a heading than another word of the question; a row that is not the likeliest piece
# must have its column headed by one.
UNIT = 2.0


def cell(evidence: Evidence, ask: Ask) -> Draft | None:
    """The one cell of a likely row whose column is headed by what is asked for; ``None`` where no heading, or more, fit."""
    if ask.blank not in (Blank.AMOUNT, Blank.SHARE, Blank.TERM):
        return None
    for candidate in evidence.found[:AMONG]:
        row = _ROW.match(candidate.hit.clause.address)
        if row is None:
            continue
        title = f"{row['table']}, tiêu đề"
        heading = next((c for c in evidence.clauses_of(candidate.hit.clause.directive) if c.address == title), None)
        likely = candidate is evidence.best or (heading is not None and heading == evidence.found[0].hit.clause)
        if heading is None or not (likely or candidate.own):
            continue
        cells, heads = _cells(candidate.hit.clause), _cells(heading)
        if len(cells) != len(heads):
            continue
        fits = [_fits(evidence, ask, head, figure) for head, figure in zip(heads, cells, strict=True)]
        best = max(fits, default=0.0)
        if best > (0 if likely else UNIT) and fits.count(best) == 1:
            at = fits.index(best)
            cited = (evidence.cited(candidate.hit.clause), evidence.cited(heading))
            return Draft((Statement(f"{heads[at]}: {cells[at]}", cited),), evidence.support(candidate))
    return None


def _cells(row: Clause) -> list[str]:
    """The cells of a Markdown row."""
    return [plain(found).strip() for found in re.findall(r"(?<=\|)[^|]*(?=\|)", row.text)]


def _fits(evidence: Evidence, ask: Ask, head: str, figure: str) -> float:
    """How much of the question, by weight, the heading of a column holds; 0 where the cell has no figure."""
    if not _FIGURE.search(figure):
        return 0.0
    held = evidence.words(head)
    unit = {fold(word.rstrip("0123456789")) for word in held} & set(ask.unit)
    return sum(term.weight for term in evidence.matcher.terms if term.word in held) + UNIT * len(unit)
