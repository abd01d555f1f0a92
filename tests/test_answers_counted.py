"""How many hold a role in a committee, where nothing counts them, and how often something is."""

from pathlib import Path

import pytest

from index.archive import Archive, open_archive
from index.build import build
from index.encode import open_encoder
from rag.ask import ask
from tests.fakes import write_files

DECISION = """ỦY BAN NHÂN DÂN                       CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
XÃ LŨNG PHẦY                               Độc lập - Tự do - Hạnh phúc
Số: 33/QĐ-UBND                        Lũng Phầy, ngày 11 tháng 4 năm 2022

QUYẾT ĐỊNH
Về việc kiện toàn Ban Chỉ đạo xóa nhà tạm xã Lũng Phầy

Điều 1. Kiện toàn Ban Chỉ đạo xóa nhà tạm xã Lũng Phầy gồm các ông, bà có tên sau:
1. Ông Hứa Văn Lâm         - Chủ tịch UBND xã               - Trưởng ban
2. Bà Nông Thị Sao         - Phó Chủ tịch UBND xã           - Phó Trưởng ban Thường trực
3. Ông Mã Văn Thịnh        - Chủ tịch Hội Nông dân xã       - Phó Trưởng ban
4. Bà Lục Thị Dung         - Công chức Tài chính            - Ủy viên

Điều 2. Ban Chỉ đạo làm việc theo chế độ kiêm nhiệm, họp định kỳ mỗi quý hai lần và khi Trưởng ban yêu cầu.

Điều 3. Ban Chỉ đạo rà soát các hộ phải sửa nhà, hoàn thành trong 20 ngày kể từ ngày ký Quyết định này.
"""


@pytest.fixture(scope="module")
def board(tmp_path_factory: pytest.TempPathFactory, cache_folder: Path) -> Archive:
    """A decision that lists the members of a committee."""
    folder = tmp_path_factory.mktemp("board")
    write_files(folder / "docs", {"board.txt": DECISION})
    encoder = open_encoder(None, cache_folder)
    build([folder / "docs"], folder / "kho", encoder, None, lambda *_: None)
    return open_archive(folder / "kho", encoder, cache=cache_folder)


@pytest.mark.parametrize(
    ("question", "said", "unsaid"),
    [
        (
            "Ban Chỉ đạo xóa nhà tạm Lũng Phầy có mấy phó trưởng ban?",
            ["Nông Thị Sao", "Mã Văn Thịnh"],
            ["Hứa Văn Lâm", "Lục"],
        ),
        ("Ban Chỉ đạo xóa nhà tạm Lũng Phầy bao lâu họp một lần?", ["mỗi quý hai lần"], ["20 ngày"]),
    ],
)
def test_counted(board: Archive, question: str, said: list[str], unsaid: list[str]) -> None:
    text = ask(question, board).text
    assert all(one in text for one in said), text
    assert not any(one in text for one in unsaid), text
