"""`trichdan eval export SET|RESULT TARGET`: a set or a result in the format of other programs."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from eval.exchange import FORMATS
from ui.commands.eval.import_set import formats
from ui.commands.options import PATH
from ui.say import Say

if TYPE_CHECKING:
    from eval.exchange.convert import Done


def command(say: Say) -> click.Command:
    """The command in the language of ``say``."""

    @click.command(
        "export",
        help=say(
            f"Xuất một bộ câu hỏi, hay một kết quả (trec-run, trec-qrels), ra dạng khác.\n\n\b\nCác dạng:\n{formats(say)}",
            f"Write a question set, or a result (trec-run, trec-qrels), in another format.\n\n\b\nFormats:\n{formats(say)}",
        ),
    )
    @click.argument("name", metavar=say("BỘ|KẾT_QUẢ", "SET|RESULT"))
    @click.argument("target", type=PATH, metavar=say("ĐÍCH", "TARGET"))
    @click.option(
        "--format",
        "form",
        type=click.Choice(tuple(FORMATS)),
        required=True,
        help=say("Dạng cần xuất.", "The format to write."),
    )
    @click.option(
        "--unit",
        type=click.Choice(("document", "clause")),
        help=say(
            "Đơn vị: cả văn bản, hay từng điều khoản (SQuAD: văn bản ngắn để nguyên, văn bản dài theo điều khoản).",
            "What is ranked or read: documents, or clauses (SQuAD: short documents whole, of long ones the clauses).",
        ),
    )
    @click.option(
        "--split",
        type=click.Choice(("tune", "held", "all")),
        default="all",
        show_default=True,
        help=say("Phần cần xuất.", "The part to write."),
    )
    @click.option(
        "--documents",
        type=PATH,
        metavar=say("THƯ_MỤC", "DIR"),
        help=say("Nơi để văn bản của bộ câu hỏi.", "Where the documents of the set are."),
    )
    @click.option(
        "--archive",
        type=PATH,
        metavar=say("THƯ_MỤC", "DIR"),
        help=say("Lấy văn bản từ kho này.", "Take the documents from this archive."),
    )
    def export_command(
        name: str, target: Path, form: str, unit: str | None, split: str, documents: Path | None, archive: Path | None
    ) -> int:
        done = _export(name, target, form, unit, split, documents, archive)
        for note in done.notes:
            say.note(note.vi, note.en)
        print(say(f"{target}: {done.questions} trong {done.every} câu hỏi ({form})",
                  f"{target}: {done.questions} of {done.every} questions ({form})"))  # fmt: skip
        return 0

    return export_command


def _export(
    name: str, target: Path, form: str, unit: str | None, split: str, documents: Path | None, archive: Path | None
) -> "Done":
    from eval.exchange.convert import export_to
    from eval.exchange.types import Unit
    from eval.questions.types import Split

    sources = None
    if archive:
        from index.contents import contents

        sources = contents(archive).sources
    part = None if split == "all" else Split(split)
    return export_to(name, target, form, Unit(unit) if unit else None, part, documents, sources)
