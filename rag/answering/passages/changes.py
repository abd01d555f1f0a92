"""What an archive's amendments do to its rules: found by the address an amendment gives ("Sửa đổi khoản 3 Điều 4 như sau"), not
by likeness. A question asked of the rule as it was, or as it is: :mod:`rag.answering.passages.amended`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from index.archive import Archive
from index.parsing.patterns import NUMBER
from index.text import fold, has_marks
from index.types import Clause, Field, Relation, Role
from rag.answering.documents.register import family
from rag.question.addresses import Part, Places, depth, parts_of

CHANGES = frozenset({Relation.AMENDS, Relation.SUPPLEMENTS, Relation.REPLACES, Relation.REPEALS})
# The label a clause begins with ("Điều 2.", "6.", "a)"), and what it does to others.
LABEL = re.compile(r"^\W*(?:(?:điều|dieu|khoản|khoan|điểm|diem)\s+)?(?:\w{1,3}[.)]\s*)+", re.IGNORECASE)
# "Bộ phận" and "Bố trí" repeal nothing: marks count, but in a text that has none. "Khoản 1 Điều 3 được sửa đổi như sau".
_MARKED, _PLAIN = (
    re.compile(
        rf"(?:(?:{units})(?![^\W_])[^.:;“\"]{{1,80}}? {passive} )?"
        rf"(?:(?P<repeals>{repeals})|(?P<adds>{adds})|{changes})(?![^\W_])",
        re.IGNORECASE,
    )
    for units, passive, repeals, adds, changes in (
        (
            "điều|khoản|điểm|đoạn|phụ lục", "(?:được|bị)", "bãi bỏ|hủy bỏ|huỷ bỏ|bỏ(?! sung)", "bổ sung",
            "sửa đổi|thay thế|thay(?! mặt| đổi)",
        ),
        (
            "dieu|khoan|diem|doan|phu luc", "(?:duoc|bi)", "bai bo|huy bo|bo(?! sung)", "bo sung",
            "sua doi|thay the|thay(?! mat| doi)",
        ),
    )
)  # fmt: skip
_QUOTED = re.compile(r"[“\"][^”\"]*[”\"]")
_NEW_TEXT = re.compile(r"như sau|nhu sau|bằng cụm từ|bang cum tu", re.IGNORECASE)
# Whose an address is: "khoản 3 Điều 5 | của Quy định …", "một số điều | của Quy định …".
_OF = re.compile(r"^[\s,;]*(?:(?:và|của|tại|trong|thuộc|hoặc|va|cua|tai|thuoc|hoac)\s+)?", re.IGNORECASE)
_OWNED = re.compile(r"(?:điều|khoản|điểm|dieu|khoan|diem)\s+(?:của|tại|trong|cua|tai)\s+", re.IGNORECASE)
# An appendix as a whole: "Thay thế Phụ lục II", "Thay thế Phụ lục mức thu bằng Phụ lục kèm theo".
_APPENDIX = re.compile(
    r"(?<![^\W_])(?:phụ lục|phu luc)(?: (?:số )?(?P<label>[IVX]{1,5}|\d{1,2})(?![^\W_]))?", re.IGNORECASE
)
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
        for new, old in sorted(pairs(archive), key=lambda pair: (date_of(pair[0], archive), pair)):
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
    acts = {clause.id: act for clause in clauses if (act := _act_of(clause)) and clause.role is Role.BODY}
    if not acts:
        return
    members = family(old, archive)
    places = Places(members[:1], archive), Places(members[1:], archive)
    wider: dict[int, list[Part]] = {}
    parted = {clause.parent for clause in clauses if clause.id in acts and parts_of(acts[clause.id].string)}
    for clause in clauses:
        act = acts.get(clause.id)
        if act is None:
            continue
        below = [c for c in clauses if c.parent == clause.id]
        head = re.split(r"(?<=\w)\.(?!\w)", _NEW_TEXT.split(_QUOTED.sub(" ", act.string))[0])[0]
        addresses = list(_addresses(head, wider.get(clause.parent or -1, [])))
        if len(addresses) == 1:
            wider[clause.id] = addresses[0][0]
        if act["adds"] or clause.id in parted:
            continue  # what is new changes nothing; what it does is said beneath
        for parts, end in addresses:
            ids = _meant(parts, head[end:], clause, places, archive)
            words = tuple(c.id for c in below if _labelled(c, parts[0])) or (clause.id,)
            _enter(ids, (clause.id,) if act["repeals"] else words, bool(act["repeals"]), made)
        if not addresses and (label := _APPENDIX.search(head)):
            ids = _appendix([c for number in members for c in archive.clauses_of(number)], label["label"])
            words = () if act["repeals"] else _appendix(clauses, label["label"])[:1]
            _enter(ids, words or (clause.id,), bool(act["repeals"]), made)


def _appendix(clauses: Sequence[Clause], label: str | None) -> tuple[int, ...]:
    """An appendix with all it holds: the one with that label; without a label, the only one."""
    tops = [c for c in clauses if c.role is Role.BODY and re.fullmatch(r"phu luc(?: \w+)?", fold(c.address).lower())]
    if label:
        tops = [c for c in tops if fold(c.address).lower().split()[2:] == [fold(label).lower()]]
    if len(tops) != 1:
        return ()
    top = tops[0]
    return tuple(
        c.id for c in clauses if c.directive == top.directive and f"{c.address},".startswith(f"{top.address},")
    )


def _enter(ids: Sequence[int], words: tuple[int, ...], repealed: bool, made: Changed) -> None:
    """``words`` take the place of the clauses ``ids``, or take them out; words given anew after a repeal are in force."""
    for one in ids:
        made.by[one] = words
        made.gone.pop(one, None)
        if repealed:
            made.gone[one] = words[0]
    for one in words:
        made.of[one] = tuple(dict.fromkeys((*made.of.get(one, ()), *ids)))


def _act_of(clause: Clause) -> re.Match[str] | None:
    """The words by which a clause changes another rule, in its text without its label: "Sửa đổi …", "Điều 5 được thay thế"."""
    said = LABEL.sub("", clause.text)
    return (_MARKED if has_marks(said) else _PLAIN).match(said)


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
        {fold(kind.value) for number in place.directives if (kind := archive.directives[number].kind)}
        for place in places
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


def _addresses(head: str, wider: Sequence[Part] = ()) -> Iterator[tuple[list[Part], int]]:
    """``điểm a và điểm b khoản 1 Điều 7``: each address whole, its narrowest part first, and where it ends; a narrower one takes
    the wider behind, or what the line above names (``wider``)."""
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
    for one in pending:
        one += [part for part in wider if depth(part[0]) < depth(one[-1][0])]
        if one[-1][0] == "dieu":
            yield one, end


def _labelled(clause: Clause, part: Part) -> bool:
    """Whether a clause quotes the new words of that part: “khoản 3”."""
    last = clause.address.split(", ")[-1].strip('“”"').lower()
    return fold(last) == " ".join(part)


def replaced(clause: Clause, archive: Archive) -> bool:
    """Whether another text, printed whole, stands in the place of the clause; not where a phrase was changed, or it is gone."""
    table = changed(archive)
    by = next((table.by[one.id] for one in ancestors(clause, archive) if one.id in table.by), ())
    return bool(by) and not any(_act_of(one) for one in archive.clauses(by))


def ancestors(clause: Clause, archive: Archive) -> Iterator[Clause]:
    """The clause and those it stands under, the nearest first."""
    at: Clause | None = clause
    while at is not None:
        yield at
        at = archive.clauses([at.parent])[0] if at.parent is not None else None


def date_of(number: int, archive: Archive) -> str:
    """The ISO date of a document; empty where it has none."""
    date = archive.directives[number].date
    return date.value if date else ""
