"""The same document in two files: the better one is kept, so that no answer cites twins."""

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.report import Remark, Twin
from index.text import fold, folded_words
from index.types import Directive, Parsed, Source

# Shared words of two texts that are one document. Two readers disagree about page numbers and a heading here and there;
# OCR loses a word in ten on a bad scan.
SAME, SAME_SCANNED = 0.95, 0.80
# Fewer words without a number are no document that could be told from another.
MIN_WORDS = 20
_PARTS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Merged:
    """Each source with what is left of it, in the order given, without those that hold nothing else; and what was said."""

    kept: tuple[tuple[Source, Parsed], ...]
    twins: tuple[Twin, ...]
    doubts: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class _One:
    """A document of a file: ``at`` is the place of its source, ``noted`` whether its reader had something to say of it."""

    at: int
    directive: Directive
    words: Counter[str]
    scanned: bool
    noted: bool
    paged: bool


def merge(read: Sequence[tuple[Source, Parsed]], scanned: frozenset[str]) -> Merged:
    """Leaves out each document that another file holds too: same number and date, and nearly the same words.

    Kept is text before a scan (the files that are ``scanned``), then what was read without a doubt, then the longer, then
    what knows its paragraphs (not PDF), then the first. Two with the same number but different words, or different figures,
    are both kept, and said: one may be a correction of the other.
    """
    groups: dict[tuple[str, ...], list[tuple[int, Directive]]] = {}
    for at, (source, parsed) in enumerate(read):
        for directive in parsed.directives:
            if key := _key(directive, source):
                groups.setdefault(key, []).append((at, directive))
    dropped: dict[int, set[int]] = {}
    twins: list[Twin] = []
    doubts: list[Remark] = []
    for group in groups.values():
        if len({at for at, _ in group}) < 2:
            continue
        kept: list[_One] = []
        for one in sorted((_one(at, directive, read[at][0], scanned) for at, directive in group), key=_rank):
            like = next((other for other in kept if other.at != one.at and _same(one, other)), None)
            if like:
                dropped.setdefault(one.at, set()).add(one.directive.id)
                name = one.directive.name if len(read[one.at][1].directives) > 1 else None
                twins.append(Twin(one.directive.file, like.directive.file, name))
                continue
            other = next((other for other in kept if other.at != one.at), None)
            if other:
                doubts.append(_unlike(one.directive, other.directive))
            kept.append(one)
    left = [(source, _without(parsed, dropped.get(at, set()))) for at, (source, parsed) in enumerate(read)]
    return Merged(
        tuple(pair for at, pair in enumerate(left) if at not in dropped or pair[1].directives),
        tuple(sorted(twins, key=lambda twin: twin.file)),
        tuple(sorted(doubts, key=lambda doubt: doubt.file)),
    )


def _key(directive: Directive, source: Source) -> tuple[str, ...]:
    """What twins have in common: number and date, or without a number every word."""
    if directive.number:
        figures, *letters = _PARTS.findall(fold(directive.number.value)) or [""]
        return figures.lstrip("0"), *letters, directive.date.value if directive.date else ""
    words = folded_words(source.text[directive.start : directive.end])
    return (hashlib.sha256(" ".join(words).encode()).hexdigest(),) if len(words) >= MIN_WORDS else ()


def _one(at: int, directive: Directive, source: Source, scanned: frozenset[str]) -> _One:
    words = Counter(folded_words(source.text[directive.start : directive.end]))
    return _One(at, directive, words, source.file in scanned, bool(source.notes), source.format == "pdf")


def _rank(one: _One) -> tuple[bool, bool, int, bool, int]:
    return one.scanned, one.noted, -one.words.total(), one.paged, one.at


def _same(one: _One, other: _One) -> bool:
    if _overlap(one.words, other.words) < (SAME_SCANNED if one.scanned or other.scanned else SAME):
        return False
    if one.scanned or other.scanned:  # OCR misreads figures
        return True
    # A date or an amount that was corrected is what somebody will ask about. A missing one is a page number.
    mine, its = _figures(one.words), _figures(other.words)
    return not (mine - its and its - mine)


def _overlap(one: Counter[str], other: Counter[str]) -> float:
    return 2 * (one & other).total() / max(one.total() + other.total(), 1)


def _figures(words: Counter[str]) -> Counter[str]:
    return Counter({word: count for word, count in words.items() if word[0].isdecimal()})


def _unlike(directive: Directive, other: Directive) -> Remark:
    return Remark(
        directive.file,
        f"{directive.name}: cùng số với «{other.file}» nhưng nội dung khác; giữ cả hai",
        f'{directive.name}: the same number as in "{other.file}" but other words; both are kept',
    )


def _without(parsed: Parsed, dropped: set[int]) -> Parsed:
    if not dropped:
        return parsed
    directives = [one for one in parsed.directives if one.id not in dropped]
    clauses = [one for one in parsed.clauses if one.directive not in dropped]
    new = {one.id: at for at, one in enumerate(directives)}
    moved = {one.id: at for at, one in enumerate(clauses)}
    return Parsed(
        tuple(replace(one, id=new[one.id]) for one in directives),
        tuple(
            replace(
                one,
                id=moved[one.id],
                directive=new[one.directive],
                parent=None if one.parent is None else moved.get(one.parent),
            )
            for one in clauses
        ),
        tuple(replace(one, directive=new[one.directive]) for one in parsed.references if one.directive in new),
    )
