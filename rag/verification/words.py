"""Any text as a list of comparable words: a date, an hour, a number, a document's number and a bound are one word each, whatever
way they are written, and the rest are syllables."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from index.parsing import patterns as p
from index.parsing.numbers import clean_number, iso_date
from index.text import Aligned, Token, nfc, tokens
from rag.values import DAY_MONTH_WORDS, MONTH_YEAR, SHARE, TIME, YEAR
from rag.verification.signs import BOUNDS, BOUNDS_AFTER, SCALES


class Kind(IntEnum):
    """What a word is."""

    SYLLABLE = 0
    NUMBER = 1
    DATE = 2
    TIME = 3
    DOCUMENT = 4
    BOUND = 5


class Break(IntEnum):
    """What stands before a word: a blank or a quotation mark, a comma or bracket, a colon, the end of a sentence or paragraph."""

    NONE = 0
    PART = 1
    COLON = 2
    SENTENCE = 3


@dataclass(frozen=True, slots=True)
class Word:
    """``key`` is compared; ``also``: what may be said of it for short ("04/9" of "04/9/2021"). ``name``: a capital, then
    small letters. ``joined``: only one blank stands between it and the word before. ``start``, ``end``: characters of the text.
    """

    key: str
    kind: Kind
    start: int
    end: int
    before: Break
    name: bool
    joined: bool
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A text read. ``places``: where each key, or short form, stands in ``words``."""

    words: tuple[Word, ...]
    places: Mapping[str, tuple[int, ...]]


_MARKUP = re.compile(r"[*_`#|]")
_SENTENCE = re.compile(r"[.!?…;](?:\s|$|[”\"’)])|\n\s*(?:[-–+•]\s|\(?\d{1,2}[.)]\s)")
_BLANK_LINE = re.compile(r"\n\s*\n")
_PART = re.compile(r"[,()\[\]]|\s[-–—]\s|[–—]")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_CLOCK = re.compile(r"(\d{1,2})\s?(?:h|giờ)\s?(\d{2})?", re.IGNORECASE)
_COLON_CLOCK = re.compile(r"(?<![\d:/.,])(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?![\d:])")
_PERCENT = re.compile(r"\s?%|\s+phần\s+trăm(?!\w)", re.IGNORECASE)
_DAY = re.compile(r"ngày\s+(?:mùng\s+)?$", re.IGNORECASE)
_OPENING = frozenset(phrase[0] for phrase in (*BOUNDS, *BOUNDS_AFTER))
_LONGEST_BOUND = max(len(phrase) for phrase in BOUNDS)


@lru_cache(maxsize=4_096)
def read(text: str) -> Reading:
    """``text`` as stored, read; offsets are its own."""
    aligned = Aligned(text)
    view = _MARKUP.sub(" ", aligned.text)
    found = _bounded(list(_words(view)))
    if aligned.text is not text:
        found = [_moved(word, aligned) for word in found]
    places: dict[str, list[int]] = {}
    for at, word in enumerate(found):
        for key in (word.key, *word.also):
            places.setdefault(key, []).append(at)
    return Reading(tuple(found), {key: tuple(where) for key, where in places.items()})


def _moved(word: Word, aligned: Aligned) -> Word:
    span = aligned.span(word.start, word.end)
    return Word(word.key, word.kind, span.start, span.end, word.before, word.name, word.joined, word.also)


def _words(view: str) -> Iterator[Word]:
    values = _values(view)
    found = tokens(view)
    at, end = 0, 0
    first = True
    while at < len(found):
        token = found[at]
        while values and values[0].end <= token.start:
            values.pop(0)
        if values and values[0].start <= token.start:
            one = values.pop(0)
            start, stop, key, kind, also, value = one.start, one.end, one.key, one.kind, one.also, one.value
            while at < len(found) and found[at].start < stop:
                at += 1
        else:
            start, stop, key, kind, also = token.start, token.end, token.accented, Kind.SYLLABLE, ()
            value = start
            at += 1
            if key[0].isdigit():
                key, kind, stop, at = _number(view, found, at - 1)
        between = view[end:start]
        printed = view[start:stop]
        name = kind is Kind.SYLLABLE and printed[0].isupper() and not (len(printed) > 1 and printed.isupper())
        yield Word(
            key, kind, value, stop, Break.SENTENCE if first else _break(between, printed), name, between == " ", also
        )
        end, first = stop, False


def _break(between: str, following: str) -> Break:
    if between == " ":
        return Break.NONE
    if _SENTENCE.search(between):
        return Break.SENTENCE
    if ":" in between:
        return Break.COLON
    # A page ends within a sentence, too: a blank line parts only what goes on with a capital.
    parted = "\n" in between and following[0].isupper() and bool(_BLANK_LINE.search(between))
    return Break.PART if parted or _PART.search(between) else Break.NONE


def _number(view: str, found: Sequence[Token], at: int) -> tuple[str, Kind, int, int]:
    """Key, kind, end and the place of the next token of a number: "1,5 triệu" is 1500000, "50 phần trăm" is 50%."""
    token = found[at]
    digits = token.accented.replace(".", "") if _THOUSANDS.fullmatch(token.accented) else token.accented
    if percent := _PERCENT.match(view, token.end):
        at += 1
        while at < len(found) and found[at].start < percent.end():
            at += 1
        return f"{digits}%", Kind.NUMBER, percent.end(), at
    following = found[at + 1] if at + 1 < len(found) else None
    factor = SCALES.get(following.accented) if following and following.start - token.end <= 1 else None
    if factor and following and re.fullmatch(r"\d+(?:,\d{1,6})?", digits):
        whole, _, part = digits.partition(",")
        return str(int(whole) * factor + int(part or 0) * factor // 10 ** len(part)), Kind.NUMBER, following.end, at + 2
    return digits, Kind.NUMBER, token.end, at + 1


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    key: str
    kind: Kind
    also: tuple[str, ...]
    value: int


def _values(view: str) -> list[_Found]:
    """Dates, hours and document numbers, in the order of the text, none inside another."""
    if not any(char.isdigit() for char in view):
        return []
    found: list[_Found] = []
    taken = [m.span("share" if m["share"] else "share2") for m in SHARE.finditer(view)]

    def add(match: re.Match[str], key: str, kind: Kind, also: tuple[str, ...] = ()) -> None:
        if any(a < match.end() and match.start() < b for a, b in taken):
            return
        before = _DAY.search(view, max(0, match.start() - 14), match.start()) if kind is Kind.DATE else None
        found.append(_Found(before.start() if before else match.start(), match.end(), key, kind, also, match.start()))
        taken.append(match.span())

    for pattern in (p.DATE_WORDS, p.DATE_DIGITS):
        for m in pattern.finditer(view):
            day, month, year = int(m["day"]), int(m["month"]), int(m["year"])
            also = (f"d:{month}-{day}", f"{day}/{month}", f"d:{year}-{month}", f"d:{year}", str(year))
            iso = iso_date(m["day"], m["month"], m["year"])
            add(m, iso or f"no day:{day}/{month}/{year}", Kind.DATE, also if iso else ())
    for m in p.NUMBER.finditer(view):
        number = clean_number(m.group())
        parts = re.split(r"[-/]", number)
        digits = parts[0].lstrip("0") or "0"
        dated = (f"{digits}/{parts[1]}",) if parts[1:] and parts[1].isdigit() else ()
        add(m, number.upper(), Kind.DOCUMENT, (digits, *dated))
    for m in MONTH_YEAR.finditer(view):
        add(m, f"d:{int(m['year'])}-{int(m['month'])}", Kind.DATE, (f"d:{int(m['year'])}", m["year"]))
    for pattern in (DAY_MONTH_WORDS, p.DAY_MONTH):
        for m in pattern.finditer(view):
            if not (1 <= int(m["month"]) <= 12 and 1 <= int(m["day"]) <= 31):
                continue
            # A bare "1/2" is a day or a half, whatever the other text takes it for; "ngày 1/2" is a day.
            keys = (f"d:{int(m['month'])}-{int(m['day'])}", f"{int(m['day'])}/{int(m['month'])}")
            led = pattern is DAY_MONTH_WORDS or _DAY.search(view, max(0, m.start() - 14), m.start())
            add(m, keys[0] if led else keys[1], Kind.DATE, (keys[1],) if led else (keys[0],))
    for m in re.finditer(r"(?<![\d/.,-])(?P<month>1[0-2]|0?[1-9])/(?P<year>(?:19|20)\d{2})(?![\d/-])", view):
        add(m, f"d:{int(m['year'])}-{int(m['month'])}", Kind.DATE, (f"d:{int(m['year'])}", m["year"]))
    for m in YEAR.finditer(view):
        add(m, f"d:{m['year']}", Kind.DATE, (m["year"],))
    for m in TIME.finditer(view):
        clock = _CLOCK.match(m.group())
        if clock:
            add(m, f"t:{int(clock[1])}:{clock[2] or '00'}", Kind.TIME)
    for m in _COLON_CLOCK.finditer(view):
        add(m, f"t:{int(m['hour'])}:{m['minute']}", Kind.TIME)
    return sorted(found, key=lambda one: one.start)


def _bounded(found: list[Word]) -> list[Word]:
    """The words with "không quá", "ít nhất" … before a number, and "trở lên" after one, made one word each."""
    if all(word.kind not in (Kind.NUMBER, Kind.TIME) for word in found):
        return found
    made: list[Word] = []
    at = 0
    while at < len(found):
        size, bound = _bound(found, at) if found[at].key in _OPENING else (0, "")
        if size:
            made.append(_one(found[at : at + size], f"bound:{bound}"))
            at += size
        else:
            made.append(found[at])
            at += 1
    return made


def _bound(found: Sequence[Word], at: int) -> tuple[int, str]:
    """How many words a bound that begins here has, and which it is; 0 where none does."""
    for size in range(min(_LONGEST_BOUND, len(found) - at - 1), 0, -1):
        bound = BOUNDS.get(tuple(w.key for w in found[at : at + size]))
        if bound and found[at + size].kind in (Kind.NUMBER, Kind.TIME) and _unbroken(found[at : at + size + 1]):
            return size, bound
    after = BOUNDS_AFTER.get(tuple(w.key for w in found[at : at + 2]))
    return (2, after) if after and any(w.kind is Kind.NUMBER for w in found[max(0, at - 3) : at]) else (0, "")


def _unbroken(found: Sequence[Word]) -> bool:
    return all(word.before is Break.NONE for word in found[1:])


def _one(found: Sequence[Word], key: str) -> Word:
    first = found[0]
    return Word(key, Kind.BOUND, first.start, found[-1].end, first.before, False, first.joined)


def shown(text: str) -> Reading:
    """What a statement says, read as a clause is."""
    return read(nfc(text))
