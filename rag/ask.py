"""The story of answering: analyse → retrieve → answer → cite."""

import re
import time
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from index.archive import Archive
from index.errors import InputError
from index.parsing import patterns
from index.types import Directive
from rag.answerer import Answerer, Extractive
from rag.answering.documents.confirm import confirm
from rag.answering.documents.dated import days_of_each
from rag.answering.documents.facts import facts
from rag.answering.duties import duties_asked
from rag.answering.extract import in_one_row, of_side, sentence
from rag.answering.passages.compare import side_by_side, unanswered
from rag.answering.passages.elsewhere import elsewhere
from rag.answering.picking.confidence import sure
from rag.answering.say import explain, join
from rag.answering.twofold import of_halves, settled, together
from rag.cite import cite
from rag.finding.retrieve import retrieve
from rag.question import cues
from rag.question.analyse import analyse
from rag.question.folded import flat
from rag.question.follow_up import Recalled
from rag.question.halves import halves_of
from rag.question.names import Names
from rag.question.nearby import near
from rag.question.sides import Side, sides_of
from rag.question.two import blanks_of, questions_of
from rag.question.wants import want_of
from rag.types import HYBRID, Answer, Basis, Draft, Found, Hit, Query, Reason, Retrieval, Scope, Statement, Want
from rag.values import persons

MAX_QUESTION = 2_000
NEAREST = 3
_VALUES = frozenset({Want.DATE, Want.TIME, Want.DURATION, Want.QUANTITY})
_names: WeakKeyDictionary[Archive, Names] = WeakKeyDictionary()


def ask(
    question: str, archive: Archive, history: Sequence[str] = (), lang: str = "vi", how: Retrieval = HYBRID,
    answerer: Answerer | None = None,
) -> Answer:  # fmt: skip
    """The answer to ``question``, asked after ``history``, worded by ``answerer`` (default: the clauses' own words); verified.

    Raises ``InputError`` for an empty question or one longer than :data:`MAX_QUESTION` characters.
    """
    begun = time.perf_counter()
    query = understand(question, archive, history, how)
    hits = retrieve(query, archive, how=how)
    draft = _answered(query, hits, archive, answerer or Extractive(archive, how), how)
    statements, dropped = cite(draft, archive)
    draft, statements = _or_sentence(draft, statements, query, hits, archive)
    reason = None if statements else draft.reason or Reason.NOT_STATED
    nearest = _nearest(query, hits, archive)
    return Answer(
        question, query.text, join(draft, statements), statements, not statements, reason,
        explain(reason, query, draft, nearest, lang) if reason else "", sure(draft), nearest, tuple(hits), dropped,
        time.perf_counter() - begun, query.changes, draft.notice.message(lang) if draft.notice else "",
    )  # fmt: skip


def _or_sentence(
    draft: Draft, statements: tuple[Statement, ...], query: Query, hits: Sequence[Hit], archive: Archive
) -> tuple[Draft, tuple[Statement, ...]]:
    """The draft and what of it verifies; where nothing does, the best sentence itself, which will."""
    if statements or not draft.statements:
        return draft, statements
    whole = replace(sentence(query, hits, archive), notice=draft.notice)
    return whole, cite(whole, archive)[0]


def draft_of(question: str, archive: Archive, history: Sequence[str] = (), how: Retrieval = HYBRID) -> Draft:
    """The answer before it is verified, for who studies how answers are made (:mod:`eval.confidence`). Raises as :func:`ask`."""
    query = understand(question, archive, history, how)
    return _answered(query, retrieve(query, archive, how=how), archive, Extractive(archive, how), how)


def _answered(query: Query, hits: Sequence[Hit], archive: Archive, answerer: Answerer, how: Retrieval) -> Draft:
    """The draft for ``query``; of two questions asked in one breath, what is said to each. A model is given both at once."""
    if not isinstance(answerer, Extractive) or refuse(query):
        return _draft(query, hits, archive, answerer)
    if dated := days_of_each(query, archive):
        return replace(dated, basis=Basis.FIELD)
    if compared := _compared(query, archive, how):
        return compared
    parts = questions_of(query.text)
    said = (in_one_row(query, hits, archive) or _both(parts[0], parts[1], archive, answerer, how)) if parts else None
    return said or _filled(query, hits, archive, answerer, how)


def _compared(query: Query, archive: Archive, how: Retrieval) -> Draft | None:
    """The answers to the sides of a comparison of bodies, each found in its own documents; of one alone, with word of it."""
    documents = [group for group in query.groups if group.explicit]
    if documents and query.facets:
        return None  # their dates, signers and addressees are told of each as they are
    sides = sides_of(query.text, documents, archive, _names_of(archive))
    drafts = [_side(side, archive, how) for side in sides]
    answered = [(side, draft) for side, draft in zip(sides, drafts, strict=True) if draft.statements]
    if not answered or len(sides) > len(answered) + 1:
        return None
    scopes, told = [side.scope for side, _ in answered], [draft for _, draft in answered]
    least = min(draft.confidence for draft in told)
    draft = Draft(side_by_side(scopes, told, archive), least, basis=Basis.PASSAGE)
    missing = [side.scope.names[0] for side, draft in zip(sides, drafts, strict=True) if not draft.statements]
    return replace(draft, notice=unanswered(missing[0])) if missing else draft


def _side(side: Side, archive: Archive, how: Retrieval) -> Draft:
    """The answer to one side of a comparison."""
    draft = Draft((), 0.0, Reason.NOT_STATED)
    for text in side.texts:
        asked = analyse(text, (), archive, _names_of(archive), lambda _: Recalled(), how)
        draft = of_side(replace(asked, scope=side.scope, groups=()), archive, how)
        if draft.statements:
            break
    return draft


def _filled(query: Query, hits: Sequence[Hit], archive: Archive, answerer: Answerer, how: Retrieval) -> Draft:
    """The draft for ``query``; of one with two blanks, what fills them, the later ones in the documents that fill the first."""
    if known := _known(query, archive):
        return known  # which says all that is asked
    whole = _stated(query, hits, archive, answerer)
    if each := _each(query, whole, archive, answerer, how):
        return each
    blanks = blanks_of(query.text) if query.want is not Want.YES_NO else ()
    asked = [analyse(text, (), archive, _names_of(archive), lambda _: Recalled(), how) for text in blanks]
    if not asked or settled(asked, whole):
        return whole
    # The first is looked for with the words of all, then with its own.
    near = replace(asked[0], terms=query.terms, pairs=query.pairs, synonyms=query.synonyms, scope=query.scope)
    first = _draft(near, hits, archive, answerer)
    if not first.statements:
        first = _draft(asked[0], retrieve(asked[0], archive, how=how), archive, answerer)
    drafts = [first]
    found = {c.clause.directive for s in (first.statements or whole.statements) for c in s.citations}
    for one in asked[1:]:
        near = one if one.scope.directives or not found else replace(one, scope=Scope(directives=tuple(sorted(found))))
        drafts.append(_draft(near, retrieve(near, archive, how=how), archive, answerer))
    return together(asked, drafts, whole) or whole


def _each(query: Query, whole: Draft, archive: Archive, answerer: Answerer, how: Retrieval) -> Draft | None:
    """What is said of each of two things that a value is asked of, where ``whole`` does not tell both; else ``None``."""
    drafts: list[Draft] = []
    halves = halves_of(query.text) if query.want is not Want.YES_NO and not whole.listed else ()
    read = [
        [analyse(text, (), archive, _names_of(archive), lambda _: Recalled(), how) for text in half.texts]
        for half in halves
    ]
    # A body that one half names is not the other's: "đoàn của Quận ủy Hà Đông và đoàn của Thành ủy".
    apart = any(asked.scope.directives for half in read for asked in half)
    for half in read:
        draft = Draft((), 0.0)
        for asked in half:
            if asked.want not in _VALUES and asked.want is not Want.REFERENCE:
                return None
            asked = asked if apart else replace(asked, scope=query.scope)
            draft = _draft(asked, retrieve(asked, archive, how=how), archive, answerer)
            if draft.statements:
                break
        drafts.append(draft)
    return of_halves([half.name for half in halves], drafts, whole, archive.directives) if halves else None


def _both(first: str, second: str, archive: Archive, answerer: Answerer, how: Retrieval) -> Draft | None:
    """What is said to two questions, the second in the documents that answer the first if it names none; ``None``: to neither."""
    query = understand(first, archive, how=how)
    one = _draft(query, retrieve(query, archive, how=how), archive, answerer)
    after = understand(second, archive, (first,), how)
    documents = {c.clause.directive for s in one.statements for c in s.citations}
    near = [replace(after, scope=Scope(directives=tuple(sorted(documents))))] if documents else []
    other = one
    for query in (*(() if after.scope.directives else near), after):
        other = _draft(query, retrieve(query, archive, how=how), archive, answerer)
        if other.statements:
            break
    answered = [draft for draft in (one, other) if draft.statements]
    if not answered:
        return None
    least = min(answered, key=sure)
    said = dict.fromkeys(statement for draft in answered for statement in draft.statements)
    return replace(least, statements=tuple(said), reason=None, listed=False)


def _draft(query: Query, hits: Sequence[Hit], archive: Archive, answerer: Answerer) -> Draft:
    """The first that has something to say; no answerer overrules a refusal, or what the archive knows of its documents."""
    if refused := refuse(query):
        return refused
    return _known(query, archive) or _stated(query, hits, archive, answerer)


def _stated(query: Query, hits: Sequence[Hit], archive: Archive, answerer: Answerer) -> Draft:
    """What the fields of documents tell, else what the answerer says."""
    if draft := facts(query, hits, archive):
        astray = elsewhere(query, draft, archive)
        return Draft((), 0.0, Reason.NOT_STATED) if astray else replace(draft, basis=Basis.FIELD)
    return answerer.answer(query, hits)


def _known(query: Query, archive: Archive) -> Draft | None:
    """What the archive confirms of its documents, or lists of somebody's duties."""
    if draft := confirm(query, archive):
        return replace(draft, basis=Basis.FIELD)
    if draft := duties_asked(query, archive):
        return replace(draft, basis=Basis.DUTIES)
    return None


def search(
    question: str, archive: Archive, top: int = 10, history: Sequence[str] = (), how: Retrieval = HYBRID,
    within: NDArray[np.int64] | None = None,
) -> Found:  # fmt: skip
    """The ``top`` clauses for ``question``, best first, and what it names that is not there. Raises as :func:`ask`.

    ``within``: ids, int64 ``(n,)``, of the clauses to search in (:func:`rag.finding.filter.clauses_in`); all when ``None``.
    """
    query = understand(question, archive, history, how)
    absent = (*query.scope.unknown_numbers, *query.scope.unknown_names)
    return Found(query, tuple(retrieve(query, archive, top, how, within)), absent)


def understand(question: str, archive: Archive, history: Sequence[str] = (), how: Retrieval = HYBRID) -> Query:
    """The question analysed; ``how``: where it needs the answer to an earlier one.

    Raises ``InputError`` when it is empty or too long.
    """
    if not re.search(r"\w", question):
        raise InputError("Câu hỏi trống. Hãy gõ một câu hỏi.", "The question is empty. Type a question.")
    if len(question) > MAX_QUESTION:
        raise InputError(
            f"Câu hỏi dài {len(question):,} ký tự; tối đa {MAX_QUESTION:,}. Hãy hỏi ngắn lại.",
            f"The question has {len(question):,} characters; the limit is {MAX_QUESTION:,}. Ask a shorter one.",
        )

    def recall(earlier: str) -> Recalled:
        if not re.search(r"\w", earlier) or len(earlier) > MAX_QUESTION:
            return Recalled()  # nothing was asked
        answered = ask(earlier, archive, how=how)
        numbers = dict.fromkeys(m.group() for m in patterns.NUMBER.finditer(answered.text))
        cited = dict.fromkeys(c.document for c in answered.citations) if not answered.abstained else {}
        # What an answer names was asked for, or else only said: the document that says it is meant then.
        one = next(iter(cited)) if len(cited) == 1 else None
        which = want_of(flat(earlier)) is Want.REFERENCE
        document = (", ".join(numbers) or one) if which else (one or ", ".join(numbers) or None)
        people = dict.fromkeys(person.text for person in persons(answered.text)) if not answered.abstained else {}
        person = next(iter(people)) if len(people) == 1 else None
        return Recalled(document, person, near([citation.clause for citation in answered.citations], archive))

    return analyse(question, history, archive, _names_of(archive), cache(recall), how)


def _names_of(archive: Archive) -> Names:
    if archive not in _names:
        _names[archive] = Names(archive)
    return _names[archive]


def refuse(query: Query) -> Draft | None:
    """An abstention for what no clause could answer: an absent document or name, an opinion, a greeting."""
    folded = flat(query.text)
    if cues.GREETING.search(folded):
        return Draft((), 0.0, Reason.NOT_A_QUESTION)
    if cues.OPINION.search(query.text):
        return Draft((), 0.0, Reason.OPINION)
    if cues.NOW.search(folded):
        return Draft((), 0.0, Reason.OUT_OF_ARCHIVE)
    if query.scope.unknown_numbers:
        return Draft((), 0.0, Reason.NO_DOCUMENT, ", ".join(query.scope.unknown_numbers))
    if query.scope.unknown_names:
        return Draft((), 0.0, Reason.NO_NAME, ", ".join(query.scope.unknown_names))
    signs_nothing = persons(query.text) and not query.scope.signers
    if query.want is Want.REFERENCE and re.search(r"\bky\b", folded) and signs_nothing:
        return Draft((), 0.0, Reason.NOT_STATED)
    return None


def _nearest(query: Query, hits: Sequence[Hit], archive: Archive) -> tuple[Directive, ...]:
    order = [hit.clause.directive for hit in hits] or list(query.scope.directives or ())
    return tuple(archive.directives[number] for number in list(dict.fromkeys(order))[:NEAREST])
