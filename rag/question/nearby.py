"""The clauses around the answer to a question, where the answer to one that goes on from it is looked for first."""

import re
from collections.abc import Iterable, Sequence

from index.archive import Archive
from index.types import Clause, Role

# "Phụ lục, bảng 1, dòng 20": a row is asked about by itself; its neighbours tell of other things.
_ROW = re.compile(r", dòng \d+$|^dòng \d+$")
# Clauses around one; more than these, as under a heading that holds a whole document, are nothing near.
MOST = 40


def near(cited: Iterable[Clause], archive: Archive) -> tuple[int, ...]:
    """Ids of the clauses cited, and of those that stand over, beside and beneath them; of a row, itself alone."""
    ids: dict[int, None] = {}
    for clause in cited:
        ids[clause.id] = None
        if _ROW.search(clause.address) or clause.role is not Role.BODY:
            continue
        around = _under(clause.id if clause.parent is None else clause.parent, archive.clauses_of(clause.directive))
        ids.update(dict.fromkeys(around if len(around) <= MOST else ()))
    return tuple(ids)


def _under(top: int, clauses: Sequence[Clause]) -> list[int]:
    """``top`` and the ids of all that stands beneath it, in the order of the text."""
    under = [top]
    for one in clauses:
        if one.parent in under:
            under.append(one.id)
    return under
