"""The program itself as a system under test, and the archive of a set's documents it answers from."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import index
from eval import vectors
from eval.questions import EvalSet, Question
from eval.types import Cited, Found, Place, Reply, System, UnitOf
from index.archive import Archive, open_archive
from index.build import build
from index.encode import Encoder, Progress
from index.errors import ArchiveError
from index.types import Source
from rag.types import Answer


def our_system(archive: Archive) -> System:
    """Answers questions with :func:`rag.ask.ask` from ``archive``."""
    from rag.ask import ask

    def answer(question: Question) -> Reply:
        return reply_of(ask(question.text, archive, question.history), archive)

    return answer


def reply_of(answer: Answer, archive: Archive) -> Reply:
    """``answer`` as measured. Whether quotations are verified is looked up here again, not believed."""
    cited = []
    texts: dict[str, str] = {}
    for citation in answer.citations:
        if citation.file not in texts:
            texts[citation.file] = archive.source(citation.file).text
        there = texts[citation.file][citation.span.start : citation.span.end] == citation.quote != ""
        place, quoted = Place(citation.clause.file, citation.clause.span), Place(citation.file, citation.span)
        label = f"{citation.document}, {citation.address}"
        cited.append(Cited(place, label, citation.verified and there, quoted))
    return Reply(
        answer.text if not answer.abstained else "",
        answer.abstained,
        tuple(cited),
        tuple(Found(Place(hit.clause.file, hit.clause.span), hit.score, hit.clause.address) for hit in answer.hits),
        answer.reason.value if answer.reason else None,
        answer.confidence if not answer.abstained else None,
    )


def unit_of(archive: Archive) -> UnitOf:
    """Finds the clause of ``archive`` that holds a place whole."""

    def find(place: Place) -> Place | None:
        clause = archive.clause_at(place.file, place.span.start, place.span.end)
        return Place(clause.file, clause.span) if clause and clause.span.contains(place.span) else None

    return find


def sources_of(archive: Archive) -> Sequence[Source]:
    """The texts of ``archive``."""
    return [archive.source(file) for file in archive.files()]


def archive_of(evalset: EvalSet, encoder: Encoder, cache: Path, progress: Progress) -> Archive:
    """The archive of the set's own documents, kept under ``cache``; built when absent or built otherwise."""
    folder = cache / "eval" / f"{evalset.name}-{_digest(evalset)[:12]}"
    stamp, made_by = folder / "made-by", f"{_code()} {encoder.fingerprint}"
    try:
        if stamp.read_text(encoding="utf-8") == made_by:
            return open_archive(folder, encoder, cache=cache)
    except (OSError, ArchiveError):
        pass  # absent, or damaged: built again below
    folder.mkdir(parents=True, exist_ok=True)
    vectors.seed(folder, encoder, vectors.file_of(evalset.name))
    build([evalset.documents], folder, encoder, None, progress)
    stamp.write_text(made_by, encoding="utf-8")
    return open_archive(folder, encoder, cache=cache)


def _digest(evalset: EvalSet) -> str:
    return hashlib.sha256("".join(f"{s.file}\0{s.sha256}\0" for s in evalset.sources).encode()).hexdigest()


def _code() -> str:
    """A hash of the indexing code: what an older parser made would be measured as if it were this one's."""
    digest = hashlib.sha256()
    for path in sorted(Path(index.__path__[0]).rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]
