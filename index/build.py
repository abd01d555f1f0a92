"""The story of indexing: find the files, read them, parse them, encode what is new, publish a snapshot."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
from filelock import FileLock, Timeout

from index.abbreviations import learn
from index.articles import FILE as ARTICLES
from index.articles import articles
from index.dense import DenseIndex
from index.duplicates import merge
from index.encode import Encoder, Progress, Vectors
from index.errors import ArchiveError
from index.gather import gather
from index.intake import Pages
from index.lexical import LexicalIndex
from index.parse import parse
from index.parsing.relations import resolve
from index.passages import context, windows
from index.records import SCHEMA, insert, insert_abbreviations
from index.report import REPORT, Report, doubts, formats_of, notes_of
from index.store import SCHEMA_VERSION, Manifest, VectorCache, new_snapshot, publish
from index.syllables.count import Part, table_of
from index.syllables.table import FILE as SYLLABLES
from index.types import Clause, Directive, Parsed, Reference, Source

# Vectors are cached as they come, so that a build that is stopped has not worked for nothing. More at a time would be lost
# then; fewer would fill no batch of the bulk encoder.
ENCODE_STEP = 128


@dataclass(slots=True)
class _Contents:
    sources: list[Source]
    directives: list[Directive]
    clauses: list[Clause]
    references: list[Reference]


def build(
    roots: Sequence[Path], archive: Path, encoder: Encoder, model: str | None, progress: Progress,
    remembered: Sequence[Path] = (), fresh: Sequence[Path] = (), pages: Pages = lambda *_: None, *,
    contextual: bool = True,
) -> Report:  # fmt: skip
    """Makes ``archive`` equal to the files under ``roots``; ``progress(stage, done, all)``, ``pages(file, page, all)``.

    ``remembered`` (full paths): what the manifest names in place of ``roots``, because some are not there just now.
    ``fresh``: what is given for the first time; if nothing under any of them can be read, nothing is built.
    Not ``contextual``: clauses are found by their own words alone, without document line and headings (:mod:`eval.variants`).
    Raises ``InputError`` when a root is missing or nothing in them can be read (what was served before stays), and
    ``ArchiveError`` when another build is running or the folder cannot be written.
    """
    if archive.is_file():
        raise ArchiveError(
            f"«{archive}» là một tệp. Hãy cho một thư mục bằng --archive.",
            f'"{archive}" is a file. Give a folder with --archive.',
        )
    try:
        archive.mkdir(parents=True, exist_ok=True)
        with FileLock(archive / "build.lock", timeout=0):
            known = tuple(str(root) for root in remembered) or tuple(str(root.resolve()) for root in roots)
            return _build(roots, archive, encoder, model, progress, known, fresh, pages, contextual)
    except Timeout as error:
        raise ArchiveError(
            f"Kho «{archive}» đang được lập chỉ mục bởi một tiến trình khác. Hãy đợi nó xong.",
            f'Another process is indexing "{archive}". Wait until it has finished.',
        ) from error
    except (OSError, sqlite3.OperationalError) as error:
        why = getattr(error, "strerror", None) or error
        raise ArchiveError(
            f"Không ghi được vào «{archive}» ({why}). Hãy chọn thư mục khác bằng --archive.",
            f'"{archive}" cannot be written to ({why}). Choose another folder with --archive.',
        ) from error


def _build(
    roots: Sequence[Path], archive: Path, encoder: Encoder, model: str | None, progress: Progress,
    remembered: tuple[str, ...], fresh: Sequence[Path], pages: Pages, contextual: bool,
) -> Report:  # fmt: skip
    read = gather(roots, fresh, archive, progress, pages)
    merged = merge(_parse_all(read.sources, progress), frozenset(read.scanned))
    kept = {twin.file: twin.of for twin in merged.twins if twin.document is None}
    twins = tuple(replace(twin, of=kept.get(twin.of, twin.of)) for twin in (*read.twins, *merged.twins))
    contents = _numbered(merged.kept)
    owners, texts = _passages(contents, contextual)
    cache = VectorCache(archive, encoder.fingerprint)
    vectors, encoded = _encode(texts, encoder, cache, progress)
    report = Report(
        tuple(source.file for source in contents.sources), len(contents.directives), len(contents.clauses), encoded,
        tuple(read.skipped), (*doubts(contents.directives), *merged.doubts), (*notes_of(contents.sources), *read.notes),
        twins, formats_of(contents.sources), tuple(map(str, read.barren)),
    )  # fmt: skip
    manifest = Manifest(
        SCHEMA_VERSION, encoder.fingerprint, model, encoder.dimension, len(contents.directives), len(contents.clauses),
        remembered, {},
    )  # fmt: skip
    with new_snapshot(archive) as scratch:
        _write(scratch, contents, read.whole(contents.sources), vectors, owners, contextual)
        (scratch / REPORT).write_text(json.dumps(asdict(report), ensure_ascii=False, indent=1), encoding="utf-8")
        publish(archive, scratch, manifest)
    read.extracts.prune()
    return report


def _parse_all(sources: Sequence[Source], progress: Progress) -> list[tuple[Source, Parsed]]:
    parsed = []
    for at, source in enumerate(sources):
        parsed.append((source, parse(source)))
        progress("parse", at + 1, len(sources))
    return parsed


def _numbered(parsed: Sequence[tuple[Source, Parsed]]) -> _Contents:
    """All files in one, ids counted through; what they say of each other's documents resolved."""
    contents = _Contents([source for source, _ in parsed], [], [], [])
    for _, one in parsed:
        directive, clause = len(contents.directives), len(contents.clauses)
        contents.directives += [replace(d, id=d.id + directive) for d in one.directives]
        contents.references += [replace(r, directive=r.directive + directive) for r in one.references]
        contents.clauses += [
            replace(
                c,
                id=c.id + clause,
                directive=c.directive + directive,
                parent=None if c.parent is None else c.parent + clause,
            )
            for c in one.clauses
        ]
    contents.references = resolve(contents.references, contents.directives)
    return contents


def _passages(contents: _Contents, contextual: bool) -> tuple[list[int], list[str]]:
    owners: list[int] = []
    texts: list[str] = []
    for clause in contents.clauses:
        for text in windows(clause, contents.directives[clause.directive], contextual):
            owners.append(clause.id)
            texts.append(text)
    return owners, texts


def _encode(texts: Sequence[str], encoder: Encoder, cache: VectorCache, progress: Progress) -> tuple[Vectors, int]:
    known = [v if v is not None and v.shape == (encoder.dimension,) else None for v in cache.get(texts)]
    missing = [at for at, vector in enumerate(known) if vector is None]
    vectors = np.empty((len(texts), encoder.dimension), np.float32)
    for at, vector in enumerate(known):
        if vector is not None:
            vectors[at] = vector
    bulk = [texts[at] for at in missing]
    for begin in range(0, len(bulk), ENCODE_STEP):
        part = bulk[begin : begin + ENCODE_STEP]
        rows = encoder.passages(part, _shifted(progress, begin, len(bulk)))
        cache.put(part, rows)
        vectors[missing[begin : begin + ENCODE_STEP]] = rows
    return vectors, len(bulk)


def _shifted(progress: Progress, begin: int, total: int) -> Progress:
    """``progress`` for the texts from ``begin`` on, of ``total``; what else the encoder does goes through as it is."""

    def show(stage: str, done: int, every: int) -> None:
        if stage == "encode":
            progress(stage, begin + done, total)
        else:
            progress(stage, done, every)

    return show


def _write(
    scratch: Path, contents: _Contents, sources: Iterable[Source], vectors: Vectors, owners: Sequence[int],
    contextual: bool,
) -> None:  # fmt: skip
    with closing(sqlite3.connect(scratch / "archive.sqlite")) as base, base:
        base.executescript(SCHEMA)
        insert(base, sources, contents.directives, contents.clauses, contents.references)
        insert_abbreviations(base, learn(contents.clauses))
    DenseIndex.of(vectors, owners).save(scratch)
    before = (context(c, contents.directives[c.directive]) if contextual else "" for c in contents.clauses)
    LexicalIndex.of([f"{words} {c.text}" for words, c in zip(before, contents.clauses, strict=True)]).save(scratch)
    np.save(scratch / ARTICLES, articles(contents.clauses), allow_pickle=False)
    table_of([Part(clause.text for clause in contents.clauses)]).save(scratch / SYLLABLES)
