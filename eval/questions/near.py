"""The words of a document most like a quotation that does not stand in it: what the writer of the set most likely meant."""

from collections import Counter

from index.text import nfc, tokens

# The share of the quotation's words that a passage must hold to be shown.
LIKE = 0.6
LONGEST = 160


def nearest(quote: str, text: str) -> str | None:
    """The passage of as many words as ``quote`` that shares most words with it, on one line; ``None`` if none is like it.

    Linear time: a window slides over the words of ``text``.
    """
    text = nfc(text)
    wanted = Counter(token.folded for token in tokens(nfc(quote)))
    size = wanted.total()
    found = tokens(text)
    if not size or not found:
        return None
    inside: Counter[str] = Counter()
    shared, best, at = 0, 0, 0
    for last, token in enumerate(found):
        inside[token.folded] += 1
        shared += inside[token.folded] <= wanted[token.folded]
        if last >= size:
            gone = found[last - size].folded
            shared -= inside[gone] <= wanted[gone]
            inside[gone] -= 1
        # Of windows alike the last that begins with a word of the quotation.
        first = found[max(last - size + 1, 0)].folded
        if shared > best or (shared == best and first in wanted):
            best, at = shared, max(last - size + 1, 0)
    if best < LIKE * size:
        return None
    passage = " ".join(text[found[at].start : found[min(at + size, len(found)) - 1].end].split())
    return passage if len(passage) <= LONGEST else passage[: LONGEST - 1] + "…"
