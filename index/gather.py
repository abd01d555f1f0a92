"""Everything that can be read under the roots, and a word about everything that cannot."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

from index.encode import Progress
from index.errors import InputError, SourceError
from index.extracts import Extracts
from index.formats.sniff import Kind
from index.intake import Outcome, Pages, Same, read_all
from index.read import Candidate, find
from index.report import Remark, Twin
from index.types import Source


@dataclass(slots=True)
class Gathered:
    """What was read. ``barren``: the roots given for the first time in which nothing can be read.

    The places of ``paged`` files stay in the cache until :meth:`whole` fetches them: of a large archive of scans they are
    most of what there is. ``scanned``: the files that OCR has read.
    """

    extracts: Extracts
    sources: list[Source] = field(default_factory=list)
    skipped: list[Remark] = field(default_factory=list)
    twins: list[Twin] = field(default_factory=list)
    paged: dict[str, Kind] = field(default_factory=dict)
    scanned: set[str] = field(default_factory=set)
    notes: list[Remark] = field(default_factory=list)
    barren: list[Path] = field(default_factory=list)

    def whole(self, sources: Sequence[Source]) -> Iterator[Source]:
        """``sources`` with their places."""
        for source in sources:
            kind = self.paged.get(source.file)
            extract = self.extracts.get(source.sha256, kind) if kind else None
            yield replace(source, places=extract.places) if extract else source

    def take(self, source: Source, kind: Kind | None) -> None:
        """Adds a source."""
        sure = [place.confidence for place in source.places if place.confidence is not None]
        if sure:
            self.scanned.add(source.file)
            mean = round(100 * sum(sure) / len(sure))
            self.notes.append(
                Remark(
                    source.file,
                    f"chữ do máy nhận dạng (OCR), độ tin cậy trung bình {mean}%",
                    f"read by OCR, mean confidence {mean}%",
                )
            )
        if source.places and kind:
            self.paged[source.file] = kind
            source = replace(source, places=())
        self.sources.append(source)


def gather(roots: Sequence[Path], fresh: Sequence[Path], archive: Path, progress: Progress, pages: Pages) -> Gathered:
    """Reads all files under ``roots``; ``fresh`` are those that were given for the first time.

    Raises ``InputError`` when there is nothing that can be read, in any of them or in any of ``fresh``.
    """
    found = list(find(roots, archive))
    before = [_state(one) for one in found]
    gathered = Gathered(Extracts(archive))
    failed: dict[str, SourceError] = {}
    reasons: dict[int, SourceError] = {}
    fruitful: set[int] = set()
    with closing(read_all(found, gathered.extracts, pages)) as outcomes:
        for one in outcomes:
            error = _failure(one, failed)
            if error:
                failed[one.file] = error
                reasons.setdefault(one.candidate, error)
                gathered.skipped.append(Remark(_utf8(one.file), error.vi, error.en))
            else:
                fruitful.add(one.candidate)
                if isinstance(one.found, Source):
                    gathered.take(one.found, one.kind)
                elif isinstance(one.found, Same):
                    gathered.twins.append(Twin(one.file, one.found.file))
            progress("read", min(one.candidate + 1, len(found) - 1), len(found))
    refusals = {path: why for path in fresh if (why := _barren(path, found, fruitful, reasons))}
    if fresh and len(refusals) == len(fresh):
        raise next(iter(refusals.values()))
    if not gathered.sources:
        raise _nothing(roots, gathered.skipped)
    gathered.barren += refusals
    gathered.notes += [_changed(found[at]) for at in sorted(fruitful) if _state(found[at]) != before[at]]
    progress("read", len(found), len(found))
    return gathered


def _state(one: Candidate) -> tuple[int, int] | None:
    """Size and time of the last change."""
    try:
        status = one.path.stat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns


def _changed(one: Candidate) -> Remark:
    """A word on a file that was written to while the others were read: what was read of it may be half a file."""
    return Remark(
        one.file,
        "bị sửa hoặc xóa trong lúc lập chỉ mục; hãy chạy lại khi tệp đã ghi xong",
        "was changed or removed while the index was made; run again when it is whole",
    )


def _failure(one: Outcome, failed: dict[str, SourceError]) -> SourceError | None:
    if isinstance(one.found, SourceError):
        return one.found
    return failed.get(one.found.file) if isinstance(one.found, Same) else None  # the same bytes, the same fate


def _utf8(name: str) -> str:
    return name.encode("utf-8", "replace").decode()


def _barren(
    path: Path, found: Sequence[Candidate], fruitful: set[int], reasons: dict[int, SourceError]
) -> InputError | None:
    """Why nothing under ``path`` can be read, or ``None`` when something can."""
    root = path.resolve()
    inside = [at for at, one in enumerate(found) if one.path.absolute().is_relative_to(root)]
    if any(at in fruitful for at in inside):
        return None
    why = next(((found[at].path, reasons[at]) for at in inside if at in reasons), None)
    if why is None:
        return InputError(
            f"Thư mục «{path}» rỗng: không có văn bản nào để lập chỉ mục.",
            f'The folder "{path}" is empty: there is nothing to index.',
        )
    return InputError(
        f"Không đọc được văn bản nào trong «{path}»: {why[0].name} {why[1].vi}.",
        f'Nothing in "{path}" can be read: {why[0].name} {why[1].en}.',
    )


def _nothing(roots: Sequence[Path], skipped: Sequence[Remark]) -> InputError:
    names = ", ".join(str(root) for root in roots)
    why = "; ".join(f"{one.file}: {one.vi}" for one in skipped[:3])
    because = "; ".join(f"{one.file}: {one.en}" for one in skipped[:3])
    return InputError(
        f"Không có văn bản nào đọc được trong «{names}»" + (f" ({why})." if why else ": thư mục rỗng."),
        f'Nothing in "{names}" can be read' + (f" ({because})." if because else ": the folder is empty."),
    )
