"""Files of other programs with something wrong in them, anywhere: a set that can be loaded, or one clear line."""

import copy
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.exchange import alqac, beir, squad
from eval.exchange.files import write_set
from eval.exchange.types import Draft
from eval.questions import Split, load
from eval.run import anchored
from index.errors import InputError
from tests.fakes import write_files

QUESTION = {"id": "1", "question": "Ai?", "answers": [{"text": "Lan", "answer_start": 0}], "is_impossible": False}
SQUAD = {"data": [{"title": "a", "paragraphs": [{"context": "Lan ký.", "qas": [QUESTION, QUESTION | {"id": "2"}]}]}]}
ALQAC = [
    {"id": "Luật", "articles": [{"id": "1", "text": "Tên\n\nNội dung."}, {"id": "2", "text": "Khác."}]},
    {
        "question_id": "1", "question_type": "Trắc nghiệm", "text": "Gì?", "answer": "A", "choices": {"A": "Nội dung"},
        "relevant_articles": [{"law_id": "Luật", "article_id": "1"}],
    },
]  # fmt: skip
BEIR = [{"_id": "d", "title": "a", "text": "b"}, {"_id": "e", "text": "c"}, {"_id": "q", "text": "?"}]
WRONG: list[Any] = [
    None, True, 0, -1, 10**30, 0.5, "", " ", "x", "../..", "a" * 3000, "\ud83d", "\x00", "e\u0301\ufeff", [], {}, [1], {"x": 1},
]  # fmt: skip


def spots(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of everything in ``value``."""
    if isinstance(value, dict | list):
        for key in value if isinstance(value, dict) else range(len(value)):
            yield (*path, key)
            yield from spots(value[key], (*path, key))


def damaged(good: Any) -> st.SearchStrategy[Any]:
    """``good`` with one to three things in it replaced or gone."""

    def apply(changes: list[tuple[tuple[Any, ...], Any]]) -> Any:
        value = copy.deepcopy(good)
        for (*path, last), wrong in changes:
            inner = value
            try:
                for key in path:
                    inner = inner[key]
                if wrong is ...:
                    del inner[last]
                else:
                    inner[last] = copy.deepcopy(wrong)
            except (KeyError, IndexError, TypeError):  # it went with another change
                continue
        return value

    change = st.tuples(st.sampled_from(list(spots(good))), st.sampled_from([..., *WRONG]))
    return st.lists(change, min_size=1, max_size=3).map(apply)


def lines(records: Any) -> str:
    return "\n".join(map(json.dumps, records)) if isinstance(records, list) else json.dumps(records)


def check(read: Callable[[Path, Split | None], Draft], path: Path) -> None:
    """Reads, writes and loads; every gold quotation stands in its document."""
    target = path.parent / "set"
    try:
        write_set(read(path, None), target, "")
    except InputError as error:
        said = error.vi + error.en
    else:
        said = ""
    assert "\n" not in said
    assert target.exists() is not bool(said)
    if said:
        return
    loaded = load(str(target))
    asked, lost = anchored(loaded.questions, {one.file: one.text for one in loaded.sources}, lambda _: None)
    assert (len(asked), lost) == (len(loaded.questions), [])


@given(damaged(SQUAD))
def test_squad(tmp_path_factory: pytest.TempPathFactory, record: Any) -> None:
    folder = write_files(tmp_path_factory.mktemp("s"), {"s.json": json.dumps(record)})
    check(squad.read_set, folder / "s.json")


@given(damaged(ALQAC))
def test_alqac(tmp_path_factory: pytest.TempPathFactory, records: Any) -> None:
    folder = write_files(tmp_path_factory.mktemp("a"), {"a/all.json": json.dumps(records)})
    check(alqac.read_set, folder / "a")


@given(damaged(BEIR), st.sampled_from(["q\td\t1\n", "q\td\t1\nq\te\t2\n", "q\t\t1\n", "\n", "q d 1\n", "q\td\t-1\n"]))
def test_beir(tmp_path_factory: pytest.TempPathFactory, records: Any, qrels: str) -> None:
    folder = write_files(
        tmp_path_factory.mktemp("b"),
        {
            "b/corpus.jsonl": lines(records[:2]),
            "b/queries.jsonl": lines(records[2:]),
            "b/qrels/test.tsv": f"query-id\tcorpus-id\tscore\n{qrels}",
        },
    )
    check(beir.read_set, folder / "b")
