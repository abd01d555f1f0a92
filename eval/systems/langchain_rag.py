"""Plain LangChain RAG on the same encoder and documents, as its tutorials build it.

``RecursiveCharacterTextSplitter(1000, 200)`` and a FAISS vector store
(https://docs.langchain.com/oss/python/langchain/rag); the hybrid puts a ``BM25Retriever`` beside it, in an
``EnsembleRetriever`` of equal weights, which fuses by rank.
"""

import warnings
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from eval.systems.chunks import TOP, Chunk, Index, missing
from eval.types import Place
from index.types import Source, Span

if TYPE_CHECKING:
    from langchain_core.documents import Document

    from index.encode import Encoder

CHUNK, OVERLAP = 1000, 200


class Libraries(NamedTuple):
    """What is taken from the packages of the extra ``baselines``."""

    document: Any
    embeddings: Any
    splitter: Any
    store: Any
    bm25: Any
    ensemble: Any


def libraries() -> Libraries:
    """The classes of LangChain used here. Raises ``InputError`` when a package is missing."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            import rank_bm25  # noqa: F401  (BM25Retriever imports it late)
            from langchain_classic.retrievers import EnsembleRetriever
            from langchain_community.retrievers import BM25Retriever
            from langchain_community.vectorstores import FAISS
            from langchain_core.documents import Document
            from langchain_core.embeddings import Embeddings
            from langchain_text_splitters import RecursiveCharacterTextSplitter
    except ImportError as error:
        raise missing("LangChain RAG", error) from error
    return Libraries(Document, Embeddings, RecursiveCharacterTextSplitter, FAISS, BM25Retriever, EnsembleRetriever)


def dense(sources: Sequence[Source], encoder: "Encoder", top: int = TOP) -> Index:
    """The tutorial's: chunks in a FAISS vector store; it finds ``top`` of them."""
    used = libraries()
    chunks = _chunks(sources, used)
    store = used.store.from_documents(chunks, embeddings(encoder, used))
    return _index(chunks, store.as_retriever(search_kwargs={"k": top}), top)


def hybrid(sources: Sequence[Source], encoder: "Encoder", top: int = TOP) -> Index:
    """Its hybrid: BM25 on ``text.split()`` (the default) and the same vector store, ``top`` of each fused by rank."""
    used = libraries()
    chunks = _chunks(sources, used)
    store = used.store.from_documents(chunks, embeddings(encoder, used)).as_retriever(search_kwargs={"k": top})
    both = [used.bm25.from_documents(chunks, k=top), store]
    return _index(chunks, used.ensemble(retrievers=both, weights=[0.5, 0.5]), top)


def embeddings(encoder: "Encoder", used: Libraries) -> Any:
    """The encoder as LangChain's ``Embeddings``."""

    class SameEncoder(used.embeddings):  # type: ignore[misc, name-defined]
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            return [row.tolist() for row in encoder.passages(texts)]

        def embed_query(self, text: str) -> list[float]:
            vector: list[float] = encoder.queries([text])[0].tolist()
            return vector

    return SameEncoder()


def _chunks(sources: Sequence[Source], used: Libraries) -> "list[Document]":
    documents = [used.document(source.text, metadata={"file": source.file}) for source in sources]
    splitter = used.splitter(chunk_size=CHUNK, chunk_overlap=OVERLAP, add_start_index=True)
    chunks: list[Document] = splitter.split_documents(documents)
    return chunks


def _index(chunks: "Sequence[Document]", retriever: Any, top: int) -> Index:
    def find(text: str) -> list[Chunk]:
        return [_chunk(document) for document in retriever.invoke(text)[:top]]

    return Index([_chunk(document) for document in chunks], find)


def _chunk(document: "Document") -> Chunk:
    start = int(document.metadata["start_index"])
    place = Place(str(document.metadata["file"]), Span(start, start + len(document.page_content)))
    return Chunk(place, document.page_content)
