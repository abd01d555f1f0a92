"""The quotations of a spreadsheet looked up in the documents: in which file, and whether lines of a cell are one quotation."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from eval.questions.anchor import Text, Texts
from eval.questions.numbers import Numbers
from eval.questions.parsed import ParsedSources
from eval.questions.together import Place, joined
from eval.questions.types import EVERY_GOLD, Gold, Question
from index.errors import InputError
from index.text import nfc
from index.types import Note, Source

# Files named in an error.
NAMED = 5
# The name of a file, not the number of a document.
_SUFFIX = re.compile(r"\.[a-z][a-z0-9]{1,4}$", re.IGNORECASE | re.ASCII)
_LISTED = Note("xem danh sách: trichdan show", "for a list: trichdan show")


class Resolver:
    """Looks files up in ``sources``; documents are parsed only when that is needed. ``listed``: where their names can be seen.

    ``follows``: which quotations of a question may go on with the one before (:attr:`eval.questions.lines.Line.follows`):
    those that stand together in a document, with white space between, are one quotation with a line break in it. Where
    every quotation is wanted (:data:`EVERY_GOLD`), only within one clause.
    """

    def __init__(
        self, sources: Sequence[Source], texts: Texts | None = None, parsed: ParsedSources | None = None,
        listed: Note = _LISTED,
    ) -> None:  # fmt: skip
        self._sources = {source.file: source for source in sources}
        self._files = {nfc(source.file): source.file for source in sources}
        self._texts = texts or Texts({source.file: source.text for source in sources})
        self._listed = listed
        self._parsed = parsed or ParsedSources(sources)
        self._numbers: Numbers | None = None

    def question(self, question: Question, follows: Sequence[int] = ()) -> Question:
        """``question`` with the file of each quotation.

        Raises ``InputError`` when a quotation stands in no document or in several, and when no document has the number.
        """
        return replace(question, gold=tuple(map(self._one, self._joined(question, follows))))

    def placed(self, question: Question, follows: Sequence[int] = ()) -> Question:
        """``question`` with the files of its quotations, as far as they are known; never raises.

        A quotation that stands in several files has them as alternatives. One that stands nowhere, or in a document whose
        number is not there, stands nowhere for :meth:`Texts.anchor` either.
        """
        gold = self._joined(question, follows)
        free = max((item.group for item in gold if item.group is not None), default=0) + 1
        found: list[Gold] = []
        for item in gold:
            places = self._alternatives(item)
            if len(places) > 1 and item.group is None and question.kind in EVERY_GOLD:
                places, free = [replace(place, group=free) for place in places], free + 1
            found += places
        return replace(question, gold=tuple(found))

    def _one(self, item: Gold) -> Gold:
        named = self._named(item.file)
        if not named:
            raise InputError(
                f"không có tệp hay số văn bản «{item.file}»; {self._listed.vi}",
                f'there is no file or document number "{item.file}"; {self._listed.en}',
            )
        files = named if len(named) == 1 and item.file.strip() else self._holding(item.quote, named)
        if not files:
            raise InputError(
                "lời trích không có trong văn bản nào; hãy chép lại nguyên văn",
                "the quotation stands in no document; copy it again, word for word",
            )
        if len(files) > 1:
            listed = ", ".join(files[:NAMED]) + ("…" if len(files) > NAMED else "")
            raise InputError(
                f"lời trích có ở nhiều tệp ({listed}); hãy ghi rõ tệp nào",
                f"the quotation stands in several files ({listed}); say in which",
            )
        return replace(item, file=files[0])

    def _alternatives(self, item: Gold) -> list[Gold]:
        named = self._named(item.file)
        if not named:
            # The document is gone: its words in another one are not what was asked for. A file may have another name now.
            return [item if _SUFFIX.search(item.file) else replace(item, quote="")]
        files = self._holding(item.quote, named) or (named[:1] if item.file.strip() else [item.file])
        return [replace(item, file=file) for file in files]

    def _named(self, file: str) -> list[str]:
        """The files that ``file`` means: by their name, its last part, or the number of a document; all, if it is empty."""
        written = nfc(file.strip())
        if not written:
            return list(self._sources)
        if file in self._sources:
            return [file]
        if written in self._files:
            return [self._files[written]]
        base = [own for name, own in self._files.items() if name.rpartition("/")[2] == written]
        if base:
            return base
        self._numbers = self._numbers or Numbers(one for name in self._sources for one in self._parsed[name].directives)
        return self._numbers.files(written)

    def _holding(self, quote: str, files: Sequence[str]) -> list[str]:
        if not quote:
            return list(files)
        finds: tuple[Callable[[Text, str], Sequence[object]], ...] = (Text.exact, Text.loose)
        found = ([file for file in files if find(self._texts[file], quote)] for find in finds)
        return next(filter(None, found), [])

    def _joined(self, question: Question, follows: Sequence[int]) -> list[Gold]:
        found: list[Gold] = []
        for at, item in enumerate(question.gold):
            whole = self._whole(found[-1], item.quote, question.kind in EVERY_GOLD) if at in follows and found else None
            if whole is None:
                found.append(item)
            else:
                found[-1] = replace(found[-1], quote=whole)
        return found

    def _whole(self, first: Gold, second: str, within_clause: bool) -> str | None:
        """The quotation that ``first`` and ``second`` are together, as the document has it."""
        for file in self._named(first.file):
            for place in joined(self._texts[file], first.quote, second):
                if not within_clause or self._in_clause(file, place):
                    return f"{first.quote}{place.between}{second}"
        return None

    def _in_clause(self, file: str, place: Place) -> bool:
        spans = (clause.span for clause in self._parsed[file].clauses)
        return any(span.start <= place.span.start and place.span.end <= span.end for span in spans)
