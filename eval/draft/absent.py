"""Questions the archive has no answer to, made of its own words: a number near a real one, another document's fact, a
field that is not printed. That there is no answer is looked up, not hoped for."""

import re
from collections.abc import Iterable, Iterator, Sequence
from random import Random

from eval.draft.types import DOC, Document, Seed, Tells
from eval.draft.words import flat, pairs, raised
from index.text import fold

# Facts of one document that could be asked of another.
_MOVED = frozenset({"duty", "charged", "amount", "label", "limit", "time", "deadline", "table"})
# With more of its pairs of words in the other document, an answer may stand there.
_SHARED = 0.25
_NUMBERED = re.compile(r"^(\d+)(\D.*)$")
_FORCE = re.compile(r"hieu luc")
_BORN = re.compile(r"\bsinh (?:nam|ngay)")


def absent_seeds(
    documents: Sequence[Document], seeds: Iterable[Seed], numbers: Iterable[str], rng: Random
) -> Iterator[Seed]:
    """Unanswerable questions, of three sorts.

    ``seeds``: the answerable ones, to be asked of the wrong document; ``numbers``: of every document in the archive or
    cited there.
    """
    yield from _no_such_number(documents, numbers, rng)
    yield from _not_printed(documents)
    yield from _elsewhere(documents, [seed for seed in seeds if seed.topic in _MOVED], rng)


def _no_such_number(documents: Sequence[Document], numbers: Iterable[str], rng: Random) -> Iterator[Seed]:
    heads = {_head(fold(number)) for number in numbers}
    for document in documents:
        number = document.directive.number
        found = _NUMBERED.match(number.value) if number else None
        if not found or not document.directive.kind or not number:
            continue
        near = [
            str(int(found[1]) + step).zfill(len(found[1]))
            for step in (1, 2, 3, 4, -1, -2, 10)
            if int(found[1]) + step > 0
        ]
        free = [value + found[2] for value in near if _head(fold(value + found[2])) not in heads]
        if not free:
            continue
        name = f"{raised(document.kind)} {rng.choice(free)}"
        patterns = (
            f"{name} do ai ký?",
            f"{name} ban hành ngày nào?",
            f"{name} về việc gì?",
            f"{name} gửi những cơ quan nào?",
        )
        note = f"Kho không có và không nhắc đến {name}; có {number.value}."
        yield Seed("none", "no such number", document.directive.id, patterns, (), (), note=note)


def _head(number: str) -> str:
    """``22/2013`` of ``22/2013/qd-ttg``: a number alike in this is too near."""
    return "/".join(re.findall(r"^\d+|(?<=/)(?:19|20)\d\d(?=/)", number))


def _not_printed(documents: Iterable[Document]) -> Iterator[Seed]:
    for document in documents:
        it, text = document.directive, fold(document.text[document.directive.start : document.directive.end])
        if not _FORCE.search(text):
            patterns = ("{doc} có hiệu lực từ ngày nào?", "{doc} hết hiệu lực khi nào?")
            note = f"{it.name} không nhắc đến hiệu lực."
            yield Seed("none", "not in force", it.id, patterns, (), (), note=note)
        for signer in it.signers[:1]:
            if not _BORN.search(text):
                patterns = (
                    f"{signer.name}, người ký {DOC}, sinh năm nào?",
                    f"Người ký {DOC} là {signer.name} sinh năm bao nhiêu?",
                )
                note = f"{it.name} không ghi năm sinh của ai."
                yield Seed("none", "born", it.id, patterns, (), (), note=note)


def _elsewhere(documents: Sequence[Document], seeds: Sequence[Seed], rng: Random) -> Iterator[Seed]:
    """A fact of one document asked of another that shares hardly a word of it."""
    named = [document for document in documents if document.names]
    held = {document.directive.id: _held(document) for document in named}
    origin = {document.directive.id: document for document in documents}
    for seed in seeds:
        wanted = pairs(seed.about)
        if len(wanted) < 4:
            continue
        for other in rng.sample(named, min(3, len(named))):
            shared = len(wanted & held[other.directive.id]) / len(wanted)
            if other.directive.file != origin[seed.directive].directive.file and shared < _SHARED:
                patterns = tuple(pattern for pattern in seed.patterns if pattern.startswith("Theo "))
                note = f"Việc này ở {origin[seed.directive].directive.name}, không có trong {other.directive.name}."
                if patterns:
                    yield Seed(
                        "none",
                        "another's fact",
                        other.directive.id,
                        patterns,
                        (),
                        (),
                        seed.about,
                        frozenset({Tells.SUBJECT}),
                        note=note,
                    )
                break


def _held(document: Document) -> frozenset[tuple[str, str]]:
    return frozenset[tuple[str, str]]().union(*(pairs(flat(clause)) for clause in document.clauses))
