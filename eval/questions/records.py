"""A question as one JSON object and back. ``eval/sets/questions.schema.json`` describes the same for other programs::

{"id": "d01", "kind": "date", "question": "…", "history": ["…"]?, "answers": [["04/9/2021"], …],
 "gold": [{"file": "000.txt", "quote": "…", "group": 1?, "relevance": 1?}], "answerable": true?,
 "split": "tune"|"held"?, "derived": false?, "status": "accepted"|"proposed"|"rejected"?, "machine": false?, "note": "…"?}
"""

from typing import Any

from eval.questions.types import Gold, Question, Split, Status
from index.errors import InputError

# What a line may hold. Another name is most often a slip ("answer"): the validator says so.
FIELDS = frozenset({
    "id", "kind", "question", "history", "answers", "gold", "answerable", "split", "derived", "status", "machine", "note",
})  # fmt: skip

# What the library that computes ranking measures can hold.
MOST = 2**31 - 1


def question_of(record: Any) -> Question:
    """The question in ``record`` (anything that JSON can hold). Raises ``InputError`` saying what is wrong in it."""
    if not isinstance(record, dict):
        raise InputError("phải là một đối tượng JSON {…}", "must be a JSON object {…}")
    for key in ("id", "kind", "question"):
        if not isinstance(record.get(key), str) or not record[key].strip():
            raise InputError(f'thiếu "{key}" (một chuỗi không rỗng)', f'"{key}" is missing (a string, not empty)')
    answers = tuple(tuple(row) for row in _list(record, "answers", _is_row, '[["04/9/2021"], ["4/9/2021"]]'))
    gold = _list(record, "gold", _is_gold, '[{"file": "a.txt", "quote": "…", "group": 1}]')
    question = Question(
        id=record["id"],
        kind=record["kind"],
        text=record["question"],
        history=tuple(_list(record, "history", lambda value: isinstance(value, str), '["câu hỏi trước"]')),
        answers=answers,
        gold=tuple(map(_gold_of, gold)),
        answerable=_flag(record, "answerable", bool(answers or gold)),
        split=Split(_choice(record, "split", list(Split), Split.TUNE)),
        derived=_flag(record, "derived", False),
        status=Status(_choice(record, "status", list(Status), Status.ACCEPTED)),
        machine=_flag(record, "machine", False),
        note=_text(record, "note"),
    )
    _agree(question)
    return question


def record_of(question: Question) -> dict[str, Any]:
    """The JSON object of ``question``; what has its default is left out."""
    record: dict[str, Any] = {"id": question.id, "kind": question.kind, "question": question.text}
    if question.history:
        record["history"] = list(question.history)
    record["answers"] = [list(row) for row in question.answers]
    record["gold"] = [_gold_record(item) for item in question.gold]
    record["answerable"] = question.answerable
    record["split"] = question.split.value
    if question.derived:
        record["derived"] = True
    if question.status is not Status.ACCEPTED:
        record["status"] = question.status.value
    if question.machine:
        record["machine"] = True
    if question.note:
        record["note"] = question.note
    return record


def _gold_record(item: Gold) -> dict[str, Any]:
    record: dict[str, Any] = {"file": item.file, "quote": item.quote}
    if item.group is not None:
        record["group"] = item.group
    if item.relevance != 1:
        record["relevance"] = item.relevance
    return record


def _list(record: dict[str, Any], key: str, fits: Any, example: str) -> list[Any]:
    value = record.get(key)
    if value is None:
        return []
    if not isinstance(value, list) or not all(fits(item) for item in value):
        raise InputError(f'"{key}" phải có dạng {example}', f'"{key}" must look like {example}')
    return value


def _is_row(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, str) and item.strip() for item in value)


def _is_gold(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and isinstance(value.get("file"), str)
        and bool(value["file"])
        and isinstance(value.get("quote"), str)
        and (value.get("group") is None or _is_count(value["group"], 0))
        and _is_count(value.get("relevance", 1), 1)
    )


def _gold_of(item: dict[str, Any]) -> Gold:
    group = item.get("group")
    return Gold(item["file"], item["quote"], None if group is None else int(group), int(item.get("relevance", 1)))


def _is_count(value: Any, least: int) -> bool:
    """Whether it is a whole number: to JSON, 1.0 is one as well."""
    whole = isinstance(value, int) or (isinstance(value, float) and value.is_integer())
    return whole and not isinstance(value, bool) and least <= value <= MOST


def _flag(record: dict[str, Any], key: str, default: bool) -> bool:
    value = record.get(key, default)
    if not isinstance(value, bool):
        raise InputError(f'"{key}" phải là true hoặc false', f'"{key}" must be true or false')
    return value


def _choice(record: dict[str, Any], key: str, known: list[Any], default: str) -> str:
    value = record.get(key, default)
    if value not in known:
        names = [f'"{name}"' for name in known]
        raise InputError(f'"{key}" phải là {" hoặc ".join(names)}', f'"{key}" must be {" or ".join(names)}')
    return str(value)


def _text(record: dict[str, Any], key: str) -> str:
    value = record.get(key, "")
    if not isinstance(value, str):
        raise InputError(f'"{key}" phải là một chuỗi', f'"{key}" must be a string')
    return value


def _agree(question: Question) -> None:
    """What the fields say together: answers or gold where there is an answer, neither where there is none."""
    if question.answerable and not (question.answers or question.gold):
        raise InputError(
            'câu trả lời được phải có "answers" hoặc "gold"', 'an answerable question needs "answers" or "gold"'
        )
    if not question.answerable and (question.answers or question.gold):
        raise InputError(
            'câu không trả lời được ("answerable": false) thì "answers" và "gold" phải rỗng',
            'an unanswerable question ("answerable": false) must have no "answers" and no "gold"',
        )
