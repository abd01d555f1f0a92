"""txtai on the same encoder and documents, as its examples build it, without a language model.

``Segmentation(paragraphs=True)``, which its ``Textractor`` is made of (example 52, "Build RAG pipelines with txtai"), into an
``Embeddings`` index whose vectors come from outside (``method: external``, example 56); the hybrid is ``hybrid: True``
(example 48). The prefixes of E5 are given as its documentation says, by ``instructions``.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from eval.systems.chunks import TOP, Chunk, Index, locate, missing
from eval.types import Place
from index.types import Source

if TYPE_CHECKING:
    from index.encode import Encoder, Vectors

QUERY, PASSAGE = "query: ", "passage: "


class Libraries(NamedTuple):
    """What is taken from the package ``txtai``."""

    embeddings: Any
    segmentation: Any


def libraries() -> Libraries:
    """The classes of txtai used here. Raises ``InputError`` when the package is missing."""
    try:
        from txtai import Embeddings
        from txtai.pipeline import Segmentation
    except ImportError as error:
        raise missing("txtai", error) from error
    return Libraries(Embeddings, Segmentation)


def dense(sources: Sequence[Source], encoder: "Encoder") -> Index:
    """Nearest paragraphs by vector."""
    return _index(sources, encoder, hybrid=False)


def hybrid(sources: Sequence[Source], encoder: "Encoder") -> Index:
    """BM25 beside the vectors, half of the score each: what ``hybrid: True`` means."""
    return _index(sources, encoder, hybrid=True)


def _index(sources: Sequence[Source], encoder: "Encoder", hybrid: bool) -> Index:
    used = libraries()
    chunks = _chunks(sources, used)

    def transform(texts: Sequence[str]) -> "Vectors":
        # A batch holds questions or passages, never both; our encoder sets the prefixes itself.
        if texts[0].startswith(QUERY):
            return encoder.queries([text.removeprefix(QUERY) for text in texts])
        return encoder.passages([text.removeprefix(PASSAGE) for text in texts])

    embeddings = used.embeddings(
        method="external", transform=transform, instructions={"query": QUERY, "data": PASSAGE}, hybrid=hybrid
    )
    embeddings.index((number, chunk.text) for number, chunk in enumerate(chunks))

    def find(text: str) -> list[Chunk]:
        hits = embeddings.search(text, TOP)
        return [Chunk(chunks[number].place, chunks[number].text, score) for number, score in hits]

    return Index(chunks, find)


def _chunks(sources: Sequence[Source], used: Libraries) -> list[Chunk]:
    segment = used.segmentation(paragraphs=True)
    chunks = []
    for source in sources:
        at = 0
        for text in segment(source.text):
            span = locate(text, source.text, at)
            chunks.append(Chunk(Place(source.file, span), text))
            at = span.end
    return chunks
