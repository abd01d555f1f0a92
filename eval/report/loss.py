"""Where a wrong answer was lost, on its way from the archive to the screen. Pure: from a row and its marks alone.

An answer passes the stages in the order of :class:`Stage`; the first one it fails is where it was lost. A question that needs
several evidence groups passes a stage when all of them do.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from eval.measures.marks import Marks
from eval.measures.match import accepts
from rag.answering.picking.candidates import CLAUSES

# What the answerer reads of the places found; what stands further down cannot be answered from.
DEPTH = CLAUSES


class Stage(StrEnum):
    """Where an answer can be lost, in the order it passes them."""

    PARSED = "parsed"
    FOUND = "found"
    RANKED = "ranked"
    ANSWERED = "answered"
    EXTRACTED = "extracted"
    CITED = "cited"
    VERIFIED = "verified"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class About:
    """A stage in words: ``passed`` what it is to pass it, ``lost`` what went wrong there and what to do about it."""

    passed_vi: str
    passed_en: str
    name_vi: str
    name_en: str
    lost_vi: str
    lost_en: str


ABOUT: dict[Stage, About] = {
    Stage.PARSED: About(
        "nằm trọn trong một điều khoản", "stands in one clause", "Tách điều khoản", "Parsing",
        "Không điều khoản nào của kho chứa trọn lời trích đúng: xem lại cách tách văn bản, hoặc trích ngắn lại.",
        "No clause of the archive holds the right quotation whole: look at how the document was parsed, or quote less.",
    ),
    Stage.FOUND: About(
        "được tìm thấy", "was found", "Tìm kiếm", "Retrieval",
        "Điều khoản đúng không được tìm thấy: xem lại cách hỏi hoặc bộ mã hóa.",
        "The right clause was not found: look at the wording of the question, or at the encoder.",
    ),
    Stage.RANKED: About(
        "xếp trong phần được đọc", "ranked where it is read", "Xếp hạng", "Ranking",
        "Điều khoản đúng được tìm thấy nhưng xếp quá thấp nên không được đọc: xem lại cách tính điểm.",
        "The right clause was found but ranked too low to be read: look at how places are scored.",
    ),
    Stage.ANSWERED: About(
        "có trả lời", "was answered", "Im lặng nhầm", "Silence",
        "Điều khoản đúng đã có trong tay mà chương trình im lặng: xem lại ngưỡng và lý do từ chối.",
        "The right clause was at hand and the program stayed silent: look at the reason it gave and its threshold.",
    ),
    Stage.EXTRACTED: About(
        "lời đáp đúng", "said the right words", "Chọn lời đáp", "Extraction",
        "Đã đọc điều khoản đúng mà chọn sai lời đáp: xem câu nào được chọn thay vào; nếu lời đáp ấy cũng đúng, "
        "hãy thêm vào bộ câu hỏi.",
        "The right clause was read but the wrong words were picked: see which; if they are right as well, "
        "add them to the set.",
    ),
    Stage.CITED: About(
        "dẫn đúng điều khoản", "cited the right clause", "Trích dẫn", "Citation",
        "Lời đáp đúng nhưng dẫn điều khoản khác: xem nơi được dẫn; nếu nơi ấy cũng nói vậy, hãy thêm vào bộ câu hỏi.",
        "The words are right but another clause is cited: look there; if it says so too, add it to the set.",
    ),
    Stage.VERIFIED: About(
        "đối chiếu được với nguồn", "was verified", "Đối chiếu", "Verification",
        "Có lời đáp nhưng bị bỏ vì không đối chiếu được với nguồn: xem các ý đã bỏ.",
        "There was an answer, dropped because it could not be verified: look at the statements dropped.",
    ),
    Stage.SILENT: About(
        "im lặng", "stayed silent", "Đáng lẽ im lặng", "Should be silent",
        "Kho không có lời đáp mà chương trình vẫn trả lời: xem vì sao lời này được coi là đủ chắc.",
        "The archive holds no answer and one was given: see why it was taken to be sure enough.",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """A stage and whether the answer passed it; ``None`` where that cannot be told, or does not arise."""

    stage: Stage
    passed: bool | None


def steps(marks: Marks, *, units: bool = True, depth: int = DEPTH) -> tuple[Step, ...]:
    """How far the answer came.

    ``units``: whether the clauses of the archive are known (they are not for other systems); ``depth``: how many of the places
    found are read. A clause that is cited has been found and read, however it was come by.
    """
    row, reply = marks.row, marks.row.reply
    if not row.question.answerable:
        return (Step(Stage.SILENT, reply.abstained),)
    groups = sorted({gold.group for gold in row.gold})
    whole = {gold.group for gold in row.gold if gold.unit}
    quoted = any(gold.quote for gold in row.gold)
    cited = {
        gold.group for gold in row.gold for place in gold.places for one in reply.cited if one.place.holds(place)
    }  # fmt: skip
    ranks = [1 if group in cited else rank for group, rank in zip(groups, marks.group_ranks, strict=True)]
    # As it was before verification: what was dropped had been said.
    drafted = not reply.abstained or bool(reply.dropped)
    said = "\n".join(part for part in (reply.text, *reply.dropped) if part)
    only_dropped = bool(reply.dropped) and not marks.answer_right
    found: dict[Stage, bool | None] = {
        Stage.PARSED: whole.issuperset(groups) if units and quoted else None,
        Stage.FOUND: all(rank is not None for rank in ranks) if groups else None,
        Stage.RANKED: all(rank is not None and rank <= depth for rank in ranks) if groups else None,
        Stage.ANSWERED: drafted,
        Stage.EXTRACTED: accepts(said, row.question.answers) if row.question.answers and drafted else None,
        Stage.CITED: cited.issuperset(groups) if groups and not reply.abstained and not only_dropped else None,
        Stage.VERIFIED: not reply.dropped and marks.quotes == marks.quotes_verified if drafted else None,
    }
    return tuple(Step(stage, passed) for stage, passed in found.items())


def stage(marks: Marks, *, units: bool = True, depth: int = DEPTH) -> Stage | None:
    """Where the answer was lost: the first of its :func:`steps` not passed; ``None`` when the question is right."""
    if marks.right:
        return None
    failed = (step.stage for step in steps(marks, units=units, depth=depth) if step.passed is False)
    return next(failed)


def losses(stages: Iterable[Stage | None]) -> tuple[tuple[Stage, int], ...]:
    """How many were lost at each stage, in the order of the stages; those where none was are there too."""
    counts = Counter(stages)
    return tuple((one, counts[one]) for one in Stage)


def units_known(marks: Iterable[Marks]) -> bool:
    """Whether the rows of a result name clauses of the archive at all."""
    return any(gold.unit for one in marks for gold in one.row.gold)
