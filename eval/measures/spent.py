"""What answering took: seconds, and the tokens and dollars of a language model. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from eval.measures.marks import Marks
from eval.measures.types import Definition

LATENCY = Definition(
    "thời gian: trung bình, p50, p95",
    "latency: mean, p50, p95",
    "Số giây từ lúc hỏi đến lúc có lời đáp, mọi lần hỏi lại đều tính. «Giây»: trung bình cộng của tất cả các "
    "lần. p50 (p95): một nửa (95%) số lần không lâu "
    "hơn thế; giữa hai giá trị đo được thì nội suy tuyến tính.",
    "Seconds from the question to the reply, every repeat counted. *Seconds*: the arithmetic mean of them "
    "all. p50 (p95): half (95%) of them took no longer; "
    "between two measured values, linear interpolation.",
    "Hyndman and Fan 1996, definition 7 (the default of numpy and R)",
    "0.1, 0.2, 0.3, 0.4 and 0.6 s: the mean is 0.32 s, p50 0.3 s, p95 0.56 s",
)


@dataclass(frozen=True, slots=True)
class Latency:
    """Seconds of ``times`` replies."""

    times: int
    p50: float
    p95: float
    mean: float


@dataclass(frozen=True, slots=True)
class Cost:
    """What the language model took in total; ``questions``: how many it was asked for; ``price`` in US dollars.

    ``price`` is ``None`` when it is unknown for a question.
    """

    questions: int
    read: int
    written: int
    price: float | None


def latency(marks: Sequence[Marks]) -> Latency | None:
    """How long the replies took, all repeats; ``None`` of nothing."""
    import numpy as np

    seconds = [value for one in marks for value in one.row.seconds]
    if not seconds:
        return None
    p50, p95 = np.percentile(seconds, [50, 95])
    return Latency(len(seconds), float(p50), float(p95), float(np.mean(seconds)))


def cost(marks: Sequence[Marks]) -> Cost | None:
    """What a language model took; ``None`` when none was asked."""
    used = [one.row.reply.usage for one in marks if one.row.reply.usage]
    if not used:
        return None
    prices = [one.price for one in used if one.price is not None]
    price = sum(prices) if len(prices) == len(used) else None
    return Cost(len(used), sum(one.read for one in used), sum(one.written for one in used), price)
