"""Lines into paragraphs: which line break is the author's and which the margin's, within a page and over page breaks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from statistics import median

from index.formats.pdf.marks import Block, Line
from index.parsing.patterns import BODY_CAPITAL, CAPACITY
from index.text import fold

_MARKER = re.compile(
    r"^(?:[-–—+•*·▪●○◦]\s*(?=\S)|\(?\d{1,3}(?:\.\d{1,3})*\s?[.)/]\s*(?=\D)|\d{1,2}(?:\.\d{1,2}){1,3}\s|\(?[a-zđ]\s?[.)]\s+|[IVXL]{1,6}\s?[.)\-–/]\s*|"
    r"(?:Điều|ĐIỀU|Chương|CHƯƠNG|Phần|PHẦN)\s+\S+|(?:Mục|MỤC)\s+[\dIVX]+|(?:PHỤ LỤC|Phụ lục)\b|Căn cứ\b|Kính gửi|Nơi nhận)"
)
_STOP = re.compile(r"[.:;!?…][\"”’')*\]]*$")
_DASH_ITEM = re.compile(r"^\s*[-–—+•]")
_ALONE = re.compile(
    r"^\W*(?:so\s*:|v\s?/\s?v|cong hoa|dang cong san|doc lap|noi nhan|kinh gui|"
    r"t\s?/?\s?m\b|kt\b|t\s?/?\s?l\b|tuq\b|.{0,40}\bngay\b.{0,12}\bthang\b)"
)
_ABOUT = re.compile(r"^\W*(?:v\s?/\s?v|ve)\b")
_DATE_CUT = re.compile(r"\b(?:ngày|tháng|năm)(?: \d{1,2})?$")
# Words in capitals that no line of an office's name ends with.
_DANGLING = re.compile(r"(?:\b(?:THỨ|PHÓ|CHỦ|GIÁM|BÍ|CHÁNH|VÀ|CỦA)|\s[-–])$")
_MOTTO = re.compile(r"^\W*(?:cong hoa xa hoi|dang cong san)")
_MOTTO_REST = re.compile(r"^(?:chu nghia )?(?:viet )?nam\W*$")


class Break(Enum):
    """What stands between two lines: nothing (a word cut in two), a blank, a line break, or the end of a paragraph."""

    NONE = ""
    BLANK = " "
    LINE = "\n"
    PARAGRAPH = "\n\n"


@dataclass(frozen=True, slots=True)
class Habits:
    """How a document sets its paragraphs: margins, pitch of lines, and where first and wrapped lines begin.

    ``firsts`` and ``wraps`` are offsets from the left margin in points. ``justified``: a wrapped line ends at ``right``.
    """

    left: float
    right: float
    pitch: float
    firsts: tuple[float, ...]
    wraps: tuple[float, ...]
    justified: bool
    slack: float  # points by which positions of equal lines differ

    def is_first(self, one: Line) -> bool | None:
        """Whether a line that begins there opens a paragraph; ``None`` where position does not tell."""
        at = one.left - self.left
        first = any(abs(at - f) < self.slack for f in self.firsts)
        wrap = any(abs(at - w) < self.slack for w in self.wraps)
        return None if first == wrap else first

    def centred(self, one: Line) -> bool:
        """Whether a line keeps the same distance from both margins, but some."""
        return one.left - self.left > 0.4 * one.size and self.even(one)

    def even(self, one: Line) -> bool:
        """Whether a line keeps the same distance from both margins."""
        return abs(one.left - self.left - self.right + one.right) < 1.2 * one.size

    def offset(self, one: Line) -> bool:
        """Whether a line stands away from the margin: centred, or in the right half."""
        indent, rest = one.left - self.left, self.right - one.right
        wide = self.right - self.left
        if indent > 0.35 * wide:
            return True
        return indent > 2 * one.size and rest > 1.5 * one.size and abs(indent - rest) < max(0.08 * wide, 1.5 * one.size)


def habits(lines: Sequence[Line], left: float, right: float, scanned: bool) -> Habits:
    """The habits of ``lines`` (of one column, in order), wrapped between ``left`` and ``right``."""
    em = median(one.size for one in lines) if lines else 12.0
    slack = (0.6 if scanned else 0.35) * em
    pairs = [(a, b) for a, b in pairwise(lines) if a.page == b.page and 0 < b.base - a.base < 2.2 * em]
    # A line that begins with a small letter and is no list item surely goes on with the line before.
    sure = [(a, b) for a, b in pairs if b.text[:1].islower() and not _MARKER.match(b.text)]
    ends = [a.right for a, _ in sure]
    justified = len(ends) >= 3 and sum(right - end < slack for end in ends) >= 0.75 * len(ends)
    pitches = sorted(b.base - a.base for a, b in (sure or pairs))
    pitch = pitches[len(pitches) // 2] if pitches else 1.3 * em
    wraps = _places([b.left - left for _, b in sure], slack, 0.05)
    marked = [one.left - left for one in lines if _MARKER.match(one.text)]
    after = [
        b.left - left for a, b in pairs if _STOP.search(a.text) and right - a.right > 4 * em and b.text[:1].isupper()
    ]
    firsts = _places([at for at in marked + after if at < 0.3 * (right - left)], slack, 0.1)
    return Habits(left, right, pitch, firsts, wraps, justified, slack)


def _places(values: Sequence[float], near: float, share: float) -> tuple[float, ...]:
    found: list[list[float]] = []
    for value in sorted(values):
        if found and value - found[-1][-1] < near / 2:
            found[-1].append(value)
        else:
            found.append([value])
    return tuple(median(group) for group in found if len(group) >= share * len(values))


def between(a: Line, b: Line, own: Habits, its: Habits) -> Break:
    """What stands between ``a`` and ``b``, which follow each other in running text set by ``own`` and ``its`` habits."""
    apart = a.page != b.page or b.base < a.base - a.size  # on the next page, or at the top of the next column
    gap = 0.0 if apart else b.base - a.base - own.pitch
    if gap > 0.9 * b.size:
        return Break.PARAGRAPH
    if _cut(a, b):
        return Break.NONE
    aside = own.offset(a), its.offset(b)
    if not apart and own.even(a) and its.even(b) and _wraps_title(a, b, own):
        return Break.BLANK
    if (
        not apart
        and gap < 0.4 * b.size
        and aside[0]
        and _is_title(a)
        and (aside[1] or (its.even(b) and _looks_titled(b)))
    ):
        return Break.LINE
    if all(aside):
        return Break.PARAGRAPH if apart or _MARKER.match(b.text) else Break.LINE
    if not _is_full(a, b, own):
        return Break.PARAGRAPH
    if aside[1] and not aside[0]:
        hanging = b.text[:1].islower() and b.left - its.left < 0.3 * (its.right - its.left)
        return _seam(a, b) if hanging else Break.PARAGRAPH
    return Break.PARAGRAPH if _opens(a, b, own, its, gap) else _seam(a, b)


def _is_title(one: Line) -> bool:
    return (one.bold or one.text.isupper()) and not _MARKER.match(one.text)


def _looks_titled(one: Line) -> bool:
    """Whether a full line may go on with the title over it; OCR does not tell what is bold."""
    return one.bold or one.text.isupper() or one.text[:1].islower()


def _wraps_title(a: Line, b: Line, own: Habits) -> bool:
    """Whether a line of a centred title went on in the next because it was full."""
    capitals = a.text.isupper() and b.text.upper() == b.text
    alike = capitals or (a.bold and b.bold) or (own.offset(b) and not b.text.isupper())
    marked = _MARKER.match(b.text) and not (capitals and is_item(b))
    full = (a.right - a.left) + b.first + 0.25 * a.size > 0.97 * (own.right - own.left)
    return alike and full and not marked and abs(a.size - b.size) < 0.15 * a.size and not _STOP.search(a.text)


def _is_full(a: Line, b: Line, own: Habits) -> bool:
    """Whether ``a`` ends at the margin: the first word of ``b`` had no room on it."""
    rest = own.right - a.right
    if own.justified:
        return rest < own.slack
    return rest < b.first + 0.25 * a.size + 0.3 * own.slack


def _opens(a: Line, b: Line, own: Habits, its: Habits, gap: float) -> bool:
    """Whether ``b``, under a full line, opens a paragraph."""
    marker = bool(_MARKER.match(b.text))
    ended = bool(_STOP.search(a.text))
    if b.text[:1].islower() and not marker:
        return False
    first = its.is_first(b)
    if gap > 0.2 * b.size and (ended or marker):
        return True
    if first is not None:
        return first
    if marker:
        return (
            ended
            or a.text.endswith((",", "/."))
            or not own.justified
            or bool(re.match(r"^(?:Điều|Chương|Căn)\b", b.text))
        )
    if b.left - its.left > 0.8 * b.size and a.left - own.left < own.slack:
        return ended  # an indent under a line at the margin
    return a.bold != b.bold and ended


def _seam(a: Line, b: Line) -> Break:
    """How two lines of a paragraph are joined: "Covid-" + "19" and "6154/QĐ-" + "UBND" without a blank."""
    return Break.NONE if _cut(a, b) else Break.BLANK


def _cut(a: Line, b: Line) -> bool:
    """Whether the end of ``a`` is not the end of a word."""
    tail, head = a.text[-2:], b.text[:1]
    return len(tail) == 2 and tail[1] in "-/" and tail[0].isalnum() and head.isalnum()


def within_frame(a: Line, b: Line, head: Line, right: float) -> Break:
    """What stands between two lines of a column of a letterhead or of signatures whose longest line ends at ``right``.

    Mostly the line break that is printed; ``head`` is the line that began the paragraph ``a`` is in.
    """
    if _DASH_ITEM.match(b.text) or _ALONE.match(fold(b.text)):
        return Break.LINE
    if _MOTTO.match(fold(a.text)):
        return Break.BLANK if _MOTTO_REST.match(fold(b.text)) else Break.LINE
    if _DATE_CUT.search(a.text) and re.match(r"\d|tháng|năm", b.text):
        return Break.BLANK
    if a.text.isupper() and b.text.isupper() and _DANGLING.search(a.text):
        return Break.BLANK
    ended = a.text.endswith((";", ".", ",", ":"))
    if _DASH_ITEM.match(head.text):
        full = right - a.right < b.first + 0.5 * a.size
        title = b.text.isupper() and not b.text.endswith((";", ",", "."))
        going_on = not a.text.endswith(".") and (full or not ended) and not title
        return _seam(a, b) if going_on else Break.LINE
    if _ABOUT.match(fold(head.text)) and not b.text.isupper():
        return _seam(a, b)
    if b.text[:1].islower() and not a.text.isupper() and not ended:
        return _seam(a, b)
    if BODY_CAPITAL.match(a.text) and a.text.isupper() and b.text.isupper() and not _begins_name(b.text):
        # The name of a body that was too long for its column.
        return _seam(a, b) if right - a.right < 0.5 * a.size and b.text[:1].isalpha() else Break.LINE
    return Break.LINE


def _begins_name(text: str) -> bool:
    """Whether a line in capitals is the name of another body, or of an office."""
    return bool(BODY_CAPITAL.match(text) or CAPACITY.match(text))


def margins(blocks: Sequence[Block]) -> tuple[float, float]:
    """The margins that most of the letters of ``blocks`` keep to."""
    lines = [one for block in blocks for one in block.lines]
    lefts, rights = sorted(one.left for one in lines), sorted(one.right for one in lines)
    cut = len(lines) // 30  # a few lines overrun
    return lefts[min(cut, len(lefts) - 1)], rights[-1 - cut]


def is_marked(one: Line) -> bool:
    """Whether a line begins as a list item or an article does."""
    return bool(_MARKER.match(one.text)) and not one.text.strip(" -–.0123456789").isspace() and len(one.text) > 8


def is_item(one: Line) -> bool:
    """Whether a line begins with a dash or another bullet."""
    return bool(_DASH_ITEM.match(one.text))


def within_cell(a: Line, b: Line, right: float) -> Break:
    """What stands between two lines of a table's cell whose longest line ends at ``right``."""
    full = right - a.right < b.first + 0.6 * a.size
    listed = _DASH_ITEM.match(b.text) or (_MARKER.match(b.text) and _STOP.search(a.text))
    return _seam(a, b) if full and not listed else Break.LINE
