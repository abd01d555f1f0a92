"""SQuAD 1.1 and 2.0 (Rajpurkar et al. 2016, 2018; https://rajpurkar.github.io/SQuAD-explorer/), as XQuAD and MLQA have it::

{"version", "data": [{"title", "paragraphs": [{"context", "qas": [
  {"id", "question", "answers": [{"text", "answer_start"}], "is_impossible"?, "plausible_answers"?}]}]}]}

``answer_start`` counts code points from the start of the context. A context becomes a document, ``title-01.txt``; the gold
quotation of an answer is the sentence around it, cut or widened so that it stands in one place only and the answer's first
occurrence in it is the one that is meant: so it needs no offset to be found again.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from eval.exchange.files import write_text
from eval.exchange.item import Item, read_json
from eval.exchange.names import Documents, Ids, docids
from eval.exchange.types import Draft, Unit, counted
from eval.exchange.units import Units
from eval.questions.anchor import locate
from eval.questions.types import EvalSet, Gold, Question, Split
from eval.types import Place
from index.errors import InputError
from index.types import Note, Span

_Record = dict[str, Any]
KIND, NO_ANSWER = "span", "none"
# Contexts of SQuAD have up to 4,100 characters: a document as short as that is a context as it is.
SHORT = 5_000
# A question without an answer has no quotation that says which paragraph it was written for; its note does.
_ABOUT = "SQuAD: {}"
_SENTENCE = re.compile(r"(?<=[.!?…;])\s+|\n+")
_NUMBERED = re.compile(r"(.+)-(\d+)", re.DOTALL)


def read_set(path: Path, split: Split | None) -> Draft:
    """A SQuAD file as a set. Raises ``InputError`` for what is none."""
    documents, ids, left = Documents(), Ids(), Counter[str]()
    questions = []
    for number, article in enumerate(read_json(path).items("data"), 1):
        title = article.text("title", "").strip() or f"article-{number}"
        paragraphs = article.items("paragraphs")
        width = len(str(len(paragraphs)))
        for at, paragraph in enumerate(paragraphs, 1):
            context = paragraph.text("context", "")
            file = documents.add(f"{title}-{at:0{width}}", context)
            for record in paragraph.items("qas"):
                question = _question(record, context, file, split or Split.HELD, ids, left) if file else None
                left["context"] += file is None
                if question:
                    questions.append(question)
    notes = counted(
        (left["context"], "{n} câu của đoạn văn đã bỏ: bỏ", "{n} questions on contexts left out: left out"),
        (left["moved"], "{n} answer_start lệch: sửa theo chỗ gần nhất", "{n} answer_start off: nearest place taken"),
        (left["nowhere"], "{n} lời đáp không có trong đoạn văn: bỏ", "{n} answers not in their context: left out"),
        (left["empty"], "{n} câu không còn lời đáp: bỏ", "{n} questions without an answer: left out"),
        (left["blank"], "{n} câu hỏi rỗng: bỏ", "{n} blank questions: left out"),
        (left["plausible"], "{n} plausible_answers: bỏ", "{n} plausible_answers: left out"),
    )
    return Draft(tuple(questions), tuple(documents.texts.items()), notes=documents.notes() + ids.notes() + notes)


def _question(record: Item, context: str, file: str, split: Split, ids: Ids, left: Counter[str]) -> Question | None:
    identity, text = record.text("id"), record.text("question", blank=True)
    if not text.strip():
        left["blank"] += 1
        return None
    left["plausible"] += len(record.items("plausible_answers", needed=False))
    if record.flag("is_impossible"):
        note = _ABOUT.format(file)
        return Question(ids.unique(identity), NO_ANSWER, text, answerable=False, split=split, note=note)
    rows: dict[str, None] = {}
    quotes: dict[str, None] = {}
    for answer in record.items("answers"):
        words = answer.text("text", "")
        start = _start(words, answer.number("answer_start"), context)
        if start is None:
            left["nowhere"] += 1
            continue
        left["moved"] += start != answer.number("answer_start")
        rows[words] = None
        if _first(words, quotes, context) != start:
            quotes[quote_around(context, start, words)] = None
    if not rows:
        left["empty"] += 1
        return None
    gold = tuple(Gold(file, quote, 1 if len(quotes) > 1 else None) for quote in quotes)
    return Question(ids.unique(identity), KIND, text, answers=tuple((row,) for row in rows), gold=gold, split=split)


def _start(words: str, stated: int, context: str) -> int | None:
    """Where the answer stands: as stated, else the nearest place; ``None`` when it stands nowhere."""
    if not words.strip():
        return None
    if stated >= 0 and context.startswith(words, stated):
        return stated
    every = [span.start for span in locate(words, context)]
    return min((at for at in every if context.startswith(words, at)), key=lambda at: abs(at - stated), default=None)


def quote_around(context: str, start: int, words: str) -> str:
    """The sentence around ``words`` at ``start``, in which that is their first occurrence, unique if that can be had."""
    end = start + len(words)
    cuts = [0, *(match.end() for match in _SENTENCE.finditer(context)), len(context)]
    left = max(cut for cut in cuts if cut <= start)
    rights = [cut for cut in cuts if cut >= end]
    lefts = [cut for cut in reversed(cuts) if cut <= left]
    earlier = context.rfind(words, 0, end - 1)
    if earlier >= 0:
        after = re.compile(r"\s").search(context, earlier + 1, start)
        bound = after.end() if after else earlier + 1
        lefts = [max(bound, cut) for cut in lefts]
    for one, right in [(lefts[0], right) for right in rights] + [(one, rights[-1]) for one in lefts]:
        quote = context[one : max(end, one + len(context[one:right].rstrip()))]
        if context.find(quote, context.find(quote) + 1) < 0:
            return quote
    return context[lefts[0] : rights[0]]


def _first(words: str, quotes: Iterable[str], text: str) -> int | None:
    """Where :func:`write_set` finds ``words`` again: first in the first quotation that holds them."""
    quote = next((one for one in quotes if words in one), None)
    return None if quote is None else text.find(quote) + quote.find(words)


def write_set(evalset: EvalSet, target: Path, unit: Unit | None) -> tuple[Note, ...]:
    """Writes ``evalset`` as SQuAD 1.1, or 2.0 when a question has no answer.

    An answer is looked up in the gold quotation, then in its clause. Contexts are the documents when short or when asked
    for, else the clauses that hold the gold quotation. What SQuAD cannot say is left out and counted. Raises
    ``InputError`` when nothing is left, or it cannot be written.
    """
    units, left = Units(evalset), Counter[str]()
    contexts: dict[Place, list[_Record]] = {}
    for question in evalset.questions:
        found = _span(question, unit, units, left) if question.answerable else _unanswered(question, unit, units, left)
        if found:
            contexts.setdefault(found[0], []).append(found[1])
    if not contexts:
        why = _left_out(left)
        raise InputError(
            "SQuAD không diễn đạt được câu nào" + "".join(f"; {one.vi}" for one in why) + ". Hãy xuất dạng khác.",
            "SQuAD can say none of the questions" + "".join(f"; {one.en}" for one in why) + ". Export another format.",
        )
    second = any(record["is_impossible"] for records in contexts.values() for record in records)
    if not second:
        for record in (one for records in contexts.values() for one in records):
            del record["is_impossible"]
    articles: dict[str, list[_Record]] = {}
    names = docids(units.sources)
    for place, records in contexts.items():
        match = _NUMBERED.fullmatch(names[place.file])
        title = match[1] if match else names[place.file]
        articles.setdefault(title, []).append({"context": units.text(place), "qas": records})
    data = [{"title": title, "paragraphs": paragraphs} for title, paragraphs in articles.items()]
    write_text(target, json.dumps({"version": "2.0" if second else "1.1", "data": data}, ensure_ascii=False) + "\n")
    return _left_out(left)


def _span(question: Question, unit: Unit | None, units: Units, left: Counter[str]) -> tuple[Place, _Record] | None:
    evidence = units.evidence(question)
    why = (
        "history" if question.history
        else "derived" if question.derived
        else "lost" if evidence is None
        else "several" if len({one.group for one in evidence}) > 1
        else ""
    )  # fmt: skip
    if why or not evidence:
        left[why or "outside"] += 1
        return None
    context = _context(evidence[0].places[0], unit, units)
    quotes = [place for one in evidence for place in one.places if _inside(place, context)]
    near = [place for quote in quotes for place in units.clauses(quote) if _inside(place, context)]
    answers = []
    for row in question.answers:
        place = next((one for one in quotes + near if row[0] in units.text(one)), None)
        if len(row) > 1:
            left["rows"] += 1
        elif place:
            start = place.span.start + units.text(place).find(row[0]) - context.span.start
            answers.append({"text": row[0], "answer_start": start})
    if not answers:
        left["outside"] += 1
        return None
    return context, {"id": question.id, "question": question.text, "answers": answers, "is_impossible": False}


def _unanswered(
    question: Question, unit: Unit | None, units: Units, left: Counter[str]
) -> tuple[Place, _Record] | None:
    if question.history:
        left["history"] += 1
        return None
    file = next((one for one in units.sources if question.note == _ABOUT.format(one)), None)
    left["anywhere"] += file is None
    whole = units.document(file or next(iter(units.sources)))
    clauses = [Place(whole.file, clause.span) for clause in units.parsed(whole.file).clauses]
    longest = max(clauses, key=lambda one: one.span.end - one.span.start, default=whole)
    record = {"id": question.id, "question": question.text, "answers": [], "is_impossible": True}
    return _context(longest, unit, units), record


def _context(place: Place, unit: Unit | None, units: Units) -> Place:
    whole = units.document(place.file)
    if unit is Unit.DOCUMENT or (unit is None and whole.span.end <= SHORT):
        return whole
    spans = [place.span, *(clause.span for clause in units.clauses(place))]
    return Place(place.file, Span(min(span.start for span in spans), max(span.end for span in spans)))


def _inside(place: Place, context: Place) -> bool:
    return place.file == context.file and context.span.contains(place.span)


def _left_out(left: Counter[str]) -> tuple[Note, ...]:
    return counted(
        (left["history"], "{n} câu nối tiếp: bỏ", "{n} follow-up questions: left out"),
        (left["derived"], "{n} câu có lời đáp suy ra: bỏ", "{n} questions with derived answers: left out"),
        (left["several"], "{n} câu cần nhiều đoạn: bỏ", "{n} questions that need several places: left out"),
        (left["lost"], "{n} câu không còn lời trích: bỏ", "{n} questions whose quotation is lost: left out"),
        (
            left["outside"],
            "{n} câu có lời đáp không nằm trong điều khoản được trích: bỏ",
            "{n} questions whose answer is not written in the clause: left out",
        ),
        (left["rows"], "{n} lời đáp gồm nhiều phần: bỏ", "{n} answers of several parts: left out"),
        (
            left["anywhere"],
            "{n} câu không có lời đáp: đặt ở một đoạn",
            "{n} without an answer: put on one context",
        ),
    )
