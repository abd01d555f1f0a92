"""The five sample documents, checked against tables made by reading them (:mod:`eval.reading.gold`): every field, every clause."""

import re
from functools import cache

import pytest

from eval.reading import gold, seeds
from index.parse import parse
from index.read import find, read
from index.types import Clause, Directive, Parsed, Role, Source
from ui.sample import documents

# The seven headers by their numbers.
EXPECTED = {one.number: one for one in gold.fields()}

# number: (kind, date, who issued it), for each numbered document the samples name but do not hold.
NAMED = {
    "17/CT-UBND": ("Chỉ thị", "2021-07-23", "Chủ tịch UBND thành phố Hà Nội"),
    "739-TB/TU": ("Thông báo", "2022-04-20", "Thường trực Thành ủy"),
    "180-CV/QU": ("Công văn", "2021-07-16", "Quận ủy Liên Chiêu"),
    "05-CT/TU": ("Chỉ thị", "2021-07-30", "Ban Thường vụ Thành ủy"),
    "190-CV/TU": ("Công văn", "2021-08-30", "Ban Thường vụ Thành uỷ"),
    "1102/CĐ-TTg": ("Công điện", None, "Thủ tướng Chính phủ"),
    "477-TB/TU": ("Thông báo", None, "Thường trực Thành uỷ"),
    "19/CĐ-UBND": ("Công điện", None, "Chủ tịch UBND Thành phố"),
    "51-KH/QU": ("Kế hoạch", None, None),
    "448-TB/QU": ("Thông báo", "2021-08-25", "Ban Thường vụ Quận uỷ"),
    "679-QĐ/QU": ("Quyết định", "2021-07-26", None),
    "1103-QĐ/TU": ("Quyết định", "2021-06-04", "Ban Thường vụ Thành ủy"),
    "07-KL/TW": ("Kết luận", "2021-06-11", "Bộ Chính trị"),
    "15/CĐ-UBND": ("Công điện", "2021-07-18", "Chủ tịch UBND Thành phố Hà Nội"),
    "514-CV/QU": ("Công văn", "2021-07-19", "Ban Thường vụ Quận ủy Thanh Xuân"),
    "68/NQ-CP": ("Nghị quyết", None, None),
    "477-QĐ/QU": ("Quyết định", "2021-02-02", "Ban Thường vụ Quận ủy"),
}


@cache
def parsed() -> dict[str, tuple[Source, Parsed]]:
    """What the parser makes of each of the five files."""
    sources = [read(candidate) for candidate in find([documents()])]
    return {source.file: (source, parse(source)) for source in sources}


def directives() -> dict[str, Directive]:
    return {d.name: d for _, one in parsed().values() for d in one.directives}


def directive(number: str) -> Directive:
    return directives()[number]


def clauses(number: str) -> list[Clause]:
    one = directive(number)
    return [c for c in parsed()[one.file][1].clauses if c.directive == one.id]


def source(number: str) -> Source:
    return parsed()[directive(number).file][0]


def single(text: str) -> str:
    return " ".join(text.split())


def test_seven_directives_in_five_files() -> None:
    assert [(d.name, d.file) for d in directives().values()] == [(n, e.file) for n, e in EXPECTED.items()]


@pytest.mark.parametrize("number", EXPECTED)
def test_fields_and_where_they_are_printed(number: str) -> None:
    checks = list(seeds.fields(EXPECTED[number], directive(number)))
    assert [(name, got) for _, name, _, got in checks] == [(name, want) for _, name, want, _ in checks]


@pytest.mark.parametrize("number", EXPECTED)
def test_signer_stands_in_the_signature(number: str) -> None:
    (signer,) = directive(number).signers
    assert signer.name in source(number).text[signer.span.start : signer.span.end]
    assert clauses(number)[-1].span.contains(signer.span)


def test_number_and_date_of_the_forwarded_directive_stand_in_the_letter() -> None:
    one, text = directive("06-CT/TU"), source("06-CT/TU").text
    assert one.number
    assert one.date
    assert "06-CT/TU" in text[one.number.span.start : one.number.span.end]
    assert "01/9/2021" in text[one.date.span.start : one.date.span.end]
    letter = directive("667-CV/QU")
    assert letter.start <= one.number.span.start < letter.end


@pytest.mark.parametrize("number", EXPECTED)
def test_clauses(number: str) -> None:
    found = [(c.role, c.address, c.span) for c in clauses(number)]
    assert found == [(row.role, row.address, row.span) for row in gold.clauses() if row.directive == number]


def test_table_has_a_row_for_every_clause() -> None:
    assert {number: sum(row.directive == number for row in gold.clauses()) for number in EXPECTED} == {
        "667-CV/QU": 26, "06-CT/TU": 24, "26-BS/QU": 6, "634-CV/QU": 21, "164-TB/QU": 25, "100-CV/ĐU": 14, "924-CV/QU": 16,
    }  # fmt: skip


@pytest.mark.parametrize("ends", [("một", "ba"), ("hai", "bốn"), ("một", "năm")])
def test_table_that_leaves_words_out_is_refused(ends: tuple[str, str]) -> None:
    with pytest.raises(ValueError, match=r"stand"):
        gold.locate("một hai ba bốn\n", [ends])
    assert gold.locate("một hai ba bốn\n", [("một", "hai"), ("ba", "bốn")])[1].start == 8


@pytest.mark.parametrize("file", [f"00{at}" for at in range(5)])
def test_every_word_stands_in_exactly_one_clause(file: str) -> None:
    text, one = next(pair for name, pair in parsed().items() if name.startswith(file))
    covered = [0] * len(text.text)
    for clause in one.clauses:
        for at in range(clause.start, clause.end):
            covered[at] += 1
    for word in re.finditer(r"\w+", text.text):
        assert set(covered[word.start() : word.end()]) == {1}, word


@pytest.mark.parametrize("number", EXPECTED)
def test_spans_and_parents(number: str) -> None:
    by_id = {c.id: c for c in clauses(number)}
    for clause in by_id.values():
        assert source(number).text[clause.start : clause.end] == clause.text
        above = clause.address.rpartition(", ")[0] if clause.role is Role.BODY else ""
        assert (by_id[clause.parent].address if clause.parent is not None else "") == above
        assert len(clause.headings) == (above.count(", ") + 1 if above else 0)


@pytest.mark.parametrize(
    ("number", "address", "across"),
    [
        ("667-CV/QU", "mục 2, điểm (1), gạch đầu dòng 1", "của Quận theo\n\nmô hình Bí thư Quận uỷ"),
        ("06-CT/TU", "đoạn mở đầu 3", "chính quyền,\n\ncơ quan, đơn vị"),
        ("06-CT/TU", "mục 2, đoạn 3", "Huy động sự tham\n\ngia, chấp hành"),
        ("634-CV/QU", "mục 2, điểm (1)", "giữ khoảng cách tối thiểu*”\n\n2m khi giao tiếp"),
        ("164-TB/QU", "mục 5", "đi đầu trong\n\nviệc thực hiện"),
        ("100-CV/ĐU", "mục 3", "các khu\n\nvực cách ly..."),
        ("924-CV/QU", "mục 2, đoạn 2", "5 đến dưới 12\n\ntuổi, bảo đảm"),
    ],
)
def test_paragraph_cut_by_a_page_break_is_one_clause(number: str, address: str, across: str) -> None:
    clause = next(c for c in clauses(number) if c.address == address)
    assert single(across) in single(clause.text)
    assert re.search(r"\n\s*\n", clause.text)


def test_documents_named() -> None:
    best: dict[str, tuple[str | None, str | None, str | None]] = {}
    for _, one in parsed().values():
        for r in one.references:
            kind, date, issuer = best.get(str(r.number), (None, None, None))
            full = r.issuer if len(r.issuer or "") > len(issuer or "") else issuer
            best[str(r.number)] = (kind or r.kind, date or r.date, full)
    own = set(EXPECTED)
    assert {n: v for n, v in best.items() if n not in own} == {
        n: (kind, date, best[n][2] if issuer and best[n][2] and issuer.lower() == str(best[n][2]).lower() else issuer)
        for n, (kind, date, issuer) in NAMED.items()
    }


@pytest.mark.parametrize(
    ("number", "named", "relation"),
    [
        ("667-CV/QU", "06-CT/TU", "implements"),
        ("634-CV/QU", "17/CT-UBND", "implements"),
        ("100-CV/ĐU", "180-CV/QU", "implements"),
        ("924-CV/QU", "739-TB/TU", "implements"),
    ],
)
def test_what_a_letter_carries_out(number: str, named: str, relation: str) -> None:
    one = directive(number)
    found = [r for r in parsed()[one.file][1].references if r.directive == one.id and r.number == named]
    assert found
    assert relation in {r.relation for r in found}


def test_subject_of_a_reference_ends_with_a_word() -> None:
    for text, one in parsed().values():
        for r in one.references:
            assert not text.text[r.span.end - 1 : r.span.end + 1].isalpha(), r.subject
