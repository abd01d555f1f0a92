"""TREC: lines in and out, a result as a run, a run as a result that is measured as ir-measures measures the same files."""

import json
import math
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.exchange import beir, trec_qrels, trec_run
from eval.exchange.convert import export_to, import_from
from eval.exchange.files import write_set
from eval.exchange.trec import (
    Judgement,
    Retrieved,
    format_qrels,
    format_run,
    known,
    ordered,
    parse_qrels,
    parse_run,
    token,
)
from eval.exchange.types import Unit, Written
from eval.measures.marks import mark, mark_all
from eval.measures.ranking import ranking
from eval.questions import EvalSet, Gold, Split, load
from eval.result import read_result, save
from eval.run import run
from eval.types import Found, Place, Reply, Result
from index.errors import InputError
from index.types import Span
from tests.eval_cases import DIRECTIVE, knows_one_thing, make_evalset, place_of
from tests.fakes import write_files

HERE = Path("x.txt")
IDS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=15).filter(str.strip)


# ---- lines


@given(st.lists(st.tuples(IDS, IDS, st.integers(-2, 4)), max_size=8))
def test_qrels_go_out_and_come_back_whatever_the_ids(judged: list[tuple[str, str, int]]) -> None:
    back = parse_qrels(HERE, format_qrels(Judgement(*one) for one in judged))
    assert [(one.query, one.document, one.relevance) for one in back] == [
        (token(query), token(document), grade) for query, document, grade in judged
    ]
    ids = {one for query, document, _ in judged for one in (query, document)}
    for one, (query, document, _) in zip(back, judged, strict=True):
        look = {one: one for one in ids}.get
        assert not any(char.isspace() for char in one.query + one.document)
        # as it stands first: an id that is itself another's escaped form is the only one that could be mistaken
        if token(query) not in ids - {query}:
            assert known(one.query, look) == query
        if token(document) not in ids - {document}:
            assert known(one.document, look) == document


@given(st.lists(st.tuples(IDS, st.floats(allow_nan=False)), max_size=8, unique_by=lambda one: one[0]))
def test_a_run_sorted_by_its_scores_is_in_the_order_it_was_written(ranking: list[tuple[str, float]]) -> None:
    back = parse_run(HERE, format_run({"q": ranking}, "our system"))
    assert [one.document for one in back] == [token(document) for document, _ in ranking]
    assert all(one.score > other.score for one, other in pairwise(back))
    assert {one.tag for one in back} <= {"our%20system"}


@pytest.mark.parametrize(
    ("scores", "kept"),
    [
        ([3.0, 2.0, 1.0], True), ([], True), ([0.5, 0.5], False), ([1.0, 2.0], False), ([1.0, 1.0 - 1e-12], False),
        ([1e300, 1.0], False), ([math.inf, 1.0], False),
    ],
)  # fmt: skip
def test_scores_are_kept_where_they_say_the_order(scores: list[float], kept: bool) -> None:
    assert ordered(scores) is kept


def test_lines_a_reader_can_check() -> None:
    assert parse_qrels(HERE, "1 0 d1 2\r\n\n1\t0\td2\t-1\n") == (Judgement("1", "d1", 2), Judgement("1", "d2", -1))
    assert parse_run(HERE, "1 Q0 d1 1 2.5e0 bm25\n") == (Retrieved("1", "d1", 2.5, "bm25"),)
    assert format_run({"q 1": [("d1", 2.0), ("d2", 1.0)]}, "t") == "q%201 Q0 d1 1 2.0 t\nq%201 Q0 d2 2 1.0 t\n"
    assert format_run({"q": [("d1", 1.0), ("d2", 1.0)]}, "t") == "q Q0 d1 1 1.0 t\nq Q0 d2 2 0.5 t\n"


@pytest.mark.parametrize(
    "line", ["1 Q0 d1 1 0.5", "1 Q0 d1 1 high x", "1 Q0 a b 1 0.5 x", "1 Q0 d1 1 nan x", "1 Q0 d1 1 inf x", "1 0 d1 1"]
)
def test_a_line_that_is_no_run_is_named(line: str) -> None:
    with pytest.raises(InputError, match=r"x\.txt, dòng 2"):
        parse_run(HERE, f"1 Q0 d 1 1.0 x\n{line}\n")


@pytest.mark.parametrize("line", ["1 0 d1", "1 0 d1 x", "1 0 d1 0.5", "1 Q0 d1 1 0.5 x"])
def test_a_line_that_is_no_qrels_is_named(line: str) -> None:
    with pytest.raises(InputError, match=r"x\.txt, dòng 2"):
        parse_qrels(HERE, f"1 0 d 1\n{line}\n")


# ---- a result as a run


def ranked(evalset: EvalSet, *found: Found) -> Result:
    return run(evalset, lambda _: Reply("", False, ranked=found), name="fake", encoder="none/1")


def test_a_result_as_a_run_and_qrels(tmp_path: Path) -> None:
    evalset = make_evalset(tmp_path)
    gold, other = place_of("trước ngày 04/9/2021"), place_of("Ban Tuyên giáo")
    result = ranked(evalset, Found(other, 2.0), Found(gold, 1.5), Found(Place("b c.md", Span(0, 3)), 1.0))
    assert trec_run.write_result(result, tmp_path / "documents", None) == Written(4)
    assert (tmp_path / "documents").read_text(encoding="utf-8").splitlines()[:2] == [
        "t1 Q0 a 1 2.0 fake",
        "t1 Q0 b%20c.md 2 1.0 fake",
    ]
    trec_run.write_result(result, tmp_path / "clauses", Unit.CLAUSE)
    first = (tmp_path / "clauses").read_text(encoding="utf-8").splitlines()[0]
    assert first == f"t1 Q0 a.txt#{other.span.start}-{other.span.end} 1 2.0 fake"
    notes = trec_qrels.write_result(result, tmp_path / "qrels", Unit.CLAUSE).notes
    assert (tmp_path / "qrels").read_text(encoding="utf-8").splitlines()[0] == f"t1 0 {gold.key} 1"
    assert [note.en for note in notes] == ["1 questions without gold: left out"]
    # and back: the places are the same ones
    back, said = trec_run.read_run(tmp_path / "clauses", evalset, None)
    assert [found.place for found in back.rows[0].reply.ranked] == [other, gold, Place("b%20c.md#0-3", Span(0, 0))]
    assert [note.en.split()[0] for note in said] == ["4"]
    assert mark(back.rows[0]).rank == mark(result.rows[0]).rank == 2


def test_ties_are_broken_by_the_rank_they_had(tmp_path: Path) -> None:
    evalset = make_evalset(tmp_path)
    result = ranked(evalset, Found(place_of("Ban Tuyên giáo"), 0.5), Found(Place("b.txt", Span(0, 1)), 0.5))
    notes = trec_run.write_result(result, tmp_path / "r", None).notes
    assert (tmp_path / "r").read_text(encoding="utf-8").splitlines()[:2] == ["t1 Q0 a 1 1.0 fake", "t1 Q0 b 2 0.5 fake"]
    assert [note.en for note in notes] == ["4 questions whose scores do not fall: 1/rank written"]


def test_a_result_without_anything_to_export(tmp_path: Path) -> None:
    evalset = make_evalset(tmp_path)
    silent = run(evalset, lambda _: Reply("", True), name="x", encoder="y")
    with pytest.raises(InputError):
        trec_run.write_result(silent, tmp_path / "r", None)
    with pytest.raises(InputError):
        trec_qrels.write_result(replace(silent, rows=silent.rows[2:3]), tmp_path / "r", None)
    assert not (tmp_path / "r").exists()


def test_a_result_is_exported_by_the_command(tmp_path: Path) -> None:
    evalset = make_evalset(tmp_path)
    save(run(evalset, knows_one_thing, name="x", encoder="y"), tmp_path / "r.json.gz")
    done = export_to(str(tmp_path / "r.json.gz"), tmp_path / "run", "trec-run", None, Split.TUNE)
    assert (done.questions, [note.en.split()[0] for note in done.notes]) == (2, ["1"])
    assert (tmp_path / "run").read_text(encoding="utf-8").split()[:3] == ["t1", "Q0", "a"]


# ---- a run as a result


def test_a_run_by_another_program_becomes_a_result(tmp_path: Path) -> None:
    evalset = make_evalset(tmp_path)
    lines = [
        "t1 Q0 elsewhere 9 0.9 bm25",  # the rank is not looked at, an absent document keeps its own
        "t1 Q0 a.txt 1 0.1 bm25",
        "t1 Q0 a 2 0.05 bm25",
        "other Q0 a 1 1 bm25",
        f"h1 Q0 a.txt#0-{len(DIRECTIVE)} 1 1 bm25",
        "h1 Q0 a.txt#5-999999 2 0.5 bm25",
    ]
    write_files(tmp_path, {"run.txt": "\ufeff" + "\r\n".join(lines)})
    done = import_from(tmp_path / "run.txt", tmp_path / "r.json", None, None, str(tmp_path / "set"), None)
    assert [note.en.split()[:2] for note in done.notes] == [
        ["1", "lines"], ["2", "lines"], ["1", "lines"], ["2", "questions"],
    ]  # fmt: skip
    result = read_result(tmp_path / "r.json")
    assert (result.system, result.set, result.set_sha256) == ("bm25", "set", evalset.sha256)
    rows = {row.id: row for row in result.rows}
    assert [found.place for found in rows["t1"].reply.ranked] == [
        Place("elsewhere", Span(0, 0)), Place("a.txt", Span(0, len(DIRECTIVE))),
    ]  # fmt: skip
    assert [mark(rows[name]).rank for name in ("t1", "t2", "t3", "h1")] == [2, None, None, 1]


def test_equal_scores_are_ordered_by_docid_as_trec_eval_does(tmp_path: Path) -> None:
    evalset = make_evalset(tmp_path)
    write_files(tmp_path, {"r": "t1 Q0 b 1 1 x\nt1 Q0 a 2 1 x\nt1 Q0 c 3 1 x\n"})
    result, _ = trec_run.read_run(tmp_path / "r", evalset, Split.TUNE)
    assert [found.place.file for found in result.rows[0].reply.ranked] == ["c", "b", "a.txt"]


@given(st.lists(st.tuples(st.sampled_from([1.0, 0.99999999, 1 - 2e-7, 0.5, 1e39, 1e300, -1e300]), st.integers(1, 30)),
                min_size=2, max_size=9, unique_by=lambda one: one[1]))  # fmt: skip
def test_scores_equal_in_32_bits_are_equal_as_for_trec_eval(
    tmp_path_factory: pytest.TempPathFactory, scored: list[tuple[float, int]]
) -> None:
    """The first document found is the one that ir-measures finds first, whichever of those it is."""
    ir_measures = pytest.importorskip("ir_measures")
    folder = tmp_path_factory.mktemp("run")
    evalset = make_evalset(folder)
    lines = [f"t1 Q0 d{document} {rank} {score!r} x\n" for rank, (score, document) in enumerate(scored, 1)]
    (folder / "r").write_text("".join(lines), encoding="utf-8")
    result, _ = trec_run.read_run(folder / "r", evalset, Split.TUNE)
    run = list(ir_measures.read_trec_run(str(folder / "r")))
    for rank, found in enumerate(result.rows[0].reply.ranked, 1):
        qrels = [ir_measures.Qrel("t1", found.place.file, 1)]
        assert ir_measures.calc_aggregate([ir_measures.RR], qrels, run)[ir_measures.RR] == pytest.approx(1 / rank)


def test_qrels_by_others_become_the_gold_of_a_set(tmp_path: Path) -> None:
    make_evalset(tmp_path)
    place = place_of("Ban Chỉ đạo")
    write_files(tmp_path, {"qrels": f"t1 0 a 2\nt1 0 {token(place.key)} 1\nt2 0 a 0\nt3 0 a 1\nt1 0 z 1\nx 0 a 1\n"})
    done = import_from(tmp_path / "qrels", tmp_path / "t", None, None, str(tmp_path / "set"), None)
    assert [note.en.split()[:3] for note in done.notes] == [
        ["1", "lines", "of"], ["1", "lines", "on"], ["1", "lines", "on"], ["2", "questions", "not"],
    ]  # fmt: skip
    loaded = load(str(tmp_path / "t"))
    assert [(one.id, one.gold, one.answerable) for one in loaded.questions] == [
        ("t1", (Gold("a.txt", "", 1, 2), Gold("a.txt", "Ban Chỉ đạo", 2, 1)), True),
        ("t3", (Gold("a.txt", "", 1, 1),), True),
    ]
    assert loaded.sources[0].text == DIRECTIVE


# ---- agreement with the library


def test_a_beir_set_and_a_run_are_measured_as_ir_measures_does(tmp_path: Path) -> None:
    """Recall@k, RR and nDCG from the rows of an imported run against ir-measures on the very same files."""
    ir_measures = pytest.importorskip("ir_measures")
    corpus = [{"_id": f"d {n}", "title": "", "text": f"Văn bản số {n}."} for n in range(12)]
    queries = [{"_id": f"q{n}", "text": f"Câu {n}?"} for n in range(4)]
    grades = {"q0": {0: 2, 1: 1, 2: 1}, "q1": {3: 1}, "q2": {4: 3, 5: 1, 6: 2, 7: 1}, "q3": {8: 1}}
    rankings = {"q0": [9, 0, 2, 10, 1], "q1": [3, 4], "q2": [6, 0, 4, 1, 7], "q3": [1, 2, 3]}
    jsonl = {name: "\n".join(map(json.dumps, records)) for name, records in (("corpus", corpus), ("queries", queries))}
    tsv = "".join(f"{query}\td {n}\t{grade}\n" for query, one in grades.items() for n, grade in one.items())
    folder = write_files(
        tmp_path / "b",
        {
            "corpus.jsonl": jsonl["corpus"],
            "queries.jsonl": jsonl["queries"],
            "qrels/test.tsv": "query-id\tcorpus-id\tscore\n" + tsv,
        },
    )
    write_set(beir.read_set(folder, None), tmp_path / "set", "")
    evalset = load(str(tmp_path / "set"))
    scored = {query: [(f"d {n}", 1.0 / at) for at, n in enumerate(one, 1)] for query, one in rankings.items()}
    (tmp_path / "run").write_text(format_run(scored, "x"), encoding="utf-8")
    trec_qrels.write_set(evalset, tmp_path / "qrels", None)
    result, notes = trec_run.read_run(tmp_path / "run", evalset, None)
    assert notes == ()

    wanted: dict[tuple[str, str], float] = {}
    measures = [ir_measures.parse_measure(name) for name in ("R@1", "R@3", "R@5", "RR@10", "nDCG@10")]
    qrels = list(ir_measures.read_trec_qrels(str(tmp_path / "qrels")))
    assert len(qrels) == 9
    for one in ir_measures.iter_calc(measures, qrels, list(ir_measures.read_trec_run(str(tmp_path / "run")))):
        wanted[one.query_id, str(one.measure)] = one.value
    ours = ranking(mark_all(result.rows), [str(one) for one in measures])
    for row, values in zip(result.rows, ours, strict=True):
        assert values == {str(one): pytest.approx(wanted[row.id, str(one)], abs=1e-9) for one in measures}
    assert [values["R@3"] for values in ours] == [1 / 3 * 2, 1, 0.5, 0]  # by eye
