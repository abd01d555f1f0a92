"""The ``trichdan`` command: names, languages, exit codes, JSON shapes; every bad input is one clear line."""

import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import rag.ask
from index.archive import open_archive
from index.errors import InputError
from rag.types import HYBRID, Answer, Citation, Reason, Statement
from tests import commandline
from tests.commandline import Terminal, encoder_of
from ui import plain
from ui.say import Say, printable
from ui.terminal import COMMANDS

sample, terminal, asked = commandline.sample, commandline.terminal, commandline.asked

ROOT = Path(__file__).parent.parent
QUESTION = "Ai ký công văn 667-CV/QU?"
# DESIGN.md, "Interfaces other programs rely on"
OPTIONS = {
    "index": ["--archive", "--model"],
    "ask": ["--archive", "--json", "--input", "--output"],
    "search": ["--top", "--json", "--input", "--output"],
    "chat": ["--archive", "--host", "--port"],
    "show": ["--json", "--text"],
    "eval": [],
    "duties": ["--issuer", "--body", "--report-to", "--document", "--from", "--by", "--format", "--output"],
    "doctor": [],
}


def unanswered(question: str, *_: object) -> Answer:
    return Answer(question, question, "", (), True, Reason.NOT_STATED, "Không có.", 0.0, (), (), (), 0.5)


# ---- names and languages


def test_commands_are_those_of_the_design() -> None:
    assert set(COMMANDS) == set(OPTIONS)


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize(("lang", "usage"), [("vi", "Cách dùng: "), ("en", "Usage: ")])
def test_help_of_each_command(terminal: Terminal, name: str, lang: str, usage: str) -> None:
    result = terminal(name, "--help", "--lang", lang)
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith(f"{usage}trichdan {name}")
    assert all(re.search(rf"^  {option}\b", result.out, re.MULTILINE) for option in OPTIONS[name])


def test_language_may_stand_anywhere(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    english = terminal("--lang", "en", "--help").out
    assert terminal("--help", "--lang=en").out == english != terminal("--help").out
    monkeypatch.setenv("TRICHDAN_LANG", "en")
    assert terminal("--help").out == english
    assert "Cách dùng" in terminal("--lang", "vi", "--help").out


def test_version(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.metadata.version", lambda name: "1.2.3")
    assert terminal("--version").out == "trichdan 1.2.3\n"


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from ui.terminal import main; main(['--help'])\n"
        "heavy = {'numpy', 'faiss', 'bm25s', 'gradio', 'torch', 'rich', 'platformdirs', 'sqlite3'}\n"
        "sys.exit(', '.join(heavy & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_reader_that_goes_away_is_no_error() -> None:
    # The pipe is closed before anything is written; Python itself would complain at exit.
    code = "import time; time.sleep(0.3)\nfrom ui.terminal import main\nraise SystemExit(main(['--help']))"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""


@pytest.mark.parametrize("page", sorted(ROOT.glob("README*.md")), ids=lambda path: path.name)
def test_commands_in_the_readme_exist(terminal: Terminal, page: Path) -> None:
    shown = re.findall(
        r"^\s*(?:\$ )?(?:\.venv/bin/)?trichdan ([a-z]+)\b(.*)$", page.read_text(encoding="utf-8"), re.MULTILINE
    )
    assert shown
    for name, rest in shown:
        assert name in COMMANDS
        subcommand = rest.split()[:1] if name == "eval" else []
        described = terminal(name, *subcommand, "--help").out
        assert [option for option in re.findall(r"--[a-z-]+", rest) if option not in described] == []


# ---- answers


def test_an_answer_is_exit_code_0(asked: Terminal) -> None:
    result = asked("ask", QUESTION)
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("Nguyễn Thanh Xuân [1]\n\n[1] 667-CV/QU, chữ ký (000_a961960588f467a1.txt)\n")


def test_an_abstention_is_exit_code_3(asked: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rag.ask, "ask", unanswered)
    result = asked("ask", "Thủ đô của Pháp?")
    assert (result.code, result.out) == (3, "Không có.\n")
    record = asked("ask", "Thủ đô của Pháp?", "--json").json
    assert (record["answer"], record["abstained"], record["reason"]) == ("", True, "Không có.")


def test_json_of_an_answer(asked: Terminal, sample: Path) -> None:
    result = asked("ask", QUESTION, "--json")
    assert (result.code, result.err) == (0, "")
    record = result.json
    assert " ".join(record) == "id question answer abstained reason confidence citations seconds"
    assert (record["id"], record["question"], record["reason"]) == (None, QUESTION, None)
    [cited] = record["citations"]
    assert " ".join(cited) == "document address quote file start end verified"
    text = asked("show", "--text", cited["file"]).out
    assert text[cited["start"] : cited["end"]] == cited["quote"]
    assert cited["verified"] is True


def test_json_of_a_search(asked: Terminal) -> None:
    record = asked("search", "kiện toàn ban chỉ đạo phòng chống dịch", "--top", "3", "--json").json
    assert list(record) == ["id", "question", "hits"]
    assert [hit["rank"] for hit in record["hits"]] == [1, 2, 3]
    assert " ".join(record["hits"][0]) == "rank score document address text file start end"
    assert "kiện toàn" in record["hits"][0]["text"]


def test_search_in_text(asked: Terminal) -> None:
    out = asked("search", "kiện toàn ban chỉ đạo", "--top", "2").out
    assert re.findall(r"^\d\.", out, re.MULTILINE) == ["1.", "2."]


def test_a_search_names_what_the_archive_does_not_hold(asked: Terminal) -> None:
    """The nearest clauses come all the same; a program's output stays as it is, and its person is told."""
    result = asked("search", "Công văn 999-CV/QU của Hà Đông nói gì?", "--top", "2")
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("Kho không có: Công văn 999-CV/QU. Dưới đây là những điều khoản gần nhất.\n\n1. ")
    programs = asked("search", "Công văn 999-CV/QU của Hà Đông nói gì?", "--top", "2", "--json", "--lang", "en")
    assert programs.code == 0
    assert programs.err == "The archive does not hold: Công văn 999-CV/QU. The nearest clauses follow.\n"
    assert list(programs.json) == ["id", "question", "hits"]
    assert asked("search", "kiện toàn ban chỉ đạo", "--json").err == ""


def test_how_a_question_was_understood_is_said_first(asked: Terminal) -> None:
    """A follow-up is searched in other words than those typed; a question that is not has no such line."""
    result = asked("ask", "Văn bản đó do ai ký?", "--history", "Công văn 667-CV/QU ban hành ngày nào?")
    assert result.out.startswith("Hiểu là: Công văn 667-CV/QU do ai ký? (theo câu hỏi trước)\n\nNguyễn Thanh Xuân [1]")
    found = asked("search", "Văn bản đó do ai ký?", "--history", "Công văn 667-CV/QU ban hành ngày nào?", "--top", "1")
    assert found.out.startswith("Hiểu là: Công văn 667-CV/QU do ai ký? (theo câu hỏi trước)\n\n1. ")
    assert "Hiểu là" not in asked("ask", QUESTION).out


def test_question_from_a_pipe(asked: Terminal) -> None:
    assert asked("ask", "-", stdin=f"{QUESTION}\n").out == asked("ask", QUESTION).out


def test_earlier_questions_are_handed_on(asked: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Any] = []

    def spy(*given: Any) -> Answer:
        seen.append(given[2:])
        return unanswered("?")

    monkeypatch.setattr(rag.ask, "ask", spy)
    asked("ask", "Ngày nào?", "--history", "một", "--history", "hai", "--lang", "en")
    assert seen == [(("một", "hai"), "en", HYBRID, None)]


# ---- bad input: one clear line, exit code 2


@dataclass(frozen=True)
class Bad:
    arguments: list[str]
    says: str
    stdin: bytes = b""


BAD = {
    "no such command": Bad(["hoi"], "Không có lệnh «hoi».*trichdan --help"),
    "no such option": Bad(["ask", "x", "--jsn"], "--jsn.*trichdan ask --help"),
    "no such language": Bad(["--lang", "fr", "ask"], "«fr».*vi, en"),
    "language missing": Bad(["ask", "--lang"], "«».*vi, en"),
    "no question": Bad(["ask"], "Thiếu câu hỏi"),
    "question without quotes": Bad(["ask", "ai", "ký"], "«ký».*ngoặc kép"),
    "empty question": Bad(["ask", ""], "Câu hỏi trống"),
    "blank question": Bad(["search", " \n\t"], "Câu hỏi trống"),
    "empty pipe": Bad(["ask", "-"], "Câu hỏi trống"),
    "no word in it": Bad(["ask", "?!"], "Câu hỏi trống"),
    "endless question": Bad(["ask", "-"], "100,000 ký tự", "ký ".encode() * 33_333 + b"."),
    "endless search": Bad(["search", "-"], "100,000 ký tự", "ký ".encode() * 33_333 + b"."),
    "question that is not UTF-8": Bad(["ask", "Ai k\udcfd?"], "không phải bảng mã UTF-8"),
    "search that is not UTF-8": Bad(["search", "Ai k\udcfd?"], "không phải bảng mã UTF-8"),
    "earlier question that is not UTF-8": Bad(["ask", "Ai?", "--history", "k\udcfd"], "không phải bảng mã UTF-8"),
    "pipe that is not UTF-8": Bad(["ask", "-"], "không phải bảng mã UTF-8", b"Ai k\xfd?"),
    "two sources of questions": Bad(["ask", "x", "--input", "y"], "không cả hai"),
    "output without input": Bad(["search", "x", "--output", "y"], "--output chỉ đi cùng --input"),
    "top of nothing": Bad(["search", "x", "--top", "0"], "--top.*từ 1 đến 1000"),
    "top without a value": Bad(["search", "x", "--top"], "--top"),
    "port too high": Bad(["chat", "--port", "70000"], "--port.*65535"),
    "host unknown": Bad(["chat", "--host", "khong.co.invalid"], "khong.co.invalid.*--host"),
    "archive without index": Bad(["ask", "x", "--archive", "{tmp}"], "chưa có chỉ mục.*trichdan index"),
    "archive that is a file": Bad(["ask", "x", "--archive", "{file}"], "chưa có chỉ mục"),
    "archive that is not there": Bad(["show", "--archive", "{tmp}/không"], "chưa có chỉ mục"),
    "no such document": Bad(["show", "668-CV/QU"], "«668-CV/QU».*Gần nhất: 667-CV/QU"),
    "no such clause": Bad(["show", "667", "mục 9"], "«mục 9».*mục 3.*trichdan show 667-CV/QU"),
    "several documents": Bad(["show", "000_a961960588f467a1.txt", "mục 1"], "667-CV/QU.*06-CT/TU"),
    "no such file": Bad(["show", "--text", "x.txt"], "«x.txt».*000_a961960588f467a1.txt"),
    "text and number": Bad(["show", "667", "--text", "x.txt"], "--text"),
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_bad_input(asked: Terminal, bad: Bad) -> None:
    file = asked.folder / "tệp.txt"
    file.touch()
    arguments = [part.format(tmp=asked.folder, file=file) for part in bad.arguments]
    vietnamese = asked.fails(*arguments, stdin=bad.stdin)
    assert re.search(bad.says, vietnamese)
    if "--lang" not in arguments:
        assert asked.fails(*arguments, "--lang", "en", stdin=bad.stdin) != vietnamese


def test_a_bad_variable(asked: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRICHDAN_PORT", "bảy")
    assert "TRICHDAN_PORT" in asked.fails("ask", "x")
    monkeypatch.setenv("TRICHDAN_LANG", "fr")
    assert "TRICHDAN_LANG" in asked.fails("ask", "x")


def test_no_arguments_show_the_help(terminal: Terminal) -> None:
    result = terminal()
    assert result.code == 2
    assert "Lệnh:" in result.err


# ---- what nobody expects


def test_an_unexpected_error_is_one_line(asked: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rag.ask, "ask", lambda *_: 1 // 0)
    assert "ZeroDivisionError" in (line := asked.fails("ask", "x"))
    assert "TRICHDAN_DEBUG=1" in line
    monkeypatch.setenv("TRICHDAN_DEBUG", "1")
    assert "Traceback" in asked("ask", "x").err


def test_an_error_of_the_system_is_one_line(asked: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> Answer:
        raise OSError(28, "No space left on device", "/kho")

    monkeypatch.setattr(rag.ask, "ask", full)
    assert "No space left on device (/kho)" in asked.fails("ask", "x")


def test_an_error_of_several_lines_becomes_one(asked: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> Answer:
        raise InputError("một\nhai\x1b[2J", "one\ntwo")

    monkeypatch.setattr(rag.ask, "ask", fail)
    assert asked.fails("ask", "x") == "Lỗi: một hai\ufffd[2J"


def test_an_interrupt_is_quiet(asked: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> Answer:
        raise KeyboardInterrupt

    monkeypatch.setattr(rag.ask, "ask", stop)
    result = asked("ask", "x")
    assert (result.code, result.out, result.err.strip()) == (130, "", "")


# ---- rendering


def test_marks_follow_their_statements(sample: Path, asked: Terminal) -> None:
    archive = open_archive(sample, encoder_of(None), cache=sample)
    cited = [
        Citation(clause, "667-CV/QU", clause.address, clause.file, clause.span, clause.text, True)
        for clause in archive.clauses([0, 1])
    ]
    statements = (
        Statement("một", (cited[0],)),
        Statement("hai", tuple(cited)),
        Statement("khác", (cited[1],)),
    )
    found = Answer("?", "?", "một; hai.", statements, False, None, "", 1.0, (), (), (), 0.0)
    assert plain.answer(found, Say()).splitlines()[0] == "một [1]; hai [1][2]. [2]"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31mb", "a\ufffd[31mb"),
        ("a\u202eb", "a\ufffdb"),
        ("a\tb\nc\r\n", "a\tb\nc\n"),
        ("Ý kiến 🙂", "Ý kiến 🙂"),
    ],
)
def test_nothing_moves_the_cursor(text: str, shown: str) -> None:
    assert printable(text) == shown
