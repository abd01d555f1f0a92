"""Which documents a question is about: numbers in any shape, places, bodies and kinds, resolved against the archive."""

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from index import text as normal
from index.archive import Archive
from index.parsing import patterns as p
from index.parsing.numbers import iso_date
from index.text import Token, fold, folded_words, tokens
from index.types import Reference
from rag.question.cues import EXCEPT, KIND_WORDS
from rag.question.names import Names
from rag.question.numbers import CODES, NumberMention, has_separator, matches, number_mentions
from rag.types import Scope
from rag.values import SURNAMES

_PLACE_NOUNS = frozenset({"quan", "huyen", "phuong", "xa", "tinh", "pho", "tran", "uy", "so"})
_FULL_NAME = re.compile(rf"\b(?:{SURNAMES})(?:\s+[{p.UPPER}][{p.LOWER}]*){{2,3}}(?![{p.LOWER}])")
_NAME = re.compile(rf"\b{p.NAME_RUN}")


@dataclass(slots=True)
class Found:
    """What of a question names documents, and the token positions that do so."""

    scope: Scope
    used: set[int] = field(default_factory=set)
    kinds: tuple[str, ...] = ()
    mentions: tuple[NumberMention, ...] = ()
    name_spans: tuple[tuple[int, int], ...] = ()
    groups: tuple[Scope, ...] = ()


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


# First syllables of offices: "Phó Bí thư" is no name.
_TITLES = frozenset({"pho", "bi", "chu", "chanh", "truong", "giam", "bo"})


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
        if set(rest) & _TITLES:
            continue
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
    dated = None if mentions else _dated(text, archive)
    if dated is not None:
        ids, quoted, printed = dated
        directives |= ids
        references += quoted
        groups.append(Scope(tuple(sorted(ids or {r.directive for r in quoted})), quoted, (printed,), explicit=True))
    hits = [hit for hit in names.find(found) if not used.intersection(range(hit[0], hit[1]))]
    hits += [hit for hit in names.by_initials(found, text) if not used.intersection(range(hit[0], hit[1]))]
    named: set[int] = set()
    for start, end, words in hits:
        named |= names.by_words[words]
        unknown += _not_theirs(text, found, mentions, start, end, names.by_words[words], archive)
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
        by_date=dated is not None,
    )
    return Found(
        scope,
        used,
        tuple(_kinds(found, used)),
        tuple(mentions),
        tuple((a, b) for a, b, _ in hits),
        tuple(groups),
    )


_OF = frozenset({"cua", "quan", "uy", "phuong", "dang", "huyen", "thanh", "pho", "xa", "tinh", "ban", "nhan", "dan"})


def _not_theirs(
    text: str,
    found: Sequence[Token],
    mentions: Sequence[NumberMention],
    start: int,
    end: int,
    theirs: set[int],
    archive: Archive,
) -> list[str]:
    """``công văn 667 của Thanh Xuân``, when 667 is another's: the words, since there is no such document."""
    for mention in mentions:
        between = [token.folded for token in found[mention.end : start]]
        ids, _ = _resolve(mention, archive)
        if ids and not ids & theirs and between[:1] == ["cua"] and set(between) <= _OF:
            return [text[found[mention.start].start : found[end - 1].end]]
    return []


_DATE_IN_WORDS = re.sub(r"\?P<(\w)\w*>", r"?P<\1>", p.DATE_WORDS.pattern)
_DATED = re.compile(
    rf"\b(?P<kind>văn bản|{p.KIND_WORD}|van ban|cong van|chi thi|thong bao|quyet dinh|cong dien|ket luan)\b"
    rf"[^,?]{{0,40}}?\s+(?:ra |ký |đề |ban hành )?(?:ngày\s+)?(?:{p.DATE_DIGITS.pattern}|{_DATE_IN_WORDS})",
    re.IGNORECASE,
)


def _dated(text: str, archive: Archive) -> tuple[set[int], tuple[Reference, ...], str] | None:
    """``quyết định ngày 02/02/2021``: the documents of that kind and date, the archive's own first."""
    match = _DATED.search(text)
    if not match:
        return None
    iso = iso_date(*(match.group("day", "month", "year") if match["day"] else match.group("d", "m", "y")))
    kind = KIND_WORDS.get(fold(match["kind"]))
    ids = {
        d.id
        for d in archive.directives
        if d.date and d.date.value == iso and (not kind or (d.kind and d.kind.value == kind))
    }
    if ids:
        return ids, (), match.group()
    found = tuple(r for r in archive.references if r.date == iso and r.number and (not kind or r.kind == kind))
    return (set(), found, match.group()) if len({r.number for r in found}) == 1 else None


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
            if d.number and matches(mention, d.number.value, d.kind.value if d.kind else None, strict)
        }  # fmt: skip
        if ids:
            return ids, []
        refs = [r for r in archive.references if r.number and matches(mention, r.number, r.kind, strict)]
        if refs:
            return set(), refs
        if (
            mention.codes
            and all(not code.isalpha() or code in CODES for code in mention.codes)
            and has_separator(mention)
        ):
            break  # the symbol was spelt out: another document with the same digits is not meant
    return set(), []


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
