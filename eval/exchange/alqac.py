"""ALQAC, the Automated Legal Question Answering Competition (https://sites.google.com/view/ALQAC-2025): a folder with

laws      [{"id": "Luật Du lịch", "articles": [{"id": "39", "text": "…"}]}]
questions [{"question_id", "question_type"?, "text", "relevant_articles": [{"law_id", "article_id"}],
            "answer"? (2025), "choices"? {"A": …}, "label"? (2021: true or false)}]

in JSON files of any name. An article becomes a document, ``Luật Du lịch, Điều 39.txt``, that begins with "Điều 39. "; gold is
the whole article, each a group of its own: all of them are wanted. Choices are part of the question, each begins a line;
the choice's words are the accepted answer. "Có" and "Không" are accepted for "Đúng" and "Sai" unless the statement has a
negation in it, where they can be misread.
"""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

from eval.exchange.files import write_folder
from eval.exchange.item import Item, read_json
from eval.exchange.names import Documents, Ids, docids
from eval.exchange.types import Draft, Unit, Written, counted
from eval.exchange.units import Units, judged, left_out
from eval.measures.match import accepts
from eval.questions.types import EvalSet, Gold, Question, Split
from index.errors import InputError
from index.text import words

LAWS, QUESTIONS = "law.json", "questions.json"
KINDS = {"Đúng/Sai": "yesno", "Trắc nghiệm": "choice", "Tự luận": "open"}
_TRUE, _FALSE = "Đúng", "Sai"
_ALIKE = {_TRUE: "Có", _FALSE: "Không"}
_NEGATIONS = frozenset({"không", "chưa", "chẳng", "chả"})
_ARTICLE = re.compile(r"(.+), Điều ([^,]+)", re.DOTALL)
_HEAD = re.compile(r"Điều [^.\n]{1,20}\. ")
_CHOICE = re.compile(r"\n(?=[A-Z]\. )")


def parts(source: Path) -> tuple[list[Item], list[Item]]:
    """The laws and the questions in the JSON files of the folder ``source``; of a file, its questions and the laws beside it.

    Raises ``InputError`` for files that are no JSON.
    """
    laws: list[Item] = []
    questions: list[Item] = []
    for path in sorted((source if source.is_dir() else source.parent).glob("*.json")):
        records = read_json(path)
        for item in records.each() if isinstance(records.value, list) else ():
            if isinstance(item.value, dict) and "articles" in item.value:
                laws.append(item)
            elif source.is_dir() or path == source:
                questions.append(item)
    return laws, questions


def read_set(source: Path, split: Split | None) -> Draft:
    """An ALQAC folder, or a file of questions with the laws beside it, as a set. Raises ``InputError`` for what is none."""
    laws, records = parts(source)
    if not laws or not records:
        raise InputError(
            f"«{source}» phải có tệp JSON các luật (id, articles) và tệp JSON các câu hỏi (question_id, text…).",
            f'"{source}" must have a JSON file of laws (id, articles) and one of questions (question_id, text…).',
        )
    documents, ids, left = Documents(), Ids(), Counter[str]()
    for law in laws:
        name = law.text("id")
        for article in law.items("articles"):
            number = article.text("id")
            documents.add(_identity(name, number), f"Điều {number}. {article.text('text', '')}")
    questions = [one for record in records if (one := _question(record, documents, split or Split.HELD, ids, left))]
    notes = counted(
        (
            left["choices"],
            "{n} câu có lựa chọn không tách lại được: khi xuất sẽ khác",
            "{n} questions whose choices cannot be told apart again: they will be exported otherwise",
        ),
        (left["article"], "{n} điều luật được nêu mà không có: bỏ", "{n} relevant articles that are absent: dropped"),
        (
            left["empty"],
            "{n} câu không có lời đáp lẫn điều luật: bỏ",
            "{n} questions without answer or article: left out",
        ),
    )
    return Draft(tuple(questions), tuple(documents.texts.items()), notes=documents.notes() + ids.notes() + notes)


def _identity(law: str, article: str) -> str:
    return f"{law}, Điều {article}"


def _question(record: Item, documents: Documents, split: Split, ids: Ids, left: Counter[str]) -> Question | None:
    identity, statement = record.text("question_id"), record.text("text")
    label = record.flag("label")
    answer = record.text("answer", "" if label is None else (_TRUE if label else _FALSE))
    choices = record.texts("choices")
    asked = "\n".join([statement, *(f"{letter}. {text}" for letter, text in choices.items())])
    left["choices"] += bool(choices) and _choices(asked) != (statement, choices)
    likely = "Trắc nghiệm" if choices else "Đúng/Sai" if answer in _ALIKE else "Tự luận"
    sort = record.text("question_type", "").strip() or likely
    named = [_identity(one.text("law_id"), one.text("article_id")) for one in record.items("relevant_articles", False)]
    files = list(dict.fromkeys(file for one in named if (file := documents.file(one))))
    left["article"] += sum(documents.file(one) is None for one in named)
    rows: list[tuple[str, ...]] = [(_line(choices[answer]) if answer in choices else answer,)] if answer.strip() else []
    if answer in _ALIKE and not _NEGATIONS & set(words(statement)):
        rows.append((_ALIKE[answer],))
    if not rows and not files:
        left["empty"] += 1
        return None
    return Question(
        ids.unique(identity),
        KINDS.get(sort, sort),
        asked,
        answers=tuple(rows),
        gold=tuple(Gold(file, "", at if len(files) > 1 else None) for at, file in enumerate(files, 1)),
        split=split,
        derived=bool(rows) and not any(accepts(documents.texts[file], rows) for file in files),
    )


def write_set(evalset: EvalSet, target: Path, unit: Unit | None) -> Written:
    """Writes ``evalset`` as an ALQAC folder; a document that is no article of a law becomes a law of one article.

    Follow-ups and unanswerable questions are left out and counted. Raises ``InputError`` when none is left, or it cannot be
    written.
    """
    units, left = Units(evalset), Counter[str]()
    laws: dict[str, list[dict[str, str]]] = {}
    for file, name in docids(units.sources).items():
        law, number = _article(name)
        laws.setdefault(law, []).append({"id": number, "text": _HEAD.sub("", units.sources[file].text, count=1)})
    questions = [
        _record(question, grades) for question, grades in judged(units, evalset.questions, Unit.DOCUMENT, left)
    ]

    def fill(folder: Path) -> None:
        records = [{"id": law, "articles": articles} for law, articles in laws.items()]
        (folder / LAWS).write_bytes((json.dumps(records, ensure_ascii=False, indent=1) + "\n").encode())
        (folder / QUESTIONS).write_bytes((json.dumps(questions, ensure_ascii=False, indent=1) + "\n").encode())

    write_folder(target, fill)
    return Written(len(questions), left_out(left))


def _article(name: str) -> tuple[str, str]:
    match = _ARTICLE.fullmatch(name)
    return (match[1], match[2]) if match else (name, "1")


def _choices(text: str) -> tuple[str, dict[str, str]]:
    """The statement of a question and its choices, as they were."""
    statement, *choices = _CHOICE.split(text)
    return statement, {one[0]: one[3:] for one in choices}


def _line(text: str) -> str:
    return " ".join(text.split())


def _record(question: Question, grades: dict[str, int]) -> dict[str, Any]:
    sorts = {kind: sort for sort, kind in KINDS.items()}
    record: dict[str, Any] = {
        "question_id": question.id,
        "question_type": sorts.get(question.kind, question.kind),
        "text": question.text,
        "relevant_articles": [
            {"law_id": law, "article_id": number} for law, number in (_article(name) for name in grades)
        ],
    }
    answer = "; ".join(question.answers[0]) if question.answers else ""
    if question.kind == KINDS["Trắc nghiệm"]:
        statement, choices = _choices(question.text)
        record |= {"text": statement, "choices": choices}
        answer = next((letter for letter, text in choices.items() if _line(text) == answer), answer)
    return record | ({"answer": answer} if answer else {})
