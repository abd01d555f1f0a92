"""Which piece of text answers, and how surely: tables of real sentences, and what holds for any text."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.archive import Archive
from index.types import Clause, Role
from rag.answering.evidence import Evidence
from rag.answering.picking import confidence
from rag.answering.picking.confidence import logit, sure
from rag.answering.picking.segments import Piece, segments, sentences
from rag.answering.picking.signals import SIGNALS, signals, weights
from rag.answering.picking.support import SIGNS, signs
from rag.ask import understand
from rag.finding.retrieve import retrieve
from rag.types import Basis, Draft, Reason, Statement

PICKED = [
    ("Hà Đông phải kiện toàn ban chỉ đạo trước ngày nào?", "04/9/2021"),
    ("Người dân phải giữ khoảng cách tối thiểu bao nhiêu mét?", "2m"),
    ("Đồng chí nào chủ trì hội nghị của Thanh Xuân?", "Nguyễn Việt Hà"),
    ("Các khu cách ly tập trung phải bảo đảm bao nhiêu chỗ cho đối tượng F1?", "100.000 chỗ"),
]


def clause(text: str) -> Clause:
    """A paragraph of a file that holds something before it."""
    return Clause(1, 0, "a.txt", 7, 7 + len(text), text, Role.BODY, "đoạn 1", (), None)


def evidence(question: str, archive: Archive) -> Evidence:
    query = understand(question, archive)
    return Evidence(query, retrieve(query, archive), archive)


@pytest.mark.parametrize(("question", "words"), PICKED)
def test_sentence_of_the_best_piece_holds_the_answer(question: str, words: str, sample: Archive) -> None:
    best = evidence(question, sample).best
    assert best is not None
    assert words in best.sentence.text


@pytest.mark.parametrize("question", [question for question, _ in PICKED])
def test_pieces_come_best_first_and_share_out_the_likelihood(question: str, sample: Archive) -> None:
    found = evidence(question, sample).found
    assert [c.score for c in found] == sorted((c.score for c in found), reverse=True)
    assert 0 < sum(c.chance for c in found) <= 1 + 1e-9


def test_what_the_archive_does_not_hold_is_less_sure_than_what_it_does(sample: Archive) -> None:
    there = evidence("Các khu cách ly tập trung phải bảo đảm bao nhiêu chỗ cho đối tượng F1?", sample)
    absent = evidence("Bí quyết nấu phở bò Nam Định là gì?", sample)
    assert there.best is not None
    assert absent.best is not None
    assert there.support(there.best) > 0.6 > 0.5 > absent.support(absent.best)


def test_signals_lie_where_they_are_said_to(sample: Archive) -> None:
    from rag.answering.picking.candidates import places_of

    for question, _ in PICKED:
        one = evidence(question, sample)
        table = signals(places_of(retrieve(one.query, sample), one.matcher, sample), one.query, one.matcher)
        assert table.shape[1] == len(SIGNALS) == len(weights())
        assert np.isfinite(table).all()
        assert (table >= -1).all()
        assert (table <= 1 + 1e-9).all()
        for candidate in one.found:
            assert len(signs(candidate, one.query, one.matcher)) == len(SIGNS)
            assert 0 <= one.support(candidate) <= 1


def test_weights_keep_to_their_side_of_zero() -> None:
    assert all(weight * signal.sign >= 0 for weight, signal in zip(weights(), SIGNALS, strict=True))


SENTENCES = [
    ("Dr. Smith đến năm 1901. Ông ở lại.", ["Dr. Smith đến năm 1901.", "Ông ở lại."]),
    ("Ribault lập biểu đồ cho sông St. Johns vào năm 1562.", ["Ribault lập biểu đồ cho sông St. Johns vào năm 1562."]),
    ("GS. TS. Nguyễn Văn A chủ trì. Họp lúc 8h.", ["GS. TS. Nguyễn Văn A chủ trì.", "Họp lúc 8h."]),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_sentence_does_not_end_at_a_title(text: str, expected: list[str]) -> None:
    assert [piece.text for piece in sentences(clause(text))] == expected


def test_what_stands_in_brackets_is_not_taken_apart() -> None:
    text = "Rừng Amazon (tiếng Bồ Đào Nha: Floresta; tiếng Hà Lan: Woud) rất rộng; nó ở Nam Mỹ."
    assert [piece.text for piece in segments(Piece(0, len(text), text))] == [
        "Rừng Amazon (tiếng Bồ Đào Nha: Floresta; tiếng Hà Lan: Woud) rất rộng", "nó ở Nam Mỹ.",
    ]  # fmt: skip


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet="aă .;?!()“”\nTrĐ1/", max_size=120))
def test_pieces_stand_where_they_say_for_any_text(text: str) -> None:
    if not text.strip():
        return
    one = clause(text)
    for sentence in sentences(one):
        assert text[sentence.start - one.start : sentence.end - one.start] == sentence.text
        for piece in segments(sentence):
            assert text[piece.start - one.start : piece.end - one.start] == piece.text


def draft(basis: Basis | None, certainty: float, reason: Reason | None = None) -> Draft:
    return Draft((Statement("x", ()),), certainty, reason, basis=basis)


def test_correction_is_the_logistic_of_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confidence, "_corrections", lambda: {Basis.VALUE: (0.5, 2.0)})
    expected = 1 / (1 + math.exp(-(0.5 + 2.0 * math.log(0.8 / 0.2))))
    assert sure(draft(Basis.VALUE, 0.8)) == pytest.approx(expected, abs=1e-3)


@pytest.mark.parametrize("certainty", [0.0, 0.4, 1.0])
def test_what_has_no_basis_or_no_answer_keeps_its_own(certainty: float) -> None:
    assert sure(draft(None, certainty)) == certainty
    assert sure(draft(Basis.VALUE, certainty, Reason.NOT_STATED)) == certainty


@given(st.sampled_from(list(Basis)), st.floats(0, 1), st.floats(0, 1))
def test_surer_stays_surer(basis: Basis, one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert 0 <= sure(draft(basis, low)) <= sure(draft(basis, high)) <= 1


def test_logit_has_no_edges() -> None:
    assert logit(0.5) == 0
    assert logit(0.0) == pytest.approx(-logit(1.0))
