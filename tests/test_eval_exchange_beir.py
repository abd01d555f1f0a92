"""BEIR: corpus, queries and qrels in and out, whole documents and clauses."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.exchange import beir
from eval.exchange.types import Unit, Written
from eval.questions import Gold, Question, Split
from index.errors import InputError
from tests.eval_cases import make_evalset
from tests.exchange_cases import made, said
from tests.fakes import write_files

Record = dict[str, Any]


HEADER = "query-id\tcorpus-id\tscore\n"


def beir_folder(folder: Path, corpus: list[Record], queries: list[Record], **qrels: str) -> Path:
    files = {"corpus.jsonl": corpus, "queries.jsonl": queries}
    lines = {name: "\n".join(json.dumps(one, ensure_ascii=False) for one in records) for name, records in files.items()}
    return write_files(folder, {**lines, **{f"qrels/{name}.tsv": HEADER + text for name, text in qrels.items()}})


CORPUS: list[Record] = [
    {"_id": "d/1", "title": "Hà Nội", "text": "Thủ đô."},
    {"_id": "d2", "title": "", "text": "Sông Hồng."},
    {"_id": 3, "text": "Huế."},
]


def test_a_beir_folder_becomes_a_set(tmp_path: Path) -> None:
    folder = beir_folder(
        tmp_path / "b",
        [*CORPUS, {"_id": "blank", "title": " ", "text": ""}, {"_id": "again", "text": "Huế."}],
        [
            {"_id": "q1", "text": "Thủ đô?"},
            {"_id": "q2", "text": "Sông?"},
            {"_id": "q3", "text": "Gì?"},
            {"_id": "q4", "text": " "},
        ],
        test="q1\td/1\t2\nq1\t3\t1\nq1\td2\t0\nq9\td2\t1\n",
        dev="q2\td2\t1\r\nq2\tabsent\t1\nq1\td2\t1\n",
    )
    draft = beir.read_set(folder, None)
    assert draft.documents == (("d%2F1.txt", "Hà Nội\n\nThủ đô."), ("d2.txt", "Sông Hồng."), ("3.txt", "Huế."))
    assert draft.questions == (
        Question(
            "q1", "retrieval", "Thủ đô?",
            gold=(Gold("d%2F1.txt", "", 1, 2), Gold("3.txt", "", 2, 1), Gold("d2.txt", "", 3, 1)), split=Split.HELD,
        ),
        Question("q2", "retrieval", "Sông?", gold=(Gold("d2.txt", "", 1, 1),), split=Split.TUNE),
    )  # fmt: skip
    assert said(draft) == [
        "1 documents blank", "1 documents equal", "1 qrels of", "1 qrels on", "1 qrels on", "1 blank queries:",
        "1 queries without",
    ]  # fmt: skip
    assert {one.split for one in beir.read_set(folder, Split.TUNE).questions} == {Split.TUNE}


def test_a_beir_folder_comes_back(tmp_path: Path) -> None:
    queries: list[Record] = [{"_id": "q1", "text": "Thủ đô?"}, {"_id": "q2", "text": "Sông?"}]
    folder = beir_folder(tmp_path / "b", CORPUS, queries, test="q1\td/1\t2\nq1\t3\t1\n", dev="q2\td2\t1\n")
    done = beir.write_set(made(beir.read_set(folder, None), tmp_path / "set"), tmp_path / "back", None)
    assert done == Written(2)
    back = tmp_path / "back"
    lines = [json.loads(line) for line in (back / "corpus.jsonl").read_text(encoding="utf-8").splitlines()]
    assert sorted(lines, key=lambda one: one["_id"]) == [
        {"_id": "3", "title": "", "text": "Huế."},
        {"_id": "d/1", "title": "Hà Nội", "text": "Thủ đô."},
        {"_id": "d2", "title": "", "text": "Sông Hồng."},
    ]
    for name in ("queries.jsonl", "qrels/test.tsv", "qrels/dev.tsv"):
        assert (back / name).read_text(encoding="utf-8").split() == (folder / name).read_text(encoding="utf-8").split()


@pytest.mark.parametrize(
    ("qrels", "named"),
    [("q1\td2\n", "line 2"), ("q1\td2\tmany\n", "line 2"), ("q1\td2\t0.5\n", "line 2"), ("q1\td2\t1e999\n", "line 2")],
)
def test_bad_qrels_are_named(tmp_path: Path, qrels: str, named: str) -> None:
    folder = beir_folder(tmp_path, CORPUS, [{"_id": "q1", "text": "?"}], test=qrels)
    with pytest.raises(InputError) as caught:
        beir.read_set(folder, None)
    assert named in caught.value.en
    assert "test.tsv" in caught.value.en


def test_a_beir_folder_without_qrels_or_with_a_cut_line(tmp_path: Path) -> None:
    folder = beir_folder(tmp_path, CORPUS, [{"_id": "q1", "text": "?"}])
    with pytest.raises(InputError, match="qrels"):
        beir.read_set(folder, None)
    (folder / "corpus.jsonl").write_text('{"_id": "1", "text": "a"}\n{"_id": "2", "te', encoding="utf-8")
    with pytest.raises(InputError, match=r"corpus\.jsonl.*2.*JSON"):
        beir.read_set(folder, None)


def test_our_own_set_as_beir_of_clauses(tmp_path: Path) -> None:
    evalset = make_evalset(tmp_path)
    notes = beir.write_set(evalset, tmp_path / "b", Unit.CLAUSE).notes
    corpus = [json.loads(line) for line in (tmp_path / "b/corpus.jsonl").read_text(encoding="utf-8").splitlines()]
    texts = {one["_id"]: one["text"] for one in corpus}
    dev = [line.split("\t") for line in (tmp_path / "b/qrels/dev.tsv").read_text(encoding="utf-8").splitlines()[1:]]
    assert [(query, texts[document], score) for query, document, score in dev] == [
        ("t1", "1. Ủy ban nhân dân Quận kiện toàn Ban Chỉ đạo trước ngày 04/9/2021.", "1")
    ]
    source = evalset.sources[0].text
    assert all(source[slice(*map(int, key.rpartition("#")[2].split("-")))] == text for key, text in texts.items())
    assert [note.en for note in notes] == ["1 follow-up questions: left out", "1 questions without gold: left out"]


RECORDS: list[Record] = [
    {"_id": "no title", "title": "", "text": "Đoạn đầu.\n\nĐoạn sau."},
    {"_id": "title", "title": "Đoạn đầu.", "text": "Đoạn sau."},  # not the same document as the one before
    {"_id": "blank line first", "title": "", "text": "\n\nĐoạn đầu.\n\nĐoạn sau."},
    {"_id": "one more", "title": "", "text": "\n\n\nMột dòng.\n\nHai."},
    {"_id": "title as it is", "title": " Hai  dấu cách ", "text": "\nXuống dòng.\n\n"},
    {"_id": "A/b", "title": "", "text": "Chữ hoa."},
    {"_id": "a/b", "title": "", "text": "Chữ thường."},
    {"_id": "caf\u00e9", "title": "", "text": "Một chữ."},
    {"_id": "cafe\u0301", "title": "", "text": "Hai chữ."},
]


def corpus_back(records: list[Record], folder: Path) -> tuple[list[Record], list[str]]:
    """The corpus after import and export, and what was said on the way in."""
    lines = "".join(f"q\t{record['_id']}\t1\n" for record in records)
    draft = beir.read_set(beir_folder(folder / "b", records, [{"_id": "q", "text": "?"}], test=lines), None)
    beir.write_set(made(draft, folder / "set"), folder / "back", None)
    text = (folder / "back" / "corpus.jsonl").read_text(encoding="utf-8")
    judged = (folder / "back" / "qrels" / "test.tsv").read_text(encoding="utf-8").split("\n")[1:-1]
    corpus = [json.loads(line) for line in text.split("\n")[:-1]]
    assert {line.split("\t")[1] for line in judged} == {record["_id"] for record in corpus}
    return sorted(corpus, key=lambda one: [one["_id"] for one in records].index(one["_id"])), said(draft)


def test_titles_texts_and_ids_come_back_as_they_were(tmp_path: Path) -> None:
    assert corpus_back(RECORDS, tmp_path) == (RECORDS, [])


@pytest.mark.parametrize(
    ("title", "text"), [("Hai\ndòng", "Lời."), ("dài " * 80, "Lời."), ("Chỉ có tiêu đề", ""), ("Tiêu đề", " \n")]
)
def test_a_title_that_cannot_come_back_is_said(tmp_path: Path, title: str, text: str) -> None:
    (back,), notes = corpus_back([{"_id": "d", "title": title, "text": text}], tmp_path)
    assert notes == ["1 documents with"]
    assert back == {"_id": "d", "title": "", "text": f"{title}\n\n{text}"}


PIECES = st.lists(st.sampled_from(["A", "b b", "\n", "\n\n", " ", "dài " * 80]), max_size=7).map("".join)


@given(PIECES, PIECES.filter(str.strip))
def test_title_and_text_are_told_apart_or_counted(title: str, text: str) -> None:
    assert beir.parts_of(beir.document_of("", text)) == ("", text)
    if title.strip() and "\n" not in title and len(title) <= 300:
        assert beir.parts_of(beir.document_of(title, text)) == (title, text)


def test_an_id_too_long_for_a_name_is_said_both_ways(tmp_path: Path) -> None:
    folder = beir_folder(
        tmp_path / "b", [{"_id": "x" * 300, "text": "Một."}], [{"_id": "q", "text": "?"}], test=f"q\t{'x' * 300}\t1\n"
    )
    draft = beir.read_set(folder, None)
    assert said(draft) == ["1 ids too"]
    done = beir.write_set(made(draft, tmp_path / "set"), tmp_path / "back", None)
    assert [note.en.split(":")[0] for note in done.notes] == ["1 documents whose ids were too long"]


NAMES = st.text(st.characters(categories=("L", "N", "P", "Zs")), min_size=1, max_size=12).filter(
    lambda s: s.strip() == s
)


@given(st.dictionaries(NAMES, st.integers(1, 3), min_size=1, max_size=5))
def test_relevance_survives_whatever_the_ids(tmp_path_factory: pytest.TempPathFactory, grades: dict[str, int]) -> None:
    folder = tmp_path_factory.mktemp("beir")
    corpus = [{"_id": name, "text": f"Văn bản {at}."} for at, name in enumerate(grades)]
    lines = "".join(f"q\t{name}\t{grade}\n" for name, grade in grades.items())
    beir_folder(folder / "b", corpus, [{"_id": "q", "text": "?"}], test=lines)
    evalset = made(beir.read_set(folder / "b", None), folder / "set")
    texts = {source.file: source.text for source in evalset.sources}
    wanted = {one["text"]: grades[one["_id"]] for one in corpus}
    assert {texts[gold.file]: gold.relevance for gold in evalset.questions[0].gold} == wanted
