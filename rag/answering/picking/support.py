"""How surely a piece of text answers the question: the probability an answer is given or withheld by.

The weights are learnt (``python -m eval.picking --write``) and stand, with the reason for each, in ``rag/data/support.tsv``.
"""

import math
from functools import cache

from rag.answering.picking.candidates import Candidate
from rag.answering.picking.signals import NAME, READERS, wanted
from rag.finding.match import Matcher
from rag.types import Query
from rag.weighing import Signal, read_weights

# Below this, nothing is said.
THRESHOLD = 0.08
# A piece that holds less of the question's rare words than this, in or around it, is about something else, however much better than
# all others it is.
COVER = 0.04
# … and of a question of which this share, by rarity, is words that the archive does not have: "Lãi suất ngân hàng là bao nhiêu?".
STRANGE, COVER_STRANGE = 0.35, 0.18

SIGNS = (
    Signal("bias", 0, "as sure as an average best piece is"),
    Signal("chance", 1, "its share of the likelihood of all pieces found"),
    Signal("cover", 1, "share of the question's rare words in and around it"),
    Signal("own", 1, "… in the piece itself"),
    Signal("missing", -1, "share of the question's words, by rarity, that stand nowhere in or around it"),
    Signal("pairs", 1, "the question's neighbouring words that are neighbours here"),
    Signal("core", 1, "the question's two rarest words in or around it"),
    Signal("unknown", -1, "share of the question's words that the archive does not have"),
    Signal("familiar", 1, "share of the question's neighbouring words that stand together anywhere in the archive"),
    Signal("length", 0, "how many words the question has (eight and more are 1): a short one is easily covered"),
    Signal("typed", 0, "a value with a form of its own is asked for: a date, a number, a person"),
    Signal("wanted", 1, "… and the piece holds one that the question does not"),
    Signal("names", -1, "share of the names in the question that stand nowhere in or around the piece"),
    Signal("first", 1, "it stands in the first clause found"),
    Signal("dense", 1, "cosine of its clause and the question, from .75 up, times four"),
)  # fmt: skip


def signs(candidate: Candidate, query: Query, matcher: Matcher) -> tuple[float, ...]:
    """What :func:`support` weighs, each 0 to 1, in the order of :data:`SIGNS`."""
    asked = set(matcher.forms(query.text))
    around = candidate.around | set(matcher.forms(candidate.piece.text))
    names = [set(matcher.forms(name.group())) for name in NAME.finditer(query.text)]
    typed = query.want in READERS
    return (
        1.0,
        candidate.chance,
        candidate.cover,
        candidate.own,
        missing(candidate, matcher),
        candidate.pairs,
        candidate.core,
        matcher.unknown / matcher.total if matcher.total else 0.0,
        matcher.familiar,
        min(len(matcher.terms), 8) / 8,
        float(typed),
        wanted(candidate.piece.text, query, asked, matcher) if typed else 0.0,
        sum(not name <= around for name in names) / len(names) if names else 0.0,
        float(candidate.rank == 0),
        min(max(4 * (candidate.hit.dense - 0.75), 0.0), 1.0),
    )


def missing(candidate: Candidate, matcher: Matcher) -> float:
    """The share of the question's words, by their rarity, that stand nowhere in the clause, above it or in its document's line."""
    gone = sum(term.weight for term in matcher.terms if term.word not in candidate.around)
    return gone / max(matcher.total, 1e-9)


def support(candidate: Candidate, query: Query, matcher: Matcher) -> float:
    """The probability, 0 to 1, that ``candidate`` answers the question."""
    score = sum(weight * value for weight, value in zip(_weights(), signs(candidate, query, matcher), strict=True))
    return round(1 / (1 + math.exp(-score)), 3)


@cache
def _weights() -> tuple[float, ...]:
    return tuple(read_weights("support.tsv", SIGNS).tolist())
