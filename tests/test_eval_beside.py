"""Other programs beside ours: which are asked, what is kept, and the table, whose numbers a reader can check."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from eval.beside.__main__ import chosen, main, page
from eval.beside.results import How, Reading, results
from eval.beside.sets import XQUAD, XQUAD_FILE, open_set
from eval.beside.table import section
from eval.questions import Question, Split
from eval.run import run
from eval.systems.chunks import Chunk, Index
from eval.systems.others import OTHERS, Other
from eval.types import Cited, Place, Reply, Result
from index.encode import Encoder
from index.errors import InputError
from index.types import Source, Span
from tests.eval_cases import make_evalset, place_of
from tests.fakes import HashingEncoder, write_files


@dataclass(frozen=True)
class OneChunk(Other):
    """A program that stores whole documents and always finds the first."""

    @property
    def code(self) -> str:
        return "1"

    def index(self, sources: Sequence[Source], encoder: Encoder) -> Index:
        chunks = [Chunk(Place(one.file, Span(0, len(one.text))), one.text) for one in sources]
        encoder.passages([chunk.text for chunk in chunks])
        return Index(chunks, lambda _: chunks[:1])


ONE = OneChunk("One chunk", "", "", ())


@dataclass(frozen=True)
class Asking:
    """What was begun, and how."""

    begun: list[str]
    how: How


@pytest.fixture
def asking(tmp_path: Path) -> Asking:
    begun: list[str] = []
    return Asking(begun, How(tmp_path / "cache", HashingEncoder(), begin=begun.append))


# ---- what is asked, and kept


def test_each_split_is_asked_in_both_readings_and_ours_comes_last(tmp_path: Path, asking: Asking) -> None:
    evalset = make_evalset(tmp_path)
    found = results(evalset, [Split.TUNE, Split.HELD], [ONE], asking.how)
    assert {split: [(one.system, one.variant, len(one.rows)) for one in some] for split, some in found.items()} == {
        Split.TUNE: [("One chunk", "best chunk", 3), ("One chunk", "best sentence", 3), ("trichdan", "default", 3)],
        Split.HELD: [("One chunk", "best chunk", 1), ("One chunk", "best sentence", 1), ("trichdan", "default", 1)],
    }
    assert len(asking.begun) == 6
    first = found[Split.TUNE][0].rows[0]
    assert first.reply.text == evalset.sources[0].text
    assert first.reply.cited[0].verified
    assert len(found[Split.TUNE][1].rows[0].reply.text) < 100


def test_what_was_answered_is_not_asked_again(tmp_path: Path, asking: Asking) -> None:
    evalset = make_evalset(tmp_path)
    first = results(evalset, [Split.TUNE], [ONE], asking.how)
    asking.begun.clear()
    assert results(evalset, [Split.TUNE], [ONE], asking.how) == first
    assert asking.begun == []


@pytest.mark.parametrize(
    ("change", "asked"),
    [
        ("fresh", ["One chunk, best chunk", "One chunk, best sentence", "trichdan"]),
        ("encoder", ["One chunk, best chunk", "One chunk, best sentence", "trichdan"]),
        ("question", ["One chunk, best chunk", "One chunk, best sentence", "trichdan"]),
        ("its code", ["One chunk, best chunk", "One chunk, best sentence"]),
        ("a damaged file", ["One chunk, best chunk"]),
    ],
)
def test_what_has_changed_is_asked_again(tmp_path: Path, asking: Asking, change: str, asked: list[str]) -> None:
    evalset, how, other = make_evalset(tmp_path), asking.how, ONE
    kept = results(evalset, [Split.TUNE], [other], how)[Split.TUNE][0]
    asking.begun.clear()
    if change == "fresh":
        how = replace(how, fresh=True)
    elif change == "encoder":
        how = replace(how, encoder=HashingEncoder(fingerprint="hashing/2"))
    elif change == "question":
        evalset = replace(evalset, sha256="0")
    elif change == "its code":

        class Changed(OneChunk):
            @property
            def code(self) -> str:
                return "2"

        other = Changed("One chunk", "", "", ())
    else:
        files = [path for path in (how.cache / "eval" / "beside").iterdir() if _variant(path) == kept.variant]
        assert len(files) == 1
        files[0].write_bytes(files[0].read_bytes()[:-20])
    results(evalset, [Split.TUNE], [other], how)
    assert asking.begun == [f"set, tune: {name}" for name in asked]


def _variant(path: Path) -> str:
    from eval.result import read_result

    return read_result(path).variant


def test_an_index_is_made_once_for_all_it_is_asked(tmp_path: Path) -> None:
    made: list[str] = []

    class Counted(OneChunk):
        def index(self, sources: Sequence[Source], encoder: Encoder) -> Index:
            made.append(self.name)
            return super().index(sources, encoder)

    how = How(tmp_path / "cache", HashingEncoder())
    others = [Counted("First", "", "", ()), Counted("Second", "", "", ())]
    results(make_evalset(tmp_path), [Split.TUNE, Split.HELD], others, how)
    assert made == ["First", "Second"]


@pytest.mark.parametrize(
    ("names", "found"),
    [
        ("", list(OTHERS)),
        ("langchain", ["LangChain", "LangChain + BM25"]),
        ("Haystack + BM25, txtai + bm25", ["Haystack + BM25", "txtai + BM25"]),
        ("txtai,txtai + BM25,", ["txtai", "txtai + BM25"]),
    ],
)
def test_programs_are_chosen_by_name(names: str, found: list[str]) -> None:
    assert [other.name for other in chosen(names)] == found


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["--systems", "llama"], 'There is no system "llama". There are: LangChain, '),
        (["--output", "no/such/folder.md"], "there is no folder"),
        (["--systems", "langchain", "no-such-set"], 'There is no question set "no-such-set"'),
    ],
)
def test_bad_input_is_one_line(arguments: list[str], line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Other, "load", lambda _: None)
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 2
    assert line in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


# ---- XQuAD

CONTEXT = "Đội tuyển vô địch năm 2015. Thủ môn là Hải."
SQUAD = {
    "data": [
        {
            "title": "Bóng đá",
            "paragraphs": [
                {
                    "context": CONTEXT,
                    "qas": [
                        {
                            "id": "1",
                            "question": "Năm nào?",
                            "answers": [{"text": "2015", "answer_start": CONTEXT.index("2015")}],
                        }
                    ],
                }
            ],
        }
    ]
}


def test_xquad_is_imported_into_the_cache_once(tmp_path: Path) -> None:
    write_files(tmp_path, {"xquad.vi.json": json.dumps(SQUAD)})
    first = open_set(XQUAD, tmp_path / "cache", tmp_path / "xquad.vi.json")
    assert [source.text for source in first.sources] == [CONTEXT]
    assert [(one.text, one.answers, one.split) for one in first.questions] == [("Năm nào?", (("2015",),), Split.HELD)]
    assert open_set(XQUAD, tmp_path / "cache", tmp_path / "xquad.vi.json") == first


def test_absent_xquad_says_where_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"github.com/google-deepmind/xquad.*trichdan eval import") as caught:
        open_set(XQUAD, tmp_path, tmp_path / "absent.json")
    assert "absent.json" in caught.value.en


@pytest.mark.shared
def test_the_real_xquad_is_whole(tmp_path: Path) -> None:
    if not XQUAD_FILE.is_file():
        pytest.skip("needs ../shared/benchmarks/xquad-vi")
    evalset = open_set(XQUAD, tmp_path)
    assert (evalset.name, len(evalset.sources), len(evalset.questions)) == (XQUAD, 240, 1190)


# ---- the table


def hand_made(tmp_path: Path) -> list[Result]:
    """Two programs on t1, t2 and t3 (which has no answer). Ours: t1 right, t2 cited but not said, t3 silent. The other: says all,
    and only t2 is right, cites its place; never silent. Right: 2 of 3 and 1 of 3."""
    evalset = make_evalset(tmp_path)
    first = place_of("1. Ủy ban nhân dân Quận kiện toàn Ban Chỉ đạo trước ngày 04/9/2021.")
    second = place_of("2. Ban Tuyên giáo tuyên truyền Chỉ thị 06-CT/TU.")

    def ours(question: Question) -> Reply:
        place = first if question.id == "t1" else second
        said = {"t1": "04/9/2021", "t2": "Ban Tổ chức", "t3": ""}[question.id]
        return Reply(said, not said, (Cited(place, "", True),) if said else ())

    def theirs(question: Question) -> Reply:
        return Reply("Ban Tuyên giáo", False, (Cited(second, "", True),))

    def made(name: str, system: object, variant: str, seconds: float) -> Result:
        result = run(evalset, system, name=name, variant=variant, encoder="e", split=Split.TUNE)  # type: ignore[arg-type]
        return replace(result, rows=tuple(replace(row, seconds=(seconds,)) for row in result.rows))

    return [
        made("Other", theirs, Reading.CHUNK.value, 0.5),
        made("Other", theirs, Reading.SENTENCE.value, 0.5),
        made("trichdan", ours, "default", 0.0421),
    ]


def cells(text: str, table: str) -> dict[str, list[str]]:
    """The rows of the Markdown table that begins so, by their first cell."""
    block = next(block for block in text.split("\n\n") if block.startswith(f"| {table} |"))
    rows = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in block.splitlines()]
    assert len({len(row) for row in rows}) == 1
    return {row[0].strip("*"): row[1:] for row in rows}


def test_table_holds_the_numbers(tmp_path: Path) -> None:
    text = section(hand_made(tmp_path), "trichdan")
    assert text.startswith("## set, tune: 3 questions\n")
    answers = cells(text, "answers")
    names = answers["answers"]
    assert list(answers) == ["answers", "---", "Other, best chunk", "Other, best sentence", "trichdan"]

    def shown(row: str, column: str) -> str:
        return answers[row][names.index(column)].strip("*").split(" ")[0]

    assert {column: shown("trichdan", column) for column in names} == {
        "right": ".67", "right and short": ".67", "answer right": ".50", "EM": ".50", "F1": ".67", "citation": "1.00",
        "sentence holds answer": "–", "silent where it should": "1.00", "of its silences, right": "1.00",
    }  # fmt: skip
    assert {column: shown("Other, best chunk", column) for column in names} == {
        "right": ".33", "right and short": ".33", "answer right": ".50", "EM": ".50", "F1": ".50", "citation": ".50",
        "sentence holds answer": "–", "silent where it should": ".00", "of its silences, right": "–",
    }  # fmt: skip
    # F1 of ours: all of "04/9/2021", and of "Ban Tổ chức" one word of three in common with "Ban Tuyên giáo".
    # One question of three, drawn three times: nothing right in 8 of 27 draws, all in 1 of 27: 95% are from 0 to 1.
    assert answers["Other, best chunk"][0] == ".33 [.00, 1.00]"


def test_table_says_how_far_ours_is_from_each(tmp_path: Path) -> None:
    text = section(hand_made(tmp_path), "trichdan")
    minus = next(block for block in text.split("\n\n") if block.startswith("| trichdan minus …"))
    row = next(line for line in minus.splitlines() if line.startswith("| Other, best chunk"))
    # Better in t1 and t3, worse in t2: 2 to 1, which chance does every time.
    assert row.split(" | ")[1].startswith("+.33 [")
    assert row.split(" | ")[1].endswith(", p = 1.000")
    # EM: t1 won, t2 lost.
    assert row.split(" | ")[4].startswith("+.00 [−1.00, +1.00]")


def test_finding_is_shown_once_a_program_with_the_median_of_seconds(tmp_path: Path) -> None:
    finding = cells(section(hand_made(tmp_path), "trichdan"), "finding")
    assert list(finding) == ["finding", "---", "Other", "trichdan"]
    assert finding["Other"][-1] == "0.500"
    assert finding["trichdan"][-1] == "**0.042**"


def test_page_says_how_it_was_made(tmp_path: Path) -> None:
    text = page([make_evalset(tmp_path)], [Split.TUNE], [ONE], How(tmp_path / "cache", HashingEncoder()))
    assert text.count("## set, tune") == 1
    assert "## set, held" not in text
    assert "encoder hashing/1" in text.splitlines()[-1]
    assert "CÂU ĐỂ RIÊNG" not in text
