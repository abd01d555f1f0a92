"""Two results side by side, on rows made by hand: what is significant, what changed, what a regression is."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from math import comb, isclose
from pathlib import Path

import numpy as np
import pytest

from eval.compare import check, compare, intervals
from eval.compare.bootstrap import swap_test
from eval.compare.pairs import sign_test
from eval.compare.text import text, verdict_text
from eval.leaderboard import leaderboard
from eval.measures.measure import Tally
from eval.questions import Gold, Question, Split
from eval.result import SCHEMA_VERSION, save
from eval.types import Cited, Found, GoldPlaces, Lost, Place, Reply, Result, Row
from index.errors import InputError
from index.types import Span
from ui import terminal

GOLD, ELSEWHERE = (Place("a.txt", Span(start, start + 10)) for start in (0, 20))


def row(number: int, right: bool, kind: str = "date", split: Split = Split.TUNE, verified: bool = True) -> Row:
    """A question that is answered rightly from the gold clause, or wrongly from another."""
    asked = Question(f"q{number:03}", kind, f"câu {number}?", (), (("đúng",),), (Gold("a.txt", "x"),), split=split)
    place = GOLD if right else ELSEWHERE
    said = Reply("đúng" if right else "sai", False, (Cited(place, "mục 1", verified),), (Found(place),))
    return Row(asked, (GoldPlaces("x", 0, (GOLD,)),), said, (0.1,))


def result(rights: Sequence[bool], name: str = "default", **changes: object) -> Result:
    rows = tuple(row(number, right) for number, right in enumerate(rights))
    made = Result(
        schema=SCHEMA_VERSION, system="trichdan", variant=name, set="set", set_sha256="0" * 64, split="all",
        encoder="e5/1", started="2026-01-01T00:00:00+00:00", commit="abc", versions={}, configuration={}, jobs=1, repeat=1,
        rows=rows,
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


def rights(count: int, right: int) -> list[bool]:
    return [number < right for number in range(count)]


@pytest.mark.parametrize(
    ("gains", "losses", "p"),
    [(0, 0, 1), (1, 0, 1), (5, 0, 2 / 32), (9, 1, 2 * 11 / 1024), (5, 5, 1), (0, 10, 2 / 1024)],
)
def test_sign_test(gains: int, losses: int, p: float) -> None:
    assert isclose(sign_test(gains, losses), p)
    tail = sum(comb(gains + losses, at) for at in range(min(gains, losses) + 1)) / 2 ** (gains + losses)
    assert isclose(sign_test(gains, losses), min(1, 2 * tail))


def test_the_interval_of_a_share_is_near_the_binomial_one() -> None:
    parts = np.array([[1.0]] * 70 + [[0.0]] * 30)
    found = intervals(Tally(("right",), parts, np.ones_like(parts)))["right"]
    assert found.low is not None
    assert found.high is not None
    # 0.7 ± 1.96 × √(0.7 × 0.3 / 100)
    assert abs(found.low - 0.61) <= 0.015
    assert abs(found.high - 0.79) <= 0.015
    assert intervals(Tally(("right",), parts, np.ones_like(parts)))["right"] == found


@pytest.mark.parametrize("wholes", [np.zeros((5, 1)), np.zeros((0, 1))])
def test_no_value_has_no_interval(wholes: np.ndarray) -> None:
    found = intervals(Tally(("right",), np.zeros_like(wholes), wholes))["right"]
    assert (found.low, found.high) == (None, None)


@pytest.mark.parametrize(
    ("before", "after", "sign"),
    [
        (rights(100, 80), rights(100, 80), 0),
        (rights(100, 80), rights(100, 60), -1),
        (rights(100, 60), rights(100, 80), 1),
        (rights(100, 80), rights(100, 79), 0),  # one question of a hundred is chance
        ([True, False] * 20, [False, True] * 20, 0),  # as many gained as lost
    ],
)
def test_what_is_more_than_chance(before: list[bool], after: list[bool], sign: int) -> None:
    comparison = compare(result(before), result(after, "other"))
    right = next(one for one in comparison.total if one.key == "right")
    assert right.sign == sign
    assert right.value is not None
    assert isclose(right.value, (sum(after) - sum(before)) / len(after), abs_tol=1e-12)
    assert right.gains == len(comparison.gains) == sum(b > a for a, b in zip(before, after, strict=True))
    assert right.losses == len(comparison.losses) == sum(a > b for a, b in zip(before, after, strict=True))


def test_pairing_narrows_the_interval() -> None:
    """Nine in ten answered alike: the difference is known better than either share."""
    before, after = rights(200, 100), rights(200, 110)
    difference = compare(result(before), result(after)).total[0].interval
    assert difference.low is not None
    assert difference.high is not None
    assert 0 < difference.low < 0.05 < difference.high < 0.1


def test_only_the_same_questions_are_compared() -> None:
    before, after = result([True] * 4), result([True] * 5)
    changed = replace(after.rows[1], question=replace(after.rows[1].question, text="câu khác?"))
    comparison = compare(before, replace(after, rows=(after.rows[0], changed, *after.rows[2:])))
    assert comparison.questions == 3
    assert comparison.apart == ("q001", "q004")
    assert "q001, q004" in text(comparison)


def test_results_without_a_common_question_are_refused() -> None:
    with pytest.raises(InputError, match="câu hỏi chung"):
        compare(result([True]), result([]))


def test_kinds_are_compared_apart() -> None:
    rows = [row(number, True, "date" if number < 20 else "org") for number in range(40)]
    worse = [row(number, number < 20, "date" if number < 20 else "org") for number in range(40)]
    found = dict(compare(result([], rows=tuple(rows)), result([], rows=tuple(worse))).kinds)
    assert (found["date"].sign, found["org"].sign) == (0, -1)
    assert found["org"].losses == 20


def test_kinds_are_named_as_people_say_them() -> None:
    comparison = compare(result([True]), result([False]))
    for lang, name in (("vi", "ngày tháng"), ("en", "date")):
        lines = [line.strip() for line in text(comparison, lang).splitlines()]
        assert [line for line in lines if line.startswith(f"{name}  ")], lang
        assert f"q000 [{name}] câu 0?" in lines


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_held_questions_are_counted_not_shown(lang: str) -> None:
    before = result([], rows=(row(1, True), row(2, True, split=Split.HELD)))
    after = result([], rows=(row(1, False), row(2, False, split=Split.HELD)))
    comparison = compare(before, after)
    shown = text(comparison, lang)
    assert "câu 1?" in shown
    assert "câu 2?" not in shown
    assert "--reveal" in shown
    assert "câu 2?" in text(comparison, lang, reveal=True)


# ---- a regression


def test_the_same_result_passes() -> None:
    verdict = check(result(rights(50, 40)), result(rights(50, 40)))
    assert verdict.passed
    assert "\n" not in verdict_text(verdict)


def test_a_worse_result_fails_and_says_in_what() -> None:
    verdict = check(result(rights(100, 50)), result(rights(100, 80)))
    assert not verdict.passed
    assert "right" in [one.key for one in verdict.worse]
    assert "0.800 → 0.500" in verdict_text(verdict, "en")


def test_a_better_result_passes() -> None:
    assert check(result(rights(100, 80)), result(rights(100, 50))).passed


def test_one_quotation_that_does_not_stand_is_enough() -> None:
    rows = [row(number, True) for number in range(200)]
    broken = [row(0, True, verified=False), *rows[1:]]
    verdict = check(result([], rows=tuple(broken)), result([], rows=tuple(rows)))
    assert verdict.worse == ()
    assert verdict.broken is not None
    assert "1.0000 → 0.9950" in verdict_text(verdict)
    # … also in a question that reads differently now, and is not compared.
    asked = replace(broken[0].question, text="câu khác?")
    assert check(result([], rows=(replace(broken[0], question=asked), *rows[1:])), result([], rows=tuple(rows))).broken


@pytest.mark.parametrize("lost", [(), (Lost("q002", "a.txt", "x"),)])
def test_questions_that_were_not_asked_are_no_pass(lost: tuple[Lost, ...]) -> None:
    baseline = result([True] * 3)
    verdict = check(replace(baseline, rows=baseline.rows[:2], lost=lost), baseline)
    assert verdict.missing == ("q002",)
    assert "1 trong 3 câu" in verdict_text(verdict)
    assert "q002" in verdict_text(verdict)


def test_more_questions_than_the_baseline_has_are_no_harm() -> None:
    assert check(result([True] * 4), result([True] * 3)).passed


@pytest.mark.parametrize("count", [1, 2, 5])
def test_few_questions_prove_nothing(count: int) -> None:
    """Five of five wrong: swapped at random, as large a difference comes once in sixteen times."""
    assert check(result([False] * count), result([True] * count)).worse == ()
    assert {one.sign for one in compare(result([True] * count), result([False] * count)).total} == {0}


def test_showing_everything_is_worse() -> None:
    """The right words somewhere in five whole clauses, all of them cited."""
    rows = [row(number, True) for number in range(60)]
    places = [Place("a.txt", Span(start, start + 10)) for start in range(0, 50, 10)]
    dump = Reply("đúng " + "và nhiều lời " * 100, False, tuple(Cited(place, "", True) for place in places), ())
    verdict = check(result([], rows=tuple(replace(one, reply=dump) for one in rows)), result([], rows=tuple(rows)))
    assert {"right-short", "citation-precision"} <= {one.key for one in verdict.worse}


def test_the_randomization_test_is_that_of_the_definition() -> None:
    """All 2⁸ ways to swap eight pairs, counted."""
    before = np.array([1, 1, 1, 1, 1, 1, 0, 0], float)
    after = np.array([0, 0, 0, 0, 0, 1, 1, 0], float)
    seen = abs(after.sum() - before.sum())
    ways = [
        abs(sum((b - a) * sign for a, b, sign in zip(before, after, signs, strict=True))) >= seen
        for signs in product((1, -1), repeat=8)
    ]
    one = np.ones((8, 1))
    found = swap_test(Tally(("right",), before[:, None], one), Tally(("right",), after[:, None], one), 20_000)["right"]
    assert abs(found - sum(ways) / len(ways)) < 0.02


# ---- the commands, and the leaderboard


def test_the_commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad = tmp_path / "good.json", tmp_path / "bad.json.gz"
    save(result(rights(60, 50)), good)
    save(result(rights(60, 20), "no-bm25"), bad)
    assert terminal.main(["eval", "compare", str(good), str(bad)]) == 0
    shown = capsys.readouterr().out
    assert "trichdan → trichdan no-bm25" in shown
    assert "-0.500" in shown
    assert terminal.main(["eval", "check", str(good), "--baseline", str(good)]) == 0
    assert terminal.main(["eval", "check", str(bad), "--baseline", str(good)]) == 1
    capsys.readouterr()
    assert terminal.main(["eval", "leaderboard", str(tmp_path), "--output", str(tmp_path / "l.md")]) == 0
    lines = [line.split(" | ") for line in (tmp_path / "l.md").read_text(encoding="utf-8").splitlines()]
    rows = [cells for cells in lines if cells[0].startswith("| trichdan")]
    assert [(cells[0], cells[4][:5]) for cells in rows] == [("| trichdan", "0.833"), ("| trichdan no-bm25", "0.333")]
    save(result([True] * 3), tmp_path / "part.json")
    assert leaderboard([tmp_path]).count("## set, all") == 2  # other questions, another table
    assert terminal.main(["eval", "leaderboard", str(good), "--output", str(good)]) == 2
    assert "0.833" in leaderboard([good])


@pytest.mark.parametrize(
    "command", [["compare", "{}", "no.json"], ["check", "no.json", "--baseline", "{}"], ["check", "{}"]]
)
def test_the_commands_refuse_in_one_line(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    save(result([True]), tmp_path / "r.json")
    assert terminal.main(["eval", *(word.format(tmp_path / "r.json") for word in command)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1


def test_a_folder_without_results(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="eval run"):
        leaderboard([tmp_path])
