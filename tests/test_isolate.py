"""Readers in processes of their own: whatever they do costs one file."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.errors import SourceError
from index.formats import isolate
from index.formats.isolate import Workers
from index.formats.sniff import Kind
from index.formats.wire import dump, load
from index.types import Extract, Note, Place
from tests import misbehaving
from tests.fakes import HashingEncoder, write_files

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(autouse=True)
def _misbehaving(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolate, "_BOOT", misbehaving.BOOT)


@pytest.fixture
def workers() -> Iterator[Workers]:
    with Workers(quiet=20, count=1) as made:
        yield made


def quiet(*_: object) -> None:
    pass


def text(workers: Workers, what: str) -> str:
    return load(workers.submit(Kind.PDF, what.encode(), quiet).result(60)).text


def refusal(workers: Workers, what: str) -> str:
    with pytest.raises(SourceError) as caught:
        text(workers, what)
    assert caught.value.vi
    assert "\n" not in caught.value.vi
    return caught.value.en


def gone(number: int) -> bool:
    """Whether a process has ended; one that nobody has asked about yet (a zombie) has."""
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return True
    try:
        return ") Z " in Path(f"/proc/{number}/stat").read_text()
    except OSError:
        return True


def eventually(holds: Callable[[], bool], seconds: float = 20) -> bool:
    end = time.monotonic() + seconds
    while not holds() and time.monotonic() < end:
        time.sleep(0.05)
    return holds()


def test_one_worker_reads_one_file_after_the_other(workers: Workers) -> None:
    assert len({text(workers, "echo").split()[1] for _ in range(3)}) == 1
    assert text(workers, "noise").startswith("noise")


@pytest.mark.parametrize(
    ("what", "says"), [("crash", "crash"), ("leave", "crash"), ("hog", "memory"), ("bug", "KeyError"), ("refuse", "refused")]
)  # fmt: skip
def test_a_bad_file_costs_itself_only(workers: Workers, what: str, says: str) -> None:
    before = text(workers, "echo").split()[1]
    assert says in refusal(workers, what)
    after = text(workers, "echo").split()[1]
    assert (before == after) == (what == "refuse")  # an orderly refusal is no reason to begin anew


def test_a_reader_that_says_nothing_is_stopped() -> None:
    with Workers(quiet=0.5, count=1) as workers:
        text(workers, "echo")
        assert "too long" in refusal(workers, "hang")
        assert text(workers, "echo").startswith("echo")


def test_a_page_now_and_then_gives_it_more_time() -> None:
    with Workers(quiet=2, count=1) as workers:
        text(workers, "echo")
        pages: list[tuple[int, int]] = []
        found = workers.submit(Kind.PDF, b"pages 0.7", lambda page, every: pages.append((page, every))).result(60)
        assert load(found).text.startswith("pages")
        assert pages == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_processors_are_shared_among_the_files_being_read() -> None:
    with Workers(count=4) as workers:
        assert text(workers, "echo").split()[2] == "4"
        many = [workers.submit(Kind.PDF, b"pages 0.2", quiet) for _ in range(8)]
        assert min(int(load(one.result(60)).text.split()[2]) for one in many) == 1


def test_no_worker_for_what_needs_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from index.build import build

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a process was started")

    monkeypatch.setattr(subprocess, "Popen", refuse)
    write_files(tmp_path / "d", {"a.txt": "Số 1-CV/QU\n\nNội dung một.", "b.md": "Số 2-CV/QU\n\nNội dung hai."})
    assert len(build([tmp_path / "d"], tmp_path / "kho", HashingEncoder(), None, quiet).files) == 2


def test_a_system_that_starts_no_process(workers: Workers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert refusal(workers, "echo")


def test_what_is_read_when_the_block_is_left_ends_with_all_it_started(tmp_path: Path) -> None:
    numbers = tmp_path / "numbers"

    def interrupted() -> None:
        with Workers(count=1) as workers:
            workers.submit(Kind.PDF, f"children {numbers}".encode(), quiet)
            assert eventually(lambda: numbers.exists() and len(numbers.read_text().split()) == 2)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert eventually(lambda: all(gone(int(number)) for number in numbers.read_text().split()))


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGKILL])
def test_a_build_that_is_stopped_leaves_no_process(tmp_path: Path, sent: signal.Signals) -> None:
    numbers = tmp_path / "numbers"
    write_files(tmp_path / "d", {"1.txt": "Số 1-CV/QU\n\nNội dung.", "a.pdf": f"%PDF-children {numbers}"})
    script = (
        "import signal, sys; from pathlib import Path; from index.build import build; from tests import fakes, misbehaving\n"
        # A shell's background jobs, this test among them perhaps, are born deaf to SIGINT.
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "misbehaving.install()\n"
        "build([Path(sys.argv[1])], Path(sys.argv[2]), fakes.HashingEncoder(), None, lambda *_: None)"
    )
    command = [sys.executable, "-c", script, str(tmp_path / "d"), str(tmp_path / "kho")]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL) as process:
        assert eventually(lambda: numbers.exists() and len(numbers.read_text().split()) == 2)
        process.send_signal(sent)
        try:
            assert process.wait(30) != 0
        finally:
            process.kill()
    assert eventually(lambda: all(gone(int(number)) for number in numbers.read_text().split()))
    assert not (tmp_path / "kho" / "CURRENT").exists()


def test_a_bad_file_of_a_folder(tmp_path: Path) -> None:
    """Results stand in the order of the names, whoever was quicker."""
    from index.build import build

    letters = {f"{number}.txt": f"Số {number}-CV/QU\n\nNội dung {number}." for number in (2, 5)}
    bad = {
        "1.pdf": "%PDF-crash",
        "3.pdf": "%PDF-pages 0.2",
        "4.pdf": "%PDF-bug",
        "6.pdf": "%PDF-echo",
        "7.pdf": "%PDF-crash x",
    }
    report = build([write_files(tmp_path / "d", letters | bad)], tmp_path / "kho", HashingEncoder(), None, quiet)
    assert report.files == ("2.txt", "3.pdf", "5.txt", "6.pdf")
    assert [one.file for one in report.skipped] == ["1.pdf", "4.pdf", "7.pdf"]


# ---- what goes over the pipe

WHOLE = Extract(
    "Một\ud800 hai\0\n", "pdf", (Place(0, 3, 1, (1.0, 2.5, 3.0, 4.0)), Place(5, 8, 2, (0.0, 0.0, 1.0, 1.0), 0.5)),
    (Note("đục", "blurred"),),
)  # fmt: skip


def test_an_extract_comes_back_as_it_was() -> None:
    assert load(dump(WHOLE)) == WHOLE


@pytest.mark.parametrize("data", [b"", b"{}", b"[1]", b"null", b'["a","b",[[1]],[]]', b"\xff"])
def test_anything_else_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        load(data)
