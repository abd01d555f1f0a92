"""Clauses that a question asks for by their address: ``mục 3``, ``khoản 2 Điều 5``, ``điểm a``, ``phụ lục II``."""

import re
from collections.abc import Iterable, Sequence

from index.archive import Archive
from index.text import fold, nfc
from index.types import Clause, Role

# From the widest to the narrowest; what people call them, folded.
LEVELS = ("phu luc", "mau so", "phan", "chuong", "muc", "dieu", "khoan", "diem", "gach dau dong")
# Called one for another: "điểm 3", "ý 3" and "khoản 3" are often a "mục 3" in print.
_LOOSE = frozenset({"muc", "khoan", "diem", "phan", "y"})
_LEVEL = (
    "(?:phụ lục|phu luc|mẫu số|mau so|phần|phan|chương|chuong|mục|muc|điều|dieu|khoản|khoan|điểm|diem|ý|"
    "gạch đầu dòng|gach dau dong)"
)
_LABEL = r"\d{1,3}(?:\.\d{1,2})*[a-zđ]?|[ivxl]{1,6}|[a-zđ]"
_PART = re.compile(
    rf"(?<!\w)(?P<level>{_LEVEL})\s+(?:thứ\s+|thu\s+|số\s+|so\s+)?\(?(?P<label>{_LABEL})\)?(?!\w|[/.,]\d)",
    re.IGNORECASE,
)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
# The words that are addresses only before a figure or Roman number: "điểm c" is one, "phần a" and "ý a" hardly.
_LETTERED = frozenset({"diem", "khoan", "muc", "phu luc"})
Part = tuple[str, str]


def parts_of(text: str) -> tuple[tuple[int, int, Part], ...]:
    """``(start, end, (level, label))`` of every part of an address in a question, in characters of ``text``."""
    found = []
    for match in _PART.finditer(text):
        level, label = fold(match["level"]), match["label"].lower()
        if label.isalpha() and level not in _LETTERED and _number(label) is None:
            continue
        found.append((match.start(), match.end(), (level, label)))
    return tuple(found)


class Places:
    """The clauses of some directives by the parts of their addresses: read once, asked for many addresses."""

    def __init__(self, directives: Iterable[int], archive: Archive) -> None:
        self.directives = tuple(directives)
        bodies = (c for number in self.directives for c in archive.clauses_of(number) if c.role is Role.BODY)
        self._clauses = [(clause, _own(clause)) for clause in bodies]
        self._labelled: dict[str | int, set[int]] = {}
        for place, (_, own) in enumerate(self._clauses):
            for _, label in own:
                self._labelled.setdefault(_key(label), set()).add(place)

    def at(self, parts: Sequence[Part]) -> tuple[int, ...]:
        """Ids of the clauses at that address, the widest first, then what stands beneath it.

        Read to the letter; where nothing is there, as people mix ``mục``, ``khoản`` and ``điểm``, ``II`` and ``2``.
        """
        likely = (self._labelled.get(_key(label), set()) for _, label in parts)
        places = sorted(set.intersection(*likely)) if parts else range(len(self._clauses))
        for fits in (_exactly, _loosely):
            found = [clause for clause, own in (self._clauses[place] for place in places) if fits(own, parts)]
            if found:
                return tuple(c.id for c in sorted(found, key=lambda c: (c.directive, c.address.count(","), c.id)))
        return ()


def clauses_at(parts: Sequence[Part], directives: Iterable[int], archive: Archive) -> tuple[int, ...]:
    """Ids of the clauses of ``directives`` at that address (:meth:`Places.at`)."""
    return Places(directives, archive).at(parts)


def _key(label: str) -> str | int:
    """What labels that are mixed up with each other have in common."""
    number = _number(label)
    return label if number is None else number


def _own(clause: Clause) -> list[Part]:
    """``Chương II, Điều 8, khoản 1`` as parts. A clause quoted in an amendment (“Điều 5”) is another's."""
    own = []
    for name in nfc(clause.address).lower().split(", "):
        head, _, label = name.rpartition(" ")
        own.append((fold(head), label.strip("()")) if head else (fold(name), ""))
    return own


def _exactly(own: Sequence[Part], parts: Sequence[Part]) -> bool:
    return set(parts) <= set(own)


def _loosely(own: Sequence[Part], parts: Sequence[Part]) -> bool:
    """Each part, in the order of the address, under a name that is mixed up with it."""
    ordered = sorted(parts, key=lambda part: depth(part[0]))
    at = 0
    for level, label in ordered:
        while at < len(own) and not (_same_level(level, own[at][0]) and _same_label(label, own[at][1])):
            at += 1
        if at == len(own):
            return False
        at += 1
    return True


def depth(level: str) -> int:
    """How narrow a level is; 0 is the widest."""
    return LEVELS.index(level) if level in LEVELS else len(LEVELS)


def _same_level(asked: str, own: str) -> bool:
    return asked == own or (asked in _LOOSE and own in _LOOSE)


def _same_label(asked: str, own: str) -> bool:
    return asked == own or (_number(asked) is not None and _number(asked) == _number(own))


def _number(label: str) -> int | None:
    """``7`` and ``VII``; ``None`` for a letter."""
    if label.isdecimal():
        return int(label)
    if not label or not re.fullmatch(r"l?x{0,3}(?:ix|iv|v?i{0,3})", label):
        return None
    values = [_ROMAN[char] for char in label]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))
