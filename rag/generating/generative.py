"""Answers worded by a language model from numbered clauses; every sentence is verified before anybody sees it.

The second :class:`rag.answerer.Answerer`. The story: the program's own answer → the clauses given → the stream → each sentence
verified and told, or struck out → the model's answer if it stands, else the program's own with a notice.
"""

import re
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace

from index.archive import Archive
from index.text import folded_words
from rag.answerer import Extractive
from rag.cite import citation, cite, said_at
from rag.finding.match import Matcher
from rag.generating.failure import Cause, NoAnswer
from rag.generating.limits import USUAL, Limits
from rag.generating.model import ChatModel
from rag.generating.prompt import NOTHING, Given, Message, given, messages
from rag.generating.rules import acceptable, answers, worth_asking
from rag.generating.sentences import Said, Sentences
from rag.generating.watch import watched
from rag.types import HYBRID, Draft, Hit, Query, Retrieval, Statement

_NOTHING = tuple(folded_words(NOTHING))


def _ignore(_: Statement) -> None:
    pass


def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Generative:
    """Asks ``model``, within ``limits``. ``told`` gets each statement as soon as it is verified; once ``stop()`` is true the
    model is left alone and the answer is the program's own. Safe from many threads, if the model is.
    """

    archive: Archive
    model: ChatModel
    limits: Limits = USUAL
    how: Retrieval = HYBRID
    told: Callable[[Statement], None] = _ignore
    stop: Callable[[], bool] = _never

    def answer(self, query: Query, hits: Sequence[Hit]) -> Draft:
        """See :class:`rag.answerer.Answerer`. Statements struck out stay in the draft: verification counts them as dropped."""
        own = Extractive(self.archive, self.how).answer(query, hits)
        if not worth_asking(query, own):
            return own
        clauses = given([one for s in own.statements for one in s.citations], hits, self.limits)
        kept: list[Statement] = []
        struck: list[Statement] = []
        try:
            self._listen(query, clauses, kept, struck)
            if not answers(query, kept, own, Matcher(query, self.archive)):
                raise NoAnswer(Cause.BESIDE)
        except NoAnswer as failure:
            return replace(own, statements=(*own.statements, *struck), notice=failure.cause.notice)
        return replace(own, statements=(*kept, *struck))

    def _listen(self, query: Query, clauses: Given, kept: list[Statement], struck: list[Statement]) -> None:
        """Fills ``kept`` and ``struck``. Raises ``NoAnswer`` when nothing stands, and whatever the stream does."""
        asked = messages(query.text, clauses, self.archive.directives, self.limits)
        spoken: list[Said] = []
        with closing(self._sentences(asked)) as sentences:
            for said in sentences:
                spoken.append(said)
                if len(spoken) > self.limits.sentences:
                    raise NoAnswer(Cause.ENDLESS)
                statement = self._statement(said, clauses)
                verified = self._verified(statement) if acceptable(said, query, kept) else None
                if verified is None:
                    again = any(one.text == said.text for one in (*struck, *kept))
                    struck += [] if again or said.text.endswith(":") else [replace(statement, citations=())]
                elif sum(len(one.text) for one in kept) + len(said.text) > self.limits.answer:
                    break
                else:
                    kept.append(statement)
                    self.told(verified)
        if not kept:
            declined = any(tuple(folded_words(said.text))[:2] == _NOTHING for said in spoken)
            raise NoAnswer(Cause.DECLINED if declined else Cause.UNSUPPORTED if spoken else Cause.EMPTY)

    def _verified(self, statement: Statement) -> Statement | None:
        """The statement, verified; ``None`` also for words of a heading alone: they are not what the clause says."""
        for one in cite(Draft((statement,)), self.archive)[0]:
            if len(one.citations) > 1 or said_at(one, one.citations[0]):
                return one
        return None

    def _sentences(self, asked: list[Message]) -> Generator[Said, None, None]:
        def pieces() -> Iterator[str]:
            for piece in self.model.stream(asked):
                yield str(piece.text)

        reply = Sentences()
        with closing(watched(pieces, self.limits, self.stop)) as coming:
            for piece in coming:
                yield from reply.feed(piece)
        yield from reply.end()

    def _statement(self, said: Said, clauses: Given) -> Statement:
        """What was said with the clauses it names; with none when one of them was not given: then it does not verify."""
        cited = clauses.named(said.numbers) or ()
        text = re.sub(r"\s+", " ", said.text)
        return Statement(text, tuple(citation(one, self.archive.directives[one.directive]) for one in cited))
