"""Asked of another year, round, class or place, or for another unit, than the documents speak of: nothing is said of it."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from index.archive import Archive, open_archive
from index.build import build
from index.encode import open_encoder
from index.types import Field, Role, Span
from rag.answering.passages.elsewhere import _PAID, serials
from rag.answering.passages.other_place import _other_place
from rag.ask import ask
from tests.fakes import write_files

_TOP = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
CANAL = f"""ỦY BAN NHÂN DÂN
HUYỆN SƠN TRÀ
{_TOP}Số: 77/KH-UBND
Sơn Trà, ngày 06 tháng 5 năm 2023

KẾ HOẠCH
Nạo vét kênh Bàu Đá và tuyển sinh năm học 2023 - 2024

1. Đợt 1 ảnh hưởng 45 hộ; đợt 2 ảnh hưởng 88 hộ, bàn giao mặt bằng trước ngày 20/6/2023.
2. Đăng ký tuyển sinh lớp 1 và lớp 6 trực tuyến từ ngày 03/7/2023.
6. Trạm bơm số 1 có 14 công nhân; giải thể trạm bơm số 2.
3. Trạm bơm Bàu Đá vận hành ở mực nước 12,5 m; tiền công trực trạm 150.000 đồng/người/tháng.
4. Kinh phí hội nghị của ban chỉ huy được cấp từ ngân sách huyện, quyết toán trong 15 ngày.
5. Họp rút kinh nghiệm trước dịp nghỉ lễ 30/4 và Hội thao Bàu Đá.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Lê Thị Thu Hà
"""
FLOOD = f"""ỦY BAN NHÂN DÂN
TỈNH LẠC VÂN
{_TOP}Số: 12/CT-UBND
Lạc Vân, ngày 15 tháng 9 năm 2023

CHỈ THỊ
Về việc khắc phục hậu quả mưa lũ

Mưa lũ xảy ra tại 04 huyện Sơn Trà, Mỹ Cát, Đồng Hới và Vĩnh Khê; toàn tỉnh có 620 con trâu, bò bị cuốn trôi.

1. Các hộ được miễn tiền rác trong 03 tháng.
2. Huyện Mỹ Cát sửa xong trạm y tế trước ngày 30/11/2023. Xã Tà Lơi sửa xong cầu treo.
3. Kinh phí sửa chữa cầu Nà Lốc là 2,7 tỷ đồng; cầu Khe Vàng chưa có kinh phí.
4. Chi cho phòng chống thiên tai năm 2022 là 9,4 tỷ đồng.
5. Kinh phí sửa chữa chợ Bến Cũ là 640 triệu đồng.
6. Chợ Đồi Sim đóng cửa 05 ngày.
7. Tuyến đê qua 3 xã, phải di dời 57 hộ ra khỏi hành lang; xã Nà Hẩu họp dân trước.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Đỗ Văn Quyết
"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory, cache_folder: Path) -> Archive:
    """A district's plan and a province's directive, indexed."""
    folder = tmp_path_factory.mktemp("elsewhere")
    write_files(folder / "docs", {"kenh.txt": CANAL, "lu.txt": FLOOD})
    encoder = open_encoder(None, cache_folder)
    build([folder / "docs"], folder / "archive", encoder, None, lambda *_: None)
    return open_archive(folder / "archive", encoder, cache=cache_folder)


@pytest.mark.parametrize(
    "question",
    [
        "Đợt 3 nạo vét kênh Bàu Đá ảnh hưởng bao nhiêu hộ?",
        "Đăng ký tuyển sinh lớp 10 trực tuyến từ ngày nào?",
        "Năm học 2025 - 2026 huyện Sơn Trà đăng ký tuyển sinh lớp 1 từ ngày nào?",
        "Huyện Mỹ Cát đăng ký tuyển sinh lớp 1 trực tuyến từ ngày nào?",
        "Trạm bơm Bàu Đá có công suất mấy MW?",
        "Riêng huyện Vĩnh Khê có bao nhiêu con trâu, bò bị cuốn trôi?",
        "Tiền rác ở huyện Sơn Trà là mấy đồng một tháng?",
        "Nhà thầu nào trúng gói nạo vét kênh Bàu Đá?",
        "Hội thao Bàu Đá khai mạc ngày nào?",
        "Trạm bơm số 2 có bao nhiêu công nhân?",
        "Huyện Vĩnh Khê có bao nhiêu con trâu, bò bị cuốn trôi?",
        "Kinh phí sửa chữa chợ Đồi Sim là bao nhiêu?",
        "Có bao nhiêu hộ ở xã Tà Lơi phải di dời ra khỏi hành lang tuyến đê?",
        "Năm 2023 chi cho phòng chống thiên tai bao nhiêu tiền?",
    ],
)
def test_nothing_is_said_of_another(archive: Archive, question: str) -> None:
    assert ask(question, archive).abstained


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Đợt 2 nạo vét kênh Bàu Đá ảnh hưởng bao nhiêu hộ?", "88 hộ"),
        ("Đăng ký tuyển sinh lớp 6 trực tuyến từ ngày nào?", "03/7/2023"),
        ("Năm học 2023 - 2024 huyện Sơn Trà đăng ký tuyển sinh lớp 1 từ ngày nào?", "03/7/2023"),
        ("Trạm bơm Bàu Đá vận hành ở mực nước mấy mét?", "12,5 m"),
        ("Huyện Mỹ Cát sửa xong trạm y tế trước ngày nào?", "30/11/2023"),
        ("Toàn tỉnh có bao nhiêu con trâu, bò bị cuốn trôi?", "620 con"),
        ("Trạm bơm số 1 có bao nhiêu công nhân?", "14 công nhân"),
        ("Kinh phí sửa chữa chợ Bến Cũ là bao nhiêu?", "640 triệu"),
        ("Kinh phí sửa chữa cầu Nà Lốc là bao nhiêu?", "2,7 tỷ"),
        ("Năm 2022 chi cho phòng chống thiên tai bao nhiêu tiền?", "9,4 tỷ"),
    ],
)
def test_what_is_named_is_said(archive: Archive, question: str, answer: str) -> None:
    assert answer in ask(question, archive).text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Đợt 1 và đợt III", {"dot": {1, 3}}),
        ("lớp 1, 2 và 6", {"lop": {1, 2, 6}}),
        ("từ lớp 1 đến lớp 5", {"lop": {1, 2, 3, 4, 5}}),
        ("giai đoạn 2021 - 2025, đợt thứ hai", {"dot": {2}}),
        ("34 học sinh/lớp; đợt 15/6", {}),
    ],
)
def test_serials(text: str, told: dict[str, set[int]]) -> None:
    assert serials(text) == told


@pytest.mark.parametrize(
    ("text", "paid"),
    [
        ("Tiền rác mấy đồng?", "Tiền rác"),
        ("Phí đò ngang bao nhiêu?", "Phí đò"),
        ("Giá nước bao nhiêu?", "Giá nước"),
        ("Đánh giá cán bộ thế nào?", None),
        ("Kinh phí hỗ trợ lấy từ đâu?", None),
        ("Đợt giá rét kéo dài mấy ngày?", None),
        ("Học phí lớp mầm non bao nhiêu?", None),
        ("Đấu giá quyền sử dụng đất ngày nào?", None),
    ],
)
def test_what_is_paid(text: str, paid: str | None) -> None:
    found = _PAID.search(text)
    assert (found.group() if found else None) == paid


def _field(value: str) -> Field:
    return Field(value, Span(0, 1))


@pytest.mark.parametrize(
    ("issuer", "text", "question", "other"),
    [
        ("Ủy ban nhân dân thành phố Hà Nội", "Các hộ nộp đơn", "Huyện Đông Trà nộp đơn ngày nào?", False),
        ("Ủy ban nhân dân thành phố Vân Hải", "Các quận, huyện thu đơn", "Huyện Đông Trà nộp đơn ngày nào?", False),
        ("Ủy ban nhân dân thành phố Vân Hải", "Các xã, phường thu đơn", "Huyện Đông Trà nộp đơn ngày nào?", True),
        ("Ủy ban nhân dân tỉnh Vân Hải", "Các hộ nộp đơn", "Huyện Đông Trà nộp đơn ngày nào?", False),
        ("Ủy ban nhân dân huyện Tây Trà", "Các hộ nộp đơn", "Huyện Đông Trà nộp đơn ngày nào?", True),
        ("Ủy ban nhân dân thành phố Hà Nội", "Các hộ nộp đơn", "Tỉnh Vân Hải nộp đơn ngày nào?", True),
        ("Ủy ban nhân dân thành phố Vân Hải", "Các quận thu đơn", "Thành phố Lộc Sơn nộp đơn ngày nào?", True),
    ],
)
def test_another_place_is_one_of_the_same_level(
    archive: Archive, issuer: str, text: str, question: str, other: bool
) -> None:
    directive = replace(
        archive.directives[0], issuer=_field(issuer), parent=None, place=None, addressees=(), recipients=()
    )
    body = next(one for one in archive.clauses_of(0) if one.role is Role.BODY)
    clause = replace(body, text=text, headings=())
    around = cast(Archive, SimpleNamespace(directives=[directive]))
    assert _other_place(question, [replace(clause, directive=0)], around) is other
