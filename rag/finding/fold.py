"""Clauses that repeat each other become one hit: a district sends on the city's words, two laws share a paragraph.

Only what says the same is folded. Two clauses that differ in a number, a date, a name or a negation are two hits, since a
reader must see both; so are two that speak of themselves ("Quyết định này có hiệu lực…"), the old and the new words of an
amendment, and the same words under another heading: "a) thân nhân liệt sĩ" of those who get a house, of those who get a medal.
Pure and cheap: clauses are compared only where numbers, names and negations agree.
"""

import re
from collections.abc import Sequence, Set
from dataclasses import replace
from functools import lru_cache
from weakref import WeakKeyDictionary

from index.archive import Archive
from index.parsing.markers import marker_of
from index.text import tokens
from index.types import Clause, Relation, Role
from rag.types import Hit, Query

# Shorter ones (a heading, "QUYẾT ĐỊNH:") are alike in many documents and say nothing without their place.
LEAST_TOKENS = 12
# Share of the three-syllable stretches of both that the two have in common (Jaccard, as Broder 1997 on shingles).
ALIKE = 0.9
SHINGLE = 3
# … and share of the syllables of the nearest heading of both.
ALIKE_ABOVE = 0.5
# Hits looked at; what comes after them nobody reads.
DEPTH = 20
# Clauses kept as compared, about 10 kB each.
KEPT = 1_000
_NEGATIONS = frozenset("khong chua cham dung cam tru ngoai chi".split())
_OWN = re.compile(
    r"(?<!\w)(?:định|tư|lệnh|luật|văn|thị|báo|hoạch|chế|quyết|dẫn|bản|điều|khoản|điểm|mục|chương|phần)\s+này(?!\w)",
    re.IGNORECASE,
)
_CHANGES = frozenset({Relation.AMENDS, Relation.SUPPLEMENTS, Relation.REPLACES, Relation.REPEALS})
_SENTENCE_START = re.compile(r"(?:^|[.!?:;“\"(–-]\s*)[*_]*$")
Key = tuple[str, ...]


def fold(hits: Sequence[Hit], query: Query, archive: Archive) -> list[Hit]:
    """The hits, best first, each clause that repeats a better one in that one's ``same``.

    The better one is that of a document the question names, else the first. Two documents that are both named keep their hits.
    """
    named = frozenset(query.scope.directives or ())
    kept: list[Hit] = []
    seen: dict[Key, list[tuple[int, frozenset[Key]]]] = {}
    for hit in hits[:DEPTH]:
        key, shingles = _likeness(hit.clause.text) if hit.clause.role is Role.BODY else ((), frozenset())
        alike = (at for at, other in seen.get(key, ()) if shingles and _share(shingles, other) >= ALIKE)
        twin = next((at for at in alike if _under_the_same(hit.clause, kept[at].clause)), None)
        if twin is None or not _repeats(hit.clause, kept[twin], named, archive):
            seen.setdefault(key, []).append((len(kept), shingles))
            kept.append(hit)
        elif hit.clause.directive in named and kept[twin].clause.directive not in named:
            first = kept[twin]
            kept[twin] = replace(hit, score=first.score, same=(first.clause, *first.same))
        else:
            kept[twin] = replace(kept[twin], same=(*kept[twin].same, hit.clause))
    return [*kept, *hits[DEPTH:]]


def _repeats(clause: Clause, first: Hit, named: frozenset[int], archive: Archive) -> bool:
    """Whether ``clause``, alike to ``first``, is no hit of its own: another document's, not asked for as well, no amendment."""
    others = {first.clause.directive, *(same.directive for same in first.same)}
    if clause.directive in others or {clause.directive, first.clause.directive} <= named:
        return False
    changed = _changed(archive)
    return not any(frozenset((clause.directive, other)) in changed for other in others)


_pairs: WeakKeyDictionary[Archive, frozenset[frozenset[int | None]]] = WeakKeyDictionary()


def _changed(archive: Archive) -> frozenset[frozenset[int | None]]:
    """Each directive with each that it changes; made once for an archive."""
    if archive not in _pairs:
        changes = (r for r in archive.references if r.relation in _CHANGES)
        _pairs[archive] = frozenset(frozenset((r.directive, r.target)) for r in changes)
    return _pairs[archive]


@lru_cache(maxsize=KEPT)
def _likeness(printed: str) -> tuple[Key, frozenset[Key]]:
    """What must agree (numbers, names, negations in their order) and what is compared; nothing for what is never folded."""
    marker = marker_of(printed)
    text = printed[marker.body :] if marker else printed
    found = tokens(text)
    if len(found) < LEAST_TOKENS or _OWN.search(text):
        return (), frozenset()
    words = [token.accented for token in found]
    must = tuple(
        token.accented
        for token in found
        if token.folded[0].isdecimal() or token.folded in _NEGATIONS or _is_name(text, token.start)
    )
    return must, frozenset(tuple(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1))


def _is_name(text: str, start: int) -> bool:
    """Whether a capital stands there that no sentence begins with."""
    return text[start].isupper() and not _SENTENCE_START.search(text[max(0, start - 4) : start])


def _under_the_same(one: Clause, other: Clause) -> bool:
    """Whether the nearest headings say about the same, or there are none."""
    above = [frozenset(token.accented for token in tokens(" ".join(clause.headings[-1:]))) for clause in (one, other)]
    return not any(above) or _share(*above) >= ALIKE_ABOVE


def _share(one: Set[object], other: Set[object]) -> float:
    """Jaccard's coefficient of two sets that are not both empty."""
    return len(one & other) / len(one | other)
