"""One thing asked of two in one breath, without a word that they are told apart: "nơi A và nơi B mấy ngày một lần?",
"A được bao nhiêu, B thêm bao nhiêu?". Both stand in one sentence (:func:`asked_of_two`), or in two of one list (:func:`of_list`).
"""

import re
from collections.abc import Iterator, Sequence

from index.text import fold, has_marks
from rag.answering.evidence import FACT_LIMIT, Evidence, excerpt
from rag.answering.picking.candidates import Candidate
from rag.answering.value.align import CASE
from rag.question.folded import flat
from rag.types import Draft, Want
from rag.values import Value, dates, durations, quantities, times

_JOINT = r"và|với|hay|hoặc|còn|cùng"
_JOINTS = re.compile(rf"(?<=\w),?\s+(?:{_JOINT})\s+(?!/)(?=\w)", re.IGNORECASE)
_JOINTS_BARE = re.compile(r"(?<=\w),?\s+(?:va|voi|hay|hoac)\s+(?=\w)", re.IGNORECASE)
# "… được bao nhiêu, từ năm thứ ba thêm bao nhiêu?": a comma parts two that each ask.
_COMMA = re.compile(r"[,;]\s+(?:còn\s+)?")
_ASKS = re.compile(r"\b(?:ai|gi|nao|dau|bao nhieu|bao gio|bao lau|bao xa|may|the nao|ra sao)\b")
# Words that name neither of two, and ask what is asked of both.
_IDLE = (
    "bao nhiêu mấy nào gì ai đâu lâu thế sao thì là được bị phải có cho ở tại của theo trong về với và hay hoặc còn lên xuống đến"
    " từ mỗi các những một khi vào do để lại ra nếu cần nữa thêm"
)
# "Các lớp khác", "hộ thường": what is left beside the one set apart.
_REST = re.compile(r"(?<![^\W_])(?:khác|còn lại|thường|bình thường|chung)(?![^\W_])", re.IGNORECASE)
_APART = re.compile(r"\W*(?:riêng|đối với|trường hợp)(?![^\W_])", re.IGNORECASE)
_LENGTHS = frozenset("gio phut ngay tuan thang quy nam".split())
# Words of each side next to what joins them; so much of a side's own words its sentence must hold.
NEAR, SHARE = 5, 0.5
# Sentences among which those of two sides are looked for.
AMONG = 24
_READ = {Want.DATE: dates, Want.TIME: times, Want.DURATION: durations, Want.QUANTITY: quantities}


def asked_of_two(text: str) -> bool:
    """Whether a question joins two things by "và", "hoặc" before the words that ask."""
    joints = _JOINTS if has_marks(text) else _JOINTS_BARE
    return any(_ASKS.search(flat(text[joint.end() :])) for joint in joints.finditer(text))


def counts(value: Value) -> str:
    """What a value counts: its last word; of lengths of time, any."""
    unit = re.sub(r"[\W\d_]+", " ", fold(value.text)).split()
    return "" if set(unit) & _LENGTHS else unit[-1] if unit else ""


def sets_apart(evidence: Evidence, text: str, place: int) -> bool:
    """Whether a sentence goes on, from ``place`` on, with a case set apart that a question about two names."""
    case = CASE.search(text, place)
    if case is None:
        return False
    asked = set(evidence.matcher.forms(evidence.query.text)) - _idle(evidence)
    before = set(evidence.matcher.forms(text[: case.start()]))
    return bool(set(evidence.matcher.forms(text[case.end() :])) & asked - before)


def of_list(evidence: Evidence, draft: Draft) -> Draft | None:
    """What two sentences of one list say of two that are asked about together, where ``draft`` says one; ``None`` where they are
    not each told in one of their own."""
    if len(draft.statements) != 1 or not draft.statements[0].citations or draft.verdict is not None:
        return None
    told = draft.statements[0].citations[0]
    mine = next((c for c in evidence.pieces if c.hit.clause.id == told.clause.id and _is_in(c, told.span.start)), None)
    if mine is None:
        return None
    for one, other in _sides(evidence.query.text):
        pair = _pair(evidence, mine, one, other)
        if pair and all(len(candidate.sentence.text) <= FACT_LIMIT for candidate in pair):
            said = [evidence.say(excerpt(candidate), candidate) for candidate in pair]
            return Draft(tuple(one.statements[0] for one in said), draft.confidence)
    return None


def _is_in(candidate: Candidate, place: int) -> bool:
    return candidate.sentence.start <= place < candidate.sentence.end


def _sides(text: str) -> Iterator[tuple[str, str]]:
    """What a question may set side by side: the words next to each word that joins, those of the parts that each ask."""
    for joint in (_JOINTS if has_marks(text) else _JOINTS_BARE).finditer(text):
        one, other = text[: joint.start()].split(), re.split(r"[,;?]", text[joint.end() :])[0].split()
        shared = [at for at, word in enumerate(one) if other and word.lower() == other[0].lower()]
        if shared and len(one) - shared[-1] <= 2 * NEAR:
            size = len(one) - shared[-1]
            yield " ".join(one[-size:]), " ".join(other[: max(size, NEAR)])
        elif other:
            yield " ".join(one[-NEAR:]), " ".join(other[:NEAR])
    for comma in _COMMA.finditer(text):
        parts = re.split(r"[,;:]\s", text[: comma.start()])[-1], re.split(r"[,;]\s", text[comma.end() :])[0]
        if all(_ASKS.search(flat(part)) for part in parts):
            yield parts


def _pair(evidence: Evidence, mine: Candidate, one: str, other: str) -> tuple[Candidate, Candidate] | None:
    """The sentences of the two sides, of which one is ``mine``, in the order asked."""
    bags = [{w for w in evidence.matcher.forms(side) if w not in _idle(evidence)} for side in (one, other)]
    own = (bags[0] - bags[1], bags[1] - bags[0])
    rest = [bool(_REST.search(side)) for side in (one, other)]
    if not all(words or left for words, left in zip(own, rest, strict=True)):
        return None
    beside = [c for c in _of_list(evidence, mine) if c.sentence != mine.sentence]
    for at in (0, 1):
        if not _names(evidence, mine, own[at], own[1 - at]):
            continue
        found = next((c for c in beside if _names(evidence, c, own[1 - at], own[at])), None)
        if found is None and rest[1 - at] and _APART.match(mine.sentence.text):
            found = next((c for c in beside if c.sentence.end <= mine.sentence.start and _same_clause(c, mine)), None)
        if found:
            return (mine, found) if at == 0 else (found, mine)
    return None


def _idle(evidence: Evidence) -> frozenset[str]:
    return evidence.words(_IDLE)


def _names(evidence: Evidence, one: Candidate, own: set[str], other: set[str]) -> bool:
    """Whether a sentence names a side by its own words, and not the other as well."""
    here = evidence.words(one.sentence.text)
    held = len(own & here)
    return bool(held) and held >= SHARE * len(own) and len(other & here) * len(own) < held * max(len(other), 1)


def _same_clause(one: Candidate, other: Candidate) -> bool:
    return one.hit.clause.id == other.hit.clause.id


def _of_list(evidence: Evidence, mine: Candidate) -> Sequence[Candidate]:
    """The found sentences of the same clause or list, with a value of the kind asked for where one is."""
    read = _READ.get(evidence.query.want)
    clause = mine.hit.clause
    home = (clause.directive, clause.parent, clause.role)
    return [
        c
        for c in evidence.pieces
        if (c.hit.clause.directive, c.hit.clause.parent, c.hit.clause.role) == home
        and (_same_clause(c, mine) or c.hit.clause.parent is not None)
        and (read is None or read(c.sentence.text))
    ][:AMONG]
