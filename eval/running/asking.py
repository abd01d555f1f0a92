"""Questions asked, timed and asked again: in this process, or in several."""

import time
from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace

from eval.questions import Question
from eval.running.pool import Cancelled, ask_in_processes, stopped
from eval.types import Answered, Reply, System


@dataclass(frozen=True, slots=True)
class Ask:
    """Asks a question ``repeat`` times; a class, not a closure, because it goes to other processes."""

    repeat: int = 1

    def __call__(self, question: Question, system: System) -> Answered:
        """The first reply, the seconds of each, and whether all were the same."""
        replies: list[Reply] = []
        seconds = []
        for _ in range(self.repeat):
            begin = time.perf_counter()
            replies.append(system(question))
            seconds.append(time.perf_counter() - begin)
        same = all(_said(reply) == _said(replies[0]) for reply in replies)
        return Answered(question.id, replies[0], tuple(seconds), same)


def _said(reply: Reply) -> Reply:
    # A language model's provider may count the same words otherwise the second time: from its cache, say.
    return replace(reply, usage=None)


def ask_all(
    questions: Sequence[Question],
    system: System,
    *,
    repeat: int = 1,
    jobs: int = 1,
    cancelled: Cancelled = lambda: False,
) -> Generator[Answered, None, None]:
    """Each question answered, as it is ready: in order, unless ``jobs`` processes ask (``system`` must pickle then).

    Stop taking them and the asking stops. Raises ``CancelledError`` once ``cancelled()`` is true, and what ``system`` raises.
    """
    ask = Ask(repeat)
    if jobs > 1 and len(questions) > 1:
        yield from ask_in_processes(questions, system, jobs, ask, cancelled)
        return
    for question in questions:
        if cancelled():
            raise stopped()
        yield ask(question, system)
