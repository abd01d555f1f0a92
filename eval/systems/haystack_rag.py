"""Haystack on the same encoder and documents, as its tutorials build it, without a language model.

``DocumentSplitter`` by word into an ``InMemoryDocumentStore``, an ``InMemoryEmbeddingRetriever``
(https://haystack.deepset.ai/tutorials/27_first_rag_pipeline); the hybrid puts an ``InMemoryBM25Retriever`` beside it and
joins both by reciprocal rank fusion (https://haystack.deepset.ai/tutorials/33_hybrid_retrieval, whose ranker, a second
model, is left out). Chunks have 200 words, the splitter's default: the tutorial's 512 are more than this encoder reads.
"""

import os
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from eval.systems.chunks import TOP, Chunk, Index, missing
from eval.types import Place
from index.types import Source, Span

if TYPE_CHECKING:
    from index.encode import Encoder


class Libraries(NamedTuple):
    """What is taken from the package ``haystack-ai``."""

    document: Any
    pipeline: Any
    splitter: Any
    store: Any
    dense: Any
    bm25: Any
    joiner: Any


def libraries() -> Libraries:
    """The classes of Haystack used here, its telemetry off. Raises ``InputError`` when the package is missing."""
    # Read when it is imported; without it every pipeline reports to its makers, and a file is left in the home folder.
    os.environ["HAYSTACK_TELEMETRY_ENABLED"] = "False"
    try:
        from haystack import Document, Pipeline
        from haystack.components.joiners import DocumentJoiner
        from haystack.components.preprocessors import DocumentSplitter
        from haystack.components.retrievers.in_memory import InMemoryBM25Retriever, InMemoryEmbeddingRetriever
        from haystack.document_stores.in_memory import InMemoryDocumentStore
    except ImportError as error:
        raise missing("Haystack", error) from error
    return Libraries(
        Document, Pipeline, DocumentSplitter, InMemoryDocumentStore, InMemoryEmbeddingRetriever, InMemoryBM25Retriever,
        DocumentJoiner,
    )  # fmt: skip


def dense(sources: Sequence[Source], encoder: "Encoder") -> Index:
    """The first tutorial's: nearest chunks by vector."""
    used = libraries()
    store, chunks = _store(sources, encoder, used)
    retriever = used.dense(store, top_k=TOP)

    def find(text: str) -> list[Chunk]:
        found = retriever.run(query_embedding=encoder.queries([text])[0].tolist())
        return [_chunk(document) for document in found["documents"]]

    return Index(chunks, find)


def hybrid(sources: Sequence[Source], encoder: "Encoder") -> Index:
    """The pipeline of its tutorial on hybrid retrieval."""
    used = libraries()
    store, chunks = _store(sources, encoder, used)
    pipeline = used.pipeline()
    pipeline.add_component("dense", used.dense(store, top_k=TOP))
    pipeline.add_component("bm25", used.bm25(store, top_k=TOP))
    pipeline.add_component("joiner", used.joiner(join_mode="reciprocal_rank_fusion", top_k=TOP))
    pipeline.connect("bm25", "joiner")
    pipeline.connect("dense", "joiner")

    def find(text: str) -> list[Chunk]:
        vector = encoder.queries([text])[0].tolist()
        found = pipeline.run({"dense": {"query_embedding": vector}, "bm25": {"query": text}})
        return [_chunk(document) for document in found["joiner"]["documents"]]

    return Index(chunks, find)


def _store(sources: Sequence[Source], encoder: "Encoder", used: Libraries) -> tuple[Any, list[Chunk]]:
    documents = [used.document(content=source.text, meta={"file": source.file}) for source in sources]
    split = used.splitter(split_by="word").run(documents)["documents"]
    vectors = encoder.passages([document.content for document in split])
    store = used.store(shared=False)
    pairs = zip(split, vectors, strict=True)
    store.write_documents([replace(document, embedding=vector.tolist()) for document, vector in pairs])
    return store, [_chunk(document) for document in split]


def _chunk(document: Any) -> Chunk:
    start = int(document.meta["split_idx_start"])
    place = Place(str(document.meta["file"]), Span(start, start + len(document.content)))
    return Chunk(place, document.content, document.score or 0.0)
