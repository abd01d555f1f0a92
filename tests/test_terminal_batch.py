"""``--input`` and ``--output``: order kept, history honoured, an output file whole or untouched."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

import rag.ask
from rag.types import Answer
from tests import commandline
from tests.commandline import Terminal

sample, terminal, asked = commandline.sample, commandline.terminal, commandline.asked

QUESTIONS: list[dict[str, Any]] = [
    {"id": "a", "question": "Ai ký công văn 667-CV/QU?"},
    {"id": 2, "question": "Ngày nào?", "history": ["Ai ký công văn 667-CV/QU?"]},
    {"id": None, "question": "", "kind": "what the program does not know is left alone"},
    {"id": "d", "question": "Dòng\u2028một", "history": None},
]


def lines(*records: object) -> str:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def read(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


@pytest.fixture
def questions(asked: Terminal) -> Path:
    path = asked.folder / "q.jsonl"
    path.write_text("\ufeff" + lines(*QUESTIONS[:2]) + "\n  \n" + lines(*QUESTIONS[2:]), encoding="utf-8")
    return path


def test_answers_in_the_order_of_the_questions(asked: Terminal, questions: Path) -> None:
    target = asked.folder / "a.jsonl"
    result = asked("ask", "--input", questions, "--output", target)
    assert (result.code, result.out) == (0, "")
    answers = read(target)
    assert [answer["id"] for answer in answers] == ["a", 2, None, "d"]
    assert [answer["question"] for answer in answers] == [question["question"] for question in QUESTIONS]
    assert answers[0]["answer"] == "Nguyễn Thanh Xuân"
    assert answers[2]["abstained"]
    assert "Câu hỏi trống" in answers[2]["reason"]
    assert all(list(answer) == list(answers[0]) for answer in answers)
    assert not [path for path in asked.folder.iterdir() if path.name.endswith(".partial")]


def test_searches_in_the_order_of_the_questions(asked: Terminal, questions: Path) -> None:
    result = asked("search", "--input", questions, "--top", "2")
    records = [json.loads(line) for line in result.out.split("\n") if line]
    assert [len(record["hits"]) for record in records] == [2, 2, 0, 2]
    assert list(records[0]) == ["id", "question", "hits"]


def test_a_batch_through_pipes(asked: Terminal, questions: Path) -> None:
    asked("ask", "--input", questions, "--output", asked.folder / "a.jsonl")
    piped = asked("ask", "--input", "-", "--output", "-", stdin=questions.read_bytes()).out
    kept = ("id", "question", "answer", "citations")
    assert [[json.loads(line)[key] for key in kept] for line in piped.split("\n") if line] == [
        [record[key] for key in kept] for record in read(asked.folder / "a.jsonl")
    ]


def test_history_is_handed_on(asked: Terminal, questions: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, list[Any]] = {}
    real = rag.ask.ask

    def spy(question: str, archive: Any, history: Any = (), *more: Any, **how: Any) -> Answer:
        seen.setdefault(question, []).append(history)
        return real(question, archive, history, *more, **how)

    monkeypatch.setattr(rag.ask, "ask", spy)
    asked("ask", "--input", questions)
    told = {question["question"]: tuple(question.get("history") or ()) for question in QUESTIONS}
    # The one before is answered once more, to know what the next goes on from.
    assert {question: set(histories) for question, histories in seen.items()} == {q: {h} for q, h in told.items()}


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (b'{"id": 1', "JSON"),
        (b"[1]", "JSON|id"),
        (b'{"id": 1}', "question"),
        (b'{"id": 1, "question": 7}', "question"),
        (b'{"id": [1], "question": "x"}', '"id"'),
        (b'{"id": true, "question": "x"}', '"id"'),
        (b'{"id": 1, "question": "x", "history": "y"}', "history"),
        (b'{"id": 1, "question": "x", "history": [1]}', "history"),
        (b'{"id": 1, "question": "\xff"}', "UTF-8"),
        (b"[" * 100_000, "JSON"),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_written(asked: Terminal, line: bytes, says: str) -> None:
    source, target = asked.folder / "q.jsonl", asked.folder / "a.jsonl"
    source.write_bytes(b'{"id": 0, "question": "x"}\n\n' + line)
    target.write_text("before")
    message = asked.fails("ask", "--input", source, "--output", target)
    assert f"{source}, dòng 3: " in message
    assert any(part in message for part in says.split("|"))
    assert target.read_text() == "before"


def test_an_error_half_way_leaves_the_output_alone(
    asked: Terminal, questions: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = rag.ask.ask
    monkeypatch.setattr(rag.ask, "ask", lambda q, *rest: 1 // 0 if q == "Ngày nào?" else real(q, *rest))
    (asked.folder / "a.jsonl").write_text("before")
    result = asked("ask", "--input", questions, "--output", asked.folder / "a.jsonl")
    assert result.code == 2
    assert (asked.folder / "a.jsonl").read_text() == "before"
    assert sorted(path.name for path in asked.folder.iterdir()) == ["a.jsonl", "q.jsonl"]


@pytest.mark.parametrize("name", ["q.jsonl", "./q.jsonl", "link.jsonl", "folder/q.jsonl"])
@pytest.mark.parametrize("command", ["ask", "search"])
def test_the_questions_are_not_overwritten(
    asked: Terminal, questions: Path, monkeypatch: pytest.MonkeyPatch, command: str, name: str
) -> None:
    (asked.folder / "link.jsonl").symlink_to(questions)
    (asked.folder / "folder").symlink_to(asked.folder)
    monkeypatch.chdir(asked.folder)
    monkeypatch.setenv("TRICHDAN_ARCHIVE", str(asked.folder / "none"))  # refused before an archive is looked for
    before = questions.read_bytes()
    for source, target in ((questions, name), (name, questions)):
        assert "--output" in asked.fails(command, "--input", source, "--output", target)
        assert "--input" in asked.fails(command, "--input", source, "--output", target)
    assert questions.read_bytes() == before


def test_files_that_are_not_there(asked: Terminal, questions: Path) -> None:
    assert "--input" in asked.fails("ask", "--input", asked.folder / "x.jsonl")
    assert "--output" in asked.fails("ask", "--input", questions, "--output", asked.folder / "x" / "a.jsonl")
    assert "--output" in asked.fails("ask", "--input", questions, "--output", asked.folder)


def test_a_device_is_written_to_and_not_replaced(asked: Terminal, questions: Path) -> None:
    if not Path(os.devnull).is_char_device():
        pytest.skip("no such device on this system")
    assert asked("ask", "--input", questions, "--output", os.devnull).code == 0
    assert Path(os.devnull).is_char_device()


def test_an_empty_batch(asked: Terminal) -> None:
    assert asked("ask", "--input", "-", stdin="").out == ""


def test_half_characters_do_no_harm(asked: Terminal) -> None:
    target = asked.folder / "a.jsonl"
    line = b'{"id": "\\ud800", "question": "Ai k\\ud83d?"}'
    assert asked("ask", "--input", "-", "--output", target, stdin=line).code == 0
    assert [(record["id"], record["question"]) for record in read(target)] == [("?", "Ai k??")]
