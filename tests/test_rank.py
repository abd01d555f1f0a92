"""The second stage: which of two clauses comes first, and what it may not do to the order it is given."""

import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.archive import Archive, open_archive
from index.build import build
from rag.ask import understand
from rag.finding import rank as stage
from rag.finding.features import FEATURES, features
from rag.finding.gather import gather
from rag.finding.pool import Pool
from rag.finding.rank import DEPTH, rank, weights
from rag.finding.reading import read
from rag.finding.retrieve import retrieve
from rag.types import Hit, Query, Retrieval
from tests.fakes import HashingEncoder, write_files

PLAN = """ỦY BAN NHÂN DÂN
HUYỆN BẢO SƠN

Số: 30/KH-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Bảo Sơn, ngày 01 tháng 3 năm 2023

KẾ HOẠCH
Phát triển văn hóa đọc trên địa bàn huyện

1. Mỗi xã tổ chức một ngày hội đọc sách, có thi kể chuyện theo sách.

2. Phòng Văn hóa hướng dẫn các xã chọn địa điểm trưng bày sách.

CHỦ TỊCH

Trần Thị Sáu
"""
LETTER = """ỦY BAN NHÂN DÂN
XÃ PHƯỚC LONG

Số: 45/UBND-VX

V/v tổ chức ngày hội đọc sách

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Phước Long, ngày 12 tháng 4 năm 2023

Kính gửi:
- Các trường học trên địa bàn xã;
- Trung tâm Văn hóa xã.

Thực hiện Kế hoạch số 30/KH-UBND ngày 01/3/2023 của Ủy ban nhân dân huyện về phát triển văn hóa đọc, xã yêu cầu:

1. Danh sách học sinh dự thi kể chuyện:

a) Mỗi trường chọn học sinh dự thi kể chuyện theo sách và luyện tập cho các em.

b) Gửi danh sách học sinh dự thi kể chuyện theo sách về Trung tâm Văn hóa xã trước ngày 20/4/2023.

2. Trung tâm Văn hóa xã chuẩn bị các gian trưng bày sách, trang trí gian trưng bày và giữ trật tự quanh gian.

3. Trung tâm Văn hóa xã dựng 12 gian trưng bày sách và thuê 300 ghế ngồi.

4. Trường nào chưa có sách thì mượn theo Công văn số 18/SGD-TV của Sở.

Mẫu phiếu: Học sinh dự thi kể chuyện theo sách ................ trường ................

Nơi nhận:
- Như kính gửi;
- Phòng Văn hóa huyện;
- Lưu: VT.

CHỦ TỊCH

Lê Văn Tám
"""
DEFAULT = Retrieval()


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """Two short directives; the encoder knows words only, so what is decided here is decided by the second stage."""
    folder = tmp_path_factory.mktemp("archive")
    encoder = HashingEncoder()
    documents = write_files(folder / "documents", {"kh30.txt": PLAN, "cv45.txt": LETTER})
    build([documents], folder / "index", encoder, None, lambda *_: None)
    return open_archive(folder / "index", encoder, cache=Path(folder))


Find = Callable[[str, Retrieval], list[Hit]]


@pytest.fixture
def found(archive: Archive) -> Find:
    return lambda question, how: retrieve(understand(question, archive, (), how), archive, 50, how)


def place(hits: list[Hit], address: str, number: str = "45/UBND-VX") -> int:
    file = {"45/UBND-VX": "cv45.txt", "30/KH-UBND": "kh30.txt"}[number]
    return next(at for at, hit in enumerate(hits) if hit.clause.address == address and hit.clause.file.endswith(file))


@pytest.mark.parametrize(
    ("question", "first", "then"),
    [
        # The field asked for, before the clause that has the words of the question.
        ("Ai ký công văn 45/UBND-VX?", "chữ ký", "số, ký hiệu"),
        ("Công văn 45 về ngày hội đọc sách do ai ký?", "chữ ký", "trích yếu"),
        ("Công văn 45/UBND-VX ban hành ngày nào?", "địa danh, ngày tháng", "số, ký hiệu"),
        ("Công văn 45/UBND-VX kính gửi những nơi nào?", "kính gửi", "nơi nhận"),
        ("Nơi nhận của công văn 45/UBND-VX gồm những ai?", "nơi nhận", "kính gửi"),
        ("Công văn 45/UBND-VX nói về việc gì?", "trích yếu", "số, ký hiệu"),
        ("cong van 45/UBND-VX do ai ky", "chữ ký", "số, ký hiệu"),
        # A value of the wanted type.
        ("Danh sách học sinh dự thi kể chuyện theo sách gửi trước ngày nào?", "mục 1, điểm b", "mục 1, điểm a"),
        ("Có bao nhiêu gian trưng bày sách của Trung tâm Văn hóa xã?", "mục 3", "mục 2"),
        ("Trường chưa có sách thì mượn theo công văn nào?", "mục 4", "mục 2"),
        # A lead-in announces; what stands beneath it says.
        ("Danh sách học sinh dự thi kể chuyện thì làm gì?", "mục 1, điểm b", "mục 1"),
        # The relation asked for.
        ("Công văn 45/UBND-VX thực hiện kế hoạch nào?", "đoạn mở đầu", "mục 4"),
    ],
)  # fmt: skip
def test_which_comes_first(found: Find, question: str, first: str, then: str) -> None:
    hits = found(question, DEFAULT)
    assert place(hits, first) < place(hits, then)


def test_signature_is_first_only_thanks_to_this_stage(found: Find) -> None:
    question = "Công văn 45 gửi các trường học về kể chuyện theo sách trong ngày hội do ai ký?"
    assert place(found(question, DEFAULT), "chữ ký") == 0
    assert place(found(question, Retrieval(rank=False)), "chữ ký") > 0


def test_document_of_the_kind_named_comes_first(found: Find) -> None:
    hits = found("Kế hoạch nào nói về địa điểm trưng bày sách?", DEFAULT)
    assert place(hits, "mục 2", "30/KH-UBND") < place(hits, "mục 2")


def test_field_is_that_of_the_document_asked_about(archive: Archive) -> None:
    pool, query = pooled("Ai ký công văn 45/UBND-VX?", archive)
    held = features(pool, pool.order(), query, archive)[:, index_of("field")]
    assert [pool.clauses[row].address for row, holds in zip(pool.order(), held, strict=True) if holds] == ["chữ ký"]


@pytest.mark.parametrize(
    ("address", "name", "value"),
    [
        ("mục 1", "bare", 1),
        ("mục 1, điểm a", "bare", 0),
        ("mục 1, điểm b", "wanted", 1),
        ("mục 1, điểm a", "wanted", 0),
        ("mục 2", "wanted", 0),
        ("kính gửi", "field", 0),
        ("mục 3", "blanks", 0),
    ],
)
def test_features(archive: Archive, address: str, name: str, value: float) -> None:
    pool, query = pooled("Danh sách học sinh dự thi kể chuyện theo sách gửi trước ngày nào?", archive)
    rows = np.array([at for at, c in enumerate(pool.clauses) if c.address == address and c.file.endswith("cv45.txt")])
    assert features(pool, rows, query, archive)[0, index_of(name)] == value


def test_form_to_fill_in(archive: Archive) -> None:
    forms = [c for c in archive.clauses_of(0) + archive.clauses_of(1) if "......" in c.text]
    assert forms
    assert all(read(clause).blanks for clause in forms)


QUESTIONS = (
    "Ai ký công văn 45/UBND-VX?", "sách", "Danh sách gửi trước ngày nào?", "kế hoạch và công văn nói gì về ngày hội?",
    "bao nhieu gian trung bay", "Mục 3 công văn 45 nói gì?", "???  x", "Trung tâm Văn hóa xã có phải dựng 12 gian không?",
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(question=st.sampled_from(QUESTIONS), seed=st.integers(0, 2**32 - 1))
def test_same_clauses_same_scores_in_an_order_that_is_always_the_same(
    archive: Archive, question: str, seed: int
) -> None:
    """Whatever the first stage gives, in any order of rows: a permutation with the scores it had, the same each time."""
    pool, query = pooled(question, archive)
    chance = np.random.default_rng(seed)
    pool = pool.scored(chance.permutation(np.linspace(0, 1, len(pool))))
    ranked = rank(pool, query, archive)
    assert ranked.clauses == pool.clauses
    assert np.allclose(np.sort(ranked.score), np.sort(pool.score))
    mixed = chance.permutation(len(pool))
    again = rank(shuffled(pool, mixed), query, archive)
    assert [hit.clause.id for hit in again.hits()] == [hit.clause.id for hit in ranked.hits()]


def test_equal_scores_are_told_apart_and_the_rest_keeps_its_place(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stage, "DEPTH", 5)
    pool, query = pooled("Ai ký công văn 45/UBND-VX?", archive)
    alike = pool.scored(np.where(np.arange(len(pool)) < 5, 0.5, 0.1))
    signature = next(at for at, c in enumerate(pool.clauses) if c.address == "chữ ký")
    order = [*range(len(pool))]
    order.insert(0, order.pop(signature))
    ranked = rank(shuffled(alike, np.array(order)).scored(alike.score), query, archive).order()
    assert len(set(ranked)) == len(pool)
    assert set(ranked[:5]) == set(range(5))
    assert list(ranked[5:]) == list(shuffled(alike, np.array(order)).scored(alike.score).order()[5:])


def test_weights_have_the_sign_and_reason_that_the_features_say() -> None:
    assert len(weights()) == len(FEATURES) == len({feature.name for feature in FEATURES})
    for feature, weight in zip(FEATURES, weights(), strict=True):
        assert math.isfinite(weight)
        assert weight * feature.sign >= 0, feature.name
        assert feature.reason


@pytest.mark.parametrize("question", QUESTIONS)
def test_features_lie_between_0_and_1(archive: Archive, question: str) -> None:
    pool, query = pooled(question, archive)
    table = features(pool, pool.order(DEPTH), query, archive)
    assert table.shape == (min(DEPTH, len(pool)), len(FEATURES))
    assert np.all((table >= 0) & (table <= 1))


def test_better_first_stage_never_hurts(archive: Archive) -> None:
    """Monotone: a clause whose score rises, all else equal, does not fall."""
    pool, query = pooled("Danh sách gửi trước ngày nào?", archive)
    for row in range(0, len(pool), 3):
        before = list(rank(pool, query, archive).order()).index(row)
        risen = pool.score.copy()
        risen[row] = max(risen[row], float(np.sort(pool.score)[-2]))
        assert list(rank(pool.scored(risen), query, archive).order()).index(row) <= before


def test_clause_asked_for_by_its_address_stays_first(archive: Archive) -> None:
    pool, query = pooled("Ai ký công văn 45/UBND-VX?", archive)
    lead = next(at for at, c in enumerate(pool.clauses) if c.address == "mục 2")
    query = replace(query, scope=replace(query.scope, clauses=(pool.clauses[lead].id,)))
    ahead = pool.score.copy()
    ahead[lead] = ahead.max() + 1
    assert rank(pool.scored(ahead), query, archive).order()[0] == lead


@pytest.mark.parametrize("ranked", [True, False])
def test_clause_asked_for_by_its_address_is_first_unless_that_is_switched_off(archive: Archive, ranked: bool) -> None:
    off, on = Retrieval(scope=False, rank=ranked), Retrieval(rank=ranked)
    query = understand("Công văn 45/UBND-VX nói gì về sách?", archive, (), off)
    found = retrieve(query, archive, 50, off)
    last = next(hit.clause.id for hit in reversed(found) if hit.clause.directive in (query.scope.directives or ()))
    assert last != found[0].clause.id
    addressed = replace(query, scope=replace(query.scope, clauses=(last,)))
    assert retrieve(addressed, archive, 50, on)[0].clause.id == last
    assert retrieve(addressed, archive, 50, off) == found


def test_plain_texts_stay_as_they_are(tmp_path: Path) -> None:
    texts = {
        "a.txt": "Chợ nổi họp lúc 5 giờ sáng.\n\nXuồng ghe chở trái cây.",
        "b.txt": "Chợ nổi là nơi họp của ghe xuồng:",
    }
    build([write_files(tmp_path / "texts", texts)], tmp_path / "index", HashingEncoder(), None, lambda *_: None)
    plain = open_archive(tmp_path / "index", HashingEncoder(), cache=tmp_path)
    pool, query = pooled("Chợ nổi họp lúc mấy giờ?", plain)
    assert rank(pool, query, plain) is pool


def test_empty_pool(archive: Archive) -> None:
    nothing = Pool((), *np.zeros((4, 0)))
    assert rank(nothing, understand("ai ký?", archive), archive).hits() == []


def pooled(question: str, archive: Archive) -> tuple[Pool, Query]:
    query = understand(question, archive)
    return gather(query, archive), query


def index_of(name: str) -> int:
    return [feature.name for feature in FEATURES].index(name)


def shuffled(pool: Pool, order: np.ndarray) -> Pool:
    return replace(
        pool, clauses=tuple(pool.clauses[at] for at in order), lexical=pool.lexical[order], folded=pool.folded[order],
        dense=pool.dense[order], score=pool.score[order],
    )  # fmt: skip
