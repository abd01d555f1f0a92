"""Files into sources: which files an archive holds, and the text of each. A format is one reader function here."""

import hashlib
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.errors import InputError, SourceError
from index.store import POINTER, SNAPSHOTS, is_own
from index.types import Source

# A directive is a few pages; a text file of this size is something else, and would only fill the memory.
MAX_BYTES = 64 * 2**20
SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown"})
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that was found: where it is, and its name in the archive."""

    path: Path
    file: str


def find(roots: Sequence[Path], archive: Path | None = None) -> Iterator[Candidate]:
    """Every file under ``roots`` (files or folders), in a stable order.

    Hidden files, symlinks out of a root and what belongs to an index are left out: ``archive``, the one being built, and
    any other whose folder lies there; sources beside its files come in. Names are relative to the root; where two
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
        for path in [root] if root.is_file() else _walk(root, archive):
            name = path.name if root.is_file() else path.relative_to(root).as_posix()
            if name in taken:
                name = f"{root.parent.name if root.is_file() else root.name}/{name}"
            number = 2
            while name in taken:
                name, number = f"{name} ({number})", number + 1
            taken.add(name)
            yield Candidate(path, name)


def _walk(root: Path, archive: Path | None) -> Iterator[Path]:
    inside = root.resolve()
    index = archive.resolve() if archive else None
    closed: list[Path] = []
    for folder, names, files in os.walk(root, onerror=lambda error: closed.append(Path(str(error.filename)))):
        here = Path(folder)
        indexed = (POINTER in files and SNAPSHOTS in names) or here.resolve() == index
        names[:] = sorted(name for name in names if not name.startswith(".") and not (indexed and is_own(name)))
        for name in sorted(files):
            path = here / name
            if name.startswith(".") or (indexed and is_own(name)):
                continue
            if path.is_symlink() and not path.resolve().is_relative_to(inside):
                continue
            yield path
    yield from closed  # a folder that cannot be opened is reported like a file that cannot


def read(candidate: Candidate) -> Source:
    """The text of a file exactly as stored: no line ending, mark or letter is changed.

    Raises ``SourceError`` when it is not text, too large, or cannot be opened.
    """
    try:
        candidate.file.encode()
    except UnicodeEncodeError as error:
        raise SourceError("tên tệp không phải UTF-8; hãy đổi tên", "its name is not UTF-8; rename it") from error
    suffix = candidate.path.suffix.lower()
    try:
        status = candidate.path.stat()
        if not stat.S_ISREG(status.st_mode):
            os.scandir(candidate.path).close()  # a folder comes here only when it cannot be opened
            raise SourceError("không phải tệp thường", "not an ordinary file")
        if status.st_size > MAX_BYTES:
            raise SourceError(f"lớn hơn {MAX_BYTES // 2**20} MB", f"larger than {MAX_BYTES // 2**20} MB")
        data = candidate.path.read_bytes()
    except PermissionError as error:
        raise SourceError("không có quyền đọc", "may not be read (permission denied)") from error
    except OSError as error:
        raise SourceError(f"không mở được ({error.strerror})", f"cannot be opened ({error.strerror})") from error
    if not data.strip():
        raise SourceError("tệp rỗng", "the file is empty")
    text = decode(data)
    if suffix and suffix not in SUFFIXES:
        raise SourceError(
            f"định dạng {suffix} chưa đọc được; hãy lưu thành .txt hoặc .md",
            f"{suffix} files are not read; save as .txt or .md",
        )
    kind = "markdown" if suffix in (".md", ".markdown") else "text"
    return Source(candidate.file, text, hashlib.sha256(data).hexdigest(), kind)


def decode(data: bytes) -> str:
    """UTF-8, or UTF-16 with its mark. Raises ``SourceError`` for anything that is not text in these encodings."""
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), "utf-8")
    if encoding == "utf-8" and b"\0" in data:
        raise SourceError(
            "là tệp nhị phân, không phải văn bản; hãy lưu lại thành .txt hoặc .md",
            "is a binary file, not text; save it as .txt or .md",
        )
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise SourceError(
            "không phải bảng mã UTF-8; hãy lưu lại thành UTF-8", "is not UTF-8; save it again as UTF-8"
        ) from error
