"""The days of several documents named by number, asked for together: "A và B mỗi cái ra ngày nào?", "A ra sau B mấy ngày?".

A document of the archive is dated by its letterhead; one that is only mentioned by the mention that tells its day.
"""

import re
from collections.abc import Sequence

from index.archive import Archive
from index.passages import spoken_date
from index.types import Directive, Reference, Span
from rag.answering.picking.segments import sentences
from rag.cite import citation
from rag.derive import days_between
from rag.question.cues import DOCUMENT, WHEN
from rag.question.folded import flat
from rag.types import Citation, Draft, Facet, Query, Scope, Statement

CERTAIN = 0.95
_ISSUED = r"(?:la|duoc|co|ra|doi|ban hanh|phat hanh|ky|ki|gui|den|cu|moi|thi|dua|de|ngay|thang|cong bo)"
_ANY = rf"(?:cai|ban|so|to|{DOCUMENT})"
# "Cái nào ra trước?" of the documents themselves; "cái nào phải xong trước?" asks what they say.
_FIRST = re.compile(
    rf"\b{_ANY} nao (?:{_ISSUED} ){{0,4}}?(?P<order>truoc|sau|som hon|muon hon|moi hon|cu hon|lau hon)(?: hon| nhat)?"
    r"(?= *(?:[,?.!]|$|va\b|moi\b|ngay nao))"
)
_EACH = re.compile(
    rf"\b(?:moi|tung) {_ANY} (?:{_ISSUED} ){{0,4}}?(?:vao )?{WHEN}"
    rf"|\blan luot (?:{_ISSUED} ){{1,4}}?(?:vao )?(?:(?:nhung|cac) )?{WHEN}"
    rf"|\b{_ISSUED} (?:lan luot )?(?:vao )?(?:nhung|cac) (?:ngay|hom) nao|\b{_ISSUED} (?:lan luot (?:vao )?{WHEN}|{WHEN} lan luot)"
)
# What is left of such a question without the names.
_DAYS_ALONE = re.compile(rf"(?:va|voi|hay|con)\W+(?:(?:{_ISSUED}|vao|cung|deu)\W+)*{WHEN}[ ?.!]*")
# "A ra sau B mấy ngày?", "A và B cách nhau bao nhiêu ngày?", "Mấy hôm sau A thì B ra?"
_LONG = r"(?:(?:may|bao nhieu) (?:ngay|hom|tuan|thang|bua)|bao lau)"
_APART = re.compile(
    rf"\b(?:(?:ra|ban hanh|phat hanh|ky|co|la) (?:[^,?]{{1,40}}? )?(?:truoc|sau|cham hon|som hon|muon hon) .+"
    rf"|(?:cach|chenh|hon|lech)(?: nhau)?(?: nhau)? (?:dung |la |khoang )?){_LONG}\W*$"
    rf"|^(?:chi )?(?:sau )?{_LONG} (?:sau|ke tu|tu)\b.+\b(?:ra|ban hanh|phat hanh|ky|co)\b"
    rf"|\b(?:ra|ban hanh|phat hanh|ky) (?:truoc|sau|cham hon|som hon|muon hon) {_LONG} (?:so voi|truoc|sau)\b"
)
_LATER = re.compile("sau|muon|moi")
# What one document is called by in the answer, and its day.
Dated = tuple[str, Citation, str]


def days_of_each(query: Query, archive: Archive) -> Draft | None:
    """The day of each, by day where it is asked which came first; ``None`` where that is not asked, or one has none."""
    groups = [group for group in query.groups if group.explicit]
    folded = flat(query.text)
    first = _FIRST.search(folded)
    each = Facet.DATE in query.facets and (_EACH.search(folded) or _only_days(query, groups, folded))
    apart = len(groups) == 2 and _APART.search(folded)
    if len(groups) < 2 or not (first or each or apart):
        return None
    told = [one for group in groups if (one := day_of(group, archive))]
    if len(told) < len(groups):
        return None
    if first:
        told.sort(key=lambda one: one[2], reverse=bool(_LATER.match(first["order"])))
    elif apart and (counted := _apart(told)):
        return Draft((counted,), CERTAIN)
    return Draft(tuple(Statement(f"{name}: {spoken_date(day)}", (cited,)) for name, cited, day in told), CERTAIN)


def _apart(told: Sequence[Dated]) -> Statement | None:
    """How many days lie between the two, with both; ``None`` where they are of one day."""
    start, end = (spoken_date(day) for day in sorted(day for _, _, day in told))
    derived = days_between(start, end)
    if derived is None:
        return None
    days = "; ".join(f"{name}: {spoken_date(day)}" for name, _, day in told)
    return Statement(f"{derived.length} ({days})", tuple(cited for _, cited, _ in told), derived)


def _only_days(query: Query, groups: Sequence[Scope], folded: str) -> bool:
    """Whether one of the documents is only mentioned, and nothing is asked but the day: "A và B ban hành ngày nào?"."""
    if not any(group.references for group in groups):
        return False
    for name in sorted((flat(name) for group in groups for name in group.names), key=len, reverse=True):
        folded = folded.replace(name, " ")
    return _DAYS_ALONE.fullmatch(folded.strip()) is not None


def day_of(group: Scope, archive: Archive) -> Dated | None:
    """A document's name, what tells its day, and that day; ``None`` where nothing tells it, or the group is not one document."""
    if group.references:
        dated = [(r, day) for r in group.references if (day := r.date) and r.number]
        if not dated or len({day for _, day in dated}) > 1:
            return None
        return _mentioned(dated[0][0], dated[0][1], archive)
    ids = group.directives or ()
    return _printed(archive.directives[ids[0]], archive) if len(ids) == 1 else None


def _mentioned(one: Reference, day: str, archive: Archive) -> Dated | None:
    clause = archive.clause_at(one.file, one.span.start, one.span.end)
    if clause is None:
        return None
    said = next((s for s in sentences(clause) if s.start <= one.span.start and one.span.end <= s.end), None)
    span = Span(said.start, said.end) if said else None
    return f"{one.kind or ''} {one.number}".strip(), citation(clause, archive.directives[clause.directive], span), day


def _printed(one: Directive, archive: Archive) -> Dated | None:
    if one.date is None:
        return _told_elsewhere(one, archive)
    clause = archive.clause_at(one.file, one.date.span.start, one.date.span.end)
    kind = f"{one.kind.value} " if one.kind and one.number else ""
    if clause is None:
        return None
    return f"{kind}{one.name}", citation(clause, archive.directives[clause.directive]), one.date.value


def _told_elsewhere(one: Directive, archive: Archive) -> Dated | None:
    """The day of a document that prints none, as others that mention it tell it."""
    number = one.number.value if one.number else None
    told = [(r, r.date) for r in archive.references if number and r.number == number and r.date]
    return _mentioned(told[0][0], told[0][1], archive) if len({day for _, day in told if day}) == 1 else None
