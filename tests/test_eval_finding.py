"""The benchmark of finding: plain systems computed by hand, what is measured, what is kept, the tables, the command."""

import json
import math
from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result

from eval.compare import Interval
from eval.exchange.types import Unit
from eval.finding import __main__ as command
from eval.finding import results as kept
from eval.finding import seconds, systems
from eval.finding.bm25 import K1, B, Bm25, Tokenise, folded, on_blanks, syllables
from eval.finding.marks import Difference, Marked, marked
from eval.finding.opened import Find, Opened
from eval.finding.plain import LEXICAL_WEIGHT, PLAIN, SCORED, Plain, Space, by_rank, by_score, ranked
from eval.finding.remember import STEP, Remembering
from eval.finding.results import How, Ranking, results
from eval.finding.sets import ALQAC, EVEN, ODD, Case, Typed, case_of, open_case, retyped
from eval.finding.systems import GROUPS, OURS, SYSTEMS, Sort, System, chosen, first_of, fitting
from eval.finding.table import overview, page, section, shown, worth
from eval.finding.targets import TARGETS, Target, checks
from eval.questions import EvalSet, Gold, Question, Split
from eval.types import Place
from eval.variants import VARIANTS
from index.errors import InputError
from index.types import Source, Span
from rag.types import HYBRID, Retrieval
from tests.eval_cases import DIRECTIVE, make_evalset, place_of
from tests.fakes import HashingEncoder, write_files

TEXTS = ["Quận ủy kiện toàn Ban Chỉ đạo", "Ban Tuyên giáo tuyên truyền", "Ban Chỉ đạo họp, Ban Chỉ đạo quyết định"]
PLACES = [Place(f"{name}.txt", Span(0, 9)) for name in "abc"]


def at(file: str, start: int = 0, end: int = 1) -> Place:
    return Place(file, Span(start, end))


# ---- plain systems


def test_bm25_is_computed_as_by_hand() -> None:
    index = Bm25(["a b", "a a c d"], on_blanks)
    average = 3
    idf = math.log(1 + 0.5 / 2.5)

    def worth(often: int, length: int) -> float:
        return idf * often / (often + K1 * (1 - B + B * length / average))

    assert index.scores("a") == pytest.approx([worth(1, 2), worth(2, 4)])
    assert index.scores("a a x") == pytest.approx([2 * worth(1, 2), 2 * worth(2, 4)])
    assert index.scores("c")[1] == pytest.approx(math.log(1 + 1.5 / 1.5) * 1 / (1 + K1 * (1 - B + B * 4 / 3)))
    assert index.scores("").tolist() == index.scores("A x").tolist() == [0, 0]
    assert Bm25([], on_blanks).scores("a").tolist() == []


@pytest.mark.parametrize(
    ("tokenise", "question", "best"),
    [
        (on_blanks, "Tuyên", 1), (on_blanks, "tuyên", 1), (on_blanks, "ban CHỈ ĐẠO", None),
        (syllables, "ban chỉ đạo", 2), (syllables, "BAN CHỈ ĐẠO", 2), (syllables, "CHI DAO", None), (syllables, "uỷ", 0),
        (folded, "CHI DAO", 2), (folded, "tuyến giao", 1),
    ],
)  # fmt: skip
def test_what_a_tokeniser_finds(tokenise: Tokenise, question: str, best: int | None) -> None:
    scores = Bm25(TEXTS, tokenise).scores(question)
    assert (int(scores.argmax()) if scores.any() else None) == best


def test_ranks_and_scores_are_fused_as_by_hand() -> None:
    lexical, dense = np.array([3.0, 0.0, 1.0]), np.array([0.2, 0.9, 0.5])
    assert by_rank(lexical, dense) == pytest.approx([1 / 61 + 1 / 63, 1 / 61, 1 / 62 + 1 / 62])
    w = LEXICAL_WEIGHT
    assert by_score(lexical, dense) == pytest.approx([w, 1 - w, w / 3 + (1 - w) * 3 / 7])
    assert by_score(np.zeros(3), np.zeros(3)).tolist() == [0, 0, 0]
    assert by_score(np.zeros(1), np.ones(1)).tolist() == [1 - w]
    assert by_score(np.zeros(0), np.zeros(0)).tolist() == []
    many = np.arange(1.0, 2 * SCORED + 1)
    assert np.flatnonzero(by_score(many, np.zeros(len(many)))).tolist() == list(range(SCORED + 1, 2 * SCORED))


def space(texts: Sequence[str] = TEXTS) -> Space:
    encoder = HashingEncoder()
    return Space(PLACES, texts, encoder.passages(texts), np.arange(len(texts)), encoder)


def test_what_has_no_score_is_not_found_and_the_first_of_equals_comes_first() -> None:
    assert ranked(space(), np.array([0.5, 0.0, 0.5])) == [PLACES[0], PLACES[2]]
    assert ranked(space(), np.array([0.0, 2.0, -1.0])) == [PLACES[1]]


def test_the_cosine_of_a_piece_is_that_of_its_best_window() -> None:
    encoder = HashingEncoder()
    windows = encoder.passages([TEXTS[1], TEXTS[0], "thời tiết"])
    found = Space(PLACES[:2], TEXTS[:2], windows, np.array([0, 1, 0]), encoder).cosines(TEXTS[1])
    assert found[0] == pytest.approx(1, abs=1e-6)
    assert found[1] < 0.9


@pytest.mark.parametrize("plain", PLAIN, ids=lambda plain: plain.key)
def test_every_plain_system_finds_the_words_asked_for(plain: Plain) -> None:
    here = space()
    assert ranked(here, plain.score(here, TEXTS[1]))[0] == PLACES[1]
    unaccented = ranked(here, plain.score(here, "Ban Tuyen giao tuyen truyen"))
    assert plain.key not in ("bm25-folded", "hybrid-folded") or unaccented[0] == PLACES[1]


# ---- what is asked


def whole(case: Case) -> list[list[tuple[str, int]]]:
    return [[(gold.file, gold.group or 0) for gold in question.gold] for question, _ in case.asked]


def test_quotations_are_measured_on_clauses_and_whole_documents_on_documents(tmp_path: Path) -> None:
    evalset = make_evalset(tmp_path)
    case = case_of(evalset)
    assert case.unit is Unit.CLAUSE
    assert next((question.id, gold[0].places) for question, gold in case.asked) == (
        "t1",
        (place_of("trước ngày 04/9/2021"),),
    )
    assert [question.id for question, _ in case.asked] == ["t1", "t2", "h1"]  # t3 has no gold
    documents = case_of(evalset, Unit.DOCUMENT)
    assert whole(documents) == [[("a.txt", 0)]] * 3
    assert documents.asked[0][1][0].places == (Place("a.txt", Span(0, len(DIRECTIVE))),)


def test_each_document_is_wanted_once_with_its_highest_grade() -> None:
    gold = (Gold("a", "x", 7), Gold("b", "", None, 2), Gold("a", "y", 8, 3))
    sources = tuple(Source(file, "x y", file) for file in "ab")
    evalset = EvalSet("s", "vi", Path(), sources, (Question("q", "list", "?", gold=gold),), "0")
    question = case_of(evalset, Unit.DOCUMENT).asked[0][0]
    assert question.gold == (Gold("a", "", 0, 3), Gold("b", "", 1, 2))


def test_parts_are_the_sets_own_or_every_other_question(tmp_path: Path) -> None:
    evalset = make_evalset(tmp_path)
    assert case_of(evalset).parts == {"tune": {"t1", "t2", "t3"}, "held": {"h1"}}
    one_split = replace(evalset, questions=tuple(replace(one, split=Split.HELD) for one in evalset.questions))
    assert case_of(one_split).parts == {EVEN: {"t1", "t3"}, ODD: {"t2", "h1"}}


def test_a_set_without_gold_is_refused(tmp_path: Path) -> None:
    evalset = make_evalset(tmp_path)
    with pytest.raises(InputError, match="lời trích mẫu"):
        case_of(replace(evalset, questions=tuple(q for q in evalset.questions if not q.gold)))


def test_a_question_and_those_before_it_are_typed_alike() -> None:
    question = Question("q", "date", "Kiện toàn trước ngày nào?", ("Chỉ thị 06 là gì?",))
    assert retyped(question, Typed.ACCENTED) == question
    without = retyped(question, Typed.UNACCENTED)
    assert (without.text, without.history) == ("Kien toan truoc ngay nao?", ("Chi thi 06 la gi?",))
    for typed in (Typed.HALF, Typed.SLIPS):
        long = replace(question, text=" ".join([question.text] * 9))
        assert retyped(long, typed) == retyped(long, typed)
        assert retyped(long, typed).text not in (long.text, retyped(long, Typed.UNACCENTED).text)


def test_a_document_stands_as_high_as_its_best_place() -> None:
    places = [at("b", 5, 9), at("a"), at("b", 0, 4), *(at(str(n)) for n in range(20))]
    assert [place.file for place in first_of(lambda _: places, Unit.DOCUMENT)(Q)] == ["b", "a", *map(str, range(8))]
    assert first_of(lambda _: places, Unit.CLAUSE)(Q) == places[:10]


Q = Question("q", "date", "?")


# ---- systems


def test_every_part_of_the_search_can_be_switched_off() -> None:
    parts = {part.name for part in fields(Retrieval) if isinstance(getattr(HYBRID, part.name), bool)}
    assert len(parts) >= 8
    on = {name for one in VARIANTS.values() for name in parts if one.retrieval == Retrieval(**{name: False})}  # type: ignore[arg-type]
    assert on == parts
    configurations = {tuple(one.configuration.items()) for one in VARIANTS.values()}
    assert len(configurations) == len(VARIANTS)
    assert {variant.name for variant in VARIANTS.values()} - {"default"} == {one.key for one in GROUPS["variants"]}


@pytest.mark.parametrize(
    ("names", "found"),
    [("", list(SYSTEMS)), ("ours,dense", ["dense", OURS]), ("programs, OURS,", ["langchain", "langchain-bm25", OURS])],
)
def test_systems_are_chosen_by_key_or_group(names: str, found: list[str]) -> None:
    assert [one.key for one in chosen(names)] == found
    with pytest.raises(InputError, match="nothing"):
        chosen(f"{names},nothing")


def test_whole_documents_are_searched_only_where_documents_are_measured() -> None:
    every = tuple(SYSTEMS.values())
    assert fitting(every, Unit.DOCUMENT) == every
    assert [one.key for one in every if one not in fitting(every, Unit.CLAUSE)] == [
        one.key for one in every if one.key.startswith("doc-")
    ]


def test_langchain_finds_as_deep_as_it_is_asked(tmp_path: Path) -> None:
    pytest.importorskip("langchain_classic")
    pytest.importorskip("rank_bm25")
    pytest.importorskip("langchain_community")
    names = [f"{at:02}.txt" for at in range(30)]
    sources = tuple(Source(name, f"{name} Ban Chỉ đạo họp", name) for name in names)
    question = Question("q", "date", "Ban Chỉ đạo", gold=(Gold(names[0], ""),))
    case = case_of(EvalSet("s", "vi", tmp_path, sources, (question,), "0"))
    opened = Opened(case, HashingEncoder, tmp_path / "cache")
    for one in GROUPS["programs"]:
        assert len({place.file for place in one.find(opened)(question)}) == 30


# ---- what was encoded, what was found is kept


def test_nothing_is_encoded_twice_and_questions_are_no_passages(tmp_path: Path) -> None:
    first, second = HashingEncoder(), HashingEncoder()
    told: list[tuple[str, int, int]] = []
    remembering = Remembering(first, tmp_path, lambda *what: told.append(what))
    vectors = remembering.passages(["một", "hai", "một"])
    assert np.allclose(vectors, HashingEncoder().passages(["một", "hai", "một"]))
    remembering.queries(["một"])
    remembering.flush()
    again = Remembering(second, tmp_path)
    assert np.array_equal(again.passages(["một", "hai", "một"]), vectors)
    again.queries(["một", "ba"])
    assert (first.encoded, first.asked, second.encoded, second.asked) == (["một", "hai"], ["một"], [], ["ba"])
    assert told == [("encode", 2, 2)]
    assert again.passages([]).shape == again.queries([]).shape == (0, 512)
    again.queries([str(number) for number in range(STEP)])  # so many are written without being told
    second.asked.clear()
    Remembering(second, tmp_path).queries([str(number) for number in range(STEP)] + ["ba"])
    assert second.asked == []
    other = HashingEncoder(fingerprint="hashing/2")
    Remembering(other, tmp_path, questions_only=True).passages(["một"])
    Remembering(other, tmp_path).passages(["một"])
    assert other.encoded == ["một", "một"]


class Fake:
    """A system that counts how often it is opened, and finds what it is told to."""

    def __init__(self, key: str, places: Sequence[Place], sort: Sort = Sort.OURS) -> None:
        self.opened = 0
        self.version = "1"
        self._places = places
        self.system = System(key, key, sort, self._find, lambda: self.version)

    def _find(self, opened: Opened) -> Find:
        self.opened += 1
        return lambda _: self._places


@pytest.fixture
def fakes(monkeypatch: pytest.MonkeyPatch) -> dict[str, Fake]:
    there = [Fake("right", [place_of("trước ngày 04/9/2021")]), Fake("wrong", [place_of("QUẬN ỦY HÀ ĐÔNG")])]
    for module in (systems, kept):
        monkeypatch.setattr(module, "SYSTEMS", {one.system.key: one.system for one in there})
    return {one.system.key: one for one in there}


def test_what_was_found_is_kept_until_something_changes(tmp_path: Path, fakes: dict[str, Fake]) -> None:
    case, notes = case_of(make_evalset(tmp_path)), list[str]()
    how = How(tmp_path / "cache", HashingEncoder, note=notes.append)
    every = [fake.system for fake in fakes.values()]
    typings = [Typed.ACCENTED, Typed.UNACCENTED]

    def asked(how: How, case: Case = case) -> list[str]:
        notes.clear()
        results(case, every, typings, how)
        return sorted(note.partition(", ")[2].partition(" (")[0] for note in notes)

    cells = [f"{typed}: {name}" for typed in typings for name in ("right", "wrong")]
    first = results(case, every, typings, how)
    assert set(first) == {(typed, name) for typed in typings for name in ("right", "wrong")}
    assert first[Typed.ACCENTED, "right"] == {one: (place_of("trước ngày 04/9/2021"),) for one in ("t1", "t2", "h1")}
    assert asked(how) == []
    assert results(case, every, typings, how) == first
    assert asked(replace(how, fresh=True)) == cells
    fakes["right"].version = "2"
    assert asked(how) == [cell for cell in cells if "right" in cell]
    assert asked(replace(how, opener=partial(HashingEncoder, fingerprint="hashing/2"))) == cells
    assert asked(how) == cells  # one file for what is asked: the other encoder's took its place
    assert asked(how, replace(case, evalset=replace(case.evalset, sha256="0"))) == cells
    asked(how)
    files = sorted((tmp_path / "cache" / "eval" / "finding").glob("*.json.gz"))
    assert len(files) == 4
    files[0].write_bytes(files[0].read_bytes()[:-9])
    files[1].write_bytes(b"")
    assert len(asked(how)) == 2


def test_several_processes_find_the_same(tmp_path: Path) -> None:
    case = case_of(make_evalset(tmp_path))
    some = chosen("bm25,hybrid,ours,no-context")
    one = results(case, some, [Typed.ACCENTED], How(tmp_path / "one", HashingEncoder))
    two = results(case, some, [Typed.ACCENTED], How(tmp_path / "two", HashingEncoder, jobs=2))
    assert one == two
    assert all(ranking["t1"] for ranking in one.values())


# ---- what it is worth


def measured(tmp_path: Path, rankings: dict[str, Ranking], name: str = "set") -> Marked:
    evalset = replace(make_evalset(tmp_path), name=name)
    return marked(case_of(evalset), {(Typed.ACCENTED, key): ranking for key, ranking in rankings.items()})


RIGHT, OTHER = place_of("trước ngày 04/9/2021"), place_of("QUẬN ỦY HÀ ĐÔNG")
BODY = place_of("Ban Tuyên giáo")
RANKINGS: dict[str, Ranking] = {
    OURS: {"t1": (RIGHT, OTHER), "t2": (OTHER, BODY), "h1": ()},
    "dense": {"t1": (OTHER, OTHER, RIGHT), "t2": (OTHER,), "h1": (place_of("Ủy ban nhân dân Quận"),)},
}


def test_measures_are_those_computed_by_hand(tmp_path: Path) -> None:
    found = measured(tmp_path, RANKINGS)
    ours = [found.value("tune", Typed.ACCENTED, OURS, key) for key in ("R@1", "R@5", "MRR@10", "nDCG@10", "found@1")]
    assert ours == pytest.approx([0.5, 1, (1 + 1 / 2) / 2, (1 + 1 / math.log2(3)) / 2, 0.5])
    dense = [found.value("tune", Typed.ACCENTED, "dense", key) for key in ("R@1", "R@5", "MRR@10", "nDCG@10")]
    assert dense == pytest.approx([0, 0.5, 1 / 6, 1 / math.log2(4) / 2])
    assert found.value("held", Typed.ACCENTED, OURS, "R@10") == 0
    assert found.value("held", Typed.ACCENTED, "dense", "nDCG@10") == 1
    assert found.value("held", Typed.HALF, "dense", "nDCG@10") is None
    assert (found.count("tune"), found.count("held")) == (2, 1)
    assert found.best("tune", Typed.ACCENTED, [OURS, "dense"], "R@1") == OURS
    assert found.best("held", Typed.ACCENTED, [OURS, "dense"], "R@1") == "dense"
    assert found.best("held", Typed.HALF, [OURS, "dense"], "R@1") is None


def test_a_difference_is_paired(tmp_path: Path) -> None:
    found = measured(tmp_path, RANKINGS)
    tune = found.difference("tune", Typed.ACCENTED, OURS, "dense", "R@5")
    assert tune.value == pytest.approx(0.5)
    assert (tune.interval.low, tune.interval.high) == (0, 1)
    assert not tune.sure
    held = found.difference("held", Typed.ACCENTED, OURS, "dense", "R@1")
    assert (held.value, held.interval.low, held.interval.high) == (-1, -1, -1)
    assert held.sure
    assert found.difference("held", Typed.ACCENTED, OURS, OURS, "R@1").value == 0


@pytest.mark.parametrize(
    ("difference", "text"),
    [(Difference(0.0123, Interval(0.004, 0.02)), "+.012 [+.004, +.020] ●"),
     (Difference(-0.5, Interval(-1.0, 0.0)), "-.500 [-1.000, +.000]"), (Difference(0.0, Interval(None, None)), "+.000")],
)  # fmt: skip
def test_a_difference_is_shown_with_its_interval(difference: Difference, text: str) -> None:
    assert shown(difference) == text


def test_tables_hold_what_was_measured(tmp_path: Path) -> None:
    found, some = measured(tmp_path, RANKINGS), chosen("dense,ours")
    text = "\n".join(section(found, some))
    assert "Measured on clauses and chunks; questions with gold: 2 tune, 1 held." in text
    assert "| dense (`dense`) | .000 | .500 | .500 | .167 | .250 | 1.00 | 1.00 | 1.00 | 1.00 | 1.00 |" in text
    assert "| **ours** (`ours`) | .500 | 1.00 | 1.00 | .750 | .815 | .000 | .000 | .000 | .000 | .000 |" in text
    assert "half-accented" not in text
    lines = overview([found], some)[1].split("\n")
    assert lines[2].startswith("| set | tune | accented | .815 | .250 dense | +.565 [")
    assert lines[3].endswith("| .000 | 1.00 dense | -1.000 [-1.000, -1.000] ● |")
    assert overview([measured(tmp_path / "alone", {OURS: RANKINGS[OURS]})], some) == []
    assert "| search on the sample, warm (median) | ≤ 60 ms | 61 ms | **no** |" in page([found], some, 0.061)
    assert "Needed" not in page([found], some, None)


def test_what_a_part_is_worth_is_measured_without_it(tmp_path: Path) -> None:
    found = measured(tmp_path, {OURS: RANKINGS["dense"], "no-rank": RANKINGS[OURS]})
    text = "\n".join(worth([found], chosen("ours,no-rank,no-fold")))
    assert text.count("| set |") == 2
    assert "| set | held | no-rank | -1.000 [-1.000, -1.000] ● |" in text
    assert (
        worth([found], chosen("ours"))
        == worth([measured(tmp_path / "2", {"no-rank": RANKINGS[OURS]})], chosen(""))
        == []
    )


@pytest.mark.parametrize(("least", "reached"), [(0.0, True), (0.001, False)])
def test_a_target_is_judged_by_the_questions_not_tuned_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, least: float, reached: bool
) -> None:
    target = Target("covid19", Typed.ACCENTED, "nDCG@10", least)
    monkeypatch.setattr("eval.finding.targets.TARGETS", (target,))
    check = checks(measured(tmp_path, RANKINGS, "covid19"))[0]
    assert [name for name, _ in check.values] == ["tune", "held"]
    assert check.reached is reached
    assert checks(measured(tmp_path / "other", RANKINGS, "other")) == []
    row = f"| covid19, accented: nDCG@10 | ≥ {least:.3f} | tune .815, held .000 | {'yes' if reached else '**no**'} |"
    assert row in page([measured(tmp_path / "again", RANKINGS, "covid19")], chosen("ours"), None)


@pytest.mark.parametrize(("half", "reached"), [("dense", True), (OURS, False)])
def test_half_of_the_marks_must_not_find_less_than_none(tmp_path: Path, half: str, reached: bool) -> None:
    case = case_of(make_evalset(tmp_path))
    typed = {(Typed.UNACCENTED, OURS): RANKINGS["dense"], (Typed.HALF, OURS): RANKINGS[half]}
    assert [check.reached for check in checks(marked(case, typed))] == [reached]


def test_targets_name_sets_and_measures_that_exist() -> None:
    assert {target.set for target in TARGETS} <= {"xquad-vi", ALQAC, "covid19"}
    assert all(target.measure in ("nDCG@10", "found@1", "found@5") for target in TARGETS)


# ---- the command

Run = Callable[[Sequence[str]], Result]
CORPUS = {
    "d1": ("Điều 1", "Ủy ban nhân dân Quận kiện toàn Ban Chỉ đạo trước ngày 04/9/2021."),
    "d2": ("Điều 2", "Ban Tuyên giáo tuyên truyền Chỉ thị 06-CT/TU."),
    "d3": ("Điều 3", "Công an Quận kiểm tra các chốt kiểm dịch."),
    "d4": ("Điều 4", "Văn phòng Quận ủy tổng hợp báo cáo hằng ngày."),
    "d5": ("Điều 5", "Trung tâm Y tế Quận tổ chức tiêm chủng."),
}
QUERIES = {"q1": ("Ai kiện toàn Ban Chỉ đạo?", "d1"), "q2": ("Tiêm chủng do ai tổ chức?", "d5")}


def beir(folder: Path) -> Path:
    """Five documents, two questions."""
    lines = [{"_id": key, "title": title, "text": text} for key, (title, text) in CORPUS.items()]
    asked = [{"_id": key, "text": text} for key, (text, _) in QUERIES.items()]
    qrels = ["query-id\tcorpus-id\tscore", *(f"{key}\t{right}\t1" for key, (_, right) in QUERIES.items())]
    files = {
        "corpus.jsonl": "\n".join(map(json.dumps, lines)), "queries.jsonl": "\n".join(map(json.dumps, asked)),
        "qrels/test.tsv": "\n".join(qrels) + "\n",
    }  # fmt: skip
    return write_files(folder, files)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command, with a cache of its own."""
    monkeypatch.setattr(command, "open_encoder", lambda _, cache: HashingEncoder())
    monkeypatch.setenv("TRICHDAN_CACHE", str(tmp_path / "cache"))
    return lambda arguments: CliRunner().invoke(command.main, arguments)


def test_the_command_measures_a_collection_in_beir_form(tmp_path: Path, run: Run) -> None:
    folder, target = beir(tmp_path / "năm-điều"), tmp_path / "finding.md"
    arguments = [str(folder), "--systems=bm25,doc-hybrid,ours,no-dense", "--typed=accented", "--typed=unaccented"]
    first = run([*arguments, "--no-seconds", "--output", str(target)])
    assert first.exit_code == 0, first.output
    text = target.read_text(encoding="utf-8")
    assert text == first.stdout
    assert "Measured on documents; questions with gold: 1 even, 1 odd." in text
    ones = " | ".join(["1.00"] * 10)
    assert f"| BM25, syllables and pairs (`bm25`) | {ones} |" in text
    assert f"| **ours** (`ours`) | {ones} |" in text
    assert "### năm-điều, unaccented" in text
    assert "half" not in text.split("## Ours beside")[1]
    assert "hashing/1" in text.splitlines()[-1]
    again = run([*arguments, "--no-seconds"])
    assert again.stdout.splitlines()[:-1] == text.splitlines()[:-1]
    assert (first.stderr.count(" s)"), again.stderr) == (8, "")


def test_collections_of_every_form_are_measured_on_documents(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    squad = {"data": [{"title": "T", "paragraphs": [{"context": "Quận ủy họp.", "qas": [
        {"id": "1", "question": "Ai họp?", "answers": [{"text": "Quận ủy", "answer_start": 0}]}]}]}]}  # fmt: skip
    law = [{"id": "Luật", "articles": [{"id": "1", "text": "Quận ủy họp."}]}]
    asked = [{"question_id": "1", "text": "Ai họp?", "relevant_articles": [{"law_id": "Luật", "article_id": "1"}]}]
    write_files(
        tmp_path, {"squad.json": json.dumps(squad), "laws/law.json": json.dumps(law), "laws/q.json": json.dumps(asked)}
    )
    for name in ("squad.json", "laws", str(beir(tmp_path / "beir"))):
        case = open_case(str(tmp_path / name), cache)
        assert (case.unit, case.name) == (Unit.DOCUMENT, Path(name).stem)
        assert open_case(str(tmp_path / name), cache).evalset == case.evalset
    make_evalset(tmp_path)
    assert open_case(str(tmp_path / "set"), cache).unit is Unit.CLAUSE
    assert open_case(str(tmp_path / "squad.json"), cache, Unit.CLAUSE).unit is Unit.CLAUSE


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["no-such-set"], 'no question set "no-such-set"'),
        (["--systems", "google"], 'no system "google"'),
        (["empty"], "is not recognised"),
        (["run.trec"], "holds ids only"),
        (["covid19", "--output", "no/such/folder.md"], "cannot be written"),
    ],
)
def test_bad_input_is_one_line(
    arguments: list[str], line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(command, "load", lambda _: None)
    write_files(tmp_path, {"run.trec": "q1 Q0 d1 1 0.5 x\n", "empty/x.md": "x"})
    done = run(arguments)
    assert done.exit_code == 2
    assert line in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert done.stdout == ""


def test_alqac_that_is_not_there_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eval.finding.sets.ALQAC_FOLDER", tmp_path / "none")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match="ALQAC-2025"):
        open_case(ALQAC, tmp_path)


def test_a_warm_search_is_timed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seconds, "load", lambda _: make_evalset(tmp_path))
    monkeypatch.setattr(seconds, "WARM_UP", 1)
    assert 0 < seconds.warm_search(HashingEncoder(), tmp_path / "cache") < 10
