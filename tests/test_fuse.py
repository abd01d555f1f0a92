"""The first stage's numbers: BM25 and its bound, groups of clauses, cosines, articles, and the one score made of them."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import ArrayLike, NDArray

from index.articles import LONGEST, articles
from index.dense import DenseIndex
from index.lexical import LexicalIndex
from index.parse import parse
from index.types import Clause, Role, Source
from rag.finding.fuse import best, mean

WORDS = ("quận", "quân", "phường", "tiêm", "tiếp", "vắc", "xin", "ngày", "04/9/2021")
TEXT = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)
TEXTS = st.lists(TEXT, min_size=1, max_size=8)


# ---------------------------------------------------------------- BM25


@given(TEXTS, TEXT, st.booleans())
@settings(max_examples=60, deadline=None)
def test_no_text_reaches_the_bound(texts: list[str], question: str, marks: bool) -> None:
    index = LexicalIndex.of(texts)
    assert index.scores(question, marks).max() <= index.bound(question, marks)
    assert LexicalIndex.of([*texts, " ".join([question] * 50)]).scores(question, marks).max() >= 0


def test_a_text_of_nothing_but_the_question_comes_near_the_bound() -> None:
    index = LexicalIndex.of(["quận " * 200, "phường", "vắc xin"])
    share = index.scores("quận", marks=True)[0] / index.bound("quận", marks=True)
    assert 0.95 < share < 1


@given(TEXTS, TEXT, st.booleans())
@settings(max_examples=60, deadline=None)
def test_a_group_of_one_clause_has_the_clause_s_bm25(texts: list[str], question: str, marks: bool) -> None:
    index = LexicalIndex.of(texts)
    ids = np.arange(len(texts))[::-1].copy()
    groups = np.arange(len(texts))
    found = index.together(question, marks, ids, groups)
    np.testing.assert_allclose(found, index.scores(question, marks)[ids], rtol=1e-5, atol=1e-6)


@given(TEXTS, TEXT, st.data())
@settings(max_examples=60, deadline=None)
def test_a_group_has_at_least_what_its_best_clause_has(texts: list[str], question: str, data: st.DataObject) -> None:
    index = LexicalIndex.of(texts)
    cut = data.draw(st.integers(0, len(texts)))
    groups = (np.arange(len(texts)) >= cut).astype(np.int64)
    groups -= groups.min()
    found = index.together(question, True, np.arange(len(texts)), groups)
    alone = index.scores(question, True)
    for group, value in enumerate(found):
        assert (
            alone[groups == group].max() - 1e-5
            <= value
            <= min(alone[groups == group].sum(), index.bound(question, True)) + 1e-5
        )


def test_words_shared_out_among_clauses_add_up_and_a_word_twice_counts_once() -> None:
    index = LexicalIndex.of(["quận phường", "tiêm", "quận", "ngày"])
    ids = np.arange(3)
    alone = index.scores("quận tiêm", marks=True)
    assert index.together("quận tiêm", True, ids, np.zeros(3, np.int64))[0] == pytest.approx(
        alone[1] + alone[[0, 2]].max()
    )


def test_common_words_are_looked_up_and_give_the_same() -> None:
    """A word in many more clauses than are asked about takes the other way through the index."""
    index = LexicalIndex.of([f"quận {WORDS[at % 9]} {at}" for at in range(400)])
    ids = np.array([399, 7, 200])
    question = "quận tiêm 200 ngày"
    found = index.together(question, True, ids, np.arange(3))
    np.testing.assert_allclose(found, index.scores(question, True)[ids], rtol=1e-5)


@pytest.mark.parametrize("question", ["", "zzz", "?"])
def test_a_question_of_unknown_words_has_no_bm25(question: str) -> None:
    index = LexicalIndex.of(["quận", "phường"])
    assert index.together(question, True, np.arange(2), np.arange(2)).tolist() == [0.0, 0.0]
    assert index.bound(question, True) > 0
    assert index.together("quận", True, np.empty(0, np.int64), np.empty(0, np.int64)).shape == (0,)


# ---------------------------------------------------------------- cosines


def unit(rows: ArrayLike) -> NDArray[np.float32]:
    """Rows of length 1."""
    values = np.asarray(rows, np.float32)
    return np.asarray(values / np.linalg.norm(values, axis=1, keepdims=True), np.float32)


@given(st.integers(1, 30), st.integers(1, 6), st.integers(0, 1000))
@settings(max_examples=40, deadline=None)
def test_best_and_mean_are_what_plain_loops_give(size: int, groups: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    of = np.sort(np.concatenate([np.arange(groups), rng.integers(0, groups, size)]))
    rng.shuffle(of)
    vectors, question = unit(rng.normal(size=(len(of), 5))), unit(rng.normal(size=(1, 5)))[0]
    highest, middle = best(vectors, of, question), mean(vectors, of, question)
    for group in range(groups):
        rows = vectors[of == group]
        assert highest[group] == pytest.approx(max(row @ question for row in rows), abs=1e-5)
        centre = rows.mean(axis=0)
        assert middle[group] == pytest.approx(centre @ question / np.linalg.norm(centre), abs=1e-4)


@pytest.mark.parametrize("large", [2, 1000])
def test_the_windows_of_clauses_are_those_that_were_put_in(large: int) -> None:
    vectors = unit(np.random.default_rng(0).normal(size=(40, 8)))
    owners = [at // 3 for at in range(40)]
    index = DenseIndex.of(vectors, owners, large)
    found, whose = index.windows(np.array([5, 2]))
    assert whose.tolist() == [2, 2, 2, 5, 5, 5]
    np.testing.assert_array_equal(found, vectors[[6, 7, 8, 15, 16, 17]])
    np.testing.assert_array_equal(index.sample, vectors)
    nothing, of = index.windows(np.empty(0, np.int64))
    assert (nothing.shape, of.shape) == ((0, 8), (0,))


def test_the_sample_is_small_and_from_everywhere() -> None:
    vectors = unit([[1.0, at] for at in range(3500)])
    sample = DenseIndex.of(vectors, list(range(3500))).sample
    assert 1000 <= len(sample) <= 2000
    np.testing.assert_array_equal(sample[0], vectors[0])
    assert sample[-1] @ vectors[-1] > 0.999
    assert DenseIndex.of(np.empty((0, 2), np.float32), []).sample.shape == (0, 2)


# ---------------------------------------------------------------- articles


def law(points: int) -> str:
    """Two articles of ``points`` points each."""
    body = "\n".join(f"{at}. Nội dung thứ {at} của điều này được quy định như sau." for at in range(1, points + 1))
    return f"LUẬT\n\nĐiều 1. Phạm vi\n\n{body}\n\nĐiều 2. Đối tượng\n\n{body}\n"


def clauses_of(text: str) -> tuple[Clause, ...]:
    """What the parser makes of it."""
    return parse(Source("a.txt", text, "0")).clauses


def test_a_short_document_is_one_article_and_a_long_one_has_its_own() -> None:
    short, long = clauses_of(law(3)), clauses_of(law(LONGEST - 5))
    assert set(articles(short).tolist()) == {0}
    found = articles(long)
    by_address = {clause.address: int(found[clause.id]) for clause in long}
    assert by_address["Điều 1"] == by_address["Điều 1, khoản 7"]
    assert by_address["Điều 1"] != by_address["Điều 2"]
    assert by_address["Điều 2"] == by_address["Điều 2, khoản 1"]


def test_an_article_that_is_too_long_is_its_points() -> None:
    long = clauses_of(law(LONGEST + 5))
    found = articles(long)
    assert len(set(found.tolist())) == len(long)


def test_no_clauses_no_articles() -> None:
    assert articles([]).shape == (0,)


@given(st.lists(st.tuples(st.integers(0, 60), st.booleans()), max_size=130), st.integers(1, 130))
@settings(max_examples=60, deadline=None)
def test_an_article_is_never_too_long_and_never_of_two_documents(shape: list[tuple[int, bool]], share: int) -> None:
    clauses: list[Clause] = []
    for number, (back, under) in enumerate(shape):
        directive = number // share
        parent = max(0, number - 1 - back) if under and number else None
        if parent is not None and clauses[parent].directive != directive:
            parent = None
        clauses.append(Clause(number, directive, "a", 0, 0, "", Role.BODY, "", (), parent))
    found = articles(clauses)
    for article in set(found.tolist()):
        members = [clause for clause in clauses if found[clause.id] == article]
        assert len(members) <= LONGEST
        assert len({clause.directive for clause in members}) == 1
    if found.size:
        first = [found.tolist().index(article) for article in range(found.max() + 1)]
        assert first == sorted(first)
    assert articles([replace(clause, text="khác") for clause in clauses]).tolist() == found.tolist()
