"""How many syllables have the right marks again, of texts typed without them, with half or parts of them, and with all."""

import random
import re
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from eval.typing import half_accented, unaccented
from index.syllables.form import bare, pieces, spelt
from index.syllables.model import Syllables
from index.text import nfc
from rag.question.restore import restore

_WORD = re.compile(r"[^\W\d_]+")
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_LETTERS = frozenset("\u0302\u0306\u031b")
# Of the syllables typed with parts of their marks: how many lack one, and how many of those lack the tone.
_PARTLY, _TONELESS = 0.3, 0.6

Restore = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Restored:
    """One row: ``typed`` says how; of ``syllables`` ``right`` are as written, ``before`` were as typed; milliseconds a text."""

    texts: str
    typed: str
    syllables: int
    before: int
    right: int
    milliseconds: float

    @property
    def share(self) -> float:
        """The share right, 0 to 1."""
        return self.right / self.syllables if self.syllables else 0.0


def partly_accented(text: str, seed: int) -> str:
    """``text`` with three syllables of ten lacking a mark of theirs: the tone, or the marks of the letters."""
    chance = random.Random(f"partly {seed} {text}")

    def one(match: re.Match[str]) -> str:
        lacks, tone = chance.random() < _PARTLY, chance.random() < _TONELESS
        if not lacks:
            return match.group()
        left_out = _TONES if tone else _LETTERS
        word = match.group() if tone else match.group().replace("đ", "d").replace("Đ", "D")
        return nfc("".join(c for c in unicodedata.normalize("NFD", word) if c not in left_out))

    return _WORD.sub(one, nfc(text))


TYPED: dict[str, Callable[[str], str]] = {
    "unaccented": unaccented,
    "half-accented": lambda text: half_accented(text, 0),
    "partly accented": lambda text: partly_accented(text, 0),
    "accented": nfc,
}


def by_model(syllables: Syllables) -> Restore:
    """What the program does."""
    return lambda text: restore(text, syllables)[0]


def commonest(counts: Mapping[str, float]) -> Restore:
    """The baseline: each syllable without marks becomes the commonest that is written so, whatever stands around it.

    ``counts``: how often each is met, as :func:`frequencies` gives it.
    """
    best: dict[str, str] = {}
    for form in sorted(counts, key=counts.__getitem__):
        best[bare(form)] = form

    def one(match: re.Match[str]) -> str:
        typed = match.group()
        form = best.get(spelt(typed), typed)
        return "".join(new.upper() if old.isupper() else new for new, old in zip(form, typed, strict=True))

    return lambda text: _WORD.sub(one, text)


def frequencies(*collections: tuple[Iterable[str], float]) -> dict[str, float]:
    """How often each syllable is met in texts that count so many times each."""
    counts: Counter[str] = Counter()
    weighted: dict[str, float] = {}
    for texts, weight in collections:
        counts.clear()
        for text in texts:
            counts.update(pieces(text))
        for piece, number in counts.items():
            if piece[0].isalpha():
                weighted[spelt(piece)] = weighted.get(spelt(piece), 0.0) + weight * number
    return weighted


def measure(name: str, texts: Sequence[str], restored: Restore) -> list[Restored]:
    """A row for each way of typing ``texts``; CPU time of this process."""
    rows = []
    for typed, spoil in TYPED.items():
        spoilt = [spoil(text) for text in texts]
        begin = time.process_time()
        said = [restored(text) for text in spoilt]
        seconds = time.process_time() - begin
        pairs = [pair for text, result in zip(texts, said, strict=True) for pair in _pairs(text, result)]
        before = [pair for text, result in zip(texts, spoilt, strict=True) for pair in _pairs(text, result)]
        rows.append(
            Restored(name, typed, len(pairs), sum(a == b for a, b in before), sum(a == b for a, b in pairs),
                     1000 * seconds / max(len(texts), 1))
        )  # fmt: skip
    return rows


def is_accented(text: str) -> bool:
    """Whether a question was written with its marks: more than four words of ten have some (of any text about three in four)."""
    found = _WORD.findall(nfc(text))
    marked = [word for word in found if word != bare(word)]
    return len(marked) > 0.4 * len(found)


def _pairs(truth: str, said: str) -> list[tuple[str, str]]:
    return [
        (spelt(a), spelt(b)) for a, b in zip(_WORD.findall(nfc(truth)), _WORD.findall(said), strict=True)
    ]  # fmt: skip
