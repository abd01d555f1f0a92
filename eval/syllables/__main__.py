"""Makes the general table of syllables, or measures how well marks are restored with it.

    python -m eval.syllables make ../shared/archives/phapdien.jsonl.xz
    python -m eval.syllables measure ../shared/archives/phapdien.jsonl.xz [--xquad xquad.vi.json]

What may be looked at is measured: held-out articles, the questions of XQuAD in two halves (the one that things were tuned
on, and the other), and the tuning questions of our sets, each with the table of its own documents beside the general one.
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from eval.beside.sets import XQUAD_FILE
from eval.questions import Split, load
from eval.syllables.articles import counted, held_out
from eval.syllables.make import make
from eval.syllables.measure import Restored, by_model, commonest, frequencies, is_accented, measure
from index.errors import TrichdanError
from index.syllables.count import Part, table_of
from index.syllables.model import GENERAL, OWN_WEIGHT, Syllables, general, with_general

SETS = ("covid19", "nguoi-co-cong")
SENTENCES = 2000
# Questions that are typed without all of their marks: what they should be is not known.
BARE_KINDS = ("nodia", "halfdia", "noisy")


@click.group()
def main() -> None:
    """The general table of syllables: made, and measured."""


@main.command("make")
@click.argument("articles", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--output", type=click.Path(path_type=Path, dir_okay=False), default=GENERAL, help="Default: the one shipped."
)
def make_command(articles: Path, output: Path) -> None:
    """Count the articles (phapdien.jsonl.xz) and write the table."""
    table = make(counted(articles), output)
    arrays = table.arrays
    print(f"{output}: {len(table.words):,} syllables, {len(arrays.next_one):,} pairs, {len(arrays.next_two):,} triples, "
          f"{output.stat().st_size:,} bytes")  # fmt: skip


@main.command("measure")
@click.argument("articles", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--xquad", type=click.Path(path_type=Path, dir_okay=False), default=XQUAD_FILE, help="Default: ../shared")
def measure_command(articles: Path, xquad: Path) -> None:
    """Print the share of syllables right, and of those typed with their marks that stay."""
    try:
        print(f"{'texts':32} {'typed':16} {'syllables':>9} {'typed so':>9} {'commonest':>9} {'restored':>9} {'ms':>6}")
        law = frequencies((counted(articles), 1.0))
        for name, texts, own in _collections(articles, xquad):
            both = dict(law)
            for form, number in frequencies((own, OWN_WEIGHT)).items():
                both[form] = both.get(form, 0.0) + number
            model = with_general(table_of([Part(own)])) if own else Syllables([(general(), 1.0)])
            ours, base = measure(name, texts, by_model(model)), measure(name, texts, commonest(both))
            for row, beside in zip(ours, base, strict=True):
                print(_line(row, beside))
    except TrichdanError as error:
        raise click.ClickException(error.en) from error


def _collections(articles: Path, xquad: Path) -> Iterator[tuple[str, Sequence[str], Sequence[str]]]:
    """Name, what is typed, and the documents whose own table is used."""
    yield "phapdien, held out", held_out(articles, SENTENCES), ()
    if xquad.is_file():
        paragraphs = [p for d in json.loads(xquad.read_text(encoding="utf-8"))["data"] for p in d["paragraphs"]]
        own = [paragraph["context"] for paragraph in paragraphs]
        questions = [each["question"] for paragraph in paragraphs for each in paragraph["qas"]]
        yield "XQuAD-vi, even (tuned on)", questions[0::2], own
        yield "XQuAD-vi, odd", questions[1::2], own
    else:
        print(f"Not measured: XQuAD-vi ({xquad} is not there)")
    for name in SETS:
        evalset = load(name)
        asked = [q for q in evalset.questions if q.split is Split.TUNE and q.kind not in BARE_KINDS]
        yield (
            f"{name}, tuning questions",
            [q.text for q in asked if is_accented(q.text)],
            [s.text for s in evalset.sources],
        )


def _line(row: Restored, beside: Restored) -> str:
    typed, base = row.before / row.syllables, beside.share
    return f"{row.texts:32} {row.typed:16} {row.syllables:9,} {typed:9.2%} {base:9.2%} {row.share:9.2%} {row.milliseconds:6.2f}"


if __name__ == "__main__":
    main()
