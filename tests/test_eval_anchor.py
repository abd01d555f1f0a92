"""Gold quotations found again in an archive that has changed since the set was written."""

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from eval.questions.anchor import Anchor, Text, Texts, anchor, locate
from eval.questions.types import Gold
from index.text import Aligned, nfc, tokens, words
from index.types import Span

DIRECTIVE = "Số 12-CV/QU\n1. Ủy ban nhân dân Quận kiện toàn Ban Chỉ đạo “phòng, chống dịch” – trước ngày 04/9/2021.\n"
QUOTE = "kiện toàn Ban Chỉ đạo “phòng, chống dịch” – trước ngày 04/9/2021"
OTHER = "Thông báo về hội nghị ngày 01/02/2022.\n"


def found(text: str, words_: str) -> Span:
    at = text.index(words_)
    return Span(at, at + len(words_))


# What became of the text that held the quotation, and what it is there now.
CHANGED = [
    ("white space", QUOTE.replace("Ban Chỉ", "Ban  \n Chỉ")),
    ("typed quotation marks", QUOTE.replace("“", '"').replace("”", '"')),
    ("typed dashes", QUOTE.replace("–", "-")),
    ("tone marks", QUOTE.replace("toàn", "tòan")),
    ("capitals", QUOTE.upper()),
    ("zeros", QUOTE.replace("04/9", "4/9")),
    ("soft hyphens", QUOTE.replace("toàn", "to\u00adàn").replace("Ban", "B\u00adan  ")),
    ("decomposed letters and white space", unicodedata.normalize("NFD", QUOTE.replace("Ban", "Ban\n"))),
]


@pytest.mark.parametrize(("what", "now"), CHANGED, ids=[what for what, _ in CHANGED])
def test_the_same_words_written_otherwise(what: str, now: str) -> None:
    text = DIRECTIVE.replace(QUOTE, now)
    assert locate(QUOTE, text) == ()
    assert anchor(Gold("a.txt", QUOTE), {"a.txt": text}) == Anchor((("a.txt", found(text, now)),), moved=True)


def test_in_the_file_it_names_before_any_other() -> None:
    texts = {"a.txt": DIRECTIVE, "b.txt": DIRECTIVE}
    assert anchor(Gold("b.txt", QUOTE), texts) == Anchor((("b.txt", found(DIRECTIVE, QUOTE)),))


def test_letters_of_another_unicode_form_are_the_same_letters() -> None:
    text = unicodedata.normalize("NFD", DIRECTIVE)
    where = found(text, unicodedata.normalize("NFD", QUOTE))
    assert anchor(Gold("a.txt", QUOTE), {"a.txt": text}) == Anchor((("a.txt", where),))


def test_a_file_that_was_renamed() -> None:
    texts = {"new.txt": DIRECTIVE, "other.txt": OTHER}
    assert anchor(Gold("a.txt", QUOTE), texts) == Anchor((("new.txt", found(DIRECTIVE, QUOTE)),), moved=True)


def test_a_file_that_was_moved_comes_before_others_with_the_same_words() -> None:
    texts = {"copy.txt": DIRECTIVE, "2021/a.txt": DIRECTIVE}
    assert anchor(Gold("a.txt", QUOTE), texts) == Anchor((("2021/a.txt", found(DIRECTIVE, QUOTE)),), moved=True)


def test_several_files_with_the_same_words_are_all_places() -> None:
    texts = {"x.txt": DIRECTIVE, "y.txt": OTHER + DIRECTIVE, "z.txt": OTHER}
    there = anchor(Gold("a.txt", QUOTE), texts)
    assert there
    assert [file for file, _ in there.places] == ["x.txt", "y.txt"]
    assert there.moved


def test_the_exact_words_elsewhere_come_before_like_words_elsewhere() -> None:
    texts = {"x.txt": DIRECTIVE.upper(), "y.txt": DIRECTIVE}
    assert anchor(Gold("a.txt", QUOTE), texts) == Anchor((("y.txt", found(DIRECTIVE, QUOTE)),), moved=True)


@pytest.mark.parametrize("quote", ["trước ngày 05/9/2021", "Ban Tuyên giáo", " ", "\n\t", "…", "oàn Ban"])
def test_what_stands_nowhere_is_lost(quote: str) -> None:
    texts = {"a.txt": DIRECTIVE.replace("oàn Ban", "oàn cả Ban").replace("…", ""), "b.txt": OTHER}
    assert anchor(Gold("a.txt", quote), texts) is None


def test_a_whole_document() -> None:
    whole = Gold("a.txt", "")
    assert anchor(whole, {"a.txt": OTHER}) == Anchor((("a.txt", Span(0, len(OTHER))),))
    assert anchor(whole, {"2021/a.txt": OTHER}) == Anchor((("2021/a.txt", Span(0, len(OTHER))),), moved=True)
    assert anchor(whole, {"1/a.txt": OTHER, "2/a.txt": OTHER}) is None
    assert anchor(whole, {"b.txt": OTHER}) is None
    assert anchor(whole, {"a.txt": ""}) is None


# Letters, marks that combine, invisible ones, figures, white space, signs, an abbreviation that is spelt out.
PIECES = st.sampled_from(
    [
        "a",
        "ò",
        "hoà",
        "o\u0300",
        "\u0301",
        "\u00ad",
        "\u200b",
        "Đ",
        "đ",
        " ",
        "\n",
        "04/9",
        "1.000",
        ",",
        "–",
        "UBND",
        "x",
        "ﬁ",
    ]
)
TEXTS = st.lists(PIECES, max_size=30).map("".join) | st.text(max_size=30)


@given(TEXTS, st.integers(0, 30), st.integers(0, 30))
def test_what_is_cut_out_is_found_where_it_was_cut(text: str, a: int, b: int) -> None:
    view = Aligned(text)
    assume(nfc(view.text) == view.text)  # no invisible character stands between a letter and its mark
    start, end = sorted((min(a, len(view.text)), min(b, len(view.text))))
    quote = view.text[start:end]
    spans = locate(quote, text)
    assert bool(spans) == bool(quote.strip())
    for span in spans:
        assert 0 <= span.start < span.end <= len(text)
        assert Aligned(quote).text in Aligned(text[span.start : span.end]).text


@given(TEXTS, st.integers(0, 30), st.integers(0, 30))
def test_whole_words_are_found_loosely_wherever_they_stand_exactly(text: str, a: int, b: int) -> None:
    view = Text(text).view
    read = tokens(view.text)
    first, last = sorted((min(a, len(read)), min(b, len(read))))
    if first == last:
        return
    quote = view.text[read[first].start : read[last - 1].end]
    spans = Text(text).loose(quote)
    assert spans
    for span in spans:
        assert 0 <= span.start < span.end <= len(text)
        again = words(Aligned(text[span.start : span.end]).text)
        wanted = words(quote)
        assert any(again[at : at + len(wanted)] == wanted for at in range(len(again)))


def test_a_large_archive_is_searched() -> None:
    """2,000 quotations in two texts of 400,000 characters, half of them no longer there letter for letter."""
    sentences = [
        f"Điều {n}. Ủy ban nhân dân phường {n * 7} báo cáo trước ngày {n % 28 + 1}/9/2021.\n" for n in range(6000)
    ]
    texts = Texts({"a.txt": "".join(sentences), "b.txt": "".join(reversed(sentences))})
    for n in range(2000):
        quote = sentences[n].strip()
        there = texts.anchor(Gold("a.txt", quote if n % 2 else quote.upper()))
        assert there
        assert there.moved == (n % 2 == 0)
