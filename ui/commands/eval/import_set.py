"""`trichdan eval import SOURCE TARGET`: a set of another format, or a run by another program."""

from pathlib import Path

import click

from eval.exchange import FORMATS
from ui.commands.options import PATH
from ui.say import Say


def command(say: Say) -> click.Command:
    """The command in the language of ``say``."""

    @click.command(
        "import",
        help=say(
            "Nhập bộ câu hỏi dạng khác thành một thư mục bộ câu hỏi.\n\n"
            f"\b\nCác dạng:\n{formats(say)}\n\n"
            "Tệp run của TREC thành một kết quả: trichdan eval import run.txt r.json --set BỘ",
            "Make a question set, a folder, of one in another format.\n\n"
            f"\b\nFormats:\n{formats(say)}\n\n"
            "A TREC run becomes a result: trichdan eval import run.txt r.json --set SET",
        ),
    )
    @click.argument("source", type=PATH, metavar=say("NGUỒN", "SOURCE"))
    @click.argument("target", type=PATH, metavar=say("THƯ_MỤC", "SET_FOLDER"))
    @click.option(
        "--format",
        "form",
        type=click.Choice(tuple(FORMATS)),
        help=say(
            "Dạng của nguồn (mặc định: tự nhận ra).", "The format of the source (default: seen by what it holds)."
        ),
    )
    @click.option(
        "--split",
        type=click.Choice(("tune", "held")),
        help=say(
            "Phần cho mọi câu hỏi. Mặc định: held (BEIR: dev, train thành tune; bộ của mình: như đã ghi).",
            "The split of all questions. Default: held (BEIR: dev, train become tune; our own: as written).",
        ),
    )
    @click.option(
        "--set",
        "base",
        metavar=say("BỘ", "SET"),
        help=say("Bộ câu hỏi mà tệp run hay qrels nói về.", "The question set that a run or qrels are about."),
    )
    @click.option(
        "--documents",
        type=PATH,
        metavar=say("THƯ_MỤC", "DIR"),
        help=say("Nơi để văn bản của bảng câu hỏi.", "Where the documents of a sheet of questions are."),
    )
    def import_command(
        source: Path, target: Path, form: str | None, split: str | None, base: str | None, documents: Path | None
    ) -> int:
        from eval.exchange.convert import import_from
        from eval.questions.types import Split

        done = import_from(source, target, form, Split(split) if split else None, base, documents)
        for note in done.notes:
            say.note(note.vi, note.en)
        own = say(f", {done.documents} văn bản", f", {done.documents} documents") if done.documents else ""
        print(say(f"{target}: {done.questions} câu hỏi{own} ({done.format})",
                  f"{target}: {done.questions} questions{own} ({done.format})"))  # fmt: skip
        what = "report" if done.format == "trec-run" else "run"
        say.note(f"Tiếp theo: trichdan eval {what} {target}", f"Next: trichdan eval {what} {target}")
        return 0

    return import_command


def formats(say: Say) -> str:
    """The formats, a line each."""
    return "\n".join(f"  {name:<11}{say(one.vi, one.en)}" for name, one in FORMATS.items())
