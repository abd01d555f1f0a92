"""Questions in other words than the documents': the thesaurus is well formed, and what it says finds and answers."""

import unicodedata
from collections.abc import Sequence
from importlib.resources import files

import pytest

from index.archive import Archive, open_archive
from index.build import build
from index.text import words
from rag.ask import ask, search, understand
from rag.finding.match import Matcher
from rag.types import Retrieval
from tests.fakes import HashingEncoder, write_files

LINES = (files("rag") / "data" / "thesaurus.txt").read_text(encoding="utf-8").splitlines()
ENTRIES = [line for line in LINES if not line.startswith("#")]
OWN_WORDS = Retrieval(synonyms=False)
RULES = (
    "Điều 1. Người đã hoàn thành điều trị được theo dõi sức khỏe tại nhà trong 7 ngày.\n\n"
    "Điều 2. Công chức không hoàn thành nhiệm vụ trong hai năm bị buộc thôi việc.\n\n"
    "Điều 3. Cơ sở kinh doanh dịch vụ ăn uống đóng cửa trước 21 giờ.\n\n"
    "Điều 4. Người sử dụng lao động đóng bảo hiểm cho người làm việc từ 1 tháng.\n\n"
    "Điều 5. Học sinh mẫu giáo nghỉ học khi nhiệt độ dưới 10 độ.\n"
)
OTHERS = "\n\n".join(f"Điều {n}. Phòng số {n} giữ gìn vệ sinh, tiết kiệm điện." for n in range(6, 30))
ASKED = [
    ("Khỏi bệnh rồi thì phải theo dõi mấy ngày?", "Điều 1"),
    ("Hàng quán phải nghỉ bán lúc mấy giờ?", "Điều 3"),
    ("Thế nào thì bị đuổi việc?", "Điều 2"),
]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """The rules above, among others."""
    root = tmp_path_factory.mktemp("synonyms")
    sources = write_files(root / "files", {"quy-dinh.txt": RULES, "khac.txt": OTHERS})
    build([sources], root / "archive", HashingEncoder(), None, lambda *_: None)
    return open_archive(root / "archive", HashingEncoder(), cache=root)


def phrases(line: str) -> list[str]:
    """All phrases of an entry."""
    return [phrase for side in line.split(" > ") for phrase in side.split(" | ")]


def test_every_entry_is_two_lists_of_short_phrases_in_lower_case() -> None:
    """A line that is none would be read as something else, silently."""
    for line in ENTRIES:
        assert line == unicodedata.normalize("NFC", line).lower().strip(), line
        assert line.count(">") <= 1, line
        assert all(0 < len(words(phrase)) <= 12 and phrase == phrase.strip() for phrase in phrases(line)), line


def test_no_entry_stands_twice_and_none_says_only_itself() -> None:
    """Two lines alike are a slip; so is a phrase that stands for itself only, as abbreviations do that every text spells out."""
    assert len(set(ENTRIES)) == len(ENTRIES) > 2000
    assert not [line for line in ENTRIES if len({tuple(words(phrase)) for phrase in phrases(line)}) < 2]


@pytest.mark.parametrize(("question", "address"), ASKED)
def test_a_question_in_other_words_finds_the_clause(question: str, address: str, archive: Archive) -> None:
    """It is found first, and by its words: the made-up encoder knows no meaning."""
    first = search(question, archive).hits[0]
    assert first.clause.address == address
    plain = [hit for hit in search(question, archive, how=OWN_WORDS).hits if hit.clause.address == address]
    assert not plain or plain[0].score < first.score


def test_without_marks_as_well(archive: Archive) -> None:
    """A question typed without marks has them restored, or is compared without."""
    assert search("khoi benh roi thi phai theo doi may ngay", archive).hits[0].clause.address == "Điều 1"


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Khỏi bệnh thì theo dõi mấy ngày?", ["khỏi bệnh"]),
        ("Hoàn thành điều trị thì theo dõi mấy ngày?", []),  # the archive's own words
        ("Bao giờ thì trồng lúa?", []),  # nothing of it in the archive
    ],
)
def test_only_what_the_archive_writes_is_taken(text: str, asked: Sequence[str], archive: Archive) -> None:
    """An entry whose words stand nowhere in the archive costs time and finds nothing."""
    assert [one.asked for one in understand(text, archive).synonyms] == asked


def test_the_text_counts_as_holding_the_questions_words(archive: Archive) -> None:
    """What the thesaurus leads to is as good as the words themselves, and a part of it is not."""
    matcher = Matcher(understand("Khỏi bệnh thì sao?", archive), archive)
    assert matcher.coverage([(set(matcher.forms("đã hoàn thành điều trị")), 1.0)]) == pytest.approx(1.0)
    assert matcher.coverage([(set(matcher.forms("đang điều trị, chưa hoàn thành")), 1.0)]) == 0.0


def test_the_answer_is_in_the_documents_words(archive: Archive) -> None:
    """Nothing of the thesaurus is quoted."""
    answer = ask("Khỏi bệnh rồi thì phải theo dõi mấy ngày?", archive)
    assert "7 ngày" in answer.text
    assert "khỏi bệnh" not in answer.text
    assert all(citation.verified for citation in answer.citations)
