"""Every system asked every question, typed in every way. What it found is kept, and asked again only when something changed."""

import gzip
import hashlib
import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from eval.files import kept_path, write_whole
from eval.finding.opened import Opened, Opener
from eval.finding.sets import SEED, Case, Typed, retyped
from eval.finding.systems import SYSTEMS, Sort, System, first_of, fitting
from eval.running.journal import key_of
from eval.running.pool import ask_in_processes
from eval.running.provenance import versions
from eval.systems.chunks import wanted
from eval.types import Place
from index.encode import Progress
from index.types import Span

# Question id → the first places found, best first.
Ranking = Mapping[str, tuple[Place, ...]]
Rankings = Mapping[tuple[Typed, str], Ranking]


@dataclass(frozen=True, slots=True)
class How:
    """``cache``: where results are kept; ``opener`` opens the encoder (it must pickle when ``jobs`` > 1); ``fresh``: all is
    asked again; ``note(text)`` after each system asked; ``progress`` of encoding."""

    cache: Path
    opener: Opener
    jobs: int = 1
    fresh: bool = False
    note: Callable[[str], None] = lambda _: None
    progress: Progress = lambda *_: None


@dataclass(frozen=True, slots=True)
class Cell:
    """A system asked the questions typed in one way."""

    typed: Typed
    key: str

    @property
    def id(self) -> str:
        """``unaccented: dense``."""
        return f"{self.typed}: {self.key}"


@dataclass(frozen=True, slots=True)
class Filled:
    """What came of a cell."""

    cell: Cell
    ranking: Ranking
    seconds: float


def results(case: Case, systems: Sequence[System], typings: Sequence[Typed], how: How) -> Rankings:
    """The rankings of ``systems`` that fit the set, by typing and key.

    Raises what indexing and asking raise.
    """
    fingerprint = how.opener().fingerprint
    usable = fitting(systems, case.unit)
    made_by = {one.key: f"{one.code()} {fingerprint}" for one in usable}
    keys = {Cell(typed, key): _key(case, key, typed, made_by[key]) for key, typed in product(made_by, typings)}
    found: dict[tuple[Typed, str], Ranking] = {}
    missing: list[Cell] = []
    for cell, key in keys.items():
        kept = None if how.fresh else _read(_path(case, cell, how.cache), key)
        if kept is None:
            missing.append(cell)
        else:
            found[cell.typed, cell.key] = kept
    if missing:
        for filled in _ask(case, missing, how):
            cell = filled.cell
            _write(_path(case, cell, how.cache), keys[cell], filled.ranking)
            found[cell.typed, cell.key] = filled.ranking
            how.note(f"{case.name}, {cell.id} ({filled.seconds:.0f} s)")
    return found


def _ask(case: Case, cells: Sequence[Cell], how: How) -> Iterator[Filled]:
    opened = Opened(case, how.opener, how.cache, how.progress)
    _prepare(opened, cells)
    if how.jobs > 1 and len(cells) > 1:
        yield from ask_in_processes(cells, opened, how.jobs, fill, lambda: False)
    else:
        yield from (fill(cell, opened) for cell in cells)


def _prepare(opened: Opened, cells: Sequence[Cell]) -> None:
    """Encodes in this process, which shows how far it is; those that ask find it on disk."""
    systems = [SYSTEMS[key] for key in dict.fromkeys(cell.key for cell in cells)]
    for contextual in sorted({one.contextual for one in systems}, reverse=True):
        opened.archive(contextual)
    if any(one.sort is Sort.PLAIN and not one.documents for one in systems):
        opened.encode_clauses()
    if any(one.documents for one in systems):
        opened.encode_documents()
    for one in [one for one in systems if one.sort is Sort.PROGRAM][:1]:
        one.find(opened)
    if any(one.sort in (Sort.PROGRAM, Sort.PLAIN) for one in systems):
        typings = dict.fromkeys(cell.typed for cell in cells)
        asked = [question for question, _ in opened.case.asked]
        opened.encoder.queries([wanted(retyped(question, typed)) for typed in typings for question in asked])
        opened.flush()


def fill(cell: Cell, opened: Opened) -> Filled:
    """Asks the questions of one cell."""
    begun = time.perf_counter()
    system = SYSTEMS[cell.key]
    find = first_of(opened.kept(system.key, system.find), opened.case.unit)
    questions = [retyped(question, cell.typed) for question, _ in opened.case.asked]
    ranking = {question.id: tuple(find(question)) for question in questions}
    opened.flush()
    return Filled(cell, ranking, time.perf_counter() - begun)


def _key(case: Case, system: str, typed: Typed, made_by: str) -> str:
    typing = hashlib.sha256(Path(__file__).parents[1].joinpath("typing.py").read_bytes()).hexdigest()
    typing = "" if typed is Typed.ACCENTED else f"{typing} {SEED}"
    about = {"set": case.evalset.sha256, "unit": case.unit.value, "typed": typed.value, "typing": typing}
    return key_of({**versions(), **about, "system": system, "code": made_by})


def _path(case: Case, cell: Cell, cache: Path) -> Path:
    return kept_path(cache / "eval" / "finding", case.name, case.evalset.documents, case.unit.value, cell.id)


def _read(path: Path, key: str) -> Ranking | None:
    """What is kept there; ``None`` when it is absent, damaged or of another key."""
    with suppress(OSError, EOFError, ValueError, TypeError, KeyError, AttributeError):
        record = json.loads(gzip.decompress(path.read_bytes()))
        if record["key"] == key:
            return {
                one: tuple(Place(file, Span(start, end)) for file, start, end in places)
                for one, places in record["ranked"].items()
            }
    return None


def _write(path: Path, key: str, ranking: Ranking) -> None:
    places = {one: [[p.file, p.span.start, p.span.end] for p in some] for one, some in ranking.items()}
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(gzip.compress(json.dumps({"key": key, "ranked": places}, ensure_ascii=False).encode(), mtime=0), path)
