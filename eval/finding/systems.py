"""The systems measured, by key. A system takes a question and gives places, best first; a line in the tables adds one.

A follow-up is asked together with the question before it, but ours is told what was asked before.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path

from eval.exchange.types import Unit
from eval.finding.opened import Find, Opened
from eval.finding.plain import PLAIN, Plain, Space, ranked
from eval.questions import Question
from eval.running.provenance import code
from eval.systems import langchain_rag
from eval.systems.chunks import Index, wanted
from eval.systems.others import OTHERS, Other
from eval.types import Place
from eval.variants import DEFAULT, VARIANTS, Variant
from index.errors import InputError
from index.types import Span

# As many as the measures look at.
TOP = 10
# Clauses or chunks asked for where ten documents are wanted.
DEEP = 100
OURS = "ours"


class Sort(StrEnum):
    """Whose a system is."""

    PROGRAM = "other programs"
    PLAIN = "plain search"
    OURS = "Trích Dẫn"
    VARIANT = "Trích Dẫn with one part off"


@dataclass(frozen=True, slots=True)
class System:
    """``find``: what asks it, on a set that is open; ``code``: a hash of what its answers depend on, beside the set.

    ``documents``: it ranks whole documents, and is for sets that are measured on these.
    """

    key: str
    name: str
    sort: Sort
    find: Callable[[Opened], Find]
    code: Callable[[], str]
    documents: bool = False
    # The index is not the archive with document lines and headings.
    contextual: bool = True


def first_of(find: Find, unit: Unit) -> Find:
    """The first places that count: ten, or ten documents, each as high as the best place of it."""

    def first(question: Question) -> list[Place]:
        places = find(question)
        if unit is Unit.DOCUMENT:
            # Its first character stands for all of it: only its name is compared.
            places = [Place(file, Span(0, 1)) for file in dict.fromkeys(place.file for place in places)]
        return list(places[:TOP])

    return first


def _langchain(make: Callable[..., Index], opened: Opened) -> Find:
    index = make(opened.case.evalset.sources, opened.encoder, _depth(opened))
    return lambda question: [chunk.place for chunk in index.find(wanted(question))]


def _plain(plain: Plain, documents: bool, opened: Opened) -> Find:
    space: Space = opened.documents if documents else opened.clauses

    def find(question: Question) -> list[Place]:
        text = wanted(question)
        return ranked(space, plain.score(space, text))

    return find


def _ours(variant: Variant, opened: Opened) -> Find:
    from rag.ask import search  # a tenth of a second, and not needed by the others

    archive, top = opened.archive(variant.contextual), _depth(opened)

    def find(question: Question) -> list[Place]:
        try:
            found = search(question.text, archive, top, question.history, variant.retrieval)
        except InputError:  # too long, say: then nothing is found
            return []
        return [Place(hit.clause.file, hit.clause.span) for hit in found.hits]

    return find


def _depth(opened: Opened) -> int:
    return DEEP if opened.case.unit is Unit.DOCUMENT else TOP


def _asking() -> str:
    """A hash of what asks a system here."""
    names = ("bm25.py", "opened.py", "plain.py", "remember.py", "systems.py")
    return hashlib.sha256(b"\0".join(Path(__file__).with_name(name).read_bytes() for name in names)).hexdigest()


def _program_code(other: Other) -> str:
    return f"{_asking()} {other.code} {other.versions}"


def _plain_code() -> str:
    return f"{_asking()} {code(['index'])}"


def _our_code() -> str:
    return f"{_asking()} {code(['index', 'rag'])}"


def _programs() -> list[System]:
    rows = (
        ("langchain", "LangChain (splitter, FAISS)", "LangChain", langchain_rag.dense),
        ("langchain-bm25", "LangChain + BM25Retriever", "LangChain + BM25", langchain_rag.hybrid),
    )
    return [
        System(key, name, Sort.PROGRAM, partial(_langchain, make), partial(_program_code, OTHERS[other]))
        for key, name, other, make in rows
    ]


def _plains() -> list[System]:
    def made(plain: Plain, documents: bool) -> System:
        key, name = ("doc-", "whole documents: ") if documents else ("", "")
        find = partial(_plain, plain, documents)
        return System(key + plain.key, name + plain.name, Sort.PLAIN, find, _plain_code, documents)

    return [made(plain, documents) for documents in (False, True) for plain in PLAIN]


def _variants() -> list[System]:
    def made(variant: Variant) -> System:
        ours = variant is DEFAULT
        key, name = (OURS, "**ours**") if ours else (variant.name, f"ours, {variant.en}")
        sort = Sort.OURS if ours else Sort.VARIANT
        return System(key, name, sort, partial(_ours, variant), _our_code, contextual=variant.contextual)

    return [made(variant) for variant in VARIANTS.values()]


SYSTEMS = {system.key: system for system in (*_programs(), *_plains(), *_variants())}
GROUPS = {
    "programs": tuple(one for one in SYSTEMS.values() if one.sort is Sort.PROGRAM),
    "plain": tuple(one for one in SYSTEMS.values() if one.sort is Sort.PLAIN),
    "variants": tuple(one for one in SYSTEMS.values() if one.sort is Sort.VARIANT),
}


def chosen(names: str) -> tuple[System, ...]:
    """The systems named, with commas between: a key or one of :data:`GROUPS`; none is all, in the order of the table.

    Raises ``InputError`` when there is none so.
    """
    wanted_keys: set[str] = set()
    for name in filter(None, (part.strip().lower() for part in names.split(","))):
        some = GROUPS.get(name, (SYSTEMS[name],) if name in SYSTEMS else ())
        if not some:
            known = ", ".join([*GROUPS, *SYSTEMS])
            raise InputError(f"Không có hệ «{name}». Có: {known}.", f'There is no system "{name}". There are: {known}.')
        wanted_keys |= {one.key for one in some}
    return tuple(one for one in SYSTEMS.values() if not wanted_keys or one.key in wanted_keys)


def fitting(systems: Sequence[System], unit: Unit) -> tuple[System, ...]:
    """Those that can be measured on ``unit``."""
    return tuple(one for one in systems if unit is Unit.DOCUMENT or not one.documents)


def load(systems: Sequence[System]) -> None:
    """Imports what they need (seconds). Raises ``InputError`` when a package is missing."""
    if any(one.sort is Sort.PROGRAM for one in systems):
        langchain_rag.libraries()
