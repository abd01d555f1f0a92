"""`trichdan eval compare A B`: what changed from one result to another, and whether it is more than chance."""

from pathlib import Path

import click

from ui.commands.options import PATH
from ui.say import Say


def command(say: Say) -> click.Command:
    """The command in the language of ``say``."""

    @click.command(
        "compare",
        help=say(
            "So kết quả A (trước) với B (sau) trên những câu chung: từng số đo, từng loại, khoảng tin cậy, các câu được và mất.",
            "Compare result A (before) with B (after) on the questions they share: every measure and kind with its "
            "interval, and the questions gained and lost.",
        ),
    )
    @click.argument("before", type=PATH, metavar="A.json")
    @click.argument("after", type=PATH, metavar="B.json")
    @click.option(
        "--level",
        type=click.FloatRange(0.5, 0.999),
        default=0.95,
        show_default=True,
        help=say("Độ tin cậy của khoảng.", "Confidence of the intervals."),
    )
    @click.option(
        "--reveal", is_flag=True,
        help=say("Hiện cả câu của phần held.", "Show the questions of the held split as well."),
    )  # fmt: skip
    def compare_command(before: Path, after: Path, level: float, reveal: bool) -> int:
        from eval.compare import compare
        from eval.compare.text import text
        from eval.result import read_result

        print(text(compare(read_result(before), read_result(after), level=level), say.lang, reveal))
        return 0

    return compare_command
