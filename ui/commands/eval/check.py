"""`trichdan eval check RESULT --baseline B`: exit 1 when significantly worse, for continuous integration."""

from pathlib import Path

import click

from ui.commands.options import PATH
from ui.say import Say

WORSE = 1


def command(say: Say) -> click.Command:
    """The command in the language of ``say``."""

    @click.command(
        "check",
        help=say(
            "So KẾT_QUẢ với kết quả gốc; mã thoát 1 khi kém đi rõ rệt, khi có lời trích không đúng nguyên văn, "
            "hoặc khi mất câu hỏi.",
            "Compare RESULT with a baseline; exit 1 when it is significantly worse, when a quotation does not stand in its "
            "source, or when questions got lost.",
        ),
    )
    @click.argument("result", type=PATH, metavar=say("KẾT_QUẢ.json", "RESULT.json"))
    @click.option(
        "--baseline",
        type=PATH,
        required=True,
        metavar=say("GỐC.json", "BASELINE.json"),
        help=say("Kết quả gốc để so.", "The result to compare with."),
    )
    @click.option(
        "--level", type=click.FloatRange(0.5, 0.999), default=0.95, show_default=True,
        help=say("Độ tin cậy chung của mọi số đo.", "Confidence over all measures together."),
    )  # fmt: skip
    def check_command(result: Path, baseline: Path, level: float) -> int:
        from eval.compare import check
        from eval.compare.text import verdict_text
        from eval.result import read_result

        verdict = check(read_result(result), read_result(baseline), level=level)
        print(verdict_text(verdict, say.lang))
        return 0 if verdict.passed else WORSE

    return check_command
