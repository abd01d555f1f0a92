"""Which clauses are read together: the article each belongs to, or its whole document where that is short. Pure.

A law is laid out in articles and a letter fits on a page or two: what a clause leaves out, because it was just said, stands there.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.types import Clause

FILE = "articles.npy"  # in a snapshot
# More clauses than this are no longer read together. Every article of the 17 laws of ALQAC has as many at most.
LONGEST = 40


def articles(clauses: Sequence[Clause]) -> NDArray[np.int32]:
    """The article of each clause, int32 ``(clauses,)``, numbered from 0 in the order they begin; row ``i`` is clause ``i``.

    An article is a document of :data:`LONGEST` clauses at most, else the highest clause with no more than that beneath it, itself
    counted in; a clause in neither is one by itself.
    """
    sizes = [1] * len(clauses)
    documents: dict[int, int] = {}
    for clause in reversed(clauses):
        documents[clause.directive] = documents.get(clause.directive, 0) + 1
        if clause.parent is not None:
            sizes[clause.parent] += sizes[clause.id]
    found = np.empty(len(clauses), np.int32)
    numbers: dict[tuple[bool, int], int] = {}
    for clause in clauses:
        if documents[clause.directive] <= LONGEST:
            key = True, clause.directive
        elif clause.parent is not None and sizes[clause.parent] <= LONGEST:
            found[clause.id] = found[clause.parent]
            continue
        else:
            key = False, clause.id
        found[clause.id] = numbers.setdefault(key, len(numbers))
    return found
