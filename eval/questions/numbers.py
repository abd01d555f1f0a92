"""Documents found by the number a person writes: ``667``, ``667 - cv/qu``, ``Công văn số 667-CV/QU ngày 02/9/2021``. Pure."""

import re
from collections.abc import Iterable
from itertools import takewhile

from index.text import fold
from index.types import Directive

_PART = re.compile(r"\d+|[a-z]+")
# What is written after a number.
_AFTER = re.compile(r"\s(?:ngay|cua|ve)\s")
# Words before a number that name no kind of document.
_NO_KIND = frozenset({(), ("vb",), ("van", "ban"), ("tai", "lieu")})


class Numbers:
    """The numbers of ``directives``."""

    def __init__(self, directives: Iterable[Directive]) -> None:
        self._found: dict[tuple[str, ...], list[tuple[str, tuple[str, ...]]]] = {}
        for one in directives:
            if one.number:
                kind = _parts(one.kind.value) if one.kind else ()
                self._found.setdefault(_parts(one.name), []).append((one.file, kind))

    def files(self, written: str) -> list[str]:
        """The files of the documents with this number; else of those whose number begins so, of the kind named with it."""
        wanted = _parts(_AFTER.split(fold(written))[0])
        words = tuple(takewhile(str.isalpha, wanted))
        bare, named = wanted[len(words) :], tuple(word for word in words if word != "so")
        for whole in filter(None, (wanted, bare)):
            if whole in self._found:
                return list(dict.fromkeys(file for file, _ in self._found[whole]))
        begun = (one for own, held in self._found.items() if bare and own[: len(bare)] == bare for one in held)
        return list(dict.fromkeys(file for file, kind in begun if _agree(named, kind)))


def _agree(named: tuple[str, ...], kind: tuple[str, ...]) -> bool:
    """Whether ``named`` is ``kind``, in full or by its first letters; what is unknown may be anything."""
    initials = "".join(word[0] for word in kind)
    return named in _NO_KIND or not kind or named in (kind, (initials,))


def _parts(text: str) -> tuple[str, ...]:
    """``667 - CV/QU`` and ``667-cv/qu`` are ``('667', 'cv', 'qu')``."""
    return tuple(part.lstrip("0") or "0" if part.isdigit() else part for part in _PART.findall(fold(text)))
