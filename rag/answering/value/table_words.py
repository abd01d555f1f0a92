"""The words of a question as they are compared with the words of a table."""

import itertools
import re

from index.parsing import patterns as p
from index.passages import describe
from index.text import folded_words, words
from index.types import Clause
from rag.answering.evidence import Evidence
from rag.answering.value import bounds, columns, extremes, merged
from rag.answering.value.tables import Row

# Two syllables that are another thing than the second alone: "thị xã" is no "xã".
_COMPOUNDS = {("thị", "xã"): "thị_xã", ("thị", "trấn"): "thị_trấn", ("thành", "phố"): "thành_phố"}
_CITY = "tp"
# What a syllable of a place weighs that is no word of the matter.
PLACE = 3.0
_NAMES = re.compile(rf"(?<=[\w,;:(–-] )[{p.UPPER}]\w*(?: [{p.UPPER}]\w*)*")
# "Số hộ nghèo" is a row of "bao nhiêu hộ nghèo".
_NUMBER_OF = re.compile(r"^\W*(?:tổng\s)?số(?:\slượng)?\s(?=[^\W\d_])", re.IGNORECASE)
_TABLE = re.compile(r"\b(?:bang|phu luc|bieu|phieu|danh sach|danh muc|lich)\b")


class TableWords:
    """What a question says, weighed, with its numbers, days, names and blanks."""

    def __init__(self, evidence: Evidence) -> None:
        self.evidence = evidence
        text = evidence.query.text
        self.marks = evidence.matcher.marks
        self.pairs = {self._pair(pair): name for pair, name in _COMPOUNDS.items()}
        own = self.bag(text)
        self.said = own
        weight = {term.word: term.weight for term in evidence.matcher.terms}
        self.weight: dict[str, float] = {word: weight[word] for word in own if word in weight}
        # A place that only sets the scope tells one row from another.
        named = self.bag(" ".join(evidence.query.scope.names)) & own
        self.weight |= {word: PLACE for word in named if word not in weight and word[0].isalpha()}
        for pair, name in self.pairs.items():
            if name in own:
                self.weight[name] = sum(weight.get(word, 0.0) for word in pair)
        self.numbers = list(bounds.numbers(text))
        self.days, self.called = merged.days(text), bounds.called(text)
        self.folded = folded = evidence.folded
        self.blanks = columns.needs(evidence.query, folded)
        self.pairwise = set(itertools.pairwise(evidence.matcher.forms(text)))
        self.tabled = bool(_TABLE.search(folded))
        # Without marks: letterheads in capitals may have none.
        self.names = [{columns.bare(word) for word in self.bag(found.group())} for found in _NAMES.finditer(text)]
        extreme = extremes.asked(extremes.guarded(text))
        self.extreme = extreme and (max if extreme[0] is extremes.Extreme.MOST else min)
        self.by = extreme[1].group().split()[0] if extreme else ""

    def _pair(self, pair: tuple[str, str]) -> tuple[str, ...]:
        return tuple((words if self.marks else folded_words)(" ".join(pair)))

    def bag(self, text: str) -> frozenset[str]:
        """The syllables of a text as the question's are compared, compounds as one."""
        forms = self.evidence.matcher.forms(text)
        found: list[str] = []
        for form in forms:
            if found and (name := self.pairs.get((found[-1], form))):
                found[-1] = name
            else:
                found.append(self.pairs[self._pair(("thành", "phố"))] if form == _CITY else form)
        return frozenset(found)

    def weigh(self, held: frozenset[str]) -> float:
        """The weight of the question's words among ``held``."""
        return sum(weight for word, weight in self.weight.items() if word in held)

    def about(self, clause: Clause) -> frozenset[str]:
        """What the document of a clause says of itself."""
        directive = self.evidence.archive.directives[clause.directive]
        subject = directive.subject.value if directive.subject else ""
        year = directive.date.value[:4] if directive.date else ""
        return self.bag(f"{describe(directive)} {subject} {year}")

    def together(self, text: str) -> float:
        """The weight of the question's words that stand side by side there and in ``text``."""
        shared = self.pairwise & set(itertools.pairwise(self.evidence.matcher.forms(text)))
        return sum(self.weight.get(a, 0.0) + self.weight.get(b, 0.0) for a, b in shared)

    def is_named(self, row: Row) -> bool:
        """Whether the question has one of the names of a row whole."""
        return any(name and name <= self.said for name in map(self.name_of, row.cells))

    def within(self, text: str) -> frozenset[str]:
        """The figures of the question, where they lie within the bounds that a text sets."""
        figures = frozenset(word for word in self.weight if word[0].isdigit())
        return figures if figures and bounds.within(text, self.numbers) else frozenset()

    def name_of(self, cell: str) -> frozenset[str]:
        """The words of a cell that may name its row; none of a figure."""
        bag = self.bag(_NUMBER_OF.sub("", cell))
        return bag if len(bag) > 1 and not columns.is_figure(cell) else frozenset()
