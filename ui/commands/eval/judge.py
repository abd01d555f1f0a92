"""`trichdan eval judge RESULT --model PROVIDER:NAME`: a language model's opinion beside the deterministic measure."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.commands.options import PATH
from ui.progress import progress
from ui.say import Say, printable

if TYPE_CHECKING:
    from eval.judge import Judged
    from eval.types import Result


def command(say: Say) -> click.Command:
    """The command in the language of ``say``."""

    @click.command(
        "judge",
        help=say(
            "Hỏi một mô hình ngôn ngữ xem từng lời đáp trong KẾT_QUẢ đúng hay sai, và nó hợp với số đo cố định đến đâu.\n\n"
            "Câu hỏi, lời đáp mẫu và lời đáp được gửi đến nhà cung cấp mô hình.",
            "Ask a language model whether each answer in RESULT is right, and how far it agrees with the deterministic "
            "measure.\n\nQuestions, accepted answers and answers are sent to the model's provider.",
        ),
    )
    @click.argument("result", type=PATH, metavar=say("KẾT_QUẢ.json", "RESULT.json"))
    @click.option(
        "--model",
        required=True,
        metavar=say("NHÀ_CUNG_CẤP:TÊN", "PROVIDER:NAME"),
        help=say(
            "Mô hình của LangChain, ví dụ openai:gpt-5-mini.", "A LangChain chat model, such as openai:gpt-5-mini."
        ),
    )
    @click.option(
        "--limit", type=click.IntRange(1), help=say("Chỉ chấm ngần này câu đầu.", "Judge only the first few.")
    )
    @click.option(
        "--output",
        type=click.Path(path_type=Path, dir_okay=False, readable=False),
        metavar=say("TỆP.json", "FILE.json"),
        help=say("Ghi từng nhận xét vào tệp này.", "Write every verdict to this file."),
    )
    @click.option(
        "--reveal", is_flag=True,
        help=say("Hiện cả câu của phần held.", "Show questions of the held split as well."),
    )  # fmt: skip
    def judge_command(result: Path, model: str, limit: int | None, output: Path | None, reveal: bool) -> int:
        from eval.files import keep_apart, writable
        from eval.judge import judge, open_model, save_judged
        from eval.result import read_result

        if output:
            keep_apart(output, result)
            writable(output, endings=(".json",))
        measured = read_result(result)
        opened = open_model(model)
        with progress(say) as show:
            judged = judge(
                measured, opened, model, limit=limit, progress=lambda done, every: show("judge", done, every)
            )
        if output:
            save_judged(judged, output)
        print(printable(_text(judged, measured, reveal, say)))
        return 0

    return judge_command


def _text(judged: "Judged", result: "Result", reveal: bool, say: Say) -> str:
    from eval.judge import agreement

    both = agreement(judged.verdicts)
    parts = [
        f"{judged.model} · {judged.system} · {judged.set}",
        _line(say("đã chấm", "judged"), both.read),
        _line(say("không đọc được nhận xét", "no verdict"), both.unread),
        _line(say("không chấm (im lặng, không có lời đáp mẫu, quá --limit)", "left out"), judged.left_out),
        _line(say("hợp ý với số đo", "agrees with the measure"), _number(both.share)),
        _line(say("kappa của Cohen", "Cohen's kappa"), _number(both.kappa)),
        _line(say("cả hai: đúng / sai", "both: right / wrong"), f"{both.both_right} / {both.both_wrong}"),
        _line(say("chỉ số đo / chỉ mô hình cho là đúng", "right by the measure / the model alone"),
              f"{both.only_measured} / {both.only_judged}"),
    ]  # fmt: skip
    if judged.usage:
        parts.append(
            _line(say("token đọc / viết", "tokens read / written"), f"{judged.usage.read} / {judged.usage.written}")
        )
    return "\n".join(parts + _differing(judged, result, reveal, say))


def _differing(judged: "Judged", result: "Result", reveal: bool, say: Say) -> list[str]:
    """The questions on which the two differ; held ones are only counted."""
    from eval.questions.types import Split

    rows = {row.id: row for row in result.rows}
    differ = [one for one in judged.verdicts if one.judged is not None and one.judged is not one.measured]
    shown = [one for one in differ if reveal or rows[one.id].question.split is not Split.HELD]
    lines = []
    for one in shown:
        row, who = rows[one.id], say("mô hình", "the model") if one.judged else say("số đo", "the measure")
        accepted = " | ".join(" + ".join(strings) for strings in row.question.answers)
        lines += [
            "",
            f"{one.id} [{row.question.kind}] {row.question.text}",
            f"  {say('chờ', 'expected')}: {accepted}",
            f"  {say('nhận', 'got')}: {' '.join(row.reply.text.split())}",
            f"  {say('chỉ có', 'right only by')} {who}{say(' cho là đúng', '')}",
        ]
    if len(shown) < len(differ):
        hidden = len(differ) - len(shown)
        lines += [
            "",
            say(f"Và {hidden} câu của phần held (--reveal để hiện).", f"And {hidden} of the held split (--reveal)."),
        ]
    return lines


def _line(what: str, value: object) -> str:
    return f"  {what}: {value}"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"
