"""``trichdan eval draft``: questions proposed from an archive, for a person to accept or reject."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from eval.draft import KINDS
from index.errors import InputError
from ui.commands import options
from ui.say import Say

if TYPE_CHECKING:
    from eval.questions import Question

SUFFIXES = (".xlsx", ".csv", ".jsonl")
DEFAULT_COUNT, MOST = 100, 10_000


def command(say: Say) -> click.Command:
    """The command in the language of ``say``."""

    @click.command("draft", help=say(
        "Đề xuất câu hỏi từ chính văn bản của kho (số, ngày, người ký, nhiệm vụ, mức tiền, thời hạn…), kèm lời đáp và lời "
        "trích, để người đọc nhận hoặc bỏ. Câu chưa nhận không bao giờ được hỏi.",
        "Propose questions from an archive's own documents (numbers, dates, signers, duties, amounts, deadlines…) with answers "
        "and quotations, for a person to accept or reject. What is not accepted is never asked.",
    ))  # fmt: skip
    @options.archive(say)
    @click.option(
        "--count", type=click.IntRange(1, MOST), default=DEFAULT_COUNT, show_default=True, metavar="N",
        help=say("Số câu muốn có.", "How many questions are wanted."),
    )  # fmt: skip
    @click.option(
        "--kinds", metavar=say("LOẠI,…", "KIND,…"),
        help=say("Chỉ các loại này, cách nhau bằng dấu phẩy: ", "Only these kinds, separated by commas: ") + ", ".join(KINDS),
    )  # fmt: skip
    @click.option(
        "--seed", type=int, default=0, show_default=True, metavar="N",
        help=say("Cùng số này thì cùng câu hỏi.", "The same number gives the same questions."),
    )  # fmt: skip
    @click.option(
        "--output", type=options.PATH, required=True, metavar=say("TỆP", "FILE"),
        help=say("Tệp mới: .xlsx, .csv hoặc .jsonl.", "A new file: .xlsx, .csv or .jsonl."),
    )  # fmt: skip
    def draft(archive: Path | None, count: int, kinds: str | None, seed: int, output: Path) -> int:
        from eval.draft.propose import propose
        from eval.files import refuse_taken
        from index.config import Config
        from ui.opening import announce, open_chosen
        from ui.progress import progress

        wanted = _kinds(kinds)
        refuse_taken(output, *SUFFIXES)
        config = Config.load({"archive": archive, "lang": say.lang})
        opened = open_chosen(config, say)
        with progress(say) as show:
            questions = propose(opened, count, wanted, seed, show)
        _write(output, questions)
        print(_summary(questions, count, output, archive, say))
        announce(config, len(opened.directives), say)
        return 0

    return draft


def _kinds(written: str | None) -> list[str]:
    names = [name.strip() for name in written.split(",") if name.strip()] if written is not None else list(KINDS)
    unknown = next((name for name in names if name not in KINDS), None)
    if unknown or not names:
        known = ", ".join(KINDS)
        raise InputError(
            f"--kinds: không có loại «{unknown or ''}». Các loại: {known}.",
            f'--kinds: there is no kind "{unknown or ""}". The kinds: {known}.',
        )
    return names


def _write(output: Path, questions: list["Question"]) -> None:
    import json

    from eval.files import write_whole
    from eval.questions.records import record_of
    from eval.questions.sheet import write_sheet

    if output.suffix.lower() == ".jsonl":
        lines = (json.dumps(record_of(question), ensure_ascii=False) for question in questions)
        write_whole("".join(f"{line}\n" for line in lines).encode(), output)
    else:
        write_sheet(output, questions)


def _summary(questions: list["Question"], count: int, output: Path, archive: Path | None, say: Say) -> str:
    lines = [
        say(f"Đã đề xuất {len(questions)} câu hỏi vào {output}:", f"Proposed {len(questions)} questions in {output}:")
    ]
    lines += [f"  {kind:<11}{number:>5}" for kind, number in Counter(question.kind for question in questions).items()]
    if len(questions) < count:
        lines.append(say(
            f"Muốn {count} câu nhưng kho chỉ đủ cho {len(questions)} câu không trùng nhau.",
            f"{count} were wanted; the archive is enough for {len(questions)} that are not alike.",
        ))  # fmt: skip
    where = f" --archive {archive}" if archive else ""
    vi, en = ('ghi «accepted» hoặc «rejected» vào "status"', 'write "accepted" or "rejected" as "status"')
    if output.suffix.lower() != ".jsonl":
        vi, en = ("ghi «nhận» hoặc «bỏ» vào cột «Duyệt»", 'write "accept" or "reject" in the column "Duyệt"')
    lines.append(say(
        f"Mở tệp, {vi}, rồi: trichdan eval run {output}{where}",
        f"Open the file, {en}, then: trichdan eval run {output}{where}",
    ))  # fmt: skip
    return "\n".join(lines)
