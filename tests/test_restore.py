"""Marks that were not typed: restored where they are missing, left alone where they are not."""

import json
import lzma
import re
import unicodedata
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.syllables.articles import articles, counted, held_out
from eval.syllables.measure import by_model, commonest, frequencies, measure, partly_accented
from eval.typing import half_accented, unaccented
from index.archive import Archive
from index.syllables.form import bare, pieces, spelt, symbol, units
from index.syllables.model import Syllables, general
from index.text import nfc
from rag.question.restore import restore
from rag.question.wording import reword
from rag.types import Change, Repair, Retrieval

LAW = Path(__file__).resolve().parents[1].parent / "shared" / "archives" / "phapdien.jsonl.xz"


@lru_cache(maxsize=1)
def model() -> Syllables:
    """The general table alone."""
    return Syllables([(general(), 1.0)])


@pytest.fixture
def syllables() -> Syllables:
    """The general table alone."""
    return model()


# ---------------------------------------------------------------- real cases

# As people write them; each is asked without marks, and with them.
QUESTIONS = (
    "Hạn nộp báo cáo là ngày nào?",
    "Ai là người ký quyết định này?",
    "Cơ quan nào chịu trách nhiệm kiểm tra?",
    "Người lao động bị cho nghỉ việc thì được hưởng những gì và phải nộp đơn ở đâu?",
    "Mức phạt là bao nhiêu tiền?",
    "Công ty nợ lương thì tôi phải làm gì?",
    "Bao giờ phải hoàn thành việc tiêm vắc xin?",
    "Thời hạn giải quyết khiếu nại lần đầu là bao lâu?",
    "Khi nào thì hợp đồng lao động hết hiệu lực?",
    "Vợ chồng tôi muốn ly hôn thì con ở với ai?",
)


@pytest.mark.parametrize("question", QUESTIONS)
def test_question_without_marks_has_them_again(question: str, syllables: Syllables) -> None:
    assert restore(unaccented(question), syllables)[0] == question


@pytest.mark.parametrize("question", QUESTIONS)
def test_question_with_marks_stays(question: str, syllables: Syllables) -> None:
    assert restore(question, syllables) == (question, ())


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("question", QUESTIONS)
def test_question_with_half_of_its_marks_is_filled_in(question: str, seed: int, syllables: Syllables) -> None:
    assert restore(half_accented(question, seed), syllables)[0] == question


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("kiên toan ban chỉ đạo", "kiện toàn ban chỉ đạo"),  # the tone left out, all left out
        ("Quyết đinh có hiêu lực từ ngày nào?", "Quyết định có hiệu lực từ ngày nào?"),
        ("Ngươi lao động đươc nghỉ mấy ngày?", "Người lao động được nghỉ mấy ngày?"),
        ("Cơ quan nào chiu trách nhiệm?", "Cơ quan nào chịu trách nhiệm?"),
        ("dồng chí bí thư", "đồng chí bí thư"),
    ],
)
def test_single_marks_left_out(typed: str, meant: str, syllables: Syllables) -> None:
    assert restore(typed, syllables)[0] == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Ha Dong co bao nhieu nguoi ky cam ket?", "Hà Đông có bao nhiêu người ký cam kết?"),
        ("quan thanh xuan yeu cau gi", "quận thanh xuân yêu cầu gì"),
        ("Phuong Hoa Minh giao cho ai?", "Phường Hòa Minh giao cho ai?"),
        ("Hai Ba Trung", "Hai Bà Trưng"),
        ("Ai ky cong van cua Quan uy Ha Dong?", "Ai ký công văn của Quận ủy Hà Đông?"),
        ("Dang Khanh Hoa la ai?", "Đặng Khánh Hòa là ai?"),
        # The case, numbers, punctuation, foreign words, codes and abbreviations stay.
        ("HA DONG YEU CAU GI?", "HÀ ĐÔNG YÊU CẦU GÌ?"),
        ("cong van 667-CV/QU, muc 2: ngay nao?", "công văn 667-CV/QU, mục 2: ngày nào?"),
        ("khai bao qua website hay app VNeID?", "khai báo qua website hay app VNeID?"),
        ("F0 va F1 cach ly o dau", "F0 và F1 cách ly ở đâu"),
        ("gui ve vanphong@hadong.gov.vn truoc 16h30", "gửi về vanphong@hadong.gov.vn trước 16h30"),
        ("UBND phuong bao cao QU ngay nao", "UBND phường báo cáo QU ngày nào"),
        ("Super Bowl la gi", "Super Bowl là gì"),
    ],
)
def test_names_and_terms_of_the_archive(typed: str, meant: str, sample: Archive) -> None:
    assert restore(typed, sample.syllables)[0] == meant


@pytest.mark.parametrize(
    "text",
    [
        "Hà Đông khai báo qua website nào?",
        "Super Bowl 50 diễn ra ở đâu?",
        "Theo Chỉ thị 06-CT/TU thì F0 cách ly ở đâu?",
        "hoà bình, thuý, quý, uỷ ban và hòa, thúy, ủy",  # both places of a tone
        "điểm d khoản 2, điểm đ khoản 3",
        "667-CV/QU",
        "UBND TP, BCĐ",
        "",
        " ",
        "?!",
        "2021",
    ],
)
def test_what_stays_as_typed(text: str, sample: Archive) -> None:
    assert restore(text, sample.syllables) == (text, ())


def test_archive_outweighs_the_law(syllables: Syllables, sample: Archive) -> None:
    name = "Hoa Minh bao cao"
    assert restore(name, sample.syllables)[0] == "Hòa Minh báo cáo"
    assert restore(name, syllables)[0] != "Hòa Minh báo cáo"  # no one else knows the ward


def test_words_written_by_the_program_do_not_testify(syllables: Syllables) -> None:
    text = "không biết ủy ban nhân dân phuong nao"
    assert restore("ủy ban nhân dân cong ty ban hanh", syllables, ["ủy ban nhân dân"])[0].endswith("công ty ban hành")
    assert restore(text, syllables, text.split()[:6])[0] == "không biết ủy ban nhân dân phường nào"


def test_changes_are_runs_of_neighbours(syllables: Syllables) -> None:
    text, changes = restore("Hạn nop bao cáo la ngay nào?", syllables)
    assert text == "Hạn nộp báo cáo là ngày nào?"
    assert changes == (
        Change(Repair.MARKS, "nop bao", "nộp báo"),
        Change(Repair.MARKS, "la ngay", "là ngày"),
    )


# ---------------------------------------------------------------- in the question's road


def test_question_is_reworded_with_its_marks(sample: Archive) -> None:
    text, changes = reword("xin hoi Ha Dong yeu cau gi", sample)
    assert text == "Hà Đông yêu cầu gì"  # "xin hỏi" is seen once it has its marks
    assert {change.repair for change in changes} == {Repair.MARKS}


def test_restoring_can_be_switched_off(sample: Archive) -> None:
    assert reword("Ha Dong yeu cau gi", sample, Retrieval(restore=False, repair=False)) == ("Ha Dong yeu cau gi", ())


def test_abbreviation_spelt_out_is_no_sign_of_marks(sample: Archive) -> None:
    assert reword("ubnd phuong giao cho ai", sample)[0] == "ủy ban nhân dân phường giao cho ai"


# ---------------------------------------------------------------- properties

_LETTERS = "aăâeêioôơuưyđbcdghklmnpqrstvxfjwz" + "àáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"
_WORDS = st.sampled_from(
    "quan huyen cua có năm Ha Đông UBND 667-CV/QU 2021 , . ? TTg hoà thuý o ở d web Covid-19".split()
)
_TEXTS = st.one_of(
    st.text(),
    st.text(alphabet=_LETTERS + _LETTERS.upper() + " .,-/0123456789"),
    st.lists(_WORDS, max_size=30).map(" ".join),
)


@given(_TEXTS)
def test_only_marks_change(text: str) -> None:
    said, changes = restore(text, model())
    assert bare(said) == bare(nfc(text))
    assert len(said) == len(nfc(text))
    assert bool(changes) == (said != nfc(text))
    for change in changes:
        assert change.before in nfc(text)
        assert change.after in said
        assert bare(change.before) == bare(change.after)


@given(st.text(alphabet=_LETTERS + _LETTERS.upper()))
def test_a_mark_that_was_typed_is_never_lost(text: str) -> None:
    for typed, said in zip(nfc(text), restore(text, model())[0], strict=True):
        marks, kept = (set(unicodedata.normalize("NFD", char)[1:]) for char in (typed, said))
        assert marks <= kept
        assert said in "đĐ" or typed not in "đĐ"


def test_clauses_of_the_archive_stay_and_come_back(sample: Archive) -> None:
    """Sentences of the sample's own: these the table has seen, so nearly all must come back, and none be damaged."""
    sentences = [
        sentence
        for file in sample.files()
        for sentence in re.split(r"[.;:\n]", nfc(sample.source(file).text))
        if len(sentence.split()) >= 6 and sentence.islower() is False and not sentence.isupper()
    ][:300]
    rows = {row.typed: row for row in measure("sample", sentences, by_model(sample.syllables))}
    assert rows["accented"].share >= 0.997  # their scanning errors are mended, too
    assert rows["unaccented"].share >= 0.97
    assert rows["half-accented"].share >= rows["unaccented"].share
    assert rows["partly accented"].share > rows["partly accented"].before / rows["partly accented"].syllables + 0.1


@pytest.mark.parametrize("question", QUESTIONS)
def test_restoring_twice_changes_nothing_more(question: str, syllables: Syllables) -> None:
    once = restore(unaccented(question), syllables)[0]
    assert restore(once, syllables) == (once, ())


def test_long_question_takes_no_longer_than_its_length(syllables: Syllables) -> None:
    said, _ = restore("nguoi lao dong " * 130, syllables)
    assert said == "người lao động " * 130


# ---------------------------------------------------------------- how a syllable is spelt


@pytest.mark.parametrize(
    ("typed", "form"),
    [
        ("Hoà", "hòa"), ("hòa", "hòa"), ("THUỶ", "thủy"), ("quý", "quý"), ("qúy", "quý"), ("toàn", "toàn"),
        ("khoẻ", "khỏe"), ("uỷ", "ủy"), ("ký", "ký"), ("kí", "kí"), ("xoá", "xóa"), ("quà", "quà"), ("Đ", "đ"),
    ],
)  # fmt: skip
def test_one_spelling(typed: str, form: str) -> None:
    assert spelt(typed) == form
    assert spelt(form) == form
    assert bare(form) == bare(typed.lower())


def test_bare_leaves_other_languages_alone() -> None:
    assert bare("Đặng Ước ở Huế, señor Müller, ÂU") == "Dang Uoc o Hue, señor Müller, AU".replace("u", "u")


def test_units_and_pieces_agree() -> None:
    text = "Điều 5.2: Ông A, bà B; 16/CT-TTg?\nHết."
    assert [text[start:end] for _, start, end in units(text)] == pieces(text)
    assert [symbol(piece) for piece in pieces(text)] == [
        "điều", "0", ".", "ông", "a", "bà", "b", ".", "0", "ct", "ttg", ".", ".", "hết", ".",
    ]  # fmt: skip


# ---------------------------------------------------------------- how it is measured


def test_partly_accented_only_takes_marks_away() -> None:
    text = "Ủy ban nhân dân quận Hà Đông yêu cầu kiện toàn"
    typed = [partly_accented(text, seed) for seed in range(20)]
    assert typed == [partly_accented(text, seed) for seed in range(20)]
    assert len(set(typed)) > 10
    for one in typed:
        assert bare(one) == bare(text)


def test_baseline_takes_the_commonest_form() -> None:
    counts = frequencies((["của của cua quý", "cửa"], 1.0), (["cửa"], 2.0))
    assert counts == {"của": 2.0, "cua": 1.0, "quý": 1.0, "cửa": 3.0}
    assert commonest(counts)("Cua quy khac") == "Cửa quý khac"


def test_measure_counts_syllables() -> None:
    rows = {row.typed: row for row in measure("two", ["Hạn nộp là ai", "Bộ"], lambda text: text)}
    assert [rows["unaccented"].syllables, rows["unaccented"].before, rows["unaccented"].right] == [5, 1, 1]
    assert rows["accented"].share == 1.0
    assert measure("none", [], lambda text: text)[0].share == 0.0


def test_articles_held_out_are_not_counted(tmp_path: Path) -> None:
    file = tmp_path / "law.jsonl.xz"
    with lzma.open(file, "wt", encoding="utf-8") as stream:
        for number in range(120):
            text = f"Cơ quan có thẩm quyền chịu trách nhiệm số {number} như vậy;\nXin."
            stream.write(json.dumps({"id": str(number), "title": f"Điều {number}", "text": text}) + "\n")
    assert len(list(articles(file))) == 120
    assert len(list(counted(file))) == 117
    chosen = held_out(file, 10)
    assert sorted(re.findall(r"số (\d+)", " ".join(chosen))) == ["0", "100", "50"]
    assert not set(chosen) & {line for text in counted(file) for line in text.split("\n")}


@pytest.mark.shared
@pytest.mark.skipif(not LAW.is_file(), reason="../shared is absent")
def test_law_held_out_of_the_table(syllables: Syllables) -> None:
    rows = {row.typed: row for row in measure("law", held_out(LAW, 400), by_model(syllables))}
    assert rows["unaccented"].share >= 0.97
    assert rows["accented"].share >= 0.999
