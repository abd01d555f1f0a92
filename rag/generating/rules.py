"""What a model's sentence must be beside verified (:mod:`rag.cite`), and whether its sentences answer the question. Pure.

Verification compares words with the words cited. It cannot judge a conclusion, so none is taken from a model; nor does it ask
whether what is true was asked for.
"""

import re
from collections.abc import Callable, Sequence

from index.text import folded_words
from rag import values
from rag.finding.match import Matcher
from rag.generating.sentences import Said
from rag.types import Draft, Query, Statement, Want
from rag.values import Value

LONGEST = 600
"""Characters of a sentence; a real one has a third of that."""

MATTER = 0.6
"""So much of the question must stand where a model's answer stands, as a part of what stands where the program's own does. Of the
clauses found for the tuning questions of covid19, 92% of those that answer have it, and 22% of the others."""

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


def answers(query: Query, statements: Sequence[Statement], own: Draft, matcher: Matcher) -> bool:
    """Whether some statement holds a value of the kind asked for, if one was, and whether they stand on clauses that speak of the
    matter, compared with those that the program's ``own`` answer stands on."""
    finders = _FINDERS.get(query.want, ())
    typed = not finders or any(find(one.text) for one in statements for find in finders)
    return typed and _matter(statements, matcher) >= MATTER * _matter(own.statements, matcher)


def _matter(statements: Sequence[Statement], matcher: Matcher) -> float:
    """The weighted share of the question's words in the clauses cited and their headings."""
    clauses = dict.fromkeys(citation.clause for one in statements for citation in one.citations)
    words = matcher.forms("\n".join(text for clause in clauses for text in (clause.text, *clause.headings)))
    return matcher.coverage([(set(words), 1.0)])
