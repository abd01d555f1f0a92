"""Whose, under which number and by what changed: asked of one document, and of others that it speaks of."""

from pathlib import Path

import pytest

from index.archive import Archive, open_archive
from index.build import build
from index.encode import open_encoder
from rag.ask import ask
from rag.question.numbers import number_of_file
from tests.fakes import write_files

LETTER = """ĐẢNG BỘ TỈNH KHE SÂU
HUYỆN ỦY NÀ TÂU

*

Số 58-CV/HU

Về phòng cháy rừng mùa khô

ĐẢNG CỘNG SẢN VIỆT NAM

Nà Tâu, ngày 12 tháng 01 năm 2023

Kính gửi:

- Đảng ủy các xã.

Thực hiện Thông báo số 214-TB/TU, ngày 05/01/2023 của Thường trực Tỉnh ủy về phòng cháy rừng, Huyện ủy yêu cầu Đảng ủy các xã:

1. Thực hiện lời hiệu triệu của đồng chí Bí thư Tỉnh ủy Lò Văn Phái về giữ rừng.

2. Triển khai Công điện số 03/CĐ-UBND, ngày 08/01/2023 của Chủ tịch UBND tỉnh, Kế hoạch số 77-KH/HU, Chương trình số 9-CTr/HU của \
Huyện ủy về phòng cháy rừng.

3. Lập tổ trực lửa ở các bản sau:

| TT | Bản | Số hộ |
|---|---|---|
| 1 | Pá Hốc | 41 |
| 2 | Nà Lếch | 36 |
| 3 | Huổi Cang | 52 |

Nơi nhận:

- Văn phòng Tỉnh ủy (để b/c),
- Ban Dân vận Tỉnh ủy (để b/c),
- Như kính gửi,
- Lưu VPHU.

T/L BAN THƯỜNG VỤ
CHÁNH VĂN PHÒNG

Hà Văn Lèng
"""
ORDER = """CHỈ THỊ

VỀ VIỆC TRỒNG RỪNG ĐẦU NGUỒN

Để giữ nước cho mùa khô, Thủ tướng Chính phủ yêu cầu Chủ tịch Ủy ban nhân dân các tỉnh:

1. Giao các hạt kiểm lâm ươm đủ giống cây bản địa trước mùa mưa.

2. Định kỳ hằng quý báo cáo diện tích rừng trồng mới.

| Nơi nhận: - Các tỉnh; - Lưu: VT. | THỦ TƯỚNG Đoàn Hữu Lịch |
|---|---|
"""
JOINED = """BỘ NÔNG LÂM

Số: 12/VBHN-BNL

Hà Nội, ngày 20 tháng 6 năm 2022

THÔNG TƯ
QUY ĐỊNH VỀ GIỐNG CÂY BẢN ĐỊA

Thông tư số 21/2015/TT-BNL ngày 02 tháng 3 năm 2015 của Bộ trưởng Bộ Nông lâm quy định về giống cây bản địa, có hiệu lực kể từ \
ngày 20 tháng 4 năm 2015, được sửa đổi, bổ sung bởi:

Thông tư số 09/2022/TT-BNL ngày 11 tháng 5 năm 2022 của Bộ trưởng Bộ Nông lâm sửa đổi một số điều của các Thông tư về giống, \
có hiệu lực kể từ ngày 01 tháng 7 năm 2022.

Căn cứ Chỉ thị số 15/CT-TTg ngày 04 tháng 8 năm 2011 của Thủ tướng Chính phủ về việc trồng rừng đầu nguồn;

Điều 1. Giống cây bản địa là giống mọc tự nhiên trong vùng.

Điều 2. Hạt kiểm lâm cấp giống cho dân trong 10 ngày.

BỘ TRƯỞNG

Đỗ Thị Miên
"""


@pytest.fixture(scope="module")
def woods(tmp_path_factory: pytest.TempPathFactory, cache_folder: Path) -> Archive:
    folder = tmp_path_factory.mktemp("whose")
    write_files(folder / "docs", {"58.txt": LETTER, "15_2011_CT_TTg.md": ORDER, "12.txt": JOINED})
    encoder = open_encoder(None, cache_folder)
    build([folder / "docs"], folder / "kho", encoder, None, lambda *_: None)
    return open_archive(folder / "kho", encoder, cache=cache_folder)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Công văn 58 của Huyện ủy Nà Tâu thực hiện thông báo của ai?", ["Thường trực Tỉnh ủy"]),
        ("Nà Tâu làm theo thông báo của ai?", ["Thường trực Tỉnh ủy"]),
        ("Lời hiệu triệu mà công văn 58 nhắc thực hiện là của ai?", ["Lò Văn Phái"]),
        ("Công văn 58 là của ai?", ["Nà Tâu"]),
        ("Công văn 58-CV/HU gửi lên tỉnh những nơi nào để báo cáo?", ["Văn phòng Tỉnh ủy", "Ban Dân vận Tỉnh ủy"]),
        ("Công văn 58 báo cáo lên cơ quan nào?", ["Văn phòng Tỉnh ủy", "Ban Dân vận Tỉnh ủy"]),
        ("Kế hoạch phòng cháy rừng được dẫn trong công văn 58 mang số gì?", ["77-KH/HU"]),
        ("Công văn về phòng cháy rừng của Huyện ủy Nà Tâu số mấy, ngày nào?", ["58-CV/HU", "12/01/2023"]),
        ("Công văn 58 lập tổ trực lửa ở mấy bản?", ["3;", "Huổi Cang"]),
        ("Thông tư nào đã sửa Thông tư 21/2015?", ["09/2022/TT-BNL"]),
        ("Chỉ thị 15 của Thủ tướng giao các hạt kiểm lâm làm gì?", ["ươm đủ giống cây bản địa"]),
        ("Chỉ thị 15/CT-TTg ban hành ngày nào?", ["04/8/2011"]),
    ],
)
def test_said_of_the_document_meant(woods: Archive, question: str, said: list[str]) -> None:
    answer = ask(question, woods)
    assert all(part in answer.text for part in said), answer.text
    assert all(citation.verified for citation in answer.citations)


@pytest.mark.parametrize(
    ("question", "unsaid"),
    [
        ("Nghị quyết phòng cháy rừng được dẫn trong công văn 58 mang số gì?", ["77-KH/HU", "214-TB/TU", "9-CTr/HU"]),
        ("Thông tư nào đã sửa Thông tư 09/2022?", ["21/2015", "12/VBHN"]),
    ],
)
def test_no_other_document_stands_in(woods: Archive, question: str, unsaid: list[str]) -> None:
    assert not any(part in ask(question, woods).text for part in unsaid)


@pytest.mark.parametrize(
    ("file", "number"),
    [
        ("31_2012_CT_TTg.md", "31/2012/CT/TTg"),
        ("chỉ thị/15 CT-UBND.pdf", "15/CT/UBND"),
        ("004_d8026a3a8832f7a7.txt", None),
        ("2023-05-04.txt", None),
        ("CT_15.txt", None),
    ],
)
def test_number_in_the_name_of_a_file(file: str, number: str | None) -> None:
    assert number_of_file(file) == number
