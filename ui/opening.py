"""Which archive a command reads when none is named, and opening it (docs/adr/0005-default-archive.md)."""

from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from index.config import Config
from ui.reach import is_there
from ui.say import Say

if TYPE_CHECKING:
    from index.archive import Archive


class Origin(Enum):
    """Why an archive was chosen."""

    NAMED = auto()
    OWN = auto()
    SAMPLE = auto()


@dataclass(frozen=True, slots=True)
class Choice:
    """An archive folder and why it was chosen; ``None`` for the sample, which is made on first use."""

    origin: Origin
    folder: Path | None


def own_archive(config: Config) -> Path:
    """Where ``trichdan index PATH`` without ``--archive`` puts its index."""
    return config.data / "archive"


def choose(config: Config) -> Choice:
    """The archive named by ``--archive`` or ``TRICHDAN_ARCHIVE``, else the user's own, else the sample.

    A damaged index of one's own is still one's own: answering from the sample instead would pass unnoticed.
    """
    if config.archive is not None:
        return Choice(Origin.NAMED, config.archive)
    own = own_archive(config)
    return Choice(Origin.OWN, own) if is_there(own / "CURRENT") else Choice(Origin.SAMPLE, None)


def folder_of(choice: Choice, config: Config, say: Say) -> Path:
    """The folder of the archive; the sample is indexed now if it was not yet. Raises ``ArchiveError``."""
    if choice.folder is not None:
        return choice.folder
    from ui.sample import ensure

    return ensure(config.cache, say)


def open_chosen(config: Config, say: Say) -> "Archive":
    """Opens the chosen archive for reading. Raises ``ArchiveError`` and ``EncoderError``."""
    folder = folder_of(choose(config), config, say)
    from index.archive import open_archive

    return open_archive(folder, cache=config.cache)


def load_reranker(config: Config) -> None:
    """Loads the cross-encoder that was asked for, if any: what is wrong with it is told before the first question.

    Raises ``EncoderError``.
    """
    if config.reranker:
        from index.rerank import open_reranker

        open_reranker(config.reranker).load()


def announce(config: Config, count: int, say: Say) -> None:
    """Says on stderr which archive answered, when none was named: nobody should take one for the other.

    After the answer, so that an error stays a single line. ``count`` is the number of its documents.
    """
    choice = choose(config)
    if choice.origin is Origin.OWN:
        where = choice.folder
        say.note(f"(Kho của bạn: {where}, {count} văn bản)", f"(Your archive: {where}, {count} documents)")
    elif choice.origin is Origin.SAMPLE:
        say.note(
            f"(Kho mẫu đi kèm, {count} văn bản. Để hỏi văn bản của bạn: trichdan index THƯ_MỤC)",
            f"(The bundled sample, {count} documents. To ask about your own: trichdan index FOLDER)",
        )
