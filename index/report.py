"""What a build did: what was read, what is doubtful, what was left out and why."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.types import Directive, Source

# Its file in the snapshot.
REPORT = "report.json"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about a file (in both languages): why it was left out, what was not found in it, how it was read."""

    file: str
    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class Twin:
    """A file, or with ``document`` one document in it, that was left out because ``of`` holds it too."""

    file: str
    of: str
    document: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did. ``formats``: how many files of each; ``barren``: the roots in which nothing can be read."""

    files: tuple[str, ...]
    directives: int
    clauses: int
    encoded: int
    skipped: tuple[Remark, ...]
    doubtful: tuple[Remark, ...]
    notes: tuple[Remark, ...] = ()
    duplicates: tuple[Twin, ...] = ()
    formats: tuple[tuple[str, int], ...] = ()
    barren: tuple[str, ...] = ()


def formats_of(sources: Iterable[Source]) -> tuple[tuple[str, int], ...]:
    """How many sources there are of each format, the most first."""
    return tuple(Counter(source.format for source in sources).most_common())


def notes_of(sources: Iterable[Source]) -> tuple[Remark, ...]:
    """What the readers had to say."""
    return tuple(Remark(source.file, note.vi, note.en) for source in sources for note in source.notes)


def doubts(directives: Sequence[Directive]) -> list[Remark]:
    """Documents of which something a person would expect was not found."""
    found = []
    for directive in directives:
        lacking = [
            (vi, en)
            for vi, en, value in (
                ("số, ký hiệu", "number", directive.number),
                ("ngày ban hành", "date", directive.date),
                ("cơ quan ban hành", "issuer", directive.issuer),
            )
            if value is None and not directive.carrier  # an annex has the number, date and issuer of what carries it
        ]
        named = f"{directive.name}: " if directive.number or directive.kind else ""
        if lacking:
            found.append(
                Remark(
                    directive.file,
                    f"{named}không thấy {', '.join(vi for vi, _ in lacking)}",
                    f"{named}no {', '.join(en for _, en in lacking)} found",
                )
            )
    return found
