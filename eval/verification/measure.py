"""What verification lets through and what it refuses, counted by half and by kind."""

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from eval.verification.cases import HALVES, Case, Documents
from eval.verification.misquote import misquoted
from rag.cite import check, supported


@dataclass(frozen=True, slots=True)
class Counted:
    """Cases of one half: how many, and the ids of those judged wrongly (a true one refused, a false one passed)."""

    half: str
    true: int
    refused: tuple[str, ...]
    false: int
    passed: tuple[str, ...]
    kinds: tuple[tuple[str, int], ...]


def counted(cases: Sequence[Case], archive: Documents) -> list[Counted]:
    """Each half judged."""
    result = []
    for half in HALVES:
        own = [case for case in cases if case.half == half]
        stand = {case.id: supported(case.statement, archive.directives) for case in own}
        refused = tuple(case.id for case in own if case.true and not stand[case.id])
        passed = tuple(case.id for case in own if not case.true and stand[case.id])
        kinds = Counter(case.kind for case in own if not case.true)
        true = sum(case.true for case in own)
        result.append(Counted(half, true, refused, len(own) - true, passed, tuple(sorted(kinds.items()))))
    return result


def misquotations(cases: Sequence[Case], archive: Documents) -> tuple[int, int, int, int]:
    """Quotations, how many of them are refused, misquotations made of them, how many of those pass."""
    cited = {one for case in cases if case.true for one in case.statement.citations}
    right = sum(check(one, archive.sources[one.file]).verified for one in cited)
    wrong = [other for one in cited for other in misquoted(one) if other != one]
    passed = sum(check(other, archive.sources[other.file]).verified for other in wrong)
    return len(cited), len(cited) - right, len(wrong), passed


def milliseconds(cases: Sequence[Case], archive: Documents) -> tuple[float, float]:
    """Median and 95th percentile of the processor time, in ms, to verify one statement: quotations and words."""
    spent = []
    for case in cases:
        begun = time.process_time()
        all(check(one, archive.sources[one.file]).verified for one in case.statement.citations)
        supported(case.statement, archive.directives)
        spent.append((time.process_time() - begun) * 1_000)
    spent.sort()
    return spent[len(spent) // 2], spent[int(len(spent) * 0.95)]
