"""A set by its name: a folder with ``set.json``, ``questions.jsonl`` and documents, or a file of questions beside them."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from eval.questions.about import About, read_about
from eval.questions.documents import Documents, read_documents
from eval.questions.lines import JSON_SUFFIXES, Line, questions_of, read_lines
from eval.questions.types import EvalSet, Question, Status
from index.errors import InputError
from index.types import Source

BUNDLED = Path(__file__).parents[1] / "sets"
# In a folder, the first that is there.
NAMES = ("questions.jsonl", "questions.xlsx", "questions.csv")


@dataclass(frozen=True, slots=True)
class Found:
    """A set before its documents are read: its name, the file of its questions, what is said about it."""

    name: str
    questions: Path
    about: About


def load(name: str, documents: Path | None = None, sources: Sequence[Source] | None = None) -> EvalSet:
    """The set ``name``: a bundled one, a folder, or a file; its documents in ``documents`` if given.

    ``sources``: texts that were read already (of the archive that is asked), in place of the set's documents.
    Raises ``DocumentsAbsent`` when the set has no documents here, and ``InputError`` naming file, line and remedy for
    whatever is wrong with it. Whether the gold quotations stand in the documents is not asked here: a run leaves out the
    questions whose quotations stand nowhere, and names them; :mod:`eval.questions.check` tells what to do about them.
    """
    found = find_set(name)
    lines = read_lines(found.questions)
    questions = questions_of(found.questions, lines)
    if sources is None:
        read = read_documents(found.questions, found.about, documents)
    else:
        place = documents or found.questions.parent / found.about.documents
        read = Documents(place, tuple(sources))
    questions = resolved(found.questions, lines, questions, read.sources, strict=False)
    accepted = tuple(question for question in questions if question.status is Status.ACCEPTED)
    waiting = sum(question.status is Status.PROPOSED for question in questions)
    return EvalSet(
        found.name, found.about.language, read.place, read.sources, accepted, _hash(accepted, read.sources), waiting,
        read.archive,
    )  # fmt: skip


def find_set(name: str) -> Found:
    """Where the set ``name`` is. Raises ``InputError`` when there is none."""
    folder = BUNDLED / name if name in bundled() else Path(name)
    try:
        if folder.is_dir():
            about = read_about(folder / "set.json")
            questions = next((folder / file for file in NAMES if (folder / file).exists()), folder / NAMES[0])
            return Found(about.name or folder.resolve().name, questions, about)
        if folder.is_file():
            return Found(folder.stem, folder, About())
    except (OSError, ValueError):  # too long for a name, or a NUL in it
        pass
    known = ", ".join(bundled())
    raise InputError(
        f"Không có bộ câu hỏi «{name}». Có sẵn: {known}; hoặc hãy đưa một thư mục, tệp .jsonl, .xlsx hay .csv.",
        f'There is no question set "{name}". Bundled: {known}; or give a folder, a .jsonl, .xlsx or .csv file.',
    )


def bundled() -> list[str]:
    """The names of the sets inside the package."""
    return sorted(path.parent.name for path in BUNDLED.glob("*/questions.jsonl"))


def resolved(
    path: Path, lines: Sequence[Line], questions: Sequence[Question], sources: Sequence[Source], strict: bool = True
) -> tuple[Question, ...]:
    """``questions`` of a spreadsheet with the files of their quotations looked up; others as they are.

    Raises ``InputError`` naming the row where a quotation stands in no document, or in several; without ``strict``, these
    are as :meth:`eval.questions.resolve.Resolver.placed` says.
    """
    if path.suffix.lower() in JSON_SUFFIXES:
        return tuple(questions)
    from eval.questions.resolve import Resolver

    resolver = Resolver(sources)
    look_up = resolver.question if strict else resolver.placed
    done = []
    asked = [line for line in lines if line.question]
    for line, question in zip(asked, questions, strict=True):
        try:
            done.append(look_up(question, line.follows) if question.status is not Status.REJECTED else question)
        except InputError as error:
            raise line.bad(path, error) from None
    return tuple(done)


def _hash(questions: tuple[Question, ...], sources: tuple[Source, ...]) -> str:
    record = [[asdict(question) for question in questions], [[s.file, s.sha256] for s in sources]]
    return hashlib.sha256(json.dumps(record, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")).hexdigest()
