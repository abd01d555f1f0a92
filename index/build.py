"""The story of indexing: find the files, read them, parse them, encode what is new, publish a snapshot."""

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
from filelock import FileLock, Timeout

from index.dense import DenseIndex
from index.encode import Encoder, Progress, Vectors
from index.errors import ArchiveError, InputError, SourceError
from index.lexical import LexicalIndex
from index.parse import parse
from index.passages import context, windows
from index.read import find, read
from index.records import SCHEMA, insert
from index.store import SCHEMA_VERSION, Manifest, VectorCache, new_snapshot, publish
from index.types import Clause, Directive, Reference, Source

# Vectors are cached as they come, so that a build that is stopped has not worked for nothing.
ENCODE_STEP = 512


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that was left out, and why (in both languages)."""

    file: str
    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did."""

    files: tuple[str, ...]
    directives: int
    clauses: int
    encoded: int
    skipped: tuple[Skipped, ...]
    doubtful: tuple[Skipped, ...]


@dataclass(slots=True)
class _Contents:
    sources: list[Source]
    directives: list[Directive]
    clauses: list[Clause]
    references: list[Reference]


def build(
    roots: Sequence[Path], archive: Path, encoder: Encoder, model: str | None, progress: Progress,
    remembered: Sequence[Path] = (),
) -> Report:  # fmt: skip
    """Makes ``archive`` equal to the files under ``roots``; ``progress(stage, done, all)``.

    ``remembered`` (full paths): what the manifest names in place of ``roots``, because some are not there just now.
    Raises ``InputError`` when a root is missing or nothing in them can be read (what was served before stays), and
    ``ArchiveError`` when another build is running or the folder cannot be written.
    """
    try:
        archive.mkdir(parents=True, exist_ok=True)
        with FileLock(archive / "build.lock", timeout=0):
            known = tuple(str(root) for root in remembered) or tuple(str(root.resolve()) for root in roots)
            return _build(roots, archive, encoder, model, progress, known)
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
    remembered: tuple[str, ...],
) -> Report:  # fmt: skip
    sources, skipped = _read_all(roots, archive, progress)
    contents = _parse_all(sources, progress)
    owners, texts = _passages(contents)
    cache = VectorCache(archive, encoder.fingerprint)
    vectors, encoded = _encode(texts, encoder, cache, progress)
    report = Report(
        tuple(source.file for source in sources), len(contents.directives), len(contents.clauses), encoded,
        tuple(skipped), tuple(_doubts(contents)),
    )  # fmt: skip
    manifest = Manifest(
        SCHEMA_VERSION, encoder.fingerprint, model, encoder.dimension, len(contents.directives), len(contents.clauses),
        remembered, {},
    )  # fmt: skip
    with new_snapshot(archive) as scratch:
        _write(scratch, contents, vectors, owners)
        (scratch / "report.json").write_text(json.dumps(asdict(report), ensure_ascii=False, indent=1), encoding="utf-8")
        publish(archive, scratch, manifest)
    return report


def _read_all(roots: Sequence[Path], archive: Path, progress: Progress) -> tuple[list[Source], list[Skipped]]:
    found = list(find(roots, archive))
    sources: list[Source] = []
    skipped: list[Skipped] = []
    for at, candidate in enumerate(found):
        try:
            sources.append(read(candidate))
        except SourceError as error:
            shown = candidate.file.encode("utf-8", "replace").decode()
            skipped.append(Skipped(shown, error.vi, error.en))
        progress("read", at + 1, len(found))
    if not sources:
        names = ", ".join(str(root) for root in roots)
        why = "; ".join(f"{s.file}: {s.vi}" for s in skipped[:3])
        because = "; ".join(f"{s.file}: {s.en}" for s in skipped[:3])
        raise InputError(
            f"Không có văn bản nào đọc được trong «{names}»" + (f" ({why})." if why else ": thư mục rỗng."),
            f'Nothing in "{names}" can be read' + (f" ({because})." if because else ": the folder is empty."),
        )
    return sources, skipped


def _parse_all(sources: Sequence[Source], progress: Progress) -> _Contents:
    contents = _Contents(list(sources), [], [], [])
    for at, source in enumerate(sources):
        parsed = parse(source)
        directive, clause = len(contents.directives), len(contents.clauses)
        contents.directives += [replace(d, id=d.id + directive) for d in parsed.directives]
        contents.references += [replace(r, directive=r.directive + directive) for r in parsed.references]
        contents.clauses += [
            replace(
                c,
                id=c.id + clause,
                directive=c.directive + directive,
                parent=None if c.parent is None else c.parent + clause,
            )
            for c in parsed.clauses
        ]
        progress("parse", at + 1, len(sources))
    return contents


def _passages(contents: _Contents) -> tuple[list[int], list[str]]:
    owners: list[int] = []
    texts: list[str] = []
    for clause in contents.clauses:
        for text in windows(clause, contents.directives[clause.directive]):
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


def _doubts(contents: _Contents) -> list[Skipped]:
    """Documents of which something a person would expect was not found."""
    doubts = []
    for directive in contents.directives:
        lacking = [
            (vi, en)
            for vi, en, value in (
                ("số, ký hiệu", "number", directive.number),
                ("ngày ban hành", "date", directive.date),
                ("cơ quan ban hành", "issuer", directive.issuer),
            )
            if value is None
        ]
        named = f"{directive.name}: " if directive.number or directive.kind else ""
        if lacking:
            doubts.append(
                Skipped(
                    directive.file,
                    f"{named}không thấy {', '.join(vi for vi, _ in lacking)}",
                    f"{named}no {', '.join(en for _, en in lacking)} found",
                )
            )
    return doubts


def _write(scratch: Path, contents: _Contents, vectors: Vectors, owners: Sequence[int]) -> None:
    with closing(sqlite3.connect(scratch / "archive.sqlite")) as base, base:
        base.executescript(SCHEMA)
        insert(base, contents.sources, contents.directives, contents.clauses, contents.references)
    DenseIndex.of(vectors, owners).save(scratch)
    LexicalIndex.of([f"{context(c, contents.directives[c.directive])} {c.text}" for c in contents.clauses]).save(
        scratch
    )
