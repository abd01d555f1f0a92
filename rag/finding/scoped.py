"""What a question names, as limits and advantages of the search: which clauses are looked at, and which of them come first."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.archive import Archive
from index.types import Clause
from rag.finding.pool import Scores
from rag.types import Scope

# Added to scores in [0, 1]. A clause asked for by its address comes first.
ASKED_FOR = 2.0
# A clause that names the very document asked about, where the archive only mentions that document.
MENTION = 0.15
# Documents likely meant come before others as good. On the tuning halves of the two sets 0.1 changes no first place.
# (The same for a place's own documents before those searched beside them lost a hundredth of them: annexes went down.)
FAVOURED = 0.1
# Clauses around the answer to the question that this one goes on from.
NEAR = 0.1


def scoped(scope: Scope, archive: Archive) -> NDArray[np.int64] | None:
    """Ids, int64 ``(n,)`` ascending, of the clauses in scope; ``None`` for all."""
    if scope.directives is None:
        return None
    own = np.asarray(archive.clause_ids((*scope.directives, *scope.beside)), np.int64)
    return np.union1d(own, np.asarray(scope.mention, np.int64))


def advantage(scope: Scope, clauses: Sequence[Clause]) -> Scores:
    """What is added to the scores of ``clauses``, ``(n,)``, for what the question names."""
    favoured, near = frozenset(scope.favoured), frozenset(scope.near)
    asked = {number: ASKED_FOR * (1 - at / 1000) for at, number in enumerate(scope.clauses[:500])}
    files: dict[str, list[int]] = {}
    for at, one in enumerate(scope.references):
        files.setdefault(one.file, []).append(at)
    values = []
    for clause in clauses:
        value = asked.get(clause.id, 0.0) + FAVOURED * (clause.directive in favoured) + NEAR * (clause.id in near)
        spans = (scope.references[at].span for at in files.get(clause.file, ()))
        values.append(value + MENTION * any(clause.span.overlaps(span) for span in spans))
    return np.array(values, np.float64)
