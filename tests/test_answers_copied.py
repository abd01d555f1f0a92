"""A copy slip with the guideline it copies: what is copied, steps, causes, meanings and items led in to by the last sentence."""

from pathlib import Path

import pytest

from index.archive import Archive, open_archive
from index.build import build
from index.encode import open_encoder
from rag.ask import ask
from tests.fakes import write_files

SLIP = """ĐẢNG BỘ TỈNH KHE SÂU
HUYỆN ỦY NÀ TÂU

*

Số 19-BS/HU

SAO LỤC

ĐẢNG CỘNG SẢN VIỆT NAM

Nà Tâu, ngày 09 tháng 5 năm 2023

Nơi nhận:

- Các chi bộ trực thuộc,
- Lưu VPHU.

T/L BAN THƯỜNG VỤ
CHÁNH VĂN PHÒNG

Hà Văn Lèng

=====

TỈNH ỦY KHE SÂU
BAN DÂN VẬN

*

Số 07-HD/BDVTU

ĐẢNG CỘNG SẢN VIỆT NAM

Khe Sâu, ngày 04 tháng 5 năm 2023

HƯỚNG DẪN
việc xây dựng thư viện thôn

-----

Đến tháng 4/2023, toàn tỉnh có 12 thư viện thôn phải đóng cửa. Nguyên nhân chủ yếu là do thiếu sách mới và người trông coi.

1. "Thư viện thôn" dùng trong Hướng dẫn này là phòng đọc do nhân dân góp sách, có từ 300 cuốn trở lên.

2. Chi bộ thôn vận động các hộ góp sách, phân công đảng viên trực thư viện và công khai danh sách người góp tại nhà văn hóa thôn \
ít nhất 10 ngày. Thôn mở thư viện sớm được thưởng như sau:

a) Sớm từ 20 ngày trở lên: 8 triệu đồng/thôn;

b) Sớm từ 10 ngày đến dưới 20 ngày: 6 triệu đồng/thôn.

3. Quy trình công nhận

Bước 1. Trưởng thôn lập danh mục sách.

Bước 2. Ủy ban nhân dân xã kiểm tra phòng đọc.

Nơi nhận:

- Các huyện ủy,
- Lưu.

K/T TRƯỞNG BAN
PHÓ TRƯỞNG BAN

Lường Thị Pản
"""


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory, cache_folder: Path) -> Archive:
    folder = tmp_path_factory.mktemp("copied")
    write_files(folder / "docs", {"19.txt": SLIP})
    encoder = open_encoder(None, cache_folder)
    build([folder / "docs"], folder / "kho", encoder, None, lambda *_: None)
    return open_archive(folder / "kho", encoder, cache=cache_folder)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Huyện ủy Nà Tâu sao lục văn bản nào?", ["07-HD/BDVTU"]),
        ("Bản sao lục số 19-BS/HU sao lục văn bản nào?", ["07-HD/BDVTU"]),
        ("Vì sao nhiều thư viện thôn phải đóng cửa?", ["thiếu sách mới"]),
        ("Thư viện thôn được hiểu là gì?", ["phòng đọc do nhân dân góp sách"]),
        ("Thôn mở thư viện sớm 15 ngày được thưởng bao nhiêu?", ["6 triệu đồng"]),
        ("Trình tự công nhận thư viện thôn thế nào?", ["lập danh mục sách", "kiểm tra phòng đọc"]),
        ("Công nhận thư viện thôn gồm mấy bước?", ["lập danh mục sách", "kiểm tra phòng đọc"]),
    ],
)
def test_said(copied: Archive, question: str, said: list[str]) -> None:
    answer = ask(question, copied)
    assert all(part in answer.text for part in said), answer.text
    assert all(citation.verified for citation in answer.citations)
