"""A wrong "Có" or "Không" is the worst thing to say: which clause may decide, for whom, and which of two things it says."""

from pathlib import Path

import pytest

from index.archive import Archive, open_archive
from index.build import build
from index.encode import open_encoder
from rag.answering.verdict.alternatives import _frequencies
from rag.answering.verdict.asked import contrary
from rag.ask import ask
from rag.question.folded import flat
from rag.question.wants import want_of
from rag.types import Want

_SCHOOL = """UBND HUYỆN AN BÌNH
-------
Số: 21/TB-UBND
An Bình, ngày 25 tháng 01 năm 2024

THÔNG BÁO
Về việc nghỉ Tết, học phí và kiểm tra phòng cháy, chữa cháy

Thời gian qua tại siêu thị, chợ dân sinh vẫn còn phát sinh vi phạm. Ủy ban nhân dân huyện thông báo:

1. Học sinh nghỉ Tết từ ngày 05/02/2024 đến hết ngày 18/02/2024.
2. Cán bộ, giáo viên nghỉ Tết từ ngày 08/02/2024 đến hết ngày 14/02/2024.
3. Miễn học phí cho học sinh thuộc hộ nghèo; giảm 50% cho học sinh thuộc hộ cận nghèo.
4. Giao Sở Giáo dục và Đào tạo chủ trì, phối hợp với Sở Tài chính hướng dẫn thu học phí.
5. Ban Chỉ đạo họp định kỳ 03 tháng một lần.
6. Đối tượng kiểm tra: chung cư mini, cơ sở cho thuê trọ có từ 10 phòng trở lên, cơ sở kinh doanh karaoke.
7. Trạm Y tế phun hóa chất diệt muỗi.
8. Học sinh không tàng trữ, đốt pháo nổ, không thả đèn trời.
9. Hạn chế tối đa các cuộc họp trực tiếp, chỉ tổ chức họp khi bảo đảm khoảng cách.

CHỦ TỊCH
Vũ Thị Hồng Nhung
"""


_RULES = """UBND XÃ BÌNH SƠN
-------
Số: 34/TB-UBND
Bình Sơn, ngày 02 tháng 4 năm 2024

THÔNG BÁO
Kết luận của Chủ tịch UBND xã tại phiên họp tháng 3

1. Giảm 50% lệ phí đối với hồ sơ nộp qua mạng, trừ lệ phí đăng ký hộ tịch.
2. Hộ nuôi dưới 10 con lợn thì tiêu hủy cả đàn, không chờ kết quả xét nghiệm từng con.
3. Chưa đồng ý đề nghị điều chỉnh giá nước sạch của Công ty Cấp nước.
4. Không sạc xe điện trong nhà trọ từ 22 giờ đến 05 giờ sáng.
5. Hai điểm trường mới dạy được buổi sáng, chưa bảo đảm dạy 02 buổi/ngày theo yêu cầu.

CHỦ TỊCH
Vũ Thị Hồng Nhung
"""


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory, cache_folder: Path) -> Archive:
    """The announcement above, indexed."""
    return _indexed(_SCHOOL, tmp_path_factory.mktemp("school"), cache_folder)


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory, cache_folder: Path) -> Archive:
    """The conclusions above, indexed."""
    return _indexed(_RULES, tmp_path_factory.mktemp("rules"), cache_folder)


def _indexed(text: str, folder: Path, cache_folder: Path) -> Archive:
    (folder / "docs").mkdir()
    (folder / "docs" / "tb.txt").write_text(text, encoding="utf-8")
    encoder = open_encoder(None, cache_folder)
    build([folder / "docs"], folder / "archive", encoder, None, lambda *_: None)
    return open_archive(folder / "archive", encoder, cache=cache_folder)


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("Học sinh hộ nghèo có được miễn học phí không?", "Có"),
        ("Học sinh cận nghèo có được miễn học phí không?", "Không"),
        ("Sở Giáo dục và Đào tạo có chủ trì hướng dẫn thu học phí không?", "Có"),
        ("Ban chỉ đạo có họp hằng tháng không?", "Không"),
        ("Có được thả đèn trời không?", "Không"),
        ("Quán karaoke có bị kiểm tra không?", "Có"),
        ("Trạm Y tế có phải phun thuốc diệt muỗi không?", "Có"),
        ("Học sinh đốt pháo nổ được không?", "Không"),
        ("Học sinh nghỉ Tết đến 25/02/2024 đúng không?", "Không"),
        ("Ban Chỉ đạo mỗi tháng họp một lần, đúng không?", "Không"),
    ],
)
def test_said(school: Archive, question: str, begins: str) -> None:
    assert ask(question, school).text.startswith(f"{begins}: ")


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("Nộp hồ sơ đăng ký hộ tịch qua mạng có được giảm 50% lệ phí không?", "Không"),
        ("Nộp hồ sơ qua mạng có được giảm 50% lệ phí không?", "Có"),
        ("Hộ nuôi 6 con lợn có phải đợi kết quả từng con rồi mới tiêu hủy không?", "Không"),
        ("Công ty xin điều chỉnh giá nước sạch, huyện có chấp thuận không?", "Không"),
        ("Xe điện trong nhà trọ lúc 1 giờ sáng có được sạc không?", "Không"),
        ("Có phải còn điểm trường chưa dạy được 02 buổi/ngày như yêu cầu không?", "Có"),
    ],
)
def test_exceptions_waiting_and_consent(rules: Archive, question: str, begins: str) -> None:
    assert ask(question, rules).text.startswith(f"{begins}: ")


@pytest.mark.parametrize(
    "question",
    [
        "Siêu thị có được mở cửa không?",
        "Chợ dân sinh có bị đóng cửa không?",
        "Có được tổ chức đám cưới không?",
        "Siêu thị có bị kiểm tra phòng cháy, chữa cháy không?",
        "Hội Phụ nữ có phải phun hóa chất diệt muỗi không?",
    ],
)
def test_nothing_is_said_where_no_clause_decides(school: Archive, question: str) -> None:
    assert ask(question, school).abstained


@pytest.mark.parametrize(
    ("question", "wrong"),
    [
        ("Giáo viên có được nghỉ Tết đến ngày 18/02/2024 không?", "Có"),
        ("Có được họp trực tiếp không?", "Không"),
        ("Sở Tài chính có chủ trì hướng dẫn thu học phí không?", "Có"),
        ("Học sinh hộ nghèo có phải đóng 50% học phí không?", "Có"),
    ],
)
def test_never_said(school: Archive, question: str, wrong: str) -> None:
    assert not ask(question, school).text.startswith(f"{wrong}: ")


def test_the_sentence_is_said_at_least_where_it_surely_speaks_of_the_matter(school: Archive) -> None:
    assert "Miễn học phí cho học sinh" in ask("Con nhà hộ nghèo có khỏi đóng học phí không?", school).text


def test_two_sides_in_one_sentence_are_both_said(school: Archive) -> None:
    text = ask("Hộ nghèo và hộ cận nghèo, mỗi bên được giảm bao nhiêu học phí?", school).text
    assert "hộ nghèo" in text
    assert "50% cho học sinh thuộc hộ cận nghèo" in text


@pytest.mark.parametrize(
    ("text", "often"),
    [
        ("họp hằng tháng", {"1 thang"}),
        ("họp định kỳ 03 tháng một lần", {"3 thang"}),
        ("lấy mẫu từ 2-3 ngày/lần", {"2-3 ngay"}),
        ("họp ngay", set()),
    ],
)
def test_frequencies(text: str, often: set[str]) -> None:
    assert _frequencies(text) == often


def test_contrary_words() -> None:
    assert contrary("có chủ trương phong tỏa rộng", "khoanh vùng rộng, phong tỏa hẹp")
    assert contrary("có phải đi học", "cho học sinh nghỉ học")
    assert not contrary("có phải nghỉ học", "cho học sinh nghỉ học")


@pytest.mark.parametrize(
    "question",
    [
        "Trường có được thu thêm tiền không nhỉ?",
        "Nộp qua bưu điện được chứ?",
        "Người khuyết tật bị từ chối à?",
        "Cháu còn được xét tuyển không vậy ạ?",
        "Hộ nghèo không phải đóng tiền hả?",
        "Văn bản này còn hiệu lực không?",
    ],
)
def test_spoken_endings_ask_yes_or_no(question: str) -> None:
    assert want_of(flat(question)) is Want.YES_NO


@pytest.mark.parametrize(
    ("question", "want"),
    [
        ("Hộ nghèo được bớt bao nhiêu tiền ạ?", Want.QUANTITY),
        ("Hội chợ mở mấy hôm ạ?", Want.DURATION),
        ("Ai phải ký giấy này ạ?", Want.PERSON),
        ("Bệnh viện phải chữa viêm gan A", Want.TEXT),
    ],
)
def test_a_question_word_or_a_name_before_the_ending_asks_something_else(question: str, want: Want) -> None:
    assert want_of(flat(question)) is want


@pytest.mark.parametrize("ending", ["nhỉ", "vậy", "ạ", "hả bạn"])
@pytest.mark.parametrize(
    "question",
    [
        "Học sinh có được nghỉ Tết đến ngày 18/02/2024 không",
        "Cơ sở cho thuê trọ 12 phòng có bị kiểm tra không",
        "Học sinh hộ nghèo có được miễn học phí không",
    ],
)
def test_spoken_endings_change_no_answer(school: Archive, question: str, ending: str) -> None:
    assert ask(f"{question} {ending}?", school).text == ask(f"{question}?", school).text != ""
