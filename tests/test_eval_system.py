"""The program itself under test: the archive of a set, its answers as replies, and ``trichdan eval run``."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from eval.measures.marks import mark
from eval.questions import EvalSet
from eval.result import read_result
from eval.run import run
from eval.systems.ours import archive_of, our_system, reply_of, sources_of
from index.archive import Archive
from index.types import Span
from rag.types import Answer, Citation, Hit, Reason, Statement
from tests.eval_cases import DIRECTIVE, knows_one_thing, make_evalset, place_of
from tests.fakes import HashingEncoder
from ui import terminal


@pytest.fixture
def evalset(tmp_path: Path) -> EvalSet:
    """The set of tests/eval_cases.py."""
    return make_evalset(tmp_path)


@pytest.fixture
def archive(evalset: EvalSet, tmp_path: Path) -> Archive:
    """The archive of the set's documents, with a made-up encoder."""
    return archive_of(evalset, HashingEncoder(), tmp_path / "cache", lambda *_: None)


def test_the_archive_of_a_set_is_made_once(evalset: EvalSet, archive: Archive, tmp_path: Path) -> None:
    again = HashingEncoder()
    opened = archive_of(evalset, again, tmp_path / "cache", lambda *_: None)
    assert opened.folder == archive.folder
    assert again.encoded == []
    assert [source.text for source in sources_of(opened)] == [DIRECTIVE]


@pytest.mark.parametrize("harm", ["CURRENT", "made-by"])
def test_a_harmed_archive_is_made_again(evalset: EvalSet, archive: Archive, tmp_path: Path, harm: str) -> None:
    (archive.folder.parent.parent / harm).write_text("0", encoding="ascii")
    opened = archive_of(evalset, HashingEncoder(), tmp_path / "cache", lambda *_: None)
    assert opened.folder != archive.folder
    assert opened.files() == ["a.txt"]


def answer_of(archive: Archive, quote: str, *, shift: int = 0, abstained: bool = False) -> Answer:
    """An answer that cites ``quote``, ``shift`` characters beside its place."""
    start = DIRECTIVE.index(quote) + shift
    clause = archive.clause_at("a.txt", start, start + len(quote))
    assert clause is not None
    span = Span(start, start + len(quote))
    citation = Citation(clause, "12-CV/QU", clause.address, "a.txt", span, quote, True)
    statements = () if abstained else (Statement(quote, (citation,)),)
    reason = Reason.NOT_STATED if abstained else None
    hits = (Hit(clause, 1.0, 1.0, 1.0),)
    return Answer("?", "?", quote, statements, abstained, reason, "", 0.5, (), hits, 0, 0.0)


def test_an_answer_becomes_a_reply(archive: Archive) -> None:
    said = reply_of(answer_of(archive, "04/9/2021"), archive)
    gold = place_of("trước ngày 04/9/2021")
    assert (said.text, said.abstained, said.reason) == ("04/9/2021", False, None)
    assert said.cited[0].place.holds(gold)
    assert said.cited[0].label.startswith("12-CV/QU, ")
    assert said.ranked[0].place.holds(gold)
    nothing = reply_of(answer_of(archive, "04/9/2021", abstained=True), archive)
    assert (nothing.text, nothing.abstained, nothing.reason) == ("", True, "not_stated")


def test_verification_is_not_believed_but_looked_up(archive: Archive) -> None:
    assert reply_of(answer_of(archive, "04/9/2021"), archive).cited[0].verified
    assert not reply_of(answer_of(archive, "04/9/2021", shift=-1), archive).cited[0].verified


def test_our_system_asks_with_the_history(archive: Archive, evalset: EvalSet, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, tuple[str, ...]]] = []

    def ask(question: str, archive: Archive, history: Sequence[str] = (), lang: str = "vi") -> Answer:
        asked.append((question, tuple(history)))
        return answer_of(archive, "04/9/2021")

    monkeypatch.setattr("rag.ask.ask", ask)
    result = run(evalset, our_system(archive), name="trichdan", encoder="x", sources=sources_of(archive))
    assert [mark(row).right for row in result.rows] == [True, False, False, False]
    assert asked[1] == ("Ai tuyên truyền Chỉ thị 06?", ("Chỉ thị 06 là gì?",))


# ---- the command


@pytest.fixture
def command(evalset: EvalSet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """``trichdan eval run`` on the set, with stand-ins for the encoder and the answers."""
    monkeypatch.setenv("TRICHDAN_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("TRICHDAN_LANG", raising=False)
    monkeypatch.setattr("index.encode.open_encoder", lambda model, cache: HashingEncoder())
    monkeypatch.setattr("eval.systems.ours.our_system", lambda archive: knows_one_thing)
    return ["eval", "run", str(tmp_path / "set")]


def test_the_command_prints_and_writes(command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "r.json"
    assert terminal.main([*command, "--split", "tune", "--wrong", "--output", str(target), "--lang", "en"]) == 0
    shown = capsys.readouterr().out
    assert "Ai tuyên truyền Chỉ thị 06?" in shown
    assert " 2/3  0.67 " in shown
    assert [row.id for row in read_result(target).rows] == ["t1", "t2", "t3"]


def test_the_command_speaks_vietnamese_and_keeps_what_is_held_back(
    command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert terminal.main([*command, "--wrong"]) == 0
    shown = capsys.readouterr().out
    assert "tất cả" in shown
    assert "CÂU ĐỂ RIÊNG" not in shown
    assert terminal.main([*command, "--reveal"]) == 0
    assert "CÂU ĐỂ RIÊNG" in capsys.readouterr().out


@pytest.mark.parametrize(
    "bad",
    [
        ["--output", "/no/such/folder/r.json"],
        ["--archive", "/no/such/archive"],
        ["--documents", "/no/such/folder"],
        ["--split", "half"],
    ],
)
def test_the_command_refuses_in_one_line(
    command: list[str], bad: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert terminal.main([*command, *bad]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
