"""What an archive is built from: what was given to ``trichdan index`` so far, and what is new."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.errors import InputError
from ui.reach import is_there


@dataclass(frozen=True, slots=True)
class Previous:
    """What the archive's last snapshot remembers; ``known`` is False where none can be read."""

    roots: tuple[Path, ...] = ()
    model: str | None = None
    known: bool = False


@dataclass(frozen=True, slots=True)
class Roots:
    """What to index: ``present``; earlier roots that are ``gone``; ``fresh`` ones, given for the first time.

    ``remembered`` are the roots of the next run: a disk that is not plugged in today may be back tomorrow.
    """

    present: tuple[Path, ...]
    remembered: tuple[Path, ...]
    gone: tuple[Path, ...]
    fresh: tuple[Path, ...]


def previous(archive: Path) -> Previous:
    """Roots and model of the last snapshot, even of a damaged index: it can be built again from them."""
    for folder in _snapshots(archive):
        try:
            record = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
            roots, model = record["roots"], record.get("model")
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            continue
        if isinstance(roots, list) and all(isinstance(root, str) for root in roots) and isinstance(model, str | None):
            return Previous(tuple(Path(root) for root in roots), model, True)
    return Previous()


def _snapshots(archive: Path) -> list[Path]:
    """The snapshot folders, the newest first (the one served is the newest that was finished)."""
    try:
        found = [path for path in (archive / "snapshots").iterdir() if path.name.isdigit()]
    except OSError:
        return []
    return sorted(found, key=lambda path: int(path.name), reverse=True)


def plan(given: Sequence[Path], earlier: Previous, archive: Path) -> Roots:
    """The roots of the next build; the archive is not touched.

    Raises ``InputError`` for a given path that is missing, out of reach or no UTF-8, and when nothing is left to index.
    """
    if not given and not earlier.known:
        raise InputError(
            f"Kho «{archive}» chưa có gì. Hãy cho biết tệp hoặc thư mục văn bản: trichdan index THƯ_MỤC",
            f'The archive "{archive}" holds nothing yet. Name files or a folder: trichdan index FOLDER',
        )
    for path in (*given, archive):
        _refuse_unwritable(path)
    for path in given:
        _refuse_missing(path)
    fresh = tuple(path for path in given if path.resolve() not in earlier.roots)
    gone = tuple(root for root in earlier.roots if not is_there(root))
    remembered = _outermost([*earlier.roots, *(path.resolve() for path in given)])
    present = tuple(root for root in remembered if root not in gone)
    if not present:
        names = ", ".join(str(root) for root in gone)
        raise InputError(
            f"Không còn thư mục nào đã lập chỉ mục: «{names}». Kho giữ nguyên; hãy cho đường dẫn mới.",
            f'Nothing that was indexed is there any more: "{names}". The archive stays as it is.',
        )
    return Roots(present, remembered, gone, fresh)


def _refuse_unwritable(path: Path) -> None:
    """A name that is not UTF-8 can be written down neither in the index nor on the screen."""
    try:
        str(path.resolve()).encode()
    except UnicodeEncodeError as error:
        shown = str(path).encode("utf-8", "replace").decode()
        raise InputError(
            f"Tên «{shown}» không phải UTF-8. Hãy đổi tên, hoặc đặt bảng mã của hệ thống là UTF-8.",
            f'The name "{shown}" is not UTF-8. Rename it, or set the system to UTF-8.',
        ) from error


def _refuse_missing(path: Path) -> None:
    try:
        path.stat()
    except PermissionError as error:
        raise InputError(
            f"Bạn không có quyền đọc «{path}». Hãy xin hoặc cấp quyền đọc, rồi chạy lại.",
            f'You may not read "{path}": permission denied. Get the permission, then run again.',
        ) from error
    except OSError as error:
        raise InputError(
            f"Không có tệp hay thư mục «{path}». Hãy kiểm tra lại đường dẫn.",
            f'There is no file or folder "{path}". Check the path.',
        ) from error


def _outermost(roots: Iterable[Path]) -> tuple[Path, ...]:
    """Each root once, without those that lie inside another: their files would come in twice."""
    unique = list(dict.fromkeys(roots))
    return tuple(root for root in unique if not any(_covers(other, root) for other in unique if other != root))


def _covers(outer: Path, inner: Path) -> bool:
    # A folder's hidden files are left out when it is read, so one that was named comes in by itself only.
    return inner.is_relative_to(outer) and not any(part.startswith(".") for part in inner.relative_to(outer).parts)
