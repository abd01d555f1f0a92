"""Finding a document by a typed number and a clause by its address; marks, case, punctuation forgiven."""

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from index.text import fold, nfc
from index.types import Clause, Directive

_PART = re.compile(r"\d+|[a-z]+")
NEAREST = 5


def parts(text: str) -> tuple[str, ...]:
    """The runs of letters and figures: ``667 - CV/QU`` and ``667-cv/qu`` are ``('667', 'cv', 'qu')``."""
    return tuple(part.lstrip("0") or "0" if part.isdigit() else part for part in _PART.findall(fold(text)))


def find_directives(typed: str, directives: Sequence[Directive]) -> list[Directive]:
    """The documents ``typed`` names best: by number, by file, by a number's beginning, by kind and number."""
    wanted = parts(typed)
    if not wanted:
        return []
    for fits in (_same_number, _same_file, _number_begins, _all_named):
        found = [directive for directive in directives if fits(wanted, typed, directive)]
        if found:
            return found
    return []


def _same_number(wanted: tuple[str, ...], _: str, directive: Directive) -> bool:
    own = parts(directive.name)
    return wanted == own or "".join(wanted) == "".join(own)


def _same_file(_: tuple[str, ...], typed: str, directive: Directive) -> bool:
    file = nfc(directive.file)
    return nfc(typed.strip()) in (file, file.rpartition("/")[2])


def _number_begins(wanted: tuple[str, ...], _: str, directive: Directive) -> bool:
    return bool(directive.number) and parts(directive.name)[: len(wanted)] == wanted


def _all_named(wanted: tuple[str, ...], _: str, directive: Directive) -> bool:
    """``chỉ thị 06``, ``công văn số 667``: words of the kind and the number only, its figures among them."""
    number = parts(directive.name)
    kind = parts(directive.kind.value) if directive.kind else ()
    named = (*number, *kind, "so")
    return all(part in named for part in wanted) and (not directive.number or number[0] in wanted)


def nearest_directives(typed: str, directives: Iterable[Directive]) -> list[str]:
    """The names of the documents most like ``typed``, best first; the first ones if none is."""
    return _nearest(typed, [directive.name for directive in directives])


def find_clauses(typed: str, clauses: Sequence[Clause]) -> list[Clause]:
    """The clauses at the address ``typed``; else those whose address begins with it, else has it inside."""
    wanted = parts(typed)
    if not wanted:
        return []
    addresses = [parts(clause.address) for clause in clauses]
    size = len(wanted)
    for fits in (
        lambda own: own == wanted,
        lambda own: own[:size] == wanted,
        lambda own: any(own[at : at + size] == wanted for at in range(len(own))),
    ):
        found = [clause for clause, own in zip(clauses, addresses, strict=True) if fits(own)]
        if found:
            return found
    return []


def nearest_addresses(typed: str, clauses: Iterable[Clause]) -> list[str]:
    """The addresses that look most like ``typed``, best first; the first ones if none does."""
    return _nearest(typed, [clause.address for clause in clauses])


def find_files(typed: str, files: Sequence[str]) -> list[str]:
    """The names of sources that ``typed`` means: the whole name, else its last part, else its beginning.

    A name typed is composed, one that came from a Mac is not: both are compared as NFC.
    """
    wanted, composed = nfc(typed), [(nfc(file), file) for file in files]
    return (
        [file for file in files if file == typed]
        or [file for name, file in composed if name == wanted]
        or [file for name, file in composed if name.rpartition("/")[2] == wanted]
        or [file for name, file in composed if name.startswith(wanted)]
    )


def nearest_files(typed: str, files: Iterable[str]) -> list[str]:
    """The names of sources that look most like ``typed``."""
    return _nearest(typed, list(files))


def _nearest(typed: str, names: Sequence[str]) -> list[str]:
    unique = list(dict.fromkeys(names))
    keys: dict[str, str] = {}
    for name in unique:
        own = parts(name)
        keys.setdefault(" ".join(own), name)
        keys.setdefault(own[0] if own else "", name)  # of a number, people know the figures
    close = get_close_matches(" ".join(parts(typed)), keys, 2 * NEAREST, 0.6)
    return list(dict.fromkeys(keys[key] for key in close))[:NEAREST] or unique[:NEAREST]
