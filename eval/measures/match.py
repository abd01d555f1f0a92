"""When an answer says an accepted string: the same words in a row, never part of a longer word or number.

*Strict*: the same characters, apart from case, Unicode form, the place of a tone mark (``hoà``/``hòa``),
Markdown emphasis and the amount of white space. The ordinary form also lets punctuation go (``164- TB/QU`` is
``164-TB/QU``), reads numbers by value (``05`` is ``5``, ``30.000`` is ``30000``, ``1,21 triệu`` is ``1.210.000``, and
whatever else :mod:`eval.measures.numbers` makes one) and dates in any form (``04/9/2021``, ``2021-09-04``,
``ngày 4 tháng 9 năm 2021``).
"""

import re
from collections.abc import Sequence

from eval.measures.numbers import in_digits, unified, value_of
from index.text import plain, tokens, words

_CITATION_MARK = re.compile(r"\s*\[\d+\]")
_DAY = r"(?:\bngày\s+)?(?:\b(?:mùng|mồng)\s+)?"
_LONG_DATE = re.compile(
    _DAY + r"(?<![\d/.,-])(\d{1,2})\s+tháng\s+(\d{1,2})(?:(?:\s*,)?\s*(?:năm\s+|/\s*)(\d{4}))?(?![\d/])",
    re.IGNORECASE,
)
_SHORT_DATE = re.compile(_DAY + r"(?<![\d/.,-])(\d{1,2})\s*([/.-])\s*(\d{1,2})\s*\2\s*(\d{4})(?![\d/])", re.IGNORECASE)
_DAY_MONTH = re.compile(r"\bngày\s+(?=\d{1,2}/\d{1,2}(?![\d/]))", re.IGNORECASE)
_ISO_DATE = re.compile(r"(?<![\d/.,-])(\d{4})-(\d{1,2})-(\d{1,2})(?![\d-])")
_MONTH = re.compile(r"\btháng\s+(\d{1,2})\s+năm\s+(\d{4})(?!\d)", re.IGNORECASE)
_YES_NO = (words("có"), words("không"), words("đúng"), words("sai"))


def says(answer: str, wanted: str, *, strict: bool = False) -> bool:
    """Whether ``wanted`` occurs in ``answer``. "Có", "Không", "Đúng", "Sai" must be its first word."""
    if strict:
        return _holds(_strict(answer), _strict(wanted))
    said, asked = _clean(answer), _clean(wanted)
    # Number words are read both as they are and as digits: what is a number in one text may be a name in the other.
    return _holds(_pieces(said), _pieces(asked)) or _holds(_pieces(in_digits(said)), _pieces(in_digits(asked)))


def _holds(text: list[str], needle: list[str]) -> bool:
    if needle in _YES_NO:
        return text[:1] == needle
    ends = range(len(needle), len(text) + 1)
    return bool(needle) and any(all(map(_same, text[end - len(needle) : end], needle)) for end in ends)


def accepts(answer: str, rows: Sequence[Sequence[str]], *, strict: bool = False) -> bool:
    """Whether ``answer`` says every string of any one of ``rows``."""
    return any(all(says(answer, wanted, strict=strict) for wanted in row) for row in rows)


def _clean(text: str) -> str:
    return plain(_CITATION_MARK.sub("", text))


def _same(said: str, wanted: str) -> bool:
    # A day is said by the same day with its year: 30/4 by 30/4/2022. But 5 is not said by 30/5 or 2,5.
    return said == wanted or (wanted.count("/") == 1 and wanted[0].isdigit() and said.startswith(f"{wanted}/"))


def _strict(text: str) -> list[str]:
    clean = _clean(text)
    pieces: list[str] = []
    at = 0
    for token in tokens(clean):
        pieces += clean[at : token.start]
        raw = clean[token.start : token.end]
        pieces.append(raw if raw[0].isdigit() else token.accented)
        at = token.end
    return pieces + list(clean[at:])


def _pieces(text: str) -> list[str]:
    text = _ISO_DATE.sub(lambda m: _date(m, m[3], m[2], m[1]), unified(text))
    text = _LONG_DATE.sub(lambda m: _date(m, m[1], m[2], m[3]), text)
    text = _SHORT_DATE.sub(lambda m: _date(m, m[1], m[3], m[4]), text)
    text = _DAY_MONTH.sub("", _MONTH.sub(r"tháng \1/\2", text))
    return [value_of(token.accented) for token in tokens(text)]


def _date(match: re.Match[str], day: str, month: str, year: str | None) -> str:
    if not (1 <= int(day) <= 31 and 1 <= int(month) <= 12):
        return match.group()
    return "/".join(str(int(part)) for part in (day, month, year) if part)
