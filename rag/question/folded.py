"""A question without its marks: what cues are matched on, so that they work alike for questions typed with and without."""

import re

from index.text import fold
from rag.question import cues


def flat(text: str) -> str:
    """Folded, single blanks, punctuation out: what cues are matched on. A syllable that only folding makes look like a
    cue word (``kỷ`` and ``ký``) gets ``_`` behind it.
    """
    words = re.sub(r"[^\w\s/.()-]", " ", text.lower()).split()
    behind = [*words[1:], ""]
    return " ".join(_guarded(word, next_) for word, next_ in zip(words, behind, strict=True)) if words else ""


def _guarded(word: str, behind: str) -> str:
    folded = fold(word)
    if word == "trường" and behind == "nào":  # which school, where folded it would be which head
        return f"{folded}_"
    only = cues.ONLY.get(folded)
    return f"{folded}_" if only and word != folded and word not in only else folded
