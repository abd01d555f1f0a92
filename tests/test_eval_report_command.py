"""`trichdan eval report` from the terminal."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from eval.result import save
from eval.run import run
from eval.types import Reply, Result
from tests.eval_cases import knows_one_thing, make_evalset
from ui.commands.eval.report import beside
from ui.terminal import main


@pytest.fixture
def result(tmp_path: Path) -> Result:
    """A run of the set of tests/eval_cases.py."""
    return run(make_evalset(tmp_path), knows_one_thing, name="stand-in", encoder="none/1")


def report(*arguments: object, lang: str = "vi") -> int:
    """The exit code of ``trichdan eval report``."""
    return main(["--lang", lang, "eval", "report", *map(str, arguments)])


def title(path: Path) -> str:
    """What the page says it is."""
    return str(html.fromstring(path.read_bytes()).findtext(".//title"))


def test_the_page_lies_beside_the_result(result: Result, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    save(result, tmp_path / "r.json.gz")
    assert report(tmp_path / "r.json.gz") == 0
    assert capsys.readouterr().out == f"{tmp_path / 'r.html'}\n"
    assert title(tmp_path / "r.html") == "Báo cáo đo: stand-in trên bộ set"


@pytest.mark.parametrize(
    ("name", "page"), [("r.json", "r.html"), ("r.json.gz", "r.html"), ("a.b.json", "a.b.html"), ("r", "r.html")]
)
def test_its_name(name: str, page: str) -> None:
    assert beside(Path("x", name)) == Path("x", page)


def test_other_places_languages_and_results(result: Result, tmp_path: Path) -> None:
    silent = replace(result, variant="silent", rows=tuple(replace(r, reply=Reply("", True)) for r in result.rows))
    save(result, tmp_path / "new.json")
    save(silent, tmp_path / "old.json")
    target = tmp_path / "page.html"
    options = ("--output", target, "--against", tmp_path / "old.json", "--reveal")
    assert report(tmp_path / "new.json", *options, lang="en") == 0
    assert title(target) == "Report: stand-in on set"
    text = target.read_text(encoding="utf-8")
    assert "Compared with stand-in silent" in text
    assert "CÂU ĐỂ RIÊNG" in text


def test_the_newest_result_kept(
    result: Result, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRICHDAN_DATA", str(tmp_path / "data"))
    assert report() == 2
    assert "trichdan eval run" in capsys.readouterr().err
    kept = tmp_path / "data" / "results"
    kept.mkdir(parents=True)
    for at, name in enumerate(("z.json", "a.json.gz", "m.json")):
        save(result, kept / name)
        os.utime(kept / name, (1e9 + at % 2, 1e9 + at % 2))
    (kept / "note.txt").write_text("newer still", encoding="utf-8")
    assert report() == 0
    assert capsys.readouterr().out == f"{kept / 'a.html'}\n"


@pytest.mark.parametrize("works", [True, False])
def test_it_can_be_opened(
    result: Result, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, works: bool
) -> None:
    opened: list[str] = []

    def browser(url: str) -> bool:
        opened.append(url)
        return works

    monkeypatch.setattr("webbrowser.open", browser)
    save(result, tmp_path / "r.json")
    assert report(tmp_path / "r.json", "--open") == 0
    assert opened == [(tmp_path / "r.html").as_uri()]
    assert bool(capsys.readouterr().err) != works


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["none.json"], "none.json"),
        (["text.json"], "text.json"),
        (["old.json"], "99"),
        (["r.json", "--against", "text.json"], "text.json"),
        (["r.json", "--against", "other.json"], "x"),
        (["r.json", "--output", "no/r.html"], "no/r.html"),
        (["r.json", "--output", "."], "--output"),
        (["r.json", "--output", "set.xlsx"], ".html, .htm"),
        (["r.json", "--output", "new.txt"], ".html, .htm"),
        (["r.json", "--output", "linked.html"], ".html, .htm"),
        (["r.json", "--output", "r.json"], "r.json"),
        (["text.json", "--against", "r.json", "--output", "r.json"], "r.json"),
        ([""], ""),
        (["r.json", "more"], "more"),
    ],
)
def test_what_cannot_be(
    result: Result,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    named: str,
    lang: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    save(result, Path("r.json"))
    save(replace(result, schema=99), Path("old.json"))
    save(
        replace(result, set="x", rows=tuple(replace(r, question=replace(r.question, id="x")) for r in result.rows[:1])),
        Path("other.json"),
    )
    Path("text.json").write_text("{", encoding="utf-8")
    Path("set.xlsx").write_bytes(b"the only copy")
    Path("linked.html").symlink_to("set.xlsx")
    before = Path("r.json").read_bytes()
    assert report(*arguments, lang=lang) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
    assert named in said.err
    assert Path("r.json").read_bytes() == before
    assert Path("set.xlsx").read_bytes() == b"the only copy"
    assert {path.name for path in tmp_path.glob("*.htm*")} == {"linked.html"}


def test_a_result_without_questions_has_a_page(result: Result, tmp_path: Path) -> None:
    save(replace(result, rows=()), tmp_path / "r.json")
    assert report(tmp_path / "r.json") == 0
    assert "không có câu hỏi nào" in (tmp_path / "r.html").read_text(encoding="utf-8")
