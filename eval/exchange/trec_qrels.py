"""TREC qrels of a set or a result, and back: qrels by others as the gold of a set's questions."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

from eval.exchange.files import write_text
from eval.exchange.names import docid, hashed
from eval.exchange.trec import Judgement, format_qrels, known, parse_qrels, place_in
from eval.exchange.types import Draft, Unit, Written, counted
from eval.exchange.units import Units, judged, left_out
from eval.questions.about import read_text
from eval.questions.types import EvalSet, Gold, Split
from eval.types import Place, Result
from index.errors import InputError
from index.types import Span


def write_set(evalset: EvalSet, target: Path, unit: Unit | None) -> Written:
    """Writes the gold of ``evalset`` as qrels of documents, or of clauses by :attr:`Place.key`."""
    left = Counter[str]()
    found = judged(Units(evalset), evalset.questions, unit or Unit.DOCUMENT, left)
    write_text(
        target, format_qrels(Judgement(q.id, name, grade) for q, grades in found for name, grade in grades.items())
    )
    return Written(len(found), left_out(left))


def read_qrels(path: Path, base: EvalSet, split: Split | None) -> Draft:
    """The questions of ``base`` with the qrels in ``path`` as their gold, on its documents; those without are left out."""
    left = Counter[str]()
    relevant: dict[str, dict[Place, int]] = {}
    ids, files = {question.id for question in base.questions}, {source.file: source.text for source in base.sources}
    for one in parse_qrels(path, read_text(path)):
        query = known(one.query, lambda name: name if name in ids else None)
        place = known(one.document, lambda name: place_in(name, files))
        left["zero"] += one.relevance <= 0
        left["query"] += query is None
        left["document"] += place is None
        if query and place and one.relevance > 0:
            relevant.setdefault(query, {})[place] = one.relevance
    questions = []
    for question in base.questions:
        golds = []
        for group, (place, grade) in enumerate(relevant.get(question.id, {}).items(), 1):
            whole = place.span == Span(0, len(files[place.file]))
            quote = "" if whole else files[place.file][place.span.start : place.span.end]
            golds.append(Gold(place.file, quote, group, grade))
        if golds:
            questions.append(replace(question, gold=tuple(golds), answerable=True, split=split or question.split))
    notes = counted(
        (left["zero"], "{n} dòng điểm 0: bỏ", "{n} lines of relevance 0: dropped"),
        (left["query"], "{n} dòng nêu câu hỏi không có trong bộ: bỏ", "{n} lines on questions not in the set: dropped"),
        (left["document"], "{n} dòng nêu văn bản không có: bỏ", "{n} lines on absent documents: dropped"),
        (
            len(base.questions) - len(questions),
            "{n} câu không có trong qrels: bỏ",
            "{n} questions not in the qrels: left out",
        ),
    )
    return Draft(tuple(questions), place=base.archive or base.documents, archive=bool(base.archive), notes=notes)


def write_result(result: Result, target: Path, unit: Unit | None) -> Written:
    """Writes the gold places of ``result``: what its own run is to be judged by."""
    lines = []
    without = several = 0
    for row in result.rows:
        grades: dict[str, int] = {}
        for gold in row.gold:
            place = gold.unit or gold.places[0]
            name = place.key if unit is Unit.CLAUSE else docid(place.file)
            grades[name] = max(gold.relevance, grades.get(name, 0))
        without += not grades
        several += len(grades) > len({gold.group for gold in row.gold})
        lines += [Judgement(row.id, name, grade) for name, grade in grades.items()]
    if not lines:
        raise InputError(
            "Kết quả không có lời trích nào để xuất: bộ câu hỏi không có. Hãy chọn kết quả khác.",
            "The result has no gold quotation to export: its set has none. Choose another result.",
        )
    write_text(target, format_qrels(lines))
    files = {(gold.unit or gold.places[0]).file for row in result.rows for gold in row.gold}
    notes = left_out(Counter(none=without, alternatives=several, hashed=hashed(files)))
    return Written(len(result.rows) - without, notes)
