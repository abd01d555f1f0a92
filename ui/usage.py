"""click in two languages: headings of the help pages, and what was wrong with the words typed."""

from typing import Any

import click

from ui.say import Say

_HEADINGS = {"Options": "Tùy chọn", "Commands": "Lệnh", "Arguments": "Tham số"}


class _VietnameseFormatter(click.HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, "Cách dùng: ")

    def write_heading(self, heading: str) -> None:
        super().write_heading(_HEADINGS.get(heading, heading))


class _VietnameseContext(click.Context):
    formatter_class = _VietnameseFormatter


def dressed(command: click.Command, say: Say) -> click.Command:
    """``command`` with its headings, usage line and ``--help`` in the language of ``say``."""
    command.options_metavar = say("[TÙY CHỌN]", "[OPTIONS]")
    command.context_settings.setdefault("help_option_names", ["--help", "-h"])
    if say.lang == "vi":
        command.context_class = _VietnameseContext
    if isinstance(command, click.Group):
        command.subcommand_metavar = say("LỆNH [THAM SỐ]…", "COMMAND [ARGS]…")
        for inner in command.commands.values():
            dressed(inner, say)
    if command.add_help_option:
        command.add_help_option = False
        click.help_option("--help", "-h", help=say("Xem trợ giúp này.", "Show this help."))(command)
    return command


def message(error: click.ClickException, say: Say) -> str:
    """One line about words that click could not make sense of, with where to look it up."""
    if not isinstance(error, click.UsageError):
        return error.format_message()
    text = error.format_message() if say.lang == "en" else _vietnamese(error)
    command = error.ctx.command_path if error.ctx else "trichdan"
    return f"{text.rstrip('.')}. " + say(f"Xem: {command} --help", f"See: {command} --help")


def _vietnamese(error: click.UsageError) -> str:
    if isinstance(error, click.NoSuchOption):
        return f"Không có tùy chọn {error.option_name}" + _perhaps(error.possibilities)
    if isinstance(error, click.MissingParameter):
        return f"Thiếu {_name(error)}"
    if isinstance(error, click.BadParameter):
        return f"Giá trị của {_name(error)} không hợp lệ" + _accepted(error.param.type if error.param else None)
    if isinstance(error, click.BadOptionUsage):
        return f"Tùy chọn {error.option_name} thiếu hoặc thừa giá trị"
    command: str | None = getattr(error, "command_name", None)  # NoSuchCommand, from click 8.4 on
    if command is not None:
        return f"Không có lệnh «{command}»" + _perhaps(getattr(error, "possibilities", None))
    if error.message.startswith("Got unexpected extra argument"):
        extra = error.message.partition("(")[2].rpartition(")")[0]
        return f"Thừa tham số «{extra}» (câu hỏi phải đặt trong dấu ngoặc kép)"
    return error.format_message()


def _name(error: click.BadParameter) -> str:
    return str(error.param.get_error_hint(error.ctx)) if error.param else str(error.param_hint or "?")


def _perhaps(names: Any) -> str:
    return f" (có phải: {', '.join(names)}?)" if names else ""


def _accepted(kind: object) -> str:
    if isinstance(kind, click.Choice):
        return f" (chấp nhận: {', '.join(map(str, kind.choices))})"
    if isinstance(kind, click.IntRange):
        return f" (cần số nguyên từ {kind.min} đến {kind.max})"
    return " (cần số nguyên)" if kind is click.INT else ""
