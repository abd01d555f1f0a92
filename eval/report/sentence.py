"""How many questions were right, in one plain line: for who reads nothing else. Pure."""

from collections.abc import Sequence

from eval.measures.marks import Marks
from eval.measures.measure import Share, tally
from eval.report.words import percent, word_of

_RIGHT = ("Đúng {count} câu ({percent}).", "Right: {count} questions ({percent}).")
_PARTS = {
    "answerable": ("Câu có lời đáp: trả lời đúng {count}.", "With an answer: {count} right."),
    "abstention-recall": ("Câu không có lời đáp: im lặng đúng {count}.", "Without an answer: {count} rightly silent."),
}
_UNJUDGED = ("{n} câu chỉ xét trích dẫn, không tính ở đây.", "{n} are about citations only and not counted here.")
_NONE = ("Không có câu nào.", "No questions.")


def in_a_sentence(marks: Sequence[Marks], lang: str = "vi") -> str:
    """``Đúng 4/5 câu (80%).``, and how many of those with and without an answer, where the set has both."""
    shares = tally(marks, ("right", *_PARTS))
    right = shares.share("right")
    parts = []
    if right.value is not None:
        parts.append(word_of(_RIGHT, lang).format(count=_count(right), percent=percent(right.value, lang, 0)))
    for key, words in _PARTS.items():
        if 0 < shares.share(key).whole < right.whole:
            parts.append(word_of(words, lang).format(count=_count(shares.share(key))))
    if unjudged := sum(not one.judged for one in marks):
        parts.append(word_of(_UNJUDGED, lang).format(n=unjudged))
    return " ".join(parts) or word_of(_NONE, lang)


def _count(share: Share) -> str:
    return f"{share.part:.0f}/{share.whole:.0f}"
