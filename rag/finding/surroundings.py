"""What stands around a clause counts with it: the words and the meaning of its article (:mod:`index.articles`) as a whole.

A point of an article leaves out what the article has said before; a question about it does not. Measured on tuning questions:
nDCG@10 of ALQAC .952 → .963; found first, with the second stage learnt anew for each, without the documents asked about
(``python -m eval.ranking --parts``), covid19 .951 → .964, nguoi-co-cong .739 → .761. Where a clause is a document, as in XQuAD-vi,
it changes nothing. A share that shrinks as the article grows, or is half as large, and articles of 12 or 20 clauses at most found
less on covid19 and nguoi-co-cong. So did keeping the clauses of one article apart among the first hits (nguoi-co-cong, R@10: .950 →
.922). On questions that were not tuned on nothing is gained: docs/finding.md.
"""

import numpy as np

from index.archive import Archive
from rag.finding.fuse import mean
from rag.finding.pool import Pool
from rag.types import Query

# The share of the article in a clause's score.
SHARE = 0.3


def surroundings(pool: Pool, query: Query, archive: Archive) -> Pool:
    """The pool with scores in which the article of each clause has its share; that of a clause by itself stays."""
    if not len(pool) or pool.sides is None:
        return pool
    sides = pool.sides
    article, row = np.unique(archive.articles[pool.ids], return_inverse=True)
    wanted = np.zeros(int(archive.articles.max()) + 1, bool)
    wanted[article] = True
    members = np.flatnonzero(wanted[archive.articles])
    groups = np.searchsorted(article, archive.articles[members])
    alone = np.bincount(groups)[row] == 1
    around = sides.score(
        sides.bm25(members, groups, marks=True)[row],
        sides.bm25(members, groups, marks=False)[row],
        # A clause by itself has its best window, not the mean of all.
        np.where(alone, pool.dense, sides.cosines(members, groups, mean)[row]),
    )
    own = sides.score(pool.lexical, pool.folded, pool.dense)
    return pool.scored(pool.score + SHARE * (around - own))
