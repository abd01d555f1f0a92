"""SQuAD 1.1 and 2.0 (Rajpurkar et al. 2016, 2018; https://rajpurkar.github.io/SQuAD-explorer/), as XQuAD and MLQA have it::

{"version", "data": [{"title", "paragraphs": [{"context", "qas": [
  {"id", "question", "answers": [{"text", "answer_start"}], "is_impossible"?, "plausible_answers"?}]}]}]}

``answer_start`` counts code points from the start of the context. A context becomes a document, ``title-01.txt``; the gold
quotation of an answer is the sentence around it, cut or widened so that it stands in one place only and the answer's first
occurrence in it is the one that is meant: so it needs no offset to be found again (:func:`paired`).
"""

import json
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from eval.exchange.files import write_text
from eval.exchange.item import Item, read_json
from eval.exchange.names import Documents, Ids, docids
from eval.exchange.types import Draft, Unit, Written, counted
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
        (
            left["elsewhere"],
            "{n} lời đáp sẽ xuất ra ở chỗ khác có cùng lời",
            "{n} answers that will be exported at another place of the same words",
        ),
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
    meant: dict[tuple[str, int], None] = {}
    for answer in record.items("answers"):
        words = answer.text("text", "")
        start = _start(words, answer.number("answer_start"), context)
        if start is None:
            left["nowhere"] += 1
            continue
        left["moved"] += start != answer.number("answer_start")
        meant[words, start] = None
    if not meant:
        left["empty"] += 1
        return None
    rows, quotes = list(dict.fromkeys(words for words, _ in meant)), _quotes(list(meant), context)
    found = {(words, context.find(quotes[at]) + quotes[at].find(words)) for words, at in paired(rows, quotes)}
    left["elsewhere"] += len(meant.keys() - found)
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


def _quotes(meant: Sequence[tuple[str, int]], context: str) -> list[str]:
    """A quotation for each answer that is not the first of its words in one already; short ones first: long ones hold them."""
    quotes: dict[str, None] = {}
    for words, start in sorted(meant, key=lambda one: len(one[0])):
        quote = next((one for one in quotes if words in one), None)
        if quote is None or context.find(quote) + quote.find(words) != start:
            quotes[quote_around(context, start, words)] = None
    return list(quotes)


def paired(rows: Sequence[str], quotes: Sequence[str]) -> list[tuple[str, int]]:
    """Each answer with the number of the first quotation that holds it.

    A quotation that is first for none is another place of an answer: of the first in ``rows`` that it holds.
    """
    found = [(row, next((at for at, quote in enumerate(quotes) if row in quote), None)) for row in rows]
    used = {at for _, at in found}
    more = [
        (next((row for row in rows if row in quote), None), at) for at, quote in enumerate(quotes) if at not in used
    ]
    return [(row, at) for row, at in [*found, *more] if row is not None and at is not None]


def write_set(evalset: EvalSet, target: Path, unit: Unit | None) -> Written:
    """Writes ``evalset`` as SQuAD 1.1, or 2.0 when a question has no answer.

    An answer is looked up in the gold quotation, then in its clause. Contexts are the documents when short or when asked
    for, else the clauses that hold the gold quotation; questions without an answer are dealt out to all contexts in turn.
    What SQuAD cannot say is left out and counted. Raises ``InputError`` when nothing is left, or it cannot be written.
    """
    units, left = Units(evalset), Counter[str]()
    contexts: dict[Place, list[_Record]] = {}
    loose: list[_Record] = []
    for question in evalset.questions:
        if not question.answerable and not question.history:
            record = {"id": question.id, "question": question.text, "answers": [], "is_impossible": True}
            file = next((one for one in units.sources if question.note == _ABOUT.format(one)), None)
            (contexts.setdefault(_longest(file, unit, units), []) if file else loose).append(record)
        elif found := _span(question, unit, units, left):
            contexts.setdefault(found[0], []).append(found[1])
    places = list(contexts) or [_longest(file, unit, units) for file in units.sources if loose]
    for at, record in enumerate(loose):
        contexts.setdefault(places[at % len(places)], []).append(record)
    left["anywhere"] = len(loose)
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
    return Written(sum(map(len, contexts.values())), _left_out(left))


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
    every = [[place for place in one.places if _inside(place, context)] for one in evidence]
    quotes = [places[0] for places in every if places]
    rows = [row[0] for row in question.answers if len(row) == 1]
    left["rows"] += len(question.answers) - len(rows)
    found = [(row, quotes[at]) for row, at in paired(rows, [units.text(one) for one in quotes])]
    near = [place for quote in quotes for place in units.clauses(quote) if _inside(place, context)]
    for row in [row for row in rows if row not in dict(found)]:
        found += [(row, place) for place in near if row in units.text(place)][:1]
    starts = [(row, place.span.start + units.text(place).find(row) - context.span.start) for row, place in found]
    answers = [{"text": row, "answer_start": start} for row, start in dict.fromkeys(starts)]
    if not answers:
        left["outside"] += 1
        return None
    return context, {"id": question.id, "question": question.text, "answers": answers, "is_impossible": False}


def _longest(file: str, unit: Unit | None, units: Units) -> Place:
    """The context of the longest clause of a document."""
    whole = units.document(file)
    clauses = [Place(file, clause.span) for clause in units.parsed(file).clauses]
    return _context(max(clauses, key=lambda one: one.span.end - one.span.start, default=whole), unit, units)


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
            "{n} câu không có lời đáp: chia đều cho các đoạn",
            "{n} without an answer: dealt out to the contexts in turn",
        ),
    )
