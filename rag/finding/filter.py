"""A filter on documents and clauses, for programs that search: what it leaves is where the search looks, no more.

It limits the search itself, so the best clauses left are found, however far down a search without it they would stand.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from fnmatch import fnmatchcase
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from index.archive import Archive
from index.errors import InputError
from index.text import find_phrase, folded_words, has_marks, words
from index.types import Directive, Role

_DATES = ("date_from", "date_to")


@dataclass(frozen=True, slots=True)
class Filter:
    """What documents and clauses must be; an empty part asks for nothing, of several values one must hold.

    ``number`` and ``kind``: the same words; ``issuer`` and ``place``: these words one after another in it. Case, punctuation,
    leading zeros and ways of writing a tone do not count, marks only where they are given. ``file``: a name in the archive, or a
    pattern of names (``2021/*.pdf``). ``role``: of the clause (:class:`index.types.Role`). ``date_from``, ``date_to``: ISO
    ``YYYY-MM-DD``, both days included; a document without a date is in no stretch of time.
    """

    number: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    issuer: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    file: tuple[str, ...] = ()
    role: tuple[str, ...] = ()
    date_from: str | None = None
    date_to: str | None = None

    @classmethod
    def of(cls, given: "Filter | Mapping[str, Any] | None") -> "Filter":
        """``{"kind": "Chỉ thị", "date_from": "2021-09-01"}``: a value or several, ``None`` for none; dates may be
        ``datetime.date``.

        Raises ``InputError`` for a part that does not exist and for a value that it cannot have: also for an empty list, which a
        program may give for "nothing is allowed", and which must not let everything pass.
        """
        if given is None:
            return cls()
        parts = given.asked() if isinstance(given, cls) else given
        if not isinstance(parts, Mapping):
            raise _wrong("filter", given, "{…}")
        known = [one.name for one in fields(cls)]
        for name in parts:
            if name not in known:
                raise InputError(
                    f"Bộ lọc không có mục «{name}». Có: {', '.join(known)}.",
                    f'A filter has no part "{name}". There are: {", ".join(known)}.',
                )
        asked = {name: value for name, value in parts.items() if value is not None}
        read = {name: _day(name, v) if name in _DATES else _values(name, v) for name, v in asked.items()}
        return cls(**cast("dict[str, Any]", read))

    def asked(self) -> dict[str, Any]:
        """The parts that ask for something, by name: what :meth:`of` takes."""
        return {one.name: value for one in fields(self) if (value := getattr(self, one.name))}


def clauses_in(limits: Filter, archive: Archive) -> NDArray[np.int64] | None:
    """The ids of the clauses that pass, int64 ``(n,)`` in ascending order; ``None`` when the filter asks for nothing."""
    if limits == Filter():
        return None
    passed: NDArray[np.int64] | None = None
    if limits != Filter(role=limits.role):
        tests = _tests(limits)
        directives = [one.id for one in archive.directives if all(test(one) for test in tests)]
        passed = np.unique(np.asarray(archive.clause_ids(directives), np.int64))
    if limits.role:
        roles = np.unique(np.asarray(archive.clauses_with(map(Role, limits.role)), np.int64))
        passed = roles if passed is None else np.intersect1d(passed, roles)
    return passed


Test = Callable[[Directive], bool]


def _tests(limits: Filter) -> list[Test]:
    """One for each part that asks for something; the cheapest first."""
    tests: list[Test] = []
    if limits.date_from is not None or limits.date_to is not None:
        first, last = limits.date_from or "", limits.date_to or "9999"
        tests.append(lambda one: one.date is not None and first <= one.date.value <= last)
    if limits.file:
        tests.append(lambda one: any(one.file == name or fnmatchcase(one.file, name) for name in limits.file))
    for name, whole in (("number", True), ("kind", True), ("issuer", False), ("place", False)):
        wanted = getattr(limits, name)
        if wanted:
            tests.append(_has(name, _phrases(wanted), whole))
    return tests


def _phrases(values: Iterable[str]) -> list[tuple[bool, list[str]]]:
    return [(marked, _forms(value, marked)) for value in values for marked in (has_marks(value),)]


def _forms(text: str, marked: bool) -> list[str]:
    return words(text) if marked else folded_words(text)


def _has(name: str, phrases: list[tuple[bool, list[str]]], whole: bool) -> Test:
    def test(one: Directive) -> bool:
        field = getattr(one, name)
        if field is None:
            return False
        for marked, phrase in phrases:
            there = _forms(field.value, marked)
            if there == phrase if whole else any(True for _ in find_phrase(phrase, there)):
                return True
        return False

    return test


def _values(name: str, value: Any) -> tuple[str, ...]:
    several = (value,) if isinstance(value, str) else value
    if not isinstance(several, Iterable):
        raise _wrong(name, value, "str, [str]")
    found = tuple(several)
    for one in found or [several]:
        if not isinstance(one, str) or not one.strip():
            raise _wrong(name, one, "str")
        if name == "role" and one not in list(Role):
            raise _wrong(name, one, ", ".join(Role))
    return tuple(str(one) for one in found)


def _day(name: str, value: Any) -> str:
    try:
        # A datetime is a date, too; its time of day says nothing about a document.
        return (value if isinstance(value, date) else date.fromisoformat(value)).strftime("%Y-%m-%d")
    except (TypeError, ValueError):
        raise _wrong(name, value, "YYYY-MM-DD") from None


def _wrong(name: str, value: Any, accepted: str) -> InputError:
    return InputError(
        f"Bộ lọc: {name} không nhận «{value}» (chấp nhận: {accepted}).",
        f'Filter: {name} cannot be "{value}" (accepted: {accepted}).',
    )
