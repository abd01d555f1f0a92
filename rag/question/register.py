"""The register of an archive: its documents, and those it mentions, by number, date and kind. Made once for an archive."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from index.archive import Archive
from index.parsing import patterns as p
from index.parsing.numbers import kind_of_number
from index.text import fold, folded_words
from index.types import Directive, Reference
from rag.question.codes import CODES
from rag.question.numbers import NumberMention, has_separator, number_of_file, split_number

# A notice of conclusions is called "thông báo" or "kết luận".
_SAME_KIND = {"Kết luận": {"Thông báo"}, "Thông báo": {"Kết luận"}, "Luật": {"Bộ luật"}}
_KINDS = {fold(code): kind for code, kind in p.KINDS.items()}
_OWNERS = {fold(code): frozenset(folded_words(body)) for code, body in p.ISSUER_CODES.items()}


# Bodies there is one of: a document said to be theirs is no other's.
NATIONAL = frozenset({("thu", "tuong"), ("chinh", "phu"), ("quoc", "hoi")})


@dataclass(slots=True)
class Entry:
    """One number: the archive's documents that have it, and the places where it is mentioned. ``kinds``: those its codes spell."""

    number: str
    year: str | None
    codes: frozenset[str]
    kinds: set[str] = field(default_factory=set)
    years: set[str] = field(default_factory=set)
    owners: set[str] = field(default_factory=set)
    ids: set[int] = field(default_factory=set)
    references: list[Reference] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Meant:
    """What a number or a date names: documents of the archive, or else places where such a document is mentioned."""

    ids: frozenset[int] = frozenset()
    references: tuple[Reference, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.ids or self.references)

    @property
    def documents(self) -> set[int]:
        """The documents of the archive that are meant or mention what is meant."""
        return set(self.ids) or {reference.directive for reference in self.references}


class Register:
    """Look-ups take the time of what they find, not of what the archive holds."""

    def __init__(self, archive: Archive) -> None:
        self.directives = archive.directives
        self._entries: dict[str, Entry] = {}
        self._by_digits: dict[str, list[Entry]] = {}
        self._by_date: dict[str, list[int]] = {}
        self._mentioned_on: dict[str, list[Reference]] = {}
        self._by_kind: dict[str, list[int]] = {}
        self.annexes: dict[str, list[int]] = {}
        self.codes: set[str] = set()
        before: Directive | None = None
        for one in archive.directives:
            first = before is None or before.file != one.file
            self._enter(one, number_of_file(one.file) if first and not one.number else None)
            # What has no number and follows a document in its file is annexed to it.
            number = one.carrier or (before.number if before and before.file == one.file and not one.number else None)
            if number:
                self.annexes.setdefault(number.value, []).append(one.id)
            before = one if one.number or before is None or before.file != one.file else before
        self.own = frozenset(self._by_digits)
        for reference in archive.references:
            self._mention(reference)
        self.known = frozenset(self._by_digits)
        self._by_day: dict[str, list[str]] = {}
        for iso in {*self._by_date, *self._mentioned_on}:
            self._by_day.setdefault(iso[5:], []).append(iso)

    def _enter(self, one: Directive, filed: str | None) -> None:
        """Note a document; ``filed``: the number in the name of its file, where the print has none (a heading cut off)."""
        kind = one.kind.value if one.kind else None
        if filed and kind is not None and kind != kind_of_number(filed):
            filed = None  # of something else
        if number := one.number.value if one.number else filed:
            entry = self._entry(number)
            entry.ids.add(one.id)
            entry.years.update([one.date.value[:4]] if one.date else ())
            entry.owners.update(_folded(one.issuer.value) if one.issuer else ())
        if one.date:
            self._by_date.setdefault(one.date.value, []).append(one.id)
        if one.kind:
            self._by_kind.setdefault(one.kind.value, []).append(one.id)

    def _mention(self, one: Reference) -> None:
        if not one.number:
            return
        entry = self._entry(one.number)
        entry.references.append(one)
        entry.years.update([one.date[:4]] if one.date else ())
        entry.owners.update(_folded(one.issuer) if one.issuer else ())
        if one.date:
            self._mentioned_on.setdefault(one.date, []).append(one)

    def _entry(self, number: str) -> Entry:
        if number not in self._entries:
            digits, year, codes = split_number(number)
            bare = [part for code in codes for part in (code, re.sub(r"\d+$", "", code))]
            owners = {word for code in bare for word in _OWNERS.get(code, ())}
            kinds = {_KINDS[code] for code in bare if code in _KINDS}
            entry = Entry(number, year, frozenset(bare), kinds, {year} if year else set(), owners)
            self._by_digits.setdefault(digits, []).append(entry)
            self._entries[number] = entry
            self.codes.update(codes)
        return self._entries[number]

    def resolve(self, mention: NumberMention, body: Sequence[str] = ()) -> Meant:
        """The documents a number names. ``body``: folded words behind "của"; they choose where some of several fit."""
        for reading in mention.readings or (mention.digits.lstrip("0") or "0",):
            entries = [e for e in self._by_digits.get(reading, ()) if _of_year(mention, e)]
            theirs = [e for e in entries if body and set(body) <= e.owners]
            if not theirs and (mention.of or tuple(body) in NATIONAL):
                continue  # "Chỉ thị 17 của Thủ tướng" is not that of the city
            if found := self._choose(mention, theirs) if theirs else Meant():
                return found
            if found := self._choose(mention, entries):
                return found
        return Meant()

    def _choose(self, mention: NumberMention, entries: Sequence[Entry]) -> Meant:
        for strict in (True, False):
            fit = [e for e in entries if not strict or set(mention.codes) <= e.codes]
            ids = {i for e in fit for i in e.ids if mention.kind in e.kinds or same_kind(mention.kind, self._kind(i))}
            if ids:
                return Meant(frozenset(ids))
            refs = [r for e in fit for r in e.references if same_kind(mention.kind, r.kind)]
            if refs:
                return Meant(references=tuple(refs))
            if carried := {i for e in fit for i in e.ids if self._carries(i, mention.kind)}:
                return Meant(frozenset(carried))
            spelt = mention.codes and all(not code.isalpha() or code in CODES for code in mention.codes)
            if spelt and has_separator(mention):
                break  # the symbol was spelt out: another document with the same digits is not meant
        return Meant()

    def _carries(self, number: int, kind: str | None) -> bool:
        """Whether what a document issues or approves is of that kind: Quyết định 773 approves what is called "Kế hoạch 773"."""
        subject = self.directives[number].subject
        annexed = any(same_kind(kind, self._kind(i)) for i in self.beneath([number]))
        return annexed or bool(kind and subject and kind.lower() in subject.value.lower())

    def mentions(self, ids: Iterable[int]) -> list[Reference]:
        """Where documents other than themselves mention these documents of the archive by number."""
        wanted = set(ids)
        numbers = dict.fromkeys(d.number.value for d in map(self.directives.__getitem__, sorted(wanted)) if d.number)
        return [r for n in numbers for r in self._entry(n).references if r.directive not in wanted]

    def beneath(self, ids: Iterable[int]) -> set[int]:
        """What is annexed to these documents."""
        numbers = {d.number.value for d in map(self.directives.__getitem__, ids) if d.number}
        return {annexed for number in numbers for annexed in self.annexes.get(number, ())}

    def of_kind(self, kind: str) -> Sequence[int]:
        """The archive's documents of one kind."""
        return self._by_kind.get(kind, ())

    def of_year(self, kind: str, year: str) -> Meant:
        """``Pháp lệnh 2020``."""
        ids = {i for i in self.of_kind(kind) if (date := self.directives[i].date) and date.value.startswith(year)}
        return Meant(frozenset(ids))

    def dated(self, kind: str | None, iso: str | None, day: str | None = None) -> Meant:
        """The documents of that kind and date (``day``: ``MM-DD`` of any year), the archive's own first; of those it only
        mentions, where that is one."""
        days = [iso] if iso else self._by_day.get(day or "", [])
        ids = {i for one in days for i in self._by_date.get(one, ()) if same_kind(kind, self._kind(i))}
        if ids:
            return Meant(frozenset(ids)) if iso or len(ids) == 1 else Meant()
        refs = tuple(r for one in days for r in self._mentioned_on.get(one, ()) if same_kind(kind, r.kind))
        return Meant(references=refs) if len({r.number for r in refs}) == 1 else Meant()

    def undated(self, kind: str | None) -> bool:
        """Whether a document of that kind has no date that could be read: it may be the one asked for by its date."""
        ids = self.of_kind(kind) if kind else range(len(self.directives))
        return any(self.directives[i].date is None for i in ids)

    def _kind(self, number: int) -> str | None:
        kind = self.directives[number].kind
        return kind.value if kind else None


@lru_cache(maxsize=10_000)
def _folded(text: str) -> frozenset[str]:
    return frozenset(folded_words(text))


def same_kind(asked: str | None, kind: str | None) -> bool:
    """Whether a document of ``kind`` may be called ``asked``; unknown kinds may be anything."""
    return not asked or not kind or asked == kind or kind in _SAME_KIND.get(asked, ())


def _of_year(mention: NumberMention, entry: Entry) -> bool:
    return not mention.year or not entry.years or mention.year in entry.years
