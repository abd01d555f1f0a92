"""A question asked of a rule as it was, as it was made by an amendment, or of both (:mod:`rag.answering.passages.changes`)."""

import re
from collections.abc import Sequence
from dataclasses import replace

from index.archive import Archive
from index.types import Clause
from rag.answering.documents.register import family
from rag.answering.passages.changes import ancestors, changed, date_of, pairs, replaced
from rag.question import versions
from rag.question.apart import of_each
from rag.question.backward import asks, without_question_kept
from rag.question.content import content
from rag.question.scope import Found
from rag.types import Hit, Query, Scope


def counterpart(clause: Clause, archive: Archive) -> tuple[int, ...]:
    """Ids of the clauses that change this one, or that this one changes, with what stands beneath them; empty where none does."""
    table = changed(archive)
    for one in ancestors(clause, archive):
        ids = table.by.get(one.id) or table.of.get(one.id)
        if ids:
            numbers = dict.fromkeys(c.directive for c in archive.clauses(ids))
            inside = [c for number in numbers for c in archive.clauses_of(number)]
            below = [c.id for c in inside if c.parent in ids or c.id in ids]
            return tuple(dict.fromkeys([*below, *(c.id for c in inside if c.parent in below)]))
    return ()


def both(query: Query, archive: Archive, hits: Sequence[Hit]) -> tuple[Query, Query] | None:
    """``query`` asked of a rule as it was and as it was made, each in its own document; ``None`` where not both are asked for."""
    pair = _pair(query, archive, hits)
    if pair is None:
        return None
    new, old = pair
    told = versions.asked(query.text)
    of_years = [_year(old, archive), _year(new, archive)]
    worded = told.old and (told.new or told.now or new in _named(query))
    if not worded and (of_years[0] == of_years[1] or set(of_years) - set(told.years)):
        return None
    first, second = versions.halves_of(query.text)
    if not asks(first):
        return None  # "trước đây là 5 triệu, nay là bao nhiêu"
    matter = versions.without(first)
    if not worded:
        matter = " ".join(re.sub(rf"\b(?:năm |nam )?{of_years[0]}\b", " ", matter).split())
    if second == first and (apart := of_each(matter)):
        matter = apart[0]
        second = first = matter
    beside = f"{matter.rstrip(' ?.')} ({without_question_kept(second)})?" if second != first else matter
    return _in(query, old, archive, matter), _in(query, new, archive, beside)


def one(query: Query, archive: Archive, hits: Sequence[Hit]) -> Query | None:
    """``query`` asked in the document whose wording it asks for, where its words tell which; ``None`` where they do not."""
    pair = _pair(query, archive, hits)
    if pair is None:
        return None
    new, old = pair
    told, year = versions.asked(query.text), versions.of_year(query.text)
    if told.now and not told.old and hits and hits[0].clause.directive in family(old, archive):
        return _in(query, new, archive, query.text) if replaced(hits[0].clause, archive) else None
    if told.old != told.new and not (told.old and told.now):
        return _in(query, old if told.old else new, archive, versions.without(query.text))
    if not told.old and year in (years := (_year(new, archive), _year(old, archive))) and years[0] != years[1]:
        return _in(query, new if year == years[0] else old, archive, versions.without(query.text))
    return None


def _in(query: Query, number: int, archive: Archive, text: str) -> Query:
    """``query`` as ``text``, asked in one document and the rules printed under it, with those of its words that ``text`` holds."""
    scope = Scope(tuple(family(number, archive)), names=query.scope.names, explicit=True)
    words = set(content(text, Found(Scope()), query.marks)[0])
    pairs_left = tuple(pair for pair in query.pairs if words.issuperset(pair))
    terms = tuple(term for term in query.terms if term in words)
    return replace(query, text=text, scope=scope, groups=(), terms=terms, pairs=pairs_left)


def _named(query: Query) -> set[int]:
    return {number for group in query.groups if group.explicit for number in group.directives or ()}


def _pair(query: Query, archive: Archive, hits: Sequence[Hit]) -> tuple[int, int] | None:
    """The amendment and the rule the question is about: of those named or in the places named, else of those found first."""
    inside = (
        set(query.scope.directives) if query.scope.directives is not None else {h.clause.directive for h in hits[:3]}
    )
    tops = {family(number, archive)[0] for number in inside}
    near = {family(hit.clause.directive, archive)[0] for hit in hits[:5]} | _named(query)
    found = [pair for pair in pairs(archive) if tops & set(pair) and near & set(pair)]
    return found[0] if len(found) == 1 else None


def _year(number: int, archive: Archive) -> str:
    return date_of(number, archive)[:4]
