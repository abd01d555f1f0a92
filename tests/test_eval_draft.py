"""Questions proposed from an archive: what a clause gives, what is thrown away, the whole on real archives, the command."""

import csv
import io
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.draft import KINDS
from eval.draft.absent import absent_seeds
from eval.draft.check import Checker, fit
from eval.draft.cited import mention_seeds, relation_seeds
from eval.draft.duties import duty_seeds
from eval.draft.header import header_seeds
from eval.draft.naming import is_merged, names_of
from eval.draft.propose import propose
from eval.draft.rows import row_seeds
from eval.draft.terms import term_seeds
from eval.draft.types import Asked, Document, Seed, Tells
from eval.draft.values import value_seeds
from eval.draft.words import bare, flat, quotation, sentences, told, torn, undressed
from eval.measures.match import says
from eval.questions import Question, Status, load, locate
from eval.questions.check import check
from eval.questions.records import record_of
from index.archive import Archive, open_archive
from index.build import build
from index.errors import InputError
from index.text import has_marks
from index.types import Clause, Role
from tests import commandline
from tests.commandline import Terminal
from tests.fakes import HashingEncoder, write_files

sample, terminal = commandline.sample, commandline.terminal
SHARED = Path(__file__).resolve().parents[2] / "shared/archives/nguoi-co-cong"
ALONE = (header_seeds, relation_seeds, duty_seeds, value_seeds, term_seeds, row_seeds)

HEAD = """ỦY BAN NHÂN DÂN
TỈNH THANH BÌNH

Số: {number}

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Thanh Bình, ngày {day} tháng 3 năm 2021

QUYẾT ĐỊNH
{subject}

"""
TAIL = """
Nơi nhận:
- Như Điều 3;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

{name}
"""
BODY = """Căn cứ Nghị định số 20/2020/NĐ-CP ngày 17 tháng 2 năm 2020 của Chính phủ về tổ chức lễ hội;

Điều 1. Giải thích từ ngữ

1. Lễ hội làng là hoạt động văn hóa do cộng đồng dân cư của một làng tổ chức hằng năm.

Điều 2. Trách nhiệm của các cơ quan

1. Sở Y tế chủ trì, phối hợp với Sở Tài chính xây dựng phương án cấp cứu tại nơi đông người.

2. Sở Giao thông vận tải có trách nhiệm phân luồng xe cộ trên các tuyến đường vào khu lễ hội.

3. Văn phòng Sở Du lịch:

- Tổng hợp danh sách các đoàn khách nước ngoài tham dự khai mạc lễ hội.

4. Ủy ban nhân dân các huyện hoàn thành việc dọn vệ sinh các bãi đỗ xe trước ngày 20 tháng 4 năm 2021.

5. Mức hỗ trợ cho mỗi đoàn nghệ thuật quần chúng biểu diễn là 1.500.000 đồng/buổi.

6. Mỗi gian hàng trưng bày sản phẩm của làng nghề có tối đa 4 người trực.

7. Trường hợp mưa bão làm gián đoạn buổi biểu diễn thì được tổ chức bù vào ngày hôm sau.

Điều 3. Quyết định này có hiệu lực kể từ ngày 01 tháng 4 năm 2021 và thay thế Quyết định số 11/2015/QĐ-UBND ngày 5 tháng 2 năm 2015.
"""
TABLE = """Điều 1. Mức chi cho các giải thưởng

| Số TT | Tên giải thưởng | Số tiền (đồng) |
|---|---|---|
| 1 | Giải nhất kéo co | 3.000.000 |
| 2 | Giải nhất bơi thuyền | 5.000.000 |
"""


def directive(number: str, day: int, subject: str, body: str, name: str = "Lê Văn Thành") -> str:
    head = HEAD.format(number=number, day=day, subject=subject)
    return head + body + TAIL.format(name=name)


FILES = {
    "le-hoi.txt": directive("15/2021/QĐ-UBND", 10, "Ban hành quy định về tổ chức lễ hội", BODY),
    "giai-thuong.txt": directive("18/2021/QĐ-UBND", 12, "Về mức chi giải thưởng thể thao", TABLE, "Trần Thị Mai"),
}


def archive_of(folder: Path, files: dict[str, str]) -> Archive:
    """An archive of ``files``, indexed without a model."""
    write_files(folder / "d", dict(files))
    build([folder / "d"], folder / "kho", HashingEncoder(), None, lambda *_: None)
    return open_archive(folder / "kho", HashingEncoder(), cache=folder / "cache")


def documents_of(archive: Archive) -> list[Document]:
    names = names_of(archive.directives, archive.references)
    return [
        Document(
            it, tuple(archive.clauses_of(it.id)), tuple(r for r in archive.references if r.directive == it.id),
            names[it.id], archive.source(it.file).text, is_merged(it),
        )
        for it in archive.directives
    ]  # fmt: skip


def sound_seeds(document: Document) -> list[Seed]:
    seeds = [seed for source in ALONE for seed in source(document)]
    checker = Checker(document, seeds)
    return [sound for seed in seeds if (sound := checker.sound(seed))]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    return archive_of(tmp_path_factory.mktemp("draft"), FILES)


@pytest.fixture(scope="module")
def documents(archive: Archive) -> list[Document]:
    return documents_of(archive)


# ---------------------------------------------------------------- what a document gives

GIVEN = [
    # topic, a question it must be asked as (without the name of the document), an accepted answer, words of the gold
    ("issued", "{doc} ban hành khi nào?", "10/3/2021", "ngày 10 tháng 3 năm 2021"),
    ("own number", "Số, ký hiệu của {doc} là gì?", "15/2021/QĐ-UBND", "15/2021/QĐ-UBND"),
    ("signer", "Ai ký {doc}?", "Lê Văn Thành", "Lê Văn Thành"),
    ("capacity", "Lê Văn Thành ký {doc} với chức vụ gì?", "Chủ tịch", "CHỦ TỊCH"),
    ("in force", "{doc} có hiệu lực từ ngày nào?", "1/4/2021", "có hiệu lực kể từ ngày 01 tháng 4 năm 2021"),
    ("replaces", "{doc} thay thế quyết định nào?", "11/2015/QĐ-UBND", "Quyết định số 11/2015/QĐ-UBND"),
    ("based_on", "{doc} căn cứ vào nghị định nào của Chính phủ?", "20/2020/NĐ-CP", "Nghị định số 20/2020/NĐ-CP"),
    ("definition", "Theo {doc}, lễ hội làng là gì?", "hoạt động văn hóa do cộng đồng dân cư", "Lễ hội làng là"),
    ("duty", "Theo {doc}, cơ quan nào chủ trì xây dựng phương án cấp cứu tại nơi đông người?", "Sở Y tế", "Sở Y tế chủ trì"),
    (
        "together", "Theo {doc}, Sở Y tế phối hợp với cơ quan nào để xây dựng phương án cấp cứu tại nơi đông người?",
        "Sở Tài chính", "phối hợp với Sở Tài chính",
    ),
    (
        "duty", "Theo {doc}, cơ quan nào có trách nhiệm phân luồng xe cộ trên các tuyến đường vào khu lễ hội?",
        "Sở Giao thông vận tải", "Sở Giao thông vận tải có trách nhiệm",
    ),
    (
        "task", "Theo {doc}, Sở Giao thông vận tải có trách nhiệm gì?", "phân luồng xe cộ",
        "Sở Giao thông vận tải có trách nhiệm",
    ),
    (
        "duty", "Theo {doc}, cơ quan nào tổng hợp danh sách các đoàn khách nước ngoài tham dự khai mạc lễ hội?",
        "Văn phòng Sở Du lịch", "Tổng hợp danh sách",
    ),
    (
        "deadline", "Theo {doc}, Ủy ban nhân dân các huyện hoàn thành việc dọn vệ sinh các bãi đỗ xe trước ngày nào?",
        "20/4/2021", "trước ngày 20 tháng 4 năm 2021",
    ),
    (
        "label", "Theo {doc}, mức hỗ trợ cho mỗi đoàn nghệ thuật quần chúng biểu diễn là bao nhiêu?", "1.500.000 đồng",
        "1.500.000 đồng",
    ),
    (
        "limit", "Theo {doc}, mỗi gian hàng trưng bày sản phẩm của làng nghề có tối đa bao nhiêu người trực?", "4 người",
        "tối đa 4 người",
    ),
    (
        "condition", "Theo {doc}, trường hợp mưa bão làm gián đoạn buổi biểu diễn thì giải quyết thế nào?",
        "được tổ chức bù vào ngày hôm sau", "thì được tổ chức bù",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("topic", "question", "answer", "words"), GIVEN, ids=[f"{g[0]}: {g[2]}" for g in GIVEN])
def test_what_a_decision_gives(documents: list[Document], topic: str, question: str, answer: str, words: str) -> None:
    found = [seed for seed in sound_seeds(documents[1]) if seed.topic == topic and question in seed.patterns]
    assert len(found) == 1, sorted(p for s in sound_seeds(documents[1]) if s.topic == topic for p in s.patterns)
    assert any(any(says(form, answer) for form in row) for row in found[0].answers), found[0].answers
    assert any(words in " ".join(gold.quote.split()) for gold in found[0].gold), found[0].gold


def test_rows_of_a_table(documents: list[Document]) -> None:
    rows = {seed.patterns[0]: seed for seed in sound_seeds(documents[0]) if seed.kind == "table"}
    seed = rows["Theo {doc}, số tiền của giải nhất bơi thuyền là bao nhiêu đồng?"]
    assert seed.answers[0] == ("5.000.000",)
    assert seed.gold[0].quote == "| 2 | Giải nhất bơi thuyền | 5.000.000 |"
    assert len(rows) == 2


def test_documents_only_cited(documents: list[Document], archive: Archive) -> None:
    seeds = {seed.patterns[0]: seed for seed in mention_seeds(documents, archive.references)}
    assert seeds["Nghị định 20/2020/NĐ-CP được ban hành ngày nào?"].answers[0] == ("17/2/2020",)
    assert seeds["Nghị định 20/2020/NĐ-CP là của cơ quan nào?"].answers == (("Chính phủ",),)


# ---------------------------------------------------------------- what is not asked

SECOND = "2. Sở Giao thông vận tải có trách nhiệm phân luồng xe cộ trên các tuyến đường vào khu lễ hội."
LEFT_OUT = [
    # why, the clause, what no question may hold
    ("it points elsewhere", "2. Sở Y tế có trách nhiệm thực hiện các nhiệm vụ quy định tại khoản 1 Điều 5 nêu trên.", "nhiệm vụ"),
    ("nobody certain is named", "2. Các cơ quan liên quan có trách nhiệm tổ chức kiểm tra các gian hàng ăn uống.", "ăn uống"),
    ("it goes on after a colon", "2. Sở Y tế có trách nhiệm kiểm tra các gian hàng ăn uống theo các bước:", "ăn uống"),
    ("it is an example", "2. Ví dụ: Đoàn múa lân phường Một được hỗ trợ tiền ăn tối đa 900.000 đồng.", "múa lân"),
    ("it is torn", "2. Sở Y tế có trách nhi ệm kiểm tra các gian h àng ăn uống trong khu lễ hội.", "ăn uống"),
    ("it is history", "2. Người tham gia lễ hội cổ truyền tại đình làng trước ngày 30 tháng 4 năm 1975.", "cổ truyền"),
]  # fmt: skip


@pytest.mark.parametrize(("clause", "words"), [case[1:] for case in LEFT_OUT], ids=[case[0] for case in LEFT_OUT])
def test_what_cannot_be_asked(tmp_path: Path, clause: str, words: str) -> None:
    body = BODY.replace(SECOND, clause)
    document = documents_of(archive_of(tmp_path, {"a.txt": directive("15/2021/QĐ-UBND", 10, "Về lễ hội", body)}))[0]
    assert clause in document.text
    asked = [pattern for seed in sound_seeds(document) for pattern in seed.patterns]
    assert not [pattern for pattern in asked if words in pattern]


def test_one_duty_of_two_bodies_is_not_asked(tmp_path: Path) -> None:
    duty = "có trách nhiệm phân luồng xe cộ trên các tuyến đường vào khu lễ hội."
    for other, expected in (("Công an tỉnh", 0), ("Sở Giao thông vận tải", 2)):
        body = BODY.replace("7. Trường hợp", f"7. {other} {duty}\n\n8. Trường hợp")
        files = {"a.txt": directive("15/2021/QĐ-UBND", 10, "Về lễ hội", body)}
        document = documents_of(archive_of(tmp_path / str(expected), files))[0]
        asked = [seed for seed in sound_seeds(document) if seed.topic == "duty" and "phân luồng" in seed.about]
        assert len(asked) == expected  # of one body in two places each is asked about; Chooser keeps one
        assert all(len(locate(seed.gold[0].quote, document.text)) == 2 for seed in asked)


def test_a_question_that_says_its_answer_is_not_asked() -> None:
    seed = Seed("org", "issuer", 0, ("{doc} do ai ban hành?",), (("Sở Y tế",),), ())
    assert not fit(Asked(seed, "Công văn 12 của Sở Y tế do ai ban hành?", "org"))
    assert fit(Asked(seed, "Công văn 12 do ai ban hành?", "org"))
    assert not fit(Asked(seed, "dài " * 100, "org"))


# ---------------------------------------------------------------- names


def test_names_mean_one_document(archive: Archive) -> None:
    names = names_of(archive.directives, archive.references)
    texts = [name.text for every in names.values() for name in every]
    assert len(texts) == len(set(texts))
    assert "Quyết định số 15/2021 của Ủy ban nhân dân tỉnh Thanh Bình" in texts
    assert "Quyết định về mức chi giải thưởng thể thao" in texts
    assert "Quyết định ban hành quy định về tổ chức lễ hội" in texts


def test_two_of_one_day_and_subject_have_only_their_numbers(tmp_path: Path) -> None:
    files = {f"{n}.txt": directive(f"{n}/2021/QĐ-UBND", 10, "Về tổ chức lễ hội", BODY) for n in (15, 16)}
    archive = archive_of(tmp_path, files)
    for names in names_of(archive.directives, archive.references).values():
        assert names
        assert all(Tells.NUMBER in name.tells for name in names)


# ---------------------------------------------------------------- unanswerable


def test_what_is_called_unanswerable_is_nowhere(documents: list[Document], archive: Archive) -> None:
    seeds = [seed for document in documents for seed in sound_seeds(document)]
    numbers = [r.number for r in archive.references if r.number] + [
        d.number.value for d in archive.directives if d.number
    ]
    found = list(absent_seeds(documents, seeds, numbers, Random(0)))
    assert {seed.topic for seed in found} == {"no such number", "born", "another's fact", "not in force"}
    text = "\n".join(document.text for document in documents)
    for seed in found:
        assert not seed.answers
        assert not seed.gold
        if seed.topic == "no such number":
            number = seed.patterns[0].split()[2]
            assert number.endswith("/2021/QĐ-UBND")
            assert number not in text
    force = [seed for seed in found if seed.topic == "not in force"]
    assert [documents[seed.directive].directive.file for seed in force] == ["giai-thuong.txt"]
    moved = [seed for seed in found if seed.topic == "another's fact"]
    for seed in moved:
        assert seed.about not in documents[seed.directive].text


# ---------------------------------------------------------------- the whole


def sound_set(archive: Archive, questions: Sequence[Question], folder: Path) -> None:
    """Everything the validator and a reader would hold against ``questions``."""
    path = folder / "set.jsonl"
    path.write_text("".join(json.dumps(record_of(question)) + "\n" for question in questions), encoding="utf-8")
    checked = check(str(path), sources=[archive.source(file) for file in archive.files()])
    assert checked.errors == 0, checked.problems
    assert len({question.text + "|".join(question.history) for question in questions}) == len(questions)
    for question in questions:
        assert question.machine
        assert question.status is Status.PROPOSED
        assert question.kind in KINDS
        assert question.answerable == bool(question.gold) == (question.kind != "none")
        assert "{" not in question.text
        assert question.kind == "nodia" or question.text.endswith("?")
        assert question.kind == "nodia" or not torn(question.text)
        assert (question.kind == "followup") == bool(question.history)
        assert question.kind != "nodia" or not has_marks(question.text)
    evalset = load(str(path), sources=[archive.source(file) for file in archive.files()])
    assert evalset.questions == ()  # nothing is asked before a person accepts it
    assert evalset.waiting == len(questions)


def test_a_small_archive(archive: Archive, tmp_path: Path) -> None:
    questions = propose(archive, 20)
    assert len(questions) == 20
    kinds = {question.kind for question in questions}
    assert {"followup", "nodia", "none"} <= kinds
    assert len(kinds) >= 8
    sound_set(archive, questions, tmp_path)


def test_the_sample(sample: Path, tmp_path: Path) -> None:
    opened = open_archive(sample, commandline.encoder_of(None), cache=tmp_path)
    questions = propose(opened, 50)
    assert len(questions) >= 45
    assert len({question.kind for question in questions}) >= 8
    sound_set(opened, questions, tmp_path)


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared")
def test_a_hundred_on_decrees_and_circulars(tmp_path: Path) -> None:
    build([SHARED], tmp_path / "kho", HashingEncoder(), None, lambda *_: None)
    archive = open_archive(tmp_path / "kho", HashingEncoder(), cache=tmp_path)
    questions = propose(archive, 100)
    assert len(questions) == 100
    kinds = Counter(question.kind for question in questions)
    assert len(kinds) >= 12
    assert max(kinds.values()) <= 20
    assert len({gold.file for question in questions for gold in question.gold}) >= 20
    sound_set(archive, questions, tmp_path)


def test_the_same_seed_gives_the_same_questions(archive: Archive) -> None:
    assert propose(archive, 20, seed=3) == propose(archive, 20, seed=3)
    assert propose(archive, 20, seed=3) != propose(archive, 20, seed=4)


@pytest.mark.parametrize("kinds", [("org",), ("none",), ("followup", "nodia"), ("date", "table")])
def test_only_the_kinds_asked_for(archive: Archive, kinds: tuple[str, ...]) -> None:
    assert {question.kind for question in propose(archive, 8, kinds)} == set(kinds)


def test_a_large_archive_is_sampled_by_whole_documents(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eval.draft.propose.MOST_CLAUSES", 5)
    seen: list[tuple[int, int]] = []
    questions = propose(archive, 20, seed=1, progress=lambda stage, done, every: seen.append((done, every)))
    assert seen == [(5, 5)]
    assert len({gold.file for question in questions for gold in question.gold}) == 1


def test_no_question_of_a_kind_there_is_none_of(tmp_path: Path) -> None:
    archive = archive_of(tmp_path, {"a.txt": directive("15/2021/QĐ-UBND", 10, "Về lễ hội", BODY)})
    with pytest.raises(InputError, match="Không đặt được câu hỏi nào"):
        propose(archive, 5, ("table",))


# ---------------------------------------------------------------- the command


def test_the_command_writes_what_run_can_read(asked_terminal: Terminal, sample: Path) -> None:
    for suffix in ("jsonl", "xlsx", "csv"):
        path = asked_terminal.folder / f"cau-hoi.{suffix}"
        result = asked_terminal("eval", "draft", "--count", "12", "--output", path)
        assert result.code == 0, result
        lines = result.out.splitlines()
        assert lines[0] == f"Đã đề xuất 12 câu hỏi vào {path}:"
        assert sum(int(line.split()[1]) for line in lines[1:-1]) == 12
        assert lines[-1].endswith(f"trichdan eval run {path}")
        again = asked_terminal.fails("eval", "draft", "--output", path)
        assert "không ghi đè" in again
    opened = open_archive(sample, commandline.encoder_of(None), cache=asked_terminal.folder)
    sources = [opened.source(file) for file in opened.files()]
    sets = [load(str(path), sources=sources) for path in asked_terminal.folder.glob("cau-hoi.*")]
    assert [(found.waiting, found.questions) for found in sets] == [(12, ())] * 3


def test_what_a_person_accepts_is_asked(asked_terminal: Terminal, sample: Path) -> None:
    path = asked_terminal.folder / "cau-hoi.csv"
    assert asked_terminal("eval", "draft", "--kinds", "date,org", "--count", "6", "--output", path).code == 0
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig")), delimiter=";"))
    status, text = rows[0].index("Duyệt"), rows[0].index("Câu hỏi")
    rows[1][status], rows[2][status] = "nhận", "bỏ"
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        csv.writer(out, delimiter=";").writerows(rows)
    opened = open_archive(sample, commandline.encoder_of(None), cache=asked_terminal.folder)
    evalset = load(str(path), sources=[opened.source(file) for file in opened.files()])
    assert [question.text for question in evalset.questions] == [rows[1][text]]
    assert evalset.questions[0].machine
    assert evalset.waiting == 4


@pytest.fixture
def asked_terminal(terminal: Terminal, sample: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    monkeypatch.setenv("TRICHDAN_ARCHIVE", str(sample))
    return terminal


BAD = [
    (("--output", "a.txt"), "đuôi .xlsx, .csv, .jsonl"),
    (("--output", "khong/co/a.csv"), "không có thư mục"),
    (("--output", "a.csv", "--kinds", "org,gì"), "không có loại «gì»"),
    (("--output", "a.csv", "--kinds", ","), "không có loại «»"),
    (("--output", "a.csv", "--count", "0"), "--count"),
    (("--output", "a.csv", "--archive", "khong-co"), "khong-co"),
]


@pytest.mark.parametrize(("arguments", "words"), BAD, ids=[words for _, words in BAD])
def test_bad_arguments(asked_terminal: Terminal, arguments: tuple[str, ...], words: str) -> None:
    assert words in asked_terminal.fails("eval", "draft", *arguments)
    assert not Path(arguments[1]).exists()


def test_an_archive_without_documents(tmp_path: Path) -> None:
    archive = archive_of(tmp_path, FILES)
    archive.directives = ()
    with pytest.raises(InputError, match="Kho không có văn bản nào"):
        propose(archive, 5)


def test_fewer_than_wanted_is_said(asked_terminal: Terminal) -> None:
    result = asked_terminal(
        "eval", "draft", "--kinds", "none", "--count", "500", "--output", asked_terminal.folder / "a.csv"
    )
    assert result.code == 0
    assert "Muốn 500 câu nhưng kho chỉ đủ cho" in result.out


# ---------------------------------------------------------------- words

WORDS = st.lists(
    st.sampled_from("Sở Y tế giao, cho; các xã: 3.000.000 đồng. theo dõi kèm theo và 2) a) -".split()), min_size=1
)


@given(WORDS)
def test_parts_of_a_text_stand_in_it(words: list[str]) -> None:
    text = " ".join(words)
    assert text.endswith(bare(text))
    for sentence in sentences(text):
        assert sentence in text
        assert sentence[-1] not in ".;:, "
        assert sentence.startswith(told(sentence))


@given(WORDS, st.lists(st.sampled_from([" ", "\n", "\n\n", "  "]), min_size=1))
def test_a_quotation_is_the_source_letter_by_letter(words: list[str], blanks: list[str]) -> None:
    text = "".join(word + blanks[at % len(blanks)] for at, word in enumerate(words)).strip()
    clause = Clause(0, 0, "a.txt", 0, len(text), text, Role.BODY, "mục 1")
    gold = quotation(clause, flat(clause))
    assert gold
    assert gold.quote in text
    assert quotation(clause, "không có") is None


@pytest.mark.parametrize(("words", "expected"), [
    ("Qu ả ng Ngãi", True), ("các cơquan truyền thông", True), ("Bộ trưởngBộ Tài chính", True), ("điểm c và điểm d", False),
    ("Quảng Ngãi, dioxin, Campuchia, LĐTBXH", False), ("Nghị định 13/2010/NĐ-CP của Chính phủ", False),
    ("giúp quý vị giữ gìn", False), ("người đi chiến trường B, C, K", False),
])  # fmt: skip
def test_torn_words(words: str, expected: bool) -> None:
    assert torn(words) is expected


def test_undressed() -> None:
    assert undressed("Ai ký Quyết định 15/2021/QĐ-UBND?") == "ai ky quyet dinh 15/2021/qd-ubnd"
