"""The benchmark: what it makes of figures, and that a command is measured at all. How fast things are is no test."""

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from eval.questions import load
from eval.speed import bench
from eval.speed.bench import Figure
from eval.speed.startup import Startup
from eval.speed.timed import timed, until_open
from index.errors import InputError

FIGURES = [
    Figure("python -c pass", "s", (0.02, 0.01)),
    Figure("trichdan --help", "s", (0.1, 0.2, 0.9), 0.3),
    Figure("trichdan ask, cold", "s", (1.5, 2.5, 3.5), 2),
    Figure("trichdan chat", "s", (11.0, 12.0), 10),
    Figure("peak memory", "MB", (96.6, 97.2), 300),
]


def test_the_table_shows_every_figure_beside_its_limit() -> None:
    lines = bench.report(FIGURES).splitlines()
    assert [line.split() for line in lines[2:7]] == [
        ["python", "-c", "pass", "0.010", "0.015", "s", "–"],
        ["trichdan", "--help", "0.100", "0.200", "s", "≤", "0.3", "s", "yes"],
        ["trichdan", "ask,", "cold", "1.500", "2.500", "s", "≤", "2", "s", "at", "best"],
        ["trichdan", "chat", "11.000", "11.500", "s", "≤", "10", "s", "no"],
        ["peak", "memory", "97", "97", "MB", "<", "300", "MB", "yes"],
    ]
    assert lines[-1] == bench.LEGEND


def test_langchain_is_counted_without_and_with_its_index() -> None:
    figures = list(bench.baseline_figures([Startup(1.0, 20.0, 0.5, 140.0), Startup(2.0, 30.0, 0.5, None)]))
    assert [figure.values for figure in figures] == [(1.5, 2.5), (21.5, 32.5), (140.0,)]


def test_a_command_is_measured() -> None:
    environ = bench.environment(Path("nowhere"))
    done = timed([sys.executable, "-c", "import sys; print('x'); sys.exit(3)"], environ, codes=(0, 3))
    assert done.code == 3
    assert done.seconds > 0
    assert done.megabytes is None or 1 < done.megabytes < 100
    with pytest.raises(InputError, match="it broke"):
        timed([sys.executable, "-c", "import sys; sys.exit('it broke')"], environ)


def test_a_page_is_waited_for(tmp_path: Path) -> None:
    environ = bench.environment(tmp_path)
    serve = (
        "import sys, http.server as h; h.HTTPServer(('127.0.0.1', int(sys.argv[2])), h.SimpleHTTPRequestHandler)"
        ".serve_forever()"
    )
    assert until_open([sys.executable, "-c", serve], environ) > 0
    with pytest.raises(InputError, match="no page"):
        until_open([sys.executable, "-c", "import sys; sys.exit('no page')"], environ)


def test_settings_of_the_user_do_not_count(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TRICHDAN_ARCHIVE", "/theirs")
    environ = bench.environment(tmp_path)
    assert "TRICHDAN_ARCHIVE" not in environ
    assert environ["TRICHDAN_CACHE"].startswith(str(tmp_path))


def test_questions_come_from_the_whole_set() -> None:
    questions = load(bench.SET).questions
    chosen = bench.spread(questions, 31)
    assert len({q.id for q in chosen}) == 31
    assert len({q.kind for q in chosen}) > 5
    assert len(bench.spread(questions[:5], 31)) == 5


def test_the_command_prints_and_writes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def missing(*_: object) -> list[Figure]:
        raise InputError("thiếu gói", "the extra is missing. Run: make baselines")

    monkeypatch.setattr(bench, "ours", lambda *_: FIGURES)
    monkeypatch.setattr(bench, "langchain", missing)
    target = tmp_path / "figures.json"
    result = CliRunner().invoke(bench.main, ["--json", str(target)])
    assert result.exit_code == 0, result.output
    assert bench.report(FIGURES) in result.output
    assert "Not measured: the extra is missing" in result.output
    written = json.loads(target.read_text(encoding="utf-8"))
    assert written["runs"] == 3
    assert [figure["kept"] for figure in written["figures"]] == [None, "yes", "at best", "no", "yes"]
    assert written["figures"][1]["values"] == [0.1, 0.2, 0.9]
