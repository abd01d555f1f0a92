"""``trichdan index``, which archive is read when none is named, the bundled sample, damaged indexes."""

import json
import os
import re
import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests import commandline
from tests.commandline import Terminal
from tests.fakes import write_files
from ui import sample as bundled
from ui.sample import documents
from ui.say import Say

sample, terminal = commandline.sample, commandline.terminal

LETTER = """UBND QUẬN HÀ ĐÔNG

Số {number}-CV/QU

Hà Đông, ngày 0{number} tháng 9 năm 2021

Kính gửi: Các phường

1. Nội dung thứ nhất của công văn {number} về phòng cháy.
2. Báo cáo trước ngày 1{number}/9/2021.
"""
BINARY = b"%PDF-1.7\0\xff"


def letter(number: int) -> str:
    return LETTER.format(number=number)


def numbers(terminal: Terminal, *arguments: str | Path) -> set[str]:
    return {record["number"] for record in terminal("show", "--json", *arguments).json}


@pytest.fixture
def kho(terminal: Terminal) -> Path:
    """An archive built from the folder ``van-ban`` with letters 1 and 2."""
    write_files(terminal.folder / "van-ban", {"1.txt": letter(1), "sub/2.txt": letter(2)})
    assert terminal("index", terminal.folder / "van-ban", "--archive", terminal.folder / "kho").code == 0
    return terminal.folder / "kho"


# ---- the archive equals what was given so far


def test_the_report(terminal: Terminal) -> None:
    folder = write_files(terminal.folder / "d", {"1.txt": letter(1), "a.pdf": BINARY, "ghi chú.txt": "Mua sữa."})
    result = terminal("index", folder, "--archive", terminal.folder / "kho")
    assert result.code == 0
    assert re.search(r"^2 tệp, 2 văn bản, \d+ điều khoản \(\d+ đoạn mới mã hóa\)\.$", result.out, re.MULTILINE)
    assert re.search(r"Bỏ qua 1 tệp:\n- a.pdf: .*hỏng", result.out)
    assert re.search(r"Cần xem lại 1 văn bản:\n- ghi chú.txt: ", result.out)
    assert "Mã hóa điều khoản: " in result.err


def test_the_report_in_json(terminal: Terminal, kho: Path) -> None:
    record = terminal("index", "--archive", kho, "--json").json
    assert list(record) == [
        "archive", "files", "documents", "clauses", "encoded", "skipped", "doubtful", "vanished",
        "notes", "duplicates", "formats",
    ]  # fmt: skip
    assert (record["files"], record["encoded"]) == (["1.txt", "sub/2.txt"], 0)


def test_new_changed_and_gone_files(terminal: Terminal, kho: Path) -> None:
    folder = terminal.folder / "van-ban"
    write_files(folder, {"1.txt": letter(4), "3.txt": letter(3)})
    (folder / "sub" / "2.txt").unlink()
    before = terminal.encoded
    result = terminal("index", "--archive", kho, "--json").json
    assert numbers(terminal, "--archive", kho) == {"3-CV/QU", "4-CV/QU"}
    assert terminal.encoded - before == result["encoded"] > 0


def test_a_second_folder_is_added_to_the_first(terminal: Terminal, kho: Path) -> None:
    write_files(terminal.folder / "more", {"3.txt": letter(3)})
    terminal("index", terminal.folder / "more", "--archive", kho)
    assert numbers(terminal, "--archive", kho) == {"1-CV/QU", "2-CV/QU", "3-CV/QU"}


def test_what_lies_inside_a_folder_given_before_comes_in_once(terminal: Terminal, kho: Path) -> None:
    folder = terminal.folder / "van-ban"
    for path in (folder / "1.txt", folder / "sub", terminal.folder / "van-ban" / ".." / "van-ban"):
        assert terminal("index", path, "--archive", kho, "--json").json["files"] == ["1.txt", "sub/2.txt"]


def test_a_folder_that_vanished_leaves_with_a_line(terminal: Terminal, kho: Path) -> None:
    write_files(terminal.folder / "more", {"3.txt": letter(3)})
    terminal("index", terminal.folder / "more", "--archive", kho)
    shutil.rmtree(terminal.folder / "van-ban")
    result = terminal("index", "--archive", kho)
    assert result.code == 0
    assert re.search(r"Không còn: .*van-ban", result.out)
    assert numbers(terminal, "--archive", kho) == {"3-CV/QU"}


def test_a_folder_that_is_back_returns(terminal: Terminal, kho: Path) -> None:
    folder, away = terminal.folder / "van-ban", terminal.folder / "away"
    write_files(terminal.folder, {"more/3.txt": letter(3), "4.txt": letter(4)})
    terminal("index", terminal.folder / "more", terminal.folder / "4.txt", "--archive", kho)
    folder.rename(away)
    for _ in range(2):
        assert terminal("index", "--archive", kho, "--json").json["vanished"] == [str(folder)]
        assert numbers(terminal, "--archive", kho) == {"3-CV/QU", "4-CV/QU"}
    write_files(terminal.folder, {"5.txt": letter(5)})  # another one given meanwhile changes nothing about it
    assert "khi có lại, chúng trở về" in terminal("index", terminal.folder / "5.txt", "--archive", kho).out
    away.rename(folder)
    assert terminal("index", "--archive", kho, "--json").json["vanished"] == []
    assert numbers(terminal, "--archive", kho) == {f"{number}-CV/QU" for number in range(1, 6)}


def test_an_archive_in_the_folder_of_its_documents(terminal: Terminal) -> None:
    folder = write_files(terminal.folder / "d", {"1.txt": letter(1), "sub/2.txt": letter(2)})
    terminal("index", folder / "sub", "--archive", folder / "sub")  # an archive of its own beside its documents
    for arguments in ([folder], [folder], []):
        result = terminal("index", *arguments, "--archive", folder, "--json")
        assert (result.code, result.json["files"], result.json["skipped"]) == (0, ["1.txt", "sub/2.txt"], [])
    assert numbers(terminal, "--archive", folder) == {"1-CV/QU", "2-CV/QU"}


def test_the_model_is_remembered_until_another_is_named(terminal: Terminal, kho: Path) -> None:
    def model() -> str:
        manifest = next(path for path in kho.glob("snapshots/*/manifest.json") if path.parent.name == current(kho))
        return str(json.loads(manifest.read_text(encoding="utf-8"))["model"])

    terminal("index", "--archive", kho, "--model", "some/model")
    terminal("index", "--archive", kho)
    assert model() == "some/model"
    (terminal.folder / "my-model").mkdir()
    terminal("index", "--archive", kho, "--model", terminal.folder / "van-ban" / ".." / "my-model")
    assert model() == str((terminal.folder / "my-model").resolve())
    terminal("index", "--archive", kho, "--model", "bundled")
    assert model() == "None"


# ---- bad input: one line, and what was served stays


def current(archive: Path) -> str:
    return (archive / "CURRENT").read_text()


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("missing", "Không có tệp hay thư mục «.*missing»"),
        ("empty", "Thư mục «.*empty» rỗng"),
        ("scan.pdf", "scan.pdf.*hỏng.*hãy"),
        ("scans", "scans.*1.pdf.*hỏng"),
        ("latin.txt", "latin.txt.*UTF-8"),
        ("nothing.txt", "nothing.txt.*rỗng"),
    ],
)
def test_bad_paths(terminal: Terminal, kho: Path, path: str, says: str) -> None:
    write_files(
        terminal.folder,
        {"scan.pdf": BINARY, "scans/1.pdf": BINARY, "latin.txt": "Hà Đông".encode("latin-1", "replace") + b"\xe9",
         "nothing.txt": ""},
    )  # fmt: skip
    (terminal.folder / "empty").mkdir()
    before = current(kho)
    for archive in (kho, terminal.folder / "fresh"):
        assert re.search(says, terminal.fails("index", terminal.folder / path, "--archive", archive))
    assert current(kho) == before
    assert numbers(terminal, "--archive", kho) == {"1-CV/QU", "2-CV/QU"}


def test_a_file_that_cannot_be_opened(terminal: Terminal, kho: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_files(terminal.folder, {"9.txt": letter(9)})
    refuse_to_open(monkeypatch, terminal.folder / "9.txt")
    line = terminal.fails("index", terminal.folder / "9.txt", "--archive", kho)
    assert str(terminal.folder / "9.txt") in line
    assert "9.txt không có quyền đọc" in line


def test_what_may_not_be_read(terminal: Terminal, kho: Path) -> None:
    write_files(terminal.folder, {"9.txt": letter(9), "shut/8.txt": letter(8)})
    shut = [terminal.folder / "9.txt", terminal.folder / "shut"]
    for path in shut:
        path.chmod(0)
    try:
        if os.access(shut[0], os.R_OK):
            pytest.skip("this user may read everything")
        for path in (*shut, shut[1] / "8.txt"):
            line = terminal.fails("index", path, "--archive", kho)
            assert str(path) in line
            assert "không có quyền đọc" in line
        assert "không có quyền đọc" in terminal.fails("ask", "Ai ký?", "--archive", shut[1])
    finally:
        shut[1].chmod(0o700)


@pytest.mark.parametrize("call", ["open", "stat"])
def test_a_path_out_of_reach(terminal: Terminal, kho: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    """As above, for a user who may read everything: the system's refusal is played."""
    path = terminal.folder / "9.txt"
    write_files(terminal.folder, {"9.txt": letter(9)})
    if call == "open":
        refuse_to_open(monkeypatch, path)
    else:
        real = os.stat

        def refuse(named: Any, *rest: Any, **more: Any) -> Any:
            if str(named) == str(path):
                raise PermissionError(13, "Permission denied", str(named))
            return real(named, *rest, **more)

        monkeypatch.setattr(os, "stat", refuse)
    line = terminal.fails("index", path, "--archive", kho)
    assert str(path) in line
    assert "không có quyền đọc" in line


def refuse_to_open(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    real = Path.open

    def refuse(one: Path, *rest: Any, **more: Any) -> Any:
        if one == path:
            raise PermissionError(13, "Permission denied", str(one))
        return real(one, *rest, **more)

    monkeypatch.setattr(Path, "open", refuse)


def test_one_bad_path_of_several_is_told_and_left_out(terminal: Terminal, kho: Path) -> None:
    write_files(terminal.folder, {"scan.pdf": BINARY, "3.txt": letter(3)})
    result = terminal("index", terminal.folder / "scan.pdf", terminal.folder / "3.txt", "--archive", kho)
    assert result.code == 0
    assert "scan.pdf" in result.err
    assert "3-CV/QU" in numbers(terminal, "--archive", kho)


def test_nothing_to_update(terminal: Terminal) -> None:
    assert "chưa có gì" in terminal.fails("index")


def test_everything_vanished(terminal: Terminal, kho: Path) -> None:
    shutil.rmtree(terminal.folder / "van-ban")
    assert "van-ban" in terminal.fails("index", "--archive", kho)
    assert numbers(terminal, "--archive", kho) == {"1-CV/QU", "2-CV/QU"}


def test_an_archive_that_cannot_be_written(terminal: Terminal) -> None:
    write_files(terminal.folder, {"a.txt": letter(1)})
    line = terminal.fails("index", terminal.folder / "a.txt", "--archive", terminal.folder / "a.txt" / "kho")
    assert "--archive" in line


# ---- damage


def _snapshot(archive: Path) -> Path:
    return archive / "snapshots" / current(archive)


def _flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(data)


def _of_version(archive: Path, version: int) -> None:
    path = _snapshot(archive) / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | {"schema": version}), encoding="utf-8")


DAMAGE: dict[str, tuple[Callable[[Path], object], str]] = {
    "another version": (lambda kho: _of_version(kho, 99), "phiên bản khác"),
    "pointer to nowhere": (lambda kho: (kho / "CURRENT").write_text("77"), "CURRENT"),
    "pointer that is no number": (lambda kho: (kho / "CURRENT").write_bytes(b"\xff/.."), "chưa có|CURRENT"),
    "manifest gone": (lambda kho: (_snapshot(kho) / "manifest.json").unlink(), "manifest.json"),
    "manifest cut": (lambda kho: (_snapshot(kho) / "manifest.json").write_text("{"), "manifest.json"),
    "database gone": (lambda kho: (_snapshot(kho) / "archive.sqlite").unlink(), "archive.sqlite"),
    "database changed": (lambda kho: _flip(_snapshot(kho) / "archive.sqlite"), "archive.sqlite"),
    "vectors cut": (lambda kho: (_snapshot(kho) / "vectors.faiss").write_bytes(b""), "vectors.faiss"),
    "vectors changed": (lambda kho: _flip(_snapshot(kho) / "vectors.faiss"), "vectors.faiss"),
}


@pytest.mark.parametrize(("damage", "says"), DAMAGE.values(), ids=DAMAGE)
def test_damage_is_told_and_can_be_mended(
    terminal: Terminal, kho: Path, damage: Callable[[Path], object], says: str
) -> None:
    damage(kho)
    line = terminal.fails("ask", "Ai ký?", "--archive", kho)
    assert re.search(says, line)
    assert "trichdan index" in line
    checked = terminal("doctor", "--archive", kho)
    assert checked.code == 2
    assert re.search(f"✗ .*({says})", checked.out)
    # Given again, the folder always mends it; where the manifest can still be read, so does a plain update.
    again = [] if "manifest" not in says else [terminal.folder / "van-ban"]
    assert terminal("index", *again, "--archive", kho).code == 0
    assert numbers(terminal, "--archive", kho) == {"1-CV/QU", "2-CV/QU"}
    assert terminal("doctor", "--archive", kho).code == 0


# ---- which archive is read


def test_without_a_name_ones_own_archive_comes_before_the_sample(terminal: Terminal) -> None:
    first = terminal("show")
    assert "667-CV/QU" in first.out
    assert "Kho mẫu" in first.err.splitlines()[-1]
    write_files(terminal.folder / "d", {"1.txt": letter(1)})
    terminal("index", terminal.folder / "d")
    own = terminal("show")
    assert "1-CV/QU" in own.out
    assert str(terminal.folder / "data" / "archive") in own.err
    assert terminal("show", "--json").err == ""


def test_ones_own_archive_when_damaged_is_not_replaced_by_the_sample(terminal: Terminal) -> None:
    write_files(terminal.folder / "d", {"1.txt": letter(1)})
    terminal("index", terminal.folder / "d")
    (terminal.folder / "data" / "archive" / "CURRENT").write_text("77")
    assert "CURRENT" in terminal.fails("ask", "x")


def test_the_environment_names_the_archive(terminal: Terminal, kho: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRICHDAN_ARCHIVE", str(kho))
    assert numbers(terminal) == {"1-CV/QU", "2-CV/QU"}


# ---- the sample


def test_the_sample_is_indexed_once_and_mended(terminal: Terminal) -> None:
    assert "chỉ lần đầu" in terminal("show").err
    once = terminal.encoded
    assert "chỉ lần đầu" not in terminal("show").err
    [made] = [path for path in (terminal.folder / "cache" / "sample").iterdir() if path.is_dir()]
    _flip(_snapshot(made) / "vectors.faiss")
    assert len(terminal("show").out.splitlines()) == 8
    assert terminal.encoded == once > 100


def test_another_version_takes_the_vectors_over(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    terminal("show")
    once = terminal.encoded
    changed = write_files(tmp_path / "changed", {"6.txt": letter(6)})
    shutil.copytree(documents(), changed, dirs_exist_ok=True)
    monkeypatch.setattr(bundled, "documents", lambda: changed)
    assert "6-CV/QU" in terminal("show").out
    assert once < terminal.encoded < once + 20


def test_two_at_once_build_the_sample_once(terminal: Terminal) -> None:
    folders: list[Path] = []
    threads = [
        threading.Thread(target=lambda: folders.append(bundled.ensure(terminal.folder / "cache", Say())))
        for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(folders) == 3
    assert len(set(folders)) == 1
    assert current(folders[0]) == "1"


def test_a_cache_that_cannot_be_written(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    write_files(terminal.folder, {"file": "x"})
    monkeypatch.setenv("TRICHDAN_CACHE", str(terminal.folder / "file"))
    assert "TRICHDAN_CACHE" in terminal.fails("ask", "Ai ký?")


def test_a_cache_that_nobody_chose_is_replaced_for_this_run(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    write_files(terminal.folder, {"file": "x", "d/1.txt": letter(1)})
    monkeypatch.delenv("TRICHDAN_CACHE")
    for name in ("HOME", "XDG_CACHE_HOME"):  # a folder cannot be made in a file, by whatever user
        monkeypatch.setenv(name, str(terminal.folder / "file"))
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    result = terminal("ask", "Ai ký công văn 667-CV/QU?")
    assert (result.code, result.out.splitlines()[0]) == (0, "Nguyễn Thanh Xuân [1]")
    assert sum("thư mục tạm" in line for line in result.err.splitlines()) == 1
    assert len(list((tmp_path / "tmp").iterdir())) == 1
    told = terminal("index", terminal.folder / "d", "--archive", terminal.folder / "kho")
    assert told.code == 0
    assert "thư mục tạm" in told.err
    assert "thư mục tạm" not in terminal("ask", "Ai ký?", "--archive", terminal.folder / "kho").err
    checked = terminal("doctor")
    assert (checked.code, len(re.findall("✗ .*thư mục đệm", checked.out))) == (2, 1)
    assert "Kho mẫu sẽ được lập" in checked.out
    monkeypatch.setattr("ui.cache.mkdtemp", refuse_folder)
    assert "TRICHDAN_CACHE" in terminal.fails("ask", "Ai ký?")


def refuse_folder(**_: object) -> str:
    raise FileNotFoundError(2, "No usable temporary directory found")


def test_an_empty_path_is_no_folder(terminal: Terminal) -> None:
    result = terminal("index", "", "--archive", terminal.folder / "kho")
    assert result.code == 2
    assert "đường dẫn rỗng" in result.err.lower()
    assert not (terminal.folder / "kho").exists()


def test_a_folder_whose_name_is_not_utf8_is_refused_at_once(terminal: Terminal) -> None:
    folder = Path(os.fsdecode(os.fsencode(terminal.folder) + b"/g\xff"))
    try:
        write_files(folder, {"1.txt": letter(1)})
    except OSError:
        pytest.skip("this system has UTF-8 names only")
    result = terminal("index", folder, "--archive", terminal.folder / "kho")
    assert (result.code, "không phải UTF-8" in result.err) == (2, True)
    assert not (terminal.folder / "kho").exists()


def test_of_a_file_and_a_link_to_it_the_link_is_the_copy(terminal: Terminal) -> None:
    folder = write_files(terminal.folder / "d", {"z.txt": letter(1)})
    (folder / "a.txt").symlink_to(folder / "z.txt")
    record = terminal("index", folder, "--archive", terminal.folder / "kho", "--json").json
    assert record["files"] == ["z.txt"]
    assert [(twin["file"], twin["of"]) for twin in record["duplicates"]] == [("a.txt", "z.txt")]


def test_a_text_with_the_name_of_a_word_file_is_read(terminal: Terminal) -> None:
    folder = write_files(terminal.folder / "d", {"1.docx": letter(1), "2.pdf": letter(2)})
    assert terminal("index", folder, "--archive", terminal.folder / "kho").code == 0
    assert numbers(terminal, "--archive", terminal.folder / "kho") == {"1-CV/QU", "2-CV/QU"}
