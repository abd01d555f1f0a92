"""Where a wrong answer was lost."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.measures.marks import mark
from eval.questions.types import Gold, Question
from eval.report.loss import ABOUT, DEPTH, Stage, losses, stage, steps, units_known
from eval.types import Cited, Found, GoldPlaces, Place, Reply, Row
from index.types import Span


def at(start: int, end: int) -> Place:
    return Place("a.txt", Span(start, end))


CLAUSE, OTHER, SECOND = at(0, 100), at(100, 200), at(200, 300)
GOLD = GoldPlaces("trước ngày 04/9/2021", 0, (at(10, 30),), CLAUSE)
GOLD_2 = GoldPlaces("trước ngày 05/9/2021", 1, (at(210, 230),), SECOND)
QUESTION = Question("t1", "date", "Trước ngày nào?", answers=(("04/9/2021",),), gold=(Gold("a.txt", GOLD.quote),))
NOTHING = Question("t2", "none", "Trời mưa không?", answerable=False)
RIGHT = Reply("04/9/2021", False, (Cited(CLAUSE, "mục 1", True),), (Found(CLAUSE),))
SILENT = Reply("", True, ranked=(Found(CLAUSE),))


def row(reply: Reply, question: Question = QUESTION, gold: tuple[GoldPlaces, ...] = (GOLD,)) -> Row:
    return Row(question, gold, reply, (0.1,))


def many(place: Place, rank: int) -> tuple[Found, ...]:
    """A ranking in which ``place`` is at ``rank``, behind places that hold nothing."""
    return (*(Found(at(1000 + n, 1001 + n)) for n in range(rank - 1)), Found(place))


CASES: dict[str, tuple[Row, Stage | None]] = {
    "right": (row(RIGHT), None),
    "right, though it was not among the places found": (row(replace(RIGHT, ranked=())), None),
    "no clause holds the quotation whole": (row(SILENT, gold=(replace(GOLD, unit=None),)), Stage.PARSED),
    "… of one alternative; of the other one does": (
        row(SILENT, gold=(replace(GOLD, unit=None), GOLD)), Stage.ANSWERED,
    ),
    "gold is a whole document, which is no clause": (
        row(SILENT, gold=(replace(GOLD, quote="", unit=None),)), Stage.ANSWERED,
    ),
    "nothing was found": (row(replace(SILENT, ranked=())), Stage.FOUND),
    "other places were found": (row(Reply("05/9/2021", False, (), (Found(OTHER),))), Stage.FOUND),
    "found last of those read": (row(replace(SILENT, ranked=many(CLAUSE, DEPTH))), Stage.ANSWERED),
    "found too far down": (row(replace(SILENT, ranked=many(CLAUSE, DEPTH + 1))), Stage.RANKED),
    "silent with the clause at hand": (row(SILENT), Stage.ANSWERED),
    "said what is not in the clause": (row(replace(RIGHT, text="05/9/2021")), Stage.EXTRACTED),
    "said nothing, but not silent": (row(replace(RIGHT, text="")), Stage.EXTRACTED),
    "cited without having been found, wrong words": (row(replace(RIGHT, text="05", ranked=())), Stage.EXTRACTED),
    "right words, other clause": (row(replace(RIGHT, cited=(Cited(OTHER, "mục 2", True),))), Stage.CITED),
    "right words, no citation": (row(replace(RIGHT, cited=())), Stage.CITED),
    "all was dropped, and it had been right": (row(replace(SILENT, dropped=("Ngày 04/9/2021.",))), Stage.VERIFIED),
    "all was dropped, and it had been wrong": (row(replace(SILENT, dropped=("Ngày 05/9/2021.",))), Stage.EXTRACTED),
    "the right half was dropped": (row(replace(RIGHT, text="Trước", dropped=("04/9/2021",))), Stage.VERIFIED),
    "answered where there is nothing": (row(RIGHT, NOTHING, ()), Stage.SILENT),
    "silent where there is nothing": (row(SILENT, NOTHING, ()), None),
    "only places asked for: silent": (row(SILENT, replace(QUESTION, answers=())), Stage.ANSWERED),
    "only places asked for: another": (
        row(replace(RIGHT, cited=(Cited(OTHER, "", True),)), replace(QUESTION, answers=())), Stage.CITED,
    ),
    "only words asked for": (row(replace(RIGHT, text="05"), replace(QUESTION, gold=()), ()), Stage.EXTRACTED),
    "one of two groups was not found": (row(replace(RIGHT, text="?"), gold=(GOLD, GOLD_2)), Stage.FOUND),
    "one of two groups was found too far down": (
        row(Reply("?", False, RIGHT.cited, many(SECOND, 15)), gold=(GOLD, GOLD_2)), Stage.RANKED,
    ),
    "one of two groups lies in no clause": (
        row(replace(RIGHT, text="?"), gold=(GOLD, replace(GOLD_2, unit=None))), Stage.PARSED,
    ),
    "both groups found, wrong words": (
        row(Reply("?", False, RIGHT.cited, (Found(SECOND),)), gold=(GOLD, GOLD_2)), Stage.EXTRACTED,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_where_an_answer_was_lost(name: str) -> None:
    asked, wanted = CASES[name]
    assert stage(mark(asked)) == wanted


def test_clauses_of_other_systems_are_not_asked_for() -> None:
    foreign = mark(row(SILENT, gold=(replace(GOLD, unit=None),)))
    assert not units_known([foreign])
    assert units_known([foreign, mark(row(SILENT))])
    assert stage(foreign, units=False) is Stage.ANSWERED
    assert steps(foreign, units=False)[0].passed is None


def test_a_system_may_read_less() -> None:
    third = mark(row(replace(SILENT, ranked=many(CLAUSE, 3))))
    assert (stage(third, depth=3), stage(third, depth=2)) == (Stage.ANSWERED, Stage.RANKED)


def test_the_way_of_an_answer() -> None:
    way = {step.stage: step.passed for step in steps(mark(row(replace(RIGHT, text="05/9/2021"))))}
    assert way == {
        Stage.PARSED: True, Stage.FOUND: True, Stage.RANKED: True, Stage.ANSWERED: True, Stage.EXTRACTED: False,
        Stage.CITED: True, Stage.VERIFIED: True,
    }  # fmt: skip
    assert list(way) == [one for one in Stage if one is not Stage.SILENT]


def test_unverified_quotations_are_seen_on_the_way() -> None:
    unverified = replace(RIGHT, text="05/9/2021", cited=(Cited(CLAUSE, "", False),))
    assert steps(mark(row(unverified)))[-1].passed is False


def test_losses_are_counted_in_order() -> None:
    counted = losses([Stage.CITED, None, Stage.FOUND, Stage.CITED])
    assert [one for one, _ in counted] == list(Stage)
    assert {one: n for one, n in counted if n} == {Stage.FOUND: 1, Stage.CITED: 2}


def test_every_stage_is_explained() -> None:
    assert set(ABOUT) == set(Stage)


_PLACES = st.sampled_from([CLAUSE, OTHER, SECOND, at(5, 15)])
_REPLIES = st.builds(
    Reply,
    st.sampled_from(["", "04/9/2021", "05/9/2021"]),
    st.booleans(),
    st.lists(st.builds(Cited, _PLACES, st.just(""), st.booleans()), max_size=2).map(tuple),
    st.lists(st.builds(Found, _PLACES), max_size=3).map(tuple),
    dropped=st.lists(st.sampled_from(["", "04/9/2021", "chữ khác"]), max_size=2).map(tuple),
)
_GOLD = st.lists(st.sampled_from([GOLD, GOLD_2, replace(GOLD, unit=None), replace(GOLD, quote="")]), max_size=3)


@given(_REPLIES, _GOLD.map(tuple), st.booleans(), st.booleans())
def test_every_wrong_answer_was_lost_somewhere_and_no_right_one(
    reply: Reply, gold: tuple[GoldPlaces, ...], words: bool, units: bool
) -> None:
    question = replace(QUESTION, answers=QUESTION.answers if words else (), answerable=bool(words or gold))
    marks = mark(row(reply, question, gold))
    assert (stage(marks, units=units) is None) == marks.right
