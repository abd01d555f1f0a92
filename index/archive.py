"""An archive opened for reading: one immutable snapshot, safe to use from many threads."""

import sqlite3
import threading
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.abbreviations import Abbreviation, by_letters
from index.articles import FILE as ARTICLES
from index.dense import DenseIndex
from index.encode import Encoder
from index.errors import ArchiveError
from index.lexical import LexicalIndex
from index.records import clause_in, directive_in, notes_in, places_in, reference_in
from index.store import Manifest, read_manifest
from index.syllables.model import Syllables, with_general
from index.syllables.table import FILE as SYLLABLES
from index.syllables.table import SyllableTable
from index.types import Clause, Directive, Place, Reference, Role, Source, Span

_CLAUSE = 'SELECT id, directive, file, start, "end", text, role, address, headings, parent FROM clauses'


class Archive:
    """Directives, clauses, sources and the two indexes of one snapshot. Made by :func:`open_archive`."""

    def __init__(self, folder: Path, manifest: Manifest, encoder: Encoder) -> None:
        self.folder = folder
        self.manifest = manifest
        self.encoder = encoder
        self.lexical = LexicalIndex.load(folder, manifest.clauses)
        self.dense = DenseIndex.load(folder)
        self._lock = threading.Lock()
        uri = f"{(folder / 'archive.sqlite').resolve().as_uri()}?mode=ro&immutable=1"
        self._base = sqlite3.connect(uri, uri=True, check_same_thread=False)
        self.directives: tuple[Directive, ...] = tuple(
            directive_in(*row) for row in self._rows("SELECT id, file, record FROM directives ORDER BY id")
        )
        self.references: tuple[Reference, ...] = tuple(
            reference_in(*row) for row in self._rows("SELECT file, directive, record FROM mentions ORDER BY rowid")
        )

        self.abbreviations: Mapping[str, Abbreviation] = by_letters(
            Abbreviation(short, long, file, Span(start, end))
            for short, long, file, start, end in self._rows('SELECT short, long, file, start, "end" FROM abbreviations')
        )

    def _rows(self, query: str, values: Sequence[object] = ()) -> list[tuple]:  # type: ignore[type-arg]
        with self._lock:
            return self._base.execute(query, values).fetchall()

    def clauses(self, ids: Iterable[int]) -> list[Clause]:
        """The clauses with these ids, in the order asked for."""
        wanted = list(ids)
        found: dict[int, Clause] = {}
        for at in range(0, len(wanted), 500):
            part = wanted[at : at + 500]
            rows = self._rows(f"{_CLAUSE} WHERE id IN ({','.join('?' * len(part))})", part)
            found.update((row[0], clause_in(row)) for row in rows)
        return [found[number] for number in wanted]

    @cached_property
    def syllables(self) -> Syllables:
        """What is likely to be written here, and anywhere. Raises ``ArchiveError`` when a table is damaged."""
        return with_general(SyllableTable.load(self.folder / SYLLABLES))

    @cached_property
    def articles(self) -> NDArray[np.int32]:
        """The article of each clause, int32 ``(clauses,)`` (:mod:`index.articles`). Raises ``ArchiveError`` when damaged."""
        try:
            found: NDArray[np.int32] = np.load(self.folder / ARTICLES, allow_pickle=False)
        except (OSError, ValueError) as error:
            raise ArchiveError(
                f"Chỉ mục trong {self.folder} bị hỏng ({ARTICLES}). Hãy lập lại bằng: trichdan index",
                f"The index in {self.folder} is damaged ({ARTICLES}). Build it again with: trichdan index",
            ) from error
        return found

    @cached_property
    def _directive_of(self) -> NDArray[np.int32]:
        """Whose each clause is, int32 ``(clauses,)``: a place may have thousands of directives, too many for one look-up each."""
        found = np.empty(self.manifest.clauses, np.int32)
        # Read from the database's index alone, a row a directive: most have all clauses from their first to their last.
        for directive, first, last, count in self._rows(
            "SELECT directive, MIN(id), MAX(id), COUNT(*) FROM clauses GROUP BY directive"
        ):
            if last - first + 1 == count:
                found[first : last + 1] = directive
            else:
                found[[row[0] for row in self._rows("SELECT id FROM clauses WHERE directive = ?", (directive,))]] = (
                    directive
                )
        return found

    def clauses_of(self, directive: int) -> list[Clause]:
        """All clauses of one directive, in the order of its text."""
        return [clause_in(row) for row in self._rows(f"{_CLAUSE} WHERE directive = ? ORDER BY id", (directive,))]

    def clause_ids(self, directives: Iterable[int]) -> list[int]:
        """The ids of the clauses of these directives, ascending."""
        wanted = np.fromiter(directives, np.int64)
        named = np.zeros(len(self.directives), bool)
        named[wanted] = True
        found: list[int] = np.flatnonzero(named[self._directive_of]).tolist()
        return found

    def clauses_with(self, roles: Iterable[Role]) -> list[int]:
        """The ids of the clauses with one of these roles."""
        wanted = [role.value for role in roles]
        return [
            row[0]
            for row in self._rows(f"SELECT id FROM clauses WHERE role IN ({','.join('?' * len(wanted))})", wanted)
        ]

    def clause_at(self, file: str, start: int, end: int) -> Clause | None:
        """The clause of ``file`` in which the span lies (the one that holds its start, if it crosses several)."""
        rows = self._rows(
            f'{_CLAUSE} WHERE file = ? AND start <= ? AND "end" > ? ORDER BY id DESC', (file, start, start)
        )
        return clause_in(rows[0]) if rows else None

    def source(self, file: str) -> Source:
        """The stored text of one file, without its places: every citation asks for it, and a scan has thousands.

        Raises ``KeyError`` for a file that is not in the archive.
        """
        rows = self._rows("SELECT file, text, sha256, format, notes FROM sources WHERE file = ?", (file,))
        if not rows:
            raise KeyError(file)
        name, text, sha256, kind, notes = rows[0]
        return Source(name, text, sha256, kind, notes=notes_in(notes))

    def places(self, file: str) -> tuple[Place, ...]:
        """Where the text of one file stands on paper; nowhere for a format without pages."""
        rows = self._rows("SELECT record FROM places WHERE file = ?", (file,))
        return places_in(rows[0][0]) if rows else ()

    def files(self) -> list[str]:
        """The names of all sources."""
        return [row[0] for row in self._rows("SELECT file FROM sources ORDER BY file")]


def open_archive(archive: Path, encoder: Encoder | None = None, *, cache: Path) -> Archive:
    """The archive's present snapshot. Raises ``ArchiveError`` when absent, of another version or damaged,
    and ``EncoderError`` when its encoder is not to be had."""
    from index.encode import open_encoder

    folder, manifest = read_manifest(archive)
    reader = encoder or open_encoder(manifest.model, cache)
    if reader.fingerprint != manifest.encoder:
        raise ArchiveError(
            f"Chỉ mục trong «{archive}» lập bằng mô hình khác ({manifest.encoder}). "
            f"Hãy lập lại bằng: trichdan index --archive {archive}",
            f'The index in "{archive}" was built with another model ({manifest.encoder}). '
            f"Build it again with: trichdan index --archive {archive}",
        )
    try:
        return Archive(folder, manifest, reader)
    except sqlite3.DatabaseError as error:
        raise ArchiveError(
            f"Chỉ mục trong «{archive}» bị hỏng (archive.sqlite). Hãy lập lại bằng: trichdan index --archive {archive}",
            f'The index in "{archive}" is damaged (archive.sqlite). Build it again with: trichdan index --archive {archive}',
        ) from error
