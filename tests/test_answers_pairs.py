"""One thing asked of two in one breath: the sentence that holds both, both lines of one list, the days of several documents."""

from pathlib import Path

import pytest

from index.archive import Archive, open_archive
from index.build import build
from index.encode import open_encoder
from rag.answering.passages.parallel import asked_of_two
from rag.ask import ask

_RULES = """ỦY BAN NHÂN DÂN
HUYỆN THẠCH KIM
-------
Số: 41/QĐ-UBND
Thạch Kim, ngày 14 tháng 3 năm 2022

QUYẾT ĐỊNH
Về trông giữ và hỗ trợ tàu cá tránh bão

Thực hiện Chỉ thị số 09/CT-UBND ngày 25/02/2022 của Ủy ban nhân dân tỉnh về an toàn tàu cá.

Điều 1. Tại cảng cấp I, tàu cá được kiểm tra 2 ngày/lần; tại cảng cấp II, tàu cá được kiểm tra 6 ngày/lần.

Điều 2. Mức hỗ trợ tàu về tránh bão như sau:
- Tàu lưới kéo được hỗ trợ từ 300.000 đồng/chuyến lên 700.000 đồng/chuyến;
- Tàu câu khơi được hỗ trợ từ 200.000 đồng/chuyến lên 450.000 đồng/chuyến;

Điều 3. Nguồn kinh phí
1. Ngân sách tỉnh bảo đảm kinh phí hỗ trợ dầu một lần cho tàu cá về tránh bão.
2. Ngân sách huyện bảo đảm kinh phí trông giữ hàng tháng cho tàu cá neo đậu dài ngày.

Điều 4. Thuyền viên bị ốm từ mười ngày trở lên hoặc nằm trạm xá từ bốn ngày trở lên được trợ cấp 900.000 đồng.

Điều 5. Đăng kiểm tàu cá ba năm một lần; trường hợp tàu vỏ gỗ trên 15 tuổi thì được đăng kiểm hằng năm.

Điều 6. Các bến mở cửa từ ngày 01/4/2022. Riêng đối với bến số 4 mở cửa từ ngày 20/4/2022.

Điều 7. Mùa đánh bắt bắt đầu từ ngày 05/5/2022; kết thúc trước ngày 30/9/2022.

CHỦ TỊCH
Ngô Văn Sáu
"""
_NOTICE = """ỦY BAN NHÂN DÂN
HUYỆN THẠCH KIM
-------
Số: 58/TB-UBND
Thạch Kim, ngày 02 tháng 6 năm 2022

THÔNG BÁO
Về lịch cấp dầu cho tàu cá

1. Dầu được cấp tại bến số 2.

CHỦ TỊCH
Ngô Văn Sáu
"""


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory, cache_folder: Path) -> Archive:
    """The documents above, indexed."""
    folder = tmp_path_factory.mktemp("port")
    (folder / "docs").mkdir()
    for name, text in (("rules", _RULES), ("notice", _NOTICE)):
        (folder / "docs" / f"{name}.txt").write_text(text, encoding="utf-8")
    encoder = open_encoder(None, cache_folder)
    build([folder / "docs"], folder / "archive", encoder, None, lambda *_: None)
    return open_archive(folder / "archive", encoder, cache=cache_folder)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Cảng cấp I và cảng cấp II mấy ngày kiểm tra tàu cá một lần?", ("2 ngày/lần", "6 ngày/lần")),
        ("Tàu lưới kéo và tàu câu khơi được nâng hỗ trợ lên bao nhiêu?", ("700.000", "450.000")),
        ("Kinh phí dầu một lần và kinh phí trông giữ hàng tháng lấy từ ngân sách nào?", ("tỉnh", "huyện")),
        ("Thuyền viên ốm hoặc nằm trạm xá bao lâu thì được trợ cấp 900.000 đồng?", ("mười ngày", "bốn ngày")),
        ("Tàu thường và tàu vỏ gỗ trên 15 tuổi mấy năm đăng kiểm một lần?", ("ba năm", "hằng năm")),
        ("Bến số 4 và các bến khác mở cửa từ ngày nào?", ("01/4/2022", "20/4/2022")),
        ("mua danh bat bat dau va ket thuc ngay nao", ("05/5/2022", "30/9/2022")),
    ],
)
def test_both_are_told(question: str, said: tuple[str, ...], port: Archive) -> None:
    """Half of what is asked is not said for the whole."""
    text = ask(question, port).text
    assert all(one in text for one in said), text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Tàu câu khơi được nâng hỗ trợ lên bao nhiêu?", "450.000 đồng/chuyến"),
        ("Mùa đánh bắt kết thúc trước ngày nào?", "30/9/2022"),
    ],
)
def test_one_asked_for_is_one_told(question: str, said: str, port: Archive) -> None:
    """Where one thing is asked, its value is said alone."""
    assert ask(question, port).text == said


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            "Thông báo 58/TB-UBND và Quyết định 41/QĐ-UBND cái nào ra trước, mỗi cái ngày nào?",
            "Quyết định 41/QĐ-UBND: 14/3/2022; Thông báo 58/TB-UBND: 02/6/2022",
        ),
        (
            "Quyết định 41/QĐ-UBND với Chỉ thị 09/CT-UBND cái nào ban hành sau?",
            "Quyết định 41/QĐ-UBND: 14/3/2022; Chỉ thị 09/CT-UBND: 25/02/2022",
        ),
        (
            "Chỉ thị 09/CT-UBND và Thông báo 58/TB-UBND ban hành ngày nào?",
            "Chỉ thị 09/CT-UBND: 25/02/2022; Thông báo 58/TB-UBND: 02/6/2022",
        ),
    ],
)
def test_the_day_of_each_document(question: str, said: str, port: Archive) -> None:
    """Of the archive's own and of one only mentioned; the one asked for by its place in time first."""
    assert ask(question, port).text == said


@pytest.mark.parametrize(
    "question",
    [
        "Quyết định 41/QĐ-UBND và Thông báo 58/TB-UBND cái nào yêu cầu cấp dầu trước?",
        "Quyết định 41/QĐ-UBND ghi Chỉ thị 09/CT-UBND có hiệu lực từ ngày nào?",
    ],
)
def test_what_they_say_is_not_their_day(question: str, port: Archive) -> None:
    """Which of two must be done first, and when another is in force, is told in the text, if at all."""
    assert "41/QĐ-UBND: 14/3/2022" not in ask(question, port).text


@pytest.mark.parametrize(
    ("question", "joined"),
    [
        ("Bến 2 và bến 3 mở cửa ngày nào?", True),
        ("ben 2 va ben 3 mo cua ngay nao", True),
        ("Ốm hoặc đau bao lâu thì được nghỉ?", True),
        ("Bến 3 mở cửa ngày nào?", False),
        ("Bến mở cửa ngày nào với tàu lớn và tàu nhỏ?", False),
    ],
)
def test_joined_before_the_words_that_ask(question: str, joined: bool) -> None:
    """What is joined behind them is no second thing asked about."""
    assert asked_of_two(question) is joined
