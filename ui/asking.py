"""What ``ask`` and ``search`` share: a question from the command line or a pipe, or a file of them."""

import sys
from collections.abc import Iterable

import click

from index.errors import InputError
from ui.batch import STANDARD, refuse_overwriting
from ui.say import Say


def question_of(typed: str | None, source: str | None, target: str | None, say: Say) -> str | None:
    """The question, or ``None`` when ``--input`` names a file of them.

    Raises ``click.UsageError``, and ``InputError`` for a question that is not UTF-8 and for an output that would replace
    the input.
    """
    if source is not None:
        if typed is not None:
            raise _wrong("Cho một câu hỏi hoặc --input, không cả hai", "Give one question or --input, not both", say)
        refuse_overwriting(source, target)
        return None
    if target is not None:
        raise _wrong("--output chỉ đi cùng --input", "--output goes with --input only", say)
    if typed is None:
        raise _wrong("Thiếu câu hỏi (đặt trong dấu ngoặc kép)", "The question is missing (put it in quotes)", say)
    # A very long question does not fit on a command line, but it fits through a pipe.
    # Bytes that are not UTF-8 become half characters here, as in what is typed.
    piped = sys.stdin.buffer.read().decode("utf-8", "surrogateescape").strip() if typed == STANDARD else None
    return _utf8(typed if piped is None else piped)


def history_of(typed: Iterable[str]) -> tuple[str, ...]:
    """The earlier questions. Raises ``InputError`` for one that is not UTF-8."""
    return tuple(map(_utf8, typed))


def _utf8(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise InputError(
            "Câu hỏi không phải bảng mã UTF-8. Hãy đặt bảng mã của cửa sổ dòng lệnh là UTF-8, rồi gõ lại.",
            "The question is not UTF-8. Set the terminal to UTF-8, then type it again.",
        ) from error
    return text


def refuse_empty(question: str) -> None:
    """Raises ``InputError`` before the seconds that opening an archive may take."""
    if not question.strip():
        raise InputError("Câu hỏi trống. Hãy gõ một câu hỏi.", "The question is empty. Type a question.")


def _wrong(vi: str, en: str, say: Say) -> click.UsageError:
    return click.UsageError(say(vi, en), click.get_current_context())
