"""ALQAC: laws and questions in and out, of several years; the real set where it is."""

import json
from pathlib import Path
from typing import Any

import pytest

from eval.exchange import alqac
from eval.measures.match import accepts
from index.errors import InputError
from tests.exchange_cases import made, said
from tests.fakes import write_files

SHARED = Path(__file__).resolve().parents[2] / "shared" / "benchmarks"
Record = dict[str, Any]


LAWS = [
    {"id": "Luật Du lịch", "articles": [{"id": "39", "text": "Hợp đồng lữ hành\n\n1. Phải lập thành văn bản."}]},
    {"id": "05/2022/QH15", "articles": [{"id": "1", "text": "Phạm vi\n\nTrong 10 ngày."}]},
]
ARTICLE_39 = {"law_id": "Luật Du lịch", "article_id": "39"}
ARTICLE_1 = {"law_id": "05/2022/QH15", "article_id": "1"}
LEGAL: list[Record] = [
    {
        "question_id": "1", "question_type": "Đúng/Sai", "text": "Hợp đồng phải lập thành văn bản, đúng hay sai?",
        "relevant_articles": [ARTICLE_39], "answer": "Đúng",
    },
    {
        "question_id": "2", "question_type": "Đúng/Sai", "text": "Hợp đồng không cần văn bản. Đúng hay sai?",
        "relevant_articles": [ARTICLE_39, ARTICLE_1], "answer": "Sai",
    },
    {
        "question_id": "3", "question_type": "Trắc nghiệm", "text": "Hợp đồng thế nào?",
        "relevant_articles": [ARTICLE_39], "choices": {"A": "\nBằng lời ", "B": "Lập thành\nvăn bản\n"}, "answer": "B",
    },
    {
        "question_id": "4", "question_type": "Tự luận", "text": "Bao lâu?", "relevant_articles": [ARTICLE_1],
        "answer": "10 ngày",
    },
]  # fmt: skip


def alqac_folder(folder: Path, questions: list[Record]) -> Path:
    return write_files(folder, {"alqac_law.json": json.dumps(LAWS), "train.json": "\ufeff" + json.dumps(questions)})


def test_an_alqac_folder_becomes_a_set_and_comes_back(tmp_path: Path) -> None:
    draft = alqac.read_set(alqac_folder(tmp_path / "a", LEGAL), None)
    travel, film = "Luật Du lịch, Điều 39.txt", "05%2F2022%2FQH15, Điều 1.txt"
    assert draft.documents == (
        (travel, "Điều 39. Hợp đồng lữ hành\n\n1. Phải lập thành văn bản."),
        (film, "Điều 1. Phạm vi\n\nTrong 10 ngày."),
    )
    assert [(one.kind, one.answers, [(g.file, g.group) for g in one.gold], one.derived) for one in draft.questions] == [
        ("yesno", (("Đúng",), ("Có",)), [(travel, None)], True),
        ("yesno", (("Sai",),), [(travel, 1), (film, 2)], True),  # "Không" might agree with "không cần"
        ("choice", (("Lập thành văn bản",),), [(travel, None)], False),
        ("open", (("10 ngày",),), [(film, None)], False),
    ]
    assert draft.questions[2].text == "Hợp đồng thế nào?\nA. \nBằng lời \nB. Lập thành\nvăn bản\n"
    assert draft.notes == ()
    alqac.write_set(made(draft, tmp_path / "set"), tmp_path / "back", None)
    assert json.loads((tmp_path / "back/questions.json").read_text(encoding="utf-8")) == LEGAL
    laws = json.loads((tmp_path / "back/law.json").read_text(encoding="utf-8"))
    assert sorted(laws, key=lambda law: str(law["id"]), reverse=True) == LAWS


def test_choices_that_cannot_be_told_apart_are_said(tmp_path: Path) -> None:
    draft = alqac.read_set(alqac_folder(tmp_path, [LEGAL[2] | {"choices": {"A": "Một\nB. hai", "B": "Ba"}}]), None)
    assert said(draft) == ["1 questions whose"]


def test_other_years_and_missing_articles(tmp_path: Path) -> None:
    questions: list[Record] = [
        {"question_id": "1", "text": "Có.", "label": True, "relevant_articles": [ARTICLE_1]},  # 2021
        {"question_id": "1", "text": "Gì?", "relevant_articles": [ARTICLE_1]},  # a test set
        {"question_id": "2", "text": "Gì?", "relevant_articles": [{"law_id": "?", "article_id": "1"}]},
    ]
    draft = alqac.read_set(alqac_folder(tmp_path, questions), None)
    assert [(one.id, one.kind, one.answers) for one in draft.questions] == [
        ("1", "yesno", (("Đúng",), ("Có",))),
        ("1-2", "open", ()),
    ]
    assert said(draft) == ["1 questions with", "1 relevant articles", "1 questions without"]


@pytest.mark.parametrize(
    ("name", "text", "named"),
    [
        ("train.json", '[{"question_id": "1"}]', r"train\.json, \[0\].*text"),
        ("train.json", "[", "JSON"),
        ("train.json", "[]", "question_id"),
        ("alqac_law.json", '[{"id": "1", "articles": 3}]', r"\[0\]\.articles"),
        ("alqac_law.json", '[{"id": "1", "articles": [{"text": "a"}]}]', r'articles\[0\].*"id"'),
    ],
)
def test_bad_alqac_is_named(tmp_path: Path, name: str, text: str, named: str) -> None:
    write_files(alqac_folder(tmp_path, LEGAL), {name: text})
    with pytest.raises(InputError, match=named):
        alqac.read_set(tmp_path, None)


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared")
def test_alqac_goes_in_and_out(tmp_path: Path) -> None:
    draft = alqac.read_set(SHARED / "alqac", None)
    assert (len(draft.questions), len(draft.documents), draft.notes) == (354, 2249, ())
    alqac.write_set(made(draft, tmp_path / "set"), tmp_path / "back", None)
    before, after = (
        json.loads((folder / "questions.json").read_text(encoding="utf-8"))
        for folder in (SHARED / "alqac", tmp_path / "back")
    )
    assert after == before
    laws = [
        json.loads((folder / "law.json").read_text(encoding="utf-8"))
        for folder in (SHARED / "alqac", tmp_path / "back")
    ]
    texts = [{(law["id"], one["id"]): one["text"] for law in every for one in law["articles"]} for every in laws]
    assert texts[0] == texts[1]


def test_an_accepted_choice_is_not_every_choice() -> None:
    assert accepts("Lập thành văn bản", [("Lập thành văn bản",)])
    assert not accepts("Bằng lời", [("Lập thành văn bản",)])
