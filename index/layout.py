"""Text into units: lines grouped into the paragraphs a reader sees, whatever the page breaks did to them.

A unit is one paragraph, list item or heading line. Paragraphs cut by a page break become one unit again, so that a
clause never ends in the middle of a sentence. Works on NFC text; offsets are that text's.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from index import patterns as p


class Look(StrEnum):
    """What a unit looks like, judged by itself."""

    TITLE = "title"
    MOTTO = "motto"
    RULE = "rule"
    PAGE = "page"
    NUMBER = "number"
    PLACE_DATE = "place_date"
    KIND = "kind"
    BODY_NAME = "body_name"
    CAPITALS = "capitals"
    ADDRESS = "address"
    RECIPIENT = "recipient"
    AUTHORITY = "authority"
    PERSON = "person"
    ITEM = "item"
    TEXT = "text"


# Looks that a wrapped line never continues and that never continue a line.
ALONE = frozenset(Look) - {Look.TEXT, Look.PERSON, Look.ITEM}


@dataclass(frozen=True, slots=True)
class Marker:
    """A list marker: its level name, its label as printed, and where the item's own words begin."""

    level: str
    label: str
    body: int


@dataclass(frozen=True, slots=True)
class Unit:
    """One paragraph-like piece ``[start, end)``; ``block`` counts the blank-line-separated blocks of the file.

    ``cell``: a cell or row of a table. ``title``: it stands directly under a heading or is printed as a subject line.
    """

    start: int
    end: int
    look: Look
    block: int
    marker: Marker | None = None
    cell: bool = False
    title: bool = False


_ROMAN = r"(?:X{0,3}(?:IX|IV|V?I{1,3}|V)|X{1,3})"
_ORDINAL = r"(?:nhất|một|hai|ba|bốn|tư|năm|sáu|bảy|tám|chín|mười)"
# Level by level, outermost first; the first that matches wins.
_MARKERS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("phụ lục", re.compile(rf"^PH[ỤU]\s+L[ỤU]C\b\s*(?:(?P<label>{_ROMAN}|\d{{1,3}}|[A-Z])\b)?(?:\s*[.:\-–])?\s*")),
    (
        "phần",
        re.compile(
            rf"^(?:PHẦN|Phần)\s+(?:(?:thứ|THỨ)\s+)?(?P<label>{_ROMAN}|\d{{1,3}}|{_ORDINAL}|{_ORDINAL.upper()})(?=[\s.:]|$)[.:]?\s*"
        ),
    ),
    ("chương", re.compile(rf"^(?:CHƯƠNG|Chương)\s+(?P<label>{_ROMAN}|\d{{1,3}})(?=[\s.:]|$)[.:]?\s*")),
    ("mục", re.compile(rf"^(?:MỤC|Mục)\s+(?P<label>{_ROMAN}|\d{{1,3}})(?=[\s.:]|$)[.:]?\s*(?=[A-ZÀ-ỸĐ]|$)")),
    (
        "điều",
        re.compile(rf"^(?:Điều|ĐIỀU)\s+(?P<label>\d{{1,4}}[a-zđ]?)(?=\s*(?:[.:*–-]|$)|\s+[{p.UPPER}])[*]*\s?[.:]?\s*"),
    ),
    ("la mã", re.compile(rf"^(?P<label>{_ROMAN})\s?(?:[.)]|\s?[-–/])\s+")),
    ("số", re.compile(r"^(?P<label>\d{1,3})\s?(?:\.(?!\d)|\s?/(?=\s))\s*")),
    ("số.số", re.compile(r"^(?P<label>\d{1,2}\.\d{1,2})\.?\s+(?=\D)")),
    ("số.số.số", re.compile(r"^(?P<label>\d{1,2}(?:\.\d{1,2}){2,3})\.?\s+(?=\D)")),
    ("(số)", re.compile(r"^\((?P<label>\d{1,3})\)\s*")),
    ("số)", re.compile(r"^(?P<label>\d{1,3})\s?[)]\s*")),
    ("chữ", re.compile(r"^(?P<label>[a-zđ])\s?[.)]\s+|^(?P<label2>[a-zđ])\)\s*")),
    ("gạch", re.compile(r"^(?P<label>[-–—•*·])\s+(?=\S)|^(?P<label2>[-–—•])(?=[^\W\d_*])")),
    ("cộng", re.compile(r"^(?P<label>\+)\s*")),
)
LEVELS = tuple(level for level, _ in _MARKERS)
_EMPHASIS = re.compile(r"[*_#>\s\ufeff]*")
_KIND_TITLE = re.compile(
    r"^[*_#\s]*(?:" + "|".join(re.escape(k.upper()).replace(r"\ ", r"\s+") for k in p.KIND_NAMES) + r")(?P<rest>.*)$"
)
_UNFINISHED_END = re.compile(r"[.:;!?…/]$")
_CLOSERS = "*_”\"’') "


def marker_of(text: str) -> Marker | None:
    """The list marker that begins ``text`` (leading emphasis marks allowed), if any."""
    skip = _EMPHASIS.match(text)
    offset = skip.end() if skip and text.lstrip()[:2] != "* " else len(text) - len(text.lstrip())
    rest = text[offset:]
    for level, pattern in _MARKERS:
        match = pattern.match(rest)
        if match:
            groups = match.groupdict()
            return Marker(level, groups.get("label") or groups.get("label2") or "", offset + match.end())
    return None


def _is_office(bare: str) -> bool:
    """An office ("CHỦ TỊCH") and not a body that issues; the Prime Minister is both."""
    return bool(p.CAPACITY.match(bare)) and not re.match(r"THỦ\s+TƯỚNG\s+CHÍNH\s+PHỦ", bare)


def _is_capitals(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 2 and sum(c.isupper() for c in letters) >= 0.9 * len(letters)


def look_of(text: str, cell: bool = False) -> Look:
    """What the line ``text`` looks like by itself; a table cell holds several lines run together, so it may be long."""
    limit = 2000 if cell else 1
    bare = text.strip().strip("*_#| ").strip()
    capitals = _is_capitals(bare)
    checks = (
        (Look.RULE, bool(p.RULE.match(text))),
        (Look.TITLE, text.startswith("#")),
        (Look.PAGE, bool(p.PAGE_NUMBER.match(text))),
        (Look.MOTTO, bool(p.MOTTO.match(text))),
        (Look.ADDRESS, bool(p.ADDRESS_HEAD.match(text))),
        (Look.RECIPIENT, bool(p.RECIPIENT_HEAD.match(text))),
        (
            Look.NUMBER,
            bool(p.NUMBER_LINE.match(text) or p.NUMBER_BLANK.match(text)) and len(bare) < 60 * limit,
        ),
        (Look.PLACE_DATE, bool(p.PLACE_DATE.match(bare)) and len(bare) < 70 * limit),
        (Look.AUTHORITY, (capitals or cell) and bool(p.AUTHORITY.match(text))),
        (Look.KIND, capitals and bool(_KIND_TITLE.match(bare)) and len(bare) < 120),
        (Look.ITEM, marker_of(text) is not None),
        (
            Look.BODY_NAME,
            capitals and bool(p.BODY_CAPITAL.match(bare)) and not _is_office(bare) and len(bare) < 120,
        ),
        (Look.CAPITALS, capitals),
        (Look.PERSON, bool(p.PERSON_LINE.match(text))),
    )
    return next((look for look, holds in checks if holds), Look.TEXT)


# What tells a table of the letterhead or of the signatures (read cell by cell) from a table of the text (row by row).
_FRAME = frozenset({Look.MOTTO, Look.NUMBER, Look.ADDRESS, Look.RECIPIENT, Look.AUTHORITY, Look.PLACE_DATE})


def _cells(row: str) -> list[tuple[int, int]]:
    found = []
    for cell in re.finditer(r"[^|]+", row):
        words = cell.group().strip()
        if words:
            begin = cell.start() + cell.group().index(words)
            found.append((begin, begin + len(words)))
    framed = any(look_of(row[a:b], cell=True) in _FRAME for a, b in found)
    return found if framed else [(0, len(row))]


def _lines(text: str) -> Iterator[tuple[int, int, int, bool]]:
    """``(start, end, block, is_cell)`` of each non-blank line; the cells of a Markdown table row count as lines."""
    block, blank, at = 0, False, 0
    for line in re.split(r"(?<=\n)|(?<=\x0c)", text):
        content = line.strip(" \t\r\n\x0b\x0c\u00a0\ufeff")
        if not content:
            blank = True
        else:
            if blank:
                block, blank = block + 1, False
            start = at + line.index(content)
            if content.startswith("|") and content.count("|") >= 2:
                yield from ((start + a, start + b, block, True) for a, b in _cells(content))
            else:
                yield start, start + len(content), block, False
        at += len(line)


def _joins(text: str, unit: Unit, look: Look, block: int) -> bool:
    """Whether a line that looks like ``look`` goes on with ``unit`` inside the same block (a wrapped line)."""
    return block == unit.block and look in (Look.TEXT, Look.PERSON) and unit.look in (Look.TEXT, Look.ITEM, Look.PERSON)


def _is_cut(text: str, before: Unit, after: Unit) -> bool:
    """Whether a page break cut one paragraph into ``before`` and ``after``."""
    if (
        before.look not in (Look.TEXT, Look.ITEM)
        or after.look not in (Look.TEXT, Look.PERSON)
        or before.cell
        or after.cell
    ):
        return False
    tail = text[before.start : before.end].rstrip(_CLOSERS)
    head = text[after.start : after.end].lstrip("*_“\"'( ")
    if not tail or not head or _UNFINISHED_END.search(tail):
        return False
    if head[0].islower() or head[0].isdigit():
        return True
    return not before.title and before.end - before.start > 80 and after.look is Look.TEXT and tail[-1] not in "*_"


def _is_title(text: str, found: list[Unit], start: int, block: int) -> bool:
    under = bool(found) and found[-1].block == block and (found[-1].look in ALONE or found[-1].title)
    return under or bool(p.SUBJECT_HEAD.match(text[start : start + 20])) or text.startswith("*", start)


def units(text: str) -> list[Unit]:
    """The units of ``text`` in order: wrapped lines joined, page cuts healed, rules and page numbers dropped."""
    found: list[Unit] = []
    for start, end, block, cell in _lines(text):
        look = look_of(text[start:end], cell)
        if found and not cell and not found[-1].cell and _joins(text, found[-1], look, block):
            last = found[-1]
            found[-1] = replace(last, end=end, look=Look.TEXT if last.look is Look.PERSON else last.look)
            continue
        marker = marker_of(text[start:end]) if look is Look.ITEM else None
        if marker:
            marker = replace(marker, body=start + marker.body)
        found.append(Unit(start, end, look, block, marker, cell, _is_title(text, found, start, block)))
    healed: list[Unit] = []
    for unit in found:
        if unit.look is Look.PAGE or (unit.look is Look.RULE and not unit.cell):
            continue
        if healed and _is_cut(text, healed[-1], unit):
            healed[-1] = replace(healed[-1], end=unit.end)
        else:
            healed.append(unit)
    return [unit for unit in healed if unit.look is not Look.RULE]
