"""What a person types finds the document, the clause, the file he means."""

from functools import cache
from pathlib import Path

import pytest

from index.parse import parse
from index.read import find, read
from index.types import Clause, Directive
from ui import lookup
from ui.sample import documents


@cache
def archive() -> tuple[tuple[Directive, ...], tuple[Clause, ...]]:
    """The sample's documents, and the clauses of its first (667-CV/QU)."""
    parsed = [parse(read(candidate)) for candidate in find([documents()])]
    return tuple(d for one in parsed for d in one.directives), tuple(c for c in parsed[0].clauses if c.directive == 0)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("667-CV/QU", ["667-CV/QU"]),
        ("667", ["667-CV/QU"]),
        ("667-cv/qu", ["667-CV/QU"]),
        ("667 - CV / QU", ["667-CV/QU"]),
        ("667cvqu", ["667-CV/QU"]),
        ("06 CT TU", ["06-CT/TU"]),
        ("6-CT/TU", ["06-CT/TU"]),
        ("chỉ thị 06", ["06-CT/TU"]),
        ("chi thi so 6", ["06-CT/TU"]),
        ("công văn 100-CV/ĐU", ["100-CV/ĐU"]),
        ("100-CV/DU", ["100-CV/ĐU"]),
        ("003_78fb6ff3a99b7859.txt", ["100-CV/ĐU"]),
        ("000_a961960588f467a1.txt", ["667-CV/QU", "06-CT/TU", "26-BS/QU"]),
        ("66", []),
        ("667-CT/QU", []),
        ("chỉ thị 667", []),
        ("CV/QU", []),
        ("công văn", []),
        ("", []),
        ("…", []),
    ],
)
def test_documents(typed: str, found: list[str]) -> None:
    assert [d.name for d in lookup.find_directives(typed, archive()[0])] == found


@pytest.mark.parametrize(
    ("typed", "first", "count"),
    [
        ("mục 2, điểm (1), gạch đầu dòng 1", "mục 2, điểm (1), gạch đầu dòng 1", 1),
        ("MUC 2  diem 1 gach dau dong 1", "mục 2, điểm (1), gạch đầu dòng 1", 1),
        ("mục 2", "mục 2", 1),
        ("chữ ký", "chữ ký", 1),
        ("chu ky", "chữ ký", 1),
        ("gạch đầu dòng 5", "mục 2, điểm (1), gạch đầu dòng 5", 1),
        ("điểm (2)", "mục 2, điểm (2)", 4),
        ("mục 9", "", 0),
        ("", "", 0),
    ],
)
def test_addresses(typed: str, first: str, count: int) -> None:
    found = lookup.find_clauses(typed, archive()[1])
    assert (len(found), found[0].address if found else "") == (count, first)


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [("668-CV/QU", "667-CV/QU"), ("66", "667-CV/QU"), ("06-CT/TW", "06-CT/TU"), ("924-CV/TU", "924-CV/QU")],
)
def test_nearest_number_comes_first(typed: str, nearest: str) -> None:
    assert lookup.nearest_directives(typed, archive()[0])[0] == nearest


def test_nearest_of_something_else_is_what_there_is() -> None:
    assert len(lookup.nearest_directives("zzz", archive()[0])) == lookup.NEAREST
    assert lookup.nearest_directives("zzz", []) == []


@pytest.mark.parametrize(
    ("typed", "found"),
    [("a/x.txt", ["a/x.txt"]), ("x.txt", ["a/x.txt", "b/x.txt"]), ("c", ["c.md"]), ("d", [])],
)
def test_files(typed: str, found: list[str]) -> None:
    assert lookup.find_files(typed, ["a/x.txt", "b/x.txt", "c.md"]) == found


def test_documents_of_the_sample_are_there() -> None:
    assert len(list(Path(documents()).iterdir())) == 5
