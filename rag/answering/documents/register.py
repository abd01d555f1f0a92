"""The archive's directives looked up by signer, office, kind and place: made once for an archive, which may have very many."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from index.archive import Archive
from index.text import folded_words
from index.types import Directive, Reference, Signer

Signed = tuple[Directive, Signer]


@dataclass(slots=True)
class Register:
    """Tables of one archive; the keys are folded words."""

    signers: dict[tuple[str, ...], list[Signed]] = field(default_factory=dict)
    capacities: dict[str, list[Signed]] = field(default_factory=dict)
    references: dict[int, list[Reference]] = field(default_factory=dict)
    targets: dict[int, list[Reference]] = field(default_factory=dict)
    numbered: dict[str, list[Reference]] = field(default_factory=dict)

    def by_name(self, words: Sequence[str]) -> Iterator[Signed]:
        """The documents signed by people whose full names stand among ``words``."""
        for start in range(len(words)):
            for size in (2, 3, 4, 5):
                yield from (
                    self.signers.get(tuple(words[start : start + size]), ()) if start + size <= len(words) else ()
                )

    def by_capacity(self, head: Sequence[str]) -> Iterable[Signed]:
        """The documents signed by holders of an office that begins with the words ``head``."""
        return self.capacities.get(head[0], ()) if head else ()

    def mentions(self, directive: int) -> Sequence[Reference]:
        """The documents that one directive names."""
        return self.references.get(directive, ())


_kept: WeakKeyDictionary[Archive, Register] = WeakKeyDictionary()


def register(archive: Archive) -> Register:
    """The tables of ``archive``."""
    if archive not in _kept:
        made = Register()
        for directive in archive.directives:
            for signer in directive.signers:
                made.signers.setdefault(tuple(folded_words(signer.name)), []).append((directive, signer))
                first = folded_words(signer.capacity or "")[:1]
                for word in first:
                    made.capacities.setdefault(word, []).append((directive, signer))
        for one in archive.references:
            made.references.setdefault(one.directive, []).append(one)
            if one.target is not None:
                made.targets.setdefault(one.target, []).append(one)
            if one.number:
                made.numbered.setdefault(one.number, []).append(one)
        _kept[archive] = made
    return _kept[archive]


def family(number: int, archive: Archive) -> range:
    """A document, first, and the rules printed under it, that have no number of their own; of such a rule: the same.

    What amends the document amends them.
    """
    directives = archive.directives
    first, end = number, number + 1
    while first and not directives[first].number and directives[first - 1].file == directives[number].file:
        first -= 1
    while end < len(directives) and directives[end].file == directives[number].file and not directives[end].number:
        end += 1
    return range(first, end)
