"""Plain texts, neither numbered nor of a kind: the likeliest sentence is said, though a value or a name is read from another."""

from pathlib import Path

import pytest

from index.archive import Archive, open_archive
from index.build import build
from index.encode import open_encoder
from rag.ask import ask
from rag.question.cues import NOW
from rag.question.folded import flat
from tests.fakes import write_files

LAKE = (
    "Hồ Khe Mây được đắp từ năm 1962 để lấy nước cho cánh đồng Bản Lùng. Vào mùa lũ, nước hồ dâng gấp đôi so với mùa khô. "
    "Quanh hồ có 25 hộ sống bằng nghề đánh cá, mỗi năm bắt được 12 tấn. Dân trong vùng thôi đánh cá bằng mìn từ khi Chỉ thị "
    "cấm nổ mìn ra đời năm 1994. Cá chép trong hồ nặng ngót nửa yến một con. Cá mè và cá trôi chỉ nặng 2 kg một con. "
    "Trời trở lạnh đột ngột là kiểu thời tiết làm cá chết nhiều nhất."
)
FOREST = (
    "Năm 2006 hãng Marelli SpA của Ý thuê 300 ha đồi trọc ở Bản Lùng để trồng keo. Người thợ rừng già nhất là ông Lò Văn Páo. "
    "Ông dạy nghề ươm giống cho ba mươi thanh niên trong bản."
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory, cache_folder: Path) -> Archive:
    """Two plain texts, indexed."""
    folder = tmp_path_factory.mktemp("prose")
    write_files(folder / "docs", {"ho.txt": LAKE, "rung.txt": FOREST})
    encoder = open_encoder(None, cache_folder)
    build([folder / "docs"], folder / "archive", encoder, None, lambda *_: None)
    return open_archive(folder / "archive", encoder, cache=cache_folder)


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("Vào mùa lũ, nước hồ Khe Mây dâng bao nhiêu so với mùa khô?", "gấp đôi"),
        ("Chỉ thị cấm nổ mìn được ban hành khi nào?", "1994"),
        ("Kiểu thời tiết nào làm cá chết nhiều nhất?", "lạnh đột ngột"),
        ("Marelli SpA thuê đồi trọc ở Bản Lùng để làm gì?", "trồng keo"),
        ("Cá chép trong hồ nặng bao nhiêu một con?", "nửa yến"),
        ("Quanh hồ có bao nhiêu hộ sống bằng nghề đánh cá?", "25 hộ"),
    ],
)
def test_the_likeliest_sentence_is_said(archive: Archive, question: str, quoted: str) -> None:
    assert any(quoted in citation.quote for citation in ask(question, archive).citations)


@pytest.mark.parametrize(
    ("question", "now"),
    [
        ("Thời tiết hôm nay thế nào?", True),
        ("Dự báo thời tiết cuối tuần", True),
        ("Ở Bản Lùng thời tiết ra sao?", True),
        ("Kiểu thời tiết nào làm cá chết?", False),
        ("Điều kiện thời tiết xấu thì phà có chạy không?", False),
    ],
)
def test_the_weather_of_the_day(question: str, now: bool) -> None:
    assert bool(NOW.search(flat(question))) == now
