"""Calibration, abstention, time and cost: by eye, and against the definitions written again."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.measures.calibration import BINS, calibration
from eval.measures.marks import Marks, mark
from eval.measures.measure import tally
from eval.measures.spent import Cost, cost, latency
from eval.questions import Question
from eval.types import Reply, Row, Usage


def asked(
    right: bool = True,
    confidence: float | None = None,
    *,
    silent: bool = False,
    answerable: bool = True,
    seconds: tuple[float, ...] = (0.1,),
    usage: Usage | None = None,
) -> Marks:
    question = Question("q", "date", "?", (), (("đúng",),) if answerable else (), answerable=answerable)
    reply = Reply("" if silent else "đúng" if right else "trật", silent, confidence=confidence, usage=usage)
    return mark(Row(question, (), reply, seconds))


def by_definition(pairs: list[tuple[float, bool]]) -> float:
    """Guo et al. 2017, equations 2 and 3, bin m being ((m−1)/M, m/M]."""
    error = 0.0
    for m in range(1, BINS + 1):
        held = [pair for pair in pairs if (m - 1) / BINS < pair[0] <= m / BINS or (m == 1 and pair[0] == 0)]
        if held:
            accuracy = sum(right for _, right in held) / len(held)
            confidence = sum(sure for sure, _ in held) / len(held)
            error += len(held) / len(pairs) * abs(accuracy - confidence)
    return error


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 1000).map(lambda n: n / 1000), st.booleans()), min_size=1, max_size=60))
def test_ece_and_brier_equal_the_definitions(pairs: list[tuple[float, bool]]) -> None:
    marks = [asked(right, confidence) for confidence, right in pairs]
    found = calibration(marks)
    assert found.ece == pytest.approx(by_definition(pairs), abs=1e-9)
    assert sum(one.questions for one in found.bins) == found.questions == len(pairs)
    brier = sum((confidence - right) ** 2 for confidence, right in pairs) / len(pairs)
    assert tally(marks).share("brier").value == pytest.approx(brier, abs=1e-9)


def test_ece_by_eye() -> None:
    found = calibration([asked(True, 0.95), asked(False, 0.95), asked(False, 0.30)])
    assert found.ece == pytest.approx(2 / 3 * 0.45 + 1 / 3 * 0.30)
    assert [(one.questions, one.confidence, one.accuracy) for one in found.bins if one.questions] == [
        (1, 0.30, 0.0),
        (2, 0.95, 0.5),
    ]
    assert (found.bins[2].low, found.bins[2].high) == (0.2, 0.3)  # 0.30 belongs to the bin it ends


def test_only_answers_with_a_confidence_are_calibrated() -> None:
    made_up = asked(True, 0.8, answerable=False)  # answered, though there is no answer: wrong
    marks = [asked(True), asked(silent=True, confidence=0.9), made_up]
    found = calibration(marks)
    assert (found.questions, found.ece) == (1, 0.8)
    brier = tally(marks).share("brier")
    assert (brier.part, brier.whole) == pytest.approx((0.64, 1))
    assert calibration([]).ece is None
    assert len(calibration([]).bins) == BINS


def test_a_sure_and_right_system_is_calibrated_and_an_honest_one_nearly() -> None:
    assert calibration([asked(True, 1.0)] * 5).ece == 0
    chance = random.Random(1)
    sure = [chance.random() for _ in range(5000)]
    assert (calibration([asked(chance.random() < one, one) for one in sure]).ece or 1) < 0.04


@pytest.mark.parametrize(
    ("silent_known", "silent_unknown", "answered_unknown", "precision", "recall", "f1", "wrongly"),
    [
        (1, 1, 1, 1 / 2, 1 / 2, 1 / 2, 1 / 2),
        (0, 3, 0, 1.0, 1.0, 1.0, 0.0),
        (3, 1, 2, 1 / 4, 1 / 3, 2 / 7, 2 / 3),
        (0, 0, 2, None, 0.0, 0.0, 1.0),
        (2, 0, 0, 0.0, None, 0.0, None),
        (0, 0, 0, None, None, None, None),
    ],
)
def test_abstention(
    silent_known: int, silent_unknown: int, answered_unknown: int,
    precision: float | None, recall: float | None, f1: float | None, wrongly: float | None,
) -> None:  # fmt: skip
    marks = [asked(), *[asked(silent=True)] * silent_known, *[asked(silent=True, answerable=False)] * silent_unknown]
    marks += [asked(answerable=False)] * answered_unknown
    shares = tally(marks)
    assert shares.share("abstention-precision").value == precision
    assert shares.share("abstention-recall").value == recall
    assert shares.share("abstention-f1").value == (f1 if f1 is None else pytest.approx(f1))
    assert shares.share("answered-wrongly").value == wrongly
    if precision and recall:
        assert f1 == pytest.approx(2 * precision * recall / (precision + recall))


def test_latency_over_all_repeats() -> None:
    found = latency([asked(seconds=(0.1, 0.5)), asked(seconds=(0.3,)), asked(seconds=(0.2, 0.4))])
    assert found
    assert (found.times, found.p50, found.p95, found.mean) == pytest.approx((5, 0.3, 0.48, 0.3))
    assert latency([]) is None
    assert tally([asked(seconds=(0.1, 0.5)), asked(seconds=(0.3,))]).share("seconds").value == pytest.approx(0.3)


def test_cost_of_the_questions_a_model_was_asked_for() -> None:
    marks = [asked(usage=Usage(1000, 50, 0.02)), asked(usage=Usage(500, 30, 0.01)), asked()]
    found = cost(marks)
    assert found
    assert (found.questions, found.read, found.written, found.price) == pytest.approx((2, 1500, 80, 0.03))
    shares = tally(marks)
    assert [shares.share(key).value for key in ("tokens-read", "tokens-written")] == [750, 40]
    assert shares.share("dollars").value == pytest.approx(0.015)
    unpriced = [asked(usage=Usage(10, 1, 0.02)), asked(usage=Usage(10, 1))]
    assert cost(unpriced) == Cost(2, 20, 2, None)
    assert cost([asked()]) is None
    assert tally([asked()]).share("tokens-read").value is None
