"""Administrative units: what they are called and how high they stand; patterns that name any of them are made from here."""

from typing import NamedTuple

from index.text import fold

PROVINCE, DISTRICT, COMMUNE, HAMLET = 1, 2, 3, 4


class Unit(NamedTuple):
    """A kind of unit: its name as printed, folded, and its level (1 province, 2 district, 3 commune, 4 what is below)."""

    name: str
    folded: str
    level: int


_NAMES = {
    PROVINCE: ("tỉnh",),
    # A city is a district of a province, unless it is one of those under the centre.
    DISTRICT: ("thành phố", "thị xã", "quận", "huyện"),
    COMMUNE: ("thị trấn", "phường", "xã"),
    HAMLET: ("tổ dân phố", "khu phố", "thôn", "bản"),
}
UNITS = tuple(Unit(name, fold(name), level) for level, names in _NAMES.items() for name in names)
CITY = "thành phố"
# Cities directly under the centre, which have districts of their own: a closed list (Nghị quyết of the National Assembly).
CENTRAL = frozenset({"ha noi", "ho chi minh", "hai phong", "da nang", "can tho", "hue"})
# Syllables that are another word where these stand before them: "địa phương", "cơ quan".
_OTHER_WORD = {"phuong": "dia ", "quan": "co "}


def is_city(name: str) -> bool:
    """Whether a unit called so is a city ("Thành phố", "TP.")."""
    return name.lower().rstrip(".") in (CITY, "tp")


def level_of(name: str) -> int:
    """The level of a unit called so ("Huyện", "tp"); a city counts as a district."""
    called = CITY if is_city(name) else name.lower()
    return next(unit.level for unit in UNITS if unit.name == called)


def printed(lowest: int = COMMUNE) -> str:
    """A pattern of what units down to ``lowest`` are called in print, longer names first."""
    names = sorted((unit.name for unit in UNITS if unit.level <= lowest), key=len, reverse=True)
    return "|".join([*names, "tp"])


def folded(lowest: int = COMMUNE) -> str:
    """… the same on folded text, where "địa phương" and "cơ quan" are none."""
    names = sorted((unit.folded for unit in UNITS if unit.level <= lowest), key=len, reverse=True)
    return "|".join(f"(?<!{before}){name}" if (before := _OTHER_WORD.get(name)) else name for name in names)


def names(lowest: int = COMMUNE, highest: int = PROVINCE) -> frozenset[str]:
    """The folded names of the units from ``highest`` down to ``lowest``."""
    return frozenset(unit.folded for unit in UNITS if highest <= unit.level <= lowest)
