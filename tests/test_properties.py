"""What must hold for any text at all: the parser never raises, spans hold, sentences cover their clause, time is linear."""

import itertools
import re
import sys
import unicodedata
from collections.abc import Callable
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.parse import parse
from index.parsing.layout import units
from index.passages import WINDOW_SYLLABLES, context, windows
from index.read import find, read
from index.text import READ_AS, Aligned, canonical, fold, nfc, plain, tokens, words
from index.types import Clause, Parsed, Relation, Role, Source, Span
from rag import values
from rag.answering.picking.segments import segments, sentences
from tests.growth import TIMES, grows_with_the_text
from ui.sample import documents

EXAMPLES = settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@cache
def real_lines() -> list[str]:
    """Every printed line of the sample."""
    texts = [read(candidate).text for candidate in find([documents()])]
    return sorted({line for text in texts for line in text.splitlines() if line.strip()})


PIECES = [
    "Số 667 - CV/QU", "Số: 63/2010/NĐ-CP", "Số:    /QĐ-UBND", "CHỈ THỊ", "QUYẾT ĐỊNH:", "SAO LỤC", "ĐẢNG CỘNG SẢN VIỆT NAM",
    "QUẬN ỦY HÀ ĐÔNG", "UBND TỈNH A", "Hà Nội, ngày 31 tháng 4 năm 2021", "Hà Đông, ngày 02 tháng 9 năm 2021", "Kính gửi:",
    "- Kính gửi:*", "Nơi nhận:", "T/M BAN THƯỜNG VỤ", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Nguyễn Văn A", "(Đã ký)", "Chương I",
    "Mục 1", "Điều 5.", "Điều 99999", "I.", "IV. ", "1.", "1.1.", "1.2.3.4.5", "(1)", "2)", "a)", "đ)", "-", "- ", "+ ở", "* ",
    "PHỤ LỤC", "Phần thứ nhất", "| a | b |", "|---|---|", "| Nơi nhận: - x; - y | CHỦ TỊCH Trần Văn B |", "||||", "# tiêu đề",
    "Chỉ thị số 06-CT/TU ngày 01/9/2021 của Ban Thường vụ Thành ủy về “phòng dịch”", "ngày 32/13/2021", "*", "***", "“", "”", "…",
    "về", "V/v", "Về việc", "- 2 -", "Trang 1/2", "\x0c", "\ufeff", "\u0301", "\u00a0", "\u200b", "\x00", "\x85", "\u2028",
]  # fmt: skip
BREAKS = ["\n", "\n\n", "\r\n", "\x0c", " ", "", "\t", "\n \n", "\v"]


@st.composite
def assembled(draw: st.DrawFn) -> str:
    """Real lines, markers and breaks in any order, sometimes with letters and marks of any kind, sometimes NFD."""
    piece = st.one_of(
        st.sampled_from(PIECES), st.sampled_from(real_lines()), st.text(max_size=12), st.sampled_from(BREAKS)
    )
    parts = draw(st.lists(st.tuples(piece, st.sampled_from(BREAKS)), max_size=40))
    text = "".join(part + end for part, end in parts)
    return unicodedata.normalize("NFD", text) if draw(st.booleans()) else text


def check(text: str) -> Parsed:
    """Parses ``text`` and asserts all that must hold of what comes out."""
    found = parse(Source("a.txt", text, ""))
    assert [c.id for c in found.clauses] == list(range(len(found.clauses)))
    assert [d.id for d in found.directives] == list(range(len(found.directives)))
    at = 0
    for directive in found.directives:
        assert at <= directive.start < directive.end <= len(text)
        at = directive.end
        assert directive.name
        single = (
            directive.number,
            directive.kind,
            directive.issuer,
            directive.parent,
            directive.place,
            directive.date,
            directive.subject,
        )
        for field in (*filter(None, single), *directive.addressees, *directive.recipients):
            assert field.value
            assert 0 <= field.span.start < field.span.end <= len(text)
        for signer in directive.signers:
            assert signer.name
            assert directive.start <= signer.span.start < signer.span.end <= directive.end
    last = -1
    for clause in found.clauses:
        own = found.directives[clause.directive]
        assert text[clause.start : clause.end] == clause.text
        assert clause.text.strip()
        assert own.start <= clause.start < clause.end <= own.end
        assert clause.start >= last  # clauses never overlap and come in the order of the text
        last = clause.end
        assert clause.address.strip() == clause.address != ""
        if clause.parent is not None:
            assert clause.parent < clause.id
            assert found.clauses[clause.parent].directive == clause.directive
            assert found.clauses[clause.parent].role is Role.BODY
    for reference in found.references:
        assert reference.number or reference.kind
        own = found.directives[reference.directive]
        assert own.start <= reference.span.start < reference.span.end <= own.end
        assert (reference.cue is None) == (reference.relation is Relation.MENTIONS)
        assert reference.cue is None or own.start <= reference.cue.start < reference.cue.end <= own.end
    return found


@EXAMPLES
@given(st.text(max_size=400))
def test_any_text(text: str) -> None:
    check(text)


@EXAMPLES
@given(assembled())
def test_any_assembly_of_real_pieces(text: str) -> None:
    check(text)


@EXAMPLES
@given(assembled())
def test_every_word_stands_in_a_clause(text: str) -> None:
    """Only rules and page numbers are left out."""
    found = check(text)
    inside = [False] * len(text)
    for clause in found.clauses:
        inside[clause.start : clause.end] = [True] * (clause.end - clause.start)
    outside = "".join(" " if taken else char for char, taken in zip(text, inside, strict=True))
    left = [token for token in tokens(nfc(outside)) if not token.accented[0].isdecimal() and token.folded != "trang"]
    assert not left


@EXAMPLES
@given(assembled())
def test_parsing_twice_gives_the_same(text: str) -> None:
    assert parse(Source("a.txt", text, "")) == parse(Source("a.txt", text, ""))


@EXAMPLES
@given(assembled(), st.data())
def test_spans_of_the_nfc_view_lead_back(text: str, data: st.DataObject) -> None:
    view = Aligned(text)
    assert view.text == nfc(text).translate(READ_AS) or not unicodedata.is_normalized("NFC", text)
    start = data.draw(st.integers(0, len(view.text)))
    end = data.draw(st.integers(start, len(view.text)))
    span = view.span(start, end)
    assert 0 <= span.start <= span.end <= len(text)
    if start < end:
        assert nfc(view.text[start:end]) in nfc(text[span.start : span.end]).translate(READ_AS)
    whole = view.span(0, len(view.text))
    left = text[: whole.start] + text[whole.end :]
    assert not left.translate(READ_AS)


@pytest.mark.parametrize("text", ["Hòa Minh", "Quận uỷ Hà Đông", "“vùng đỏ”, ấm ửng ợ", "x\u0323\u0302y"])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_each_letter_of_the_view_leads_to_its_own_letters(text: str, form: str) -> None:
    stored = unicodedata.normalize("NFD" if form == "NFD" else "NFC", text)
    view = Aligned(stored)
    assert view.text == nfc(text)
    spans = [view.span(at, at + 1) for at in range(len(view.text))]
    assert [nfc(stored[s.start : s.end]) for s in spans] == list(nfc(text))
    assert all(a.end == b.start for a, b in itertools.pairwise(spans))


@EXAMPLES
@given(st.one_of(st.text(max_size=200), assembled()))
def test_tokens_stand_where_they_say(text: str) -> None:
    at = 0
    for token in tokens(text):
        assert at <= token.start < token.end <= len(text)
        own = text[token.start : token.end]
        assert token.accented
        assert token.folded
        if canonical(own) == token.accented:  # not one of the syllables an abbreviation stands for
            assert token.folded == (token.accented if token.accented[0].isdecimal() else fold(own))
            at = token.end


@EXAMPLES
@given(st.text(max_size=60))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@EXAMPLES
@given(
    st.text(st.sampled_from("aăâeêioôơuưyđhkấỗựỹÀĐỢẨ \u0300\u0301\u0303\u0309\u0323\u0302\u031b\u03069²/"), max_size=40)
)
def test_words_are_the_same_however_their_marks_are_stored(text: str) -> None:
    assert words(text) == words(nfc(text)) == words(unicodedata.normalize("NFD", text))


@EXAMPLES
@given(assembled())
def test_sentences_lie_in_the_clause_and_hold_its_words(text: str) -> None:
    for clause in check(text).clauses:
        pieces = sentences(clause)
        assert pieces
        end = clause.start
        for piece in pieces:
            assert end <= piece.start < piece.end <= clause.end
            assert text[piece.start : piece.end] == piece.text
            end = piece.end
            parts = segments(piece)
            assert all(Span(piece.start, piece.end).contains(Span(p.start, p.end)) for p in parts)
            assert all(text[p.start : p.end] == p.text for p in parts)
            assert words(" ".join(p.text for p in parts)) == words(piece.text)
        said = words(" ".join(piece.text for piece in pieces))
        assert said == words(clause.text)[len(words(clause.text)) - len(said) :]  # only the list marker is left out
        assert len(words(clause.text)) - len(said) <= 6


@EXAMPLES
@given(assembled())
def test_windows_hold_every_word_and_are_short_enough(text: str) -> None:
    found = check(text)
    for clause in found.clauses:
        directive = found.directives[clause.directive]
        before = context(clause, directive)
        made = windows(clause, directive)
        assert made
        assert all(len(window.split()) <= WINDOW_SYLLABLES + len(before.split()) for window in made)
        if plain(clause.text):
            said = " ".join(window.removeprefix(before).strip() for window in made)
            assert said.split() == plain(clause.text).split()


@EXAMPLES
@given(assembled())
def test_values_stand_where_they_say(text: str) -> None:
    readers: list[Callable[[str], list[values.Value]]] = [
        values.dates, values.times, values.durations, values.quantities, values.persons,
    ]  # fmt: skip
    for reader in readers:
        for value in reader(text):
            assert 0 <= value.start < value.end <= len(text)
            assert value.text
            printed = nfc(text[value.start : value.end])
            # "ngày 2 tháng 9 năm 2021" is said "2/9/2021"; otherwise the words are those of the text.
            assert set(re.findall(r"\w+", value.text)) <= set(re.findall(r"\w+", plain(printed)))


# ---------------------------------------------------------------- hostile texts: nesting, repetition, one endless line

HOSTILE: dict[str, Callable[[int], str]] = {
    "one line": lambda n: "a" * n,
    "words": lambda n: "phòng chống dịch " * (n // 17),
    "no break at all": lambda n: "mô hình Bí thư Quận uỷ là Trưởng ban " * (n // 37),
    "blank lines": lambda n: "\n" * n,
    "blanks": lambda n: " " * n + "x",
    "blanks in lines": lambda n: ("x" + " " * 50 + "\n") * (n // 52),
    "asterisks": lambda n: "*" * n + "a",
    "dashes": lambda n: "- " * (n // 2),
    "dots": lambda n: "x" + "." * n + "y",
    "dots and blanks": lambda n: ". " * (n // 2),
    "pipes": lambda n: "|" * n,
    "one wide row": lambda n: "| a " * (n // 4) + "|",
    "digits": lambda n: "1" * n,
    "digits and dots": lambda n: "1." * (n // 2),
    "digits and slashes": lambda n: "1/" * (n // 2),
    "symbols": lambda n: "1-A" * (n // 3),
    "numbers": lambda n: "số 12-CV/QU " * (n // 12),
    "dates": lambda n: "ngày 01/9/2021 " * (n // 15),
    "quotes": lambda n: "“" * n,
    "capitals": lambda n: "A " * (n // 2),
    "capital line": lambda n: "BAN THƯỜNG VỤ " * (n // 14),
    "names": lambda n: "Nguyễn Văn A " * (n // 13),
    "names, a line each": lambda n: "Nguyễn Văn A\n" * (n // 13),
    "combining marks": lambda n: "a" + "\u0301" * n,
    "letters with marks": lambda n: unicodedata.normalize("NFD", "ấ" * (n // 3)),
    "cells under each other": lambda n: "Ten  12\n" * (n // 8),
    "cells between tabs": lambda n: "Tên\tSố\n" * (n // 7),
    "items": lambda n: "- a\n" * (n // 4),
    "numbered": lambda n: "".join(f"{at}. a\n" for at in range(n // 8)),
    "articles": lambda n: "".join(f"Điều {at}. a\n\n" for at in range(n // 14)),
    "nested and closed": lambda n: "I. A\n1. b\n1.1. c\na) d\n- e\n+ f\n" * (n // 33),
    "page cuts": lambda n: "các khu vực\n\ncách ly tại\n\n" * (n // 26),
    "letterheads": lambda n: "QUẬN ỦY A\nSố 1-CV/QU\n\nNội dung.\n\nNơi nhận:\n- X.\n\nLê Văn A\n\n" * (n // 70),
    "letterheads without a number": lambda n: (
        "CHỈ THỊ\nvề phòng cháy\n\nNội dung.\n\nNơi nhận:\n- X.\n\nLê Văn A\n\n" * (n // 66)
    ),
    "signatures": lambda n: "T/M BAN THƯỜNG VỤ\nBÍ THƯ\nLê Văn A\n\n" * (n // 36),
    "recipients": lambda n: "Nơi nhận:\n" + "- Văn phòng;\n" * (n // 13),
    "recipients in a line": lambda n: "Nơi nhận: " + "- Văn phòng; " * (n // 13),
    "of": lambda n: "Chỉ thị 1-CT/TU của " + "Ban " * (n // 4),
    "about": lambda n: "Chỉ thị 1-CT/TU về " * (n // 19),
    "implements": lambda n: "thực hiện " * (n // 10) + "Chỉ thị 1-CT/TU",
    "amends": lambda n: "sửa đổi " * (n // 8) + "Chỉ thị 1-CT/TU",
    "semicolons": lambda n: "a; " * (n // 3),
    "controls": lambda n: "\x00\x01\x0b\x0c\x1f" * (n // 5),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_parsed(name: str) -> None:
    for clause in check(HOSTILE[name](3_000)).clauses:
        for piece in sentences(clause):
            assert segments(piece)


def test_very_deep_nesting() -> None:
    levels = [
        "Phần I.",
        "Chương I.",
        "Mục 1. A",
        "Điều 1.",
        "I. ",
        "1. ",
        "1.1. ",
        "1.1.1. ",
        "(1) ",
        "1) ",
        "a) ",
        "- ",
        "+ ",
    ]
    found = check("\n\n".join(f"{marker} x" for marker in levels * 200))
    assert max(c.address.count(", ") for c in found.clauses) < len(levels)


def test_recursion_limit_is_never_near() -> None:
    limit = sys.getrecursionlimit()
    try:
        sys.setrecursionlimit(250)
        check("- a\n+ b\n" * 2_000)
    finally:
        sys.setrecursionlimit(limit)


def _work(text: str) -> None:
    found = parse(Source("a.txt", text, ""))
    for clause in found.clauses:
        for piece in sentences(clause):
            segments(piece)
        windows(clause, found.directives[clause.directive])


@pytest.mark.parametrize("name", HOSTILE)
def test_time_grows_with_the_text_not_with_its_square(name: str) -> None:
    made = {size: HOSTILE[name](size) for size in (6_000, 6_000 * TIMES)}
    grows_with_the_text(lambda size: _work(made[size]), 6_000)


def test_units_of_a_clause_do_not_overlap() -> None:
    for candidate in find([documents()]):
        text = read(candidate).text
        found = units(text)
        assert all(a.end <= b.start for a, b in itertools.pairwise(found))


def _clause(text: str) -> Clause:
    return Clause(0, 0, "a.txt", 100, 100 + len(text), text, Role.BODY, "mục 1")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. Một câu. Hai câu.", ["Một câu.", "Hai câu."]),
        ("(1) Ủy ban nhân dân Quận:", ["Ủy ban nhân dân Quận:"]),
        ("- Số 12. Ngày 01/9/2021.", ["Số 12.", "Ngày 01/9/2021."]),
        ("TP. Hà Nội và đ/c. Nguyễn Văn A họp. Xong.", ["TP. Hà Nội và đ/c. Nguyễn Văn A họp.", "Xong."]),
        ("Có bệnh nền... Rà soát, thống kê.", ["Có bệnh nền...", "Rà soát, thống kê."]),
        ("Nói “ai ở đâu, ở đó”. Huy động.", ["Nói “ai ở đâu, ở đó”.", "Huy động."]),
        ("trên 100.000 chỗ. Hết.", ["trên 100.000 chỗ.", "Hết."]),
        ("chợ dân sinh,... để có kịch bản. Hết.", ["chợ dân sinh,... để có kịch bản.", "Hết."]),
        ("Không có dấu chấm", ["Không có dấu chấm"]),
        ("-", ["-"]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [piece.text for piece in sentences(_clause(text))] == expected
