"""What one browser page shows and how it changes: a conversation, an open document. No Gradio here."""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from index.archive import Archive
from index.errors import TrichdanError
from index.types import Directive
from rag.types import Answer, Statement
from ui import sample, show, source
from ui.markup import Highlight, button, escape, tag
from ui.pages import paged, pages_of
from ui.say import Say
from ui.words import EN, QUESTIONS, VI, words

LIMIT = 2_000
"""Characters of a question: a real one has a few hundred; far more is a document pasted by mistake."""
REMEMBERED = 50
"""Turns kept of a conversation, so that a page left open for weeks does not grow without end."""
EXAMPLES = 6

Ask = Callable[[str, Archive, Sequence[str], str], Answer]
# The same heard while it is worded: the verified statements one by one, at last the answer; the last argument stops it.
Stream = Callable[[str, Archive, Sequence[str], str, Callable[[], bool]], Iterator[Statement | Answer]]
Came = TypeVar("Came")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and what came of it: an answer, or what went wrong (in both languages)."""

    question: str
    answer: Answer | None = None
    vi: str = ""
    en: str = ""


@dataclass(frozen=True, slots=True)
class Session:
    """``opened`` is what the source panel shows: ``2:0`` (turn, citation), ``d5`` (document) or ``list``."""

    lang: str
    turns: tuple[Turn, ...] = ()
    opened: str = "list"


class Page:
    """The views of one archive; every method is a function of the session it is given."""

    def __init__(self, archive: Archive, ask: Ask, stream: Stream | None = None) -> None:
        self.archive = archive
        self._ask = ask
        self._stream = stream
        self._pages = pages_of(archive)
        self._examples = examples(archive.directives)

    def problem(self, question: str, lang: str) -> str:
        """What keeps ``question`` from being asked (shown beside the box that still holds it), or nothing."""
        say = words(lang)
        if not question.strip():
            return say.empty
        if len(question) > LIMIT:
            length, limit = (f"{number:,}" for number in (len(question), LIMIT))
            text = say.too_long.format(length=length, limit=limit)
            return text if lang == "en" else text.replace(",", ".", length.count(",") + limit.count(","))
        return ""

    def answered(self, question: str, session: Session) -> Session:
        """The session with ``question`` answered and its first citation opened."""
        return _with(_tried(question, lambda: self._ask(*self._what(question, session))), question, session)

    def answering(
        self, question: str, session: Session, stop: Callable[[], bool]
    ) -> Iterator[tuple[Statement, ...] | Session]:
        """What is verified of the answer so far, each time there is more; at last the session, as from :meth:`answered`."""
        if self._stream is None:
            yield self.answered(question, session)
            return
        said: tuple[Statement, ...] = ()
        steps = self._stream(*self._what(question, session), stop)
        while isinstance(step := _tried(question, lambda: next(steps)), Statement):
            said = (*said, step)
            yield said
        yield _with(step, question, session)

    def _what(self, question: str, session: Session) -> tuple[str, Archive, Sequence[str], str]:
        return question, self.archive, [turn.question for turn in session.turns if turn.answer], session.lang

    def header(self, lang: str) -> str:
        """The page's top: its name, the archive's size, the other language, a new conversation."""
        say = words(lang)
        size = say.archive_size.format(count=len(self.archive.directives))
        return tag(
            "header",
            tag("div", "Trích Dẫn", cls="td-name", translate="no"),
            tag("p", escape(say.tagline), cls="td-tagline"),
            tag("span", escape(size), cls="td-size"),
            button("switch", escape(say.other_lang), cls="td-link", title=say.other_lang_hint, lang=_other(lang)),
            button("new", escape(say.new), cls="td-new"),
            cls="td-header",
            lang=lang,
            data_lost=say.lost,
        )

    def log(self, session: Session, asking: str = "", said: Sequence[Statement] = ()) -> str:
        """The conversation so far; ``asking`` is a question of whose answer only ``said`` is there yet."""
        if not session.turns and not asking:
            content = show.welcome(self._examples, session.lang)
        else:
            content = "".join(self._turns(session, asking, said))
        return tag("div", content, cls="td-log", role="log", aria_label=words(session.lang).conversation)

    def _turns(self, session: Session, asking: str, said: Sequence[Statement]) -> Iterator[str]:
        for number, turn in enumerate(session.turns):
            if turn.answer:
                content = show.answer(paged(turn.answer, self._pages, Say(session.lang)), number, session.lang)
            else:
                content = show.failure(turn.en if session.lang == "en" else turn.vi)
            yield show.turn(turn.question, content, number, session.lang)
        if asking:
            waiting = show.pending(session.lang, [one.text for one in said], can_stop=self._stream is not None)
            yield show.turn(asking, waiting, len(session.turns), session.lang)

    def panel(self, session: Session) -> str:
        """The open document, or the list of all."""
        number, _, place = session.opened.partition(":")
        if place.isdecimal() and number.isdecimal() and int(number) < len(session.turns):
            answer = session.turns[int(number)].answer
            if answer and int(place) < len(answer.citations):
                return self._cited(answer, int(place), session)
        at = number.removeprefix("d")
        if number != at and at.isdecimal() and int(at) < len(self.archive.directives):
            return self._document(self.archive.directives[int(at)], [], session)
        return source.listing(self.archive.directives, session.lang)

    def _cited(self, answer: Answer, place: int, session: Session) -> str:
        cited = answer.citations[place]
        directive = self.archive.directives[cited.clause.directive]
        same = [one for one in answer.citations if one.clause.directive == directive.id]
        highlights = [Highlight(one.span, here=one == cited) for one in same]
        return self._document(directive, [*highlights, *show.said_in(cited, answer, cited.span.start)], session)

    def _document(self, directive: Directive, highlights: Sequence[Highlight], session: Session) -> str:
        text = self.archive.source(directive.file).text
        clauses = self.archive.clauses_of(directive.id)
        return source.document(directive, text, clauses, highlights, session.lang, session.opened)


def _tried(question: str, work: Callable[[], Came]) -> Came | Turn:
    """What ``work`` gives, or the turn that says what went wrong."""
    try:
        return work()
    except TrichdanError as error:
        return Turn(question, None, error.vi, error.en)
    except Exception as error:
        # The rim of the program: whatever went wrong, the user gets a sentence and the log the rest.
        _log.error("%s: %s", type(error).__name__, error)
        _log.debug("traceback", exc_info=True)
        return Turn(question, None, VI.failure, EN.failure)


def _with(came: Answer | Turn, question: str, session: Session) -> Session:
    turn = came if isinstance(came, Turn) else Turn(question, came)
    turns = (*session.turns, turn)[-REMEMBERED:]
    answer = turn.answer
    opened = f"{len(turns) - 1}:0" if answer and answer.citations else "list"
    return replace(session, turns=turns, opened=opened)


def examples(directives: Sequence[Directive]) -> list[str]:
    """Questions to begin with: those the sample brings along, else made from the documents' own fields."""
    suggested = sample.examples({directive.file for directive in directives})
    if suggested:
        return suggested
    made: list[str] = []
    numbered = [directive for directive in directives if directive.number]
    for at in range(min(EXAMPLES, 2 * len(numbered))):
        directive = numbered[at % len(numbered)]
        fields = {
            "subject": directive.subject,
            "signer": directive.signers,
            "date": directive.date,
            "addressees": directive.addressees,
            "issuer": directive.issuer,
        }
        for field, question in (*QUESTIONS[at % len(QUESTIONS) :], *QUESTIONS[: at % len(QUESTIONS)]):
            issuer = directive.issuer.value if directive.issuer else ""
            text = question.format(number=directive.name, issuer=issuer)
            if fields[field] and text not in made:
                made.append(text)
                break
    return made


def _other(lang: str) -> str:
    return "vi" if lang == "en" else "en"
