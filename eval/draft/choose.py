"""Which seeds become questions, and in what words: spread over topics and documents, no two alike."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from random import Random

from eval.draft.check import fit
from eval.draft.types import DOC, Asked, Document, Name, Seed, Tells
from eval.draft.words import content, raised, undressed
from index.text import fold

# Of all questions, how many of these are wanted when other kinds are, too.
SHARES = {"none": 0.14, "followup": 0.07, "nodia": 0.07}
# Two questions on one document with more words in common are alike.
_ALIKE = 0.8
_BEFORE = frozenset({"issued", "signer", "issuer", "subject", "addressee", "in force"})

# Topics that tell little about an archive.
_DULL = frozenset({"place", "own kind", "born", "authority", "recipient"})
# Topics that are what an archive is asked about.
_RICH = frozenset({"duty", "amount", "deadline", "limit", "task"})


class Chooser:
    """Puts seeds into words with one seeded source of chance, and remembers what was asked."""

    def __init__(self, documents: Mapping[int, Document], seeds: Sequence[Seed], rng: Random) -> None:
        self._documents, self._rng = documents, rng
        self._seen: set[str] = set()
        self._words: dict[int, list[frozenset[str]]] = {}
        self._quoted: set[tuple[str, str]] = set()
        self._openers: dict[int, list[Seed]] = {}
        for seed in seeds:
            if seed.topic in _BEFORE:
                self._openers.setdefault(seed.directive, []).append(seed)

    def take(self, seeds: Iterable[Seed], kind: str | None, most: int) -> list[Asked]:
        """At most ``most`` questions; ``kind`` ``followup`` or ``nodia`` makes them such."""
        make = {"followup": self.follow_up, "nodia": self.undress}.get(kind or "", self.plainly)
        found: list[Asked] = []
        for seed in round_robin(seeds, self._rng):
            if len(found) >= most:
                break
            asked = make(seed)
            if asked and fit(asked) and self._new(asked):
                found.append(asked)
        return found

    def plainly(self, seed: Seed) -> Asked | None:
        """The seed with its document named."""
        text = self._named(seed, self._rng.choice(seed.patterns), seed.hides)
        return Asked(seed, text, seed.kind) if text else None

    def undress(self, seed: Seed) -> Asked | None:
        """The seed typed without diacritics."""
        asked = self.plainly(seed)
        return Asked(seed, undressed(asked.text), "nodia") if asked else None

    def follow_up(self, seed: Seed) -> Asked | None:
        """The seed asked of "that decision", after another question named it."""
        openers = [other for other in self._openers.get(seed.directive, ()) if other.topic != seed.topic]
        pattern = self._rng.choice(seed.patterns)
        if not openers or DOC not in pattern:
            return None
        opener = self._rng.choice(openers)
        before = self._named(opener, self._rng.choice(opener.patterns), seed.hides | opener.hides)
        that = f"{self._documents[seed.directive].kind} {self._rng.choice(('đó', 'này'))}"
        return Asked(seed, raised(pattern.replace(DOC, that)), "followup", (before,)) if before else None

    def _named(self, seed: Seed, pattern: str, hides: frozenset[Tells]) -> str | None:
        if DOC not in pattern:
            return raised(pattern)
        names = [name for name in self._documents[seed.directive].names if not name.tells & hides]
        return raised(pattern.replace(DOC, self._pick(names).text)) if names else None

    def _pick(self, names: Sequence[Name]) -> Name:
        """A name by its number as often as one without."""
        numbered = [name for name in names if Tells.NUMBER in name.tells]
        others = [name for name in names if Tells.NUMBER not in name.tells]
        return self._rng.choice((numbered if self._rng.random() < 0.6 else others) or list(names))

    def _new(self, asked: Asked) -> bool:
        """Whether nothing like it was asked, nor anything of the same place; remembers it if so."""
        key, words = fold(asked.text + "|".join(asked.history)), content(asked.text)
        quotes = {(gold.file, gold.quote) for gold in asked.seed.gold}
        others = self._words.setdefault(asked.seed.directive, [])
        alike = any(len(words & other) > _ALIKE * min(len(words), len(other)) for other in others)
        if key in self._seen or alike or quotes & self._quoted:
            return False
        self._seen.add(key)
        self._quoted |= quotes
        others.append(words)
        return True


def round_robin(seeds: Iterable[Seed], rng: Random) -> Iterator[Seed]:
    """One of each topic in turn; within a topic one of each document in turn. Which comes first is left to chance."""
    topics: dict[str, list[Seed]] = {}
    for seed in seeds:
        topics.setdefault(seed.topic, []).append(seed)
    order = list(topics)
    rng.shuffle(order)
    lists = [part for topic in order for part in _parts(_spread(topics[topic], rng, 3 if topic in _DULL else 1), topic)]
    yield from filter(None, _in_turn(lists))


def _parts(seeds: list[Seed | None], topic: str) -> list[list[Seed | None]]:
    """One list, or two that take turns of their own where a topic is to come up twice as often."""
    return [seeds[::2], seeds[1::2]] if topic in _RICH else [seeds]


def _spread(seeds: Iterable[Seed], rng: Random, turns: int) -> list[Seed | None]:
    """One of each document in turn, and only every so many ``turns``."""
    groups: dict[int, list[Seed | None]] = {}
    for seed in seeds:
        groups.setdefault(seed.directive, []).append(seed)
    lists = list(groups.values())
    rng.shuffle(lists)
    for group in lists:
        rng.shuffle(group)
    return [seed if turn == 0 else None for seed in _in_turn(lists) for turn in range(turns)]


def _in_turn(lists: Sequence[Sequence[Seed | None]]) -> Iterator[Seed | None]:
    longest = max(map(len, lists), default=0)
    return chain.from_iterable((group[at] for group in lists if at < len(group)) for at in range(longest))
