"""`trichdan eval run`: a set asked and measured."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ui.commands.options import PATH
from ui.progress import progress
from ui.say import Say

if TYPE_CHECKING:
    from eval.types import Result

F = TypeVar("F", bound=Callable[..., Any])
SPLITS = ("tune", "held", "all")


def command(say: Say) -> click.Command:
    """The command in the language of ``say``."""

    @click.command(
        "run",
        help=say(
            "Hỏi cả một bộ câu hỏi và in số đo.\n\nBỘ: tên bộ đi kèm (covid19), thư mục, hay tệp .jsonl.",
            "Ask a whole question set and measure.\n\nSET: a bundled one (covid19), a folder, a .jsonl file.",
        ),
    )
    @click.argument("name", metavar=say("BỘ", "SET"))
    @_what_to_ask(say)
    @_what_to_show(say)
    def run_command(
        name: str,
        split: str,
        output: Path | None,
        archive: Path | None,
        documents: Path | None,
        wrong: bool,
        reveal: bool,
    ) -> int:
        from eval import report
        from eval.result import save, writable

        if output:
            writable(output)
        result = _measured(name, split, archive, documents, say)
        if output:
            save(result, output)
        if wrong or reveal:
            print(report.wrong(result, say.lang, reveal), end="\n\n")
        print(report.report(result, say.lang))
        return 0

    return run_command


def _measured(name: str, split: str, archive: Path | None, documents: Path | None, say: Say) -> "Result":
    """Asks the questions of ``split`` and counts."""
    from eval.questions import Split, load
    from eval.run import run
    from eval.systems.ours import archive_of, our_system, sources_of, unit_of
    from index.archive import open_archive
    from index.config import Config
    from index.encode import open_encoder
    from ui.cache import usable

    cache = Config.load().cache
    evalset = load(name, documents)
    if not archive:
        cache = usable(cache, say)
    with progress(say) as show:
        if archive:
            opened = open_archive(archive, cache=cache)
        else:
            opened = archive_of(evalset, open_encoder(None, cache), cache, show)
        return run(
            evalset,
            our_system(opened),
            name="trichdan",
            encoder=opened.encoder.fingerprint,
            split=None if split == "all" else Split(split),
            sources=sources_of(opened),
            unit_of=unit_of(opened),
            progress=lambda done, every: show("ask", done, every),
        )


def _what_to_ask(say: Say) -> Callable[[F], F]:
    """``--split``, ``--archive`` and ``--documents``."""
    return _all(
        click.option(
            "--split",
            type=click.Choice(SPLITS),
            default="all",
            show_default=True,
            help=say(
                "Phần của bộ câu hỏi: tune để làm việc, held chỉ để đếm.",
                "The part of the set: tune to work with, held only to be counted.",
            ),
        ),
        click.option(
            "--archive",
            type=PATH,
            metavar=say("THƯ_MỤC", "DIR"),
            help=say(
                "Hỏi kho này thay vì kho lập từ văn bản của bộ câu hỏi.",
                "Ask this archive instead of one made from the set's documents.",
            ),
        ),
        click.option(
            "--documents",
            type=PATH,
            metavar=say("THƯ_MỤC", "DIR"),
            help=say("Nơi để văn bản của bộ câu hỏi.", "Where the documents of the set are."),
        ),
    )


def _what_to_show(say: Say) -> Callable[[F], F]:
    """``--output``, ``--wrong`` and ``--reveal``."""
    return _all(
        click.option(
            "--output",
            type=click.Path(path_type=Path, dir_okay=False, readable=False),
            metavar=say("TỆP.json", "RESULT.json"),
            help=say("Ghi kết quả từng câu vào tệp này.", "Write the result, question by question, to this file."),
        ),
        click.option("--wrong", is_flag=True, help=say("In cả những câu sai.", "Print the wrong questions, too.")),
        click.option(
            "--reveal",
            is_flag=True,
            help=say(
                "Hiện cả câu sai của phần held (từ đó đừng coi nó là phần để riêng nữa).",
                "Show the wrong questions of the held split as well (it is held back no longer then).",
            ),
        ),
    )


def _all(*options: Callable[[F], F]) -> Callable[[F], F]:
    """One decorator of several, which the help page lists in this order."""

    def dress(command: F) -> F:
        for option in reversed(options):
            command = option(command)
        return command

    return dress
