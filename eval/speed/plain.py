"""LangChain's default hybrid over texts and vectors at hand: the plain baseline of a search's time."""

from collections.abc import Callable, Sequence

from eval.systems.langchain_rag import embeddings, libraries
from index.encode import Encoder, Vectors


def over(texts: Sequence[str], vectors: Vectors, encoder: Encoder, top: int) -> Callable[[str], list[str]]:
    """Finds the ``top`` of ``texts`` by FAISS and BM25Retriever, ``top`` of each, fused by rank in an EnsembleRetriever.

    ``vectors``: float32 ``(texts, dimension)``. Raises ``InputError`` when a package is missing.
    """
    used = libraries()

    store = used.store.from_embeddings(zip(texts, vectors, strict=True), embeddings(encoder, used))
    both = [used.bm25.from_texts(texts, k=top), store.as_retriever(search_kwargs={"k": top})]
    ensemble = used.ensemble(retrievers=both, weights=[0.5, 0.5])
    return lambda question: [found.page_content for found in ensemble.invoke(question)[:top]]
