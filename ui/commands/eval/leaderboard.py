"""`trichdan eval leaderboard`: the results kept so far as one table."""

from collections.abc import Sequence
from pathlib import Path

import click

from index.errors import InputError
from ui.commands.options import PATH
from ui.say import Say


def command(say: Say) -> click.Command:
    """The command in the language of ``say``."""

    @click.command(
        "leaderboard",
        help=say(
            "Bảng Markdown của các kết quả đã giữ, mỗi bộ câu hỏi một bảng. "
            "Không nêu tệp hay thư mục nào: lấy nơi «eval run» tự giữ.",
            "A Markdown table of the results kept, one a question set. Without files or folders: where `eval run` keeps them.",
        ),
    )
    @click.argument("results", type=PATH, nargs=-1, metavar=say("[KẾT_QUẢ…]", "[RESULT…]"))
    @click.option(
        "--output",
        type=click.Path(path_type=Path, dir_okay=False),
        metavar=say("TỆP.md", "FILE.md"),
        help=say("Ghi bảng vào tệp này.", "Write the table to this file."),
    )
    def leaderboard_command(results: tuple[Path, ...], output: Path | None) -> int:
        from eval.leaderboard import collect, leaderboard
        from eval.result import writable, write_whole
        from index.config import Config

        found = collect(results or [Config.load().data / "results"])
        if output:
            _apart(output, found)
            writable(output)
        shown = leaderboard(found)
        if output:
            write_whole(shown.encode(), output)
        else:
            print(shown, end="")
        return 0

    return leaderboard_command


def _apart(output: Path, results: Sequence[Path]) -> None:
    if any(output.absolute() == result.absolute() for result in results):
        raise InputError(
            f"«{output}» là tệp kết quả: bảng sẽ ghi đè lên nó. Hãy chọn tệp khác ở --output.",
            f'"{output}" is a result: the table would overwrite it. Choose another file for --output.',
        )
