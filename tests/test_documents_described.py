"""Fields of documents called by what they say, of invitations, of what is only mentioned; whose the document asked for must be."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from index.archive import Archive, open_archive
from index.build import build
from rag.ask import ask
from tests.fakes import HashingEncoder, write_files

FILES = {
    "moi.txt": """ỦY BAN NHÂN DÂN                       CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
HUYỆN LÂM ĐẠT                              Độc lập - Tự do - Hạnh phúc
Số: 71/GM-UBND                        Lâm Đạt, ngày 04 tháng 6 năm 2024

GIẤY MỜI
Họp bàn việc trồng rừng vụ thu năm 2024

1. Thời gian: 8 giờ 00 ngày 12/6/2024.
2. Địa điểm: hội trường tầng 2.

Nơi nhận:                                        TL. CHỦ TỊCH
- Như trên;                                   CHÁNH VĂN PHÒNG
- Lưu: VT.
                                                 Tạ Quang Diễn
""",
    "tra-loi.txt": """SỞ NÔNG NGHIỆP                       CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH BÌNH SƠN                              Độc lập - Tự do - Hạnh phúc
Số: 512/SNN-TL                        Bình Sơn, ngày 20 tháng 8 năm 2024
V/v trả lời kiến nghị về hồ Cánh Én

Kính gửi: Ủy ban nhân dân huyện Lâm Đạt

Sở Nông nghiệp nhận được Công văn số 233/UBND-NN ngày 02/8/2024 của Ủy ban nhân dân huyện Lâm Đạt về việc nạo vét hồ Cánh Én.
Ngày 15/8/2024, Sở Tài chính đã có Công văn số 940/STC-NS thống nhất nguồn kinh phí nạo vét hồ Cánh Én.
Tại Công văn số 188/VP-KT ngày 10/7/2024, Văn phòng Ủy ban nhân dân tỉnh đã giao Sở Nông nghiệp khảo sát lòng hồ và lập phương án.
Các Tổ khảo sát (theo Quyết định số 66/QĐ-SNN ngày 12/7/2024) đo lòng hồ hai lần.
Sở Nông nghiệp đề nghị Ủy ban nhân dân huyện Lâm Đạt công bố phương án nạo vét trước ngày 30/9/2024./.

Nơi nhận:                                        GIÁM ĐỐC
- Như trên (để thực hiện);
- Sở Tài chính (để phối hợp);
- Lưu: VT, TL.                                  Đoàn Hữu Trác
""",
    "nghi-quyet.txt": """HỘI ĐỒNG NHÂN DÂN                     CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH BÌNH SƠN                              Độc lập - Tự do - Hạnh phúc
Số: 09/2024/NQ-HĐND                   Bình Sơn, ngày 05 tháng 7 năm 2024

NGHỊ QUYẾT
Quy định mức hỗ trợ nuôi ong lấy mật trên địa bàn tỉnh

HỘI ĐỒNG NHÂN DÂN TỈNH BÌNH SƠN

Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;
Xét Tờ trình số 81/TTr-UBND ngày 10 tháng 6 năm 2024 của Ủy ban nhân dân tỉnh;
Báo cáo thẩm tra số 17/BC-BKT ngày 20 tháng 6 năm 2024 của Ban Kinh tế - Ngân sách; ý kiến thảo luận của đại biểu.

QUYẾT NGHỊ:

Điều 1. Mức hỗ trợ
Hộ nuôi ong lấy mật được hỗ trợ 900.000 đồng một đàn.
Thời gian áp dụng từ ngày 01 tháng 9 năm 2024.

Điều 2. Tổ chức thực hiện
Ủy ban nhân dân tỉnh tổ chức thực hiện.

Nơi nhận:                                        CHỦ TỊCH
- Như Điều 2;
- Lưu: VT.                                       Lục Văn Khiêm
""",
}  # fmt: skip

# question: what the answer must hold; nothing where it must be silent.
ASKED: dict[str, Sequence[str]] = {
    "Giấy mời họp trồng rừng do ai ký, chức vụ gì?": ("Tạ Quang Diễn", "Chánh Văn phòng"),
    "Văn bản nói đến nạo vét hồ Cánh Én có tên ai ở chỗ ký?": ("Đoàn Hữu Trác",),
    "Văn bản nhắc tới việc nuôi ong lấy mật được ban hành khi nào?": ("05/7/2024",),
    "Công văn 512/SNN-TL gửi các nơi ở mục kính gửi để làm gì?": ("thực hiện",),
    "Công văn 512/SNN-TL gửi Sở Tài chính để làm gì?": ("phối hợp",),
    "Công văn 512/SNN-TL cho Ủy ban huyện công bố phương án đến ngày nào?": ("30/9/2024",),
    "Quyết định số 66/QĐ-SNN là về cái gì?": ("Tổ khảo sát",),
    "Quyết định số 66/QĐ-SNN có những nội dung gì?": (),
    "Công văn 188/VP-KT giao Sở Nông nghiệp làm gì?": ("khảo sát lòng hồ",),
    "Huyện Lâm Đạt đề nghị nạo vét hồ Cánh Én bằng công văn nào?": ("233/UBND-NN",),
    "Sở Tài chính thông báo kinh phí nạo vét hồ Cánh Én bằng công văn nào?": ("940/STC-NS",),
    "Sở Y tế trả lời về nạo vét hồ Cánh Én bằng công văn nào?": (),
    "Ban nào thẩm tra nghị quyết về nuôi ong lấy mật?": ("Ban Kinh tế - Ngân sách",),
    "Mức hỗ trợ nuôi ong tại Nghị quyết 09/2024/NQ-HĐND tính từ ngày nào?": ("01/9/2024",),
}  # fmt: skip


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    root: Path = tmp_path_factory.mktemp("described")
    build([write_files(root / "in", FILES)], root / "out", HashingEncoder(), None, lambda *_: None)
    return open_archive(root / "out", HashingEncoder(), cache=root)


@pytest.mark.parametrize(("question", "held"), ASKED.items())
def test_of_the_document_meant(documents: Archive, question: str, held: Sequence[str]) -> None:
    answer = ask(question, documents)
    if not held:
        assert answer.abstained, answer.text
    for words in held:
        assert words.lower() in answer.text.lower(), answer.text


def test_another_level_takes_the_place_of_the_first(documents: Archive) -> None:
    before = ("Ban Chỉ đạo trồng rừng cấp tỉnh do ai làm Trưởng ban?",)
    assert "cấp tỉnh" not in ask("Thế ở quân khu thì ai làm Trưởng ban?", documents, before).searched


def test_a_span_given_is_no_news(tmp_path: Path) -> None:
    text = "Xã được bổ sung từ 40% - 60% dự toán thì tỉnh hỗ trợ 85% chi phí làm đường.\n\nXã khác được hỗ trợ 30%."
    build([write_files(tmp_path / "in", {"a.txt": text})], tmp_path / "out", HashingEncoder(), None, lambda *_: None)
    archive = open_archive(tmp_path / "out", HashingEncoder(), cache=tmp_path)
    told = ask("Xã được bổ sung từ 40% đến 60% dự toán thì tỉnh hỗ trợ bao nhiêu chi phí làm đường?", archive)
    assert "85%" in told.text
