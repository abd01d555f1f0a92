"""Several directives in one file, told apart, and each cut into its zones.

A forwarded directive, a certified-copy slip or an annexed plan begins where, after one document's recipients or
signature, the letterhead or title of another stands.
"""

from dataclasses import dataclass, field
from itertools import groupby

from index import patterns as p
from index.layout import Look, Unit
from index.types import Role

_OPENERS = frozenset({Look.MOTTO, Look.NUMBER, Look.KIND, Look.BODY_NAME})
_LETTERHEAD = frozenset({Look.MOTTO, Look.NUMBER, Look.KIND, Look.PLACE_DATE})
_HEADER_LOOKS = frozenset(
    {Look.TITLE, Look.MOTTO, Look.NUMBER, Look.KIND, Look.BODY_NAME, Look.CAPITALS, Look.PLACE_DATE}
)
_ITEM_LEVELS = frozenset({"gạch", "cộng"})


@dataclass(slots=True)
class Zones:
    """The units of one directive by role, in the order of the text."""

    units: list[tuple[Unit, Role]] = field(default_factory=list)

    def of(self, role: Role) -> list[Unit]:
        """The units that have ``role``."""
        return [unit for unit, its in self.units if its is role]

    @property
    def has_body(self) -> bool:
        """Whether anything of the text proper has been seen."""
        return any(role is Role.BODY for _, role in self.units)


def _opens_another(zones: Zones, role: Role, found: list[Unit], at: int) -> bool:
    """Whether ``found[at]`` begins a new document, ``zones`` being the current one, now in its zone ``role``."""
    unit = found[at]
    if role not in (Role.RECIPIENT, Role.SIGNATURE) or unit.look not in _OPENERS or not zones.has_body:
        return False
    if unit.look is Look.BODY_NAME:
        return any(later.look in _LETTERHEAD for later in found[at + 1 : at + 7])
    return True


def _is_subject(text: str, unit: Unit, zones: Zones) -> bool:
    """Whether a text unit of the header is the subject line and not yet the text proper."""
    if unit.cell or not any(u.look in _HEADER_LOOKS for u, _ in zones.units):
        return False
    words = text[unit.start : unit.end]
    if len(words) > 600 or (len(words) > 250 and words.rstrip("*_ ").endswith((".", ":", ";"))):
        return False
    emphasised = words.startswith("*") and words.endswith("*")
    headed = bool(p.SUBJECT_HEAD.match(words)) and not words.rstrip("*_ ").endswith((":", ";"))
    previous = zones.units[-1][0]
    under_title = previous.look in (Look.KIND, Look.CAPITALS) and previous.block == unit.block
    return emphasised or headed or (under_title and not words.endswith((".", ":", ";")))


def _next_role(text: str, unit: Unit, role: Role, zones: Zones, is_last: bool) -> Role:
    """The zone of ``unit``, the one before it having been in ``role``."""
    previous = zones.units[-1][0] if zones.units else None
    listed = unit.marker is not None and unit.marker.level in _ITEM_LEVELS
    match unit.look:
        case Look.ADDRESS if not zones.has_body:
            return Role.ADDRESSEE
        case Look.RECIPIENT:
            return Role.RECIPIENT
        case Look.AUTHORITY if zones.has_body:
            return Role.SIGNATURE
        case Look.PERSON if role in (Role.RECIPIENT, Role.SIGNATURE) or (is_last and zones.units):
            return Role.SIGNATURE
        case Look.CAPITALS if role in (Role.RECIPIENT, Role.SIGNATURE):
            return Role.SIGNATURE
        case Look.PLACE_DATE | Look.KIND | Look.NUMBER if role is not Role.BODY:
            return Role.HEADER
    if role is Role.SIGNATURE:
        named = previous is not None and previous.look in (Look.PERSON, Look.TEXT)
        return Role.BODY if unit.marker or (named and len(text[unit.start : unit.end]) > 60) else Role.SIGNATURE
    if role in (Role.ADDRESSEE, Role.RECIPIENT) and previous is not None:
        if unit.cell and previous.cell and unit.block == previous.block and unit.look is Look.TEXT:
            return role
        if listed or (unit.block == previous.block and unit.look in (Look.TEXT, Look.PERSON) and not unit.cell):
            return role
        return Role.BODY
    if role is Role.HEADER and unit.look in _HEADER_LOOKS:
        return Role.HEADER
    if role is Role.HEADER and unit.look in (Look.TEXT, Look.PERSON) and _is_subject(text, unit, zones):
        return Role.HEADER
    return Role.BODY


def split(text: str, found: list[Unit]) -> list[Zones]:
    """The directives of one file, in order; a file with no letterhead at all is one directive of body text."""
    documents: list[Zones] = []
    zones, role = Zones(), Role.HEADER
    for at, unit in enumerate(found):
        if _opens_another(zones, role, found, at):
            documents.append(zones)
            zones, role = Zones(), Role.HEADER
        role = _next_role(text, unit, role, zones, at >= len(found) - 2)
        zones.units.append((unit, role))
    if zones.units:
        documents.append(zones)
    return documents


def runs(zones: Zones) -> list[tuple[Role, list[Unit]]]:
    """Consecutive units of one role, together."""
    return [(role, [u for u, _ in group]) for role, group in groupby(zones.units, key=lambda pair: pair[1])]
