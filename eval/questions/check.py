"""All that is wrong with a set, not the first only: where, what, and what to do about it."""

import shlex
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from eval.questions.documents import Documents, read_documents
from eval.questions.evidence import Evidence
from eval.questions.lines import JSON_SUFFIXES, Line, read_lines, used_twice
from eval.questions.load import find_set
from eval.questions.near import nearest
from eval.questions.resolve import Resolver
from eval.questions.same import key
from eval.questions.types import Gold, Question, Split, Status
from index.errors import DocumentsAbsent, InputError
from index.types import Note, Source

NO_WORDS = Note("", "")
# Files named in a line.
NAMED = 3
# A quotation that stands at more places hardly says which one is meant.
MANY_PLACES = 3


class Severity(StrEnum):
    """Whether the set gives wrong numbers (``error``) or is only odd."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """``line`` of ``file`` (0: the file or set as a whole) and what is wrong there, with the remedy.

    ``detail`` holds words of the question; ``held``: they are of a question that should not be looked at. ``sheet``: its
    name, where a workbook has questions on several.
    """

    file: str
    line: int
    id: str | None
    severity: Severity
    message: Note
    detail: Note = NO_WORDS
    held: bool = False
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """A set looked through: ``questions`` are those that can be read."""

    name: str
    questions: tuple[Question, ...]
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> int:
        """How many problems make numbers wrong."""
        return sum(problem.severity is Severity.ERROR for problem in self.problems)


def check(
    name: str, documents: Path | None = None, sources: Sequence[Source] | None = None, archive: Path | None = None
) -> Checked:
    """Looks through the set ``name`` with its documents; the arguments are those of :func:`eval.questions.load.load`.

    ``archive``: the index folder that ``sources`` were taken from.

    Raises ``InputError`` when there is no such set, its file cannot be read at all, or it has no documents.
    """
    found = find_set(name)
    lines = read_lines(found.questions)
    problems: list[Problem] = []
    read: Documents | None = None
    if sources is not None:
        read = Documents(archive or found.questions.parent, tuple(sources), archive=archive)
    try:
        read = read or read_documents(found.questions, found.about, documents)
    except DocumentsAbsent as error:
        prefix = f"{found.questions}: "  # which the problem names by itself
        message = Note(error.vi.removeprefix(prefix), error.en.removeprefix(prefix))
        problems.append(Problem(str(found.questions), 0, None, Severity.ERROR, message))
    checker = Checker(found.questions, read)
    problems += checker.lines(lines)
    questions = tuple(line.question for line in lines if line.question)
    return Checked(found.name, questions, tuple(problems))


class Checker:
    """Looks through the lines of one file; without ``documents``, only at what the lines say themselves."""

    def __init__(self, path: Path, documents: Documents | None) -> None:
        self._path = path
        self._sheet = path.suffix.lower() not in JSON_SUFFIXES
        self._documents = documents
        sources = documents.sources if documents else ()
        self._evidence = Evidence(sources)
        listed = _listed(documents) if documents else NO_WORDS
        self._resolver = Resolver(sources, self._evidence.texts, self._evidence.parsed, listed)
        self._ids: dict[str, Line] = {}
        self._asked: dict[tuple[str, ...], tuple[Line, str]] = {}
        self._used: set[str] = set()

    def lines(self, lines: Sequence[Line]) -> Iterator[Problem]:
        """The problems of all lines, in their order, then those of the set as a whole."""
        for line in lines:
            if line.error:
                yield self._problem(line, None, Note(line.error.vi, line.error.en))
            for note in line.notes:
                yield self._problem(line, line.question, note, Severity.WARNING)
            if line.question:
                yield from self._question(line, line.question)
        if not self._ids and not any(line.error for line in lines):
            empty = Note("không có câu hỏi nào; hãy viết mỗi dòng một câu", "no questions; write one a line")
            yield Problem(str(self._path), 1, None, Severity.ERROR, empty)
        yield from self._set()

    def _problem(
        self, line: Line, question: Question | None, message: Note, severity: Severity = Severity.ERROR,
        detail: Note = NO_WORDS,
    ) -> Problem:  # fmt: skip
        held = question is not None and question.split is Split.HELD
        name = question.id if question else None
        return Problem(str(self._path), line.number, name, severity, message, detail, held, line.sheet)

    def _question(self, line: Line, question: Question) -> Iterator[Problem]:
        before = self._asked.get(key(question))
        first = self._ids.setdefault(question.id, line)
        if first is not line and (before is None or before[0] is not first):  # else it stands there twice: told below
            twice = used_twice(question.id, first)
            yield self._problem(line, question, Note(twice.vi, twice.en))
        if question.status is Status.REJECTED:
            return
        self._asked.setdefault(key(question), (line, question.id))
        if before:
            where = before[0].where
            yield self._problem(line, question, Note(
                f"trùng câu hỏi với «{before[1]}» ở {where.vi}; hãy bỏ một câu hoặc hỏi khác đi",
                f'asks the same as "{before[1]}" on {where.en}; leave one out or ask something else',
            ))  # fmt: skip
        if not _is_nfc(question):
            yield self._problem(line, question, Note(
                "có chữ ở dạng Unicode tổ hợp (không phải NFC); hãy lưu lại ở dạng dựng sẵn",
                "holds letters in decomposed Unicode (not NFC); save it in composed form",
            ), Severity.WARNING)  # fmt: skip
        if self._documents:
            yield from self._in_documents(line, question)

    def _in_documents(self, line: Line, question: Question) -> Iterator[Problem]:
        if self._sheet:
            try:
                question = self._resolver.question(question, line.follows)
            except InputError as error:
                quotes = "; ".join(f"«{gold.quote}»" for gold in question.gold)
                yield self._problem(line, question, Note(error.vi, error.en), detail=Note(quotes, quotes))
                return
        sound = True
        for gold in question.gold:
            found = list(self._gold(line, question, gold))
            sound = sound and all(problem.severity is Severity.WARNING for problem in found)
            yield from found
        if sound and question.gold and not self._evidence.says(question):
            rows = " | ".join("; ".join(row) for row in question.answers)
            vi, en = ("đánh x ở «Suy ra»", 'tick "Derived"') if self._sheet else ("ghi «derived»", 'set "derived"')
            yield self._problem(line, question, Note(
                f"lời đáp không có trong điều khoản chứa lời trích; hãy sửa lời đáp hoặc lời trích, hay {vi} "
                "nếu lời đáp phải suy ra",
                f"no accepted answer stands in the clauses that hold the quotations; correct one of them, or {en} "
                "if it has to be worked out",
            ), detail=Note(f"lời đáp: {rows}", f"answers: {rows}"))  # fmt: skip

    def _gold(self, line: Line, question: Question, gold: Gold) -> Iterator[Problem]:
        assert self._documents
        self._used.add(gold.file)
        there = gold.file in self._evidence.texts
        found = self._evidence.texts.anchor(gold)
        elsewhere = tuple(dict.fromkeys(file for file, _ in found.places if file != gold.file)) if found else ()
        self._used.update(elsewhere)
        quote = Note(f"lời trích: «{gold.quote}»", f'quotation: "{gold.quote}"')
        if not there:
            refused = self._documents.refused.get(gold.file)
            hint = _standing(elsewhere)
            yield self._problem(line, question, Note(
                f"không đọc được văn bản «{gold.file}»: {refused.vi}" if refused else
                f"không có văn bản «{gold.file}»; hãy sửa tên tệp hoặc thêm văn bản{hint.vi}",
                f'the document "{gold.file}" cannot be read: {refused.en}' if refused else
                f'there is no document "{gold.file}"; correct its name or add it{hint.en}',
            ))  # fmt: skip
        elif found is None or elsewhere:
            hint = _standing(elsewhere)
            near = nearest(gold.quote, self._evidence.texts[gold.file].source)
            yield self._problem(
                line, question,
                Note(
                    f"lời trích không có trong «{gold.file}»{hint.vi}; hãy chép lại nguyên văn",
                    f'the quotation does not stand in "{gold.file}"{hint.en}; copy it again, word for word',
                ),
                detail=Note(f"{quote.vi}, gần nhất: «{near}»", f'{quote.en}, nearest: "{near}"') if near else quote,
            )  # fmt: skip
        elif found.moved:
            yield self._problem(line, question, Note(
                f"lời trích chỉ có trong «{gold.file}» với dấu câu, khoảng trắng hay chữ hoa khác; nên chép lại nguyên văn",
                f'the quotation stands in "{gold.file}" only with other punctuation, white space or capitals; better copy it again',
            ), Severity.WARNING, quote)  # fmt: skip
        elif len(found.places) > MANY_PLACES:
            count = len(found.places)
            yield self._problem(line, question, Note(
                f"lời trích có ở {count} chỗ trong «{gold.file}», chỗ nào cũng được coi là đúng; "
                "hãy chép dài hơn nếu chỉ một chỗ đúng",
                f'the quotation stands at {count} places of "{gold.file}", and any will do; copy more words if only one is right',
            ), Severity.WARNING, quote)  # fmt: skip

    def _set(self) -> Iterator[Problem]:
        if not self._documents or not self._ids:
            return
        where = str(self._path)
        unused = [source.file for source in self._documents.sources if source.file not in self._used]
        if unused:
            names = ", ".join(unused[:NAMED]) + ("…" if len(unused) > NAMED else "")
            message = Note(
                f"chưa câu nào hỏi đến {len(unused)} văn bản: {names}",
                f"{len(unused)} documents nobody asks about: {names}",
            )
            yield Problem(where, 0, None, Severity.WARNING, message)
        for file, error in self._documents.refused.items():
            yield Problem(where, 0, None, Severity.WARNING, Note(
                f"không đọc được văn bản «{file}»: {error.vi}", f'the document "{file}" cannot be read: {error.en}'
            ))  # fmt: skip


def _listed(documents: Documents) -> Note:
    """Where the names and numbers of ``documents`` can be seen."""
    if documents.archive:
        command = f"trichdan show --archive {shlex.quote(str(documents.archive))}"
        return Note(f"xem danh sách: {command}", f"for a list: {command}")
    return Note(f"xem tên tệp trong «{documents.place}»", f'see the names of the files in "{documents.place}"')


def _standing(files: Sequence[str]) -> Note:
    if not files:
        return NO_WORDS
    names = ", ".join(files[:NAMED]) + ("…" if len(files) > NAMED else "")
    return Note(f" (nhưng có trong {names})", f" (but in {names})")


def _is_nfc(question: Question) -> bool:
    words = [question.id, question.kind, question.text, *question.history]
    words += [text for row in question.answers for text in row]
    words += [text for gold in question.gold for text in (gold.file, gold.quote)]
    return all(unicodedata.is_normalized("NFC", text) for text in words)
