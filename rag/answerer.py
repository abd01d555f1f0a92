"""Who words an answer: the Protocol, and the answerer that needs nothing (the other: :mod:`rag.generating.generative`)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from index.archive import Archive
from rag.answering.extract import extract
from rag.types import HYBRID, Draft, Hit, Query, Retrieval


class Answerer(Protocol):
    """Words an answer from the clauses found. It is verified afterwards, whoever worded it (:func:`rag.cite.cite`)."""

    def answer(self, query: Query, hits: Sequence[Hit]) -> Draft:
        """The draft for ``query``; ``hits`` best first."""
        ...


@dataclass(frozen=True, slots=True)
class Extractive:
    """Words of the clauses themselves: the default."""

    archive: Archive
    how: Retrieval = HYBRID

    def answer(self, query: Query, hits: Sequence[Hit]) -> Draft:
        """See :class:`Answerer`."""
        return extract(query, hits, self.archive, self.how)
