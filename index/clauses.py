"""Zones into clauses with the addresses people use: ``mục 2, điểm (1), gạch đầu dòng 1``; ``Điều 5, khoản 2, điểm a``."""

from dataclasses import dataclass

from index.layout import LEVELS, Look, Unit
from index.split import Zones, runs
from index.text import plain
from index.types import Clause, Role

_RANK = {level: rank for rank, level in enumerate(LEVELS)}
_LISTED = frozenset({"gạch", "cộng"})
_HEADS = frozenset({Look.CAPITALS, Look.KIND, Look.BODY_NAME, Look.TITLE})
_HEADING_CHARS = 160


@dataclass(slots=True)
class _Open:
    """A numbered level now open: its marker, its clause, and how many paragraphs and dashes stand under it."""

    level: str
    label: str
    name: str
    clause: int
    lead: str
    paragraphs: int = 1


def _name(level: str, label: str, inside_article: bool, ordinal: int) -> str:
    match level:
        case "phụ lục":
            return f"Phụ lục {label}".strip()
        case "phần" | "chương" | "mục":
            return f"{level.capitalize()} {label}"
        case "điều":
            return f"Điều {label}"
        case "la mã":
            return f"phần {label}"
        case "số" | "số.số" | "số.số.số":
            return f"{'khoản' if inside_article else 'mục'} {label}"
        case "(số)":
            return f"điểm ({label})"
        case "số)":
            return f"điểm {label})"
        case "chữ":
            return f"điểm {label}"
        case "gạch":
            return f"gạch đầu dòng {ordinal}"
        case _:
            return f"dấu cộng {ordinal}"


class ClauseBuilder:
    """Turns the zones of one directive into clauses; ``first`` is the id its first clause gets."""

    def __init__(self, text: str, file: str, directive: int, first: int) -> None:
        self.text, self.file, self.directive, self.first = text, file, directive, first
        self.clauses: list[Clause] = []
        self.open: list[_Open] = []
        self.counts: dict[tuple[int, str], int] = {}
        self.intro = 0
        self.articles = False

    def build(self, zones: Zones) -> list[Clause]:
        """The clauses in the order of the text; offsets are those of the text given (NFC)."""
        body = zones.of(Role.BODY)
        for role, group in runs(zones):
            if role is Role.BODY:
                for unit in self._joined(group):
                    self._body(unit, last=unit.end == body[-1].end)
            elif role is Role.HEADER:
                self._header(group)
            else:
                address = {Role.ADDRESSEE: "kính gửi", Role.RECIPIENT: "nơi nhận", Role.SIGNATURE: "chữ ký"}[role]
                self._add(group[0].start, group[-1].end, role, address)
        return self.clauses

    def _add(
        self,
        start: int,
        end: int,
        role: Role,
        address: str,
        headings: tuple[str, ...] = (),
        parent: int | None = None,
    ) -> int:
        number = self.first + len(self.clauses)
        self.clauses.append(
            Clause(
                number,
                self.directive,
                self.file,
                start,
                end,
                self.text[start:end],
                role,
                address,
                headings,
                parent,
            )
        )
        return number

    def _header(self, group: list[Unit]) -> None:
        """One clause for each printed line of the letterhead; title lines that belong together are one."""
        names = {
            Look.NUMBER: "số, ký hiệu", Look.PLACE_DATE: "địa danh, ngày tháng", Look.MOTTO: "quốc hiệu, tiêu đề",
            Look.BODY_NAME: "cơ quan ban hành", Look.TITLE: "tiêu đề", Look.KIND: "tiêu đề", Look.CAPITALS: "tiêu đề",
        }  # fmt: skip
        at = 0
        while at < len(group):
            unit, end = group[at], at + 1
            if unit.look in (Look.KIND, Look.CAPITALS):
                while end < len(group) and group[end].look in (Look.KIND, Look.CAPITALS, Look.TEXT):
                    end += 1
            elif unit.look is Look.BODY_NAME:
                while end < len(group) and group[end].look is Look.BODY_NAME:
                    end += 1
            self._add(unit.start, group[end - 1].end, Role.HEADER, names.get(unit.look, "trích yếu"))
            at = end

    def _joined(self, group: list[Unit]) -> list[Unit]:
        """A chapter's number and its title on the next line are one unit."""
        joined: list[Unit] = []
        for unit in group:
            last = joined[-1] if joined else None
            bare = (
                last is not None
                and last.marker is not None
                and not self.text[last.marker.body : last.end].strip(" .:*_")
            )
            if (
                bare
                and last
                and unit.look in _HEADS
                and not unit.cell
                and last.marker
                and last.marker.level not in _LISTED
            ):
                joined[-1] = Unit(last.start, unit.end, last.look, last.block, last.marker)
            else:
                joined.append(unit)
        return joined

    def _path(self) -> str:
        return ", ".join(level.name for level in self.open)

    def _leads(self) -> tuple[str, ...]:
        return tuple(level.lead for level in self.open)

    def _body(self, unit: Unit, last: bool) -> None:
        if unit.marker:
            self._item(unit)
            return
        while self.open and self.open[-1].level in _LISTED:
            self.open.pop()
        if unit.look in _HEADS:
            self._add(unit.start, unit.end, Role.BODY, self._path() or "tiêu đề", self._leads())
        elif last and (self.intro or self.open) and not self.articles:
            self._add(unit.start, unit.end, Role.BODY, "đoạn kết")
        elif self.open:
            self.open[-1].paragraphs += 1
            top = self.open[-1]
            self._add(
                unit.start,
                unit.end,
                Role.BODY,
                f"{self._path()}, đoạn {top.paragraphs}",
                self._leads(),
                top.clause,
            )
        else:
            self.intro += 1
            address = "đoạn mở đầu" if self.intro == 1 else f"đoạn mở đầu {self.intro}"
            self._add(unit.start, unit.end, Role.BODY, address)

    def _item(self, unit: Unit) -> None:
        assert unit.marker is not None
        level, label = unit.marker.level, unit.marker.label
        self.articles = self.articles or level == "điều"
        known = [at for at, one in enumerate(self.open) if one.level == level]
        if known:
            del self.open[known[-1] :]
        else:
            while self.open and _RANK[self.open[-1].level] >= _RANK[level]:
                self.open.pop()
        parent = self.open[-1].clause if self.open else None
        key = (parent if parent is not None else -1, level)
        self.counts[key] = self.counts.get(key, 0) + 1
        name = _name(level, label, any(one.level == "điều" for one in self.open), self.counts[key])
        address = ", ".join([*(one.name for one in self.open), name])
        clause = self._add(unit.start, unit.end, Role.BODY, address, self._leads(), parent)
        lead = plain(self.text[unit.start : unit.end])
        self.open.append(_Open(level, label, name, clause, _heading(lead)))


def _heading(lead: str) -> str:
    """The opening words of a clause, short enough to stand before its children."""
    cut = lead.find(":")
    if 0 < cut <= _HEADING_CHARS:
        return lead[: cut + 1]
    if len(lead) <= _HEADING_CHARS:
        return lead
    return lead[:_HEADING_CHARS].rsplit(" ", 1)[0] + "…"
