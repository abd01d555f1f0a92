"""A question of a set made from what a person says of an answer in the browser. No screen code.

Every case is *proposed*: a click is no check against the document, so that a person accepts it later (in a spreadsheet: column
"Duyệt"). None is *machine-made*: somebody asked the question.

- Right: what the answer said is accepted, and the quotations it stood on are the gold; of an abstention, that there is no answer.
- Wrong, and put right: the accepted answer and the quotation are the person's own.
- Wrong, and no more: nobody knows what is right. The case keeps the question, and in its note what was answered.
"""

import hashlib
import json
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from filelock import FileLock, Timeout

from eval.measures.match import accepts
from eval.questions.about import unopened
from eval.questions.evidence import is_yes_or_no
from eval.questions.lines import read_lines
from eval.questions.records import question_of, record_of
from eval.questions.same import key
from eval.questions.types import Gold, Question, Status
from index.errors import InputError
from index.text import plain
from rag import values
from rag.types import Answer

# Longer answers are said otherwise next time: of them only dates, numbers and names count.
SHORT = 80
LOCK_SECONDS = 10
_YES_NO = re.compile(r"(?:có|không)\b", re.IGNORECASE)


class Verdict(StrEnum):
    """What the person said of the answer."""

    RIGHT = "right"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Correction:
    """What the person says instead: ``answers`` as in a set; ``quote`` words of ``file``; ``none``: there is no answer."""

    answers: tuple[tuple[str, ...], ...] = ()
    file: str = ""
    quote: str = ""
    none: bool = False
    note: str = ""


NOTHING = Correction()


def case_of(
    question: str, history: Sequence[str], answer: Answer, verdict: Verdict, correction: Correction = NOTHING
) -> Question:
    """The case to keep. Raises ``InputError`` when the question is empty or a corrected quotation has no file."""
    said = " ".join(answer.text.split()) if not answer.abstained else "không có lời đáp"
    case = Question(
        f"f-{_digest(question, history)}", "other", question, tuple(history), answerable=False, status=Status.PROPOSED,
        note=correction.note,
    )  # fmt: skip
    if verdict is Verdict.RIGHT:
        case = _right(case, answer)
    elif correction.answers or correction.quote:
        if correction.quote and not correction.file:
            raise InputError(
                "Lời trích cần có tên tệp. Hãy chọn văn bản chứa lời trích.",
                "A quotation needs its file. Choose the document it stands in.",
            )
        gold = (Gold(correction.file, correction.quote),) if correction.quote else ()
        case = replace(case, answers=correction.answers, gold=gold, answerable=True)
    elif correction.none:
        case = replace(case, kind="none")
    else:
        note = f"bị chê, chưa rõ lời đáp đúng; đã trả lời: {said}"
        case = replace(case, note=f"{note}. {correction.note}" if correction.note else note)
    return question_of(record_of(case))


def _right(case: Question, answer: Answer) -> Question:
    if answer.abstained:
        return replace(case, kind="none")
    several = len(answer.statements) > 1
    gold: dict[Gold, None] = {}
    for group, statement in enumerate(answer.statements):
        for citation in statement.citations:
            if citation.verified:
                gold[Gold(citation.file, citation.quote, group if several else None)] = None
    rows = _accepted(answer)
    cited = "\n".join(citation.clause.text for citation in answer.citations)
    yes_no = any(is_yes_or_no(value) for row in rows for value in row)
    return replace(
        case, answers=rows, gold=tuple(gold), answerable=bool(rows or gold),
        derived=bool(rows) and not yes_no and not accepts(cited, rows),
    )  # fmt: skip


def _accepted(answer: Answer) -> tuple[tuple[str, ...], ...]:
    """The one accepted row: the word yes or no, a short answer as it is, of a longer one its dates, numbers and names."""
    text = plain(answer.text)
    decided = _YES_NO.match(text)
    if decided and (len(text) == decided.end() or text[decided.end()] in ".,;:"):
        return ((decided[0],),)
    if len(text) <= SHORT:
        return ((text,),) if text else ()
    found = [*values.dates(text), *values.quantities(text), *values.persons(text)]
    row = tuple(dict.fromkeys(text[value.start : value.end] for value in sorted(found, key=lambda one: one.start)))
    return (row,) if row else ()


def _digest(question: str, history: Sequence[str]) -> str:
    return hashlib.sha256("\0".join((question, *history)).encode("utf-8", "replace")).hexdigest()[:8]


def append(case: Question, path: Path) -> Question:
    """Adds ``case`` to the ``.jsonl`` at ``path`` (made if absent), whole or not at all; returns it with the id it has there.

    Several processes may do so at once. Raises ``InputError`` when the same is asked there already (it names that
    question), the file cannot be read or written, or another program keeps it for ten seconds.
    """
    path = path.resolve()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(path.with_name(f".{path.name}.lock"), timeout=LOCK_SECONDS):
            return _append(case, path)
    except Timeout:
        raise InputError(
            f"«{path}» đang được chương trình khác ghi. Hãy thử lại.", f'"{path}" is being written to. Try again.'
        ) from None
    except OSError as error:
        raise unopened(path, error) from error


def _append(case: Question, path: Path) -> Question:
    there = [line.question for line in read_lines(path) if line.question] if path.exists() else []
    same = next((one for one in there if key(one) == key(case)), None)
    if same:
        raise InputError(
            f"Câu này đã có trong bộ câu hỏi (mã {same.id}). Hãy sửa câu đó.",
            f"The set has this question already (id {same.id}). Edit that one.",
        )
    ids = {one.id for one in there}
    name, again = case.id, 1
    while name in ids:
        again += 1
        name = f"{case.id}-{again}"
    case = replace(case, id=name)
    before = path.read_bytes() if path.exists() else b""
    line = json.dumps(record_of(case), ensure_ascii=False).encode("utf-8", "backslashreplace")
    scratch = path.with_name(f".{path.name}.part")
    with scratch.open("wb") as stream:
        stream.write(before + (b"\n" if before and not before.endswith(b"\n") else b"") + line + b"\n")
        stream.flush()
        os.fsync(stream.fileno())
    scratch.replace(path)
    return case
