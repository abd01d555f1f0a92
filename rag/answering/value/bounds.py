"""Bounds a text sets on numbers ("từ 50 người trở lên", "dưới 10 ha"), and whether a number lies within them. Pure."""

import re
from collections.abc import Iterator, Sequence
from math import isinf

from index.text import Token, fold, plain, tokens

_NUMBER = re.compile(r"\d+(?:\.\d{3})*(?:,\d+)?")
# A number with its unit and little else.
AMOUNT = re.compile(
    r"\W*(?:\w+\s){0,2}?\d[\d.,]*(?![/\d])(?:\D|(?<=m)[23](?!\w)){0,25}"
    r"(?:(?<=/)\d{1,4} ?(?:\D|(?<=m)[23](?!\w)){1,12})?$"  # "8.000 đồng/100 m3"
)
# "Từ 30% - 70%": the second bounds it from above.
_SPAN = re.compile(r"(\btu (?:du |tren )?\d[\d.,]* ?(?:%|[a-z]+)? ?)[-–] ?(?=\d)")
_BOUND = re.compile(
    r"(?:(?P<under>\b(?:duoi|it hon)\b|<)|(?P<upto>\b(?:den|toi da"
    r"|khong (?:vuot )?qua|khong tren|khong (?:nhieu |cao |lon )?hon)\b|≤)"
    r"|(?P<over>\b(?:tren|hon)\b|>)|(?P<from>\b(?:tu|it nhat|toi thieu|khong duoi|khong (?:it|thap|nho) hon)\b|≥))\s*(?:du )?"
    r"(?P<number>\d[\d.,]*)\s*(?:(?!den|tro|duoi)(?P<unit>m[23]\b|[a-z%]+(?: (?:tuoi|khoi|vuong|tram|ta|so)\b)?))?"
)
SCALES = {"nghin": 1e3, "ngan": 1e3, "trieu": 1e6, "ty": 1e9, "ti": 1e9}
# One unit under several names, as it is compared.
_NAMES = {
    "khoi": "m3", "met khoi": "m3", "met vuong": "m2", "hec ta": "ha", "hecta": "ha", "phan tram": "%", "cay so": "km",
    "can": "kg", "ky": "kg", "ki lo": "kg", "tieng": "gio", "hom": "ngay", "met": "m",
    **dict.fromkeys(SCALES, "dong"),
}  # fmt: skip
# "Dùng trên 30 m3" is more than 30, "chưa đến 5 ha" less than 5: so much is enough to tell them apart.
_MORE, _LESS = frozenset("tren hon qua vuot".split()), frozenset("duoi".split())
_APART = 1e-5
# What is told apart by a number behind its name.
_ORDERED = re.compile(r"\b(?P<noun>dot|ky|giai doan|quy|khoa|vong|vu) (?:thu )?(?P<number>\d{1,2}|[ivx]{1,4})\b")


def of_another(*printed: str, asked: str) -> bool:
    """Whether texts are of "đợt 1" where "đợt 2" is asked about."""
    told = _ordered(" ".join(printed))
    return any(noun in told and not told[noun] & numbers for noun, numbers in _ordered(asked).items())


def _ordered(text: str) -> dict[str, set[str]]:
    """The numbers of a text that name one of several, by what they number: ``{"dot": {"1"}}``."""
    found: dict[str, set[str]] = {}
    for one in _ORDERED.finditer(fold(text)):
        found.setdefault(one["noun"], set()).add(one["number"].lstrip("0"))
    return found


# A cell of bounds alone ("201 - 300", "Từ 2 đến dưới 4", "Trên 300"), which the name of its column says the unit of.
_BARE = re.compile(
    r"(?:(?:từ|trên|dưới|đến|tới|hơn|đủ|trở|lên|xuống|không|quá|vượt|ít|nhất|tối|đa|thiểu|[-–<>≤≥])(?![^\W_])\s*|\d[\d.,]*\s*)+",
    re.IGNORECASE,
)
_TWO = re.compile(r"^(?=\d[\d.,]*\s*[-–]\s*\d[\d.,]*$)")
_UNIT_OF = re.compile(r"\(\s*(?P<unit>[^\W\d_]+|%)[^)]*\)")
_CELLS = re.compile(r"\s*\|\s*|\s{2,}|\t+")


def spelled(cell: str, head: str) -> str:
    """A cell of bounds with their unit, as the name of its column has it: "từ 201 AQI - 300 AQI" of "201 - 300" under "Mức AQI"."""
    named = _UNIT_OF.search(head)
    unit = named["unit"] if named else (re.findall(r"[^\W\d_]+", head) or [""])[-1]
    text = _TWO.sub("từ ", plain(cell).strip())
    bounded = _BARE.fullmatch(text) and re.search(r"[^\W\d]|[-–<>≤≥]", text)
    return _NUMBER.sub(rf"\g<0> {unit}", text) if bounded and unit else cell


def spelled_row(row: str, heads: str) -> str:
    """A line of a table with the bounds of each cell spelled, by the line that names its columns."""
    cells, names = (_CELLS.split(re.sub(r"^\s*\||\|\s*$", "", line).strip(" ")) for line in (row, heads))
    same = len(cells) == len(names)
    return "; ".join(spelled(*both) for both in zip(cells, names, strict=True)) if same else row


# "Tổ 4, 5 và 6": a word, and the numbers that what it names is called by; not what bounds, measures or dates.
_ROW_OF = r"\d{1,2}(?![\d/.%]|,\d)(?:\s?(?:,|và|đến|tới|-|–)\s?\d{1,2}(?![\d/.%]|,\d))*"
_CALLED = re.compile(
    rf"(?<![^\W_])(?!(?:từ|đến|tới|dưới|trên|trước|sau|hơn|quá|và|hoặc|là|có|được|ngày|tháng|năm|lúc|mỗi|gồm|đủ|thêm|còn|hết|khoảng)\s)"
    rf"(?P<noun>[^\W\d_]+)\s(?P<numbers>{_ROW_OF})"
)
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_ROMAN = re.compile(rf"(?<=[^\W\d_] )(?:{'|'.join(sorted(ROMAN, key=len, reverse=True))})(?![^\W_]|\.[^\W_])")
_CALLED_LAST = re.compile(_CALLED.pattern + r"\s*$")


def figure(cell: str) -> float | None:
    """The number of a cell; ``None``: it is no figure."""
    found = _NUMBER.search(cell)
    return float(found.group().replace(".", "").replace(",", ".")) if found and AMOUNT.match(cell) else None


def numbers(text: str) -> Iterator[tuple[float, str]]:
    """The numbers of a text with the unit of each, a little moved by "trên" or "dưới" before it."""
    found = tokens(text)
    for at, token in enumerate(found):
        if token.folded[0].isdigit() and (value := figure(plain(text[token.start : token.end]))) is not None:
            before = found[at - 1].folded if at else ""
            moved = _APART * ((before in _MORE) - (before in _LESS))
            yield value * scale(found, at) + moved, unit_behind(text, found, at)
            if before.isalpha():  # "AQI 250"
                yield value + moved, before


def unit_behind(text: str, found: Sequence[Token], at: int) -> str:
    """The folded unit of the number that is token ``at`` of a text: one name for all of its names; "" where nothing is behind."""
    if text[found[at].end :].lstrip().startswith("%"):
        return "%"
    behind = [one.folded for one in found[at + 1 : at + 3]]
    if behind[:1] == ["m"] and behind[1:] and text[found[at + 1].end : found[at + 2].end] in ("2", "3"):
        return "m" + behind[1]  # two tokens
    return _named(" ".join(behind))


def scale(found: Sequence[Token], at: int) -> float:
    """What the number that is token ``at`` is told in ("triệu"); 1 where it is told in nothing."""
    return SCALES.get(found[at + 1].folded, 1.0) if at + 1 < len(found) else 1.0


def _named(behind: str) -> str:
    """One name for the unit that words begin with: the first, but "tháng tuổi" whole."""
    first = behind.split(" ")[0]
    return behind if behind.endswith(" tuoi") else _NAMES.get(behind) or _NAMES.get(first, first)


def bounds(label: str) -> Iterator[tuple[float, float, str]]:
    """What intervals a row sets, ends included, and on what: "từ 50 người trở lên", "từ 5 đến dưới 10 ha".

    Each unit has its own, "dưới 10 ha hoặc trên 50 ha" two. A number without a unit has the one behind it, else the one before.
    """
    found = list(_BOUND.finditer(_SPAN.sub(r"\1den ", fold(label))))
    units = [one["unit"] or "" for one in found]
    for at in reversed(range(len(units) - 1)):
        units[at] = units[at] or units[at + 1]
    last: tuple[float, float, str] | None = None
    for at, one in enumerate(found):
        unit = units[at] or (last[2] if last else "")
        number = (figure(one["number"].rstrip(".,")) or 0.0) * SCALES.get(unit, 1.0)
        unit = _named(unit)
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


def called(text: str) -> dict[str, set[int]]:
    """The numbers that things are called by in a text, by the word before: "tổ 4, 5 và 6"."""
    found: dict[str, set[int]] = {}
    for match in _CALLED.finditer(_in_arabic(text).lower()):
        found.setdefault(match["noun"], set()).update(_each(match["numbers"]))
    return found


def other(cells: Sequence[str], asked: dict[str, set[int]]) -> bool:
    """Whether a row has others of what is ``asked`` by a number, and not that one: "Tổ 4, 5" for "tổ 6".

    Only where the number ends its cell: nothing stands behind that it could count.
    """
    told: dict[str, set[int]] = {}
    for match in (_CALLED_LAST.search(_in_arabic(cell).lower()) for cell in cells if asked):
        if match:
            told.setdefault(match["noun"], set()).update(_each(match["numbers"]))
    return any(noun in told and not numbers & told[noun] for noun, numbers in asked.items())


def _in_arabic(text: str) -> str:
    """A text with its Roman numbers, as far as they are in use, in figures: "cấp IV"."""
    return _ROMAN.sub(lambda match: str(ROMAN.index(match.group()) + 1), text)


def _each(numbers: str) -> set[int]:
    each = [int(one) for one in re.findall(r"\d+", numbers)]
    return {*each, *(range(min(each), max(each) + 1) if re.search(r"đến|tới|[-–]", numbers) else ())}
