"""Snapshots on disk: whole or not at all, checked when opened, kept by whoever reads them; vectors encoded once."""

import hashlib
import json
import os
import pickletools
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from filelock import FileLock

from index.archive import Archive, open_archive
from index.build import build
from index.dense import DenseIndex
from index.encode import Progress, Vectors
from index.errors import ArchiveError, InputError
from index.lexical import LexicalIndex
from index.parse import parse
from index.passages import windows
from index.read import Candidate, read
from index.report import Report
from index.store import KEPT, VectorCache, read_manifest
from tests.fakes import HashingEncoder, write_files
from ui.sample import documents

ROOT = Path(__file__).resolve().parents[1]

FIRE = """UBND QUẬN A
Số: 12/CV-UBND

Hà Nội, ngày 02 tháng 9 năm 2021

Kính gửi: Các phường.

Về phòng cháy, đề nghị:

1. Kiểm tra bình chữa cháy trước ngày 10/9/2021.

2. Báo cáo kết quả.

Nơi nhận:
- Như trên.

Trần Văn An
"""
WASTE = """UBND QUẬN A
Số: 34/CV-UBND

Hà Nội, ngày 03 tháng 9 năm 2021

Kính gửi: Các phường.

Về rác thải, đề nghị:

1. Thu gom rác thải vào buổi sáng.

Nơi nhận:
- Như trên.

Lê Thị Bình
"""


class Place:
    """A folder of sources and the archive made of it."""

    def __init__(self, folder: Path) -> None:
        self.sources = write_files(folder / "sources", {"fire.txt": FIRE, "waste.txt": WASTE})
        self.archive = folder / "archive"
        self.encoder = HashingEncoder()

    def build(self, *roots: Path, encoder: HashingEncoder | None = None) -> Report:
        return build(roots or [self.sources], self.archive, encoder or self.encoder, None, lambda *_: None)

    def open(self) -> Archive:
        return open_archive(self.archive, self.encoder, cache=self.archive / "cache")

    @property
    def snapshot(self) -> Path:
        return self.archive / "snapshots" / (self.archive / "CURRENT").read_text()

    def snapshots(self) -> list[str]:
        return sorted(path.name for path in (self.archive / "snapshots").iterdir())


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


@pytest.fixture
def built(place: Place) -> Place:
    place.build()
    return place


def texts(archive: Archive) -> str:
    return "\n".join(c.text for d in archive.directives for c in archive.clauses_of(d.id))


def words_of(files: Sequence[Path]) -> list[str]:
    """The texts that are encoded for these files."""
    found = []
    for path in files:
        parsed = parse(read(Candidate(path, path.name)))
        for clause in parsed.clauses:
            found += windows(clause, parsed.directives[clause.directive])
    return found


def hashes(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


# ---------------------------------------------------------------- what is written is what is read


def test_what_is_read_is_what_was_parsed(place: Place) -> None:
    place.build(documents())
    archive = place.open()
    directives = clauses = references = 0
    for file in archive.files():
        source = read(Candidate(documents() / file, file))
        assert archive.source(file) == source
        parsed = parse(source)
        for one in parsed.directives:
            stored = archive.directives[directives + one.id]
            assert (stored.number, stored.date, stored.issuer) == (one.number, one.date, one.issuer)
            assert (stored.start, stored.end, stored.signers) == (one.start, one.end, one.signers)
            assert (stored.subject, stored.place, stored.kind) == (one.subject, one.place, one.kind)
            assert (stored.addressees, stored.recipients, stored.parent) == (one.addressees, one.recipients, one.parent)
        stored_clauses = archive.clauses(range(clauses, clauses + len(parsed.clauses)))
        for mine, its in zip(parsed.clauses, stored_clauses, strict=True):
            assert (mine.text, mine.address, mine.headings, mine.role) == (
                its.text,
                its.address,
                its.headings,
                its.role,
            )
            assert its.directive == mine.directive + directives
            assert its.parent == (None if mine.parent is None else mine.parent + clauses)
        for told, its_reference in zip(parsed.references, archive.references[references:], strict=False):
            assert (told.number, told.span, told.relation) == (
                its_reference.number,
                its_reference.span,
                its_reference.relation,
            )
        directives += len(parsed.directives)
        clauses += len(parsed.clauses)
        references += len(parsed.references)
    assert (directives, clauses) == (archive.manifest.directives, archive.manifest.clauses) == (7, 132)
    assert references == len(archive.references)


def test_report_tells_what_was_done(place: Place) -> None:
    report = place.build()
    assert (report.files, report.directives, report.skipped) == (("fire.txt", "waste.txt"), 2, ())
    assert report.clauses == len(texts(place.open()).split("\n\n")) or report.clauses > 10
    stored = json.loads((place.snapshot / "report.json").read_text(encoding="utf-8"))
    assert (stored["directives"], stored["clauses"], stored["encoded"]) == (2, report.clauses, report.encoded)


def test_stages_are_reported_to_their_end(place: Place) -> None:
    seen: dict[str, tuple[int, int]] = {}
    build(
        [place.sources],
        place.archive,
        place.encoder,
        None,
        lambda stage, done, all_: seen.update({stage: (done, all_)}),
    )
    assert {"read", "parse", "encode"} <= set(seen)
    assert all(done == all_ for done, all_ in seen.values())


def test_clauses_come_in_the_order_asked_for(built: Place) -> None:
    archive = built.open()
    ids = [3, 0, 5, 3]
    assert [c.id for c in archive.clauses(ids)] == ids
    assert archive.clauses([]) == []
    many = list(range(archive.manifest.clauses)) * 80  # more than one query holds
    assert [c.id for c in archive.clauses(many)] == many


def test_clause_at(built: Place) -> None:
    archive = built.open()
    at = FIRE.index("bình chữa cháy")
    clause = archive.clause_at("fire.txt", at, at + 4)
    assert clause is not None
    assert clause.address == "mục 1"
    assert archive.clause_at("fire.txt", len(FIRE) + 5, len(FIRE) + 9) is None
    assert archive.clause_at("absent.txt", 0, 1) is None
    with pytest.raises(KeyError):
        archive.source("absent.txt")


def test_many_threads_read_the_same(built: Place) -> None:
    archive = built.open()
    ids = list(range(archive.manifest.clauses))
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: (archive.clauses(ids), archive.source("fire.txt")), range(32)))
    assert all(one == found[0] for one in found)


# ---------------------------------------------------------------- atomic


def test_first_snapshot(built: Place) -> None:
    assert built.snapshots() == ["1"]
    _, manifest = read_manifest(built.archive, full=True)
    on_disk = hashes(built.snapshot)
    assert {name: digest for name, (_, digest) in manifest.files.items()} == {
        name: digest for name, digest in on_disk.items() if name != "manifest.json"
    }


def test_reader_keeps_its_snapshot(built: Place) -> None:
    before = built.open()
    for number in range(KEPT + 2):  # until the reader's own snapshot has been removed
        write_files(built.sources, {"fire.txt": FIRE.replace("10/9/2021", f"1{number}/9/2022")})
        built.build()
    assert "1" not in built.snapshots()
    assert "10/9/2021" in texts(before)
    assert before.source("fire.txt").text == FIRE
    assert before.dense.search(built.encoder.queries(["chữa cháy"])[0], 5)
    assert before.lexical.scores("chữa cháy", True).max() > 0
    now = built.open()
    assert "10/9/2021" not in texts(now)
    assert f"1{KEPT + 1}/9/2022" in texts(now)


def test_only_a_few_snapshots_are_kept(built: Place) -> None:
    for _ in range(4):
        built.build()
    assert built.snapshots() == ["4", "5"]
    assert KEPT == 2


def test_snapshot_is_not_touched_by_reading(built: Place) -> None:
    before = hashes(built.snapshot)
    archive = built.open()
    texts(archive)
    archive.dense.search(built.encoder.queries(["rác"])[0], 3)
    assert hashes(built.snapshot) == before


class Failing(HashingEncoder):
    """Fails after some passages, as a full memory or a lost GPU would."""

    def passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        raise RuntimeError("out of memory")


def test_failed_build_leaves_the_old_one_serving(built: Place) -> None:
    before = texts(built.open())
    write_files(built.sources, {"new.txt": WASTE.replace("34/", "56/")})
    with pytest.raises(RuntimeError):
        built.build(encoder=Failing())
    assert built.snapshots() == ["1"]
    assert texts(built.open()) == before
    built.build()
    assert "56/CV-UBND" in texts(built.open())


@pytest.mark.parametrize(
    "step", ["index.build._write", "pathlib.Path.rename", "pathlib.Path.replace", "index.store._sha256"]
)
def test_build_that_fails_while_writing(built: Place, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    before = texts(built.open())
    write_files(built.sources, {"new.txt": WASTE.replace("34/", "56/")})

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(step, full)
        with pytest.raises(ArchiveError, match="No space left") as caught:
            built.build()
    assert str(built.archive) in caught.value.vi
    assert "--archive" in caught.value.vi
    assert texts(built.open()) == before
    assert not [name for name in built.snapshots() if not name.isdigit()]
    built.build()
    assert "56/CV-UBND" in texts(built.open())


@pytest.mark.parametrize(
    ("step", "error"),
    [
        ("index.store.VectorCache.put", sqlite3.OperationalError("database or disk is full")),
        ("index.build.insert", sqlite3.OperationalError("database or disk is full")),
        ("faiss.write_index", RuntimeError("Error in faiss::FileIOWriter: No space left on device")),
    ],
)
def test_full_disk_as_the_libraries_tell_it(
    place: Place, monkeypatch: pytest.MonkeyPatch, step: str, error: Exception
) -> None:
    def full(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(step, full)
    with pytest.raises(ArchiveError) as caught:
        place.build()
    assert "--archive" in caught.value.vi
    assert "--archive" in caught.value.en


def test_killed_build_leaves_the_old_one_and_is_swept_up(built: Place) -> None:
    script = (
        "import os, sys\nfrom pathlib import Path\nimport index.build\nfrom tests.fakes import HashingEncoder\n"
        "index.build.publish = lambda *_: os._exit(9)\n"
        "index.build.build([Path(sys.argv[1])], Path(sys.argv[2]), HashingEncoder(), None, lambda *_: None)"
    )
    command = [sys.executable, "-c", script, str(built.sources), str(built.archive)]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == 9
    assert texts(built.open())
    built.build()  # the lock of a dead process holds nobody up
    assert built.snapshots() == ["1", "2"]
    left = {path.name for path in built.archive.iterdir()} - {"CURRENT", "snapshots", "vectors.sqlite", "build.lock"}
    assert not left


def test_one_build_at_a_time(built: Place) -> None:
    with FileLock(built.archive / "build.lock"), pytest.raises(ArchiveError) as caught:
        built.build()
    assert "đợi" in caught.value.vi
    assert "Wait" in caught.value.en
    assert built.snapshots() == ["1"]
    built.build()


def test_archive_where_a_file_stands(place: Place) -> None:
    place.archive.write_text("x")
    with pytest.raises(ArchiveError, match="--archive"):
        place.build()
    assert place.archive.read_text() == "x"


def test_numbers_go_on_after_a_snapshot_nobody_points_at(built: Place) -> None:
    shutil.copytree(built.snapshot, built.archive / "snapshots" / "7")
    built.build()
    assert built.snapshot.name == "8"


# ---------------------------------------------------------------- opening what is absent, other or damaged


def refused(place: Place) -> str:
    """What is said when the archive cannot be opened: one line, in both languages, with the command to run."""
    with pytest.raises(ArchiveError) as caught:
        place.open()
    for message in (caught.value.message("vi"), caught.value.message("en")):
        assert "\n" not in message
        assert str(place.archive) in message
        assert "trichdan index" in message
    return caught.value.vi


def test_absent(place: Place) -> None:
    assert "chưa có chỉ mục" in refused(place)
    place.archive.mkdir()
    assert "chưa có chỉ mục" in refused(place)


@pytest.mark.parametrize("pointer", [b"", b"99", b"../..", b"\xff\xfe", b"x" * 10_000, b"1\x00", "١".encode()])
def test_pointer_to_nothing(built: Place, pointer: bytes) -> None:
    (built.archive / "CURRENT").write_bytes(pointer)
    refused(built)


def test_other_version(built: Place) -> None:
    path = built.snapshot / "manifest.json"
    record = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(record | {"schema": 999, "new": True}), encoding="utf-8")
    assert "phiên bản khác (999" in refused(built)


@pytest.mark.parametrize(
    "change",
    [
        lambda record: "{",
        lambda record: "[]",
        lambda record: "null",
        lambda record: "{}",
        lambda record: json.dumps({"schema": record["schema"]}),
        lambda record: json.dumps({k: v for k, v in record.items() if k != "encoder"}),
        lambda record: json.dumps(record | {"more": 1}),
        lambda record: json.dumps(record | {"files": []}),
        lambda record: json.dumps(record | {"files": {"archive.sqlite": 3}}),
        lambda record: json.dumps(record | {"files": None}),
        lambda record: json.dumps(record | {"roots": None}),
        lambda record: "\x00" * 100,
    ],
)
def test_damaged_manifest(built: Place, change: Callable[[dict[str, object]], str]) -> None:
    path = built.snapshot / "manifest.json"
    path.write_text(change(json.loads(path.read_text(encoding="utf-8"))), encoding="utf-8")
    assert "manifest.json" in refused(built)


def test_any_damaged_or_missing_file_is_named(built: Place) -> None:
    for name in hashes(built.snapshot):
        if name == "manifest.json":
            continue
        path = built.snapshot / name
        data = path.read_bytes()
        changed = bytearray(data)
        changed[len(data) // 2] ^= 1
        for damage in (bytes(changed), data[:-1], data + b"x", b""):
            path.write_bytes(damage)
            assert name in refused(built)
        path.unlink()
        assert name in refused(built)
        path.write_bytes(data)
    assert texts(built.open())


def test_other_model(built: Place) -> None:
    with pytest.raises(ArchiveError, match="mô hình khác") as caught:
        open_archive(built.archive, HashingEncoder(fingerprint="other/1"), cache=built.archive)
    assert "trichdan index" in caught.value.vi


def test_damaged_archive_is_mended_by_building_again(built: Place) -> None:
    (built.snapshot / "archive.sqlite").write_bytes(b"nothing")
    refused(built)
    built.build()
    assert texts(built.open())


# ---------------------------------------------------------------- vectors are encoded once


def test_nothing_is_encoded_twice(built: Place) -> None:
    assert len(built.encoder.encoded) == len(words_of(sorted(built.sources.iterdir())))
    built.encoder.encoded.clear()
    assert built.build().encoded == 0
    assert built.encoder.encoded == []


def test_new_file_encodes_only_its_clauses(built: Place) -> None:
    built.encoder.encoded.clear()
    write_files(built.sources, {"new.txt": WASTE.replace("34/", "56/").replace("rác thải", "nước thải")})
    report = built.build()
    assert built.encoder.encoded == words_of([built.sources / "new.txt"])
    assert report.encoded == len(built.encoder.encoded)


def test_changed_clause_is_encoded_again_alone(built: Place) -> None:
    built.encoder.encoded.clear()
    write_files(built.sources, {"fire.txt": FIRE.replace("bình chữa cháy", "vòi chữa cháy")})
    built.build()
    assert len(built.encoder.encoded) == 1
    assert "vòi chữa cháy" in built.encoder.encoded[0]


def test_moved_file_encodes_nothing(built: Place) -> None:
    built.encoder.encoded.clear()
    (built.sources / "sub").mkdir()
    (built.sources / "fire.txt").rename(built.sources / "sub" / "other.txt")
    built.build()
    assert built.encoder.encoded == []
    assert built.open().files() == ["sub/other.txt", "waste.txt"]


def test_vectors_from_the_cache_are_the_same(built: Place) -> None:
    question = built.encoder.queries(["thu gom rác thải"])[0]
    before = built.open().dense.search(question, 50)
    built.build()
    assert built.open().dense.search(question, 50) == before


def test_other_encoder_encodes_everything(built: Place) -> None:
    other = HashingEncoder(fingerprint="other/1", dimension=64)
    report = built.build(encoder=other)
    assert report.encoded == len(other.encoded) == len(words_of(sorted(built.sources.iterdir())))
    assert read_manifest(built.archive)[1].dimension == 64


def test_what_was_encoded_before_a_failure_is_kept(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.build.ENCODE_STEP", 4)

    class Stops(HashingEncoder):
        def passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
            if len(self.encoded) >= 8:
                raise KeyboardInterrupt
            return super().passages(texts, progress)

    with pytest.raises(KeyboardInterrupt):
        place.build(encoder=Stops())
    total = len(words_of(sorted(place.sources.iterdir())))
    assert place.build().encoded == total - 8


@pytest.mark.parametrize("damage", [b"", b"not a database" * 100])
def test_damaged_cache_is_as_good_as_empty(built: Place, damage: bytes) -> None:
    (built.archive / "vectors.sqlite").write_bytes(damage)
    report = built.build()
    assert report.encoded == len(words_of(sorted(built.sources.iterdir())))
    assert built.build().encoded == 0


def test_cached_vector_of_another_length_is_not_used(built: Place) -> None:
    with sqlite3.connect(built.archive / "vectors.sqlite") as base:
        base.execute("UPDATE vectors SET vector = substr(vector, 1, 6)")
    base.close()
    assert built.build().encoded > 0
    assert texts(built.open())


def test_cache_keeps_texts_and_encoders_apart(tmp_path: Path) -> None:
    one, other = VectorCache(tmp_path, "a"), VectorCache(tmp_path, "b")
    one.put(["x", "y"], np.asarray([[1, 0], [0, 1]], np.float32))
    assert other.get(["x"]) == [None]
    found = one.get(["y", "z", "x"])
    assert [None if v is None else v.tolist() for v in found] == [[0, 1], None, [1, 0]]
    assert one.get([]) == []


# ---------------------------------------------------------------- what a folder may hold


def test_empty_folder(place: Place, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(InputError, match="thư mục rỗng"):
        place.build(empty)


def test_empty_folder_loses_nothing(built: Place, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError):
        built.build(tmp_path / "empty")
    assert len(built.open().directives) == 2


def test_missing_folder_loses_nothing(built: Place, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="absent"):
        built.build(built.sources, tmp_path / "absent")
    assert len(built.open().directives) == 2


def test_what_cannot_be_read_is_skipped_and_told(place: Place) -> None:
    odd: dict[str, str | bytes] = {
        "binary.txt": b"\x00\x01\x02\xff" * 100, "latin.txt": "Quận".encode("utf-16-le"), "empty.txt": b"", "blank.txt": b" \n",
        "sheet.xyz": "Hà Nội", "scan.pdf": b"%PDF-1.7", "data.pkl": b"\x80\x04.",
    }  # fmt: skip
    write_files(place.sources, odd)
    fine = FIRE.replace("12/", "99/").encode("utf-16")
    write_files(place.sources, {".hidden.txt": FIRE, ".git/config.txt": FIRE, "utf16.txt": fine})
    report = place.build()
    assert {skipped.file for skipped in report.skipped} == set(odd)
    assert all(skipped.vi and skipped.en and "\n" not in skipped.vi for skipped in report.skipped)
    assert report.files == ("fire.txt", "utf16.txt", "waste.txt")
    assert {d.name for d in place.open().directives} == {"12/CV-UBND", "34/CV-UBND", "99/CV-UBND"}


def test_folder_of_nothing_readable(place: Place, tmp_path: Path) -> None:
    write_files(tmp_path / "odd", {"a.bin": b"\x00\x01"})
    with pytest.raises(InputError, match=r"a\.bin"):
        place.build(tmp_path / "odd")
    assert not (place.archive / "CURRENT").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_unreadable_file(place: Place) -> None:
    (place.sources / "fire.txt").chmod(0)
    assert [skipped.file for skipped in place.build().skipped] == ["fire.txt"]


def test_file_removed_leaves_the_archive(built: Place) -> None:
    (built.sources / "fire.txt").unlink()
    built.build()
    archive = built.open()
    assert archive.files() == ["waste.txt"]
    assert [d.name for d in archive.directives] == ["34/CV-UBND"]
    assert "chữa cháy" not in texts(archive)
    assert archive.lexical.scores("chữa cháy", True).max() == 0


def test_same_name_in_two_folders(place: Place, tmp_path: Path) -> None:
    other = write_files(tmp_path / "other", {"fire.txt": WASTE.replace("34/", "35/")})
    place.build(place.sources, other)
    archive = place.open()
    assert archive.files() == ["fire.txt", "other/fire.txt", "waste.txt"]
    assert "35/CV-UBND" in archive.source("other/fire.txt").text


def test_links_out_of_the_folder_are_not_followed(place: Place, tmp_path: Path) -> None:
    secret = write_files(tmp_path / "secret", {"secret.txt": FIRE.replace("12/", "77/")})
    (place.sources / "link.txt").symlink_to(secret / "secret.txt")
    (place.sources / "folder").symlink_to(secret)
    (place.sources / "loop").symlink_to(place.sources)
    assert place.build().files == ("fire.txt", "waste.txt")


def test_archive_inside_its_own_folder(place: Place) -> None:
    place.archive = place.sources / "archive"
    first = place.build()
    assert place.build().files == first.files == ("fire.txt", "waste.txt")


def test_archive_in_the_folder_of_its_sources(place: Place) -> None:
    place.archive = place.sources
    report = place.build()  # before there is a CURRENT
    assert (report.files, report.skipped) == (("fire.txt", "waste.txt"), ())
    (place.archive / "CURRENT-0").write_text("1")  # what a build that was killed may leave
    (place.archive / "vectors.sqlite-journal").touch()
    report = place.build()
    assert (report.files, report.skipped) == (("fire.txt", "waste.txt"), ())


def test_other_archives_in_a_folder_of_sources(place: Place, tmp_path: Path) -> None:
    other = Place(tmp_path / "other")
    other.archive = place.sources / "kho"
    other.build()
    names = ["kho/water.txt", "snapshots/1.txt", "CURRENT.md", "d/CURRENT"]
    write_files(place.sources, {name: WASTE.replace("34/", f"{at + 56}/") for at, name in enumerate(names)})
    report = place.build()
    # "snapshots" where no archive is, and names that only begin alike, are documents like any other.
    assert report.files == ("CURRENT.md", "fire.txt", "waste.txt", "d/CURRENT", "kho/water.txt", "snapshots/1.txt")
    assert report.skipped == ()


def test_roots_that_are_away_are_remembered(place: Place, tmp_path: Path) -> None:
    away = tmp_path / "away"
    build([place.sources], place.archive, place.encoder, None, lambda *_: None, [away, place.sources])
    assert read_manifest(place.archive)[1].roots == (str(away), str(place.sources))
    place.build()
    assert read_manifest(place.archive)[1].roots == (str(place.sources),)


def test_text_is_stored_as_it_is(place: Place, tmp_path: Path) -> None:
    data = "\ufeffQuận ủy\r\nSố 1-CV/QU\r\n\r\nNội dung cha\u0300o\u00a0anh.\x0c".encode()
    place.build(write_files(tmp_path / "crlf", {"a.txt": data}))
    source = place.open().source("a.txt")
    assert source.text.encode() == data
    assert source.sha256 == hashlib.sha256(data).hexdigest()


# ---------------------------------------------------------------- no code in the data


def test_no_pickle(built: Place) -> None:
    built.open()
    for name in hashes(built.archive):
        path = built.archive / name
        data = path.read_bytes()
        if path.suffix == ".npy":
            np.load(path, allow_pickle=False)  # refuses anything but numbers
        if path.suffix == ".npz":
            with np.load(path, allow_pickle=False) as arrays:
                assert all(arrays[key].dtype != object for key in arrays)
        assert path.suffix in (".json", ".npy", ".npz", ".faiss", ".sqlite", ".lock", ""), name
        if data:
            with pytest.raises((ValueError, IndexError, KeyError, UnicodeError)):
                list(pickletools.genops(data))


# ---------------------------------------------------------------- the two indexes


def test_dense_search_keeps_to_the_clauses_allowed() -> None:
    vectors = np.eye(4, dtype=np.float32)
    index = DenseIndex.of(vectors, [10, 11, 11, 12])
    assert list(index.search(vectors[0], 1)) == [10]
    assert set(index.search(vectors[0], 9)) == {10, 11, 12}
    assert set(index.search(vectors[0], 9, np.asarray([11, 12]))) == {11, 12}
    assert index.search(vectors[2], 9)[11] == 1.0
    assert index.search(vectors[0], 9, np.asarray([], np.int64)) == {}
    assert DenseIndex.of(np.empty((0, 4), np.float32), []).search(vectors[0], 5) == {}


def test_lexical_index_with_and_without_marks(tmp_path: Path) -> None:
    index = LexicalIndex.of(["Quận ủy Hà Đông", "quan uy ha dong", "thu gom rác thải", "…"])
    assert index.scores("Hà Đông", True).argmax() == 0
    assert index.scores("Hà Đông", True)[1] == 0
    assert index.scores("ha dong", False)[1] == pytest.approx(index.scores("ha dong", False)[0])
    assert index.scores("không có gì", True).tolist() == [0, 0, 0, 0]
    assert index.scores("", True).tolist() == [0, 0, 0, 0]
    assert (index.frequency("rác_thải".replace("rác", "rac1").replace("thải", "thai3"), True)) == 1
    assert index.frequency("rac_thai", False) == 1
    assert index.frequency("absent", False) == 0
    index.save(tmp_path)
    again = LexicalIndex.load(tmp_path, 4)
    assert again.scores("rác thải", True).tolist() == index.scores("rác thải", True).tolist()


def test_lexical_index_of_nothing() -> None:
    assert LexicalIndex.of([]).scores("gì", True).tolist() == []
    assert LexicalIndex.of(["", "…"]).scores("gì", True).tolist() == [0, 0]
