"""The program itself under test: the archive of a set, its answers as replies, and what each variant changes."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from eval.evaluate import Options, evaluate
from eval.measures.marks import mark
from eval.questions import EvalSet, Question
from eval.run import run
from eval.systems.ours import Ours, archive_of, our_system, reopened, reply_of, sources_of
from eval.types import Result
from eval.variants import VARIANTS
from index.archive import Archive
from index.build import build
from index.errors import ArchiveError
from index.types import Span
from rag.answerer import Answerer
from rag.ask import ask, search
from rag.finding.retrieve import retrieve
from rag.types import HYBRID, Answer, Citation, Hit, Query, Reason, Retrieval, Statement
from tests.eval_cases import DIRECTIVE, make_evalset, place_of
from tests.fakes import HashingEncoder


@pytest.fixture
def evalset(tmp_path: Path) -> EvalSet:
    """The set of tests/eval_cases.py."""
    return make_evalset(tmp_path)


@pytest.fixture
def archive(evalset: EvalSet, tmp_path: Path) -> Archive:
    """The archive of the set's documents, with a made-up encoder."""
    return archive_of(evalset, HashingEncoder(), tmp_path / "cache", lambda *_: None)


def test_the_archive_of_a_set_is_made_once(evalset: EvalSet, archive: Archive, tmp_path: Path) -> None:
    again = HashingEncoder()
    opened = archive_of(evalset, again, tmp_path / "cache", lambda *_: None)
    assert opened.folder == archive.folder
    assert again.encoded == []
    assert [source.text for source in sources_of(opened)] == [DIRECTIVE]


@pytest.mark.parametrize("harm", ["CURRENT", "made-by"])
def test_a_harmed_archive_is_made_again(evalset: EvalSet, archive: Archive, tmp_path: Path, harm: str) -> None:
    (archive.folder.parent.parent / harm).write_text("0", encoding="ascii")
    opened = archive_of(evalset, HashingEncoder(), tmp_path / "cache", lambda *_: None)
    assert opened.folder != archive.folder
    assert opened.files() == ["a.txt"]


def answer_of(archive: Archive, quote: str, *, shift: int = 0, abstained: bool = False) -> Answer:
    """An answer that cites ``quote``, ``shift`` characters beside its place."""
    start = DIRECTIVE.index(quote) + shift
    clause = archive.clause_at("a.txt", start, start + len(quote))
    assert clause is not None
    span = Span(start, start + len(quote))
    citation = Citation(clause, "12-CV/QU", clause.address, "a.txt", span, quote, True)
    statements = () if abstained else (Statement(quote, (citation,)),)
    reason = Reason.NOT_STATED if abstained else None
    hits = (Hit(clause, 1.0, 1.0, 1.0),)
    return Answer("?", "?", quote, statements, abstained, reason, "", 0.5, (), hits, ("một ý đã bỏ",), 0.0)


def test_an_answer_becomes_a_reply(archive: Archive) -> None:
    said = reply_of(answer_of(archive, "04/9/2021"), archive)
    gold = place_of("trước ngày 04/9/2021")
    assert (said.text, said.abstained, said.reason) == ("04/9/2021", False, None)
    assert said.cited[0].place.holds(gold)
    assert said.cited[0].label.startswith("12-CV/QU, ")
    assert said.ranked[0].place.holds(gold)
    assert (said.confidence, said.dropped) == (0.5, ("một ý đã bỏ",))
    nothing = reply_of(answer_of(archive, "04/9/2021", abstained=True), archive)
    assert (nothing.text, nothing.abstained, nothing.reason) == ("", True, "not_stated")


def test_verification_is_not_believed_but_looked_up(archive: Archive) -> None:
    assert reply_of(answer_of(archive, "04/9/2021"), archive).cited[0].verified
    assert not reply_of(answer_of(archive, "04/9/2021", shift=-1), archive).cited[0].verified


def test_our_system_asks_with_the_history(archive: Archive, evalset: EvalSet, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, tuple[str, ...]]] = []

    def ask(
        question: str, archive: Archive, history: Sequence[str] = (), *, how: Retrieval, answerer: Answerer | None
    ) -> Answer:
        asked.append((question, tuple(history)))
        return answer_of(archive, "04/9/2021")

    monkeypatch.setattr("rag.ask.ask", ask)
    result = run(evalset, our_system(archive), name="trichdan", encoder="x", sources=sources_of(archive))
    assert [mark(row).right for row in result.rows] == [True, False, False, False]
    assert asked[1] == ("Ai tuyên truyền Chỉ thị 06?", ("Chỉ thị 06 là gì?",))


def test_a_question_the_program_refuses_is_an_answer_too(archive: Archive) -> None:
    said = our_system(archive)(Question("a", "k", "dài " * 1000))
    assert (said.abstained, said.text) == (True, "")
    assert said.reason
    assert said.reason.startswith("refused: The question has 4,000 characters")


def test_another_process_opens_the_same_snapshot(
    evalset: EvalSet, archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.encode.open_encoder", lambda model, cache: HashingEncoder())
    question = evalset.questions[0]
    make, arguments = Ours(archive, Retrieval(dense=False)).__reduce__()
    assert make(*arguments)(question) == our_system(archive, Retrieval(dense=False))(question)
    build([evalset.documents], archive.folder.parent.parent, HashingEncoder(), None, lambda *_: None)
    with pytest.raises(ArchiveError, match="vừa được lập lại"):
        reopened(archive.folder, HYBRID)


def test_an_archive_for_each_encoder_and_each_way_to_index(evalset: EvalSet, tmp_path: Path) -> None:
    encoders = (HashingEncoder(), HashingEncoder(), HashingEncoder(fingerprint="other/1"))
    made = [
        archive_of(evalset, encoder, tmp_path / "cache", lambda *_: None, model=model, contextual=contextual)
        for encoder, model, contextual in zip(encoders, (None, None, "x/y"), (True, False, True), strict=True)
    ]
    assert len({archive.folder.parent.parent for archive in made}) == 3
    assert made[2].manifest.model == "x/y"
    assert archive_of(evalset, HashingEncoder(), tmp_path / "cache", lambda *_: None).folder == made[0].folder


# ---- variants

QUESTION = Question("a", "date", "Ủy ban nhân dân Quận kiện toàn Ban Chỉ đạo trước ngày nào?")
ISSUER = "Quận ủy Hà Đông"


def variant_run(evalset: EvalSet, name: str, cache: Path, encoder: HashingEncoder) -> Result:
    return evaluate(evalset, Options(VARIANTS[name]), cache, encoder=encoder)


def test_every_variant_differs_and_says_how(evalset: EvalSet, tmp_path: Path) -> None:
    results = {name: variant_run(evalset, name, tmp_path, HashingEncoder()) for name in VARIANTS}
    assert [result.variant for result in results.values()] == list(VARIANTS)
    assert len({tuple(result.configuration.items()) for result in results.values()}) == len(VARIANTS)
    scores = {name: [[f.score for f in row.reply.ranked] for row in result.rows] for name, result in results.items()}
    # The other parts change something only where the questions give them something to do.
    assert all(scores[name] != scores["default"] for name in ("no-bm25", "no-dense", "no-context"))


def test_two_runs_of_a_variant_are_identical(evalset: EvalSet, tmp_path: Path) -> None:
    for name in VARIANTS:
        one, two = (variant_run(evalset, name, tmp_path, HashingEncoder()) for _ in range(2))
        assert [replace(row, seconds=()) for row in one.rows] == [replace(row, seconds=()) for row in two.rows]
        assert replace(one, rows=(), started="") == replace(two, rows=(), started="")


def test_without_vectors_no_question_is_encoded(archive: Archive) -> None:
    encoder = archive.encoder
    assert isinstance(encoder, HashingEncoder)
    hits = search(QUESTION.text, archive, how=Retrieval(dense=False)).hits
    assert encoder.asked == []
    assert hits
    assert {hit.dense for hit in hits} == {0.0}
    assert [hit.lexical for hit in hits] == sorted((hit.lexical for hit in hits), reverse=True)


def test_without_bm25_the_nearest_vectors_are_found(archive: Archive) -> None:
    hits = search(QUESTION.text, archive, how=Retrieval(lexical=False, surroundings=False, rank=False)).hits
    assert {hit.lexical for hit in hits} == {0.0}
    assert [hit.dense for hit in hits] == sorted((hit.dense for hit in hits), reverse=True)
    assert search(QUESTION.text, archive, how=Retrieval(lexical=False, dense=False)).hits == ()


def test_without_context_a_clause_is_found_by_its_own_words_alone(evalset: EvalSet, tmp_path: Path) -> None:
    encoders = {True: HashingEncoder(), False: HashingEncoder()}
    archives = {
        contextual: archive_of(evalset, encoder, tmp_path / "c", lambda *_: None, contextual=contextual)
        for contextual, encoder in encoders.items()
    }
    assert all(ISSUER in text for text in encoders[True].encoded)
    assert not any(ISSUER in text for text in encoders[False].encoded)
    marked = {contextual: archive.lexical.frequency("ha_dong", marks=False) for contextual, archive in archives.items()}
    assert marked[True] > marked[False]
    assert archives[True].directives == archives[False].directives  # the answerer knows what it knew


def test_a_comparison_searches_the_same_way(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each side is searched again inside the answerer, and an earlier question is answered on the way."""
    seen: list[Retrieval] = []

    def noting(query: Query, archive: Archive, top: int = 20, how: Retrieval = HYBRID) -> list[Hit]:
        seen.append(how)
        return retrieve(query, archive, top, how)

    for module in ("rag.ask", "rag.answering.extract"):
        monkeypatch.setattr(f"{module}.retrieve", noting)
    how = Retrieval(lexical=False)
    ask(
        "So sánh công văn 12-CV/QU và chỉ thị 06-CT/TU?",
        archive,
        ("Ai ký công văn 12-CV/QU?", "Còn văn bản đó?"),
        how=how,
    )
    assert set(seen) == {how}
