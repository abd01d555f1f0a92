"""A rule and what changed it: the words of an amendment found by the address it gives ("Sửa đổi khoản 3 Điều 4 như sau"), not by
likeness; and a question asked of the rule as it was, or as it is.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from weakref import WeakKeyDictionary

from index.archive import Archive
from index.parsing.patterns import NUMBER
from index.text import fold, has_marks
from index.types import Clause, Field, Relation, Role
from rag.answering.documents.register import family
from rag.question import versions
from rag.question.addresses import Part, Places, depth, parts_of
from rag.question.content import content
from rag.question.rewriting import asks, without_question_kept
from rag.question.scope import Found
from rag.types import Hit, Query, Scope

CHANGES = frozenset({Relation.AMENDS, Relation.SUPPLEMENTS, Relation.REPLACES, Relation.REPEALS})
# The label a clause begins with ("Điều 2.", "6.", "a)"), and what it does to others.
LABEL = re.compile(r"^\W*(?:(?:điều|dieu|khoản|khoan|điểm|diem)\s+)?(?:\w{1,3}[.)]\s*)+", re.IGNORECASE)
# "Bộ phận" and "Bố trí" repeal nothing: marks count, but in a text that has none.
_MARKED, _PLAIN = (
    re.compile(rf"(?P<act>(?P<repeals>{repeals})|{changes})(?![^\W_])", re.IGNORECASE)
    for repeals, changes in (
        ("bãi bỏ|hủy bỏ|huỷ bỏ|bỏ(?! sung)", "sửa đổi|thay thế|thay(?! mặt| đổi)"),
        ("bai bo|huy bo|bo(?! sung)", "sua doi|thay the|thay(?! mat| doi)"),
    )
)
_QUOTED = re.compile(r"[“\"][^”\"]*[”\"]")
_NEW_TEXT = re.compile(r"như sau|nhu sau|bằng cụm từ|bang cum tu", re.IGNORECASE)
# Whose an address is: "khoản 3 Điều 5 | của Quy định …", "một số điều | của Quy định …".
_OF = re.compile(r"^[\s,;]*(?:(?:và|của|tại|trong|thuộc|hoặc|va|cua|tai|thuoc|hoac)\s+)?", re.IGNORECASE)
_OWNED = re.compile(r"(?:điều|khoản|điểm|dieu|khoan|diem)\s+(?:của|tại|trong|cua|tai)\s+", re.IGNORECASE)
_BESIDE = re.compile(r"kèm theo|kem theo", re.IGNORECASE)


@dataclass(slots=True)
class Changed:
    """What an archive's amendments do, by clause id: ``by`` gives the clauses that change one, ``of`` those that one changes;
    ``gone``: those that are repealed, with the clause that does it. Of several that change one, the latest counts."""

    by: dict[int, tuple[int, ...]] = field(default_factory=dict)
    of: dict[int, tuple[int, ...]] = field(default_factory=dict)
    gone: dict[int, int] = field(default_factory=dict)


_kept: WeakKeyDictionary[Archive, Changed] = WeakKeyDictionary()


def changed(archive: Archive) -> Changed:
    """What the amendments of ``archive`` do, the later over the earlier; read once."""
    if archive not in _kept:
        made = Changed()
        for new, old in sorted(pairs(archive), key=lambda pair: (_date(pair[0], archive), pair)):
            _read(new, old, archive, made)
        _kept[archive] = made
    return _kept[archive]


_pairs: WeakKeyDictionary[Archive, list[tuple[int, int]]] = WeakKeyDictionary()


def pairs(archive: Archive) -> list[tuple[int, int]]:
    """The archive's documents that amend another of its own: ``(amending, amended)``, ids of those with the numbers."""
    if archive not in _pairs:
        found = {
            (family(r.directive, archive)[0], family(r.target, archive)[0])
            for r in archive.references
            if r.target is not None and r.relation in CHANGES
        }
        _pairs[archive] = sorted(pair for pair in found if pair[0] != pair[1])
    return _pairs[archive]


def _read(new: int, old: int, archive: Archive, made: Changed) -> None:
    """Enters what the document ``new`` does to clauses of ``old`` or of the rules printed under it."""
    clauses = archive.clauses_of(new)
    acts = [(clause, said, act) for clause in clauses if (act := act_of(said := LABEL.sub("", clause.text), clause))]
    if not acts:
        return
    members = family(old, archive)
    carrier = Places(members[:1], archive)
    annexed = Places(members[1:], archive)
    for clause, said, act in acts:
        head = re.split(r"(?<=\w)\.(?!\w)", _NEW_TEXT.split(_QUOTED.sub(" ", said))[0])[0]
        below = [c for c in clauses if c.parent == clause.id]
        for parts, end in _addresses(head):
            ids = _meant(parts, head[end:], clause, (carrier, annexed), archive)
            words = tuple(c.id for c in below if _labelled(c, parts[0])) or (clause.id,)
            if act["repeals"]:
                words = (clause.id,)
            for one in ids:
                made.by[one] = words
                made.gone.pop(one, None)  # words given anew after a repeal are in force
                if act["repeals"]:
                    made.gone[one] = clause.id
            for one in words:
                made.of[one] = tuple(dict.fromkeys((*made.of.get(one, ()), *ids)))


def act_of(said: str, clause: Clause) -> re.Match[str] | None:
    """The word by which a clause's text changes another rule: "Sửa đổi", "Bãi bỏ", "Thay thế"."""
    if clause.role is not Role.BODY:
        return None
    return _MARKED.match(said) if has_marks(clause.text) else _PLAIN.match(said)


def _meant(
    parts: Sequence[Part], behind: str, clause: Clause, places: tuple[Places, Places], archive: Archive
) -> tuple[int, ...]:
    """The clauses at an address: of the decision itself or of what is annexed to it, whichever is named behind it. Where neither
    is, the one that has it; of both, the one that the lines above name, or none."""
    subject = archive.directives[clause.directive].subject
    above = [*clause.headings[::-1], subject.value if subject else ""]
    if _of_another(behind, above, archive.directives[places[0].directives[0]].number):
        return ()
    own, other = (place.at(parts) for place in places)
    named = _annexed(behind, places, archive)
    if named is not None:
        return other if named else own
    if not (own and other):
        return own or other
    hints = (_annexed(text[found.end() :], places, archive) for text in above if (found := _OWNED.search(text)))
    hint = next((one for one in hints if one is not None), None)
    return () if hint is None else other if hint else own


def _annexed(behind: str, places: tuple[Places, Places], archive: Archive) -> bool | None:
    """Whether the words behind an address name what is annexed (true) or the decision itself (false); ``None``: neither."""
    while (found := next(iter(parts_of(behind)), None)) and _OF.sub("", behind[: found[0]]) == "":
        behind = behind[found[1] :]
    words = f"{fold(_OF.sub('', behind))} "
    kinds = [
        {fold(kind.value) for number in place.directives if (kind := archive.directives[number].kind)} for place in places
    ]
    own, other = (any(words.startswith(f"{kind} ") for kind in some) for some in kinds)
    if own != other:
        return other
    return True if not own and places[1].directives and _BESIDE.search(behind) else None


def _of_another(behind: str, above: Sequence[str], number: Field | None) -> bool:
    """Whether the nearest words that give numbers of documents, behind an address or above it, give only those of others."""
    for text in (behind, *above):
        if numbers := {_bare(one.group()) for one in NUMBER.finditer(text)}:
            return number is not None and _bare(number.value) not in numbers
    return False


def _bare(number: str) -> str:
    return re.sub(r"[\s*]", "", fold(number)).lower()


def _addresses(head: str) -> Iterator[tuple[list[Part], int]]:
    """``điểm a và điểm b khoản 1 Điều 7``: each address whole, its narrowest part first, and where it ends; a narrower one takes
    the wider behind."""
    pending: list[list[Part]] = []
    end = 0
    for _, last, part in parts_of(head):
        if pending and depth(part[0]) >= max(depth(one[-1][0]) for one in pending):
            if pending[0][-1][0] == "dieu":
                yield from ((one, end) for one in pending)
                pending = []
            pending.append([part])
            end = last
            continue
        for one in pending:
            if depth(part[0]) < depth(one[-1][0]):
                one.append(part)
        pending, end = pending or [[part]], last
    yield from ((one, end) for one in pending if one[-1][0] == "dieu")


def _labelled(clause: Clause, part: Part) -> bool:
    """Whether a clause quotes the new words of that part: “khoản 3”."""
    last = clause.address.split(", ")[-1].strip('“”"').lower()
    return fold(last) == " ".join(part)


def ancestors(clause: Clause, archive: Archive) -> Iterator[Clause]:
    """The clause and those it stands under, the nearest first."""
    at: Clause | None = clause
    while at is not None:
        yield at
        at = archive.clauses([at.parent])[0] if at.parent is not None else None


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
    first, second = versions.parts_of(query.text)
    if not asks(first):
        return None  # "trước đây là 5 triệu, nay là bao nhiêu"
    matter = versions.without(first)
    if not worded:
        matter = " ".join(re.sub(rf"\b(?:năm |nam )?{of_years[0]}\b", " ", matter).split())
    beside = f"{matter.rstrip(' ?.')} ({without_question_kept(second)})?" if second != first else matter
    return _in(query, old, archive, matter), _in(query, new, archive, beside)


def one(query: Query, archive: Archive, hits: Sequence[Hit]) -> Query | None:
    """``query`` asked in the document whose wording it asks for, where its words tell which; ``None`` where they do not."""
    pair = _pair(query, archive, hits)
    if pair is None:
        return None
    new, old = pair
    told, year = versions.asked(query.text), versions.of_year(query.text)
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


def _date(number: int, archive: Archive) -> str:
    date = archive.directives[number].date
    return date.value if date else ""


def _year(number: int, archive: Archive) -> str:
    return _date(number, archive)[:4]
