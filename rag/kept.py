"""What pure functions have read of a text, kept: the same clauses are read for many questions. Bounded; safe from many threads."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

V = TypeVar("V")

# Texts kept for one function, and the characters of a text beyond which nothing is kept of it: a few megabytes in all.
TEXTS, CHARACTERS = 2_000, 4_000


def kept(read: Callable[[str], list[V]]) -> Callable[[str], list[V]]:
    """``read``, which must depend on its text alone and give what nobody changes; each call gets a list of its own."""
    lately = lru_cache(maxsize=TEXTS)(lambda text: tuple(read(text)))

    @wraps(read)
    def reading(text: str) -> list[V]:
        return list(lately(text)) if len(text) <= CHARACTERS else read(text)

    return reading
