"""What a sentence takes out of its rule, and whether that is what a question asks about: "giảm 50% lệ phí, trừ lệ phí cấp lại"."""

import re
from collections.abc import Iterator

from rag.answering.evidence import Evidence
from rag.answering.picking.candidates import Candidate
from rag.answering.picking.signals import NAME
from rag.answering.verdict.numbered import other_numbered
from rag.question.cues import STOP

# "trừ 2 điểm", "trừ vào lương" take something away.
_EXCEPTION = re.compile(
    r"[,(;]\s*(?P<word>ngoại trừ|loại trừ|trừ(?! vào| đi| \d)|không (?:áp dụng|bao gồm|tính|kể))(?![^\W_])"
    r"(?:\s+(?:trường hợp|đối với|cho|với|các|những|khi|là))*(?P<thing>[^.;)]+)",
    re.IGNORECASE,
)
# The question must hold this share of the words of the thing taken out, or of one of several.
TAKEN_OUT = 0.6
_EITHER = re.compile(r",\s+|\s+(?:và|hoặc|hay)\s+")
# What tells nothing of its own: how fully, and whom in general.
_EMPTY = f"{' '.join(STOP)} hoàn toàn toàn bộ đã đang bị được người trường hợp"


def exception(evidence: Evidence, one: Candidate) -> re.Match[str] | None:
    """The exception of the sentence of ``one`` that takes out what is asked about; ``None`` where none does."""
    for found in _EXCEPTION.finditer(one.sentence.text):
        if one.piece.start > one.sentence.start + found.start() and "không" in found["word"].lower():
            continue  # the piece is the exception, and its denial is counted with the others
        if named(evidence, found["thing"], one.sentence.text[: found.start()]):
            return found
    return None


def named(evidence: Evidence, thing: str, rule: str) -> bool:
    """Whether the question names ``thing``, or one of those it lists, by the words that do not stand in the ``rule``, too."""
    question = evidence.words(evidence.query.text)
    for part in _several(thing):
        skipped = evidence.words(rule) | evidence.words(_EMPTY)
        own = [word for word in dict.fromkeys(evidence.matcher.forms(part)) if word not in skipped]
        names = [evidence.words(name.group()) for name in NAME.finditer(part)] or [
            evidence.words(name.group()) for name in NAME.finditer(thing)
        ]
        held = sum(word in question for word in own)
        if own and held >= TAKEN_OUT * len(own) and all(name <= question for name in names):
            return not other_numbered(evidence.query.text, part)
    return False


def _several(thing: str) -> Iterator[str]:
    """``thing``, and the parts that commas and "và" join."""
    yield thing
    yield from _EITHER.split(thing)


def without_exceptions(text: str) -> str:
    """The rule alone, without what is taken out of it."""
    return _EXCEPTION.sub(" ", text)
