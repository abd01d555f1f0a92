"""Variants: our system with one part switched off, to measure what that part is worth. A line in the table adds one."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

from rag.types import HYBRID, Retrieval


@dataclass(frozen=True, slots=True)
class Variant:
    """How a run is set. ``retrieval``: the parts of the search; ``contextual``: clauses are found with the line of their
    document and their headings before them (the answerer sees headings all the same)."""

    name: str
    vi: str
    en: str
    retrieval: Retrieval = HYBRID
    contextual: bool = True

    @property
    def configuration(self) -> dict[str, str]:
        """Every setting by its name, as a result keeps it."""
        parts = {one.name: _word(getattr(self.retrieval, one.name)) for one in fields(Retrieval)}
        return {**parts, "contextual": _word(self.contextual)}


def _word(value: bool | str | None) -> str:
    return value if isinstance(value, str) else "on" if value else "off"


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
        Variant("no-restore", "không thêm dấu", "marks that were not typed are not restored", Retrieval(restore=False)),
        Variant("no-repair", "không sửa lỗi gõ, viết tắt", "slips and abbreviations stay", Retrieval(repair=False)),
        Variant("no-synonyms", "không dùng từ đồng nghĩa", "the question's own words only", Retrieval(synonyms=False)),
        Variant(
            "no-scope", "tên nêu trong câu hỏi không giới hạn", "what is named limits nothing", Retrieval(scope=False)
        ),
        Variant("no-surroundings", "mỗi điều khoản một mình", "a clause by itself", Retrieval(surroundings=False)),
        Variant("no-rank", "không xếp lại các chỗ tốt nhất", "the best are not ordered again", Retrieval(rank=False)),
        Variant("no-fold", "chỗ lặp lại không gộp", "repetitions are not one hit", Retrieval(fold=False)),
    )
}
