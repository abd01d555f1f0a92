"""A file of questions, line by line: what each holds, or what is wrong with it. JSON lines here, spreadsheets in ``sheet``."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.questions.about import bad, read_text
from eval.questions.records import FIELDS, question_of
from eval.questions.types import Question
from index.errors import InputError
from index.types import Note

# What is no JSON: the rest is a spreadsheet, told by what it holds.
JSON_SUFFIXES = (".jsonl", ".json", ".ndjson")


@dataclass(frozen=True, slots=True)
class Line:
    """Line ``number`` (a row, as the spreadsheet numbers it): its question, or the error in it; ``notes``: what is odd.

    A row of headers has notes only. ``sheet``: its name, where there are several with questions. ``follows``: which of the
    question's quotations may go on with the one before, as :func:`eval.questions.cells.continued` says.
    """

    number: int
    question: Question | None = None
    error: InputError | None = None
    notes: tuple[Note, ...] = ()
    sheet: str = ""
    follows: tuple[int, ...] = ()

    @property
    def where(self) -> Note:
        """``dòng 3``; ``trang «Tháng 2», dòng 3``."""
        vi, en = (f"trang «{self.sheet}», ", f'sheet "{self.sheet}", ') if self.sheet else ("", "")
        return Note(f"{vi}dòng {self.number}", f"{en}line {self.number}")

    def bad(self, path: Path, error: InputError) -> InputError:
        """``error`` with file and line."""
        return InputError(f"{path}, {self.where.vi}: {error.vi}.", f"{path}, {self.where.en}: {error.en}.")


def read_lines(path: Path) -> tuple[Line, ...]:
    """The lines of a ``.jsonl``, ``.csv`` or ``.xlsx`` that are not empty.

    Raises ``InputError`` when the file as a whole cannot be read.
    """
    if path.suffix.lower() in JSON_SUFFIXES:
        return tuple(_json_lines(path))
    from eval.questions.sheet import sheet_lines

    return sheet_lines(path)


def read_questions(path: Path) -> tuple[Question, ...]:
    """The questions in a file. Raises ``InputError`` naming file, line and remedy for the first that is wrong.

    Where a spreadsheet leaves the file of a quotation open, ``Gold.file`` is empty: :mod:`eval.questions.resolve`.
    """
    return questions_of(path, read_lines(path))


def questions_of(path: Path, lines: tuple[Line, ...]) -> tuple[Question, ...]:
    """The questions of ``lines``. Raises ``InputError`` for the first that is wrong, and when there is none."""
    used: dict[str, Line] = {}
    found = []
    for line in lines:
        if line.error:
            raise line.bad(path, line.error)
        if not line.question:
            continue
        first = used.setdefault(line.question.id, line)
        if first is not line:
            raise line.bad(path, used_twice(line.question.id, first))
        found.append(line.question)
    if not found:
        raise bad(path, 1, "không có câu hỏi nào; hãy viết mỗi dòng một câu", "no questions; write one a line")
    return tuple(found)


def used_twice(name: str, first: Line) -> InputError:
    """The error of an id that was used on line ``first``."""
    return InputError(
        f"mã «{name}» đã dùng ở {first.where.vi}; hãy đặt mã khác",
        f'the id "{name}" was used on {first.where.en}; give it another',
    )


def _json_lines(path: Path) -> Iterator[Line]:
    for number, text in enumerate(read_text(path).split("\n"), 1):
        if not text.strip():
            continue
        try:
            record = json.loads(text)
            yield Line(number, question_of(record), notes=_unknown(record))
        except json.JSONDecodeError as error:
            column = error.colno
            yield Line(number, error=InputError(
                f"sai cú pháp JSON ở cột {column} ({error.msg}); mỗi dòng một đối tượng JSON",
                f"not JSON at column {column} ({error.msg}); each line must be one JSON object",
            ))  # fmt: skip
        except (RecursionError, ValueError):  # nested without end, or a number of thousands of figures
            yield Line(number, error=InputError("JSON không đọc được", "JSON that cannot be read"))
        except InputError as error:
            yield Line(number, error=error)


def _unknown(record: dict[str, Any]) -> tuple[Note, ...]:
    names = ", ".join(f'"{name}"' for name in record if name not in FIELDS)
    if not names:
        return ()
    return (Note(f"không dùng đến {names}; có viết nhầm tên không?", f"{names} is not used; is it misspelt?"),)
