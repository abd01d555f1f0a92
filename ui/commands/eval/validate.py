"""``trichdan eval validate``: everything that is wrong with a question set, line by line."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.commands.options import PATH, as_json
from ui.say import Say, printable

if TYPE_CHECKING:
    from eval.questions.check import Checked, Problem

DONE, FAILED = 0, 2


def command(say: Say) -> click.Command:
    """The command in the language of ``say``."""

    @click.command("validate", help=say(
        "Kiểm tra một bộ câu hỏi: mọi lỗi, ở dòng nào, sửa thế nào. Mã thoát 2 khi có lỗi.\n\n"
        "BỘ: tên bộ đi kèm (covid19), thư mục, hay tệp .jsonl, .xlsx, .csv.",
        "Check a question set: every error, on which line, what to do. Exit code 2 when there is one.\n\n"
        "SET: a bundled one (covid19), a folder, or a .jsonl, .xlsx or .csv file.",
    ))  # fmt: skip
    @click.argument("name", metavar=say("BỘ", "SET"))
    @click.option(
        "--documents", type=PATH, metavar=say("THƯ_MỤC", "DIR"),
        help=say("Nơi để văn bản của bộ câu hỏi.", "Where the documents of the set are."),
    )  # fmt: skip
    @click.option(
        "--archive", type=PATH, metavar=say("THƯ_MỤC", "DIR"),
        help=say("Tìm lời trích trong kho này.", "Look the quotations up in this archive."),
    )  # fmt: skip
    @as_json(say)
    @click.option(
        "--reveal", is_flag=True,
        help=say(
            "In cả lời của câu thuộc phần held (từ đó đừng coi nó là phần để riêng nữa).",
            "Print words of held questions, too (they are held back no longer then).",
        ),
    )  # fmt: skip
    def validate(name: str, documents: Path | None, archive: Path | None, as_json: bool, reveal: bool) -> int:
        from eval.questions.check import check

        sources = None
        if archive:
            from index.contents import contents

            sources = contents(archive).sources
        checked = check(name, documents, sources, archive)
        shown = [_record(problem, reveal) for problem in checked.problems]
        if as_json:
            print(json.dumps(_summary(checked) | {"problems": shown}, ensure_ascii=False))
        else:
            for problem in checked.problems:
                print(printable(_line(problem, reveal, say)))
            print(_total(checked, say))
        return FAILED if checked.errors else DONE

    return validate


def _line(problem: "Problem", reveal: bool, say: Say) -> str:
    """``questions.jsonl, dòng 12 (q7): … (lời trích: «…»)``, always one line."""
    line = say(f", trang «{problem.sheet}»", f', sheet "{problem.sheet}"') if problem.sheet else ""
    line += say(f", dòng {problem.line}", f", line {problem.line}") if problem.line else ""
    name = f" ({problem.id})" if problem.id else ""
    weight = say(" lưu ý:", " note:") if problem.severity == "warning" else ""
    detail = say(problem.detail.vi, problem.detail.en) if reveal or not problem.held else ""
    text = say(problem.message.vi, problem.message.en) + (f" [{detail}]" if detail else "")
    return " ".join(f"{Path(problem.file).name}{line}{name}:{weight} {text}".split())


def _record(problem: "Problem", reveal: bool) -> dict[str, object]:
    detail = problem.detail if reveal or not problem.held else None
    return {
        "file": problem.file,
        "sheet": problem.sheet or None,
        "line": problem.line or None,
        "id": problem.id,
        "severity": problem.severity.value,
        "message": {"vi": problem.message.vi, "en": problem.message.en},
        "detail": {"vi": detail.vi, "en": detail.en} if detail and detail.vi else None,
    }


def _summary(checked: "Checked") -> dict[str, object]:
    splits = [question.split.value for question in checked.questions]
    return {
        "set": checked.name,
        "questions": len(splits),
        "kinds": len({question.kind for question in checked.questions}),
        "tune": splits.count("tune"),
        "held": splits.count("held"),
        "errors": checked.errors,
        "warnings": len(checked.problems) - checked.errors,
    }


def _total(checked: "Checked", say: Say) -> str:
    counted = _summary(checked)
    size = say(
        "{questions} câu, {kinds} loại, {tune} tune + {held} held",
        "{questions} questions, {kinds} kinds, {tune} tune + {held} held",
    ).format(**counted)
    errors, warnings = checked.errors, len(checked.problems) - checked.errors
    result = say(f"{errors} lỗi", f"{errors} errors") if errors else say("không có lỗi", "no errors")
    return f"{size}: {result}" + (say(f", {warnings} lưu ý", f", {warnings} notes") if warnings else "")
