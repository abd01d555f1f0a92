"""``trichdan index``: makes an archive equal to the files and folders it has been given so far."""

import json
from pathlib import Path

import click

from index.config import Config
from ui.commands import options
from ui.say import Say

# Goes back from a model of one's own to the one that comes with the program.
BUNDLED = "bundled"


def command(say: Say) -> click.Command:
    """The command in the language of ``say``."""

    @click.command("index", help=say(
        "Lập hoặc cập nhật kho từ các tệp, thư mục đã cho tới nay: tệp mới và tệp đã sửa vào kho, "
        "tệp không còn thì rời kho, có lại thì trở về. Không có ĐƯỜNG_DẪN: cập nhật từ những gì đã cho trước đây.",
        "Build or update an archive from the files and folders given so far: new and changed files come in, "
        "files that are gone leave, and return when they are back. Without PATH: update from what was given before.",
    ))  # fmt: skip
    @click.argument("paths", nargs=-1, type=options.PATH, metavar=say("ĐƯỜNG_DẪN…", "PATH…"))
    @click.option(
        "--archive", type=options.PATH, metavar=say("THƯ_MỤC", "DIR"),
        help=say("Nơi để kho (mặc định: kho của bạn).", "Where the archive is (default: your own)."),
    )  # fmt: skip
    @click.option(
        "--model", metavar="ID|PATH",
        help=say(
            f"Mô hình sentence-transformers khác; kho sẽ nhớ. «{BUNDLED}»: lại dùng mô hình đi kèm.",
            f'Another sentence-transformers model; it is remembered. "{BUNDLED}": back to the bundled one.',
        ),
    )  # fmt: skip
    @options.as_json(say)
    def index(paths: tuple[Path, ...], archive: Path | None, model: str | None, as_json: bool) -> int:
        config = Config.load({"archive": archive, "model": model, "lang": say.lang})
        _run(paths, config, as_json, say)
        return 0

    return index


def _run(paths: tuple[Path, ...], config: Config, as_json: bool, say: Say) -> None:
    from ui import records, roots
    from ui.opening import own_archive

    archive = config.archive or own_archive(config)
    earlier = roots.previous(archive)
    planned = roots.plan([path.expanduser() for path in paths], earlier, archive)

    from index.build import build
    from index.encode import open_encoder
    from index.report import REPORT
    from index.store import snapshot_of
    from ui.cache import usable
    from ui.progress import progress
    from ui.report import report as told

    model = _model(config.model, earlier.model)
    encoder = open_encoder(model, config.cache if model else usable(config.cache, say))
    try:
        with progress(say) as show:
            report = build(
                planned.present, archive, encoder, model, show, planned.remembered, planned.fresh, show.page
            )  # fmt: skip
    except KeyboardInterrupt:
        say.note(
            "Đã dừng. Kho giữ như cũ; chạy lại lệnh này để làm tiếp.",
            "Stopped. The archive stays as it was; run the command again to go on.",
        )
        raise
    for path in report.barren:
        say.note(f"Không có gì đọc được trong «{path}».", f'Nothing in "{path}" can be read.')
    gone = [str(path) for path in planned.gone]
    if as_json:
        print(json.dumps(records.report_record(report, str(archive), gone), ensure_ascii=False))
    else:
        print(told(report, str(archive), gone, str(snapshot_of(archive) / REPORT), say))


def _model(wanted: str | None, remembered: str | None) -> str | None:
    """The model to build with; a folder by its full path, so that the archive finds it from anywhere."""
    if wanted is None:
        return remembered
    if wanted == BUNDLED:
        return None
    folder = Path(wanted).expanduser()
    return str(folder.resolve()) if folder.is_dir() else wanted
