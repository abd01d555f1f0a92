"""The flags of ``trichdan eval run``."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from ui.commands.options import PATH, llm, reranker, together
from ui.say import Say

F = TypeVar("F", bound=Callable[..., Any])
SPLITS = ("tune", "held", "all")
MOST_JOBS = 64
MOST_REPEATS = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """The flags of one command."""

    sets: tuple[str, ...]
    variant: tuple[str, ...]
    split: str
    kind: tuple[str, ...]
    archive: Path | None
    documents: Path | None
    model: str | None
    reranker: str | None
    llm: str | None
    llm_url: str | None
    repeat: int
    jobs: int
    fresh: bool
    output: Path | None
    report: Path | None
    wrong: bool
    reveal: bool


def flags(say: Say) -> Callable[[F], F]:
    """The decorator that gives a command all of them, in the order of the help page."""
    return together([*_what_to_ask(say), *_how_to_ask(say), *_what_to_show(say)])


def _what_to_ask(say: Say) -> list[Callable[[F], F]]:
    return [
        click.option(
            "--split", type=click.Choice(SPLITS), default="all", show_default=True,
            help=say(
                "Phần của bộ câu hỏi: tune để làm việc, held chỉ để đếm.",
                "The part of the set: tune to work with, held only to be counted.",
            ),
        ),
        click.option(
            "--kind", multiple=True, metavar=say("LOẠI", "KIND"),
            help=say(
                "Chỉ hỏi loại này: person hay người (lặp lại được).",
                "Only questions of this kind: person, or its name in Vietnamese (repeatable).",
            ),
        ),
        click.option(
            "--archive", type=PATH, metavar=say("THƯ_MỤC", "DIR"),
            help=say(
                "Hỏi kho này thay vì kho lập từ văn bản của bộ câu hỏi.",
                "Ask this archive instead of one made from the set's documents.",
            ),
        ),
        click.option(
            "--documents", type=PATH, metavar=say("THƯ_MỤC", "DIR"),
            help=say("Nơi để văn bản của bộ câu hỏi.", "Where the documents of the set are."),
        ),
    ]  # fmt: skip


def _how_to_ask(say: Say) -> list[Callable[[F], F]]:
    from eval.variants import VARIANTS

    table = "; ".join(f"{one.name}: {say(one.vi, one.en)}" for one in VARIANTS.values())
    return [
        click.option(
            "--variant", multiple=True, default=("default",), metavar=say("TÊN", "NAME"),
            help=say(f"Biến thể, lặp lại được để so. {table}.", f"A variant; several are put side by side. {table}."),
        ),
        click.option(
            "--model", metavar="ID|PATH",
            help=say("Lập kho của bộ bằng mô hình khác.", "Make the set's archive with another model."),
        ),
        reranker(say),
        llm(say),
        click.option(
            "--repeat", type=click.IntRange(1, MOST_REPEATS), default=1, metavar="N",
            help=say("Hỏi mỗi câu N lần; lời đáp phải như nhau.", "Ask each N times; the answers must be the same."),
        ),
        click.option(
            "--jobs", type=click.IntRange(1, MOST_JOBS), default=1, metavar="N",
            help=say("Hỏi bằng N tiến trình.", "Ask with N processes."),
        ),
        click.option(
            "--fresh", is_flag=True,
            help=say("Hỏi lại từ đầu, không làm tiếp lần bị dừng.", "Ask all again; do not go on with a stopped run."),
        ),
    ]  # fmt: skip


def _what_to_show(say: Say) -> list[Callable[[F], F]]:
    return [
        click.option(
            "--output", type=PATH, metavar=say("TỆP.json", "RESULT.json"),
            help=say(
                "Ghi kết quả từng câu vào tệp này (.json.gz: nén). Mặc định: thư mục results trong thư mục dữ liệu của bạn.",
                "Write the result to this file (.json.gz: compressed). Default: the folder results of your data folder.",
            ),
        ),
        click.option(
            "--report", type=PATH, metavar=say("TRANG.html", "PAGE.html"),
            help=say("Viết cả trang báo cáo.", "Write the report as a page, too."),
        ),
        click.option("--wrong", is_flag=True, help=say("In cả những câu sai.", "Print the wrong questions, too.")),
        click.option(
            "--reveal", is_flag=True,
            help=say(
                "Hiện cả câu sai của phần held (từ đó đừng coi nó là phần để riêng nữa).",
                "Show the wrong questions of the held split as well (it is held back no longer then).",
            ),
        ),
    ]  # fmt: skip
