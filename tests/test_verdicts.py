"""Verdicts read from what a text says of consent, of age, of payment and of those it frees, and the traps beside each."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from index.archive import Archive, open_archive
from index.build import build
from index.encode import open_encoder
from rag.answering.verdict.approval import _GIVEN
from rag.answering.verdict.asked import asked_of
from rag.answering.verdict.denial import without_shared
from rag.ask import ask
from tests.fakes import write_files
from tests.growth import grows_with_the_text

_POOL = """ỦY BAN NHÂN DÂN
PHƯỜNG VẠN LỘC
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 52/TB-UBND
Vạn Lộc, ngày 14 tháng 5 năm 2023

THÔNG BÁO
Về bể bơi và việc nuôi chó trên địa bàn phường Vạn Lộc

1. Trẻ em dưới 10 tuổi không xuống bể sâu.
2. Người cao tuổi và thương binh được miễn vé vào bể bơi.
3. Chuyển hồ sơ vụ đuối nước sang cơ quan điều tra: Không.
4. Phạt tiền chủ nuôi chó thả rông không rọ mõm từ 1.000.000 đồng đến 2.000.000 đồng. Không phạt tiền hộ cận nghèo mà nhắc nhở.
5. Người đăng ký học bơi từ đủ 70 tuổi trở lên được nhận thẻ tại nhà, không yêu cầu giấy khám sức khỏe.
6. Người học bơi nộp giấy khám sức khỏe cho Trung tâm Văn hóa trước buổi học đầu tiên.
7. Trung tâm Văn hóa xây dựng nội quy và được sử dụng loa phát thanh của phường.
8. Người mất việc làm mà không có điều kiện tìm việc mới, được khu phố xác nhận thì được hưởng các chế độ sau:
a) Mượn phao bơi của Trung tâm;
b) Học bơi cùng các con.
9. Người dân không được đốt rác, thả vật nuôi ở sân bể bơi. Người từ đủ 60 tuổi trở lên được gửi xe miễn phí.
10. Đội bơi dự thi không dưới 12 người được phát áo.
11. Đề nghị mở lớp bơi của khu phố 2: thống nhất không mở lớp.
12. Trung tâm Văn hóa thay nước bể vào các buổi sáng, trưa, tối.
13. Khu phố đẩy mạnh dạy bơi cho trẻ, coi đây là biện pháp hàng đầu để phòng đuối nước.
14. Các hộ không chỉ đóng phí mà còn góp sức trồng cây quanh bể.
15. Nhóm tự tổ chức thi bơi dưới 20 người không phải ký cam kết nhưng được phường hướng dẫn.
16. Người đăng ký lớp bơi không bắt buộc có hộ khẩu tại phường Vạn Lộc.

CHỦ TỊCH
Lại Văn Sơn
"""


@pytest.fixture(scope="module")
def pool(tmp_path_factory: pytest.TempPathFactory, cache_folder: Path) -> Archive:
    folder = tmp_path_factory.mktemp("pool")
    write_files(folder / "docs", {"52.txt": _POOL})
    encoder = open_encoder(None, cache_folder)
    build([folder / "docs"], folder / "kho", encoder, None, lambda *_: None)
    return open_archive(folder / "kho", encoder, cache=cache_folder)


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("Cháu tôi 8 tuổi có được xuống bể sâu không?", "Không: "),
        ("Thương binh vào bể bơi có phải trả tiền không?", "Không: "),
        ("Vụ đuối nước có chuyển hồ sơ sang cơ quan điều tra không?", "Không: "),
        ("Hộ cận nghèo thả rông chó có bị phạt tiền không?", "Không: "),
        ("Ông tôi 73 tuổi. Vậy có phải nộp giấy khám sức khỏe mới được học bơi không?", "Không: "),
        ("Trung tâm Văn hóa có được sử dụng loa phát thanh của phường không?", "Có: "),
        ("Người dân có được đốt rác ở sân bể bơi không?", "Không: "),
        ("Người 65 tuổi có phải trả tiền gửi xe không?", "Không: "),
        ("Đội bơi dự thi 15 người có được phát áo không?", "Có: "),
        ("Khu phố 2 đề nghị mở lớp bơi, phường có đồng ý không?", "Không: "),
        ("Người mất việc làm có được mượn phao bơi của Trung tâm không?", "Có: "),
        ("Buổi trưa Trung tâm Văn hóa có phải thay nước bể không?", "Có: "),
        ("Thông báo có coi dạy bơi cho trẻ là biện pháp hàng đầu không?", "Có: "),
        ("Các hộ có góp sức trồng cây quanh bể không?", "Có: "),
        ("Nhóm tôi 15 người tự tổ chức thi bơi. Vậy có bắt buộc ký cam kết không?", "Không: "),
        ("Người ở tỉnh khác, không có hộ khẩu Vạn Lộc, có được đăng ký lớp bơi không?", "Có: "),
        ("Người dân có được đốt rác ở sân bể bơi không theo Thông báo 52/TB-UBND?", "Không: "),
        ("Hộ cận nghèo thả rông chó có bị phạt tiền không, theo thông báo của phường Vạn Lộc?", "Không: "),
    ],
)
def test_said(pool: Archive, question: str, begins: str) -> None:
    assert ask(question, pool).text.startswith(begins)


@pytest.mark.parametrize(
    ("question", "wrong"),
    [
        ("Cháu tôi 12 tuổi có được xuống bể sâu không?", "Không: "),
        ("Chủ nuôi chó thả rông không rọ mõm có bị phạt tiền không?", "Không: "),
        ("Chó có được vào bể bơi không?", "Có: "),
    ],
)
def test_never_said(pool: Archive, question: str, wrong: str) -> None:
    assert not ask(question, pool).text.startswith(wrong)


@pytest.mark.parametrize(
    ("subject", "text", "left"),
    [
        ("Người chưa tiêm", "Người chưa tiêm không vào bể.", "Người   tiêm không vào bể."),
        ("Hội viên được miễn sinh hoạt", "Hội viên được miễn sinh hoạt vẫn dự họp.", "Hội viên được   sinh hoạt vẫn dự họp."),
        ("Thẻ cũ, không đổi tên", "Cấp lại thẻ không thay đổi tên.", "Cấp lại thẻ   thay đổi tên."),
        ("Hội viên", "Hội viên được miễn sinh hoạt.", "Hội viên được miễn sinh hoạt."),
    ],
)  # fmt: skip
def test_a_denial_shared_with_the_one_asked_about_is_none(subject: str, text: str, left: str) -> None:
    assert without_shared(subject, text) == left


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("Chưa đồng ý đề nghị điều chỉnh giá vé.", False),
        ("Ủy ban nhân dân phường đồng ý mở thêm một cổng.", True),
        ("Đối với hộ chưa có nhà ở đồng ý hỗ trợ 60 triệu đồng.", True),
        ("Đối với hai hộ ở bãi bồi: không chấp thuận cho xây thêm.", False),
        ("Không thể chấp nhận đề nghị của Công ty.", False),
        ("Từ chối đề nghị mở bãi đỗ xe.", False),
        ("Ủy ban nhân dân phường bác bỏ kiến nghị của hợp tác xã.", False),
    ],
)
def test_consent_and_refusal(text: str, given: bool) -> None:
    found = _GIVEN.search(text)
    assert found is not None
    assert bool(found["denied"] or found["refused"]) is not given


def test_consent_is_looked_for_in_time_that_grows_with_the_text() -> None:
    assert _GIVEN.search(": " * 20_000) is None
    grows_with_the_text(lambda times: _GIVEN.search(": " * times), 5_000)
    grows_with_the_text(lambda times: _GIVEN.search(":" * times), 10_000)


@pytest.mark.parametrize(
    ("question", "predicate"),
    [
        ("Có phải làm giấy ủy quyền mới được nhận tiền không?", "làm giấy ủy quyền"),
        ("Hộ có 6 người có được thêm đất không?", "thêm đất"),
        ("Người có công có được đi điều dưỡng không?", "đi điều dưỡng"),
        ("Quy định về người có công đến nay còn áp dụng không?", "Quy định về người có công đến nay còn áp dụng"),
    ],
)
def test_what_is_asked(question: str, predicate: str) -> None:
    evidence = cast(Any, SimpleNamespace(query=SimpleNamespace(text=question)))
    assert asked_of(evidence).predicate.strip() == predicate
