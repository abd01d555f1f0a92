"""Texts → a table of syllables: words numbered, n-grams counted with NumPy, discounted, pruned, packed."""

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.syllables.form import pieces, symbol
from index.syllables.table import BREAK, FIRST, NUMBER, UNKNOWN, Arrays, SyllableTable, packed

DISCOUNT = 0.75
# Ids are 16 bits. An archive with more different syllables is full of scanning errors: the rarest are left out.
MOST_WORDS = 60_000
_BITS = 16
_MASK = (1 << _BITS) - 1

Keys = NDArray[np.int64]  # the ids of an n-gram, 16 bits each, the last one lowest
Values = NDArray[np.floating]


@dataclass(frozen=True, slots=True)
class Part:
    """Texts that count ``weight`` times. A text begins and ends a stretch of words."""

    texts: Iterable[str]
    weight: float = 1.0


def table_of(parts: Sequence[Part], *, rarest: int = 1, pairs: int = 1, triples: int = 1) -> SyllableTable:
    """The table of the texts of all parts.

    Syllables met less than ``rarest`` times in the texts are unknown; pairs and triples met less than ``pairs`` and ``triples``
    times are pruned, and their share goes to the shorter context. ``triples`` ≥ ``pairs``, or contexts would be missing.
    """
    words, chains = _numbered([part.texts for part in parts], rarest)
    size = len(words) + FIRST
    levels = [_Levels.of(ids, part.weight) for ids, part in zip(chains, parts, strict=True)]
    all_pairs, met_pairs = _sum([(one.pairs, one.pairs_met) for one in levels])
    kept = all_pairs[met_pairs >= pairs]

    seen = _sum([(one.pairs, one.seen_one) for one in levels])[1]
    after = all_pairs & _MASK
    begins = all_pairs >> _BITS
    total_one = np.bincount(begins, _sum([(one.pairs, one.counted_one) for one in levels])[1], size)
    kept_seen = seen[met_pairs >= pairs]
    left_one = np.maximum(total_one - np.bincount(kept >> _BITS, kept_seen, size), 0)
    different = np.bincount(
        after[after >= FIRST], _sum([(one.pairs, one.places) for one in levels])[1][after >= FIRST], size
    )

    all_triples, counted_two = _sum([(one.triples, one.counted_two) for one in levels])
    seen_two = _sum([(one.triples, one.seen_two) for one in levels])[1]
    context = np.searchsorted(kept, all_triples >> _BITS)
    context[context == len(kept)] = 0
    inside = kept[context] == all_triples >> _BITS if len(kept) else np.zeros(0, bool)
    total_two = np.bincount(context[inside], counted_two[inside], len(kept))
    enough = inside & (counted_two >= triples)
    context, last, seen_two = context[enough], all_triples[enough] & _MASK, seen_two[enough]
    left_two = np.maximum(total_two - np.bincount(context, seen_two, len(kept)), 0)
    return SyllableTable(
        Arrays(
            words=np.frombuffer("\n".join(words).encode("utf-8"), np.uint8),
            seen=different.astype(np.float32),
            total_one=total_one.astype(np.float32),
            left_one=left_one.astype(np.float32),
            row_one=_rows(kept >> _BITS, size),
            next_one=(kept & _MASK).astype(np.uint16),
            seen_one=packed(kept_seen),
            total_two=packed(total_two),
            left_two=packed(left_two),
            row_two=_rows(context, len(kept)),
            next_two=last.astype(np.uint16),
            seen_two=packed(seen_two),
        )
    )


@dataclass(frozen=True, slots=True)
class _Levels:
    """The n-grams of one part, sorted. ``counted`` is what the total is made of, ``seen`` the same less the discount; what follows
    is always a word in the triples, and never a break in the pairs."""

    pairs: Keys
    pairs_met: Values  # how often, weighted
    places: Values  # 1 a pair, weighted: summed over what stands before, in how many places a word is met
    counted_one: Values
    seen_one: Values
    triples: Keys
    counted_two: Values
    seen_two: Values

    @classmethod
    def of(cls, ids: Keys, weight: float) -> "_Levels":
        before, after = ids[:-1], ids[1:]
        pairs, met = np.unique(((before << _BITS) | after)[after != BREAK], return_counts=True)
        good = (ids[2:] >= FIRST) & (ids[1:-1] != BREAK)
        triples, often = np.unique(
            ((ids[:-2] << 2 * _BITS) | (ids[1:-1] << _BITS) | ids[2:])[good], return_counts=True
        )  # fmt: skip
        # In how many places a pair is met; at the start of a stretch of words there is one place only: how often, then.
        ends, places = np.unique(triples & ((1 << 2 * _BITS) - 1), return_counts=True)
        counted = np.zeros(len(pairs))
        counted[np.searchsorted(pairs, ends)] = places
        counted = np.where(pairs >> _BITS == BREAK, met, counted)
        counted[pairs & _MASK < FIRST] = 0
        return cls(
            pairs, met * weight, np.full(len(pairs), weight), counted * weight,
            np.maximum(counted - DISCOUNT, 0) * weight,
            triples, often * weight, np.maximum(often - DISCOUNT, 0) * weight,
        )  # fmt: skip


def _sum(parts: Sequence[tuple[Keys, Values]]) -> tuple[Keys, Values]:
    """All keys once, sorted, with the sum of their values."""
    keys: Keys
    keys, inverse = np.unique(np.concatenate([keys for keys, _ in parts]), return_inverse=True)
    values = np.concatenate([values for _, values in parts]).astype(np.float64)
    return keys, np.bincount(inverse, values, len(keys)).astype(np.float64)


def _rows(owners: Keys, size: int) -> NDArray[np.uint32]:
    """Where the entries of each owner begin, and the end of all: ``(size + 1,)``; ``owners`` is sorted."""
    return np.concatenate([[0], np.cumsum(np.bincount(owners, minlength=size))]).astype(np.uint32)


def _numbered(texts: Sequence[Iterable[str]], rarest: int) -> tuple[list[str], list[Keys]]:
    """The words that are kept, by their letters, and each part as one chain of ids."""
    first: dict[str, int] = {".": BREAK, "0": NUMBER}
    known: dict[str, int] = {}
    chains: list[Keys] = []
    for part in texts:
        ids = array("q", [BREAK])
        for text in part:
            for piece in pieces(text):
                number = known.get(piece)
                if number is None:
                    number = known[piece] = first.setdefault(symbol(piece), len(first) + 1)
                ids.append(number)
            ids.append(BREAK)
        chains.append(np.asarray(ids, np.int64))
    counts: Counter[str] = Counter()
    met = np.bincount(np.concatenate(chains), minlength=len(first) + 1)
    for word, number in first.items():
        if number > NUMBER and met[number] >= rarest:
            counts[word] = int(met[number])
    kept = sorted(word for word, _ in counts.most_common(MOST_WORDS))
    final = np.full(len(first) + 2, UNKNOWN, np.int64)
    final[BREAK], final[NUMBER] = BREAK, NUMBER
    for number, word in enumerate(kept, FIRST):
        final[first[word]] = number
    return kept, [final[ids] for ids in chains]
