"""Where a gold quotation stands in the texts answered from: the archive may have changed since the set was written.

In this order: the same characters (in NFC) in the file it names; the same words there, whatever the white space, punctuation,
capitals and place of the tone mark; then both in a file of the same name in another folder; then both in all other files. A
quotation that stands in several of them has several places; one that stands nowhere is lost.
"""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from eval.questions.types import Gold
from index.text import Aligned, nfc, tokens, words
from index.types import Span


@dataclass(frozen=True, slots=True)
class Anchor:
    """The places of one gold quotation: files and spans in the stored text's characters, at least one.

    ``moved``: not in the file, or not in the letters, that the set names.
    """

    places: tuple[tuple[str, Span], ...]
    moved: bool = False


class Text:
    """One text to look quotations up in; what that needs is made once, when it is first needed."""

    __slots__ = ("_ends", "_starts", "_view", "_words", "source")

    def __init__(self, source: str) -> None:
        self.source = source
        self._view: Aligned | None = None
        self._words = ""
        # Where each word begins in ``_words``, and its place in the view: numbers only, for large archives.
        self._starts = array("I")
        self._ends: tuple[array[int], array[int]] | None = None

    @property
    def view(self) -> Aligned:
        """The text in NFC."""
        if self._view is None:
            self._view = Aligned(self.source)
        return self._view

    def exact(self, quote: str) -> tuple[Span, ...]:
        """Every place of the characters of ``quote``, compared in NFC; of places that overlap, the first."""
        wanted = Aligned(quote).text
        if not wanted.strip():
            return ()
        return tuple(self.view.span(at, at + len(wanted)) for at in _finds(wanted, self.view.text))

    def loose(self, quote: str) -> tuple[Span, ...]:
        """Every place of the words of ``quote`` in a row, as :func:`index.text.tokens` reads them. Linear time."""
        wanted = _joined(words(Aligned(quote).text))
        if len(wanted) < 2:
            return ()
        if self._ends is None:
            self._read()
        assert self._ends is not None
        begins, ends = self._ends
        found = []
        for at in _finds(wanted, self._words, step=len(wanted) - 1):
            first = bisect_left(self._starts, at)
            last = bisect_left(self._starts, at + len(wanted) - 1) - 1
            found.append(self.view.span(begins[first], ends[last]))
        return tuple(dict.fromkeys(found))

    def _read(self) -> None:
        begins, ends, at = array("I"), array("I"), 0
        pieces = []
        for token in tokens(self.view.text):
            pieces.append(token.accented)
            self._starts.append(at)
            begins.append(token.start)
            ends.append(token.end)
            at += len(token.accented) + 1
        self._words, self._ends = _joined(pieces), (begins, ends)


def _joined(pieces: Iterable[str]) -> str:
    """``\\nmột\\nhai\\n``: no word is found inside another."""
    return "\n".join(("", *pieces, ""))


def _finds(wanted: str, text: str, step: int | None = None) -> Iterator[int]:
    at = text.find(wanted)
    while at >= 0:
        yield at
        at = text.find(wanted, at + (step or len(wanted)))


class Texts:
    """The texts of an archive or a set, to look up many quotations in."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = {file: Text(text) for file, text in texts.items()}
        self._namesakes: dict[str, list[str]] = {}
        for file in texts:
            self._namesakes.setdefault(_base(file), []).append(file)

    def __getitem__(self, file: str) -> Text:
        """Raises ``KeyError`` for a file that is not there."""
        return self._texts[file]

    def __contains__(self, file: object) -> bool:
        return file in self._texts

    def anchor(self, gold: Gold) -> Anchor | None:
        """Where ``gold`` stands; ``None`` when it is nowhere."""
        own = [gold.file] if gold.file in self._texts else []
        named = [file for file in self._namesakes.get(_base(gold.file), ()) if file != gold.file]
        if not gold.quote:  # the whole document: nothing but its name says which
            files = [file for file in own or named if self._texts[file].source]
            whole = tuple((file, Span(0, len(self._texts[file].source))) for file in files)
            return Anchor(whole, not own) if whole and (own or len(files) == 1) else None
        others = [file for file in self._texts if file not in (gold.file, *named)]
        for files in (own, named, others):
            for find in (Text.exact, Text.loose):
                if places := self._search(files, find, gold.quote):
                    return Anchor(places, moved=files is not own or find is not Text.exact)
        return None

    def _search(
        self, files: Iterable[str], find: Callable[[Text, str], tuple[Span, ...]], quote: str
    ) -> tuple[tuple[str, Span], ...]:
        return tuple((file, span) for file in files for span in find(self._texts[file], quote))


def _base(file: str) -> str:
    return nfc(file.rpartition("/")[2])


def anchor(gold: Gold, texts: Mapping[str, str] | Texts) -> Anchor | None:
    """:meth:`Texts.anchor`, for one quotation."""
    return (texts if isinstance(texts, Texts) else Texts(texts)).anchor(gold)


def locate(quote: str, text: str) -> tuple[Span, ...]:
    """Every place where ``quote`` stands in ``text``, in the characters of ``text`` (compared in NFC)."""
    return Text(text).exact(quote)
