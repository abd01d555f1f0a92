"""The signature block: offices, for whom they are held, and the names under them, one column or several."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.parsing import patterns as p
from index.parsing.cells import Cell, cells
from index.parsing.flat import even, flat
from index.parsing.layout import Unit
from index.parsing.looks import Look, is_capitals
from index.parsing.parts import opens_body
from index.parsing.persons import NOT_SIGNED, TAIL_NAME, person
from index.parsing.repair import heal
from index.parsing.truecase import truecase
from index.types import Signer, Span

_TRAILING = " \t\n,;.:/*_"
# Over flat text: OCR loses marks in capitals first of all.
_OFFICE_WORD = (
    r"(?:q\.\s*)?(?:quyen\s+)?(?:pho\s+)?(?:tong\s+)?(?:chanh|chu\s+(?:tich|nhiem|toa|tri|ho|dau\s+tu|tai\s+khoan)|bi\s+thu|bo\s+truong|thu\s+truong|"
    r"thu\s+tuong|giam\s+doc|(?:chi\s+)?cuc\s+truong|(?:xa\s+)?doi\s+truong|(?:to|tram|hat|don|hoi|doan)\s+truong|vu\s+truong|vien\s+truong|hieu\s+truong|chi\s+huy\s+truong|ke\s+toan\s+truong|tong|"
    r"truong\s+(?:ban|phong|khoa|doan|cong\s+an|tieu\s+ban|chi|tram|thon|bo\s+mon)|thu\s+ky|tham\s+phan|tu\s+lenh|chinh\s+uy|"
    r"thong\s+doc|uy\s+vien|hoi\s+tham|ke\s+toan|thu\s+quy|(?:kiem\s+sat|kiem\s+soat|chap\s+hanh|cong\s+chung|thanh\s+tra|dieu\s+tra)\s+vien|"
    r"nguoi\s+(?:lap|ghi|viet|dai\s+dien))"
)
_FORMS = r"(?:t[/.]?m|k[/.]?t|t[/.]?l|t[/.]?uq)"
# What OCR leaves of these has one reading ("THU TRUONG" has two and is not among them).
_OFFICES = {
    flat(name): name
    for name in (
        "Chủ tịch|Phó Chủ tịch|Chủ nhiệm|Phó Chủ nhiệm|Bí thư|Phó Bí thư|Tổng Bí thư|Bộ trưởng|Giám đốc|Phó Giám đốc|Tổng Giám đốc|"
        "Phó Tổng Giám đốc|Cục trưởng|Phó Cục trưởng|Vụ trưởng|Phó Vụ trưởng|Viện trưởng|Phó Viện trưởng|Hiệu trưởng|"
        "Phó Hiệu trưởng|Chánh Văn phòng|Phó Chánh Văn phòng|Trưởng ban|Phó Trưởng ban|Trưởng phòng|Phó Trưởng phòng|Phó Thủ tướng"
    ).split("|")
}
_WORD = re.compile(r"[^\W\d_]+")
_WORD_IN_CAPITALS = re.compile(rf"[\W_]*[{p.UPPER}](?:[{p.UPPER}]|\s?[./])")
_OFFICE_START = re.compile(_OFFICE_WORD)
_NO_OFFICE = re.compile(
    r"\W*(?:dai dien (?:cac |hai )?ben\b|xac thuc van ban|xac nhan|sao y|noi nhan|kinh gui|dai dien\W*$)"
)
# Where one office ends and the next begins on one line: "KT. BỘ TRƯỞNG THỨ TRƯỞNG".
_NEXT_OFFICE = re.compile(
    r"(?<=[^\s./,])(?<!kt)(?<!tm)(?<!t/m)(?<!t/l)(?<!tl)(?<!uq)(?<!k[/.]t)(?<!t[.][ml])(?<!pho)(?<!chi)(?<!xa)(?<!cac)(?<!tong)(?<!quyen)(?<!kiem)"
    rf"(?<!\bq)(?<! -)(?<!va)\s+(?={_OFFICE_WORD}\b)|\s+(?={_FORMS}\s?[./]?\s)"
)
# A signature printed behind a recipient on the same line, one blank between: "- Như trên; KT. CHỦ TỊCH", "- Lưu: VT. Lê Đình Lý".
_NOTE_BEHIND = re.compile(r"(?<=[;:.,])\s+(?=[(\[]?\s*(?:da\s+ky|ky\s+ten)\b)")
_NAME_BEHIND = re.compile(r"^\W*luu\b.*?(?<=[;.)])\s+(?=[^;.,()]{6,40}$)")
_BEHIND = re.compile(rf"(?<=[;:.,])\s+(?={_FORMS}(?:\s?[./]\s?|\s)[a-z]{{2}}|{_OFFICE_WORD}\b)")
_AUTHORITY = re.compile(
    r"^\W*(?P<form>T\s?[/.]\s?M|TM|T\s?[/.]\s?L|TL|K\s?[/.]?\s?T|TUQ|T\s?[/.]\s?UQ)(?=[.\s/])[.\s/]*(?P<rest>.*)$"
)
_SIGNATURE_START = re.compile(rf"\W*(?:xac\s+thuc\s+|{_FORMS}[.\s/]|q\s?\.|{_OFFICE_WORD}\b)")


# What an annex is attached to, under its title.
_ATTACHED = re.compile(
    r"(?:^|\n)[\s*_]{0,9}(?:\(?[\s*_]{0,9}(?:được\s+)?(?:ban\s+hành\s+)?(?:kèm\s+theo|đính\s+kèm)\b|\([\s*_]{0,9}theo\s[^\n()]{2,40}\ssố\b)",
    re.IGNORECASE,
)
UNNUMBERED = re.compile(r"[*_#\s]*Phụ\s+lục\b[^\n.;:]{0,80}(?:\n|$)")
_AFTER_NAMES = frozenset(Look) - {Look.TEXT, Look.ITEM}


def opens_signature(text: str, unit: Unit) -> bool:
    """Whether a unit says for whom or in what office somebody signs, or is a note of the signing."""
    if unit.look is Look.ITEM or unit.end - unit.start > 400:
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


def is_signing(text: str, unit: Unit) -> bool:
    """Whether a unit holds but names, beside each other or under a note of the signing, or that note alone."""
    if unit.marker or unit.end - unit.start > 400:
        return False
    found = [even(text[cell.start : cell.end]).strip() for cell in cells(text, unit.start, unit.end)]
    return bool(found) and all(NOT_SIGNED.match(flat(own)) or _only_name(own) for own in found)


def _only_name(own: str) -> bool:
    name, office = person(own)
    return name is not None and not office.strip()


def attached(text: str, unit: Unit) -> re.Match[str] | None:
    """Where a unit says what it is attached to: "(Kèm theo Quyết định số …)", at the beginning of a line."""
    return None if unit.cell else _ATTACHED.search(text[unit.start : min(unit.end, unit.start + 400)])


def _opens_annex(text: str, unit: Unit) -> bool:
    if attached(text, unit) or UNNUMBERED.match(text, unit.start, unit.end):
        return True
    return text.startswith("|", unit.start) or (unit.marker is not None and unit.marker.level in ("phụ lục", "mẫu"))


def signs(own: str) -> bool:
    """Whether ``own`` is an office, or an office with the name of who holds it."""
    if len(own) > 200 or not _WORD_IN_CAPITALS.match(own):
        return False
    words = heal(" ".join(own.split()))
    if not _SIGNATURE_START.match(flat(words)):
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
        for line in (part.strip() for raw in offices.split("\n") for part in _offices_of(_letters(raw))):
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
    small = flat(line)
    whose = block.authority and not block.capacity and opens_body(small) and not _OFFICE_START.match(small)
    if form:
        words = _written(form["rest"], text)
        block.authority.append(f"{''.join(form['form'].split())} {words}")
    elif whose:
        block.authority.append(_written(line, text))
    else:
        block.capacity.append(_written(line, text))


def _offices_of(line: str) -> Iterator[str]:
    """The offices of one line of capitals."""
    at = 0
    for found in _NEXT_OFFICE.finditer(flat(line)):
        yield line[at : found.start()]
        at = found.end()
    yield line[at:]


def _written(printed: str, text: str) -> str:
    """An office or body printed in capitals as a text writes it; marks that OCR lost are put back where one reading is possible."""
    words = truecase(heal(printed.strip(_TRAILING + "()")), text)
    known = _OFFICES.get(flat(words))
    return known if known and known.lower() != words.lower() else words


def behind(own: str) -> tuple[int, int] | None:
    """Where on one line a recipient ends and a signature in capitals, a note of it or the signer's name begins behind it."""
    small = flat(own)
    found = next((m for m in _BEHIND.finditer(small) if is_capitals(own[m.end() :])), None) or _NOTE_BEHIND.search(
        small
    )
    if found:
        return found.span()
    name = _NAME_BEHIND.match(small)
    return (len(own[: name.end()].rstrip()), name.end()) if name and _full_name(own[name.end() :]) else None


def _full_name(own: str) -> bool:
    """Whether ``own`` is the name of a person with family name: more than "Minh", the clerk who keeps a copy."""
    return _only_name(even(own)) and len(own.split()) > 2


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
        comma = joined and _OFFICE_START.match(flat(line))
        joined = f"{joined}, {line}" if comma else f"{joined} {line}".strip()
    return joined or None


def _letters(text: str) -> str:
    return re.sub(r"\s*[-–_=*]{2,}\s*", " ", text).strip(" *_|\n")
