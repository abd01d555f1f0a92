"""Candidates into sources: each file read once, those inside archives too, several at a time, in a stable order."""

import hashlib
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, replace

from index.containers import members, unique
from index.errors import SourceError
from index.extracts import Extracts
from index.formats.choose import read_as
from index.formats.isolate import Workers
from index.formats.sniff import Kind, kind_of
from index.formats.wire import load as unpacked
from index.read import Candidate, load, refuse_unfit
from index.types import Extract, Source

# ``pages(file, page, pages)`` for a file that takes long; may be called from another thread.
Pages = Callable[[str, int, int], None]
# Read in the process itself: a decoder and nothing more. Everything else has its worker.
_SIMPLE = (Kind.TEXT, Kind.MARKDOWN)
# Bytes of files that are held at the same time, so that a folder of very large ones is read one by one.
_HELD = 2**30


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one file, or of one inside an archive: a source, the earlier file of the same bytes, or why neither.

    ``candidate`` is the place among the candidates of the one it came from; ``kind`` what it was read as.
    """

    candidate: int
    file: str
    found: "Source | Same | SourceError"
    kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class Same:
    """The name of the earlier file that holds the same bytes."""

    file: str


@dataclass(frozen=True, slots=True)
class _Raw:
    candidate: int
    file: str
    data: bytes | SourceError


@dataclass(frozen=True, slots=True)
class _Reading:
    """A file that a worker has in hand."""

    candidate: int
    file: str
    sha256: str
    kind: Kind
    size: int
    future: Future[bytes]


def read_all(found: Sequence[Candidate], cache: Extracts, pages: Pages) -> Generator[Outcome, None, None]:
    """The outcome of every file, in the order of ``found``.

    Closing the iterator, or an exception in it, ends what is being read.
    """
    known: dict[str, str] = {}
    taken: set[str] = set()
    queue: deque[Outcome | _Reading] = deque()
    busy: list[_Reading] = []
    with Workers() as workers:
        for raw in _raw(found):
            raw = replace(raw, file=unique(raw.file, taken))  # "a.zip" may be an archive here and a folder there
            step = _begin(raw, known, cache, workers, pages)
            queue.append(step)
            busy += [step] if isinstance(step, _Reading) else []
            del raw
            while queue and (isinstance(queue[0], Outcome) or queue[0].future.done()):
                yield _finished(queue.popleft(), cache)
            busy = [one for one in busy if not one.future.done()]
            while len(busy) > workers.count or sum(one.size for one in busy) > _HELD:  # one waits, so that none is idle
                wait([one.future for one in busy], return_when=FIRST_COMPLETED)
                busy = [one for one in busy if not one.future.done()]
        while queue:
            yield _finished(queue.popleft(), cache)


def _raw(found: Sequence[Candidate]) -> Iterator[_Raw]:
    for at, candidate in enumerate(found):
        name = candidate.path.name
        try:
            data = load(candidate)
            if kind_of(data, name) is not Kind.ZIP:
                yield _Raw(at, candidate.file, data)
                continue
            inside = False
            for member in members(data, candidate.file):
                inside = True
                yield _Raw(at, member.file, member.data)
            if not inside:
                yield _Raw(at, candidate.file, SourceError("tệp nén rỗng", "the archive is empty"))
        except SourceError as error:
            yield _Raw(at, candidate.file, error)


def _begin(raw: _Raw, known: dict[str, str], cache: Extracts, workers: Workers, pages: Pages) -> Outcome | _Reading:
    if isinstance(raw.data, SourceError):
        return Outcome(raw.candidate, raw.file, raw.data)
    try:
        refuse_unfit(raw.data, raw.file)
        kind = kind_of(raw.data, raw.file.rpartition("/")[2])
        sha256 = hashlib.sha256(raw.data).hexdigest()
        earlier = known.setdefault(sha256, raw.file)
        if earlier != raw.file:
            return Outcome(raw.candidate, raw.file, Same(earlier), kind)
        if kind in _SIMPLE:
            extract: Extract | None = read_as(kind, raw.data, lambda *_: None)
        else:
            extract = cache.get(sha256, kind)
    except SourceError as error:
        return Outcome(raw.candidate, raw.file, error)
    if extract:
        return Outcome(raw.candidate, raw.file, _source(raw.file, sha256, extract), kind)
    file = raw.file
    future = workers.submit(kind, raw.data, lambda page, every: pages(file, page, every))
    return _Reading(raw.candidate, raw.file, sha256, kind, len(raw.data), future)


def _finished(one: Outcome | _Reading, cache: Extracts) -> Outcome:
    if isinstance(one, Outcome):
        return one
    try:
        record = one.future.result()
    except SourceError as error:
        return Outcome(one.candidate, one.file, error, one.kind)
    cache.put(one.sha256, one.kind, record)
    return Outcome(one.candidate, one.file, _source(one.file, one.sha256, unpacked(record)), one.kind)


def _source(file: str, sha256: str, extract: Extract) -> Source:
    return Source(file, extract.text, sha256, extract.format, extract.places, extract.notes)
