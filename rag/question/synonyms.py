"""What documents write for what is asked: "khỏi bệnh" for "hoàn thành điều trị" (``rag/data/thesaurus.txt``).

An entry is used where its words stand in the question and what it leads to stands in the archive. The question keeps its own
words; a text that holds the others counts as holding these (:mod:`rag.finding.match`, :mod:`index.lexical`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

from index.archive import Archive
from index.text import folded_words, words
from rag.types import Synonym

# A question uses so many at most; more only cost time.
MOST = 24


@dataclass(frozen=True, slots=True)
class _Entry:
    """``asked``: as the question is compared, with marks; ``written``: the phrases that may stand for it."""

    asked: tuple[str, ...]
    phrase: str
    written: tuple[str, ...]


def synonyms(text: str, archive: Archive, marks: bool) -> tuple[Synonym, ...]:
    """What the archive may write for phrases of ``text``; longer phrases only, where one lies in another."""
    said = words(text)
    found: dict[tuple[int, int], list[_Entry]] = {}
    for at, word in enumerate(said):
        for entry in _entries().get(word, ()):
            if tuple(said[at : at + len(entry.asked)]) == entry.asked:
                found.setdefault((at, at + len(entry.asked)), []).append(entry)
    # "chứng minh" says nothing inside "chứng minh thư"
    outer = [span for span in found if not any(_within(span, other) for other in found)]
    own = f" {' '.join(said)} "
    made: dict[str, Synonym] = {}
    for span in outer:
        for entry in found[span]:
            written = [
                one for one in entry.written if f" {' '.join(words(one))} " not in own and _held(one, archive, marks)
            ]
            kept = made[entry.phrase].written if entry.phrase in made else ()
            if written:
                made[entry.phrase] = Synonym(entry.phrase, tuple(dict.fromkeys((*kept, *written))))
    return tuple(made.values())[:MOST]


def _within(inner: tuple[int, int], outer: tuple[int, int]) -> bool:
    return inner != outer and outer[0] <= inner[0] and inner[1] <= outer[1]


def _held(phrase: str, archive: Archive, marks: bool) -> bool:
    """Whether the archive has the words of ``phrase``, and each two neighbours as neighbours."""
    forms = words(phrase) if marks else folded_words(phrase)
    terms: Iterable[str] = (f"{a}_{b}" for a, b in pairwise(forms)) if len(forms) > 1 else forms
    return all(archive.lexical.frequency(term, marks) for term in terms)


@cache
def _entries() -> dict[str, list[_Entry]]:
    """The entries by their first syllable."""
    lines = (files("rag") / "data" / "thesaurus.txt").read_text(encoding="utf-8").splitlines()
    entries: dict[str, list[_Entry]] = {}
    for line in lines:
        if line and not line.startswith("#"):
            for asked, written in _read(line):
                forms = tuple(words(asked))
                entries.setdefault(forms[0], []).append(_Entry(forms, asked, written))
    return entries


def _read(line: str) -> list[tuple[str, tuple[str, ...]]]:
    """``a | b > x | y``: a question's ``a`` or ``b`` may be ``x`` or ``y``; ``a | b``: each may be the other."""
    sides = [[phrase.strip() for phrase in side.split("|")] for side in line.split(">")]
    asked: Sequence[str] = sides[0]
    if len(sides) > 1:
        return [(one, tuple(sides[1])) for one in asked]
    return [(one, tuple(other for other in asked if other != one)) for one in asked]
