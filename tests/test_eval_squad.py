"""Exact match and token F1: against the published definition, and what Vietnamese spelling adds."""

import re
import string
import sys
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.measures.squad import exact, f1, normalised

# ---------------------------------------------------------------- the definition, written again from the papers


def squad_words(text: str) -> list[str]:
    """SQuAD: lower case, then punctuation, then a, an, the, then white space."""
    text = text.lower().translate({ord(char): None for char in string.punctuation})
    return re.sub(r"\b(a|an|the)\b", " ", text).split()


_UNICODE_PUNCTUATION = {
    ord(char): None for char in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(char)[0] == "P"
}


def mlqa_words(text: str) -> list[str]:
    """MLQA for Vietnamese: all Unicode punctuation, and of, be and three classifiers instead of articles."""
    text = text.lower().translate(_UNICODE_PUNCTUATION | {ord(char): None for char in string.punctuation})
    return re.sub(r"\b(của|là|cái|chiếc|những)\b", " ", text).split()


def published_f1(words: Callable[[str], list[str]], answer: str, gold: str) -> float:
    """Words matched one to one; precision and recall of them; SQuAD 2.0's rule where one side is empty."""
    said, wanted = words(answer), words(gold)
    if not said or not wanted:
        return float(said == wanted)
    left, same = list(wanted), 0
    for word in said:
        if word in left:
            left.remove(word)
            same += 1
    if not same:
        return 0.0
    precision, recall = same / len(said), same / len(wanted)
    return 2 * precision * recall / (precision + recall)


ENGLISH = ["The", "a", "an", "the", "Cat", "cat", "cats", "2,5", "U.S.", "the-cat", "«the»", "–", "!", "A", "thé", "$5"]
# Words of which none is another's spelling.
VIETNAMESE = [
    "của", "Của", "là", "cái", "chiếc", "những", "Những", "Ban", "ban", "Chỉ", "đạo", "quận", "04/9/2021", "667-CV/QU", "“ban”",
    "(đạo)", "…", "-", "lànhững", "của.", "2m", "05", "5", "người", "là:", "$", "°C",
]  # fmt: skip
TEXTS = {"en": st.lists(st.sampled_from(ENGLISH), max_size=9), "vi": st.lists(st.sampled_from(VIETNAMESE), max_size=9)}
PUBLISHED = {"en": squad_words, "vi": mlqa_words}


@pytest.mark.parametrize("language", ["en", "vi"])
@settings(deadline=None)
@given(data=st.data())
def test_equals_the_published_definition(language: str, data: st.DataObject) -> None:
    answer, gold = (" ".join(data.draw(TEXTS[language])) for _ in range(2))
    words = PUBLISHED[language]
    assert abs(f1(answer, gold, language) - published_f1(words, answer, gold)) < 1e-9
    assert exact(answer, gold, language) is (words(answer) == words(gold))


@settings(deadline=None)
@given(answer=st.text(), gold=st.text())
def test_equals_squad_on_any_text(answer: str, gold: str) -> None:
    assert normalised(answer, "en") == squad_words(answer)
    assert abs(f1(answer, gold, "en") - published_f1(squad_words, answer, gold)) < 1e-9


@settings(deadline=None)
@given(answer=st.text(), gold=st.text())
def test_within_bounds_and_the_same_from_both_sides(answer: str, gold: str) -> None:
    assert 0 <= f1(answer, gold) <= 1
    assert f1(answer, gold) == f1(gold, answer)
    assert exact(answer, gold) <= (f1(answer, gold) == 1)


@pytest.mark.parametrize(
    ("answer", "gold", "same", "overlap"),
    [
        ("04/9/2021", "04/9/2021", True, 1.0),
        ("Trước ngày 04/9/2021.", "04/9/2021", False, 0.5),  # 1 of 3 words, 1 of 1
        ("Ban Chỉ đạo của quận Hà Đông", "Ban Chỉ đạo quận", False, 0.8),  # 4 of 6, 4 of 4
        ("Đó là những cái bàn", "Đó bàn", True, 1.0),
        ("ban ban", "ban", False, 2 / 3),  # counted as often as it occurs
        ("gì đó", "khác hẳn", False, 0.0),
        ("", "khác", False, 0.0),
        # Vietnamese spelling
        ("Quận uỷ Hoà Bình", "quận ủy Hòa Bình", True, 1.0),
        ("ký", "kí", True, 1.0),
        (unicodedata.normalize("NFD", "Sở Công Thương"), "Sở Công Thương", True, 1.0),
        ("“Ban Tuyên giáo”…", "Ban Tuyên giáo", True, 1.0),
        ("hoa", "hoà", False, 0.0),
        # a number is its characters: the measure `answer` reads values
        ("5 người", "05 người", False, 0.5),
    ],
)
def test_by_eye(answer: str, gold: str, same: bool, overlap: float) -> None:
    assert exact(answer, gold) is same
    assert f1(answer, gold) == pytest.approx(overlap, abs=1e-12)
