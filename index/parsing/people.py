"""Addressees and recipients, and the foot of a directive in which they stand beside the signatures."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from index.parsing import patterns as p
from index.parsing.cells import Cell, cells
from index.parsing.flat import even, flat
from index.parsing.layout import Unit
from index.parsing.looks import is_capitals
from index.parsing.persons import NOT_SIGNED, person
from index.parsing.signers import behind, read_signers, signs
from index.text import plain
from index.types import Field, Recipient, Role, Signer, Span

_TRAILING = " \t\n,;.:/*_"
_DASH_CUT = re.compile(
    r"(?:(?<=[;,.:])|(?<=\))|^)\s*[-–+•]\s*(?=\S)|\n\s*[-–+•*]\s+(?=\S)|<br\s*/?>[\s*_]*(?:[-–+•]\s*)?(?=\S)"
)
_BREAK = re.compile(r"<br\s*/?>[\s*_\-–+•]*")
# The text proper, where nothing but a line break parts it from the list.
_RUN_ON = re.compile(
    r"(?:^|\n)(?=(?:Thực hiện|Căn cứ|Theo|Để|Ngày|Trong|Sau khi|Hiện nay|Xét|Trả lời|Phúc đáp|Tiếp theo|Vừa qua)\s)"
)
# What a letter to a citizen prints under the name.
_WHEREABOUTS = re.compile(
    r"(?:dia chi|cu tru tai|noi o|thuong tru|tru tai|so nha|(?:so )?(?:dien thoai|dt|fax|cccd|cmnd)|tel|e-?mail|ma so thue|"
    r"sinh nam)\b[^:\n]{0,20}:"
)
# A cell as far right as this stands in a second column, though nothing stands to its left.
_INDENT = 20
_SEMICOLON_CUT = re.compile(r"(?<=;)\s+(?=\S)")
_PURPOSE = re.compile(
    r"\(\s*(?P<purpose>(?:để\s+|đ/)?(?:b/\s?c|báo\s+cáo|t/\s?h|t/hiện|thực\s+hiện|th/h|p/\s?h|phối\s+hợp|biết|chỉ\s+đạo|"
    r"c/\s?đ|theo\s+dõi|t/d|"
    r"đăng(?:\s+\w+){0,3}|lưu|tham\s+mưu|kiểm\s+tra|k/t|giám\s+sát|đôn\s+đốc|tổng\s+hợp|xin\s+ý\s+kiến|phê\s+duyệt|trình|x/\s?ý|"
    r"niêm\s+yết|công\s+khai|tuyên\s+truyền|triển\s+khai|phổ\s+biến)[^()]{0,60}|để\s+[^()]{2,60})\)",
    re.IGNORECASE,
)
_ONLY_PURPOSE = re.compile(r"\(\s*(?:để\s|b/c|t/h|báo cáo|thực hiện|phối hợp|biết)[^()]*\)[\s;,.]*$", re.IGNORECASE)


def addressed(text: str, start: int, end: int) -> Span:
    """The paragraph at ``start`` ("Kính gửi …") with the list under it."""
    stop = start
    for line in re.finditer(r"[^\n]*\n?", text[start : min(end, start + 4_000)]):
        words = line.group().strip()
        listed = words.startswith(("-", "+", "•", "*")) and not p.RULE.match(words)
        if words and line.start() and not listed and re.search(r"\n\s*\n\s*$", text[start : start + line.start()]):
            break
        if words:
            stop = start + line.start() + len(line.group().rstrip())
    return Span(start, stop)


def read_items(text: str, units: Iterable[Span], head: re.Pattern[str]) -> tuple[Field, ...]:
    """The items of "Kính gửi" or "Nơi nhận": a line each, or ``- `` and ``;`` within a line."""
    found: list[Field] = []
    for unit in units:
        own = text[unit.start : unit.end]
        if found and _RUN_ON.match(own):
            break
        opening = head.match(own)
        found += _items(text, unit.start + (opening.end() if opening else 0), unit.end)
    return tuple(found)


def _items(text: str, start: int, end: int) -> list[Field]:
    own = _RUN_ON.split(text[start:end], maxsplit=1)[0]
    # In a list with dashes a semicolon stands within an item.
    cuts = [0, *(m.end() for m in _DASH_CUT.finditer(own) if m.end() > 1)]
    if len(cuts) == 1 and not own.lstrip(" *_|").startswith(("-", "–", "+", "•")):
        cuts += [m.end() for m in _SEMICOLON_CUT.finditer(own)]
    found: list[Field] = []
    for a, b in zip(cuts, [*cuts[1:], len(own)], strict=True):
        piece = own[a:b]
        lead = len(piece) - len(piece.lstrip(" \t\n-–+•*_:|"))
        value = plain(_BREAK.sub(" ", piece[lead:]).replace("|", " ")).rstrip(_TRAILING + "-–+•")
        span = Span(start + a + lead, start + a + len(piece.rstrip(" \n-–+•|")))
        if found and _ONLY_PURPOSE.match(value):
            # "- Bộ Y tế; (để phối hợp)": what the item before gets it for.
            found[-1] = Field(f"{found[-1].value} {value}", Span(found[-1].span.start, span.end))
        elif any(map(str.isalnum, value)) and not _WHEREABOUTS.match(flat(value)):
            found.append(Field(value, span))
    return found


def recipient(field: Field) -> Recipient:
    """A line of "Nơi nhận" with what it gets the document for."""
    purpose = _PURPOSE.search(field.value[:400])
    return Recipient(field.value, field.span, plain(purpose["purpose"]).rstrip(_TRAILING) if purpose else None)


@dataclass(frozen=True, slots=True)
class Foot:
    """The foot of a directive: recipients and signers in the order of the text."""

    recipients: tuple[Recipient, ...]
    signers: tuple[Signer, ...]


def read_foot(text: str, units: Sequence[tuple[Unit, Role]]) -> Foot:
    """What the foot ``units`` (recipient and signature zones) say, whichever way the two columns are printed."""
    left: list[Span] = []
    right: list[Cell] = []
    line = block = 0
    listed = any(role is Role.RECIPIENT for _, role in units)
    for unit, role in units:
        for cell, follows in _foot_cells(text, unit, role, right):
            cell = Cell(cell.start, cell.end, cell.line + line, cell.block + block, cell.at)
            aside = listed and right and (_names_beside(text, cell) or _names_below(text, cell, left))
            if follows or _is_signature(text, cell, role) or aside:
                right.append(cell)
            elif role is Role.RECIPIENT or flat(text[cell.start : cell.end]).lstrip(" -").startswith(
                ("noi nhan", "luu")
            ):
                same = left and left[-1].end <= cell.start and not text[left[-1].end : cell.start].strip(" \t\r\n*_")
                left[-1:] = [Span(left[-1].start, cell.end)] if same else [*left[-1:], Span(cell.start, cell.end)]
            elif role is Role.SIGNATURE:
                right.append(cell)
        # Units with nothing but white space between them may still share a line.
        line += text.count("\n", unit.start, unit.end) + 1
        block += 100
    found: list[Field] = []
    for span in left:
        opening = p.RECIPIENT_HEAD.match(text[span.start : span.end])
        found += _items(text, span.start + (opening.end() if opening else 0), span.end)
    return Foot(tuple(map(recipient, found)), tuple(read_signers(text, right)))


def _foot_cells(text: str, unit: Unit, role: Role, signed: Sequence[Cell]) -> Iterator[tuple[Cell, bool]]:
    """The cells of a unit of the foot, and whether each is (a part of) a signature behind a recipient on the same line.

    ``signed``: what has been read of the signature so far; before there is any, only an office in capitals begins it.
    """
    for cell in cells(text, unit.start, unit.end):
        own = text[cell.start : cell.end]
        mixed = role is Role.RECIPIENT and len(own) < 200 and not signs(even(own))
        found = behind(own) if mixed else None
        if found and (signed or is_capitals(own[found[1] :])):
            yield replace(cell, end=cell.start + found[0]), False
            yield replace(cell, start=cell.start + found[1], at=cell.at + 500), True
        else:
            yield cell, False


def _names_beside(text: str, cell: Cell) -> bool:
    """Whether a name stands in a column of its own to the right of the recipients: "- Lưu: VT.          Lê Đình Lý"."""
    before = text[max(text.rfind("\n", 0, cell.start) + 1, cell.start - _INDENT) : cell.start]
    parted = "\t" in before or before.endswith("   ") or before.rstrip().endswith("|")
    aside = parted if before.strip() else len(before) >= _INDENT
    return aside and person(even(text[cell.start : cell.end]))[0] is not None


def _names_below(text: str, cell: Cell, left: Sequence[Span]) -> bool:
    """Whether a name stands on a line of its own under "Lưu", the last of the recipients: the columns were run together."""
    last = flat(text[left[-1].start : left[-1].end]).lstrip(" -") if left else ""
    alone = not text[text.rfind("\n", 0, cell.start) + 1 : cell.start].strip(" *_")
    return last.startswith("luu") and alone and person(even(text[cell.start : cell.end]))[0] is not None


def _is_signature(text: str, cell: Cell, role: Role) -> bool:
    own = even(text[cell.start : cell.end]).strip()
    small = flat(own)
    if own.startswith("-") or small.startswith(("noi nhan", "luu", "nhu ")):
        return False
    if role is Role.SIGNATURE or NOT_SIGNED.match(small) or signs(own):
        return True
    return is_capitals(own) and len(own) < 80 and not own.endswith((";", ","))
