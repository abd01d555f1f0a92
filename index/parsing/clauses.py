"""Zones into clauses with the addresses people use: ``mục 2, điểm (1), gạch đầu dòng 1``; ``Điều 5, khoản 2, điểm a``.

Within one directive no two clauses have the same address: what the print repeats is told apart by ``(2)``, ``(3)``.
"""

import re
from collections import Counter

from index.parsing import patterns as p
from index.parsing.barred import cells
from index.parsing.flat import flat
from index.parsing.layout import Unit
from index.parsing.levels import LEAD_CHARS, LISTED, Level, Nesting, follows, is_first, name_of
from index.parsing.looks import Look
from index.parsing.markers import Marker, marker_of
from index.parsing.parts import MARKS
from index.parsing.persons import NOT_SIGNED
from index.parsing.split import Zones, runs
from index.text import plain
from index.types import Clause, Role

_HEADS = frozenset({Look.CAPITALS, Look.KIND, Look.BODY_NAME, Look.TITLE})
# Enough of a clause to take its opening words from.
_LEAD_CHARS = 500
_NAME_CHARS = 60
_MAY_OPEN = frozenset('“"«*_ ')
_OPENS_QUOTE = re.compile(r"[*_\s]*[“\"«][*_\s]*")
_CLOSES_QUOTE = re.compile(r"[”\"»][*_\s.;,]*$")
_AMENDS = re.compile(r"sửa\s+đổi|bổ\s+sung|thay\s+thế|như\s+sau|thành\s*:|bãi\s+bỏ", re.IGNORECASE)
_STARTS_AMENDING = re.compile(r"(?:sửa\s+đổi|bổ\s+sung|bãi\s+bỏ|thay\s+(?:thế|cụm))", re.IGNORECASE)
_PASSED = re.compile(
    r"[*_\s]*(?:Hiến\s+pháp|Bộ\s+luật|Luật|Pháp\s+lệnh|Nghị\s+quyết)\s+này\s+(?:đã\s+)?được\s+[^.;]{0,160}\bthông\s+qua\b"
)
_HEADER_NAMES = {
    Look.NUMBER: "số, ký hiệu", Look.PLACE_DATE: "địa danh, ngày tháng", Look.MOTTO: "quốc hiệu, tiêu đề",
    Look.BODY_NAME: "cơ quan ban hành", Look.TITLE: "tiêu đề", Look.KIND: "tiêu đề", Look.CAPITALS: "tiêu đề",
}  # fmt: skip
_ZONE_NAMES = {Role.ADDRESSEE: "kính gửi", Role.RECIPIENT: "nơi nhận", Role.SIGNATURE: "chữ ký"}


class ClauseBuilder:
    """Turns the zones of one directive into clauses; ``first`` is the id its first clause gets."""

    def __init__(self, text: str, file: str, directive: int, first: int) -> None:
        self.text, self.file, self.directive, self.first = text, file, directive, first
        self.clauses: list[Clause] = []
        self.levels = Nesting()
        self.addresses: Counter[str] = Counter()
        self.listed: Counter[tuple[int, str]] = Counter()
        self.intro = 0
        self.articles = False
        self.heading: Clause | None = None
        self.depth = 0  # of quotation marks, inside a quotation
        self.tables = 0
        self.table: tuple[int, int, str] | None = None
        """Block, rows so far and header row of the table that is being read."""

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
                self._add(group[0].start, group[-1].end, role, _ZONE_NAMES[role])
        return self.clauses

    def _add(
        self, start: int, end: int, role: Role, address: str, headings: tuple[str, ...] = (), parent: int | None = None
    ) -> Clause:
        self.addresses[address] += 1
        if self.addresses[address] > 1:
            address = f"{address} ({self.addresses[address]})"
        clause = Clause(
            self.first + len(self.clauses), self.directive, self.file, start, end, self.text[start:end], role, address,
            headings, parent,
        )  # fmt: skip
        self.clauses.append(clause)
        return clause

    def _header(self, group: list[Unit]) -> None:
        """One clause for each printed line of the letterhead; title lines that belong together are one."""
        at = 0
        while at < len(group):
            unit, end = group[at], at + 1
            if unit.look in (Look.KIND, Look.CAPITALS):
                while end < len(group) and group[end].look in (Look.KIND, Look.CAPITALS, Look.TEXT):
                    end += 1
            elif unit.look is Look.BODY_NAME:
                while end < len(group) and (
                    group[end].look is Look.BODY_NAME
                    or (group[end].look is Look.CAPITALS and group[end].block == group[end - 1].block)
                ):
                    end += 1
            self._add(unit.start, group[end - 1].end, Role.HEADER, self._header_name(unit))
            at = end

    def _header_name(self, unit: Unit) -> str:
        words = self.text[unit.start : min(unit.end, unit.start + 160)]
        if unit.look in (Look.TEXT, Look.CAPITALS):
            if flat(words).strip(" .:()[]-") in MARKS:
                return "độ khẩn, độ mật"
            if NOT_SIGNED.match(flat(words[:40])):
                return "chữ ký số"
            if p.NUMBER_LINE.match(words):  # two columns printed on one line
                return "số, ký hiệu"
            if p.PLACE_DATE.match(words):
                return "địa danh, ngày tháng"
        return _HEADER_NAMES.get(unit.look, "trích yếu")

    def _joined(self, group: list[Unit]) -> list[Unit]:
        """A chapter's number and its title on the next line are one unit."""
        joined: list[Unit] = []
        for unit in group:
            last = joined[-1] if joined else None
            if (
                last is not None
                and last.marker is not None
                and unit.look in _HEADS
                and not unit.cell
                and last.marker.level not in LISTED
                and not self.text[last.marker.body : last.end].strip(" .:*_")
            ):
                joined[-1] = Unit(last.start, unit.end, last.look, last.block, last.marker)
            else:
                joined.append(unit)
        return joined

    # ---- the text proper

    def _body(self, unit: Unit, last: bool) -> None:
        if unit.cell and not unit.marker:
            self._row(unit)
            return
        self.table = None
        words = self.text[unit.start : unit.end]
        opened = _OPENS_QUOTE.match(words[:8]) if words[0] in _MAY_OPEN else None
        if self.levels.quoted and unit.marker and self._resumes(unit.marker):
            self.levels.unquote()
        inside = marker_of(words[opened.end() : opened.end() + 80]) if opened and not unit.marker else None
        marker = unit.marker
        if inside and opened:
            marker = Marker(inside.level, inside.label, unit.start + opened.end() + inside.body)
        if opened and not self.levels.quoted and self._amends():
            self._quotation(unit, words, marker)
        elif marker and self._accepts(marker, words) and (not inside or self._goes_on(marker)):
            self._item(unit, marker, words)
        elif unit.look in _HEADS:
            self._title(unit)
        else:
            self._paragraph(unit, last)
        if self.levels.quoted:
            # Some print an opening mark before each paragraph, and one closing mark at the very end.
            again = 1 if opened and self.depth else 0
            self.depth += _depth(words) - again
            if self.depth <= 0 and _CLOSES_QUOTE.search(words[-8:]):
                self.levels.unquote()
        if not self.levels.quoted:
            self.depth = 0

    def _goes_on(self, marker: Marker) -> bool:
        """Whether an item after a stray quotation mark goes on with a list, open or quoted."""
        return self.levels.quoted or any(
            one.level == marker.level and follows(marker.label, one.label) for one in self.levels.open
        )

    def _accepts(self, marker: Marker, words: str) -> bool:
        """``C. Mác`` is a name and no item: a capital counts after the one before it, or as A, or as a heading."""
        if marker.level != "chữ hoa":
            return True
        before = [one.label for one in self.levels.open if one.level == "chữ hoa"]
        return marker.label == "A" or any(follows(marker.label, label) for label in before) or words.isupper()

    def _title(self, unit: Unit) -> None:
        self.levels.close_lists()
        path = self.levels.path()
        clause = self._add(
            unit.start, unit.end, Role.BODY, f"{path}, tiêu đề" if path else "tiêu đề", self.levels.leads()
        )
        # A number alone is what is left of a table.
        self.heading = clause if len(clause.text.split()) > 1 else None

    def _paragraph(self, unit: Unit, last: bool) -> None:
        levels = self.levels
        levels.close_lists()
        bare = bool(levels.open) and self.clauses[-1].id == levels.open[-1].clause and levels.open[-1].announces
        closing = (not self.articles and not bare) or bool(_PASSED.match(self.text, unit.start))
        # The last paragraph of an annex closes the annex only.
        annexed = bool(levels.open) and levels.open[0].level in ("phụ lục", "chú thích", "mẫu")
        if last and (self.intro or levels.open) and closing and not annexed:
            self._add(unit.start, unit.end, Role.BODY, "đoạn kết")
        elif levels.open:
            top = levels.open[-1]
            top.paragraphs += 1
            address = f"{levels.path()}, đoạn {top.paragraphs}"
            self._add(unit.start, unit.end, Role.BODY, address, levels.leads(), top.clause)
            top.announces = self.text[unit.end - 1] == ":"
        else:
            self.intro += 1
            address = "đoạn mở đầu" if self.intro == 1 else f"đoạn mở đầu {self.intro}"
            self._add(unit.start, unit.end, Role.BODY, address)

    def _item(self, unit: Unit, marker: Marker, words: str) -> None:
        levels, label = self.levels, marker.label
        level = levels.meant(marker.level, label)
        self.articles = self.articles or level == "điều"
        if self._begins_section(level, label):
            levels.section()
            assert self.heading is not None
            title = plain(self.heading.text)
            name = f"“{title if len(title) <= _NAME_CHARS else title[:_NAME_CHARS].rsplit(' ', 1)[0] + '…'}”"
            levels.open.append(Level("tiêu đề", "", name, self.heading.id, title))
        levels.make_room(level, label)
        self.heading = None
        parent = levels.open[-1].clause if levels.open else None
        key = (-1 if parent is None else parent, level)
        self.listed[key] += 1
        name = name_of(level, label, levels.inside_article(), self.listed[key])
        if levels.quoted and len(levels.open) == len(levels.outer):
            name = f"“{name}”"
        path = levels.path()
        clause = self._add(unit.start, unit.end, Role.BODY, f"{path}, {name}" if path else name, levels.leads(), parent)
        # The address may have been told apart from an earlier one.
        name = clause.address[len(path) + 2 :] if path else clause.address
        announces = words[-1] == ":" or (len(words) <= LEAD_CHARS and words[-1] not in ".;")
        if len(words) > _LEAD_CHARS:  # its first words and its last, which may lead in to a list
            words = f"{words[: _LEAD_CHARS // 2]} {words[-_LEAD_CHARS // 2 :]}"
        levels.open.append(Level(level, label, name, clause.id, words, announces))

    def _begins_section(self, level: str, label: str) -> bool:
        """Whether numbers start again after a heading without one: it is a part of its own."""
        if self.heading is None or self.levels.quoted or not is_first(label) or level in LISTED:
            return False
        return any(one.level == level for one in self.levels.open)

    # ---- quotations of other documents, as amending ones print them

    def _amends(self) -> bool:
        """Whether the innermost clause announces new words for another document."""
        return bool(self.levels.open) and bool(_AMENDS.search(self.clauses[-1].text[-300:]))

    def _quotation(self, unit: Unit, words: str, marker: Marker | None) -> None:
        self.levels.close_lists()
        self.levels.quote()
        if marker:
            self._item(unit, marker, words)
            return
        self._paragraph(unit, last=False)
        clause, path = self.clauses[-1], self.levels.path()
        name = clause.address[len(path) + 2 :]
        self.levels.open.append(Level("phụ lục", "", name, clause.id, words[:_LEAD_CHARS]))

    def _resumes(self, marker: Marker) -> bool:
        """Whether an item goes on outside a quotation whose closing mark the print has lost."""
        same = [one for one in self.levels.outer if one.level == marker.level and follows(marker.label, one.label)]
        if not same:
            return False
        if marker.level == "điều":
            return all(one.level != "điều" for one in self.levels.open[len(self.levels.outer) :])
        return bool(_STARTS_AMENDING.match(self.text, marker.body))

    # ---- tables

    def _row(self, unit: Unit) -> None:
        self.levels.close_lists()
        if self.table is None or self.table[0] != unit.block:
            self.tables += 1
            self.table = (unit.block, 0, "")
        block, rows, header = self.table
        path, parent = self.levels.path(), self.levels.open[-1].clause if self.levels.open else None
        table = f"{path}, bảng {self.tables}" if path else f"bảng {self.tables}"
        if rows == 0 and not header and (unit.title or self._heads(unit)):
            self._add(unit.start, unit.end, Role.BODY, f"{table}, tiêu đề", self.levels.leads(), parent)
            self.table = (block, rows, plain(self.text[unit.start : unit.end]))
            return
        leads = (*self.levels.leads(), header) if header else self.levels.leads()
        self._add(unit.start, unit.end, Role.BODY, f"{table}, dòng {rows + 1}", leads, parent)
        self.table = (block, rows + 1, header)

    def _heads(self, unit: Unit) -> bool:
        """Whether the first row of a table, though no rule stands under it, heads the next: words over figures."""
        own = cells(self.text[unit.start : unit.end])
        below = self.text[unit.end :].lstrip(" \t\r")[1:].split("\n", 1)[0].strip()
        row = cells(below) if below.startswith("|") else []
        # "Năm 2025" names a column, "2025" none.
        words = (
            len(own) > 2
            and all(cell and not cell[0].isdecimal() for cell in own)
            and not any(map(str.isdecimal, own[0]))
        )
        return words and len(row) == len(own) and any(cell[:1].isdecimal() for cell in row[1:])


def _depth(words: str) -> int:
    """How many quotations ``words`` opens and leaves open; straight marks open and close in turn."""
    curly = words.count("“") + words.count("«") - words.count("”") - words.count("»")
    return curly + words.count('"') % 2 * (1 if words.lstrip("*_ ").startswith('"') else -1)
