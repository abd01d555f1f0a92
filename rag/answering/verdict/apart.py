"""Yes or no by what a text says of some apart from the rest: whom it takes out of its rule, to whom the rule does not apply, whom
it deals with in a part of its own, and of whom it says that it is all one.

What the sentence says of everybody else has the question's words, too, and would decide the contrary.
"""

import re
from collections.abc import Sequence

from index.text import find_phrase, words
from rag.answering.evidence import Evidence
from rag.answering.picking.candidates import Candidate
from rag.answering.picking.segments import sentences
from rag.answering.verdict.agreement import amounts, within
from rag.answering.verdict.asked import Proposition, asked_of, contrary, held, line_of, predicate_terms
from rag.answering.verdict.denial import HALF, NOT_APPLIED, denied, negations
from rag.answering.verdict.exceptions import exception, named

# How surely a sentence must speak of the matter for its exception, or a part of it, to decide.
SPEAKS = 0.6
# Pieces looked at, and as many words name somebody.
LOOKED, NAMING = 10, 2
# "Quy định này không áp dụng đối với …": the rule stands in the sentence before.
_THIS_RULE = re.compile(
    r"^\W*(?:quy định|việc|điều|khoản|nội dung|lệnh) (?:này|trên|nêu trên)(?![^\W_])", re.IGNORECASE
)
_ALL_ONE = re.compile(r",?\s*(?:không phân biệt|bất kể)(?: là)? (?P<which>[^.;:]+)", re.IGNORECASE)
_OF_ITS_OWN = re.compile(
    r"^\W*(?:(?:còn|riêng|nhưng|các|những)\s+)*(?P<who>[^;:.()]{3,80}?)\s+(?:thì|vẫn)\s+(?P<rule>[^;:]+)$",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r",\s+|\s+(?:và|hoặc|hay|với)\s+")
# What a document's number is told with: its day, who issued it and what it is about.
_TOLD_OF_NUMBER = re.compile(r"(?<=\d/)(?P<sign>[^\s,;]+) ngày .*$", re.DOTALL)

Told = tuple[bool, Candidate]


def told_apart(evidence: Evidence) -> Told | None:
    """The verdict and the piece that gives it; ``None`` where nothing is said apart of the one asked about."""
    asked = asked_of(evidence)
    return (
        _not_applied(evidence, asked)
        or _taken_out(evidence)
        or _by_itself(evidence, asked)
        or _all_one(evidence, asked)
    )


def _not_applied(evidence: Evidence, asked: Proposition) -> Told | None:
    """What a rule says that does not apply to the one asked about, in the sentence itself or in the line above a list."""
    for one in evidence.found[:LOOKED]:
        text, above = one.sentence.text, (one.hit.clause.headings or ("",))[-1]
        if found := NOT_APPLIED.search(text):
            rule, thing = text[: found.start()], text[found.end() :]
            rule = _sentence_before(one) if _THIS_RULE.match(rule) else rule
        elif (found := NOT_APPLIED.search(above)) and above.rstrip(" *").endswith(":"):
            rule, thing = above[: found.start()], _TOLD_OF_NUMBER.sub(r"\g<sign>", text)
        else:
            continue
        if _matter(evidence, asked, one) and named(evidence, re.split(r"[.;]", thing, maxsplit=1)[0], rule):
            return (negations(asked.predicate) + negations(rule)) % 2 == 1, one
    return None


def _taken_out(evidence: Evidence) -> Told | None:
    """What holds for the exception to a rule: its contrary."""
    best = evidence.best
    if best is None or evidence.support(best) < SPEAKS or not (found := exception(evidence, best)):
        return None
    rule = best.sentence.text[: found.start()]
    return denied(evidence, rule[max(rule.rfind(mark) for mark in ";.") + 1 :]), best


def _by_itself(evidence: Evidence, asked: Proposition) -> Told | None:
    """What the one of several parts rules that names the one asked about: "hộ đã xây thì theo mức cũ", "xe đạp vẫn đi được"."""
    best = evidence.best
    if best is None or evidence.support(best) < SPEAKS or amounts(asked.predicate):
        return None
    parts = best.sentence.text.split(";")
    for at, part in enumerate(parts):
        own = _OF_ITS_OWN.match(part) if len(parts) > 1 else None
        if own is None or not _stands(own["who"], evidence.query.text):
            continue
        beside = ";".join(parts[:at] + parts[at + 1 :])
        if _stands(own["who"], beside) or not set(words(own["rule"])) & set(words(asked.predicate)):
            continue
        odd = (negations(own["rule"]) + negations(asked.predicate) + contrary(evidence.query.text, own["rule"])) % 2
        return odd == 0, best
    return None


def _all_one(evidence: Evidence, asked: Proposition) -> Told | None:
    """What is ruled of all, "không phân biệt thường trú hay tạm trú", where one of these tells of whom the question is."""
    for one in evidence.found:
        found = _ALL_ONE.search(one.sentence.text)
        if not found or not _stands(found["which"], evidence.query.text):
            continue
        rule = one.sentence.text[: found.start()]
        if _matter(evidence, asked, one) and within(evidence.query.text, rule) >= 0:
            return not denied(evidence, rule), one
    return None


def _stands(several: str, text: str) -> bool:
    """Whether one of those that ``several`` names stands in ``text`` word for word."""
    own = (words(part) for part in _SEVERAL.split(several))
    return any(len(part) >= NAMING and next(find_phrase(part, words(text)), None) is not None for part in own)


def _matter(evidence: Evidence, asked: Proposition, one: Candidate) -> bool:
    """Whether the clause, or what stands above it, speaks of what is asked."""
    clause = one.hit.clause
    return (
        held(evidence, predicate_terms(evidence, asked), clause.text, *clause.headings, line_of(evidence, one)) >= HALF
    )


def _sentence_before(one: Candidate) -> str:
    before: Sequence[str] = [piece.text for piece in sentences(one.hit.clause) if piece.end <= one.sentence.start]
    return before[-1] if before else ""
