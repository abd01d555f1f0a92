"""Misspelt words put right against the archive; and correct questions, which must stay as they are."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.questions import Split, load
from eval.typing import typos
from index.archive import Archive
from index.orthography import possible, possible_bare, split_tone, with_tone
from index.text import canonical, fold
from rag.question.slips import LIMIT, cost, near
from rag.question.spelling import repair
from rag.question.wording import clean

# ---------------------------------------------------------------- the rules of the script


@pytest.mark.parametrize(
    "syllable",
    "trước được điều khoản nghị quyết quốc gì giữ gìn giếng uỷ ủy hoà hòa Đông yêu ý kỹ sỹ thuở khuỷu ngoằn quạnh nghiêng oan "
    "xoong khuya huýt quýt a ơ ghế kẻ cả khac".split(),
)
def test_possible_syllables(syllable: str) -> None:
    assert possible(syllable)
    assert possible_bare(syllable)


@pytest.mark.parametrize(
    "word",
    # "truoc" is none as typed, but one with its marks: see below.
    "hoaf truwowcs quaan nghành kà cể gé ngĩ trướx phuogn đươc văc bệnk website internet virus ww z qa thuơng viêcj truoc".split(),
)
def test_impossible_syllables(word: str) -> None:
    assert not possible(word)


@pytest.mark.parametrize("bare", ["truoc", "dieu", "khuyu", "nghieng", "giuong", "quyen"])
def test_syllables_without_their_marks(bare: str) -> None:
    assert possible_bare(bare)
    assert not possible_bare(bare + "f")


@given(st.sampled_from("hòa ủy quý thuế giữa trước nghiêng khuỷu ngoài mùa giá gì kỹ lý sĩ tỷ đường được thúy".split()))
def test_written_as_schools_write_it(syllable: str) -> None:
    assert with_tone(*split_tone(syllable)) == syllable


# ---------------------------------------------------------------- slips


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("giảm", "giãm"), ("sử", "xử"), ("chiển", "triển"), ("dao", "giao"), ("nàm", "làm"), ("phòn", "phòng"), ("cáp", "cấp"),
        ("thuơng", "thương"), ("phuogn", "phuong"), ("việcc", "việc"), ("quyêt", "quyết"), ("thnàh", "thành"), ("đôgn", "đông"),
        ("mấi", "mấy"), ("côn", "công"),
    ],
)  # fmt: skip
def test_one_slip(typed: str, meant: str) -> None:
    assert 0 < cost(typed, meant, bare=False) <= LIMIT
    assert fold(meant) in near(fold(typed), wide=True)


@pytest.mark.parametrize(
    ("typed", "meant"), [("nam", "nội"), ("bình", "mình"), ("cáo", "gạo"), ("hà", "hòe"), ("a", "của")]
)
def test_more_than_a_slip_costs_more(typed: str, meant: str) -> None:
    assert cost(typed, meant, bare=False) > 3.5


@given(
    st.text(alphabet="abcdđeêghiôơưnốạ", min_size=1, max_size=8),
    st.text(alphabet="abcdđeêghiôơưnốạ", min_size=1, max_size=8),
)
def test_cost_is_nothing_for_the_same_word_only(one: str, two: str) -> None:
    assert (cost(one, two, bare=False) == 0) == (canonical(one) == canonical(two) or one == two)
    assert cost(one, two, bare=False) >= 0


# ---------------------------------------------------------------- questions


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Quận ủy Hà Dông yêu cầu gì?", "Quận ủy Hà Đông yêu cầu gì?"),
        ("phường nào của quận Thanh Xuânn", "phường nào của quận Thanh Xuân"),
        ("ban chỉ đạo phòng chống dịhc", "ban chỉ đạo phòng chống dịch"),
        ("banchỉđạo họp khi nào", "ban chỉ đạo họp khi nào"),
        ("công vănn hỏa tốcc của Quận ủy", "công văn hỏa tốc của Quận ủy"),
        ("tiêm vắc xinn phòng covid", "tiêm vắc xin phòng covid"),
        ("chấp hành nghiêm kỷ lụat", "chấp hành nghiêm kỷ luật"),
    ],
)  # fmt: skip
def test_slips_are_put_right(typed: str, read: str, sample: Archive) -> None:
    assert repair(typed, sample)[0] == read


@pytest.mark.parametrize(
    "text",
    [
        "Tỉnh Hà Nam có quy định gì?", "Hà Nội và Hà Nam", "phường Hòa Bình ở đâu", "ông Nguyễn Văn Thắm ký văn bản nào",
        "quận Hà Bông", "Super Bowl 50", "Luther, Tesla, Warsaw", "website internet online virus", "qchế hđộng",
        "CV 667, F0, VNeID",
        "mua bán nhà ở", "bóng đá World Cup", "con mèo ăn cá", "đấy là chứng cớ", "Hoa hậu Việt Nam", "thanh xuan co gi",
        "", "?", "a b c",
        "xem tại https://hanoi.gov.vn", "quận hà nam", "tỉnh thanh hóa",
    ],
)  # fmt: skip
def test_what_is_no_slip_stays(text: str, sample: Archive) -> None:
    assert repair(text, sample) == (text, ())


def test_correct_questions_stay_as_they_are(sample: Archive) -> None:
    """Of the tuning questions asked with marks, next to none may change, and only where the set itself has a slip."""
    questions = [clean(q.text) for q in load("covid19").questions if q.split is Split.TUNE]
    changed = [(text, made) for text in questions if (made := repair(text, sample)[1])]
    assert len(changed) <= len(questions) * 2 // 1000 + 1, changed


def test_slips_found_outnumber_harm(sample: Archive) -> None:
    """Typed with seeded misspellings, a third of them and more are put right, and hardly one becomes something else."""
    right = wrong = slips = 0
    for question in [q for q in load("covid19").questions if q.split is Split.TUNE][:120]:
        meant = clean(question.text).split()
        typed = typos(" ".join(meant), 7).split()
        read = repair(" ".join(typed), sample)[0].split()
        if not len(meant) == len(typed) == len(read):
            continue
        for a, b, c in zip(meant, typed, read, strict=True):
            slips += a != b
            right += a != b and c == a
            wrong += c not in (a, b)
    assert slips > 100
    assert right > slips / 3
    assert wrong <= right / 20


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="abcdeghiklmnopqrstuvxyđêôơưấạủ ,.?-/0123456789ABCĐ\n", max_size=80))
def test_any_text_can_be_read(sample: Archive, text: str) -> None:
    read, changes = repair(text, sample)
    assert (read == text) == (not changes)
    assert all(change.before in text and change.after in read for change in changes)
    words = {word for change in changes for word in change.after.split()}
    assert all(possible(word) for word in words)
