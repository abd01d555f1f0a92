"""Where, under what condition, why and by which number: the sentence that says it, not a likelier one that does not."""

from pathlib import Path

import pytest

from index.archive import Archive, open_archive
from index.build import build
from index.encode import open_encoder
from rag.ask import ask
from rag.question import cues

DOCUMENT = """\
ỦY BAN NHÂN DÂN HUYỆN SUỐI LAU
Số: 41/TB-UBND

THÔNG BÁO
Về việc đóng cầu treo Bản Mạ

Do mố cầu phía đông bị sạt sau mưa, Ủy ban nhân dân huyện thông báo đóng cầu treo Bản Mạ như sau:

1. Cấm xe qua cầu từ ngày 05 tháng 3 năm 2023. Việc đóng cầu do đội quản lý thực hiện, người dân không phải trực gác.

2. Khi thật cần thiết mới được chở hàng qua cầu.

3. Người dân xin cấp giấy qua cầu phải khai đúng trọng tải; giấy qua cầu chỉ dùng một lần.

4. Hộ dân nộp đơn xin giấy tại trụ sở đội quản lý, trong giờ hành chính.

5. Phòng Kinh tế và Hạ tầng trực tiếp nhận phản ánh, điện thoại 0299.3700.111.
"""


@pytest.fixture(scope="module")
def bridge(tmp_path_factory: pytest.TempPathFactory, cache_folder: Path) -> Archive:
    root = tmp_path_factory.mktemp("bridge")
    (root / "documents").mkdir()
    (root / "documents" / "41.txt").write_text(DOCUMENT, encoding="utf-8")
    build([root / "documents"], root / "index", open_encoder(None, cache_folder), None, lambda *_: None)
    return open_archive(root / "index", cache=cache_folder)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Vì sao phải đóng cầu treo Bản Mạ?", "mố cầu phía đông bị sạt"),
        ("Khi nào thì dân mới được chở hàng qua cầu?", "thật cần thiết"),
        ("Người dân nộp đơn xin giấy qua cầu ở đâu?", "trụ sở đội quản lý"),
        ("Số điện thoại nhận phản ánh về cầu là số mấy?", "0299.3700.111"),
    ],
)
def test_the_sentence_that_says_it(bridge: Archive, question: str, said: str) -> None:
    assert said in ask(question, bridge).text


@pytest.mark.parametrize(
    ("folded", "now"),
    [
        ("thoi tiet ngay mai the nao", True),
        ("thoi tiet o day ra sao", True),
        ("cau phai dong khi thoi tiet the nao", False),
    ],
)
def test_the_weather_as_a_condition(folded: str, now: bool) -> None:
    assert (cues.NOW.search(folded) is not None) is now
