"""On which page of paper a span stands, for sources that have pages."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from index.types import Place, Span
from rag.types import Answer
from ui.say import Say

if TYPE_CHECKING:
    from index.archive import Archive

Pages = Callable[[str, Span], tuple[int, ...]]


def pages_of(archive: "Archive") -> Pages:
    """The pages of a span of a file; the places of a file are fetched once."""
    known: dict[str, tuple[Place, ...]] = {}

    def pages(file: str, span: Span) -> tuple[int, ...]:
        if file not in known:
            known[file] = archive.source(file).places
        places = known[file]
        first = bisect_right(places, span.start, key=lambda place: place.end)
        last = bisect_left(places, span.end, key=lambda place: place.start)
        return tuple(dict.fromkeys(place.page for place in places[first:last]))

    return pages


def no_pages(_: str, __: Span) -> tuple[int, ...]:
    """For an archive without paper."""
    return ()


def page_text(pages: tuple[int, ...], say: Say) -> str:
    """``trang 2``, ``trang 2–4``; empty where there are none."""
    if not pages:
        return ""
    first, last = min(pages), max(pages)
    return say("trang ", "page ") + (f"{first}" if first == last else f"{first}–{last}")


def paged(answer: Answer, pages: Pages, say: Say) -> Answer:
    """The answer with the page behind the address of each citation, for the screen."""
    shown = {
        one: replace(one, address=f"{one.address}, {where}")
        for one in answer.citations
        if (where := page_text(pages(one.file, one.span), say))
    }
    if not shown:
        return answer
    statements = (replace(s, citations=tuple(shown.get(one, one) for one in s.citations)) for s in answer.statements)
    return replace(answer, statements=tuple(statements))
