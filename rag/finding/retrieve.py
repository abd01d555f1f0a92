"""The clauses that may answer a question: weighted hybrid of BM25 and cosine inside the question's scope."""

from collections.abc import Sequence

import numpy as np

from index.archive import Archive
from rag.types import HYBRID, Hit, Query, Retrieval

# Measured on XQuAD-vi and ALQAC: 0.5-0.6 of BM25 with bigrams beats either part alone and rank fusion.
LEXICAL_WEIGHT = 0.55
# Without diacritics the encoder sees noise (R@1 .02 on ALQAC); it only breaks ties.
LEXICAL_WEIGHT_UNACCENTED = 0.9
POOL = 200
# A clause that names the very document asked about, where the archive only mentions that document.
MENTION_BONUS = 0.15


def retrieve(query: Query, archive: Archive, top: int = 20, how: Retrieval = HYBRID) -> list[Hit]:
    """The ``top`` best clauses, best first; empty when the archive holds none in scope."""
    allowed = (
        None if query.scope.directives is None else np.asarray(archive.clause_ids(query.scope.directives), np.int64)
    )
    lexical = archive.lexical.scores(query.text, query.marks) if how.lexical else _nothing(archive)
    dense = archive.dense.search(archive.encoder.queries([query.text])[0], POOL, allowed) if how.dense else {}
    pool = _pool(lexical, dense, allowed)
    if not pool:
        return []
    bm25 = np.array([lexical[number] for number in pool])
    floor = min(dense.values(), default=0.0)
    cosine = np.array([dense.get(number, floor) for number in pool])
    weight = _weight(query, how)
    scores = weight * bm25 / max(float(bm25.max()), 1e-9) + (1 - weight) * _spread(cosine)
    clauses = archive.clauses(pool)
    for at, clause in enumerate(clauses):
        if any(r.file == clause.file and clause.span.overlaps(r.span) for r in query.scope.references):
            scores[at] += MENTION_BONUS
    order = np.argsort(-scores, kind="stable")[:top]
    return [Hit(clauses[at], min(1.0, float(scores[at])), float(cosine[at]), float(bm25[at])) for at in order]


def _weight(query: Query, how: Retrieval) -> float:
    """The share of BM25 in a score; the rest is the cosine's."""
    if not (how.lexical and how.dense):
        return float(how.lexical)
    return LEXICAL_WEIGHT if query.marks else LEXICAL_WEIGHT_UNACCENTED


def _nothing(archive: Archive) -> np.ndarray:
    return np.zeros(archive.manifest.clauses, np.float32)


def _pool(lexical: np.ndarray, dense: dict[int, float], allowed: np.ndarray | None) -> list[int]:
    ids = np.arange(len(lexical)) if allowed is None else allowed
    best: Sequence[int] = ids[np.argsort(-lexical[ids], kind="stable")[:POOL]].tolist() if len(ids) else []
    return list(dict.fromkeys([*(number for number in best if lexical[number] > 0), *dense]))


def _spread(values: np.ndarray) -> np.ndarray:
    low, high = float(values.min()), float(values.max())
    return np.asarray((values - low) / (high - low)) if high > low else np.ones_like(values)
