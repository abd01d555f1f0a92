"""On which page of paper a span stands, for sources that have pages."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from index.types import Span
from rag.types import Answer
from ui.say import Say

if TYPE_CHECKING:
    from index.archive import Archive


@dataclass(frozen=True, slots=True)
class Where:
    """The pages on which a span stands; ``scanned``: OCR read it there."""

    pages: tuple[int, ...] = ()
    scanned: bool = False


Pages = Callable[[str, Span], Where]
_KEPT = 8


def pages_of(archive: "Archive") -> Pages:
    """The pages of a span of a file; the places of the last few files are kept, as a document is asked about clause by clause."""
    places_of = lru_cache(maxsize=_KEPT)(archive.places)

    def pages(file: str, span: Span) -> Where:
        places = places_of(file)
        first = bisect_right(places, span.start, key=lambda place: place.end)
        last = bisect_left(places, span.end, key=lambda place: place.start)
        here = places[first:last]
        scanned = any(place.confidence is not None for place in here)
        return Where(tuple(dict.fromkeys(place.page for place in here)), scanned)

    return pages


def no_pages(_: str, __: Span) -> Where:
    """For an archive without paper."""
    return Where()


def page_text(where: Where, say: Say) -> str:
    """``trang 2``, ``trang 2–4``, ``trang 2 (chữ do máy nhận dạng)``; empty where there are none."""
    if not where.pages:
        return ""
    first, last = min(where.pages), max(where.pages)
    shown = say("trang ", "page ") + (f"{first}" if first == last else f"{first}–{last}")
    return f"{shown} ({say('chữ do máy nhận dạng', 'read by OCR')})" if where.scanned else shown


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
