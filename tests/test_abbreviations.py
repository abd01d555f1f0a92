"""Abbreviations: learnt from the documents that introduce them, spelt out in questions."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.abbreviations import Abbreviation, by_letters, introduced, learn
from index.archive import open_archive
from index.build import build
from index.orthography import possible_bare
from index.text import ABBREVIATIONS, fold
from index.types import Clause, Role, Span
from rag.question.abbreviations import chat, repair
from rag.question.cues import KIND_WORDS
from rag.question.wording import reword
from tests.fakes import HashingEncoder, write_files


def clause(text: str, number: int = 0) -> Clause:
    return Clause(number, 0, "a.txt", 100, 100 + len(text), text, Role.BODY, "", (), None)


def learnt(text: str) -> list[tuple[str, str]]:
    return [(one.short, one.long) for one in introduced(clause(text))]


# ---------------------------------------------------------------- learning


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("thành lập Ban Chỉ đạo (BCĐ) phòng, chống dịch", "BCĐ", "Ban Chỉ đạo"),
        ("Ủy ban nhân dân (sau đây gọi là UBND) các quận", "UBND", "Ủy ban nhân dân"),
        ("Sở Khoa học và Công nghệ (sau đây viết tắt là KHCN) giao", "KHCN", "Khoa học và Công nghệ"),
        ("Bệnh viện dã chiến (viết tắt là “BVDC”) số 3", "BVDC", "Bệnh viện dã chiến"),
        ("BCĐ (Ban Chỉ đạo) họp", "BCĐ", "Ban Chỉ đạo"),
        ("Trong đó:\n- KCN: Khu công nghiệp\n- khác", "KCN", "Khu công nghiệp"),
        ("Lao động - Thương binh và Xã hội (LĐTBXH)", "LĐTBXH", "Lao động - Thương binh và Xã hội"),
        ("Giáo dục và Đào tạo (GD&ĐT)", "GD&ĐT", "Giáo dục và Đào tạo"),
        ("Theo Tổ chức Y tế Thế giới (viết tắt là WHO) công bố", "WHO", "Tổ chức Y tế Thế giới"),
        ("các tổ giám sát, phòng chống dịch COVID-19 trong cộng đồng (gọi tắt là Tổ COVID cộng đồng)",
         "Tổ COVID cộng đồng", "tổ giám sát, phòng chống dịch COVID-19 trong cộng đồng"),
        ("Quận ủy, viết tắt là QU, yêu cầu", "QU", "Quận ủy"),
        ("thành phố Hồ Chi\u0301 Minh (HCM)", "HCM", "Hồ Chí Minh"),
        ("Thành lập Ban Chỉ đạo chuyển đổi số huyện Thanh Oai (sau đây gọi tắt là BCĐ CĐS), gồm",
         "BCĐ CĐS", "Ban Chỉ đạo chuyển đổi số huyện Thanh Oai"),
    ],
)  # fmt: skip
def test_documents_introduce_abbreviations(text: str, short: str, long: str) -> None:
    assert learnt(text) == [(short, long)]


@pytest.mark.parametrize(
    "text",
    [
        "Luật Bảo hiểm xã hội năm 2014 (sau đây gọi là Luật)", "theo Nghị quyết số 68/NQ-CP (sau đây gọi là Nghị quyết số 68)",
        "người bệnh (F0) và người tiếp xúc (F1)", "Công văn số 667 (CV)", "báo cáo (nếu có)", "Nghị định số 37 (NĐ)",
        "người chưa thành niên (gọi chung là người được giám hộ)", "mục (1), điểm (a), Phụ lục (II)", "tại Hà Nội (HN12)",
        "1. Tên: Ủy ban nhân dân", "Khu cách ly (KTX): Đại học", "(BCĐ)", "a) (sau đây gọi tắt là)", "",
    ],
)  # fmt: skip
def test_what_introduces_no_abbreviation(text: str) -> None:
    assert learnt(text) == []


def test_place_holds_both_forms() -> None:
    text = "Thành lập Ban Chỉ đạo (BCĐ) và Bệnh viện dã chiến (BVDC)."
    for one in introduced(clause(text)):
        said = text[one.span.start - 100 : one.span.end - 100]
        assert said.startswith(one.long)
        assert one.short in said
        assert one.file == "a.txt"


def test_two_readings_are_none_and_one_slip_is_outvoted() -> None:
    trade, fire = "Cửa hàng tiện lợi (CHTL)", "Cứu hộ tại làng (CHTL)"
    assert learn([clause(trade), clause(fire)]) == ()
    assert [one.long for one in learn([clause(trade)] * 3 + [clause(fire)])] == ["Cửa hàng tiện lợi"]
    assert learn([clause(trade), clause("cửa hàng  tiện lợi (CHTL)")])[0].long == "Cửa hàng tiện lợi"


@given(st.text(alphabet="ABCĐabcđ &-()[].,:\n“”gọi viết tắt là", max_size=80))
def test_any_clause_can_be_read(text: str) -> None:
    for one in introduced(clause(text)):
        assert 100 <= one.span.start < one.span.end <= 100 + len(text)


def test_archive_keeps_what_its_documents_introduce(tmp_path: Path) -> None:
    text = (
        "ỦY BAN NHÂN DÂN\nQUẬN HÀ ĐÔNG\nSố: 12/TB-UBND\nHà Đông, ngày 02 tháng 9 năm 2021\nTHÔNG BÁO\nVề cửa hàng tiện lợi\n"
        "1. Các cửa hàng tiện lợi (CHTL) mở cửa từ 6 giờ.\n2. CHTL bán không quá hai túi gạo.\n"
    )
    write_files(tmp_path / "kho", {"a.txt": text})
    encoder = HashingEncoder()
    build([tmp_path / "kho"], tmp_path / "index", encoder, None, lambda *_: None)
    archive = open_archive(tmp_path / "index", encoder, cache=tmp_path)
    one = archive.abbreviations["chtl"]
    assert (one.short, one.long, one.file) == ("CHTL", "cửa hàng tiện lợi", "a.txt")
    assert archive.source("a.txt").text[one.span.start : one.span.end] == "cửa hàng tiện lợi (CHTL)"
    for typed in ("CHTL bán gì?", "chtl bán gì?"):
        said, changes = reword(typed, archive)
        assert said == f"cửa hàng tiện lợi ({typed[:4]}) bán gì?"
        assert [(c.repair.value, c.before, c.after) for c in changes] == [
            ("abbreviation", typed[:4], "cửa hàng tiện lợi")
        ]


# ---------------------------------------------------------------- questions

OWN = by_letters(
    Abbreviation(short, long, "a.txt", Span(0, 1))
    for short, long in (
        ("KCN", "khu công nghiệp"), ("TAN", "tổ an ninh"), ("CT", "công ty"),
        ("Tổ COVID cộng đồng", "tổ giám sát phòng chống dịch COVID-19 trong cộng đồng"),
    )
)  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("UBND họp ngày nào", "Ủy ban nhân dân họp ngày nào"),
        ("ubnd tp ký gì", "ủy ban nhân dân thành phố ký gì"),
        ("bcd hop khi nao", "ban chỉ đạo hop khi nao"),
        ("BCĐ, HĐND và MTTQ?", "Ban chỉ đạo, Hội đồng nhân dân và Mặt trận tổ quốc?"),
        ("QU Hà Đông yêu cầu gì", "Quận ủy Hà Đông yêu cầu gì"),
        ("chỉ thị của TU nói gì", "chỉ thị của Thành ủy nói gì"),
        ("Q. Thanh Xuân, P.5, TP. Huế", "quận Thanh Xuân, phường 5, thành phố Huế"),
        ("KCN có bao nhiêu F0", "khu công nghiệp (KCN) có bao nhiêu F0"),
        ("kcn o dau", "khu công nghiệp (kcn) o dau"),
        ("tổ covid cộng đồng làm gì",
         "tổ giám sát phòng chống dịch COVID-19 trong cộng đồng (tổ covid cộng đồng) làm gì"),
        ("TAN gác ở đâu", "tổ an ninh (TAN) gác ở đâu"),
    ],
)  # fmt: skip
def test_question_with_abbreviations(typed: str, read: str) -> None:
    assert repair(typed, OWN)[0] == read


@pytest.mark.parametrize(
    ("typed", "held", "read"),
    [
        ("BTG làm gì", {}, "Ban Tuyên giáo làm gì"),
        ("ubkt lam gi", {}, "Ủy ban Kiểm tra lam gi"),
        ("TYT phường báo cáo TTYT", {}, "Trạm Y tế phường báo cáo Trung tâm Y tế"),
        ("CA phường và CAP", {}, "Công an phường và Công an phường"),
        ("ca nào, cap nào", {}, "ca nào, cap nào"),
        ("CÁC CA BỆNH CA", {}, "CÁC CA BỆNH CA"),
        ("NLĐ và DN", {}, "người lao động và doanh nghiệp"),
        # what the archive has, before the words that follow or at all
        ("BCH quân sự", {"Ban Chỉ huy quân sự": 2}, "Ban Chỉ huy quân sự"),
        ("BCH Đảng bộ", {"Ban Chấp hành Đảng bộ": 2, "Ban Chỉ huy Đảng bộ": 3}, "Ban Chấp hành Đảng bộ"),
        ("BCH họp", {}, "Ban Chấp hành họp"),
        ("thông tư 101 của BTC", {"Bộ Tài chính": 40, "Ban Tổ chức": 4}, "thông tư 101 của Bộ Tài chính"),
        ("BTC gửi ai", {"Bộ Tài chính": 4, "Ban Tổ chức": 4}, "Ban Tổ chức gửi ai"),
        ("101/2018/TT-BTC", {"Bộ Tài chính": 40}, "101/2018/TT-BTC"),
    ],
)
def test_the_archive_chooses_what_an_abbreviation_is(typed: str, held: dict[str, int], read: str) -> None:
    assert repair(typed, OWN, lambda words: held.get(words, 0))[0] == read


def test_one_of_several_words_is_spelt_out_once() -> None:
    own = by_letters(introduced(clause("Ban Chỉ đạo chuyển đổi số huyện X (sau đây gọi tắt là BCĐ CĐS)")))
    for typed in ("BCĐ CĐS họp", "bcđ cđs họp", "bcd cds họp"):
        assert repair(typed, own)[0] == f"Ban Chỉ đạo chuyển đổi số huyện X ({typed[:7]}) họp"


@pytest.mark.parametrize(
    "text",
    [
        "667-CV/QU", "cv 667 QU", "06 CT TU", "15/KH-UBND", "KH/UBND-2021", "tân và tan", "tan ca lúc mấy giờ", "CT 06 nói gì",
        "F0, F1, COVID-19", "VNeID", "điểm q. và điểm p. của mục 2", "tu hành", "Hà Đông", "http://ubnd.gov.vn", "a@ubnd.vn", "",
    ],
)  # fmt: skip
def test_numbers_codes_and_words_stay(text: str) -> None:
    assert repair(text, OWN) == (text, ())


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("ko đc ký j", "không được ký gì"), ("Ko có cv nào trc 4/9?", "Không có cv nào trước 4/9?"),
        ("ntn, bn?", "như thế nào, bao nhiêu?"),
        ("KO ĐC", "KHÔNG ĐƯỢC"), ("50 kg gạo", "50 kg gạo"), ("mấy kg, bao nhiêu kg", "mấy kg, bao nhiêu kg"),
        ("mỗi kg 5 đồng/kg", "mỗi kg 5 đồng/kg"), ("kg biết", "không biết"),
        ("CS và BN", "CS và BN"), ("ng.vn 16/CS-VB", "ng.vn 16/CS-VB"),
        ("hông, thui, khum", "hông, thui, khum"), ("sđt cty", "số điện thoại công ty"), ("vb sluc", "văn bản sao lục"),
    ],
)  # fmt: skip
def test_chat(typed: str, read: str) -> None:
    assert chat(typed) in (read, read.lower(), read.upper())


def test_general_abbreviations_are_no_words() -> None:
    """Spelt out wherever they stand, in any case: one that were a syllable would be spelt out in ordinary text."""
    assert [key for key in ABBREVIATIONS if possible_bare(key) or key != fold(key) or key in KIND_WORDS] == []
    assert all(len(long.split()) > 1 for long in ABBREVIATIONS.values())
