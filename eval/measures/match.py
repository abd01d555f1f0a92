"""When an answer says an accepted string: the same words in a row, never part of a longer word or number.

*Strict*: the same characters, apart from case, Unicode form, the place of a tone mark (``hoà``/``hòa``, ``quí``/``quý``),
Markdown emphasis and the amount of white space. The ordinary form also lets punctuation go (``164- TB/QU`` is
``164-TB/QU``), reads numbers by value (``05`` is ``5``, ``30.000`` is ``30000``, ``1,21 triệu`` is ``1.210.000``, and
whatever else :mod:`eval.measures.numbers` makes one) and dates, hours, quarters and places in a law in any form
(:mod:`eval.measures.forms`). An amount of 1000 or more need not say ``đồng``.

In either form the words must mean there what they mean alone: not when ``không`` or ``Phó`` stands directly before them, a
range ends in them, or the number goes on (:mod:`eval.measures.around`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from eval.measures.around import REACH, Wanted, hedged, means_other
from eval.measures.forms import in_one_form
from eval.measures.numbers import decimal_of, in_digits, spelt_first, unified, value_of
from index.text import plain, tokens, words

_CITATION_MARK = re.compile(r"\s*\[\d+\]")
_YES_NO = tuple(tuple(words(word)) for word in ("có", "không", "đúng", "sai"))
_SPELT_WITH_I = re.compile(r"^qui(?=\d?$)")
_TELEPHONE = re.compile(r"0\d{7,}")
_FRACTION = re.compile(r"[½¼¾]|(?<!ngày )(?<![\w.,/])(?:1/[234]|2/3|3/4)(?![\w/]|[.,]\d)", re.IGNORECASE)
_COUNTED_NOUN = re.compile(r"\W*\d+(?:[.,]\d+)*\s+([^\W\d_]+(?:\s[^\W\d_]+)?)")
_LEAST_AMOUNT = 1000


@dataclass(frozen=True, slots=True)
class _Read:
    """``text`` in one form, its syllables and numbers (``pieces``) and where each stands in it."""

    text: str
    pieces: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Needle:
    """An accepted string: what is looked for, what is asked of its surroundings, the ``noun`` its number counts; ``day``:
    whether a piece like 1/2 is a day, said by the day with its year, and not a fraction.
    """

    pieces: tuple[str, ...]
    wanted: Wanted
    noun: str
    day: bool


def says(answer: str, wanted: str, *, strict: bool = False) -> bool:
    """Whether ``wanted`` occurs in ``answer``. "Có", "Không", "Đúng", "Sai" must be its first word."""
    if strict and not _holds_characters(_strict(answer), _strict(wanted)):
        return False
    said = _clean(answer)
    # Number words are read both as they are and as digits: what is a number in one text may be a name in the other.
    as_written, in_numbers = _needles(wanted)
    return _holds(_read(said), as_written) or _holds(_read_in_digits(said, in_numbers.noun), in_numbers)


def _holds(said: _Read, needle: _Needle) -> bool:
    wanted, size = needle.pieces, len(needle.pieces)
    if wanted in _YES_NO:
        return said.pieces[:1] == wanted and not hedged(
            said.text[said.starts[0] : said.ends[0]], said.text[said.ends[0] :]
        )
    return bool(wanted) and any(
        _same(said.pieces[at], wanted[0], needle.day)
        and all(_same(said.pieces[at + nth], wanted[nth], needle.day) for nth in range(1, size))
        and not means_other(needle.wanted, *_around(said, at, at + size))
        for at in range(len(said.pieces) - size + 1)
    )


def _around(said: _Read, first: int, end: int) -> tuple[str, str]:
    start, stop = said.starts[first], said.ends[end - 1]
    return said.text[max(start - REACH, 0) : start], said.text[stop : stop + REACH]


def accepts(answer: str, rows: Sequence[Sequence[str]], *, strict: bool = False) -> bool:
    """Whether ``answer`` says every string of any one of ``rows``."""
    return any(all(says(answer, wanted, strict=strict) for wanted in row) for row in rows)


def _clean(text: str) -> str:
    return plain(_CITATION_MARK.sub("", text))


def _same(said: str, wanted: str, day: bool = True) -> bool:
    # A day is said by the same day with its year: 30/4 by 30/4/2022. But 5 is not said by 30/5 or 2,5.
    return said == wanted or (day and wanted.count("/") == 1 and wanted[0].isdigit() and said.startswith(f"{wanted}/"))


@lru_cache(maxsize=4096)
def _needles(wanted: str) -> tuple[_Needle, _Needle]:
    clean = _clean(wanted)
    return _needle(clean, clean), _needle(clean, in_digits(spelt_first(clean)))


def _needle(clean: str, text: str) -> _Needle:
    read = _read(text)
    pieces, number = read.pieces, bool(read.pieces) and read.pieces[0][0].isdigit()
    amount = len(pieces) > 1 and pieces[-1] == words("đồng")[0] and _is_amount(pieces[-2])
    found = _COUNTED_NOUN.match(text)
    kept = pieces[:-1] if amount else pieces
    shown = read.text[: read.ends[-2 if amount else -1]] if pieces else ""
    around = Wanted(shown, number and len(pieces) > 1, bool(kept) and kept[-1][0].isdigit(), amount)
    return _Needle(kept, around, found[1] if found else "", not _FRACTION.search(clean))


def _is_amount(piece: str) -> bool:
    value = decimal_of(piece)
    return value is not None and value >= _LEAST_AMOUNT


@lru_cache(maxsize=64)
def _read_in_digits(clean: str, noun: str) -> _Read:
    return _read(in_digits(clean, noun))


@lru_cache(maxsize=64)
def _read(clean: str) -> _Read:
    text = in_one_form(unified(clean))
    found = tokens(text)
    return _Read(
        text,
        tuple(_piece(text[token.start : token.end], token.accented) for token in found),
        tuple(token.start for token in found),
        tuple(token.end for token in found),
    )


def _piece(raw: str, accented: str) -> str:
    # The first 0 of a telephone number is part of it.
    return raw if _TELEPHONE.fullmatch(raw) else _SPELT_WITH_I.sub("quy", value_of(accented))


def _holds_characters(text: list[str], needle: list[str]) -> bool:
    if tuple(needle) in _YES_NO:
        return text[:1] == needle
    size = len(needle)
    ends = range(size, len(text) + 1)
    return bool(needle) and any(all(map(_same, text[end - size : end], needle)) for end in ends)


def _strict(text: str) -> list[str]:
    clean = _clean(text)
    pieces: list[str] = []
    at = 0
    for token in tokens(clean):
        pieces += clean[at : token.start]
        raw = clean[token.start : token.end]
        pieces.append(raw if raw[0].isdigit() else _SPELT_WITH_I.sub("quy", token.accented))
        at = token.end
    return pieces + list(clean[at:])
