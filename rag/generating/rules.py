"""What a model's sentence must be beside verified (:mod:`rag.cite`), and whether its sentences answer the question. Pure.

Verification compares words with the words cited. It cannot judge a conclusion, so none is taken from a model; nor does it ask
whether what is true was asked for.
"""

import re
from collections.abc import Callable, Sequence

from index.text import folded_words
from rag import values
from rag.generating.sentences import Said
from rag.types import Draft, Query, Statement, Want
from rag.values import Value

LONGEST = 600
"""Characters of a sentence; a real one has a third of that."""

# A verdict is a conclusion of the one who speaks.
_VERDICT = re.compile(
    r"(?:dạ\s*,?\s*)?(?:có|không|được|không được|chưa|phải|không phải|đúng|sai|đúng vậy|vâng|yes|no)\s*(?:[,.:;!]|\Z)",
    re.IGNORECASE,
)
_FINDERS: dict[Want, tuple[Callable[[str], list[Value]], ...]] = {
    Want.DATE: (values.dates, values.times),
    Want.TIME: (values.times, values.dates),
    Want.DURATION: (values.durations,),
    Want.QUANTITY: (values.quantities, values.durations),
    Want.PERSON: (values.persons,),
}


def worth_asking(query: Query, own: Draft) -> bool:
    """Whether the model is asked at all, where the program itself answers ``own``.

    Whether the archive says it, yes or no, and what is computed or counted are conclusions: the program's, which are measured.
    """
    concluded = query.want is Want.YES_NO or own.listed or any(one.derivation for one in own.statements)
    return bool(own.statements) and not concluded


def acceptable(said: Said, query: Query, earlier: Sequence[Statement]) -> bool:
    """Whether a sentence is no conclusion, not endless, not the question over again, and was not said before."""
    words = folded_words(said.text)
    return (
        len(said.text) <= LONGEST
        and not _VERDICT.match(said.text)
        and not set(words) <= set(folded_words(query.text))
        and all(words != folded_words(one.text) for one in earlier)
    )


def answers(query: Query, statements: Sequence[Statement]) -> bool:
    """Whether some statement holds a value of the kind that was asked for; any statement does where none was."""
    finders = _FINDERS.get(query.want, ())
    return not finders or any(find(one.text) for one in statements for find in finders)
