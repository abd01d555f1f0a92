"""Lines into cells: the columns of a letterhead or of a signature block, however a file prints them beside each other."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.parsing import patterns as p
from index.parsing.flat import flat

LONG = 3_000  # characters of one line: not cut at wide gaps

_GAP = re.compile(r"(?<=[^\s])(?:[ \u00a0]{3,}|[ \u00a0]*\t[ \t\u00a0]*)(?=\S)")
_WIDE = 8
_BETWEEN = re.compile(r"[-_=~–—]{3,}")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cell:
    """Words ``[start, end)`` that stand together on a line. ``block`` counts what blank lines, rules and cells part.

    ``line`` counts lines, ``at`` is the middle of the words on their line (columns of a table: 1,000 apart).
    """

    start: int
    end: int
    line: int
    block: int
    at: float


def cells(text: str, start: int, end: int) -> Iterator[Cell]:
    """The cells of the lines of ``text[start:end]``: columns of a Markdown row, or words a wide gap keeps apart."""
    block, line, at = 0, 0, start
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        own = text[at:stop]
        if p.RULE.match(own) or not own.strip():
            block += 1
        elif "|" in own or _BREAK.search(own):
            lower = 0
            for column, cell in enumerate(re.finditer(r"[^|]+", own)):
                block += 1
                for below, (first, last) in enumerate(_between(cell.group(), _BREAK)):
                    lower = max(lower, below)
                    for found in _parts(cell.group()[first:last], _BETWEEN):
                        begin, end_ = at + cell.start() + first + found[0], at + cell.start() + first + found[1]
                        yield Cell(begin, end_, line + below, block, column * 1000.0)
                        block += 1
            line += lower
        else:
            # A unit begins at its first word, which need not be where its line begins.
            left = at - text.rfind("\n", 0, at) - 1
            for a, b in _columns(own) if len(own) < LONG else [(0, len(own))]:
                for c, d in _parts(own[a:b], _BETWEEN):
                    yield Cell(at + a + c, at + a + d, line, block, left + (2 * a + c + d) / 2)
        line += 1
        at = stop + 1


def _between(own: str, rule: re.Pattern[str]) -> list[tuple[int, int]]:
    """The pieces that ``rule`` parts ``own`` into."""
    rules = [m.span() for m in rule.finditer(own)]
    return list(zip([0, *(end for _, end in rules)], [*(start for start, _ in rules), len(own)], strict=True))


def _parts(own: str, rule: re.Pattern[str]) -> list[tuple[int, int]]:
    """``own`` without the rules drawn in it; ends trimmed, empty pieces left out."""
    found = []
    for at, start in _between(own, rule):
        words = own[at:start].strip()
        if words and not p.RULE.match(words):
            begin = at + own[at:start].index(words)
            found.append((begin, begin + len(words)))
    return found


def _columns(own: str) -> list[tuple[int, int]]:
    """``own`` cut where a wide gap parts two columns, and not inside "Số:      /QĐ-UBND" or "ngày     tháng"."""
    cuts = [0]
    for gap in _GAP.finditer(own):
        left, right = own[cuts[-1] : gap.start()].rstrip("*_ "), own[gap.end() :].lstrip("*_ ")
        opens = right[:1].isupper() or right[:1] in '(“"'
        # Recipients of a Party document end in commas; only a gap as wide as between columns parts them from a signature.
        goes_on = left.endswith(":") or (left.endswith(",") and gap.end() - gap.start() < _WIDE)
        if opens and (not goes_on or flat(left).strip().startswith("noi nhan")):
            cuts.append(gap.end())
    return [
        (a, a + len(own[a:b].rstrip())) for a, b in zip(cuts, [*cuts[1:], len(own)], strict=True) if own[a:b].strip()
    ]
