"""The one error tree of the program.

    TrichdanError            everything a user can be told about
    ├── InputError           what was typed: a path, a question, an option
    │   └── DocumentsAbsent  a question set whose documents are not on this machine; the message says how to get them
    ├── SourceError          one file that cannot be read; indexing goes on without it
    ├── ArchiveError         the index: absent, of another version, damaged, in use
    ├── EncoderError         a model, encoder or reranker: absent, damaged, not loadable
    └── CancelledError       a long job that was asked to stop; what it had done is kept

Each error says what is wrong, where, and what to do next, in Vietnamese and in English. The terminal prints one
line and exits with 2 (with 130 for a job that was stopped); the chat shows it; a traceback never reaches a user.
"""


class TrichdanError(Exception):
    """An error with a message for the user in both languages of the program."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(vi)
        self.vi = vi
        self.en = en

    def message(self, lang: str = "vi") -> str:
        """The one-line message in ``lang`` (``"vi"`` or ``"en"``)."""
        return self.en if lang == "en" else self.vi


class InputError(TrichdanError):
    """What the user typed cannot be used."""


class DocumentsAbsent(InputError):  # noqa: N818 - it is a state to go on from, as much as an error
    """The documents of a question set are not there."""


class SourceError(TrichdanError):
    """A source file cannot be read."""


class ArchiveError(TrichdanError):
    """An index is absent, damaged, busy or of another version."""


class EncoderError(TrichdanError):
    """An embedding model or a reranker cannot be loaded."""


class CancelledError(TrichdanError):
    """A long job was asked to stop."""
