"""Files inside archives: names of every kind, bounds that hold whatever the archive says of itself."""

import io
import struct
import zipfile
from pathlib import Path

import pytest

from index import containers
from index.containers import MAX_DEPTH, members
from index.errors import SourceError

TEXT = b"S\xe1\xbb\x91 1-CV/QU"


def packed(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as box:
        for name, data in files.items():
            box.writestr(name, data)
    return out.getvalue()


def named(raw: bytes) -> bytes:
    """An archive with one file whose name is these bytes, not marked as UTF-8."""
    data = packed({"x" * len(raw): TEXT})
    return data.replace(b"x" * len(raw), raw)


def read(data: bytes) -> dict[str, bytes]:
    return {one.file: one.data for one in members(data, "kho.zip") if isinstance(one.data, bytes)}


def refused(data: bytes) -> dict[str, str]:
    return {one.file: one.data.vi for one in members(data, "kho.zip") if isinstance(one.data, SourceError)}


def test_members_have_the_name_of_the_archive_before_theirs() -> None:
    data = packed({"thư mục/a.txt": TEXT, "b.docx": b"x", "thư mục/": b""})
    assert read(data) == {"kho.zip/thư mục/a.txt": TEXT, "kho.zip/b.docx": b"x"}


def test_what_nobody_wrote_is_left_out() -> None:
    names = ["__MACOSX/._a.txt", ".git/config", "d/.DS_Store", "~$a.docx", "Thumbs.db"]
    data = packed(dict.fromkeys([*names, "a.txt"], TEXT))
    assert list(read(data)) == ["kho.zip/a.txt"]
    assert refused(data) == {}


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("Công văn số 1.txt".encode(), "Công văn số 1.txt"),
        ("C\u00f4ng v\u0103n s\u00f4\u0301 1.txt".encode("cp1258"), "Công văn số 1.txt"),
        (b"plain.txt", "plain.txt"),
        (b"thu muc\\a.txt", "thu muc/a.txt"),
    ],
)
def test_names_that_do_not_say_what_they_are_written_in(raw: bytes, name: str) -> None:
    assert list(read(named(raw))) == [f"kho.zip/{name}"]


@pytest.mark.parametrize("name", ["../a.txt", "d/../../a.txt", "/etc/a.txt", "C:/a.txt", "..\\a.txt"])
def test_names_that_lead_out(name: str) -> None:
    data = named(name.encode())
    assert read(data) == {}
    assert [why for why in refused(data).values() if "ra ngoài" in why]


def test_two_files_of_one_name() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as box:
        box.writestr("a.txt", b"1")
        with pytest.warns(UserWarning, match="Duplicate"):
            box.writestr("a.txt", b"2")
    assert read(out.getvalue()) == {"kho.zip/a.txt": b"1", "kho.zip/a.txt (2)": b"2"}


def test_archives_in_archives() -> None:
    data = packed({"a.txt": TEXT})
    for depth in range(1, MAX_DEPTH):
        data = packed({f"{depth}.zip": data, f"{depth}.txt": TEXT})
    name = "kho.zip/" + "/".join(f"{depth}.zip" for depth in range(MAX_DEPTH - 1, 0, -1))
    assert read(data)[f"{name}/a.txt"] == TEXT
    assert refused(data) == {}
    deeper = refused(packed({"more.zip": data}))
    assert len(deeper) == 1
    assert "lồng nhau" in next(iter(deeper.values()))


def test_a_document_is_no_archive() -> None:
    docx = packed({"[Content_Types].xml": b"wordprocessingml", "word/document.xml": b"<x/>"})
    assert read(packed({"a.docx": docx})) == {"kho.zip/a.docx": docx}


# ---- bad ones


def test_a_wrong_checksum_costs_one_file() -> None:
    data = packed({"a.txt": b"the first one", "b.txt": TEXT}, zipfile.ZIP_STORED)
    data = data.replace(b"the first one", b"the first two")
    assert read(data) == {"kho.zip/b.txt": TEXT}
    assert "hỏng" in refused(data)["kho.zip/a.txt"]


def flagged(data: bytes, name: bytes, flag: int, method: int | None = None) -> bytes:
    """The archive with bits set in the flags of one file, and another compression method."""
    out = bytearray(data)
    for magic, flags, start in ((b"PK\x03\x04", 6, 30), (b"PK\x01\x02", 8, 46)):
        at = -1
        while (at := data.find(magic, at + 1)) >= 0:
            if data[at + start : at + start + len(name)] == name:
                out[at + flags : at + flags + 2] = struct.pack("<H", flag)
                if method is not None:
                    out[at + flags + 2 : at + flags + 4] = struct.pack("<H", method)
    return bytes(out)


def test_a_password_costs_one_file() -> None:
    data = flagged(packed({"a.txt": TEXT, "b.txt": TEXT}), b"a.txt", 1)
    assert list(read(data)) == ["kho.zip/b.txt"]
    assert "mật khẩu" in refused(data)["kho.zip/a.txt"]


def test_an_unknown_compression_costs_one_file() -> None:
    data = flagged(packed({"a.txt": TEXT, "b.txt": TEXT}), b"a.txt", 0, method=9)
    assert list(read(data)) == ["kho.zip/b.txt"]
    assert "chưa hỗ trợ" in refused(data)["kho.zip/a.txt"]


@pytest.mark.parametrize("cut", [10, 60, -30, -1])
def test_a_truncated_archive(cut: int) -> None:
    with pytest.raises(SourceError, match="hỏng"):
        list(members(packed({"a.txt": TEXT * 9})[:cut], "kho.zip"))


def test_a_bomb_is_stopped_while_it_unpacks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(containers, "RATIO_FROM", 2**20)
    bomb = packed({"a.txt": TEXT, "b.txt": b"0" * (8 * 2**20), "c.txt": TEXT})
    assert len(bomb) < 2**20 / 50
    found = list(members(bomb, "kho.zip"))
    assert [one.file for one in found] == ["kho.zip/a.txt", "kho.zip"]
    assert "bom nén" in refused(bomb)["kho.zip"]


def test_a_bomb_of_archives(monkeypatch: pytest.MonkeyPatch) -> None:
    """The archives inside count together with what is around them."""
    monkeypatch.setattr(containers, "RATIO_FROM", 2**20)
    inner = packed({f"{at}.txt": b"0" * 2**19 for at in range(8)})
    found = refused(packed({f"{at}.zip": inner for at in range(8)}))
    assert any("bom nén" in why for why in found.values())
    assert sum(len(data) for data in read(packed({f"{at}.zip": inner for at in range(8)})).values()) <= 4 * 2**20


def test_a_declared_size_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(containers, "MAX_MEMBER", 2**20)
    monkeypatch.setattr(containers, "_CHUNK", 2**16)
    data = packed({"a.txt": b"0" * 2**21, "b.txt": TEXT})
    assert "lớn hơn 1 MB" in refused(data)["kho.zip/a.txt"]
    lying = data.replace(struct.pack("<I", 2**21), struct.pack("<I", 100))
    assert read(lying)["kho.zip/b.txt"] == TEXT
    assert len(read(lying).get("kho.zip/a.txt", b"")) <= 2**20


def test_too_many_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(containers, "MAX_ENTRIES", 3)
    data = packed({f"{at}.txt": TEXT for at in range(9)})
    assert len(read(data)) == 3
    assert "hơn 3 tệp" in refused(data)["kho.zip"]


def test_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    read(packed({"a.txt": TEXT, "../b.txt": TEXT}))
    assert list(tmp_path.parent.glob("b.txt")) == list(tmp_path.iterdir()) == []
