"""A set with everything a system needs to be asked: its archives, its clauses and documents as plain systems have them. Each is
made when it is first wanted, and what was encoded is kept on disk.
"""

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from eval.finding.plain import Space
from eval.finding.remember import Remembering
from eval.finding.sets import Case
from eval.questions import Question
from eval.systems.ours import archive_of
from eval.types import Place
from index.archive import Archive, open_archive
from index.encode import Encoder, Progress, Vectors
from index.passages import context, windows
from index.store import VectorCache
from index.types import Span

Opener = Callable[[], Encoder]
Find = Callable[[Question], Sequence[Place]]


class Opened:
    """``case``, with the encoder that ``opener`` opens. It pickles: another process opens all of it for itself."""

    def __init__(self, case: Case, opener: Opener, cache: Path, progress: Progress = lambda *_: None) -> None:
        self.case = case
        self._opener = opener
        self._cache = cache
        self._progress = progress
        self._archives: dict[bool, Archive] = {}
        self._finders: dict[str, Find] = {}

    def __reduce__(self) -> "tuple[type[Opened], tuple[Case, Opener, Path]]":
        return Opened, (self.case, self._opener, self._cache)

    @cached_property
    def encoder(self) -> Remembering:
        """Everything it has encoded it knows."""
        return Remembering(self._opener(), self._cache / "eval" / "finding", self._progress)

    @cached_property
    def _asked(self) -> Remembering:
        return Remembering(self._opener(), self._cache / "eval" / "finding", questions_only=True)

    def archive(self, contextual: bool = True) -> Archive:
        """The one the set is written about, or one made of its documents, as :func:`eval.systems.ours.archive_of`."""
        if contextual not in self._archives:
            evalset = self.case.evalset
            self._archives[contextual] = (
                open_archive(evalset.archive, self._asked, cache=self._cache)
                if evalset.archive and contextual
                else archive_of(evalset, self._asked, self._cache, self._progress, contextual=contextual)
            )
        return self._archives[contextual]

    def flush(self) -> None:
        """Keeps on disk what was encoded."""
        for encoder in (self.encoder, self._asked):
            encoder.flush()

    def kept(self, key: str, make: "Callable[[Opened], Find]") -> Find:
        """What ``make`` makes of this, made once for each ``key``."""
        if key not in self._finders:
            self._finders[key] = make(self)
        return self._finders[key]

    @cached_property
    def clauses(self) -> Space:
        """The clauses of the archive, with its texts and its vectors."""
        archive = self.archive()
        every = archive.clauses(range(archive.manifest.clauses))
        texts = [f"{context(clause, archive.directives[clause.directive])} {clause.text}" for clause in every]
        vectors, owners = self.encode_clauses()
        return Space([Place(clause.file, clause.span) for clause in every], texts, vectors, owners, self.encoder)

    def encode_clauses(self) -> tuple[Vectors, NDArray[np.int64]]:
        """A vector for each window of a clause, and whose window it is; the archive has nearly always all of them."""
        archive = self.archive()
        every = archive.clauses(range(archive.manifest.clauses))
        cut = [windows(clause, archive.directives[clause.directive]) for clause in every]
        flat = [text for some in cut for text in some]
        kept = VectorCache(archive.folder.parent.parent, self.encoder.fingerprint).get(flat)
        new = iter(self.encoder.passages([text for text, vector in zip(flat, kept, strict=True) if vector is None]))
        vectors = [next(new) if vector is None else vector for vector in kept]
        return np.stack(vectors), np.repeat(np.arange(len(every)), [len(some) for some in cut])

    @cached_property
    def documents(self) -> Space:
        """The documents of the set, each one piece; what an encoder does not see of a long one is not in its vector."""
        sources = self.case.evalset.sources
        places = [Place(source.file, Span(0, len(source.text))) for source in sources]
        vectors = self.encode_documents()
        return Space(places, [source.text for source in sources], vectors, np.arange(len(sources)), self.encoder)

    def encode_documents(self) -> Vectors:
        """A vector for each document."""
        return self.encoder.passages([source.text for source in self.case.evalset.sources])
