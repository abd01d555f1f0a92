"""Of values side by side ("huyện Đông 21 km, huyện Tây 26 km") the one whose label the question has. Pure.

Only what is general belongs here: where a label ends, which words say nothing of it, what bounds it sets.
"""

import re
from collections.abc import Sequence

from index.text import folded_words, has_marks, words
from rag.answering.value import bounds
from rag.values import Value

# Where the label of a value begins at the latest, and where one that stands behind its value ends.
_EDGE = re.compile(r"[;:(]|,\s|\.\s|\n|(?<![^\W_])(?:trong đó|gồm|riêng|còn|cụ thể|và)(?![^\W_])", re.IGNORECASE)
# A label behind its value is led in so: "500.000 đồng cho hộ nghèo", "2 triệu đồng đối với …".
_BEHIND = re.compile(r"[^;:,.(\n]{0,20}?(?<![^\W_])(?:cho|đối với|với|dành cho)\s+", re.IGNORECASE)
# "Trên 70% diện tích: 4.000.000 đồng": a bound before its colon is of a label.
_CONDITION = re.compile(r"[^;:,.(\n\d]{0,40}:\s+(?:[^\W\d_]+\s+){0,3}\d")
_BOUNDED = re.compile(r"(?:từ|trên|dưới|quá|hơn|đến|không|ít|nhiều|tối|đủ)(?![^\W_])", re.IGNORECASE)
_SMALL = frozenset(
    "là thì được bị có của cho với đối từ do tại ở mỗi một các những khi nếu phải sẽ đã này đó nay trên về vào theo "
    "mức bằng đạt khoảng ít nhất không quá tối đa thiểu dành hiện ngày tháng năm giờ".split()
)
_SMALL_FOLDED = frozenset(word for one in _SMALL for word in folded_words(one))
# A longer label says more than whose a value is.
LONGEST = 9


def labelled(question: str, text: str, found: Sequence[Value]) -> list[float]:
    """For each of the values ``found`` in a sentence: 1 where the question has its label whole, or names a number within the bounds
    that its label sets; -1 where it names one outside of them; else 0.

    Of two labels that the question has, the longer counts: "hộ cận nghèo" is no "nghèo".
    """
    if len(found) < 2:
        return [0.0] * len(found)
    conditions = [_CONDITION.match(text, one.end) is not None and _BOUNDED.match(one.text) is not None for one in found]
    if any(conditions) and not all(conditions):
        rest = iter(labelled(question, text, [one for one, of in zip(found, conditions, strict=True) if not of]))
        return [-1.0 if of else next(rest) for of in conditions]
    marks = has_marks(question)
    asked = _content(question, marks)
    numbers = list(bounds.numbers(question))
    labels = [_before(text, one, found) for one in found]
    held = [
        [_content(label, marks) for label in (own, _behind(text, one, found))]
        for own, one in zip(labels, found, strict=True)
    ]
    sizes = [max(len(own) if _within(own, asked) else 0 for own in both) for both in held]
    longest = max(sizes)
    fits = [bounds.within(label, numbers) if numbers else None for label in labels]
    if any(fits):
        return [1.0 if fit else -1.0 if fit is False else 0.0 for fit in fits]
    told = [float(size == longest > 0) for size in sizes]
    return told if sum(told) < len(told) else [0.0] * len(told)


def _before(text: str, one: Value, found: Sequence[Value]) -> str:
    """The words before a value that say what it is of, up to the value before. Behind that, with nothing to part them, stands
    its unit."""
    low = max((other.end for other in found if other.end <= one.start), default=0)
    before = text[low : one.start]
    # "Trên 70%: 4.000.000 đồng" keeps what its colon ends.
    edges = list(_EDGE.finditer(before.rstrip(" :(")))
    return before[edges[-1].end() :] if edges else "" if low else before


def _behind(text: str, one: Value, found: Sequence[Value]) -> str:
    """The words behind a value that say whom it is for."""
    high = min((other.start for other in found if other.start >= one.end), default=len(text))
    behind = text[one.end : high]
    lead = _BEHIND.match(behind)
    if lead is None:
        return ""
    end = _EDGE.search(behind, lead.end())
    return behind[lead.end() : end.start() if end else len(behind)]


def _content(text: str, marks: bool) -> list[str]:
    small = _SMALL if marks else _SMALL_FOLDED
    read = words if marks else folded_words
    plain = {form for word in small for form in read(word)}
    return [word for word in read(text) if word not in plain]


def _within(own: Sequence[str], asked: Sequence[str]) -> bool:
    """Whether all words of a label stand in the question, side by side as in the label."""
    size = len(own)
    return 0 < size <= LONGEST and any(list(asked[at : at + size]) == list(own) for at in range(len(asked) - size + 1))
