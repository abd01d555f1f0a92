"""What an archive holds, without its encoder and indexes: the stored texts and the documents in them."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from index.errors import ArchiveError
from index.records import directive_in, notes_in
from index.store import read_manifest
from index.types import Directive, Source


@dataclass(frozen=True, slots=True)
class Contents:
    """Sources (without their places on paper) by name, directives by id."""

    sources: tuple[Source, ...]
    directives: tuple[Directive, ...]


def contents(archive: Path) -> Contents:
    """The present snapshot of ``archive``. Raises ``ArchiveError`` when it is absent, of another version or damaged."""
    folder, _ = read_manifest(archive)
    uri = f"{(folder / 'archive.sqlite').resolve().as_uri()}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(uri, uri=True)) as base:
            texts = base.execute("SELECT file, text, sha256, format, notes FROM sources ORDER BY file").fetchall()
            documents = base.execute("SELECT id, file, record FROM directives ORDER BY id").fetchall()
    except sqlite3.DatabaseError as error:
        raise ArchiveError(
            f"Chỉ mục trong «{archive}» bị hỏng (archive.sqlite). Hãy lập lại bằng: trichdan index --archive {archive}",
            f'The index in "{archive}" is damaged (archive.sqlite). Build it again with: trichdan index --archive {archive}',
        ) from error
    return Contents(
        tuple(Source(file, text, sha, kind, notes=notes_in(notes)) for file, text, sha, kind, notes in texts),
        tuple(directive_in(*row) for row in documents),
    )
