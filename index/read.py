"""Files into sources: which files an archive holds, and the bytes of each; its format is read in :mod:`index.formats`."""

import hashlib
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.containers import is_junk, unique
from index.errors import InputError, SourceError
from index.formats.choose import extract
from index.formats.sniff import HEAD, Kind, glance
from index.store import POINTER, SNAPSHOTS, is_own
from index.types import Source

# A directive is a few pages; a text file of this size is something else, and would only fill the memory.
MAX_BYTES = 64 * 2**20
# A scan of a thousand pages is smaller.
MAX_FILE = 512 * 2**20


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that was found: where it is, its name in the archive, and why it is not read, where that is plain already."""

    path: Path
    file: str
    refusal: SourceError | None = None


def find(roots: Sequence[Path], archive: Path | None = None) -> Iterator[Candidate]:
    """Every file under ``roots`` (files or folders), in a stable order.

    Hidden files, what systems and programs leave beside documents, and what belongs to an index are left out:
    ``archive``, the one being built, and any other whose folder lies there; sources beside its files come in.
    Links that lead out of a root come with a refusal. Names are relative to the root; where two
    roots would give one name, the later file's gets its root's name before it.
    Raises ``InputError`` for a root that does not exist.
    """
    taken: set[str] = set()
    for root in roots:
        if not root.exists():
            raise InputError(
                f"Không có tệp hay thư mục «{root}». Hãy kiểm tra lại đường dẫn.",
                f'There is no file or folder "{root}". Check the path.',
            )
        single = not root.is_dir()
        for path, refusal in [(root, None)] if single else _walk(root, archive):
            name = path.name if single else path.relative_to(root).as_posix()
            if name in taken:
                name = f"{root.parent.name if single else root.name}/{name}"
            yield Candidate(path, unique(name, taken), refusal)


def _walk(root: Path, archive: Path | None) -> Iterator[tuple[Path, SourceError | None]]:
    inside = os.path.realpath(root)
    index = os.path.realpath(archive) if archive else None
    closed: list[Path] = []
    links: list[Path] = []
    for folder, names, files in os.walk(root, onerror=lambda error: closed.append(Path(str(error.filename)))):
        here = Path(folder)
        indexed = (POINTER in files and SNAPSHOTS in names) or (index is not None and os.path.realpath(here) == index)
        names[:] = sorted(name for name in names if not is_junk(name) and not (indexed and is_own(name)))
        for name in sorted(files):
            if is_junk(name) or (indexed and is_own(name)):
                continue
            if os.path.islink(here / name):  # noqa: PTH114 - as below
                links.append(here / name)
            else:
                yield here / name, None
        for name in names:  # links to folders inside are not followed either: what they lead to comes by itself
            if refusal := _refused_link(here / name, inside):
                yield here / name, refusal
    # Links come last: of a file and a link to it, the link is the copy.
    yield from ((path, _refused_link(path, inside)) for path in links)
    # A folder that cannot be opened is reported like a file that cannot.
    yield from ((path, None) for path in closed)


def _refused_link(path: Path, inside: str) -> SourceError | None:
    if not os.path.islink(path):  # noqa: PTH114 - unlike the method it does not raise
        return None
    target = os.path.realpath(path)  # of a link that leads to itself: the link
    if Path(target).is_relative_to(inside):
        return None
    return SourceError(
        f"là liên kết ra ngoài thư mục; nếu cần, hãy lập chỉ mục cả «{target}»",
        f'is a link that leads out of the folder; if it is wanted, index "{target}" as well',
    )


def load(candidate: Candidate) -> bytes:
    """The bytes of a file. Raises ``SourceError`` when it is empty, too large, changing, or cannot be opened."""
    if candidate.refusal:
        raise candidate.refusal
    try:
        candidate.file.encode()
    except UnicodeEncodeError as error:
        raise SourceError("tên tệp không phải UTF-8; hãy đổi tên", "its name is not UTF-8; rename it") from error
    try:
        data = _stable(candidate.path)
    except PermissionError as error:
        raise SourceError("không có quyền đọc", "may not be read (permission denied)") from error
    except OSError as error:
        raise SourceError(f"không mở được ({error.strerror})", f"cannot be opened ({error.strerror})") from error
    except MemoryError as error:
        raise SourceError("quá lớn so với bộ nhớ còn trống", "too large for the memory that is left") from error
    refuse_unfit(data, candidate.path.name)
    return data


def refuse_unfit(data: bytes, name: str) -> None:
    """Raises ``SourceError`` for an empty file and for a text that is too large to be one document."""
    if not data.strip():
        raise SourceError("tệp rỗng", "the file is empty")
    _refuse_long(data[:HEAD], len(data), name)


def _stable(path: Path) -> bytes:
    """The file's bytes, read once more if it was written to meanwhile."""
    for _ in range(2):
        before = path.stat()
        if not stat.S_ISREG(before.st_mode):
            if stat.S_ISDIR(before.st_mode):
                os.scandir(path).close()  # a folder comes here only when it cannot be opened
            raise SourceError("không phải tệp thường", "not an ordinary file")
        if before.st_size > MAX_FILE:
            raise _too_large(MAX_FILE)
        with path.open("rb") as stream:
            _refuse_long(stream.read(HEAD), before.st_size, path.name)
            stream.seek(0)
            data = stream.read(before.st_size + 1)
            after = os.fstat(stream.fileno())
        if (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns) and len(data) == after.st_size:
            return data
    raise SourceError(
        "đang được ghi trong lúc đọc; hãy đóng tệp rồi lập lại chỉ mục",
        "is being written while it is read; close it and index again",
    )


def _refuse_long(head: bytes, size: int, name: str) -> None:
    if glance(head, name) in (Kind.TEXT, Kind.MARKDOWN) and size > MAX_BYTES:
        raise _too_large(MAX_BYTES)


def _too_large(limit: int) -> SourceError:
    return SourceError(f"lớn hơn {limit // 2**20} MB", f"larger than {limit // 2**20} MB")


def read(candidate: Candidate) -> Source:
    """One file, read here and now, whatever its format; a build reads in :mod:`index.intake`, beside itself.

    Raises ``SourceError`` when it cannot be read.
    """
    data = load(candidate)
    found = extract(data, candidate.path.name, lambda *_: None)
    return Source(
        candidate.file, found.text, hashlib.sha256(data).hexdigest(), found.format, found.places, found.notes
    )  # fmt: skip
