"""Which files a folder holds, and their bytes: links, locks, pipes, names of every kind, files that change."""

import os
import shutil
import socket
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import pytest

from index import read as reading
from index.errors import InputError, SourceError
from index.read import Candidate, find, load, read
from tests.fakes import write_files

TEXT = "Số 1-CV/QU\n\nNội dung."
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="no such files there")


def names(*roots: Path) -> list[str]:
    return [one.file for one in find(list(roots))]


def candidate(path: Path) -> Candidate:
    return Candidate(path, path.name)


def refusal(path: Path) -> str:
    with pytest.raises(SourceError) as caught:
        load(candidate(path))
    assert caught.value.en
    return caught.value.vi


# ---- finding


def test_what_nobody_wrote_is_left_out(tmp_path: Path) -> None:
    left = [".hidden.txt", ".git/config", "~$cong van.docx", ".~lock.a.odt#", "Thumbs.db", ".DS_Store", "desktop.ini"]
    write_files(tmp_path, dict.fromkeys(["a.txt", "b/c.docx", "b/d.py", *left], TEXT))
    assert names(tmp_path) == ["a.txt", "b/c.docx", "b/d.py"]


@POSIX
def test_names_of_every_kind(tmp_path: Path) -> None:
    odd = [
        "công văn số 1.txt", unicodedata.normalize("NFD", "quyết định.txt"), "hai\ndòng.txt", "\x1b[31mđỏ.txt",
        "\u202etxt.exe.txt", "'\"$(x).txt", "-rf.txt", " .txt", "dài" * 50 + ".txt",
    ]  # fmt: skip
    write_files(tmp_path, {name: TEXT + name for name in odd})
    assert sorted(names(tmp_path)) == sorted(odd)
    assert all(read(one).text == TEXT + one.file for one in find([tmp_path]))


@POSIX
def test_a_name_that_is_not_utf8(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"b\xe1o c\xe1o.txt")
    try:
        path.write_text(TEXT)
    except OSError:
        pytest.skip("this system has no such names")
    assert "UTF-8" in refusal(path)


@POSIX
def test_links(tmp_path: Path) -> None:
    outside = write_files(tmp_path / "outside", {"secret.txt": TEXT})
    root = write_files(tmp_path / "root", {"a.txt": TEXT, "d/b.txt": TEXT})
    (root / "out.txt").symlink_to(outside / "secret.txt")
    (root / "outside").symlink_to(outside)
    (root / "up").symlink_to(tmp_path)
    (root / "loop").symlink_to(root)
    (root / "self.txt").symlink_to(root / "self.txt")
    (root / "broken.txt").symlink_to(root / "nowhere.txt")
    (root / "in.txt").symlink_to(root / "d" / "b.txt")
    found = {one.file: one for one in find([root])}
    refused = {name for name, one in found.items() if one.refusal}
    assert refused == {"out.txt", "outside", "up"}
    assert str(outside.resolve()) in refusal_of(found["outside"])
    assert set(found) - refused == {"a.txt", "d/b.txt", "in.txt", "self.txt", "broken.txt"}
    assert read(found["in.txt"]).text == TEXT
    for name in ("self.txt", "broken.txt"):
        assert "không mở được" in refusal_of(found[name])


def refusal_of(one: Candidate) -> str:
    with pytest.raises(SourceError) as caught:
        load(one)
    return caught.value.vi


def test_a_root_that_is_a_link_is_what_was_asked_for(tmp_path: Path) -> None:
    write_files(tmp_path / "d", {"a.txt": TEXT})
    try:
        (tmp_path / "link").symlink_to(tmp_path / "d")
    except OSError:
        pytest.skip("links are not allowed here")
    assert [one.refusal for one in find([tmp_path / "link"])] == [None]


def test_a_missing_root(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="absent"):
        list(find([tmp_path / "absent"]))


@POSIX
def test_a_path_as_long_as_there_is(tmp_path: Path) -> None:
    """Folders deeper than a path may be long: what can be reached is read, the rest is said."""
    write_files(tmp_path, {"a.txt": TEXT})
    here = os.open(tmp_path, os.O_RDONLY)
    try:
        for _ in range(25):
            os.mkdir("x" * 200, dir_fd=here)
            here, above = os.open("x" * 200, os.O_RDONLY, dir_fd=here), here
            os.close(above)
    finally:
        os.close(here)
    try:
        first, *rest = list(find([tmp_path]))
        assert (first.file, len(rest)) == ("a.txt", 1)
        assert "không mở được" in refusal_of(rest[0])
    finally:
        shutil.rmtree(tmp_path / ("x" * 200))


# ---- bytes


def test_a_file_as_it_is(tmp_path: Path) -> None:
    write_files(tmp_path, {"a.txt": TEXT})
    assert load(candidate(tmp_path / "a.txt")) == TEXT.encode()


@pytest.mark.parametrize("data", [b"", b" \r\n\t"])
def test_an_empty_file(tmp_path: Path, data: bytes) -> None:
    write_files(tmp_path, {"a.txt": data})
    assert "rỗng" in refusal(tmp_path / "a.txt")


@pytest.mark.parametrize("name", ["a.txt", "a.pdf", "a.zip", "a"])
def test_two_gigabytes(tmp_path: Path, name: str) -> None:
    """Not one byte of it is read."""
    with (tmp_path / name).open("wb") as stream:
        stream.truncate(2 * 2**30)
    assert "lớn hơn 512 MB" in refusal(tmp_path / name)


def test_a_text_that_is_no_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_BYTES", 2**20)
    write_files(tmp_path, {"a.txt": b"x" * (2**20 + 1), "a.pdf": b"%PDF-1.4\n" + b"x" * 2**20})
    assert "lớn hơn 1 MB" in refusal(tmp_path / "a.txt")
    assert len(load(candidate(tmp_path / "a.pdf"))) > 2**20


def test_what_nobody_reads_is_not_read_whole(tmp_path: Path) -> None:
    with (tmp_path / "film.mp4").open("wb") as stream:
        stream.write(b"\0\0\0\x18ftypmp42")
        stream.truncate(400 * 2**20)
    before = resource_peak()
    assert ".mp4" in refusal(tmp_path / "film.mp4")
    assert resource_peak() - before < 100 * 2**20


def resource_peak() -> int:
    resource = pytest.importorskip("resource")
    return int(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) * (1 if sys.platform == "darwin" else 1024)


@POSIX
def test_what_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert "không phải tệp thường" in refusal(tmp_path / "pipe.txt")
    assert "không phải tệp thường" in refusal(Path("/dev/null"))
    with socket.socket(socket.AF_UNIX) as server:
        folder = os.open(tmp_path, os.O_RDONLY)  # a socket's path may not be long
        try:
            server.bind(f"/proc/self/fd/{folder}/s.txt" if Path("/proc/self/fd").exists() else str(tmp_path / "s.txt"))
        finally:
            os.close(folder)
        assert "không phải tệp thường" in refusal(tmp_path / "s.txt")


def test_a_file_that_has_gone(tmp_path: Path) -> None:
    write_files(tmp_path, {"a.txt": TEXT})
    [one] = find([tmp_path])
    one.path.unlink()
    assert "không mở được" in refusal_of(one)


class Growing:
    """A file to which another program writes a line whenever it is opened, ``times`` times."""

    def __init__(self, path: Path, times: int, monkeypatch: pytest.MonkeyPatch) -> None:
        self.opened = 0
        self._open = Path.open

        def growing(one: Path, *rest: Any, **more: Any) -> IO[Any]:
            stream: IO[Any] = self._open(one, *rest, **more)
            if one == path:
                self.opened += 1
                if self.opened <= times:
                    with self._open(path, "ab") as other:
                        other.write(b"\nAnother line.")
            return stream

        monkeypatch.setattr(Path, "open", growing)


@pytest.mark.parametrize("times", [0, 1, 9])
def test_a_file_that_changes_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    write_files(tmp_path, {"a.txt": TEXT})
    growing = Growing(tmp_path / "a.txt", times, monkeypatch)
    if times < 2:
        assert load(candidate(tmp_path / "a.txt")).count(b"Another") == times
    else:
        assert "đang được ghi" in refusal(tmp_path / "a.txt")
    assert growing.opened == min(times + 1, 2)


@pytest.fixture
def shut(tmp_path: Path) -> Iterator[Path]:
    write_files(tmp_path, {"open.txt": TEXT, "shut.txt": TEXT, "folder/a.txt": TEXT})
    closed = [tmp_path / "shut.txt", tmp_path / "folder"]
    for path in closed:
        path.chmod(0)
    yield tmp_path
    for path in closed:
        path.chmod(0o700)


def test_what_may_not_be_read(shut: Path) -> None:
    if os.access(shut / "shut.txt", os.R_OK):
        pytest.skip("this user may read everything")
    found = {one.file: one for one in find([shut])}
    assert set(found) == {"open.txt", "shut.txt", "folder"}
    for name in ("shut.txt", "folder"):
        assert "không có quyền đọc" in refusal_of(found[name])
