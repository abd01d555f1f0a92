"""Our own questions as a file: JSON lines, or a spreadsheet (:mod:`eval.questions.sheet` says what its columns mean)."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from eval.exchange.files import write_text
from eval.exchange.types import Draft, counted
from eval.files import refuse_taken
from eval.questions.about import About
from eval.questions.documents import read_documents
from eval.questions.lines import JSON_SUFFIXES, questions_of, read_lines, read_questions
from eval.questions.load import find_set, resolved
from eval.questions.records import record_of
from eval.questions.types import Question, Split
from index.types import Note, Source


def read_set(path: Path, split: Split | None, documents: Path | None = None) -> Draft:
    """The questions in ``path`` and where their documents are: in ``documents``, else the folder beside it.

    Raises ``InputError`` naming the first row that is wrong, ``DocumentsAbsent`` when there are no documents.
    """
    lines = read_lines(path)
    found = read_documents(path, About(), documents)
    questions = resolved(path, lines, questions_of(path, lines), found.sources)
    return Draft(tuple(replace(one, split=split or one.split) for one in questions), place=found.place)


def every_question(name: str) -> tuple[Question, ...]:
    """The questions of the set ``name`` as they are written, also those no person has accepted yet; no documents needed."""
    return read_questions(find_set(name).questions)


def with_files(
    name: str, documents: Path | None, sources: Sequence[Source] | None
) -> tuple[tuple[Question, ...], tuple[Note, ...]]:
    """:func:`every_question` with the file of each quotation, which a spreadsheet may leave open and JSON may not.

    Looked up in ``sources``, else in ``documents``, else in the set's own. Rejected questions are not looked up; those that
    have quotations without a file are left out. Raises ``InputError`` naming the row whose quotation is in no document, or
    in several, ``DocumentsAbsent`` when there are none to look in.
    """
    found = find_set(name)
    path = found.questions
    lines = read_lines(path)
    questions = questions_of(path, lines)
    if path.suffix.lower() not in JSON_SUFFIXES and any(one.gold for one in questions):
        looked_in = read_documents(path, found.about, documents).sources if sources is None else sources
        questions = resolved(path, lines, questions, looked_in)
    kept = tuple(one for one in questions if all(gold.file for gold in one.gold))
    left = len(questions) - len(kept)
    return kept, counted(
        (left, "{n} câu bị bỏ mà lời trích không ghi tệp: bỏ", "{n} rejected questions without a file: left out")
    )


def write_questions(questions: tuple[Question, ...], target: Path, as_json: bool) -> None:
    """Writes a file of questions: JSON lines, or a spreadsheet of the sort its suffix says."""
    refuse_taken(target)
    if as_json:
        write_text(target, "".join(json.dumps(record_of(one), ensure_ascii=False) + "\n" for one in questions))
    else:
        from eval.questions.sheet import write_sheet  # openpyxl

        write_sheet(target, questions)
