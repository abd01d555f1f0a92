"""`trichdan eval report`: a page about one result, to be opened in any browser."""

from pathlib import Path

import click

from index.errors import InputError
from ui.commands.options import PATH
from ui.say import Say, printable


def command(say: Say) -> click.Command:
    """The command in the language of ``say``."""

    @click.command(
        "report",
        help=say(
            "Làm một trang báo cáo: con số chính, biểu đồ, từng câu sai mở ra được cùng nguồn.\n\n"
            "KẾT QUẢ: tệp do trichdan eval run ghi; không cho thì lấy kết quả mới nhất đã giữ.",
            "Make a page about one result: key figures, drawings, every wrong question openable with its source.\n\n"
            "RESULT: a file written by trichdan eval run; without it, the newest result kept.",
        ),
    )
    @click.argument("source", metavar=say("[KẾT_QUẢ.json]", "[RESULT.json]"), type=PATH, required=False)
    @click.option(
        "--output",
        type=PATH,
        metavar=say("TRANG.html", "PAGE.html"),
        help=say(
            "Nơi ghi trang. Mặc định: cạnh kết quả, đuôi .html.", "Where to. Default: beside the result, as .html."
        ),
    )
    @click.option(
        "--against",
        type=PATH,
        metavar=say("TRƯỚC.json", "BEFORE.json"),
        help=say("So với kết quả trước này.", "Compare with this earlier result."),
    )
    @click.option(
        "--reveal",
        is_flag=True,
        help=say(
            "Hiện cả câu của phần held (từ đó đừng coi nó là phần để riêng nữa).",
            "Show the questions of the held split as well (it is held back no longer then).",
        ),
    )
    @click.option("--open", "opened", is_flag=True, help=say("Mở trang trong trình duyệt.", "Open it in the browser."))
    def report_command(
        source: Path | None, output: Path | None, against: Path | None, reveal: bool, opened: bool
    ) -> int:  # fmt: skip
        from eval.files import PAGE, writable
        from eval.report.page import write
        from eval.result import read_result

        found = source or _newest()
        target = output or beside(found)
        writable(target, "--output", PAGE, (found, against))
        result, before = read_result(found), read_result(against) if against else None
        write(result, target, say.lang, reveal, before)
        print(printable(str(target)))
        if opened:
            _open(target, say)
        return 0

    return report_command


def beside(result: Path) -> Path:
    """Where the page about ``result`` goes: ``r.html`` beside ``r.json`` or ``r.json.gz``."""
    name = result.name.removesuffix(".gz").removesuffix(".json")
    return result.with_name(f"{name or 'report'}.html")


def _newest() -> Path:
    from index.config import Config

    folder = Config.load().data / "results"
    kept = [path for path in folder.glob("*.json*") if path.name.endswith((".json", ".json.gz"))]
    if not kept:
        raise InputError(
            f"Chưa có kết quả nào trong «{folder}». Chạy trước: trichdan eval run, hoặc cho tên tệp kết quả.",
            f'No result is kept in "{folder}" yet. Run trichdan eval run first, or name a result.',
        )
    return max(kept, key=lambda path: (path.stat().st_mtime, path.name))


def _open(page: Path, say: Say) -> None:
    import webbrowser

    if not webbrowser.open(page.absolute().as_uri()):
        say.note("Không mở được trình duyệt; hãy mở tệp trên.", "No browser could be opened; open the file above.")
