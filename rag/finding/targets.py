"""Whose field a question asks for: which directives, or which documents that are only mentioned."""

import re
from collections.abc import Sequence
from weakref import WeakKeyDictionary

from index.archive import Archive
from index.text import fold, folded_words
from index.types import Directive, Reference
from rag.finding.match import Matcher
from rag.question.cues import JOINING
from rag.question.folded import flat
from rag.types import Hit, Query, Scope

# Share of a description that a clause must hold for its document to be the one described.
DESCRIBED = 0.6
_ASKING = set("co quan don vi noi cap ben to chuc ban hanh ky ki giu vu danh nguoi".split())


def following(query: Query, archive: Archive) -> list[Directive]:
    """``Quận ủy Hà Đông ra công văn triển khai Chỉ thị 06``: what that body issued on the document named, not that document."""
    numbered = [group for group in query.groups if group.explicit]
    if len(numbered) != 1 or not query.scope.named:
        return []
    mention = flat(numbered[0].names[0])
    if not re.search(
        rf"(?:thuc hien|trien khai|theo|quan triet|can cu)(?: noi dung)? {re.escape(mention)}", flat(query.text)
    ):
        return []
    numbers = {r.number for r in numbered[0].references}
    if not numbered[0].references:
        numbers = {f.value for i in numbered[0].directives or () if (f := archive.directives[i].number)}
    ids = {r.directive for r in archive.references if r.number in numbers} & set(query.scope.named)
    return [archive.directives[number] for number in sorted(ids)]


def quoted_in(query: Query, archive: Archive) -> tuple[Reference, ...]:
    """``Chỉ thị mà Hà Đông triển khai tại công văn 634``: the document of that kind quoted in the one named."""
    numbered = [group for group in query.groups if group.explicit and not group.references]
    if len(numbered) != 1 or not re.search(
        rf"(?:tai|trong|boi) {re.escape(flat(numbered[0].names[0]))}", flat(query.text)
    ):
        return ()
    inside = set(numbered[0].directives or ())
    found = [r for r in archive.references if r.directive in inside and r.kind in query.kinds]
    return tuple(found) if len({r.number or r.subject for r in found}) == 1 else ()


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
