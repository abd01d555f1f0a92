"""Tables into text, for every reader alike: rows of Markdown, or, where a table only arranges a letterhead, its lines."""

import re
from collections.abc import Sequence

from index.text import fold

# Cells that only a letterhead or a signature block has. Folded, because OCR loses marks.
_FRAME = re.compile(
    r"^\W*(?:cong hoa xa hoi|dang cong san viet nam|doc lap\s*[-–]|so\s*:?[\s\d.…_]*[-/]|kinh gui|noi nhan|"
    r"(?:t\s?/?\s?m|kt|t\s?/?\s?l|tuq)[\s./])",
    re.MULTILINE,
)
_ROWS, _COLUMNS = 4, 3


def table_text(rows: Sequence[Sequence[str]]) -> str:
    """``rows`` of cells (paragraphs of a cell separated by line breaks) as text, without a line break at its end.

    A table of at most four rows and three columns in which a cell is part of a letterhead or a signature block is
    written out cell by cell, a blank line between cells; any other is a Markdown table whose first row is its header.
    """
    filled = [[cell.strip() for cell in row] for row in rows]
    filled = [row for row in filled if any(row)]
    width = max((len(row) for row in filled), default=0)
    if not filled:
        return ""
    if is_frame(filled):
        return "\n\n".join(cell for row in filled for cell in row if cell)
    lines = ["| " + " | ".join(_inline(cell) for cell in [*row, *[""] * (width - len(row))]) + " |" for row in filled]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])


def is_frame(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the table only arranges a letterhead or the signatures beside each other."""
    small = len(rows) <= _ROWS and all(len(row) <= _COLUMNS for row in rows)
    return small and any(_FRAME.search(fold(cell)) for row in rows for cell in row)


def _inline(cell: str) -> str:
    return " ".join(cell.replace("|", "\\|").split())
