"""Our own questions exported from a spreadsheet, in which the files of quotations may be left open."""

from pathlib import Path

from eval.questions.lines import read_questions
from tests import commandline
from tests.commandline import Terminal
from tests.eval_cases import make_evalset
from tests.fakes import write_files

terminal = commandline.terminal


def test_a_sheet_that_leaves_files_open_is_exported_with_them(tmp_path: Path, terminal: Terminal) -> None:
    evalset = make_evalset(tmp_path)
    sheet = "Mã;Câu hỏi;Lời đáp;Lời trích;Duyệt\r\n{};Ngày nào?;04/9/2021;{};{}\r\n"
    quote = evalset.questions[0].gold[0].quote
    rows = sheet.format("a", quote, "") + sheet.format("b", "không có đâu cả", "bỏ").split("\r\n", 1)[1]
    write_files(tmp_path, {"q.csv": rows})
    folder = tmp_path / "set" / "documents"
    done = terminal(
        "eval", "export", tmp_path / "q.csv", tmp_path / "q.jsonl", "--format", "jsonl", "--documents", folder
    )
    assert (done.code, done.out) == (0, f"{tmp_path / 'q.jsonl'}: 1 trong 1 câu hỏi (jsonl)\n")
    assert "1 câu bị bỏ" in done.err
    (question,) = read_questions(tmp_path / "q.jsonl")
    assert [gold.file for gold in question.gold] == [evalset.questions[0].gold[0].file]
    # into another sheet they stay open, and no document is needed
    again = terminal("eval", "export", tmp_path / "q.csv", tmp_path / "again.csv", "--format", "csv")
    assert again.code == 0
    assert read_questions(tmp_path / "again.csv") == read_questions(tmp_path / "q.csv")
    lost = terminal.fails("eval", "export", tmp_path / "q.csv", tmp_path / "c.jsonl", "--format", "jsonl")
    assert "--documents" in lost
