"""Which documents a question is about (``find_scope``): numbers, dates, places, bodies and kinds resolved against the archive.

How each of them is written is known in :mod:`rag.question.numbers`, :mod:`~rag.question.dates`, :mod:`~rag.question.names`,
:mod:`~rag.question.kinds`, :mod:`~rag.question.addresses`; what is put together from them here, and how sure it is, is this
file's matter.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from index.archive import Archive
from index.text import Token, fold, tokens
from index.types import Reference
from rag.question.addresses import clauses_at, parts_of
from rag.question.cues import DOCUMENT, EXCEPT, KIND_WORDS
from rag.question.dates import dated
from rag.question.kinds import kinds_in, of_kind, only_one, owns
from rag.question.names import Name, Names
from rag.question.numbers import NumberMention, number_mentions
from rag.question.owners import OF, is_owner, owner_words, theirs_of_day, with_copies
from rag.question.places import is_longer, unknown_names
from rag.question.register import NATIONAL, Meant, Register
from rag.types import Scope

# A document that is mentioned more often than this is no way to tell clauses apart.
MENTIONS = 200
# An address ("khoản 2 Điều 5") is looked up in so many documents at most: in more, it is nobody's in particular.
ADDRESSED = 3
# Only where signing is spoken of does a signer's name mean what he signed: others tell what else he must do.
_SIGNING = re.compile(r"\b(?:k[yi]|ban hanh|phat hanh|van ban|chuc|tu cach|cuong vi|thay mat|thua lenh|uy quyen)\b")


# "Kết luận của ông … được thông báo tại văn bản nào?": somebody else may have signed that.
_HELD_IN = re.compile(rf"\bduoc .*\b(?:tai|trong|o) {DOCUMENT} (?:nao|gi|so)\b")


@dataclass(slots=True)
class Found:
    """What of a question names documents, and the token positions that do so."""

    scope: Scope
    used: set[int] = field(default_factory=set)
    kinds: tuple[str, ...] = ()
    mentions: tuple[NumberMention, ...] = ()
    name_spans: tuple[tuple[int, int], ...] = ()
    groups: tuple[Scope, ...] = ()


@dataclass(slots=True)
class _Named:
    """What the numbers, dates and names of a question come to, before it is put together."""

    directives: set[int] = field(default_factory=set)
    references: list[Reference] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    groups: list[Scope] = field(default_factory=list)
    mentions: list[NumberMention] = field(default_factory=list)
    dated: bool = False
    day: set[int] = field(default_factory=set)

    def add(self, meant: Meant, printed: str) -> None:
        self.directives |= meant.ids
        self.references += meant.references
        about = tuple(sorted(meant.documents))
        self.groups.append(Scope(about, meant.references, (printed,), explicit=True))


def find_scope(text: str, archive: Archive, names: Names, marks: bool) -> Found:
    """The documents that ``text`` names."""
    found = tokens(text)
    named = _numbered(text, found, names)
    used = {at for m in named.mentions for at in range(m.start, m.end)}
    hits = [
        (start, end, name) for start, end, name in names.find(found, text)
        if not used.intersection(range(start, end)) and not is_longer(found, text, start, end, archive, marks)
    ]  # fmt: skip
    kinds = kinds_in(found, used)
    sure = [hit for hit in hits if (hit[2].place or owns(found, hit[0], kinds)) and not _deputy(found, hit[0])]
    but = {at for at, hit in enumerate(sure) if _left_out(found, hit[0])}
    theirs: set[int] = set()
    for at, (start, end, name) in enumerate(sure):
        if at not in but:
            theirs |= name.ids
            named.unknown += _not_theirs(text, found, named, start, end, name, names.register)
            ids = tuple(sorted(name.ids))
            if not named.mentions and all(group.directives != ids for group in named.groups):
                named.groups.append(Scope(ids, names=(name.display,)))
        used.update(range(start, end))
    kept = [hit for at, hit in enumerate(sure) if at not in but]
    if named.dated:
        _dated_theirs(found, named, kept, archive)
    scoped = _combine(named, theirs, names)
    if scoped is None and but and not kept:
        scoped = set(range(len(archive.directives))).difference(*(sure[at][2].ids for at in but))
    signed = names.signed(found, text)
    if scoped is None and signed and not _HELD_IN.search(fold(text)) and (kinds or _SIGNING.search(fold(text))):
        scoped = set().union(*signed.values())
    if not named.groups or not any(group.explicit for group in named.groups):
        scoped = of_kind(scoped, kept, kinds, found, archive)
    favoured = set().union(*(hit[2].ids for hit in hits if hit not in sure and _acts(found, hit[0], hit[1])))
    favoured |= only_one(kinds, found, names) if scoped is None else set()
    scope = Scope(
        tuple(sorted(scoped)) if scoped is not None else None,
        tuple(named.references),
        tuple(dict.fromkeys(name.display for _, _, name in kept)),
        tuple(named.unknown),
        tuple(unknown_names(text, found, archive, used | {at for a, b, _ in hits for at in range(a, b)}, marks)),
        explicit=bool(named.directives or named.references),
        named=tuple(sorted(theirs)),
        signers=tuple(" ".join(name) for name in signed),
        by_date=named.dated,
        favoured=tuple(sorted(favoured)),
    )
    scope = _around(scope, [name for _, _, name in kept], named, archive, names)
    scope = replace(scope, clauses=_addressed(text, scope, archive))
    used |= named.day
    spans = tuple((start, end) for start, end, _ in sure)
    return Found(scope, used, tuple(kind for _, _, kind in kinds), tuple(named.mentions), spans, tuple(named.groups))


def _numbered(text: str, found: Sequence[Token], names: Names) -> _Named:
    """The documents named by number, else those named by date."""
    register, named = names.register, _Named()
    mentions = number_mentions(text, found, register.own, register.known, register.codes)
    for mention in mentions:
        if mention.start and EXCEPT.search(found[mention.start - 1].folded) and len(mentions) > 1:
            named.mentions.append(mention)
            continue
        meant = register.resolve(mention, owner_words(found, mention))
        if not meant and mention.kind and len(mention.digits) == 4 and not mention.codes:
            meant = register.of_year(mention.kind, mention.digits)
        if meant or mention.sure:
            named.mentions.append(mention)
        if meant:
            named.add(meant, mention.printed)
        elif mention.sure:
            end = mention.end + 3 if tuple(owner_words(found, mention)) in NATIONAL else mention.end
            printed = text[found[mention.start].start : found[end - 1].end]
            named.groups.append(Scope((), (), (mention.printed,), explicit=True))
            named.unknown.append(printed)
    if not named.mentions:
        for printed, meant, spans in dated(text, register):
            if meant:
                named.add(meant, printed)
                named.dated = True
                named.day |= {at for at, t in enumerate(found) if any(a <= t.start < b for a, b in spans)}
            else:
                named.unknown.append(printed)
    return named


def _not_theirs(
    text: str, found: Sequence[Token], named: _Named, start: int, end: int, name: Name, register: Register
) -> list[str]:
    """``công văn 667 của Thanh Xuân``, when 667, or the copy of it, is another's: the words, since there is no such document."""
    for mention, group in zip(named.mentions, named.groups, strict=False):
        between = [token.folded for token in found[mention.end : start]]
        ids = with_copies(found, mention.start, () if group.references else group.directives or (), register)
        if ids and not ids & (name.ids | name.beneath) and between[:1] == ["cua"] and set(between) <= OF:
            return [text[found[mention.start].start : found[end - 1].end]]
    return []


def _dated_theirs(
    found: Sequence[Token], named: _Named, hits: Sequence[tuple[int, int, Name]], archive: Archive
) -> None:
    """``công văn ngày 19/7/2021 của Thanh Xuân``, when the document of that day is another's: what is mentioned of theirs."""
    owner = next((name for start, end, name in hits if is_owner(found, start) or _makes(found, end)), None)
    if owner is None or not named.directives or named.directives & (owner.ids | owner.beneath):
        return
    told = theirs_of_day(named.directives, owner, archive)
    printed = ", ".join(name for group in named.groups for name in group.names)
    named.groups, named.directives, named.references = [], set(), list(told)
    if told:
        named.add(Meant(references=told), printed)
        named.references = list(told)
    else:
        named.unknown.append(f"{printed} của {owner.display}")


def _deputy(found: Sequence[Token], at: int) -> bool:
    """Whether the name there is part of another's office: "Phó Thủ tướng" issues nothing of "Thủ tướng"."""
    return at > 0 and [t.folded for t in found[at - 1 : at + 2]] == ["pho", "thu", "tuong"]


def _left_out(found: Sequence[Token], at: int) -> bool:
    """Whether the name is one to leave out: ``ngoài Hà Đông``, ``quận khác (không phải Hà Đông)``."""
    before = [token.folded for token in found[max(0, at - 3) : at]]
    unless = bool(before) and (EXCEPT.fullmatch(before[-1]) or (len(before) > 1 and EXCEPT.fullmatch(before[-2])))
    return bool(unless) or before[-2:] == ["khong", "phai"] or before[:2] == ["khong", "phai"]


def _combine(named: _Named, theirs: set[int], names: Names) -> set[int] | None:
    """A number names its document whatever place stands beside it; a place alone names all documents issued there.

    A number with a place that did not issue it ("Hà Đông … theo Chỉ thị 06") adds that place's documents which mention it;
    two numbers, one of them of a document that is only mentioned, add what mentions that.
    """
    directives = named.directives
    mentioning = {reference.directive for reference in named.references}
    if directives and theirs:
        if directives & theirs:
            own = directives & theirs if len(directives) == 1 or len(named.groups) == 1 else directives
            return own | (mentioning if len(named.groups) > 1 else set())
        return directives | {r.directive for r in names.register.mentions(directives) if r.directive in theirs}
    if directives:
        return directives
    if mentioning:
        return (mentioning & theirs) or mentioning
    return theirs or None


def _makes(found: Sequence[Token], end: int) -> bool:
    """Whether the body whose name ends there makes a document: ``Quận ủy X có công văn …``."""
    behind = [token.folded for token in found[end : end + 3]]
    if behind[:2] in (["ban", "hanh"], ["phat", "hanh"]):
        return True
    return behind[:1] in (["co"], ["ra"], ["ky"], ["ki"]) and " ".join(behind[1:]) in KIND_WORDS


_ISSUES = frozenset("yeu chi ban giao quy ra huong quyet ket thong de".split())
_ISSUED_BY = frozenset({"cua", "theo", "do"})


def _acts(found: Sequence[Token], start: int, end: int) -> bool:
    """Whether the body there issues or directs something, rather than be told what to do."""
    after = found[end].folded if end < len(found) else ""
    return after in _ISSUES or bool({t.folded for t in found[max(0, start - 2) : start]} & _ISSUED_BY)


def _around(scope: Scope, hits: Sequence[Name], named: _Named, archive: Archive, names: Names) -> Scope:
    """The scope with what is searched beside its documents."""
    if scope.directives is None:
        return scope
    ids = set(scope.directives)
    beside = names.register.beneath(ids)
    mention: set[int] = set()
    if named.directives:
        spoken = names.register.mentions(named.directives)
        if len(spoken) <= MENTIONS:
            places = {(r.file, r.span.start, r.span.end) for r in spoken if r.directive not in ids}
            mention |= {clause.id for place in places if (clause := archive.clause_at(*place))}
    elif not scope.explicit:
        for name in hits:
            beside |= name.beneath | names.register.beneath(name.beneath)
            mention |= _speaking_of(name, archive)
    mention -= set(archive.clause_ids(tuple(ids)))
    return replace(scope, beside=tuple(sorted(beside - ids)), mention=tuple(sorted(mention)))


def _speaking_of(name: Name, archive: Archive) -> set[int]:
    """The clauses that hold a place's name."""
    pairs = [f"{a}_{b}" for a, b in zip(name.accented, name.accented[1:], strict=False)]
    return set(archive.lexical.holding_all(pairs, marks=True).tolist()) if pairs else set()


def _addressed(text: str, scope: Scope, archive: Archive) -> tuple[int, ...]:
    """The clauses at the address given, once it is settled whose address it is."""
    ids = scope.directives or scope.favoured
    parts = [part for _, _, part in parts_of(text)]
    if not parts or not ids or len(ids) > ADDRESSED:
        return ()
    return clauses_at(parts, [*ids, *scope.beside] if len(scope.beside) <= ADDRESSED else ids, archive)
