"""What the tests of import and export share: a draft written and loaded again, and what was said of it."""

from pathlib import Path

from eval.exchange.files import write_set
from eval.exchange.types import Draft
from eval.questions import EvalSet, load


def made(draft: Draft, folder: Path) -> EvalSet:
    """``draft`` written and loaded."""
    write_set(draft, folder, "")
    return load(str(folder))


def said(draft: Draft) -> list[str]:
    """The counts of its notes, with their first words."""
    return [" ".join(note.en.split()[:3]) for note in draft.notes]
