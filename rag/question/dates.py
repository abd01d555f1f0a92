"""Documents that a question names by their date: ``công văn ngày 24/7/2021``, ``thông báo của Hà Đông ngày 2/9``."""

import re
from collections.abc import Iterator

from index.parsing import patterns as p
from index.parsing.numbers import iso_date
from index.text import fold
from rag.question.cues import KIND_WORDS
from rag.question.register import Meant, Register

_KINDS = sorted(
    {"van ban", *map(fold, p.KIND_NAMES), *(words for words in KIND_WORDS if " " in words)}, key=len, reverse=True
)
_DAY = (
    r"(?:(?P<d>\d{1,2})\s*[/.-]\s*(?P<m>\d{1,2})(?:\s*[/.-]\s*(?P<y>\d{4}))?"
    r"|(?P<day>\d{1,2})\s+thang\s+(?P<month>\d{1,2})(?:\s+nam\s+(?P<year>\d{4}))?)(?![\d/.-]*\d)"
)
# What stands between may name the issuer and who was told what, but no other date: "công văn … hoàn thành trước ngày".
_NEAR = re.compile(
    rf"\b(?P<kind>{'|'.join(_KINDS)})\b(?P<between>[^,?]{{0,60}}?)\s+"
    rf"(?P<said>(?:ngay|hom)\s+|(?=\d{{1,2}}\s*[/.-]\s*\d{{1,2}}\s*[/.-]\s*\d{{4}})){_DAY}"
)
_DEADLINE = re.compile(r"\b(?:truoc|sau|den|tu|han|het|ke|xong)\s*$")
_NOT_ITS = re.compile(r"\b(?:bat dau|hoan thanh|cham nhat|hop|hoi nghi|trien khai|thuc hien|theo|yeu cau|giao)\b")
# Between a kind and its own date stands nothing but who issued it and that it was.
_TIGHT = re.compile(r"(?:\s*\b(?:cua|do|ra|ky|de|ban hanh|phat hanh|cong bo|duoc|so)\b|\s*$)*")


def dated(text: str, register: Register) -> Iterator[tuple[str, Meant, tuple[tuple[int, int], ...]]]:
    """``(words, documents, where the kind and the date stand)`` for each document named by kind and date; nothing is meant where
    there is none of that date.

    A date without its year counts where it is one document's; that one is missing is not said of it, nor of a kind of which some
    have no date that can be read.
    """
    folded = fold(text)
    for match in _NEAR.finditer(folded):
        between = match["between"]
        kind = KIND_WORDS.get(match["kind"])
        printed = text[match.start() : match.end()] if len(text) == len(folded) else match.group()
        day, month, year = (match[a] or match[b] for a, b in (("d", "day"), ("m", "month"), ("y", "year")))
        iso = iso_date(day, month, year or "2000")
        if iso is None or _DEADLINE.search(between) or not (match["said"] or _TIGHT.fullmatch(between)):
            continue
        spans = (
            (match.span(),) if _TIGHT.fullmatch(between) else (match.span("kind"), (match.end("between"), match.end()))
        )
        meant = register.dated(kind, iso if year else None, iso[5:])
        if meant and not (_NOT_ITS.search(between) and len(meant.documents) != 1):
            yield printed, meant, spans
        elif not meant and year and kind and not register.undated(kind) and _TIGHT.fullmatch(between):
            yield printed, Meant(), spans
