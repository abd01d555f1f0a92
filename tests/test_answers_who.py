"""Who, lists, relations, comparisons and what a document is: asked of a small archive of another matter, written for this test."""

from pathlib import Path

import pytest

from index.archive import Archive, open_archive
from index.build import build
from index.text import fold
from rag.answering.documents.register import register
from rag.answering.people.persons import parted
from rag.answering.people.who import acts
from rag.ask import ask

_TOP = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
DOCUMENTS = {
    "to-cong-tac.txt": f"""ỦY BAN NHÂN DÂN
HUYỆN ĐÔNG SƠN
{_TOP}Số: 318/QĐ-UBND
Đông Sơn, ngày 14 tháng 6 năm 2022

QUYẾT ĐỊNH
Về việc thành lập Tổ công tác trồng rừng huyện Đông Sơn

Căn cứ Nghị định số 156/2018/NĐ-CP ngày 16/11/2018 của Chính phủ;

Điều 1. Thành lập Tổ công tác trồng rừng huyện Đông Sơn gồm các ông, bà có tên sau:
1. Ông Phạm Văn Lâm, Phó Chủ tịch UBND huyện - Tổ trưởng;
2. Bà Ngô Thị Hạnh, Hạt trưởng Kiểm lâm - Tổ phó;
3. Ông Trần Quốc Toàn, Trưởng Công an huyện - Thành viên.

Điều 2. Quyết định này thay thế Quyết định số 77/QĐ-UBND ngày 05/01/2020.

Điều 3. Chánh Văn phòng HĐND và UBND huyện, Hạt Kiểm lâm huyện chịu trách nhiệm thi hành Quyết định này. Vướng mắc phản ánh về
Hạt Kiểm lâm huyện, điện thoại 0237.3821.115.

Nơi nhận:
- Lưu: VT.

CHỦ TỊCH
Đỗ Minh Khang
""",
    "cho.txt": f"""ỦY BAN NHÂN DÂN
PHƯỜNG TÂN HÒA
{_TOP}Số: 21/KH-UBND
Tân Hòa, ngày 03 tháng 5 năm 2022

KẾ HOẠCH
Sắp xếp lại chợ tạm trên địa bàn phường

1. Công an phường:
a) Giữ gìn trật tự tại các lối vào chợ.
b) Xử lý xe đỗ sai quy định.

2. Ban Quản lý chợ rà soát, lập danh sách các hộ kinh doanh; báo cáo Ủy ban nhân dân phường trước ngày 20/5/2022.

3. Trạm Y tế phường: hướng dẫn vệ sinh thực phẩm.

Nhận được Kế hoạch này, đề nghị các đơn vị triển khai thực hiện.

Nơi nhận:
- Lưu: VT.

KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Lý Thị Mai
""",
    "cap-nuoc.txt": f"""UBND HUYỆN ĐÔNG SƠN
PHÒNG KINH TẾ
{_TOP}Số: 45/PKT-NN
V/v lịch cấp nước vụ hè thu
Đông Sơn, ngày 02 tháng 5 năm 2022

Kính gửi: Các hợp tác xã nông nghiệp.

1. Thời gian cấp nước vụ hè thu: từ ngày 10/5/2022 đến ngày 25/5/2022.
2. Các hợp tác xã cử người trực trạm bơm.

Nơi nhận:
- Lưu: VT.

TRƯỞNG PHÒNG
Vũ Đình Long
""",
    "cap-nuoc-2.txt": f"""UBND HUYỆN ĐÔNG SƠN
PHÒNG KINH TẾ
{_TOP}Số: 52/PKT-NN
V/v điều chỉnh lịch cấp nước vụ hè thu
Đông Sơn, ngày 09 tháng 5 năm 2022

Kính gửi: Các hợp tác xã nông nghiệp.

Phòng Kinh tế điều chỉnh một số nội dung tại Công văn số 45/PKT-NN ngày 02/5/2022 như sau:

1. Thời gian cấp nước vụ hè thu: từ ngày 15/5/2022 đến ngày 30/5/2022.

Nơi nhận:
- Lưu: VT.

KT. TRƯỞNG PHÒNG
PHÓ TRƯỞNG PHÒNG
Hồ Thị Liên
""",
}


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory, cache_folder: Path) -> Archive:
    """The four documents above, with the bundled encoder."""
    from index.encode import open_encoder

    texts, folder = tmp_path_factory.mktemp("texts"), tmp_path_factory.mktemp("country")
    for name, text in DOCUMENTS.items():
        (texts / name).write_text(text, encoding="utf-8")
    build([texts], folder, open_encoder(None, cache_folder), None, lambda *_: None)
    return open_archive(folder, cache=cache_folder)


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("Tổ trưởng Tổ công tác trồng rừng là ai?", ("Phạm Văn Lâm",)),
        ("Ai là Chủ tịch UBND huyện Đông Sơn?", ("Đỗ Minh Khang",)),
        ("truong cong an huyen dong son ten gi", ("Trần Quốc Toàn",)),
        ("Trưởng phòng Kinh tế huyện Đông Sơn là đồng chí nào?", ("Vũ Đình Long",)),
        ("Tổ công tác trồng rừng gồm những ai?", ("Phạm Văn Lâm", "Ngô Thị Hạnh", "Trần Quốc Toàn")),
        ("Quyết định 318 có bao nhiêu thành viên trong tổ?", ("3. Ông Trần Quốc Toàn",)),
        ("Bà Ngô Thị Hạnh giữ chức vụ gì?", ("Hạt trưởng Kiểm lâm",)),
        ("Công an phường Tân Hòa phải làm gì?", ("trật tự", "xe đỗ sai")),
        ("Ai lập danh sách các hộ kinh doanh?", ("Ban Quản lý chợ",)),
        ("Kế hoạch 21 của phường nào?", ("phường Tân Hòa",)),
        ("Kế hoạch 21 có mấy mục?", ("1. Công an phường", "3. Trạm Y tế")),
        ("21/KH-UBND?", ("Sắp xếp lại chợ tạm", "Lý Thị Mai", "03/5/2022")),
        ("Văn bản nào điều chỉnh công văn 45?", ("52/PKT-NN",)),
        ("Quyết định 318 thay thế quyết định nào?", ("77/QĐ-UBND",)),
        ("Quyết định lập tổ trồng rừng thay quyết định nào?", ("77/QĐ-UBND",)),
        ("Quyết định lập tổ trồng rừng cũ mang số mấy?", ("77/QĐ-UBND",)),
        ("Nghị định nào được viện dẫn khi lập tổ trồng rừng?", ("156/2018/NĐ-CP",)),
        ("Có gì chưa rõ chuyện trồng rừng thì gọi số nào?", ("0237.3821.115",)),
        ("Những ai phải thi hành quyết định lập tổ trồng rừng?", ("Chánh Văn phòng", "Hạt Kiểm lâm")),
        ("Phó Chủ tịch nào ký kế hoạch 21?", ("Lý Thị Mai",)),
        ("Chủ tịch nào ký kế hoạch 21?", ("Lý Thị Mai (Phó Chủ tịch",)),
        ("Công văn 45 còn hiệu lực không?", ("52/PKT-NN", "điều chỉnh")),
        ("Có những văn bản nào về cấp nước?", ("45/PKT-NN", "52/PKT-NN")),
        ("Công văn 45 và công văn 52 khác nhau thế nào?", ("02/5/2022: Về lịch cấp nước", "09/5/2022: Về điều chỉnh")),
        ("Thời gian cấp nước vụ hè thu là khi nào?", ("52/PKT-NN", "15/5/2022", "45/PKT-NN", "10/5/2022")),
    ],
)  # fmt: skip
def test_answered(country: Archive, question: str, says: tuple[str, ...]) -> None:
    answer = ask(question, country)
    assert [said for said in says if said not in answer.text] == [], (answer.text, answer.dropped)
    assert len(answer.text) <= 1000
    assert not answer.dropped


@pytest.mark.parametrize(
    "question",
    [
        "Chủ tịch UBND phường Tân Hòa là ai?",  # only a deputy signs
        "Bí thư Huyện ủy Đông Sơn là ai?",
        "Phó Chủ tịch UBND tỉnh tên gì?",
        "Văn bản nào thay thế quyết định 318?",
        "Công văn nào sửa đổi kế hoạch 21?",
        "Đỗ Thị Minh Nguyệt giữ chức vụ gì?",
        "Kế toán trưởng của Tổ công tác trồng rừng là ai?",
        "Ai là chính trị viên huyện đội Đông Sơn?",
    ],
)
def test_nobody_else_will_do(country: Archive, question: str) -> None:
    answer = ask(question, country)
    assert answer.abstained, answer.text


@pytest.mark.parametrize("question", ["Công an phường làm gì ở chợ tạm?", "Phường Tân Hòa sắp xếp chợ tạm ra sao?"])
def test_no_title_and_no_closing_answers(country: Archive, question: str) -> None:
    answer = ask(question, country)
    assert not any(fold(c.address).startswith(("tieu de", "trich yeu", "doan ket")) for c in answer.citations), (
        answer.text
    )


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("ai phai lap danh sach", True),
        ("viec nay giao cho ai", True),
        ("la viec cua ai", True),
        ("phoi hop voi don vi nao", False),
        ("bao cao ve dau", False),
        ("xin y kien ai", False),
    ],
)
def test_who_acts_or_who_is_acted_with(question: str, subject: bool) -> None:
    assert acts(question) is subject


@pytest.mark.parametrize(
    ("words", "head", "rest"),
    [
        ("pho chu tich ubnd huyen", "pho chu tich", "ubnd huyen"),
        ("chu tich uy ban nhan dan huyen", "chu tich", "ubnd huyen"),
        ("truong cong an huyen", "truong", "cong an huyen"),
        ("dong chi bi thu quan uy", "bi thu", "quan uy"),
        ("pho phong kinh te huyen", "pho truong", "phong kinh te huyen"),
        ("pho ban chi dao huyen", "pho truong", "bcd huyen"),
        ("ke toan truong ban quan ly cho", "ke toan truong", "ban quan ly cho"),
        ("hieu truong truong tieu hoc tan hoa", "hieu truong", "truong tieu hoc tan hoa"),
    ],
)
def test_an_office_in_parts(words: str, head: str, rest: str) -> None:
    office = parted(words)
    assert office is not None
    assert (" ".join(office.head), " ".join(office.rest)) == (head, rest)


@pytest.mark.parametrize("words", ["truong hop nao", "nguoi dan", "cong an huyen"])
def test_no_office(words: str) -> None:
    assert parted(words) is None


def test_register_finds_signers_by_name(country: Archive) -> None:
    found = [d.name for d, _ in register(country).by_name("ong do minh khang ky gi".split())]
    assert found == ["318/QĐ-UBND"]
    assert register(country) is register(country)
