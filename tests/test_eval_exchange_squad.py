"""SQuAD: contexts, answers and offsets in and out, repaired or left out and counted; XQuAD-vi where it is."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.exchange import squad
from eval.exchange.squad import quote_around
from eval.exchange.types import Unit
from eval.questions import Gold, Question, Split, load, locate
from tests.eval_cases import make_evalset
from tests.exchange_cases import made, said
from tests.fakes import write_files

SHARED = Path(__file__).resolve().parents[2] / "shared" / "benchmarks"
Record = dict[str, Any]


CONTEXT = "Hà Nội là thủ đô. Sông Hồng chảy qua Hà Nội. Huế từng là thủ đô."


def squad_file(folder: Path, *questions: Record, context: str = CONTEXT, version: str = "1.1") -> Path:
    data = [{"title": "Thủ đô", "paragraphs": [{"context": context, "qas": list(questions)}]}]
    path = folder / "squad.json"
    path.write_text(json.dumps({"version": version, "data": data}), encoding="utf-8")
    return path


def asked(identity: str, *answers: tuple[str, int], **more: Any) -> Record:
    records = [{"text": text, "answer_start": start} for text, start in answers]
    return {"id": identity, "question": f"{identity}?", "answers": records} | more


def triples(path: Path) -> set[tuple[str, str, str, str, int]]:
    """Id, question, context, answer and start of every answer in a SQuAD file."""
    return {
        (qa["id"], qa["question"], paragraph["context"], answer["text"], answer["answer_start"])
        for article in json.loads(path.read_text(encoding="utf-8"))["data"]
        for paragraph in article["paragraphs"]
        for qa in paragraph["qas"]
        for answer in qa["answers"]
    }


@pytest.mark.parametrize(
    ("words", "start", "quote"),
    [
        ("Sông Hồng", 18, "Sông Hồng chảy qua Hà Nội."),
        ("Hà Nội", 0, "Hà Nội là thủ đô."),
        ("Hà Nội", 37, "Sông Hồng chảy qua Hà Nội."),
        ("thủ đô", 10, "Hà Nội là thủ đô."),
        ("Nội. Huế", 40, "Sông Hồng chảy qua Hà Nội. Huế từng là thủ đô."),
    ],
)
def test_the_quotation_is_the_sentence_around_the_answer(words: str, start: int, quote: str) -> None:
    assert CONTEXT.startswith(words, start)
    assert quote_around(CONTEXT, start, words) == quote


@pytest.mark.parametrize(
    ("context", "words", "start", "quote"),
    [
        ("ba lần ba người", "ba", 7, "lần ba người"),  # the second of its sentence
        ("Có ba. Có ba. Có hai.", "ba", 10, "Có ba. Có hai."),  # the sentence stands twice
        ("Có ba. Có ba. Có hai.", "ba", 3, "Có ba. Có ba."),
        ("một\nhai\nmột\nba", "một", 8, "một\nba"),
    ],
)
def test_the_quotation_says_which_occurrence_is_meant(context: str, words: str, start: int, quote: str) -> None:
    assert quote_around(context, start, words) == quote
    assert context.find(quote) + quote.find(words) == start


WORDS = st.lists(st.sampled_from(["một", "hai", "ba.", "bốn,", "năm!", "sáu\n"]), min_size=1, max_size=25)


@given(WORDS, st.data())
def test_the_answer_meant_is_found_again_in_any_text(words: list[str], data: st.DataObject) -> None:
    context = " ".join(words)
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    start = len(" ".join(words[:first])) + (first > 0)
    answer = " ".join(words[first : last + 1])
    quote = quote_around(context, start, answer)
    assert quote in context
    assert answer in quote
    found = [at + quote.find(answer) for at in range(len(context)) if context.startswith(quote, at)]
    assert start in found
    if len(found) > 1:  # "một hai một hai một", the last: whatever begins after the earlier "một" stands twice
        earlier = context.rfind(answer, 0, start + len(answer) - 1)
        widest = context[earlier:].split(maxsplit=1)[1].rstrip() if earlier >= 0 else context
        assert sum(context.startswith(widest, at) for at in range(len(context))) > 1


def test_a_squad_file_becomes_a_set(tmp_path: Path) -> None:
    path = squad_file(
        tmp_path,
        asked("a", ("Hà Nội", 37), ("Hà Nội", 37)),
        asked("b", ("thủ đô", 10), ("Hà Nội là thủ đô", 0), ("Huế từng là thủ đô", 45)),
        asked("c", is_impossible=True, plausible_answers=[{"text": "Huế", "answer_start": 45}]),
        version="2.0",
    )
    draft = squad.read_set(path, None)
    assert draft.documents == (("Thủ đô-1.txt", CONTEXT),)
    assert draft.questions == (
        Question(
            "a", "span", "a?", answers=(("Hà Nội",),), gold=(Gold("Thủ đô-1.txt", "Sông Hồng chảy qua Hà Nội."),),
            split=Split.HELD,
        ),
        Question(
            "b", "span", "b?", answers=(("thủ đô",), ("Hà Nội là thủ đô",), ("Huế từng là thủ đô",)),
            gold=(Gold("Thủ đô-1.txt", "Hà Nội là thủ đô.", 1), Gold("Thủ đô-1.txt", "Huế từng là thủ đô.", 1)),
            split=Split.HELD,
        ),
        Question("c", "none", "c?", answerable=False, split=Split.HELD, note="SQuAD: Thủ đô-1.txt"),
    )  # fmt: skip
    assert said(draft) == ["1 plausible_answers: left"]
    squad.write_set(made(draft, tmp_path / "set"), tmp_path / "back.json", None)
    assert triples(tmp_path / "back.json") == triples(path)
    back = json.loads((tmp_path / "back.json").read_text(encoding="utf-8"))
    assert back["version"] == "2.0"
    assert back["data"][0]["paragraphs"][0]["qas"][2]["is_impossible"] is True


@pytest.mark.parametrize(
    "answers",
    [
        [("Hà Nội", 0), ("Hà Nội", 37)],  # the same words at two places
        [("Hà Nội", 37), ("Hà Nội", 0)],
        [("Huế từng là thủ đô", 45), ("thủ đô", 10)],  # the first holds the second, which is meant elsewhere
        [("thủ đô", 57), ("thủ đô", 10), ("Sông Hồng", 18)],
    ],
)
def test_every_place_of_an_answer_comes_back(tmp_path: Path, answers: list[tuple[str, int]]) -> None:
    path = squad_file(tmp_path, asked("a", *answers))
    draft = squad.read_set(path, None)
    assert draft.questions[0].answers == tuple((words,) for words in dict.fromkeys(words for words, _ in answers))
    assert said(draft) == []
    squad.write_set(made(draft, tmp_path / "set"), tmp_path / "back.json", None)
    assert triples(tmp_path / "back.json") == triples(path)


def test_a_place_that_cannot_come_back_is_counted(tmp_path: Path) -> None:
    """The quotation of the second "Hà Nội" is that of "thủ đô", too: nothing says that it is there for both."""
    path = squad_file(tmp_path, asked("a", ("Hà Nội", 37), ("Hà Nội", 0), ("thủ đô", 10)))
    draft = squad.read_set(path, None)
    assert [gold.quote for gold in draft.questions[0].gold] == ["Sông Hồng chảy qua Hà Nội.", "Hà Nội là thủ đô."]
    assert said(draft) == ["1 answers that"]


@given(WORDS, st.data())
def test_places_of_answers_come_back_or_are_counted(
    tmp_path_factory: pytest.TempPathFactory, words: list[str], data: st.DataObject
) -> None:
    folder, context = tmp_path_factory.mktemp("squad"), " ".join(words)
    starts = [len(" ".join(words[:at])) + (at > 0) for at in range(len(words))]
    chosen = data.draw(st.lists(st.integers(0, len(words) - 1), min_size=1, max_size=4, unique=True))
    path = squad_file(folder, asked("a", *((words[at], starts[at]) for at in chosen)), context=context)
    draft = squad.read_set(path, None)
    squad.write_set(made(draft, folder / "set"), folder / "back.json", None)
    lost = triples(path) - triples(folder / "back.json")
    assert said(draft) == ([f"{len(lost)} answers that"] if lost else [])


@pytest.mark.parametrize("known", [0, 1, 3])
def test_questions_without_an_answer_are_spread_over_the_contexts(tmp_path: Path, known: int) -> None:
    texts = {f"documents/{n}.txt": f"Văn bản số {n}.\n" for n in range(3)}
    records = [
        {"id": f"a{n}", "kind": "number", "question": "Số?", "answers": [[f"số {n}"]],
         "gold": [{"file": f"{n}.txt", "quote": f"Văn bản số {n}"}]} for n in range(known)
    ] + [{"id": f"n{n}", "kind": "none", "question": "Gì?", "answerable": False} for n in range(7)]  # fmt: skip
    lines = "".join(json.dumps(record) + "\n" for record in records)
    evalset = load(str(write_files(tmp_path / "set", {**texts, "questions.jsonl": lines})))
    done = squad.write_set(evalset, tmp_path / "s.json", None)
    data = json.loads((tmp_path / "s.json").read_text(encoding="utf-8"))["data"]
    counts = [sum(qa["is_impossible"] for qa in p["qas"]) for article in data for p in article["paragraphs"]]
    assert sorted(counts) == ([7] if known == 1 else [2, 2, 3])
    assert done.questions == sum(len(p["qas"]) for article in data for p in article["paragraphs"]) == 7 + known


def test_what_is_off_in_a_squad_file_is_repaired_or_left_out_and_counted(tmp_path: Path) -> None:
    path = squad_file(
        tmp_path,
        asked("off", ("Hà Nội", 35)),  # two characters short of the second
        asked("utf8", ("Huế", 200)),  # counted in bytes
        asked("nowhere", ("Sài Gòn", 3)),
        asked("blank", (" ", 2)),
        asked("off", ("Sông Hồng", 18)),  # an id again
        asked("none"),
    )
    draft = squad.read_set(path, Split.TUNE)
    assert [(one.id, [gold.quote for gold in one.gold]) for one in draft.questions] == [
        ("off", ["Sông Hồng chảy qua Hà Nội."]),
        ("utf8", ["Huế từng là thủ đô."]),
        ("off-2", ["Sông Hồng chảy qua Hà Nội."]),
    ]
    assert {one.split for one in draft.questions} == {Split.TUNE}
    assert said(draft) == [
        "1 questions with", "2 answer_start off:", "2 answers not", "3 questions without",
    ]  # fmt: skip


def test_contexts_keep_their_order_and_equal_ones_become_one(tmp_path: Path) -> None:
    paragraphs = [{"context": f"Đoạn {n % 11}.", "qas": [asked(str(n), (str(n % 11), 5))]} for n in range(12)]
    path = tmp_path / "s.json"
    path.write_text(json.dumps({"data": [{"title": "../x", "paragraphs": paragraphs}]}), encoding="utf-8")
    draft = squad.read_set(path, None)
    evalset = made(draft, tmp_path / "set")
    assert [source.text for source in evalset.sources] == [f"Đoạn {n}." for n in range(11)]
    assert [question.gold[0].file for question in evalset.questions][:2] == ["%2E.%2Fx-01.txt", "%2E.%2Fx-02.txt"]
    assert evalset.questions[11].gold[0].file == "%2E.%2Fx-01.txt"
    assert said(draft) == ["1 documents equal"]


def test_text_as_it_is_stored(tmp_path: Path) -> None:
    """Byte order marks, CRLF, combining marks and emoji: offsets are code points of the context as it stands."""
    context = "\ufeffCa\u0301 he\u0301o 🐬 bo\u031bi.\r\nRo\u0302\u0300i la\u0323i ra\u1eb7n."
    answer = context.index("🐬")
    path = squad_file(tmp_path, asked("a", ("🐬 bo\u031bi", answer)), context=context)
    draft = squad.read_set(path, None)
    squad.write_set(made(draft, tmp_path / "set"), tmp_path / "back.json", None)
    assert triples(tmp_path / "back.json") == triples(path)
    assert said(draft) == []


def test_our_own_set_as_squad(tmp_path: Path) -> None:
    evalset = make_evalset(tmp_path)
    notes = squad.write_set(evalset, tmp_path / "s.json", Unit.CLAUSE).notes
    data = json.loads((tmp_path / "s.json").read_text(encoding="utf-8"))
    first = data["data"][0]["paragraphs"][0]
    assert first["context"] == "1. Ủy ban nhân dân Quận kiện toàn Ban Chỉ đạo trước ngày 04/9/2021."
    assert first["qas"] == [
        {
            "id": "t1", "question": "Kiện toàn Ban Chỉ đạo trước ngày nào?",
            "answers": [{"text": "04/9/2021", "answer_start": 57}], "is_impossible": False,
        },
        # t3 has no answer: it is asked of a context that is there
        {"id": "t3", "question": "Thời tiết mai thế nào?", "answers": [], "is_impossible": True},
    ]  # fmt: skip
    assert [note.en.split(" ", 1)[1] for note in notes] == [
        "follow-up questions: left out",
        "questions whose answer is not written in the clause: left out",
        "without an answer: dealt out to the contexts in turn",
    ]
    squad.write_set(evalset, tmp_path / "whole.json", None)
    whole = json.loads((tmp_path / "whole.json").read_text(encoding="utf-8"))["data"][0]["paragraphs"]
    assert [paragraph["context"] for paragraph in whole] == [evalset.sources[0].text]


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared")
def test_xquad_goes_in_and_out(tmp_path: Path) -> None:
    path = SHARED / "xquad-vi" / "xquad.vi.json"
    draft = squad.read_set(path, None)
    assert (len(draft.questions), len(draft.documents), draft.notes) == (1190, 240, ())
    evalset = made(draft, tmp_path / "set")
    texts = {source.file: source.text for source in evalset.sources}
    for question in evalset.questions:
        assert all(len(locate(gold.quote, texts[gold.file])) == 1 for gold in question.gold)
    squad.write_set(evalset, tmp_path / "back.json", None)
    assert triples(tmp_path / "back.json") == triples(path)
