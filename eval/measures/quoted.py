"""Citations word by word: which syllables of the gold quotations are quoted, and which quoted ones are gold. Pure.

In the manner of ALCE (Gao et al. 2023, citation recall and precision), but decided by places in the source in place
of a language model. A syllable (or number) lies inside a place when all its characters do.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from eval.measures.match import accepts, says
from eval.types import Cited, GoldPlaces, Place, Row
from index.text import tokens
from index.types import Span


@dataclass(frozen=True, slots=True)
class QuotedWords:
    """Syllables: ``gold_quoted`` of the ``gold`` ones are quoted, ``quoted_gold`` of the ``quoted`` ones are gold."""

    gold: int
    gold_quoted: int
    quoted: int
    quoted_gold: int


def quoted_words(row: Row, texts: Mapping[str, str]) -> QuotedWords | None:
    """The syllables of ``row``, with ``texts`` as in :attr:`eval.types.Result.texts`.

    Of each evidence group the quotation that is covered best counts. ``None`` where it is not defined: the gold is
    whole documents, an answerable question has none, or the words are not in ``texts``.
    """
    if any(not gold.quote for gold in row.gold) or (row.question.answerable and not row.gold):
        return None
    shown = quotes(row.reply.cited, texts)
    wanted = [(gold.group, [_in_place(gold, place, texts) for place in gold.places]) for gold in row.gold]
    if shown is None or any(words is None for _, alternatives in wanted for words in alternatives):
        return None
    ours = {word for place, text in shown for word in _places(place, text)}
    inside_shown = _merged(place for place, _ in shown)
    inside_gold = _merged(place for gold in row.gold for place in gold.places)
    best: dict[int, tuple[int, int]] = {}
    for group, alternatives in wanted:
        for words in filter(None, alternatives):
            covered = sum(_inside(word, inside_shown) for word in words)
            before = best.get(group)
            if before is None or covered * before[1] > before[0] * len(words):
                best[group] = (covered, len(words))
    return QuotedWords(
        gold=sum(size for _, size in best.values()),
        gold_quoted=sum(covered for covered, _ in best.values()),
        quoted=len(ours),
        quoted_gold=sum(_inside(word, inside_gold) for word in ours),
    )


def quotes(cited: Iterable[Cited], texts: Mapping[str, str]) -> list[tuple[Place, str]] | None:
    """What each citation shows, where and in which words; ``None`` when the words of one are not in ``texts``."""
    found = []
    for one in cited:
        text, place = texts.get(one.place.key), one.quoted or one.place
        words = _cut(text, one.place, place) if text is not None else None
        if words is None:
            return None
        found.append((place, words))
    return found


def supported(row: Row, texts: Mapping[str, str]) -> bool | None:
    """Whether an accepted row that the answer says stands in what it quotes; ``None`` without the words of the
    quotations.
    """
    shown = quotes(row.reply.cited, texts)
    if shown is None:
        return None
    said = (strings for strings in row.question.answers if all(says(row.reply.text, wanted) for wanted in strings))
    return any(all(any(says(text, wanted) for _, text in shown) for wanted in strings) for strings in said)


def holds_answer(row: Row, texts: Mapping[str, str]) -> bool | None:
    """Whether one quotation says every string of an accepted row; ``None`` without the words of the quotations."""
    shown = quotes(row.reply.cited, texts)
    if shown is None:
        return None
    return any(accepts(text, row.question.answers) for _, text in shown)


def _cut(text: str, whole: Place, part: Place) -> str | None:
    """The words of ``part``, which lies in ``whole``, whose words are ``text``."""
    start, end = part.span.start - whole.span.start, part.span.end - whole.span.start
    return text[start:end] if part.file == whole.file and 0 <= start < end <= len(text) else None


def _in_place(gold: GoldPlaces, place: Place, texts: Mapping[str, str]) -> list[Place] | None:
    """The syllables of a gold quotation at one place; ``None`` when the source writes it in other characters (NFD)
    and is not kept.
    """
    if len(gold.quote) == place.span.end - place.span.start:
        return _places(place, gold.quote)
    if gold.unit and (text := texts.get(gold.unit.key)) is not None and (words := _cut(text, gold.unit, place)):
        return _places(place, words)
    return None


def _places(place: Place, text: str) -> list[Place]:
    """Where the syllables of ``text`` stand; an abbreviation, which is read as several, is one."""
    at = place.span.start
    spans = dict.fromkeys((token.start, token.end) for token in tokens(text))
    return [Place(place.file, Span(at + start, at + end)) for start, end in spans]


def _merged(places: Iterable[Place]) -> Sequence[Place]:
    """Places that touch or overlap made one."""
    joined: list[Place] = []
    for place in sorted(places, key=lambda p: (p.file, p.span.start, p.span.end)):
        last = joined[-1] if joined else None
        if last and last.file == place.file and place.span.start <= last.span.end:
            joined[-1] = Place(last.file, Span(last.span.start, max(last.span.end, place.span.end)))
        else:
            joined.append(place)
    return joined


def _inside(word: Place, places: Sequence[Place]) -> bool:
    return any(p.file == word.file and p.span.start <= word.span.start and word.span.end <= p.span.end for p in places)
