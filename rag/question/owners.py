"""Whose a document is said to be: "công văn … của Ban Thường vụ Quận ủy Thanh Xuân". Pure; used by :mod:`rag.question.scope`."""

import re
from collections.abc import Iterable, Sequence

from index.archive import Archive
from index.text import Token, folded_words
from index.types import Reference, Relation
from rag.question.cues import COPY_OF
from rag.question.names import Name
from rag.question.numbers import NumberMention
from rag.question.register import Register

# The words of a body that may stand between "của" and the name of its place (folded).
OF = frozenset("cua quan uy phuong dang huyen thanh pho xa tinh ban nhan dan hoi dong thuong vu truc chu tich".split())

# … and so many syllables before a number may say that a copy of that document is meant.
_NEAR = 8


def owner_words(found: Sequence[Token], mention: NumberMention) -> list[str]:
    """The first two syllables after the "của" behind a number, or before it where its kind stands apart, if any."""
    places = (mention.end, *range(mention.start, mention.end))
    at = next((at for at in places if at < len(found) and found[at].folded == "cua"), None)
    return [] if at is None else [token.folded for token in found[at + 1 : at + 3]]


def is_owner(found: Sequence[Token], start: int) -> bool:
    """Whether "của" stands before the name at that token, with nothing but the body's own words between."""
    before = [token.folded for token in found[max(0, start - 7) : start]]
    while before and before[-1] in OF and before[-1] != "cua":
        before.pop()
    return before[-1:] == ["cua"]


def theirs_of_day(ids: Iterable[int], owner: Name, archive: Archive) -> tuple[Reference, ...]:
    """Where the archive mentions the document of the day and kind of ``ids`` that is ``owner``'s; nowhere if several are."""
    dated_so = [archive.directives[number] for number in sorted(ids)]
    days = {one.date.value for one in dated_so if one.date}
    kinds = {one.kind.value for one in dated_so if one.kind}
    told = [
        r for r in archive.references
        if r.date in days and r.number and (r.kind in kinds or not r.kind)
        and (set(owner.words) <= set(folded_words(r.issuer)) if r.issuer else r.directive in owner.ids)
    ]  # fmt: skip
    return tuple(told) if len({r.number for r in told}) == 1 else ()


def with_copies(found: Sequence[Token], at: int, ids: Iterable[int], register: Register) -> set[int]:
    """The documents ``ids`` named there and, where a copy is spoken of, those made of them: "bản sao lục Chỉ thị 06 của Hà
    Đông", the copy is theirs."""
    named = set(ids)
    before = " ".join(token.folded for token in found[max(0, at - _NEAR) : at])
    copied = named and re.search(rf"{COPY_OF}$", before)
    return named | {r.directive for r in register.mentions(named) if r.relation is Relation.COPIES} if copied else named
