"""What ``ask`` and ``search`` share: a question from the command line or a pipe, or a file of them."""

import sys

import click

from index.errors import InputError
from ui.batch import STANDARD, whole
from ui.say import Say


def question_of(typed: str | None, source: str | None, target: str | None, say: Say) -> str | None:
    """The question, or ``None`` when ``--input`` names a file of them. Raises ``click.UsageError``."""
    if source is not None:
        if typed is not None:
            raise _wrong("Cho một câu hỏi hoặc --input, không cả hai", "Give one question or --input, not both", say)
        return None
    if target is not None:
        raise _wrong("--output chỉ đi cùng --input", "--output goes with --input only", say)
    if typed is None:
        raise _wrong("Thiếu câu hỏi (đặt trong dấu ngoặc kép)", "The question is missing (put it in quotes)", say)
    # A very long question does not fit on a command line, but it fits through a pipe.
    return whole(sys.stdin.buffer.read().decode("utf-8", "replace").strip() if typed == STANDARD else typed)


def refuse_empty(question: str) -> None:
    """Raises ``InputError`` before the seconds that opening an archive may take."""
    if not question.strip():
        raise InputError("Câu hỏi trống. Hãy gõ một câu hỏi.", "The question is empty. Type a question.")


def _wrong(vi: str, en: str, say: Say) -> click.UsageError:
    return click.UsageError(say(vi, en), click.get_current_context())
