"""What is thrown away: a question that cannot be understood alone, has a second answer, or whose answer is not there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from eval.draft.types import DOC, Asked, Document, Seed
from eval.draft.words import content, flat, pairs, quotation, quoted, self_contained, torn
from eval.measures.match import accepts, says
from eval.questions import Gold, locate
from index.types import Clause, Role

_LONGEST = 62
# Of the words asked about, the share that makes another clause a second place.
_SAME = 0.8
# Topics whose own words were compared when they were made: rows of tables are alike but for one word.
_UNIQUE = frozenset({"table"})
# A quotation that stands in more places tells none of them.
_MOST_PLACES = 3


@dataclass(frozen=True, slots=True)
class _Place:
    clause: Clause
    text: str
    words: frozenset[str]


class Checker:
    """Checks the seeds of one document. ``seeds``: all of them, since one may give another's question a second answer."""

    def __init__(self, document: Document, seeds: Sequence[Seed]) -> None:
        self._rivals: dict[str, list[tuple[frozenset[str], Seed]]] = {}
        for seed in seeds:
            if seed.about:
                self._rivals.setdefault(seed.topic, []).append((content(seed.about), seed))
        self._document = document
        texts = [(clause, flat(clause)) for clause in document.clauses if clause.role is Role.BODY]
        self._places = [_Place(clause, text, content(text)) for clause, text in texts]
        self._parents = {clause.id: clause.parent for clause in document.clauses}

    def sound(self, seed: Seed) -> Seed | None:
        """``seed``, with every place that answers it, or ``None`` if it is not fit to be asked."""
        words = [
            *(pattern.replace(DOC, "") for pattern in seed.patterns),
            *(form for row in seed.answers for form in row),
        ]
        if any(torn(text) for text in words) or not all(self_contained(pattern) for pattern in seed.patterns):
            return None
        if not seed.gold or not all(map(self._found, seed.gold)):
            return None
        if not seed.derived and not any(self._said(row, seed.gold) for row in seed.answers):
            return None
        if not seed.about or seed.topic in _UNIQUE:
            return seed
        if self._rivalled(seed):
            return None
        more = self._second_places(seed)
        return replace(seed, gold=(*seed.gold, *more)) if more is not None else None

    def _rivalled(self, seed: Seed) -> bool:
        """Whether the same is asked for elsewhere in the document and answered otherwise."""
        wanted = content(seed.about)
        others = self._rivals.get(seed.topic, ())
        return any(
            other.answers != seed.answers and len(wanted & words) >= _SAME * len(wanted) for words, other in others
        )

    def _said(self, row: Sequence[str], gold: Sequence[Gold]) -> bool:
        return all(any(says(item.quote, form) for item in gold) for form in row)

    def _found(self, gold: Gold) -> bool:
        """Whether the quotation stands in the document; those of other documents were read off their own text."""
        it = self._document.directive
        if gold.file != it.file:
            return True
        return 1 <= len(locate(gold.quote, self._document.text[it.start : it.end])) <= _MOST_PLACES

    def _second_places(self, seed: Seed) -> list[Gold] | None:
        """Other clauses where the same is said with the same answer; ``None`` if one says it with another answer."""
        wanted, links = content(seed.about), pairs(seed.about)
        first = {
            place.clause.id for place in self._places if any(" ".join(g.quote.split()) in place.text for g in seed.gold)
        }
        near = first | {up for number in first for up in self._above(number)}
        found = []
        for place in self._places:
            if place.clause.id in near or first & set(self._above(place.clause.id)):
                continue
            if len(wanted & place.words) < _SAME * len(wanted):
                continue
            if not accepts(place.text, seed.answers):
                return None
            in_a_row = len(links & pairs(place.text)) >= _SAME * len(links)
            if in_a_row and (gold := quotation(place.clause, quoted(place.text))):
                found.append(gold)
        return found

    def _above(self, number: int) -> Iterator[int]:
        parent = self._parents.get(number)
        while parent is not None:
            yield parent
            parent = self._parents.get(parent)


def fit(asked: Asked) -> bool:
    """Whether the question is short enough, and does not say its own answer."""
    if len(asked.text.split()) > _LONGEST:
        return False
    return not any(all(says(asked.text, form) for form in row) for row in asked.seed.answers)
