"""The program itself as a system under test, and the archive of a set's documents it answers from."""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

from filelock import FileLock

from eval import vectors
from eval.questions import EvalSet, Question
from eval.result import plain_name
from eval.running.provenance import code
from eval.types import Cited, Found, Place, Reply, System, UnitOf
from index.archive import Archive, open_archive
from index.build import build
from index.encode import Encoder, Progress
from index.errors import ArchiveError, InputError
from index.types import Source
from rag.generating.settings import Model
from rag.types import HYBRID, Answer, Retrieval


class Ours:
    """Answers questions with :func:`rag.ask.ask`. It pickles: another process opens the same snapshot for itself."""

    def __init__(self, archive: Archive, how: Retrieval = HYBRID, llm: Model | None = None) -> None:
        from rag.ask import ask

        self._archive = archive
        self._how = how
        self._llm = llm
        self._answerer = llm.answerer(archive, how) if llm else None
        self._ask = ask

    def __call__(self, question: Question) -> Reply:
        """What the program says; that it refuses a question (one too long, say) is an answer, too."""
        try:
            answer = self._ask(question.text, self._archive, question.history, how=self._how, answerer=self._answerer)
        except InputError as error:
            return Reply("", True, reason=f"refused: {error.en}")
        return reply_of(answer, self._archive)

    def __reduce__(
        self,
    ) -> "tuple[Callable[[Path, Retrieval, Model | None], Ours], tuple[Path, Retrieval, Model | None]]":
        return reopened, (self._archive.folder, self._how, self._llm)


def our_system(archive: Archive, how: Retrieval = HYBRID, llm: Model | None = None) -> System:
    """Answers questions with :func:`rag.ask.ask` from ``archive``, whose clauses are found ``how``; ``llm`` words the answers.

    Raises ``InputError`` when that model cannot be opened.
    """
    return Ours(archive, how, llm)


def reopened(snapshot: Path, how: Retrieval, llm: Model | None = None) -> Ours:
    """The system on the archive of ``snapshot``, opened anew with the encoder the archive names.

    Raises ``ArchiveError`` when the archive serves another snapshot by now, ``EncoderError`` as :func:`open_archive`.
    """
    folder = snapshot.parent.parent
    archive = open_archive(folder, cache=folder)  # questions unpack nothing into the cache
    if archive.folder != snapshot:
        raise ArchiveError(
            f"Kho «{folder}» vừa được lập lại trong lúc hỏi. Hãy chạy lại.",
            f'The archive "{folder}" was built again while questions were asked. Run again.',
        )
    return Ours(archive, how, llm)


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
        answer.dropped,
        notice=answer.notice,
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


def archive_of(
    evalset: EvalSet, encoder: Encoder, cache: Path, progress: Progress, *, model: str | None = None,
    contextual: bool = True,
) -> Archive:  # fmt: skip
    """The archive of the set's own documents, kept under ``cache``; built when absent or built otherwise.

    ``model``: what ``encoder`` was opened with; the archive remembers it. ``contextual``: see :func:`index.build.build`.
    Who wants the same archive at the same time waits for it.
    """
    folder = cache / "eval" / f"{plain_name(evalset.name)}-{_digest(evalset, encoder, contextual)[:12]}"
    folder.mkdir(parents=True, exist_ok=True)
    stamp, made_by = folder / "made-by", code(["index"])
    with FileLock(folder / "made.lock"):
        try:
            if stamp.read_text(encoding="utf-8") == made_by:
                return open_archive(folder, encoder, cache=cache)
        except (OSError, ArchiveError):
            pass  # absent, or damaged: built again below
        vectors.seed(folder, encoder, vectors.file_of(evalset.name))
        build([evalset.documents], folder, encoder, model, progress, contextual=contextual)
        stamp.write_text(made_by, encoding="utf-8")
        return open_archive(folder, encoder, cache=cache)


def _digest(evalset: EvalSet, encoder: Encoder, contextual: bool) -> str:
    contents = "".join(f"{source.file}\0{source.sha256}\0" for source in evalset.sources)
    return hashlib.sha256(f"{encoder.fingerprint}\0{contextual}\0{contents}".encode()).hexdigest()
