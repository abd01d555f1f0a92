"""Parts of a document and lists told whole: what they are headed by, what leads in to them, what comes next in an order."""

from pathlib import Path

import pytest

from index.archive import Archive, open_archive
from index.build import build
from index.encode import open_encoder
from rag.ask import ask

_TOP = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
_BOATS = f"""ỦY BAN NHÂN DÂN
HUYỆN ĐẢO HÒN KHƠI
{_TOP}Số: 44/2022/QĐ-UBND
Hòn Khơi, ngày 06 tháng 6 năm 2022

QUYẾT ĐỊNH
Ban hành Quy định hỗ trợ đóng mới tàu cá

Điều 1. Ban hành kèm theo Quyết định này Quy định hỗ trợ đóng mới tàu cá trên địa bàn huyện đảo.

CHỦ TỊCH
Tạ Quang Hưởng

QUY ĐỊNH
Hỗ trợ đóng mới tàu cá

Điều 1. Đối tượng được hỗ trợ
Chủ hộ có đăng ký thường trú tại huyện, thuộc một trong các nhóm sau:
1. Ngư dân bị chìm tàu do bão;
2. Gia đình có người mất trên biển;
3. Thuyền trưởng trẻ dưới 35 tuổi.
Quy định này không áp dụng với người đã bán tàu trong 02 năm gần nhất.

Điều 2. Nguyên tắc hỗ trợ
1. Mỗi hộ một lần.
2. Công khai tại trụ sở xã.

Điều 3. Hồ sơ đề nghị
1. Chủ tàu nộp tại Ủy ban nhân dân xã:
a) Đơn đề nghị;
b) Bản vẽ thiết kế tàu;
c) Giấy đăng kiểm cũ.

Điều 4. Trình tự thực hiện
1. Ủy ban nhân dân xã họp xét, niêm yết danh sách 07 ngày.
2. Hạt Kiểm ngư thẩm định bản vẽ thiết kế.
3. Kho bạc huyện chuyển tiền vào tài khoản chủ tàu.

Điều 5. Thu hồi hỗ trợ
Hỗ trợ bị thu hồi khi chủ tàu có một trong các hành vi:
1. Cho thuê lại tàu;
2. Đánh bắt bằng thuốc nổ;
3. Tự ý đổi số đăng ký.
"""
_FLOOD = f"""ỦY BAN NHÂN DÂN
XÃ LŨNG CAO
{_TOP}Số: 15/KH-UBND
Lũng Cao, ngày 02 tháng 7 năm 2023

KẾ HOẠCH
Ứng phó lũ quét năm 2023

Do mưa kéo dài làm nứt taluy đồi Pù Nhi, Ủy ban nhân dân xã ban hành Kế hoạch như sau:

1. Ban Công an xã:

- Cắm biển cấm qua ngầm tràn;

- Bố trí 06 người trực đêm.

2. Trạm Y tế xã dự trữ túi thuốc cho 300 hộ.

3. Xử lý khi có lũ về, thực hiện theo thứ tự:

Bước 1: Trưởng bản đánh kẻng báo động.

Bước 2: Dân quân đưa người già, trẻ em lên nhà văn hóa.

Bước 3: Ủy ban nhân dân xã điện báo cho huyện.

4. Sau lũ, Ban Chỉ huy quân sự xã kiểm tra từng nhà rồi mới cho dân về bản.

5. Nghiêm cấm vớt củi trên suối khi nước đang lên. Người vi phạm bị lập biên bản, buộc lên bờ.

CHỦ TỊCH
Lò Thị Panh
"""


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory, cache_folder: Path) -> Archive:
    """The two documents above, indexed."""
    folder = tmp_path_factory.mktemp("parts")
    (folder / "docs").mkdir()
    for name, text in (("qd.txt", _BOATS), ("kh.txt", _FLOOD)):
        (folder / "docs" / name).write_text(text, encoding="utf-8")
    encoder = open_encoder(None, cache_folder)
    build([folder / "docs"], folder / "archive", encoder, None, lambda *_: None)
    return open_archive(folder / "archive", encoder, cache=cache_folder)


@pytest.mark.parametrize(
    ("question", "says", "never"),
    [
        ("Những ai được hỗ trợ đóng mới tàu cá?", ("chìm tàu", "mất trên biển", "Thuyền trưởng trẻ"), ("Ban hành",)),
        ("Ai không được hỗ trợ đóng mới tàu cá?", ("đã bán tàu",), ("Ban hành",)),
        ("Hỗ trợ đóng tàu cá theo những nguyên tắc nào?", ("một lần", "Công khai"), ("Nguyên tắc",)),
        ("Muốn xin tiền đóng tàu thì nộp cho xã giấy tờ gì?", ("Đơn", "Bản vẽ", "đăng kiểm"), ()),
        ("Hỗ trợ đóng tàu bị thu hồi trong những trường hợp nào?", ("Cho thuê lại", "thuốc nổ", "đổi số"), ("sau:", "hành vi:")),
        ("Hạt Kiểm ngư thẩm định bản vẽ xong thì bước tiếp theo là gì?", ("Kho bạc huyện chuyển tiền",), ("niêm yết",)),
        ("Trình tự hỗ trợ đóng mới tàu cá gồm những bước nào?", ("họp xét", "thẩm định", "chuyển tiền"), ()),
        ("Khi có lũ về thì phải làm gì trước tiên?", ("đánh kẻng",), ("điện báo",)),
        ("Trước khi cho dân về bản, Ban Chỉ huy quân sự xã phải làm gì?", ("kiểm tra từng nhà",), ()),
        ("Ban Công an xã phải làm gì để ứng phó lũ quét?", ("Cắm biển", "06 người"), ("túi thuốc",)),
        ("Lý do gì xã Lũng Cao ra kế hoạch ứng phó lũ quét?", ("mưa kéo dài",), ()),
        ("Vớt củi trên suối lúc nước lên thì bị xử lý ra sao?", ("lập biên bản",), ()),
    ],
)  # fmt: skip
def test_a_part_or_a_list_is_told_whole_and_nothing_beside_it(
    village: Archive, question: str, says: tuple[str, ...], never: tuple[str, ...]
) -> None:
    """Every item under what is asked for, the step asked for, and neither titles nor words that only lead in."""
    text = ask(question, village).text
    assert all(part in text for part in says), text
    assert not any(part in text for part in never), text


@pytest.mark.parametrize(
    "question",
    [
        "Hội đồng thẩm định tàu cá gồm những ai?",
        "Giá vé tàu ra đảo Hòn Khơi tính thế nào?",
        "Trạm Y tế xã phải làm gì khi học sinh bị ngộ độc thực phẩm ở trường?",
    ],
)
def test_a_sentence_that_does_not_speak_of_what_is_asked_is_no_answer(village: Archive, question: str) -> None:
    """Members nobody names, a price nobody tells, a case nobody provides for."""
    assert ask(question, village).abstained


@pytest.mark.parametrize("question", ["Quyết định 44/2022/QĐ-UBND ban hành kèm theo quy định gì?"])
def test_what_a_document_issues_is_told_where_it_is_asked(village: Archive, question: str) -> None:
    """The clause that only issues rules answers who asks what is issued."""
    assert "tàu cá" in ask(question, village).text
