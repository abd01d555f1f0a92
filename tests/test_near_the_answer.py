"""Follow-ups that leave out what they are about: it stays, and their answer is looked for near the last one."""

import pytest

from index.archive import Archive
from rag.ask import ask, understand
from rag.question import backward, rewriting, slots


@pytest.mark.parametrize(
    ("text", "lacking"),
    [
        ("Thế bao lâu thì được cấp lại?", True),
        ("Nhiều nhất được bao nhiêu một hộ?", True),
        ("Phải nộp ở đâu?", True),
        ("bao lau thi duoc cap lai", True),
        ("Bao lâu thì thẻ được cấp lại?", False),
        ("Trường được tuyển bao nhiêu lớp?", False),
    ],
)
def test_what_leaves_out_its_subject(text: str, lacking: bool) -> None:
    assert backward.lacks_subject(text) is lacking


@pytest.mark.parametrize(
    ("earlier", "text", "said"),
    [
        ("Mỗi héc ta được hỗ trợ bao nhiêu tiền?", "Nhiều nhất bao nhiêu một hộ?", "Nhiều nhất bao nhiêu tiền một hộ?"),
        ("Tiền công một ngày là bao nhiêu?", "Làm đêm được bao nhiêu?", "Làm đêm được bao nhiêu tiền?"),
        ("moi hec ta duoc ho tro bao nhieu tien?", "nhieu nhat bao nhieu mot ho", "nhieu nhat bao nhieu tien mot ho"),
        ("Mỗi héc ta được hỗ trợ bao nhiêu tiền?", "Được tối đa bao nhiêu héc ta?", "Được tối đa bao nhiêu héc ta?"),
        ("Xã có mấy thôn?", "Huyện thì bao nhiêu?", "Huyện thì bao nhiêu?"),
    ],
)
def test_money_stays_money(earlier: str, text: str, said: str) -> None:
    assert rewriting.of_money(text, earlier) == said


def test_another_sort_of_place_takes_the_place_of_the_first() -> None:
    earlier = "Khu vực ngập rất sâu sơ tán trước mấy giờ?"
    assert slots.swapped_alike(earlier, "nơi ngập sâu") == "Khu vực ngập sâu sơ tán trước mấy giờ?"


def test_the_clauses_around_the_last_answer_are_near(archive: Archive) -> None:
    before = "Hà Đông phải kiện toàn Ban Chỉ đạo phòng, chống dịch trước ngày nào?"
    cited = {citation.clause.id for citation in ask(before, archive).citations}
    near = understand("Ai làm trưởng ban?", archive, (before,)).scope.near
    assert cited <= set(near)
    assert not understand("Ai ký công văn 924?", archive, (before,)).scope.near
    assert not understand("Ai làm trưởng ban?", archive).scope.near
