"""The numbers and bullets that Word prints before paragraphs and does not store in them (ECMA-376, part 1, 17.9)."""

import re
from dataclasses import dataclass, field

from index.formats.docx import xml as x
from index.formats.docx.styles import Format, Styles

_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_ONES = ("", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
# Bullets that are letters of a text font stay; the rest are pictures of a symbol font.
_PLAIN_BULLETS = frozenset("-–—+*•·")
_FIELD = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list. ``restart``: only a level above this one (counted from 1) starts it anew; 0: none does."""

    start: int
    kind: str
    text: str
    decimal: bool
    restart: int | None
    joined: bool
    style: str | None
    width: int
    format: Format


@dataclass(slots=True)
class _List:
    """A ``w:num``: the levels it prints and the numbers at which it starts anew."""

    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int]
    used: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """What is printed before a paragraph, the blank behind it included; ``format`` is the level's own."""

    text: str
    format: Format


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has counted: :meth:`label` is to be called in the order of the text."""

    lists: dict[str, _List] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def level_of(self, num: str, style: str) -> int | None:
        """The level of a list that is bound to a paragraph style."""
        levels = self.lists[num].levels if num in self.lists else {}
        return next((index for index, level in levels.items() if level.style == style), None)

    def label(self, num: str, index: int) -> Label | None:
        """Counts one paragraph of level ``index`` (from 0) and gives what is printed before it."""
        own = self.lists.get(num)
        if own is None or index not in own.levels:
            return None
        counts, level = self.counts.setdefault(own.abstract, {}), own.levels[index]
        if not own.used:
            own.used = True
            for begun in own.starts:
                counts.pop(begun, None)
        counts[index] = counts[index] + 1 if index in counts else own.starts.get(index, level.start)
        for deeper in [key for key in counts if key > index and _restarts(own.levels.get(key), index)]:
            del counts[deeper]
        text = _bullet(level.text) if level.kind == "bullet" else self._number(own, level, counts)
        return Label(text if level.joined or not text else text.rstrip() + " ", level.format)

    def _number(self, own: _List, level: Level, counts: dict[int, int]) -> str:
        def value(match: re.Match[str]) -> str:
            index = int(match[1]) - 1
            other = own.levels.get(index)
            if other is None:
                return ""
            count = counts.get(index, own.starts.get(index, other.start))
            return spelt(count, "decimal" if level.decimal else other.kind, other.width)

        return _FIELD.sub(value, level.text)


def _restarts(level: Level | None, above: int) -> bool:
    return level is None or level.restart is None or above < level.restart


def _bullet(text: str) -> str:
    mark = text.strip()
    # A word in place of a bullet ("Ghi chú:") is printed as it is; single letters are pictures of Wingdings.
    return mark if not mark or mark in _PLAIN_BULLETS or len(mark) > 2 else "-"


def spelt(count: int, kind: str, width: int = 0) -> str:
    """A number as ``w:numFmt`` says; plain digits for what has no other spelling."""
    if kind == "none":
        return ""
    if kind in ("lowerRoman", "upperRoman") and 0 < count < 4000:
        return _roman(count).lower() if kind == "lowerRoman" else _roman(count)
    if kind in ("lowerLetter", "upperLetter") and 0 < count <= 780:
        letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letters if kind == "lowerLetter" else letters.upper()
    if kind == "vietnameseCounting" and 0 < count < 100:
        return _words(count)
    return str(count).zfill(2 if kind == "decimalZero" else width)


def _roman(count: int) -> str:
    letters = ""
    for value, letter in _ROMAN:
        letters += letter * (count // value)
        count %= value
    return letters


def _words(count: int) -> str:
    tens, ones = divmod(count, 10)
    if tens == 0:
        return _ONES[ones]
    last = {1: "mốt" if tens > 1 else "một", 5: "lăm"}.get(ones, _ONES[ones])
    return f"{'mười' if tens == 1 else f'{_ONES[tens]} mươi'} {last}".strip()


def read_numbering(root: x.Node | None, styles: Styles) -> Numbering:
    """The lists that ``numbering.xml`` defines."""
    abstracts: dict[str, dict[int, Level]] = {}
    linked: dict[str, str] = {}
    numbering = Numbering()
    nodes = list(root) if root is not None else []
    for node in nodes:
        if x.name(node) == "w:abstractNum":
            key = x.attr(node, "w:abstractNumId") or ""
            found = (_level(one, styles) for one in node if x.name(one) == "w:lvl")
            abstracts[key] = {index: level for index, level in found if index is not None}
            link = x.child(node, "w:numStyleLink")
            if link is not None:
                linked[key] = x.attr(link, "w:val") or ""
    nums = {x.attr(node, "w:numId") or "": node for node in nodes if x.name(node) == "w:num"}
    for num, node in nums.items():
        key = _abstract(node)
        # A list may borrow the levels of a numbering style, and then counts with it.
        style = styles.list_num(linked[key]) if key in linked else None
        if style is not None and style in nums:
            key = _abstract(nums[style])
        levels, starts = dict(abstracts.get(key, {})), {}
        for override in node:
            if x.name(override) != "w:lvlOverride":
                continue
            index = x.number(override, "w:ilvl")
            start = x.number(x.child(override, "w:startOverride"))
            own = x.child(override, "w:lvl")
            if index is not None and own is not None:
                levels[index] = _level(own, styles)[1]
            if index is not None and start is not None:
                starts[index] = start
        numbering.lists[num] = _List(key, levels, starts)
    return numbering


def _abstract(num: x.Node) -> str:
    node = x.child(num, "w:abstractNumId")
    return "" if node is None else x.attr(node, "w:val") or ""


def _level(node: x.Node, styles: Styles) -> tuple[int | None, Level]:
    def value(short: str) -> str | None:
        found = x.child(node, short)
        return None if found is None else x.attr(found, "w:val")

    kind = x.child(node, "w:numFmt")
    if kind is None:  # Word wraps the kinds of later versions
        kind = x.child(node, "mc:AlternateContent", "mc:Choice", "w:numFmt")
    custom = (x.attr(kind, "w:format") or "").partition(",")[0] if kind is not None else ""
    properties = x.child(node, "w:rPr")
    start = x.number(x.child(node, "w:start"))
    hidden = x.switch(properties, "w:vanish")
    return x.number(node, "w:ilvl"), Level(
        start=0 if start is None else start,
        kind=(x.attr(kind, "w:val") if kind is not None else None) or "decimal",
        text="" if hidden else value("w:lvlText") or "",
        decimal=bool(x.switch(node, "w:isLgl")),
        restart=x.number(x.child(node, "w:lvlRestart")),
        joined=value("w:suff") == "nothing",
        style=value("w:pStyle"),
        width=len(custom) if custom.isdecimal() else 0,
        format=styles.format(properties),
    )
