"""Asked of what stands beside what a document tells: another hamlet, place, office, or what something is only reckoned from."""

from pathlib import Path

import pytest

from index.archive import Archive, open_archive
from index.build import build
from index.encode import open_encoder
from rag.answering.passages.families import another
from rag.answering.passages.unspoken import by_itself
from rag.ask import ask
from tests.fakes import write_files

_TOP = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
MOVES = f"""ỦY BAN NHÂN DÂN
XÃ LŨNG VÀI
{_TOP}Số: 14/PA-UBND
Lũng Vài, ngày 03 tháng 5 năm 2023

PHƯƠNG ÁN
Di dời dân vùng sạt lở trên địa bàn xã Lũng Vài

1. Xã Lũng Vài có 05 thôn, 1.204 hộ.
2. Hoàn thành việc lắp loa cảnh báo trước ngày 30/6/2023.
3. Tập huấn sơ cứu cho dân quân khi có kinh phí.
4. Liên hệ Phòng Nông nghiệp huyện, điện thoại 0219.3822.104, để được hướng dẫn.
5. Hỗ trợ hộ di dời bằng 05 lần mức chuẩn.
6. Phương án này có hiệu lực sau 10 ngày, kể từ ngày niêm yết phương án.

| TT | Thôn | Số hộ | Nơi di dời đến |
|---|---|---|---|
| 1 | Khau Lạ | 41 | Trường Tiểu học Lũng Vài |
| 2 | Pù Sen | 27 | Nhà văn hóa thôn Bản Mòn |
"""
VISITS = f"""ỦY BAN NHÂN DÂN
TỈNH THƯỢNG LÔ
{_TOP}Số: 88/KL-UBND
Thượng Lô, ngày 12 tháng 9 năm 2023

KẾT LUẬN
Thanh tra việc tiếp công dân tại huyện Đà Bạch và thị xã Phong Sa

1. Lịch tiếp công dân của Chủ tịch huyện: ngày 10 hằng tháng.
2. Lịch tiếp công dân của Chủ tịch thị xã: ngày 05 hằng tháng.
3. Điểm phát nước uống miễn phí đặt tại các nơi sau: sân đình xã Ngòi Thia; chợ xã Nậm Búng.
4. Đăng ký phát nước uống miễn phí tại Văn phòng Ủy ban nhân dân các xã.
"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory, cache_folder: Path) -> Archive:
    """A commune's plan with a table, and a province's conclusion on a district and a town."""
    folder = tmp_path_factory.mktemp("near")
    write_files(folder / "docs", {"moves.txt": MOVES, "visits.txt": VISITS})
    encoder = open_encoder(None, cache_folder)
    build([folder / "docs"], folder / "kho", encoder, None, lambda *_: None)
    return open_archive(folder / "kho", encoder, cache=cache_folder)


@pytest.mark.parametrize(
    "question",
    [
        "Thôn Bản Mòn của xã Lũng Vài có bao nhiêu hộ?",
        "Lịch tiếp công dân của Chủ tịch UBND thành phố Hồng Giang là ngày nào?",
        "Điểm phát nước uống miễn phí ở xã Tà Chải đặt tại đâu?",
        "Số điện thoại của Chi cục Thủy lợi là bao nhiêu?",
        "Xã Lũng Vài phải hoàn thành tập huấn sơ cứu trước ngày nào?",
        "Mức chuẩn hỗ trợ hộ di dời là bao nhiêu đồng?",
        "Phương án di dời của xã Lũng Vài được niêm yết phương án ngày nào?",
    ],
)
def test_nothing_is_said_of_what_stands_beside(archive: Archive, question: str) -> None:
    assert ask(question, archive).abstained, ask(question, archive).text


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Thôn Pù Sen của xã Lũng Vài có bao nhiêu hộ?", "27"),
        ("Xã Lũng Vài có bao nhiêu hộ?", "1.204 hộ"),
        ("Lịch tiếp công dân của Chủ tịch UBND thị xã Phong Sa là ngày nào?", "05"),
        ("Điểm phát nước uống miễn phí ở xã Nậm Búng đặt tại đâu?", "chợ xã Nậm Búng"),
        ("Số điện thoại của Phòng Nông nghiệp huyện là bao nhiêu?", "0219.3822.104"),
        ("Xã Lũng Vài phải hoàn thành lắp loa cảnh báo trước ngày nào?", "30/6/2023"),
        ("Hộ di dời được hỗ trợ bằng bao nhiêu lần mức chuẩn?", "05 lần"),
    ],
)
def test_what_is_asked_itself_is_said(archive: Archive, question: str, answer: str) -> None:
    assert answer in ask(question, archive).text


@pytest.mark.parametrize(
    ("question", "said", "only"),
    [
        ("muc chuan tro cap la bao nhieu", "tro cap hang thang bang 03 lan muc chuan", True),
        ("hien nay luong co so la bao nhieu dong", "muc huong bang 02 lan luong co so", True),
        ("tro cap hang thang la bao nhieu", "tro cap hang thang bang 03 lan muc chuan", False),
        ("bang bao nhieu lan muc chuan", "tro cap bang 03 lan muc chuan", False),
        ("quy che duoc dang cong bao ngay nao", "co hieu luc sau 15 ngay, ke tu ngay dang cong bao.", True),
        ("co hieu luc tu ngay nao", "co hieu luc ke tu ngay dang cong bao", False),
        ("dang cong bao ngay nao", "dang cong bao ngay 02/5/2023, co hieu luc tu ngay dang cong bao", False),
    ],
)
def test_what_an_answer_only_reckons_from(question: str, said: str, only: bool) -> None:
    assert by_itself(question, said) is only


@pytest.mark.parametrize(
    ("question", "own", "above", "other"),
    [
        ("Thi tốt nghiệp trung học phổ thông ngày nào?", "Xét tốt nghiệp trung học cơ sở", "giáo dục phổ thông", True),
        ("Học phí tiểu học bao nhiêu?", "Học phí các trường: 50.000 đồng; trung học cơ sở 60.000 đồng", "", False),
        ("Tiểu học nghỉ hè ngày nào?", "Nghỉ hè từ ngày 01/6", "giáo dục phổ thông; trung học cơ sở", False),
        ("Ai được nhận trợ cấp 3.600.000 đồng?", "học sinh tiểu học", "", False),
        ("Gió cấp 3 thì làm gì?", "trường mầm non đóng cửa sổ", "", False),
        ("Học sinh cấp 3 nghỉ ngày nào?", "tiểu học nghỉ ngày 02/5", "", True),
    ],
)
def test_a_school_of_another_level(question: str, own: str, above: str, other: bool) -> None:
    assert another(question, f"{own} {above}", "", own) is other


BRIDGES = f"""ỦY BAN NHÂN DÂN
HUYỆN NẬM TRÀ
{_TOP}Số: 52/TB-UBND
Nậm Trà, ngày 20 tháng 8 năm 2023

THÔNG BÁO
Về cầu, bến xe và nhà ở của hộ nghèo trên địa bàn huyện Nậm Trà

1. Hộ nghèo có nhà hư hỏng được hỗ trợ 25 triệu đồng để dựng nhà.
2. Cán bộ trực tại bến xe được hỗ trợ cước điện thoại 120.000 đồng/tháng.
3. Cầu treo Bản Pe bị gãy dầm, phải sửa xong trước ngày 15 tháng 11 năm 2023.
4. Bến xe Nậm Trà xây dựng năm 1998, rộng 4.200 m2.
5. Bến xe tạm đóng cửa trong thời gian 10 ngày, từ ngày 01 tháng 9 năm 2023.
6. Vụ cháy quán Mây Trắng đêm 02/8/2023 làm 02 người bị thương.
7. Giá gửi xe ô tô đến 9 chỗ: 20.000 đồng/lượt.
8. Trạm y tế xã tiêm vắc xin cho trẻ em dưới 5 tuổi vào ngày 25 hằng tháng.

| TT | Cầu | Xã | Kinh phí (triệu đồng) |
|---|---|---|---|
| 1 | Cầu Nà Lốm | Xã Pác Nha | 310 |
| 2 | Cầu Khe Sim | Xã Tà Vàng | 275 |
"""


@pytest.fixture(scope="module")
def bridges(tmp_path_factory: pytest.TempPathFactory, cache_folder: Path) -> Archive:
    """A district's notice of bridges, a coach station and houses."""
    folder = tmp_path_factory.mktemp("bridges")
    write_files(folder / "docs", {"bridges.txt": BRIDGES})
    encoder = open_encoder(None, cache_folder)
    build([folder / "docs"], folder / "kho", encoder, None, lambda *_: None)
    return open_archive(folder / "kho", encoder, cache=cache_folder)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Cán bộ trực bến xe được hỗ trợ bao nhiêu tiền mua đồng hồ?", None),
        ("Cán bộ trực bến xe được hỗ trợ bao nhiêu tiền cước điện thoại một tháng?", "120.000"),
        ("Hộ nghèo được hỗ trợ bao nhiêu tiền để làm giếng khoan?", None),
        ("Hộ nghèo được hỗ trợ bao nhiêu tiền để dựng nhà?", "25 triệu"),
        ("Cầu treo Bản Pe bị gãy hôm nào?", None),
        ("Cầu treo Bản Pe phải sửa xong trước ngày nào?", "15"),
        ("Bến xe Nậm Trà dự kiến xây lại vào năm nào?", None),
        ("Bến xe Nậm Trà xây dựng năm nào?", "1998"),
        ("Sau 10 ngày đóng cửa, bến xe được gia hạn đóng đến ngày nào?", None),
        ("Ai là chủ quán Mây Trắng bị cháy đêm 02/8/2023?", None),
        ("Gửi ô tô 9 chỗ ở bến xe giá bao nhiêu một lượt?", "20.000"),
        ("Gửi ô tô 29 chỗ ở bến xe giá bao nhiêu một lượt?", None),
        ("Trạm y tế xã tiêm loại vắc xin gì cho trẻ em?", None),
        ("Cầu Khe Sim dài bao nhiêu mét?", None),
        ("Sửa cầu Khe Sim hết bao nhiêu triệu đồng?", "275"),
        ("Mức 120.000 đồng một tháng có đủ sống không?", None),
    ],
)
def test_what_is_told_of_another_thing_is_no_answer(question: str, told: str | None, bridges: Archive) -> None:
    """Money for something else, a deadline for a day gone by, another size; the neighbours stay answered."""
    answer = ask(question, bridges)
    assert answer.abstained if told is None else told in answer.text, answer.text
