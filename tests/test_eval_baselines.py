"""The other programs measured beside ours. Where a package is missing only the message about it is tested."""

import importlib.util
import socket
import sys
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.measures.marks import mark
from eval.questions import EvalSet, Question, load
from eval.run import run
from eval.systems.chunks import Chunk, Index, Known, best_chunk, best_sentence, locate, sentences
from eval.systems.others import OTHERS, Other
from eval.types import Place
from index.errors import InputError
from index.types import Source, Span
from tests.fakes import HashingEncoder, write_files

# Modules that each program needs, apart from its own.
NEEDED = {
    "LangChain": ("langchain_classic", "langchain_community", "rank_bm25"),
    "Haystack": ("haystack",),
    "txtai": ("txtai",),
}


def padding(first: int) -> str:
    """More than a chunk of any of them holds; no two sentences alike, for LangChain counts equal chunks together."""
    return " ".join(f"Kính gửi cơ quan thứ {number},  và các đơn vị." for number in range(first, first + 30))


# With what they may stumble over: two blanks, a line end of Windows, white space at both ends.
DOCUMENTS = {
    "a.txt": f"{padding(1)}\r\n\r\n{padding(50)}\r\n\r\n"
    "Ủy ban nhân dân Quận kiện toàn Ban Chỉ đạo trước ngày 04/9/2021. Hết.",
    "b.txt": f"  Thông báo 12-TB/QU\n\n\n{padding(99)}\n\nTrạm y tế phường Phú La tiêm vắc xin; mỗi ngày 200 liều.\n",
}
LINE = (
    '{"id": "a", "kind": "date", "question": "Ủy ban nhân dân Quận kiện toàn Ban Chỉ đạo trước ngày nào?", '
    '"answers": [["04/9/2021"]], "gold": [{"file": "a.txt", "quote": "trước ngày 04/9/2021"}]}'
)


@pytest.fixture
def evalset(tmp_path: Path) -> EvalSet:
    documents = {f"documents/{name}": text for name, text in DOCUMENTS.items()}
    return load(str(write_files(tmp_path, {**documents, "questions.jsonl": LINE})))


@pytest.fixture(params=list(OTHERS))
def other(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Other:
    """Each program that is installed, cut off from the network and from the real home folder."""
    found = OTHERS[request.param]
    for package in NEEDED[found.name.split()[0]]:
        if importlib.util.find_spec(package) is None:
            pytest.skip(f"{package} is not installed (make baselines)")

    def refuse(*_: object) -> NoReturn:
        raise AssertionError("it looks outside")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    return found


def test_each_answers_with_its_best_chunk_and_its_exact_place(evalset: EvalSet, other: Other) -> None:
    encoder = HashingEncoder()
    index = other.index(evalset.sources, encoder)
    texts = {source.file: source.text for source in evalset.sources}
    for chunk in index.chunks:
        place = chunk.place
        assert " ".join(texts[place.file][place.span.start : place.span.end].split()) == " ".join(chunk.text.split())
    row = run(evalset, best_chunk(index, evalset.sources), name=other.name, encoder="x").rows[0]
    assert row.reply.text in {chunk.text for chunk in index.chunks}
    assert "04/9/2021" in row.reply.text
    assert row.reply.cited[0].place == row.reply.ranked[0].place
    assert row.reply.cited[0].verified
    assert mark(row).right
    assert mark(row).rank == 1
    assert len(row.reply.ranked) > 1
    # Questions as questions, chunks as passages: this encoder tells them apart.
    assert encoder.asked == [row.question.text]
    assert set(encoder.encoded) == {chunk.text for chunk in index.chunks}


def test_best_sentence_is_a_part_of_the_best_chunk(evalset: EvalSet, other: Other) -> None:
    encoder = Known(HashingEncoder())
    index = other.index(evalset.sources, encoder)
    row = run(evalset, best_sentence(index, evalset.sources, encoder), name=other.name, encoder="x").rows[0]
    assert row.reply.text == "Ủy ban nhân dân Quận kiện toàn Ban Chỉ đạo trước ngày 04/9/2021."
    assert row.reply.cited[0].verified
    assert row.reply.ranked[0].place.span.contains(row.reply.cited[0].place.span)


def test_every_reply_is_the_same_again(evalset: EvalSet, other: Other) -> None:
    index = other.index(evalset.sources, HashingEncoder())
    assert index.find("tiêm vắc xin ở phường Phú La") == index.find("tiêm vắc xin ở phường Phú La")


def test_haystack_does_not_report_home() -> None:
    pytest.importorskip("haystack")
    OTHERS["Haystack"].load()
    from haystack.telemetry import _telemetry

    assert _telemetry.telemetry is None


@pytest.mark.parametrize(
    ("name", "package"), [("LangChain", "rank_bm25"), ("Haystack + BM25", "haystack"), ("txtai", "txtai")]
)
def test_missing_packages_are_named_with_the_remedy(name: str, package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in [module for module in sys.modules if module.partition(".")[0] == package]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(InputError, match=rf"{package}.*make baselines"):
        OTHERS[name].load()


def test_versions_of_what_is_not_installed_are_left_out() -> None:
    assert Other("x", "x", "dense", ("click", "no-such-package-anywhere")).versions.keys() == {"click"}


# ---- what they have in common

SOURCE = Source("a.txt", "Một hai. Ba bốn!\nNăm sáu; bảy", "")


def chunk_of(words: str) -> Chunk:
    start = SOURCE.text.index(words)
    return Chunk(Place("a.txt", Span(start, start + len(words))), words)


def test_a_follow_up_is_asked_with_the_question_before_it() -> None:
    asked: list[str] = []

    def find(text: str) -> list[Chunk]:
        asked.append(text)
        return [chunk_of("Ba bốn!")]

    system = best_chunk(Index([], find), [SOURCE])
    assert system(Question("q", "x", "Còn ai?", history=("Ai đọc?", "Ai viết?"))).text == "Ba bốn!"
    assert asked == ["Ai viết? Còn ai?"]


def test_a_quotation_that_is_not_in_its_place_is_not_verified() -> None:
    chunk = Chunk(Place("a.txt", Span(0, 8)), "Một hai?")
    reply = best_chunk(Index([chunk], lambda _: [chunk]), [SOURCE])(Question("q", "x", "Gì?"))
    assert not reply.cited[0].verified


def test_nothing_found_is_no_answer() -> None:
    index = Index([], lambda _: [])
    for system in (best_chunk(index, [SOURCE]), best_sentence(index, [SOURCE], HashingEncoder())):
        assert system(Question("q", "x", "Gì?")).abstained


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("Một hai. Ba bốn!\nNăm sáu; bảy", ["Một hai.", "Ba bốn!", "Năm sáu;", "bảy"]),
        ("hai. Ba", ["hai.", "Ba"]),
        ("!\n", []),
        ("Năm", ["Năm"]),
    ],
)
def test_sentences_stand_where_they_say(words: str, parts: list[str]) -> None:
    found = list(sentences(chunk_of(words).place, {"a.txt": SOURCE.text}))
    assert [part.text for part in found] == parts
    assert [SOURCE.text[part.place.span.start : part.place.span.end] for part in found] == parts


@pytest.mark.parametrize(
    ("chunk", "text", "start", "span"),
    [
        ("b c", "a b c", 0, (2, 5)),
        ("b c", "a b   c", 0, (2, 7)),
        ("b c", "b c b c", 1, (4, 7)),
        ("(b)*", "a (b)*", 0, (2, 6)),
    ],
)
def test_a_chunk_is_located(chunk: str, text: str, start: int, span: tuple[int, int]) -> None:
    assert locate(chunk, text, start) == Span(*span)


@pytest.mark.parametrize("chunk", ["b  c", "d", "b\nc"])
def test_a_chunk_that_is_nowhere_is_an_error(chunk: str) -> None:
    with pytest.raises(LookupError):
        locate(chunk, "a b c")


@given(st.text("ab.( \n", min_size=1), st.text("ab ", max_size=5))
def test_a_cleaned_chunk_is_always_located(chunk: str, before: str) -> None:
    """Cleaned as txtai does: runs of blanks made one, the ends stripped."""
    cleaned = " ".join(part for part in chunk.strip().split(" ") if part)
    if cleaned:
        span = locate(cleaned, before + chunk)
        assert " ".join(part for part in (before + chunk)[span.start : span.end].split(" ") if part) == cleaned


def test_what_was_encoded_once_is_known() -> None:
    encoder = HashingEncoder()
    known = Known(encoder)
    first = known.passages(["một", "hai", "một"])
    assert (known.passages(["hai", "một"]) == first[[1, 0]]).all()
    assert encoder.encoded == ["một", "hai"]
    assert known.passages([]).shape == (0, encoder.dimension)
