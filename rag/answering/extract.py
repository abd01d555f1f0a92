"""Answers without a language model: the kind of question chooses how the answer is picked from the evidence."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from index.archive import Archive
from index.text import folded_words, tokens
from rag.answering import mentions, passage, typed, who
from rag.answering.evidence import Evidence
from rag.answering.support import THRESHOLD, TYPED_THRESHOLD
from rag.answering.yesno import yes_no
from rag.finding.retrieve import retrieve
from rag.question.cues import DEFINES, JOINING, NAMED_KIND, NAMED_THING, PERSONAL
from rag.question.folded import flat
from rag.types import HYBRID, Draft, Hit, Query, Reason, Retrieval, Scope, Statement, Want

Picker = Callable[[Evidence], Draft | None]

# Asked before the kind of question is looked at, in this order; they need no supporting sentence.
_FIRST: tuple[Picker, ...] = (passage.by_address, passage.summary, who.office_holder, mentions.signed_by)
_BY_WANT: dict[Want, tuple[Picker, ...]] = {
    Want.DATE: (typed.date,),
    Want.TIME: (typed.time,),
    Want.DURATION: (typed.duration,),
    Want.QUANTITY: (typed.quantity,),
    Want.YES_NO: (yes_no,),
    Want.PERSON: (who.office, who.who),
    Want.BODY: (who.office, who.who),
    Want.PURPOSE: (who.purpose, passage.passage),
}
_TYPED = frozenset({Want.DATE, Want.TIME, Want.DURATION, Want.QUANTITY})
_OTHERS: tuple[Picker, ...] = (who.office, passage.passage)


def extract(query: Query, hits: Sequence[Hit], archive: Archive, how: Retrieval = HYBRID) -> Draft:
    """The answer to ``query`` from ``hits``; a comparison is answered side by side, each side found in its own documents."""
    sides = _sides(query)
    if not sides:
        return _one(query, hits, archive)
    statements: list[Statement] = []
    confidence = 1.0
    for side in sides:
        one = replace(query, scope=side, groups=())
        draft = _one(one, retrieve(one, archive, how=how), archive)
        statements += [replace(s, text=f"{side.names[0]}: {s.text}") for s in draft.statements[:3]]
        confidence = min(confidence, draft.confidence)
    return Draft(tuple(statements), confidence) if len(statements) > 1 else _one(query, hits, archive)


def _one(query: Query, hits: Sequence[Hit], archive: Archive) -> Draft:
    evidence = Evidence(query, hits, archive)
    for picker in _FIRST:
        if draft := picker(evidence):
            return draft
    if query.want is Want.REFERENCE and (draft := mentions.reference(evidence)):
        return draft
    best = evidence.best
    if best is None or not evidence.matcher.terms:
        return Draft((), 0.0, Reason.NOT_STATED)
    support = evidence.support(best)
    if support < (TYPED_THRESHOLD if query.want in _TYPED else THRESHOLD):
        foreign = evidence.matcher.unknown > 0.5 * evidence.matcher.total
        return Draft((), support, Reason.OUT_OF_ARCHIVE if foreign else Reason.NOT_STATED)
    if any(cue.search(evidence.folded) and not stated.search(best.sentence.text) for cue, stated in PERSONAL):
        return Draft((), support, Reason.NOT_STATED)
    if (noun := NAMED_THING.search(evidence.folded)) and not _names(noun[1], best.sentence.text):
        return Draft((), support, Reason.NOT_STATED)
    if DEFINES.search(evidence.folded) and not any(_defines(c.sentence.text, evidence) for c in evidence.near()):
        return Draft((), support, Reason.NOT_STATED)
    kind = NAMED_KIND.search(evidence.folded)
    if kind and kind[1] not in " ".join(folded_words(" ".join(c.hit.clause.text for c in evidence.near()))):
        return Draft((), support, Reason.NOT_STATED)
    pickers = () if query.want is Want.REFERENCE else _BY_WANT.get(query.want, _OTHERS)
    for picker in pickers:
        if draft := picker(evidence):
            return draft
    return Draft((), support, Reason.NOT_STATED)


def _defines(text: str, evidence: Evidence) -> bool:
    """Whether a sentence says what something is: ``X là …``, ``X gồm …``, ``(sau đây gọi là X)``, or names it in quotes."""
    first = evidence.matcher.terms[0].word if evidence.matcher.terms else ""
    forms = evidence.matcher.forms(text)
    return first in forms and bool(re.search(r"(?<![^\W_])(?:là|gồm|được hiểu|gọi là)(?![^\W_])|[“\"(:]", text))


def _names(noun: str, text: str) -> bool:
    """Whether ``text`` gives a thing of this kind its name or number: ``bệnh viện Bạch Mai``, ``đường số 5``."""
    found = tokens(text)
    size = len(noun.split())
    return any(
        " ".join(t.folded for t in found[at : at + size]) == noun
        and at + size < len(found)
        and (text[found[at + size].start].isupper() or found[at + size].folded[:1].isdigit())
        for at in range(len(found))
    )


def _sides(query: Query) -> list[Scope]:
    """The documents or places a question sets side by side; empty when it does not."""
    groups = [group for group in query.groups if group.directives]
    distinct = {group.directives for group in groups}
    return groups if len(distinct) > 1 and JOINING.search(flat(query.text)) else []
