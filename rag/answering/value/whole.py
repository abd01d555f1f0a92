"""Where no value can be read out of it: the sentence that holds it, said whole."""

import re
from dataclasses import replace

from index.text import canonical, fold, plain
from index.types import Role
from rag.answering.evidence import FACT_LIMIT, Evidence, excerpt
from rag.answering.picking.segments import sentences
from rag.answering.value import cells
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
_COSTS = re.compile(r"\b(?:het|ton|mat|can|chi) (?:\w+ )?bao nhieu\b|\b(?:kinh phi|chi phi)\b")
_COST_LINE = re.compile(r"\W*(?:tong )?(?:muc )?(?:kinh phi|chi phi)\b")
_TIME_LINE = re.compile(
    r"\W*(?:thoi gian|thoi han|lich)(?: (?:to chuc|thuc hien|dien ra|tien hanh|trien khai))?\s*[:,]"
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
    if best is None or best.hit.clause.role is not Role.HEADER or evidence.support(best) < TITLED:
        return None
    costs = ask.blank is Blank.AMOUNT and _COSTS.search(evidence.folded)
    label = _COST_LINE if costs else _TIME_LINE if ask.blank in (Blank.DAY, Blank.HOUR, Blank.TERM) else None
    for clause in evidence.archive.clauses_of(best.hit.clause.directive) if label else ():
        for sentence in sentences(clause) if clause.role is Role.BODY else ():
            if label and label.match(fold(sentence.text)) and could_fill(evidence, ask, sentence.text):
                line = replace(best, hit=replace(best.hit, clause=clause), sentence=sentence, piece=sentence)
                return evidence.say(excerpt(line), line)
    return None
