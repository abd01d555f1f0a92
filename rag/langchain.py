"""An archive as a LangChain retriever, for any LangChain or LangGraph program (docs/langchain.md).

The only file that imports langchain_core; ``rag`` does not import it. What may be changed here: what a Document carries, and
which settings the retriever has. How clauses are found is decided elsewhere (``rag/ask.py``).
"""

import threading
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import Annotated, Any

import numpy as np
from langchain_core.callbacks import AsyncCallbackManagerForRetrieverRun, CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever, LangSmithRetrieverParams
from langchain_core.runnables.config import run_in_executor
from numpy.typing import NDArray
from pydantic import BeforeValidator, ConfigDict, Field, PlainSerializer, PrivateAttr, ValidationError

from index.archive import Archive, open_archive
from index.config import Config
from index.errors import InputError
from index.types import Clause, Directive
from rag.ask import search
from rag.finding.filter import Filter, clauses_in
from rag.types import HYBRID, Found, Hit, Retrieval

Ids = NDArray[np.int64]
# As many clauses as `trichdan search --top` gives at most.
MOST = 1_000
# Filters whose clauses are remembered; a program has a few, and each takes eight bytes a clause.
REMEMBERED = 16


def _opened(archive: Any) -> Any:
    if isinstance(archive, str | Path):
        return open_archive(Path(archive).expanduser(), cache=Config.load().cache)
    return archive


OpenArchive = Annotated[
    Archive,
    BeforeValidator(_opened),
    PlainSerializer(lambda archive: str(archive.folder.parent.parent), return_type=str),
]
Limits = Annotated[Filter, BeforeValidator(Filter.of), PlainSerializer(Filter.asked)]


class TrichDanRetriever(BaseRetriever):
    """The clauses of an archive that may answer a question, best first, each a ``Document``.

    ``page_content`` is the clause, character for character; ``metadata`` (JSON) says where it stands and how to cite it.
    ``archive``: the folder of an index, or an open :class:`index.archive.Archive`; it goes on reading the snapshot it opened.
    ``top``: how many clauses. ``filter``: what the documents must be (:class:`rag.finding.filter.Filter`, or a dict of its parts);
    the search itself is limited. ``how``: parts of the search, also a ``reranker``.

    A call may give ``top``, ``filter`` (which limits further: both must hold) and ``history``, the questions asked before:
    ``retriever.invoke(question, top=3, filter={"kind": "Chỉ thị"})``, inside a chain ``retriever.bind(top=3)``.

    Raises ``InputError`` for settings that cannot be, ``ArchiveError`` and ``EncoderError`` as
    :func:`index.archive.open_archive`. Safe from many threads.
    """

    # A misspelt setting must not be dropped in silence: without its filter a search sees everything.
    model_config = ConfigDict(extra="forbid", arbitrary_types_allowed=True)

    archive: OpenArchive
    top: int = Field(default=10, ge=1, le=MOST)
    filter: Limits = Filter()
    how: Retrieval = HYBRID

    _known: dict[Filter, Ids | None] = PrivateAttr(default_factory=dict)
    _lock: threading.Lock = PrivateAttr(default_factory=threading.Lock)

    def __init__(self, archive: str | Path | Archive, **settings: Any) -> None:
        try:
            super().__init__(**{"archive": archive, **settings})
        except ValidationError as error:
            first = error.errors()[0]
            name, given, why = ".".join(map(str, first["loc"])), first["input"], first["msg"]
            if first["type"] == "extra_forbidden":
                known = ", ".join(type(self).model_fields)
                raise InputError(
                    f"TrichDanRetriever không có thiết lập «{name}». Có: {known}.",
                    f'TrichDanRetriever has no setting "{name}". There are: {known}.',
                ) from error
            raise InputError(
                f"TrichDanRetriever: {name} không nhận «{given!r}» ({why}).",
                f'TrichDanRetriever: {name} cannot be "{given!r}" ({why}).',
            ) from error

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,
        top: int | None = None,
        filter: Filter | Mapping[str, Any] | None = None,
        history: Sequence[str] = (),
    ) -> list[Document]:
        return self._documents(query, top, filter, history)

    async def _aget_relevant_documents(
        self,
        query: str,
        *,
        run_manager: AsyncCallbackManagerForRetrieverRun,
        top: int | None = None,
        filter: Filter | Mapping[str, Any] | None = None,
        history: Sequence[str] = (),
    ) -> list[Document]:
        """In a thread: a search is computing from beginning to end, and the loop has others to serve meanwhile."""
        return await run_in_executor(None, partial(self._documents, query, top, filter, history))

    def _get_ls_params(self, **_kwargs: Any) -> LangSmithRetrieverParams:
        """What a trace says of this retriever."""
        return LangSmithRetrieverParams(
            ls_retriever_name="trichdan",
            ls_vector_store_provider="trichdan",
            ls_embedding_provider="trichdan",
            ls_embedding_model=self.archive.encoder.fingerprint,
        )

    def _documents(
        self, query: str, top: int | None, limits: Filter | Mapping[str, Any] | None, history: Sequence[str]
    ) -> list[Document]:
        count: Any = self.top if top is None else top
        if isinstance(count, bool) or not isinstance(count, int) or not 1 <= count <= MOST:
            raise InputError(f"top không nhận «{count!r}» (1–{MOST}).", f'top cannot be "{count!r}" (1–{MOST}).')
        found = search(query, self.archive, count, tuple(history), self.how, self._within(Filter.of(limits)))
        return _documents(found, self.archive)

    def _within(self, limits: Filter) -> Ids | None:
        own, more = self._passing(self.filter), self._passing(limits)
        if own is None or more is None:
            return more if own is None else own
        return np.intersect1d(own, more)

    def _passing(self, limits: Filter) -> Ids | None:
        with self._lock:
            if limits not in self._known:
                while len(self._known) >= REMEMBERED:
                    self._known.pop(next(iter(self._known)))
                self._known[limits] = clauses_in(limits, self.archive)
            return self._known[limits]


def _documents(found: Found, archive: Archive) -> list[Document]:
    sources = _Sources(archive)
    return [
        Document(
            id=f"{hit.clause.file}:{hit.clause.start}-{hit.clause.end}",
            page_content=hit.clause.text,
            metadata=_metadata(rank, hit, found, archive.directives, sources),
        )
        for rank, hit in enumerate(found.hits, 1)
    ]


def _metadata(
    rank: int, hit: Hit, found: Found, directives: Sequence[Directive], sources: "_Sources"
) -> dict[str, Any]:
    """Plain JSON. ``source`` is the citation as a person writes it: LangChain's own prompts print it under this name."""
    clause, directive = hit.clause, directives[hit.clause.directive]
    return {
        "source": f"{directive.name}, {clause.address}",
        **_place(clause, directive),
        "headings": list(clause.headings),
        "role": clause.role.value,
        "number": _value(directive.number),
        "kind": _value(directive.kind),
        "issuer": _value(directive.issuer),
        "place": _value(directive.place),
        "date": _value(directive.date),
        "subject": _value(directive.subject),
        "pages": sources.pages(clause),
        "rank": rank,
        "score": round(hit.score, 6),
        "verified": sources.verified(clause),
        "same": [_place(one, directives[one.directive]) for one in hit.same],
        "searched": found.query.text,
        "absent": list(found.absent),
    }


def _place(clause: Clause, directive: Directive) -> dict[str, Any]:
    return {
        "document": directive.name,
        "address": clause.address,
        "file": clause.file,
        "start": clause.start,
        "end": clause.end,
    }


def _value(field: Any) -> str | None:
    return field.value if field else None


class _Sources:
    """The stored files behind the clauses of one answer; each is read once."""

    def __init__(self, archive: Archive) -> None:
        self._text = lru_cache(lambda file: archive.source(file).text)
        self._places = lru_cache(archive.places)

    def verified(self, clause: Clause) -> bool:
        """Whether the clause's text is, character for character, what the source holds at its place."""
        return bool(clause.text) and self._text(clause.file)[clause.start : clause.end] == clause.text

    def pages(self, clause: Clause) -> list[int]:
        """The pages of a PDF or scan the clause stands on, counted from 1; none for other formats."""
        places = self._places(clause.file)
        first = bisect_right(places, clause.start, key=lambda place: place.end)
        last = bisect_left(places, clause.end, key=lambda place: place.start)
        return sorted({place.page for place in places[first:last]})
