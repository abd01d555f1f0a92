"""The story of the duties: an archive → what each document charges whom with → those asked for, by deadline and document."""

from collections import Counter
from dataclasses import replace
from weakref import WeakKeyDictionary

from index.archive import Archive
from index.types import Reference, Source
from rag.cite import check
from rag.duties.extract import Reading
from rag.duties.filter import Filter, select
from rag.duties.types import Duty

_kept: WeakKeyDictionary[Archive, tuple[Duty, ...]] = WeakKeyDictionary()


def duties(archive: Archive, wanted: Filter | None = None) -> tuple[Duty, ...]:
    """The duties of the archive that ``wanted`` asks for, those with a day first. Every citation is verified."""
    return select(duties_of(archive), wanted or Filter())


def duties_of(archive: Archive) -> tuple[Duty, ...]:
    """All duties of the archive in the order of its documents; read once for an archive."""
    if archive not in _kept:
        _kept[archive] = _read(archive)
    return _kept[archive]


def _read(archive: Archive) -> tuple[Duty, ...]:
    references: dict[int, list[Reference]] = {}
    for one in archive.references:
        references.setdefault(one.directive, []).append(one)
    found: list[Duty] = []
    sources: dict[str, Source] = {}
    for directive in archive.directives:
        if directive.file not in sources:
            sources = {directive.file: archive.source(directive.file)}
        reading = Reading(directive, archive.clauses_of(directive.id), references.get(directive.id, []))
        for duty in reading.duties():
            checked = tuple(check(c, sources[c.file]) for c in duty.citations)
            if all(c.verified for c in checked):  # what cannot be shown in its source is not shown
                found.append(replace(duty, citations=checked))
    return _told_apart(found)


def _told_apart(found: list[Duty]) -> tuple[Duty, ...]:
    """Where the same words stand twice at one address, ids are numbered."""
    seen: Counter[str] = Counter()
    named: list[Duty] = []
    for duty in found:
        seen[duty.id] += 1
        named.append(replace(duty, id=f"{duty.id[:13]}-{seen[duty.id]:02d}") if seen[duty.id] > 1 else duty)
    return tuple(named)
