"""Days set without a verb: "Thời gian tuyển sinh: trực tuyến: lớp 1 từ ngày … đến hết ngày …". Pure, on single lines."""

import re

from rag.answering.picking.segments import Piece
from rag.duties import deadlines
from rag.duties.actors import Said

_MARKED = re.compile(
    r"^(?:[-+•–*]+|\(?\d{1,2}[.)]|\d{1,2}(?:\.\d{1,2})+\.?|\(?[a-zđ]\)|[a-zđ]\.|[IVX]+\.|[A-Z]\.|Điều \d+[a-z]?\.)\s+"
)
# Over days that are set for whom the document is addressed to; "Hồ sơ gồm: đơn; thông báo …" tells what belongs to something.
_TITLE = re.compile(r"(?:Thời gian|Thời hạn|Lịch|Hạn(?= (?:chót|cuối|nộp|đăng ký))|Mốc thời gian)(?![^\W_])")
_ENUMERATES = re.compile(r"(?<![^\W_])(?:gồm|gồm có|bao gồm) ?:")


def is_title(text: str) -> bool:
    """Whether a line begins like the title of a timetable."""
    return _TITLE.match(unmarked(text)[1]) is not None


def enumerates(text: str) -> bool:
    """Whether a sentence goes on with what belongs to something: "Hồ sơ gồm: …"."""
    return _ENUMERATES.search(text) is not None


def unmarked(text: str) -> tuple[int, str]:
    """``text`` behind the signs of its place in a list ("2. ", "- "), and how many characters they have."""
    rest = text
    while (marked := _MARKED.match(rest)) and marked.end() < len(rest):
        rest = rest[marked.end() :]
    return len(text) - len(rest), rest


def appointed(piece: Piece, issued: str | None) -> Said | None:
    """``Trực tuyến: lớp 1 từ ngày 01/7/2023 đến hết ngày 03/7/2023``: a part of a timetable that says until which day."""
    text = piece.text.lstrip()
    term = deadlines.deadline_in(text, issued)
    lead = len(piece.text) - len(text) + unmarked(text)[0]
    return Said(piece.start + lead, None, asked=True) if term and term.day else None
