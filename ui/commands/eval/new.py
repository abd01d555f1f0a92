"""``trichdan eval new``: an empty spreadsheet to write questions in, with instructions and the archive's documents."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.commands.options import PATH
from ui.say import Say

if TYPE_CHECKING:
    from eval.questions.template import Listed


def command(say: Say) -> click.Command:
    """The command in the language of ``say``."""

    @click.command("new", help=say(
        "Tạo bảng tính trống để viết câu hỏi: tên cột có giải thích, danh sách để chọn, trang hướng dẫn.\n\n"
        "TỆP: .xlsx (mở bằng Excel, LibreOffice), hoặc .csv (chỉ có tên cột).",
        "Make an empty spreadsheet to write questions in: columns explained, lists to choose from, a page of instructions.\n\n"
        "FILE: .xlsx (for Excel, LibreOffice), or .csv (names of columns only).",
    ))  # fmt: skip
    @click.argument("file", type=PATH, metavar=say("TỆP", "FILE"))
    @click.option(
        "--archive", type=PATH, metavar=say("THƯ_MỤC", "DIR"),
        help=say("Thêm trang liệt kê văn bản của kho này.", "Add a page that lists the documents of this archive."),
    )  # fmt: skip
    def new(file: Path, archive: Path | None) -> int:
        from eval.files import refuse_taken
        from eval.questions.template import create

        refuse_taken(file, ".xlsx", ".csv")
        create(file, _documents(archive) if archive else (), say.lang)
        where = f" --archive {archive}" if archive else ""
        print(say(
            f"Đã tạo {file}. Viết câu hỏi, lưu lại, rồi: trichdan eval validate {file}{where}",
            f"Made {file}. Write questions, save it, then: trichdan eval validate {file}{where}",
        ))  # fmt: skip
        return 0

    return new


def _documents(archive: Path) -> list["Listed"]:
    from eval.questions.template import listed
    from index.contents import contents

    return listed(contents(archive).directives)
