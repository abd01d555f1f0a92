"""Which of the archive's own documents a mention means."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from index.text import fold, folded_words
from index.types import Directive, Reference

# What OCR takes for one another; both sides of a comparison are written alike.
_LOOKALIKES = str.maketrans("ILO", "110")
# Codes that many bodies share: the number alone does not tell whose it is.
_SHARED = frozenset(
    "UBND UB HDND TU HU QU DU TTHU TTQU TTHDND BTV BTG BTC BDV BNC UBKT VP MTTQ CD DTN THPT THCS TH".split()
)
_NAMED_KINDS = frozenset({"Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp"})
_YEAR = re.compile(r"^(?:19|20)\d\d$")
_NAME_YEAR = re.compile(r"\s+năm\s+((?:19|20)\d\d)$")
_LIKENESS = 0.8
# An office for its body: "Chủ tịch UBND tỉnh" and "UBND tỉnh" issue under the same numbers.
_PLAIN = frozenset("chu tich pho bo truong thu tuong giam doc ban thuong vu truc cua va".split())


@dataclass(frozen=True, slots=True)
class Key:
    """A number to compare: its digits, its year if it holds one, and its symbol without marks; ``17``, ``2021``, ``CT,UBND``."""

    digits: str
    year: str | None
    symbol: tuple[str, ...]


def key_of(number: str) -> Key:
    """``02/2020/UBTVQH14``, ``17/CT- UBND`` or ``06-CT/TU`` to compare: no marks, case, blanks, leading zeros or look-alikes."""
    parts = [part for part in re.split(r"[-–/\s.]+", fold(number).upper()) if part]
    digits = parts[0].translate(_LOOKALIKES).lstrip("0") if parts else ""
    rest = parts[1:]
    year = next((part for part in rest if _YEAR.match(part)), None)
    symbol = tuple(part.translate(_LOOKALIKES) for part in rest if part != year)
    return Key(digits, year, symbol)


def resolve(references: Sequence[Reference], directives: Sequence[Directive]) -> list[Reference]:
    """``references`` with ``target``: the id of the one directive of the archive that fits, never the mentioning one.

    By number and year; by a part of the number with kind, issuer and date; by kind and date, or for laws by name, where
    there is no number. ``None`` where none or more than one fits. ``Reference.directive`` and the targets are
    ``Directive.id``.
    """
    known = {one.id: one for one in directives}
    by_digits: dict[str, list[Directive]] = defaultdict(list)
    by_date: dict[str, list[Directive]] = defaultdict(list)
    by_kind: dict[str, list[Directive]] = defaultdict(list)
    for one in directives:
        if one.number:
            by_digits[key_of(one.number.value).digits].append(one)
        if one.date:
            by_date[one.date.value].append(one)
        if one.kind and one.kind.value in _NAMED_KINDS:
            by_kind[one.kind.value].append(one)
    found = []
    for said in references:
        by = known.get(said.directive)
        if said.number:
            fitting = _by_number(said, by_digits.get(key_of(said.number).digits, ()), by)
        else:
            fitting = _by_name(said, by_date.get(said.date or "", ()), by_kind.get(said.kind or "", ()), by)
        ids = {one.id for one in fitting}
        found.append(replace(said, target=ids.pop() if len(ids) == 1 and ids != {said.directive} else None))
    return found


def _by_number(said: Reference, candidates: Iterable[Directive], by: Directive | None) -> list[Directive]:
    assert said.number is not None
    key = key_of(said.number)
    fitting = [one for one in candidates if _same_number(said, key, one, by)]
    if len(fitting) > 1 and said.date:
        fitting = [one for one in fitting if one.date and one.date.value == said.date] or fitting
    if len(fitting) > 1 and said.issuer:
        fitting = [one for one in fitting if one.issuer and _alike(said.issuer, one.issuer.value)]
    if len(fitting) > 1 and by and by.issuer and not said.issuer:
        # "Quyết định số 12/QĐ-UBND" without more is the speaker's own.
        fitting = [one for one in fitting if one.issuer and _alike(by.issuer.value, one.issuer.value)]
    return fitting


def _same_number(said: Reference, key: Key, one: Directive, by: Directive | None) -> bool:
    assert one.number is not None
    own = key_of(one.number.value)
    if key.symbol and key.symbol != own.symbol:
        return False
    if not key.symbol and said.kind and (not one.kind or fold(one.kind.value) != fold(said.kind)):
        return False
    year, its_year = key.year or (said.date or "")[:4], own.year or (one.date.value[:4] if one.date else "")
    if year and its_year and year != its_year:
        return False
    shared = not key.symbol or any(code in _SHARED for code in own.symbol)
    if said.date and one.date and said.date != one.date.value and (shared or not key.year):
        return False
    if said.issuer and one.issuer and shared and not _alike(said.issuer, one.issuer.value):
        return False
    return not _later(one, said, by)


def _by_name(
    said: Reference, dated: Iterable[Directive], named: Iterable[Directive], by: Directive | None
) -> list[Directive]:
    """Of the directives of the day mentioned, or of the laws, those of that kind, and name or issuer."""
    year = _NAME_YEAR.search(said.subject or "")
    name = _NAME_YEAR.sub("", said.subject or "")
    if said.date:
        return [
            one for one in dated
            if one.kind and one.kind.value == said.kind
            and (not said.issuer or not one.issuer or _alike(said.issuer, one.issuer.value))
            and (said.kind not in _NAMED_KINDS or _same_name(name, one))
        ]  # fmt: skip
    return [
        one for one in named
        if _same_name(name, one) and not _later(one, said, by)
        and (not year or (one.date and one.date.value.startswith(year[1])))
    ]  # fmt: skip


def _same_name(name: str, one: Directive) -> bool:
    return bool(name) and one.subject is not None and folded_words(name) == folded_words(one.subject.value)


def _later(one: Directive, said: Reference, by: Directive | None) -> bool:
    """Whether ``one`` was issued after the document that mentions it, by a part of its number or by name only."""
    vague = said.number is None or not key_of(said.number).symbol or (not said.date and not key_of(said.number).year)
    return bool(vague and by and by.date and one.date and one.date.value > by.date.value)


def _alike(one: str, other: str) -> bool:
    """Whether two names of a body may mean the same: nearly all words of the shorter stand in the longer."""
    words = [{w for w in folded_words(name) if w not in _PLAIN} for name in (one, other)]
    short, long = sorted(words, key=len)
    return not short or len(short & long) >= _LIKENESS * len(short)
