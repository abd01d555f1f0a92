"""Documents asked for by what is said of them, and fields of documents: never one of another document than the one spoken of."""

from pathlib import Path

import pytest

from index.archive import Archive, open_archive
from index.build import build
from rag.ask import ask
from tests.fakes import HashingEncoder, write_files

# question: a word that the answer must hold; "" where nothing may be said.
ASKED = {
    # the field of a document that is only quoted in the one named
    "Chỉ thị mà công văn 634 triển khai ra ngày nào?": "23/7/2021",
    "Công văn 634 triển khai chỉ thị của ai?": "Chủ tịch UBND",
    "Công văn 924 thực hiện thông báo ngày nào của Thành ủy?": "20/4/2022",
    "Thông báo 164 nhắc kết luận nào của Bộ Chính trị, ra ngày nào?": "11/6/2021",
    "Công điện của Thủ tướng mà công văn 667 nhắc đến mang số mấy?": "1102",
    "Tôi đang xem công văn 667: thông báo của Thường trực Thành ủy trong đó mang số gì?": "477",
    # the number stands apart from its kind
    "Chỉ thị cũ của Thành ủy, số 05, ra hôm nào?": "30/7/2021",
    "Thông báo của Thường trực Thành ủy số 739 ra ngày nào?": "20/4/2022",
    "Công văn của Quận ủy Liên Chiêu, số 180, đề ngày nào?": "16/7/2021",
    "Chỉ thị của Chủ tịch thành phố mang số 17 ra hôm nào?": "23/7/2021",
    # the day is one document's, the body another's
    "Số hiệu công văn ngày 19/7/2021 của Ban Thường vụ Quận ủy Thanh Xuân?": "514-CV/QU",
    "Số hiệu công văn ngày 19/7/2021 của Hòa Minh?": "100-CV/ĐU",
    # the days of two documents
    "Chỉ thị 06 của Thành ủy với công văn 667 của Hà Đông có ra cùng một ngày không?": "Không: Chỉ thị 06-CT/TU ngày 01/9/2021",
    "Công văn 634 của Hà Đông ra sau Chỉ thị 17 mấy ngày?": "1 ngày (Công văn 634-CV/QU: 24/7/2021; Chỉ thị 17/CT-UBND: 23/7/2021)",
    "Mấy hôm sau Chỉ thị 06 thì công văn 924 ra?": "236 ngày (Chỉ thị 06-CT/TU: 01/9/2021; Công văn 924-CV/QU: 25/4/2022)",
    "Hà Đông được tự làm theo kế hoạch triển khai Chỉ thị 17 mà khỏi xin ý kiến thành phố, phải không?": "Không: ",
    # told by what it tells somebody
    "Văn bản nhắc các phường tiêm vắc xin cho trẻ em từ 5 tuổi do ai ký?": "Trịnh Xuân Cường",
    "Chỉ thị yêu cầu chuẩn bị 20.000 giường ra ngày nào?": "01/9/2021",
    "Trong kho, những văn bản nào có dẫn công văn 190-CV/TU?": "667",
    # whose it is
    "Công văn 924 là của quận ủy nào?": "Hai Bà Trưng",
    "Công văn 100 là của đảng ủy nào?": "Hòa Minh",
    # described, not named
    "Bản kết luận của quận Thanh Xuân mang số, ký hiệu gì?": "164",
    "Kết luận của Bộ Chính trị về phát triển kinh tế - xã hội mang số gì?": "07-KL/TW",
    "Đoàn kiểm tra của Ban Thường vụ Quận ủy Hà Đông dựa trên quyết định mang số gì?": "679",
    "Công văn 667 có nhắc kế hoạch nào, số hiệu ra sao?": "51-KH/QU",
    "Trong Chỉ thị 06, phải làm nghiêm chỉ thị cũ nào của Thành ủy?": "05-CT/TU",
    "Thông báo 164 nhắc công văn cũ nào của quận?": "514",
    "Quận ủy Hà Đông phát văn bản triển khai Chỉ thị 06 xuống dưới hôm nào?": "02/9/2021",
    # no such document: another's field is no answer
    "Nghị định về phòng cháy ở Thanh Xuân mang số mấy?": "",
    "Kế hoạch tiêm vắc xin của Bộ Y tế mang số bao nhiêu?": "",
    "Công văn của Bộ Công an về giãn cách số hiệu là gì?": "",
    "Chỉ thị của Bộ Giáo dục ra ngày nào?": "",
    # where it goes and where it is kept
    "nơi lưu công văn 634": "VPQU",
    "Bản lưu của công văn Hòa Minh cất ở đâu?": "VP/ĐU",
    "Công văn 667 gửi lên văn phòng nào của cấp trên để báo cáo?": "Văn phòng Thành ủy",
    "Trung tâm chính trị quận Hà Đông được ghi tên ở phần kính gửi của công văn nào?": "634",
    "Chỉ thị 06 được phổ biến xuống tới cấp nào?": "chi bộ",
    "Văn bản của ông Trịnh Xuân Cường đề ngày tháng năm nào?": "25/4/2022",
    "Đảng ủy khối doanh nghiệp có nằm trong nơi nhận công văn 634 không?": "Có",
    # a copy has a signer of its own, and who made none has none
    "Bản sao lục Chỉ thị 06 do ai ký?": "Nguyễn Sĩ Hoạt",
    "Bản sao lục Chỉ thị 06 của Quận ủy Hà Đông do ai ký?": "Nguyễn Sĩ Hoạt",
    "Bản sao của Chỉ thị 06 của Hà Đông do ai ký?": "Nguyễn Sĩ Hoạt",
    "Bản sao lục toàn văn Chỉ thị 06 của Hà Đông do ai ký?": "Nguyễn Sĩ Hoạt",
    "Bản sao lục Chỉ thị 06 của Quận ủy Thanh Xuân do ai ký?": "",
}


@pytest.mark.parametrize(("question", "held"), ASKED.items())
def test_of_the_document_spoken_of(archive: Archive, question: str, held: str) -> None:
    answer = ask(question, archive)
    assert held in answer.text if held else answer.abstained, answer.text


@pytest.mark.parametrize(
    ("before", "question", "held"),
    [
        ("Ai ký công văn 634?", "Còn nơi nhận?", "VPQU"),
        ("Công văn 634 ban hành ngày nào?", "Văn bản đó lưu ở đâu?", "VPQU"),
        ("Thông báo 164 của Thanh Xuân nhắc kết luận nào của Bộ Chính trị?", "Kết luận ấy bàn về chuyện gì?", "tăng cường"),
        ("Văn bản về SEA Games do ai ký?", "Số hiệu là gì?", "924-CV/QU"),
    ],
)  # fmt: skip
def test_a_question_that_goes_on(archive: Archive, before: str, question: str, held: str) -> None:
    assert held in ask(question, archive, history=(before,)).text


def test_what_a_document_amends_is_all_of_it(tmp_path: Path) -> None:
    """Each document that it amends, from wherever it says so, with its own citation; a deadline in it is not its date."""
    text = (
        "CHÍNH PHỦ\n\nSố: 48/2013/NĐ-CP\n\nHà Nội, ngày 14 tháng 5 năm 2013\n\nNGHỊ ĐỊNH\n\nSửa đổi một số nghị định\n\n"
        "Điều 1. Sửa đổi, bổ sung một số điều của Nghị định số 63/2010/NĐ-CP ngày 08 tháng 6 năm 2010 của Chính phủ.\n\n"
        "Điều 2. Sửa đổi, bổ sung Điều 1 của Nghị định số 20/2008/NĐ-CP ngày 14 tháng 02 năm 2008 của Chính phủ.\n\n"
        "Điều 3. Các Bộ gửi báo cáo theo mẫu tại Công văn số 2906/VPCP-KSTT ngày 13/7/2012 về Bộ Tư pháp trước ngày 12/7/2013.\n"
    )
    build(
        [write_files(tmp_path / "files", {"a.txt": text})],
        tmp_path / "archive",
        HashingEncoder(),
        None,
        lambda *_: None,
    )
    archive = open_archive(tmp_path / "archive", HashingEncoder(), cache=tmp_path)
    amended = ask("Nghị định 48/2013/NĐ-CP sửa đổi những nghị định nào?", archive)
    assert "63/2010/NĐ-CP" in amended.text
    assert "20/2008/NĐ-CP" in amended.text
    assert len({citation.clause.address for citation in amended.citations}) == 2
    due = ask("Thời hạn để các Bộ gửi báo cáo về Bộ Tư pháp theo Nghị định 48/2013 là ngày nào?", archive)
    assert "12/7/2013" in due.text
