"""Running a set, the result kept, and what is shown of it."""

import json
import re
import subprocess
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from eval.files import writable
from eval.measures.marks import mark
from eval.questions import EvalSet, Question, Split
from eval.report import report, side_by_side, wrong
from eval.result import place_for, plain_name, read_result, save
from eval.run import kinds_of, run
from eval.running.asking import ask_all
from eval.running.provenance import code, commit
from eval.types import Found, Lost, Place, Reply, Result, System
from index.errors import InputError
from index.types import Source, Span
from tests.eval_cases import DIRECTIVE, knows_one_thing, make_evalset
from tests.fakes import write_files


@pytest.fixture
def evalset(tmp_path: Path) -> EvalSet:
    """The set of tests/eval_cases.py."""
    return make_evalset(tmp_path)


def run_it(evalset: EvalSet, system: System = knows_one_thing, split: Split | None = None) -> Result:
    """A run without trimmings."""
    return run(evalset, system, name="stand-in", encoder="none/1", split=split)


def test_a_run_scores_every_question_in_order(evalset: EvalSet) -> None:
    steps: list[tuple[int, int]] = []
    result = run(
        evalset,
        knows_one_thing,
        name="stand-in",
        encoder="none/1",
        progress=lambda done, every: steps.append((done, every)),
    )
    assert [(row.id, mark(row).right) for row in result.rows] == [
        ("t1", True), ("t2", False), ("t3", True), ("h1", False),
    ]  # fmt: skip
    assert steps == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert (result.set, result.split, result.set_sha256) == ("set", "all", evalset.sha256)
    assert result.versions["python"]
    first = result.rows[0]
    assert (first.reply.text, [cited.label for cited in first.reply.cited], mark(first).rank) == (
        "04/9/2021",
        ["12-CV/QU, mục 1"],
        1,
    )
    assert [seconds >= 0 for seconds in first.seconds] == [True]
    assert result.texts[first.reply.cited[0].place.key].startswith("1. Ủy ban nhân dân Quận kiện toàn")


def test_a_split_is_run_alone(evalset: EvalSet) -> None:
    assert [row.id for row in run_it(evalset, split=Split.TUNE).rows] == ["t1", "t2", "t3"]
    assert [row.id for row in run_it(evalset, split=Split.HELD).rows] == ["h1"]


def test_two_runs_are_the_same_but_for_the_clock(evalset: EvalSet) -> None:
    one, two = (run_it(evalset).rows for _ in range(2))
    assert [replace(row, seconds=()) for row in one] == [replace(row, seconds=()) for row in two]


def test_a_run_can_be_stopped_after_any_question(evalset: EvalSet) -> None:
    asked: list[str] = []

    def noting(question: Question) -> Reply:
        asked.append(question.id)
        return Reply("", True)

    answered = ask_all(evalset.questions, noting)
    assert next(answered).id == "t1"
    assert asked == ["t1"]


def test_gold_is_looked_up_in_the_texts_answered_from(evalset: EvalSet) -> None:
    moved = Source("a.txt", "Trang bìa\n" * 50 + DIRECTIVE, "0")
    result = run(evalset, knows_one_thing, name="x", encoder="y", sources=[moved])
    assert not mark(result.rows[0]).citation_right  # the place cited holds other words there


def test_questions_whose_quotation_is_lost_are_named_and_left_out(evalset: EvalSet) -> None:
    changed = Source("a.txt", DIRECTIVE.replace("04/9/2021", "05/9/2021"), "0")
    result = run(evalset, knows_one_thing, name="x", encoder="y", sources=[changed])
    assert [(lost.id, lost.file, lost.quote) for lost in result.lost] == [("t1", "a.txt", "trước ngày 04/9/2021")]
    assert [row.id for row in result.rows] == ["t2", "t3", "h1"]


@pytest.mark.parametrize("sources", [[], [Source("a.txt", "chữ khác", "0")]])
def test_an_archive_that_lost_every_quotation_is_refused(evalset: EvalSet, sources: list[Source]) -> None:
    only = replace(evalset, questions=evalset.questions[:1])
    with pytest.raises(InputError, match=r"t1.*a\.txt"):
        run(only, knows_one_thing, name="x", encoder="y", sources=sources)


def test_a_result_is_read_as_it_was_written(evalset: EvalSet, tmp_path: Path) -> None:
    result = run_it(evalset)
    save(result, tmp_path / "r.json")
    assert read_result(tmp_path / "r.json") == result
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["r.json"]


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ("{", "r.json"),
        ("[]", "r.json"),
        ("[" * 100_000, "r.json"),
        ('{"schema": 2, "rows": ' + "[" * 100_000, "r.json"),
        ('{"schema": 2, "rows": []}', "r.json"),
        ('{"schema": 99}', "r.json"),
    ],
)
def test_what_is_no_result(tmp_path: Path, content: str, named: str) -> None:
    (tmp_path / "r.json").write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=named):
        read_result(tmp_path / "r.json")


def edited(result: Result, kind: str) -> Result:
    """``result`` as nobody but an editor writes it."""
    first, *rest = result.rows
    place = first.gold[0].places[0]
    turned = replace(place, span=Span(place.span.end, place.span.start))
    cited = replace(first.reply.cited[0], quoted=turned)
    rows = {
        "twice": (first, first, *rest),
        "seconds": (replace(first, seconds=(0.1, -0.1)), *rest),
        "no seconds": (replace(first, seconds=(float("inf"),)), *rest),
        "places": (replace(first, gold=(replace(first.gold[0], places=(turned,)),)), *rest),
        "no places": (replace(first, gold=(replace(first.gold[0], places=()),)), *rest),
        "relevance": (replace(first, gold=(replace(first.gold[0], relevance=2**31),)), *rest),
        "quoted": (replace(first, reply=replace(first.reply, cited=(cited,))), *rest),
        "negative": (replace(first, reply=replace(first.reply, ranked=(Found(Place("a.txt", Span(-2, -1))),))), *rest),
    }
    for name, confidence in (("over", 1.01), ("under", -0.1), ("nan", float("nan"))):
        rows[name] = (replace(first, reply=replace(first.reply, confidence=confidence)), *rest)
    return replace(result, split="half") if kind == "split" else replace(result, rows=rows[kind])


@pytest.mark.parametrize(
    ("kind", "named"),
    [
        ("split", "half"), ("twice", "«t1» có hai lần"), ("seconds", "số giây.*t1"), ("no seconds", "số giây.*t1"),
        ("places", "vị trí.*t1"), ("no places", "vị trí.*t1"), ("quoted", "vị trí.*t1"), ("relevance", "liên quan.*t1"),
        ("negative", "vị trí.*t1"),
        ("over", "độ tin.*t1"), ("under", "độ tin.*t1"), ("nan", "độ tin.*t1"),
    ],
)  # fmt: skip
def test_a_result_no_run_has_written(evalset: EvalSet, tmp_path: Path, kind: str, named: str) -> None:
    # Python's json, which writes NaN and Infinity as such.
    record = json.dumps(asdict(edited(run_it(evalset), kind)), default=str)
    (tmp_path / "r.json").write_text(record, encoding="utf-8")
    with pytest.raises(InputError, match=rf"r\.json.*không phải kết quả.*{named}"):
        read_result(tmp_path / "r.json")


def test_a_result_of_another_version_says_so(evalset: EvalSet, tmp_path: Path) -> None:
    save(replace(run_it(evalset), schema=99), tmp_path / "r.json")
    with pytest.raises(InputError, match="99"):
        read_result(tmp_path / "r.json")


def test_where_a_result_cannot_be_written(tmp_path: Path, evalset: EvalSet) -> None:
    for path in (tmp_path, tmp_path / "missing" / "r.json"):
        with pytest.raises(InputError, match="--output"):
            writable(path)
        with pytest.raises(InputError, match="Không ghi được"):
            save(run_it(evalset), path)
    writable(tmp_path / "r.json")
    assert not (tmp_path / "r.json").exists()


def test_only_some_kinds_are_asked(evalset: EvalSet) -> None:
    def ids(split: Split | None, *kinds: str) -> list[str]:
        result = run(evalset, knows_one_thing, name="x", encoder="y", split=split, kinds=kinds)
        return [row.id for row in result.rows]

    assert ids(None, "org") == ["t2", "h1"]
    assert ids(None, "none", "date") == ["t1", "t3"]
    assert ids(Split.TUNE, "org") == ["t2"]
    assert ids(None, "cơ quan") == ids(None, "CO QUAN", "org") == ["t2", "h1"]


def test_a_kind_is_what_the_set_calls_it(evalset: EvalSet) -> None:
    own = replace(evalset.questions[0], kind="cơ quan")
    both = replace(evalset, questions=(own, *evalset.questions[1:]))
    assert kinds_of(both, ["cơ quan"]) == ("cơ quan",)
    assert kinds_of(both, ["org", "co quan"]) == ("org",)
    assert kinds_of(evalset, ["ngày tháng", "date"]) == ("date",)


@pytest.mark.parametrize(
    ("split", "kinds", "named"),
    [
        (None, ("person",), r"«person».*date \(ngày tháng\), org \(cơ quan\), none \(không có lời đáp\)"),
        (None, ("date", "bịa"), "«bịa»"),
        (Split.HELD, ("date",), "held, date"),
    ],
)
def test_nothing_left_to_ask_is_said(evalset: EvalSet, split: Split, kinds: tuple[str, ...], named: str) -> None:
    with pytest.raises(InputError, match=named):
        run(evalset, knows_one_thing, name="x", encoder="y", split=split, kinds=kinds)


def test_results_kept_have_names_of_their_own(evalset: EvalSet, tmp_path: Path) -> None:
    result = replace(run_it(evalset), set="bộ/của: tôi", variant="no-bm25")
    names = {place_for(result, tmp_path).name for _ in range(50)}
    assert len(names) == 50
    assert all(name.startswith("bộ-của-tôi-no-bm25-2") and name.endswith("Z.json") for name in names)
    assert [plain_name(name) for name in ("..", "a/../b", "", "covid19")] == ["set", "a-..-b", "set", "covid19"]


# ---- where the code stands


def git(folder: Path, *words: str) -> None:
    subprocess.run(
        ["git", "-C", str(folder), "-c", "user.name=x", "-c", "user.email=x", *words], check=True, capture_output=True
    )


def test_the_commit_is_that_of_our_own_checkout(tmp_path: Path) -> None:
    write_files(tmp_path, {"rag/a.py": "1", "docs/b.md": "1", ".gitignore": "env\n", "env/site/rag/a.py": "1"})
    assert commit(tmp_path) is None
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "x")
    clean = commit(tmp_path)
    assert clean
    assert len(clean) == 40
    write_files(tmp_path, {"docs/b.md": "2"})
    assert commit(tmp_path) == clean
    write_files(tmp_path, {"rag/new.py": "2"})
    assert commit(tmp_path) == f"{clean}+"
    assert commit(tmp_path / "env" / "site") is None  # installed inside somebody's repository


def test_the_code_has_a_hash(tmp_path: Path) -> None:
    write_files(tmp_path, {"rag/a.py": "1", "rag/b/c.py": "1"})
    hashes = [code(["rag"], tmp_path)]
    write_files(tmp_path, {"rag/__pycache__/a.pyc": "1"})
    assert code(["rag"], tmp_path) == hashes[0]
    for change in ({"rag/a.py": "2"}, {"rag/d.py": ""}, {"rag/b/d.py": ""}):
        write_files(tmp_path, dict(change))
        hashes.append(code(["rag"], tmp_path))
    assert len(set(hashes)) == 4


# ---- what is shown


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_report_counts_by_kind(evalset: EvalSet, lang: str) -> None:
    shown = report(run_it(evalset), lang)
    cells = [re.split(" {2,}", line) for line in shown.splitlines()]
    lines = {row[0]: row[1:] for row in cells if row}
    date, org, none = KIND_NAMES[lang]
    assert lines[date][:2] == ["1/1", "1.00"]
    assert lines[org][:2] == ["0/2", "0.00"]
    assert lines[none][:3] == ["1/1", "1.00", "–"]
    assert " 2/4  0.50 " in shown
    assert "stand-in" in shown


KIND_NAMES = {"vi": ("ngày tháng", "cơ quan", "không có lời đáp"), "en": ("date", "org", "none")}


def ended(result: Result, lang: str = "vi") -> tuple[str, str]:
    """The first and the last line of the report."""
    lines = report(result, lang).splitlines()
    return lines[0], lines[-1]


def test_the_report_begins_with_what_was_asked_and_ends_with_a_sentence(evalset: EvalSet) -> None:
    result = run_it(evalset)
    assert ended(result) == (
        "stand-in trên bộ set (phần tất cả, 4 câu; bộ mã hóa none/1)",
        "Đúng 2/4 câu (50%). Câu có lời đáp: trả lời đúng 1/3. Câu không có lời đáp: im lặng đúng 1/1.",
    )
    known = replace(result, rows=result.rows[:2], split="tune", lost=(Lost("x", "a.txt", "y"),))
    assert ended(known) == (
        "stand-in trên bộ set (phần tune, 2 câu, 1 câu không hỏi được; bộ mã hóa none/1)",
        "Đúng 1/2 câu (50%).",
    )
    assert ended(known, "en") == (
        "stand-in on set (tune, 2 questions, 1 could not be asked; encoder none/1)",
        "Right: 1/2 questions (50%).",
    )
    unjudged = replace(known, rows=tuple(replace(r, question=replace(r.question, answers=())) for r in known.rows))
    assert ended(unjudged)[1] == "2 câu chỉ xét trích dẫn, không tính ở đây."
    assert ended(replace(known, rows=()))[1] == "Không có câu nào."


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_held_questions_are_counted_but_never_shown(evalset: EvalSet, lang: str) -> None:
    result = run_it(evalset)
    shown = wrong(result, lang)
    assert "Ai tuyên truyền Chỉ thị 06?" in shown
    assert "Chỉ thị 06 là gì?" in shown
    assert "Ban Tuyên giáo" in shown
    for secret in ("CÂU ĐỂ RIÊNG", "BÍ MẬT", "Ủy ban nhân dân Quận", "h1"):
        assert secret not in shown + report(result, lang) + side_by_side([result])
    assert "--reveal" in shown
    assert "CÂU ĐỂ RIÊNG" in wrong(result, lang, reveal=True)


def test_systems_side_by_side(evalset: EvalSet) -> None:
    silent = replace(run_it(evalset, lambda _: Reply("", True)), system="silent")
    lines = side_by_side([run_it(evalset), silent]).splitlines()
    assert [line.split()[:2] for line in lines[2:4]] == [["stand-in", "0.50"], ["silent", "0.25"]]
