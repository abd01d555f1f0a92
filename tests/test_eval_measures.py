"""What counts as right, on cases that can be checked by eye."""

import re
import unicodedata
from pathlib import Path

import pytest

from eval.measures.__main__ import document
from eval.measures.calibration import calibration
from eval.measures.marks import Marks, mark
from eval.measures.match import accepts, says
from eval.measures.measure import MEASURES, Share, tally
from eval.questions import Gold, Question, Split
from eval.report.text import in_total
from eval.types import Cited, Found, GoldPlaces, Place, Reply, Row
from index.types import Span

# (answer, wanted, says it, says it strictly)
SAYS = [
    # the same words, whatever the case and around them
    ("Trước ngày 04/9/2021.", "04/9/2021", True, True),
    ("ông NGUYỄN VĂN TRƯỜNG ký", "Nguyễn Văn Trường", True, True),
    ("Nguyễn Văn Trường", "Nguyễn Văn Trường Sơn", False, False),
    ("", "x", False, False),
    # never part of a longer number
    ("15 người", "5 người", False, False),
    ("năm 2015", "5", False, False),
    ("30.000 giường", "30", False, False),
    ("2,5 m", "5", False, False),
    ("ngày 05/9/2021", "5", False, False),
    ("ngày 05/9/2021", "9", False, False),
    ("từ 5 đến 12 tuổi", "5", True, True),
    ("từ 5-12 tuổi", "12", True, True),
    ("cách 2m", "2m", True, True),
    ("cách 12m", "2m", False, False),
    # never part of a longer word
    ("Ban Tuyên giáo", "Ban Tuyên giá", False, False),
    ("Sở Công Thương", "ông Thương", False, False),
    # the place of a tone mark; i and y
    ("Đặng Khánh Hòa", "Đặng Khánh Hoà", True, True),
    ("Quận uỷ", "Quận ủy", True, True),
    ("Quận Ủy", "quận uỷ", True, True),
    ("kí tên", "ký tên", True, True),
    # but another tone or letter is another word
    ("Quận úy", "Quận ủy", False, False),
    ("hoa", "hoà", False, False),
    # Unicode form, white space, Markdown, citation marks
    (unicodedata.normalize("NFD", "Sở Công Thương"), "Sở Công Thương", True, True),
    ("**Đinh  Tiến**\nDũng", "Đinh Tiến Dũng", True, True),
    ("_Tạm dừng_ các đoàn", "tạm dừng các", True, True),
    ("ngày 04/9/2021 [1]", "1", False, False),
    # punctuation
    ("164- TB/QU", "164-TB/QU", True, False),
    ("phòng chống dịch", "phòng, chống dịch", True, False),
    ("667-CV/QU", "667", True, True),
    ("1667-CV/QU", "667", False, False),
    # numbers by value
    ("05 người", "5 người", True, False),
    ("6h00", "06h00", True, False),
    ("30000 giường", "30.000", True, False),
    # dates in any form
    ("04/9/2021", "4/9/2021", True, False),
    ("04/09/2021", "4/9/2021", True, False),
    ("ngày 4 tháng 9 năm 2021", "04/9/2021", True, False),
    ("ngày 04 tháng 09 năm 2021", "04/9/2021", True, False),
    ("Ngày 4 tháng 9, năm 2021", "04/9/2021", True, False),
    ("2021-09-04", "04/9/2021", True, False),
    ("4.9.2021", "04/9/2021", True, False),
    ("04-9-2021", "04/9/2021", True, False),
    ("04/9/2021", "ngày 4 tháng 9 năm 2021", True, False),
    ("tháng 9 năm 2021", "tháng 9/2021", True, False),
    ("05/9/2021", "04/9/2021", False, False),
    ("14/9/2021", "4/9/2021", False, False),
    ("04/9/2021", "04/9/2022", False, False),
    ("04/9/21", "04/9/2021", True, False),
    ("ngày 15/7/75", "15/7/1975", True, False),
    ("04/9/31", "04/9/2021", False, False),
    ("tháng 9-2021", "tháng 9/2021", True, False),
    # quarters, hours, units
    ("quý 1/2019", "quý I/2019", True, False),
    ("quý III năm 2021", "quý III/2021", True, False),
    ("quí III/2021", "quý III/2021", True, True),
    ("quý III/2021", "quý III", True, True),
    ("quý 2/2019", "quý I/2019", False, False),
    ("17h", "17 giờ", True, False),
    ("17h00", "17 giờ", True, False),
    ("17:30", "17h30", True, False),
    ("17 giờ 30 phút", "17h30", True, False),
    ("lúc 17 giờ 30 ngày 05/9/2021", "17h30", True, False),
    ("06 giờ", "06h00", True, False),
    ("18h30", "17h30", False, False),
    ("2m", "2 mét", True, False),
    ("2 mét", "2m", True, False),
    ("24 m2", "24 mét vuông", True, False),
    # places in a law, numbers of documents
    ("Điều 5, khoản 2", "khoản 2 Điều 5", True, False),
    ("điểm a khoản 2 Điều 5", "Điều 5, khoản 2, điểm a", True, False),
    ("điểm a, khoản 2 của Điều 5", "khoản 2 Điều 5", True, False),
    ("Điều 2, khoản 5", "khoản 2 Điều 5", False, False),
    ("khoản 1 Điều 5, khoản 2 Điều 6", "khoản 2 Điều 5", False, False),
    ("Nghị định số 75/2021/NĐ-CP", "Nghị định 75/2021/NĐ-CP", True, False),
    # a day without its year is said by the day with it, not the other way round
    ("30/4, 01/5/2022", "01/5", True, True),
    ("nghỉ lễ ngày 1 tháng 5", "01/5", True, False),
    ("01/5", "01/5/2022", False, False),
    ("01/5/2022", "5/2022", False, False),
    # yes and no come first
    ("Có, theo mục 2.", "Có", True, True),
    ("Không. Các đơn vị không được chờ.", "Không", True, True),
    ("Không: phải có báo cáo", "Có", False, False),
    ("Đơn vị không được chờ.", "Không", False, False),
    ("Sai. Điều này không đúng với Luật.", "Đúng", False, False),
    ("Đúng, theo Điều 5.", "Đúng", True, True),
]


@pytest.mark.parametrize(("answer", "wanted", "loosely", "strictly"), SAYS)
def test_says(answer: str, wanted: str, loosely: bool, strictly: bool) -> None:
    assert says(answer, wanted) is loosely
    assert says(answer, wanted, strict=True) is strictly


@pytest.mark.parametrize(
    ("answer", "rows", "accepted"),
    [
        ("sáng, trưa và tối", [["sáng", "trưa", "tối"]], True),
        ("sáng và tối", [["sáng", "trưa", "tối"]], False),
        ("UBND Quận", [["Ủy ban nhân dân"], ["UBND"]], True),
        ("2m, và 05 người", [["2m", "5 người"], ["2 m", "năm người"]], True),
        ("gì đó", [], False),
    ],
)
def test_any_row_with_all_its_strings_is_accepted(answer: str, rows: list[list[str]], accepted: bool) -> None:
    assert accepts(answer, rows) is accepted


A, B, C, D = (Place("a.txt", Span(start, start + 10)) for start in (0, 10, 20, 30))
OTHER_FILE = Place("b.txt", Span(0, 10))
GOLD_IN_A = Place("a.txt", Span(2, 6))
GOLD_IN_B = Place("a.txt", Span(12, 16))
GOLD_OVER_A_AND_B = Place("a.txt", Span(8, 12))


def question(kind: str = "date", gold: int = 1, answerable: bool = True) -> Question:
    quotes = tuple(Gold("a.txt", f"quote {number}") for number in range(gold))
    return Question("q1", kind, "?", (), (("đúng",),) if answerable else (), quotes, answerable, Split.TUNE)


def reply(text: str, *cited: Place, ranked: tuple[Place, ...] = (), verified: bool = True) -> Reply:
    return Reply(text, False, tuple(Cited(place, "", verified) for place in cited), tuple(map(Found, ranked)))


def scored(asked: Question, gold: list[list[Place]], said: Reply, seconds: float = 0.1) -> Marks:
    places = tuple(GoldPlaces("", group, tuple(found)) for group, found in zip(asked.groups, gold, strict=True))
    return mark(Row(asked, places, said, (seconds,)))


@pytest.mark.parametrize(
    ("said", "answer", "citation", "right"),
    [
        (reply("đúng", A), True, True, True),
        (reply("đúng", B), True, False, False),
        (reply("đúng"), True, False, False),
        (reply("sai", A), False, True, False),
        (reply("đúng", B, A), True, True, True),
        (reply("đúng", OTHER_FILE), True, False, False),
        (Reply("", True), False, False, False),
    ],
)
def test_right_means_answer_and_citation(said: Reply, answer: bool, citation: bool, right: bool) -> None:
    row = scored(question(), [[GOLD_IN_A]], said)
    assert (row.answer_right, row.citation_right, row.right) == (answer, citation, right)


def test_a_quotation_over_two_clauses_is_held_by_either() -> None:
    for clause in (A, B):
        assert scored(question(), [[GOLD_OVER_A_AND_B]], reply("đúng", clause)).citation_right
    assert not scored(question(), [[GOLD_OVER_A_AND_B]], reply("đúng", C)).citation_right


def test_a_quotation_that_stands_twice_may_be_cited_at_either_place() -> None:
    twice = [[GOLD_IN_A, GOLD_IN_B]]
    row = scored(question(), twice, reply("đúng", B))
    assert row.citation_right
    assert (row.groups_held, row.groups) == (1, 1)


@pytest.mark.parametrize(
    ("kind", "cited", "holding", "held", "wanted"),
    [
        ("date", (A,), 1, 1, 1),  # any one quotation will do for a fact
        ("date", (A, B, C), 2, 1, 1),
        ("date", (C,), 0, 0, 1),
        ("compare", (A,), 1, 1, 2),  # a comparison wants every one
        ("list", (A, B), 2, 2, 2),
        ("list", (A, A, C, D), 1, 1, 2),  # a clause cited twice is one clause
    ],
)
def test_citation_counts(kind: str, cited: tuple[Place, ...], holding: int, held: int, wanted: int) -> None:
    row = scored(question(kind, gold=2), [[GOLD_IN_A], [GOLD_IN_B]], reply("đúng", *cited))
    assert (row.clauses_cited, row.clauses_holding) == (len(set(cited)), holding)
    assert (row.groups_held, row.groups) == (held, wanted)


def test_a_question_without_accepted_answers_has_no_right() -> None:
    """As in a set of rankings only: its citation counts, and the right and wrong of the others is not diluted."""
    bare = Question("q2", "date", "?", (), (), (Gold("a.txt", "quote 0"),), True, Split.TUNE)
    rows = [
        scored(bare, [[GOLD_IN_A]], Reply("", False, (), (Found(A),), confidence=0.9)),
        scored(bare, [[GOLD_IN_A]], Reply("x", False, (Cited(A, "", True),), confidence=0.9)),
        scored(question(), [[GOLD_IN_A]], reply("đúng", A)),
    ]
    shares = tally(rows)
    assert [one.judged for one in rows] == [False, False, True]
    for key in ("right", "right-short", "answerable"):
        assert shares.share(key) == Share(1, 1), key
    assert shares.share("citation") == Share(2, 3)
    assert shares.share("brier").value is None
    assert calibration(rows).questions == 0


@pytest.mark.parametrize("answerable", [True, False])
def test_an_abstention_cites_nothing(answerable: bool) -> None:
    asked = question(gold=int(answerable), answerable=answerable)
    gold = [[GOLD_IN_A]] if answerable else []
    silent = scored(asked, gold, Reply("đúng", True, (Cited(A, "", False),), (Found(A),)))
    bare = scored(asked, gold, Reply("đúng", True, (), (Found(A),)))
    assert tally([silent]).parts.tolist() == tally([bare]).parts.tolist()
    assert tally([silent]).wholes.tolist() == tally([bare]).wholes.tolist()
    assert (silent.right, silent.rank) == (not answerable, 1 if answerable else None)


def test_an_unanswerable_question_is_right_when_abstained() -> None:
    nothing = question("none", gold=0, answerable=False)
    assert scored(nothing, [], Reply("", True)).right
    assert not scored(nothing, [], reply("đúng", A)).right


@pytest.mark.parametrize(
    ("kind", "length", "short"),
    [("date", 400, True), ("date", 401, False), ("list", 900, True), ("list", 901, False)],
)
def test_length_allowed(kind: str, length: int, short: bool) -> None:
    assert scored(question(kind), [[GOLD_IN_A]], reply("x" * length, A)).short is short


def test_rank_of_the_first_clause_with_a_quotation() -> None:
    assert scored(question(), [[GOLD_IN_B]], reply("đúng", ranked=(C, A, B, D))).rank == 3
    assert scored(question(), [[GOLD_IN_B]], reply("đúng", ranked=(C,))).rank is None


def test_summary_of_five_questions() -> None:
    nothing = question("none", gold=0, answerable=False)
    rows = [
        scored(question(), [[GOLD_IN_A]], reply("đúng", A, ranked=(A,)), 0.1),  # right
        scored(question(), [[GOLD_IN_A]], reply("đúng", A, B, ranked=(B, A), verified=False), 0.2),  # right
        scored(question(), [[GOLD_IN_A]], Reply("", True), 0.3),  # silent, wrongly
        scored(nothing, [], Reply("", True), 0.4),  # silent, rightly
        scored(nothing, [], reply("bịa", C), 0.5),  # made up
    ]
    shares = tally(rows)
    for key, share in {
        "right": Share(3, 5),
        "answerable": Share(2, 3),
        "answer": Share(2, 3),
        "citation": Share(2, 3),
        "citation-precision": Share(2, 4),
        "citation-recall": Share(2, 3),
        "abstention-precision": Share(1, 2),
        "abstention-recall": Share(1, 2),
        "verified": Share(2, 4),
        "found@1": Share(1, 3),
        "found@5": Share(2, 3),
    }.items():
        assert shares.share(key) == share, key


def test_nothing_has_no_ratio() -> None:
    share = tally([]).share("right")
    assert share == Share(0, 0)
    assert share.value is None


# ---------------------------------------------------------------- the list, and what is said of it


def test_every_measure_says_what_it_is() -> None:
    for key, measure in MEASURES.items():
        said = measure.definition
        assert all([measure.vi, measure.en, said.vi, said.en, said.source, said.example]), key
        assert "\n" not in said.vi + said.en, key
    assert {key for key, measure in MEASURES.items() if measure.better == "lower"} == {
        "answered-wrongly", "brier", "seconds", "tokens-read", "tokens-written", "dollars",
    }  # fmt: skip


def test_what_is_documented_is_what_is_measured() -> None:
    """``python -m eval.measures > docs/measures.md`` after a change."""
    assert (Path(__file__).parents[1] / "docs" / "measures.md").read_text(encoding="utf-8") == document()
    assert all(f"`{key}`" in document() for key in MEASURES)


def test_a_measure_of_no_question_and_of_any_is_within_its_bounds() -> None:
    nothing = question("none", gold=0, answerable=False)
    rows = [
        scored(question("list", gold=2), [[GOLD_IN_A], [GOLD_IN_B]], reply("đúng", A, C, ranked=(C, B, A))),
        scored(nothing, [], reply("bịa", C)),
        scored(nothing, [], Reply("", True)),
    ]
    shares, none = tally(rows), tally([])
    for key, measure in MEASURES.items():
        assert none.share(key).value is None
        value = shares.share(key).value
        assert value is None or (0 <= value <= 1 and (measure.unit == "s" or not measure.unit)), key
        assert [measure.of(one) for one in rows] == [
            Share(part, whole) for part, whole in zip(
                tally(rows, [key]).parts[:, 0], tally(rows, [key]).wholes[:, 0], strict=True
            )
        ]  # fmt: skip


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_totals_as_text(lang: str) -> None:
    rows = [
        scored(question(), [[GOLD_IN_A]], reply("đúng", A, ranked=(A,))),
        scored(question(), [[GOLD_IN_A]], reply("đúng rồi", B, ranked=(B, A))),
    ]
    lines = dict(re.split(r"  +", line, maxsplit=1) for line in in_total(rows, lang).splitlines())
    assert lines["EM"] == "1/2  0.50"
    assert lines["F1"] == "0.83"  # (1 + 2/3)/2
    assert lines["MRR@10"] == "0.75"
    assert lines[MEASURES["coverage@5"].vi if lang == "vi" else "coverage @5"] == "–"
    assert lines["ECE"] == "–"
