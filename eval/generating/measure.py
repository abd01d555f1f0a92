"""Questions put to a language model: how many answers are right, what was struck out, how often the program answered itself.

The same reply is looked at twice: as it came, and with ``[1]`` behind every sentence. A small model cites nothing, so all that it
says falls at the first hurdle; cited, every sentence must pass or fail verification.
"""

import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from eval.measures.marks import mark
from eval.questions import EvalSet, Question
from eval.run import anchored
from eval.systems.ours import reply_of, sources_of, unit_of
from eval.types import Row
from index.archive import Archive
from rag.answerer import Answerer
from rag.ask import ask
from rag.cite import cite
from rag.generating.failure import Cause
from rag.generating.generative import Generative
from rag.generating.model import ChatModel
from rag.types import Answer, Draft

# All of a reply is looked at the second time, however long it rambles.
_TO_THE_END = {"written": 1_000_000, "sentences": 1_000_000}
_SENTENCE = re.compile(r"(?<=[^\s\].])[.!?]*(?=\n|\Z)|(?<=[^\s\].])[.!?](?=\s)")


@dataclass(slots=True)
class Tally:
    """What came of the questions. ``causes``: why the program answered instead; ``false``: statements shown that do not verify."""

    name: str
    asked: int = 0
    put: int = 0
    right: int = 0
    worded: int = 0
    struck: int = 0
    shown: int = 0
    false: int = 0
    causes: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of a reply."""

    text: str


class Recorded:
    """``model``, whose reply is kept in ``said``; ``None`` while it was not asked."""

    def __init__(self, model: ChatModel) -> None:
        self._model = model
        self.said: str | None = None

    def stream(self, input: object, /) -> Iterator[Words]:
        """See :class:`rag.generating.model.ChatModel`."""
        self.said = ""
        for piece in self._model.stream(input):
            self.said += str(piece.text)
            yield Words(str(piece.text))


class Replayed:
    """Says ``text``, at once."""

    def __init__(self, text: str) -> None:
        self._text = text

    def stream(self, input: object, /) -> Iterator[Words]:
        """See :class:`rag.generating.model.ChatModel`."""
        yield Words(self._text)


def cited(text: str) -> str:
    """``text`` with ``[1]`` behind every sentence and line that has no number."""
    return "\n".join(
        line if re.search(r"\[\d", line) else _SENTENCE.sub(lambda end: f" [1]{end.group()}", line)
        for line in text.split("\n")
    )


def spread(evalset: EvalSet, questions: Sequence[Question], most: int) -> EvalSet:
    """``evalset`` with ``most`` of ``questions``, evenly chosen among those that have an answer."""
    able = [one for one in questions if one.answers and one.gold]
    step = max(len(able) / most, 1.0)
    return replace(evalset, questions=tuple(able[int(at * step)] for at in range(min(most, len(able)))))


def measure(
    evalset: EvalSet, archive: Archive, generative: Generative, progress: Callable[[int, int], None]
) -> tuple[Tally, Tally, Tally]:
    """The program by itself, the model, and the model with a number behind every sentence, over all questions of the set."""
    texts = {source.file: source.text for source in sources_of(archive)}
    questions, _ = anchored(evalset.questions, texts, unit_of(archive))
    tallies = Tally("without a model"), Tally("the model"), Tally("the model, [1] put behind every sentence")
    for done, (question, gold) in enumerate(questions, 1):
        model = Recorded(generative.model)

        def asked(answerer: Answerer | None, question: Question = question) -> tuple[Answer, float]:
            begun = time.perf_counter()
            answer = ask(question.text, archive, question.history, "en", answerer=answerer)
            return answer, time.perf_counter() - begun

        came = [asked(None), asked(replace(generative, model=model))]
        said = Replayed(cited(model.said or ""))
        came.append(asked(replace(generative, model=said, limits=replace(generative.limits, **_TO_THE_END))))
        for tally, (answer, seconds) in zip(tallies, came, strict=True):
            put = model.said is not None and tally is not tallies[0]
            row = Row(question, gold, reply_of(answer, archive), (seconds,))
            _count(tally, answer, put, mark(row).right, seconds, archive)
        progress(done, len(questions))
    return tallies


_CAUSES = {cause.notice.en: cause for cause in Cause}


def _count(tally: Tally, answer: Answer, put: bool, right: bool, seconds: float, archive: Archive) -> None:
    tally.asked += 1
    tally.put += put
    tally.right += right
    tally.struck += len(answer.dropped)
    tally.shown += len(answer.statements)
    tally.false += len(answer.statements) - len(cite(Draft(answer.statements), archive)[0])
    tally.seconds.append(seconds)
    if answer.notice:
        tally.causes[_CAUSES[answer.notice].name.lower()] += 1
    else:
        tally.worded += put
