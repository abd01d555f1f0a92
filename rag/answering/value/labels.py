"""Of values side by side ("huyện Đông 21 km, huyện Tây 26 km") the one whose label the question has. Pure.

Only what is general belongs here: where a label ends, which words say nothing of it, what bounds it sets.
"""

import re
from collections.abc import Sequence

from index.text import folded_words, has_marks, words
from rag.answering.value import bounds
from rag.answering.value.beside import asks_total
from rag.types import Query
from rag.values import Value

# Where the label of a value begins at the latest, and where one that stands behind its value ends.
_EDGE = re.compile(
    r"[;:()]|,\s|\.\s|\n|(?<![^\W_])(?:trong đó|gồm|còn|cụ thể)(?![^\W_])|^\s*và\s|\svà\s+(?=\d|từ|trước|đến|$)",
    re.IGNORECASE,
)
# A label behind its value is led in so: "500.000 đồng cho hộ nghèo", "2 triệu đồng đối với …".
_BEHIND = re.compile(r"[^;:,.(\n]{0,20}?(?<![^\W_])(?:cho|đối với|với|dành cho)\s+", re.IGNORECASE)
# "Trên 70% diện tích: 4.000.000 đồng": a bound before its colon is of a label.
_CONDITION = re.compile(r"[^;:,.(\n\d]{0,40}:\s+(?:[^\W\d_]+\s+){0,3}\d")
_BOUNDED = re.compile(r"(?:từ|trên|dưới|quá|hơn|đến|không|ít|nhiều|tối|đủ)(?![^\W_])", re.IGNORECASE)
_SMALL = frozenset(
    "là thì được bị có của cho với đối từ do tại ở mỗi một các những khi nếu phải sẽ đã này đó nay trên về vào theo "
    "mức bằng đạt khoảng ít nhất không quá tối đa thiểu dành hiện ngày tháng năm giờ riêng".split()
)
_SMALL_FOLDED = frozenset(word for one in _SMALL for word in folded_words(one))
_APART = re.compile(r"(?<![^\W_])riêng\s", re.IGNORECASE)
# A longer label says more than whose a value is; a word skipped in the question, and one that only tells it from the others, are
# so much less.
LONGEST, SKIPPED, TELLING = 9, 0.5, 0.75
# More values than this are no sentence.
MANY = 40


def labelled(question: str, text: str, found: Sequence[Value]) -> list[float]:
    """For each of the values ``found`` in a sentence: 1 where the question has its label whole, or names a number within the bounds
    that its label sets; -1 where it names one outside of them; else 0.

    Of two labels that the question has, the longer counts: "hộ cận nghèo" is no "nghèo".
    """
    if not 2 <= len(found) <= MANY:
        return [0.0] * len(found)
    conditions = [_CONDITION.match(text, one.end) is not None and _BOUNDED.match(one.text) is not None for one in found]
    if any(conditions) and not all(conditions):
        rest = iter(labelled(question, text, [one for one, of in zip(found, conditions, strict=True) if not of]))
        return [-1.0 if of else next(rest) for of in conditions]
    numbers = list(bounds.numbers(question))
    before = [_before(text, one, found) for one in found]
    behind = [_behind(text, one, found) for one in found]
    fits = [_fits(pair, numbers) for pair in zip(before, behind, strict=True)] if numbers else []
    if any(fits):
        return [1.0 if fit else -1.0 if fit is False else 0.0 for fit in fits]
    marks = has_marks(question)
    asked = _content(question, marks)
    sizes = list(map(max, _sizes(before, asked, marks), _sizes(behind, asked, marks)))
    # What is told apart ("riêng khu hải sản …") is no part of what is told of all.
    sizes = [
        size + LONGEST * (size > 0 and _APART.search(label) is not None)
        for size, label in zip(sizes, before, strict=True)
    ]
    told = [float(size == max(sizes) > 0) for size in sizes]
    return told if sum(told) < len(told) else [0.0] * len(told)


def _fits(labels: Sequence[str], numbers: list[tuple[float, str]]) -> bool | None:
    """Whether a number of the question lies within the bounds of a label, of the one before or else of the one behind."""
    return next((fit for label in labels if (fit := bounds.within(label, numbers)) is not None), None)


def _sizes(labels: Sequence[str], asked: Sequence[str], marks: bool) -> list[float]:
    """How many words of the question each label has, which must be all of the label's; or all that tells it from the others
    where they are worded alike ("đơn vị 250 ml", "đơn vị 350 ml")."""
    held = [_content(label, marks) for label in labels]
    sizes = []
    for at, own in enumerate(held):
        others = {word for n, other in enumerate(held) if n != at for word in other}
        telling = [word for word in own if word not in others]
        alike = len(own) > len(telling) and sum(bool(other) for other in held) > 1
        sizes.append(max(_worth(own, asked), alike and _worth(telling, asked) - TELLING))
    return sizes


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


def _worth(own: Sequence[str], asked: Sequence[str]) -> float:
    """The number of words of a label where all stand in the question, side by side as in the label, or with one word between
    them, which is less."""
    size = len(own)
    if not 0 < size <= LONGEST:
        return 0.0
    for gap in (0, 1):
        for at in range(len(asked) - size - gap + 1):
            window = iter(asked[at : at + size + gap])
            if asked[at] == own[0] and all(word in window for word in own):
                return size - gap * SKIPPED
    return 0.0


def by_label(query: Query, text: str, found: Sequence[Value]) -> list[float]:
    """:func:`labelled` by the question, and by what the archive may write for its words."""
    if asks_total(query.text):
        return [0.0] * len(found)
    told = labelled(query.text, text, found)
    for one in query.synonyms if not any(told) else ():
        asked = re.compile(rf"(?<![^\W_]){re.escape(one.asked)}(?![^\W_])", re.IGNORECASE)
        for written in one.written:
            if asked.search(query.text) and any(made := labelled(asked.sub(written, query.text), text, found)):
                return made
    return told
