"""Whose field a question asks for: which directives, or which documents that are only mentioned."""

import re
from collections.abc import Iterator, Sequence
from weakref import WeakKeyDictionary

from index.archive import Archive
from index.text import fold, folded_words
from index.types import Directive, Reference, Relation
from rag.finding.match import Matcher
from rag.question.cues import COPY_OF, DOCUMENT, JOINING
from rag.question.folded import flat
from rag.types import Hit, Query, Scope

# What a document does with another that it speaks of (folded), and what such a reference is then.
_QUOTES = (
    r"(?:trien khai|thuc hien|theo|can cu|nhac|neu|dan|vien dan|dua|quan triet|thay|thay the|thay cho|sua|sua doi|dieu chinh"
    r"|bo sung|bai bo|huy bo|huong dan|cu the hoa|tra loi|phuc dap|chap hanh|noi)"
)
_QUOTED_AS = (
    (re.compile(r"thay|bai bo|huy bo"), frozenset({"replaces", "repeals"})),
    (re.compile(r"\bsua|dieu chinh|bo sung"), frozenset({"amends", "supplements"})),
    (
        re.compile(r"trien khai|thuc hien|quan triet|can cu|dua|chap hanh"),
        frozenset({"implements", "based_on", "answers"}),
    ),
)
# Share of the words of an issuer and a subject that a question must have where several of the kind are quoted.
LIKE = 0.5
# Share of a description that a clause must hold for its document to be the one described.
DESCRIBED = 0.6
_ASKING = set("co quan don vi noi cap ben to chuc ban hanh ky ki giu vu danh nguoi".split())


def following(query: Query, archive: Archive) -> list[Directive]:
    """``Quận ủy Hà Đông ra công văn triển khai Chỉ thị 06``: what that body issued on the document named, not that document."""
    numbered = [group for group in query.groups if group.explicit]
    if len(numbered) != 1:
        return []
    mention, folded = re.escape(flat(numbered[0].names[0])), flat(query.text)
    if re.search(rf"{COPY_OF} {mention}", folded):
        return _copies(numbered[0], query, archive)
    if not query.scope.named or not re.search(
        rf"(?:thuc hien|trien khai|theo|quan triet|can cu|cu the hoa|huong dan|chap hanh)(?: thi hanh| noi dung)? {mention}",
        folded,
    ):
        return []
    numbers = _numbers(numbered[0], archive)
    told = [r for r in archive.references if r.number in numbers and r.directive in query.scope.named]
    # A copy of it, or what only mentions it, does not carry it out where something else does.
    ids = {r.directive for r in told if r.relation == "implements"} or {r.directive for r in told}
    found = [archive.directives[number] for number in sorted(ids)]
    return [d for d in found if d.kind and d.kind.value in query.kinds] or found


def _numbers(named: Scope, archive: Archive) -> set[str | None]:
    """The numbers of the documents that a group names."""
    if named.references:
        return {r.number for r in named.references}
    return {f.value for i in named.directives or () if (f := archive.directives[i].number)}


def _copies(named: Scope, query: Query, archive: Archive) -> list[Directive]:
    """``Bản sao lục Chỉ thị 06``: the certified copies of it, of the bodies named alone: another body's has another signer."""
    numbers = _numbers(named, archive)
    made = {r.directive for r in archive.references if r.relation is Relation.COPIES and r.number in numbers}
    theirs = made & set(query.scope.named) if query.scope.named else made
    return [archive.directives[number] for number in sorted(theirs)]


def quoted_in(query: Query, archive: Archive) -> tuple[Reference, ...]:
    """``Chỉ thị mà công văn 634 triển khai``, ``công văn 634 triển khai chỉ thị của ai``: the document of that kind quoted in
    the one named; nothing where the question speaks of the one named, or which of several is meant is not sure."""
    if not speaks_of_quoted(query):
        return ()
    folded = flat(query.text)
    inside = set(next(_carriers(query)).directives or ())
    own = {d.number.value for d in (archive.directives[i] for i in inside) if d.number}
    found = [
        r for r in archive.references
        if r.directive in inside and r.number not in own and any((r.kind or "").startswith(k) for k in query.kinds)
    ]  # fmt: skip
    wanted = next((relations for cue, relations in _QUOTED_AS if cue.search(folded)), frozenset[str]())
    found = [r for r in found if r.relation in wanted] or found
    if len({r.number or r.subject for r in found}) > 1:
        asked = set(folded_words(query.text))
        told = {r.number: set(folded_words(f"{r.issuer or ''} {r.subject or ''}")) for r in found}
        like = {number: len(words & asked) / len(words) if words else 0.0 for number, words in told.items()}
        best = max(like.values())
        found = [r for r in found if like[r.number] == best and best >= LIKE]
    return tuple(found) if len({r.number or r.subject for r in found}) == 1 else ()


def speaks_of_quoted(query: Query) -> bool:
    """Whether the question names one document and asks for another, of a kind alone, that it quotes, carries out or ends."""
    named = next(_carriers(query), None)
    if named is None or named.references or not query.kinds:
        return False
    folded, mention = flat(query.text), re.escape(flat(named.names[0]))
    after = (
        rf"{mention}(?: cua(?: (?!(?:nao|gi|ai)\b)[a-z]+){{1,5}})?(?: (?!(?:cua|nao|gi)\b)[\w/-]+){{0,3}}? {_QUOTES}"
        rf"(?: (?:den|toi|cho|lai|tren|vao|theo|cac|mot|noi dung)){{0,2}} {DOCUMENT}"
    )
    before = (
        rf"{DOCUMENT}\b(?! \d| so \d)[^?]*? (?:ma|duoc|bi|do|boi|tai|trong|can cu (?:cho|cua|de ra)|goc cua)"
        rf"(?: [a-z]+){{0,2}} {mention}"
    )
    return bool(re.search(after, folded) or re.search(before, folded))


def _carriers(query: Query) -> Iterator[Scope]:
    """The one document that a question names, or the one there is of the body it names ("phường X làm theo công văn của ai")."""
    numbered = [group for group in query.groups if group.explicit]
    bodies = [group for group in query.groups if group.names and len(group.directives or ()) == 1]
    if len(numbered) == 1 or (not numbered and len(bodies) == 1):
        yield (numbered or bodies)[0]


def meant(targets: list[Directive], query: Query, hits: Sequence[Hit], archive: Archive) -> list[Directive]:
    """Of several documents, the one whose clause the rest of the question describes."""
    if query.scope.explicit or len(targets) < 2:
        return targets
    if not residue(query, archive):
        return _called(targets, query)
    ids = {directive.id for directive in targets}
    first = next((hit for hit in hits if hit.clause.directive in ids), None)
    if first is None:
        return targets
    matcher = Matcher(query, archive)
    cover = matcher.coverage([(set(matcher.forms(f"{first.clause.text} {' '.join(first.clause.headings)}")), 1.0)])
    return [archive.directives[first.clause.directive]] if cover >= DESCRIBED else _called(targets, query)


def _called(targets: list[Directive], query: Query) -> list[Directive]:
    """Those whose subject lines hold most of the question's words, where one holds more than two of them."""
    asked = {fold(term).rstrip("12345") for term in query.terms} - _ASKING
    held = [len(asked & set(flat(d.subject.value).split())) if d.subject else 0 for d in targets]
    most = max(held)
    return [d for d, count in zip(targets, held, strict=True) if count == most] if most > 2 else targets


def mentioned(query: Query, archive: Archive) -> tuple[Reference, ...]:
    """Documents that are only mentioned, called by kind and issuer or subject ("kết luận của Bộ Chính trị về …").

    Only where no directive of that kind is in scope.
    """
    if not query.kinds:
        return ()
    scope = None if query.scope.directives is None else frozenset(query.scope.directives)
    inside = archive.directives if scope is None else [archive.directives[number] for number in scope]
    if any(d.kind and d.kind.value in query.kinds for d in inside):
        return ()
    asked = set(folded_words(query.text))
    best: dict[str, float] = {}
    for one in archive.references:
        if one.kind in query.kinds and one.number and (scope is None or one.directive in scope):
            told = [folded_words(text) for text in (one.issuer, one.subject) if text]
            likeness = max((len(asked & set(words)) / len(set(words)) for words in told), default=0.0)
            best[one.number] = max(best.get(one.number, 0.0), likeness)
    number = max(best, key=lambda n: best[n], default=None)
    if number is None or (best[number] < 0.5 and len(best) > 1):
        return ()
    return tuple(one for one in archive.references if one.number == number)


def residue(query: Query, archive: Archive) -> list[str]:
    """Content words of the question that the documents' own subject lines do not explain."""
    about = _about(archive)
    ids = frozenset(directive.id for directive in targets(query, archive))
    words = [(term, fold(term).rstrip("12345")) for term in query.terms if not term.isdigit()]
    return [term for term, word in words if word not in _ASKING and ids.isdisjoint(about.get(word, ()))]


_subjects: WeakKeyDictionary[Archive, dict[str, set[int]]] = WeakKeyDictionary()


def _about(archive: Archive) -> dict[str, set[int]]:
    """The directives by the words of their subject lines; made once for an archive, since it may have very many."""
    if archive not in _subjects:
        about: dict[str, set[int]] = {}
        for directive in archive.directives:
            for word in flat(directive.subject.value).split() if directive.subject else ():
                about.setdefault(word, set()).add(directive.id)
        _subjects[archive] = about
    return _subjects[archive]


def targets(query: Query, archive: Archive) -> list[Directive]:
    numbered = [group for group in query.groups if group.explicit]
    if len(numbered) > 1 and not JOINING.search(flat(query.text)):
        about = asked_about(query)
        return [] if about.references else [archive.directives[number] for number in about.directives or ()]
    if query.scope.references and not _explicit_ids(query):
        return []
    scope = query.scope.directives
    if numbered:
        inside = range(len(archive.directives)) if scope is None else frozenset(scope)
        named = (number for group in numbered if not group.references for number in group.directives or ())
        found = [archive.directives[number] for number in named if number in inside]
    else:
        found = [archive.directives[number] for number in scope] if scope is not None else list(archive.directives)
    same = (
        [d for d in found if d.kind and d.kind.value in query.kinds] if query.kinds and not query.scope.explicit else []
    )
    return same or found


def asked_about(query: Query) -> Scope:
    """Of several documents named, the one whose field is asked for.

    "Công văn 634 thực hiện chỉ thị 17 của ai": the last; "công văn 190 được chỉ thị 06 nhắc đến về việc gì": the first.
    """
    numbered = [group for group in query.groups if group.explicit]
    start = query.text.find(numbered[0].names[0]) + len(numbered[0].names[0])
    between = flat(query.text[start : query.text.find(numbered[1].names[0], start)]) if len(numbered) > 1 else ""
    return numbered[0] if re.search(r"\b(?:duoc|ma|do|trong)\b", between) else numbered[-1]


def _explicit_ids(query: Query) -> bool:
    return any(group.directives and not group.references for group in query.groups if group.explicit)
