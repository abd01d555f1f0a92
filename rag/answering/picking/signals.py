"""What tells the piece of text that answers from its neighbours: for each piece some numbers about it and the question.

A new signal is a line in :data:`SIGNALS` and one in :func:`signals`; then ``python -m eval.picking --write`` learns the
weights anew (``rag/data/picking.tsv``).
"""

import itertools
import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from index.parsing import patterns as p
from index.text import fold, words
from index.types import Role
from rag import values
from rag.answering.picking.segments import Piece
from rag.answering.value import amounts
from rag.answering.value.asks import asks_often
from rag.answering.value.units import same_units
from rag.finding.match import Matcher
from rag.finding.reading import LEGAL_BASIS, asks_basis
from rag.types import Hit, Query, Want
from rag.values import Value
from rag.weighing import Signal, read_weights

SIGNALS = (
    Signal("hit", 1, "the score of its clause, as a share of the best one's"),
    Signal("rank", 1, "one over the rank of its clause"),
    Signal("share", 1, "the question's rare words in it, less those of the best piece of its clause"),
    Signal("core", 1, "the question's two rarest words in it, its clause, its headings or its document's line"),
    Signal("before", 1, "words of the question that only the piece before it holds: it goes on from there"),
    Signal("behind", 1, "words of the question that only the piece behind it holds"),
    Signal("wanted", 1, "a value of the wanted type, which the question does not hold itself"),
    Signal("local", 1, "the question's words in it, those rare among the pieces found counting more"),
    Signal("local share", 1, "the same, less that of the best piece of its clause"),
    Signal("phrases", 1, "neighbouring words of the question, small words too, that are neighbours here"),
    Signal("name", 1, "a name the question does not hold, where a person is asked for"),
    Signal("figure", 1, "a number the question does not hold, where a value is asked for"),
    Signal("form", 1, "worded as answers of its kind are: a document's number, somebody who acts, a condition, a list"),
    Signal("list", 0, "a list of addressees or recipients"),
    Signal("long", -1, "more than sixty syllables"),
    Signal("short", -1, "fewer than six syllables"),
    Signal("leads in", -1, "ends in a colon: what it announces stands beneath it"),
    Signal("letterhead", -1, "the letterhead, title or signatures of a document of which no field is asked for"),
    Signal("legal basis", -1, "names the legal basis, where none is asked for"),
)  # fmt: skip
LONG, SHORT = 60, 6
# A number with another unit than the one asked for is a weaker sign.
OTHER_UNIT = 0.4
READERS: dict[Want, Callable[[str], list[Value]]] = {
    Want.DATE: values.dates, Want.TIME: values.times, Want.DURATION: values.durations, Want.QUANTITY: values.quantities,
    Want.PERSON: values.persons,
}  # fmt: skip
_FIGURES = frozenset({Want.DATE, Want.TIME, Want.DURATION, Want.QUANTITY})
_ACTS = re.compile(
    r"(?:^\W*|[;:.,]\s+|(?<![^\W_])(?:do|giao|với|cho|báo cáo|đề nghị|yêu cầu|gửi)\s+)(?:đồng chí|các )?\s*"
    r"(?:Ủy ban|UBND|Ban|Sở|Bộ|Phòng|Chủ tịch|Bí thư|Công an|Hội|Đoàn|Đảng|Văn phòng|Mặt trận|MTTQ|UBMTTQ|Thủ trưởng|Trưởng"
    r"|Giám đốc|Hiệu trưởng|Trạm|Trung tâm|Tổ|cơ quan|đơn vị|người)",
    re.IGNORECASE,
)
# How the answers of a kind are worded.
_FORMS = {
    Want.REFERENCE: p.NUMBER,
    Want.PERSON: _ACTS,
    Want.BODY: _ACTS,
    Want.CONDITION: re.compile(r"(?<![^\W_])(?:nếu|khi|trường hợp|trừ|chỉ|với điều kiện|mà)(?![^\W_])", re.IGNORECASE),
    Want.PURPOSE: re.compile(r"(?<![^\W_])(?:nhằm|để|phục vụ|góp phần|bảo đảm|đảm bảo)(?![^\W_])", re.IGNORECASE),
    Want.LIST: re.compile(r",[^,;]+[,;]|;[^;]+;"),
}
_ROW = re.compile(r"^\||\S[ \t]{2,}\d{1,3}(?:\.\d{3})+(?:[ \t]{2,}|$)")
# Capitalised words inside a sentence: names, mostly.
NAME = re.compile(rf"(?<=[\w,;:“\"(–-] )[“\"(]?[{p.UPPER}]\w*")


@dataclass(frozen=True, slots=True)
class Place:
    """A piece of a clause that was found: ``rank`` of the clause from 0; ``forms`` of its words as the question is compared;
    the words ``around`` it with what one is worth that only stands there; ``core``: see :data:`SIGNALS`.
    """

    hit: Hit
    rank: int
    sentence: Piece
    piece: Piece
    forms: tuple[str, ...]
    around: tuple[tuple[set[str], float], ...]
    core: float


def signals(places: Sequence[Place], query: Query, matcher: Matcher) -> NDArray[np.float64]:
    """:data:`SIGNALS` of ``places``, which stand in the order of their clauses and in these of the text; ``(places, signals)``."""
    asked = matcher.forms(query.text)
    held = [set(place.forms) for place in places]
    weight = {term.word: term.weight for term in matcher.terms}
    own = [matcher.coverage([(words_, 1.0)]) for words_ in held]
    local = _local(set(asked), held)
    best_own, best_local = _best_of(places, own), _best_of(places, local)
    pairs = set(itertools.pairwise(asked))
    top = max((place.hit.score for place in places), default=1.0) or 1.0
    asks_field = bool(query.facets) or query.want is Want.REFERENCE
    basis_asked = asks_basis(query)
    table = []
    for at, place in enumerate(places):
        clause = place.hit.clause
        table.append((
            place.hit.score / top,
            1 / (1 + place.rank),
            own[at] - best_own[clause.id],
            place.core,
            _only_there(at - 1, at, places, held, weight) / max(matcher.total, 1e-9),
            _only_there(at + 1, at, places, held, weight) / max(matcher.total, 1e-9),
            wanted(place.piece.text, query, set(asked), matcher),
            local[at],
            local[at] - best_local[clause.id],
            len(pairs & set(itertools.pairwise(place.forms))) / max(len(pairs), 1),
            query.want is Want.PERSON and any(
                not set(matcher.forms(name.group())) <= set(asked) for name in NAME.finditer(place.piece.text)
            ),
            query.want in _FIGURES and any(word[0].isdigit() and word not in asked for word in place.forms),
            has_form(place.piece.text, query.want),
            clause.role in (Role.RECIPIENT, Role.ADDRESSEE),
            len(place.forms) > LONG,
            len(place.forms) < SHORT,
            place.piece.text.rstrip(" *").endswith(":"),
            clause.role in (Role.HEADER, Role.SIGNATURE) and not asks_field,
            bool(LEGAL_BASIS.match(place.sentence.text)) and not basis_asked,
        ))  # fmt: skip
    return np.array(table, np.float64).reshape(len(places), len(SIGNALS))


def wanted(text: str, query: Query, asked: set[str], matcher: Matcher) -> float:
    """How well a value in ``text`` is of the type asked for, and news: 0 where there is none or the type has no form."""
    reader = amounts.frequencies if asks_often(query.text) else READERS.get(query.want)
    found = [v for v in reader(text) if not set(matcher.forms(v.text)) <= asked] if reader else []
    if not found or query.want is not Want.QUANTITY or not query.units:
        return float(bool(found))
    units = {name for unit in query.units if unit for name in same_units(tuple(unit.split()))}
    # A row of a table tells sums in the unit of its column.
    told = {"dong"} if _ROW.search(text) else set[str]()
    return 1.0 if any(units & (_units(value.text) | told) for value in found) else OTHER_UNIT


def _units(text: str) -> set[str]:
    return {*words(fold(text)), *re.findall(r"%|m[23]", text)}


def has_form(text: str, want: Want) -> bool:
    """Whether ``text`` is worded as answers of this kind are; ``False`` for kinds without a wording of their own."""
    form = _FORMS.get(want)
    return form is not None and bool(form.search(text))


def _local(asked: set[str], held: Sequence[set[str]]) -> list[float]:
    """The share of the question's words in each piece, weighted by their rarity among the pieces."""
    count = Counter(word for words_ in held for word in words_ & asked)
    weight = {word: math.log(1 + len(held) / (number + 0.5)) for word, number in count.items()}
    total = sum(weight.values()) or 1.0
    return [sum(weight[word] for word in words_ & asked) / total for words_ in held]


def _best_of(places: Sequence[Place], value: Sequence[float]) -> dict[int, float]:
    best: dict[int, float] = {}
    for place, one in zip(places, value, strict=True):
        number = place.hit.clause.id
        best[number] = max(best.get(number, 0.0), one)
    return best


def _only_there(
    other: int, here: int, places: Sequence[Place], held: Sequence[set[str]], weight: dict[str, float]
) -> float:
    """The weight of the question's words that the piece at ``other`` of the same clause holds and this one does not."""
    if not 0 <= other < len(places) or places[other].hit.clause.id != places[here].hit.clause.id:
        return 0.0
    return sum(value for word, value in weight.items() if word in held[other] and word not in held[here])


@cache
def weights() -> NDArray[np.float64]:
    """The weight of each signal, float64 ``(signals,)``, as ``rag/data/picking.tsv`` has it."""
    return read_weights("picking.tsv", SIGNALS)
