"""Verification: true citations and statements pass; whatever was changed, shifted, swapped or made up does not."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.archive import Archive, open_archive
from index.build import build
from index.text import fold, nfc, tokens
from index.types import Clause, Span
from rag.ask import ask
from rag.cite import check, citation, cite, supported
from rag.types import Citation, Draft, Statement
from rag.values import persons
from tests.fakes import HashingEncoder, write_files

ADDRESS = "mục 2, điểm (1), gạch đầu dòng 1"


def clause(archive: Archive, number: str, address: str) -> Clause:
    directive = next(d for d in archive.directives if d.name == number)
    return next(c for c in archive.clauses_of(directive.id) if c.address == address)


def cited(archive: Archive, number: str = "667-CV/QU", address: str = ADDRESS, words: str = "") -> Citation:
    one = clause(archive, number, address)
    start = one.start + one.text.index(words)
    return citation(one, archive.directives[one.directive], Span(start, start + len(words)) if words else None)


def verified(archive: Archive, one: Citation) -> bool:
    return check(one, archive.source(one.file)).verified


def passes(archive: Archive, text: str, *citations: Citation) -> bool:
    kept, dropped = cite(Draft((Statement(text, citations),), 1.0), archive)
    assert dropped == (() if kept else (text,))
    return bool(kept)


# ---------------------------------------------------------------- citations


def test_every_clause_of_the_sample_verifies(archive: Archive) -> None:
    for directive in archive.directives:
        for one in archive.clauses_of(directive.id):
            made = citation(one, directive)
            assert not made.verified
            assert check(made, archive.source(one.file)).verified
            assert (made.document, made.address, made.quote) == (directive.name, one.address, one.text)


def test_part_of_a_clause_verifies(archive: Archive) -> None:
    one = cited(archive, words="hoàn thành trước ngày **04/9/2021**")
    assert verified(archive, one)
    source = archive.source(one.file)
    assert source.text[one.span.start : one.span.end] == one.quote


Change = Callable[[Citation], Citation]


@pytest.mark.parametrize(
    "change",
    [
        lambda c: replace(c, quote=c.quote.replace("04/9", "05/9")),
        lambda c: replace(c, quote=c.quote.replace("trước", "sau")),
        lambda c: replace(c, quote=c.quote.upper()),
        lambda c: replace(c, quote=c.quote.replace("**", "")),
        lambda c: replace(c, quote=c.quote + "."),
        lambda c: replace(c, quote=c.quote[:-1]),
        lambda c: replace(c, quote=" " + c.quote[1:]),
        lambda c: replace(c, quote=""),
        lambda c: replace(c, span=Span(c.span.start + 1, c.span.end + 1)),
        lambda c: replace(c, span=Span(c.span.start - 1, c.span.end - 1)),
        lambda c: replace(c, span=Span(c.span.start, c.span.start), quote=""),
        lambda c: replace(c, span=Span(c.span.end, c.span.start)),
        lambda c: replace(c, span=Span(0, len(c.quote))),
        lambda c: replace(c, span=Span(-len(c.quote), -1)),
        lambda c: replace(c, span=Span(10**9, 10**9 + len(c.quote))),
        lambda c: replace(c, clause=replace(c.clause, text=c.clause.text.replace("04/9", "05/9"))),
        lambda c: replace(c, clause=replace(c.clause, start=c.clause.start + 1)),
        lambda c: replace(c, clause=replace(c.clause, end=c.clause.start + 5)),
    ],
)
def test_changed_citation_fails(archive: Archive, change: Change) -> None:
    assert not verified(archive, change(cited(archive, words="hoàn thành trước ngày **04/9/2021**")))


def test_words_of_another_clause_fail(archive: Archive) -> None:
    """The same words stand twice in the letter: the citation must be of the clause it names."""
    here, there = cited(archive), cited(archive, address="mục 2, điểm (2), gạch đầu dòng 2")
    words = "hoàn thành trước ngày **04/9/2021**"
    start = there.clause.start + there.clause.text.index(words)
    assert verified(archive, replace(there, span=Span(start, start + len(words)), quote=words))
    assert not verified(archive, replace(here, span=Span(start, start + len(words)), quote=words))


@pytest.mark.parametrize(
    "change",
    [
        lambda c: replace(c, document="999-CV/QU"),
        lambda c: replace(c, document="634-CV/QU"),
        lambda c: replace(c, address="mục 3"),
        lambda c: replace(c, file="001_69f909795cfca9d9.txt"),
        lambda c: replace(c, file="absent.txt"),
        lambda c: replace(c, clause=replace(c.clause, directive=3)),
        lambda c: replace(c, clause=replace(c.clause, address="mục 9"), address="mục 9"),
    ],
)
def test_citation_that_names_another_place_is_dropped(archive: Archive, change: Change) -> None:
    assert passes(archive, "04/9/2021", cited(archive))
    assert not passes(archive, "04/9/2021", change(cited(archive)))


def test_edited_source_fails(archive: Archive) -> None:
    one = cited(archive, words="hoàn thành trước ngày **04/9/2021**")
    source = archive.source(one.file)
    assert check(one, source).verified
    assert not check(one, replace(source, text=source.text.replace("04/9/2021", "05/9/2021"))).verified
    assert not check(one, replace(source, text="\n" + source.text)).verified
    assert not check(one, replace(source, text=source.text[: one.span.start])).verified
    assert not check(one, replace(source, text="")).verified
    assert not check(one, replace(source, file="other.txt")).verified
    # What stands elsewhere in the file has no part in it.
    assert check(one, replace(source, text=source.text + "\nThêm.")).verified


def test_verified_is_never_taken_on_trust(archive: Archive) -> None:
    one = cited(archive)
    lies = [
        replace(one, quote="không có trong văn bản", verified=True),
        replace(one, document="999-CV/QU", verified=True),
        replace(one, clause=replace(one.clause, id=10**6), verified=True),
        replace(one, clause=replace(one.clause, text="hoàn thành trước ngày 04/9/2021"), verified=True),
    ]
    for lie in lies:
        assert not passes(archive, "04/9/2021", lie)


def test_stored_with_combining_marks(tmp_path: Path) -> None:
    """Quotations are the stored characters, whatever form they have."""
    import unicodedata

    text = unicodedata.normalize(
        "NFD", "QUẬN ỦY A\nSố 7-CV/QU\n\nKính gửi: Các phường.\n\nHoàn thành trước ngày 04/9/2021."
    )
    encoder = HashingEncoder()
    build([write_files(tmp_path / "in", {"a.txt": text})], tmp_path / "out", encoder, None, lambda *_: None)
    archive = open_archive(tmp_path / "out", encoder, cache=tmp_path)
    for one in archive.clauses_of(0):
        made = check(citation(one, archive.directives[0]), archive.source("a.txt"))
        assert made.verified
        assert made.quote in text
    answer = ask("Hoàn thành trước ngày nào?", archive)
    assert answer.text == "04/9/2021"
    assert all(text[c.span.start : c.span.end] == c.quote for c in answer.citations)


# ---------------------------------------------------------------- statements


@pytest.mark.parametrize(
    ("text", "number", "address"),
    [
        ("04/9/2021", "667-CV/QU", ADDRESS),
        ("trước ngày 4/9/2021", "667-CV/QU", ADDRESS),
        ("Ủy ban nhân dân Quận, trước ngày 04/9/2021", "667-CV/QU", ADDRESS),
        ("667-CV/QU, mục 2, điểm (1): 04/9/2021", "667-CV/QU", ADDRESS),
        ("24/7/2021", "634-CV/QU", "mục 2, điểm (1)"),
        ("15 ngày kể từ 06h00", "634-CV/QU", "mục 2, điểm (1)"),
        ("Công văn 634-CV/QU ngày 24/7/2021", "634-CV/QU", "mục 1"),
        ("Chỉ thị 17/CT-UBND ngày 23/7/2021 của Chủ tịch UBND thành phố Hà Nội", "634-CV/QU", "mục 1"),
        ("trên 100.000 chỗ", "06-CT/TU", "mục 4, đoạn 3"),
        ("Nguyễn Việt Hà", "164-TB/QU", "đoạn mở đầu"),
        ("Đặng Khánh Hoà, Phó Chủ tịch UBND quận", "164-TB/QU", "đoạn mở đầu"),
        ("Nguyễn Thanh Xuân", "667-CV/QU", "chữ ký"),
        ("Có: không quá 1/2 số lượng cán bộ", "164-TB/QU", "mục 2, gạch đầu dòng 1"),
    ],
)
def test_true_statement_passes(archive: Archive, text: str, number: str, address: str) -> None:
    assert passes(archive, text, cited(archive, number, address))


@pytest.mark.parametrize(
    ("text", "number", "address"),
    [
        ("Không có số nào ở đây", "164-TB/QU", "mục 3"),
        ("05/9/2021", "667-CV/QU", ADDRESS),
        ("04/9/2022", "667-CV/QU", ADDRESS),
        ("4/8/2021", "667-CV/QU", ADDRESS),
        ("40/9/2021", "667-CV/QU", ADDRESS),
        ("trước ngày 04 tháng 8 năm 2021", "667-CV/QU", ADDRESS),
        ("16 ngày", "634-CV/QU", "mục 2, điểm (1)"),
        ("kể từ 07h00", "634-CV/QU", "mục 2, điểm (1)"),
        ("10.000 chỗ", "06-CT/TU", "mục 4, đoạn 3"),
        ("100001 chỗ", "06-CT/TU", "mục 4, đoạn 3"),
        ("1.000.000 chỗ", "06-CT/TU", "mục 4, đoạn 3"),
        ("không quá 1/3 số lượng cán bộ", "164-TB/QU", "mục 2, gạch đầu dòng 1"),
        ("Chỉ thị 18/CT-UBND", "634-CV/QU", "mục 1"),
        ("Nguyễn Việt Hùng", "164-TB/QU", "đoạn mở đầu"),
        ("Trần Việt Hà", "164-TB/QU", "đoạn mở đầu"),
        ("Nguyễn Thanh Xuân", "164-TB/QU", "chữ ký"),
        ("Nguyễn Kim Sơn", "667-CV/QU", "chữ ký"),
    ],
)
def test_made_up_statement_fails(archive: Archive, text: str, number: str, address: str) -> None:
    assert not passes(archive, text, cited(archive, number, address))


@pytest.mark.parametrize(
    ("text", "number", "address"),
    [
        # "15 ngày kể từ 06h00 ngày 24 tháng 7 năm 2021": the numbers stand there, the date does not.
        ("15/7/2021", "634-CV/QU", "mục 2, điểm (1)"),
        ("7/24/2021", "634-CV/QU", "mục 2, điểm (1)"),
        ("2/7/2021", "634-CV/QU", "mục 2, điểm (1)"),
        # "Ngày 19/7/2021 …": digits of a date are no day and month of another.
        ("ngày 30 tháng 5 năm 2022", "924-CV/QU", "mục 1, đoạn 2"),
    ],
)
def test_date_put_together_from_scattered_numbers_fails(archive: Archive, text: str, number: str, address: str) -> None:
    assert not passes(archive, text, cited(archive, number, address))


@pytest.mark.parametrize(
    ("text", "number", "address"),
    [
        # The text says "quá 05 người" and "Công văn": there is no Công văn 05.
        ("Công văn 05-CV/QU", "164-TB/QU", "mục 6, đoạn 2"),
        # "Chỉ thị số 05-CT/TU, Công văn số 190-CV/TU": numbers and symbols must not be mixed.
        ("Chỉ thị 190-CT/TU", "667-CV/QU", "mục 2"),
        ("Công văn 05-CV/TU", "667-CV/QU", "mục 2"),
        ("Thông báo 448-TB/TU", "667-CV/QU", "mục 2"),
    ],
)
def test_document_number_put_together_from_parts_fails(archive: Archive, text: str, number: str, address: str) -> None:
    assert not passes(archive, text, cited(archive, number, address))


@pytest.mark.parametrize("text", ["Đặng Việt Hà", "Nguyễn Khánh Hòa", "Nguyễn Hà", "Đặng Khánh Hà", "Nguyễn Hà Việt"])
def test_name_put_together_from_parts_fails(archive: Archive, text: str) -> None:
    """``Đặng Khánh Hòa`` and ``Nguyễn Việt Hà`` stand in the clause."""
    assert not passes(archive, text, cited(archive, "164-TB/QU", "đoạn mở đầu"))


def test_fact_must_stand_in_what_this_statement_cites(archive: Archive) -> None:
    other = cited(archive, "164-TB/QU", "mục 3")
    assert not passes(archive, "04/9/2021", other)
    assert passes(archive, "04/9/2021", other, cited(archive))
    draft = Draft((Statement("04/9/2021", (other,)), Statement("04/9/2021", (cited(archive),))), 1.0)
    kept, dropped = cite(draft, archive)
    assert (len(kept), dropped) == (1, ("04/9/2021",))
    assert kept[0].citations[0].verified


def test_one_bad_citation_drops_the_statement(archive: Archive) -> None:
    good = cited(archive)
    assert not passes(archive, "04/9/2021", good, replace(good, quote="x"))


def test_statement_without_a_citation_is_dropped(archive: Archive) -> None:
    assert not passes(archive, "04/9/2021")
    assert cite(Draft(()), archive) == ((), ())


def test_supported_is_pure(archive: Archive) -> None:
    statement = Statement("04/9/2021", (cited(archive),))
    assert supported(statement, archive.directives)
    assert supported(statement, archive.directives)


PLAN = """UBND QUẬN A
Số: 12/KH-UBND

Hà Nội, ngày 02 tháng 9 năm 2021

KẾ HOẠCH
Vệ sinh môi trường

1. Phòng Tài nguyên thu gom rác thải trước ngày 5 tháng 9.

2. Công an quận kiểm tra vỉa hè trong tháng 10 năm 2021.

3. Trạm y tế phun thuốc khử trùng lúc 7 giờ 30 phút sáng thứ Hai.

4. Kinh phí là 1.250.000.000 đồng, hỗ trợ mỗi hộ 1,5 triệu đồng, bằng 12,5%.
"""


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    folder, encoder = tmp_path_factory.mktemp("plan"), HashingEncoder()
    build([write_files(folder / "in", {"a.txt": PLAN})], folder / "out", encoder, None, lambda *_: None)
    return open_archive(folder / "out", encoder, cache=folder)


@pytest.mark.parametrize(
    ("text", "address", "stands"),
    [
        ("5/9", "mục 1", True),
        ("ngày 5 tháng 9", "mục 1", True),
        ("05/9", "mục 1", True),
        ("9/5", "mục 1", False),
        ("6/9", "mục 1", False),
        ("10/2021", "mục 2", True),
        ("tháng 10/2021", "mục 2", True),
        ("tháng 10 năm 2021", "mục 2", True),
        ("11/2021", "mục 2", False),
        ("10/2022", "mục 2", False),
        ("7h30", "mục 3", True),
        ("7 giờ 30 phút", "mục 3", True),
        ("7 giờ 45 phút", "mục 3", False),
        ("8h30", "mục 3", False),
        ("1.250.000.000 đồng", "mục 4", True),
        ("1,5 triệu", "mục 4", True),
        ("15 triệu", "mục 4", False),
        ("12,5%", "mục 4", True),
        ("125%", "mục 4", False),
        ("5%", "mục 4", False),
        ("250.000.000 đồng", "mục 4", False),
    ],
)
def test_values_written_in_other_ways(plan: Archive, text: str, address: str, stands: bool) -> None:
    assert passes(plan, text, cited(plan, "12/KH-UBND", address)) is stands


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Thu gom rác thải trước ngày nào?", ("5/9", "5 tháng 9")),
        ("Công an quận kiểm tra vỉa hè vào tháng nào?", ("10/2021", "tháng 10 năm 2021")),
        ("Phun thuốc khử trùng lúc mấy giờ?", ("7 giờ 30",)),
        ("Kinh phí là bao nhiêu?", ("1.250.000.000 đồng",)),
        ("Hỗ trợ mỗi hộ bao nhiêu tiền?", ("1,5 triệu",)),
    ],
)
def test_verification_lets_true_answers_through(plan: Archive, question: str, said: tuple[str, ...]) -> None:
    answer = ask(question, plan)
    assert answer.dropped == ()
    assert any(one in answer.text for one in said), answer.text


# ---------------------------------------------------------------- whatever is asked

WORDS = (
    "ai ký công văn chỉ thị thông báo 667 634 06-CT/TU 17/CT-UBND 999 ngày nào bao nhiêu giường mấy người phường quận Hà Đông Hòa "
    "Minh Thanh Xuân Hai Bà Trưng Cầu Giấy ban chỉ đạo kiện toàn xét nghiệm vùng xanh đỏ có không được phải làm gì thế nào còn đó "
    "nó văn bản gửi cho nơi nhận trước khi tiêm vắc xin trẻ em cách ly mục 2 điểm (1) tóm tắt và so với liệt kê tất cả vì sao để "
    "hôm nay Nguyễn Việt Hà F0 2m 30/4 “ ” ? ! , ; : \u0301 \0 <b> {} %s"
).split(" ")


def hold(archive: Archive, question: str, *history: str) -> None:
    """Asserts what must hold of any answer."""
    answer = ask(question, archive, history)
    assert answer.abstained == (not answer.statements) == (answer.reason is not None) == (not answer.text)
    assert 0 <= answer.confidence <= 1
    assert bool(answer.explanation) is answer.abstained
    assert all(0 <= hit.score <= 1 for hit in answer.hits)
    for statement in answer.statements:
        assert statement.citations
        said = {
            t.accented for c in statement.citations for t in tokens(f"{c.clause.text} {' '.join(c.clause.headings)}")
        }
        for one in statement.citations:
            source = archive.source(one.file)
            assert one.verified
            assert source.text[one.span.start : one.span.end] == one.quote == one.quote.strip()
            assert one.clause == archive.clauses([one.clause.id])[0]
            assert one.document == archive.directives[one.clause.directive].name
            assert one.address == one.clause.address
        for person in persons(statement.text):
            assert {t.accented for t in tokens(person.text)} <= said, statement.text
    assert len(answer.text) <= 1_000


@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=14),
    st.lists(st.sampled_from(WORDS), max_size=8),
    st.booleans(),
)
def test_any_question(archive: Archive, question: list[str], earlier: list[str], bare: bool) -> None:
    text = " ".join(question)
    if not any(char.isalnum() for char in text):
        return
    hold(archive, fold(nfc(text)) if bare else text, *([" ".join(earlier)] if any(map(str.isalnum, earlier)) else []))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(min_size=1, max_size=120))
def test_any_text_as_a_question(archive: Archive, text: str) -> None:
    if any(char.isalnum() for char in text):
        hold(archive, text)


@pytest.mark.parametrize(
    "question",
    [
        "a" * 2_000,
        "ai " * 600,
        "công văn " * 200,
        "667 " * 500,
        "ngày nào " * 200,
        "“" * 1_999 + "a",
        "Nguyễn " * 280,
        "1/" * 999 + "1",
    ],
)
def test_hostile_question(archive: Archive, question: str) -> None:
    hold(archive, question)
