"""Loading a question set, and every way it can be wrong."""

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from eval.questions import Gold, Split, bundled, load, locate
from index.build import build
from index.errors import DocumentsAbsent, InputError
from index.types import Span
from tests.fakes import HashingEncoder, write_files

TEXT = "Công văn 1-CV/QU\nHoàn thành trước ngày 04/9/2021.\n"
GOOD: dict[str, Any] = {
    "id": "a1",
    "kind": "date",
    "question": "Trước ngày nào?",
    "answers": [["04/9/2021"]],
    "gold": [{"file": "a.txt", "quote": "trước ngày 04/9/2021"}],
}
NONE: dict[str, Any] = {"id": "a2", "kind": "none", "question": "Ai?", "answerable": False, "split": "held"}


def line(**changes: Any) -> str:
    return json.dumps(GOOD | changes, ensure_ascii=False)


def make_set(folder: Path, *lines: str, about: str | None = None) -> Path:
    files: dict[str, str | bytes] = {"documents/a.txt": TEXT, "questions.jsonl": "\n".join(lines) + "\n"}
    return write_files(folder, files | ({"set.json": about} if about is not None else {}))


def test_a_set_is_loaded(tmp_path: Path) -> None:
    make_set(tmp_path / "mine", line(history=["Số mấy?"]), "", json.dumps(NONE), about='{"name": "của tôi"}')
    loaded = load(str(tmp_path / "mine"))
    assert loaded.name == "của tôi"
    assert loaded.language == "vi"
    assert [source.file for source in loaded.sources] == ["a.txt"]
    first, second = loaded.questions
    assert (first.id, first.kind, first.text, first.history) == (
        "a1",
        "date",
        "Trước ngày nào?",
        ("Số mấy?",),
    )
    assert first.answers == (("04/9/2021",),)
    assert first.gold == (Gold("a.txt", "trước ngày 04/9/2021"),)
    assert (first.answerable, first.split) == (True, Split.TUNE)
    assert (second.answerable, second.split, second.gold) == (False, Split.HELD, ())
    assert loaded.select(Split.HELD) == (second,)
    assert loaded.select(None) == (first, second)


def test_a_bare_file_has_its_documents_beside_it_or_where_told(tmp_path: Path) -> None:
    make_set(tmp_path, line())
    assert load(str(tmp_path / "questions.jsonl")).name == "questions"
    elsewhere = write_files(tmp_path / "elsewhere", {"a.txt": TEXT})
    (tmp_path / "documents" / "a.txt").unlink()
    assert load(str(tmp_path / "questions.jsonl"), elsewhere).documents == elsewhere


def test_a_file_as_excel_and_notepad_save_it(tmp_path: Path) -> None:
    files = {"documents/a.txt": TEXT, "questions.jsonl": f"\ufeff{line()}\r\n{line(id='a2')}\r\n"}
    write_files(tmp_path, dict(files))
    assert len(load(str(tmp_path)).questions) == 2


def test_the_hash_follows_questions_and_documents(tmp_path: Path) -> None:
    make_set(tmp_path, line())
    hashes = [load(str(tmp_path)).sha256]
    make_set(tmp_path, line(question="Khi nào?"))
    hashes.append(load(str(tmp_path)).sha256)
    write_files(tmp_path, {"documents/a.txt": TEXT + "thêm"})
    hashes.append(load(str(tmp_path)).sha256)
    assert len(set(hashes)) == 3
    assert load(str(tmp_path)).sha256 == hashes[-1]


# (what the file says, what the message must name)
BAD_LINES = [
    ('{"id": "x", ', "JSON"),
    ('["x"]', "JSON"),
    (json.dumps({key: value for key, value in GOOD.items() if key != "id"}), '"id"'),
    (line(question=" "), '"question"'),
    (line(kind=3), '"kind"'),
    (line(answers="04/9/2021"), '"answers"'),
    (line(answers=["04/9/2021"]), '"answers"'),
    (line(answers=[[]]), '"answers"'),
    (line(answers=[[""]]), '"answers"'),
    (line(answers=[], gold=[], answerable=True), '"answers"'),
    (line(gold=[{"file": "a.txt"}]), '"gold"'),
    (line(answerable="no"), '"answerable"'),
    (line(answerable=False), '"answers"'),
    (line(split="test"), '"split"'),
    (line(history="Ai?"), '"history"'),
    (line(), "«a1»"),  # the id a second time
]


@pytest.mark.parametrize(("bad", "named"), BAD_LINES)
def test_a_bad_line_is_named_in_both_languages(tmp_path: Path, bad: str, named: str) -> None:
    make_set(tmp_path, line(), "", bad)
    with pytest.raises(InputError) as caught:
        load(str(tmp_path))
    error = caught.value
    where = tmp_path / "questions.jsonl"
    assert error.vi.startswith(f"{where}, dòng 3: ")
    assert error.en.startswith(f"{where}, line 3: ")
    assert named in error.vi
    assert named.strip("«»") in error.en
    assert "\n" not in error.vi + error.en


def test_no_such_set_names_those_there_are() -> None:
    with pytest.raises(InputError, match="covid19"):
        load("covid-20")


@pytest.mark.parametrize("content", [b"", b"\n \n"])
def test_a_set_without_questions(tmp_path: Path, content: bytes) -> None:
    write_files(tmp_path, {"documents/a.txt": TEXT, "questions.jsonl": content})
    with pytest.raises(InputError, match=r"questions\.jsonl"):
        load(str(tmp_path))


def test_a_folder_that_is_no_set(tmp_path: Path) -> None:
    write_files(tmp_path, {"documents/a.txt": TEXT})
    with pytest.raises(InputError, match=r"questions\.jsonl"):
        load(str(tmp_path))


def test_questions_in_another_encoding(tmp_path: Path) -> None:
    write_files(tmp_path, {"documents/a.txt": TEXT, "questions.jsonl": line().encode("utf-16")})
    with pytest.raises(InputError, match="UTF-8"):
        load(str(tmp_path))


@pytest.mark.parametrize("documents", [{}, {"documents/a.txt": b"\0\1"}])
def test_a_set_without_readable_documents(tmp_path: Path, documents: dict[str, str | bytes]) -> None:
    write_files(tmp_path, {**documents, "questions.jsonl": line()})
    with pytest.raises(DocumentsAbsent, match="--documents"):
        load(str(tmp_path))


# Where a set may say its documents are, from its own folder.
NOWHERE = ["../none", "/nonexistent/none", "a\nb", "x" * 5000, "~", "documents/a.txt/b", ""]


@pytest.mark.parametrize("documents", NOWHERE)
def test_documents_that_are_not_there_are_told_how_to_get(tmp_path: Path, documents: str) -> None:
    about = {"documents": documents, "obtain": {"vi": "Tải từ kho dữ liệu.", "en": "Fetch them from the data store."}}
    write_files(tmp_path, {"set.json": json.dumps(about), "questions.jsonl": line()})
    with pytest.raises(DocumentsAbsent, match="Tải từ kho dữ liệu") as caught:
        load(str(tmp_path))
    assert "Fetch them from the data store." in caught.value.en


def test_documents_may_be_anywhere_on_the_machine(tmp_path: Path) -> None:
    elsewhere = write_files(tmp_path / "elsewhere", {"a.txt": TEXT})
    for where in ("../elsewhere", str(elsewhere)):
        write_files(tmp_path / "set", {"set.json": json.dumps({"documents": where}), "questions.jsonl": line()})
        assert [source.text for source in load(str(tmp_path / "set")).sources] == [TEXT]


def test_a_set_about_an_archive_takes_its_texts(tmp_path: Path) -> None:
    made = write_files(tmp_path / "texts", {"a.txt": TEXT})
    build([made], tmp_path / "archive", HashingEncoder(), None, lambda *_: None)
    write_files(tmp_path / "set", {"set.json": '{"archive": "../archive"}', "questions.jsonl": line()})
    loaded = load(str(tmp_path / "set"))
    assert [(source.file, source.text) for source in loaded.sources] == [("a.txt", TEXT)]
    assert loaded.archive
    assert loaded.archive.resolve() == tmp_path / "archive"
    assert load(str(tmp_path / "set"), made).archive is None
    (tmp_path / "archive" / "CURRENT").unlink()
    with pytest.raises(DocumentsAbsent):
        load(str(tmp_path / "set"))


def test_texts_that_were_read_already_need_no_documents(tmp_path: Path) -> None:
    make_set(tmp_path / "a", line())
    sources = load(str(tmp_path / "a")).sources
    write_files(tmp_path / "b", {"questions.jsonl": line()})
    assert load(str(tmp_path / "b"), sources=sources).sources == sources


def test_only_accepted_questions_are_asked(tmp_path: Path) -> None:
    make_set(tmp_path, line(), line(id="a2", status="proposed", machine=True), line(id="a3", status="rejected"))
    loaded = load(str(tmp_path))
    assert [question.id for question in loaded.questions] == ["a1"]
    assert loaded.waiting == 1


BAD_SETS = [
    '{"documents": "a", "archive": "b"}', '{"archive": 1}', '{"obtain": "x"}', '{"obtain": {"vi": "x"}}',
    '{"documents": "a\\u0000b"}',
]  # fmt: skip


@pytest.mark.parametrize("about", ["{", "[]", '{"name": 3}', "[" * 100_000, *BAD_SETS])
def test_a_bad_description(tmp_path: Path, about: str) -> None:
    make_set(tmp_path, line(), about=about)
    with pytest.raises(InputError, match=r"set\.json"):
        load(str(tmp_path))


def test_quotations_are_found_in_any_unicode_form_and_wherever_they_stand() -> None:
    text = unicodedata.normalize("NFD", "ủy, ủy")
    places = locate("ủy", text)
    assert [text[place.start : place.end] for place in places] == [unicodedata.normalize("NFD", "ủy")] * 2
    assert locate("uy", "ủy") == ()
    assert locate("", "ủy") == ()
    assert locate("aa", "aaaa") == (Span(0, 2), Span(2, 4))


def test_the_bundled_set_is_sound() -> None:
    assert "covid19" in bundled()
    covid = load("covid19")
    own = [question for question in covid.questions if question.id.startswith("q")]
    held = [question for question in own if question.split is Split.HELD]
    assert covid.name == "covid19"
    assert len(own) >= 60
    # A third of our own is kept aside, by and large; of the given ones nothing.
    assert len(held) / len(own) >= 0.25
    assert {question.split for question in covid.questions if question.id.startswith("d")} == {Split.TUNE}
    kinds = {question.kind for question in covid.questions}
    assert len(kinds) >= 10
    assert {question.kind for question in held} == {question.kind for question in own}
    assert any(not question.answerable for question in held)
