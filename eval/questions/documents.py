"""The documents of a set: read from its folder, or taken from the archive it is written about."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from eval.questions.about import About
from index.errors import ArchiveError, DocumentsAbsent, SourceError
from index.read import find, read
from index.types import Source


@dataclass(frozen=True, slots=True)
class Documents:
    """What was read. ``place``: the folder; ``archive``: the index folder, if they are an archive's; ``refused``: file → why."""

    place: Path
    sources: tuple[Source, ...]
    refused: Mapping[str, SourceError] = field(default_factory=dict)
    archive: Path | None = None


def read_documents(questions: Path, about: About, folder: Path | None = None) -> Documents:
    """The documents of the set whose questions are in the file ``questions``; in ``folder`` if given.

    Raises ``DocumentsAbsent``, which says how to get them, when there is not one that can be read.
    """
    if about.archive and folder is None:
        return _from_archive(questions, about)
    place = folder or questions.parent / about.documents
    sources: list[Source] = []
    refused: dict[str, SourceError] = {}
    try:
        for candidate in find([place]) if place.exists() else ():
            try:
                sources.append(read(candidate))
            except SourceError as error:
                refused[candidate.file] = error  # as in an archive: what stands in the others can be asked
    except OSError:
        pass  # a path the system cannot even look at: as good as absent
    if not sources:
        raise _absent(questions, place, about)
    return Documents(place, tuple(sources), refused)


def _from_archive(questions: Path, about: About) -> Documents:
    from index.contents import contents  # SQLite and the indexes' numpy: not for a set with a folder

    folder = questions.parent / (about.archive or "")
    try:
        return Documents(folder, contents(folder).sources, {}, folder)
    except (ArchiveError, OSError) as error:
        raise _absent(questions, folder, about) from error


def _absent(questions: Path, place: Path, about: About) -> DocumentsAbsent:
    vi, en = about.obtain
    return DocumentsAbsent(
        f"{questions}: không đọc được văn bản nào của bộ câu hỏi trong «{place}». "
        + (vi or "Hãy đặt văn bản vào đó, chỉ thư mục khác bằng --documents, hoặc chỉ kho bằng --archive."),
        f'{questions}: no document of the set can be read in "{place}". '
        + (en or "Put the documents there, name another folder with --documents, or an archive with --archive."),
    )
