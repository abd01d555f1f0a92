"""Citations word by word, and whether the quotation supports the answer: cases to check by eye."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.measures.marks import Marks, mark, mark_all
from eval.measures.measure import Share, tally
from eval.measures.quoted import QuotedWords
from eval.questions import Gold, Question
from eval.types import Cited, GoldPlaces, Place, Reply, Row
from index.text import tokens
from index.types import Span

TEXT = "1. Ủy ban kiện toàn Ban Chỉ đạo trước ngày 04/9/2021. 2. Ban Tuyên giáo tuyên truyền Chỉ thị 06."
FIRST, SECOND = TEXT[: TEXT.index(" 2.")], TEXT[TEXT.index("2. ") :]


def place_of(words: str, file: str = "a.txt") -> Place:
    start = TEXT.index(words)
    return Place(file, Span(start, start + len(words)))


TEXTS = {place_of(clause).key: clause for clause in (FIRST, SECOND)}


def cited(clause: str, quoted: str | None = None) -> Cited:
    return Cited(place_of(clause), "", True, place_of(quoted) if quoted else None)


def marks(
    gold: list[tuple[str, int]],
    *quotations: Cited,
    answer: str = "04/9/2021",
    answers: tuple[tuple[str, ...], ...] = (("04/9/2021",),),
    derived: bool = False,
    texts: dict[str, str] | None = None,
) -> Marks:
    """A question whose gold is ``(words, group)``, answered with ``quotations``."""
    question = Question(
        "q", "date", "?", (), answers, tuple(Gold("a.txt", words, group) for words, group in gold), derived=derived
    )
    places = tuple(GoldPlaces(words, group, (place_of(words),)) for words, group in gold)
    return mark(Row(question, places, Reply(answer, False, quotations), (0.1,)), TEXTS if texts is None else texts)


@pytest.mark.parametrize(
    ("gold", "quotations", "words"),
    [
        # gold syllables, quoted ones of them; quoted syllables, gold ones of them
        ([("trước ngày 04/9/2021", 0)], [cited(FIRST, "toàn Ban Chỉ đạo trước ngày 04/9/2021")], (3, 3, 7, 3)),
        ([("trước ngày 04/9/2021", 0)], [cited(FIRST, "ngày 04/9/2021")], (3, 2, 2, 2)),
        ([("trước ngày 04/9/2021", 0)], [cited(FIRST)], (3, 3, 11, 3)),  # nothing marked: the clause
        ([("trước ngày 04/9/2021", 0)], [cited(SECOND)], (3, 0, 9, 0)),
        ([("trước ngày 04/9/2021", 0)], [], (3, 0, 0, 0)),
        # what is quoted twice is quoted once; touching quotations are one
        ([("kiện toàn", 0)], [cited(FIRST, "kiện toàn"), cited(FIRST, "kiện toàn Ban")], (2, 2, 3, 2)),
        ([("kiện toàn Ban", 0)], [cited(FIRST, "kiện toàn"), cited(FIRST, " Ban Chỉ")], (3, 3, 4, 3)),
        # of a group the quotation covered best, of every group one
        ([("kiện toàn Ban", 0), ("ngày 04/9/2021", 0)], [cited(FIRST, "ngày 04/9/2021")], (2, 2, 2, 2)),
        ([("kiện toàn Ban", 0), ("ngày 04/9/2021", 1)], [cited(FIRST, "ngày 04/9/2021")], (5, 2, 2, 2)),
        # half a number is not the number
        ([("04/9/2021", 0)], [cited(FIRST, "04/9")], (1, 0, 1, 1)),
    ],
)
def test_words(gold: list[tuple[str, int]], quotations: list[Cited], words: tuple[int, int, int, int]) -> None:
    assert marks(gold, *quotations).words == QuotedWords(*words)


def test_shares_of_two_questions() -> None:
    rows = [
        marks([("trước ngày 04/9/2021", 0)], cited(FIRST, "đạo trước ngày 04/9/2021")),  # recall 3/3, precision 3/4
        marks([("Ban Tuyên giáo", 0)], cited(FIRST, "kiện toàn")),  # 0/3, 0/2
    ]
    shares = tally(rows)
    assert shares.share("words-recall") == Share(3, 6)
    assert shares.share("words-precision") == Share(3, 6)
    assert shares.share("words-f1").value == pytest.approx((2 * 0.75 / 1.75 + 0) / 2)
    assert shares.share("citation-f1").value == 0.5


def test_what_an_abstention_carries_is_not_quoted() -> None:
    question = Question("q", "date", "?", (), (("04/9/2021",),), (Gold("a.txt", "ngày 04/9/2021"),))
    gold = (GoldPlaces("ngày 04/9/2021", 0, (place_of("ngày 04/9/2021"),)),)
    one = mark(Row(question, gold, Reply("", True, (cited(FIRST),)), (0.1,)), TEXTS)
    assert one.words == QuotedWords(2, 0, 0, 0)
    assert (one.quotes, one.clauses_cited, one.supported) == (0, 0, None)


def test_a_quotation_for_a_question_without_an_answer_is_all_wrong() -> None:
    question = Question("q", "none", "?", answerable=False)
    one = mark(Row(question, (), Reply("bịa", False, (cited(SECOND, "Ban Tuyên giáo"),)), (0.1,)), TEXTS)
    shares = tally([one])
    assert shares.share("words-precision") == Share(0, 3)
    assert shares.share("citation-precision") == Share(0, 1)
    assert shares.share("words-f1").whole == shares.share("citation-f1").whole == 0


@pytest.mark.parametrize("case", ["whole document", "no gold", "no texts", "quoted outside its clause"])
def test_where_words_are_not_defined(case: str) -> None:
    whole = Question("q", "date", "?", (), (("04/9/2021",),), (Gold("a.txt", ""),))
    bare = Question("q", "date", "?", (), (("04/9/2021",),))
    said = Reply("04/9/2021", False, (cited(FIRST),))
    outside = Cited(place_of(FIRST), "", True, place_of(SECOND))
    one = {
        "whole document": mark(Row(whole, (GoldPlaces("", 0, (Place("a.txt", Span(0, 99)),)),), said, (0.1,)), TEXTS),
        "no gold": mark(Row(bare, (), said, (0.1,)), TEXTS),
        "no texts": marks([("ngày", 0)], cited(FIRST), texts={}),
        "quoted outside its clause": marks([("ngày", 0)], outside),
    }[case]
    assert one.words is None
    shares = tally([one])
    assert all(shares.share(f"words-{name}").value is None for name in ("precision", "recall", "f1"))
    if case == "no gold":  # then its citations are neither right nor wrong
        assert shares.share("citation-precision").value is None


def test_a_source_in_nfd_is_measured_in_its_own_letters() -> None:
    """Its quotation is longer there than in the set: the words kept in the result are read."""
    stored = unicodedata.normalize("NFD", FIRST)
    clause = Place("a.txt", Span(0, len(stored)))
    words = unicodedata.normalize("NFD", "trước ngày")
    there = Place("a.txt", Span(stored.index(words), stored.index(words) + len(words)))
    question = Question("q", "date", "?", (), (), (Gold("a.txt", "trước ngày"),))
    gold = (GoldPlaces("trước ngày", 0, (there,), clause),)
    one = mark(Row(question, gold, Reply("x", False, (Cited(clause, "", True, there),)), (0.1,)), {clause.key: stored})
    assert one.words == QuotedWords(2, 2, 2, 2)


@settings(deadline=None)
@given(st.data())
def test_quoting_more_never_lowers_recall_and_counts_stay_within(data: st.DataObject) -> None:
    spans = [(token.start, token.end) for token in tokens(FIRST)]

    def stretch() -> str:
        a, b = sorted(data.draw(st.tuples(*[st.integers(0, len(spans) - 1)] * 2)))
        return FIRST[spans[a][0] : spans[b][1]]

    gold, quotations = (
        [(stretch(), data.draw(st.integers(0, 1))) for _ in range(2)],
        [cited(FIRST, stretch()) for _ in range(3)],
    )
    few, all_of_them = marks(gold, *quotations[:1]).words, marks(gold, *quotations).words
    assert few
    assert all_of_them
    assert 0 <= all_of_them.gold_quoted <= all_of_them.gold
    assert 0 <= all_of_them.quoted_gold <= all_of_them.quoted
    assert few.gold_quoted / few.gold <= all_of_them.gold_quoted / all_of_them.gold


@pytest.mark.parametrize(
    ("answer", "answers", "quoted", "supported"),
    [
        ("04/9/2021", (("04/9/2021",),), "trước ngày 04/9/2021", True),
        ("ngày 4 tháng 9 năm 2021", (("04/9/2021",),), "trước ngày 04/9/2021", True),
        ("04/9/2021", (("04/9/2021",),), "kiện toàn Ban", False),
        ("Ban Chỉ đạo, 04/9/2021", (("Ban Chỉ đạo", "04/9/2021"),), "04/9/2021", False),  # every string of the row
        ("Ban Chỉ đạo, 04/9/2021", (("Ban Chỉ đạo", "04/9/2021"), ("04/9/2021",)), "04/9/2021", True),
        ("Ban Chỉ đạo", (("Ban Chỉ đạo",), ("04/9/2021",)), "04/9/2021", False),  # a row that was not answered
        ("sai", (("04/9/2021",),), "04/9/2021", None),  # only right answers count
    ],
)
def test_support(answer: str, answers: tuple[tuple[str, ...], ...], quoted: str, supported: bool | None) -> None:
    one = marks([("ngày 04/9/2021", 0)], cited(FIRST, quoted), answer=answer, answers=answers)
    assert one.supported is supported
    assert tally([one]).share("support") == (Share(0, 0) if supported is None else Share(supported, 1))


def test_support_is_not_asked_of_a_derived_answer_nor_without_the_words() -> None:
    assert marks([("ngày", 0)], cited(FIRST), derived=True).supported is None
    assert marks([("ngày", 0)], cited(FIRST), texts={}).supported is None
    assert marks([("ngày", 0)]).supported is False  # nothing quoted supports nothing


def test_without_texts_the_rest_is_measured_all_the_same() -> None:
    with_texts = marks([("ngày 04/9/2021", 0)], cited(FIRST, "04/9/2021"))
    (without,) = mark_all([with_texts.row])
    assert (without.right, without.words, without.supported) == (with_texts.right, None, None)


@pytest.mark.parametrize(
    ("quoted", "holds"),
    [((cited(FIRST, "trước ngày 04/9/2021"),), True), ((cited(FIRST, "Ban Chỉ đạo"),), False), ((), False),
     ((cited(SECOND), cited(FIRST)), True)],
)  # fmt: skip
def test_sentence_shown_holds_the_answer_whatever_is_said(quoted: tuple[Cited, ...], holds: bool) -> None:
    assert marks([("04/9/2021", 0)], *quoted, answer="Chỉ thị 06", texts=TEXTS).sentence is holds


def test_sentence_is_not_asked_of_a_derived_answer() -> None:
    assert marks([("04/9/2021", 0)], cited(FIRST), derived=True, texts=TEXTS).sentence is None
