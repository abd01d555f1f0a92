"""Every sort of bad file in one folder, through ``trichdan index``: a line each, and all the rest is indexed."""

import base64
import io
import os
import re
import sys
import unicodedata
import zipfile
from pathlib import Path
from typing import IO, Any

import pytest

from tests import commandline
from tests.commandline import Terminal
from tests.fakes import write_files

terminal = commandline.terminal

LETTER = """UBND QUẬN HÀ ĐÔNG

Số {number}-CV/QU

Hà Đông, ngày 0{number} tháng 9 năm 2021

Kính gửi: Các phường

1. Nội dung thứ nhất của công văn {number} về phòng cháy.
"""
DOCUMENT = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'


def letter(number: int) -> str:
    return LETTER.format(number=number)


def packed(files: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as box:
        for name, data in files.items():
            box.writestr(name, data)
    return out.getvalue()


def word(document: str | bytes) -> bytes:
    return packed({"[Content_Types].xml": "wordprocessingml", "word/document.xml": document})


def docx(text: str) -> bytes:
    return word(DOCUMENT.format("".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.split("\n"))))


def pdf(locked: bool = False) -> bytes:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption("secret", strength=40) if locked else None)
    for at, line in enumerate("UBND QUAN HA DONG|So: 9/CV-UBND|Kinh gui: Cac phuong|1. Noi dung thu nhat.".split("|")):
        canvas.drawString(72, 780 - 24 * at, line)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {"abcdefghij"[at]} "{f"&{chr(96 + at)};" * 10}">' for at in range(1, 10))
    + "]>"
    + DOCUMENT.format("<w:p><w:r><w:t>&j;</w:t></w:r></w:p>")
)
SPY = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>' + DOCUMENT.format(
    "<w:p><w:r><w:t>&a;</w:t></w:r></w:p>"
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504

BAD: dict[str, tuple[bytes, str]] = {
    "cut.pdf": (pdf()[:500], "PDF.*hỏng"),
    "damaged.pdf": (b"%PDF-1.7\n" + b"\xff\x00obj" * 99, "PDF.*hỏng"),
    "locked.pdf": (pdf(locked=True), "mật khẩu"),
    "cut.docx": (docx(letter(1))[:90], "hỏng"),
    "damaged.docx": (word("<w:document"), "hỏng|trống|không có"),
    "locked.docx": (OLE + "EncryptedPackage".encode("utf-16-le") + b"\0" * 64, "mật khẩu"),
    "text.docx": (b"Not a Word file at all.", "hỏng"),
    "laughs.docx": (word(LAUGHS), "thực thể|độc hại|DOCTYPE|DTD|ENTITY|an toàn|XML"),
    "spy.docx": (word(SPY), "thực thể|độc hại|DOCTYPE|DTD|ENTITY|an toàn|XML"),
    "bomb.docx": (word(DOCUMENT.format(" " * (300 * 2**20))), "quá lớn|lớn hơn|nén|hỏng"),
    "bomb.zip": (packed({"0.txt": b"0" * (70 * 2**20)}), "bom nén"),
    "cut.zip": (packed({"a.txt": letter(1)})[:50], "ZIP.*hỏng"),
    "locked.zip/a.txt": (b"", "mật khẩu"),
    "old.rar": (b"Rar!\x1a\x07\x00", "RAR.*giải nén"),
    "sheet.xlsx": (packed({"[Content_Types].xml": "spreadsheetml", "xl/workbook.xml": "<x/>"}), "bảng tính"),
    "code.py": (b"print(1)", r"\.py"),
    "noise.bin": (os.urandom(4096), r"\.bin"),
    "noise.txt": (bytes(range(256)) * 9, "nhị phân|bảng mã"),
    "empty.txt": (b"", "rỗng"),
    "empty.pdf": (b"", "rỗng"),
    "cut.png": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "ảnh"),
}  # fmt: skip


def locked_zip() -> bytes:
    """An archive that says of its file that it is encrypted."""
    data = bytearray(packed({"a.txt": letter(1)}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


GOOD: dict[str, str | bytes] = {
    "1.txt": letter(1), "2.docx": docx(letter(2)), "hai\ndòng 3.txt": letter(3), "có dấu cách 4.md": letter(4),
    unicodedata.normalize("NFD", "đường dẫn/quyết định 5.txt"): letter(5), "kho.zip": packed({"thư mục/6.txt": letter(6)}),
}  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="names and files that are not there")
def test_all_of_them_in_one_folder(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_files(terminal.folder / "d", GOOD)
    write_files(folder, {name: data for name, (data, _) in BAD.items() if not name.startswith("locked.zip")})
    write_files(folder, {"locked.zip": locked_zip()})
    with (folder / "huge.pdf").open("wb") as stream:
        stream.truncate(2 * 2**30)
    secret = write_files(terminal.folder / "outside", {"secret.txt": letter(9)})
    (folder / "link.txt").symlink_to(secret / "secret.txt")
    (folder / "loop").symlink_to(folder)
    os.mkfifo(folder / "pipe")
    write_files(folder, {"changing.txt": letter(8), "shut.txt": letter(7)})
    real = Path.open

    def played(one: Path, *rest: Any, **more: Any) -> IO[Any]:
        if one == folder / "shut.txt":
            raise PermissionError(13, "Permission denied", str(one))
        stream: IO[Any] = real(one, *rest, **more)
        if one == folder / "changing.txt":
            with real(one, "ab") as other:
                other.write(b"More.\n")
        return stream

    monkeypatch.setattr(Path, "open", played)
    wanted = {name: says for name, (_, says) in BAD.items()} | {
        "huge.pdf": "lớn hơn 512 MB", "link.txt": "liên kết ra ngoài", "pipe": "không phải tệp thường",
        "changing.txt": "đang được ghi", "shut.txt": "không có quyền đọc",
    }  # fmt: skip
    result = terminal("index", folder, "--archive", terminal.folder / "kho", "--json")
    assert result.code == 0, result.err
    record = result.json
    said = {one["file"]: one["vi"] for one in record["skipped"]}
    assert set(said) == set(wanted) | {"bomb.zip"}
    assert {name: said[name] for name, says in wanted.items() if not re.search(says, said[name], re.IGNORECASE)} == {}
    assert all(one["en"] and "\n" not in one["en"] + one["vi"] for one in record["skipped"])
    assert "secret" not in json_of(terminal)
    assert sorted(record["files"]) == sorted({name for name in GOOD if name != "kho.zip"} | {"kho.zip/thư mục/6.txt"})
    numbers = {one["number"] for one in terminal("show", "--json", "--archive", terminal.folder / "kho").json}
    assert numbers == {f"{at}-CV/QU" for at in range(1, 7)}
    shown = terminal("index", "--archive", terminal.folder / "kho").out
    assert "\x1b" not in shown
    assert len(shown.splitlines()) < 40
    listed = terminal("show", "--archive", terminal.folder / "kho").out
    assert len(listed.splitlines()) == 7
    assert "hai\\ndòng 3.txt" in listed


def json_of(terminal: Terminal) -> str:
    return terminal("show", "--json", "--archive", terminal.folder / "kho").out


PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def test_a_folder_of_bad_files_only_changes_nothing(terminal: Terminal) -> None:
    folder = write_files(terminal.folder / "d", {"a.pdf": pdf()[:300], "b.png": PIXEL, "c.py": "x = 1"})
    line = terminal.fails("index", folder, "--archive", terminal.folder / "kho")
    assert "a.pdf" in line
    assert not (terminal.folder / "kho" / "CURRENT").exists()


def test_names_found_in_either_normal_form(terminal: Terminal) -> None:
    name = unicodedata.normalize("NFD", "quyết định.txt")
    folder = write_files(terminal.folder / "d", {name: letter(1)})
    terminal("index", folder, "--archive", terminal.folder / "kho")
    for typed in (name, unicodedata.normalize("NFC", name)):
        assert "1-CV/QU" in terminal("show", "--text", typed, "--archive", terminal.folder / "kho").out
        assert "1-CV/QU" in terminal("show", typed, "--archive", terminal.folder / "kho").out
