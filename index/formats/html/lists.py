"""The numbers and dashes that a browser puts before the items of a list."""

import re
from dataclasses import dataclass

_NUMBER = re.compile(r"\s*([+-]?\d{1,9})")
_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([^;]+)", re.IGNORECASE)
_KINDS = {
    "1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman",
    "lower-latin": "lower-alpha", "upper-latin": "upper-alpha", "decimal-leading-zero": "decimal",
}  # fmt: skip
_KNOWN = frozenset({*_KINDS.values(), "none", "disc", "circle", "square"})
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


@dataclass(slots=True)
class ItemList:
    """One list that is being read: its kind of marker (CSS's name) and the number of its next item."""

    kind: str
    number: int = 1
    step: int = 1

    def marker(self, kind: str | None, value: int | None) -> str:
        """The marker of the next item, with a blank after it; empty where none is shown."""
        number = self.number if value is None else value
        self.number = number + self.step
        return _marker(kind or self.kind, number)


def whole(text: str | None) -> int | None:
    """The whole number that an attribute begins with."""
    found = _NUMBER.match(text or "")
    return int(found[1]) if found else None


def kind_of(style: str | None, type_: str | None, class_: str | None = None) -> str | None:
    """The kind of marker that an element's attributes ask for; ``None`` where they say nothing."""
    if class_ and "list-unstyled" in class_:
        return "none"
    found = _STYLE.search(style or "")
    for word in found[1].lower().split() if found else ():
        word = _KINDS.get(word, word)
        if word in _KNOWN:
            return word
    said = (type_ or "").strip()
    said = _KINDS.get(said, said.lower())
    return said if said in _KNOWN else None


def _marker(kind: str, number: int) -> str:
    if kind == "none":
        return ""
    if kind in ("disc", "circle", "square"):
        return "+ " if kind == "circle" else "- "
    if kind.endswith("-alpha") and number > 0:
        letters = _letters(number)
        return f"{letters}) " if kind == "lower-alpha" else f"{letters.upper()}. "
    if kind.endswith("-roman") and 0 < number < 4000:
        letters = _roman(number)
        return f"{letters}) " if kind == "lower-roman" else f"{letters.upper()}. "
    return f"{number}. "


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, at = divmod(number - 1, 26)
        letters = chr(ord("a") + at) + letters
    return letters


def _roman(number: int) -> str:
    letters = ""
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        letters += sign * times
    return letters
