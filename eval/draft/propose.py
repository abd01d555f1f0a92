"""The whole of drafting: documents read, seeds made of them, checked, chosen and put into words."""

from collections.abc import Iterator, Sequence
from random import Random

from eval.draft import KINDS
from eval.draft.absent import absent_seeds
from eval.draft.check import Checker
from eval.draft.choose import SHARES, Chooser
from eval.draft.cited import mention_seeds, relation_seeds
from eval.draft.duties import duty_seeds
from eval.draft.header import header_seeds
from eval.draft.naming import is_merged, names_of
from eval.draft.rows import row_seeds
from eval.draft.terms import term_seeds
from eval.draft.types import Asked, Document, Seed
from eval.draft.values import value_seeds
from eval.questions import Question, Status
from index.archive import Archive
from index.encode import Progress
from index.errors import InputError
from index.types import Reference

# Of a larger archive whole documents are drawn until so many clauses are read: enough for any set a person reads.
MOST_CLAUSES = 20_000
# Seeds of one topic kept of one document: a long one would outweigh the rest, and checking costs a look at every clause.
_MOST_ALIKE = 12
_SOURCES = (header_seeds, relation_seeds, duty_seeds, value_seeds, term_seeds, row_seeds)


def propose(
    archive: Archive, count: int, kinds: Sequence[str] = KINDS, seed: int = 0, progress: Progress | None = None
) -> list[Question]:
    """At most ``count`` questions of ``kinds`` on ``archive``, machine-made and not yet accepted.

    The same archive, arguments and ``seed`` give the same questions. Raises ``InputError`` for an archive without
    documents, and where none can be made.
    """
    if not archive.directives:
        raise InputError(
            "Kho không có văn bản nào để đặt câu hỏi. Hãy lập kho trước: trichdan index THƯ_MỤC.",
            "The archive has no document to ask about. Build it first: trichdan index FOLDER.",
        )
    rng = Random(seed)
    documents = _read(archive, rng, progress)
    seeds = list(_sound(documents, archive.references, rng))
    absent = list(absent_seeds(documents, seeds, _numbers(archive), rng)) if "none" in kinds else []
    asked = _choose(documents, seeds, absent, count, kinds, rng)
    if not asked:
        raise InputError(
            "Không đặt được câu hỏi nào thuộc loại đã chọn từ kho này. Hãy bỏ --kinds hoặc chọn kho khác.",
            "No question of the kinds chosen can be made from this archive. Leave --kinds out, or choose another archive.",
        )
    return [_question(f"m{number:03}", one) for number, one in enumerate(asked, 1)]


def _numbers(archive: Archive) -> list[str]:
    own = [directive.number.value for directive in archive.directives if directive.number]
    return own + [reference.number for reference in archive.references if reference.number]


def _read(archive: Archive, rng: Random, progress: Progress | None) -> list[Document]:
    """The documents with their clauses, a sample of them where the archive is large, in the archive's order."""
    names = names_of(archive.directives, archive.references)
    cited: dict[int, list[Reference]] = {}
    for reference in archive.references:
        cited.setdefault(reference.directive, []).append(reference)
    order = list(archive.directives)
    rng.shuffle(order)
    texts: dict[str, str] = {}
    documents: list[Document] = []
    left, every = MOST_CLAUSES, min(archive.manifest.clauses, MOST_CLAUSES)
    for directive in order:
        clauses = tuple(archive.clauses_of(directive.id))
        if documents and len(clauses) > left:  # never a part of one: what is not read could hold a second answer
            break
        left -= len(clauses)
        if directive.file not in texts:
            texts[directive.file] = archive.source(directive.file).text
        references = tuple(cited.get(directive.id, ()))
        documents.append(
            Document(directive, clauses, references, names[directive.id], texts[directive.file], is_merged(directive))
        )
        if progress:
            progress("draft", every - max(left, 0), every)
    return sorted(documents, key=lambda document: document.directive.id)


def _sound(documents: Sequence[Document], references: Sequence[Reference], rng: Random) -> Iterator[Seed]:
    """The seeds of every document that stand the checks."""
    mentions: dict[int, list[Seed]] = {}
    for seed in mention_seeds(documents, references):
        mentions.setdefault(seed.directive, []).append(seed)
    for document in documents:
        seeds = [*mentions.get(document.directive.id, ()), *(s for source in _SOURCES for s in source(document))]
        checker = Checker(document, seeds)
        yield from filter(None, map(checker.sound, _thinned(seeds, rng)))


def _thinned(seeds: Sequence[Seed], rng: Random) -> Iterator[Seed]:
    topics: dict[str, list[Seed]] = {}
    for seed in seeds:
        topics.setdefault(seed.topic, []).append(seed)
    for group in topics.values():
        yield from rng.sample(group, min(len(group), _MOST_ALIKE))


def _choose(
    documents: Sequence[Document], seeds: Sequence[Seed], absent: Sequence[Seed], count: int, kinds: Sequence[str], rng: Random
) -> list[Asked]:  # fmt: skip
    chooser = Chooser({document.directive.id: document for document in documents}, seeds, rng)
    ordinary = [seed for seed in seeds if seed.kind in kinds]
    special = [kind for kind in SHARES if kind in kinds]
    only = not any(kind in kinds for kind in KINDS if kind not in SHARES)
    found: list[Asked] = []
    for kind in special:
        share = count / len(special) if only else count * SHARES[kind]
        source = absent if kind == "none" else seeds
        found += chooser.take(source, kind, round(share))
    if ordinary:
        found += chooser.take(ordinary, None, count - len(found))
    order = {kind: at for at, kind in enumerate(KINDS)}
    return sorted(found[:count], key=lambda asked: order[asked.kind])


def _question(number: str, asked: Asked) -> Question:
    seed = asked.seed
    return Question(
        number, asked.kind, asked.text, asked.history, seed.answers, seed.gold, bool(seed.gold),
        derived=seed.derived, status=Status.PROPOSED, machine=True, note=seed.note,
    )  # fmt: skip
