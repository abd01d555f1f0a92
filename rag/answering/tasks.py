"""What somebody named in the question must do: the pieces that charge that very body or office, not those most alike in words."""

import re
from collections.abc import Iterator

from index.text import folded_words
from index.types import Role
from rag.answering.candidates import Candidate
from rag.answering.charged import Actors, charged
from rag.answering.evidence import LIST_LIMIT, Evidence, lead_items
from rag.answering.items import heading
from rag.answering.persons import one_form
from rag.types import Draft, Statement, Want

_WANTS = frozenset({Want.TASK, Want.LIST, Want.TEXT})
_DOES = (
    r"(?:(?:phai|can|se|nen|duoc|bi|co|giao|giao cho|yeu cau|thuc hien|lam|chiu|trien khai|chi dao|va) )*"
    r"(?:lam |thuc hien |giao )?(?:nhung |cac )?"
    r"(?:(?:nhiem vu|trach nhiem|viec|cong viec|noi dung|yeu cau|vai tro) )*(?:cu the )?(?:gi|nao|the nao|ra sao)"
)
# The whole question: "[theo …,] <body> phải làm những việc gì?", "<document> giao <body> những việc gì?".
_ALL = re.compile(
    rf"(?:(?:theo|trong|tai) .{{3,60}}?,? )?(?:.{{0,60}}?\b(?:giao cho|giao|yeu cau|de nghi) )?"
    rf"(?P<body>[a-z][a-z /&,-]{{3,90}}?) {_DOES}(?: (?:vay|the|a|day|do))*[ ?.!]*"
)
_SKIP = frozenset("cac nhung cua va o".split())
# A piece this much less likely than the best may still be the one, where it charges the body named.
REACH = 5.0
_OWN = 0.25


def of_actor(evidence: Evidence) -> Draft | None:
    """What the body named in the question is charged with, where the question asks that and nothing narrower."""
    if evidence.query.want not in _WANTS:
        return None
    asked = _ALL.fullmatch(evidence.folded.replace("_", ""))
    if not asked:
        return None
    words = _words(asked["body"])
    mine = [(c, a) for c, a in _charging(evidence, " ".join(_words(evidence.folded))) if _named(a, " ".join(words))]
    places = {w for name in evidence.query.scope.names for w in folded_words(name)}
    rest = [w for w in words if w not in places and not any(w in _words(a.text) for _, a in mine)]
    if not mine or rest:
        return None
    return _everything(evidence, mine)


def best_of_actor(evidence: Evidence) -> Draft | None:
    """Of the pieces found, those that charge a body the question names; all its items where none speaks of the rest of it."""
    if evidence.query.want not in _WANTS or evidence.best is None:
        return None
    mine = list(_charging(evidence, " ".join(_words(evidence.folded))))
    if not mine or mine[0][0].score < _best_of_body(evidence) - REACH or mine[0][0] is evidence.best:
        return None
    named = set(_words(mine[0][1].text))
    first = mine[0][0]
    others = {t.word for t in evidence.matcher.terms} - set(evidence.matcher.forms(mine[0][1].text))
    if others & set(evidence.matcher.forms(first.sentence.text)) or not named:
        return None if first.own < evidence.best.own else evidence.say(first.sentence.text, first)
    return _everything(evidence, [pair for pair in mine if pair[1].text == mine[0][1].text])


def _best_of_body(evidence: Evidence) -> float:
    """The score of the best piece that is no title, addressee or signature."""
    return max((c.score for c in evidence.found if c.hit.clause.role is Role.BODY), default=0.0)


def _everything(evidence: Evidence, mine: list[tuple[Candidate, Actors]]) -> Draft | None:
    first, actors = mine[0]
    clause = first.hit.clause
    if actors.elsewhere and actors.citations[0].clause.id == clause.id and (beneath := evidence.children(clause)):
        return Draft(
            tuple(Statement(text, (evidence.cited(item),)) for item, text in lead_items(beneath)),
            max(evidence.support(first), 0.8),
        )
    if actors.elsewhere and clause.parent is not None:
        items = evidence.children(evidence.archive.clauses([clause.parent])[0])
        if any(item.id == clause.id for item in items) and actors.citations[0].clause.id == clause.parent:
            told = [Statement(text, (evidence.cited(item),)) for item, text in lead_items(items)]
            return Draft(tuple(told), max(evidence.support(first), 0.8))
    said: dict[int, Statement] = {}
    for candidate, _ in mine:
        if candidate.hit.clause.id not in said and len(said) < 4:
            item, text = next(lead_items([candidate.hit.clause], LIST_LIMIT // min(len(mine), 4)))
            said[item.id] = Statement(text, (evidence.cited(item),))
    return Draft(tuple(said.values()), max(evidence.support(first), 0.8)) if said else None


def _charging(evidence: Evidence, question: str) -> Iterator[tuple[Candidate, Actors]]:
    """The pieces found that charge somebody the question names, best first."""
    for candidate in evidence.found:
        actors = charged(candidate, evidence.archive) or _heads(candidate, evidence)
        if actors and _named(actors, question):
            yield candidate, actors


def _heads(candidate: Candidate, evidence: Evidence) -> Actors | None:
    """``1. Công an quận:``, found itself: it charges whom it names with what stands beneath it."""
    clause = candidate.hit.clause
    if not heading(evidence, clause) or not evidence.children(clause):
        return None
    return Actors(candidate.piece.text.rstrip(" :*"), (evidence.cited(clause),), True)


def _named(actors: Actors, question: str) -> bool:
    """Whether the question names one of the actors in full, or by the first three words of its name."""
    for name in re.split(r",|;|\bvà\b(?=\s+\w+\s+\w+)", actors.text):
        words = _words(" ".join(folded_words(name)))
        if len(words) >= 2 and (
            f" {' '.join(words)} " in f" {question} "
            or (len(words) > 3 and f" {' '.join(words[:3])} " in f" {question} ")
        ):
            return True
    return False


def _words(folded: str) -> list[str]:
    return [word for word in one_form(folded).split() if word not in _SKIP]
