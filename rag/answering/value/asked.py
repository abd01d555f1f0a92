"""The question as it is compared with the rows and columns of a table: which row it speaks of, which column fills each blank."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.passages import describe
from index.text import folded_words
from index.types import Clause, Role
from rag.answering.value import bounds, columns
from rag.answering.value.asks import Ask, Blank
from rag.answering.value.columns import Need
from rag.answering.value.table_words import TableWords
from rag.answering.value.tables import TOTAL, Row, Table

# Share of the question, without what the document and the caption say, that row and columns must hold: by single words, with
# words that stand together in both, the same where a table is asked for.
SHARE, PHRASE, ASKED = 0.4, 0.25, 0.15
# Two blanks filled are so much more.
BOTH = 1.3
# What tells the row from the others must be this share of it.
ROW = 0.15
# A row must be this much likelier than the next; a column's word that its whole document is about tells this much.
AHEAD, ABOUT = 1.02, 0.25
# What fitting its kind, its name or its unit counts for a column, beside the share of the question that it holds.
KIND, NAME, UNIT = 1.0, 2.0, 2.0
# What a row gains whose name the question has whole.
WHOLE = 0.3
_WORD = re.compile(r"\w")
_YEAR = re.compile(r"(?:19|20)\d\d")
_EXCEPT = re.compile(r"\((?:trừ|không (?:bao )?gồm|ngoài)[^)]*\)|(?<![^\W_])trừ\s.*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Told:
    """Cells of one row that answer, by column, and how much of the question row, columns and what is above them hold."""

    table: Table
    row: Row
    columns: tuple[int, ...]
    held: float


class TableQuestion(TableWords):
    """The question as it is compared with the cells of a table."""

    def best(self, table: Table) -> Told | None:
        """The cells that answer, of the one row that the question speaks of."""
        if not self.blanks:
            return None
        about = self.about(table.heading)
        above = self.bag(table.above)
        superlative = self._extreme(table, about) if self.extreme else None
        row = None if superlative else self.row(table)
        if superlative:
            row, chosen, own = superlative
        elif row:
            chosen = self._columns(table, row, about)
            own = self.bag(" ".join(row.cells[at] for at in range(len(row.cells)) if at not in chosen))
        if row is None or not chosen or (any(blank.done for blank in self.blanks) and not self._is_meant(table, row)):
            return None
        within = self.within(table.bounded(row))
        named = own | within | self.bag(" ".join(table.heads[at] for at in chosen))
        known = named | above | about
        if not self._holds(known, table.heading) or bounds.of_another(
            table.above, *table.heads, *row.cells, asked=self.evidence.query.text
        ):
            return None
        rest = sum(weight for word, weight in self.weight.items() if word in named or word not in about | above)
        beside = self.together(" ".join(row.cells))
        together = bool(superlative) or bool(within) or beside > 0
        least = SHARE if not together else ASKED if self.tabled else PHRASE
        held = self.weigh(known) * (BOTH if len(chosen) > 1 or self.tabled else 1.0)
        line = self.bag(describe(self.evidence.archive.directives[table.heading.directive]))
        whole = beside and self.is_named(row)
        telling = superlative or within or self.weigh(own - line) >= ROW * rest / (1 + bool(whole))
        return Told(table, row, chosen, held) if telling and self.weigh(named) >= least * rest else None

    def _holds(self, known: frozenset[str], heading: Clause) -> bool:
        """Whether the names and years of the question stand in or above the row, or in a letterhead of the file."""
        years = {word for word in self.weight if _YEAR.fullmatch(word)}
        if not years and not self.names:
            return True
        evidence = self.evidence
        others = [one for one in evidence.archive.directives if one.file == heading.file]
        heads = (one.text for d in others for one in evidence.clauses_of(d.id) if one.role is Role.HEADER)
        printed = known | self.bag(" ".join((*(one.date.value[:4] for one in others if one.date), *heads)))
        bare = {columns.bare(word) for word in printed}
        return years <= printed and all(2 * len(name & bare) > len(name) for name in self.names)

    def held(self, table: Table, at: int) -> float:
        """How much of the question the name of a column holds, beside what its document says of itself."""
        return self._held(table.heads[at], self.about(table.heading))

    # ---- the row

    def row(self, table: Table) -> Row | None:
        """The one row that holds most of what tells rows apart; of another day, or numbered otherwise, it is none."""
        rows = [
            row for row in table.rows
            if any(row.cells) and not table.misnamed(row, self.evidence.query.text)
            and not table.day(row).other(self.days) and not bounds.other(table.numbered(row), self.called)
        ]  # fmt: skip
        if not rows:
            return None
        texts = [" ".join(row.cells) for row in rows]
        bags = [self.bag(_EXCEPT.sub(" ", text)) for text in texts]
        common = frozenset[str].intersection(*bags) if len(bags) > 1 else frozenset[str]()
        scores = []
        above = self.bag(table.above)
        for row, text, bag in zip(rows, texts, bags, strict=True):
            fits = bounds.within(table.bounded(row), self.numbers)
            bare = self.bag(" ".join(_EXCEPT.findall(text)))
            # What the caption says of all rows tells little of one; a name that the question has whole tells most.
            own = self.weigh(bag - common) - (1 - ABOUT) * self.weigh(bag & above - common) - self.weigh(bare)
            own += self.together(text) / 2 + (self.weigh(self.within(table.bounded(row))) if fits else 0.0)
            named = self.is_named(row)
            scores.append(0.0 if fits is False else own * (1.5 if fits else 1.0) * (1 + WHOLE * named))
        first = max(range(len(rows)), key=scores.__getitem__)
        second = max((score for at, score in enumerate(scores) if at != first), default=0.0)
        return rows[first] if scores[first] > second * AHEAD else None

    def _is_meant(self, table: Table, row: Row) -> bool:
        """Whether the question has the day of the row, or one of its names whole."""
        days = table.day(row)
        shared = days.week & self.days.week or days.dates & self.days.dates
        return bool(shared) or self.is_named(row)

    def _extreme(self, table: Table, about: frozenset[str]) -> tuple[Row, tuple[int, ...], frozenset[str]] | None:
        """The row with the greatest or the least figure of the column asked for; "Tổng" is none."""
        nouns = [blank for blank in self.blanks if blank.ask is None]
        if not nouns or self.extreme is None:
            return None
        rows = [row for row in table.rows if not row.total]
        figures = [at for at in range(len(table.heads)) if at not in table.counting and columns.are_figures(rows, at)]
        told = {at: columns.measures(table.heads[at], self.by) for at in figures}
        column = columns.only({at: told[at] + self._held(table.heads[at], about) for at in figures})
        ranked = [
            (value, row)
            for row in rows
            if column is not None and (value := bounds.figure(row.cells[column])) is not None
        ]
        if column is None or len(ranked) < 2:
            return None
        quick = self.by == "nhanh" and told[column] > 0  # … takes the least time
        top = (min if quick else self.extreme)(value for value, _ in ranked)
        first = [row for value, row in ranked if value == top]
        text = [at for at in range(len(table.heads)) if at not in table.counting and at not in figures]
        name = columns.only({at: self._fits_noun(rows[0].cells[at], table.heads[at], nouns[0].noun) for at in text})
        name = name if name is not None else next(iter(text), None)
        if len(first) != 1 or name is None:
            return None
        return first[0], (name, column), frozenset()

    # ---- the columns

    def _columns(self, table: Table, row: Row, about: frozenset[str]) -> tuple[int, ...]:
        """For each blank the column that fills it; none where one is not filled, or nothing is printed there in this row."""
        chosen: list[int] = []
        for blank in self.blanks:
            sums = self._sums(table, row)
            at = columns.only(
                {
                    at: self._fits(table, row, at, blank, about)
                    for at in range(len(table.heads))
                    if at not in chosen and at not in sums
                }
            )
            if at is None or not _WORD.search(row.cells[at]):
                return ()
            chosen.append(at)
        dayed = any(blank.ask and blank.ask.blank is Blank.DAY for blank in self.blanks)
        part = columns.part_of_day(table.heads) if dayed else None
        if part is not None and part not in chosen and not self.bag(row.cells[part]) <= self.said:
            chosen.append(part)
        return tuple(sorted(chosen))

    def _sums(self, table: Table, row: Row) -> set[int]:
        """The columns that sum the others up, in a row that does so itself, where the question names another column: "tổng cộng chi
        cho nuôi tôm"."""
        sums = {at for at, head in enumerate(table.heads) if TOTAL.match(head)} if row.total else set[int]()
        bags = [frozenset(self.bag(head) & self.weight.keys()) for head in table.heads]
        common = frozenset[str].intersection(*bags[1:]) if sums else frozenset[str]()
        named = any(bag - common for at, bag in enumerate(bags) if at and at not in sums)
        return sums if named else set()

    def stands(self, table: Table, row: Row, ask: Ask, value: str) -> bool:
        """Whether a value of a row may stand in the column that ``ask`` asks for: not where that is known, and another."""
        about = self.about(table.heading)
        scores = {at: self._fits(table, row, at, Need(ask), about) for at in range(len(table.heads))}
        if not any(scores.values()):
            return ask.blank is not Blank.AMOUNT
        at = columns.only(scores)
        return at is None or set(folded_words(value)) <= set(folded_words(row.cells[at]))

    def _fits(self, table: Table, row: Row, at: int, blank: Need, about: frozenset[str]) -> float:
        """How well a column fills a blank; 0: not at all. What is not printed in the row is of the kind of the other rows."""
        head = table.heads[at]
        printed = [row.cells[at]] if _WORD.search(row.cells[at]) else [one.cells[at] for one in table.rows]
        printed = [cell for cell in printed if _WORD.search(cell)]
        if not printed or at in table.counting:
            return 0.0
        if blank.ask is None:
            noun = max(self._fits_noun(cell, head, blank.noun) for cell in printed)
            return noun + self._held(head, about) if noun else 0.0
        # "Tỷ lệ (%)" may head the row.
        kinds = f"{head} {' '.join(row.cells[:1])}" if blank.ask.blank is Blank.SHARE else head
        kind = max(columns.is_kind(cell, kinds, blank.ask) for cell in printed)
        if not kind or columns.is_other_end(self.folded, head):
            return 0.0
        counted = columns.counts(blank.ask, head, f"{' '.join(row.cells)} {table.above}")
        named = bool(self.name_of(head)) and self.name_of(head) <= self.said
        if (counted is False and not named) or all(self.bag(cell) <= self.said for cell in printed):
            return 0.0
        # "Từ 4 m2 đến 8 m2" over a column is the one that a question of 6 m2 asks for.
        fits = bounds.within(head, self.numbers)
        changes = any(map(columns.is_of_change, table.heads)) and columns.is_of_change(self.evidence.query.text)
        if fits is False or (changes and not columns.is_of_change(head)):
            return 0.0
        unit = UNIT * bool(
            counted or set(blank.ask.unit) & set(folded_words(head)) or columns.is_counted(row.cells[at], blank.ask)
        )
        return KIND * kind + unit + NAME * (named + bool(fits)) + self._held(head, about)

    def _fits_noun(self, cell: str, head: str, noun: Sequence[str]) -> float:
        if not noun or columns.is_figure(cell) or (self.weight and self.bag(cell) <= self.said):
            return 0.0  # nor does what the question says itself answer it
        named = len(set(noun) & self.bag(head)) / len(noun)
        first = self.evidence.matcher.forms(cell)[:1]
        return NAME * named + KIND * columns.tells(
            [columns.bare(word) for word in noun], head, columns.bare("".join(first))
        )

    def _held(self, head: str, about: frozenset[str]) -> float:
        """The share of the question that the name of a column holds; what the whole document is about tells little."""
        held = self.bag(head)
        got = sum(w * (ABOUT if word in about else 1.0) for word, w in self.weight.items() if word in held)
        return got / max(self.evidence.matcher.total, 1e-9) * 4
