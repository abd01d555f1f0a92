"""Import and export as a whole: ids as file names, formats told apart, whole or nothing, bad input in one line."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.exchange import FORMATS
from eval.exchange.convert import export_to, import_from
from eval.exchange.files import write_folder
from eval.exchange.guess import guess
from eval.exchange.names import LONGEST, Documents, Ids, docid, docids, file_name, find, place_of, spelled_name
from eval.questions import Split, load
from eval.questions.lines import read_questions
from eval.types import Place
from index.containers import is_junk
from index.errors import InputError
from index.text import nfc
from index.types import Span
from tests.eval_cases import make_evalset
from tests.fakes import write_files
from ui.terminal import main

SQUAD = {
    "version": "1.1",
    "data": [
        {
            "title": "Thủ đô",
            "paragraphs": [
                {
                    "context": "Hà Nội là thủ đô. Huế từng là thủ đô.",
                    "qas": [
                        {"id": "1", "question": "Thủ đô là gì?", "answers": [{"text": "Hà Nội", "answer_start": 0}]}
                    ],
                }
            ],
        }
    ],
}


def squad_file(folder: Path, text: str | None = None) -> Path:
    path = folder / "s.json"
    path.write_text(text if text is not None else json.dumps(SQUAD), encoding="utf-8")
    return path


# ---- names


@pytest.mark.parametrize(
    ("identity", "file"),
    [
        ("doc1", "doc1.txt"),
        ("Luật Du lịch, Điều 39", "Luật Du lịch, Điều 39.txt"),
        ("05/2022/QH15", "05%2F2022%2FQH15.txt"),
        ("../../x", "%2E.%2F..%2Fx.txt"),
        ("..", "%2E%2E.txt"),
        ("C:\\x", "C%3A%5Cx.txt"),
        ("con", "%63on.txt"),
        ("com1.a", "%63om1.a.txt"),
        ("~$a", "%7E$a.txt"),
        ("a ", "a%20.txt"),
        ("a\tb\u200bc", "a%09b%E2%80%8Bc.txt"),
        ("100%", "100%25.txt"),
    ],
)
def test_an_id_is_a_safe_name_and_comes_back(identity: str, file: str) -> None:
    assert file_name(identity) == file
    assert docid(file) == identity


@given(st.text(min_size=1, max_size=300))
def test_any_id_is_a_name_that_any_system_takes(identity: str) -> None:
    file = file_name(identity)
    assert len(file.encode("utf-8", "surrogatepass")) <= LONGEST
    assert not set(file) & set('/\\:*?"<>|\0\n\t')
    assert not is_junk(file)
    assert file[0] not in "~ "
    file.encode()  # surrogates are gone
    whole = not any("\ud800" <= char <= "\udfff" for char in identity)
    if "~" not in file and whole:
        assert docid(file) == nfc(identity)
    assert find(identity, {file}) == file
    spelled = spelled_name(identity)
    assert find(identity, {file, spelled}) == spelled
    assert spelled.isascii()
    assert docid(spelled) == identity or not whole


@given(st.lists(st.text("aAbéÉ\u0301/ .%~", min_size=1, max_size=40), unique=True, max_size=8))
def test_every_id_gets_a_file_of_its_own_and_comes_back(identities: list[str]) -> None:
    documents = Documents()
    files = [documents.add(identity, f"Văn bản {at}.") for at, identity in enumerate(identities)]
    assert len({file.casefold() for file in files if file}) == len(identities)
    for identity, file in zip(identities, files, strict=True):
        assert file
        assert find(identity, documents.texts) == file
        assert docid(file) == identity or "~" in file


def test_names_of_our_own_files_stay_what_they_are() -> None:
    assert docid("02_2020_UBTVQH14.md") == "02_2020_UBTVQH14.md"
    assert docid("a/b.txt") == "a/b.txt"
    assert docids(["a.txt", "b.md"]) == {"a.txt": "a", "b.md": "b.md"}
    with pytest.raises(InputError, match=r"b\.md"):
        docids(["b.md", "b.md.txt"])


def test_a_place_is_found_by_its_key() -> None:
    place = Place("a b.txt", Span(3, 9))
    assert place_of(place.key, {"a b.txt"}) == place
    assert place_of("a b#3-9", {"a b.txt"}) == place
    assert place_of("other#3-9", {"a b.txt"}) is None
    assert place_of("a b.txt", {"a b.txt"}) is None


def test_documents_have_one_name_each() -> None:
    documents = Documents()
    assert documents.add("A", "một") == "A.txt"
    lower = documents.add("a", "hai")
    assert lower == "%61.txt"  # a.txt would be one file with A.txt where case is nothing
    assert documents.add("A", "ba") == "A-2.txt"
    assert documents.add("b", "một") == "A.txt"
    assert documents.add("A", "một") == "A.txt"
    assert documents.add("c", " \n") is None
    assert documents.add("d", "a\0b") is None
    assert documents.add("x" * 500, "bốn") == documents.file("x" * 500)
    assert (documents.file("A"), documents.file("a"), documents.file("b"), documents.file("c")) == (
        "A.txt", lower, "A.txt", None,
    )  # fmt: skip
    assert [note.en.split()[0] for note in documents.notes()] == ["2", "2", "1", "1"]
    assert len(documents.texts) == 4


def test_ids_are_used_once() -> None:
    ids = Ids()
    assert [ids.unique(one) for one in ("a", "a", "a-2", "a", "b")] == ["a", "a-2", "a-2-2", "a-3", "b"]
    assert [note.en.split()[0] for note in ids.notes()] == ["3"]


# ---- which format


@pytest.mark.parametrize(
    ("files", "name", "form"),
    [
        ({"s.json": json.dumps(SQUAD)}, "s.json", "squad"),
        ({"s.json": "\ufeff" + json.dumps(SQUAD, indent=1)}, "s.json", "squad"),
        ({"s.json": '[{"question_id": "1"}]'}, "s.json", "alqac"),
        ({"l/law.json": "[]"}, "l", "alqac"),
        ({"b/corpus.jsonl": "{}"}, "b", "beir"),
        ({"q.jsonl": "{}"}, "q.jsonl", "jsonl"),
        ({"q.txt": '{"id": "1", "question": "?"}\n'}, "q.txt", "jsonl"),
        ({"q.CSV": "a;b"}, "q.CSV", "csv"),
        ({"q.xlsx": "PK"}, "q.xlsx", "xlsx"),
        ({"r.run": "\n1 Q0 d1 1 0.5 bm25\r\n"}, "r.run", "trec-run"),
        ({"qrels": "1\t0\td1\t1\n"}, "qrels", "trec-qrels"),
    ],
)
def test_a_format_is_seen_by_what_it_holds(tmp_path: Path, files: dict[str, str], name: str, form: str) -> None:
    write_files(tmp_path, dict(files))
    assert guess(tmp_path / name) == form


@pytest.mark.parametrize("files", [{"x/a.txt": "b"}, {"x": ""}, {"x": "một hai ba"}, {"x": "\x00\xff"}, {}])
def test_what_is_no_format_says_so(tmp_path: Path, files: dict[str, str]) -> None:
    write_files(tmp_path, dict(files))
    with pytest.raises(InputError, match=r"x"):
        guess(tmp_path / "x")


def test_a_set_needs_no_import(tmp_path: Path) -> None:
    write_files(tmp_path, {"questions.jsonl": "{}"})
    with pytest.raises(InputError, match="trichdan eval run"):
        guess(tmp_path)


# ---- whole or nothing


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    source = squad_file(tmp_path)
    write_files(tmp_path, {"taken/a": "b", "file": "b"})
    for target in (tmp_path / "taken", tmp_path / "file", tmp_path / "no" / "such"):
        with pytest.raises(InputError):
            import_from(source, target, None, None, None, None)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "s.json", "taken"]
    (tmp_path / "empty").mkdir()
    import_from(source, tmp_path / "empty", None, None, None, None)
    assert len(load(str(tmp_path / "empty")).questions) == 1


def test_half_a_folder_is_none(tmp_path: Path) -> None:
    def fill(folder: Path) -> None:
        (folder / "a").write_text("a", encoding="utf-8")
        raise OSError(28, "No space left on device")

    with pytest.raises(InputError, match="No space"):
        write_folder(tmp_path / "t", fill)
    assert list(tmp_path.iterdir()) == []


CUT = json.dumps(SQUAD)[:-20]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (CUT, "JSON"),
        ("", "JSON|nhận ra"),
        ('{"data": 3}', "data"),
        ('{"data": [3]}', r"data\[0\]"),
        ('{"version": "1.1"}', "data"),
        ('{"data": [{"title": "a", "paragraphs": [{"context": "b", "qas": [{"id": "1"}]}]}]}', r"qas\[0\].*question"),
        ('{"data": [{"title": "a", "paragraphs": [{"context": {}, "qas": []}]}]}', "context"),
        ('{"data": []}', "câu hỏi"),
        ("[" * 100_000, "JSON"),
        ('{"data": ' + "9" * 5000 + "}", "JSON"),
    ],
)
def test_bad_squad_is_one_line(tmp_path: Path, text: str, named: str) -> None:
    with pytest.raises(InputError, match=named) as caught:
        import_from(squad_file(tmp_path, text), tmp_path / "t", "squad", None, None, None)
    assert "\n" not in caught.value.vi + caught.value.en
    assert not (tmp_path / "t").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["import", "{dir}/absent", "{dir}/t"], "absent"),
        (["import", "{dir}/s.json", "{dir}/t", "--format", "xml"], "xml"),
        (["import", "{dir}/r.run", "{dir}/t"], "--set"),
        (["import", "{dir}/r.run", "{dir}/t", "--set", "{dir}/set"], "r.run"),
        (["import", "{dir}/s.json", "{dir}/t", "--format", "trec-run", "--set", "{dir}/set"], "s.json, line 1"),
        (["import", "{dir}/s.json", "{dir}/t", "--format", "beir"], "corpus.jsonl"),
        (["import", "{dir}/s.json", "{dir}/t", "--format", "alqac"], "s.json"),
        (["export", "{dir}/set", "{dir}/t"], "--format"),
        (["export", "{dir}/set", "{dir}/s.json", "--format", "squad"], "s.json"),
        (["export", "{dir}/set", "{dir}/t", "--format", "trec-run"], "trec-qrels"),
        (["export", "{dir}/s.json", "{dir}/t", "--format", "squad"], "trec-run"),
        (["export", "{dir}/s.json", "{dir}/t", "--format", "trec-run"], "s.json"),
        (["export", "{dir}/nothing", "{dir}/t", "--format", "squad"], "nothing"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    squad_file(tmp_path)
    make_evalset(tmp_path)
    (tmp_path / "r.run").write_text("other Q0 d 1 1.0 x\n", encoding="utf-8")
    filled = [one.format(dir=tmp_path) for one in arguments]
    assert main(["--lang", "en", "eval", *filled]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 1, err
    assert said in err
    assert not (tmp_path / "t").exists()


@pytest.mark.parametrize(("lang", "words"), [("vi", "1 câu hỏi, 1 văn bản"), ("en", "1 questions, 1 documents")])
def test_the_commands(tmp_path: Path, capsys: pytest.CaptureFixture[str], lang: str, words: str) -> None:
    source = squad_file(tmp_path)
    assert main(["--lang", lang, "eval", "import", str(source), str(tmp_path / "t")]) == 0
    out, err = capsys.readouterr()
    assert words in out
    assert "trichdan eval run" in err
    assert "s.json" in (tmp_path / "t" / "set.json").read_text(encoding="utf-8")
    assert main(["--lang", lang, "eval", "export", str(tmp_path / "t"), str(tmp_path / "o"), "--format", "squad"]) == 0
    assert json.loads((tmp_path / "o").read_text(encoding="utf-8")) == SQUAD


def test_the_help_names_every_format(capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("import", "export"):
        assert main(["--lang", "en", "eval", name, "--help"]) == 0
        shown = capsys.readouterr().out
        assert all(one.en in shown for one in FORMATS.values())


# ---- our own


@pytest.mark.parametrize("form", ["jsonl", "csv", "xlsx"])
def test_our_own_questions_go_out_and_come_back(tmp_path: Path, form: str) -> None:
    evalset = make_evalset(tmp_path)
    sheet = tmp_path / f"out.{form}"
    assert export_to(str(tmp_path / "set"), sheet, form, None, None).questions == 4
    done = import_from(sheet, tmp_path / "again", None, None, None, tmp_path / "set" / "documents")
    assert (done.format, done.questions) == (form, 4)
    again = load(str(tmp_path / "again"))
    assert again.questions == evalset.questions
    assert [source.text for source in again.sources] == [source.text for source in evalset.sources]


def test_questions_nobody_has_accepted_yet_are_exported_too(tmp_path: Path) -> None:
    make_evalset(tmp_path)
    path = tmp_path / "set" / "questions.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace('"id": "t1"', '"status": "proposed", "id": "t1"'), "utf-8")
    assert export_to(str(tmp_path / "set"), tmp_path / "q.jsonl", "jsonl", None, None).questions == 4
    assert read_questions(tmp_path / "q.jsonl") == read_questions(path)


@pytest.mark.parametrize(("form", "written"), [("squad", 2), ("beir", 1), ("alqac", 1), ("trec-qrels", 1)])
def test_a_split_is_exported_alone(tmp_path: Path, form: str, written: int) -> None:
    make_evalset(tmp_path)
    done = export_to(str(tmp_path / "set"), tmp_path / "t", form, None, Split.TUNE)
    assert (done.questions, done.every) == (written, 3)
    files: Callable[[Path], list[Path]] = lambda path: [path] if path.is_file() else list(path.rglob("*.*"))  # noqa: E731
    texts = "".join(path.read_text(encoding="utf-8") for path in files(tmp_path / "t") if path.is_file())
    assert "t1" in texts
    assert "h1" not in texts
