"""The signature block: offices, for whom they are held, and the names under them, one column or several."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index import patterns as p
from index.cells import Cell, cells
from index.flat import even, flat
from index.layout import Look, Unit, is_capitals
from index.persons import NOT_SIGNED, TAIL_NAME, person
from index.repair import heal
from index.truecase import truecase
from index.types import Signer, Span

_TRAILING = " \t\n,;.:/*_"
_OFFICE_WORD = (
    r"(?:Q\.\s*)?(?:QUYỀN\s+)?(?:PHÓ\s+)?(?:TỔNG\s+)?(?:CHÁNH|CHỦ\s+TỊCH|CHỦ\s+NHIỆM|CHỦ\s+TỌA|CHỦ\s+TRÌ|BÍ\s+THƯ|"
    r"BỘ\s+TRƯỞNG|THỨ\s+TRƯỞNG|THỦ\s+TƯỚNG|"
    r"GIÁM\s+ĐỐC|CỤC\s+TRƯỞNG|VỤ\s+TRƯỞNG|VIỆN\s+TRƯỞNG|HIỆU\s+TRƯỞNG|TỔNG|TRƯỞNG\s+(?:BAN|PHÒNG|KHOA|ĐOÀN|CÔNG\s+AN|"
    r"TIỂU\s+BAN|CHI|TRẠM|THÔN|BỘ\s+MÔN)|THƯ\s+KÝ|THẨM\s+PHÁN|TƯ\s+LỆNH|CHÍNH\s+ỦY|THỐNG\s+ĐỐC|ỦY\s+VIÊN|UỶ\s+VIÊN)"
)
_WORD = re.compile(r"[^\W\d_]+")
_WORD_IN_CAPITALS = re.compile(rf"[\W_]*[{p.UPPER}](?:[{p.UPPER}]|\s?[./])")
_OFFICE_START = re.compile(_OFFICE_WORD)
_NO_OFFICE = re.compile(r"\W*(?:xac thuc van ban|xac nhan|sao y|noi nhan|kinh gui|dai dien\W*$)")
# Where one office ends and the next begins on one line: "KT. BỘ TRƯỞNG THỨ TRƯỞNG".
_NEXT_OFFICE = re.compile(
    r"(?<=[^\s./,])(?<!KT)(?<!TM)(?<!T/M)(?<!T/L)(?<!TL)(?<!TUQ)(?<!PHÓ)(?<!TỔNG)(?<!QUYỀN)(?<!KIÊM)"
    rf"(?<!\bQ)(?<! -)(?<!VÀ)\s+(?={_OFFICE_WORD}\b)|\s+(?=(?:TM|T/M|T\.M|KT|K/T|TL|T/L|TUQ)\s?[./]?\s)"
)
# A signature printed behind a recipient on the same line, one blank between: "- Như trên; KT. CHỦ TỊCH".
BEHIND = re.compile(
    rf"(?<=[;:.,])\s+(?=(?:TM|T/M|T\.M|KT|K/T|TL|T/L|TUQ)\s?[./]\s?[{p.UPPER}]{{2}}|{_OFFICE_WORD}[{p.UPPER}\s]*$)"
)
_AUTHORITY = re.compile(
    r"^\W*(?P<form>T\s?[/.]\s?M|TM|T\s?[/.]\s?L|TL|K\s?[/.]?\s?T|TUQ|T\s?[/.]\s?UQ|Q\s?(?=\.))(?=[.\s/])[.\s/]*(?P<rest>.*)$"
)
_SIGNATURE_START = re.compile(rf"\W*(?:XÁC\s+THỰC\s+|{_AUTHORITY.pattern[4:]}|{_OFFICE_WORD}\b)")


_AFTER_NAMES = frozenset(Look) - {Look.TEXT, Look.ITEM}


def opens_signature(text: str, unit: Unit) -> bool:
    """Whether a unit says for whom or in what office somebody signs, or is a note of the signing."""
    if unit.end - unit.start > 400:
        return False
    first = _WORD.search(text, unit.start, unit.end)
    if not first or not (
        first.group().isupper() or text[unit.start] == "|" or ":" in text[unit.start : unit.start + 20]
    ):
        return False
    found = (even(text[cell.start : cell.end]).strip() for cell in cells(text, unit.start, unit.end))
    return any(signs(own) or NOT_SIGNED.match(flat(own)) for own in found)


def begins_signature(text: str, coming: Sequence[Unit], after_recipients: bool) -> bool:
    """Whether ``coming[0]`` is an office with a name beside or under it.

    Unless "Nơi nhận" stands before it, the document must end behind the name, or something else begin.
    """
    if not opens_signature(text, coming[0]):
        return False
    for at, unit in enumerate(coming[:5]):
        if unit.end - unit.start > 400:
            return False
        if any(person(even(text[cell.start : cell.end]))[0] for cell in cells(text, unit.start, unit.end)):
            after = coming[at + 1] if at + 1 < len(coming) else None
            return (
                after_recipients
                or after is None
                or after.cell
                or after.look in _AFTER_NAMES
                or _opens_annex(text, after)
            )
    return False


def _opens_annex(text: str, unit: Unit) -> bool:
    return text.startswith("|", unit.start) or (unit.marker is not None and unit.marker.level in ("phụ lục", "mẫu"))


def signs(own: str) -> bool:
    """Whether ``own`` is an office, or an office with the name of who holds it."""
    if len(own) > 200 or not _WORD_IN_CAPITALS.match(own):
        return False
    words = heal(" ".join(own.split()))
    if not _SIGNATURE_START.match(words):
        return False
    tail = TAIL_NAME.search(words)
    before = words[: tail.start()] if tail else words
    return is_capitals(before) and len(before.split()) >= 2


def read_signers(text: str, found: Sequence[Cell]) -> Iterator[Signer]:
    for column in _in_columns(found):
        yield from _read_column(text, column)


def _in_columns(found: Sequence[Cell]) -> list[list[Cell]]:
    """Signatures side by side, each column by itself: cells of one line stand in different columns."""
    by_line: dict[int, list[Cell]] = {}
    for cell in found:
        by_line.setdefault(cell.line, []).append(cell)
    widest = max(by_line.values(), key=len, default=[])
    if len(widest) < 2:
        return [list(found)]
    columns: list[list[Cell]] = [[] for _ in widest]
    for cell in found:
        own = by_line[cell.line]
        nearest = min(range(len(widest)), key=lambda k: abs(widest[k].at - cell.at))
        columns[own.index(cell) if len(own) == len(widest) else nearest].append(cell)
    return columns


@dataclass(slots=True)
class _Block:
    """What stands over one name, as far as it has been read."""

    authority: list[str]
    capacity: list[str]
    begin: int


def _read_column(text: str, column: Sequence[Cell]) -> Iterator[Signer]:
    waiting: list[_Block] = []
    names: list[tuple[str, int]] = []
    for cell in column:
        own = even(text[cell.start : cell.end])
        name, offices = person(own)
        if names and offices:
            yield from _paired(waiting, names)
            waiting, names = [], []
        for line in (part.strip() for raw in offices.split("\n") for part in _NEXT_OFFICE.split(_letters(raw))):
            if any(map(str.isalpha, line)) and not _NO_OFFICE.match(flat(line)):
                _over(waiting, line, cell.start, text)
        if name:
            names.append((name, cell.end))
            if not waiting:
                waiting.append(_Block([], [], cell.start))
    yield from _paired(waiting, names)


def _over(waiting: list[_Block], line: str, begin: int, text: str) -> None:
    """Adds the office ``line`` to the block it belongs to: a new one where authority follows an office."""
    form = _AUTHORITY.match(line)
    if not waiting or (form and waiting[-1].capacity):
        waiting.append(_Block([], [], begin))
    block = waiting[-1]
    # "KT. BỘ TRƯỞNG" over "BỘ TÀI CHÍNH": whose minister it is.
    whose = block.authority and not block.capacity and p.BODY_CAPITAL.match(line) and not p.CAPACITY.match(line)
    if form:
        words = truecase(heal(form["rest"].strip(_TRAILING)), text)
        block.authority.append(f"{''.join(form['form'].split())} {words}")
    elif whose:
        block.authority.append(truecase(heal(line), text))
    else:
        block.capacity.append(truecase(heal(line.strip(_TRAILING + "()")), text))


def _paired(waiting: list[_Block], names: list[tuple[str, int]]) -> Iterator[Signer]:
    """Names with what stands over them, in order; several offices over as many names are one each."""
    if len(waiting) == 1 and len(names) == len(waiting[0].capacity) > 1 and not waiting[0].authority:
        waiting = [_Block([], [office], waiting[0].begin) for office in waiting[0].capacity]
    for at, (name, end) in enumerate(names):
        block = waiting[at] if at < len(waiting) else None
        if block is None:
            yield Signer(name, None, None, Span(end - len(name), end))
        else:
            yield Signer(name, _offices(block.capacity), " ".join(block.authority) or None, Span(block.begin, end))


def _offices(lines: Sequence[str]) -> str | None:
    """``Trưởng ban`` over ``Phó Thủ tướng`` are two offices; a line that opens with none goes on with the one before."""
    joined = ""
    for line in lines:
        comma = joined and _OFFICE_START.match(line.upper())
        joined = f"{joined}, {line}" if comma else f"{joined} {line}".strip()
    return joined or None


def _letters(text: str) -> str:
    return re.sub(r"\s*[-–_=*]{2,}\s*", " ", text).strip(" *_|\n")
