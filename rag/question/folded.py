"""A question without its marks: what cues are matched on, so that they work alike for questions typed with and without."""

import re
from collections.abc import Mapping

from index.text import fold, has_marks, nfc
from rag.question import cues


def flat(text: str, spelt: Mapping[str, str] | None = None) -> str:
    """Folded, single blanks, punctuation out: what cues are matched on. A syllable that only folding makes look like a
    cue word (``kỷ`` and ``ký``) gets ``_`` behind it; with ``spelt``, one of its keys that is spelt otherwise in a text with marks.
    """
    words = re.sub(r"[^\w\s/.()-]", " ", text.lower()).split()
    if spelt is not None:
        marked = has_marks(text)
        return " ".join(fold(word) + "_" * (marked and spelt.get(fold(word), word) != word) for word in map(nfc, words))
    return " ".join(_guarded(word, *sides) for word, *sides in zip(words, ["", *words], [*words[1:], ""], strict=False))


def _guarded(word: str, before: str, behind: str) -> str:
    folded = fold(word)
    school = word == "trường" and behind == "nào"  # folded it would be which head
    if school or (before == "lý" and folded == "do" != word):  # "quản lý đô thị" asks for no reason
        return f"{folded}_"
    only = cues.ONLY.get(folded)
    return f"{folded}_" if only and word != folded and word not in only else folded
