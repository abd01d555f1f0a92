"""Runs that stop half-way and go on; questions asked by several processes; repeats that must agree."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from filelock import FileLock

from eval.questions import EvalSet, Question
from eval.run import run
from eval.running.asking import ask_all
from eval.running.journal import Journal, journal, key_of
from eval.types import Answered, Reply, Result, System, Usage
from index.errors import ArchiveError, CancelledError, TrichdanError
from tests import eval_cases
from tests.eval_cases import DIRECTIVE, QUESTIONS, knows_one_thing, make_evalset
from tests.fakes import write_files

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def evalset(tmp_path: Path) -> EvalSet:
    """The set of tests/eval_cases.py."""
    return make_evalset(tmp_path)


def run_it(evalset: EvalSet, system: System, kept: Journal | None = None, jobs: int = 1, repeat: int = 1) -> Result:
    """A run without trimmings."""
    return run(evalset, system, name="x", encoder="y", journal=kept, jobs=jobs, repeat=repeat)


def same_but_for_the_clock(one: Result, two: Result) -> bool:
    rows = [[replace(row, seconds=()) for row in result.rows] for result in (one, two)]
    return rows[0] == rows[1] and one.texts == two.texts


# ---------------------------------------------------------------- journal


def test_a_stopped_run_goes_on_where_it_was(evalset: EvalSet, tmp_path: Path) -> None:
    with journal(tmp_path, "k") as kept, pytest.raises(KeyboardInterrupt):
        run_it(evalset, eval_cases.is_stopped, kept)
    asked = []

    def noting(question: Question) -> Reply:
        asked.append(question.id)
        return knows_one_thing(question)

    with journal(tmp_path, "k") as kept:
        assert kept
        assert list(kept.known) == ["t1", "t2"]
        result = run_it(evalset, noting, kept)
        assert asked == ["t3", "h1"]
        assert same_but_for_the_clock(result, run_it(evalset, knows_one_thing))
        assert result.rows[0].seconds == kept.known["t1"].seconds
        kept.remove()
    with journal(tmp_path, "k") as kept:
        assert kept
        assert kept.known == {}


def test_a_fresh_run_takes_nothing_over(evalset: EvalSet, tmp_path: Path) -> None:
    with journal(tmp_path, "k") as kept:
        run_it(evalset, knows_one_thing, kept)
    with journal(tmp_path, "k", fresh=True) as kept:
        assert kept
        assert kept.known == {}


GOOD = Answered("a", Reply("có", False, usage=Usage(1, 2, 0.1)), (0.25, 1 / 3), False)


def lines_of(folder: Path, *answered: Answered) -> bytes:
    """What a journal writes for these."""
    with journal(folder, "lines", fresh=True) as kept:
        assert kept
        for one in answered:
            kept.add(one)
    return (folder / "eval" / "journals" / "lines.jsonl").read_bytes()


@pytest.mark.parametrize(
    ("harm", "known"),
    [
        (lambda one, two: one + two, ["a", "b"]),
        (lambda one, two: one + two[: len(two) // 2], ["a"]),
        (lambda one, two: one + two[:-1], ["a", "b"]),
        (lambda one, two: one[:10] + two, []),
        (lambda one, two: one + b"\0" * 4096, ["a"]),
        (lambda one, two: b"\xff\xfe{}\n" + two, ["b"]),
        (lambda one, two: b"[]\n{}\n7\n" + one + b'{"id": "b"}\n', ["a"]),
        (lambda one, two: b"", []),
    ],
)
def test_what_is_torn_is_asked_again(harm: object, known: list[str], tmp_path: Path) -> None:
    assert callable(harm)
    other = replace(GOOD, id="b")
    one, two = (lines_of(tmp_path, answered) for answered in (GOOD, other))
    (tmp_path / "eval" / "journals" / "k.jsonl").write_bytes(harm(one, two))
    with journal(tmp_path, "k") as kept:
        assert kept
        assert list(kept.known) == known
        assert all(replace(answered, id="a") == GOOD for answered in kept.known.values())
        kept.add(replace(GOOD, id="c"))
    with journal(tmp_path, "k") as kept:  # what came after the torn line is whole
        assert kept
        assert list(kept.known) == [*known, "c"]


def test_two_runs_of_one_kind_do_not_share_a_journal(tmp_path: Path) -> None:
    with journal(tmp_path, "k") as first, journal(tmp_path, "k") as second, journal(tmp_path, "other") as third:
        assert first
        assert second is None
        assert third
        first.add(GOOD)
    with journal(tmp_path, "k") as again:
        assert again
        assert list(again.known) == ["a"]


def test_where_nothing_can_be_written_there_is_no_journal(tmp_path: Path) -> None:
    (tmp_path / "eval").write_text("a file", encoding="utf-8")
    with journal(tmp_path, "k") as kept:
        assert kept is None


def test_old_journals_are_thrown_away(tmp_path: Path) -> None:
    lines_of(tmp_path, GOOD)
    path = tmp_path / "eval" / "journals" / "lines.jsonl"
    os.utime(path, (0, 0))
    with journal(tmp_path, "k"):
        assert not path.exists()


def test_the_key_follows_every_part() -> None:
    keys = [key_of({}), key_of({"a": "1"}), key_of({"a": "2"}), key_of({"b": "1"}), key_of({"a": "1", "b": "1"})]
    assert len(set(keys)) == len(keys)
    assert key_of({"a": "1", "b": "2"}) == key_of({"b": "2", "a": "1"})


# ---------------------------------------------------------------- cancelling


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_run_is_cancelled_and_goes_on(evalset: EvalSet, tmp_path: Path, jobs: int) -> None:
    done = [0]

    def progress(answered: int, every: int) -> None:
        done[0] = answered

    def asked_enough() -> bool:
        return done[0] >= 1

    with journal(tmp_path, "k") as kept, pytest.raises(CancelledError):
        run(
            evalset,
            eval_cases.slowly,
            name="x",
            encoder="y",
            jobs=jobs,
            journal=kept,
            progress=progress,
            cancelled=asked_enough,
        )
    with journal(tmp_path, "k") as kept:
        assert kept
        assert 1 <= len(kept.known) < len(QUESTIONS)
        assert same_but_for_the_clock(run_it(evalset, knows_one_thing, kept), run_it(evalset, knows_one_thing))


# ---------------------------------------------------------------- repeats


def test_every_repeat_is_timed(evalset: EvalSet) -> None:
    result = run_it(evalset, knows_one_thing, repeat=3)
    assert [len(row.seconds) for row in result.rows] == [3] * 4
    assert (result.repeat, result.unstable) == (3, ())


def test_a_system_that_changes_its_mind_is_named(evalset: EvalSet, tmp_path: Path) -> None:
    with journal(tmp_path, "k") as kept:
        assert run_it(evalset, eval_cases.changes_its_mind, kept, repeat=2).unstable == ("t2",)
    with journal(tmp_path, "k") as kept:  # also where it was not asked this time
        assert run_it(evalset, knows_one_thing, kept, repeat=2).unstable == ("t2",)


def test_what_a_model_cost_is_no_change_of_mind() -> None:
    replies = iter([Reply("có", False, usage=Usage(10, 2)), Reply("có", False, usage=Usage(0, 0))])
    answered = list(ask_all([Question("a", "k", "?")], lambda _: next(replies), repeat=2))
    assert answered[0].stable


# ---------------------------------------------------------------- processes


@pytest.mark.parametrize("jobs", [2, 9])
def test_several_processes_answer_as_one_does(evalset: EvalSet, jobs: int) -> None:
    result = run_it(evalset, knows_one_thing, jobs=jobs)
    assert same_but_for_the_clock(result, run_it(evalset, knows_one_thing))
    assert result.jobs == jobs


@pytest.mark.parametrize(
    ("system", "error", "named"),
    [
        (eval_cases.is_killed, TrichdanError, r"t3.*-9.*--jobs"),
        (eval_cases.breaks, TrichdanError, r"kho hỏng|h1: ZeroDivisionError: nothing"),
        (eval_cases.CannotOpen(), TrichdanError, "kho đã đi đâu mất"),
    ],
)
def test_what_goes_wrong_in_a_process_is_told(
    evalset: EvalSet, system: System, error: type[Exception], named: str
) -> None:
    with pytest.raises((error, RuntimeError), match=named):
        run_it(evalset, system, jobs=2)


def test_processes_can_be_started_from_a_thread(evalset: EvalSet) -> None:
    results: list[Result] = []
    thread = threading.Thread(target=lambda: results.append(run_it(evalset, knows_one_thing, jobs=2)))
    thread.start()
    thread.join(60)
    assert [row.id for row in results[0].rows] == ["t1", "t2", "t3", "h1"]


# ---------------------------------------------------------------- the real command, stopped for real

MANY = 40
DRIVER = """
import signal
import sys
import eval.evaluate
import index.encode
from tests.eval_cases import slowly
from tests.fakes import HashingEncoder
from ui import terminal
# A shell that starts the tests in the background has Ctrl-C ignored, by all that it starts.
signal.signal(signal.SIGINT, signal.default_int_handler)
index.encode.open_encoder = lambda model, cache: HashingEncoder()
eval.evaluate.our_system = lambda archive, how, llm: slowly
sys.exit(terminal.main(sys.argv[1:]))
"""


class Command:
    """``trichdan eval run`` in a process of its own, on forty questions that take a tenth of a second each."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log = folder / "asked"
        lines = (json.dumps(QUESTIONS[0]).replace('"t1"', f'"m{number}"') for number in range(MANY))
        write_files(folder / "many", {"documents/a.txt": DIRECTIVE, "questions.jsonl": "\n".join(lines)})
        self.environment = {
            **os.environ, "PYTHONPATH": str(ROOT), "TRICHDAN_CACHE": str(folder / "cache"), "TRICHDAN_LANG": "en",
            "TRICHDAN_DATA": str(folder / "data"), "EVAL_CASES_ASKED": str(self.log),
        }  # fmt: skip
        self.started: list[subprocess.Popen[str]] = []

    def start(self, *flags: str) -> subprocess.Popen[str]:
        """Starts it, in a process group of its own as a shell does."""
        command = [sys.executable, "-c", DRIVER, "eval", "run", str(self.folder / "many"), *flags]
        made = subprocess.Popen(
            command, env=self.environment, cwd=self.folder, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            start_new_session=True,
        )  # fmt: skip
        self.started.append(made)
        return made

    def asked(self) -> list[str]:
        """The ids of the questions asked so far, by whatever process."""
        return [line.split()[1] for line in self._lines()]

    def alive(self) -> set[int]:
        """The processes that asked something and still live."""
        return {int(line.split()[0]) for line in self._lines() if _lives(int(line.split()[0]))}

    def _lines(self) -> list[str]:
        return self.log.read_text(encoding="utf-8").splitlines() if self.log.exists() else []

    def wait_for(self, count: int) -> None:
        """Until ``count`` questions were asked."""
        end = time.monotonic() + 60
        while len(self.asked()) < count:
            assert self.started[-1].poll() is None, self.started[-1].communicate()
            assert time.monotonic() < end
            time.sleep(0.02)


def _lives(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{number}/stat")
    return not (status.exists() and status.read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "Z")


@pytest.fixture
def command(tmp_path: Path) -> Iterator[Command]:
    """The command; what it left running is ended."""
    made = Command(tmp_path)
    yield made
    for process in made.started:
        if process.poll() is None:
            process.kill()
        process.communicate()


@pytest.mark.parametrize(
    ("flags", "sent"), [((), "kill"), (("--jobs", "2"), "kill"), ((), "ctrl-c"), (("--jobs", "2"), "ctrl-c")]
)
def test_the_command_goes_on_after_it_was_killed(command: Command, flags: tuple[str, ...], sent: str) -> None:
    first = command.start(*flags)
    command.wait_for(6)
    if sent == "kill":
        first.kill()
    else:
        os.killpg(first.pid, signal.SIGINT)  # a terminal sends it to all processes of the group
    out, err = first.communicate(timeout=30)
    assert first.returncode == (-signal.SIGKILL if sent == "kill" else 130)
    assert "Traceback" not in err
    assert out == ""
    end = time.monotonic() + 60
    while command.alive():
        assert time.monotonic() < end, "a process is left"
        time.sleep(0.05)
    before = command.asked()
    second = command.start(*flags)
    out, err = second.communicate(timeout=60)
    assert second.returncode == 0, err
    assert "Going on: " in err
    again = command.asked()[len(before) :]
    assert len(again) <= MANY - len(before) + 2  # of those being asked just then, the answer was not kept
    assert {*before, *again} == {f"m{number}" for number in range(MANY)}
    assert f"{MANY}/{MANY}" in out
    assert not list((command.folder / "cache" / "eval" / "journals").glob("*.jsonl"))
    kept = list((command.folder / "data" / "results").iterdir())
    assert len(kept) == 1
    assert str(kept[0]) in err


def test_the_same_command_twice_at_once(command: Command) -> None:
    both = [command.start(), command.start()]
    said = [process.communicate(timeout=60) for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert sum("is running already" in err for _, err in said) == 1
    assert len(list((command.folder / "data" / "results").iterdir())) == 2


def test_a_lock_left_behind_by_a_dead_process_is_no_lock(tmp_path: Path) -> None:
    lines_of(tmp_path, GOOD)
    (tmp_path / "eval" / "journals" / "k.lock").touch()
    with journal(tmp_path, "k") as kept:
        assert kept
        with pytest.raises(TimeoutError):
            FileLock(tmp_path / "eval" / "journals" / "k.lock").acquire(timeout=0)


def test_errors_of_ours_come_back_whole(evalset: EvalSet) -> None:
    with pytest.raises(TrichdanError) as caught:
        run_it(evalset, eval_cases.CannotOpen(), jobs=2)
    assert caught.value.message("en") == "the archive is gone"
    with pytest.raises(ArchiveError):
        run_it(replace(evalset, questions=evalset.questions[2:3]), eval_cases.breaks)
