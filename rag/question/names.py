"""The places, bodies and signers of an archive, as questions may call them."""

import re
from collections.abc import Iterable, Sequence

from index.archive import Archive
from index.parsing import patterns as p
from index.text import Token, fold, folded_words
from index.types import Directive
from rag.question.cues import KIND_WORDS
from rag.question.numbers import split_number


class Names:
    """The places and bodies the directives of an archive are issued by, as questions may call them."""

    def __init__(self, archive: Archive) -> None:
        self.by_words: dict[tuple[str, ...], set[int]] = {}
        self.display: dict[tuple[str, ...], str] = {}
        self.numbers = frozenset(split_number(d.number.value)[0] for d in archive.directives if d.number)
        self.people: dict[tuple[str, ...], set[int]] = {}
        for directive in archive.directives:
            for signer in directive.signers:
                self.people.setdefault(tuple(folded_words(signer.name)), set()).add(directive.id)
        for directive in archive.directives:
            for value in _names_of(directive):
                words = tuple(folded_words(value))
                if words:
                    self.by_words.setdefault(words, set()).add(directive.id)
                    self.display.setdefault(words, value)
        self.initials: dict[str, set[tuple[str, ...]]] = {}
        for words in self.by_words:
            if 2 <= len(words) <= 4:
                self.initials.setdefault("".join(word[0] for word in words), set()).add(words)

    def find(self, found: Sequence[Token]) -> list[tuple[int, int, tuple[str, ...]]]:
        """``(first token, end, name)`` of each name in a question, longest first, never overlapping."""
        folded = [token.folded for token in found]
        taken: set[int] = set()
        for person in self.people:
            for at in range(len(folded) - len(person) + 1):
                if tuple(folded[at : at + len(person)]) == person:
                    taken.update(range(at, at + len(person)))
        hits: list[tuple[int, int, tuple[str, ...]]] = []
        for words in sorted(self.by_words, key=len, reverse=True):
            for at in range(len(folded) - len(words) + 1):
                span = range(at, at + len(words))
                if tuple(folded[at : at + len(words)]) == words and not taken.intersection(span):
                    taken.update(span)
                    hits.append((at, at + len(words), words))
        return sorted(hits)

    def signed(self, found: Sequence[Token]) -> dict[tuple[str, ...], set[int]]:
        """The signers named in full, with what they signed."""
        folded = [token.folded for token in found]
        return {
            name: ids
            for name, ids in self.people.items()
            if any(tuple(folded[at : at + len(name)]) == name for at in range(len(folded) - len(name) + 1))
        }

    def by_initials(self, found: Sequence[Token], text: str) -> list[tuple[int, int, tuple[str, ...]]]:
        """Names given by their initials (``HĐ``, ``hbt``) where that reading is the only one."""
        hits = []
        for at, token in enumerate(found):
            raw = fold(text[token.start : token.end])
            words = self.initials.get(raw, set())
            vowels = re.search(r"[aeiouy]", raw)
            if len(words) == 1 and not vowels and raw not in KIND_WORDS:
                hits.append((at, at + 1, next(iter(words))))
        return hits


def _names_of(directive: Directive) -> Iterable[str]:
    for value in (directive.issuer, directive.place):
        if not value:
            continue
        tail = re.search(rf"(?:^|\s)({p.NAME_RUN})$", value.value)
        name = tail[1] if tail else value.value
        if tail and len(name.split()) > 1 and len(value.value.split()) - len(name.split()) >= 1:
            yield name
        elif len(value.value.split()) > 1:
            yield value.value
