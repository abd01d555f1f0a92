"""The chain from what was typed to what is searched: each step alone, together, and switched off."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.questions import Split, load
from eval.typing import half_accented, keys, slips, telex_slips, typos, unaccented
from index.archive import Archive
from index.text import fold, nfc
from rag.question.wording import clean, reword
from rag.types import Repair, Retrieval

OFF = Retrieval(repair=False, restore=False)
QUESTION = "Quận ủy Hà Đông yêu cầu các phường hoàn thành việc gì trước ngày 04/9/2021?"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (unicodedata.normalize("NFD", QUESTION), QUESTION),
        ("Quận\u00a0ủy  Hà \t Đông \n họp", "Quận ủy Hà Đông họp"),
        ("H\u200bà Đô\ufeffng\u00ad", "Hà Đông"),
        ("Hà \u00d0ông, \u00f0iều ５，６　mục １", "Hà Đông, điều 5,6 mục 1"),
        ("ＣＶ ６６７／ＱＵ", "CV 667/QU"),
        ("xin hỏi ai ký cv 667?", "ai ký cv 667?"),
        ("\0", ""), ("", ""), ("   ", ""),
    ],
)  # fmt: skip
def test_any_encoding_of_the_same_words_is_the_same_question(typed: str, read: str) -> None:
    assert clean(typed) == read


@pytest.mark.parametrize(
    ("typed", "read", "repairs"),
    [
        ("Quaanj uyr Haf Ddoong hopj khi naof", "Quận ủy Hà Đông họp khi nào", {Repair.KEYBOARD}),
        ("UBND quận họp khi nào", "Ủy ban nhân dân quận họp khi nào", {Repair.ABBREVIATION}),
        ("ban chỉ đạo phòng chống dịhc", "ban chỉ đạo phòng chống dịch", {Repair.SPELLING}),
        ("UBND Haf Ddoong phòng chống dịhc", "Ủy ban nhân dân Hà Đông phòng chống dịch",
         {Repair.KEYBOARD, Repair.ABBREVIATION, Repair.SPELLING}),
        ("quan uy ha dong yeu cau gi", "quận ủy hà đông yêu cầu gì", {Repair.MARKS}),
        ("Ai ký Công văn 667-CV/QU?", "Ai ký Công văn 667-CV/QU?", set()),
    ],
)  # fmt: skip
def test_steps_work_together(typed: str, read: str, repairs: set[Repair], sample: Archive) -> None:
    said, changes = reword(typed, sample)
    assert said == read
    assert {change.repair for change in changes} == repairs
    order = [list(Repair).index(change.repair) for change in changes]
    assert order == sorted(order)


def test_parts_are_switched_off(sample: Archive) -> None:
    typed = "UBND Haf Ddoong phong chong dịhc"
    assert reword(typed, sample, OFF) == (typed, ())
    assert {c.repair for c in reword(typed, sample, Retrieval(restore=False))[1]} <= {
        Repair.KEYBOARD, Repair.ABBREVIATION, Repair.SPELLING,
    }  # fmt: skip
    assert {c.repair for c in reword(typed, sample, Retrieval(repair=False))[1]} <= {Repair.MARKS}


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_reworded(sample: Archive, text: str) -> None:
    read, changes = reword(text, sample)
    assert read == nfc(read)
    assert "\0" not in read
    assert all(change.before != change.after for change in changes)


def test_slips_of_the_keyboard_are_undone(sample: Archive) -> None:
    """Of the words typed with the input method off, in half of each question, 97 of 100 come back."""
    slipped = back = 0
    for question in [q for q in load("covid19").questions if q.split is Split.TUNE][:150]:
        meant = clean(question.text)
        typed = telex_slips(meant, 5, 0.5)
        read = reword(typed, sample, Retrieval(restore=False))[0]
        if not len(meant.split()) == len(typed.split()) == len(read.split()):  # an abbreviation was spelt out
            continue
        for a, b, c in zip(meant.split(), typed.split(), read.split(), strict=True):
            slipped += a != b
            back += a != b and fold(c) == fold(a)
    assert slipped > 300
    assert back >= 0.97 * slipped


# ---------------------------------------------------------------- how slips are made


@pytest.mark.parametrize(
    "make", [unaccented, *(lambda t, f=f: f(t, 3) for f in (half_accented, telex_slips, typos, slips))]
)
def test_typing_is_seeded_and_touches_words_only(make) -> None:  # type: ignore[no-untyped-def]
    text = "Theo CV 667-CV/QU, UBND quận Hà Đông (ngày 04/9/2021) yêu cầu gì?"
    assert make(text) == make(text)
    for kept in ("667-CV/QU", "UBND", "04/9/2021"):
        assert kept in make(text)


def test_share_of_words_that_slip() -> None:
    words = ["phường"] * 4000
    for make, share in ((half_accented, 0.5), (telex_slips, 0.15), (slips, 0.15)):
        changed = sum(word != "phường" for word in make(" ".join(words), 1).split(" "))
        assert abs(changed / 4000 - share) < 0.03
    assert half_accented("phường quận", 1) != half_accented("phường quận", 4) or half_accented("phường quận", 2)
    assert unaccented("Đường Ủy ban") == "Duong Uy ban"


@pytest.mark.parametrize(
    ("word", "telex", "vni"),
    [
        ("trước", "truwowcs", "tru7o7c1"),
        ("Điều", "Ddieeuf", "D9ie6u2"),
        ("ĐIỀU", "DDIEEUF", "D9IE6U2"),
        ("ăn", "awn", "a8n"),
    ],
)
def test_keys(word: str, telex: str, vni: str) -> None:
    assert keys(word) == telex
    assert keys(word, vni=True) == vni
