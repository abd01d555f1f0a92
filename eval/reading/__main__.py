"""Prints everything that reading must reach, and whether it does.

    python -m eval.reading [--only seeds --only speed] [--limit N] [--json FIGURES.json]

What needs ``../shared`` is left out, with a line, where that folder is absent.
"""

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

import click

from eval.reading import labels, phapdien, round_trip, seeds, sheets, speed
from eval.reading.measure import Measure, failures, report
from eval.speed.bench import machine
from index.errors import TrichdanError

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
PARTS = ("seeds", "labels", "phapdien", "round-trip", "speed")
Note = Callable[[str], None]


@click.command()
@click.option("--only", "chosen", type=click.Choice(PARTS), multiple=True, help="Measure this part (may be repeated).")
@click.option("--limit", type=click.IntRange(1), help="At most so many articles and documents: a quick look.")
@click.option("--scans/--no-scans", default=True, show_default=True, help="Typeset scans too: minutes of OCR.")
@click.option("--shared", type=click.Path(path_type=Path, file_okay=False), default=SHARED, help="Default: ../shared")
@click.option("--show", type=click.IntRange(0), default=5, show_default=True, help="Lines told of each failure.")
@click.option("--json", "target", type=click.Path(path_type=Path, dir_okay=False), help="Write every value there, too.")
def main(chosen: tuple[str, ...], limit: int | None, scans: bool, shared: Path, show: int, target: Path | None) -> None:
    """Measure how well the program reads documents. Exits with 1 where something is not what it must be."""

    def note(text: str) -> None:
        click.echo(f"\r\033[K{text}" if text and _is_terminal() else text, err=True, nl=not _is_terminal())

    missing: list[str] = []
    try:
        found = list(measured(chosen or PARTS, limit, scans, shared, note, missing.append))
    except TrichdanError as error:
        raise click.ClickException(error.en) from error
    if _is_terminal():
        click.echo("\r\033[K", err=True, nl=False)
    print(", ".join(f"{name} {value}" for name, value in machine().items() if value != ""), end="\n\n")
    print(report(found))
    for line in missing:
        print(f"Not measured: {line}")
    print(failures(found, show))
    if target:
        rows = [asdict(one) | {"kept": one.kept} for one in found]
        content = {**machine(), "measures": rows, "missing": missing}
        target.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    raise SystemExit(any(one.kept is False for one in found))


def measured(
    parts: tuple[str, ...], limit: int | None, scans: bool, shared: Path, note: Note, missing: Note
) -> Iterator[Measure]:
    """The measurements of these parts; ``missing`` is told what could not be measured and why."""
    archive, articles = shared / "archives" / "nguoi-co-cong", shared / "archives" / "phapdien.jsonl.xz"
    if "seeds" in parts:
        yield from seeds.measure()
    if "labels" in parts:
        if archive.is_dir():
            yield from labels.measure(archive)
        else:
            missing("nguoi-co-cong (../shared/archives/nguoi-co-cong is not there)")
    if "phapdien" in parts:
        if articles.is_file():
            yield from phapdien.measure(articles, note, limit)
        else:
            missing("phapdien (../shared/archives/phapdien.jsonl.xz is not there)")
    if "round-trip" in parts:
        without = round_trip.available()
        if without:
            missing(f"round trip ({without})")
        else:
            documents = sheets.samples() + (sheets.archive(archive) if archive.is_dir() else [])
            yield from round_trip.measure(documents[:limit], note, scans)
    if "speed" in parts:
        yield from speed.measure(articles if articles.is_file() else None, note)


def _is_terminal() -> bool:
    return sys.stderr.isatty()


if __name__ == "__main__":
    main()
