"""Yes/no questions decided by something beside the words asked: another value of the same thing, or a list of whom it is about."""

import itertools
import re
from collections.abc import Sequence

from index.text import fold
from index.types import Role
from rag.answering.evidence import Evidence
from rag.answering.picking.candidates import Candidate
from rag.answering.verdict.agreement import has_word, within
from rag.answering.verdict.asked import Proposition, asked_of, held, line_of, terms_of
from rag.answering.verdict.deciding import PREDICATE, SUBJECT, in_force, of_subject, on_predicate
from rag.answering.verdict.denial import denied, negations
from rag.answering.verdict.parts import EXCLUSIVE, of_asked
from rag.finding.match import Term

# The share of the predicate that the line of the document must hold for a list of "Đối tượng" to say who it is about.
OF_KIND = 0.7
_FREED = re.compile(r"(?<![^\W_])(?:khỏi|không phải|không cần)(?![^\W_])", re.IGNORECASE)
_FREES = re.compile(r"\W*(?:[a-zđ]\) |\d+[.)] )?(?:riêng )?(?:không|chưa|miễn)(?![^\W_])", re.IGNORECASE)
# How fully something is done is no matter of its own: "miễn hoàn toàn".
_WHOLLY = "hoàn toàn toàn bộ"
# Pieces looked at.
LOOKED = 10
_KIND = re.compile(r"\W*(?:đối tượng|phạm vi)(?![^\W_])", re.IGNORECASE)
_OFTEN = re.compile(
    r"\b(?:hang|moi) (?P<each>ngay|tuan|thang|quy|nam)\b|"
    r"\b(?P<number>\d+(?:\s?-\s?\d+)?|mot) (?P<unit>ngay|tuan|thang|quy|nam)\s?(?:/|mot |1 |/1 )\s?lan\b"
)


def alternative(evidence: Evidence) -> Candidate | None:
    """The best piece that gives the one asked of another thing than the one asked: "giảm" for "miễn", another frequency."""
    asked = asked_of(evidence)
    often = _frequencies(asked.predicate)
    if _FREED.search(asked.predicate):
        return None
    for one in evidence.near():
        if not in_force(evidence, one) or not of_subject(evidence, one) or one.own < 0.2:
            continue
        if often and (given := _frequencies(one.piece.text)) and not often & given and on_predicate(evidence, one):
            return one
        if _excluded(evidence, asked, one):
            return one
    return None


def within_kind(evidence: Evidence) -> Candidate | None:
    """The list of whom a document is about ("Đối tượng: …") that holds the subject, where its line holds the predicate."""
    asked = asked_of(evidence)
    subject, predicate = terms_of(evidence, asked.subject), terms_of(evidence, asked.predicate)
    if not subject or not predicate:
        return None
    for one in evidence.found:
        text = one.piece.text
        if one.hit.clause.role is not Role.BODY or not _KIND.match(text):
            continue
        # A number within the bound that the list sets ("từ 10 phòng trở lên") is held by it.
        inside = within(evidence.query.text, text)
        named = [term for term in subject if not (inside > 0 and term.word.isdigit())]
        if inside >= 0 and held(evidence, named, text) == 1:
            return one if held(evidence, predicate, line_of(evidence, one)) >= OF_KIND else None
    return None


def _excluded(evidence: Evidence, asked: Proposition, one: Candidate) -> bool:
    text, predicate = of_asked(evidence, asked, one.piece.text).lower(), asked.predicate.lower()
    subject = terms_of(evidence, asked.subject)
    if not subject or held(evidence, subject, text) < SUBJECT:
        return False
    for a, b in (*EXCLUSIVE, *((b, a) for a, b in EXCLUSIVE)):
        if not (has_word(a, predicate) and has_word(b, text)) or has_word(b, predicate):
            continue
        degree = evidence.words(f"{a} {_WHOLLY}")
        rest = [term for term in terms_of(evidence, asked.predicate) if term.word not in degree]
        if held(evidence, rest, one.sentence.text, *one.hit.clause.headings, line_of(evidence, one)) < PREDICATE:
            continue
        if not has_word(a, text) or (b == "phối hợp" and _with(evidence, subject, text)):
            return True
    return False


def _with(evidence: Evidence, subject: Sequence[Term], text: str) -> bool:
    """Whether the subject is only the one worked with: "A chủ trì, phối hợp với B"."""
    before, _, behind = text.partition("phối hợp với")
    return held(evidence, subject, behind) == 1 and held(evidence, subject, before) < 1


def _frequencies(text: str) -> set[str]:
    """How often something is done, as ``number unit``: "hằng tháng" is ``1 thang``."""
    found = set()
    for match in _OFTEN.finditer(fold(text)):
        number = re.sub(r"\s|^0+(?=\d)", "", match["number"] or "1").replace("mot", "1")
        found.add(f"{number} {match['each'] or match['unit']}")
    return found


def exempted(evidence: Evidence) -> Candidate | None:
    """The piece that frees just the one asked about of a rule stated beside it: "Không xử phạt hộ nghèo", after "Xử phạt chủ hộ …".

    It opens with the denial, holds what is asked and names the subject by its first words, which the rule does not.
    """
    best = evidence.best
    asked = asked_of(evidence)
    predicate = terms_of(evidence, asked.predicate)
    forms = evidence.matcher.forms(asked.subject)
    named = sorted(terms_of(evidence, asked.subject), key=lambda term: forms.index(term.word))[:2]
    if best is None or not predicate or len(named) < 2 or negations(asked.predicate):
        return None
    first = (named[0].word, named[1].word)
    if denied(evidence, best.piece.text) or first in set(itertools.pairwise(evidence.matcher.forms(best.piece.text))):
        return None
    for one in evidence.found[:LOOKED]:
        text = one.piece.text
        if one.hit.clause.id != best.hit.clause.id or not _FREES.match(text) or negations(text) != 1:
            continue
        if held(evidence, predicate, text) == 1 and first in set(itertools.pairwise(evidence.matcher.forms(text))):
            return one
    return None


def excluded(evidence: Evidence, asked: Proposition, one: Candidate) -> bool:
    """Whether the piece gives the subject another thing that rules out the one asked: "giảm" for "miễn"."""
    return not _FREED.search(asked.predicate) and _excluded(evidence, asked, one)


def frequency(question: str, text: str) -> int:
    """1 where ``text`` says it is done as often as asked, -1 where it says another frequency, 0 where either says none."""
    often, given = _frequencies(question), _frequencies(text)
    return 0 if not often or not given else 1 if often & given else -1
