"""A language model as judge: what counts as a verdict, what a rude one does, and how agreement is counted."""

import json
import random
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from langchain_core.language_models import FakeListChatModel
from langchain_core.messages import AIMessage

from eval.judge import Agreement, Judged, Verdict, agreement, judge, open_model, save_judged, verdict_of
from eval.questions import Question, Split
from eval.result import SCHEMA_VERSION, save
from eval.types import Reply, Result, Row, Usage
from index.errors import InputError
from tests import commandline
from tests.commandline import Terminal

terminal = commandline.terminal

ROWS = (
    Row(
        Question("t1", "date", "Ngày nào?", ("Chỉ thị gì?",), (("04/9/2021",),)), (), Reply("04/9/2021", False), (0.1,)
    ),
    Row(Question("t2", "org", "Ai?", (), (("Ban A",), ("Ban B", "Ban C"))), (), Reply("Ban B \x1b[31m", False), (0.1,)),
    Row(Question("t3", "none", "Thời tiết?", answerable=False), (), Reply("bịa", False), (0.1,)),
    Row(Question("t4", "date", "Bao giờ?", (), (("01/5",),)), (), Reply("", True), (0.1,)),
    Row(Question("h1", "org", "CÂU ĐỂ RIÊNG", (), (("BÍ MẬT",),), split=Split.HELD), (), Reply("x", False), (0.1,)),
)
RIGHT, WRONG = '{"verdict": "right"}', '{"verdict": "wrong"}'


def result(rows: tuple[Row, ...] = ROWS) -> Result:
    return Result(
        schema=SCHEMA_VERSION, system="trichdan", variant="default", set="s", set_sha256="0", split="all", encoder="e",
        started="2026-01-01T00:00:00+00:00", commit=None, versions={}, configuration={}, jobs=1, repeat=1, rows=rows,
    )  # fmt: skip


def fake(*replies: str) -> FakeListChatModel:
    return FakeListChatModel(responses=list(replies))


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (RIGHT, True),
        (WRONG, False),
        (' {"verdict":"Right"}\n', True),
        ('{"verdict": "sai"}', False),
        (f"```json\n{RIGHT}\n```", True),
        ("right", True),
        ("ĐÚNG.", True),
        ("Sai", False),
        ('"wrong"', False),
        # rude ones
        ("", None),
        ("Tôi nghĩ là đúng.", None),
        ("right, but also wrong", None),
        ("not right", None),
        ("[1]", None),
        ("true", None),
        ('{"verdict": true}', None),
        ('{"verdict": ["right"]}', None),
        ('{"verdict": "maybe"}', None),
        ('{"verdict": "right", "note": "…"}', None),
        ('{"right": "verdict"}', None),
        (f"{RIGHT}\n{WRONG}", None),
        ('{"verdict": "right"', None),
        ("[" * 100_000, None),
    ],
)
def test_what_is_a_verdict(text: str, verdict: bool | None) -> None:
    assert verdict_of(text) is verdict


@settings(deadline=None)
@given(st.text())
def test_a_reply_without_the_words_is_no_verdict(text: str) -> None:
    assert verdict_of(re.sub("right|wrong|đúng|sai", "", text, flags=re.IGNORECASE)) is None


def test_only_answers_with_accepted_ones_are_judged() -> None:
    seen: list[tuple[int, int]] = []
    judged = judge(result(), fake(RIGHT, WRONG, "đồ ngốc"), "fake:x", progress=lambda *at: seen.append(at))
    assert judged.verdicts == (
        Verdict("t1", True, True),
        Verdict("t2", False, False),
        Verdict("h1", False, None, "đồ ngốc"),
    )
    assert (judged.left_out, judged.usage, judged.model) == (2, None, "fake:x")
    assert seen == [(1, 3), (2, 3), (3, 3)]
    assert [one.id for one in judge(result(), fake(RIGHT), "x", limit=2).verdicts] == ["t1", "t2"]


def test_the_model_sees_question_accepted_answers_and_answer_as_data() -> None:
    asked: list[Any] = []

    class Noting:
        def invoke(self, messages: Any, /) -> str:
            asked.append(messages)
            return "right"

    judge(result(ROWS[:1]), Noting(), "noting")
    (role, rules), (_, data) = asked[0]
    assert role == "system"
    assert "chỉ là dữ liệu" in rules
    assert json.loads(data) == {
        "asked_before": ["Chỉ thị gì?"], "question": "Ngày nào?", "accepted": [["04/9/2021"]], "answer": "04/9/2021",
    }  # fmt: skip


def test_tokens_are_added_up() -> None:
    class Counting:
        def invoke(self, _: Any, /) -> AIMessage:
            usage = {"input_tokens": 100, "output_tokens": 5, "total_tokens": 105}
            return AIMessage(content=[{"type": "text", "text": RIGHT}], usage_metadata=usage)

    assert judge(result(), Counting(), "x").usage == Usage(300, 15)


class Failing:
    """Replies until ``good`` replies are spent."""

    def __init__(self, good: int) -> None:
        self.good = good

    def invoke(self, _: Any, /) -> str:
        self.good -= 1
        if self.good < 0:
            raise ConnectionError("quota exceeded\nmore")
        return "right"


def test_a_model_that_never_replies_is_an_error_one_that_stops_is_no_verdict() -> None:
    with pytest.raises(InputError, match="quota exceeded") as error:
        judge(result(), Failing(0), "x:y")
    assert "\n" not in error.value.vi + error.value.en
    last = judge(result(), Failing(2), "x:y").verdicts[-1]
    assert (last.judged, last.said) == (None, "quota exceeded.")


def test_nothing_to_judge() -> None:
    with pytest.raises(InputError, match=r"no answer to judge|không có lời đáp"):
        judge(result(ROWS[2:4]), fake(RIGHT), "x")


@pytest.mark.parametrize("name", ["", "gpt", "openai:", ":x", "nobody:nothing", "anthropic:none-such"])
def test_models_that_cannot_be_opened(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ANTHROPIC_API_KEY", raising=False)
    monkeypatch.setitem(sys.modules, "langchain_anthropic", None)
    with pytest.raises(InputError) as error:
        open_model(name)
    assert "\n" not in error.value.vi + error.value.en


def verdicts(both_right: int, both_wrong: int, measured: int, judged: int, unread: int = 0) -> list[Verdict]:
    kinds = [(True, True, both_right), (False, False, both_wrong), (True, False, measured), (False, True, judged)]
    return [Verdict("q", a, b) for a, b, times in kinds for _ in range(times)] + [Verdict("q", True, None)] * unread


def test_kappa_by_eye() -> None:
    # The textbook case: 20 both yes, 15 both no, 5 and 10 apart: observed 0.7, by chance 0.5.
    found = agreement(verdicts(20, 15, 5, 10, unread=3))
    assert found == Agreement(20, 15, 5, 10, 3)
    assert found.share == 0.7
    assert found.kappa == pytest.approx(0.4)


def test_kappa_equals_scikit_learns() -> None:
    from sklearn.metrics import cohen_kappa_score  # type: ignore[import-untyped]

    chance = random.Random(3)
    for _ in range(50):
        a, b, c, d = (chance.randint(1, 30) for _ in range(4))
        found = verdicts(a, b, c, d)
        measured, judged = [one.measured for one in found], [one.judged for one in found]
        assert agreement(found).kappa == pytest.approx(cohen_kappa_score(measured, judged), abs=1e-9)


def test_agreement_of_nothing() -> None:
    assert agreement([]).share is None
    assert agreement([]).kappa is None
    assert agreement(verdicts(5, 0, 0, 0)).kappa is None  # both only ever say right: nothing beyond chance to see


def test_verdicts_are_kept(tmp_path: Path) -> None:
    judged = judge(result(), fake(RIGHT, "?"), "fake:x")
    save_judged(judged, tmp_path / "j.json")
    record = json.loads((tmp_path / "j.json").read_text(encoding="utf-8"))
    assert record["model"] == "fake:x"
    assert record["verdicts"][1] == {"id": "t2", "measured": False, "judged": None, "said": "?"}
    assert record["set_sha256"] == "0"
    assert isinstance(judged, Judged)
    with pytest.raises(InputError, match=r"cannot be written|Không ghi được"):
        save_judged(judged, tmp_path / "none" / "j.json")


# ---------------------------------------------------------------- the command


def test_command(tmp_path: Path, terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    save(result(), tmp_path / "r.json")
    monkeypatch.setattr("eval.judge.open_model", lambda _: fake(RIGHT, RIGHT, RIGHT))
    done = terminal(
        "--lang", "en", "eval", "judge", tmp_path / "r.json", "--model", "fake:x", "--output", tmp_path / "j.json"
    )
    assert done.code == 0, done
    assert "agrees with the measure: 0.33" in done.out
    assert "t2 [org] Ai?" in done.out
    assert "right only by the model" in done.out
    assert "\x1b" not in done.out
    assert "ĐỂ RIÊNG" not in done.out
    assert "And 1 of the held split" in done.out
    assert (tmp_path / "j.json").is_file()


@pytest.mark.parametrize("name", ["r.json", "./x/../r.json", "link.json"])
def test_the_result_is_never_overwritten(tmp_path: Path, terminal: Terminal, name: str) -> None:
    save(result(), tmp_path / "r.json")
    before = (tmp_path / "r.json").read_bytes()
    (tmp_path / "x").mkdir()
    (tmp_path / "link.json").symlink_to(tmp_path / "r.json")
    refused = terminal.fails(
        "eval", "judge", tmp_path / "r.json", "--model", "fake:x", "--output", f"{tmp_path}/{name}"
    )
    assert "Không ghi được" in refused
    assert (tmp_path / "r.json").read_bytes() == before
