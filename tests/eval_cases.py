"""A small question set on one document, and a stand-in that answers it, for the tests of ``eval``."""

import itertools
import json
import os
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from eval.questions import EvalSet, Question, load
from eval.types import Cited, Found, Place, Reply
from index.errors import ArchiveError
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


# ---- systems that misbehave; at module level, so that other processes find them, too


def slowly(question: Question) -> Reply:
    """As :func:`knows_one_thing`, a tenth of a second later; says which process asked in ``$EVAL_CASES_ASKED``."""
    time.sleep(0.1)
    if log := os.environ.get("EVAL_CASES_ASKED"):
        with Path(log).open("a", encoding="utf-8") as stream:
            stream.write(f"{os.getpid()} {question.id}\n")
    return knows_one_thing(question)


def is_stopped(question: Question) -> Reply:
    """Ctrl-C comes at the third question."""
    if question.id == "t3":
        raise KeyboardInterrupt
    return knows_one_thing(question)


def is_killed(question: Question) -> Reply:
    """The process dies at the third question, as one that wants too much memory."""
    if question.id == "t3":
        os.kill(os.getpid(), signal.SIGKILL)
    return knows_one_thing(question)


def breaks(question: Question) -> Reply:
    """An error of ours at the third question, somebody else's at the last."""
    if question.id == "t3":
        raise ArchiveError("kho hỏng", "damaged")
    if question.id == "h1":
        raise ZeroDivisionError("nothing by nothing")
    return knows_one_thing(question)


_count: Iterator[int] = itertools.count()


def changes_its_mind(question: Question) -> Reply:
    """Never says the same twice about the second question."""
    return Reply(str(next(_count)), False) if question.id == "t2" else knows_one_thing(question)


@dataclass(frozen=True, slots=True)
class CannotOpen:
    """A system that another process cannot open."""

    def __call__(self, question: Question) -> Reply:
        """See :func:`knows_one_thing`."""
        return knows_one_thing(question)

    def __reduce__(self) -> tuple[object, tuple[()]]:
        return refuses_to_open, ()


def refuses_to_open() -> CannotOpen:
    """What unpacking :class:`CannotOpen` does."""
    raise ArchiveError("kho đã đi đâu mất", "the archive is gone")
