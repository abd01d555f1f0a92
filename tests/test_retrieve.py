"""The first stage and the story of finding, on a small archive of laws and letters with a made-up encoder."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from index.archive import Archive, open_archive
from index.build import build
from rag.ask import understand
from rag.finding.fuse import sides_of
from rag.finding.gather import gather
from rag.finding.retrieve import retrieve
from rag.finding.surroundings import surroundings
from rag.types import HYBRID, Query, Retrieval
from tests.fakes import HashingEncoder, write_files

FIRST = Retrieval(rank=False, fold=False, surroundings=False)
AROUND = Retrieval(rank=False, fold=False)
FILES = {
    "nha.txt": (
        "Điều 1. Hợp đồng thuê nhà ở\n\n1. Phải lập thành văn bản.\n\n2. Chấm dứt khi nhà bị phá dỡ.\n\n"
        "3. Giá do hai bên thỏa thuận.\n"
    ),
    "xe.txt": (
        "Điều 1. Hợp đồng vận chuyển hành khách\n\n1. Phải lập thành văn bản khi một bên yêu cầu.\n\n"
        "2. Chấm dứt khi đến nơi.\n\n3. Cước do pháp luật quy định.\n"
    ),
    "bien.txt": "Điều 1. Biên bản\n\n1. Lập thành hai bản.\n\n2. Ghi rõ số tang vật, phương tiện bị tạm giữ.\n",
    "ban.txt": "Điều 1. Biên bản\n\n1. Lập thành hai bản.\n\n2. Ghi rõ số trẻ em sinh ra tại trạm y tế.\n",
    "vay.txt": "Điều 1. Hợp đồng vay tài sản\n\n1. Lãi suất do các bên thỏa thuận.\n\n2. Bên vay trả đủ tiền khi đến hạn.\n",
    "cho.txt": "Súc vật gây thiệt hại cho người khác thì chủ sở hữu súc vật phải bồi thường.\n",
    "thu.txt": "Ủy ban nhân dân phường tổ chức tiêm vắc xin cho người trên 65 tuổi trước ngày 04/9/2021.\n",
    "quet.txt": "Uỷ ban nhan dan phuong tổ chuc phát gạo cho nguoi cao tuổi.\n",
}
QUESTIONS = [
    ("Hợp đồng thuê nhà chấm dứt khi nào?", "nha.txt", "Điều 1, khoản 2"),
    ("Hợp đồng thuê nhà ở: giá do ai thỏa thuận?", "nha.txt", "Điều 1, khoản 3"),
    ("Hợp đồng vận chuyển hành khách chấm dứt khi nào?", "xe.txt", "Điều 1, khoản 2"),
    ("Lãi suất vay do ai thỏa thuận?", "vay.txt", "Điều 1, khoản 1"),
    ("Chủ súc vật gây thiệt hại có phải bồi thường không?", "cho.txt", ""),
    ("Tiêm vắc xin cho người trên 65 tuổi trước ngày nào?", "thu.txt", ""),
    ("Ủy ban nhân dân phường phát gạo cho người cao tuổi", "quet.txt", ""),
]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """The files above, indexed."""
    root = tmp_path_factory.mktemp("retrieve")
    build([write_files(root / "files", FILES)], root / "archive", HashingEncoder(), None, lambda *_: None)
    return open_archive(root / "archive", HashingEncoder(), cache=root)


def ask(text: str, archive: Archive, how: Retrieval = HYBRID) -> Query:
    """``text`` understood."""
    return understand(text, archive, (), how)


@pytest.mark.parametrize(("question", "file", "address"), QUESTIONS)
def test_the_right_clause_is_first(archive: Archive, question: str, file: str, address: str) -> None:
    first = retrieve(ask(question, archive), archive)[0].clause
    assert first.file == file
    assert not address or first.address == address


@pytest.mark.parametrize(
    ("question", "file"),
    [
        ("Biên bản tạm giữ phương tiện lập thành mấy bản?", "bien.txt"),
        ("Biên bản trẻ em sinh ra tại trạm y tế lập thành mấy bản?", "ban.txt"),
    ],
)
def test_the_article_of_a_clause_counts_with_it(archive: Archive, question: str, file: str) -> None:
    """Of two clauses in the same words, under the same heading, the one is meant that stands where the rest is said."""
    query = ask(question, archive, AROUND)
    same = {
        hit.clause.file: hit
        for hit in retrieve(query, archive, 50, FIRST)
        if hit.clause.text == "1. Lập thành hai bản."
    }
    assert same["bien.txt"].score == pytest.approx(same["ban.txt"].score)
    around = [hit.clause for hit in retrieve(query, archive, 50, AROUND) if hit.clause.text == "1. Lập thành hai bản."]
    assert around[0].file == file


def test_a_clause_that_is_its_own_article_keeps_its_score(archive: Archive) -> None:
    query = ask("Súc vật gây thiệt hại cho người khác", archive, FIRST)
    pool = gather(query, archive, FIRST)
    after = surroundings(pool, query, archive)
    sizes = Counter(archive.articles.tolist())
    alone = [at for at, number in enumerate(pool.ids) if sizes[int(archive.articles[number])] == 1]
    assert alone
    np.testing.assert_allclose(after.score[alone], pool.score[alone], rtol=1e-6)


@pytest.mark.parametrize("how", [HYBRID, FIRST, AROUND, Retrieval(dense=False), Retrieval(lexical=False)])
@pytest.mark.parametrize("question", [QUESTIONS[0][0], "lai suat vay", "zzz qqq", "04/9/2021"])
def test_a_search_gives_the_same_twice_each_clause_once_and_scores_in_order(
    archive: Archive, how: Retrieval, question: str
) -> None:
    one, two = (retrieve(ask(question, archive, how), archive, 50, how) for _ in range(2))
    assert one == two
    assert len({hit.clause.id for hit in one}) == len(one)
    scores = [hit.score for hit in one]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


def test_fewer_hits_are_the_first_of_more(archive: Archive) -> None:
    query = ask("hợp đồng phải lập thành văn bản", archive)
    many = retrieve(query, archive, 12)
    assert [hit.clause for hit in retrieve(query, archive, 3)] == [hit.clause for hit in many[:3]]


@pytest.mark.parametrize("how", [HYBRID, FIRST, Retrieval(scope=False), Retrieval(dense=False)])
def test_nothing_outside_what_is_searched(archive: Archive, how: Retrieval) -> None:
    query = ask("hợp đồng chấm dứt khi nào", archive, how)
    named = [directive.id for directive in archive.directives if directive.file in ("nha.txt", "vay.txt")]
    within = np.array(archive.clause_ids(named))
    hits = retrieve(query, archive, 50, how, within)
    assert hits
    assert {hit.clause.id for hit in hits} <= set(within.tolist())
    assert retrieve(query, archive, 50, how, np.empty(0, np.int64)) == []


def test_a_scope_limits_the_search_unless_it_is_switched_off(archive: Archive) -> None:
    query = ask("hợp đồng chấm dứt khi nào", archive)
    scoped = replace(query, scope=replace(query.scope, directives=(1,)))
    assert {hit.clause.directive for hit in retrieve(scoped, archive, 50)} == {1}
    free = retrieve(scoped, archive, 50, Retrieval(scope=False))
    assert len({hit.clause.directive for hit in free}) > 1


def test_with_both_sides_off_nothing_is_found(archive: Archive) -> None:
    how = Retrieval(lexical=False, dense=False)
    assert retrieve(ask("hợp đồng", archive, how), archive, 10, how) == []


def test_a_side_that_is_off_has_no_part(archive: Archive) -> None:
    query = ask("hợp đồng vay", archive)
    words = gather(query, archive, Retrieval(dense=False))
    assert set(words.dense.tolist()) == {0.0}
    assert words.sides is not None
    assert words.sides.vector is None
    meaning = gather(query, archive, Retrieval(lexical=False))
    assert not meaning.lexical.any()
    assert not meaning.folded.any()
    best = meaning.order()
    assert list(meaning.dense[best]) == sorted(meaning.dense, reverse=True)


def test_every_candidate_has_all_three_numbers(archive: Archive) -> None:
    """Also those that only one of the sides thought of."""
    question = "Hợp đồng vay tài sản"
    pool = gather(ask(question, archive, FIRST), archive, FIRST)
    marked, plain = (archive.lexical.scores(question, marks) for marks in (True, False))
    np.testing.assert_allclose(pool.lexical, marked[pool.ids], rtol=1e-4)
    np.testing.assert_allclose(pool.folded, plain[pool.ids], rtol=1e-4)
    vectors, owners = archive.dense.windows(pool.ids)
    cosines = vectors @ archive.encoder.queries([question])[0]
    for number, cosine in zip(pool.ids, pool.dense, strict=True):
        assert cosine == pytest.approx(max(cosines[owners == number]), abs=1e-5)


@pytest.mark.parametrize("how", [FIRST, Retrieval(dense=False), Retrieval(lexical=False)])
@pytest.mark.parametrize("text", ["Hợp đồng vay tài sản", "hop dong vay tai san"])
def test_more_of_anything_is_never_worse(archive: Archive, how: Retrieval, text: str) -> None:
    sides = sides_of(ask(text, archive, replace(how, restore=False)), archive, how)
    rng = np.random.default_rng(0)
    for _ in range(50):
        parts = rng.random((3, 4))
        more = parts + rng.random((3, 4)) * (rng.random((3, 4)) < 0.5)
        assert (sides.score(*more) >= sides.score(*parts) - 1e-12).all()


def test_a_question_without_marks_is_decided_by_its_words(archive: Archive) -> None:
    how = Retrieval(restore=False)
    bare, marked = (sides_of(ask(text, archive, how), archive, how) for text in ("hop dong vay", "hợp đồng vay"))
    assert bare.accented == 0 < marked.accented
    assert bare.folded > marked.folded > 0
    assert marked.dense > bare.dense > 0


def test_text_without_marks_is_found_by_a_question_with_them(archive: Archive) -> None:
    """As scans are read: half the marks are gone, and BM25 with marks alone would not know these words."""
    query = ask("Ủy ban nhân dân phường phát gạo cho người cao tuổi", archive, Retrieval(dense=False))
    pool = gather(query, archive, Retrieval(dense=False))
    first = int(pool.order()[0])
    assert pool.clauses[first].file == "quet.txt"
