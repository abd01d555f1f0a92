"""Those who make up a body, attend, or are granted something; papers to hand in; whose office it was at a time; two blanks."""

from pathlib import Path

import pytest

from index.archive import Archive, open_archive
from index.build import build
from index.encode import open_encoder
from rag.ask import ask
from rag.question.source_named import without_source
from tests.fakes import write_files

_LIBRARY = """ỦY BAN NHÂN DÂN
HUYỆN KHE SẬU
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 77/KH-UBND
Khe Sậu, ngày 09 tháng 3 năm 2022

KẾ HOẠCH
Mở thư viện lưu động huyện Khe Sậu

1. Hội đồng chọn sách gồm: đại diện Phòng Văn hóa, hiệu trưởng hai trường học và một cán bộ Đoàn.
2. Hội đồng chọn sách họp mỗi quý một lần và trả lời kiến nghị của bạn đọc.
3. Bạn đọc nộp 01 bộ hồ sơ xin cấp thẻ cho Trạm Văn hóa cụm 3.
4. Hồ sơ xin cấp thẻ gồm đơn theo mẫu và một ảnh 3x4.
5. Miễn phí cấp thẻ cho học sinh, người cao tuổi và người khuyết tật.
6. Đồng chí Lò Văn Pâng - Trưởng phòng Văn hóa huyện Khe Sậu chủ trì buổi khai trương.
7. Xe loại nhỏ được cấp 15 triệu đồng tiền xăng; xe loại lớn được cấp 22 triệu đồng tiền xăng.

CHỦ TỊCH
Hà Thị Sương
"""
_INVITED = """ỦY BAN NHÂN DÂN
HUYỆN KHE SẬU
Số: 12/GM-UBND
Khe Sậu, ngày 02 tháng 6 năm 2022

GIẤY MỜI
Họp nghiệm thu nhà đọc sách bản Nà Tẳm

1. Thời gian: 14 giờ 00 phút, ngày 09 tháng 6 năm 2022.
2. Địa điểm: Hội trường Trạm Văn hóa cụm 3.
3. Chủ trì: ông Quàng Văn Ín, Phó Chủ tịch Ủy ban nhân dân huyện.
4. Có 38 hộ ở xa nhà đọc sách được mời.

| Loại sách | Bản Nà Tẳm (cuốn) | Bản Huổi Cọ (cuốn) |
|---|---|---|
| Sách thiếu nhi | 120 | 85 |
| Sách nghề nông | 64 | 40 |

CHỦ TỊCH
Hà Thị Sương
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, cache_folder: Path) -> Archive:
    folder = tmp_path_factory.mktemp("library")
    write_files(folder / "docs", {"kh.txt": _LIBRARY, "gm.txt": _INVITED})
    encoder = open_encoder(None, cache_folder)
    build([folder / "docs"], folder / "archive", encoder, None, lambda *_: None)
    return open_archive(folder / "archive", encoder, cache=cache_folder)


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("Hội đồng chọn sách gồm những ai?", ("Phòng Văn hóa", "hiệu trưởng", "Đoàn")),
        ("Những ai được miễn phí cấp thẻ?", ("học sinh", "người cao tuổi", "người khuyết tật")),
        ("Xin cấp thẻ thì nộp mấy bộ hồ sơ và nộp ở đâu?", ("01 bộ", "Trạm Văn hóa cụm 3")),
        ("Trưởng phòng Văn hóa huyện Khe Sậu hồi tháng 3/2022 là ai?", ("Lò Văn Pâng",)),
        ("Trưởng phòng Văn hóa huyện Khe Sậu phải là người nào?", ("Lò Văn Pâng",)),
        ("Xe loại lớn được cấp mức tiền nào để mua xăng?", ("22 triệu",)),
        ("Cuộc họp nghiệm thu nhà đọc sách bản Nà Tẳm tổ chức tại đâu?", ("Hội trường Trạm Văn hóa cụm 3",)),
        ("Họp nghiệm thu nhà đọc sách bản Nà Tẳm lúc mấy giờ?", ("14 giờ",)),
        ("Có bao nhiêu nhà ở xa nhà đọc sách được mời?", ("38 hộ",)),
        ("Sách thiếu nhi ở Nà Tẳm với Huổi Cọ có bao nhiêu cuốn?", ("120", "85")),
        ("Hồ sơ xin cấp thẻ cần những giấy tờ gì?", ("đơn theo mẫu", "ảnh")),
    ],
)
def test_told(library: Archive, question: str, parts: tuple[str, ...]) -> None:
    text = ask(question, library).text
    assert all(part in text for part in parts), text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Ai được mượn sách không theo Kế hoạch 77?", "Ai được mượn sách không"),
        ("Có phải đặt cọc không, theo quy định của huyện?", "Có phải đặt cọc không"),
        ("co phai dat coc khong theo ke hoach 77", "co phai dat coc khong"),
        ("Thẻ có hạn không theo quyết định nào?", "Thẻ có hạn không theo quyết định nào?"),
        ("Không theo kế hoạch thì sao, có bị phạt không?", "Không theo kế hoạch thì sao, có bị phạt không?"),
    ],
)
def test_the_document_behind_the_words_that_ask(text: str, left: str) -> None:
    assert without_source(text) == left
