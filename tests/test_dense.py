"""Finding fast: what is quick in a large archive gives what the plain way gives, on any data."""

from collections.abc import Sequence
from pathlib import Path

import bm25s
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from index.archive import Archive, open_archive
from index.build import build
from index.dense import DenseIndex
from index.encode import Vectors
from index.errors import ArchiveError
from index.lexical import K1, B, LexicalIndex
from index.terms import Terms, numbered
from index.text import folded_words, with_bigrams, words
from index.top import largest
from tests.fakes import HashingEncoder, write_files

SEEDS = st.integers(0, 2**32 - 1)


def unit(rng: np.random.Generator, count: int, dimension: int = 24) -> Vectors:
    """Vectors as an encoder gives them: of length 1, all of them in much the same direction."""
    rows = rng.standard_normal((count, dimension)) + 2 * rng.standard_normal(dimension)
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)


def plainly(
    vectors: Vectors, owners: NDArray[np.int64], query: Vectors, top: int, allowed: Sequence[int] | None
) -> dict[int, float]:
    """As :meth:`DenseIndex.search` says, row by row."""
    scores = vectors @ query
    rows = [row for row in range(len(owners)) if allowed is None or owners[row] in allowed]
    best: dict[int, float] = {}
    for row in sorted(rows, key=lambda row: (-scores[row], row))[:top]:
        best.setdefault(int(owners[row]), float(scores[row]))
    return best


def assert_alike(found: dict[int, float], wanted: dict[int, float], scores: Vectors, owners: NDArray[np.int64]) -> None:
    """The same scores in the same order, each its clause's own. (Of two that differ in the last bit either may come first.)"""
    assert list(found.values()) == pytest.approx(list(wanted.values()), abs=1e-6)
    assert all(score == pytest.approx(scores[owners == clause].max(), abs=1e-6) for clause, score in found.items())


@settings(max_examples=60, deadline=None)
@given(seed=SEEDS, count=st.integers(1, 400), top=st.integers(1, 60), limited=st.booleans(), large=st.booleans())
def test_the_best_windows_are_found_exactly_or_coarsely(
    seed: int, count: int, top: int, limited: bool, large: bool
) -> None:
    rng = np.random.default_rng(seed)
    vectors, owners = unit(rng, count), np.sort(rng.integers(0, count, count))
    query = unit(rng, 1)[0]
    allowed = rng.integers(0, 2 * count, rng.integers(0, count + 1)) if limited else None
    found = DenseIndex.of(vectors, owners.tolist(), large=1 if large else count + 1).search(query, top, allowed)
    wanted = plainly(vectors, owners, query, top, None if allowed is None else allowed.tolist())
    assert_alike(found, wanted, vectors @ query, owners)


@pytest.mark.parametrize("allowed", [None, 4000])
def test_many_windows_are_scanned_coarsely_and_compared_exactly(tmp_path: Path, allowed: int | None) -> None:
    """So many that the coarse scan has to choose: those in scope, too, are more than are compared at once."""
    rng = np.random.default_rng(5)
    vectors, owners = unit(rng, 6000, 64), np.arange(6000)
    coarse, exact = DenseIndex.of(vectors, owners.tolist(), large=6000), DenseIndex.of(vectors, owners.tolist())
    for index, name in ((coarse, "coarse"), (exact, "exact")):
        (tmp_path / name).mkdir()
        index.save(tmp_path / name)
    assert (tmp_path / "coarse" / "vectors.faiss").stat().st_size < (
        tmp_path / "exact" / "vectors.faiss"
    ).stat().st_size / 3
    again = DenseIndex.load(tmp_path / "coarse")
    inside = None if allowed is None else rng.permutation(6000)[:allowed]
    for query in unit(rng, 20, 64):
        wanted = exact.search(query, 100, inside)
        for found in (coarse.search(query, 100, inside), again.search(query, 100, inside)):
            assert list(found) == list(wanted)
            assert found == pytest.approx(wanted, abs=1e-6)


@pytest.mark.parametrize("large", [1, 1000])
def test_equal_windows_come_in_the_same_order_every_time(large: int) -> None:
    vectors = np.tile(unit(np.random.default_rng(1), 1), (40, 1))
    index = DenseIndex.of(vectors, list(range(40)), large=large)
    found = [list(index.search(vectors[0], 10)) for _ in range(5)]
    assert all(one == found[0] for one in found)
    assert len(found[0]) == 10


@pytest.mark.parametrize("large", [1, 1000])
def test_nothing_to_find(large: int) -> None:
    vectors = unit(np.random.default_rng(1), 3)
    assert DenseIndex.of(vectors[:0], [], large=large).search(vectors[0], 5) == {}
    index = DenseIndex.of(vectors, [0, 1, 2], large=large)
    assert index.search(vectors[0], 0) == {}
    assert index.search(vectors[0], 5, np.empty(0, np.int64)) == {}
    assert index.search(vectors[0], 5, np.array([7, -1])) == {}


def test_a_large_index_that_is_damaged_is_said_to_be(tmp_path: Path) -> None:
    DenseIndex.of(unit(np.random.default_rng(1), 50), list(range(50)), large=1).save(tmp_path)
    (tmp_path / "exact.npy").write_bytes(b"not an array")
    with pytest.raises(ArchiveError, match="bị hỏng"):
        DenseIndex.load(tmp_path)


# ---------------------------------------------------------------- the best of many


@settings(max_examples=60, deadline=None)
@given(
    seed=SEEDS,
    count=st.sampled_from([0, 1, 50, 10_001, 30_000]),
    top=st.integers(0, 300),
    kinds=st.sampled_from([2, 100, 10**6]),
)
def test_largest_is_a_stable_sort_cut_off(seed: int, count: int, top: int, kinds: int) -> None:
    rng = np.random.default_rng(seed)
    values = np.asarray(rng.integers(0, kinds, count) * rng.integers(0, 2, count), np.float32)
    assert largest(values, top).tolist() == np.argsort(-values, kind="stable")[:top].tolist()


# ---------------------------------------------------------------- words

SYLLABLES = st.sampled_from("ủy ban nhân dân quận Hà Đông báo cáo 15 02/9 UBND phòng chống dịch, . F0 đến".split())
TEXTS = st.lists(st.lists(SYLLABLES, max_size=12).map(" ".join), max_size=12)


def by_the_library(texts: Sequence[str], question: str, marks: bool) -> NDArray[np.float32]:
    """BM25 with the library's own vocabulary."""
    tokens = words if marks else folded_words
    index = bm25s.BM25(method="lucene", k1=K1, b=B)
    index.index([with_bigrams(tokens(text)) or ["\0"] for text in texts], show_progress=False)
    known = [term for term in with_bigrams(tokens(question)) if term in index.vocab_dict]
    return np.asarray(index.get_scores(known) if known else np.zeros(len(texts)), np.float32)


@settings(max_examples=40, deadline=None)
@given(texts=TEXTS, question=st.lists(SYLLABLES | st.just("lạ"), max_size=8).map(" ".join), marks=st.booleans())
def test_bm25_is_the_librarys_whatever_numbers_the_terms_have(texts: list[str], question: str, marks: bool) -> None:
    index = LexicalIndex.of(texts)
    assert len(index.scores(question, marks)) == len(texts)
    if texts:
        assert np.array_equal(index.scores(question, marks), by_the_library(texts, question, marks))
    tokens = words if marks else folded_words
    held = [set(with_bigrams(tokens(text))) for text in texts]
    terms = with_bigrams(tokens(question))
    for term in terms:
        assert index.frequency(term, marks) == sum(term in one for one in held)
        assert index.holding(term, marks).tolist() == [at for at, one in enumerate(held) if term in one]
    if terms:
        together = index.holding_all(terms[:3], marks).tolist()
        assert together == [at for at, one in enumerate(held) if one.issuperset(terms[:3])]


@settings(max_examples=60, deadline=None)
@given(texts=st.lists(st.lists(st.sampled_from("abcdef"), max_size=8), min_size=1, max_size=8))
def test_terms_have_numbers_of_their_own(texts: list[list[str]]) -> None:
    terms, documents = numbered(texts)
    held = {term for text in texts for term in with_bigrams(text)}
    numbers = {term: terms.number(term) for term in held}
    assert len(set(numbers.values())) == len(held)
    assert all(number is not None and 0 <= number < len(terms) for number in numbers.values())
    assert len(terms) == len(held) + any(not text for text in texts)
    for text, found in zip(texts, documents, strict=True):
        if text:
            assert found == [numbers[term] for term in with_bigrams(text)]
    pairs = {f"{a}_{b}" for a in "abcdefx" for b in "abcdefx"}
    assert all(terms.number(pair) is None for pair in pairs - held)


def test_a_large_vocabulary_stays_on_disk(tmp_path: Path) -> None:
    terms, _ = numbered([[f"w{at}" for at in range(200_000)]])
    terms.save(tmp_path)
    again = Terms.load(tmp_path)
    assert isinstance(again.pairs.base, np.memmap)
    assert again.number("w5_w6") == terms.number("w5_w6") is not None
    assert again.number("w6_w5") is None
    assert again.syllables == terms.syllables


# ---------------------------------------------------------------- scope


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    files = {
        f"{at}.txt": f"UBND QUẬN A\nSố: {at}/TB-UBND\n\nTHÔNG BÁO\n\n1. Việc thứ {at}.\n\n2. Hạn {at}.\n"
        for at in range(9)
    }
    encoder = HashingEncoder(64)
    sources = write_files(tmp_path / "sources", files)
    build([sources], tmp_path / "archive", encoder, None, lambda *_: None)
    return open_archive(tmp_path / "archive", encoder, cache=tmp_path)


def test_a_scope_may_hold_more_documents_than_the_database_takes_values(archive: Archive) -> None:
    every = [one.id for one in archive.directives]
    assert archive.clause_ids(every * 5_000) == list(range(archive.manifest.clauses))
    assert archive.clause_ids([]) == []
    for one in every:
        assert archive.clause_ids([one]) == [clause.id for clause in archive.clauses_of(one)]
    assert archive.clause_ids([5, 2]) == sorted(archive.clause_ids([2]) + archive.clause_ids([5]))


def test_clauses_come_in_the_order_asked_for(archive: Archive) -> None:
    wanted = list(reversed(range(archive.manifest.clauses))) * 50
    assert [clause.id for clause in archive.clauses(wanted)] == wanted
