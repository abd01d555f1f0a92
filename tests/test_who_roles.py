"""Whom something is told to, done with, decided by or answered for to: how it is asked in whatever words, and who stands there."""

import pytest

from rag.answering.people import phrases, roles
from rag.question import cues
from rag.question.folded import flat
from rag.question.wants import want_of
from rag.types import Facet, Want


def stands(question: str, text: str) -> list[str]:
    """Those who stand in the text where the question asks."""
    role = roles.asked(flat(question))
    assert role is not None, flat(question)
    return [value.text for value in roles.fill(role, text, flat(question))]


@pytest.mark.parametrize(
    ("question", "text", "who"),
    [
        ("Hộ nuôi cá thấy cá chết thì báo cho ai?", "báo ngay, thông báo kịp thời cho Trạm Thú y xã để xử lý.", ["Trạm Thú y xã"]),
        ("Đơn xin vay nộp chỗ nào?", "Hộ vay gửi đơn về Ủy ban nhân dân xã trước ngày 05/3.", ["Ủy ban nhân dân xã"]),
        ("Số liệu rừng trình lên đâu?", "Hạt Kiểm lâm báo cáo Chi cục Kiểm lâm kết quả tuần tra.", ["Chi cục Kiểm lâm"]),
        ("Nộp hồ sơ xong thì gặp ai?", "gửi về Phòng Nội vụ (qua đồng chí Trần Văn Bình, số 12)",
         ["Phòng Nội vụ", "đồng chí Trần Văn Bình"]),
        ("Xã phải bắt tay với sở nào?", "phối hợp với Sở Xây dựng và các sở, ngành tỉnh kiểm tra",
         ["Sở Xây dựng và các sở, ngành tỉnh"]),
        ("Đoàn Thanh niên làm cùng ai?", "Đoàn Thanh niên chủ động phối hợp chặt chẽ với Hội Nông dân tổ chức", ["Hội Nông dân"]),
        ("Đội bóng phối hợp với ai treo băng rôn?", "phối hợp với Ban Văn hóa xã treo băng rôn tại cổng chợ", ["Ban Văn hóa xã"]),
        ("Làm sai thì hiệu trưởng trả lời trước ai?", "chịu trách nhiệm trước Trưởng phòng nếu để xảy ra", ["Trưởng phòng"]),
        ("Ai có quyền duyệt phương án?", "giao Bí thư cấp ủy và Chủ tịch UBND các quận, huyện phê duyệt từng phương án",
         ["Bí thư cấp ủy và Chủ tịch UBND các quận, huyện"]),
        ("Nghỉ quá ba ngày thì ai quyết?", "Nghỉ quá ba ngày thì Giám đốc Sở xem xét, quyết định.", ["Giám đốc Sở"]),
        ("Để cháy rừng thì ai chịu tội?", "Chủ tịch UBND xã chịu trách nhiệm nếu để cháy rừng.", ["Chủ tịch UBND xã"]),
        ("Muốn ra ngoài phải xin phép ai?", "chỉ ra ngoài khi được Thủ trưởng đơn vị cho phép", ["Thủ trưởng đơn vị"]),
    ],
)  # fmt: skip
def test_who_stands_in_the_place_asked_for(question: str, text: str, who: list[str]) -> None:
    assert stands(question, text) == who


@pytest.mark.parametrize(
    "question",
    [
        "Ai kiểm tra các cống dưới đê?",
        "Hồ sơ do ai lập?",
        "Bảo vệ trường là ai?",
        "Kế hoạch báo cáo ra sao?",
        "Bão vào thì bên nào cho học sinh nghỉ?",
    ],
)
def test_who_acts_is_no_such_place(question: str) -> None:
    assert roles.asked(flat(question)) is None


def test_nobody_named_fills_nothing() -> None:
    """A sentence with the verb alone, or with what is no body, leaves the place empty."""
    assert stands("Báo cáo gửi về đâu?", "gửi báo cáo về kết quả thực hiện trước ngày 25 hằng tháng") == []
    assert stands("Phối hợp với ai?", "phối hợp với yêu cầu, nhiệm vụ và tình hình thực tiễn") == []


def test_marks_tell_words_apart() -> None:
    """ "Báo về đâu" does not ask about "bảo vệ"."""
    text = "nâng cao ý thức bảo vệ cộng đồng"
    assert phrases.after(text, ["bao", "ve"]) is not None
    assert phrases.after(text, ["bao", "ve"], spelt={"báo", "về", "đâu"}) is None


@pytest.mark.parametrize(
    ("question", "want"),
    [
        ("Muốn gửi số liệu cho Phòng Giáo dục thì liên hệ cô nào?", Want.PERSON),
        ("Công chức nào làm đầu mối?", Want.PERSON),
        ("Thứ trưởng nào dự họp?", Want.PERSON),
        ("Lực lượng nào trực chốt?", Want.BODY),
        ("Đơn vị nào cắt điện?", Want.BODY),
        ("Cam kết viết xong nộp chỗ nào?", Want.BODY),
        ("Kết quả báo lên đâu?", Want.BODY),
        ("Nghỉ vì lý do khách quan thì ai quyết định?", Want.PERSON),
    ],
)
def test_somebody_is_asked_for(question: str, want: Want) -> None:
    assert want_of(flat(question)) is want


@pytest.mark.parametrize(
    "question",
    ["Tiêu chí nào quan trọng?", "Hình ảnh nào được treo?", "Nguy cơ nào cao nhất?", "Địa chỉ nào ghi trên đơn?",
     "Trường như thế nào thì đạt?"],
)  # fmt: skip
def test_nobody_is_asked_for(question: str) -> None:
    assert want_of(flat(question)) not in (Want.PERSON, Want.BODY)


@pytest.mark.parametrize(
    ("question", "signer"),
    [
        ("Ai hạ bút ký kế hoạch dọn vệ sinh?", True),
        ("Phó chủ tịch tỉnh nào đứng tên công văn về học phí?", True),
        ("Thông báo nghỉ Tết mang chữ ký của ai?", True),
        ("Công văn dời lịch do bà nào ký tên?", True),
        ("Người đặt bút ký chỉ thị dọn vỉa hè là ai?", True),
        ("Ai phải ký cam kết với các hộ?", False),
        ("Ai ký giao kèo với chủ quán?", False),
        ("Bên nào ký hợp đồng thu gom rác?", False),
    ],
)
def test_signer_asked(question: str, signer: bool) -> None:
    cue = dict(cues.FACETS)[Facet.SIGNER]
    assert bool(cue.search(flat(question))) is signer


@pytest.mark.parametrize(
    ("text", "noun", "name"),
    [
        ("Giao Sở Lao động - Thương binh và Xã hội chủ trì thẩm định", "so", "Sở Lao động - Thương binh và Xã hội"),
        ("Phòng Tài chính – Kế hoạch huyện chủ trì", "phong", "Phòng Tài chính – Kế hoạch huyện"),
        ("Công chức Địa chính - Môi trường: chủ trì", "cong chuc", "Công chức Địa chính - Môi trường"),
        ("Đồng chí Nguyễn Văn An - Bí thư chi bộ", "dong chi", "Đồng chí Nguyễn Văn An"),
    ],
)
def test_a_dash_inside_a_bodys_name_does_not_end_it(text: str, noun: str, name: str) -> None:
    """What stands behind the dash of a person is the post."""
    assert [value.text for value in phrases.named(text, noun.split())] == [name]
