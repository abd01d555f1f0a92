"""Question sets: a folder with ``set.json``, ``questions.jsonl`` and documents, or a ``.jsonl`` beside them.

A line of ``questions.jsonl`` is one object::

    {"id": "d01", "kind": "date", "question": "…", "history": ["…"]?, "answers": [["04/9/2021"], …],
     "gold": [{"file": "000.txt", "quote": "…"}], "answerable": true?, "split": "tune"|"held"?}

``answers``: an answer is accepted when all strings of any one row occur in it. ``gold``: quotations of where
the answer stands; for the kinds in :data:`EVERY_GOLD` all are wanted, for the others any one will do.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from index.errors import InputError, SourceError
from index.read import find, read
from index.text import Aligned, nfc
from index.types import Source, Span

BUNDLED = Path(__file__).parent / "sets"
# Kinds whose answer is put together from several clauses: one of them alone is half an answer.
EVERY_GOLD = frozenset({"compare", "list"})


class Split(StrEnum):
    """``tune`` may be looked at while working on the program; ``held`` is only counted."""

    TUNE = "tune"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class Gold:
    """Words of a source in which the answer stands."""

    file: str
    quote: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question with what counts as right. ``history``: the questions asked before it, oldest first."""

    id: str
    kind: str
    text: str
    history: tuple[str, ...]
    answers: tuple[tuple[str, ...], ...]
    gold: tuple[Gold, ...]
    answerable: bool
    split: Split

    @property
    def every_gold(self) -> bool:
        """Whether all gold quotations are wanted, not just any one."""
        return self.kind in EVERY_GOLD


@dataclass(frozen=True, slots=True)
class EvalSet:
    """A set, checked. ``documents``: where its sources were read from; ``sha256`` names its contents."""

    name: str
    language: str
    documents: Path
    sources: tuple[Source, ...]
    questions: tuple[Question, ...]
    sha256: str

    def select(self, split: Split | None) -> tuple[Question, ...]:
        """The questions of one split, or all."""
        return tuple(q for q in self.questions if split is None or q.split is split)


def load(name: str, documents: Path | None = None) -> EvalSet:
    """The set ``name``: a bundled one, a folder, or a ``.jsonl``; its documents in ``documents`` if given.

    Raises ``InputError`` naming file, line and remedy for whatever is wrong with it.
    """
    folder = BUNDLED / name if name in bundled() else Path(name)
    if folder.is_dir():
        about, questions = _about(folder / "set.json"), folder / "questions.jsonl"
    elif folder.is_file():
        about, questions = {}, folder
    else:
        known = ", ".join(bundled())
        raise InputError(
            f"Không có bộ câu hỏi «{name}». Có sẵn: {known}; hoặc hãy đưa một thư mục hay tệp .jsonl.",
            f'There is no question set "{name}". Bundled: {known}; or give a folder or a .jsonl file.',
        )
    place = documents or questions.parent / about.get("documents", "documents")
    sources = _sources(place, questions)
    found = tuple(_questions(questions, {source.file: source for source in sources}))
    return EvalSet(
        about.get("name", questions.stem if folder.is_file() else folder.name),
        about.get("language", "vi"),
        place,
        sources,
        found,
        _hash(found, sources),
    )


def bundled() -> list[str]:
    """The names of the sets inside the package."""
    return sorted(path.parent.name for path in BUNDLED.glob("*/questions.jsonl"))


def locate(quote: str, text: str) -> tuple[Span, ...]:
    """Every place where ``quote`` stands in ``text``, in the characters of ``text`` (compared in NFC)."""
    view, wanted = Aligned(text), nfc(quote)
    places, at = [], view.text.find(wanted) if wanted else -1
    while at >= 0:
        places.append(view.span(at, at + len(wanted)))
        at = view.text.find(wanted, at + 1)
    return tuple(places)


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(
            f"{path}: không phải bảng mã UTF-8. Hãy lưu lại tệp thành UTF-8.",
            f"{path}: not UTF-8. Save the file again as UTF-8.",
        ) from None
    except OSError as error:
        raise InputError(
            f"{path}: không mở được ({error.strerror}). Hãy kiểm tra lại tệp.",
            f"{path}: cannot be opened ({error.strerror}). Check the file.",
        ) from error


def _about(path: Path) -> dict[str, str]:
    if not path.exists():
        return {}
    try:
        record = json.loads(_read_text(path))
    except json.JSONDecodeError as error:
        raise _bad(path, error.lineno, f"sai cú pháp JSON ({error.msg})", f"not JSON ({error.msg})") from None
    keys = ("name", "language", "documents")
    if not isinstance(record, dict) or not all(isinstance(record.get(key, ""), str) for key in keys):
        raise _bad(
            path, 1, f"phải là một đối tượng JSON với chuỗi {', '.join(keys)}",
            f"must be one JSON object whose {', '.join(keys)} are strings",
        )  # fmt: skip
    return {key: record[key] for key in keys if record.get(key)}


def _sources(place: Path, questions: Path) -> tuple[Source, ...]:
    sources = []
    for candidate in find([place]) if place.exists() else ():
        try:
            sources.append(read(candidate))
        except SourceError:
            continue  # as in an archive; a gold quotation in it is reported with its line
    if not sources:
        raise InputError(
            f"{questions}: không đọc được văn bản nào của bộ câu hỏi trong «{place}». "
            f"Hãy đặt văn bản vào đó hoặc chỉ thư mục khác bằng --documents.",
            f'{questions}: no document of the set can be read in "{place}". '
            f"Put the documents there, or name another folder with --documents.",
        )
    return tuple(sources)


def _bad(path: Path, line: int, vi: str, en: str) -> InputError:
    return InputError(f"{path}, dòng {line}: {vi}.", f"{path}, line {line}: {en}.")


def _questions(path: Path, sources: dict[str, Source]) -> Iterator[Question]:
    lines: dict[str, int] = {}
    for number, text in enumerate(_read_text(path).split("\n"), 1):
        if not text.strip():
            continue
        try:
            record = json.loads(text)
        except json.JSONDecodeError as error:
            column = error.colno
            raise _bad(
                path, number, f"sai cú pháp JSON ở cột {column} ({error.msg}); mỗi dòng một đối tượng JSON",
                f"not JSON at column {column} ({error.msg}); each line must be one JSON object",
            ) from None  # fmt: skip
        try:
            question = _question(record)
            _check(question, sources)
        except InputError as error:
            raise _bad(path, number, error.vi, error.en) from None
        if question.id in lines:
            first = lines[question.id]
            raise _bad(
                path, number, f"mã «{question.id}» đã dùng ở dòng {first}; hãy đặt mã khác",
                f'the id "{question.id}" was used on line {first}; give it another',
            )  # fmt: skip
        lines[question.id] = number
        yield question
    if not lines:
        raise _bad(path, 1, "không có câu hỏi nào; hãy viết mỗi dòng một câu", "no questions; write one a line")


def _question(record: Any) -> Question:
    if not isinstance(record, dict):
        raise InputError("phải là một đối tượng JSON {…}", "must be a JSON object {…}")
    for key in ("id", "kind", "question"):
        if not isinstance(record.get(key), str) or not record[key].strip():
            raise InputError(f'thiếu "{key}" (một chuỗi không rỗng)', f'"{key}" is missing (a string, not empty)')
    answers = tuple(tuple(row) for row in _list(record, "answers", _is_row, '[["04/9/2021"], ["4/9/2021"]]'))
    gold = _list(record, "gold", _is_gold, '[{"file": "a.txt", "quote": "…"}]')
    history = _list(record, "history", lambda value: isinstance(value, str), '["câu hỏi trước"]')
    answerable = record.get("answerable", bool(answers))
    if not isinstance(answerable, bool):
        raise InputError('"answerable" phải là true hoặc false', '"answerable" must be true or false')
    split = record.get("split", Split.TUNE.value)
    if split not in list(Split):
        raise InputError('"split" phải là "tune" hoặc "held"', '"split" must be "tune" or "held"')
    return Question(
        record["id"], record["kind"], record["question"], tuple(history), answers,
        tuple(Gold(item["file"], item["quote"]) for item in gold), answerable, Split(split),
    )  # fmt: skip


def _list(record: dict[str, Any], key: str, fits: Any, example: str) -> list[Any]:
    value = record.get(key) or []
    if not isinstance(value, list) or not all(fits(item) for item in value):
        raise InputError(f'"{key}" phải có dạng {example}', f'"{key}" must look like {example}')
    return value


def _is_row(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, str) and item.strip() for item in value)


def _is_gold(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(value.get(key), str) and value[key] for key in ("file", "quote"))


def _check(question: Question, sources: dict[str, Source]) -> None:
    """What the fields say together: answers and gold where there is an answer, quotations that exist."""
    if question.answerable and not question.answers:
        raise InputError('câu trả lời được phải có "answers"', 'an answerable question needs "answers"')
    if question.answerable and not question.gold:
        raise InputError('câu trả lời được phải có "gold"', 'an answerable question needs "gold"')
    if not question.answerable and (question.answers or question.gold):
        raise InputError(
            'câu không trả lời được ("answerable": false) thì "answers" và "gold" phải rỗng',
            'an unanswerable question ("answerable": false) must have no "answers" and no "gold"',
        )
    for gold in question.gold:
        source = sources.get(gold.file)
        if source is None:
            names = ", ".join(list(sources)[:5])
            raise InputError(
                f"không có văn bản «{gold.file}» hoặc không đọc được; có: {names}",
                f'there is no document "{gold.file}", or it cannot be read; there are: {names}',
            )
        if not locate(gold.quote, source.text):
            raise InputError(
                f"không thấy lời trích «{gold.quote}» trong {gold.file}; hãy chép lại nguyên văn",
                f'the quotation "{gold.quote}" is not in {gold.file}; copy it again word for word',
            )


def _hash(questions: tuple[Question, ...], sources: tuple[Source, ...]) -> str:
    record = [[asdict(question) for question in questions], [[s.file, s.sha256] for s in sources]]
    return hashlib.sha256(json.dumps(record, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
