"""Plain LangChain RAG on the same encoder and documents, as its tutorials build it, measured on a set.

    python -m eval.systems.langchain_rag covid19 --split tune --beside

``RecursiveCharacterTextSplitter(1000, 200)`` and a FAISS vector store; a second one puts a ``BM25Retriever``
beside it, in an ``EnsembleRetriever`` of equal weights. Without a language model the best chunk is the answer
and its place the citation. Both get a follow-up with the question before it, and neither abstains.
"""

import os
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings

from eval.questions import EvalSet, Question, Split, load
from eval.report import side_by_side, table
from eval.run import run
from eval.speed.startup import Startup, measure
from eval.types import Cited, Found, Place, Reply, Result, System
from index.config import Config
from index.encode import open_encoder
from index.errors import InputError, TrichdanError
from index.types import Span

if TYPE_CHECKING:
    from index.encode import Encoder

CHUNK, OVERLAP = 1000, 200
TOP = 5
Find = Callable[[str], Sequence[Document]]


class Libraries(NamedTuple):
    """What is taken from the packages of the extra ``baselines``."""

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
            from langchain_text_splitters import RecursiveCharacterTextSplitter
    except ImportError as error:
        raise InputError(
            f"Thiếu gói {error.name} để chạy LangChain RAG. Hãy chạy: make baselines",
            f"The package {error.name}, which LangChain RAG needs, is missing. Run: make baselines",
        ) from error
    return Libraries(RecursiveCharacterTextSplitter, FAISS, BM25Retriever, EnsembleRetriever)


class SameEncoder(Embeddings):
    """Our encoder as LangChain's ``Embeddings``; what it has encoded once it knows."""

    def __init__(self, encoder: "Encoder") -> None:
        self._encoder = encoder
        self._known: dict[str, list[float]] = {}

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """See LangChain."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        self._known.update(zip(new, (row.tolist() for row in self._encoder.passages(new)), strict=True))
        return [self._known[text] for text in texts]

    def embed_query(self, text: str) -> list[float]:
        """See LangChain."""
        vector: list[float] = self._encoder.queries([text])[0].tolist()
        return vector


def dense(evalset: EvalSet, embeddings: Embeddings) -> System:
    """The tutorial's: chunks in a FAISS vector store."""
    used = libraries()
    store = used.store.from_documents(_chunks(evalset, used), embeddings)
    return _system(store.as_retriever(search_kwargs={"k": TOP}).invoke)


def ensemble(evalset: EvalSet, embeddings: Embeddings) -> System:
    """Its hybrid: BM25 on ``text.split()`` (the default) and the same vector store, fused by rank."""
    used = libraries()
    chunks = _chunks(evalset, used)
    store = used.store.from_documents(chunks, embeddings).as_retriever(search_kwargs={"k": TOP})
    both = [used.bm25.from_documents(chunks, k=TOP), store]
    return _system(used.ensemble(retrievers=both, weights=[0.5, 0.5]).invoke)


SYSTEMS: dict[str, Callable[[EvalSet, Embeddings], System]] = {
    "LangChain": dense,
    "LangChain + BM25": ensemble,
}


def _chunks(evalset: EvalSet, used: Libraries) -> list[Document]:
    documents = [Document(source.text, metadata={"file": source.file}) for source in evalset.sources]
    splitter = used.splitter(chunk_size=CHUNK, chunk_overlap=OVERLAP, add_start_index=True)
    chunks: list[Document] = splitter.split_documents(documents)
    return chunks


def _system(find: Find) -> System:
    def answer(question: Question) -> Reply:
        found = find(" ".join([*question.history[-1:], question.text]))
        places = tuple(_place(chunk) for chunk in found)
        best = found[0].page_content if found else ""
        cited = tuple(Cited(place, place.file, verified=True) for place in places[:1])
        return Reply(best, not found, cited, tuple(map(Found, places)))

    return answer


def _place(chunk: Document) -> Place:
    start = int(chunk.metadata["start_index"])
    return Place(str(chunk.metadata["file"]), Span(start, start + len(chunk.page_content)))


def _run(evalset: EvalSet, split: Split | None, cache: Path, beside: bool) -> list[Result]:
    encoder = open_encoder(None, cache)
    embeddings = SameEncoder(encoder)
    results = [
        run(evalset, make(evalset, embeddings), name=name, encoder=encoder.fingerprint, split=split)
        for name, make in SYSTEMS.items()
    ]
    if beside:
        from eval.systems.ours import archive_of, our_system

        system = our_system(archive_of(evalset, encoder, cache, lambda *_: None))
        results.append(run(evalset, system, name="trichdan", encoder=encoder.fingerprint, split=split))
    return results


def _startup_table(startups: dict[str, Startup]) -> str:
    rows = [
        [
            name,
            *(f"{value:.2f}" for value in (s.imports, s.index, s.first, s.seconds)),
            f"{s.megabytes:.0f}" if s.megabytes else "–",
        ]
        for name, s in startups.items()
    ]
    return table([["start to first answer", "imports", "index", "answer", "seconds", "MB"], *rows], total=False)


@click.command()
@click.argument("name", metavar="SET")
@click.option("--split", type=click.Choice(["tune", "held", "all"]), default="all", show_default=True)
@click.option("--documents", type=click.Path(path_type=Path), help="Where the documents of the set are.")
@click.option("--beside", is_flag=True, help="Run trichdan, too, and print it in the same table.")
def main(name: str, split: str, documents: Path | None, beside: bool) -> None:
    """Run plain LangChain RAG over SET and print how often it is right."""
    # As the command `trichdan` does: threads that spin while they wait slow the bundled engine down.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    try:
        cache = Config.load().cache
        evalset = load(name, documents)
        results = _run(evalset, None if split == "all" else Split(split), cache, beside)
    except TrichdanError as error:
        raise click.ClickException(error.en) from error
    startups = {r.system: measure(r.system, name, evalset.documents, cache) for r in results}
    print(f"{evalset.name}, {split}: {len(results[0].rows)} questions; encoder {results[0].encoder}\n")
    print(side_by_side(results), end="\n\n")
    print(_startup_table(startups))
    print("index: made anew by LangChain (its vector store, when saved, is unpickled to be opened)")


if __name__ == "__main__":
    main()
