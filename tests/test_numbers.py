"""Document numbers, dates and addresses of clauses in questions: every shape that people type, and figures that are none."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.archive import Archive
from index.text import tokens
from rag.ask import understand
from rag.question.addresses import parts_of
from rag.question.numbers import number_mentions, split_number
from rag.types import Retrieval, Scope

AS_TYPED = Retrieval(repair=False, restore=False)


def scope_of(archive: Archive, question: str) -> Scope:
    return understand(question, archive, how=AS_TYPED).scope


def named(archive: Archive, scope: Scope) -> set[str]:
    """The numbers that the question was read to name: of the archive's documents, or of those it mentions."""
    own = {archive.directives[i].name for i in scope.directives or ()} if scope.explicit else set()
    return {r.number or "" for r in scope.references} or own


@pytest.mark.parametrize(
    ("question", "number"),
    [
        # figures alone, and with the kind
        ("667", "667-CV/QU"),
        ("667 nói gì?", "667-CV/QU"),
        ("Số 924", "924-CV/QU"),
        ("cv số 924", "924-CV/QU"),
        ("CV667 ai ký", "667-CV/QU"),
        ("cv667", "667-CV/QU"),
        ("công văn của hà đông số 667", "667-CV/QU"),
        ("thông báo kết luận 164", "164-TB/QU"),
        # the symbol in any order, with any dash, with none
        ("06 CT TU nói gì", "06-CT/TU"),
        ("06/CT-TU", "06-CT/TU"),
        ("06cttu", "06-CT/TU"),
        ("667CVQU", "667-CV/QU"),
        ("667 cvqu do ai ky", "667-CV/QU"),
        ("667 - CV / QU", "667-CV/QU"),
        ("667—CV⁄QU ai ký", "667-CV/QU"),
        ("667 – CV∕QU", "667-CV/QU"),
        ("100CV/ĐU", "100-CV/ĐU"),
        ("26 BS QU", "26-BS/QU"),
        ("26-BS.QU", "26-BS/QU"),
        ("1103 qđ tu", "1103-QĐ/TU"),
        ("Công văn số 190/CV-TU", "190-CV/TU"),
        ("văn bản 667/CV-QU ngày 02/9/2021 của Quận ủy Hà Đông", "667-CV/QU"),
        # misread and mistyped figures
        ("O6-CT/TU", "06-CT/TU"),
        ("О6-CT/TU", "06-CT/TU"),  # a Cyrillic О
        ("6б7 nói gì", "667-CV/QU"),
        ("l64-TB/QU", "164-TB/QU"),
        ("công văn I00 gửi ai", "100-CV/ĐU"),
        ("công văn lOO-CV/ĐU gửi ai", "100-CV/ĐU"),
        # the year and the issuer
        ("công văn 667 năm 2021", "667-CV/QU"),
        ("công văn 667/2021", "667-CV/QU"),
        ("chỉ thị 17/2021", "17/CT-UBND"),
        ("chỉ thị 17 của chủ tịch thành phố", "17/CT-UBND"),
        ("15 của chủ tịch UBND thành phố nói gì", "15/CĐ-UBND"),
        ("công điện 1102 của thủ tướng", "1102/CĐ-TTg"),
        ("nghị quyết 68 của chính phủ", "68/NQ-CP"),
        # by kind and date
        ("công văn ngày 2/9 nói gì", "667-CV/QU"),
        ("công văn ngày 24/7 nói gì", "634-CV/QU"),
        ("công văn ngày 24/7/2021 của Hà Đông", "634-CV/QU"),
        ("cong van ngay 24 thang 7 nam 2021", "634-CV/QU"),
        ("Văn ban nào trong kho de ngay 24 tháng 7 nam 2021?", "634-CV/QU"),
        ("quyết định ngày 02/02/2021", "477-QĐ/QU"),
    ],
)
def test_a_number_in_any_shape(archive: Archive, question: str, number: str) -> None:
    scope = scope_of(archive, question)
    assert named(archive, scope) == {number}
    assert scope.unknown_numbers == ()


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("634 va 667 khac nhau the nao", {"634-CV/QU", "667-CV/QU"}),
        ("hai công văn 634 và 667 khác nhau thế nào", {"634-CV/QU", "667-CV/QU"}),
        ("công văn 634, 667 và 924 ai ký", {"634-CV/QU", "667-CV/QU", "924-CV/QU"}),
        ("cong van 634 voi 667", {"634-CV/QU", "667-CV/QU"}),
    ],
)
def test_several_numbers(archive: Archive, question: str, numbers: set[str]) -> None:
    assert named(archive, scope_of(archive, question)) == numbers


@pytest.mark.parametrize(
    ("question", "documents_"),
    [
        ("công văn do đồng chí Trường ký", {"634-CV/QU"}),
        ("công văn nào do ông Cường ký", {"924-CV/QU"}),
        ("đồng chí Trịnh Xuân Cường ký văn bản nào", {"924-CV/QU"}),
        ("công văn của Hà Đông về chỉ thị", {"667-CV/QU", "634-CV/QU"}),
        ("thông báo của Thanh Xuân về kiểm tra", {"164-TB/QU"}),
    ],
)
def test_a_document_by_its_signer_or_its_kind_and_issuer(archive: Archive, question: str, documents_: set[str]) -> None:
    assert {archive.directives[i].name for i in scope_of(archive, question).directives or ()} == documents_


@pytest.mark.parametrize(
    ("question", "favoured"),
    [
        ("Chỉ thị nói gì về xét nghiệm?", {"06-CT/TU"}),
        ("chi thi yeu cau xet nghiem the nao", {"06-CT/TU"}),
        ("Thông báo quy định giữ khoảng cách mấy mét", {"164-TB/QU"}),
        ("các chỉ thị yêu cầu gì", set()),
        ("Chỉ thị nào yêu cầu xét nghiệm?", set()),
        ("Công văn nói gì?", set()),  # there are several
    ],
)
def test_the_only_document_of_its_kind_is_favoured(archive: Archive, question: str, favoured: set[str]) -> None:
    scope = scope_of(archive, question)
    assert {archive.directives[i].name for i in scope.favoured} == favoured
    assert scope.directives is None


@pytest.mark.parametrize(
    "question",
    [
        "cách ly bao nhiêu ngày, 15 ngày hay 14 ngày", "100.000 chỗ", "Điều 5 nói gì", "mục 2 khoản 1", "số điện thoại 113",
        "gọi 113 hay 115", "SĐT 024 667", "tổng đài 1022", "kế hoạch 5 năm", "thông báo 164 trường hợp F0", "quyết định 5 người",
        "nhom 3 da tiem xong chua", "dot 3 da tiem chua", "15 UBND phường báo cáo", "mục 3 - UBND phường làm gì",
        "tiem mui 3 cho tre 5 tuoi", "3 tại chỗ là gì", "5K là gì", "Covid-19", "phòng 667", "tầng 6", "khu cách ly 100 giường",
        "bao nhiêu ca F0 trong 667 ca", "667 người", "ngày 06/9", "trong tháng 6", "hướng dẫn 5 bước", "26 bác sĩ", "kh 20",
        "tt 58",
        "văn bản nào yêu cầu hoàn thành trước ngày 04/9/2021?", "công văn yêu cầu báo cáo trước ngày 24/7/2021",
        "Công văn nào phải xong trước ngày 2/9?", "SO-CV gì", "24/7", "10h sáng", "2 người 3 lần",
    ],
)  # fmt: skip
def test_figures_that_are_no_document(archive: Archive, question: str) -> None:
    scope = scope_of(archive, question)
    assert not scope.explicit
    assert scope.unknown_numbers == ()


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("cv 999 noi gi", "cv 999"),
        ("QD 2686", "QD 2686"),
        ("16/CT-TTg", "16/CT-TTg"),
        ("nghị định 101 năm 2018", "nghị định 101 năm 2018"),
        ("công văn 667 năm 2020", "công văn 667 năm 2020"),
        ("Chỉ thị 16 ngày 31/3/2020", "Chỉ thị 16"),
        ("chỉ thị 17 của thủ tướng", "chỉ thị 17 của thủ tướng"),  # the city's is 17 too
        ("công văn 924 hoặc 999", "999"),
        ("công văn ngày 25/7/2021 của Hà Đông nói gì", "công văn ngày 25/7/2021"),
    ],
)
def test_a_number_that_is_missing(archive: Archive, question: str, missing: str) -> None:
    assert scope_of(archive, question).unknown_numbers == (missing,)


def test_a_date_is_not_missed_where_a_document_has_none_that_can_be_read(archive: Archive) -> None:
    """The archive's notice is dated by hand: it may be the one asked for."""
    assert scope_of(archive, "Thông báo ngày 20/7/2021 nói gì").unknown_numbers == ()


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("mục 3", [("muc", "3")]),
        ("khoản 2 Điều 5", [("khoan", "2"), ("dieu", "5")]),
        ("Điều 5 khoản 2 điểm đ", [("dieu", "5"), ("khoan", "2"), ("diem", "đ")]),
        ("muc 2 diem 1", [("muc", "2"), ("diem", "1")]),
        ("điểm (1) mục 2", [("diem", "1"), ("muc", "2")]),
        ("phụ lục II", [("phu luc", "ii")]),
        ("mục 2.1", [("muc", "2.1")]),
        ("Chương thứ 3", [("chuong", "3")]),
        ("phần a", []),
        ("điều kiện 5 năm", []),
        ("mục tiêu 3", []),
        ("ngày mục 2/9", []),
    ],
)
def test_parts_of_an_address(text: str, parts: list[tuple[str, str]]) -> None:
    assert [part for _, _, part in parts_of(text)] == parts


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Mục 3 công văn 667 nói gì?", "mục 3"),
        ("muc 3 cong van 667 noi gi", "mục 3"),
        ("Điểm 1 mục 2 công văn 667", "mục 2, điểm (1)"),
        ("mục 2 điểm 1 công văn 667", "mục 2, điểm (1)"),
        ("khoản 2 công văn 667", "mục 2"),  # what is printed as a mục is called otherwise
        ("mục II công văn 667", "mục 2"),
        ("mục 4 của Thanh Xuân", "mục 4"),
        ("Mục 99 công văn 667", None),
        ("mục 3 nói gì", None),  # of which document is not said
    ],
)
def test_a_clause_by_its_address(archive: Archive, question: str, first: str | None) -> None:
    found = archive.clauses(scope_of(archive, question).clauses)
    assert (found[0].address if found else None) == first
    assert all(clause.address.startswith(first or "") for clause in found)


def _numbers() -> Iterator[str]:
    yield from ("667-CV/QU", "06-CT/TU", "26-BS/QU", "634-CV/QU", "164-TB/QU", "100-CV/ĐU", "924-CV/QU")


@given(st.sampled_from(sorted(_numbers())), st.sampled_from(["-", " - ", "/", "—", " ", "∕"]), st.booleans(), st.data())
def test_a_number_survives_its_print(number: str, dash: str, lower: bool, data: st.DataObject) -> None:
    """Other dashes, blanks, case, and one figure misread leave the figures and codes of a number readable."""
    digits, _, codes = split_number(number)
    printed = dash.join([number.split("-", maxsplit=1)[0], *number.split("-")[1].split("/")])
    looks = {"0": "O", "1": "l", "6": "б"}
    at = data.draw(st.integers(0, len(digits) - 1))
    figures = number.split("-", maxsplit=1)[0]
    misread = figures[:at] + looks.get(figures[at], figures[at]) + figures[at + 1 :]
    question = printed.replace(figures, misread, 1)
    question = question.lower() if lower and "Đ" not in question else question
    found = number_mentions(question, tokens(question), {digits}, {digits})
    assert len(found) == 1, question
    assert digits in found[0].readings
    assert found[0].codes == codes


@given(st.text(max_size=80))
def test_any_text_has_mentions_within_it(text: str) -> None:
    found = tokens(text)
    last = 0
    for mention in number_mentions(text, found, {"7", "12"}, {"7", "12", "100"}):
        assert last <= mention.start < mention.end <= len(found)
        assert mention.printed == text[found[mention.start].start : found[mention.end - 1].end]
        assert mention.readings
        last = mention.end
