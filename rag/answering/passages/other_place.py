"""Whether an answer was taken from another place than the question names, or counts a larger one, or many together.

The document's own issuer, its subject and its headings name the place of what stands under them; a larger place holds a smaller.
"""

import re
from collections.abc import Iterator, Sequence

from index.archive import Archive
from index.parsing import patterns as p
from index.text import fold
from index.types import Clause, Directive
from rag.question import units
from rag.types import Citation, Query, Want

_PLACE = re.compile(
    rf"(?<![^\W_])(?P<unit>(?i:{units.printed()}))\.?\s+(?P<name>[{p.UPPER}][{p.LOWER}]+(?:\s[{p.UPPER}][{p.LOWER}]+){{0,3}})"
)
# … and one of them without its name: "Chủ tịch thị xã".
_BARE_UNIT = re.compile(rf"(?<![^\W_])(?<!cấp )(?<!các )(?P<unit>(?i:{units.printed()}))(?![^\W_]|\.?\s+[{p.UPPER}])")
# What lies below a commune, with its name.
_HAMLET = re.compile(
    rf"(?<![^\W_])(?i:thôn|ấp|xóm|bản|khóm|buôn|khu phố|tổ dân phố)\s+"
    rf"(?P<name>[{p.UPPER}][{p.LOWER}]+(?:\s[{p.UPPER}][{p.LOWER}]+){{0,3}})"
)
# Only a city under the centre has districts called so.
_HAS_QUARTERS = re.compile(r"(?<![^\W_])quận(?![^\W_])", re.IGNORECASE)
# Beside its level a city is a city: one is not the other, whatever each stands under.
_CITY = 0
_SUM = re.compile(
    r"(?i)(?<![^\W_])(?:tổng số|tổng cộng|toàn tỉnh|toàn huyện|toàn thành phố|cả tỉnh|cả huyện)(?![^\W_])"
)


def other_place(query: Query, cited: Sequence[Citation], archive: Archive) -> bool:
    """Whether all that is cited is of another place than ``query`` names, of a larger one, or of many together."""
    return (
        _other_place(query.text, [one.clause for one in cited], archive)
        or _said_of_another(query.text, cited, archive)
        or _all_together(query, cited, archive)
        or _of_the_larger(query, cited, archive)
    )


def _other_place(question: str, clauses: Sequence[Clause], archive: Archive) -> bool:
    """Whether a place is named and every clause is of another of its level, whose issuer bears the other's name."""
    asked: dict[str, set[int]] = {}
    for unit, name in places_named(question):
        asked.setdefault(name, set()).update(levels_of(unit, name in units.CENTRAL))
    return bool(asked) and all(_of_another(asked, one, archive.directives[one.directive]) for one in clauses)


def _said_of_another(question: str, cited: Sequence[Citation], archive: Archive) -> bool:
    """Whether a place is named, and the quotations name others of its level, or speak of "thị xã" where a city is named of which
    the documents say nothing."""
    documents = {one.clause.directive: archive.directives[one.clause.directive] for one in cited}
    arounds = fold(
        " ".join(part for one in cited for part in _surroundings(one.clause, documents[one.clause.directive]))
    )
    told = [place for one in cited for place in places_named(one.quote)]
    # "Thành phố" may be the one that holds it; "cấp huyện" and "các huyện" are any.
    unnamed = {found["unit"].lower() for one in cited for found in _BARE_UNIT.finditer(one.quote)}
    unnamed = {unit for unit in unnamed if not units.is_city(unit)}
    for unit, name in places_named(question):
        if name in arounds:
            continue
        own = levels_of(unit, name in units.CENTRAL) - {_CITY, units.PROVINCE}
        if any(own & levels_of(one, called in units.CENTRAL) for one, called in told):
            return True
        of_level = {one for one in unnamed if own & levels_of(one, False)}
        if of_level and unit.lower() not in unnamed and not any(_speaks(name, number, archive) for number in documents):
            return True
    return False


def _speaks(name: str, document: int, archive: Archive) -> bool:
    """Whether a document says this folded name anywhere."""
    return any(name in fold(clause.text) for clause in archive.clauses_of(document))


def _of_the_larger(query: Query, cited: Sequence[Citation], archive: Archive) -> bool:
    """Whether something is counted of a hamlet, and every quotation says how many the place that holds it has."""
    small = _HAMLET.search(query.text)
    if small is None or query.want is not Want.QUANTITY:
        return False
    larger = {name for _, name in places_named(query.text[small.end() :])}
    name = fold(small["name"])
    return all(
        name not in fold(" ".join((one.clause.text, *one.clause.headings)))
        and any(called in larger for _, called in places_named(one.quote))
        for one in cited
    )


def _of_another(asked: dict[str, set[int]], clause: Clause, document: Directive) -> bool:
    issuers = " ".join(one.value for one in (document.parent, document.issuer) if one)
    around = " ".join(_surroundings(clause, document))
    quarters = bool(_HAS_QUARTERS.search(around))
    own: set[int] = set()
    for unit, name in places_named(issuers):
        own |= levels_of(unit, name in units.CENTRAL or quarters)
    said = fold(around)
    return any(own & levels for levels in asked.values()) and not any(name in said for name in asked)


def _surroundings(clause: Clause, document: Directive) -> Iterator[str]:
    """A clause with its headings, its document's issuers, subject and place, and whom that is sent to."""
    yield from (one.value for one in (document.parent, document.issuer, document.subject, document.place) if one)
    yield from (clause.text, *clause.headings)
    yield from (one.value for one in (*document.addressees, *document.recipients))


def places_named(text: str) -> Iterator[tuple[str, str]]:
    """The places called by what they are, "huyện Thượng Trăn": the unit, and the folded name."""
    for match in _PLACE.finditer(text):
        yield match["unit"], fold(match["name"])


def levels_of(unit: str, central: bool) -> set[int]:
    """What a place of this unit may be taken for; a city under the centre stands as high as a province, and holds districts."""
    level = units.level_of(unit)
    if not units.is_city(unit):
        return {level}
    return {_CITY, units.PROVINCE if central else level}


def _all_together(query: Query, cited: Sequence[Citation], archive: Archive) -> bool:
    """Whether one place is asked about alone ("riêng huyện …"), or how many it has, and the quotations name it only among others
    or count all of them together ("tổng số …", "đi qua 3 xã")."""
    alone = re.search(r"(?i)(?<![^\W_])riêng (?:ở |tại |cho )?", query.text)
    place = _PLACE.match(query.text, alone.end()) if alone else None
    counted = place is None and query.want is Want.QUANTITY
    if counted:
        place = _PLACE.search(query.text)
    if place is None:
        return False
    name = re.escape(place["name"])
    listed = re.compile(
        rf"[{p.UPPER}][{p.LOWER}]+(?:, | và ){name}(?![^\W_])|(?<![^\W_]){name}(?:, | và )[{p.UPPER}][{p.LOWER}]+"
    )
    quotes = [" ".join(one.quote.split()) for one in cited]
    if (
        counted
        and _numbers_of(place["unit"], quotes)
        and not any(
            place["name"] in " ".join(_surroundings(one.clause, archive.directives[one.clause.directive]))
            for one in cited
        )
    ):
        return True
    return all(listed.search(one) and (not counted or _SUM.search(one)) for one in quotes)


def _numbers_of(unit: str, quotes: Sequence[str]) -> bool:
    """Whether each quotation counts places of this unit: "đi qua 3 xã"."""
    counts = re.compile(rf"(?i)(?<![\w/.,])\d{{1,3}} {re.escape(unit)}(?![^\W_])")
    return all(counts.search(one) for one in quotes)
