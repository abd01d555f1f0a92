"""Questions of a set made from what people say of answers."""

import json
import multiprocessing
from pathlib import Path

import pytest

from eval.questions import Gold, load
from eval.questions.check import check
from eval.questions.feedback import NOTHING, Correction, Verdict, append, case_of
from eval.questions.lines import read_questions
from eval.questions.records import question_of, record_of
from eval.questions.types import Status
from index.archive import Archive
from index.errors import InputError
from rag.ask import ask
from tests.fakes import write_files
from ui.sample import documents

DATE = "Hà Đông phải kiện toàn ban chỉ đạo trước ngày nào?"


def test_an_answer_called_right_becomes_a_case_that_it_passes(sample: Archive, tmp_path: Path) -> None:
    answer = ask(DATE, sample)
    case = case_of(DATE, (), answer, Verdict.RIGHT)
    assert case.answers == (("04/9/2021",),)
    assert case.gold
    assert {(gold.file, gold.quote) for gold in case.gold} == {(c.file, c.quote) for c in answer.citations}
    assert (case.status, case.machine, case.answerable) == (Status.PROPOSED, False, True)
    append(case, tmp_path / "questions.jsonl")
    assert check(str(tmp_path), documents()).errors == 0
    assert load(str(tmp_path), documents()).waiting == 1


@pytest.mark.parametrize("question", [
    "Quận ủy Hà Đông có những văn bản nào?", "Ai ký Chỉ thị 06-CT/TU?", "Cơ quan nào ở Hà Đông nắm tình hình nhân dân?",
    "So sánh công văn 634 và 667 của Hà Đông", "Thanh Xuân có được họp trực tuyến không?", "Công văn 924 yêu cầu gì?",
])  # fmt: skip
def test_every_answer_called_right_gives_a_sound_case(sample: Archive, tmp_path: Path, question: str) -> None:
    case = append(case_of(question, ("Trước đó?",), ask(question, sample), Verdict.RIGHT), tmp_path / "questions.jsonl")
    assert question_of(record_of(case)) == case
    assert [problem.message.vi for problem in check(str(tmp_path), documents()).problems if problem.line] == []


def test_silence_called_right_is_a_question_without_an_answer(sample: Archive) -> None:
    answer = ask("Thời tiết ngày mai ở Paris thế nào?", sample)
    assert answer.abstained
    case = case_of("Thời tiết ngày mai ở Paris thế nào?", (), answer, Verdict.RIGHT)
    assert (case.kind, case.answerable, case.answers, case.gold) == ("none", False, (), ())


CORRECTED = [
    (Correction(answers=(("05/9/2021",),)), (("05/9/2021",),), (), True),
    (Correction(file="a.txt", quote="trước ngày"), (), (Gold("a.txt", "trước ngày"),), True),
    (Correction((("x",),), "a.txt", "x y"), (("x",),), (Gold("a.txt", "x y"),), True),
    (Correction(none=True), (), (), False),
]


@pytest.mark.parametrize(("correction", "answers", "gold", "answerable"), CORRECTED)
def test_an_answer_put_right(
    sample: Archive, correction: Correction, answers: object, gold: object, answerable: bool
) -> None:
    case = case_of(DATE, (), ask(DATE, sample), Verdict.WRONG, correction)
    assert (case.answers, case.gold, case.answerable, case.status) == (answers, gold, answerable, Status.PROPOSED)


def test_an_answer_only_called_wrong_keeps_what_was_said(sample: Archive) -> None:
    case = case_of(DATE, (), ask(DATE, sample), Verdict.WRONG, Correction(note="xem lại"))
    assert (case.answerable, case.status) == (False, Status.PROPOSED)
    assert "04/9/2021" in case.note
    assert "xem lại" in case.note


@pytest.mark.parametrize(("question", "correction"), [(" ", NOTHING), (DATE, Correction(quote="x"))])
def test_what_makes_no_case(sample: Archive, question: str, correction: Correction) -> None:
    with pytest.raises(InputError):
        case_of(question, (), ask(DATE, sample), Verdict.WRONG, correction)


# ---------------------------------------------------------------- append


def case(text: str, *history: str) -> dict[str, object]:
    return {"id": "f-1", "kind": "other", "question": text, "history": list(history), "answers": [["x"]]}


def test_cases_are_added_and_ids_stay_unique(tmp_path: Path) -> None:
    path = tmp_path / "new" / "questions.jsonl"
    for text in ("Ai?", "Gì?", "Ai đó?"):
        append(question_of(case(text)), path)
    append(question_of(case("Ai?", "Trước?")), path)
    assert [one.id for one in read_questions(path)] == ["f-1", "f-1-2", "f-1-3", "f-1-4"]
    assert {file.name for file in path.parent.iterdir()} <= {"questions.jsonl", ".questions.jsonl.lock"}


def test_the_same_question_is_refused_by_the_id_it_has(tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    append(question_of(case("Ai ký?")), path)
    before = path.read_bytes()
    with pytest.raises(InputError, match="f-1"):
        append(question_of(case("AI  ký ?")), path)
    assert path.read_bytes() == before


def test_what_stood_there_stays_as_it_was(tmp_path: Path) -> None:
    first = "\ufeff" + json.dumps(case("Ai?")) + "\r\n{ hỏng"
    write_files(tmp_path, {"questions.jsonl": first})
    append(question_of(case("Gì?")), tmp_path / "questions.jsonl")
    lines = (tmp_path / "questions.jsonl").read_bytes().decode().split("\n")
    assert "\n".join(lines[:2]) == first
    assert json.loads(lines[2])["question"] == "Gì?"
    assert lines[3:] == [""]


@pytest.mark.parametrize("there", [b"\xff\xfe\x00", None])
def test_what_cannot_be_added_to_is_told(tmp_path: Path, there: bytes | None) -> None:
    path = tmp_path / "questions.jsonl"
    if there is None:
        path.mkdir()
    else:
        path.write_bytes(there)
    with pytest.raises(InputError, match=r"questions\.jsonl"):
        append(question_of(case("Ai?")), path)


def _add(path: str, writer: int) -> None:
    for at in range(10):
        append(question_of(case(f"Câu {writer}-{at}?")), Path(path))


def test_several_processes_add_at_once(tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_add, args=(str(path), number)) for number in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0, 0, 0]
    found = read_questions(path)
    assert len(found) == len({one.id for one in found}) == len({one.text for one in found}) == 30
