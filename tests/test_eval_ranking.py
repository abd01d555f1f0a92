"""Ranking measures: by eye, against the definitions written again, and against the libraries on random rankings."""

import math
import random

import ir_measures
import pytest

from eval.measures.marks import Marks, mark
from eval.measures.measure import MEASURES, tally
from eval.measures.ranking import ranking
from eval.questions import Gold, Question
from eval.types import Found, GoldPlaces, Place, Reply, Row
from index.types import Span

CUTS = (1, 3, 5, 10)
NAMES = (*(f"R@{k}" for k in CUTS), "RR@10", "nDCG@10")


def place(at: int) -> Place:
    return Place("a.txt", Span(at * 10, at * 10 + 10))


def marks_of(found: list[int], relevant: dict[int, int], score: float = 0.0) -> Marks:
    """A question whose gold stands in the places ``relevant`` (with grades), each a group, and a ranking of places."""
    gold = tuple(Gold("a.txt", f"{at}", at, grade) for at, grade in relevant.items())
    places = tuple(GoldPlaces(f"{at}", number, (place(at),), None, relevant[at]) for number, at in enumerate(relevant))
    reply = Reply("x", False, (), tuple(Found(place(at), score) for at in found))
    return mark(Row(Question("q", "list", "?", (), (), gold), places, reply, (0.1,)))


def recall(found: list[int], relevant: dict[int, int], k: int) -> float:
    return len(set(found[:k]) & set(relevant)) / len(relevant)


def reciprocal_rank(found: list[int], relevant: dict[int, int], k: int) -> float:
    return next((1 / rank for rank, at in enumerate(found[:k], 1) if at in relevant), 0.0)


def ndcg(found: list[int], relevant: dict[int, int], k: int) -> float:
    def gain(grades: list[int]) -> float:
        return sum(grade / math.log2(rank + 1) for rank, grade in enumerate(grades[:k], 1))

    return gain([relevant.get(at, 0) for at in found]) / gain(sorted(relevant.values(), reverse=True))


def random_cases(seed: int, number: int = 300) -> list[tuple[list[int], dict[int, int]]]:
    chance = random.Random(seed)
    cases = []
    for _ in range(number):
        found = chance.sample(range(60), chance.randint(0, 30))
        relevant = {at: chance.randint(1, 3) for at in chance.sample(range(60), chance.randint(1, 6))}
        cases.append((found, relevant))
    return cases


@pytest.mark.parametrize("seed", range(3))
def test_equals_the_definitions(seed: int) -> None:
    cases = random_cases(seed)
    for (found, relevant), values in zip(cases, ranking([marks_of(*case) for case in cases], NAMES), strict=True):
        for k in CUTS:
            assert abs(values[f"R@{k}"] - recall(found, relevant, k)) < 1e-9
        assert abs(values["RR@10"] - reciprocal_rank(found, relevant, 10)) < 1e-9
        assert abs(values["nDCG@10"] - ndcg(found, relevant, 10)) < 1e-9


def as_qrels_and_run(
    cases: list[tuple[list[int], dict[int, int]]],
) -> tuple[dict[str, dict[str, int]], dict[str, dict[str, float]]]:
    """The same for the libraries, whose queries, documents and scores are their own."""
    qrels = {f"q{at}": {f"d{one}": grade for one, grade in relevant.items()} for at, (_, relevant) in enumerate(cases)}
    run = {
        f"q{at}": {f"d{one}": 1 / (rank + 2) for rank, one in enumerate(found)} for at, (found, _) in enumerate(cases)
    }
    return qrels, run


def test_totals_equal_ir_measures_on_plain_qrels_and_run() -> None:
    cases = random_cases(7)
    shares = tally([marks_of(*case) for case in cases])
    wanted = [ir_measures.parse_measure(name) for name in NAMES]
    theirs = ir_measures.calc_aggregate(wanted, *as_qrels_and_run(cases))
    for measure, name in zip(wanted, NAMES, strict=True):
        ours = shares.share("MRR@10" if name == "RR@10" else name).value
        assert ours is not None
        assert abs(ours - theirs[measure]) < 1e-9


@pytest.mark.slow
def test_totals_equal_ranx() -> None:
    """Where somebody has installed it; it compiles itself on first use."""
    ranx = pytest.importorskip("ranx")
    cases = [case for case in random_cases(11) if case[0]]
    shares = tally([marks_of(*case) for case in cases])
    qrels, run = as_qrels_and_run(cases)
    names = {"R@5": "recall@5", "MRR@10": "mrr@10", "nDCG@10": "ndcg@10"}
    theirs = ranx.evaluate(ranx.Qrels(qrels), ranx.Run(run), list(names.values()))
    for key, name in names.items():
        assert abs((shares.share(key).value or 0.0) - theirs[name]) < 1e-9


@pytest.mark.parametrize("key", [*(f"R@{k}" for k in CUTS), "MRR@10", "nDCG@10"])
def test_one_question_alone_is_worth_the_same_as_among_others(key: str) -> None:
    marks = [marks_of(*case) for case in random_cases(5, 40)]
    together = tally(marks, [key]).parts[:, 0].tolist()
    assert [MEASURES[key].of(one).part for one in marks] == together


def test_two_groups_by_eye() -> None:
    one = marks_of([9, 1, 8, 2], {1: 1, 2: 1})  # held at ranks 2 and 4
    shares = tally([one])
    assert [shares.share(f"R@{k}").value for k in (1, 3, 5)] == [0, 0.5, 1]
    assert shares.share("MRR@10").value == 0.5
    gain = 1 / math.log2(3) + 1 / math.log2(5)
    assert shares.share("nDCG@10").value == pytest.approx(gain / (1 + 1 / math.log2(3)), abs=1e-9)
    assert [shares.share(f"coverage@{k}").part for k in (1, 3, 5)] == [0, 1, 2]


def test_equal_scores_keep_the_order_of_the_ranking() -> None:
    found = list(range(30))
    assert ranking([marks_of(found, {29: 1}, score=0.5)], ["R@10"])[0]["R@10"] == 0
    assert ranking([marks_of(found, {0: 1}, score=0.5)], ["RR@10"])[0]["RR@10"] == 1


def test_the_same_clause_found_twice_counts_once() -> None:
    values = ranking([marks_of([1, 1, 1, 2], {1: 1, 2: 1})], ["R@3", "R@5", "nDCG@10"])[0]
    assert (values["R@3"], values["R@5"]) == (0.5, 1)
    assert values["nDCG@10"] <= 1


def test_coverage_counts_every_group_a_place_holds() -> None:
    gold = tuple(Gold("a.txt", f"{at}", at) for at in range(3))
    spans = (Span(0, 5), Span(5, 10), Span(60, 65))  # two groups in place 0, one in place 6
    places = tuple(GoldPlaces(f"{at}", at, (Place("a.txt", span),)) for at, span in enumerate(spans))
    reply = Reply("x", False, (), tuple(Found(place(at)) for at in range(7)))
    one = mark(Row(Question("q", "list", "?", (), (), gold), places, reply, (0.1,)))
    shares = tally([one])
    assert [shares.share(f"coverage@{k}").part for k in (1, 5, 10, 20)] == [2, 2, 3, 3]
    assert shares.share("coverage@1").whole == 3
    assert shares.share("R@1").value == pytest.approx(1 / 3)


def test_a_place_that_holds_two_groups_counts_for_the_higher_grade() -> None:
    grades = (1, 3)
    gold = tuple(Gold("a.txt", f"{at}", at, grade) for at, grade in enumerate(grades))
    spans = (Span(0, 5), Span(5, 10))  # both in place 0
    places = tuple(
        GoldPlaces(f"{at}", at, (Place("a.txt", span),), None, grade)
        for at, (span, grade) in enumerate(zip(spans, grades, strict=True))
    )
    one = mark(Row(Question("q", "list", "?", (), (), gold), places, Reply("x", False, (), (Found(place(0)),)), (0.1,)))
    assert one.credits == (1,)
    assert tally([one]).share("nDCG@10").value == pytest.approx(3 / (3 + 1 / math.log2(3)))


def test_questions_that_do_not_count() -> None:
    nothing = mark(Row(Question("q", "none", "?", answerable=False), (), Reply("", True), (0.1,)))
    assert ranking([nothing], NAMES) == [{}]
    assert ranking([], NAMES) == []
    silent = marks_of([], {1: 1})  # nothing found: 0, and it counts
    assert ranking([nothing, silent], ["R@5"]) == [{}, {"R@5": 0.0}]
    single = marks_of([1], {1: 1})  # one group: coverage is not asked
    assert tally([nothing, single]).share("coverage@5").whole == 0
    assert tally([nothing, single]).share("R@5").whole == 1
