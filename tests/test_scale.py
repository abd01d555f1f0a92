"""The benchmark of searches at 300,000 clauses, run on a handful: what it builds, asks, takes apart and prints."""

import json
import lzma
import time
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from eval.speed import corpus, scale
from eval.speed.parts import PARTS, Clock, Spread, Timing, measure, watched
from index.archive import Archive
from rag.ask import search
from tests.fakes import HashingEncoder

DUTIES = (
    "phòng cháy",
    "thu gom rác thải",
    "trồng cây xanh",
    "bảo vệ nguồn nước",
    "sửa chữa đường làng",
    "chăm sóc người già",
)


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """A folder like the one the articles lie in, with six articles of our own a hundred times over."""
    folder = tmp_path / "shared" / "archives"
    folder.mkdir(parents=True)
    rows = [
        {
            "id": str(at),
            "title": f"Trách nhiệm {DUTIES[at % len(DUTIES)]} của tổ {at}",
            "source": f"Điều {at} Luật số {at}/2020/QH14",
            "text": f"1. Tổ {at} phân công người {DUTIES[at % len(DUTIES)]}.\n2. Báo cáo trước ngày {at % 28 + 1}.",
        }
        for at in range(600)
    ]
    with lzma.open(folder / "phapdien.jsonl.xz", "wt", encoding="utf-8") as stream:
        stream.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return tmp_path / "shared"


def made(shared: Path, cache: Path, clauses: int = 200) -> tuple[Archive, list[str]]:
    told: list[str] = []
    file = shared / "archives" / "phapdien.jsonl.xz"
    return corpus.archive_of(file, clauses, HashingEncoder(32), cache, lambda *_: None, told.append), told


def test_the_archive_is_built_once(shared: Path, tmp_path: Path) -> None:
    archive, told = made(shared, tmp_path)
    assert len(told) == 1
    assert 200 <= archive.manifest.clauses < 220
    folder = archive.folder.parent.parent
    assert not (folder / "sources").exists()
    assert not (folder / "vectors.sqlite").exists()
    assert made(shared, tmp_path)[1] == []
    assert made(shared, tmp_path, 300)[0].folder.parent.parent != folder


def test_documents_have_letterheads_of_their_own(shared: Path, tmp_path: Path) -> None:
    archive, _ = made(shared, tmp_path)
    first = archive.directives[0]
    assert first.number is not None
    assert first.number.value == "1/QĐ-UBND"
    assert first.issuer is not None
    assert first.issuer.value == "Ủy ban nhân dân tỉnh An Giang"
    assert first.date is not None
    assert first.signers
    assert any(clause.address == "Điều 0, khoản 2" for clause in archive.clauses_of(0))
    assert len({(d.number.value, d.issuer.value) for d in archive.directives if d.number and d.issuer}) == len(
        archive.directives
    )


def test_passages_have_random_vectors_always_the_same(shared: Path) -> None:
    encoder = corpus.RandomPassages(HashingEncoder(32))
    rows = encoder.passages(["một", "hai", "một"])
    assert np.allclose(np.linalg.norm(rows, axis=1), 1)
    assert np.array_equal(rows[0], rows[2])
    assert not np.array_equal(rows[0], rows[1])
    assert np.array_equal(encoder.queries(["một"]), HashingEncoder(32).queries(["một"]))


def test_a_part_is_counted_without_what_it_calls(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "perf_counter", iter([0.0, 1.0, 4.0, 5.0, 5.5, 6.5, 7.0, 10.0]).__next__)
    clock = Clock()
    with clock.part("outer"):  # 0 to 10
        clock.counted("inner", int)("1")  # 1 to 4
        with clock.part("inner"), clock.part("innermost"):  # 5 to 7, 5.5 to 6.5
            pass
    assert clock.spent == {"outer": 5.0, "inner": 4.0, "innermost": 1.0}


def test_a_search_is_taken_apart_and_put_together_again(shared: Path, tmp_path: Path) -> None:
    archive, _ = made(shared, tmp_path)
    before = search("Ai trồng cây xanh?", archive).hits
    timing = measure("typed", archive, ["Ai trồng cây xanh?", "Báo cáo trước ngày nào?", "Thông báo 1/TB-UBND nói gì?"])
    assert set(timing.parts) == set(PARTS)
    assert all(timing.parts[part] > 0 for part in ("understand", "encode", "BM25", "vectors", "read"))
    assert len(timing.whole.values) == 2
    with watched(archive) as clock:
        assert search("Ai trồng cây xanh?", archive).hits == before
        assert clock.spent
    spent = dict(clock.spent)
    assert search("Ai trồng cây xanh?", archive).hits == before
    assert clock.spent == spent


def test_the_table_says_what_is_kept() -> None:
    parts = dict.fromkeys(PARTS, 1.25)
    timings = tuple(
        Timing(name, 300.0, Spread(values), parts)
        for name, values in (("quick", (10.0, 20.0)), ("slow", (200.0, 300.0)), ("mixed", (100.0, 200.0, 300.0)))
    )
    one = scale.Measured("articles of law", 20, 300, 12.0, 5.0, None, 150.0, timings)
    lines = scale.report([one], scale.Baseline(1500.0, 60.0, None)).splitlines()
    assert lines[0] == "articles of law: 20 documents, 300 clauses, 12 MB on disk; opened in 5 ms"
    assert [line.split("150", 1)[-1].split() for line in lines[4:7]] == [["yes"], ["no"], ["at", "best"]]
    assert "1,500 ms a search (100 times ours)" in lines[-1]


@pytest.mark.parametrize("there", [True, False])
def test_the_command(shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: bool) -> None:
    monkeypatch.setenv("TRICHDAN_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(scale, "open_encoder", lambda *_: HashingEncoder(32))
    target = tmp_path / "figures.json"
    folder = shared if there else tmp_path / "nowhere"
    arguments = ["--clauses", "120", "--questions", "3", "--shared", str(folder), "--json", str(target)]
    result = CliRunner().invoke(scale.main, arguments)
    assert result.exit_code == 0, result.output
    assert "sample documents:" in result.output
    assert ("articles of law:" in result.output) == there
    assert ("Not measured" in result.output) != there
    figures = json.loads(target.read_text(encoding="utf-8"))
    assert len(figures["archives"]) == 1 + there
    assert {timing["name"] for timing in figures["archives"][-1]["timings"]} >= {"accented", "unaccented"}
