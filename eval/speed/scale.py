"""How fast searches are in an archive of 300,000 clauses, against the limits they must keep, and what takes the time.

    python -m eval.speed.scale [--clauses 300000] [--questions 60] [--json FIGURES.json]

The articles of law lie in ``../shared``; where that folder is absent only the sample documents are measured.
"""

import json
import os
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import click

from eval import typing
from eval.questions import Split, load
from eval.report import table
from eval.speed import corpus
from eval.speed.bench import machine
from eval.speed.memory import megabytes
from eval.speed.parts import PARTS, TOP, Timing, measure
from eval.systems import ours
from index.archive import Archive
from index.config import Config
from index.encode import Encoder, open_encoder
from index.errors import InputError, TrichdanError

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
SEEDS = "covid19"
# What a search may take, in milliseconds at the median: on the sample documents, and at this size.
LIMIT_SEEDS, LIMIT_LARGE = 60.0, 150.0
CLAUSES = 300_000
BASELINE_QUESTIONS = 5
Note = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Measured:
    """One archive: its size, what opening it took and the memory (MB; ``None`` where the system does not tell) and its searches."""

    name: str
    directives: int
    clauses: int
    disk: float
    opened: float
    memory: float | None
    limit: float
    timings: tuple[Timing, ...]


@dataclass(frozen=True, slots=True)
class Baseline:
    """LangChain's hybrid on the same clauses and vectors, medians in milliseconds."""

    question: float
    made: float
    memory: float | None


# ---- what is measured


def seeds(encoder: Encoder, cache: Path, count: int) -> Measured:
    """The sample documents, asked the questions people may look at."""
    evalset = load(SEEDS)
    archive = ours.archive_of(evalset, encoder, cache, lambda *_: None)
    asked = [q.text for q in evalset.questions if q.split is Split.TUNE and not q.history]
    chosen = asked[:: max(len(asked) // count, 1)][:count]
    return _measured("sample documents", archive.folder.parent.parent, encoder, cache, LIMIT_SEEDS, _typed("", chosen))


def large(file: Path, clauses: int, encoder: Encoder, cache: Path, count: int, note: Note) -> Measured:
    """The articles of law, asked for by their titles, and with a document, an article or a body named."""
    archive = corpus.archive_of(file, clauses, encoder, cache, lambda *_: None, note)
    titles = corpus.titles(file, count)
    groups = _typed("", [f"{title} được quy định như thế nào?" for title in titles])
    groups += _typed("naming a document", corpus.naming(titles, archive))
    groups += _typed("naming a body", corpus.about_bodies(titles))
    groups += _typed("asking who or when", corpus.asking(titles))
    folder = archive.folder.parent.parent
    del archive
    return _measured("articles of law", folder, corpus.RandomPassages(encoder), cache, LIMIT_LARGE, groups)


def _typed(name: str, questions: Sequence[str]) -> list[tuple[str, list[str]]]:
    bare = [typing.unaccented(question) for question in questions]
    return [(name or "accented", list(questions)), (f"{name}, unaccented" if name else "unaccented", bare)]


def _measured(
    name: str, folder: Path, encoder: Encoder, cache: Path, limit: float, groups: Sequence[tuple[str, list[str]]]
) -> Measured:
    from index.archive import open_archive

    before, begun = megabytes("VmRSS"), time.perf_counter()
    archive = open_archive(folder, encoder, cache=cache)
    opened = time.perf_counter() - begun
    timings = tuple(measure(kind, archive, questions) for kind, questions in groups)
    after = megabytes("VmRSS")
    used = after - before if after is not None and before is not None else None
    disk = sum(path.stat().st_size for path in archive.folder.rglob("*") if path.is_file()) / 1e6
    size = archive.manifest
    return Measured(name, size.directives, size.clauses, disk, opened * 1000, used, limit, timings)


def baseline(archive: Archive, encoder: Encoder, questions: Sequence[str]) -> Baseline:
    """LangChain's FAISS and BM25Retriever in an ensemble. Raises ``InputError`` when it is not installed."""
    from eval.speed.plain import over

    before, begun = megabytes("VmRSS"), time.perf_counter()
    texts = [clause.text for clause in archive.clauses(range(archive.manifest.clauses))]
    find = over(texts, encoder.passages(texts), encoder, TOP)
    made, after, took = time.perf_counter() - begun, megabytes("VmRSS"), []
    for question in questions:
        begun = time.perf_counter()
        find(question)
        took.append((time.perf_counter() - begun) * 1000)
    used = after - before if after is not None and before is not None else None
    return Baseline(statistics.median(took), made, used)


# ---- what is shown


def report(found: Sequence[Measured], plain: Baseline | None) -> str:
    """A table for each archive: milliseconds a question, and of which part."""
    blocks = [_block(one, plain if one.name == found[-1].name else None) for one in found]
    return "\n\n".join(blocks)


def _block(one: Measured, plain: Baseline | None) -> str:
    memory = f", {one.memory:.0f} MB of memory" if one.memory is not None else ""
    title = (
        f"{one.name}: {one.directives:,} documents, {one.clauses:,} clauses, {one.disk:,.0f} MB on disk; "
        f"opened in {one.opened:.0f} ms{memory}"
    )
    rows = [["ms a search", "first", "p50", "p95", *PARTS, "limit", "kept"]]
    for timing in one.timings:
        p50 = timing.whole.at(50)
        kept = "yes" if p50 <= one.limit else "at best" if min(timing.whole.values) <= one.limit else "no"
        cells = [timing.first, p50, timing.whole.at(95), *(timing.parts[part] for part in PARTS), one.limit]
        rows.append([timing.name, *(f"{cell:.0f}" if cell >= 9.95 else f"{cell:.1f}" for cell in cells), kept])
    lines = [title, "", table(rows, total=False)]
    if plain:
        ours = one.timings[0].whole.at(50)
        lines.append(
            f"LangChain FAISS + BM25Retriever, same clauses and vectors: {plain.question:,.0f} ms a search "
            f"({plain.question / ours:.0f} times ours), made anew at each start in {plain.made:.0f} s"
            + (f", {plain.memory:,.0f} MB of memory" if plain.memory is not None else "")
        )
    return "\n".join(lines)


LEGEND = (
    "p50, p95: after the first question, which makes tables; limit: of the median; parts: medians of what each takes by itself "
    "(rank: what is left of finding). The vectors of the articles are random, since encoding them takes hours: times are "
    "those of real ones, what is found by meaning is not."
)


def record(found: Sequence[Measured], plain: Baseline | None, about: dict[str, Any]) -> dict[str, Any]:
    """The figures for ``--json``."""
    return {**about, "archives": [asdict(one) for one in found], "langchain": asdict(plain) if plain else None}


@click.command()
@click.option("--clauses", type=click.IntRange(100), default=CLAUSES, show_default=True, help="About how many.")
@click.option("--questions", "count", type=click.IntRange(2), default=60, show_default=True, help="Of each kind.")
@click.option("--shared", type=click.Path(path_type=Path, file_okay=False), default=SHARED, help="Default: ../shared")
@click.option(
    "--baseline/--no-baseline", "beside", default=False, show_default=True, help="LangChain too: some minutes, 5 GB."
)
@click.option("--json", "target", type=click.Path(path_type=Path, dir_okay=False), help="Write every value there, too.")
def main(clauses: int, count: int, shared: Path, beside: bool, target: Path | None) -> None:
    """Measure how fast clauses are found in a small archive and in a very large one."""

    def note(text: str) -> None:
        click.echo(text, err=True)

    # As the command `trichdan` does: on a busy machine threads that wait awake cost a question a second.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    file = shared / "archives" / "phapdien.jsonl.xz"
    about, plain, missing = machine(), None, ""
    try:
        cache = Config.load().cache
        encoder = open_encoder(None, cache)
        found = [seeds(encoder, cache, count)]
        if file.is_file():
            found.append(large(file, clauses, encoder, cache, count, note))
        else:
            missing = "the large archive (../shared/archives/phapdien.jsonl.xz is not there)"
        if beside and file.is_file():
            note("LangChain on the same clauses…")
            random = corpus.RandomPassages(encoder)
            archive = corpus.archive_of(file, clauses, encoder, cache, lambda *_: None, note)
            try:
                plain = baseline(archive, random, corpus.titles(file, BASELINE_QUESTIONS))
            except InputError as error:
                missing = error.en
    except TrichdanError as error:
        raise click.ClickException(error.en) from error
    print(", ".join(f"{name} {value}" for name, value in about.items() if value != ""), end="\n\n")
    print(f"{report(found, plain)}\n\n{LEGEND}")
    if missing:
        print(f"Not measured: {missing}")
    if target:
        content = record(found, plain, about)
        target.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
