"""Archives of files (ZIP): their members one after the other, with bounds, and nothing written to disk."""

import io
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.errors import SourceError
from index.formats.sniff import MAX_ENTRIES, Kind, kind_of

# An archive inside an archive inside an archive is somebody's tidy habit; more is a trap.
MAX_DEPTH = 3
# A member is held in memory whole; a scan of a few hundred pages has this size.
MAX_MEMBER = 256 * 2**20
# All that one archive holds, with the archives inside it.
MAX_TOTAL = 2 * 2**30
# Text shrinks to a tenth, an empty page of a scan to a hundredth. Looked at beyond what is small anyway.
MAX_RATIO, RATIO_FROM = 200, 64 * 2**20
_CHUNK = 2**20
# Written beside documents by systems and programs; nobody misses them.
_JUNK = frozenset({"thumbs.db", "desktop.ini", ".ds_store", "icon\r"})


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside an archive: its name in the whole ("kho.zip/thư mục/tệp.docx"), and its bytes or why not."""

    file: str
    data: bytes | SourceError


@dataclass(slots=True)
class _Budget:
    packed: int
    entries: int = 0
    unpacked: int = 0


def is_junk(name: str) -> bool:
    """Whether a file of this name (its last part) is no document of anybody: hidden, a lock, a system's own."""
    return name.startswith((".", "~$")) or name.lower() in _JUNK


def members(data: bytes, file: str) -> Iterator[Member]:
    """The files in the ZIP ``data`` and in those inside it, each read when its turn comes.

    What cannot be read comes as a member with its reason: an encrypted one, a wrong checksum, a name that leads out of
    the archive; the rest is read all the same. Raises ``SourceError`` when it is no ZIP at all.
    """
    yield from _members(data, file, 1, _Budget(len(data)))


def _members(data: bytes, file: str, depth: int, budget: _Budget) -> Iterator[Member]:
    try:
        box = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
        raise SourceError("tệp ZIP hỏng hoặc bị cắt cụt", "is a damaged or truncated ZIP") from error
    taken: set[str] = set()
    with box:
        for info in box.infolist():
            name = _name(info)
            parts = [part for part in name.split("/") if part not in ("", ".")]
            if info.is_dir() or name.endswith("/") or not parts or parts[0] == "__MACOSX" or _hidden(parts):
                continue
            inner = unique(f"{file}/{'/'.join(parts)}", taken)
            budget.entries += 1
            if budget.entries > MAX_ENTRIES:
                yield Member(file, SourceError(f"chứa hơn {MAX_ENTRIES} tệp; phần còn lại bị bỏ qua",
                                               f"holds more than {MAX_ENTRIES} files; the rest is left out"))  # fmt: skip
                return
            if ".." in parts or name.startswith("/") or (len(parts[0]) == 2 and parts[0][1] == ":"):
                yield Member(inner, SourceError("tên dẫn ra ngoài tệp nén", "its name leads out of the archive"))
                continue
            try:
                content = _content(box, info, budget)
            except _BombError:
                yield Member(file, SourceError("giải nén ra quá lớn (có thể là bom nén); phần còn lại bị bỏ qua",
                                               "unpacks to far too much (a ZIP bomb?); the rest is left out"))  # fmt: skip
                return
            except SourceError as error:
                yield Member(inner, error)
                continue
            yield from _opened(content, inner, depth, budget)


def _opened(content: bytes, inner: str, depth: int, budget: _Budget) -> Iterator[Member]:
    """A member as it is, or what is in it."""
    try:
        nested = kind_of(content, inner.rpartition("/")[2]) is Kind.ZIP
    except SourceError:
        nested = False
    if not nested:
        yield Member(inner, content)
    elif depth == MAX_DEPTH:
        why = f"tệp nén lồng nhau quá {MAX_DEPTH} lớp", f"archives nested more than {MAX_DEPTH} deep"
        yield Member(inner, SourceError(*why))
    else:
        try:
            yield from _members(content, inner, depth + 1, budget)
        except SourceError as error:
            yield Member(inner, error)


def _hidden(parts: Sequence[str]) -> bool:
    return any(is_junk(part) for part in parts if part != "..")


def unique(name: str, taken: set[str]) -> str:
    """``name``, numbered if it is taken; it is taken from now on."""
    found, number = name, 2
    while found in taken:
        found, number = f"{name} ({number})", number + 1
    taken.add(found)
    return found


class _BombError(Exception):
    pass


def _content(box: zipfile.ZipFile, info: zipfile.ZipInfo, budget: _Budget) -> bytes:
    """The bytes of a member, counted while they are unpacked: what the archive declares may be a lie."""
    if info.flag_bits & 1:
        raise SourceError(
            "có mật khẩu; hãy giải nén rồi lập lại chỉ mục", "is password-protected; unpack it and index again"
        )
    out = bytearray()
    try:
        with box.open(info) as stream:
            while chunk := stream.read(_CHUNK):
                budget.unpacked += len(chunk)
                if budget.unpacked > MAX_TOTAL or budget.unpacked > max(RATIO_FROM, MAX_RATIO * budget.packed):
                    raise _BombError
                if len(out) + len(chunk) > MAX_MEMBER:
                    raise SourceError(f"lớn hơn {MAX_MEMBER // 2**20} MB", f"larger than {MAX_MEMBER // 2**20} MB")
                out += chunk
    except NotImplementedError as error:
        raise SourceError(
            "nén theo cách chưa hỗ trợ; hãy giải nén rồi lập lại chỉ mục",
            "is compressed in a way that is not supported; unpack it and index again",
        ) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
        raise SourceError(
            "bị hỏng trong tệp nén; hãy nén lại", "is damaged inside the archive; pack it again"
        ) from error
    return bytes(out)


def _name(info: zipfile.ZipInfo) -> str:
    """The member's name: UTF-8 whether it says so or not, else the code page of Vietnamese Windows."""
    name = info.orig_filename.partition("\0")[0]
    if not info.flag_bits & 0x800:
        with_bytes = name.encode("cp437", "replace")
        try:
            name = with_bytes.decode("utf-8")
        except UnicodeDecodeError:
            name = unicodedata.normalize("NFC", with_bytes.decode("cp1258", "replace"))
    return name.replace("\\", "/")
