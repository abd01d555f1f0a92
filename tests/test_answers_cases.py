"""A value given for a case set apart, for the time or by the number the question names; what only looks like a cue when folded."""

from pathlib import Path

import pytest

from index.archive import Archive, open_archive
from index.build import build
from index.encode import open_encoder
from rag.ask import ask
from rag.question.folded import flat
from rag.question.wants import want_of
from rag.types import Want

_RULE = """ỦY BAN NHÂN DÂN
HUYỆN THẠCH KHÊ
-------
Số: 14/QĐ-UBND
Thạch Khê, ngày 08 tháng 02 năm 2022

QUYẾT ĐỊNH
Ban hành Quy định về trạm bơm và tổ thủy nông

Điều 1. Mức hỗ trợ

1. Ngân sách huyện hỗ trợ tối thiểu 60% tiền điện của trạm bơm đối với hợp tác xã; riêng trạm ở vùng trũng được hỗ trợ 90%. \
Đối với tổ tự quản, mức hỗ trợ tối thiểu là 25%.

2. Người trực trạm có 02 máy được nhận thêm 350.000 đồng/tháng; người trực trạm có 03 máy được nhận thêm 500.000 đồng/tháng.

3. Tiền công nạo vét mương tối đa 12.000 đồng/m2.

Điều 2. Trách nhiệm của Cục Thủy lợi

Công bố lịch lấy nước trong 04 ngày làm việc kể từ ngày nhận được đề nghị hợp lệ.

Điều 3. Tổ thủy nông

1. Hộ dân được vào tổ khi bảo đảm một trong các điều kiện sau:

a) Có ruộng trong vùng tưới;

b) Có người đã học lớp vận hành máy.

2. Tổ họp mỗi vụ hai lần: lần 1 vào tháng 2 hoặc tháng 3; lần 2 vào tháng 7 hoặc tháng 8.

Điều 4. Vật tư

| Vật tư | Đơn vị | Trạm lớn | Trạm nhỏ |
|---|---|---|---|
| Găng tay | đôi/năm | 12 | 8 |
| Đèn pin | chiếc/năm | 3 | 2 |

| Loại công trình | Thời hạn sửa chữa (ngày) | Số thợ |
|---|---|---|
| Cống tưới | 5 | 4 |
| Kênh đất | 12 | 3 |
| Đập tràn | 30 | 9 |

Điều 5. Báo cáo

Hợp tác xã gửi báo cáo tưới tiêu hàng tháng trước ngày 22.

TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Kiều Văn Sắc
"""


@pytest.fixture(scope="module")
def rule(tmp_path_factory: pytest.TempPathFactory, cache_folder: Path) -> Archive:
    """The rule above, indexed."""
    folder = tmp_path_factory.mktemp("cases")
    (folder / "docs").mkdir()
    (folder / "docs" / "qd.txt").write_text(_RULE, encoding="utf-8")
    encoder = open_encoder(None, cache_folder)
    build([folder / "docs"], folder / "archive", encoder, None, lambda *_: None)
    return open_archive(folder / "archive", encoder, cache=cache_folder)


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("Hợp tác xã được huyện hỗ trợ bao nhiêu phần trăm tiền điện trạm bơm?", "60%"),
        ("Trạm bơm ở vùng trũng của hợp tác xã được huyện hỗ trợ bao nhiêu phần trăm tiền điện?", "90%"),
        ("Tổ tự quản được huyện hỗ trợ ít nhất bao nhiêu phần trăm tiền điện trạm bơm?", "25%"),
        ("Trực trạm có ba máy được thêm bao nhiêu mỗi tháng?", "500.000 đồng/tháng"),
        ("Cục Thủy lợi phải làm gì trong 4 ngày từ khi nhận đề nghị?", "Công bố lịch lấy nước"),
        ("Báo cáo tưới tiêu hàng tháng phải gửi trước ngày mấy?", "22"),
        ("Phó Chủ tịch có ký Quyết định 14/QĐ-UBND không?", "Có: Kiều Văn Sắc"),
        ("Chủ tịch có ký Quyết định 14/QĐ-UBND không?", "Không: Kiều Văn Sắc (Phó Chủ tịch)"),
        ("Tổ thủy nông họp lần 2 vào tháng mấy?", "tháng 7 hoặc tháng 8"),
        ("Những trường hợp hộ dân trong vùng nào được vào tổ thủy nông?", "Có người đã học lớp"),
        ("Trạm lớn và trạm nhỏ, bên nào được nhiều đèn pin hơn?", "Trạm lớn: 3; Trạm nhỏ: 2"),
        ("Găng tay và đèn pin, loại nào trạm nhỏ được nhiều hơn?", "| 12 | 8 |; | Đèn pin"),
        ("Trạm nhỏ được phát nhiều găng tay hơn trạm lớn không?", "Không: Trạm nhỏ: 8"),
        ("Loại công trình nào sửa chữa lâu nhất?", "Đập tràn"),
        ("Loại công trình nào sửa chữa nhanh nhất?", "Loại công trình: Cống tưới"),
        ("Trạm nhỏ được phát bao nhiêu đôi găng tay một năm?", "Trạm nhỏ: 8"),
    ],
)
def test_says_what_is_asked(rule: Archive, question: str, says: str) -> None:
    assert says in ask(question, rule).text


@pytest.mark.parametrize(
    ("question", "want"),
    [
        ("Tổ được cấp tiền mua tài liệu mấy năm?", Want.DURATION),
        ("Phải làm theo quyết định mấy?", Want.REFERENCE),
    ],
)
def test_how_many_behind_a_document_is_no_number_of_it(question: str, want: Want) -> None:
    assert want_of(flat(question)) is want


def test_a_sum_for_a_measure_is_none_for_a_month(rule: Archive) -> None:
    assert ask("Người nạo vét mương được nhận bao nhiêu một tháng?", rule).text != "tối đa 12.000 đồng/m2"
