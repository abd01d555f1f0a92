"""Variants: our system with one part switched off, to measure what that part is worth. A line in the table adds one."""

from collections.abc import Mapping
from dataclasses import dataclass

from rag.types import HYBRID, Retrieval


@dataclass(frozen=True, slots=True)
class Variant:
    """How a run is set. ``retrieval``: the sides of the search; ``contextual``: clauses are found with the line of their
    document and their headings before them (the answerer sees headings all the same)."""

    name: str
    vi: str
    en: str
    retrieval: Retrieval = HYBRID
    contextual: bool = True

    @property
    def configuration(self) -> dict[str, str]:
        """Every setting by its name, as a result keeps it."""
        return {
            "lexical": _word(self.retrieval.lexical),
            "dense": _word(self.retrieval.dense),
            "contextual": _word(self.contextual),
        }


def _word(on: bool) -> str:
    return "on" if on else "off"


DEFAULT = Variant("default", "như chương trình vẫn chạy", "as the program runs")
VARIANTS: Mapping[str, Variant] = {
    variant.name: variant
    for variant in (
        DEFAULT,
        Variant("no-bm25", "tìm không có BM25", "retrieval without BM25", Retrieval(lexical=False)),
        Variant("no-dense", "tìm không có véc-tơ", "retrieval without vectors", Retrieval(dense=False)),
        Variant(
            "no-context",
            "điều khoản được tìm theo lời của riêng nó, không kèm dòng văn bản và đề mục",
            "clauses found by their own words, without document line and headings",
            contextual=False,
        ),
    )
}
