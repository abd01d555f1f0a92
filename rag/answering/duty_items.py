"""A duty as an item of a list in an answer: who, what, by when, and of several documents which, in the source's words. Pure."""

import re
from collections.abc import Iterator, Sequence

from index.archive import Archive
from index.types import Span
from rag.answering.evidence import LIST_LIMIT, shortened
from rag.cite import citation, supported
from rag.duties import timetable
from rag.duties.types import Charged, Duty
from rag.types import Citation, Derivation, Statement

# Characters of the answer left for the list, and the fewest for an item that can be understood.
_ROOM, _LEAST, _JOINT = LIST_LIMIT - 10, 165, "; "
# Characters of the title of a timetable that is said with its days.
_TITLE = 60
# Characters by which an item is cut shorter when it does not verify where it was cut first.
_SHORTER = (0, 8, 16, 32)
_SENTENCE = re.compile(r"[.;:]\s+([^\W\d_]+(?: [^\W\d_]+){0,3}),?\s+$")


def rooms(sizes: Sequence[int]) -> Iterator[int]:
    """Characters for each of the first items: those that are short leave what they do not need to the others."""
    shown, used = 0, 0
    for size in sizes:
        used += min(size, _LEAST) + len(_JOINT)
        if shown and used > _ROOM:
            break
        shown += 1
    left, room = _ROOM - shown * len(_JOINT), _ROOM
    for at, size in enumerate(sorted(sizes[:shown])):
        room = left // (shown - at)
        if size > room:
            break  # all that are longer have as much
        left -= size
    yield from (room for _ in range(shown))


def whole(duty: Duty, several: bool) -> str:
    """About as long as all that can be said of the duty."""
    counted = f" (hạn {duty.deadline.derivation.result})" if duty.deadline and duty.deadline.derivation else ""
    who = max(_printed(duty), *(title for title, _ in _title(duty)), "", key=len)
    return f"{duty.action}: {who}{counted}" + (f" ({duty.citation.document})" if several else "")


def said(duty: Duty, room: int, several: bool, archive: Archive) -> Statement:
    """Who, what and by when, in the source's words, and of ``several`` documents which: the fullest way that verifies.

    A name is not parted from its duty by a day ("06h00 ngày 08/8/2021: …" would stand like a heading over what follows).
    """
    citations, document = _citations(duty), duty.citation.document if several else ""
    deadline = duty.deadline
    counted = deadline.derivation if deadline else None
    for who, joint in (*_names(duty, room), *_title(duty), ("", "")):
        for derived in (counted, None) if counted else (None,):
            for text in _texts(f"{who}{joint}", duty, derived, document, room):
                statement = Statement(text, citations, derived)
                if len(text) <= room and supported(statement, archive.directives):
                    return statement
    return Statement(shortened(duty.action, room), citations)


def _names(duty: Duty, room: int) -> Iterator[tuple[str, str]]:
    """Who is charged, as printed where that is, and what goes between the name and the action; "(…)": something was left out."""
    whole = (_printed(duty), ", ".join(duty.actors))
    fewer = (", ".join(duty.actors[:count]) for count in range(len(duty.actors) - 1, 0, -1))
    for who in dict.fromkeys((*whole, *fewer)):
        if not who or len(who) * 2 > room:
            continue
        if duty.charged is Charged.NAMED:
            yield from ((who, " "),) if who in whole else ()
            yield who, " (…) "
        elif duty.charged is Charged.CLAUSE:
            yield who, " (…) "
            if opens := _opening(duty):
                yield who, f" (…) {opens} "
        else:
            yield who, ": " if who in whole else " (…): "


def _title(duty: Duty) -> Iterator[tuple[str, str]]:
    """What the days of a timetable are for, where those who must keep them stand too far away to be said."""
    title = timetable.unmarked(duty.citation.clause.headings[-1])[1] if duty.citation.clause.headings else ""
    if timetable.is_title(title) and len(title) <= _TITLE:
        yield title.rstrip(" :."), ": "


def _opening(duty: Duty) -> str:
    """The few words of the sentence before the action: "Đồng thời"."""
    cited = duty.citation
    before = _SENTENCE.search(cited.clause.text[: cited.span.start - cited.clause.start])
    return before[1] if before else ""


def _printed(duty: Duty) -> str:
    """The words that name who is charged in the sentence or paragraph itself; else the names."""
    if duty.charged in (Charged.NAMED, Charged.CLAUSE):
        return " ".join(re.sub(r"[*_`#]", " ", duty.citations[-1].quote).split())
    return ", ".join(duty.actors)


def _texts(lead: str, duty: Duty, counted: Derivation | None, document: str, room: int) -> Iterator[str]:
    """The action behind ``lead``; behind it the day, where it was computed or is cut off, and the document."""
    deadline, action = duty.deadline, duty.action if lead else raised(duty.action)
    tail = f" ({document})" if document else ""
    if counted:
        due = f"hạn {counted.result}"
        yield from _ended(lead, action, due, document, room)
        return
    fits = len(lead) + len(action) + len(tail) <= room
    if deadline and deadline.day and not fits:
        yield from _ended(lead, action, deadline.words, document, room)
        before = f"{lead}{deadline.words}. " if lead else f"{raised(deadline.words)}. "
        yield before + _cut(raised(action), room - len(before) - len(tail)) + tail
    for less in _SHORTER:
        yield lead + _cut(action, room - len(lead) - len(tail) - less) + tail


def _ended(lead: str, action: str, due: str, document: str, room: int) -> Iterator[str]:
    """With the day and the document behind; cut now here, now there: between the two words of a name it does not verify."""
    for end in (f" ({due}, {document})", f" ({due}) ({document})") if document else (f" ({due})",):
        for less in _SHORTER:
            yield lead + _cut(action, room - len(lead) - len(end) - less) + end


def _cut(words: str, room: int) -> str:
    """``words`` in ``room`` characters, cut between two parts of the sentence where one ends near there, else between words."""
    if len(words) <= room:
        return words
    at = max(words.rfind(", ", 0, room), words.rfind("; ", 0, room))
    return f"{words[:at]}…" if at > room * 0.6 else shortened(words, max(room, 40))


def _citations(duty: Duty) -> tuple[Citation, ...]:
    """The action, from the name of who is charged on where both stand in one clause; then what stands elsewhere."""
    first, *others = duty.citations
    for one in others:
        if one.clause.id == first.clause.id:
            span = Span(min(one.span.start, first.span.start), max(one.span.end, first.span.end))
            first = citation(first.clause, duty.directive, span)
    return first, *(one for one in others if one.clause.id != first.clause.id)


def raised(words: str) -> str:
    """``words`` as they begin a sentence."""
    return words[:1].upper() + words[1:]
