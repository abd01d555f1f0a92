"""Where the foot of a directive ends and an annex without a number begins: "DANH SÁCH KHEN THƯỞNG" over "(Kèm theo …)"."""

import re
from collections.abc import Sequence

from index.parsing.cells import cells
from index.parsing.flat import even, flat
from index.parsing.layout import Unit
from index.parsing.looks import Look
from index.parsing.markers import Marker
from index.parsing.persons import NOT_SIGNED, person
from index.parsing.signers import UNNUMBERED, attached, opens_signature, signs
from index.text import plain
from index.types import Role

ANNEX_LEVELS = frozenset({"phụ lục", "mẫu"})
_HEADS = frozenset({Look.CAPITALS, Look.BODY_NAME, Look.KIND, Look.TITLE})
_NAME_CHARS = 60
_READ = 400  # characters of a unit; a title and what it is attached to are short
_AHEAD = 5
_NOTE = re.compile(r"\*{0,2}\[(?P<label>\d{1,3})\](?!\()\*{0,2}\s*")
# What is annexed to directives, as its title begins.
_ANNEXED = re.compile(
    r"\W*(?:danh (?:sách|mục)|dự toán|bảng|biểu|lịch|mẫu|phụ (?:lục|biểu)|quy trình|đề cương|tổng hợp|thống kê|nội dung|thành phần|"
    r"sơ đồ|thuyết minh|phân công|chỉ tiêu|thời khóa biểu|tiến độ|bản (?!sao)|đơn (?!vị)|giấy|tờ khai|phiếu|hướng dẫn|kế hoạch|"
    r"chương trình|kịch bản|cơ cấu|đáp án)\s"
)
_NO_TITLE = re.compile(r"\W*(?:xac (?:thuc|nhan)|sao y|chung thuc|noi nhan|kinh gui|dai dien|file|tep)\b")


def annex_marker(text: str, coming: Sequence[Unit], named: bool) -> Marker | None:
    """The marker of the annex that ``coming[0]``, in the foot of a directive, begins; ``named``: a signer's name stands before.

    Its label is its title in quotation marks, for want of a number.
    """
    unit = coming[0]
    if unit.marker or unit.cell:
        return None
    says = attached(text, unit)
    if says and says.start() == 0:
        return Marker("phụ lục", "", unit.end)
    words = text[unit.start : min(unit.end, unit.start + _READ)]
    if unnumbered := UNNUMBERED.match(words):
        return Marker("phụ lục", "", unit.start + unnumbered.end())
    if unit.look in (Look.TEXT, Look.PERSON) and says and says.start() <= 2 * _NAME_CHARS:
        return Marker("phụ lục", _quoted(words[: says.start()]), unit.end)
    if (
        unit.look not in _HEADS
        or all(_bare_head(text, later) for later in coming[1:_AHEAD])
        or not _is_title(text, unit)
    ):
        return None
    return Marker("phụ lục", _name(text, coming), unit.end) if _is_annexed(text, coming, named) else None


def attached_marker(text: str, coming: Sequence[Unit], previous: Unit) -> Marker | None:
    """As :func:`annex_marker`, for a further annex behind one: only where it says what it is attached to."""
    if coming[0].look not in _HEADS or coming[0].cell or coming[0].marker or previous.look in _HEADS:
        return None
    if previous.marker and previous.marker.level in ANNEX_LEVELS:
        return None
    for unit in coming[1:4]:
        if attached(text, unit):
            return Marker("phụ lục", _name(text, coming), coming[0].end)
        if unit.marker or unit.cell:
            break
    return None


def note_marker(text: str, unit: Unit) -> Marker | None:
    """The marker of a footnote behind the signature, "[1] Khoản này được sửa đổi …", as consolidated texts have them."""
    found = _NOTE.match(text, unit.start, unit.end) if text[unit.start] in "[*" else None
    return Marker("chú thích", found["label"], found.end()) if found else None


def _bare_head(text: str, unit: Unit) -> bool:
    """Whether a unit under a title is but a further line in capitals."""
    return unit.look in _HEADS and unit.marker is None and not unit.cell and text[unit.start] not in "(*_"


def _is_annexed(text: str, coming: Sequence[Unit], named: bool) -> bool:
    title = coming[_title_at(coming)]
    known = bool(_ANNEXED.match(even(text[title.start : title.end][:80]).lower() + " "))
    for unit in coming[1:_AHEAD]:
        if attached(text, unit):
            return True
        if unit.cell:
            return (named or known) and is_table_row(text, unit)
        if _signs(text, unit):
            return False
        if unit.marker:
            return named or known
        if unit.look is Look.MOTTO:
            return known
        if unit.look not in _HEADS and known:
            return True
    return False


def is_table_row(text: str, unit: Unit) -> bool:
    """Whether a row of a Markdown table is one of the text and none of the signatures."""
    own = text[unit.start : min(unit.end, unit.start + 2_000)]
    found = [even(cell).strip() for cell in own.split("|") if cell.strip()]
    return (
        len(found) > 1
        and unit.look not in (Look.RECIPIENT, Look.AUTHORITY, Look.MOTTO)
        and not any(signs(cell) or NOT_SIGNED.match(flat(cell)) or person(cell)[0] for cell in found)
    )


def names_signer(text: str, unit: Unit, role: Role) -> bool:
    """Whether a unit of the foot has a signer's name; among recipients, only in a column to their right."""
    if unit.end - unit.start > 2_000:
        return False
    return any(
        person(even(text[cell.start : cell.end]))[0]
        for cell in cells(text, unit.start, unit.end)
        if role is Role.SIGNATURE or text[text.rfind("\n", 0, cell.start) + 1 : cell.start].strip()
    )


def _is_title(text: str, unit: Unit) -> bool:
    own = text[unit.start : unit.end]
    return not (_NO_TITLE.match(flat(own)) or _signs(text, unit))


def _signs(text: str, unit: Unit) -> bool:
    own = even(text[unit.start : min(unit.end, unit.start + 200)])
    return (
        unit.look in (Look.RECIPIENT, Look.AUTHORITY)
        or opens_signature(text, unit)
        or bool(NOT_SIGNED.match(flat(own)))
        or person(own)[0] is not None
    )


def _title_at(coming: Sequence[Unit]) -> int:
    """Where the title stands, the names of bodies above it passed over."""
    at = next((at for at, unit in enumerate(coming) if unit.look is not Look.BODY_NAME), 0)
    return at if coming[at].look in _HEADS else 0


def _name(text: str, coming: Sequence[Unit]) -> str:
    at = _title_at(coming)
    lines = [coming[at]]
    for unit in coming[at + 1 :]:
        if unit.look is not Look.CAPITALS or unit.block != lines[-1].block or unit.cell:
            break
        lines.append(unit)
    return _quoted(" ".join(text[unit.start : unit.end] for unit in lines))


def _quoted(printed: str) -> str:
    title = plain(printed).strip("# ")
    return f"“{title if len(title) <= _NAME_CHARS else title[:_NAME_CHARS].rsplit(' ', 1)[0] + '…'}”"
