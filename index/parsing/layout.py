"""Text into units: lines grouped into the paragraphs a reader sees, whatever the page breaks did to them.

A unit is one paragraph, list item or heading line. Paragraphs cut by a page break become one unit again, so that a
clause never ends in the middle of a sentence. Works on NFC text; offsets are that text's.
"""

import re
from typing import NamedTuple

from index.parsing import patterns as p
from index.parsing.aligned import FRAME, Part, aligned
from index.parsing.barred import barred
from index.parsing.looks import Look, look_and_marker, look_of
from index.parsing.markers import Marker

_CONTINUED = frozenset({Look.TEXT, Look.ITEM, Look.PERSON})
# "# 02_2020_art4_7": what a program that cut the text into pieces called one of them.
_CHUNK_LABEL = re.compile(r"#++\s*+(?=[^\s_#]*+_)[^\s#]++\s*$")
# Looks that a wrapped line never continues and that never continue a line.
ALONE = frozenset(Look) - {Look.TEXT, Look.PERSON, Look.ITEM}


class Unit(NamedTuple):
    """One paragraph-like piece ``[start, end)``; ``block`` counts the blank-line-separated blocks of the file.

    ``cell``: a cell or row of a table. ``title``: it stands directly under a heading or is printed as a subject line; of a
    table, it is the row of its column names.
    """

    start: int
    end: int
    look: Look
    block: int
    marker: Marker | None = None
    cell: bool = False
    title: bool = False


_UNFINISHED_END = re.compile(r"[.:;!?…/]$")
_CLOSERS = "*_”\"’') "


def _cells(row: str) -> list[tuple[int, int]]:
    found = []
    for cell in re.finditer(r"[^|]+", row):
        words = cell.group().strip()
        if words:
            begin = cell.start() + cell.group().index(words)
            found.append((begin, begin + len(words)))
    # A table of the letterhead or of the signatures is read cell by cell, one of the text row by row.
    framed = any(look_of(row[a:b], cell=True) in FRAME for a, b in found)
    return found if framed else [(0, len(row))]


class _Line(NamedTuple):
    start: int
    end: int
    block: int
    cell: bool


def _lines(text: str) -> list[_Line]:
    """The lines that are not blank; the cells of a letterhead in a Markdown table count as lines."""
    found: list[_Line] = []
    block, blank, at = 0, False, 0
    for line in text.replace("\x0c", "\n").split("\n"):
        content = line.strip(" \t\r\x0b\u00a0\ufeff")
        if not content:
            blank = True
        else:
            if blank:
                block, blank = block + 1, False
            start = at + line.index(content)
            if content[0] == "|" and content.count("|") >= 2:
                found += [_Line(start + a, start + b, block, True) for a, b in _cells(content)]
            else:
                found.append(_Line(start, start + len(content), block, False))
        at += len(line) + 1
    return found


# A line longer than this is a paragraph, not a line of one; a file with more than this share of them is not wrapped.
_WRAPPED_CHARS, _LONG_SHARE = 200, 0.02
# A wrapped paragraph's lines fill at least this much of the usual width; its last need not.
_FILLED = 0.75


def _width(lines: list[_Line]) -> int:
    """How long the lines are at which this file wraps its paragraphs; 0 where a line is a paragraph."""
    lengths = sorted(line.end - line.start for line in lines if not line.cell)
    if not lengths or sum(length > _WRAPPED_CHARS for length in lengths) > _LONG_SHARE * len(lengths):
        return 0
    return lengths[int(0.9 * (len(lengths) - 1))]


# What opens a paragraph of its own wherever the line before it ends, and what does after the end of a sentence.
_GROUNDS = re.compile(r"(?:Căn\s+cứ|Theo\s+đề\s+nghị|Xét)\s")
_OPENS = re.compile(
    rf"(?:Trên\s+đây|Trân\s+trọng|Nhận\s+được|(?:{p.KIND_WORD})\s+này)\b|[“\"«]\s?(?:\d{{1,3}}[a-zđ]?\.|[a-zđ]\)|Điều\s)"
)
# After these words a number at the start of a line is no marker: "theo khoản" over "2. Điều này".
_EXPECTS = re.compile(
    r"\b(?:khoản|điều|điểm|mục|số|quá|đa|từ|đến|là|vào|ngày|tháng|năm|hơn|trên|dưới|khoảng)$", re.IGNORECASE
)
_DIGITS = frozenset({"số", "số.số", "số.số.số", "số)", "chữ"})


def _is_next(before: Marker | None, marker: Marker) -> bool:
    """Whether ``marker`` counts on from the one that the paragraph begins with: "2." behind "1."."""
    if before is None or before.level != marker.level or not (before.label.isdecimal() and marker.label.isdecimal()):
        return False
    return int(marker.label) == int(before.label) + 1


def _joins(text: str, unit: Unit, last: _Line, line: _Line, look: Look, marker: Marker | None, width: int) -> bool:
    """Whether ``line`` goes on with the paragraph ``unit``, whose last line is ``last`` (a wrapped line)."""
    if line.block != unit.block or unit.look not in _CONTINUED or line.cell or unit.cell:
        return False
    full = width > 0 and last.end - last.start >= _FILLED * width
    ended = text[last.end - 1] in ".;:!?…" or text[last.end - 2 : last.end] in (".”", '."', ";”", ".)")
    if look is Look.ITEM:  # "… không quá" over "100. Việc chi …": a number that happens to begin a line
        if ended or marker is None or marker.level not in _DIGITS:
            return False
        open_end = text[last.end - 1].islower() or text[last.end - 1] == ","
        return (full and open_end and not _is_next(unit.marker, marker)) or bool(
            _EXPECTS.search(text, max(last.start, last.end - 12), last.end)
        )
    if look not in (Look.TEXT, Look.PERSON):
        return False
    first = text[line.start]
    if _GROUNDS.match(text, line.start) or (ended and _OPENS.match(text, line.start)):
        return False
    if first.islower():
        return True
    if ended:
        return full
    # A short line without an end, and a capital after it: a heading over its text.
    return full or unit.look is not Look.ITEM or not first.isupper() or text[last.end - 1] == ","


_SHORT = 40  # characters: a line of a paragraph that a page break cut is longer


def _is_cut(text: str, before: Unit, after: Unit) -> bool:
    """Whether a page break cut one paragraph into ``before`` and ``after``."""
    if (
        before.look not in (Look.TEXT, Look.ITEM)
        or after.look not in (Look.TEXT, Look.PERSON)
        or before.cell
        or after.cell
    ):
        return False
    tail = text[max(before.start, before.end - 80) : before.end].rstrip(_CLOSERS)
    head = text[after.start : min(after.end, after.start + 80)].lstrip("*_“\"'( ")
    if not tail or not head or _UNFINISHED_END.search(tail):
        return False
    if head[0].islower() or (head[0].isdigit() and before.end - before.start > _SHORT):
        return True
    return not before.title and before.end - before.start > 80 and after.look is Look.TEXT and tail[-1] not in "*_"


def _is_title(text: str, found: list[Unit], start: int, block: int) -> bool:
    if found and found[-1].block == block and (found[-1].look in ALONE or found[-1].title):
        return True
    first = text[start]
    return first == "*" or (first in 'Vv_"“' and bool(p.SUBJECT_HEAD.match(text[start : start + 20])))


_UNDOTTED = re.compile(rf"(?P<label>\d{{1,2}})[ \t]+(?=[{p.UPPER}][{p.LOWER}])")
_FEWEST = 3


def _undotted(text: str, lines: list[_Line]) -> dict[int, Marker]:
    """Numbers without a dot, "1 Nội dung…", "2 Thông tin…", by where their line starts: three in a row at least, from 1 on."""
    found: dict[int, Marker] = {}
    run: list[tuple[int, Marker]] = []
    for line in lines:
        match = None if line.cell or not text[line.start].isdecimal() else _UNDOTTED.match(text, line.start, line.end)
        if not match:
            continue
        label = int(match["label"])
        if label != len(run) + 1:
            run = []
        if label == len(run) + 1:
            run.append((line.start, Marker("số", match["label"], match.end() - line.start)))
        if len(run) >= _FEWEST:
            found.update(run)
    return found


_ALONE = re.compile(r"\d{1,3}$")
_FIRST_PAGES = 3


def _pages(text: str, lines: list[_Line]) -> frozenset[int]:
    """Where the lines start that are page numbers: they go up, from one of the first pages on; other numbers are text."""
    found: list[int] = []
    before = 0
    for line in lines:
        if line.end - line.start > 20 or line.cell:
            continue
        words = text[line.start : line.end]
        if not p.PAGE_NUMBER.match(words):
            continue
        if not _ALONE.match(words):
            found.append(line.start)  # "- 2 -", "Trang 2", "2/5"
        elif before < int(words) <= (before + 2 if before else _FIRST_PAGES):
            before = int(words)
            found.append(line.start)
    return frozenset(found)


def units(text: str) -> list[Unit]:
    """The units of ``text`` in order: wrapped lines joined, page cuts healed, rules and page numbers dropped."""
    lines = _lines(text)
    places = [(line.start, line.end, -1 if line.cell else line.block) for line in lines]
    rows = aligned(text, places) | barred(text, places)
    lines = [line._replace(cell=True) if at in rows else line for at, line in enumerate(lines)]
    width = _width(lines)
    undotted = _undotted(text, lines)
    pages = _pages(text, lines)
    found: list[Unit] = []
    for at, line in enumerate(lines):
        start, end = line.start, line.end
        if at in rows:
            if rows[at] is Part.MORE:
                found[-1] = found[-1]._replace(end=end)
            else:
                found.append(Unit(start, end, Look.TEXT, line.block, None, True, rows[at] is Part.HEAD))
            continue
        look, marker = look_and_marker(text[start:end], line.cell)
        if start in undotted:
            look, marker = Look.ITEM, undotted[start]
        elif look is Look.PAGE and start not in pages:
            look = Look.TEXT
        if found and _joins(text, found[-1], lines[at - 1], line, look, marker, width):
            unit = found[-1]
            found[-1] = Unit(
                unit.start,
                end,
                Look.TEXT if unit.look is Look.PERSON else unit.look,
                unit.block,
                unit.marker,
                False,
                unit.title,
            )
        elif look is Look.RULE and line.cell and found and found[-1].cell and found[-1].block == line.block:
            if found[-1].title is False and (len(found) < 2 or found[-2].block != line.block or not found[-2].cell):
                found[-1] = found[-1]._replace(title=True)
        elif look is not Look.TITLE or not _CHUNK_LABEL.match(text, start, end):
            if marker:
                marker = Marker(marker.level, marker.label, start + marker.body)
            title = not line.cell and _is_title(text, found, start, line.block)
            found.append(Unit(start, end, look, line.block, marker, line.cell, title))
    healed: list[Unit] = []
    for unit in found:
        if unit.look is Look.PAGE or unit.look is Look.RULE:
            continue
        if healed and _is_cut(text, healed[-1], unit):
            healed[-1] = healed[-1]._replace(end=unit.end)
        else:
            healed.append(unit)
    return healed
