"""Where no value can be read out of it: the sentence that holds it, said whole, or the labelled line of the same list."""

import re
from collections.abc import Sequence
from dataclasses import replace

from index.text import canonical, fold, plain, tokens
from index.types import Role
from rag.answering.evidence import FACT_LIMIT, Evidence, excerpt
from rag.answering.picking.candidates import Candidate
from rag.answering.picking.segments import sentences
from rag.answering.value import cells, events
from rag.answering.value.asks import Ask, Blank
from rag.answering.value.readers import could_fill, figured, reader
from rag.answering.value.tables import is_row
from rag.types import Draft
from rag.values import dates

# No value can be read, but this sentence holds this share of the question, or answers it this surely, and it has figures of
# the kind asked for: it is said whole.
WHOLE_OWN, WHOLE_SURE = 0.6, 0.45
# A title that answers this surely tells which document is asked about.
TITLED = 0.5
# What a labelled line of a list must hold of the question for another of it to answer; so many such lines a list has.
BESIDE, FEW, MANY = 0.3, 3, 12
_LABELLED = re.compile(r"\W*(?:\d{1,2}[.)]\s*|[a-zđ]\)\s*)?[^\W\d_][^:;.,\n]{2,40}:\s")
_WHERE_ASKED = re.compile(r"\b(?:o|tai|den|cho|noi|dia diem) (?:dau|nao)\b|\bdia chi\b")
_PLACED = re.compile(r"(?<![^\W_])(?:tại|số \d+ (?:đường|phố)|[Đđ]ịa (?:điểm|chỉ)|[Nn]ơi)(?![^\W_])")
_PLACE_LINE = re.compile(
    r"\W*(?:\d{1,2}[.)]\s*|[a-z]\)\s*)?(?:dia (?:diem|chi)|noi (?:nop|nhan|to chuc|dang ky|lam))\b"
)
# "Người dân nộp hồ sơ … ở đâu": what is done somewhere, and where a text says that something is done.
_DONE_WHERE = re.compile(
    r"(?P<done>\S+(?:\s+\S+)+?)\s+(?:ở|tại|về|đến|tới|cho|o|tai|ve|den)\s+(?:những\s+|các\s+)?(?:đâu|nơi nào|chỗ nào|dau|noi nao)"
    r"(?![^\W_])",
    re.IGNORECASE,
)
_AT = re.compile(r"(?<![^\W_])(?:tại|ở|trên(?= (?:website|trang|cổng|ứng dụng|mạng|phần mềm)))\s+(?=[^\W\d_]|\d+ )")
_TOWARDS = re.compile(
    r"(?<![^\W_])(?:về|đến|tới|cho|ve|den)\s+(?:những\s+|các\s+)?(?:đâu|nơi nào|chỗ nào|dau|noi nao)", re.IGNORECASE
)
_TO = re.compile(r"(?<![^\W_])(?:về|đến|tới|tại|cho)\s+(?=[^\W\d_]|\d+ )")
# A piece that says so may be this much less likely than the best; what is done stands so few words before the place.
PLACED, BEHIND = 0.1, 8
_COSTS = re.compile(r"\b(?:het|ton|mat|can|chi) (?:\w+ )?bao nhieu\b|\b(?:kinh phi|chi phi)\b")
_COST_LINE = re.compile(r"\W*(?:tong )?(?:muc )?(?:kinh phi|chi phi)\b")
_TIME_LINE = re.compile(
    r"\W*(?:\d{1,2}[.)]\s*|[a-z]\)\s*)?(?:thoi gian|thoi han|lich)(?: (?:to chuc|thuc hien|dien ra|tien hanh|trien khai))?\s*[:,]"
)


def days_in(text: str) -> set[str]:
    """The days that a text tells with their years, in one form."""
    return {canonical(day.text) for day in dates(text) if day.text.count("/") == 2}


def another_day(days: set[str], text: str) -> bool:
    """Whether a text tells days, none of them one of ``days``, of which the hour is asked."""
    told = days_in(text)
    return bool(days and told) and not told & days


def whole(evidence: Evidence, ask: Ask) -> Draft | None:
    """The sentence itself where it is surely what is asked about and has figures that do not read as a value."""
    days = days_in(evidence.query.text)
    for candidate in evidence.near()[:3]:
        if candidate.hit.clause.role is not Role.BODY:
            continue
        text = excerpt(candidate)
        if ask.blank is Blank.HOUR and another_day(days, text):
            continue
        clause = candidate.hit.clause
        read = reader(evidence, ask)(text) if is_row(clause) else []
        if read and not cells.in_column(evidence, ask, clause, read):
            continue  # nothing is printed in this row under what is asked for
        short = len(plain(candidate.sentence.text)) <= FACT_LIMIT
        if candidate.own >= WHOLE_OWN and short and figured(evidence, ask, text):
            return evidence.say(text, candidate)
        if evidence.support(candidate) >= WHOLE_SURE and could_fill(evidence, ask, text):
            return evidence.say(text, candidate)
    return None


def line_of(evidence: Evidence, ask: Ask) -> Draft | None:
    """Of a document whose title is what the question speaks of: its line of when, or of what it costs."""
    best = evidence.best
    costs = ask.blank is Blank.AMOUNT and _COSTS.search(evidence.folded)
    label = _COST_LINE if costs else _TIME_LINE if ask.blank in (Blank.DAY, Blank.HOUR, Blank.TERM) else None
    if best is None or label is None:
        return None
    if best.hit.clause.role is not Role.HEADER:
        found = beside(evidence, label)
        return evidence.say(excerpt(found), found) if found and could_fill(evidence, ask, found.sentence.text) else None
    if evidence.support(best) < TITLED:
        return None
    for clause in evidence.archive.clauses_of(best.hit.clause.directive):
        for sentence in sentences(clause) if clause.role is Role.BODY else ():
            if label.match(fold(sentence.text)) and could_fill(evidence, ask, sentence.text):
                line = replace(best, hit=replace(best.hit, clause=clause), sentence=sentence, piece=sentence)
                return evidence.say(excerpt(line), line)
    return None


def place(evidence: Evidence) -> Draft | None:
    """Where something is: of a list of what is when, where and whose, of which another line was found, the line that says where."""
    best = evidence.best
    if best is None or not _WHERE_ASKED.search(evidence.folded):
        return None
    if done := _done(evidence):
        at = next(
            (c for c in evidence.found if c.chance >= best.chance * PLACED and _is_placed(evidence, c, done)), None
        )
        if at:
            return evidence.say(excerpt(at), at)
    if _PLACED.search(best.sentence.text):
        return None
    found = beside(evidence, _PLACE_LINE)
    return evidence.say(excerpt(found), found) if found else events.labelled(evidence)


def _done(evidence: Evidence) -> list[str]:
    """What is done somewhere, as the question says it: ``khai báo y tế`` of "Người dân khai báo y tế ở đâu?"; else nothing."""
    asked = _DONE_WHERE.search(evidence.query.text)
    said = evidence.matcher.of(tokens(asked["done"])) if asked else []
    return [word for word in said if word in {term.word for term in evidence.matcher.terms}]


def _is_placed(evidence: Evidence, one: Candidate, done: Sequence[str]) -> bool:
    """Whether a piece says, right behind two of the words of what is ``done``, that it is done at some place."""
    towards = _TOWARDS.search(evidence.query.text)
    for place in (_TO if towards else _AT).finditer(one.piece.text):
        before = evidence.matcher.of(tokens(one.piece.text[: place.start()])[-BEHIND:])
        shared = [word for word in done if word in before]
        if len(shared) >= min(2, len(done)):
            return True
    return False


def beside(evidence: Evidence, label: re.Pattern[str]) -> Candidate | None:
    """The one line so labelled ("Thời gian: …") beside the best piece, which is a labelled line of the same list."""
    best = evidence.best
    if best is None or best.cover < BESIDE or not _LABELLED.match(best.hit.clause.text):
        return None
    clause = best.hit.clause
    siblings = [
        one for one in evidence.clauses_of(clause.directive) if one.parent == clause.parent and one.role is Role.BODY
    ]
    lines = [one for one in siblings if _LABELLED.match(one.text)]
    fits = [one for one in lines if label.match(fold(one.text)) and one.id != clause.id]
    if len(fits) != 1 or len(lines) < FEW or len(lines) > MANY:
        return None
    first = next(iter(sentences(fits[0])), None)
    return replace(best, hit=replace(best.hit, clause=fits[0]), sentence=first, piece=first) if first else None
