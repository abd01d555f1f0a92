"""How sure it was, how long it took and what it cost."""

from eval.measures.marks import Marks
from eval.measures.spent import LATENCY
from eval.measures.types import NOTHING, Definition, Measure, Share, mean
from eval.types import Usage

BRIER = Definition(
    "điểm Brier",
    "Brier score",
    "Trung bình của (độ tin − kết quả)² trên các câu đã trả lời kèm độ tin; kết quả là 1 khi đúng, 0 khi sai. "
    "Thấp là tốt; luôn nói 0,5 thì được 0,25. Câu không tính ở «đúng» thì bỏ qua.",
    "The mean of (confidence − outcome)² over the answered questions with a confidence, the outcome being 1 for a "
    "right question and 0 for a wrong one. Lower is better; always saying 0.5 gives 0.25. Questions not counted in "
    "*right* are left out.",
    "Brier 1950, for an event that happens or does not",
    "0.9 and right, 0.6 and wrong: (0.01 + 0.36)/2 = 0.185",
)
COST = Definition(
    "chi phí",
    "cost",
    "Số token mô hình ngôn ngữ đọc và viết, và số đô la Mỹ phải trả, cho mỗi câu có hỏi đến nó. Giá không biết thì "
    "không tính.",
    "Tokens that a language model read and wrote, and US dollars paid, for each question it was asked for. Where "
    "the price is unknown nothing is said about dollars.",
    "the model's own count of tokens",
    "1,000 tokens read for one question, 500 for another, none for a third: 750 a question",
)


def _sure(marks: Marks) -> Share:
    reply = marks.row.reply
    if reply.confidence is None or reply.abstained or not marks.judged:
        return NOTHING
    return mean(True, (reply.confidence - marks.right) ** 2)


def _usage(marks: Marks) -> Usage:
    return marks.row.reply.usage or Usage()


def _asked(marks: Marks) -> bool:
    return marks.row.reply.usage is not None


CONFIDENCE = (Measure("brier", "Brier", "Brier", _sure, BRIER, counted=False, better="lower"),)
MEASURES = (
    Measure(
        "seconds", "giây", "seconds",
        lambda m: Share(sum(m.row.seconds), len(m.row.seconds)), LATENCY, counted=False, better="lower", unit="s",
    ),
    Measure(
        "tokens-read", "token đọc", "tokens read",
        lambda m: mean(_asked(m), _usage(m).read), COST, counted=False, better="lower", unit="tokens",
    ),
    Measure(
        "tokens-written", "token viết", "tokens written",
        lambda m: mean(_asked(m), _usage(m).written), COST, counted=False, better="lower", unit="tokens",
    ),
    Measure(
        "dollars", "đô la", "dollars",
        lambda m: mean(_usage(m).price is not None, _usage(m).price or 0.0),
        COST, counted=False, better="lower", unit="$",
    ),
)  # fmt: skip
