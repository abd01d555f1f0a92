"""Options that several sub-commands share."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from index.errors import InputError
from ui.say import Say

F = TypeVar("F", bound=Callable[..., Any])


class _Path(click.Path):
    """A path that is not empty: ``Path("")`` is the present folder, which nobody means by an unset variable."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if value == "":
            raise InputError(
                "Có đường dẫn rỗng. Hãy cho tên tệp hoặc thư mục.",
                "A path is empty. Give the name of a file or folder.",
            )
        return super().convert(value, param, ctx)


# What cannot be read is told where it is read: click would name neither the file nor the reason.
PATH = _Path(path_type=Path, readable=False)


def archive(say: Say) -> Callable[[F], F]:
    """``--archive DIR``."""
    return click.option(
        "--archive",
        type=PATH,
        metavar=say("THƯ_MỤC", "DIR"),
        help=say(
            "Kho văn bản. Mặc định: kho của bạn nếu đã lập, nếu chưa thì kho mẫu đi kèm.",
            "The archive. Default: your own if you have built one, else the bundled sample.",
        ),
    )


def as_json(say: Say) -> Callable[[F], F]:
    """``--json``."""
    return click.option(
        "--json",
        "as_json",
        is_flag=True,
        help=say("In JSON cho chương trình khác đọc.", "Print JSON for other programs."),
    )


def batch(say: Say) -> Callable[[F], F]:
    """``--input`` and ``--output``."""

    def both(command: F) -> F:
        command = click.option(
            "--output",
            metavar=say("TỆP", "FILE"),
            help=say(
                "Nơi ghi kết quả, mỗi dòng một JSON (- là đầu ra chuẩn).",
                "Results, one JSON a line (- is stdout).",
            ),
        )(command)
        return click.option(
            "--input",
            "source",
            metavar=say("TỆP", "FILE"),
            help=say(
                'Nhiều câu hỏi, mỗi dòng một JSON {"id", "question", "history"} (- là đầu vào chuẩn).',
                'Many questions, one JSON {"id", "question", "history"} a line (- is stdin).',
            ),
        )(command)

    return both


def reranker(say: Say) -> Callable[[F], F]:
    """``--reranker ID|PATH``."""
    return click.option(
        "--reranker",
        metavar="ID|PATH",
        help=say(
            "Xếp lại những điều khoản đầu bằng cross-encoder này (tên mô hình hoặc thư mục). Mặc định: không.",
            "Order the best clauses again with this cross-encoder (hub id or folder). Default: none.",
        ),
    )


def llm(say: Say) -> Callable[[F], F]:
    """``--llm PROVIDER:NAME`` and ``--llm-url URL``."""

    def both(command: F) -> F:
        command = click.option(
            "--llm-url",
            metavar="URL",
            help=say(
                "Máy chủ của mô hình ở --llm, nếu không phải của chính nhà cung cấp (ví dụ http://127.0.0.1:8080/v1).",
                "The server of the model in --llm, if not its provider's own (for example http://127.0.0.1:8080/v1).",
            ),
        )(command)
        return click.option(
            "--llm",
            metavar=say("NHÀ_CUNG_CẤP:TÊN", "PROVIDER:NAME"),
            help=say(
                "Để mô hình ngôn ngữ này viết câu trả lời (ollama:…, openai:…, anthropic:…); câu nào không đối chiếu "
                "được với văn bản thì bỏ. Mặc định: không.",
                "Let this language model word the answer (ollama:…, openai:…, anthropic:…); sentences that the "
                "documents do not support are struck out. Default: none.",
            ),
        )(command)

    return both


def history(say: Say) -> Callable[[F], F]:
    """``--history``, as often as there were earlier questions."""
    return click.option(
        "--history",
        multiple=True,
        metavar=say("CÂU_HỎI", "QUESTION"),
        help=say(
            "Câu hỏi trước đó, cho câu hỏi nối tiếp (lặp lại được, theo thứ tự).",
            "An earlier question, for a follow-up (repeatable, in order).",
        ),
    )


def together(options: Sequence[Callable[[F], F]]) -> Callable[[F], F]:
    """The decorator that gives a command all of ``options``, in this order on its help page."""

    def dress(command: F) -> F:
        for option in reversed(options):
            command = option(command)
        return command

    return dress
