"""Gold quotations as the units that other programs rank or read: documents, or the clauses of them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from eval.exchange.names import docids, hashed
from eval.exchange.types import Unit, counted
from eval.questions.anchor import Texts
from eval.questions.types import EvalSet, Question
from eval.types import Place
from index.errors import InputError
from index.parse import parse
from index.types import Note, Parsed, Source, Span


@dataclass(frozen=True, slots=True)
class Evidence:
    """A gold quotation in its source; ``whole``: it is the whole document."""

    places: tuple[Place, ...]
    group: int
    relevance: int
    whole: bool


class Units:
    """The documents of a set, and their clauses, parsed when they are asked for."""

    def __init__(self, evalset: EvalSet) -> None:
        self.sources: dict[str, Source] = {source.file: source for source in evalset.sources}
        self._texts = {source.file: source.text for source in evalset.sources}
        self._anchors = Texts(self._texts)
        self._parsed: dict[str, Parsed] = {}

    def parsed(self, file: str) -> Parsed:
        """The clauses of a document."""
        if file not in self._parsed:
            self._parsed[file] = parse(self.sources[file])
        return self._parsed[file]

    def text(self, place: Place) -> str:
        """The words of a place."""
        return self._texts[place.file][place.span.start : place.span.end]

    def document(self, file: str) -> Place:
        """All of a document."""
        return Place(file, Span(0, len(self._texts[file])))

    def clauses(self, place: Place) -> list[Place]:
        """The clauses that share characters with ``place``, in their order."""
        every = (Place(place.file, clause.span) for clause in self.parsed(place.file).clauses)
        return [one for one in every if one.holds(place)]

    def evidence(self, question: Question) -> tuple[Evidence, ...] | None:
        """Its gold quotations; ``None`` when one stands nowhere (any more)."""
        found = []
        for gold, group in zip(question.gold, question.groups, strict=True):
            where = self._anchors.anchor(gold)
            if where is None:
                return None
            places = tuple(Place(file, span) for file, span in where.places)
            found.append(Evidence(places, group, gold.relevance, not gold.quote))
        return tuple(found)


Judged = tuple[Question, dict[str, int]]


def judged(units: Units, questions: Iterable[Question], unit: Unit, left: Counter[str]) -> list[Judged]:
    """The questions that are a query by themselves, each with the ids of what is relevant and its grade.

    Ids are :func:`~eval.exchange.names.docid` or, of clauses, :attr:`Place.key`. What is no query is counted in ``left``.
    Raises ``InputError`` when none is left.
    """
    names = docids(units.sources)
    left["hashed"] = hashed(names)
    found = []
    for question in questions:
        evidence = units.evidence(question)
        if question.history:
            left["history"] += 1
        elif evidence is None:
            left["lost"] += 1
        elif not evidence:
            left["none"] += 1
        elif unit is Unit.CLAUSE and all(one.whole for one in evidence):
            left["whole"] += 1
        else:
            grades: dict[str, int] = {}
            for one in evidence:
                for place in one.places:
                    ids = [names[place.file]]
                    if unit is Unit.CLAUSE:
                        ids = [] if one.whole else [clause.key for clause in units.clauses(place)]
                    grades |= {name: max(one.relevance, grades.get(name, 0)) for name in ids}
            left["alternatives"] += len(grades) > len({one.group for one in evidence})
            found.append((question, grades))
    if not found:
        raise InputError(
            "Không có câu hỏi nào xuất được" + "".join(f"; {note.vi}" for note in left_out(left)) + ".",
            "No question can be exported" + "".join(f"; {note.en}" for note in left_out(left)) + ".",
        )
    return found


def left_out(left: Counter[str]) -> tuple[Note, ...]:
    """What :func:`judged` counted."""
    return counted(
        (left["history"], "{n} câu nối tiếp: bỏ", "{n} follow-up questions: left out"),
        (left["none"], "{n} câu không có lời trích: bỏ", "{n} questions without gold: left out"),
        (left["lost"], "{n} câu không còn lời trích: bỏ", "{n} questions whose quotation is lost: left out"),
        (left["whole"], "{n} câu hỏi về cả văn bản: bỏ", "{n} questions on whole documents: left out"),
        (
            left["alternatives"],
            "{n} câu có lời trích thay nhau được: thành cần tất cả",
            "{n} questions with alternative quotations: all of them count as wanted",
        ),
        (
            left["hashed"],
            "{n} văn bản có mã quá dài: ghi mã băm thay cho mã gốc",
            "{n} documents whose ids were too long: a hash is written in their place",
        ),
    )
