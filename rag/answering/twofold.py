"""A question with two blanks, each asked by itself: what is said to both together. Pure.

Mostly one sentence fills both ("đồng chí X, Phó Chủ tịch, chủ trì cuộc họp ngày …"): then it is said whole. Where they stand apart
each is said; where only one blank is filled, the sentence around it is said whole, for it may hold what the other asks.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from index.parsing import patterns as p
from index.text import find_phrase, fold, plain, words
from index.types import Clause, Directive
from rag.answering.evidence import FACT_LIMIT
from rag.cite import supported
from rag.duties.bodies import OFFICES, VERBS
from rag.question.cues import DOCUMENT
from rag.question.folded import flat
from rag.types import Basis, Citation, Draft, Query, Statement, Want
from rag.values import dates, durations, persons, quantities, times

# What fills the second blank elsewhere than the first is said beside it from this certainty on.
LEAST = 0.3
_TYPED = frozenset({Want.DATE, Want.TIME, Want.DURATION, Want.QUANTITY, Want.PERSON, Want.REFERENCE})
_VALUES = frozenset({Want.DATE, Want.TIME, Want.DURATION, Want.QUANTITY})
_READ = frozenset({Basis.VALUE, Basis.WHO})
# An office that acts, at the beginning of what it does; "Chủ tịch" of a list of titles is none.
_OFFICE = re.compile(
    rf"(?<![^\W_])(?:{'|'.join(OFFICES)})(?:[ \w]{{0,60}}?) (?={'|'.join(VERBS)}|ra |ký |cấp |duyệt |cho phép )"
)
# "… của A và của B"
_OF = re.compile(r"(?i)^(?:của|cua) ")
_KIND = re.compile(DOCUMENT)


def settled(queries: Sequence[Query], whole: Draft) -> bool:
    """Whether the question asked as one filled all its blanks: they are values, or as many wordings of one, or listed documents."""
    valued = all(query.want in _VALUES for query in queries)
    least = 1 if whole.basis is Basis.VALUE else len(queries)
    fields = whole.basis is Basis.FIELD and all(query.facets for query in queries) and len(whole.statements) == 1
    said = whole.statements[0] if fields else None  # "252/KH, 11/11/2013", each printed in its place
    joined = said is not None and min(said.text.count(", ") + 1, len(said.citations)) >= len(queries)
    return whole.listed or joined or (valued and len(whole.statements) >= least)


def together(queries: Sequence[Query], drafts: Sequence[Draft], whole: Draft) -> Draft | None:
    """The answers to the blanks as one; ``None`` where too little is surely said. ``queries`` as ``drafts``; ``whole``: the answer
    to the question asked as one."""
    told = [(query, draft) for query, draft in zip(queries, drafts, strict=True) if draft.statements]
    if not whole.statements:  # what was not said is said only where it is sure enough
        surely = {_clause(draft) for _, draft in told if draft.confidence >= LEAST}
        told = [pair for pair in told if _clause(pair[1]) in surely]
    if not told or (told[0][0] is not queries[0] and not _borne_out(queries[0], told)):
        return None
    if not whole.statements and not all(_found(query, told) for query in queries if query.want in _TYPED):
        return None
    told = [
        told[0],
        *(pair for pair in told[1:] if pair[1].confidence >= LEAST or _clause(pair[1]) == _clause(told[0][1])),
    ]
    told, unsettled = _in_one(told)
    silent = unsettled or len(told) < len(queries)
    said: list[Statement] = []
    for _, draft in told:
        beside = [other for other in told if other[1] is not draft]
        if any(_same(draft, other) and len(other.statements) < len(draft.statements) for _, other in beside):
            continue  # what it says beside the sentence fills no blank
        # A value alone where the other blank asks for words, or is not filled, would leave those words out.
        around = silent or any(_same(draft, one) or not _is_value(asked, one) for asked, one in beside)
        for one in draft.statements:
            whole_one = _whole(one) if around and draft.basis is not Basis.FIELD else one
            if whole_one is None and silent:
                return None  # the value would stand for an answer to both
            said.append(whole_one or one)
    least = min((draft for _, draft in told), key=lambda draft: draft.confidence)
    return replace(least, statements=_without_parts(said), reason=None, listed=False)


def of_halves(
    names: Sequence[str], drafts: Sequence[Draft], whole: Draft, directives: Sequence[Directive]
) -> Draft | None:
    """What is said of each of two things, led by its name; ``None`` where either is not surely told apart from the other, or
    ``whole``, the answer to the question asked as one, says both."""
    if not all(draft.statements and draft.verdict is None for draft in drafts):
        return None
    # Two cells of one row are as surely of it as the surer one.
    if (max if _same(*drafts) else min)(draft.confidence for draft in drafts) < LEAST:
        return None
    said = [draft.statements[0] for draft in drafts]
    told = [words(one.text) for one in said]
    everything = words(" ".join(one.text for one in whole.statements))
    if _within(told[0], told[1]) or _within(told[1], told[0]) or all(_within(one, everything) for one in told):
        return None
    cited = {_cited(one).clause.id for one in said}
    together = _same(*drafts) or _rows_of_one(_cited(said[0]).clause, _cited(said[1]).clause)
    if whole.statements and not together and not cited & {_cited(one).clause.id for one in whole.statements}:
        return None  # asked together, something else was meant
    least = min(drafts, key=lambda draft: draft.confidence)
    if _same(*drafts) and all(one.text.partition(": ")[2] for one in said):
        return replace(least, statements=tuple(said), reason=None, listed=False)
    if _same(*drafts) and (around := _whole(said[0])):
        return replace(least, statements=(around,), reason=None, listed=False)
    shared = next((at for at, (a, b) in enumerate(zip(*map(str.split, names), strict=False)) if fold(a) != fold(b)), 0)
    led = [_led(one, name, shared, directives) for one, name in zip(said, names, strict=True)]
    return replace(least, statements=tuple(led), reason=None, listed=False)


def _rows_of_one(one: Clause, other: Clause) -> bool:
    """Whether they are rows of one table, or items of one list."""
    above = [clause.address.rpartition(", ")[0] for clause in (one, other)]
    return bool(above[0]) and above[0] == above[1] and one.directive == other.directive


def _led(said: Statement, name: str, shared: int, directives: Sequence[Directive]) -> Statement:
    """What is said of one of two things behind its name, whole or without the words ``shared`` with the other's; where its source
    does not name it so, the sentence around it."""
    kind = _KIND.match(flat(name))
    if kind and flat(said.text).startswith(kind.group()):  # "Kế hoạch 51-KH/QU" of "kế hoạch …"
        return said
    for label in (_OF.sub("", name), _OF.sub("", " ".join(name.split()[shared:]))):
        led = replace(said, text=f"{label[:1].upper()}{label[1:]}: {said.text}")
        if label and supported(led, directives):
            return led
    return _whole(said) or said


def _borne_out(first: Query, told: Sequence[tuple[Query, Draft]]) -> bool:
    """Whether a value found for a later blank stands in a sentence that holds one for the first, which was not filled."""
    return first.want in _TYPED and any(
        draft.basis in _READ and query.want in _TYPED and _holds(draft, first) for query, draft in told
    )


def _found(query: Query, told: Sequence[tuple[Query, Draft]]) -> bool:
    """Whether a blank is filled, or a sentence that fills another holds a value for it."""
    return any(one is query or _holds(draft, query) for one, draft in told)


def _in_one(told: list[tuple[Query, Draft]]) -> tuple[list[tuple[Query, Draft]], bool]:
    """Of two answers only the surer, where its sentence alone holds a value for both blanks; and whether, less sure, it might do
    so all the same: both are said with the words around them then."""
    if len(told) != 2 or any(draft.basis is Basis.FIELD for _, draft in told) or _same(told[0][1], told[1][1]):
        return told, False
    (asked, one), (after, other) = told
    fits = asked.want in _TYPED and after.want in _TYPED and _holds(other, asked) and not _holds(one, after)
    surer = fits and other.confidence >= one.confidence
    return ([told[1]], False) if surer else (told, fits)


def _is_value(query: Query, draft: Draft) -> bool:
    return draft.basis in (Basis.FIELD, Basis.DOCUMENTS) or (query.want in _TYPED and draft.basis in _READ)


def _same(one: Draft, other: Draft) -> bool:
    """Whether both begin with the same sentence."""
    return bool(one.statements and other.statements) and _cited(one.statements[0]) == _cited(other.statements[0])


def _clause(draft: Draft) -> int:
    return _cited(draft.statements[0]).clause.id


def _cited(statement: Statement) -> Citation:
    return statement.citations[0]


def _holds(draft: Draft, query: Query) -> bool:
    """Whether the sentence of ``draft`` holds a value of the kind ``query`` asks for, other than the one the draft says."""
    quote = _cited(draft.statements[0])
    said = words(" ".join(statement.text for statement in draft.statements))
    said = [] if _within(words(plain(quote.quote)), said) else said  # the sentence is said whole
    asked = words(query.text)
    values = map(words, _read(quote, query.want))
    return any(not _within(one, said) and not _within(one, asked) for one in values)


def _read(cited: Citation, want: Want) -> list[str]:
    text = plain(cited.quote)
    if want is Want.REFERENCE:
        return [match.group() for match in p.NUMBER.finditer(text)]
    if want is Want.PERSON:  # "Chủ tịch Ủy ban nhân dân xã ra quyết định" tells who without a name
        return [value.text for value in persons(text)] or [match.group() for match in _OFFICE.finditer(text)]
    readers = {
        Want.DATE: dates, Want.TIME: times, Want.DURATION: durations, Want.QUANTITY: quantities,
    }  # fmt: skip
    return [value.text for value in readers[want](text)]


def _whole(statement: Statement) -> Statement | None:
    """The sentence a value was read from in its place; ``None`` where that is too long, or a table's row."""
    quote = plain(_cited(statement).quote)
    led, _, said = statement.text.partition(": ")
    if statement.derivation or len(quote) > FACT_LIMIT or (len(statement.citations) > 1 and "|" in quote):
        return None
    if fold(statement.text) in fold(quote) or not led or fold(said) not in fold(quote):
        return replace(statement, text=quote, citations=(_cited(statement),))
    return replace(statement, text=f"{led}: {quote}")


def _without_parts(said: Sequence[Statement]) -> tuple[Statement, ...]:
    """Each once, and none that is part of another."""
    kept = list(dict.fromkeys(said))
    told = [words(one.text) for one in kept]
    return tuple(
        one
        for at, one in enumerate(kept)
        if not any(
            _within(told[at], other) and (other != told[at] or place < at)
            for place, other in enumerate(told)
            if place != at
        )
    )


def _within(part: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether words stand in others, whole and in their order: "4 ha" is not in "14 ha"."""
    return next(find_phrase(part, whole), None) is not None
