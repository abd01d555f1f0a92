"""``trichdan eval run`` from the terminal: what it prints, writes and refuses."""

import json
import os
import shlex
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from eval.evaluate import Options, evaluate
from eval.questions import load
from eval.result import read_result
from eval.types import Reply, Result, System
from eval.variants import DEFAULT
from index.archive import Archive, open_archive
from index.build import build
from index.errors import CancelledError
from rag.generating.settings import Model
from rag.types import HYBRID, Retrieval
from tests import commandline, eval_cases
from tests.eval_cases import DIRECTIVE, knows_one_thing, make_evalset
from tests.fakes import HashingEncoder, write_files

terminal = commandline.terminal
Terminal = commandline.Terminal


@pytest.fixture
def run(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal, the set of tests/eval_cases.py in ``set``, and a stand-in that answers."""
    make_evalset(terminal.folder)
    answer_with(knows_one_thing, monkeypatch)
    return terminal


def answer_with(system: System, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eval.evaluate.our_system", lambda archive, how, llm: system)


def results(folder: Path) -> list[Result]:
    return [read_result(path) for path in sorted(folder.glob("*.json*"))]


def test_it_prints_and_writes(run: Terminal) -> None:
    target = run.folder / "r.json"
    done = run("eval", "run", run.folder / "set", "--split", "tune", "--wrong", "--output", target, "--lang", "en")
    assert done.code == 0
    assert "Ai tuyên truyền Chỉ thị 06?" in done.out
    assert " 2/3  0.67 " in done.out
    assert f"trichdan eval report {target}" in done.err
    result = read_result(target)
    assert [row.id for row in result.rows] == ["t1", "t2", "t3"]
    assert (result.system, result.variant, result.split, result.encoder) == (
        "trichdan",
        "default",
        "tune",
        "hashing/None",
    )
    assert result.configuration["lexical"] == "on"
    assert not (run.folder / "data").exists()


def test_without_output_the_result_is_kept_with_the_users_data(run: Terminal) -> None:
    assert run("eval", "run", run.folder / "set").code == 0
    assert run("eval", "run", run.folder / "set").code == 0
    kept = results(run.folder / "data" / "results")
    assert [result.set for result in kept] == ["set", "set"]
    assert [replace(row, seconds=()) for row in kept[0].rows] == [replace(row, seconds=()) for row in kept[1].rows]


def test_a_compressed_result(run: Terminal) -> None:
    assert run("eval", "run", run.folder / "set", "--output", run.folder / "r.json.gz").code == 0
    assert (run.folder / "r.json.gz").read_bytes()[:2] == b"\x1f\x8b"
    assert len(read_result(run.folder / "r.json.gz").rows) == 4


def test_a_data_folder_that_cannot_be_written_costs_no_answer(run: Terminal) -> None:
    (run.folder / "data").write_text("a file", encoding="utf-8")
    done = run("eval", "run", run.folder / "set")
    assert done.code == 0
    assert "2/4" in done.out
    assert "--output" in done.err


def test_it_speaks_vietnamese_and_keeps_what_is_held_back(run: Terminal) -> None:
    shown = run("eval", "run", run.folder / "set", "--wrong").out
    assert "tất cả" in shown
    assert "CÂU ĐỂ RIÊNG" not in shown
    assert "CÂU ĐỂ RIÊNG" in run("eval", "run", run.folder / "set", "--reveal").out


def test_several_variants_side_by_side(run: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, Retrieval]] = []

    def made(archive: Archive, how: Retrieval, llm: Model | None) -> System:
        asked.append((str(archive.folder.parent.parent), how))
        return knows_one_thing if how == HYBRID else lambda _: Reply("", True)

    monkeypatch.setattr("eval.evaluate.our_system", made)
    flags: list[str | Path] = [
        "--variant",
        "default",
        "--variant",
        "no-bm25",
        "--variant",
        "no-context",
        "--output",
        run.folder / "r.json",
    ]
    done = run("eval", "run", run.folder / "set", *flags)
    assert done.code == 0
    assert {path.name for path in run.folder.glob("r*.json")} == {
        "r.default.json",
        "r.no-bm25.json",
        "r.no-context.json",
    }
    assert [how for _, how in asked] == [HYBRID, Retrieval(lexical=False), HYBRID]
    assert asked[0][0] == asked[1][0] != asked[2][0]
    table = {
        line.rpartition("0.")[0].split("  ")[0]: line.split() for line in done.out.splitlines() if "trichdan" in line
    }
    assert {"trichdan", "trichdan no-bm25", "trichdan no-context"} <= set(table)
    assert read_result(run.folder / "r.no-bm25.json").configuration["lexical"] == "off"


def test_several_sets_of_which_one_has_no_documents(run: Terminal) -> None:
    write_files(run.folder / "empty", {"questions.jsonl": '{"id": "a", "kind": "x", "question": "Ai?"}'})
    write_files(
        run.folder / "2" / "set",
        {"documents/a.txt": DIRECTIVE, "questions.jsonl": '{"id": "a", "kind": "x", "question": "Ai?"}'},
    )
    sets = [run.folder / "empty", run.folder / "set", run.folder / "2" / "set"]
    done = run("eval", "run", *sets, "--output", run.folder / "r.json")
    assert done.code == 0
    assert "empty" in done.err
    assert [len(read_result(run.folder / name).rows) for name in ("r.set.json", "r.set.2.json")] == [4, 1]
    alone = run("eval", "run", run.folder / "empty")
    assert (alone.code, alone.out) == (2, "")


def test_an_archive_is_asked_about_a_set_without_documents(run: Terminal) -> None:
    build(
        [run.folder / "set" / "documents"],
        run.folder / "kho",
        HashingEncoder(fingerprint="hashing/None"),
        None,
        lambda *_: None,
    )
    questions = run.folder / "set" / "questions.jsonl"
    alone = write_files(run.folder / "alone", {"questions.jsonl": questions.read_bytes()})
    done = run("eval", "run", alone, "--archive", run.folder / "kho", "--output", run.folder / "r.json")
    assert done.code == 0, done
    assert read_result(run.folder / "r.json").configuration["archive"] == "given"
    for flags in (["--model", "x/y"], ["--variant", "no-context"]):
        assert flags[0] in run.fails("eval", "run", alone, "--archive", run.folder / "kho", *flags)


def test_a_set_written_about_an_archive_is_asked_there(run: Terminal) -> None:
    build(
        [run.folder / "set" / "documents"],
        run.folder / "kho",
        HashingEncoder(fingerprint="hashing/None"),
        None,
        lambda *_: None,
    )
    questions = (run.folder / "set" / "questions.jsonl").read_bytes()
    write_files(run.folder / "about", {"questions.jsonl": questions, "set.json": '{"archive": "../kho"}'})
    assert run("eval", "run", run.folder / "about", "--output", run.folder / "r.json").code == 0
    assert read_result(run.folder / "r.json").configuration["archive"] == "given"
    assert not list((run.folder / "cache" / "eval").glob("about*"))


def test_questions_that_are_lost_or_wait_are_named(run: Terminal) -> None:
    changed = DIRECTIVE.replace("04/9/2021", "05/9/2021")
    waiting = '{"id": "w", "kind": "date", "question": "Ngày?", "answers": [["1"]], "status": "proposed"}'
    questions = (run.folder / "set" / "questions.jsonl").read_text(encoding="utf-8")
    write_files(run.folder / "set", {"documents/a.txt": changed, "questions.jsonl": f"{questions}\n{waiting}"})
    done = run("eval", "run", run.folder / "set", "--lang", "en")
    assert done.code == 0
    assert "1 questions could not be asked" in done.err
    assert "t1 (a.txt)" in done.err
    assert "1 questions wait" in done.err


def test_another_model_has_an_archive_of_its_own(run: Terminal) -> None:
    assert run("eval", "run", run.folder / "set", "--model", "x/y", "--output", run.folder / "r.json").code == 0
    result = read_result(run.folder / "r.json")
    assert (result.encoder, result.configuration["model"]) == ("hashing/x/y", "x/y")


def test_the_report_is_written_as_a_page(run: Terminal) -> None:
    flags = ["--variant=default", "--variant=no-dense", "--split=tune"]
    done = run("eval", "run", run.folder / "set", "--report", run.folder / "p.html", *flags)
    assert done.code == 0, done
    for name in ("p.default.html", "p.no-dense.html"):
        assert "Ai tuyên truyền Chỉ thị 06?" in (run.folder / name).read_text(encoding="utf-8")
        assert name in done.err


def test_answers_that_change_are_an_error_that_names_them(run: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    answer_with(eval_cases.changes_its_mind, monkeypatch)
    done = run("eval", "run", run.folder / "set", "--repeat", "2", "--output", run.folder / "r.json", "--lang", "en")
    assert done.code == 2
    assert ": t2. " in done.err.splitlines()[-1]
    assert read_result(run.folder / "r.json").unstable == ("t2",)


def test_ctrl_c_says_how_to_go_on(run: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    answer_with(eval_cases.is_stopped, monkeypatch)
    stopped = run("eval", "run", run.folder / "set")
    assert (stopped.code, stopped.out) == (130, "")
    assert "làm tiếp" in stopped.err
    answer_with(knows_one_thing, monkeypatch)
    assert "Tiếp tục: đã có 2/4 câu (--fresh: hỏi lại từ đầu)" in run("eval", "run", run.folder / "set").err
    assert "Tiếp tục" not in run("eval", "run", run.folder / "set").err


@pytest.mark.parametrize(
    "flag", ["--fresh", "--repeat=2", "--split=tune", "--variant=no-bm25", "--kind=org", "--model=x"]
)
def test_another_run_does_not_go_on(run: Terminal, monkeypatch: pytest.MonkeyPatch, flag: str) -> None:
    answer_with(eval_cases.is_stopped, monkeypatch)
    assert run("eval", "run", run.folder / "set").code == 130
    answer_with(knows_one_thing, monkeypatch)
    assert "Tiếp tục" not in run("eval", "run", run.folder / "set", flag).err


def test_a_result_that_cannot_be_written_costs_no_answer(run: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(result: Result, path: Path) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("eval.result.save", full)
        done = run("eval", "run", run.folder / "set", "--output", run.folder / "r.json")
    assert (done.code, done.out) == (2, "")
    assert "No space left" in done.err.splitlines()[-1]
    assert "4/4" in run("eval", "run", run.folder / "set", "--output", run.folder / "r.json").err


@pytest.mark.parametrize(
    ("bad", "named"),
    [
        (["--output", "/no/such/folder/r.json"], "--output"),
        (["--output", "/"], "--output"),
        (["--output", ""], ""),
        (["--report", "/no/such/folder/r.html"], "--report"),
        (["--archive", "/no/such/archive"], "/no/such/archive"),
        (["--split", "half"], "--split"),
        (["--variant", "no-thing"], "no-thing"),
        (["--kind", "thing"], "date (ngày tháng), org (cơ quan), none (không có lời đáp)"),
        (["--output", "{}/set/questions.jsonl"], "questions.jsonl"),
        (["--output", "{}/set/set.json"], "chính tệp ấy"),
        (["--output", "{}/set/linked.json"], "chính tệp ấy"),
        (["--output", "{}/set/documents/a.txt"], ".json, .json.gz"),
        (["--output", "{}/r.html"], ".json, .json.gz"),
        (["--report", "{}/set/questions.jsonl"], "questions.jsonl"),
        (["--report", "{}/set/documents/a.html"], "chọn nơi khác ở --report"),
        (["--report", "{}/r.json"], ".html, .htm"),
        (["--archive", "{}", "--output", "{}/r.json"], "nơi lệnh này đọc"),
        (["--repeat", "0"], "--repeat"),
        (["--jobs", "0"], "--jobs"),
        (["--jobs", "1000"], "--jobs"),
        (["--split", "held", "--kind", "date"], "held, date"),
        (["/no/such/set"], "/no/such/set"),
    ],
)
def test_it_refuses_in_one_line(run: Terminal, bad: list[str], named: str) -> None:
    write_files(run.folder / "set", {"set.json": "{}"})
    (run.folder / "set" / "linked.json").symlink_to("questions.jsonl")
    before = {path: path.read_bytes() for path in run.folder.rglob("*") if path.is_file()}
    words = [word.format(run.folder) for word in bad]
    assert named in run.fails("eval", "run", *(words if bad[0].startswith("/") else [run.folder / "set", *words]))
    assert {path: path.read_bytes() for path in run.folder.rglob("*") if path.is_file()} == before


def test_a_spreadsheet_is_not_overwritten_by_its_own_result(run: Terminal) -> None:
    made = run("eval", "new", run.folder / "prec.xlsx")
    assert made.code == 0, made
    before = (run.folder / "prec.xlsx").read_bytes()
    for flag in ("--output", "--report"):
        run.fails("eval", "run", run.folder / "prec.xlsx", flag, run.folder / "prec.xlsx")
    assert (run.folder / "prec.xlsx").read_bytes() == before


def test_a_link_stays_and_a_pipe_is_written_to(run: Terminal) -> None:
    (run.folder / "kept").mkdir()
    (run.folder / "r.json").symlink_to("kept/one.json")
    for _ in range(2):  # once when it leads nowhere yet
        assert run("eval", "run", run.folder / "set", "--output", run.folder / "r.json").code == 0
        assert (run.folder / "r.json").is_symlink()
        assert len(read_result(run.folder / "kept" / "one.json").rows) == 4
    pipe = run.folder / "p.json"
    os.mkfifo(pipe)
    with ThreadPoolExecutor(1) as pool:
        coming = pool.submit(pipe.read_bytes)
        assert run("eval", "run", run.folder / "set", "--output", pipe).code == 0
        assert len(json.loads(coming.result(10))["rows"]) == 4
    assert pipe.is_fifo()


def test_a_set_with_errors_is_run_and_says_how_to_see_them(run: Terminal) -> None:
    clean = {"documents/a.txt": DIRECTIVE, "questions.jsonl": '{"id": "a", "kind": "x", "question": "Ai?"}'}
    assert "eval validate" not in run("eval", "run", write_files(run.folder / "sạch", clean)).err
    line = '{"id": "t9", "kind": "date", "question": "Bao giờ?", "answers": [["1"]], "gold": [{"file": "a.txt", "quote": "%s"}]}'
    questions = (run.folder / "set" / "questions.jsonl").read_text(encoding="utf-8")
    more = [line % "không có ở đâu", line.replace("t9", "t10").replace("Bao", "Lúc nào, bao") % "Ban Tuyên giáo"]
    place = write_files(
        run.folder / "bộ hai", {"documents/a.txt": DIRECTIVE, "questions.jsonl": "\n".join([questions, *more])}
    )
    done = run("eval", "run", place, "--documents", place / "documents")
    assert done.code == 0
    (told,) = [line for line in done.err.splitlines() if "eval validate" in line]
    assert "có 3 lỗi" in told  # the third is the set's own: what is held is not in its clause
    words = shlex.split(told.partition("trichdan ")[2])
    checked = run(*words)
    assert (checked.code, checked.out.splitlines()[-1].partition(": ")[2]) == (2, "3 lỗi")
    assert "không có lời trích (đã bỏ khỏi, hoặc chưa từng có trong kho): t9" in done.err
    assert "5 câu, 1 câu không hỏi được" in done.out


@pytest.mark.parametrize("kind", ["date", "ngày tháng", "NGAY THANG"])
def test_a_kind_by_either_name(run: Terminal, kind: str) -> None:
    assert run("eval", "run", run.folder / "set", "--kind", kind, "--output", run.folder / "r.json").code == 0
    result = read_result(run.folder / "r.json")
    assert ([row.id for row in result.rows], result.configuration["kinds"]) == (["t1"], "date")


# ---- the same from Python, as a browser would


def test_a_run_with_callbacks(run: Terminal) -> None:
    evalset = load(str(run.folder / "set"))
    steps: list[tuple[str, int, int]] = []
    kept: list[Result] = []
    result = evaluate(
        evalset, Options(), run.folder / "cache", encoder=HashingEncoder(), keep=kept.append,
        progress=lambda stage, done, every: steps.append((stage, done, every)),
    )  # fmt: skip
    assert kept == [result]
    assert [step for step in steps if step[0] == "ask"] == [("ask", done, 4) for done in (1, 2, 3, 4)]
    assert {"read", "parse", "encode"} <= {stage for stage, _, _ in steps}


@pytest.mark.parametrize("stage", ["parse", "encode", "ask"])
def test_a_run_cancelled_at_any_stage_leaves_nothing_half_done(run: Terminal, stage: str) -> None:
    evalset = load(str(run.folder / "set"))
    stages: list[str] = []
    with pytest.raises(CancelledError):
        evaluate(
            evalset, Options(DEFAULT), run.folder / "cache", encoder=HashingEncoder(),
            progress=lambda now, done, every: stages.append(now), cancelled=lambda: stage in stages,
        )  # fmt: skip
    assert len(evaluate(evalset, Options(), run.folder / "cache", encoder=HashingEncoder()).rows) == 4
    folder = next((run.folder / "cache" / "eval").glob("set-*"))
    assert open_archive(folder, HashingEncoder(), cache=folder).files() == ["a.txt"]
