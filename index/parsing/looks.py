"""What a line looks like by itself: a title, a number, an addressee, an item of a list, plain text…"""

import re
from enum import StrEnum

from index.parsing import patterns as p
from index.parsing.markers import Marker, marker_of
from index.text import fold


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


# Folded, because OCR and old typewriters lose or change marks: "CHÍ THỊ", "QUYÊT ĐỊNH".
_KIND_TITLE = re.compile(rf"(?:{'|'.join(re.escape(fold(k)) for k in p.KIND_NAMES)})\b")
_KIND_CHARS = max(map(len, p.KIND_NAMES)) + 1


def _is_office(bare: str) -> bool:
    """An office ("CHỦ TỊCH") and not a body that issues; the Prime Minister is both."""
    return bool(p.CAPACITY.match(bare)) and not re.match(r"THỦ\s+TƯỚNG\s+CHÍNH\s+PHỦ", bare)


def is_capitals(text: str) -> bool:
    """Whether nine of ten letters are capitals (two at least). Reads only as far as it must."""
    small, allowed = 0, len(text) // 10
    for at in range(0, len(text), 40):
        small += sum(map(str.islower, text[at : at + 40]))
        if small > allowed:
            return False
    letters = sum(map(str.isalpha, text))
    return letters >= 2 and letters - small >= 0.9 * letters


def look_of(text: str, cell: bool = False) -> Look:
    """What the line ``text`` looks like by itself; a table cell holds several lines run together, so it may be long."""
    return look_and_marker(text, cell)[0]


def look_and_marker(text: str, cell: bool = False) -> tuple[Look, Marker | None]:
    """As :func:`look_of`, with the marker of an item."""
    if not cell:
        if _NUMBERED.match(text):
            marker = marker_of(text)
            return (Look.ITEM, marker) if marker else (Look.CAPITALS if is_capitals(text) else Look.TEXT, None)
        if _PROSE.match(text):
            return Look.TEXT, None
    if text[0] == "#":
        inside = text.lstrip("# \t")
        look = look_and_marker(inside, cell)[0] if inside else Look.RULE
        if look in (Look.TEXT, Look.PERSON, Look.CAPITALS):
            return Look.TITLE, None
        return look, marker_of(text) if look is Look.ITEM else None
    look = _odd_look(text, cell)
    return look, marker_of(text) if look is Look.ITEM else None


# A numbered item of some length: nothing else begins so. (Short ones may be page numbers.)
_NUMBERED = re.compile(r"\d{1,3}(?:\.\d{1,2})*\s?[.)/]\s?[^\d\s].{24}|[a-zđ]\)\s?\S.{8}", re.DOTALL)
# A long line that begins like a sentence and with none of the words that letterheads and headings begin with.
_PROSE = re.compile(
    rf"(?!Kính|Nơi|Số|Độc|Phần|Chương|Mục|Tiểu|Điều|Bước|Phụ|Mẫu|Biểu|Trang|V/v|Về|Khẩn|Mật|(?:{p.KIND_WORD})\s+số\s*:)"
    rf"[{p.UPPER}][{p.LOWER}]{{1,6}},?\s(?:[^\n]){{120}}"
)


def _odd_look(text: str, cell: bool) -> Look:
    limit = 2000 if cell else 1
    bare = text.strip().strip("*_#| ").strip()
    capitals = is_capitals(bare)
    if p.RULE.match(text):
        return Look.RULE
    if p.PAGE_NUMBER.match(text):
        return Look.PAGE
    if p.MOTTO.match(text):
        return Look.MOTTO
    if p.ADDRESS_HEAD.match(text):
        return Look.ADDRESS
    if p.RECIPIENT_HEAD.match(text):
        return Look.RECIPIENT
    if (p.NUMBER_LINE.match(text) or p.NUMBER_BLANK.match(text)) and len(bare) < 60 * limit:
        return Look.NUMBER
    if p.PLACE_DATE.match(bare) and len(bare) < 70 * limit:
        return Look.PLACE_DATE
    if (capitals or cell) and p.AUTHORITY.match(text):
        return Look.AUTHORITY
    if capitals and len(bare) < 120 and _KIND_TITLE.match(fold(" ".join(bare[: _KIND_CHARS + 8].split()))):
        return Look.KIND
    if marker_of(text):
        return Look.ITEM
    if capitals and not bare[0].isdigit():  # "33/2017/TT-BTNMT." is the rest of a wrapped line
        body = p.BODY_CAPITAL.match(bare) and not _is_office(bare) and len(bare) < 120
        return Look.BODY_NAME if body else Look.CAPITALS
    return Look.PERSON if p.PERSON_LINE.match(text) else Look.TEXT
