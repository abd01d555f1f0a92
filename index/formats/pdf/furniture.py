"""What is printed on every page and belongs to none of them: page numbers, running headers and footers, stamps."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from index.formats.pdf.marks import Line, Page, Shape
from index.formats.pdf.paragraphs import is_marked
from index.parsing.patterns import BODY_CAPITAL
from index.text import fold

_PAGE = re.compile(
    r"^\W*(?:(?:trang|page|tr\.?)\s*)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:/|of|tren|-)\s*\d{1,4})?\W*$", re.IGNORECASE
)
# What a browser prints above and below a page.
_BROWSER = re.compile(r"^\d{1,4}[/-]\d{1,2}[/-]\d{1,4}, \d{1,2}:\d\d\b|^(?:https?|file)://\S+(?: \d+/\d+)?$")
# Share of the page's height at its top and bottom where furniture stands.
_EDGE = 0.13
# Words of a letterhead: a file of many one-page decisions repeats them, and they are the text.
_LETTERHEAD = re.compile(
    r"cong hoa xa hoi|dang cong san viet|doc lap\s*[-–—]|noi nhan|kinh gui|^\W*(?:phu luc|mau so|bieu so|bieu mau)\b|"
    r"^\W*so\s*(?::|\d)|\bngay\b.*\bthang\b"
)
_NUMBER = re.compile(r"^\W*so\s*:?\s*[\d.…]*\s*[-–/]\s*[a-z]")
_MOTTO = re.compile(r"cong hoa xa hoi|dang cong san viet")
# The visible mark of a digital signature.
_STAMP = re.compile(
    r"^\W*(?:(?:ky|ky so|duoc ky) boi|nguoi ky|(?:thoi gian|ngay) ky|co quan|to chuc|e-?mail|thu dien tu|chuc vu|"
    r"digitally signed by|signature valid|date|reason|location)\s*:"
)
_SIGNED = re.compile(
    r"^\W*(?:ky boi|nguoi ky|ky so boi|duoc ky boi|thoi gian ky|ngay ky|digitally signed by|signature valid)\b"
)


_Key = tuple[str, str, int]


def without_furniture(pages: Sequence[Page]) -> list[Page]:
    """``pages`` without page numbers, running headers and footers and the text of digital signature stamps."""
    repeated = _repeated(pages)
    found = []
    for page in pages:
        rows = [row for row in _rows(page) if _key(row, page) in repeated and not _is_text(row, page)]
        gone = {id(one) for row in rows for one in row}
        gone |= _numbers(page, gone) | _stamps(page)
        found.append(_without(page, gone) if gone else page)
    return found


def _rows(page: Page) -> list[list[Line]]:
    """The lines at the top and bottom of a page, those of one height together: a letterhead may have parted them."""
    found: list[list[Line]] = []
    for one in sorted((one for one in _page_lines(page) if _edge(one, page)), key=lambda one: one.base):
        if found and one.base - found[-1][-1].base < 0.35 * one.size:
            found[-1].append(one)
        else:
            found.append([one])
    return [sorted(row, key=lambda one: one.left) for row in found]


def _page_lines(page: Page) -> list[Line]:
    return [one for block in page.blocks for one in block.lines if block.shape is not Shape.TABLE]


def _without(page: Page, gone: set[int]) -> Page:
    blocks = []
    for block in page.blocks:
        if block.shape is not Shape.TABLE:
            own = tuple(one for one in block.lines if id(one) not in gone)
            if not own:
                continue
            block = replace(block, lines=own, left=min(o.left for o in own), right=max(o.right for o in own))
        blocks.append(block)
    return replace(page, blocks=tuple(blocks))


def _edge(one: Line, page: Page) -> str | None:
    if one.base < _EDGE * page.height:
        return "top"
    return "bottom" if one.base > (1 - _EDGE) * page.height else None


def _key(row: Sequence[Line], page: Page) -> _Key | None:
    """What two prints of one running header have in common: its words without numbers, and about where it stands."""
    edge = _edge(row[0], page)
    words = re.sub(r"\W+", " ", re.sub(r"\d+", "#", fold(_text(row)))).strip()
    return (edge, words, round(row[0].base / 12)) if edge and words else None


def _text(row: Sequence[Line]) -> str:
    return " ".join(one.text for one in row)


def _repeated(pages: Sequence[Page]) -> set[_Key]:
    """The keys of rows printed on several pages at a height where few pages have anything else."""
    counts: Counter[_Key] = Counter()
    heights: Counter[tuple[str, int]] = Counter()
    for page in pages:
        keys = {key: row for row in _rows(page) if (key := _key(row, page))}
        heights.update({(edge, near) for edge, _, at in keys for near in (at - 1, at, at + 1)})
        counts.update({key for key, row in keys.items() if not _is_text(row, page)})
    # Rounding may put one height into two neighbouring classes.
    sums = {key: sum(counts[key[0], key[1], near] for near in (key[2] - 1, key[2], key[2] + 1)) for key in counts}
    often = {key for key, count in sums.items() if count >= max(2, len(pages) * 0.2)}
    shares = {
        (edge, at): sum(counts[key] for key in often if key[0] == edge and abs(key[2] - at) <= 1)
        for edge, _, at in often
    }
    return {key for key in often if shares[key[0], key[2]] >= 0.6 * heights[key[0], key[2]]}


def _is_text(row: Sequence[Line], page: Page) -> bool:
    """Whether a row is text although several pages have one like it: part of a letterhead, an annex's title, an item."""
    if _LETTERHEAD.search(fold(_text(row))) or is_marked(row[0]):
        return True
    for one in _page_lines(page):
        if one.base > page.height / 3:
            continue
        if _MOTTO.search(fold(one.text)) and row[0].base >= one.base - 1.2 * one.size and _edge(row[0], page) == "top":
            return True
        above = 0 < one.base - row[0].base < 5 * one.size
        if above and _NUMBER.match(fold(one.text)) and any(BODY_CAPITAL.match(part.text) for part in row):
            return True
    return False


def _numbers(page: Page, gone: set[int]) -> set[int]:
    """Page numbers and what browsers print: the outermost rows at the top and bottom."""
    own = [row for row in _rows(page) if not any(id(one) in gone for one in row)]
    found: set[int] = set()
    for rows in (own[:2], own[::-1][:2]):
        for row in rows:
            text = _text(row)
            if not (_PAGE.match(fold(text)) or _BROWSER.search(text)):
                break
            found |= {id(one) for one in row}
    return found


def _stamps(page: Page) -> set[int]:
    """Blocks of "Ký bởi: … Cơ quan: … Ngày ký: …"."""
    own = _page_lines(page)
    marks = [one for one in own if _SIGNED.match(fold(one.text))]
    if not marks:
        return set()
    near = [one for one in own if _STAMP.match(fold(one.text)) and any(_beside(one, mark) for mark in marks)]
    return {id(one) for one in near} if len(near) >= 2 else set()


def _beside(one: Line, mark: Line) -> bool:
    return abs(one.base - mark.base) < 8 * mark.size and one.left < mark.right and mark.left < one.right
