"""Our own questions as a file: JSON lines, or a spreadsheet (:mod:`eval.questions.sheet` says what its columns mean)."""

import json
from dataclasses import replace
from pathlib import Path

from eval.exchange.files import refuse_taken, write_text
from eval.exchange.types import Draft
from eval.questions.about import About
from eval.questions.documents import read_documents
from eval.questions.lines import questions_of, read_lines
from eval.questions.load import find_set, resolved
from eval.questions.records import record_of
from eval.questions.types import Question, Split


def read_set(path: Path, split: Split | None, documents: Path | None = None) -> Draft:
    """The questions in ``path`` and where their documents are: in ``documents``, else the folder beside it.

    Raises ``InputError`` naming the first row that is wrong, ``DocumentsAbsent`` when there are no documents.
    """
    lines = read_lines(path)
    found = read_documents(path, About(), documents)
    questions = resolved(path, lines, questions_of(path, lines), found.sources)
    return Draft(tuple(replace(one, split=split or one.split) for one in questions), place=found.place)


def every_question(name: str, split: Split | None) -> tuple[Question, ...]:
    """The questions of the set ``name``, also those no person has accepted yet; its documents are not needed."""
    path = find_set(name).questions
    return tuple(one for one in questions_of(path, read_lines(path)) if split is None or one.split is split)


def write_questions(questions: tuple[Question, ...], target: Path, as_json: bool) -> None:
    """Writes a file of questions: JSON lines, or a spreadsheet of the sort its suffix says."""
    refuse_taken(target)
    if as_json:
        write_text(target, "".join(json.dumps(record_of(one), ensure_ascii=False) + "\n" for one in questions))
    else:
        from eval.questions.sheet import write_sheet  # openpyxl

        write_sheet(target, questions)
