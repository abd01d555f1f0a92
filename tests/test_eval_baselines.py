"""The other programs measured beside ours. Without their packages only the message about it is tested."""

import sys
from pathlib import Path

import pytest

from eval.measures.marks import mark
from eval.questions import Question, load
from eval.run import run
from eval.systems import langchain_rag
from eval.types import Reply
from index.errors import InputError
from tests.fakes import HashingEncoder, write_files

# Two chunks of a thousand characters and more: the second holds the answer.
PADDING = "Kính gửi các cơ quan, đơn vị trên địa bàn. " * 25
TEXT = f"{PADDING}\n\nỦy ban nhân dân Quận kiện toàn Ban Chỉ đạo trước ngày 04/9/2021."
LINE = (
    '{"id": "a", "kind": "date", "question": "Ủy ban nhân dân Quận kiện toàn Ban Chỉ đạo trước ngày nào?", '
    '"answers": [["04/9/2021"]], "gold": [{"file": "a.txt", "quote": "trước ngày 04/9/2021"}]}'
)


@pytest.mark.parametrize("name", list(langchain_rag.SYSTEMS))
def test_langchain_answers_with_its_best_chunk(tmp_path: Path, name: str) -> None:
    for package in ("langchain_classic", "langchain_community", "langchain_text_splitters", "rank_bm25"):
        pytest.importorskip(package)
    write_files(tmp_path, {"documents/a.txt": TEXT, "questions.jsonl": LINE})
    evalset = load(str(tmp_path))
    embeddings = langchain_rag.SameEncoder(HashingEncoder())
    replies: list[Reply] = []
    system = langchain_rag.SYSTEMS[name](evalset, embeddings)

    def noting(question: Question) -> Reply:
        replies.append(system(question))
        return replies[-1]

    row = run(evalset, noting, name=name, encoder="x").rows[0]
    place = replies[0].cited[0].place
    assert TEXT[place.span.start : place.span.end] == replies[0].text
    assert mark(row).right
    assert mark(row).rank == 1
    assert len(replies[0].ranked) > 1


def test_what_was_encoded_once_is_known() -> None:
    encoder = HashingEncoder()
    embeddings = langchain_rag.SameEncoder(encoder)
    first = embeddings.embed_documents(["một", "hai", "một"])
    assert embeddings.embed_documents(["hai", "một"]) == [first[1], first[0]]
    assert encoder.encoded == ["một", "hai"]


def test_missing_packages_are_named_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rank_bm25", None)
    with pytest.raises(InputError, match=r"rank_bm25.*make baselines"):
        langchain_rag.libraries()
