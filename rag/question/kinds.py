"""The kinds of document a question names without a number ("thông báo của Thanh Xuân"), and which documents they leave. Pure but
for the archive it reads; used by :mod:`rag.question.scope`.
"""

from collections.abc import Sequence

from index.archive import Archive
from index.text import Token
from rag.question.cues import KIND_WORDS
from rag.question.names import Name, Names

Kind = tuple[int, int, str]


def kinds_in(found: Sequence[Token], used: set[int]) -> list[Kind]:
    """``(first token, end, kind)`` of the kinds named without a number ("thông báo của Thanh Xuân")."""
    kinds: list[Kind] = []
    at = 0
    while at < len(found):
        for size in (4, 3, 2, 1):
            words = " ".join(token.folded for token in found[at : at + size])
            if (
                words in KIND_WORDS
                and not used.intersection(range(at, at + size))
                and (size > 1 or words in ("cv", "tb", "qd", "nq", "sluc"))
            ):
                kinds.append((at, at + size, KIND_WORDS[words]))
                at += size - 1
                break
        at += 1
    return kinds


def owns(found: Sequence[Token], at: int, kinds: Sequence[Kind]) -> bool:
    """Whether the body at that token is said to have issued a document: ``quyết định nào của Thủ tướng``."""
    return any(0 < at - end <= 4 and {t.folded for t in found[end:at]} & {"cua", "do"} for _, end, _ in kinds)


def of_kind(
    scoped: set[int] | None, hits: Sequence[tuple[int, int, Name]], kinds: Sequence[Kind], found: Sequence[Token],
    archive: Archive,
) -> set[int] | None:  # fmt: skip
    """Of a place's documents those of the kind named with it: ``thông báo của Thanh Xuân về kiểm tra``."""
    if scoped is None:
        return None
    for start, _, _ in hits:
        for _, end, kind in kinds:
            if 0 < start - end <= 4 and {t.folded for t in found[end:start]} & {"cua", "do"}:
                own = {i for i in scoped if (of := archive.directives[i].kind) and of.value == kind}
                scoped = own or scoped
    return scoped


_ASKED = frozenset("nao gi so may khac".split())


def only_one(kinds: Sequence[Kind], found: Sequence[Token], names: Names) -> set[int]:
    """The archive's only document of a kind, spoken of as one that is known: ``Pháp lệnh quy định gì``."""
    meant: set[int] = set()
    for start, end, kind in kinds:
        ids = names.register.of_kind(kind)
        after = found[end].folded if end < len(found) else ""
        before = found[start - 1].folded if start else ""
        if len(ids) == 1 and after not in _ASKED and before not in ("cac", "nhung", "may", "nhieu"):
            meant.update(ids)
    return meant
