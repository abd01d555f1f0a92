"""Older and other office formats (.doc, .odt, .rtf, Word 2003 XML) by way of LibreOffice, which turns them into .docx.

LibreOffice runs without a window, with a profile of its own in a folder of its own: calls at the same time, and a
LibreOffice that the user has open, are no concern of each other. Macros are off, and nothing is fetched from a network.
"""

import io
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from index.errors import SourceError
from index.formats.docx.reader import read_docx
from index.types import Extract

# A thousand pages take 6 seconds; whatever takes longer than this hangs.
TIMEOUT_SECONDS = 120.0
_USUAL = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "/opt/libreoffice/program/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# LibreOffice takes anything else for plain text and would make garbage of it.
_BEGINS = {"doc": _OLE, "odt": b"PK\x03\x04", "rtf": b"{\\rtf", "xml": b"<"}
# Word 97 and later: where the header of the text stands at a sector's begin, and its bit for a password.
_WORD_HEADER, _PASSWORD_BIT = re.compile(rb"\xec\xa5[\x5e-\xff]\x00"), 0x0100
_SETTINGS = (
    ("org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    # A proxy that nobody answers at: whatever would still be fetched is not.
    ("org.openoffice.Inet/Settings", "ooInetProxyType", "2"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)


def read_office(data: bytes, suffix: str, progress: Callable[[int, int], None]) -> Extract:
    """The text of a document of the format ``suffix``: ``doc``, ``odt``, ``rtf`` or ``xml`` (Word 2003).

    Raises ``SourceError`` where LibreOffice is not installed, and for what is damaged, locked or takes too long.
    """
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(_BEGINS[suffix]):
        raise _damaged(suffix)
    if _is_locked(data, suffix):
        raise SourceError(
            f"tệp .{suffix} có mật khẩu; hãy bỏ mật khẩu rồi lập lại chỉ mục",
            f"the .{suffix} file is password-protected; remove the password and index again",
        )
    program = find_office()
    if program is None:
        raise SourceError(
            f"đọc tệp .{suffix} cần LibreOffice; hãy cài (Debian/Ubuntu: sudo apt-get install libreoffice-writer-nogui; "
            "máy khác: https://www.libreoffice.org) hoặc lưu thành .docx",
            f".{suffix} files need LibreOffice; install it (Debian/Ubuntu: sudo apt-get install "
            "libreoffice-writer-nogui; elsewhere: https://www.libreoffice.org) or save as .docx",
        )
    return replace(read_docx(_converted(data, suffix, program), progress), format=suffix)


def find_office() -> str | None:
    """LibreOffice's program, ``None`` where it is not installed."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((path for path in _USUAL if Path(path).is_file()), None)


def _converted(data: bytes, suffix: str, program: str) -> bytes:
    """``data`` as .docx."""
    with tempfile.TemporaryDirectory(prefix="trichdan-office-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        settings = folder / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(_settings(), encoding="utf-8")
        source, result = folder / f"source.{suffix}", folder / "out" / "source.docx"
        source.write_bytes(data)
        command = [
            program, "--headless", "--invisible", "--norestore", "--nolockcheck", "--nologo", "--nodefault",
            "--nofirststartwizard", f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(result.parent), str(source),
        ]  # fmt: skip
        _run(command, folder, suffix)
        if not result.is_file():  # LibreOffice ends with 0 all the same
            raise _damaged(suffix)
        return result.read_bytes()


def _run(command: list[str], folder: Path, suffix: str) -> None:
    environment = {**os.environ, "SAL_USE_VCLPLUGIN": "svp", "TMPDIR": str(folder)}
    quiet = subprocess.DEVNULL
    # A session of its own: what LibreOffice starts ends with it, and Ctrl-C does not reach it before us.
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
    )
    try:
        process.wait(TIMEOUT_SECONDS)
    except subprocess.TimeoutExpired as error:
        raise SourceError(
            f"LibreOffice không đọc xong tệp .{suffix} trong {TIMEOUT_SECONDS:.0f} giây; hãy lưu thành .docx",
            f"LibreOffice did not finish the .{suffix} file in {TIMEOUT_SECONDS:.0f} seconds; save it as .docx",
        ) from error
    finally:
        if process.poll() is None:
            _kill(process)


def _kill(process: "subprocess.Popen[bytes]") -> None:
    """Ends the program and all it has started."""
    if sys.platform != "win32":
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()


def _settings() -> str:
    items = "".join(
        f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    return f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>'


def _is_locked(data: bytes, suffix: str) -> bool:
    """Whether the file wants a password."""
    if suffix == "doc":
        if "EncryptedPackage".encode("utf-16-le") in data:
            return True
        headers = (data[at : at + 12] for at in range(512, len(data), 512) if _WORD_HEADER.match(data, at))
        header = next(headers, b"")
        return bool(int.from_bytes(header[10:12], "little") & _PASSWORD_BIT)
    if suffix == "odt":
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as box:
                if "encrypted-package" in box.namelist():
                    return True
                with box.open("META-INF/manifest.xml") as manifest:
                    return b"encryption-data" in manifest.read(2**20)
        except (zipfile.BadZipFile, zlib.error, KeyError, OSError, EOFError, ValueError, RuntimeError):
            return False  # damaged: LibreOffice says so
    return False


def _damaged(suffix: str) -> SourceError:
    return SourceError(
        f"tệp .{suffix} bị hỏng hoặc không đúng định dạng; hãy mở bằng Word hoặc LibreOffice rồi lưu thành .docx",
        f"the .{suffix} file is damaged or of another format; open it in Word or LibreOffice and save it as .docx",
    )
