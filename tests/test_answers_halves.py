"""One thing asked of two in one breath: where each begins and ends, and that both are told."""

from pathlib import Path

import pytest

from index.archive import Archive, open_archive
from index.build import build
from index.encode import open_encoder
from rag.ask import ask
from rag.question.halves import halves_of

_FEES = """ỦY BAN NHÂN DÂN
XÃ PHIÊNG LUÔNG
-------
Số: 19/QĐ-UBND
Phiêng Luông, ngày 04 tháng 7 năm 2023

QUYẾT ĐỊNH
Về quản lý bến thuyền hồ Nậm Xe

Điều 1. Nhiệm vụ
1. Tổ tự quản kiểm tra 14 thuyền máy và 32 bè cá trước mùa mưa.
2. Đăng ký mới thuyền máy: trả kết quả trong 05 ngày làm việc.

Điều 2. Giá
1. Neo đậu thuyền máy: 30.000 đồng/đêm.
2. Kiểm tra an toàn lần đầu do Ban Quản lý bến thực hiện, giá 90.000 đồng/lần.
3. Neo đậu bè cá: 12.000 đồng/đêm, đã gồm tiền điện.
4. Kiểm tra lại sau khi sửa chữa tính giá 55.000 đồng/lần.

CHỦ TỊCH
Lường Văn Xuyến
"""


@pytest.fixture(scope="module")
def quay(tmp_path_factory: pytest.TempPathFactory, cache_folder: Path) -> Archive:
    """The decision above, indexed."""
    folder = tmp_path_factory.mktemp("quay")
    (folder / "docs").mkdir()
    (folder / "docs" / "qd.txt").write_text(_FEES, encoding="utf-8")
    encoder = open_encoder(None, cache_folder)
    build([folder / "docs"], folder / "archive", encoder, None, lambda *_: None)
    return open_archive(folder / "archive", encoder, cache=cache_folder)


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("Neo đậu thuyền máy và neo đậu bè cá một đêm bao nhiêu tiền?", ("30.000", "12.000")),
        ("Theo Quyết định 19, giá kiểm tra lần đầu và kiểm tra lại mỗi loại là bao nhiêu?", ("90.000", "55.000")),
        ("Tổ tự quản phải kiểm tra bao nhiêu thuyền máy, bè cá?", ("14", "32")),
        ("Tổ tự quản kiểm tra bao nhiêu thuyền máy và bao nhiêu bè cá?", ("14", "32")),
    ],
)
def test_both_are_told(quay: Archive, question: str, parts: tuple[str, ...]) -> None:
    answer = ask(question, quay)
    assert all(part in answer.text for part in parts), answer.text
    assert not answer.dropped


def test_one_alone_is_told_alone(quay: Archive) -> None:
    assert ask("Neo đậu bè cá một đêm bao nhiêu tiền?", quay).text.count("đồng") == 1


@pytest.mark.parametrize(
    ("text", "each"),
    [
        (
            "Theo Công văn 7, ghế gỗ loại có tay vịn và loại gấp được, giá mỗi loại là bao nhiêu?",
            (
                "Theo Công văn 7, ghế gỗ loại có tay vịn, giá là bao nhiêu?",
                "Theo Công văn 7, ghế gỗ loại gấp được, giá là bao nhiêu?",
            ),
        ),
        (
            "Huyện chi bao nhiêu khi tập huấn tại xã và khi tập huấn tại bản?",
            ("Huyện chi bao nhiêu khi tập huấn tại xã?", "Huyện chi bao nhiêu khi tập huấn tại bản?"),
        ),
        (  # what is said behind the second is said of both
            "Thầy cấp 1 và cấp 2 ở điểm bản được thêm mấy đồng?",
            ("Thầy cấp 1 ở điểm bản được thêm mấy đồng?", "Thầy cấp 2 ở điểm bản được thêm mấy đồng?"),
        ),
        ("Chợ Pha Long và Mường Hum họp ngày nào?", ("Chợ Pha Long họp ngày nào?", "Chợ Mường Hum họp ngày nào?")),
        (
            "Hộ góp trên 30% và hộ góp dưới 30% được vay chênh nhau bao nhiêu?",
            ("Hộ góp trên 30% được vay bao nhiêu?", "hộ góp dưới 30% được vay bao nhiêu?"),
        ),
        ("Xã có bao nhiêu tổ, đội?", ("Xã có bao nhiêu tổ?", "Xã có bao nhiêu đội?")),
        ("Ghế to với ghế nhỏ, loại nào rẻ hơn?", ("Ghế to, loại nào rẻ hơn?", "ghế nhỏ, loại nào rẻ hơn?")),
        (
            "Ngay nop to khai va ngay nhan the la ngay nao?",
            ("Ngay nop to khai la ngay nao?", "ngay nhan the la ngay nao?"),
        ),
        (
            "Quyết định thu phí bến và kế hoạch tuần tra hồ ban hành ngày nào?",
            ("Quyết định thu phí bến ban hành ngày nào?", "kế hoạch tuần tra hồ ban hành ngày nào?"),
        ),
        (
            "Tổ bến và tổ chợ theo hai quyết định số nào?",
            ("Tổ bến theo quyết định số nào?", "tổ chợ theo quyết định số nào?"),
        ),
        (
            "Quyết định của Phiêng Luông và của Mường Hum số bao nhiêu?",
            ("Quyết định của Phiêng Luông số bao nhiêu?", "Quyết định của Mường Hum số bao nhiêu?"),
        ),
        ("Phòng Văn hóa và các xã phải báo cáo khi nào?", ()),  # one thing that both do
        ("Văn phòng HĐND và UBND huyện ở đâu?", ()),  # one name
        ("Thuyền máy, bè cá và bè tre neo đậu bao nhiêu?", ()),  # three
    ],
)
def test_each_is_asked_alone(text: str, each: tuple[str, ...]) -> None:
    assert tuple(half.texts[0] for half in halves_of(text)) == each
