"""A set run over a system: every question asked, and what came kept in a result that can be read again.

A *system* is anything that turns a question into a :class:`~eval.types.Reply`; ours is made by
:func:`eval.systems.ours.our_system`, and :mod:`eval.evaluate` runs it with everything around.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime

from eval.questions.anchor import Texts
from eval.questions.columns import read_kind
from eval.questions.kinds import KINDS
from eval.questions.types import EvalSet, Gold, Question, Split
from eval.result import SCHEMA_VERSION
from eval.running.asking import ask_all
from eval.running.journal import Journal
from eval.running.pool import Cancelled
from eval.running.provenance import commit, versions
from eval.types import GoldPlaces, Lost, Place, Result, Row, System, UnitOf
from index.errors import InputError
from index.types import Source, Span

# Places found whose words are kept in the result, to be read in the report.
TEXTS_OF_FOUND = 5
# Characters kept on either side of a gold quotation that lies in no clause.
AROUND = 200

Progress = Callable[[int, int], None]


def select(evalset: EvalSet, split: Split | None, kinds: Sequence[str] = ()) -> tuple[Question, ...]:
    """The questions of ``split`` (``None``: all) and of ``kinds`` (none: all), as :func:`kinds_of` takes them.

    Raises ``InputError`` when the set has no question of a kind, or none that is both.
    """
    kinds = kinds_of(evalset, kinds)
    chosen = tuple(question for question in evalset.select(split) if not kinds or question.kind in kinds)
    if not chosen:
        what, waiting = ", ".join([*([split.value] if split else []), *kinds]) or "all", evalset.waiting
        raise InputError(
            f"Bộ {evalset.name} không có câu nào để hỏi ({what}; {waiting} câu chờ duyệt). "
            "Hãy chọn phần hoặc loại khác, hoặc duyệt các câu đang chờ.",
            f"The set {evalset.name} has no question to ask ({what}; {waiting} wait to be accepted). "
            "Choose another split or kind, or accept those that wait.",
        )
    return chosen


def kinds_of(evalset: EvalSet, named: Sequence[str]) -> tuple[str, ...]:
    """The kinds ``named``, each once and as the set writes it: ``person`` for ``person`` and for ``người``.

    Raises ``InputError`` when the set has no question of one.
    """
    known = dict.fromkeys(question.kind for question in evalset.questions)
    found = {name: name if name in known else read_kind(name) for name in named}
    absent = next((name for name, kind in found.items() if kind not in known), None)
    if absent is not None:
        names = ", ".join(f"{kind} ({KINDS[kind]})" if kind in KINDS else kind for kind in known)
        raise InputError(
            f"Bộ {evalset.name} không có câu nào thuộc loại «{absent}». Các loại của bộ: {names}.",
            f'The set {evalset.name} has no question of the kind "{absent}". Its kinds: {names}.',
        )
    return tuple(dict.fromkeys(kind for kind in found.values() if kind))


def run(
    evalset: EvalSet,
    system: System,
    *,
    name: str,
    encoder: str,
    variant: str = "default",
    configuration: Mapping[str, str] | None = None,
    split: Split | None = None,
    kinds: Sequence[str] = (),
    repeat: int = 1,
    jobs: int = 1,
    sources: Sequence[Source] | None = None,
    unit_of: UnitOf = lambda _: None,
    journal: Journal | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled = lambda: False,
) -> Result:
    """Asks ``system`` the questions of ``split`` and ``kinds``, each ``repeat`` times; ``progress(done, all)`` after each.

    ``name``, ``encoder`` (its fingerprint), ``variant`` and ``configuration`` say what is asked. ``jobs``: processes that ask
    at once; ``system`` must pickle then. ``sources``: the texts the system's places refer to, when not the set's own; gold
    quotations are looked up in them anew, and questions whose quotations stand nowhere are left out and named in the result.
    ``journal``: what it holds is not asked again, and what is answered goes there.
    Raises ``InputError`` when no question is left, ``CancelledError`` once ``cancelled()`` is true.
    """
    texts = {source.file: source.text for source in (sources if sources is not None else evalset.sources)}
    asked, lost = anchored(select(evalset, split, kinds), texts, unit_of)
    started = datetime.now(UTC).isoformat(timespec="seconds")
    known = journal.known if journal else {}
    answered = {question.id: known[question.id] for question, _ in asked if question.id in known}
    rest = [question for question, _ in asked if question.id not in answered]
    if progress and answered:
        progress(len(answered), len(asked))
    with closing(ask_all(rest, system, repeat=repeat, jobs=jobs, cancelled=cancelled)) as coming:
        for one in coming:
            answered[one.id] = one
            if journal:
                journal.add(one)
            if progress:
                progress(len(answered), len(asked))
    rows = tuple(
        Row(question, gold, answered[question.id].reply, answered[question.id].seconds) for question, gold in asked
    )
    return Result(
        schema=SCHEMA_VERSION, system=name, variant=variant, set=evalset.name, set_sha256=evalset.sha256,
        split=split.value if split else "all", encoder=encoder, started=started, commit=commit(), versions=versions(),
        configuration=dict(configuration or {}), jobs=jobs, repeat=repeat, rows=rows, lost=tuple(lost),
        unstable=tuple(row.id for row in rows if not answered[row.id].stable), texts=excerpts(rows, texts),
    )  # fmt: skip


Asked = tuple[Question, tuple[GoldPlaces, ...]]


def anchored(
    questions: Iterable[Question], texts: Mapping[str, str], unit_of: UnitOf
) -> tuple[list[Asked], list[Lost]]:
    """The questions with the places of their gold quotations, and those of which one stands nowhere.

    Raises ``InputError`` when nothing is left to ask.
    """
    within = Texts(texts)
    asked: list[Asked] = []
    lost = []
    for question in questions:
        found = [
            _gold_places(gold, group, within, unit_of)
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


def _gold_places(gold: Gold, group: int, texts: Texts, unit_of: UnitOf) -> GoldPlaces | None:
    found = texts.anchor(gold)
    if found is None:
        return None
    places = tuple(Place(file, span) for file, span in found.places)
    unit = next(filter(None, map(unit_of, places)), None)
    return GoldPlaces(gold.quote, group, places, unit, gold.relevance, found.moved)


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
