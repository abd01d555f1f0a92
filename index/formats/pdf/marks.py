"""What stands on a page, whoever read it: words of a PDF or of OCR, ruling lines, and the lines and blocks made of them.

Lengths are points (1/72 inch). Coordinates are those of the *layout*: the page turned so that its text runs from left
to right, origin top left, y downwards. Only ``Piece.box`` is in the page as displayed.
"""

from dataclasses import dataclass
from enum import StrEnum

Box = tuple[float, float, float, float]
# (a, b, c, d, e, f): x' = a·x + c·y + e, y' = b·x + d·y + f
Affine = tuple[float, float, float, float, float, float]
IDENTITY: Affine = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Word:
    """Letters without a blank between; ``base`` is the baseline's y, ``size`` the font's em.

    ``glued``: the file prints no blank before it, so that a small gap does not part it from the word before.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool = False
    glued: bool = False
    confidence: float | None = None
    # As OCR saw it; of a PDF's characters the box follows from baseline and size.
    ink: Box | None = None

    @property
    def box(self) -> Box:
        """Left, top, right, bottom."""
        return self.ink or (self.left, self.base - 0.85 * self.size, self.right, self.base + 0.22 * self.size)

    @property
    def top(self) -> float:
        """Top of the band every letter has, without accents: bands of two lines never overlap."""
        return self.base - 0.45 * self.size


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruling line: at ``at`` (y if ``level``, else x) from ``start`` to ``end``."""

    level: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page as read: its words, its rules, its size, and the way back to the page as displayed."""

    page: int
    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[Rule, ...] = ()
    back: Affine = IDENTITY
    scanned: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text and its place on the page as displayed: a line of a PDF, a word of a scan."""

    text: str
    page: int
    box: Box
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line. ``first``: width of its first word; ``bold``: whether all of it is; ``pieces`` are blank-joined."""

    pieces: tuple[Piece, ...]
    left: float
    right: float
    base: float
    size: float
    first: float
    bold: bool
    page: int

    @property
    def text(self) -> str:
        """Its words."""
        return " ".join(piece.text for piece in self.pieces)


class Shape(StrEnum):
    """How the lines of a block belong together."""

    BODY = "body"  # paragraphs, wrapped at the margins
    FRAME = "frame"  # one column of a letterhead or of the signatures: each line its own
    TABLE = "table"


Cell = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that follow each other in reading order, or the rows of a table with the x of its column edges.

    ``left`` and ``right`` are the margins the lines are wrapped at.
    """

    shape: Shape
    lines: tuple[Line, ...]
    left: float
    right: float
    rows: tuple[tuple[Cell, ...], ...] = ()
    edges: tuple[float, ...] = ()
    page: int = 0
    scanned: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A page laid out: its blocks in reading order."""

    number: int
    width: float
    height: float
    blocks: tuple[Block, ...]
