"""`trichdan eval leaderboard`: the results kept so far as one table."""

from pathlib import Path

import click

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
        from eval.files import keep_apart, writable, write_whole
        from eval.leaderboard import collect, leaderboard
        from index.config import Config

        found = collect(results or [Config.load().data / "results"])
        if output:
            keep_apart(output, *found)
            writable(output, endings=(".md",))
        shown = leaderboard(found)
        if output:
            write_whole(shown.encode(), output)
        else:
            print(shown, end="")
        return 0

    return leaderboard_command
