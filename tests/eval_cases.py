"""A small question set on one document, and a stand-in that answers it, for the tests of ``eval``."""

import json
from pathlib import Path

from eval.questions import EvalSet, Question, load
from eval.types import Cited, Found, Place, Reply
from index.types import Span
from tests.fakes import write_files

DIRECTIVE = """QUẬN ỦY HÀ ĐÔNG
Số 12-CV/QU

CÔNG VĂN
Về phòng, chống dịch

1. Ủy ban nhân dân Quận kiện toàn Ban Chỉ đạo trước ngày 04/9/2021.

2. Ban Tuyên giáo tuyên truyền Chỉ thị 06-CT/TU.
"""
QUESTIONS = [
    {
        "id": "t1", "kind": "date", "question": "Kiện toàn Ban Chỉ đạo trước ngày nào?",
        "answers": [["04/9/2021"]], "gold": [{"file": "a.txt", "quote": "trước ngày 04/9/2021"}],
    },
    {
        "id": "t2", "kind": "org", "question": "Ai tuyên truyền Chỉ thị 06?",
        "history": ["Chỉ thị 06 là gì?"], "answers": [["Ban Tuyên giáo"]],
        "gold": [{"file": "a.txt", "quote": "Ban Tuyên giáo"}],
    },
    {"id": "t3", "kind": "none", "question": "Thời tiết mai thế nào?"},
    {
        "id": "h1", "kind": "org", "question": "CÂU ĐỂ RIÊNG", "answers": [["BÍ MẬT"]],
        "gold": [{"file": "a.txt", "quote": "Ủy ban nhân dân Quận"}], "split": "held",
    },
]  # fmt: skip


def make_evalset(folder: Path) -> EvalSet:
    """Three questions to work with and one held back, on one document."""
    lines = "\n".join(json.dumps(question, ensure_ascii=False) for question in QUESTIONS)
    write_files(folder / "set", {"documents/a.txt": DIRECTIVE, "questions.jsonl": lines})
    return load(str(folder / "set"))


def place_of(words: str) -> Place:
    """Where ``words`` stand in the document."""
    start = DIRECTIVE.index(words)
    return Place("a.txt", Span(start, start + len(words)))


def knows_one_thing(question: Question) -> Reply:
    """A stand-in that has one answer to everything but the weather."""
    if "Thời tiết" in question.text:
        return Reply("", True, reason="out_of_archive")
    place = place_of("1. Ủy ban nhân dân Quận kiện toàn Ban Chỉ đạo trước ngày 04/9/2021.")
    return Reply("04/9/2021", False, (Cited(place, "12-CV/QU, mục 1", True),), (Found(place),))
