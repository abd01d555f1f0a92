"""The places, bodies and signers of an archive, as questions may call them. Made once for an archive."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from index.archive import Archive
from index.orthography import possible_bare
from index.parsing import patterns as p
from index.text import Token, fold, folded_words, words
from index.types import Directive
from rag.question.cues import KIND_WORDS
from rag.question.places import FULL_NAME, OF_A_PERSON, is_place
from rag.question.register import NATIONAL, Register

Words = tuple[str, ...]
_TAIL = re.compile(rf"(?:^|\s)({p.NAME_RUN})$")
_UNIT = re.compile(r"^(?:Quận|Phường|Huyện|Xã|Tỉnh|Thành phố|Thị xã|Thị trấn|TP\.?)\s+(?=\D)")
# Bodies of the whole country: the place their documents are signed in is not what they are about.
_CENTRAL = re.compile(
    r"^(?:bo|chinh phu|thu tuong|pho thu tuong|quoc hoi|uy ban thuong vu|chu tich nuoc|ban bi thu|ban chap hanh trung uong|"
    r"van phong (?:chinh phu|quoc hoi|trung uong|chu tich nuoc)|kiem toan|thanh tra chinh phu|tong cuc|uy ban dan toc)\b"
    r"|(?:toi cao|quoc gia|trung uong|viet nam)$"
)
_EVERYWHERE = frozenset({("viet", "nam"), ("trung", "uong")})
# What stands before a single syllable or initials that are a place.
UNITS = frozenset("quan q huyen h phuong p xa x tinh t tp pho tran".split())
# Initials that are read otherwise as well; "tx" and "px" are so before a name only ("TX Sơn Tây").
_OTHERWISE = frozenset("tp tt sv hs gv bs ks ths vn nd kt tl tm".split())
_BEFORE_NAMES = frozenset({"tx", "px", "tt"})


@dataclass(slots=True)
class Name:
    """A place or body: ``ids`` are the directives it issued, ``beneath`` those issued by what is part of it.

    ``display``: as the archive prints it; ``accented``: its syllables with marks; ``place``: it is a place, or a body called
    by its place.
    """

    words: Words
    display: str
    accented: Words
    place: bool
    ids: set[int] = field(default_factory=set)
    beneath: set[int] = field(default_factory=set)


class Names:
    """The places and bodies the directives of an archive are issued by, its signers, and its register of numbers."""

    def __init__(self, archive: Archive) -> None:
        self.register = Register(archive)
        self.people: dict[Words, set[int]] = {}
        self.by_words: dict[Words, Name] = {}
        for directive in archive.directives:
            for signer in directive.signers:
                self.people.setdefault(_folded(signer.name), set()).add(directive.id)
            issuer, signed_in = directive.issuer, directive.place
            body = issuer.value if issuer else _signed_for(directive)
            for text, place in _names_of(body, signed_in.value if signed_in else None):
                if name := self._name(text, place):
                    name.ids.add(directive.id)
            if directive.parent and (tail := _place_in(directive.parent.value)) and (name := self._name(tail, True)):
                name.beneath.add(directive.id)
        for short, long in _short_forms(self.by_words):
            self.by_words.setdefault(short, self.by_words[long])
        self.initials: dict[str, set[Words]] = {}
        for called, name in self.by_words.items():
            if 2 <= len(called) <= 4 and called == name.words:
                self.initials.setdefault("".join(word[0] for word in called), set()).add(called)
                clipped = "".join(word[0] for word in called[:-1]) + called[-1]  # "hdong", "hminh"
                if not possible_bare(clipped):
                    self.initials.setdefault(clipped, set()).add(called)
        self._longest = max(map(len, self.by_words), default=0)
        self._longest_person = max(map(len, self.people), default=0)
        self._given: dict[str, set[Words]] = {}
        for person in self.people:
            self._given.setdefault(person[-1], set()).add(person)

    def _name(self, text: str, place: bool) -> Name | None:
        called = _folded(text)
        if not called or called in _EVERYWHERE:
            return None
        if called not in self.by_words:
            self.by_words[called] = Name(called, text, tuple(words(text)), place)
        return self.by_words[called]

    def find(self, found: Sequence[Token], text: str) -> list[tuple[int, int, Name]]:
        """``(first token, end, name)`` of each name in a question, in its order, the longest of those that overlap."""
        folded = [token.folded for token in found]
        taken = self._persons(found, text)
        hits: list[tuple[int, int, Name]] = []
        for size in range(min(self._longest, len(folded)), 0, -1):
            for at in range(len(folded) - size + 1):
                name = self.by_words.get(tuple(folded[at : at + size]))
                if name is None or taken.intersection(range(at, at + size)) or _is_other(name, found, text, at, size):
                    continue
                taken.update(range(at, at + size))
                hits.append((at, at + size, name))
        hits += (hit for hit in self._by_initials(found, text) if hit[0] not in taken)
        return sorted(hits, key=lambda hit: hit[0])

    def signed(self, found: Sequence[Token], text: str = "") -> dict[Words, set[int]]:
        """The signers named, with what they signed: in full, or by title and given name ("đồng chí Trường ký …")."""
        folded = [token.folded for token in found]
        named = {person: self.people[person] for _, _, person in self._full_names(folded)}
        if named or "ky" not in folded:
            return named
        for at in range(1, len(found)):
            titled = " ".join(folded[max(0, at - 2) : at]) in _TITLED or folded[at - 1] in ("ong", "ba")
            people = self._given.get(folded[at], set())
            if titled and len(people) == 1 and text[found[at].start : found[at].start + 1].isupper():
                person = next(iter(people))
                return {person: self.people[person]}
        return {}

    def _full_names(self, folded: Sequence[str]) -> Iterable[tuple[int, int, Words]]:
        for size in range(2, self._longest_person + 1):
            for at in range(len(folded) - size + 1):
                if (person := tuple(folded[at : at + size])) in self.people:
                    yield at, at + size, person

    def _persons(self, found: Sequence[Token], text: str) -> set[int]:
        """Tokens of persons' names: no place is meant by a part of one."""
        taken: set[int] = set()
        for start, end, _ in self._full_names([token.folded for token in found]):
            taken.update(range(start, end))
        for match in FULL_NAME.finditer(text):
            span = [at for at, token in enumerate(found) if match.start() <= token.start < match.end()]
            called = tuple(found[at].folded for at in span)
            before = tuple(token.folded for token in found[max(0, span[0] - 2) : span[0]]) if span else ()
            if called not in self.by_words or before in OF_A_PERSON or before[-1:] in OF_A_PERSON:
                taken.update(span)
        return taken

    def _by_initials(self, found: Sequence[Token], text: str) -> Iterable[tuple[int, int, Name]]:
        """Names given by their initials (``HĐ``, ``hbt``, ``hdong``) where that reading is the only one."""
        for at, token in enumerate(found):
            typed = text[token.start : token.end]
            raw = fold(typed)
            called = self.initials.get(raw, set())
            vowels = re.search(r"[aeiouy]", raw) is not None
            if len(called) != 1 or raw in KIND_WORDS or (vowels and (len(raw) < 4 or possible_bare(raw))):
                continue
            unit = at > 0 and found[at - 1].folded in UNITS
            named = at + 1 < len(found) and text[found[at + 1].start].isupper()
            sure = raw not in _OTHERWISE and not (raw in _BEFORE_NAMES and named)
            if unit or sure:
                yield at, at + 1, self.by_words[next(iter(called))]


_TITLED = frozenset({"dong chi", "co ong", "co ba"})


def _is_other(name: Name, found: Sequence[Token], text: str, at: int, size: int) -> bool:
    """Whether the words are others that only look alike without their marks: ``hòa mình`` is not ``Hòa Minh``."""
    span = found[at : at + size]
    typed = [token.accented for token in span]
    if name.words != tuple(token.folded for token in span):
        return False  # a short form
    if size == 1 and (not at or found[at - 1].folded not in UNITS):
        return True
    if all(form in (token.folded, own) for form, token, own in zip(typed, span, name.accented, strict=True)):
        return False
    titled = all(text[token.start : token.start + 1].isupper() for token in span)
    return not titled or is_place(tuple(typed))


# The same few bodies and places issue most of an archive.
@lru_cache(maxsize=10_000)
def _folded(text: str) -> Words:
    return tuple(folded_words(text))


def _signed_for(directive: Directive) -> str | None:
    """Whose a document without a letterhead is, where its signer is the only one of that office: "THỦ TƯỚNG"."""
    offices = (s.capacity for s in directive.signers if s.capacity and not s.authority)
    known = (office for office in offices if _folded(office) in NATIONAL)
    return next((body for office in known for body in p.ISSUER_CODES.values() if body.startswith(f"{office} ")), None)


@lru_cache(maxsize=10_000)
def _names_of(issuer: str | None, signed_in: str | None) -> tuple[tuple[str, bool], ...]:
    """What the issuer of a directive signed at a place may be called by, and whether that is a place."""
    names: list[tuple[str, bool]] = []
    local = True
    for value in re.split(r"\s*;\s*", issuer) if issuer else ():
        tail = _place_in(value)
        central = bool(_CENTRAL.search(" ".join(_folded(value))))
        local = local and not central
        if tail and not (central and _folded(tail) in _EVERYWHERE):
            names.append((tail, True))
        elif len(value.split()) > 1:
            names.append((value, False))
    if signed_in and (local or not issuer):
        place = _UNIT.sub("", signed_in)
        if len(place.split()) > 1 or re.search(r"\d", place):
            names.append((place, True))
    return tuple(names)


@lru_cache(maxsize=10_000)
def _place_in(value: str) -> str | None:
    """The place at the end of a body's name: ``Quận ủy Hà Đông`` is called ``Hà Đông``."""
    tail = _TAIL.search(value)
    if not tail or len(tail[1].split()) == len(value.split()):
        return None
    name = _UNIT.sub("", tail[1])
    return (
        name if len(name.split()) > 1 or re.search(rf"(?:tỉnh|thành phố|TP\.?)\s+{re.escape(name)}$", value) else None
    )


def _short_forms(names: Iterable[Words]) -> list[tuple[Words, Words]]:
    """``(short, long)``: how the bodies are called for short, where only one of them is: ``Bộ Lao động``, ``Thủ tướng``."""
    every = list(names)
    forms: dict[Words, set[Words]] = {}
    for called in every:
        if called[0] == "bo" and len(called) > 3:
            forms.setdefault(called[:3], set()).add(called)
        if called[:2] == ("thu", "tuong"):
            forms.setdefault(called[:2], set()).add(called)
    codes = {tuple(folded_words(body)): fold(code) for code, body in p.ISSUER_CODES.items()}
    for called in every:
        if (code := codes.get(called)) and len(code) > 2:
            forms.setdefault((code,), set()).add(called)
    return [(short, next(iter(long))) for short, long in forms.items() if len(long) == 1]
