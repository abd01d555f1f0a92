"""Which clauses become one hit, which must both be seen, and what folding leaves alone."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.archive import Archive, open_archive
from index.build import build
from index.types import Clause, Reference, Relation, Role, Span
from rag.ask import understand
from rag.finding.fold import fold
from rag.finding.retrieve import retrieve
from rag.types import Hit, Query, Retrieval, Scope, Want
from tests.fakes import HashingEncoder, write_files

DUTY = "Các tổ dân phố vận động người dân phân loại rác tại nhà và bỏ rác đúng giờ thu gom hằng ngày"
QUERY = Query("rác", "rác", True, Want.TEXT, (), Scope(), ("rác",))


def clause(number: int, text: str, directive: int | None = None, headings: tuple[str, ...] = ()) -> Clause:
    owner = number if directive is None else directive
    return Clause(number, owner, f"{owner}.txt", 0, len(text), text, Role.BODY, f"mục {number}", headings)


def hits(*clauses: Clause) -> list[Hit]:
    return [Hit(one, 1 - at / 100, 0.5, 1.0) for at, one in enumerate(clauses)]


class Mentions:
    """All that folding asks of an archive."""

    def __init__(self, *references: Reference) -> None:
        self.references = references


def folded(found: list[Hit], query: Query = QUERY, *references: Reference) -> list[list[int]]:
    """Ids of each hit's clause and of those in its ``same``."""
    archive = Mentions(*references)
    kept = fold(found, query, archive)  # type: ignore[arg-type]
    return [[hit.clause.id, *(same.id for same in hit.same)] for hit in kept]


@pytest.mark.parametrize(
    "other",
    [
        DUTY,
        f"3. {DUTY};",
        f"- {DUTY}.",
        f"**{DUTY}**",
        DUTY.replace("hòa", "hoà").replace("phân loại", "phân  loại"),
    ],
)
def test_the_same_words_are_one_hit(other: str) -> None:
    assert folded(hits(clause(0, DUTY), clause(1, other))) == [[0, 1]]


@pytest.mark.parametrize(
    "other",
    [
        # Number, date, quantity.
        DUTY.replace("hằng ngày", "02 ngày một lần"),
        f"{DUTY} từ ngày 01/6/2023",
        # Name.
        DUTY.replace("Các tổ dân phố", "Các tổ dân phố Hòa Minh"),
        # Negation, exception.
        DUTY.replace("bỏ rác", "không bỏ rác"),
        DUTY.replace("hằng ngày", "hằng ngày trừ hộ neo đơn"),
        # Other words.
        "Các tổ dân phố vận động người dân trồng cây trước nhà và chăm sóc cây xanh ở nơi công cộng hằng ngày",
    ],
)
def test_a_reader_must_see_both(other: str) -> None:
    assert folded(hits(clause(0, DUTY), clause(1, other))) == [[0], [1]]


@pytest.mark.parametrize(
    "text",
    [
        # Speaks of itself: two facts in the same words.
        "Quyết định này có hiệu lực thi hành sau mười lăm ngày kể từ ngày đăng Công báo theo quy định",
        "Các cơ quan quy định tại Điều này chịu trách nhiệm thi hành và báo cáo kết quả thực hiện",
        # Too short to say anything without its place.
        "Tổ chức thực hiện",
        "QUYẾT ĐỊNH:",
        "",
        "....",
    ],
)
def test_not_folded_at_all(text: str) -> None:
    assert folded(hits(clause(0, text), clause(1, text))) == [[0], [1]]


def test_only_bodies_are_folded() -> None:
    signed = [replace(clause(at, DUTY), role=Role.SIGNATURE) for at in range(2)]
    assert folded(hits(*signed)) == [[0], [1]]


def test_same_words_under_another_heading_mean_another_thing() -> None:
    house, medal = ("Điều 2. Đối tượng được hỗ trợ nhà ở",), ("Điều 7. Người được tặng huân chương",)
    assert folded(hits(clause(0, DUTY, headings=house), clause(1, DUTY, headings=medal))) == [[0], [1]]
    assert folded(hits(clause(0, DUTY, headings=house), clause(1, DUTY, headings=house))) == [[0, 1]]


def test_one_document_keeps_its_own_repetitions() -> None:
    assert folded(hits(clause(0, DUTY, 7), clause(1, DUTY, 7))) == [[0], [1]]


def test_three_documents() -> None:
    other = "Ban quản lý chợ bố trí người hướng dẫn phân luồng xe máy ở cổng chợ vào buổi sáng và buổi chiều"
    assert folded(hits(clause(0, DUTY), clause(1, other), clause(2, DUTY), clause(3, DUTY))) == [[0, 2, 3], [1]]


def test_document_named_in_the_question_comes_first_in_the_place_of_the_better() -> None:
    query = replace(QUERY, scope=Scope(directives=(1,)))
    found = fold(hits(clause(0, DUTY), clause(1, DUTY)), query, Mentions())  # type: ignore[arg-type]
    assert [(hit.clause.id, [same.id for same in hit.same]) for hit in found] == [(1, [0])]
    assert found[0].score == 1.0


def test_two_documents_named_are_two_hits() -> None:
    query = replace(QUERY, scope=Scope(directives=(0, 1)))
    assert folded(hits(clause(0, DUTY), clause(1, DUTY)), query) == [[0], [1]]


def test_old_and_new_words_of_an_amendment_are_two_hits() -> None:
    amends = Reference("1.txt", 1, None, "5/QĐ", None, None, None, Relation.AMENDS, Span(0, 4), None, 0)
    assert folded(hits(clause(0, DUTY), clause(1, DUTY)), QUERY, amends) == [[0], [1]]
    assert folded(hits(clause(0, DUTY), clause(1, DUTY)), QUERY, replace(amends, relation=Relation.IMPLEMENTS)) == [
        [0, 1]
    ]


TEXTS = (DUTY, f"{DUTY} 5", "Ngắn thôi", DUTY.replace("Các tổ", "Mọi tổ"), f"a) {DUTY}")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(TEXTS), st.integers(0, 5)), max_size=20),
    st.one_of(st.none(), st.frozensets(st.integers(0, 5), max_size=3)),
)
def test_nothing_is_lost_and_order_is_kept(given_: list[tuple[str, int]], named: frozenset[int] | None) -> None:
    found = hits(*(clause(at, text, directive) for at, (text, directive) in enumerate(given_)))
    query = replace(QUERY, scope=Scope(directives=None if named is None else tuple(sorted(named))))
    groups = folded(found, query)
    assert sorted(number for group in groups for number in group) == list(range(len(found)))
    best = [min(group) for group in groups]
    assert best == sorted(best)
    assert folded(found, query) == groups
    kept = fold(found, query, Mentions())  # type: ignore[arg-type]
    assert [hit.score for hit in kept] == sorted((hit.score for hit in kept), reverse=True)


LETTER = """Số: {number}/UBND-VX

{place}, ngày 12 tháng 4 năm 2023

1. {duty}.

2. {own}.
"""


def test_switch(tmp_path: Path) -> None:
    """A search shows one hit with the other document's clause beside it; switched off, two."""
    letters = {
        "a.txt": LETTER.format(number=4, place="Phước Long", duty=DUTY, own="Xã Phước Long mở hội đọc sách cho trẻ em"),
        "b.txt": LETTER.format(number=7, place="Bảo Sơn", duty=DUTY, own="Xã Bảo Sơn sửa mái chợ trước mùa mưa bão"),
    }
    encoder = HashingEncoder()
    build([write_files(tmp_path / "letters", letters)], tmp_path / "index", encoder, None, lambda *_: None)
    archive: Archive = open_archive(tmp_path / "index", encoder, cache=tmp_path)
    query = understand("Ai vận động người dân phân loại rác tại nhà?", archive)
    on, off = (retrieve(query, archive, how=Retrieval(fold=switch)) for switch in (True, False))
    assert len(on[0].same) == 1
    assert on[0].same[0].directive != on[0].clause.directive
    assert not any(hit.same for hit in off)
    assert len(off) == len(on) + 1
