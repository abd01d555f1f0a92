"""The ``trichdan`` command: chooses the language, finds the sub-command, turns every failure into one line.

Nothing heavy is imported before a sub-command runs, so that ``trichdan --help`` answers at once.
"""

import os
import sys
import traceback
from collections.abc import Sequence

import click

from index.config import LANGS
from index.errors import CancelledError, InputError, TrichdanError
from ui import usage
from ui.lazy import LazyGroup
from ui.say import Say

DONE, FAILED, INTERRUPTED = 0, 2, 130
COMMANDS = {
    "index": ("ui.commands.index", "Lập hoặc cập nhật chỉ mục của kho.", "Build or update an archive."),
    "ask": ("ui.commands.ask", "Hỏi một câu; trả lời kèm trích dẫn.", "Ask; the answer cites its sources."),
    "search": ("ui.commands.search", "Tìm điều khoản gần câu hỏi nhất.", "Find the nearest clauses."),
    "chat": ("ui.commands.chat", "Mở trang hỏi đáp trong trình duyệt.", "Open the chat in the browser."),
    "show": ("ui.commands.show", "Xem văn bản, điều khoản của kho.", "Show documents and clauses."),
    "duties": ("ui.commands.duties", "Ai phải làm gì, hạn nào.", "Who must do what, by when."),
    "eval": ("ui.commands.eval", "Đo chất lượng câu trả lời.", "Measure how good the answers are."),
    "doctor": ("ui.commands.doctor", "Kiểm tra cài đặt, mô hình, chỉ mục.", "Check what is installed."),
}  # fmt: skip
_ENVIRONMENT = {
    # Threads that spin while they wait slow the bundled engine three times on a busy machine.
    "OMP_WAIT_POLICY": "PASSIVE",
    # Its warning about forks would reach the user.
    "TOKENIZERS_PARALLELISM": "false",
    # Nothing is sent anywhere.
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "GRADIO_ANALYTICS_ENABLED": "False",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs ``trichdan`` and returns its exit code: 0 done, 3 abstained, 2 error, 130 interrupted."""
    _prepare()
    say = Say(_language_of_environment())
    try:
        lang, rest = _take_language(list(sys.argv[1:] if arguments is None else arguments))
        say = Say(lang)
        result = group(say).main(rest, prog_name="trichdan", standalone_mode=False)
        if sys.stdout:
            sys.stdout.flush()  # here, where a closed pipe can still be met
        return result if isinstance(result, int) else DONE
    except (click.Abort, KeyboardInterrupt, CancelledError):
        return INTERRUPTED
    except BrokenPipeError:
        _forget_output()
        return FAILED
    except Exception as error:  # the last resort: a traceback never reaches a user
        return _explain(error, say)


def _prepare() -> None:
    for name, value in _ENVIRONMENT.items():
        os.environ.setdefault(name, value)
    for stream in (sys.stdout, sys.stderr):
        # Vietnamese even where the locale says ASCII; what cannot be encoded must not end the program.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _language_of_environment() -> str:
    lang = os.environ.get("TRICHDAN_LANG", "").strip()
    return lang if lang in LANGS else LANGS[0]


def _take_language(arguments: list[str]) -> tuple[str, list[str]]:
    """``--lang en`` is taken out wherever it stands: help and errors need it before click reads anything."""
    lang, rest = os.environ.get("TRICHDAN_LANG", "").strip() or LANGS[0], []
    at = 0
    while at < len(arguments) and arguments[at] != "--":
        name, sign, value = arguments[at].partition("=")
        if name != "--lang":
            rest.append(arguments[at])
        else:
            at += not sign
            lang = value if sign else arguments[at] if at < len(arguments) else ""
        at += 1
    if lang not in LANGS:
        raise InputError(
            f"Không có ngôn ngữ «{lang}»: --lang (hoặc TRICHDAN_LANG) nhận vi, en.",
            f'There is no language "{lang}": --lang (or TRICHDAN_LANG) is vi or en.',
        )
    return lang, rest + arguments[at:]


def group(say: Say) -> click.Command:
    """The whole command in one language."""

    def show_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
        if wanted and not ctx.resilient_parsing:
            from importlib.metadata import version

            click.echo(f"trichdan {version('trichdan')}")
            ctx.exit()

    made = LazyGroup(
        say,
        COMMANDS,
        name="trichdan",
        help=say(
            "Trích Dẫn: hỏi đáp trên kho văn bản; mỗi câu trả lời là một trích dẫn.",
            "Trích Dẫn: questions about an archive of directives; every answer is a citation.",
        ),
        epilog=say(
            "Mã thoát: 0 xong, 3 không có câu trả lời, 2 lỗi. Biến môi trường: TRICHDAN_ARCHIVE…",
            "Exit codes: 0 done, 3 no answer, 2 error. Environment: TRICHDAN_ARCHIVE…",
        ),
        params=[
            click.Option(
                ["--version"], is_flag=True, is_eager=True, expose_value=False, callback=show_version,
                help=say("Xem phiên bản.", "Show the version."),
            ),
            click.Option(
                ["--lang"], type=click.Choice(LANGS), expose_value=False,
                help=say("Ngôn ngữ (TRICHDAN_LANG).", "Language (TRICHDAN_LANG)."),
            ),
        ],
    )  # fmt: skip
    return usage.dressed(made, say)


def _explain(error: Exception, say: Say) -> int:
    if os.environ.get("TRICHDAN_DEBUG"):
        traceback.print_exception(error)
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        print(error.format_message(), file=sys.stderr)
    elif isinstance(error, click.ClickException):
        text = usage.message(error, say)
        say.error(text, text)
    elif isinstance(error, TrichdanError):
        say.failure(error)
    elif isinstance(error, OSError) and error.strerror:
        where = f" ({error.filename})" if error.filename else ""
        say.error(f"Hệ thống báo: {error.strerror}{where}.", f"The system says: {error.strerror}{where}.")
    else:
        what = f"{type(error).__name__}: {error}"[:300]
        say.error(
            f"Sự cố ngoài dự kiến ({what}). Thử «trichdan doctor»; đặt TRICHDAN_DEBUG=1 để xem chi tiết.",
            f'Unexpected trouble ({what}). Try "trichdan doctor"; set TRICHDAN_DEBUG=1 to see the details.',
        )
    return FAILED


def _forget_output() -> None:
    """Points stdout to nowhere, so that Python's flush at exit does not complain about the closed pipe."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(main())
