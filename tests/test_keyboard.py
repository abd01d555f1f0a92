"""Keys of an input method that was off, read as what was meant; and what must not be read so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.typing import keys
from index.orthography import possible, split_tone, with_tone
from index.text import canonical
from rag.question.keyboard import press, repair

KNOWN = frozenset(
    "hà đông có bao nhiêu điều trước khi quận ủy yêu cầu công văn thông báo ngày ban hành đã được ở đâu chỉ thị họp khẩn cấp "
    "mục khoản quyết định này ký chiến sĩ liệt đồng chí thống nhất việt nam một bác mía".split()
)
# Syllables of every onset and rime that a question is likely to have, with each kind of mark.
SYLLABLES = (
    "trước được người điều khoản quyết định thuế quý giữa giếng gì hòa thúy ủy khuyến nghiêng hữu lưu chưa sửa đường tiền quốc "
    "hoặc xoài mười rượu yêu uống ướt ở ăn ấy đã ngoằn khuỷu thuở quả quyển hoa lý kỹ"
).split()


def known(word: str) -> bool:
    return canonical(word) in {canonical(one) for one in KNOWN}  # as an archive is asked


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("hoaf", "hòa"), ("ddieeuf", "điều"), ("truwowcs", "trước"), ("truowcs", "trước"), ("truocws", "trước"),
        ("dduocwj", "được"), ("quaan5", "quận"), ("d9ie6u2", "điều"), ("hoa2", "hòa"), ("tru7o7c1", "trước"), ("Haf", "Hà"),
        ("Ddoong", "Đông"), ("DDoong", "Đông"), ("DDOONGF", "ĐỒNG"), ("thuyr", "thủy"), ("quys", "quý"), ("gif", "gì"),
        ("uyr", "ủy"), ("huuwx", "hữu"), ("chuaw", "chưa"), ("quawng", "quăng"), ("tesst", "test"), ("Owr", "Ở"),
        ("viecej", "việc"), ("nghieengs", "nghiếng"),
    ],
)  # fmt: skip
def test_keys_pressed(typed: str, meant: str) -> None:
    assert press(typed) == meant


@pytest.mark.parametrize("word", ["hoa", "F0", "CV", "xin", "trong", "số", "VNPT"])
def test_keys_that_do_nothing(word: str) -> None:
    assert press(word) is None


@pytest.mark.parametrize("syllable", SYLLABLES)
@pytest.mark.parametrize("vni", [False, True])
@pytest.mark.parametrize("late", [False, True])
@pytest.mark.parametrize("short", [False, True])
def test_every_way_of_typing_gives_the_syllable(syllable: str, vni: bool, late: bool, short: bool) -> None:
    assert possible(syllable)
    for word in (syllable, syllable.capitalize(), syllable.upper()):
        typed = keys(word, vni=vni, late=late, short=short)
        assert canonical(press(typed) or typed) == canonical(word)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Haf DDoong cos bao nhieeu F0?", "Hà Đông có bao nhiêu F0?"),
        ("Quận ủy yeeu cầu gì trước ngayf 4/9", "Quận ủy yêu cầu gì trước ngày 4/9"),
        ("ngày ban hành coong văn 667-CV/QU", "ngày ban hành công văn 667-CV/QU"),
        ("ai ky1 công văn", "ai ký công văn"),
        ("HAF DDOONG THOONGS NHAATS", "HÀ ĐÔNG THỐNG NHẤT"),
        ("họp khẩn caaps luc may gio", "họp khẩn cấp luc may gio"),
        ("co6ng va8n na2y ky1 ngay2 nao", "công văn này ký ngày nao"),
        ("muc1 coong vawn cuar DDoong", "muc1 công văn của Đông"),  # a number of a clause
        ("lieetj six ddax dduocwj yeeu caafu gi", "liệt sĩ đã được yêu cầu gi"),
        ("QDD-TTg và HDDND, BCDD, CV 16/CT-TTg", "QĐ-TTg và HĐND, BCĐ, CV 16/CT-TTg"),
    ],
)
def test_question_typed_with_the_input_method_off(typed: str, read: str) -> None:
    assert repair(typed, known)[0] == read


@pytest.mark.parametrize(
    "text",
    [
        "website nào was the best of CV 667-CV/QU", "test nhanh covid F0 F1 ở đâu", "16/CT-TTg, VNeID, COVID-19, A4, H5N1",
        "muc1 khoan2 noi gi", "điều 5 khoản 2", "https://hanoi.gov.vn/xess hay abc@ddoong.vn", "Google Meet hay Zoom, wifi, excel",
        "HDD 500GB, DDR4", "Tesla Luther Warsaw Broncos", "hoà hòa uỷ ủy", "50 kg gạo", "", "?", "s f j w x 1 2 6",
        "thánh lễ misa", "boong tàu",
    ],
)  # fmt: skip
def test_what_is_no_slip_of_the_keyboard_stays(text: str) -> None:
    assert repair(text, known) == (text, ())


def test_changes_say_what_was_read() -> None:
    text, changes = repair("Haf Ddoong hop khi nao", known)
    assert text == "Hà Đông hop khi nao"
    assert [(c.repair.value, c.before, c.after) for c in changes] == [
        ("keyboard", "Haf", "Hà"),
        ("keyboard", "Ddoong", "Đông"),
    ]


def test_one_doubtful_word_needs_another() -> None:
    assert repair("mucs ở đâu", lambda word: False) == ("mucs ở đâu", ())
    assert repair("mucs ở ddaaus", lambda word: False)[0] == "múc ở đấu"


@given(st.text(alphabet="abcdeghiklmnopqrstuvxyàảãáạăâđêôơưwfjz0123456789 ,.-/?ABCDƯĐ", max_size=60))
def test_any_text_is_read_and_the_rest_of_it_kept(text: str) -> None:
    read, changes = repair(text, known)
    for change in changes:
        assert change.before in text
        assert change.after in read
    assert len(changes) > 0 or read == text
    assert repair(text, lambda word: word.isascii() or known(word))[0].count(" ") == text.count(" ")


@given(st.sampled_from(SYLLABLES))
def test_the_tone_is_written_where_it_stands(syllable: str) -> None:
    assert canonical(with_tone(*split_tone(syllable))) == canonical(syllable)
