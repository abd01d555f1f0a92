"""What one browser page shows and how it changes: a conversation, an open document. No Gradio here."""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from index.archive import Archive
from index.errors import TrichdanError
from index.types import Directive
from rag.types import Answer
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

    def __init__(self, archive: Archive, ask: Ask) -> None:
        self.archive = archive
        self._ask = ask
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
        turns = (*session.turns, self._turn(question, session))[-REMEMBERED:]
        answer = turns[-1].answer
        opened = f"{len(turns) - 1}:0" if answer and answer.citations else "list"
        return replace(session, turns=turns, opened=opened)

    def _turn(self, question: str, session: Session) -> Turn:
        history = [turn.question for turn in session.turns if turn.answer]
        try:
            return Turn(question, self._ask(question, self.archive, history, session.lang))
        except TrichdanError as error:
            return Turn(question, None, error.vi, error.en)
        except Exception as error:
            # The rim of the program: whatever went wrong, the user gets a sentence and the log the rest.
            _log.error("%s: %s", type(error).__name__, error)
            _log.debug("traceback", exc_info=True)
            return Turn(question, None, VI.failure, EN.failure)

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

    def log(self, session: Session, asking: str = "") -> str:
        """The conversation so far; ``asking`` is a question whose answer is not there yet."""
        if not session.turns and not asking:
            content = show.welcome(self._examples, session.lang)
        else:
            content = "".join(self._turns(session, asking))
        return tag("div", content, cls="td-log", role="log", aria_label=words(session.lang).conversation)

    def _turns(self, session: Session, asking: str) -> Iterator[str]:
        for number, turn in enumerate(session.turns):
            if turn.answer:
                content = show.answer(paged(turn.answer, self._pages, Say(session.lang)), number, session.lang)
            else:
                content = show.failure(turn.en if session.lang == "en" else turn.vi)
            yield show.turn(turn.question, content, number, session.lang)
        if asking:
            yield show.turn(asking, show.pending(session.lang), len(session.turns), session.lang)

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
