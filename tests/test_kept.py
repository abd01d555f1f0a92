"""What is kept of texts and questions read once: the same as read anew, nobody's to change, bounded, safe from many threads."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import encode, text
from index.encode import BundledEncoder
from index.text import folded_words, tokens, words
from rag import kept as module
from rag import values
from rag.kept import kept

LONG = "Ngày 04/9/2021, UBND phường, 15 ngày. " * 200


@given(st.text(max_size=80))
def test_words_are_those_of_the_tokens(said: str) -> None:
    for _ in range(2):  # read, then kept
        assert words(said) == [token.accented for token in tokens(said)]
        assert folded_words(said) == [token.folded for token in tokens(said)]


@pytest.mark.parametrize("said", ["Từ ngày 04/9/2021 trong 15 ngày, 30 hộ", LONG])
@pytest.mark.parametrize("read", [words, folded_words, values.dates, values.quantities, values.durations])
def test_a_caller_may_change_what_it_got(read, said: str) -> None:  # type: ignore[no-untyped-def]
    first = read(said)
    expected = list(first)
    first.clear()
    assert expected
    assert read(said) == expected


def test_a_text_is_read_once_and_a_long_one_kept_by_nobody() -> None:
    calls: list[str] = []

    @kept
    def read(said: str) -> list[str]:
        calls.append(said)
        return said.split()

    assert read("a b") == read("a b") == ["a", "b"]
    assert calls == ["a b"]
    long = "a " * module.CHARACTERS
    assert read(long) == read(long)
    assert calls == ["a b", long, long]


def test_only_so_many_texts_are_kept() -> None:
    calls: list[str] = []

    @kept
    def read(said: str) -> list[str]:
        calls.append(said)
        return [said]

    for number in range(module.TEXTS + 1):
        read(str(number))
    read("0")  # the first had to go
    assert len(calls) == module.TEXTS + 2
    for number in range(text.KEPT + 1):
        words(f"số {number}")
    assert text._kept.cache_info().currsize == text.KEPT


def test_many_threads_read_the_same() -> None:
    said = [f"Ngày {day}/9/2021 họp {day} lần" for day in range(1, 30)] * 20
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(values.dates, said)) == [values.dates.__wrapped__(one) for one in said]  # type: ignore[attr-defined]
        assert list(pool.map(words, said)) == [[token.accented for token in tokens(one)] for one in said]


def test_a_question_is_encoded_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def query(said: str) -> Sequence[float]:
        asked.append(said)
        return [float(len(said)), 0.0]

    encoder = BundledEncoder(tmp_path)
    monkeypatch.setattr(encoder, "_engine", SimpleNamespace(query=query))
    first = encoder.queries(["a", "bb", "a"])
    assert asked == ["a", "bb"]
    expected = first.copy()
    first[:] = 7  # the caller's own
    assert np.array_equal(encoder.queries(["a", "bb", "a"]), expected)
    for number in range(encode.KEPT):
        encoder.queries([f"câu {number}"])
    encoder.queries(["a"])
    assert asked[-1] == "a"  # what was asked long ago is encoded again
