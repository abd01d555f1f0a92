"""Bounds a text sets on numbers ("từ 50 người trở lên", "dưới 10 ha"), and whether a number lies within them. Pure."""

import re
from collections.abc import Iterator
from math import isinf

from index.text import fold, plain, tokens

_NUMBER = re.compile(r"\d+(?:\.\d{3})*(?:,\d+)?")
# A number with its unit and little else.
AMOUNT = re.compile(r"\W*(?:\w+\s){0,2}?\d[\d.,]*(?![/\d])[^\d]{0,25}$")
_BOUND = re.compile(
    r"(?:(?P<under>\b(?:duoi|it hon)\b|<)|(?P<upto>\b(?:den|toi da"
    r"|khong (?:vuot )?qua|khong tren|khong (?:nhieu |cao |lon )?hon)\b|≤)"
    r"|(?P<over>\b(?:tren|hon)\b|>)|(?P<from>\b(?:tu|it nhat|toi thieu|khong duoi|khong (?:it|thap|nho) hon)\b|≥))\s*(?:du )?"
    r"(?P<number>\d[\d.,]*)\s*(?:(?!den|tro|duoi)(?P<unit>[a-z%]+(?: tuoi)?))?"
)


def figure(cell: str) -> float | None:
    """The number of a cell; ``None``: it is no figure."""
    found = _NUMBER.search(cell)
    return float(found.group().replace(".", "").replace(",", ".")) if found and AMOUNT.match(cell) else None


def numbers(text: str) -> Iterator[tuple[float, str]]:
    """The numbers of a text with the word behind each."""
    found = tokens(text)
    for at, token in enumerate(found[:-1]):
        if token.folded[0].isdigit() and (value := figure(plain(text[token.start : token.end]))) is not None:
            yield value, found[at + 1].folded


def bounds(label: str) -> Iterator[tuple[float, float, str]]:
    """What intervals a row sets, ends included, and on what: "từ 50 người trở lên", "từ 5 đến dưới 10 ha".

    Each unit has its own, "dưới 10 ha hoặc trên 50 ha" two. A number without a unit has the one behind it, else the one before.
    """
    found = list(_BOUND.finditer(fold(label)))
    units = [one["unit"] or "" for one in found]
    for at in reversed(range(len(units) - 1)):
        units[at] = units[at] or units[at + 1]
    last: tuple[float, float, str] | None = None
    for at, one in enumerate(found):
        unit = units[at] or (last[2] if last else "")
        number = figure(one["number"].rstrip(".,")) or 0.0
        end = number + 1e-6 * (bool(one["over"]) - bool(one["under"]))
        own = (0.0, end, unit) if one["under"] or one["upto"] else (end, float("inf"), unit)
        both = (max(own[0], last[0]), min(own[1], last[1]), unit) if last and last[2] == unit else (1.0, 0.0, unit)
        joined = last is not None and both[0] <= both[1] and isinf(last[1]) is not isinf(own[1])
        if last and last[2] and not joined:
            yield last
        last = both if joined else own
    if last and last[2]:
        yield last


def within(label: str, asked: list[tuple[float, str]]) -> bool | None:
    """Whether the numbers ``asked`` about, with their units, lie within the bounds a text sets; ``None``: it sets none on them."""
    held: dict[str, bool] = {}
    for low, high, unit in bounds(label):
        for number in (number for number, its in asked if its == unit):
            held[unit] = held.get(unit, False) or low <= number <= high
    return all(held.values()) if held else None
