"""Whether a confidence of 0.8 is right 8 times out of 10: calibration error and the reliability diagram. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from eval.measures.marks import Marks
from eval.measures.types import Definition

BINS = 10

ECE = Definition(
    "sai số hiệu chuẩn (ECE)",
    "expected calibration error (ECE)",
    "Các câu đã trả lời kèm độ tin được chia vào 10 khoảng bằng nhau theo độ tin. ECE là trung bình, có trọng số "
    "theo số câu, của chênh lệch tuyệt đối giữa tỷ lệ đúng và độ tin trung bình trong mỗi khoảng: 0 là độ tin "
    "nói đúng sự thật. Câu có lời đáp mà bộ câu hỏi không cho lời đáp mẫu thì không tính. Biểu đồ độ tin cậy vẽ "
    "chính các khoảng này.",
    "The answered questions with a confidence are put into 10 bins of equal width. ECE is the mean over bins, "
    "weighted by their questions, of the absolute difference between the share that is right and the mean "
    "confidence: 0 means that confidence tells the truth. Questions that have an answer but no accepted one in "
    "the set are left out. The reliability diagram shows these bins.",
    "Guo et al. 2017, On Calibration of Modern Neural Networks, equation 3; a bin holds its upper edge",
    "Two answers at 0.95, one of them right, and one at 0.30, wrong: 2/3 · |0.5 − 0.95| + 1/3 · |0 − 0.30| = 0.40",
)


@dataclass(frozen=True, slots=True)
class Bin:
    """The answers with a confidence in ``(low, high]`` (the first bin also holds 0): how many, how sure, how often
    right.
    """

    low: float
    high: float
    questions: int
    confidence: float
    accuracy: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """Of ``questions`` answered with a confidence. ``ece``: ``None`` of nothing; ``bins``: all ten, empty ones with
    zeros.
    """

    questions: int
    ece: float | None
    bins: tuple[Bin, ...]


def calibration(marks: Sequence[Marks]) -> Calibration:
    """The calibration of the answers in ``marks``; abstentions, replies without a confidence, and questions without accepted
    answers are left out.
    """
    return calibration_of([
        (one.row.reply.confidence, one.right)
        for one in marks
        if one.row.reply.confidence is not None and one.judged and not one.row.reply.abstained
    ])  # fmt: skip


def calibration_of(told: Sequence[tuple[float, bool]]) -> Calibration:
    """The calibration of answers, each with its confidence and whether it is right."""
    held: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for confidence, right in told:
        held[min(max(ceil(confidence * BINS) - 1, 0), BINS - 1)].append((confidence, right))
    bins = tuple(_bin(at, pairs) for at, pairs in enumerate(held))
    total = sum(one.questions for one in bins)
    error = sum(one.questions * abs(one.accuracy - one.confidence) for one in bins)
    return Calibration(total, error / total if total else None, bins)


def _bin(at: int, pairs: Sequence[tuple[float, bool]]) -> Bin:
    count = len(pairs)
    mean = sum(confidence for confidence, _ in pairs) / count if count else 0.0
    accuracy = sum(right for _, right in pairs) / count if count else 0.0
    return Bin(at / BINS, (at + 1) / BINS, count, mean, accuracy)
