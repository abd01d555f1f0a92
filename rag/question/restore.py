"""Vietnamese marks that were not typed, restored: a noisy channel over the language model of syllables (``index/syllables``).

What is meant is a chain of syllables. Each loses all of its marks with a probability, the *share lost*, that is one number for
the whole question and estimated from it: 0 for a question typed with its marks, 1 for one typed without; and, seldom, some of its
marks (``kiên`` for ``kiện``). The likeliest chain is found by Viterbi search with a beam. Case, punctuation, numbers, codes,
abbreviations, addresses and words that no table knows stay as typed. What a table counts stands in ``index/syllables``; only
the channel and the search stand here.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import nlargest
from typing import TypeAlias
from unicodedata import normalize

from index.syllables.form import BREAK, WORD, bare, spelt, units
from index.syllables.model import Form, Syllables, Word, probability
from index.text import nfc
from rag.types import Change, Repair

# Chains kept at each step: 4 cost 0.5% of the syllables of XQuAD, 16 gain 0.2% at most and take longer.
BEAM = 8
# The shares that are considered.
_SHARES = (0.0, 0.05, 0.15, 0.3, 0.5, 0.7, 0.85, 0.95, 1.0)
# What keeps a logarithm finite: a mark in a question typed without, a mark lost in one typed with, a syllable hardly ever met.
_STRAY, _NEVER, _DOUBT = 1e-4, 1e-9, 5e-7
# Logs of how often some marks of a syllable are left out: of one that is written so too; and where it was done already, or the
# syllable as typed is hardly ever written. With 10⁻³ for the first, four accented syllables in ten thousand are damaged, with
# 10⁻⁴ one.
_SOME_LOST, _AGAIN = math.log(1e-4), math.log(0.03)
_ADDRESS = re.compile(r"\S*(?:@|://|[a-z]\.[a-z])\S*")
_VOWEL = re.compile("[aeiouy]")
_WORD = re.compile(r"[^\W\d_]+")


# A chain of forms, last first.
_Chain: TypeAlias = "tuple[str, _Chain] | None"


@dataclass(frozen=True, slots=True)
class _Step:
    """One unit of the text with what may have been meant, and the log of the channel's probability of each."""

    start: int
    end: int
    choices: tuple[tuple[Form, float], ...]
    is_word: bool = True


def restore(text: str, syllables: Syllables, written: Sequence[str] = ()) -> tuple[str, tuple[Change, ...]]:
    """``text`` (NFC) with the marks that were not typed, and the words changed, neighbours as one.

    ``written``: words that the program put into the text (an abbreviation spelt out); their marks say nothing about the typing.
    """
    text = nfc(text)
    found = list(units(text))
    free = _free(text, found)
    share = _share([text[start:end] for start, end in free], syllables, written)
    places = set(free)
    changed: list[tuple[int, int]] = []
    said = text
    # Whoever left one mark out of several is taken to have done so again.
    for some_lost in (_SOME_LOST, _AGAIN):
        lost = math.log(max(share, _NEVER)), some_lost
        steps = [_step(text, kind, start, end, (start, end) in places, lost, syllables) for kind, start, end in found]
        said, changed = _said(text, steps, _likeliest(steps, syllables))
        if all(_is_bare(text[start:end]) for start, end in changed):
            break
    return said, marks_changed(text, said)


def _is_bare(word: str) -> bool:
    return word == bare(word)


def _said(text: str, steps: Sequence[_Step], forms: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    """``text`` with each word in the form found, in the capitals typed, and the places of those changed."""
    said, changed = list(text), []
    for step, form in zip(steps, forms, strict=True):
        typed = text[step.start : step.end]
        if step.is_word and form != spelt(typed):
            capitals = zip(form, typed, strict=True)
            said[step.start : step.end] = [new.upper() if old.isupper() else new for new, old in capitals]
            changed.append((step.start, step.end))
    return "".join(said), changed


def _free(text: str, found: Sequence[tuple[str, int, int]]) -> list[tuple[int, int]]:
    """The words that are syllables of a sentence: no code, abbreviation, address, point of a list or word in mixed case."""
    fixed = [match.span() for match in _ADDRESS.finditer(text)]
    words = [(start, end) for kind, start, end in found if kind is WORD]
    capitals = {place for place in words if text[slice(*place)].isupper() and place[1] - place[0] > 1}
    syllabic = {place for place in capitals if _VOWEL.search(bare(text[slice(*place)].lower()))}
    loud = len(syllabic) > len(words) / 2
    free = []
    for at, place in enumerate(words):
        start, end = place
        word = text[start:end]
        if text[start - 1 : start].isdigit() or text[end : end + 1].isdigit() or any(a <= start < b for a, b in fixed):
            continue
        if end - start == 1 and not _VOWEL.search(bare(word.lower())):
            continue  # "điểm d" and "điểm đ" are two points
        if not (word.islower() or word.istitle() or word.isupper()):
            continue
        # A syllable in capitals among small letters is an abbreviation (TU, QU), two of them side by side are words.
        if place in syllabic and not loud and not {*words[max(at - 1, 0) : at], *words[at + 1 : at + 2]} & syllabic:
            continue
        free.append(place)
    return free


def _share(words: Sequence[str], syllables: Syllables, written: Sequence[str]) -> float:
    """The share of marks lost that makes ``words``, each for itself, the likeliest."""
    ours = Counter(spelt(word) for phrase in written for word in phrase.split())
    likelihood = [0.0] * len(_SHARES)
    for word in words:
        form = spelt(word)
        plain = bare(form)
        if form != plain and ours[form]:
            ours[form] -= 1
            continue
        kept = _bare_share(plain, syllables)
        for at, share in enumerate(_SHARES):
            if form == plain:
                likelihood[at] += math.log(kept + share * (1 - kept))
            else:
                likelihood[at] += math.log((1 - share) * (1 - kept) + _STRAY)
    return _SHARES[max(range(len(_SHARES)), key=likelihood.__getitem__)]


def _bare_share(plain: str, syllables: Syllables) -> float:
    """How often what is written ``plain`` without marks has none; 1 for what no table knows."""
    forms = syllables.forms(plain)
    if not forms:
        return 1.0
    unmarked = math.fsum(form.alone for form in forms if form.text == plain)
    return (unmarked + _DOUBT) / (math.fsum(form.alone for form in forms) + 2 * _DOUBT)


def _step(
    text: str, kind: str, start: int, end: int, is_free: bool, lost: tuple[float, float],
    syllables: Syllables,
) -> _Step:  # fmt: skip
    if kind is not WORD:
        only = syllables.end if kind is BREAK else syllables.number
        return _Step(start, end, ((Form("", only, 1.0), 0.0),), False)
    form = spelt(text[start:end])
    plain = bare(form)
    choices = [(syllables.form(form), 0.0)]
    if is_free:
        forms = syllables.forms(plain)
        if form == plain:
            channel = lost[0]
        else:  # a form that is hardly ever written is a slip sooner than one that is
            channel = lost[1] if any(other.text == form for other in forms) else _AGAIN
            forms = tuple(other for other in forms if _lacks(form, other.text))
        choices += [(other, channel) for other in forms if other.text != form]
    return _Step(start, end, tuple(choices))


@lru_cache(maxsize=10_000)
def _lacks(form: str, other: str) -> bool:
    """Whether ``form`` is ``other`` with some marks missing, none of them another one."""
    return all(
        set(normalize("NFD", a)) <= set(normalize("NFD", b)) or (a, b) == ("d", "đ")
        for a, b in zip(form, other, strict=True)
    )


def _likeliest(steps: Sequence[_Step], syllables: Syllables) -> list[str]:
    """The forms of the likeliest chain."""
    # The last two words → the score of the best chain that ends in them, and that chain.
    end = syllables.end
    beam: dict[tuple[Word, Word], tuple[float, _Chain]] = {(end, end): (0.0, None)}
    for step in steps:
        longer: dict[tuple[Word, Word], tuple[float, _Chain]] = {}
        # After the last word alone: the same for all chains that end in it.
        after_one: dict[Word, list[float]] = {}
        scored = step.is_word and (len(beam) > 1 or len(step.choices) > 1)
        for (first, second), (score, chain) in beam.items():
            if not scored:
                form, channel = step.choices[0]
                ends = (second, form.word) if form.word != end else (end, end)
                if ends not in longer or longer[ends][0] < score:
                    longer[ends] = (score, (form.text, chain))
                continue
            if second not in after_one:
                alone = syllables.context(second)
                after_one[second] = [probability(alone, form, form.alone) for form, _ in step.choices]
            context = syllables.context(first, second)
            for (form, channel), shorter in zip(step.choices, after_one[second], strict=True):
                total = score + channel + math.log(probability(context, form, shorter))
                ends = (second, form.word)
                if ends not in longer or longer[ends][0] < total:
                    longer[ends] = (total, (form.text, chain))
        beam = longer if len(longer) <= BEAM else dict(nlargest(BEAM, longer.items(), key=_score))
    best = max(beam.items(), key=_score)[1][1]
    forms: list[str] = []
    while best is not None:
        forms.append(best[0])
        best = best[1]
    return forms[::-1]


def _score(item: tuple[tuple[Word, Word], tuple[float, _Chain]]) -> float:
    return item[1][0]


def marks_changed(typed: str, restored: str) -> tuple[Change, ...]:
    """The words of ``typed`` that are written otherwise in ``restored``, neighbours as one."""
    runs: list[tuple[int, int]] = []
    last = -1
    for at, word in enumerate(_WORD.finditer(typed)):
        if word.group() != restored[word.start() : word.end()]:
            if runs and last == at - 1:
                runs[-1] = (runs[-1][0], word.end())
            else:
                runs.append(word.span())
            last = at
    return tuple(Change(Repair.MARKS, typed[start:end], restored[start:end]) for start, end in runs)
