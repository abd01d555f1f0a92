"""The file of a quotation that a spreadsheet names by a document's number, or not at all."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from eval.questions.anchor import Text, Texts
from eval.questions.types import Gold, Question
from index.errors import InputError
from index.text import fold, nfc
from index.types import Source

_PART = re.compile(r"\d+|[a-z]+")
# Files named in an error.
NAMED = 5


class Resolver:
    """Looks files up in ``sources``; documents are parsed only when a number is asked for."""

    def __init__(self, sources: Sequence[Source], texts: Texts | None = None) -> None:
        self._sources = sources
        self._files = {nfc(source.file): source.file for source in sources}
        self._texts = texts or Texts({source.file: source.text for source in sources})
        self._numbers: Mapping[tuple[str, ...], list[str]] | None = None

    def question(self, question: Question) -> Question:
        """``question`` with the file of each quotation.

        Raises ``InputError`` when a quotation stands in no document or in several, and when no document has the number.
        """
        return replace(question, gold=tuple(map(self.gold, question.gold)))

    def gold(self, item: Gold) -> Gold:
        """See :meth:`question`."""
        written = nfc(item.file.strip())
        if item.file in self._texts:
            return item
        if written in self._files:
            return replace(item, file=self._files[written])
        named = self._named(written) if written else [source.file for source in self._sources]
        if not named:
            raise InputError(
                f"không có tệp hay số văn bản «{item.file}»; xem danh sách: trichdan show",
                f'there is no file or document number "{item.file}"; for a list: trichdan show',
            )
        if len(named) > 1 or not written:
            named = self._holding(item, named)
        if len(named) > 1:
            listed = ", ".join(named[:NAMED]) + ("…" if len(named) > NAMED else "")
            raise InputError(
                f"lời trích có ở nhiều tệp ({listed}); hãy ghi rõ tệp nào",
                f"the quotation stands in several files ({listed}); say in which",
            )
        return replace(item, file=named[0])

    def _named(self, written: str) -> list[str]:
        """By the last part of the file's name, else by the number, else by the beginning of the number."""
        base = [file for name, file in self._files.items() if name.rpartition("/")[2] == written]
        wanted = _parts(written)
        if base or not wanted:
            return base
        numbers = self._by_number()
        if wanted in numbers:
            return numbers[wanted]
        begun = [file for own, files in numbers.items() if own[: len(wanted)] == wanted for file in files]
        return list(dict.fromkeys(begun))

    def _holding(self, item: Gold, files: Sequence[str]) -> list[str]:
        if not item.quote:
            return list(files)
        for find in (Text.exact, Text.loose):
            if found := [file for file in files if find(self._texts[file], item.quote)]:
                return found
        raise InputError(
            "lời trích không có trong văn bản nào; hãy chép lại nguyên văn",
            "the quotation stands in no document; copy it again, word for word",
        )

    def _by_number(self) -> Mapping[tuple[str, ...], list[str]]:
        if self._numbers is None:
            from index.parse import parse

            found: dict[tuple[str, ...], list[str]] = {}
            for source in self._sources:
                for directive in parse(source).directives:
                    files = found.setdefault(_parts(directive.name), []) if directive.number else []
                    if source.file not in files:
                        files.append(source.file)
            self._numbers = found
        return self._numbers


def _parts(text: str) -> tuple[str, ...]:
    """``667 - CV/QU`` and ``667-cv/qu`` are ``('667', 'cv', 'qu')``."""
    return tuple(part.lstrip("0") or "0" if part.isdigit() else part for part in _PART.findall(fold(text)))
