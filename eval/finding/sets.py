"""The sets that finding is measured on: any set of ours, and collections of other programs, imported when they are named.

A set whose gold is whole documents is measured on documents, and so are SQuAD's paragraphs; a set of quotations on clauses.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from pathlib import Path

from eval.beside.sets import XQUAD, open_set
from eval.exchange.convert import OWN, import_from
from eval.exchange.guess import guess
from eval.exchange.types import Unit
from eval.questions import EvalSet, Gold, Question, Split, load
from eval.questions.load import NAMES, bundled
from eval.result import plain_name
from eval.run import Asked, anchored
from eval.running.provenance import ROOT, code
from eval.typing import half_accented, slips, unaccented
from index.errors import InputError

ALQAC = "alqac"
# Not part of this repository: read where the project keeps its shared files.
ALQAC_FOLDER = ROOT.parent / "shared" / "benchmarks" / "alqac"
EVERY = ("covid19", "nguoi-co-cong", XQUAD, ALQAC)
# The same questions are typed the same way on every machine.
SEED = 20_210_904
# Where a collection has no halves of its own: the program was tuned on the first of these only.
EVEN, ODD = "even", "odd"
_IMPORTED = ("squad", "beir", "alqac")


class Typed(StrEnum):
    """How the questions are typed: as they are, without any mark, each syllable's marks dropped with probability one half,
    and 15% of the words with a slip (input method off, misspelt, no marks)."""

    ACCENTED = "accented"
    UNACCENTED = "unaccented"
    HALF = "half-accented"
    SLIPS = "slips"


_TYPINGS: Mapping[Typed, Callable[[str], str]] = {
    Typed.ACCENTED: lambda text: text,
    Typed.UNACCENTED: unaccented,
    Typed.HALF: partial(half_accented, seed=SEED),
    Typed.SLIPS: partial(slips, seed=SEED),
}


@dataclass(frozen=True, slots=True)
class Case:
    """A set to be measured: ``asked`` are its questions with gold, in their order, each with where its gold stands.

    ``unit``: what is ranked and counted. ``parts``: the ids of the questions tuned on (``tune`` or ``even``) and of the others.
    ``lost``: how many questions were left out, because a quotation stands nowhere.
    """

    evalset: EvalSet
    unit: Unit
    asked: tuple[Asked, ...]
    parts: Mapping[str, frozenset[str]]
    lost: int = 0

    @property
    def name(self) -> str:
        """The set's."""
        return self.evalset.name


def retyped(question: Question, typed: Typed) -> Question:
    """The question, and those before it, typed so."""
    change = _TYPINGS[typed]
    return replace(question, text=change(question.text), history=tuple(map(change, question.history)))


def open_case(name: str, cache: Path, unit: Unit | None = None) -> Case:
    """The set ``name``: ``xquad-vi``, ``alqac``, a bundled set, the path of a set, or of a collection in BEIR, ALQAC or SQuAD
    form, which is imported into ``cache`` first. ``unit``: ``None`` is what suits the gold.

    Raises ``InputError`` when there is none, or no question of it has gold.
    """
    evalset, imported = _opened(name, cache)
    return case_of(evalset, unit or (Unit.DOCUMENT if imported else None))


def case_of(evalset: EvalSet, unit: Unit | None = None) -> Case:
    """As :func:`open_case`, for a set that is open already."""
    with_gold = [question for question in evalset.questions if question.gold]
    if not with_gold:
        raise InputError(
            f"Bộ {evalset.name} không có câu nào kèm lời trích mẫu, nên không đo được việc tìm.",
            f"No question of the set {evalset.name} has gold, so that finding cannot be measured.",
        )
    whole = all(not gold.quote for question in with_gold for gold in question.gold)
    unit = unit or (Unit.DOCUMENT if whole else Unit.CLAUSE)
    if unit is Unit.DOCUMENT:
        with_gold = [replace(question, gold=_documents(question)) for question in with_gold]
    texts = {source.file: source.text for source in evalset.sources}
    asked, lost = anchored(with_gold, texts, lambda _: None)
    return Case(evalset, unit, tuple(asked), _parts(evalset), len(lost))


def _documents(question: Question) -> tuple[Gold, ...]:
    """Each document that holds gold, whole; all of them are wanted."""
    grades: dict[str, int] = {}
    for gold in question.gold:
        grades[gold.file] = max(gold.relevance, grades.get(gold.file, 0))
    return tuple(Gold(file, "", at, grade) for at, (file, grade) in enumerate(grades.items()))


def _parts(evalset: EvalSet) -> dict[str, frozenset[str]]:
    splits = {split.value: frozenset(one.id for one in evalset.select(split)) for split in Split}
    if all(splits.values()):
        return splits
    ids = [question.id for question in evalset.questions]
    return {EVEN: frozenset(ids[0::2]), ODD: frozenset(ids[1::2])}


def _opened(name: str, cache: Path) -> tuple[EvalSet, bool]:
    """The set, and whether it is another program's collection."""
    there = Path(name).exists()
    if name == XQUAD and not there:
        return open_set(name, cache), True
    if name == ALQAC and not there:
        return load(str(_alqac(cache))), True
    path = Path(name)
    own = name in bundled() or (path.is_dir() and any((path / file).exists() for file in NAMES))
    if own or not there:
        return load(name), False
    form = guess(path)
    if form in OWN:
        return load(name), False
    if form not in _IMPORTED:
        raise InputError(
            f"«{name}» là {form}, chỉ có mã, không có câu hỏi và văn bản. Hãy đưa bộ BEIR, ALQAC hay SQuAD.",
            f'"{name}" is {form}, which holds ids only. Give a collection in BEIR, ALQAC or SQuAD form.',
        )
    return load(str(_imported(path, form, path.resolve().stem, cache))), True


def _alqac(cache: Path) -> Path:
    if not ALQAC_FOLDER.is_dir():
        raise InputError(
            f"Không có «{ALQAC_FOLDER}». Hãy xin dữ liệu ở https://sites.google.com/view/ALQAC-2025, "
            "rồi đưa đường dẫn thư mục của nó thay cho tên alqac.",
            f'There is no "{ALQAC_FOLDER}". Ask for the data at https://sites.google.com/view/ALQAC-2025, '
            "then give the path of its folder in place of the name alqac.",
        )
    return _imported(ALQAC_FOLDER, "alqac", ALQAC, cache)


def _imported(source: Path, form: str, name: str, cache: Path) -> Path:
    """The set made of ``source``, made anew only when that, or what reads it, has changed."""
    files = [source] if source.is_file() else sorted(path for path in source.rglob("*") if path.is_file())
    digest = hashlib.sha256(code(["eval/exchange"]).encode())
    for file in files:
        digest.update(file.name.encode() + hashlib.sha256(file.read_bytes()).digest())
    folder = cache / "eval" / "imported" / digest.hexdigest()[:12] / plain_name(name)
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        import_from(source, folder, form, None, None, None)
    return folder
