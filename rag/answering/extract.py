"""Answers without a language model: the kind of question chooses how the answer is picked from the evidence."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from index.archive import Archive
from index.types import Span
from rag.answering.documents import mentions
from rag.answering.documents.register import family
from rag.answering.documents.signed import signed_by
from rag.answering.evidence import FACT_LIMIT, Evidence, excerpt
from rag.answering.passages import (
    amended,
    compare,
    enumerated,
    forms,
    groups,
    items,
    passage,
    rivals,
    sections,
    sequence,
)
from rag.answering.passages.elsewhere import elsewhere
from rag.answering.passages.unsaid import private, unnamed, unsaid
from rag.answering.people import functions, members, who
from rag.answering.people.contact import contact
from rag.answering.people.most import most
from rag.answering.picking.candidates import LIKELY, UNSURE, Candidate
from rag.answering.picking.support import COVER, COVER_STRANGE, STRANGE, THRESHOLD
from rag.answering.value import cells, events, rows, typed, whole
from rag.answering.verdict.repealed import decided
from rag.cite import supported
from rag.finding.retrieve import retrieve
from rag.question.cues import JOINING, NAME_ASKED
from rag.question.folded import flat
from rag.types import HYBRID, Basis, Draft, Hit, Query, Reason, Retrieval, Scope, Want

Picker = Callable[[Evidence], Draft | None]

# Asked before the kind of question is looked at, in this order; they need no supporting sentence.
_FIRST: tuple[tuple[Picker, Basis], ...] = (
    (passage.by_address, Basis.FIELD), (passage.summary, Basis.FIELD), (who.office_holder, Basis.WHO),
    (signed_by, Basis.FIELD), (sections.section, Basis.PASSAGE), (groups.enumerated, Basis.PASSAGE),
)  # fmt: skip
_WHO: tuple[tuple[Picker, Basis], ...] = (
    (forms.excepted, Basis.PASSAGE), (enumerated.members, Basis.PASSAGE), (functions.holder, Basis.WHO), (most, Basis.WHO),
    (who.office, Basis.WHO), (who.who, Basis.WHO),
)  # fmt: skip
_WHOLE: tuple[Picker, Basis] = (passage.passage, Basis.PASSAGE)
_BY_WANT: dict[Want, tuple[tuple[Picker, Basis], ...]] = {
    Want.DATE: ((typed.date, Basis.VALUE),),
    Want.TIME: ((typed.value, Basis.VALUE),),
    Want.DURATION: ((typed.value, Basis.VALUE),),
    Want.QUANTITY: ((typed.value, Basis.VALUE), (members.counted, Basis.WHO)),
    Want.YES_NO: ((decided, Basis.DECISION),),
    Want.PERSON: _WHO,
    Want.BODY: _WHO,
    Want.PURPOSE: ((who.purpose, Basis.PASSAGE), _WHOLE),
}
_TYPED = frozenset({Want.DATE, Want.TIME, Want.DURATION, Want.QUANTITY})
_LISTS = frozenset({Want.TASK, Want.LIST, Want.TEXT, Want.CONDITION})
# Where no value is read and nothing decides, no sentence will do.
_DECIDED = _TYPED | {Want.YES_NO}
_WHERE: tuple[Picker, Basis] = (whole.place, Basis.PASSAGE)
_OPEN = frozenset({Want.TASK, Want.LIST, Want.TEXT})
# What is compared by its values.
_COMPARED = (
    (re.compile(r"(?:so sanh )?(?:thoi han|thoi gian|thoi hieu)\b"), Want.DURATION),
    (re.compile(r"(?:so sanh )?(?:muc|so tien|so luong|kinh phi|le phi|hoc phi|ty le|don gia)\b"), Want.QUANTITY),
)
# Prose repeats a question's words in sentences that do not answer it: as likely a piece is right less often there.
PROSE = 0.75
# So much of another sentence must fit behind the first.
LEAST_ROOM = 60
_OTHERS: tuple[tuple[Picker, Basis], ...] = (
    (enumerated.members, Basis.PASSAGE), (functions.holder, Basis.WHO), (most, Basis.WHO), (who.office, Basis.WHO),
    (sequence.in_order, Basis.PASSAGE), _WHOLE,
)  # fmt: skip


def extract(query: Query, hits: Sequence[Hit], archive: Archive, how: Retrieval = HYBRID) -> Draft:
    """The answer to ``query`` from ``hits``; a comparison is answered side by side, each side found in its own documents."""
    documents = _sides(query, archive)
    queries = [replace(query, scope=side, groups=()) for side in documents] or amended.both(query, archive, hits)
    if not queries:
        return _worded(query, hits, archive, how) or _one(query, hits, archive)
    sides = [one.scope for one in queries]
    drafts = [of_side(one, archive, how) for one in queries]
    drafts = drafts if documents else compare.other_wording(Evidence(query, hits, archive), drafts)
    statements = compare.side_by_side(sides, drafts, archive)
    both = Draft(statements, min(draft.confidence for draft in drafts), basis=Basis.PASSAGE)
    return both if len(statements) > 1 else _one(query, hits, archive)


def in_one_row(query: Query, hits: Sequence[Hit], archive: Archive) -> Draft | None:
    """What one row of a table says to a question that asks for several things."""
    draft = cells.several(Evidence(query, hits, archive))
    return replace(draft, basis=Basis.VALUE) if draft else None


def of_side(query: Query, archive: Archive, how: Retrieval) -> Draft:
    """The answer to one side; the sentence where the value alone could not be verified, and would be left out beside the other."""
    hits = retrieve(query, archive, how=how)
    valued = _valued(query)
    draft = _one(valued, hits, archive) if valued else Draft((), 0.0)
    if not draft.statements:
        draft = _worded(query, hits, archive, how) or _one(query, hits, archive)
    if all(supported(statement, archive.directives) for statement in draft.statements):
        return draft
    said = sentence(query, hits, archive)
    return said if said.statements else draft


def _valued(query: Query) -> Query | None:
    """The question for the value itself, where values are compared ("mức phạt … khác nhau ra sao"); ``None`` where none are."""
    want = next((want for cue, want in _COMPARED if query.want in _OPEN and cue.match(flat(query.text))), None)
    return replace(query, want=want) if want else None


def _worded(query: Query, hits: Sequence[Hit], archive: Archive, how: Retrieval) -> Draft | None:
    """What the one wording of a rule that the question asks for says; ``None`` where it asks for none, or that says nothing."""
    asked = amended.one(query, archive, hits)
    said = _one(asked, retrieve(asked, archive, how=how), archive) if asked else None
    return said if said and said.statements else None


def sentence(query: Query, hits: Sequence[Hit], archive: Archive) -> Draft:
    """The best sentence as it stands, where it is likely enough to answer: for when nothing of an answer could be verified."""
    evidence = Evidence(query, hits, archive)
    best = evidence.best
    if best is None or best.cover < COVER or evidence.support(best) < THRESHOLD:
        return Draft((), 0.0, Reason.NOT_STATED)
    return replace(evidence.say(excerpt(best), best), basis=Basis.PASSAGE)


def _one(query: Query, hits: Sequence[Hit], archive: Archive) -> Draft:
    """What the pickers say; of a plain text, where they find nothing to say, its best sentence."""
    evidence = Evidence(query, hits, archive)
    draft, best = _picked(evidence), evidence.best
    if unsaid(evidence, draft):
        draft = _of_best(evidence, draft)
    other = elsewhere(query, draft, archive) or cells.of_another_day(evidence, draft)
    if other or cells.of_another_name(evidence, draft):
        draft = Draft((), draft.confidence, Reason.NOT_STATED)
    if best is None or best.cover < COVER or not _is_prose(best, archive):
        return draft
    if draft.statements:
        return _in_prose(evidence, draft)
    support = evidence.support(best)
    said = evidence.say(excerpt(best), best) if support >= THRESHOLD else draft
    return replace(with_next(evidence, said, PROSE), basis=Basis.PASSAGE) if said.statements else draft


def _of_best(evidence: Evidence, draft: Draft) -> Draft:
    """In place of a ``draft`` that holds nothing of what is asked, the likeliest sentence, where that holds it; else silence."""
    best = evidence.best
    nothing = Draft((), draft.confidence, Reason.NOT_STATED)
    told = {citation.clause.id for statement in draft.statements for citation in statement.citations}
    if best is None or best.hit.clause.id in told or evidence.query.want is Want.REFERENCE:
        return nothing
    said = replace(evidence.say(excerpt(best), best), basis=Basis.PASSAGE)
    return nothing if unsaid(evidence, said) else said


def _picked(evidence: Evidence) -> Draft:
    query = evidence.query
    if reached := contact(evidence):
        return replace(reached, basis=Basis.WHO)
    if private(evidence):
        return Draft((), 0.0, Reason.NOT_STATED)
    for picker, basis in _FIRST:
        if draft := picker(evidence):
            return replace(draft, basis=basis)
    if query.want is Want.REFERENCE and (draft := compare.two_sides(evidence) or mentions.reference(evidence)):
        return replace(draft, basis=Basis.DOCUMENTS)
    if draft := rivals.compared(evidence):
        return replace(draft, basis=Basis.PASSAGE if draft.verdict is None else Basis.DECISION)
    if draft := rows.listed(evidence) or cells.told(evidence):
        return replace(draft, basis=Basis.VALUE)
    best = evidence.best
    if best is None or not evidence.matcher.terms:
        return Draft((), 0.0, Reason.NOT_STATED)
    support = evidence.support(best)
    strange = evidence.matcher.unknown > STRANGE * evidence.matcher.total
    covered = best.cover >= (COVER_STRANGE if strange else COVER) or evidence.quoted(best)
    if not covered or support < THRESHOLD:
        if line := events.labelled(evidence):
            return line
        return Draft((), support, Reason.OUT_OF_ARCHIVE if strange else Reason.NOT_STATED)
    if unnamed(evidence, best):
        return Draft((), support, Reason.NOT_STATED)
    pickers = () if query.want is Want.REFERENCE else _BY_WANT.get(query.want, _OTHERS)
    pickers = (_WHERE, *pickers) if query.want is Want.PLACE else pickers
    for picker, basis in pickers:
        if draft := picker(evidence):
            said = with_next(evidence, draft) if picker is passage.passage else draft
            return replace(compare.with_changes(evidence, items.unfolded(evidence, said)), basis=basis)
    if sides := compare.two_sides(evidence):
        return replace(sides, basis=Basis.PASSAGE)
    telling = query.want not in _DECIDED and not NAME_ASKED.search(evidence.folded)
    if pickers and telling and (worded := passage.passage(evidence)):
        return replace(items.unfolded(evidence, with_next(evidence, worded)), basis=Basis.PASSAGE)
    return Draft((), support, Reason.NOT_STATED)


def _is_prose(candidate: Candidate, archive: Archive) -> bool:
    """Whether it stands in a plain text, neither numbered nor of a kind. What a directive must print to state a fact (an office
    with its holder, a value with its unit) says nothing of prose: there the sentence is said, where it is sure enough.
    """
    directive = archive.directives[candidate.hit.clause.directive]
    return not directive.number and not directive.kind


def _in_prose(evidence: Evidence, draft: Draft) -> Draft:
    """What is said of prose, with the likeliest sentence. Prose says a value in forms that are not read ("gấp mười lần", "ở độ tuổi
    9-18"), and another is then read from beside it: the sentence is said first, that of the value behind it.
    """
    if draft.basis not in (Basis.VALUE, Basis.WHO, Basis.PASSAGE):
        return draft
    best, told = evidence.found[0], [one for said in draft.statements for one in said.citations]
    said = Span(best.sentence.start, best.sentence.end)
    if any(one.file == best.hit.clause.file and one.span.overlaps(said) for one in told):
        return with_next(evidence, draft, PROSE)
    first = replace(evidence.say(excerpt(best), best), basis=Basis.PASSAGE)
    spans = {one.span for one in told}
    other = next((c for c in evidence.found if Span(c.sentence.start, c.sentence.end) in spans), None)
    return _beside(evidence, first, other) if other and best.chance < PROSE else first


def with_next(evidence: Evidence, draft: Draft, sure: float = UNSURE) -> Draft:
    """``draft``, which says the best sentence; where that is less surely the one than ``sure``, the next best is said, too."""
    best = evidence.found[0]
    told = {citation.span for statement in draft.statements for citation in statement.citations}
    others = (c for c in evidence.found if Span(c.sentence.start, c.sentence.end) not in told)
    other = next((c for c in others if not items.title(evidence, c.hit.clause)), None)
    if len(draft.statements) != 1 or best.chance >= sure or other is None or other.chance < LIKELY:
        return draft
    if evidence.query.want in _LISTS and (whole := items.of_both(evidence, best.hit.clause, other.hit.clause)):
        return replace(draft, statements=tuple(whole))
    return _beside(evidence, draft, other)


def _beside(evidence: Evidence, draft: Draft, other: Candidate) -> Draft:
    """``draft`` of one statement, with the sentence of ``other`` behind it, as much as there is room for."""
    room = FACT_LIMIT - len(draft.statements[0].text)
    if room < LEAST_ROOM:
        return draft
    said = excerpt(other, room)
    return replace(draft, statements=(*draft.statements, *evidence.say(said, other).statements))


def _sides(query: Query, archive: Archive) -> list[Scope]:
    """The documents or places a question sets side by side, each with the rules printed under it; empty when it does not."""
    groups = [group for group in query.groups if group.directives]
    distinct = {group.directives for group in groups}
    if len(distinct) < 2 or not JOINING.search(flat(query.text)):
        return []
    whole = (sorted({one for number in group.directives or () for one in _under(number, archive)}) for group in groups)
    return [replace(group, directives=tuple(ids)) for group, ids in zip(groups, whole, strict=True)]


def _under(number: int, archive: Archive) -> Sequence[int]:
    """A document and the rules printed under it; of such a rule, itself."""
    return family(number, archive) if archive.directives[number].number else (number,)
