"""TREC runs: what a result found, and the run of another program as a result that is measured like ours."""

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from eval.exchange.files import write_text
from eval.exchange.names import docids, hashed
from eval.exchange.trec import format_run, known, ordered, parse_run, place_in, single
from eval.exchange.types import Unit, Written, counted
from eval.exchange.units import left_out
from eval.questions.about import read_text
from eval.questions.types import EvalSet, Split
from eval.result import SCHEMA_VERSION
from eval.run import anchored, excerpts
from eval.running.provenance import versions
from eval.types import Found, Place, Reply, Result, Row
from index.errors import InputError
from index.types import Note, Span


def write_result(result: Result, target: Path, unit: Unit | None) -> Written:
    """Writes what ``result`` found: documents, each at its first hit, or clauses by :attr:`Place.key`."""
    names = docids({found.place.file for row in result.rows for found in row.reply.ranked})
    rankings: dict[str, list[tuple[str, float]]] = {}
    for row in result.rows:
        first: dict[str, float] = {}
        for found in row.reply.ranked:
            first.setdefault(found.place.key if unit is Unit.CLAUSE else names[found.place.file], found.score)
        rankings[row.id] = list(first.items())
    if not any(rankings.values()):
        raise InputError(
            "Kết quả không tìm được văn bản nào nên không có gì để xuất. Hãy chọn kết quả khác.",
            "The result found no place, so there is nothing to export. Choose another result.",
        )
    write_text(target, format_run(rankings, result.name))
    tied = sum(not ordered([score for _, score in ranking]) for ranking in rankings.values())
    silent = sum(not ranking for ranking in rankings.values())
    notes = counted(
        (tied, "{n} câu có điểm không giảm dần: ghi 1/hạng", "{n} questions whose scores do not fall: 1/rank written"),
        (silent, "{n} câu không tìm được gì: không có dòng nào", "{n} questions with nothing found: no lines"),
    )
    return Written(len(rankings) - silent, notes + left_out(Counter(hashed=hashed(names))))


def read_run(path: Path, evalset: EvalSet, split: Split | None) -> tuple[Result, tuple[Note, ...]]:
    """A run by another program as a result on ``evalset``: what it found, no answers, no times.

    Questions the run is silent about found nothing, as under ``trec_eval -c``. A document the set does not have keeps its
    rank. Raises ``InputError`` for a run of other questions.
    """
    texts = {source.file: source.text for source in evalset.sources}
    asked, lost = anchored(evalset.select(split), texts, lambda _: None)
    ids = {question.id for question, _ in asked}
    retrieved, left = parse_run(path, read_text(path)), Counter[str]()
    rankings: dict[str, dict[Place, Found]] = {}
    places = {name: known(name, lambda name: place_in(name, texts)) for name in {one.document for one in retrieved}}
    for one in sorted(retrieved, key=lambda one: (single(one.score), one.document), reverse=True):
        query = known(one.query, lambda name: name if name in ids else None)
        place = places[one.document]
        left["query"] += query is None
        if query:
            ranking = rankings.setdefault(query, {})
            left["document"] += place is None
            found = Found(place or Place(one.document, Span(0, 0)), one.score)
            left["again"] += found.place in ranking
            ranking.setdefault(found.place, found)
    if not rankings:
        raise InputError(
            f"{path}: không có câu nào của bộ «{evalset.name}». Hãy chọn đúng bộ ở --set.",
            f'{path}: holds no question of "{evalset.name}". Name the right set with --set.',
        )
    rows = [
        Row(question, gold, Reply("", False, ranked=tuple(rankings.get(question.id, {}).values())), ())
        for question, gold in asked
    ]
    notes = counted(
        (left["query"], "{n} dòng về câu hỏi không có trong bộ: bỏ", "{n} lines on questions not in the set: dropped"),
        (
            left["document"],
            "{n} dòng về văn bản không có: giữ hạng",
            "{n} lines on absent documents: they keep their rank",
        ),
        (left["again"], "{n} dòng lặp lại: giữ dòng đầu", "{n} lines that repeat a document: the best is kept"),
        (
            len(rows) - len(rankings),
            "{n} câu không có trong tệp: coi như không tìm được gì",
            "{n} questions not in the run: as if nothing was found",
        ),
        (len(lost), "{n} câu không còn lời trích: bỏ", "{n} questions whose quotation is lost: left out"),
    )
    result = Result(
        schema=SCHEMA_VERSION, system=retrieved[0].tag, variant="default", set=evalset.name,
        set_sha256=evalset.sha256, split=split.value if split else "all", encoder="–",
        started=datetime.now(UTC).isoformat(timespec="seconds"), commit=None, versions=versions(),
        configuration={"imported": path.name}, jobs=1, repeat=1, rows=tuple(rows), lost=tuple(lost),
        texts=excerpts(rows, texts),
    )  # fmt: skip
    return result, notes
