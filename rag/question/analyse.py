"""A question as typed into a Query: reworded, follow-up resolved, wanted type, scope, content words."""

from collections.abc import Sequence
from dataclasses import replace

from index.archive import Archive
from index.text import has_marks
from rag.question.content import content
from rag.question.folded import flat
from rag.question.follow_up import TURNS, Recall, follow_up
from rag.question.names import Names
from rag.question.scope import find_scope
from rag.question.synonyms import synonyms
from rag.question.wants import facets_of, units_of, want_of
from rag.question.wording import reword
from rag.types import HYBRID, Change, Query, Repair, Retrieval, Scope


def analyse(
    question: str, history: Sequence[str], archive: Archive, names: Names, recall: Recall, how: Retrieval = HYBRID
) -> Query:
    """What ``question``, asked after the questions ``history``, is about and asks for.

    ``recall`` gives what the answer to an earlier question named.
    """
    text, changes = reword(question, archive, how)
    before = [reword(earlier, archive, how)[0] for earlier in history[-TURNS:]]
    rewritten, near = follow_up(text, before, archive, names, recall)
    if rewritten:
        changes = (*changes, Change(Repair.FOLLOW_UP, text, rewritten))
        text = rewritten
    # Marks restored count as marks typed, be it as keys: covid19's questions typed without any, compared without, lose 1% of
    # the first places. Where nothing is restored, those of an abbreviation spelt out are no sign.
    typed = has_marks(question) or any(change.repair in (Repair.KEYBOARD, Repair.MARKS) for change in changes)
    marks = typed and has_marks(text)
    # No name is missed for marks that only this program gave it.
    own = has_marks(question) or any(change.repair is Repair.KEYBOARD for change in changes)
    found = find_scope(text, archive, names, own and marks)
    folded = flat(text)
    terms, pairs = content(text, found, marks)
    return Query(
        asked=question,
        text=text,
        marks=marks,
        want=want_of(folded),
        facets=facets_of(folded, found),
        scope=_near(found.scope, near, archive),
        terms=terms,
        pairs=pairs,
        kinds=found.kinds,
        units=units_of(text, marks),
        groups=found.groups,
        changes=changes,
        synonyms=synonyms(text, archive, marks) if how.synonyms else (),
    )


def _near(scope: Scope, near: Sequence[int], archive: Archive) -> Scope:
    """``scope`` with the clauses ``near`` the last answer, whose documents are likely meant."""
    if not near:
        return scope
    documents = {clause.directive for clause in archive.clauses(near)}
    return replace(scope, near=tuple(near), favoured=tuple(sorted(documents | set(scope.favoured))))
