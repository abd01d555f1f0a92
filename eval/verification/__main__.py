"""Prints what verification lets through and what it refuses.

    python -m eval.verification [--cases tests/data/verification] [--list write]

The cases lie beside the tests, in the project's folder. ``--list`` names the cases judged wrongly; the half ``held`` was not
looked at while the rules were written, and is only counted.
"""

from pathlib import Path

import click

from eval.verification.cases import Case, cases, documents
from eval.verification.corrupt import corrupted
from eval.verification.measure import counted, milliseconds, misquotations
from index.errors import TrichdanError

HOME = Path(__file__).resolve().parents[2]
CASES = HOME / "tests" / "data" / "verification"
COVID = HOME / "eval" / "sets" / "covid19" / "documents"


@click.command()
@click.option("--cases", "folder", type=click.Path(path_type=Path, exists=True, file_okay=False), default=CASES)
@click.option(
    "--list", "listed", type=click.Choice(["write", "held"]), help="Print the cases of this half judged wrongly."
)
def main(folder: Path, listed: str | None) -> None:
    """Verification measured on true and corrupted statements."""
    try:
        archive = documents([*COVID.glob("*.txt"), *folder.glob("*.txt")])
        given = cases(folder / "cases.jsonl", archive)
    except TrichdanError as error:
        raise click.ClickException(error.en) from error
    made = list(corrupted(given, archive))
    median, slow = milliseconds(given, archive)
    print(f"{'statements':24} {'half':6} {'true':>5} {'refused':>8} {'false':>6} {'passed':>7}")
    for name, group in (("written, or the program's", given), ("corrupted by rule", made)):
        for one in counted(group, archive):
            print(f"{name:24.24} {one.half:6} {one.true:5} {len(one.refused):8} {one.false:6} {len(one.passed):7}")
            if one.half == listed:
                _show(group, (*one.refused, *one.passed))
    quotations, refused, wrong, passed = misquotations(given, archive)
    print(f"{'quotations':24} {'both':6} {quotations:5} {refused:8} {wrong:6} {passed:7}")
    print(f"one statement: {median:.2f} ms (median), {slow:.2f} ms (95th percentile), processor time")


def _show(group: list[Case], wrong: tuple[str, ...]) -> None:
    for case in group:
        if case.id in wrong:
            print(f"  {case.id} {'refused' if case.true else 'passed'} ({case.kind}): {case.statement.text}")


if __name__ == "__main__":
    main()
