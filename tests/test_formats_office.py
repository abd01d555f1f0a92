"""Documents that LibreOffice reads for us; where it is not installed, what is said then."""

import os
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from index.errors import SourceError
from index.formats import office
from index.formats.office import find_office, read_office
from index.types import Extract
from tests.word import packed

needs_office = pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TEXT = "1. Phạm vi\n\n2. Đối tượng\n\n| TT | Họ tên |\n| --- | --- |\n| 1 | Nguyễn Văn A |\n\nHết."
RTF = rb"{\rtf1\ansi\ansicpg1258\uc1 \'d0i\u7873?u 1. Ph\u7841?m vi\par 2. Hai\par}"


def read(data: bytes, suffix: str) -> Extract:
    return read_office(data, suffix, lambda *_: None)


@pytest.fixture(scope="session")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A document as .doc and .odt, in one folder."""
    docx = pytest.importorskip("docx")
    folder = tmp_path_factory.mktemp("office")
    document = docx.Document()
    for words in ("Phạm vi", "Đối tượng"):
        document.add_paragraph(words, style="List Number")
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    for row in (("TT", "Họ tên"), ("1", "Nguyễn Văn A")):
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    document.add_paragraph("Hết.")
    document.save(folder / "a.docx")
    for suffix in ("doc", "odt"):
        command = [find_office() or "", "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
        command += ["--convert-to", suffix, "--outdir", str(folder), str(folder / "a.docx")]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder


# ---------------------------------------------------------------- with LibreOffice


@needs_office
@pytest.mark.slow
def test_formats_at_the_same_time(converted: Path) -> None:
    """Several calls at once do not meet."""
    files = [(converted / "a.doc", "doc"), (converted / "a.odt", "odt")]
    with ThreadPoolExecutor(3) as pool:
        waiting = [pool.submit(read, path.read_bytes(), suffix) for path, suffix in files]
        rtf = pool.submit(read, RTF, "rtf")
    assert [(one.result().text, one.result().format) for one in waiting] == [(TEXT, "doc"), (TEXT, "odt")]
    assert (rtf.result().text, rtf.result().format) == ("Điều 1. Phạm vi\n\n2. Hai", "rtf")


@needs_office
@pytest.mark.slow
def test_damaged_file_and_nothing_left_behind(converted: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(SourceError, match="bị hỏng"):
        read((converted / "a.doc").read_bytes()[:3000], "doc")
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def server() -> Iterator[tuple[int, list[str]]]:
    """A web server on this machine that notes what it is asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def parse_request(self) -> bool:
            asked.append(str(self.client_address))
            return False  # nothing is answered

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        threading.Thread(target=http.serve_forever, daemon=True).start()
        yield http.server_port, asked
        http.shutdown()


@needs_office
@pytest.mark.slow
def test_nothing_is_fetched(server: tuple[int, list[str]]) -> None:
    port, asked = server
    link = f"http://127.0.0.1:{port}"
    frame = f'<draw:frame text:anchor-type="as-char"><draw:image xlink:href="{link}/picture.png"/></draw:frame>'
    section = f'<text:section text:name="s"><text:section-source xlink:href="{link}/text.odt"/><text:p>b</text:p></text:section>'
    space = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<office:document-content xmlns:office="{space}:office:1.0" xmlns:text="{space}:text:1.0" '
        f'xmlns:draw="{space}:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2">'
        f"<office:body><office:text><text:p>a{frame}</text:p>{section}</office:text></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.text"
    entries = "".join(
        f'<m:file-entry m:full-path="{path}" m:media-type="{media}"/>'
        for path, media in (("/", kind), ("content.xml", "text/xml"))
    )
    manifest = f'<m:manifest xmlns:m="{space}:manifest:1.0">{entries}</m:manifest>'
    odt = packed({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest})
    assert read(odt, "odt").text == "a\n\nb"
    assert asked == []


# ---------------------------------------------------------------- without


@pytest.mark.parametrize("suffix", ["doc", "odt", "rtf", "xml"])
def test_not_what_it_says(suffix: str) -> None:
    with pytest.raises(SourceError, match="bị hỏng hoặc không đúng định dạng"):
        read(b"Kh\xc3\xb4ng ph\xe1\xba\xa3i", suffix)


def _doc(flags: int) -> bytes:
    return OLE + bytes(504) + b"\xec\xa5\xc1\x00" + bytes(6) + flags.to_bytes(2, "little") + bytes(500)


LOCKED = [
    ("doc", _doc(0x1100)),
    ("doc", OLE + "EncryptedPackage".encode("utf-16-le")),
    ("odt", packed({"mimetype": "a", "META-INF/manifest.xml": "<manifest:encryption-data/>"})),
    ("odt", packed({"mimetype": "a", "encrypted-package": "x"})),
]


@pytest.mark.parametrize(("suffix", "data"), LOCKED)
def test_locked(suffix: str, data: bytes) -> None:
    with pytest.raises(SourceError, match="có mật khẩu"):
        read(data, suffix)


def test_without_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "_USUAL", ())
    monkeypatch.setenv("PATH", "")
    with pytest.raises(SourceError, match=r"apt-get install libreoffice-writer-nogui.*\.docx"):
        read(_doc(0x1000), "doc")


def _fake(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """A LibreOffice that is a shell script; its last argument is the file."""
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")


needs_shell = pytest.mark.skipif(shutil.which("sh") is None or os.name == "nt", reason="needs a POSIX shell")


@needs_shell
def test_a_hanging_program_is_ended_with_its_children(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _fake(tmp_path, monkeypatch, f"sleep 600 &\necho $! > {tmp_path}/child\nwait")
    monkeypatch.setattr(office, "TIMEOUT_SECONDS", 1.0)
    with pytest.raises(SourceError, match="không đọc xong"):
        read(RTF, "rtf")
    child = int((tmp_path / "child").read_text())
    for _ in range(100):
        if not _runs(child):
            break
        time.sleep(0.05)
    assert not _runs(child)


def _runs(pid: int) -> bool:
    """Whether a process is there and no zombie."""
    found = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False
    ).stdout.strip()
    return bool(found) and not found.startswith("Z")


@needs_shell
def test_a_program_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _fake(tmp_path, monkeypatch, "exit 1")
    with pytest.raises(SourceError, match="bị hỏng"):
        read(RTF, "rtf")


@needs_shell
def test_a_name_is_never_taken_for_an_option(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program gets a file of our own naming, in a folder of its own, and macros off."""
    _fake(
        tmp_path,
        monkeypatch,
        f'cp profile/user/registrymodifications.xcu {tmp_path}/settings; echo "$@" > {tmp_path}/said',
    )
    with pytest.raises(SourceError):
        read(RTF, "rtf")
    said = (tmp_path / "said").read_text()
    assert said.rstrip().endswith("/source.rtf")
    assert "--headless" in said
    assert "DisableMacrosExecution" in (tmp_path / "settings").read_text()
