"""``trichdan eval new``: an empty spreadsheet to write questions in, with instructions and the archive's documents."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from index.errors import InputError
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
        from eval.questions.template import create

        _fits(file)
        create(file, _documents(archive) if archive else ())
        where = f" --archive {archive}" if archive else ""
        print(say(
            f"Đã tạo {file}. Viết câu hỏi, lưu lại, rồi: trichdan eval validate {file}{where}",
            f"Made {file}. Write questions, save it, then: trichdan eval validate {file}{where}",
        ))  # fmt: skip
        return 0

    return new


def _fits(file: Path) -> None:
    if file.suffix.lower() not in (".xlsx", ".csv"):
        raise InputError(f"«{file}» phải có đuôi .xlsx hoặc .csv.", f'The name "{file}" must end in .xlsx or .csv.')
    if file.exists() or file.is_symlink():
        raise InputError(
            f"Đã có «{file}»; không ghi đè. Hãy chọn tên khác.",
            f'"{file}" exists and is not overwritten. Choose another name.',
        )
    if not file.absolute().parent.is_dir():
        raise InputError(
            f"Không có thư mục «{file.absolute().parent}». Hãy tạo nó trước.",
            f'There is no folder "{file.absolute().parent}". Make it first.',
        )


def _documents(archive: Path) -> list["Listed"]:
    from eval.questions.template import listed
    from index.contents import contents

    return listed(contents(archive).directives)
