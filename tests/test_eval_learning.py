"""Learning the weights of the second stage: what is right comes first, signs are kept, what is written is read."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval import linear
from eval.questions import Question
from eval.ranking import PENALTY, Example, crossed, first_among
from rag.finding.features import FEATURES
from rag.weighing import Signal

HELPS, MISLEADS = (next(at for at, f in enumerate(FEATURES) if f.sign == sign) for sign in (1, -1))


def learn(given_: list[Example], used: list[int] | None = None) -> np.ndarray:
    return linear.learn(given_, FEATURES, PENALTY, used)


def example(number: int, decisive: int, wrong_value: float, right_value: float, name: str = "set") -> Example:
    """Five candidates, told apart by one feature; the third is right."""
    table = np.full((5, len(FEATURES)), 0.5)
    table[:, decisive] = wrong_value
    table[2, decisive] = right_value
    question = Question(f"{name}-{number}", "date", "?")
    return Example(name, question, f"{number % 3}.txt", table, np.arange(5) == 2, 1.0)


def test_what_tells_the_right_clause_is_learnt() -> None:
    given_ = [example(number, HELPS, 0.1, 0.9) for number in range(20)]
    weights = learn(given_)
    assert weights[HELPS] > 1
    assert first_among(given_, None, 1) == 0
    assert first_among(given_, weights, 1) == 1


@pytest.mark.parametrize(("feature", "wrong", "right"), [(HELPS, 0.9, 0.1), (MISLEADS, 0.1, 0.9)])
def test_a_weight_on_the_wrong_side_of_zero_is_not_learnt(feature: int, wrong: float, right: float) -> None:
    assert learn([example(number, feature, wrong, right) for number in range(20)])[feature] == 0


def test_feature_that_is_not_used_weighs_nothing() -> None:
    given_ = [example(number, HELPS, 0.1, 0.9) for number in range(5)]
    assert learn(given_, [at for at in range(len(FEATURES)) if at != HELPS])[HELPS] == 0


def test_question_with_nothing_to_tell_apart_teaches_nothing() -> None:
    one = example(0, HELPS, 0.1, 0.9)
    none = Example("set", one.question, "0.txt", one.features, np.zeros(5, bool), 1.0)
    assert not learn([none]).any()
    assert first_among([none], None, 5) == 0


def test_crossed_leaves_out_what_it_measures() -> None:
    """Two sets told apart by two features: neither teaches what the other needs."""
    first = [example(number, HELPS, 0.2, 0.8, "a") for number in range(9)]
    second = [example(number, MISLEADS, 0.8, 0.2, "b") for number in range(9)]
    assert crossed([*first, *second], lambda one: one.question.id) == [1, 1]
    assert crossed([*first, *second], lambda one: one.set) == [0, 0]


@settings(deadline=None, max_examples=10)
@given(st.integers(0, 2**32 - 1))
def test_slope_is_that_of_the_loss(seed: int) -> None:
    """At what is learnt no small step, of any allowed weight, makes the right clauses likelier."""
    chance = np.random.default_rng(seed)
    given_ = [
        Example("set", Question(str(at), "date", "?"), "f", chance.random((6, len(FEATURES))), np.arange(6) < 2, 1.0)
        for at in range(8)
    ]
    best = learn(given_)

    def loss(weights: np.ndarray) -> float:
        values = [(one.features @ weights, one.right) for one in given_]
        return 0.25 * float(weights @ weights) - sum(
            float(np.log(np.exp(value[right]).sum() / np.exp(value).sum())) for value, right in values
        )

    for at, feature in enumerate(FEATURES):
        for step in (-0.05, 0.05):
            moved = best.copy()
            moved[at] += step
            if moved[at] * feature.sign >= 0:
                assert loss(moved) >= loss(best) - 1e-4


def test_written_weights_are_read_with_their_reasons(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from rag import weighing
    from rag.finding import rank

    weights = np.round(np.linspace(0, 9, len(FEATURES)), 3) * [feature.sign for feature in FEATURES]
    (tmp_path / "data").mkdir()
    linear.write(weights, FEATURES, tmp_path / "data" / "ranking.tsv", ["learnt on covid19"])
    monkeypatch.setattr(weighing, "files", lambda _: tmp_path)
    monkeypatch.setattr(rank, "weights", rank.weights.__wrapped__)
    assert np.allclose(rank.weights(), weights)
    lines = (tmp_path / "data" / "ranking.tsv").read_text(encoding="utf-8").splitlines()
    assert [line.split("\t")[2] for line in lines if not line.startswith("#")] == [f.reason for f in FEATURES]


def test_chance_is_learnt_and_the_constant_is_free() -> None:
    """Three of four happen where the sign is 1, one of four where it is 0: the logistic regression says so."""
    columns = (linear_column("bias", 0), linear_column("sign", 1))
    features = np.array([[1.0, 1.0]] * 4 + [[1.0, 0.0]] * 4)
    happened = np.array([1, 1, 1, 0, 0, 0, 0, 1], bool)
    weights = linear.learn_chance(features, happened, np.full(8, 100.0), columns, 0.0)
    likely = 1 / (1 + np.exp(-features @ weights))
    assert np.allclose(likely, [0.75] * 4 + [0.25] * 4, atol=0.01)
    against = linear.learn_chance(features[:, [0, 1]], ~happened, np.ones(8), columns, 0.0)
    assert against[1] == 0


def linear_column(name: str, sign: int) -> Signal:
    return Signal(name, sign, "")
