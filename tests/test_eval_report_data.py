"""A report as plain data: what is counted, what is shown of each question, what is held back."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.questions import EvalSet
from eval.report.data import histogram, report_data
from eval.report.loss import Stage
from eval.report.passages import Texts, marked
from eval.report.types import Bar, Changed, Piece, Silence
from eval.run import run
from eval.types import Cited, Found, Lost, Place, Reply, Result
from index.errors import InputError
from index.types import Span
from tests.eval_cases import DIRECTIVE, knows_one_thing, make_evalset, place_of


@pytest.fixture
def evalset(tmp_path: Path) -> EvalSet:
    """The set of tests/eval_cases.py."""
    return make_evalset(tmp_path)


@pytest.fixture
def result(evalset: EvalSet) -> Result:
    """Two right, two wrong, one of those held back."""
    return run(evalset, knows_one_thing, name="stand-in", encoder="none/1")


def test_what_is_counted(result: Result) -> None:
    data = report_data(result)
    right = data.total.figures["right"]
    assert (right.share.part, right.share.whole) == (2, 4)
    assert right.interval.low is not None
    assert right.interval.high is not None
    assert right.interval.low < 0.5 < right.interval.high
    kinds = {kind.name: (kind.questions, kind.figures["right"].share.part) for kind in data.kinds}
    assert kinds == {"date": (1, 1), "org": (2, 0), "none": (1, 1)}
    assert {split.name: split.questions for split in data.splits} == {"tune": 3, "held": 1}
    assert data.silence == Silence(known_right=1, known_wrong=2, known_silent=0, unknown_answered=0, unknown_silent=1)
    # The clause found holds the gold of t1 and h1; that of t2 was not found.
    assert [(one.low, one.questions) for one in data.ranks if one.questions] == [(1, 2)]
    assert data.unfound == 1
    assert {stage: n for stage, n in data.total.losses.items() if n} == {Stage.FOUND: 1, Stage.EXTRACTED: 1}
    assert sum(bar.replies for bar in data.seconds) == 4
    assert data.latency
    assert data.latency.times == 4
    assert (data.cost, data.against, data.missing, data.unstable) == (None, None, (), 0)
    assert data.calibration.questions == 0


def test_held_questions_are_counted_and_not_there(result: Result) -> None:
    data = report_data(result)
    assert ([one.id for one in data.wrong], [one.id for one in data.right]) == (["t2"], ["t1", "t3"])
    assert (data.hidden_wrong, data.hidden_right) == (1, 0)
    assert "CÂU ĐỂ RIÊNG" not in repr(data)
    assert "BÍ MẬT" not in repr(data)
    revealed = report_data(result, reveal=True)
    assert [one.id for one in revealed.wrong] == ["t2", "h1"]
    assert revealed.hidden_wrong == 0


def test_a_wrong_question_has_all_that_came_of_it(result: Result) -> None:
    asked = report_data(result).wrong[0]
    assert (asked.text, asked.history, asked.answers) == (
        "Ai tuyên truyền Chỉ thị 06?", ("Chỉ thị 06 là gì?",), (("Ban Tuyên giáo",),),
    )  # fmt: skip
    assert (asked.answer, asked.abstained, asked.stage, asked.ranks) == ("04/9/2021", False, Stage.FOUND, (None,))
    assert asked.seconds is not None
    gold, cited = asked.passages
    assert (gold.gold, gold.cited, gold.rank) == (True, False, None)
    assert [piece.text for piece in gold.pieces if piece.gold] == ["Ban Tuyên giáo"]
    assert (cited.gold, cited.cited, cited.verified, cited.rank, cited.label) == (
        False,
        True,
        True,
        1,
        "12-CV/QU, mục 1",
    )
    assert "".join(piece.text for piece in cited.pieces if piece.quoted).startswith("1. Ủy ban nhân dân")
    # Its words stand above already.
    assert [(one.rank, one.label, one.pieces) for one in asked.found] == [(1, "12-CV/QU, mục 1", ())]


def test_the_clause_cited_is_shown_once_where_it_holds_the_gold(result: Result) -> None:
    (passage,) = report_data(result).right[0].passages
    assert (passage.gold, passage.cited) == (True, True)
    both = [piece.text for piece in passage.pieces if piece.gold and piece.quoted]
    assert both == ["trước ngày 04/9/2021"]


def test_many_citations_are_counted_not_listed(evalset: EvalSet) -> None:
    cited = tuple(Cited(Place("a.txt", Span(n, n + 1)), "", True) for n in range(12))
    found = run(evalset, lambda _: Reply("?", False, cited), name="x", encoder="y")
    asked = report_data(found).wrong[0]
    assert (sum(one.cited for one in asked.passages), asked.more_cited) == (8, 4)


def test_the_first_gold_place_found_is_shown_even_far_down(evalset: EvalSet) -> None:
    gold = place_of("trước ngày 04/9/2021")
    ranked = (*(Found(Place("a.txt", Span(n, n + 1))) for n in range(9)), Found(gold))
    found = run(evalset, lambda _: Reply("", True, ranked=ranked), name="x", encoder="y")
    assert [one.rank for one in report_data(found).wrong[0].found] == [1, 2, 3, 4, 5, 10]


def test_against_an_earlier_result(evalset: EvalSet, result: Result) -> None:
    silent = run(evalset, lambda _: Reply("", True), name="silent", encoder="none/1")
    data = report_data(result, silent)
    assert data.against
    assert (data.against.system, data.against.gained, data.against.lost) == ("silent", 1, 0)
    assert {one.id: one.changed for one in data.right} == {"t1": Changed.GAINED, "t3": None}
    back = report_data(silent, result)
    assert {one.id: one.changed for one in back.wrong} == {"t1": Changed.LOST, "t2": None}


def test_against_a_result_of_another_set(result: Result) -> None:
    other = replace(result, rows=tuple(replace(r, question=replace(r.question, id=f"x{r.id}")) for r in result.rows))
    with pytest.raises(InputError):
        report_data(result, other)


@pytest.mark.parametrize(("split", "reveal", "shown"), [("all", False, 0), ("tune", False, 1), ("all", True, 1)])
def test_lost_questions_are_shown_only_when_none_is_held(result: Result, split: str, reveal: bool, shown: int) -> None:
    lost = replace(result, split=split, lost=(Lost("h7", "a.txt", "BÍ MẬT"),), unstable=("h1",))
    data = report_data(lost, reveal=reveal)
    assert [(one.file, one.questions, len(one.quotes)) for one in data.missing] == [("a.txt", 1, shown)]
    assert data.unstable == 1


@pytest.mark.parametrize(
    ("seconds", "bars"),
    [
        ([], ()),
        ([0.5, 0.5], (Bar(0.5, 0.5, 2),)),
        ([0.0], (Bar(1e-4, 1e-4, 1),)),
    ],
)
def test_a_histogram_of_little(seconds: list[float], bars: tuple[Bar, ...]) -> None:
    assert histogram(seconds) == bars


@given(st.lists(st.floats(0, 1e4), min_size=1))
def test_every_reply_is_in_a_bar(seconds: list[float]) -> None:
    bars = histogram(seconds)
    assert sum(bar.replies for bar in bars) == len(seconds)
    assert all(first.high == second.low for first, second in pairwise(bars))


# ---- passages


def piece(kind: str, text: str) -> Piece:
    """``g`` gold, ``q`` quoted, ``b`` both, ``.`` neither, ``-`` left out."""
    return Piece(text, kind in "gb", kind in "qb", kind == "-")


@pytest.mark.parametrize(
    ("gold", "quoted", "pieces"),
    [
        ([], [], [".một hai ba"]),
        ([(14, 17)], [], [".một ", "ghai", ". ba"]),
        ([(14, 17)], [(14, 20)], [".một ", "bhai", "q ba"]),
        ([(0, 13)], [(18, 99)], ["gmột", ". hai ", "qba"]),
        ([(0, 99)], [], ["gmột hai ba"]),
        ([(0, 5), (90, 99)], [(20, 30)], [".một hai ba"]),
        ([(10, 13), (12, 17)], [], ["gmột hai", ". ba"]),
    ],
)
def test_words_are_told_apart(gold: list[tuple[int, int]], quoted: list[tuple[int, int]], pieces: list[str]) -> None:
    at = Place("a.txt", Span(10, 20))

    def places(spans: list[tuple[int, int]]) -> list[Place]:
        return [Place("a.txt", Span(*span)) for span in spans] + [Place("b.txt", Span(10, 20))]

    shown = marked(at, "một hai ba", places(gold), places(quoted))
    assert shown == tuple(piece(one[0], one[1:]) for one in pieces)


def test_long_passages_are_cut_away_from_what_is_marked() -> None:
    text = "chữ " * 500 + "VÀNG" + " chữ" * 500
    start = text.index("VÀNG")
    pieces = marked(Place("a", Span(0, len(text))), text, [Place("a", Span(start, start + 4))], [], limit=300)
    assert [one.text for one in pieces if one.gold] == ["VÀNG"]
    assert [one.gap for one in pieces] == [True, False, False, False, True]
    assert sum(len(one.text) for one in pieces) < 300
    # Never in the middle of a word.
    assert {word for one in pieces for word in one.text.split()} == {"chữ", "VÀNG"}


@given(
    st.text(max_size=60),
    st.lists(st.tuples(st.integers(-5, 70), st.integers(0, 20)), max_size=4),
    st.lists(st.tuples(st.integers(-5, 70), st.integers(0, 20)), max_size=4),
)
def test_nothing_is_lost_or_marked_wrongly(
    text: str, gold: list[tuple[int, int]], quoted: list[tuple[int, int]]
) -> None:
    at = Place("a", Span(5, 5 + len(text)))
    golds, quotes = ([Place("a", Span(max(s, 0), max(s, 0) + n)) for s, n in spans] for spans in (gold, quoted))
    pieces = marked(at, text, golds, quotes)
    assert "".join(one.text for one in pieces) == text
    flags = [(one.gold, one.quoted) for one in pieces for _ in one.text]
    assert flags == [
        tuple(any(p.span.start <= 5 + n < p.span.end for p in places) for places in (golds, quotes))
        for n in range(len(text))
    ]


@given(st.text("ab ", max_size=400), st.integers(0, 400), st.integers(0, 50))
def test_what_is_left_of_a_long_passage_stands_in_it(text: str, start: int, length: int) -> None:
    at = Place("a", Span(0, len(text)))
    pieces = marked(at, text, [Place("a", Span(start, start + length))], [], limit=40)
    position = 0
    for one in pieces:
        position = text.index(one.text, position) + len(one.text)
    assert "".join(one.text for one in pieces) == text or any(one.gap for one in pieces)


def test_the_smallest_place_kept_around_another() -> None:
    texts = Texts({"a#b.txt#0-50": "x" * 50, "a#b.txt#5-20": "y" * 15, "no place": "", "a.txt#x-y": ""})
    inner = Place("a#b.txt", Span(6, 9))
    found = texts.around(inner)
    assert found == Place("a#b.txt", Span(5, 20))
    assert texts.words(found) == "y" * 15
    assert texts.around(Place("a#b.txt", Span(5, 20))) == found
    assert texts.around(Place("a#b.txt", Span(40, 60))) is None
    assert texts.around(Place("c.txt", Span(1, 2))) is None
    assert texts.words(inner) is None


def test_the_document_of_these_tests_holds_the_places(result: Result) -> None:
    """What the report shows as words of the source are words of the source."""
    for asked in (*report_data(result).wrong, *report_data(result).right):
        for passage in asked.passages:
            words = "".join(one.text for one in passage.pieces)
            assert DIRECTIVE[passage.start : passage.end] == words != ""
