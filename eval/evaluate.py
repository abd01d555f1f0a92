"""The program run over a set, with everything around: the archive, the variant, the journal. Free of any screen.

The terminal and the browser call :func:`evaluate`; what they show comes by ``progress`` and ``note``, and ``cancelled`` stops it.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from eval.questions import EvalSet, Question, Split
from eval.run import kinds_of, run, select
from eval.running import journal as journals
from eval.running.pool import Cancelled, stopped
from eval.running.provenance import ANSWERING, code, versions
from eval.systems.ours import archive_of, our_system, sources_of, unit_of
from eval.types import Result
from eval.variants import DEFAULT, VARIANTS, Variant
from index.archive import Archive, open_archive
from index.encode import Encoder, Progress
from index.errors import InputError
from index.rerank import open_reranker
from rag.generating.settings import Model

NAME = "trichdan"
# Something to tell the person, in Vietnamese and in English.
Note = Callable[[str, str], None]


@dataclass(frozen=True, slots=True)
class Options:
    """How a set is asked. ``split``: ``None`` is all, as no ``kinds`` are (:func:`eval.run.kinds_of`); ``fresh``: nothing
    that an earlier run of the same had answered is taken over; ``llm``: a language model words the answers.
    """

    variant: Variant = DEFAULT
    split: Split | None = None
    kinds: tuple[str, ...] = ()
    repeat: int = 1
    jobs: int = 1
    fresh: bool = False
    llm: Model | None = None


def variant_named(name: str) -> Variant:
    """Raises ``InputError`` when there is none of this name."""
    if name not in VARIANTS:
        known = ", ".join(VARIANTS)
        raise InputError(
            f"Không có biến thể «{name}». Có: {known}.", f'There is no variant "{name}". There are: {known}.'
        )
    return VARIANTS[name]


def evaluate(
    evalset: EvalSet,
    options: Options,
    cache: Path,
    *,
    archive: Archive | None = None,
    encoder: Encoder | None = None,
    model: str | None = None,
    keep: Callable[[Result], None] = lambda _: None,
    progress: Progress = lambda *_: None,
    note: Note = lambda *_: None,
    cancelled: Cancelled = lambda: False,
) -> Result:
    """Asks our system; ``progress(stage, done, all)`` while the archive is made (as :func:`index.build.build`) and ``ask``.

    ``archive``: answers come from it, and ``evalset`` holds its texts; else from the one the set is written about; else one
    is made of the set's documents with ``encoder``, opened as ``model`` (default: the bundled one), and kept under ``cache``.
    So is what was answered when a run ends early: the same call goes on from there. It is forgotten once ``keep(result)``
    has returned.
    Raises ``InputError`` for what cannot be asked, ``CancelledError`` once ``cancelled()``, and what indexing and asking raise.
    """
    options = replace(options, kinds=kinds_of(evalset, options.kinds))
    asked = select(evalset, options.split, options.kinds)
    if waiting := evalset.waiting:
        note(
            f"({waiting} câu chờ duyệt, không hỏi.)", f"({waiting} questions wait to be accepted; they are not asked.)"
        )
    if archive is None and evalset.archive:
        archive = open_archive(evalset.archive, cache=cache)
    if archive:
        _refuse_other(model, options.variant)
    opened = archive or _made(evalset, options.variant, cache, encoder, model, _watched(progress, cancelled))
    configuration = _configuration(options, opened, given=archive is not None)
    key = _key(evalset, options, opened, configuration)
    with journals.journal(cache, key, options.fresh) as journal:
        _tell(journal, asked, note)
        result = run(
            evalset,
            our_system(opened, options.variant.retrieval, options.llm),
            name=NAME,
            encoder=opened.encoder.fingerprint,
            variant=options.variant.name,
            configuration=configuration,
            split=options.split,
            kinds=options.kinds,
            repeat=options.repeat,
            jobs=options.jobs,
            sources=sources_of(opened),
            unit_of=unit_of(opened),
            journal=journal,
            progress=lambda done, every: progress("ask", done, every),
            cancelled=cancelled,
        )
        keep(result)
        if journal:
            journal.remove()
    return result


def _configuration(options: Options, archive: Archive, given: bool) -> dict[str, str]:
    """What a result says of how it was made; ``given``: the archive was there before."""
    return {
        **options.variant.configuration,
        "model": archive.manifest.model or "bundled",
        "archive": "given" if given else "the set's documents",
        "kinds": ", ".join(options.kinds) or "all",
        **({"llm": options.llm.name, "llm_timeout": f"{options.llm.seconds:g} s"} if options.llm else {}),
    }


def _refuse_other(model: str | None, variant: Variant) -> None:
    """Raises ``InputError`` for what an archive that is there already cannot be: made with ``model``, or as ``variant`` says."""
    if model or not variant.contextual:
        what = f"--model {model}" if model else f"--variant {variant.name}"
        raise InputError(
            f"{what} cần kho lập riêng từ văn bản của bộ câu hỏi, mà lần này hỏi một kho đã lập. "
            "Hãy bỏ --archive, hoặc chỉ văn bản bằng --documents.",
            f"{what} needs an archive made of the set's documents, and an archive made before is asked here. "
            "Leave --archive out, or name the documents with --documents.",
        )


def _tell(journal: journals.Journal | None, asked: Sequence[Question], note: Note) -> None:
    if journal is None:
        note(
            "(Lần chạy này không làm tiếp được nếu bị dừng: một lần chạy y hệt đang diễn ra, hoặc không ghi được thư mục đệm.)",
            "(This run cannot be gone on with if it is stopped: the same is running already, or the cache cannot be written.)",
        )
    elif done := sum(question.id in journal.known for question in asked):
        count = f"{done}/{len(asked)}"
        note(
            f"Tiếp tục: đã có {count} câu (--fresh: hỏi lại từ đầu)",
            f"Going on: {count} questions are answered already (--fresh: ask all again)",
        )


def _made(
    evalset: EvalSet, variant: Variant, cache: Path, encoder: Encoder | None, model: str | None, progress: Progress
) -> Archive:
    from index.encode import open_encoder

    encoder = encoder or open_encoder(model, cache)
    return archive_of(evalset, encoder, cache, progress, model=model, contextual=variant.contextual)


def _watched(progress: Progress, cancelled: Cancelled) -> Progress:
    def show(stage: str, done: int, every: int) -> None:
        if cancelled() and stage in ("parse", "encode"):  # files are read in threads: not there
            raise stopped()
        progress(stage, done, every)

    return show


def _key(evalset: EvalSet, options: Options, archive: Archive, configuration: dict[str, str]) -> str:
    reranker = options.variant.retrieval.reranker
    parts = {
        "set": evalset.sha256,
        "split": options.split.value if options.split else "all",
        "variant": options.variant.name,
        "repeat": str(options.repeat),
        "jobs": str(options.jobs),  # seconds are part of an answer
        "encoder": archive.encoder.fingerprint,
        "reranker": open_reranker(reranker).fingerprint if reranker else "none",
        "archive": hashlib.sha256((archive.folder / "manifest.json").read_bytes()).hexdigest(),
        "code": code(ANSWERING),
    }
    return journals.key_of({**versions(), **configuration, **parts})
