"""Which of the two languages to speak, and the small functions every command says things with."""

import sys
from dataclasses import dataclass

from index.errors import TrichdanError


@dataclass(frozen=True, slots=True)
class Say:
    """Chooses a text: ``say("Lỗi", "Error")``."""

    lang: str = "vi"

    def __call__(self, vi: str, en: str) -> str:
        """The text in the language of this run."""
        return en if self.lang == "en" else vi

    def note(self, vi: str, en: str) -> None:
        """A line for the person, beside the output: on stderr, so that stdout stays clean for programs."""
        print(self(vi, en), file=sys.stderr, flush=True)

    def error(self, vi: str, en: str) -> None:
        """One line that says what went wrong. A message that has several lines becomes one."""
        line = " ".join(self(vi, en).split())
        print(f"{self('Lỗi', 'Error')}: {printable(line)}", file=sys.stderr, flush=True)

    def failure(self, error: TrichdanError) -> None:
        """:meth:`error` for an error of ours."""
        self.error(error.vi, error.en)


def printable(text: str) -> str:
    """``text`` for a terminal: what could move the cursor, colour or reorder the screen becomes ``�``."""
    return "".join("\ufffd" if _is_control(char) else char for char in text.replace("\r\n", "\n"))


def one_line(name: str) -> str:
    """The name of a file, which may hold anything but a slash, for a line of its own: ``\\n`` for a line break."""
    return printable(name.replace("\r", "\\r").replace("\n", "\\n").replace("\t", "\\t"))


def _is_control(char: str) -> bool:
    point = ord(char)
    if point < 0x20 or 0x7F <= point < 0xA0:
        return char not in "\n\t"
    return 0x202A <= point <= 0x202E or 0x2066 <= point <= 0x2069 or 0xD800 <= point <= 0xDFFF
