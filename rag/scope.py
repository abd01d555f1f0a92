"""Which documents a question is about: numbers in any shape, places, bodies and kinds, resolved against the archive."""

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from index import patterns as p
from index import text as normal
from index.archive import Archive
from index.text import Token, fold, folded_words, tokens
from index.types import Directive, Reference
from rag.cues import EXCEPT, KIND_WORDS
from rag.types import Scope
from rag.values import SURNAMES

_CODES = frozenset(fold(code) for code in [*p.KINDS, *p.ISSUER_CODES]) | {
    "ubnd",
    "hdnd",
    "nccc",
    "kgvx",
    "vpcp",
}
_DIGITS = re.compile(r"^\d{1,5}(?:/\d{4})?$")
_BETWEEN = re.compile(r"^[\s\-–/.]*$")
_JOINERS = frozenset({"va", "voi", "hay", "hoac", "cung"})
_PLACE_NOUNS = frozenset({"quan", "huyen", "phuong", "xa", "tinh", "pho", "tran", "uy", "so"})
_FULL_NAME = re.compile(rf"\b(?:{SURNAMES})(?:\s+[{p.UPPER}][{p.LOWER}]*){{2,3}}(?![{p.LOWER}])")
_NAME = re.compile(rf"\b{p.NAME_RUN}")
# A decision is often called by what it decides, a notice of conclusions "thông báo" or "kết luận".
_SAME_KIND = {"Kết luận": {"Thông báo"}, "Thông báo": {"Kết luận"}}


@dataclass(frozen=True, slots=True)
class NumberMention:
    """A document number as a question gives it; ``start`` and ``end`` are token positions."""

    start: int
    end: int
    digits: str
    year: str | None
    codes: tuple[str, ...]
    kind: str | None
    printed: str


@dataclass(slots=True)
class Found:
    """What of a question names documents, and the token positions that do so."""

    scope: Scope
    used: set[int] = field(default_factory=set)
    kinds: tuple[str, ...] = ()
    mentions: tuple[NumberMention, ...] = ()
    name_spans: tuple[tuple[int, int], ...] = ()
    groups: tuple[Scope, ...] = ()


def split_number(number: str) -> tuple[str, str | None, tuple[str, ...]]:
    """``02/2020/UBTVQH14`` → ``("2", "2020", ("ubtvqh14",))``; folded, leading zeros gone."""
    parts = [fold(part) for part in re.split(r"[-/]", number) if part]
    digits = parts[0].lstrip("0") or "0"
    year = next((part for part in parts[1:] if re.fullmatch(r"\d{4}", part)), None)
    return digits, year, tuple(part for part in parts[1:] if part != year)


def number_mentions(text: str, found: Sequence[Token], own: frozenset[str] = frozenset()) -> list[NumberMention]:
    """Document numbers in a question: ``công văn 667``, ``cv 667``, ``667-CV/QU``, ``tb 739 tu``, ``634 và 667``.

    ``own``: the numbers of the archive's own documents, which may stand without any kind ("924 gửi ai").
    """
    mentions: list[NumberMention] = []
    for at, token in enumerate(found):
        if not _DIGITS.match(token.folded):
            continue
        kind, start = _kind_before(found, at)
        codes, end = _codes_after(text, found, at)
        digits, _, year = token.folded.partition("/")
        chained = bool(mentions) and mentions[-1].end == at - 1 and found[at - 1].folded in _JOINERS
        if chained and not kind and not codes:
            kind = mentions[-1].kind
        elif not kind and not codes and not (token.folded in own and _stands_alone(found, at)):
            continue
        printed = text[found[start].start : found[end - 1].end]
        mentions.append(NumberMention(start, end, digits, year or None, codes, kind, printed))
    return mentions


def _stands_alone(found: Sequence[Token], at: int) -> bool:
    """Whether a bare number is likely a document's: three figures, not counting anything, not part of an address or date."""
    before = found[at - 1].folded if at else ""
    after = found[at + 1].folded if at + 1 < len(found) else ""
    counted = {
        "nguoi",
        "giuong",
        "cho",
        "ngay",
        "ca",
        "dong",
        "trieu",
        "thang",
        "nam",
        "phuong",
        "met",
        "m",
        "lan",
        "gio",
    }
    placed = {
        "muc",
        "dieu",
        "khoan",
        "diem",
        "ngay",
        "thang",
        "nam",
        "dot",
        "covid",
        "qua",
        "tren",
        "duoi",
        "den",
        "f",
        "games",
    }
    return len(found[at].folded) >= 3 and before not in placed and after not in counted


def _kind_before(found: Sequence[Token], at: int) -> tuple[str | None, int]:
    stop = at
    while stop and found[stop - 1].folded in ("so", "thu"):
        stop -= 1
    for size in (4, 3, 2, 1):
        words = " ".join(token.folded for token in found[max(0, stop - size) : stop])
        if stop >= size and words in KIND_WORDS:
            return KIND_WORDS[words], stop - size
        if stop >= size and words == "van ban":
            return "", stop - size
    return None, at


def _codes_after(text: str, found: Sequence[Token], at: int) -> tuple[tuple[str, ...], int]:
    codes: list[str] = []
    end = at + 1
    while end < len(found) and len(codes) < 4:
        token, gap = found[end], text[found[end - 1].end : found[end].start]
        if found[end].start == found[end - 1].start:  # a spelt-out abbreviation: its syllables share one place
            end += 1
            continue
        raw = fold(text[token.start : token.end])
        marked = bool(gap.strip())
        plain_code = raw in _CODES and (marked or text[token.start : token.end].isascii())
        if not _BETWEEN.match(gap) or not (plain_code or (marked and text[token.start : token.end].isupper())):
            break
        codes.append(raw)
        end += 1
    while end < len(found) and codes and found[end].start == found[end - 1].start:
        end += 1
    return tuple(codes), end


def _matches(mention: NumberMention, number: str, kind: str | None, strict: bool) -> bool:
    digits, year, codes = split_number(number)
    if digits != (mention.digits.lstrip("0") or "0") or (mention.year and year and mention.year != year):
        return False
    if (
        strict
        and mention.codes
        and not set(mention.codes) <= {part for code in codes for part in (code, re.sub(r"\d+$", "", code))}
    ):
        return False
    if mention.kind and kind and mention.kind != kind:
        return kind in _SAME_KIND.get(mention.kind, set())
    return True


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


@cache
def _places() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """Known names of places as tokens, with marks and folded."""
    lines = (files("rag") / "data" / "places.txt").read_text(encoding="utf-8").splitlines()
    return tuple(
        (tuple(normal.words(line)), tuple(folded_words(line))) for line in lines if line and not line.startswith("#")
    )


def _is_known(words: Sequence[str], archive: Archive) -> bool:
    pairs = [f"{a}_{b}" for a, b in itertools.pairwise(words)] or list(words)
    return any(archive.lexical.frequency(pair, marks=False) for pair in pairs)


def unknown_names(text: str, found: Sequence[Token], archive: Archive, used: set[int], marks: bool) -> list[str]:
    """Proper names of the question that stand nowhere in the archive."""
    unknown: list[str] = []
    forms = [token.accented if marks else token.folded for token in found]
    for accented, folded in _places():
        name = accented if marks else folded
        for at in range(len(forms) - len(name) + 1):
            span = range(at, at + len(name))
            if tuple(forms[at : at + len(name)]) != name or used.intersection(span):
                continue
            titled = all(text[found[i].start].isupper() for i in span)
            noun = at > 0 and found[at - 1].folded in _PLACE_NOUNS
            if (titled or noun) and not _is_known(folded, archive):
                unknown.append(text[found[at].start : found[span[-1]].end])
    for match in _FULL_NAME.finditer(text) if marks else ():
        syllables = folded_words(match.group())
        if not all(_is_known(pair, archive) for pair in itertools.pairwise(syllables)):
            unknown.append(match.group())
    for match in _NAME.finditer(text) if marks else ():
        syllables = folded_words(match.group())
        first = match.start() == 0 or text[: match.start()].rstrip().endswith((".", "?", "!", ":"))
        rest = syllables[1:] if first else syllables
        if len(rest) >= 2 and not any(_is_known(pair, archive) for pair in itertools.pairwise(rest)):
            printed = " ".join(match.group().split()[1 if first else 0 :])
            if not any(printed in other or other in printed for other in unknown):
                unknown.append(printed)
    return unknown


def find_scope(text: str, archive: Archive, names: Names, marks: bool) -> Found:
    """The documents that ``text`` names."""
    found = tokens(text)
    mentions = number_mentions(text, found, names.numbers)
    used = {at for m in mentions for at in range(m.start, m.end)}
    directives: set[int] = set()
    references: list[Reference] = []
    unknown: list[str] = []
    groups: list[Scope] = []
    for mention in mentions:
        if mention.start and EXCEPT.search(found[mention.start - 1].folded) and len(mentions) > 1:
            continue
        ids, mentioned = _resolve(mention, archive)
        about = ids or {r.directive for r in mentioned}
        groups.append(Scope(tuple(sorted(about)), tuple(mentioned), (mention.printed,), explicit=True))
        directives |= ids
        references += mentioned
        if not ids and not mentioned:
            unknown.append(mention.printed)
    hits = [hit for hit in names.find(found) if not used.intersection(range(hit[0], hit[1]))]
    hits += [hit for hit in names.by_initials(found, text) if not used.intersection(range(hit[0], hit[1]))]
    named: set[int] = set()
    for start, end, words in hits:
        named |= names.by_words[words]
        if not mentions:
            groups.append(Scope(tuple(sorted(names.by_words[words])), names=(names.display[words],)))
        used.update(range(start, end))
    scoped = _combine(directives, references, named, archive)
    signed = names.signed(found)
    if scoped is None and signed:
        scoped = set().union(*signed.values())
    outside = unknown_names(text, found, archive, used, marks)
    scope = Scope(
        tuple(sorted(scoped)) if scoped is not None else None,
        tuple(references),
        tuple(dict.fromkeys(names.display[words] for _, _, words in hits)),
        tuple(unknown),
        tuple(outside),
        explicit=bool(directives or references),
        named=tuple(sorted(named)),
        signers=tuple(" ".join(name) for name in signed),
    )
    return Found(
        scope,
        used,
        tuple(_kinds(found, used)),
        tuple(mentions),
        tuple((a, b) for a, b, _ in hits),
        tuple(groups),
    )


def _combine(
    directives: set[int], references: Sequence[Reference], named: set[int], archive: Archive
) -> set[int] | None:
    """A number names its document whatever place stands beside it; a place alone names all documents issued there.

    A number with a place that did not issue it ("Hà Đông … theo Chỉ thị 06") adds that place's documents which mention it.
    """
    mentioning = {reference.directive for reference in references}
    if directives and named:
        if directives & named:
            return directives & named if len(directives) == 1 else directives
        numbers = {d.number.value for d in archive.directives if d.id in directives and d.number}
        return directives | {r.directive for r in archive.references if r.number in numbers and r.directive in named}
    if directives:
        return directives
    if mentioning:
        return (mentioning & named) or mentioning
    return named or None


def _resolve(mention: NumberMention, archive: Archive) -> tuple[set[int], list[Reference]]:
    for strict in (True, False):
        ids = {
            d.id for d in archive.directives
            if d.number and _matches(mention, d.number.value, d.kind.value if d.kind else None, strict)
        }  # fmt: skip
        if ids:
            return ids, []
        refs = [r for r in archive.references if r.number and _matches(mention, r.number, r.kind, strict)]
        if refs:
            return set(), refs
        if (
            mention.codes
            and all(not code.isalpha() or code in _CODES for code in mention.codes)
            and _has_separator(mention)
        ):
            break  # the symbol was spelt out: another document with the same digits is not meant
    return set(), []


def _has_separator(mention: NumberMention) -> bool:
    return bool(re.search(r"\d\s*[-–/]", mention.printed))


def _kinds(found: Sequence[Token], used: set[int]) -> Iterable[str]:
    """Kinds of document named without a number ("thông báo của Thanh Xuân")."""
    at = 0
    while at < len(found):
        for size in (4, 3, 2, 1):
            words = " ".join(token.folded for token in found[at : at + size])
            if (
                words in KIND_WORDS
                and not used.intersection(range(at, at + size))
                and (size > 1 or words in ("cv", "tb", "qd", "nq", "sluc"))
            ):
                yield KIND_WORDS[words]
                at += size - 1
                break
        at += 1
