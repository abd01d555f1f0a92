"""Numbering: what a label is called, which label follows which, and what stands under what in one document.

Offices nest lists in no fixed order ("a)" over "1)" here, "1)" over "a)" there), and restart or skip numbers. The nesting
is read from the text: a new kind of label right after a line that announces a list stands under that line.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.parsing.markers import LEVELS
from index.text import plain

RANK = {level: float(rank) for rank, level in enumerate(LEVELS)}
LISTED = {"gạch": "gạch đầu dòng", "sao": "dấu sao", "chấm": "dấu chấm", "cộng": "dấu cộng"}
# Their place among the others is fixed by law: Luật Ban hành văn bản quy phạm pháp luật, Nghị định 30/2020/NĐ-CP.
FIXED = frozenset(
    {"phụ lục", "chú thích", "mẫu", "tiêu đề", "phần", "chương", "mục", "tiểu mục", "điều", "la mã", *LISTED}
)
LEAD_CHARS = 160
# Between them and the last sentence of a longer text, which leads in to what stands under it.
CUT = "… "
_SENTENCE = re.compile(r"(?<=[^\W\d][.;])\s+(?=[A-ZĐÀ-Ỹ])")
_NAMES = {
    "phụ lục": "Phụ lục {}", "mẫu": "Mẫu số {}", "phần": "Phần {}", "chương": "Chương {}", "mục": "Mục {}",
    "tiểu mục": "Tiểu mục {}", "bước": "Bước {}", "điều": "Điều {}", "la mã": "phần {}", "chữ hoa": "phần {}",
    "(số)": "điểm ({})", "(chữ)": "điểm ({})",
    "số)": "điểm {})", "chữ": "điểm {}", "la mã nhỏ": "điểm {}", "chú thích": "chú thích {}",
}  # fmt: skip
_VIETNAMESE = "abcdđeghiklmnopqrstuvxy"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = {"I": 1, "V": 5, "X": 10}
_FIRST = frozenset({"1", "a", "A", "I", "i", "nhất", "một", "NHẤT", "MỘT", "thứ nhất", "THỨ NHẤT"})


@dataclass(slots=True)
class Level:
    """A numbered level now open: what stands in it stands under ``clause``, whose first ``words`` these are.

    ``announces``: its text ends as one that a list follows.
    """

    level: str
    label: str
    name: str
    clause: int
    words: str
    announces: bool = False
    paragraphs: int = 1
    _lead: str | None = None

    @property
    def lead(self) -> str:
        """The opening words, short enough to stand before its children (most have none, so it is made when asked for)."""
        if self._lead is None:
            self._lead = _opening(plain(self.words))
        return self._lead


def _opening(words: str) -> str:
    cut = words.find(":")
    if 0 < cut <= LEAD_CHARS:
        opening = words[: cut + 1]
    elif len(words) <= LEAD_CHARS:
        return words
    else:
        opening = words[:LEAD_CHARS].rsplit(" ", 1)[0] + "…"
    # Of several sentences the last leads in to what stands under it: "… Hộ nộp sớm được thưởng như sau:".
    leads_in = _SENTENCE.split(words)[-1] if words.endswith(":") else ""
    if not leads_in or len(leads_in) > LEAD_CHARS or leads_in in opening or len(opening) == len(words):
        return opening
    return f"{opening.rstrip(' .…')}{CUT}{leads_in}"


def told_last(heading: str) -> str:
    """Of a heading put together of its first words and its last sentence, the latter; else all of it."""
    return heading.rpartition(CUT)[2]


def name_of(level: str, label: str, inside_article: bool, ordinal: int) -> str:
    """What people call it: ``khoản 2``, ``điểm (1)``, ``gạch đầu dòng 3``."""
    if level in ("số", "số.số", "số.số.số"):
        return f"{'khoản' if inside_article else 'mục'} {label}"
    if level in LISTED:
        return f"{LISTED[level]} {ordinal}"
    return _NAMES[level].format(label).strip()


def is_first(label: str) -> bool:
    """Whether a list begins with ``label``."""
    return label in _FIRST


def follows(label: str, before: str) -> bool:
    """Whether ``label`` is the next after ``before``: 4 after 3, đ or e after d, IV after III."""
    if label.isdecimal() and before.isdecimal():
        return int(label) == int(before) + 1
    if _roman(label) and _roman(before) and _roman(label) == _roman(before) + 1:
        return True
    one, other = before.lower(), label.lower()
    return any(one in order and order[order.index(one) + 1 :][:1] == other for order in (_VIETNAMESE, _LATIN) if one)


def _roman(label: str) -> int:
    values = [_ROMAN.get(char, 0) for char in label.upper()]
    if not values or not all(values):
        return 0
    return sum(-v if v < next_ else v for v, next_ in zip(values, [*values[1:], 0], strict=True))


class Nesting:
    """The open levels of one document, outermost first, and the order of levels learnt from it.

    Inside a quotation (:meth:`quote`) the levels outside are out of reach until :meth:`unquote`.
    """

    def __init__(self) -> None:
        self.open: list[Level] = []
        self._rank = dict(RANK)
        self._seen: set[str] = set()
        self._base = 0
        self.quoted = False  # whether a quotation is open

    @property
    def outer(self) -> Sequence[Level]:
        """The levels outside the open quotation."""
        return self.open[: self._base]

    def quote(self) -> None:
        """What comes stands in a quotation under the innermost level."""
        self._base = len(self.open)
        self.quoted = True

    def unquote(self) -> None:
        """The quotation ends."""
        del self.open[self._base :]
        self._base = 0
        self.quoted = False

    def meant(self, level: str, label: str) -> str:
        """``i)`` after a colon, with no ``h)`` before it, is a small Roman one; so is ``v)`` after ``iv)``."""
        if level != "chữ" or label not in ("i", "v", "x"):
            return level
        letters = [one.label for one in self.open if one.level == "chữ"]
        if any(follows(label, letter) for letter in letters if len(letter) == 1 and letter not in "ivx"):
            return level
        roman = [one.label for one in self.open if one.level == "la mã nhỏ"]
        begins = label == "i" and bool(self.open) and self.open[-1].announces
        return "la mã nhỏ" if begins or any(follows(label, one) for one in roman) else level

    def make_room(self, level: str, label: str) -> None:
        """Closes the levels that an item ``label`` of ``level`` does not stand under."""
        if level == "phụ lục":
            self._rank, self._seen = dict(RANK), set()
        same = [at for at in range(self._base, len(self.open)) if self.open[at].level == level]
        inner = self.open[-1] if len(self.open) > self._base else None
        first = is_first(label)
        if same:
            nested = first and inner is not None and inner.announces and len(self.open) - 1 > same[-1]
            if not (nested and level not in FIXED):
                if len(same) > 1:
                    same = [at for at in same if follows(label, self.open[at].label)] or same
                del self.open[same[-1] :]
        else:
            deeper = inner is not None and self._rank[inner.level] >= self._rank[level]
            opens = (first and level not in FIXED) or level in LISTED
            if inner and deeper and opens and inner.announces and level not in self._seen:
                self._rank[level] = self._rank[inner.level] + 0.5
            while len(self.open) > self._base and self._rank[self.open[-1].level] >= self._rank[level]:
                self.open.pop()
        self._seen.add(level)

    def section(self) -> None:
        """A heading without a number begins a part of its own: closes all but the annex it stands in."""
        kept = self._base
        while kept < len(self.open) and self.open[kept].level in ("phụ lục", "mẫu"):
            kept += 1
        del self.open[kept:]
        self._seen.clear()
        self._rank = dict(RANK)

    def close_lists(self) -> None:
        """A paragraph stands under no dash."""
        while len(self.open) > self._base and self.open[-1].level in LISTED:
            self.open.pop()

    def inside_article(self) -> bool:
        """Whether an Điều is open."""
        return any(level.level == "điều" for level in self.open)

    def path(self) -> str:
        """The address of what is open."""
        return ", ".join(level.name for level in self.open)

    def leads(self) -> tuple[str, ...]:
        """The opening words of what is open."""
        return tuple(level.lead for level in self.open)
