"""Which of the duties are wanted: by issuer, document, body and deadline. Pure.

Names match without marks, case and abbreviations.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.text import find_phrase, folded_words
from index.types import Directive
from rag.duties import bodies
from rag.duties.types import Duty

# Behind every day: a deadline without one, and none at all.
_UNDATED, _NONE = "9998", "9999"
# Words that do not tell one body from another.
_EMPTY = frozenset("cac nhung cua va dong chi tat ca".split())


@dataclass(frozen=True, slots=True)
class Filter:
    """``since`` and ``by``: ISO days, both included; with either, only duties with a day. ``directives``: ids, all when ``None``.

    ``recurring``: only duties that come again and again.
    """

    issuer: str | None = None
    body: str | None = None
    report_to: str | None = None
    since: str | None = None
    by: str | None = None
    directives: frozenset[int] | None = None
    recurring: bool = False


def select(found: Iterable[Duty], wanted: Filter) -> tuple[Duty, ...]:
    """The duties wanted: by day, then those with a term but no day, then those without; each by document and place."""
    return tuple(sorted((duty for duty in found if _fits(duty, wanted)), key=_order))


def _order(duty: Duty) -> tuple[str, str, int, int]:
    deadline = duty.deadline
    day = _NONE if deadline is None else deadline.day or _UNDATED
    return day, deadline.time or "" if deadline else "", duty.directive.id, duty.citation.span.start


def _fits(duty: Duty, wanted: Filter) -> bool:
    day = duty.deadline.day if duty.deadline else None
    return (
        (wanted.directives is None or duty.directive.id in wanted.directives)
        and (wanted.issuer is None or issued_by(duty.directive, wanted.issuer))
        and (wanted.body is None or any(same_body(wanted.body, one) for one in duty.bodies))
        and (wanted.report_to is None or any(names_body(wanted.report_to, whom) for whom in duty.report_to))
        and (wanted.since is None or (day is not None and day >= wanted.since))
        and (wanted.by is None or (day is not None and day <= wanted.by))
        and (not wanted.recurring or (duty.deadline is not None and duty.deadline.recurring))
    )


def issued_by(directive: Directive, typed: str) -> bool:
    """Whether ``typed`` names the issuer, by its name or some words of it in a row: "Quận ủy Hà Đông", "ha dong"."""
    return directive.issuer is not None and names_body(typed, directive.issuer.value)


def names_body(typed: str, printed: str) -> bool:
    """Whether the words of ``typed`` stand in a row in ``printed``; marks, case, abbreviations and "các" are left aside."""
    wanted = _words(typed)
    return bool(wanted) and next(find_phrase(wanted, _words(printed)), None) is not None


def same_body(typed: str, printed: str) -> bool:
    """Whether the name ``printed`` is ``typed`` or begins with it.

    "UBND phường" is "Ủy ban nhân dân các phường", and "UBND" any of them; "phường" is not "UBND phường".
    """
    wanted = _words(typed)
    return bool(wanted) and _words(printed)[: len(wanted)] == wanted


def bodies_of(found: Sequence[Duty]) -> list[str]:
    """The bodies charged, as first printed, those with most duties first; groups of people ("viên chức") behind bodies."""
    counts: dict[str, int] = {}
    shown: dict[str, str] = {}
    for duty in found:
        for actor in duty.bodies:
            key = " ".join(_words(actor))
            counts[key] = counts.get(key, 0) + 1
            shown.setdefault(key, actor)
    found_first = sorted(counts, key=lambda key: (not bodies.is_name(shown[key]), -counts[key], key))
    return [shown[key] for key in found_first if key]


def _words(text: str) -> list[str]:
    return [word for word in folded_words(text) if word not in _EMPTY]
