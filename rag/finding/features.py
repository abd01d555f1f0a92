"""What the second stage weighs: for each candidate some numbers in [0, 1] about the clause and the question.

A new feature is a line in :data:`FEATURES` and one in :func:`_of`; then ``python -m eval.ranking`` learns the weights anew.
"""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.archive import Archive
from index.types import Clause, Relation, Role
from rag.finding.fields import FieldPlaces, asked
from rag.finding.match import IN_DOCUMENT, IN_HEADINGS, Matcher
from rag.finding.pool import Pool
from rag.finding.reading import VALUES, Readings, asks_basis, readings_of
from rag.question.folded import flat
from rag.types import Query, Want
from rag.weighing import Signal

FEATURES = (
    Signal("first", 1, "the first stage's score, as a share of the best one's"),
    Signal("around", 1, "share of the question's rare words in the clause, its headings and its document's line"),
    Signal("field", 1, "holds the field of the document that is asked for: signature, date, addressees, subject"),
    Signal("wanted", 1, "a value of the wanted type where the question's words stand: a date, a number of the unit asked"),
    Signal("relation", 1, "names a document in the relation asked for: implements, replaces, amends"),
    Signal("kind", 1, "its document is of the kind named: a circular, a plan"),
    Signal("bare", -1, "a heading or lead-in only: what it announces stands beneath it"),
    Signal("blanks", -1, "a form to fill in repeats the words of the rule and says nothing"),
    Signal("letterhead", -1, "letterhead, title, addressees or signatures of a document of which no field is asked for"),
    Signal("legal basis", -1, "what the document is based on, where that is not asked for"),
)  # fmt: skip
# A value elsewhere in the clause, or of another unit, is a weaker sign than one beside the question's words.
ELSEWHERE, OTHER_UNIT = 0.6, 0.4
# How questions ask for a document in a relation, on folded text.
_RELATIONS = (
    (Relation.IMPLEMENTS, re.compile(r"\b(?:thuc hien|trien khai|quan triet)\b")),
    (Relation.BASED_ON, re.compile(r"\b(?:can cu|dua (?:tren|vao|theo)|theo)\b")),
    (Relation.REPLACES, re.compile(r"\bthay (?:the|cho)\b")),
    (Relation.AMENDS, re.compile(r"\bsua doi\b")),
    (Relation.SUPPLEMENTS, re.compile(r"\bbo sung\b")),
    (Relation.REPEALS, re.compile(r"\bbai bo\b|\bhet hieu luc\b")),
    (Relation.ANSWERS, re.compile(r"\b(?:tra loi|phuc dap)\b")),
)  # fmt: skip


def features(pool: Pool, rows: NDArray[np.int64], query: Query, archive: Archive) -> NDArray[np.float64]:
    """:data:`FEATURES` of the clauses at ``rows`` of ``pool``, float64 ``(rows, features)``, each in [0, 1]."""
    look = _Look(query, archive)
    score = pool.score[rows]
    best = max(float(score.max(initial=0.0)), 1e-9)
    table = [look.of(pool.clauses[row], max(float(value) / best, 0.0)) for row, value in zip(rows, score, strict=True)]
    return np.array(table, np.float64).reshape(len(rows), len(FEATURES))


class _Look:
    """One question, ready to be compared with clauses."""

    def __init__(self, query: Query, archive: Archive) -> None:
        self._query = query
        self._archive = archive
        self._matcher = Matcher(query, archive)
        self._readings: Readings = readings_of(archive)
        self._asked: FieldPlaces = asked(query, archive)
        folded = flat(query.text)
        wants_document = query.want is Want.REFERENCE
        self._relations = frozenset(r for r, cue in _RELATIONS if cue.search(folded)) if wants_document else frozenset()
        named = [archive.directives[number].number for number in query.scope.directives or ()]
        self._asks_field = bool(self._asked or query.facets) or wants_document
        self._asks_basis = asks_basis(query)
        self._own = {"".join(number.value.split()) for number in named if number}

    def of(self, clause: Clause, first: float) -> Sequence[float]:
        """The features of ``clause``, in the order of :data:`FEATURES`."""
        marks = self._query.marks
        reading = self._readings.of(clause)
        inside = self._with_synonyms(reading.forms(marks))
        above, document = self._readings.above(clause, marks), self._readings.document(clause, marks)
        kind = self._archive.directives[clause.directive].kind
        return (
            first,
            self._matcher.coverage([(inside, 1.0), (above, IN_HEADINGS), (document, IN_DOCUMENT)]),
            self._asked.held_by(clause),
            0.0 if self._asked else self._wanted(clause),
            self._related(clause),
            bool(kind and kind.value in self._query.kinds),
            reading.bare,
            reading.blanks,
            clause.role is not Role.BODY and not self._asks_field,
            reading.basis and not self._asks_basis,
        )

    def _with_synonyms(self, forms: Sequence[str]) -> frozenset[str]:
        return frozenset((*forms, *self._matcher.asked_in(forms)))

    def _wanted(self, clause: Clause) -> float:
        """How surely a value of the wanted type stands by the question's words."""
        want = self._query.want
        if want not in VALUES:
            return 0.0
        values = self._readings.values(clause, want)
        best, near = 0.0, -1
        reading = self._readings.of(clause)
        forms = reading.forms(self._query.marks)
        for at, (_, start, end) in enumerate(reading.pieces):
            cover = self._matcher.coverage([(self._with_synonyms(forms[start:end]), 1.0)])
            if cover > best:
                best, near = cover, at
        here = self._fitting(values[near]) if near >= 0 else 0.0
        return max(here, ELSEWHERE * max((self._fitting(found) for found in values), default=0.0))

    def _fitting(self, found: Sequence[str]) -> float:
        """1 for a value that fits what is asked, less for one of another unit."""
        if self._query.want is Want.REFERENCE:
            return float(any(number not in self._own for number in found))
        if self._query.want is not Want.QUANTITY or not self._query.units or not found:
            return float(bool(found))
        asked_units = [unit.split()[0] for unit in self._query.units if unit]
        return 1.0 if any(unit in said for unit in asked_units for said in found) else OTHER_UNIT

    def _related(self, clause: Clause) -> float:
        mentions = self._readings.mentions.get(clause.file, ()) if self._relations else ()
        return float(any(one.relation in self._relations and clause.span.overlaps(one.span) for one in mentions))
