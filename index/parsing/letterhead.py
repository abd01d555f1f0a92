"""The top of a directive cut into its parts: motto, number, place and date, kind, bodies, marks, "V/v", "Kính gửi".

The parts of a letterhead stand in two columns; files print them cell by cell, side by side on one line (``pdftotext
-layout``), as a row of a Markdown table, or all on one line. Whatever the file, :func:`letterhead` gives one piece a part.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from index.parsing import patterns as p
from index.parsing.cells import LONG, Cell, cells
from index.parsing.flat import even, flat
from index.parsing.parts import DATE, DATE_ALONE, KINDS, NUMBER, NUMBER_LEAD, Part, is_place, kind_in, part_of

_WINDOW = 6_000  # characters: no letterhead is longer
_SENTENCE = 100  # characters: longer than any line of a letterhead that ends like a sentence
_PROSE = 600  # characters of one piece: that is no subject any more
_CUES = ("CỘNG H", "CỘNG S", "CONG H", "Độc lập", "Số:", "Số :", "Số ", "So:", "Kính gửi", "Kinh gui", "Nơi nhận")
_CUE_CHARS = 1_500
_FRAME = frozenset({Part.MOTTO, Part.NUMBER, Part.DATE, Part.URGENCY, Part.SECRECY})
_MOTTO = re.compile(
    r"(?<!nuoc )cong hoa xa hoi chu nghia viet nam|doc lap\s*-\s*tu do\s*-\s*hanh phuc|dang cong san viet nam"
)
_STOP = re.compile(
    r"\W*(?:can cu\b|xet\b|theo de nghi\b|dieu \d|chuong (?:[ivx]+|\d+)\b|phan (?:thu|[ivx]+)\b|[ivx]{1,4}\s?[.)/-]\s|"
    r"\d{1,2}\s?[.)]\s?(?=\D)|[a-z]\)\s|noi nhan\b|kinh thua\b|quoc hoi ban hanh|hom nay\b|(?:tm|t/m|kt|k/t|tl|t/l|tuq)\s?[./ ])"
)
_PLACE = re.compile(
    rf"(?:(?:TP|Tp|Q|H|P|TX|"
    rf"TT)\s?\.\s?)?[{p.UPPER}][{p.LOWER}]+(?:\s(?:-\s)?[{p.UPPER}][{p.LOWER}]+){{0,4}}(?:\s\d{{1,2}})?\s{{0,2}},\s{{0,2}}(?=[Nn]g[àa]y\s)"
)
_INNER_NUMBER = re.compile(r"\bso\s?[:.]?\s{0,6}(?=[\dlo.…/-])")
_KIND_BEFORE = re.compile(rf"(?:{'|'.join(map(re.escape, KINDS))}|van ban)\s+$")
_INNER = re.compile(
    r"\bv\s?/\s?v\b|\bkinh gui\b|\((?=(?:ban hanh )?kem )|\bcan cu\b|\bxet de nghi\b|\bhoa toc(?: hen gio)?\b|\bthuong "
    r"khan\b|\btoi mat\b|\btuyet mat\b"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One part ``[start, end)`` of a letterhead; ``emphasised``: printed in italics or bold (Markdown)."""

    start: int
    end: int
    part: Part
    block: int
    emphasised: bool = False


def _cut_points(own: str, small: str) -> set[int]:
    """Where, inside one run of words (even and flat), one part of a letterhead ends and the next begins."""
    cuts: set[int] = set()
    dated = DATE_ALONE.match(small)
    if dated and is_place(own[: dated.end("place")]) and not NUMBER_LEAD.match(small):
        return cuts
    for found in _MOTTO.finditer(small):
        if own[found.start()].isupper() and (own[found.start() : found.end()].isupper() or small[found.start()] == "d"):
            cuts |= {found.start(), found.end()}
    for found in _INNER_NUMBER.finditer(small):
        at = found.start()
        before = _KIND_BEFORE.search(small, max(0, at - 40), at)
        if own[at] == "S" and own[at + 1 : at + 2].islower() and (not before or ":" in found.group()):
            cuts.add(before.start() if before and own[before.start()].isupper() else at)
            if number := NUMBER.match(own, found.end()):
                cuts.add(number.end())
    for found in _PLACE.finditer(own):
        if (date := DATE.match(small, found.end())) and not own[date.end() :].lstrip(" ,.")[:1].islower():
            cuts |= {found.start(), date.end()}
    for found in _INNER.finditer(small):
        at, last = found.start(), own[: found.start()].rstrip()[-1:]
        if own[at] == "(":
            cuts.add(at)
        elif own[at].isupper() and (small[at] in "vk" or not last.islower()):
            if small[at] in "htk" and small[at : at + 4] != "kinh" and own[at : found.end()].isupper():
                cuts |= {at, found.end()}
            elif small[at] in "vkcx":
                cuts.add(at)
    return cuts


def _pieces_of(text: str, cell: Cell) -> Iterator[Piece]:
    printed = text[cell.start : cell.end]
    own, small = even(printed), flat(printed)
    cuts = sorted({0, len(printed)} | (_cut_points(own, small) if 12 < len(printed) < LONG else set()))
    for a, b in itertools.pairwise(cuts):
        words = printed[a:b].strip(" \t|")
        if not words or not any(map(str.isalnum, words)):
            continue
        begin = cell.start + a + printed[a:b].index(words)
        part = part_of(words)
        kind = kind_in(words) if part is Part.KIND else None
        emphasised = words[0] in "*_"
        if kind and words[kind[2] :].strip(" *_.:"):
            # The title's own words follow on the same line.
            rest = words[kind[2] :].lstrip(" *_.:")
            yield Piece(begin, begin + kind[2], part, cell.block, emphasised)
            follows = part_of(rest)
            at = begin + len(words) - len(rest)
            yield Piece(
                at, begin + len(words), Part.CAPITALS if follows is not Part.TEXT else follows, cell.block, emphasised
            )
        else:
            yield Piece(begin, begin + len(words), part, cell.block, emphasised)


def letterhead(text: str, start: int, end: int) -> list[Piece]:
    """The pieces of the letterhead at the top of ``text[start:end]``: up to "Kính gửi" (kept) or the text proper."""
    return list(_letterhead(text, start, min(end, start + _WINDOW)))


# Read twice: to tell the zones apart, and for the fields.
@lru_cache(maxsize=4)
def _letterhead(text: str, start: int, end: int) -> tuple[Piece, ...]:
    found: list[Piece] = []
    framed = False
    for cell in cells(text, start, end):
        for piece in _pieces_of(text, cell):
            own = text[piece.start : piece.end]
            framed = framed or piece.part in _FRAME or piece.part is Part.KIND
            if piece.part in (Part.TEXT, Part.CAPITALS, Part.OFFICE, Part.BODY) and _ends_it(own, piece, framed):
                return tuple(found)
            found.append(piece)
            if piece.part is Part.ADDRESS:
                return tuple(found)
    return tuple(found)


def _ends_it(own: str, piece: Piece, framed: bool) -> bool:
    """Whether the text proper, or the signature of a short one, begins with the piece ``own``."""
    if len(own) > _PROSE or _STOP.match(flat(own)):
        return True
    return framed and piece.part is Part.TEXT and len(own) > _SENTENCE and own.rstrip(' "”*_').endswith((".", ":", ";"))


def has_cues(text: str, start: int, end: int) -> bool:
    """Whether words that every letterhead has stand near ``start``; a text without them is not searched for one."""
    top = text[start : min(end, start + _CUE_CHARS)]
    return any(map(top.__contains__, _CUES))


def frame_end(text: str, start: int, end: int) -> int:
    """Where the last part that only a letterhead has (motto, number, date, mark) ends; ``start`` where there is none."""
    if not has_cues(text, start, end):
        return start
    framed = [piece.end for piece in letterhead(text, start, end) if piece.part in _FRAME]
    return max(framed, default=start)


def pieces(text: str, start: int, end: int) -> list[Piece]:
    """All pieces of ``text[start:end]``, wherever it stands (of what is too long for a letterhead, the first)."""
    return [piece for cell in cells(text, start, min(end, start + _WINDOW)) for piece in _pieces_of(text, cell)]
