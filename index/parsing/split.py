"""Several directives in one file, told apart, and each cut into its zones.

A forwarded directive, a certified-copy slip or an annexed plan begins where, after one document's recipients or
signature, the letterhead or title of another stands.
"""

import re
from dataclasses import dataclass, field
from itertools import groupby

from index.parsing import patterns as p
from index.parsing.annexes import ANNEX_LEVELS, annex_marker, attached_marker, is_table_row, names_signer, note_marker
from index.parsing.layout import Unit
from index.parsing.letterhead import frame_end
from index.parsing.looks import Look
from index.parsing.signers import begins_signature, is_signing
from index.types import Role

_OPENERS = frozenset({Look.MOTTO, Look.NUMBER, Look.KIND, Look.BODY_NAME})
_LETTERHEAD = frozenset({Look.MOTTO, Look.NUMBER, Look.KIND, Look.PLACE_DATE})
_HEADER_LOOKS = frozenset(
    {Look.TITLE, Look.MOTTO, Look.NUMBER, Look.KIND, Look.BODY_NAME, Look.CAPITALS, Look.PLACE_DATE}
)
# How many units a letterhead has, and a little more.
_AHEAD = 10
# Where OCR ran a letterhead together on one line, its title stands at the end of that line.
_TITLE_CHARS = 300
_ANNEXED = re.compile(r"\W*(?:Ban\s+hành\s+)?[Kk]èm\s+theo\b|\W*\([^()]{0,40}kèm\s+theo\b")
_BLANKS = re.compile(r"(?:\.\s?){5}|…\s?…|_{5}|[Ss]ố\s*:?\s*[.…\s]*/(?!\s?\d)")
# How the text proper begins, and what is said in it and never in a list of addressees.
_OPENS_TEXT = re.compile(
    r"[*_\s]*(?:Căn\s+cứ|Theo\s+đề\s+nghị|Xét|Thực\s+hiện|Triển\s+khai|Trên\s+cơ\s+sở|Tiếp\s+theo|Phúc\s+đáp|Trả\s+lời|Ngày\s+\d|Để|Nhằm|Qua|"
    r"Vừa\s+qua|Thời\s+gian\s+qua|Hiện\s+nay|Sau\s+khi|Được\s+sự|Thi\s+hành|Thừa)\b"
)
_SAYS = re.compile(
    r"\s(?:đề\s+nghị|yêu\s+cầu|thông\s+báo|nhận\s+được|báo\s+cáo|trân\s+trọng|có\s+ý\s+kiến|kính\s+(?:mời|trình|đề))\s"
)
_CERTIFIES = re.compile(r"[*_\s]*XÁC\s+THỰC\s+VĂN\s+BẢN")
_FOOT = frozenset({Role.RECIPIENT, Role.SIGNATURE})
_ITEM_LEVELS = frozenset({"gạch", "sao", "chấm", "cộng"})


@dataclass(slots=True)
class Zones:
    """The units of one directive by role, in the order of the text.

    ``has_body``: something of the text proper has been seen. ``headed``: something of a letterhead. ``closed``: recipients or
    a signature. ``named``: who signs. ``annexed``: what comes after these is an annex or a form to be filled in.
    """

    units: list[tuple[Unit, Role]] = field(default_factory=list)
    has_body: bool = False
    headed: bool = False
    closed: bool = False
    named: bool = False
    annexed: bool = False

    def add(self, unit: Unit, role: Role) -> None:
        """The next unit of the text."""
        self.units.append((unit, role))
        self.has_body = self.has_body or role is Role.BODY
        self.headed = self.headed or unit.look in _HEADER_LOOKS
        self.closed = self.closed or role in (Role.RECIPIENT, Role.SIGNATURE)

    def of(self, role: Role) -> list[Unit]:
        """The units that have ``role``."""
        return [unit for unit, its in self.units if its is role]


def _opens_another(text: str, zones: Zones, role: Role, found: list[Unit], at: int) -> bool:
    """Whether ``found[at]`` begins a new document, ``zones`` being the current one, now in its zone ``role``.

    A form to be filled in is no document: it stays with the one it is annexed to.
    """
    unit = found[at]
    if unit.look not in _OPENERS or not (zones.has_body or zones.named):
        return False
    coming = found[at + 1 : at + _AHEAD]
    if role is Role.BODY and not zones.annexed:
        return unit.look is Look.KIND and any(_ANNEXED.match(text, later.start) for later in coming[:4])
    if role not in (Role.RECIPIENT, Role.SIGNATURE) and not zones.annexed:
        return False
    if _is_form(text, found[at : at + _AHEAD]):
        zones.annexed = True
        return False
    if zones.annexed:
        return any(one.look is Look.NUMBER for one in (unit, *coming[:6]))
    return unit.look is not Look.BODY_NAME or any(later.look in _LETTERHEAD for later in coming[:6])


def _is_form(text: str, head: list[Unit]) -> bool:
    """Whether a letterhead has blanks where number, date or names belong."""
    return any(_BLANKS.search(text, unit.start, min(unit.end, unit.start + 200)) for unit in head)


def _before_letterhead(zones: Zones, found: list[Unit], at: int) -> bool:
    """Whether ``found[at]`` stands above the letterhead: the title of a web page, a stamp, the name of a mail."""
    if zones.headed or found[at].look in _HEADER_LOOKS:
        return False
    return any(later.look in (Look.MOTTO, Look.NUMBER) for later in found[at + 1 : at + _AHEAD])


def _is_subject(text: str, unit: Unit, zones: Zones) -> bool:
    """Whether a text unit of the header is the subject line and not yet the text proper."""
    if unit.cell or not zones.headed:
        return False
    words = text[unit.start : unit.end]
    if _OPENS_TEXT.match(words):
        return False
    if len(words) > 600 or (len(words) > 250 and words.rstrip("*_ ").endswith((".", ":", ";"))):
        return False
    emphasised = words.startswith("*") and words.endswith("*")
    headed = bool(p.SUBJECT_HEAD.match(words)) and not words.rstrip("*_ ").endswith((":", ";"))
    previous = zones.units[-1][0]
    under_title = previous.look in (Look.KIND, Look.CAPITALS) and previous.block == unit.block
    return emphasised or headed or (under_title and not words.endswith((".", ":", ";")))


def _is_prose(text: str, previous: Unit, unit: Unit) -> bool:
    """Whether a line under "Kính gửi" is the text proper and no further addressee."""
    words = text[unit.start : min(unit.end, unit.start + 200)]
    if text[previous.end - 1] == "." or _OPENS_TEXT.match(words) or words[-1] == ":":
        return True
    return (len(words) > 120 and not words.endswith(";")) or bool(_SAYS.search(words))


def _next_role(text: str, unit: Unit, role: Role, zones: Zones, is_last: bool) -> Role:
    """The zone of ``unit``, the one before it having been in ``role``."""
    previous = zones.units[-1][0] if zones.units else None
    listed = unit.marker is not None and unit.marker.level in _ITEM_LEVELS
    if unit.marker is not None and unit.marker.level in ANNEX_LEVELS:
        zones.annexed = zones.annexed or zones.closed
    if zones.annexed:
        return Role.BODY
    match unit.look:
        case Look.ADDRESS if not zones.has_body:
            return Role.ADDRESSEE
        case Look.RECIPIENT:
            return Role.RECIPIENT
        case Look.AUTHORITY if zones.has_body or zones.closed:
            return Role.SIGNATURE
        case Look.PERSON if role in (Role.RECIPIENT, Role.SIGNATURE) or (is_last and zones.units):
            return Role.SIGNATURE
        case Look.CAPITALS if role in _FOOT or (zones.has_body and _CERTIFIES.match(text, unit.start)):
            return Role.SIGNATURE
        case Look.PLACE_DATE if role is not Role.BODY:
            return Role.HEADER
        case Look.KIND | Look.NUMBER if role is not Role.BODY and not zones.has_body:
            return Role.HEADER
    if role in _FOOT and is_signing(text, unit):
        return Role.SIGNATURE
    if role is Role.SIGNATURE:
        named = previous is not None and previous.look in (Look.PERSON, Look.TEXT)
        return Role.BODY if unit.marker or (named and len(text[unit.start : unit.end]) > 60) else Role.SIGNATURE
    if role in (Role.ADDRESSEE, Role.RECIPIENT) and previous is not None:
        if unit.cell and previous.cell and unit.block == previous.block and unit.look is Look.TEXT:
            return role
        if role is Role.ADDRESSEE and not listed and _is_prose(text, previous, unit):
            return Role.BODY
        if listed or (unit.block == previous.block and unit.look in (Look.TEXT, Look.PERSON) and not unit.cell):
            return role
        return Role.BODY
    if role is Role.HEADER and unit.look in _HEADER_LOOKS:
        return Role.HEADER
    if role is Role.HEADER and unit.look in (Look.TEXT, Look.PERSON) and _is_subject(text, unit, zones):
        return Role.HEADER
    return Role.BODY


def _begun_annex(text: str, zones: Zones, role: Role, coming: list[Unit]) -> Unit | None:
    """``coming[0]`` as the beginning of an annex or a footnote, if it ends the foot of a directive or another annex."""
    unit = coming[0]
    marker = note_marker(text, unit)
    if marker:
        return unit._replace(marker=marker)
    if role in _FOOT and not zones.annexed:
        if role is Role.SIGNATURE and unit.cell and zones.named and is_table_row(text, unit):
            return unit
        marker = annex_marker(text, coming, zones.named)
    elif role is Role.BODY and zones.annexed:
        marker = attached_marker(text, coming, zones.units[-1][0])
    return unit._replace(marker=marker) if marker else None


def _is_signature(text: str, zones: Zones, role: Role, found: list[Unit], at: int) -> bool:
    """Whether an office with a name to it begins the signature, as in "GIÁM ĐỐC" over "PGS.TS. Lê Văn A"."""
    unit = found[at]
    short = unit.end - unit.start < 200 and text[unit.start : unit.end].lstrip("*_ ")[:2].isupper()
    if not zones.has_body or zones.annexed or not (unit.cell or short):
        return False
    return begins_signature(text, found[at : at + _AHEAD], role in (Role.RECIPIENT, Role.SIGNATURE))


def split(text: str, found: list[Unit]) -> list[Zones]:
    """The directives of one file, in order; a file with no letterhead at all is one directive of body text."""
    documents: list[Zones] = []
    zones, role, framed = Zones(), Role.HEADER, 0
    for at, unit in enumerate(found):
        if role is Role.BODY and unit.look is Look.ITEM and not zones.closed:
            zones.units.append((unit, role))  # what most of a text is made of
            continue
        if _opens_another(text, zones, role, found, at):
            documents.append(zones)
            zones, role = Zones(), Role.HEADER
        if not zones.units:
            framed = frame_end(text, unit.start, found[-1].end)
        if role is Role.HEADER and (
            unit.start < framed > unit.end - _TITLE_CHARS or _before_letterhead(zones, found, at)
        ):
            role = Role.HEADER
        elif zones.closed and (begun := _begun_annex(text, zones, role, found[at : at + _AHEAD])):
            unit, role, zones.annexed = begun, Role.BODY, True
        elif role is not Role.SIGNATURE and _is_signature(text, zones, role, found, at):
            role = Role.SIGNATURE
        else:
            role = _next_role(text, unit, role, zones, at >= len(found) - 2)
        if role in _FOOT and not zones.named:
            zones.named = names_signer(text, unit, role)
        zones.add(unit, role)
    if zones.units:
        documents.append(zones)
    return documents


def runs(zones: Zones) -> list[tuple[Role, list[Unit]]]:
    """Consecutive units of one role, together."""
    return [(role, [u for u, _ in group]) for role, group in groupby(zones.units, key=lambda pair: pair[1])]
